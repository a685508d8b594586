//! Findings as `JUnit` XML, which build servers show as tests: a suite per file, a test per fact.

use super::places::Places;
use super::{Findings, message_with_help};
use crate::diagnostic::{Diagnostic, FileId};
use crate::library::Library;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Returns a test report in which every fact without a failing finding passes.
///
/// Findings that do not fail the build are told as output of their test. What belongs to no fact
/// is told by a test of the file itself.
pub fn junit(findings: &Findings<'_>) -> String {
    let places = Places::new(findings);
    let suites: Vec<Suite<'_>> = suites(findings, &places);
    let tests: usize = suites.iter().map(|suite| suite.tests.len()).sum();
    let failures: usize = suites.iter().map(|suite| suite.failures(findings)).sum();
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let _ = writeln!(
        out,
        "<testsuites name=\"factdeck\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">"
    );
    for suite in &suites {
        suite.write(findings, &places, &mut out);
    }
    out.push_str("</testsuites>\n");
    out
}

/// One file.
struct Suite<'a> {
    name: String,
    /// What is found in each fact, by its id; the empty id stands for the file itself.
    tests: BTreeMap<&'a str, Vec<&'a Diagnostic>>,
}

fn suites<'a>(findings: &Findings<'a>, places: &Places<'_>) -> Vec<Suite<'a>> {
    let mut suites: BTreeMap<FileId, Suite<'a>> = BTreeMap::new();
    for (file, _) in findings.texts.iter() {
        let itself = ("", Vec::new());
        let suite = Suite {
            name: places.path(file),
            tests: BTreeMap::from([itself]),
        };
        suites.insert(file, suite);
    }
    for (file, fact) in findings.library.iter().flat_map(|library| facts(library)) {
        if let Some(suite) = suites.get_mut(&file) {
            suite.tests.entry(fact).or_default();
        }
    }
    for diagnostic in findings.diagnostics {
        if let Some(suite) = suites.get_mut(&diagnostic.primary.place.file) {
            let fact = diagnostic.fact.as_deref().unwrap_or("");
            suite.tests.entry(fact).or_default().push(diagnostic);
        }
    }
    suites.into_values().collect()
}

fn facts(library: &Library) -> impl Iterator<Item = (FileId, &str)> {
    let decks = library.decks().iter();
    decks.flat_map(|deck| deck.facts.iter().map(|fact| (deck.file, &*fact.id.text)))
}

impl Suite<'_> {
    fn failures(&self, findings: &Findings<'_>) -> usize {
        let fails = |found: &&Vec<&Diagnostic>| found.iter().any(|it| findings.fails(it));
        self.tests.values().filter(fails).count()
    }

    fn write(&self, findings: &Findings<'_>, places: &Places<'_>, out: &mut String) {
        let name = escaped(&self.name);
        let (tests, failures) = (self.tests.len(), self.failures(findings));
        let _ = writeln!(
            out,
            "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"0\">"
        );
        for (fact, found) in &self.tests {
            let fact = if fact.is_empty() { "(file)" } else { fact };
            let fact = escaped(fact);
            let _ = write!(out, "    <testcase classname=\"{name}\" name=\"{fact}\"");
            out.push_str(&outcome(found, findings, places));
        }
        out.push_str("  </testsuite>\n");
    }
}

/// Returns the rest of a test case: a failure with all that was found, its output, or nothing.
fn outcome(found: &[&Diagnostic], findings: &Findings<'_>, places: &Places<'_>) -> String {
    let Some(first) = found.iter().find(|it| findings.fails(it)).or(found.first()) else {
        return "/>\n".to_owned();
    };
    let all: Vec<String> = found.iter().map(|it| line(it, places)).collect();
    let all = escaped(&all.join("\n"));
    if !findings.fails(first) {
        return format!(">\n      <system-out>{all}</system-out>\n    </testcase>\n");
    }
    let (code, message) = (first.code, escaped(&first.message));
    format!(
        ">\n      <failure type=\"{code}\" message=\"{message}\">{all}</failure>\n    </testcase>\n"
    )
}

fn line(diagnostic: &Diagnostic, places: &Places<'_>) -> String {
    let region = places.region(diagnostic.primary.place);
    let (start, severity) = (region.start, diagnostic.severity.word());
    let message = message_with_help(diagnostic);
    let code = diagnostic.code;
    format!(
        "{}:{}:{}: {severity}[{code}]: {message}",
        region.path, start.line, start.column
    )
}

/// Returns text that means itself in XML; characters that XML cannot hold become U+FFFD.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            _ if character.is_control() || matches!(character, '\u{fffe}' | '\u{ffff}') => {
                out.push('\u{fffd}');
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
    use crate::diagnostic::Severity;

    #[test]
    fn a_suite_is_a_file_and_a_test_a_fact() {
        let (texts, diagnostics) = sample::two();
        let expected = "\
<?xml version=\"1.0\" encoding=\"UTF-8\"?>
<testsuites name=\"factdeck\" tests=\"4\" failures=\"1\" errors=\"0\">
  <testsuite name=\"decks/library.toml\" tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"0\">
    <testcase classname=\"decks/library.toml\" name=\"(file)\"/>
  </testsuite>
  <testsuite name=\"decks/a.toml\" tests=\"2\" failures=\"1\" errors=\"0\" skipped=\"0\">
    <testcase classname=\"decks/a.toml\" name=\"(file)\"/>
    <testcase classname=\"decks/a.toml\" name=\"crocus-killed\">
      <failure type=\"F001\" message=\"two facts give different values for `crocus-attack.killed`\">decks/a.toml:4:10: error[F001]: two facts give different values for `crocus-attack.killed`&#10;help: make it one fact with `claims`</failure>
    </testcase>
  </testsuite>
  <testsuite name=\"decks/b.toml\" tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"0\">
    <testcase classname=\"decks/b.toml\" name=\"(file)\">
      <system-out>decks/b.toml:1:9: warning[T005]: two spaces in a row</system-out>
    </testcase>
  </testsuite>
</testsuites>
";
        assert_eq!(junit(&sample::findings(&texts, &diagnostics)), expected);
    }

    #[test]
    fn a_warning_fails_its_test_where_warnings_are_denied() {
        let (texts, diagnostics) = sample::two();
        let mut findings = sample::findings(&texts, &diagnostics);
        findings.fails = Severity::Warning;

        assert!(
            junit(&findings).contains("<failure type=\"T005\" message=\"two spaces in a row\">")
        );
    }

    #[test]
    fn what_xml_cannot_hold_is_replaced() {
        assert_eq!(
            escaped("a\u{1b}[1m<b>\u{0}\""),
            "a\u{fffd}[1m&lt;b&gt;\u{fffd}&quot;"
        );
    }
}
