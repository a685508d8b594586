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
    pub study: StudyOptions,
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
    /// Say what a rule finds, why, and show an example
    Explain(ExplainArgs),
    /// List the rules of `check`
    Rules(RulesArgs),
    /// Print the JSON Schema that editors check decks with
    Schema(SchemaArgs),
    /// Start a library of your own
    Init(InitArgs),
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

/// What to study, and how.
#[derive(Debug, Clone, Default, Args)]
pub struct StudyArgs {
    /// Only these decks (names as `factdeck list` shows them)
    #[arg(value_name = "DECK")]
    pub decks: Vec<String>,
    /// How.
    #[command(flatten)]
    pub options: StudyOptions,
}

/// How to study.
#[derive(Debug, Clone, Default, Args)]
pub struct StudyOptions {
    /// Only facts with one of these tags
    #[arg(long = "tag", value_name = "TAG")]
    pub tags: Vec<String>,
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
    #[arg(value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..))]
    pub count: u32,
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
#[derive(Debug, Clone, Default, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag")]
pub struct CheckArgs {
    /// Folder of the library (default: as for every command)
    #[arg(value_name = "LIBRARY")]
    pub folder: Option<PathBuf>,
    /// Folder with the cited documents, named by citekey: facts are compared with them
    #[arg(long, value_name = "DIR")]
    pub sources: Option<PathBuf>,
    /// Form of the output
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: Format,
    /// Write to a file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Only these rules: codes, names or starts of codes such as Q
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    pub select: Vec<String>,
    /// Not these rules
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    pub ignore: Vec<String>,
    /// Fail on findings of this severity and above, not on errors alone
    #[arg(long, value_name = "SEVERITY")]
    pub deny: Option<Deny>,
    /// Mend what can be mended without asking; the rest of each file stays as it is
    #[arg(long)]
    pub fix: bool,
    /// Show what --fix would change, and change nothing
    #[arg(long, conflicts_with_all = ["fix", "watch", "statistics", "format"])]
    pub diff: bool,
    /// Check again whenever a file changes, until Ctrl-C
    #[arg(long, conflicts_with = "output")]
    pub watch: bool,
    /// Count findings by code instead of showing them
    #[arg(long)]
    pub statistics: bool,
    /// File of findings that are known: only others are reported
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Write what is found to the --baseline file
    #[arg(long, requires = "baseline", conflicts_with_all = ["diff", "watch"])]
    pub write_baseline: bool,
    /// Exit with 0 whatever is found
    #[arg(long)]
    pub exit_zero: bool,
}

/// Form of findings.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    #[default]
    Human,
    /// One array of objects.
    Json,
    /// Annotations of GitHub's workflows.
    Github,
    /// SARIF 2.1.0.
    Sarif,
    /// `JUnit` XML.
    Junit,
}

/// From which severity findings fail a build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Deny {
    /// Errors and warnings.
    Warnings,
    /// Anything.
    All,
}

/// Which rule to explain.
#[derive(Debug, Clone, Args)]
pub struct ExplainArgs {
    /// Code such as F001, or name of a rule
    #[arg(value_name = "CODE")]
    pub code: String,
}

/// How to list the rules.
#[derive(Debug, Clone, Args)]
pub struct RulesArgs {
    /// Print JSON
    #[arg(long, conflicts_with = "markdown")]
    pub json: bool,
    /// Print a table in Markdown
    #[arg(long)]
    pub markdown: bool,
}

/// Which schema to print.
#[derive(Debug, Clone, Args)]
pub struct SchemaArgs {
    /// Of which file
    #[arg(value_name = "FILE", default_value = "deck")]
    pub which: SchemaOf,
}

/// The files that have a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    /// A deck.
    Deck,
    /// `library.toml`.
    Library,
}

/// Where to start a library.
#[derive(Debug, Clone, Args)]
pub struct InitArgs {
    /// Folder to make or to fill; no file in it is overwritten
    #[arg(value_name = "DIR", default_value = ".")]
    pub folder: PathBuf,
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
    /// Print a Markdown table of how many facts of each deck cite each document
    #[arg(long)]
    pub coverage: bool,
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
