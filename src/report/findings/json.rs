//! Findings as one JSON array.

use super::Findings;
use super::places::{Places, Region};
use crate::diagnostic::{Diagnostic, Edit, Fix, Label};
use serde::Serialize;

/// Returns one array with an object per finding; `[]` where there is none.
///
/// Lines and columns count from 1, columns in characters, ends lie behind the last character.
/// A fix is given in bytes of the file, so that a program can make it.
pub fn json(findings: &Findings<'_>) -> String {
    let places = Places::new(findings);
    let all: Vec<_> = findings
        .diagnostics
        .iter()
        .map(|diagnostic| Finding::of(diagnostic, findings, &places))
        .collect();
    super::pretty(&all)
}

#[derive(Serialize)]
struct Finding<'a> {
    code: &'a str,
    name: &'a str,
    severity: &'static str,
    message: &'a str,
    #[serde(flatten)]
    at: Range,
    fact: Option<&'a str>,
    related: Vec<Related<'a>>,
    help: Option<&'a str>,
    fix: Option<Mending<'a>>,
}

#[derive(Serialize)]
struct Range {
    file: String,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
struct Related<'a> {
    message: &'a str,
    #[serde(flatten)]
    at: Range,
}

#[derive(Serialize)]
struct Mending<'a> {
    title: &'a str,
    edits: Vec<Replacement<'a>>,
}

#[derive(Serialize)]
struct Replacement<'a> {
    #[serde(flatten)]
    at: Range,
    start: u32,
    end: u32,
    new: &'a str,
}

impl<'a> Finding<'a> {
    fn of(diagnostic: &'a Diagnostic, findings: &'a Findings<'_>, places: &Places<'_>) -> Self {
        Self {
            code: diagnostic.code,
            name: findings.name(diagnostic.code),
            severity: diagnostic.severity.word(),
            message: &diagnostic.message,
            at: places.region(diagnostic.primary.place).into(),
            fact: diagnostic.fact.as_deref(),
            related: diagnostic
                .related
                .iter()
                .map(|label| Related::of(label, places))
                .collect(),
            help: diagnostic.help.as_deref(),
            fix: diagnostic.fix.as_ref().map(|fix| Mending::of(fix, places)),
        }
    }
}

impl<'a> Related<'a> {
    fn of(label: &'a Label, places: &Places<'_>) -> Self {
        Self {
            message: &label.text,
            at: places.region(label.place).into(),
        }
    }
}

impl<'a> Mending<'a> {
    fn of(fix: &'a Fix, places: &Places<'_>) -> Self {
        let replacement = |edit: &'a Edit| Replacement {
            at: places.region(edit.place).into(),
            start: edit.place.span.start,
            end: edit.place.span.end,
            new: &edit.new,
        };
        Self {
            title: &fix.title,
            edits: fix.edits.iter().map(replacement).collect(),
        }
    }
}

impl From<Region> for Range {
    fn from(region: Region) -> Self {
        Self {
            file: region.path,
            line: region.start.line,
            column: region.start.column,
            end_line: region.end.line,
            end_column: region.end.column,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use serde_json::{Value, json};

    #[test]
    fn no_findings_are_an_empty_array() {
        let (texts, _) = sample::two();

        assert_eq!(json(&sample::findings(&texts, &[])), "[]\n");
    }

    #[test]
    fn a_finding_says_everything_that_a_person_would_be_told() {
        let (texts, diagnostics) = sample::two();

        let written = json(&sample::findings(&texts, &diagnostics));

        let read: Value = serde_json::from_str(&written).unwrap();
        let first = json!({
            "code": "F001", "name": "facts-contradict", "severity": "error",
            "message": "two facts give different values for `crocus-attack.killed`",
            "file": "decks/a.toml", "line": 4, "column": 10, "end_line": 4, "end_column": 13,
            "fact": "crocus-killed",
            "related": [{
                "message": "140 here",
                "file": "decks/b.toml", "line": 3, "column": 10, "end_line": 3, "end_column": 13,
            }],
            "help": "make it one fact with `claims`", "fix": null,
        });
        assert_eq!(read[0], first);
        let fix = json!({
            "title": "write one space",
            "edits": [{
                "file": "decks/b.toml", "line": 1, "column": 9, "end_line": 1, "end_column": 15,
                "start": 8, "end": 14, "new": "\"B b\"",
            }],
        });
        assert_eq!(read[1]["fix"], fix);
    }
}
