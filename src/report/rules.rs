//! What there is to say of the rules themselves, from their own data.

use crate::diagnostic::Severity;
use serde::Serialize;
use std::fmt::Write as _;

/// A rule as its readers see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuleText<'a> {
    /// Permanent code.
    pub code: &'a str,
    /// Name in words joined by hyphens.
    pub name: &'a str,
    /// How much a finding weighs unless the library says otherwise.
    pub severity: Severity,
    /// What is wrong with what the rule finds.
    pub why: &'a str,
    /// A deck, or part of one, that has the finding.
    pub bad: &'a str,
    /// The same without it.
    pub good: &'a str,
}

/// Returns the rule in full: reason, an example that it finds and one that it does not.
pub fn explain(rule: &RuleText<'_>) -> String {
    let RuleText { code, name, .. } = rule;
    let mut out = format!("{code} {name} ({})\n\n{}\n", rule.severity.word(), rule.why);
    for (title, example) in [("Found in", rule.bad), ("Not found in", rule.good)] {
        let _ = writeln!(out, "\n{title}:\n\n{}", indented(&undented(example)));
    }
    let _ = writeln!(
        out,
        "\nTo keep it as it is: `allow = [\"{code}\"]` in the fact or deck; for the whole library under `[check]` in library.toml."
    );
    out
}

/// Returns the rule in Markdown.
pub fn markdown(rule: &RuleText<'_>) -> String {
    let (bad, good) = (undented(rule.bad), undented(rule.good));
    let why = rule.why;
    format!("{why}\n\nFound in:\n\n```toml\n{bad}```\n\nNot found in:\n\n```toml\n{good}```\n")
}

/// Returns a line per rule, with the first sentence of its reason.
pub fn table(rules: &[RuleText<'_>]) -> String {
    let width = rules.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    let line = |rule: &RuleText<'_>| {
        let (code, name, severity) = (rule.code, rule.name, rule.severity.word());
        let first = rule
            .why
            .split_inclusive(". ")
            .next()
            .unwrap_or("")
            .trim_end();
        format!("{code}  {severity:7}  {name:width$}  {first}\n")
    };
    rules.iter().map(line).collect()
}

/// Returns the table in Markdown, as the README has it.
pub fn markdown_table(rules: &[RuleText<'_>]) -> String {
    let mut out = "| Code | Name | Severity | Why |\n|---|---|---|---|\n".to_owned();
    for rule in rules {
        let RuleText { code, name, .. } = rule;
        let why = rule.why.replace('|', "\\|");
        let _ = writeln!(
            out,
            "| {code} | {name} | {} | {why} |",
            rule.severity.word()
        );
    }
    out
}

#[derive(Serialize)]
struct Row<'a> {
    code: &'a str,
    name: &'a str,
    severity: &'static str,
    why: &'a str,
    bad: String,
    good: String,
}

/// Returns the rules as a JSON array.
pub fn json(rules: &[RuleText<'_>]) -> String {
    let rows: Vec<_> = rules
        .iter()
        .map(|rule| Row {
            code: rule.code,
            name: rule.name,
            severity: rule.severity.word(),
            why: rule.why,
            bad: undented(rule.bad),
            good: undented(rule.good),
        })
        .collect();
    super::findings::pretty(&rows)
}

/// Returns the code that a mistyped one is nearest to: by its spelling or by the rule's name.
pub fn nearest<'a>(wanted: &str, rules: &[RuleText<'a>]) -> Option<&'a str> {
    let distance = |rule: &&RuleText<'a>| {
        let code = strsim::osa_distance(&wanted.to_uppercase(), rule.code);
        code.min(strsim::osa_distance(&wanted.to_lowercase(), rule.name))
    };
    let near = rules.iter().min_by_key(distance)?;
    // Two codes differ in three digits at most; anything further is another word.
    (distance(&near) <= wanted.len().max(6) / 3).then_some(near.code)
}

/// Takes away the indentation that all lines of an example share, and blank lines around it.
fn undented(example: &str) -> String {
    let lines = example.lines().filter(|line| !line.trim().is_empty());
    let margin = lines.map(|line| line.len() - line.trim_start().len()).min();
    let margin = margin.unwrap_or(0);
    let cut = |line: &str| line.get(margin..).unwrap_or("").trim_end().to_owned() + "\n";
    let whole: String = example.lines().map(cut).collect();
    match whole.trim_matches('\n') {
        "" => String::new(),
        inner => format!("{inner}\n"),
    }
}

fn indented(text: &str) -> String {
    let indent = |line: &str| match line {
        "" => String::new(),
        _ => format!("    {line}"),
    };
    let lines: Vec<_> = text.lines().map(indent).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULE: RuleText<'static> = RuleText {
        code: "Q001",
        name: "answer-in-question",
        severity: Severity::Warning,
        why: "A question that contains its answer tests reading, not recall.",
        bad: "
            ask = \"How tall is the 8849 m Everest?\"
            answer = \"8849 m\"
        ",
        good: "
            ask = \"How tall is Everest?\"

            answer = \"8849 m\"
        ",
    };

    #[test]
    fn a_rule_is_explained_with_its_examples() {
        let expected = "\
Q001 answer-in-question (warning)

A question that contains its answer tests reading, not recall.

Found in:

    ask = \"How tall is the 8849 m Everest?\"
    answer = \"8849 m\"

Not found in:

    ask = \"How tall is Everest?\"

    answer = \"8849 m\"

To keep it as it is: `allow = [\"Q001\"]` in the fact or deck; for the whole library under `[check]` in library.toml.
";
        assert_eq!(explain(&RULE), expected);
    }

    #[test]
    fn a_mistyped_code_or_name_finds_the_nearest_rule() {
        let other = RuleText {
            code: "S002",
            name: "no-source",
            ..RULE
        };
        for (wanted, expected) in [("q1", "Q001"), ("S02", "S002"), ("No-Sources", "S002")] {
            assert_eq!(nearest(wanted, &[RULE, other]), Some(expected), "{wanted}");
        }
    }
}
