//! Q016: odd wrong choice.

use crate::check::agree::read_value;
use crate::check::facts::FactView;
use crate::check::findings::Findings;
use crate::check::{Check, Rule};
use crate::diagnostic::Severity;
use crate::library::Value;
use crate::value::{Quantity, parse_typed};

pub(in crate::check) static RULE: Rule = Rule {
    code: "Q016",
    name: "odd-wrong-choice",
    severity: Severity::Warning,
    why: "A wrong choice of another sort than the answer, a word among figures or dates, is ruled out without any knowledge.",
    bad: r#"
[[fact]]
id = "danube-length"
ask = "How long is the Danube?"
answer = 2850
unit = "km"
wrong = [1230, 3700, "very long"]
"#,
    good: r#"
[[fact]]
id = "danube-length"
ask = "How long is the Danube?"
answer = 2850
unit = "km"
wrong = [1230, 3700, 6650]
"#,
    checks: &[Check::Fact(check)],
};

fn check(fact: &FactView<'_>, findings: &mut Findings<'_>) {
    let wrong = &fact.extras().wrong;
    if wrong.is_empty() {
        return;
    }
    let Some(answer) = fact
        .fact
        .answered()
        .and_then(|answered| answered.answers().next())
    else {
        return;
    };
    for choice in wrong {
        if let Some(message) = oddness(fact, &choice.text, &answer.value) {
            findings
                .at(fact.at, choice.span, message)
                .help("choose one of the same sort, that somebody might take for right");
        }
    }
}

fn oddness(fact: &FactView<'_>, choice: &str, answer: &Value) -> Option<String> {
    match answer {
        Value::Number(_) => {
            let unit = fact.extras().unit.as_ref().map(|unit| &*unit.text);
            let is_figure = Quantity::parse_with_unit(choice, unit).is_some();
            (!is_figure)
                .then(|| format!("the answer is a figure, the wrong choice `{choice}` is none"))
        }
        Value::Date(_) => {
            let is_date = read_value(choice).is_some() || parse_typed(choice).is_some();
            (!is_date).then(|| format!("the answer is a date, the wrong choice `{choice}` is none"))
        }
        _ => None,
    }
}
