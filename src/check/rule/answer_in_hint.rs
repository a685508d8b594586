//! Q015: answer in hint.

use crate::check::facts::FactView;
use crate::check::findings::Findings;
use crate::check::texts::Role;
use crate::check::words::{Words, class, holds};
use crate::check::{Check, Rule};
use crate::diagnostic::Severity;
use crate::library::{Asks, Value};

pub(in crate::check) static RULE: Rule = Rule {
    code: "Q015",
    name: "answer-in-hint",
    severity: Severity::Warning,
    why: "A hint helps to recall. One that contains the answer takes the recalling away.",
    bad: r#"
[[fact]]
id = "amazon-mouth"
ask = "Into which ocean does the Amazon flow?"
answer = "Atlantic"
wrong = ["Pacific", "Indian Ocean", "Arctic"]
hint = "It is the Atlantic side of South America."
"#,
    good: r#"
[[fact]]
id = "amazon-mouth"
ask = "Into which ocean does the Amazon flow?"
answer = "Atlantic"
wrong = ["Pacific", "Indian Ocean", "Arctic"]
hint = "It rises near the other ocean, and crosses the whole continent."
"#,
    checks: &[Check::Fact(check)],
};

fn check(fact: &FactView<'_>, findings: &mut Findings<'_>) {
    let Some(hint) = fact.parts(Role::Hint).next() else {
        return;
    };
    let mut answers: Vec<String> = fact
        .parts
        .iter()
        .filter(|part| matches!(part.role, Role::Answer | Role::Term | Role::Also))
        .map(|part| part.text.to_owned())
        .collect();
    if let Asks::Cloze(cloze) = &fact.fact.asks {
        answers.extend(cloze.holes().map(|(_, hole)| hole.to_owned()));
    }
    for answer in fact.answers() {
        if matches!(answer.value, Value::Number(_) | Value::Date(_)) {
            answers.push(answer.value.to_string());
        }
    }
    let is_told = |answer: &&String| {
        let words_of = Words::of(answer);
        let says = words_of.all().iter().any(|word| !word.is(class::STOP));
        says && holds(fact.words(hint), words_of.all())
    };
    if let Some(answer) = answers.iter().find(is_told) {
        let message = format!("the hint already says `{answer}`");
        findings
            .at(fact.at, hint.span, message)
            .help("hint at it without saying it");
    }
}
