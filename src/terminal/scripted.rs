//! A learner in a test: decides by a script and remembers what was shown.

use super::{Hangup, Terminal};
use crate::session::{Event, Overview, Screen};
use std::collections::VecDeque;

/// What a script says to a dialog; the kind has to fit what is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// To `confirm`.
    Confirm(Option<bool>),
    /// To `pick`.
    Pick(Option<usize>),
    /// To `pick_many`.
    PickMany(Option<Vec<usize>>),
    /// To `ask_line` and `write_long`.
    Text(Option<String>),
}

type Decide<'a> = Box<dyn FnMut(&Screen) -> Option<Event> + 'a>;

/// A terminal that needs none.
pub struct Scripted<'a> {
    decide: Decide<'a>,
    /// What to say to dialogs, in their order.
    pub replies: VecDeque<Reply>,
    /// Every screen shown.
    pub screens: Vec<Screen>,
    /// Every overview shown.
    pub overviews: Vec<Overview>,
    /// Every line said, and every question of a dialog.
    pub said: Vec<String>,
}

impl<'a> Scripted<'a> {
    /// Decides by a function of the screen; nothing ends the input.
    pub fn deciding(decide: impl FnMut(&Screen) -> Option<Event> + 'a) -> Self {
        Self {
            decide: Box::new(decide),
            replies: VecDeque::new(),
            screens: Vec::new(),
            overviews: Vec::new(),
            said: Vec::new(),
        }
    }

    /// Decides by a list, whatever is shown; its end ends the input.
    pub fn events(events: impl IntoIterator<Item = Event, IntoIter: 'a>) -> Self {
        let mut events = events.into_iter();
        Self::deciding(move |_| events.next())
    }

    /// Says this to dialogs.
    #[must_use]
    pub fn replying(mut self, replies: impl IntoIterator<Item = Reply>) -> Self {
        self.replies.extend(replies);
        self
    }

    fn reply(&mut self, question: &str) -> Result<Reply, Hangup> {
        self.said.push(question.to_owned());
        self.replies.pop_front().ok_or(Hangup::EndOfInput)
    }
}

impl Terminal for Scripted<'_> {
    fn overview(&mut self, overview: &Overview) -> Result<(), Hangup> {
        self.overviews.push(overview.clone());
        Ok(())
    }

    fn turn(&mut self, screen: &Screen) -> Result<Event, Hangup> {
        self.screens.push(screen.clone());
        (self.decide)(screen).ok_or(Hangup::EndOfInput)
    }

    fn say(&mut self, line: &str) -> Result<(), Hangup> {
        self.said.push(line.to_owned());
        Ok(())
    }

    fn aside(&mut self, run: &mut dyn FnMut()) -> Result<(), Hangup> {
        run();
        Ok(())
    }

    fn confirm(&mut self, question: &str) -> Result<Option<bool>, Hangup> {
        match self.reply(question)? {
            Reply::Confirm(said) => Ok(said),
            _ => Err(Hangup::EndOfInput),
        }
    }

    fn pick(&mut self, title: &str, _options: &[String]) -> Result<Option<usize>, Hangup> {
        match self.reply(title)? {
            Reply::Pick(picked) => Ok(picked),
            _ => Err(Hangup::EndOfInput),
        }
    }

    fn pick_many(
        &mut self,
        title: &str,
        _options: &[String],
    ) -> Result<Option<Vec<usize>>, Hangup> {
        match self.reply(title)? {
            Reply::PickMany(picked) => Ok(picked),
            _ => Err(Hangup::EndOfInput),
        }
    }

    fn ask_line(&mut self, question: &str) -> Result<Option<String>, Hangup> {
        match self.reply(question)? {
            Reply::Text(text) => Ok(text),
            _ => Err(Hangup::EndOfInput),
        }
    }

    fn write_long(&mut self, initial: &str) -> Result<Option<String>, Hangup> {
        self.ask_line(initial)
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn a_script_decides_in_its_order_and_remembers_the_screens() {
        let mut terminal = Scripted::events([Event::Accept, Event::Undo]);

        assert!(matches!(
            terminal.turn(&sample::feedback()),
            Ok(Event::Accept)
        ));
        assert!(matches!(terminal.turn(&sample::summary()), Ok(Event::Undo)));
        assert!(matches!(
            terminal.turn(&sample::summary()),
            Err(Hangup::EndOfInput)
        ));
        assert_eq!(terminal.screens[0], sample::feedback());
    }

    #[test]
    fn a_script_answers_dialogs() {
        let mut terminal = Scripted::deciding(|_| None)
            .replying([Reply::Confirm(Some(true)), Reply::Text(Some("new".into()))]);

        assert!(matches!(terminal.confirm("sure?"), Ok(Some(true))));
        assert!(matches!(terminal.write_long("old"), Ok(Some(text)) if text == "new"));
        assert_eq!(terminal.said, ["sure?", "old"]);
    }
}
