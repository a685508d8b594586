//! Q004: long answer.

use crate::check::facts::FactView;
use crate::check::findings::Findings;
use crate::check::texts::Role;
use crate::check::{Check, Rule};
use crate::diagnostic::Severity;
use crate::diagnostic::Span;
use crate::library::Asks;

pub(in crate::check) static RULE: Rule = Rule {
    code: "Q004",
    name: "long-answer",
    severity: Severity::Warning,
    why: "Nobody recalls a paragraph word by word, and a learner who tries cannot tell whether they were right. Ask for the one thing that matters, and put the rest into a note.",
    bad: r#"
[[fact]]
id = "nile-importance"
ask = "Why did Egypt arise on the Nile?"
answer = "Because its yearly flood laid down fertile mud on which grain grew well enough to feed a large population"
wrong = ["Because its mouth drew traders from all over the Mediterranean", "Because of its gold", "Because of peace"]
"#,
    good: r#"
[[fact]]
id = "nile-importance"
ask = "What did the yearly flood of the Nile give to Egypt?"
answer = "Fertile mud"
wrong = ["Drinking water", "Building stone", "Grains of gold"]
note = "Grain grew well enough on it to feed a large population."
"#,
    checks: &[Check::Fact(check)],
};

const MOST_WORDS: usize = 14;
const MOST_CHARACTERS: usize = 90;
/// A meaning is recognised and recalled by its sense, so it may be longer.
const MOST_WORDS_OF_MEANING: usize = 35;

fn check(fact: &FactView<'_>, findings: &mut Findings<'_>) {
    for part in fact.parts {
        let words = fact.words(part).len();
        let is_long = match part.role {
            Role::Answer | Role::Term => {
                words > MOST_WORDS
                    || part.text.len() > MOST_CHARACTERS
                        && part.text.chars().count() > MOST_CHARACTERS
            }
            Role::Meaning => words > MOST_WORDS_OF_MEANING,
            _ => false,
        };
        if is_long {
            report(fact, findings, part.span, words);
        }
    }
    if let Asks::Cloze(cloze) = &fact.fact.asks {
        let words = cloze
            .holes()
            .map(|(_, hole)| hole.split_whitespace().count());
        if let Some(words) = words.max().filter(|words| *words > MOST_WORDS) {
            report(fact, findings, cloze.text.span, words);
        }
    }
}

fn report(fact: &FactView<'_>, findings: &mut Findings<'_>, span: Span, words: usize) {
    let message = format!("the answer has {words} words, too many to recall");
    findings
        .at(fact.at, span, message)
        .help("ask for less, and say the rest in `note`, or make several facts of it");
}
