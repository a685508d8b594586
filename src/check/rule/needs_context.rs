//! Q011: needs context.

use crate::check::facts::FactView;
use crate::check::findings::Findings;
use crate::check::texts::Role;
use crate::check::words::{Word, class};
use crate::check::{Check, Rule};
use crate::diagnostic::Severity;
use crate::library::Value;

pub(in crate::check) static RULE: Rule = Rule {
    code: "Q011",
    name: "needs-context",
    severity: Severity::Warning,
    why: "Cards come one by one, months later and in any order. `this attack`, `he` and `it` then stand for nothing; the name does.",
    bad: r#"
[[fact]]
id = "trafalgar-date"
ask = "On what date did this battle take place?"
answer = 1805-10-21
"#,
    good: r#"
[[fact]]
id = "trafalgar-date"
ask = "On what date did the Battle of Trafalgar take place?"
answer = 1805-10-21
"#,
    checks: &[Check::Fact(check)],
};

const POINTING: u32 = class::PERSON | class::THEY | class::IT | class::THIS | class::EVENT;

fn check(fact: &FactView<'_>, findings: &mut Findings<'_>) {
    if fact.class & POINTING == 0 || !fact.is_english() {
        return;
    }
    for part in fact
        .parts
        .iter()
        .filter(|part| matches!(part.role, Role::Ask | Role::Reverse | Role::Cloze))
    {
        if part.class & POINTING == 0 {
            continue;
        }
        let words = fact.words(part);
        if let Some(at) = (0..words.len()).find(|at| hangs(fact, words, *at)) {
            let message = format!("`{}` stands for nothing here", phrase(fact, words, at));
            findings
                .at(fact.at, part.span, message)
                .help("write the name: the card is asked by itself");
        }
    }
}

/// Says whether a word points at something that the text does not name.
fn hangs(fact: &FactView<'_>, words: &[Word], at: usize) -> bool {
    let word = &words[at];
    if word.is_quoted || word.is_capital && !word.is_first {
        return false;
    }
    let before = &words[..at];
    let next = words.get(at + 1);
    if word.is(class::PERSON) {
        return !words
            .iter()
            .any(|other| is_name(other) || other.is(class::HUMAN));
    }
    if word.is(class::THEY) {
        return !before
            .iter()
            .any(|other| is_name(other) || is_noun(fact, other));
    }
    if word.is(class::IT) {
        let stands_for_clause = words[at..].iter().any(|other| other.is(class::CLAUSE));
        return !stands_for_clause
            && !words.iter().any(is_name)
            && !before.iter().any(|other| is_noun(fact, other));
    }
    if word.is(class::THIS) {
        // "Which of these rivers" and "sort these battles" speak of what is shown below.
        let is_shown = at > 0 && fact.text(&words[at - 1]) == "of"
            || fact
                .answers()
                .any(|answer| matches!(answer.value, Value::Sequence(_)));
        let noun = !is_shown
            && next.is_some_and(|next| !next.is(class::STOP | class::IDIOM | class::PERIOD));
        return noun && !before.iter().any(is_name);
    }
    let is_definite = at > 0 && fact.text(&words[at - 1]) == "the";
    let is_narrowed = next.is_some_and(|next| next.is(class::STOP) || next.is(class::PREPOSITION))
        && !next.is_some_and(|next| is_verb(fact, next));
    word.is(class::EVENT) && is_definite && !is_narrowed && !words.iter().any(is_name)
}

/// Says whether a word is a name, or a figure, which tells things apart as well.
fn is_name(word: &Word) -> bool {
    word.is_capital && !word.is_first
        || word.is_shouted
        || word.is(class::NAME) && word.is_capital
        || word.is_quoted
}

/// Says whether a word may be what a pronoun stands for.
fn is_noun(fact: &FactView<'_>, word: &Word) -> bool {
    let text = fact.text(word);
    word.is(class::HUMAN | class::EVENT) || text.len() >= 4 && !word.is(class::STOP | class::CLAUSE)
}

fn is_verb(fact: &FactView<'_>, word: &Word) -> bool {
    matches!(
        fact.text(word),
        "is" | "are" | "was" | "were" | "has" | "have" | "had" | "do" | "did" | "does"
    )
}

fn phrase(fact: &FactView<'_>, words: &[Word], at: usize) -> String {
    let word = fact.text(&words[at]);
    match words.get(at + 1) {
        Some(next) if words[at].is(class::THIS) => format!("{word} {}", fact.text(next)),
        _ if words[at].is(class::EVENT) => format!("the {word}"),
        _ => word.to_owned(),
    }
}
