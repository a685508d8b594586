//! The findings of a check in every format that people and programs read.
//!
//! All of them give the same bytes for the same findings.

mod baseline;
mod github;
mod human;
mod json;
mod junit;
mod places;
mod sarif;
mod statistics;

pub use baseline::{Baseline, BaselineError, Compared, Known};
pub use github::{annotations, summary};
pub use human::{Look, human};
pub use json::json;
pub use junit::junit;
pub use sarif::sarif;
pub use statistics::{statistics, statistics_json};

use crate::diagnostic::{Diagnostic, Severity, Texts};
use crate::library::Library;
use crate::report::rules::RuleText;
use fnv::FnvHasher;
use serde::Serialize;
use std::hash::Hasher as _;

/// Findings with all that is needed to report them.
#[derive(Debug, Clone, Copy)]
pub struct Findings<'a> {
    /// The findings in the order they are shown.
    pub diagnostics: &'a [Diagnostic],
    /// The files they are in.
    pub texts: &'a Texts,
    /// The library, where it could be read.
    pub library: Option<&'a Library>,
    /// What is known of the rules.
    pub rules: &'a [RuleText<'a>],
    /// Path of the library's folder as the reader of the report would write it; empty for none.
    pub root: &'a str,
    /// The mildest severity that fails a build.
    pub fails: Severity,
}

impl Findings<'_> {
    /// Says whether a finding fails the build.
    pub fn fails(&self, diagnostic: &Diagnostic) -> bool {
        diagnostic.severity <= self.fails
    }

    /// Returns the name of the rule with a code; the code where there is no such rule.
    fn name<'a>(&'a self, code: &'a str) -> &'a str {
        let rule = self.rules.iter().find(|rule| rule.code == code);
        rule.map_or(code, |rule| rule.name)
    }

    fn count(&self, severity: Severity) -> usize {
        let counted = self.diagnostics.iter();
        counted.filter(|it| it.severity == severity).count()
    }
}

/// Returns what a finding is about, told apart from its place: code, fact and message with single
/// spaces; the file's path stands for the fact where there is none.
fn identity(diagnostic: &Diagnostic, texts: &Texts) -> (String, String, String) {
    let path = || texts.path(diagnostic.primary.place.file).to_string_lossy();
    let about = diagnostic
        .fact
        .clone()
        .unwrap_or_else(|| path().into_owned());
    let words: Vec<&str> = diagnostic.message.split_whitespace().collect();
    (diagnostic.code.to_owned(), about, words.join(" "))
}

/// Returns a number that stays with a finding when lines move.
fn fingerprint(diagnostic: &Diagnostic, texts: &Texts) -> String {
    let (code, about, message) = identity(diagnostic, texts);
    let mut hasher = FnvHasher::default();
    for part in [code, about, message] {
        hasher.write(part.as_bytes());
        hasher.write_u8(0);
    }
    format!("{:016x}", hasher.finish())
}

/// Returns the message and what to do about it, as one text.
fn message_with_help(diagnostic: &Diagnostic) -> String {
    match &diagnostic.help {
        Some(help) => format!("{}\nhelp: {help}", diagnostic.message),
        None => diagnostic.message.clone(),
    }
}

/// Returns a value as JSON for people and programs, with a line end.
#[expect(
    clippy::expect_used,
    reason = "texts, numbers and lists always have a form in JSON"
)]
pub(in crate::report) fn pretty(value: &impl Serialize) -> String {
    serde_json::to_string_pretty(value).expect("a value of text keys") + "\n"
}

#[cfg(test)]
mod sample {
    //! A library with two findings, one of them across files and with a fix.

    use super::Findings;
    use crate::diagnostic::{
        Diagnostic, Edit, FileId, Fix, Place, Severity, SourceText, Span, Texts,
    };
    use crate::report::rules::RuleText;
    use std::path::PathBuf;
    use std::sync::Arc;

    pub(super) const RULES: &[RuleText<'static>] = &[
        RuleText {
            code: "F001",
            name: "facts-contradict",
            severity: Severity::Error,
            why: "Two facts cannot both be right.",
            bad: "answer = 1",
            good: "answer = 2",
        },
        RuleText {
            code: "T005",
            name: "stray-space",
            severity: Severity::Warning,
            why: "Stray space shows.",
            bad: "a  b",
            good: "a b",
        },
    ];

    pub(super) fn texts(files: &[(&str, &str)]) -> Texts {
        let file = |(path, text): &(&str, &str)| SourceText {
            path: PathBuf::from(path),
            text: Arc::from(*text),
        };
        Texts::new(files.iter().map(file).collect())
    }

    /// Returns the place of a word in a file.
    pub(super) fn place(texts: &Texts, file: u32, word: &str) -> Place {
        let file = FileId(file);
        let start = texts.get(file).unwrap().text.find(word).unwrap();
        let span = Span::new(start..start + word.len());
        Place { file, span }
    }

    pub(super) fn two() -> (Texts, Vec<Diagnostic>) {
        let texts = texts(&[
            ("library.toml", "id = \"a\"\n"),
            ("a.toml", "title = \"A\"\n\n[[fact]]\nanswer = 137\n"),
            ("b.toml", "title = \"B  b\"\r\n[[fact]]\r\nanswer = 140\r\n"),
        ]);
        let contradiction = Diagnostic::error(
            "F001",
            place(&texts, 1, "137"),
            "two facts give different values for `crocus-attack.killed`",
        )
        .labelled("137 here")
        .related(place(&texts, 2, "140"), "140 here")
        .about("crocus-killed")
        .help("make it one fact with `claims`");
        let edit = Edit {
            place: place(&texts, 2, "\"B  b\""),
            new: "\"B b\"".to_owned(),
        };
        let space = Diagnostic::new(
            "T005",
            Severity::Warning,
            place(&texts, 2, "\"B  b\""),
            "two spaces in a row",
        )
        .fixed_by(Fix {
            title: "write one space".to_owned(),
            edits: vec![edit],
        });
        (texts, vec![contradiction, space])
    }

    pub(super) fn findings<'a>(texts: &'a Texts, diagnostics: &'a [Diagnostic]) -> Findings<'a> {
        Findings {
            diagnostics,
            texts,
            library: None,
            rules: RULES,
            root: "decks",
            fails: Severity::Error,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_keeps_its_fingerprint_when_lines_move() {
        let (texts, diagnostics) = sample::two();
        let mut moved = diagnostics[0].clone();
        moved.primary.place.span.start += 1;
        moved.message = moved.message.replace("two facts", "two  facts");

        assert_eq!(
            fingerprint(&moved, &texts),
            fingerprint(&diagnostics[0], &texts)
        );
        assert_ne!(
            fingerprint(&diagnostics[1], &texts),
            fingerprint(&diagnostics[0], &texts)
        );
    }
}
