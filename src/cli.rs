//! The command line: clap types, no behaviour.

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use std::path::PathBuf;

/// Learn sourced facts from a terminal, by spaced repetition.
///
/// Without a subcommand, studies what is due in the library: `--library`, else
/// `FACTDECK_LIBRARY`, else `./decks` or `.` where a `library.toml` is, else the library built
/// into the program.
#[derive(Debug, Parser)]
#[command(name = "factdeck", version, max_term_width = 100)]
#[command(after_help = "Examples:\n  \
    factdeck                       study what is due\n  \
    factdeck quiz 20 --seed 7      twenty questions outside the schedule\n  \
    factdeck check decks           everything that is wrong in a library\n  \
    factdeck show crocus-date      one fact with its sources\n\n\
    Exit status: 0 done, 1 findings or a quiz not passed, 2 could not run, 130 interrupted.")]
pub struct Cli {
    /// What to do; studying where it is left out.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// What every command takes.
    #[command(flatten)]
    pub global: Global,
    /// How to study where no subcommand is given.
    #[command(flatten)]
    pub study: StudyArgs,
}

/// What every command takes.
#[derive(Debug, Clone, Args)]
pub struct Global {
    /// Folder of the library.
    #[arg(long, global = true, value_name = "DIR", env = "FACTDECK_LIBRARY")]
    pub library: Option<PathBuf>,
    /// File of the review log.
    #[arg(long, global = true, value_name = "FILE", env = "FACTDECK_LOG")]
    pub log: Option<PathBuf>,
    /// Lines in, lines out: no colour, no cursor movement; for screen readers and pipes.
    #[arg(long, global = true)]
    pub plain: bool,
    /// When to use colour.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless the environment says otherwise.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The subcommands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Study what is due (the same as no subcommand)
    Study(StudyArgs),
    /// Practise or sit a mock exam outside the schedule
    Quiz(QuizArgs),
    /// Find everything that is wrong in a library
    Check(CheckArgs),
    /// List decks or facts
    List(ListArgs),
    /// Show facts with their answers, sources and history
    Show(ShowArgs),
    /// Show facts as a learner will see them, in every form
    Preview(PreviewArgs),
    /// Show how learning goes
    Stats(StatsArgs),
    /// Take the newest review back
    Undo(UndoArgs),
    /// Print completions for a shell
    Completions {
        /// The shell.
        shell: Shell,
    },
    /// Print the manual page
    Man,
}

/// Which cards a command is about.
#[derive(Debug, Clone, Default, Args)]
pub struct Selection {
    /// Only these decks (names as `factdeck list` shows them)
    #[arg(value_name = "DECK")]
    pub decks: Vec<String>,
    /// Only facts with one of these tags
    #[arg(long = "tag", value_name = "TAG")]
    pub tags: Vec<String>,
}

/// How to study.
#[derive(Debug, Clone, Default, Args)]
pub struct StudyArgs {
    /// Which cards.
    #[command(flatten)]
    pub selection: Selection,
    /// New cards today, in all
    #[arg(long, value_name = "N")]
    pub new: Option<u32>,
    /// Reviews today, in all
    #[arg(long, value_name = "N")]
    pub reviews: Option<u32>,
    /// Share of cards to remember, in percent
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u8).range(70..=99))]
    pub retention: Option<u8>,
    /// Choose decks before starting
    #[arg(long)]
    pub pick: bool,
    /// Decide what chance would (for tests and screenshots)
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
}

/// How to hold a quiz.
#[derive(Debug, Clone, Args)]
pub struct QuizArgs {
    /// How many questions
    #[arg(value_name = "N", default_value_t = 10)]
    pub count: usize,
    /// Only these decks
    #[arg(long = "deck", value_name = "DECK")]
    pub decks: Vec<String>,
    /// Only facts with one of these tags
    #[arg(long = "tag", value_name = "TAG")]
    pub tags: Vec<String>,
    /// Time limit, such as 90s or 20m
    #[arg(long, value_name = "TIME")]
    pub time: Option<String>,
    /// The same seed asks the same questions
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
    /// Percent needed to pass; exit status 1 below it
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u8).range(1..=100))]
    pub pass: Option<u8>,
    /// Print the result as JSON when it is over
    #[arg(long)]
    pub json: bool,
}

/// How to check.
#[derive(Debug, Clone, Args)]
pub struct CheckArgs {
    /// Folder of the library (default: as for every command)
    #[arg(value_name = "LIBRARY")]
    pub folder: Option<PathBuf>,
}

/// What to list.
#[derive(Debug, Clone, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag")]
pub struct ListArgs {
    /// Which facts.
    #[command(flatten)]
    pub selection: Selection,
    /// List facts rather than decks
    #[arg(long)]
    pub facts: bool,
    /// List flagged facts with the remarks
    #[arg(long)]
    pub flagged: bool,
    /// List suspended cards
    #[arg(long)]
    pub suspended: bool,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// What to show.
#[derive(Debug, Clone, Args)]
pub struct ShowArgs {
    /// Ids of facts
    #[arg(value_name = "FACT", required = true)]
    pub facts: Vec<String>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// What to preview.
#[derive(Debug, Clone, Args)]
pub struct PreviewArgs {
    /// Ids of facts, or names of decks
    #[arg(value_name = "FACT", required = true)]
    pub facts: Vec<String>,
    /// Another seed shows other choices
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub seed: u64,
}

/// What statistics to show.
#[derive(Debug, Clone, Args)]
pub struct StatsArgs {
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// What to take back.
#[derive(Debug, Clone, Args)]
pub struct UndoArgs {
    /// How many reviews
    #[arg(value_name = "N", default_value_t = 1)]
    pub count: usize,
    /// Do not ask
    #[arg(long)]
    pub yes: bool,
}
