//! Q002: right wrong choice.

use crate::check::agree::{read_value, same_text};
use crate::check::facts::{FactView, Part};
use crate::check::findings::Findings;
use crate::check::texts::Role;
use crate::check::{Check, Rule};
use crate::diagnostic::Severity;
use crate::library::{Asks, Value};
use crate::value::{Edtf, Quantity};

pub(in crate::check) static RULE: Rule = Rule {
    code: "Q002",
    name: "right-wrong-choice",
    severity: Severity::Error,
    why: "A wrong choice that is also right punishes those who know. It is compared by meaning: every spelling of a name, every accepted answer, every figure in the interval counts.",
    bad: r#"
[[fact]]
id = "danube-longer"
ask = "How long is the Danube?"
answer = { at_least = 2800 }
unit = "km"
wrong = [1900, 2300, 2850]
"#,
    good: r#"
[[fact]]
id = "danube-longer"
ask = "How long is the Danube?"
answer = { at_least = 2800 }
unit = "km"
wrong = [1900, 2300, 2650]
"#,
    checks: &[Check::Fact(check)],
};

fn check(fact: &FactView<'_>, findings: &mut Findings<'_>) {
    let wrong = &fact.extras().wrong;
    if wrong.is_empty() || is_plainly_wrong(fact) {
        return;
    }
    let right = right_answers(fact);
    for choice in wrong {
        let Some(answer) = right
            .iter()
            .find(|answer| is_right(fact, &choice.text, answer))
        else {
            continue;
        };
        let message = match answer {
            Value::Text(text) if **text == *choice.text => {
                format!("the wrong choice `{choice}` is the answer")
            }
            _ => format!("the wrong choice `{choice}` is also right: the answer is {answer}"),
        };
        findings
            .at(fact.at, choice.span, message)
            .help("replace it by one that is wrong beyond doubt");
    }
}

/// Says whether all answers are texts, and the letters show that no wrong choice is one of them.
fn is_plainly_wrong(fact: &FactView<'_>) -> bool {
    let has_others = matches!(fact.fact.asks, Asks::Cloze(_))
        || fact.answers().any(|answer| is_compared(&answer.value));
    let is_apart = |choice: &Part<'_>| {
        right_parts(fact).all(|right| {
            let spellings = &fact.view.spellings;
            !spellings.may_be_same(&choice.print, &right.print)
        })
    };
    !has_others && fact.wrong_choices().iter().all(is_apart)
}

/// Returns the texts that count as right.
fn right_parts<'a>(fact: &FactView<'a>) -> impl Iterator<Item = &'a Part<'a>> {
    let is_right = |part: &&Part<'_>| part.role.is_compared() && part.role != Role::Wrong;
    fact.parts.iter().filter(is_right)
}

/// Says whether a value is compared by what it means.
fn is_compared(value: &Value) -> bool {
    matches!(value, Value::Number(_) | Value::Date(_))
}

/// Returns everything that counts as right.
fn right_answers(fact: &FactView<'_>) -> Vec<Value> {
    let mut right: Vec<Value> = Vec::new();
    for part in right_parts(fact) {
        right.push(Value::Text(part.text.into()));
    }
    let answers = fact.answers().map(|answer| &answer.value);
    right.extend(answers.filter(|value| is_compared(value)).cloned());
    if let Asks::Cloze(cloze) = &fact.fact.asks {
        right.extend(cloze.holes().map(|(_, hole)| Value::Text(hole.into())));
    }
    right
}

fn is_right(fact: &FactView<'_>, choice: &str, answer: &Value) -> bool {
    match answer {
        Value::Text(text) => same_text(fact.library().names(), choice, text),
        Value::Number(number) => {
            let unit = fact.extras().unit.as_ref().map(|unit| &*unit.text);
            Quantity::parse_with_unit(choice, unit)
                .is_some_and(|(choice, _)| choice.interval().meets(&number.interval()))
        }
        Value::Date(date) => match read_value(choice) {
            Some(Value::Date(choice)) => choice.meets(date),
            Some(Value::Number(_)) => Edtf::parse(choice).is_ok_and(|choice| choice.meets(date)),
            _ => false,
        },
        _ => false,
    }
}
