//! Findings as annotations of GitHub's workflows, and as the summary of a job.

use super::places::{Places, Region};
use super::{Findings, message_with_help};
use crate::diagnostic::{Diagnostic, Severity};
use crate::report::counted;
use crate::value::text::plain;
use std::fmt::Write as _;

/// Rows in a summary; GitHub cuts summaries off at 1 MiB.
const ROWS: usize = 500;

/// Returns a workflow command per finding, which GitHub shows beside the line.
pub fn annotations(findings: &Findings<'_>) -> String {
    let places = Places::new(findings);
    let mut out = String::new();
    for diagnostic in findings.diagnostics {
        let region = places.region(diagnostic.primary.place);
        let title = format!("{} {}", diagnostic.code, findings.name(diagnostic.code));
        let message = message_with_help(diagnostic);
        let _ = writeln!(
            out,
            "::{} title={},{}::{}",
            command(diagnostic.severity),
            property(&title),
            location(&region),
            data(&message)
        );
    }
    out
}

const fn command(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    }
}

/// Columns mean something on one line only; GitHub refuses them otherwise.
fn location(region: &Region) -> String {
    let (start, end) = (region.start, region.end);
    let lines = format!(
        "file={},line={},endLine={}",
        property(&region.path),
        start.line,
        end.line
    );
    if start.line == end.line {
        format!("{lines},col={},endColumn={}", start.column, end.column)
    } else {
        lines
    }
}

fn data(text: &str) -> String {
    plain(text)
        .replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// Returns the findings as a table in Markdown, for the summary of a job.
pub fn summary(findings: &Findings<'_>) -> String {
    let mut out = format!("### factdeck: {}\n", super::human::totals(findings));
    if findings.diagnostics.is_empty() {
        return out;
    }
    out.push_str("\n| | Rule | Where | What |\n|---|---|---|---|\n");
    let places = Places::new(findings);
    for diagnostic in findings.diagnostics.iter().take(ROWS) {
        out.push_str(&row(diagnostic, findings, &places));
    }
    let rest = findings.diagnostics.len().saturating_sub(ROWS);
    if rest > 0 {
        let _ = writeln!(out, "\n… and {}.", counted(rest, "finding"));
    }
    out
}

fn row(diagnostic: &Diagnostic, findings: &Findings<'_>, places: &Places<'_>) -> String {
    let region = places.region(diagnostic.primary.place);
    let at = format!("{}:{}", region.path, region.start.line);
    format!(
        "| {} | {} {} | {} | {} |\n",
        diagnostic.severity.word(),
        diagnostic.code,
        findings.name(diagnostic.code),
        cell(&at),
        cell(&message_with_help(diagnostic)),
    )
}

/// Returns text that means itself in a table of Markdown; what stands in backticks stays code.
fn cell(text: &str) -> String {
    let mut out = String::new();
    for character in plain(text).chars() {
        match character {
            '\n' => out.push_str("<br>"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '|' | '*' | '_' | '[' | ']' | '\\' | '~' | '#' | '@' => {
                out.push('\\');
                out.push(character);
            }
            _ => out.push(character),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use crate::diagnostic::Position;

    #[test]
    fn a_finding_is_one_command() {
        let (texts, diagnostics) = sample::two();

        let written = annotations(&sample::findings(&texts, &diagnostics));

        let expected = "\
            ::error title=F001 facts-contradict,file=decks/a.toml,line=4,endLine=4,col=10,endColumn=13\
            ::two facts give different values for `crocus-attack.killed`%0Ahelp: make it one fact with `claims`\n\
            ::warning title=T005 stray-space,file=decks/b.toml,line=1,endLine=1,col=9,endColumn=15\
            ::two spaces in a row\n";
        assert_eq!(written, expected);
    }

    /// The right column is what `@actions/core` 3.0.1 prints for the left one.
    #[test]
    fn text_is_escaped_as_the_toolkit_of_github_does() {
        for (text, as_property, as_data) in [
            ("D001: dup, id", "D001%3A dup%2C id", "D001: dup, id"),
            (
                "decks/a,b:c.toml",
                "decks/a%2Cb%3Ac.toml",
                "decks/a,b:c.toml",
            ),
            (
                "bad \"x\" 100%\nline2",
                "bad \"x\" 100%25%0Aline2",
                "bad \"x\" 100%25%0Aline2",
            ),
            ("b %0A", "b %250A", "b %250A"),
        ] {
            assert_eq!(property(text), as_property);
            assert_eq!(data(text), as_data);
        }
    }

    #[test]
    fn columns_are_given_on_one_line_only() {
        let at = |line, column| Position { line, column };
        let region = Region {
            path: "a.toml".to_owned(),
            start: at(1, 6),
            end: at(2, 10),
        };

        assert_eq!(location(&region), "file=a.toml,line=1,endLine=2");
    }

    #[test]
    fn a_summary_is_a_table_in_which_text_means_itself() {
        let (texts, mut diagnostics) = sample::two();
        diagnostics[1].message = "a | <b>\n*c*".to_owned();

        let written = summary(&sample::findings(&texts, &diagnostics));

        assert!(written.starts_with("### factdeck: 1 error, 1 warning in 2 files\n"));
        let row = "| warning | T005 stray-space | decks/b.toml:1 | a \\| &lt;b&gt;<br>\\*c\\* |\n";
        assert!(written.ends_with(row), "{written}");
    }
}
