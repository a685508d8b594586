//! T006: unbalanced.

use crate::check::View;
use crate::check::facts::FactView;
use crate::check::findings::Findings;
use crate::check::texts::mark;
use crate::check::{Check, Rule};
use crate::diagnostic::Severity;

pub(in crate::check) static RULE: Rule = Rule {
    code: "T006",
    name: "unbalanced",
    severity: Severity::Warning,
    why: "A quotation or a bracket that is opened and never closed is half a change: something was cut off or left behind.",
    bad: r#"
[[fact]]
id = "nile-mouth"
ask = "Into which sea does the Nile (Arabic: an-Nil flow?"
answer = "Mediterranean"
wrong = ["Red Sea", "Black Sea", "Arabian Sea"]
"#,
    good: r#"
[[fact]]
id = "nile-mouth"
ask = "Into which sea does the Nile (Arabic: an-Nil) flow?"
answer = "Mediterranean"
wrong = ["Red Sea", "Black Sea", "Arabian Sea"]
"#,
    checks: &[Check::Fact(check), Check::Library(check_heads)],
};

fn check(fact: &FactView<'_>, findings: &mut Findings<'_>) {
    for part in fact
        .parts
        .iter()
        .filter(|part| part.marks & (mark::PAIR | mark::WIDE) != 0)
    {
        if let Some(sign) = unbalanced(part.text) {
            findings.at(fact.at, part.span, message(sign)).help(HELP);
        }
    }
}

fn check_heads(view: &View<'_>, findings: &mut Findings<'_>) {
    for text in view.head_texts() {
        if let Some(sign) = unbalanced(text.text) {
            findings.at_place(text.place, message(sign)).help(HELP);
        }
    }
}

const HELP: &str = "add its counterpart, or remove it";

fn message(sign: char) -> String {
    format!("`{sign}` has no counterpart")
}

const PAIRS: [(char, &[char]); 5] = [
    ('(', &[')']),
    ('[', &[']']),
    ('“', &['”']),
    ('„', &['“', '”']),
    ('«', &['»']),
];

/// Returns a bracket or quotation mark without its counterpart.
fn unbalanced(text: &str) -> Option<char> {
    let mut open: Vec<char> = Vec::new();
    let mut previous = ' ';
    for (at, sign) in text.char_indices() {
        let closes = open
            .last()
            .is_some_and(|last| closers(*last).contains(&sign));
        if closes {
            open.pop();
        } else if sign == '"' && !is_inch(text, at, previous) {
            match open.iter().position(|other| *other == '"') {
                Some(at) => open.truncate(at),
                None => open.push('"'),
            }
        } else if PAIRS.iter().any(|(opening, _)| *opening == sign) && !is_outside_in(text, sign) {
            open.push(sign);
        } else if matches!(sign, ')' | ']' | '”' | '»')
            && !is_item(text, at)
            && !is_interval(text)
            && !is_outside_in(text, sign)
        {
            return Some(sign);
        }
        previous = sign;
    }
    open.into_iter().find(|_| !is_interval(text))
}

fn closers(sign: char) -> &'static [char] {
    let pair = PAIRS.iter().find(|(opening, _)| *opening == sign);
    pair.map_or(&[], |(_, closing)| closing)
}

/// Says whether the text quotes as Danes and Germans may: »so«.
fn is_outside_in(text: &str, sign: char) -> bool {
    let both = || text.find('»').zip(text.find('«'));
    matches!(sign, '»' | '«') && both().is_some_and(|(first, second)| first < second)
}

/// Says whether a quotation mark behind a figure means inches or seconds.
fn is_inch(text: &str, at: usize, previous: char) -> bool {
    let is_single = text[..at].matches('"').count().is_multiple_of(2);
    (previous.is_ascii_digit() || matches!(previous, '\'' | '′')) && is_single
}

/// Says whether a bracket closes the letter or figure of a list: `a)`.
fn is_item(text: &str, at: usize) -> bool {
    let word = text[..at].rsplit(char::is_whitespace).next().unwrap_or("");
    word.len() <= 2
        && word.chars().all(char::is_alphanumeric)
        && !word.is_empty()
        && !text[..at].contains('(')
}

/// Says whether the text has a half-open interval: `[0, 1)`.
fn is_interval(text: &str) -> bool {
    let count = |signs: [char; 2]| text.matches(signs).count();
    let has_figures = text.bytes().any(|byte| byte.is_ascii_digit()) && text.contains(',');
    count(['(', '[']) == count([')', ']']) && has_figures && text.contains(['[', ']'])
}
