//! T004: mixed scripts.

use crate::check::View;
use crate::check::facts::FactView;
use crate::check::findings::Findings;
use crate::check::texts::mark;
use crate::check::{Check, Rule};
use crate::diagnostic::Severity;

pub(in crate::check) static RULE: Rule = Rule {
    code: "T004",
    name: "mixed-scripts",
    severity: Severity::Warning,
    why: "A Cyrillic or Greek letter inside a Latin word looks the same and is not: the word is never found, and a typed answer never matches.",
    bad: r#"
[[fact]]
id = "nile-mouth"
ask = "Into which sea does the Nіle flow?"
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
    for part in fact
        .parts
        .iter()
        .filter(|part| part.marks & mark::WIDE != 0)
    {
        if let Some((word, letter)) = mixed(part.text) {
            findings
                .at(fact.at, part.span, message(word, letter))
                .help(HELP);
        }
    }
}

fn check_heads(view: &View<'_>, findings: &mut Findings<'_>) {
    for text in view.head_texts() {
        if let Some((word, letter)) = mixed(text.text) {
            findings
                .at_place(text.place, message(word, letter))
                .help(HELP);
        }
    }
}

const HELP: &str = "type the word anew in one script";

fn message(word: &str, letter: char) -> String {
    let script = if is_cyrillic(letter) {
        "Cyrillic"
    } else {
        "Greek"
    };
    format!(
        "`{word}` has the {script} letter `{letter}` (U+{:04X}) among Latin ones",
        u32::from(letter)
    )
}

/// Returns the first word that mixes scripts, with the letter that does.
fn mixed(text: &str) -> Option<(&str, char)> {
    let words = text.split(|character: char| !character.is_alphabetic());
    words.filter(|word| !word.is_ascii()).find_map(|word| {
        let latin = word.chars().filter(|letter| is_latin(*letter)).count();
        let foreign = word
            .chars()
            .find(|letter| is_cyrillic(*letter) || is_greek_lookalike(*letter))?;
        // "Δx" and "kΩ" are notation, not words.
        let is_word = is_cyrillic(foreign) || latin >= 3;
        (latin > 0 && is_word).then_some((word, foreign))
    })
}

const fn is_latin(letter: char) -> bool {
    matches!(letter, 'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

const fn is_cyrillic(letter: char) -> bool {
    matches!(letter, '\u{400}'..='\u{52f}')
}

const fn is_greek_lookalike(letter: char) -> bool {
    matches!(
        letter,
        'Α' | 'Β'
            | 'Ε'
            | 'Ζ'
            | 'Η'
            | 'Ι'
            | 'Κ'
            | 'Μ'
            | 'Ν'
            | 'Ο'
            | 'Ρ'
            | 'Τ'
            | 'Υ'
            | 'Χ'
            | 'ο'
            | 'ν'
            | 'ι'
            | 'κ'
            | 'ρ'
            | 'υ'
    )
}
