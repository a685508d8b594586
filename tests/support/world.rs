//! A learner's place: a library and a log in a folder of its own, and the program run there.
#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "each test crate that includes this file uses a part of it"
)]

use factdeck::card::CardId;
use factdeck::grade::Verdict;
use factdeck::question::Form;
use factdeck::schedule::{Mark, Moment, Rating, Review};
use factdeck::store::Store;
use std::ffi::OsString;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{SystemTime, UNIX_EPOCH};
use tempfile::TempDir;

/// The program.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_factdeck");

/// The id of every library here that has no other.
pub const LIBRARY: &str = "practice";

/// What opens every library here.
pub const HEAD: &str = "\
id = \"practice\"
title = \"Practice\"
language = \"en\"
[source.atlas]
title = \"Atlas\"
[source.almanac]
title = \"Almanac\"
";

const HOUR_S: i64 = 3600;
const DAY_MS: i64 = 24 * HOUR_S * 1000;

/// A folder with a library below `library` and a log beside it.
pub struct World {
    folder: TempDir,
}

/// What a program that has ended left.
#[derive(Debug)]
pub struct Ended {
    /// Exit status; none where a signal ended it.
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl World {
    /// Makes a library of one deck, `deck`, from its facts.
    pub fn new(facts: &str) -> Self {
        let world = Self::empty();
        world.write("library.toml", HEAD);
        world.write_deck("deck", facts);
        world
    }

    /// Makes an empty folder for a library.
    pub fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("library")).unwrap();
        Self { folder }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn library(&self) -> PathBuf {
        self.path("library")
    }

    pub fn log(&self) -> PathBuf {
        self.path("log.sqlite")
    }

    /// Writes a file of the library.
    pub fn write(&self, name: &str, text: &str) {
        let path = self.library().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Writes a deck with a title that is its name.
    pub fn write_deck(&self, name: &str, facts: &str) {
        let text = format!("title = \"{name}\"\nsource = \"atlas\"\n{facts}");
        self.write(&format!("{name}.toml"), &text);
    }

    /// The environment of the program: nothing of the test's own.
    pub fn environment(&self) -> Vec<(&'static str, OsString)> {
        vec![
            ("PATH", std::env::var_os("PATH").unwrap_or_default()),
            ("LANG", "C.UTF-8".into()),
            ("HOME", self.folder.path().into()),
            ("FACTDECK_LIBRARY", self.library().into()),
            ("FACTDECK_LOG", self.log().into()),
            ("TZ", noon_zone().0.into()),
        ]
    }

    /// Makes a command that runs the program in the folder.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(PROGRAM);
        command.args(arguments);
        command.env_clear().envs(self.environment());
        command.current_dir(self.folder.path());
        command
    }

    /// Runs the program to its end without any input.
    pub fn run(&self, arguments: &[&str]) -> Ended {
        self.run_with(arguments, "")
    }

    /// Runs the program to its end on lines of input.
    pub fn run_with(&self, arguments: &[&str], input: &str) -> Ended {
        ended(&mut self.command(arguments), input)
    }

    /// Runs the program, which must succeed, and returns what it prints.
    pub fn said(&self, arguments: &[&str]) -> String {
        let ended = self.run(arguments);
        assert_eq!(ended.code, Some(0), "{arguments:?}: {ended:?}");
        assert_eq!(ended.stderr, "", "{arguments:?}");
        ended.stdout
    }

    /// Runs the program, which must succeed, and reads the JSON it prints.
    pub fn json(&self, arguments: &[&str]) -> serde_json::Value {
        serde_json::from_str(&self.said(arguments)).unwrap()
    }

    /// Every review in the log, in its order.
    pub fn reviews(&self) -> Vec<Review> {
        reviews(&self.log())
    }

    /// Every mark in the log, in its order.
    pub fn marks(&self) -> Vec<Mark> {
        let store = Store::open_existing(&self.log()).unwrap();
        store.map_or_else(Vec::new, |store| store.marks(LIBRARY).unwrap())
    }

    /// Makes cards old: known well for a year, and due.
    pub fn make_old(&self, cards: &[&str]) {
        let reviews: Vec<Review> = cards.iter().flat_map(|card| a_year_of(card)).collect();
        self.append(&reviews);
    }

    /// Puts reviews into the log.
    pub fn append(&self, reviews: &[Review]) {
        let mut store = Store::open(&self.log()).unwrap();
        store.append_all(LIBRARY, reviews).unwrap();
    }

    /// The names of the files in the folder, for seeing what was written.
    pub fn files(&self) -> Vec<String> {
        files(self.folder.path())
    }
}

/// Runs a command to its end on lines of input.
pub fn ended(command: &mut Command, input: &str) -> Ended {
    let piped = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = piped.spawn().unwrap();
    // A program that has ended already reads nothing.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    Ended {
        code: output.status.code(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Every review of a log, in its order.
pub fn reviews(log: &Path) -> Vec<Review> {
    let mut reviews = Vec::new();
    if let Some(store) = Store::open_existing(log).unwrap() {
        store.check().unwrap();
        store
            .each_review(LIBRARY, |review| reviews.push(review))
            .unwrap();
    }
    reviews
}

/// The names of everything in a folder.
pub fn files(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

/// A zone where it is about noon now, with its offset, so that no day ends during a test.
pub fn noon_zone() -> (String, i32) {
    let hour = (now_ms() / 1000 / HOUR_S) % 24;
    let hours = 12 - hour;
    let offset = i32::try_from(hours * HOUR_S).unwrap();
    // POSIX counts west of Greenwich.
    (format!("<NOON>{}", -hours), offset)
}

fn now_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    i64::try_from(since.as_millis()).unwrap()
}

/// So many days from now.
pub fn in_days(days: i64) -> Moment {
    Moment {
        utc_ms: now_ms() + days * DAY_MS,
        offset_s: noon_zone().1,
    }
}

/// A good review, so many days ago.
pub fn review(card: &str, days_ago: i64) -> Review {
    Review {
        card: CardId(card.into()),
        revision: 1,
        at: in_days(-days_ago),
        rating: Rating::Good,
        form: Form::Choose,
        verdict: Verdict::Right,
        took_ms: 4_000,
        typed: String::new(),
        answer: String::new(),
    }
}

fn a_year_of(card: &str) -> impl Iterator<Item = Review> {
    let days = [400, 399, 396, 380];
    days.map(|days_ago| review(card, days_ago)).into_iter()
}
