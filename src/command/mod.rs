//! One file per subcommand: they join the other modules, and make `now` and the seed.

mod check;
mod context;
mod init;
mod list;
mod preview;
mod quiz;
mod rules;
mod schema;
mod screen;
mod show;
mod stats;
mod study;
mod today;
mod undo;

use crate::cli::{Cli, Command};
use crate::store::StoreError;
use crate::terminal::Hangup;
use crate::value::text::plain;
pub use check::CheckError;
use clap::CommandFactory as _;
use context::Context;
pub use init::InitError;
use std::fmt::Write as _;
use std::io::{self, ErrorKind, Write as _};

/// How a command ended, as an exit status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing to complain of.
    Done,
    /// Findings, or a quiz that was not passed.
    Findings,
    /// The library cannot be read, and why has been said.
    Unusable,
    /// The learner pressed Ctrl-C.
    Interrupted,
}

impl Outcome {
    const fn status(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Findings => 1,
            Self::Unusable => 2,
            Self::Interrupted => 130,
        }
    }
}

/// Why a command could not run.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// The library cannot be used.
    #[error("{0}")]
    Library(String),
    /// The review log cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The library cannot be checked.
    #[error(transparent)]
    Check(CheckError),
    /// No library could be started.
    #[error(transparent)]
    Init(#[from] InitError),
    /// Output cannot be written or input cannot be read.
    #[error("cannot write the output: {0}")]
    Output(#[from] io::Error),
    /// The conversation with the learner ended before its time.
    #[error(transparent)]
    Hangup(#[from] Hangup),
    /// What was asked for does not exist or makes no sense.
    #[error("{0}")]
    Usage(String),
}

/// Runs a command and returns the exit status; every error is said on standard error.
pub fn run(cli: Cli) -> u8 {
    match dispatch(cli) {
        Ok(outcome) => outcome.status(),
        // The reader of a pipe has seen enough.
        Err(CommandError::Output(error)) if error.kind() == ErrorKind::BrokenPipe => 0,
        Err(CommandError::Hangup(hangup)) => run_left(hangup),
        Err(error) => {
            complain(&error);
            2
        }
    }
}

fn run_left(hangup: Hangup) -> u8 {
    match screen::left(hangup) {
        Ok(outcome) => outcome.status(),
        Err(CommandError::Output(error)) if error.kind() == ErrorKind::BrokenPipe => 0,
        Err(error) => {
            complain(&error);
            2
        }
    }
}

fn dispatch(cli: Cli) -> Result<Outcome, CommandError> {
    let context = Context::new(cli.global);
    match cli.command {
        None => study::run(&context, &[], &cli.study),
        Some(Command::Study(args)) => study::run(&context, &args.decks, &args.options),
        Some(Command::Quiz(args)) => quiz::run(&context, &args),
        Some(Command::Check(args)) => check::run(&context, &args),
        Some(Command::Explain(args)) => rules::explain(&args.code),
        Some(Command::Rules(args)) => print(rules::list(&args).as_bytes()),
        Some(Command::Schema(args)) => print(schema::print(args.which).as_bytes()),
        Some(Command::Init(args)) => init::run(&args.folder),
        Some(Command::List(args)) => list::run(&context, &args),
        Some(Command::Show(args)) => show::run(&context, &args),
        Some(Command::Preview(args)) => preview::run(&context, &args),
        Some(Command::Stats(args)) => stats::run(&context, &args),
        Some(Command::Undo(args)) => undo::run(&context, &args),
        Some(Command::Completions { shell }) => completions(shell),
        Some(Command::Man) => man(),
    }
}

/// Says an error with its causes on standard error.
fn complain(error: &CommandError) {
    let mut text = format!("factdeck: {error}");
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        let _ = write!(text, "\n  because: {inner}");
        cause = inner.source();
    }
    // Where standard error is closed there is nobody to tell.
    let _ = writeln!(io::stderr(), "{}", plain(&text));
}

fn completions(shell: clap_complete::Shell) -> Result<Outcome, CommandError> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "factdeck", &mut script);
    print(&script)
}

fn man() -> Result<Outcome, CommandError> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Cli::command()).render(&mut page)?;
    print(&page)
}

/// Writes what a command has to say to standard output.
fn print(output: &[u8]) -> Result<Outcome, CommandError> {
    let mut out = io::stdout().lock();
    out.write_all(output)?;
    out.flush()?;
    Ok(Outcome::Done)
}

/// Writes text for people, in which nothing of a deck can steer the terminal.
fn print_text(text: &str) -> Result<Outcome, CommandError> {
    print(plain(text).as_bytes())
}

/// Writes a value as JSON.
fn json(value: &impl serde::Serialize) -> Result<Outcome, CommandError> {
    let mut text = serde_json::to_string_pretty(value).map_err(io::Error::from)?;
    text.push('\n');
    print(text.as_bytes())
}
