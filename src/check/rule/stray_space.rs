//! T005: stray space.

use crate::check::View;
use crate::check::facts::FactView;
use crate::check::findings::{Finding, Findings};
use crate::check::texts::{mark, marks};
use crate::check::{Check, Rule};
use crate::diagnostic::Place;
use crate::diagnostic::Severity;

pub(in crate::check) static RULE: Rule = Rule {
    code: "T005",
    name: "stray-space",
    severity: Severity::Warning,
    why: "White space at the ends of a text, doubled, or before a full stop is a slip of the keyboard that learners see.",
    bad: r#"
[[fact]]
id = "nile-mouth"
ask = "Into which sea  does the Nile flow?"
answer = "Mediterranean"
wrong = ["Red Sea", "Black Sea", "Arabian Sea"]
"#,
    good: r#"
[[fact]]
id = "nile-mouth"
ask = "Into which sea does the Nile flow?"
answer = "Mediterranean"
wrong = ["Red Sea", "Black Sea", "Arabian Sea"]
"#,
    checks: &[Check::Fact(check), Check::Library(check_heads)],
};

fn check(fact: &FactView<'_>, findings: &mut Findings<'_>) {
    for part in fact.parts.iter().filter(|part| may_be_stray(part.marks)) {
        if let Some(what) = stray(part.text, fact.is_english()) {
            let finding = findings.at(fact.at, part.span, what);
            mend(fact.view, fact.library().place(fact.at, part.span), finding);
        }
    }
}

fn check_heads(view: &View<'_>, findings: &mut Findings<'_>) {
    let texts = view.head_texts().into_iter();
    for text in texts.filter(|text| may_be_stray(marks(text.text))) {
        if let Some(what) = stray(text.text, view.is_english()) {
            let finding = findings.at_place(text.place, what);
            mend(view, text.place, finding);
        }
    }
}

fn may_be_stray(marks: u8) -> bool {
    marks & (mark::SPACE | mark::WIDE) != 0
}

/// Says what is wrong with the white space of a text; indentation of further lines is not.
fn stray(text: &str, is_english: bool) -> Option<&'static str> {
    if text.starts_with(char::is_whitespace) && !text.contains('\n') {
        return Some("white space at the start");
    }
    if text.ends_with(char::is_whitespace) && !text.contains('\n') {
        return Some("white space at the end");
    }
    let mut lines = text.lines().map(|line| line.trim_start().trim_end());
    lines.find_map(|line| {
        if line.contains("  ") || line.contains('\t') {
            return Some("doubled white space");
        }
        let before_sign = [" .", " ,", " ;", " ?", " !"]
            .iter()
            .any(|sign| is_before_sign(line, sign));
        (is_english && before_sign).then_some("white space before a punctuation mark")
    })
}

/// Says whether a sign stands behind a space and not before a word, as ` .5` and ` ...` do.
fn is_before_sign(line: &str, sign: &str) -> bool {
    let mut found = line.match_indices(sign);
    found.any(|(at, _)| {
        line[at + sign.len()..]
            .chars()
            .next()
            .is_none_or(char::is_whitespace)
    })
}

/// Offers the text with single spaces, where the value is written on one line without escapes.
fn mend(view: &View<'_>, place: Place, finding: &mut Finding) {
    finding.help("remove it");
    let raw = view.raw(place);
    let is_one_line =
        !raw.contains('\n') && !raw.starts_with("\"\"\"") && !raw.starts_with("\'\'\'");
    let quote = raw
        .chars()
        .next()
        .filter(|quote| matches!(quote, '"' | '\''));
    if let (Some(quote), true, true) = (quote, is_one_line && raw.len() > 2, view.is_english()) {
        let inner = &raw[1..raw.len() - 1];
        let tidy = tidy(inner);
        if tidy != inner && !tidy.is_empty() {
            finding.fix(
                "remove the stray white space",
                place,
                format!("{quote}{tidy}{quote}"),
            );
        }
    }
}

fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split([' ', '\t']).filter(|word| !word.is_empty()) {
        let is_sign = matches!(word, "." | "," | ";" | "?" | "!");
        if !out.is_empty() && !is_sign {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}
