//! Keys in, screen out: draws a session and listens to the learner, and decides nothing.
//!
//! [`Terminal`] is the one trait of the program because it is a conversation. It is held on a
//! full screen, over plain lines, or by a script.

mod colour;
mod draft;
mod editor;
mod full;
mod keys;
mod layout;
mod line;
mod menu;
mod mode;
mod page;
mod plain;
mod sanitize;
mod scripted;
mod turn;
mod words;

#[cfg(test)]
#[path = "../../tests/support/screens.rs"]
mod sample;

pub use colour::{ColourChoice, colours, is_dumb};
pub use full::FullScreen;
pub use plain::Plain;
pub use scripted::{Reply, Scripted};

use crate::session::{Event, Overview, Screen};
use std::io;

/// Why a conversation ends before its time.
#[derive(Debug, thiserror::Error)]
pub enum Hangup {
    /// The learner pressed Ctrl-C; exit status 130.
    #[error("interrupted")]
    Interrupted,
    /// The input has ended, or the terminal was closed.
    #[error("the input has ended")]
    EndOfInput,
    /// Reading or writing failed; a broken pipe means that the reader has seen enough.
    #[error("cannot talk to the terminal")]
    Io(#[source] io::Error),
}

/// What a terminal that was closed reports on Unix: for reading and writing, when it is opened
/// again by name, and when it is asked for its modes.
const CLOSED: [i32; 3] = [5, 6, 25];

impl From<io::Error> for Hangup {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::Interrupted => Self::Interrupted,
            io::ErrorKind::UnexpectedEof => Self::EndOfInput,
            _ if cfg!(unix) && error.raw_os_error().is_some_and(|it| CLOSED.contains(&it)) => {
                Self::EndOfInput
            }
            _ => Self::Io(error),
        }
    }
}

/// Keeps a closed terminal from ending the program before a session has written down what was
/// graded: [`Hangup::EndOfInput`] tells of it instead.
///
/// Must be called before the program starts another thread.
pub fn outlive_terminal() {
    mode::outlive_terminal();
}

/// A conversation with a learner.
///
/// Whatever happens, dropping a terminal leaves the learner's own as it was.
pub trait Terminal {
    /// Tells what is ahead; it stays in view with the first question.
    fn overview(&mut self, overview: &Overview) -> Result<(), Hangup>;

    /// Draws a screen and waits until the learner has decided.
    ///
    /// What was typed so far outlives [`Event::Hint`], [`Event::Flag`], [`Event::Edit`] and
    /// [`Event::Tick`] when the next screen asks the same question. The summary is answered by
    /// [`Event::Quit`] or [`Event::Undo`]. Where there is a time limit, whatever decides nothing
    /// is an [`Event::Tick`]: a key or a line, and on a full screen a moment without one.
    fn turn(&mut self, screen: &Screen) -> Result<Event, Hangup>;

    /// Tells the learner something; during a session it stands above the next screen.
    fn say(&mut self, line: &str) -> Result<(), Hangup>;

    /// Runs something that needs the learner's own terminal, such as an editor.
    fn aside(&mut self, run: &mut dyn FnMut()) -> Result<(), Hangup>;

    /// Asks for yes or no; nothing where the learner refuses to say.
    fn confirm(&mut self, question: &str) -> Result<Option<bool>, Hangup>;

    /// Asks for one of some options and returns its index.
    fn pick(&mut self, title: &str, options: &[String]) -> Result<Option<usize>, Hangup>;

    /// Asks for any of some options and returns their indices in rising order.
    fn pick_many(&mut self, title: &str, options: &[String]) -> Result<Option<Vec<usize>>, Hangup>;

    /// Asks for a line of text, such as a question for a deck.
    fn ask_line(&mut self, question: &str) -> Result<Option<String>, Hangup>;

    /// Asks for a text of several lines.
    fn write_long(&mut self, initial: &str) -> Result<Option<String>, Hangup>;
}
