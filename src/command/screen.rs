//! The learner's seat: which terminal there is, and what commands ask of it.

use super::context::{Context, Place, Usable};
use super::{CommandError, Outcome};
use crate::cli::Color;
use crate::diagnostic::Lines;
use crate::library::{FactRef, Library};
use crate::terminal::{ColourChoice, FullScreen, Hangup, Plain, Terminal, colours, is_dumb};
use console::Term;
use std::env;
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The terminal a command talks through.
pub(super) struct Seat {
    terminal: Box<dyn Terminal>,
}

impl Seat {
    /// Takes the full screen where there is one, and lines in, lines out otherwise.
    pub(super) fn take(context: &Context) -> Self {
        Self::with_lines_to(io::stdout(), context)
    }

    /// Takes a seat likewise, but keeps standard output free where it talks in lines, because a
    /// program reads there what comes of the session.
    pub(super) fn beside_output(context: &Context) -> Self {
        Self::with_lines_to(io::stderr(), context)
    }

    fn with_lines_to(lines: impl io::Write + 'static, context: &Context) -> Self {
        let in_colour = in_colour(context.global.color, Term::stdout().is_term());
        let in_lines = context.global.plain || is_dumb(env::var("TERM").ok().as_deref());
        let full = match in_lines {
            true => None,
            false => FullScreen::open(in_colour, &editor()),
        };
        let terminal: Box<dyn Terminal> = match full {
            Some(full) => Box::new(full),
            None => Box::new(Plain::new(BufReader::new(io::stdin()), lines)),
        };
        Self { terminal }
    }

    pub(super) fn terminal(&mut self) -> &mut dyn Terminal {
        &mut *self.terminal
    }
}

/// Decides whether to write in colour.
pub(super) fn in_colour(choice: Color, is_terminal: bool) -> bool {
    let choice = match choice {
        Color::Auto => ColourChoice::Auto,
        Color::Always => ColourChoice::Always,
        Color::Never => ColourChoice::Never,
    };
    colours(choice, is_terminal, |name| env::var(name).ok())
}

/// Ends a command as the learner left it: the log holds everything already.
pub(super) fn left(hangup: Hangup) -> Result<Outcome, CommandError> {
    match hangup {
        Hangup::Interrupted => Ok(Outcome::Interrupted),
        Hangup::EndOfInput => Ok(Outcome::Done),
        Hangup::Io(error) => Err(CommandError::Output(error)),
    }
}

/// Lets the learner choose decks.
pub(super) fn pick_decks(
    terminal: &mut dyn Terminal,
    library: &Library,
) -> Result<Vec<String>, CommandError> {
    let titles: Vec<String> = library
        .decks()
        .iter()
        .map(|deck| deck.title.to_string())
        .collect();
    let picked = terminal
        .pick_many("Which decks?", &titles)?
        .unwrap_or_default();
    let names = picked
        .into_iter()
        .filter_map(|index| library.decks().get(index));
    Ok(names.map(|deck| deck.name.clone()).collect())
}

/// Opens the deck of a fact in the learner's editor and reads the library again afterwards;
/// nothing where there is no file to edit, which is said.
pub(super) fn edit(
    context: &Context,
    library: &Library,
    fact: FactRef,
    terminal: &mut dyn Terminal,
) -> Result<Option<Usable>, CommandError> {
    let Place::Folder(folder) = context.place() else {
        terminal.say("the built-in decks cannot be edited; copy them and use --library")?;
        return Ok(None);
    };
    let path = folder.join(format!("{}.toml", library.deck_of(fact).name));
    let line = line_of(&path, library.fact(fact).span.range().start);
    let mut ran = None;
    terminal.aside(&mut || ran = Some(run_editor(&editor(), &path, line)))?;
    match ran {
        Some(Ok(())) => {}
        Some(Err(reason)) => {
            terminal.say(&reason)?;
            return Ok(None);
        }
        None => return Ok(None),
    }
    match context.library() {
        Ok(usable) => Ok(Some(usable)),
        Err(error) => {
            terminal.say(&format!("{error}; going on with the deck as it was"))?;
            Ok(None)
        }
    }
}

fn editor() -> String {
    let set = |name| {
        env::var(name)
            .ok()
            .filter(|editor| !editor.trim().is_empty())
    };
    set("VISUAL")
        .or_else(|| set("EDITOR"))
        .unwrap_or_else(|| "vi".to_owned())
}

fn line_of(path: &Path, offset: usize) -> usize {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    Lines::new(&text).position(&text, offset).line
}

/// Runs an editor on a file at a line and waits for it; says why it could not.
fn run_editor(editor: &str, path: &Path, line: usize) -> Result<(), String> {
    let words = shell_words::split(editor).unwrap_or_default();
    let Some((program, options)) = words.split_first() else {
        return Err("no editor is set; set EDITOR".to_owned());
    };
    let mut command = Command::new(program);
    command.args(options).args(at_line(program, path, line));
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{editor}` ended with {status}")),
        Err(error) => Err(format!("`{editor}` cannot be run: {error}; set EDITOR")),
    }
}

/// Returns the arguments by which an editor opens a file at a line; most take `+LINE FILE`.
fn at_line(program: &str, path: &Path, line: usize) -> Vec<PathBuf> {
    let name = Path::new(program)
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let joined = || PathBuf::from(format!("{}:{line}", path.display()));
    match name.as_str() {
        "code" | "codium" | "cursor" => vec!["--wait".into(), "--goto".into(), joined()],
        "subl" | "zed" => vec!["--wait".into(), joined()],
        "hx" | "helix" | "kak" => vec![joined()],
        _ => vec![format!("+{line}").into(), path.to_path_buf()],
    }
}
