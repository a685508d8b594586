//! Q017: answer stands out.

use crate::check::facts::{FactView, Part};
use crate::check::findings::Findings;
use crate::check::texts::Role;
use crate::check::{Check, Rule};
use crate::diagnostic::Severity;
use crate::library::Value;

pub(in crate::check) static RULE: Rule = Rule {
    code: "Q017",
    name: "answer-stands-out",
    severity: Severity::Info,
    why: "Authors tend to say more in the right choice. When it is much longer than all the wrong ones, it can be picked without knowing anything.",
    bad: r#"
[[fact]]
id = "delta-cause"
ask = "How does a delta arise?"
answer = "The river drops its load where it slows down at the sea"
wrong = ["By tides", "By wind", "By waves"]
"#,
    good: r#"
[[fact]]
id = "delta-cause"
ask = "How does a delta arise?"
answer = "The river drops its load"
wrong = ["The tide carries sand in", "The wind piles up dunes", "The waves cut the coast"]
"#,
    checks: &[Check::Fact(check)],
};

/// Shorter answers differ in length by chance.
const SHORTEST: usize = 24;

fn check(fact: &FactView<'_>, findings: &mut Findings<'_>) {
    let wrong = &fact.extras().wrong;
    if wrong.len() < 2 {
        return;
    }
    let length = |text: &str| text.chars().count();
    let longest = wrong
        .iter()
        .map(|choice| length(&choice.text))
        .max()
        .unwrap_or(0);
    let is_name = |text: &str| fact.library().names().spelled(text).is_some();
    let mut answers = fact.parts(Role::Answer);
    let single = fact.fact.answered().is_some_and(|answered| {
        answered
            .answers()
            .all(|answer| matches!(answer.value, Value::Text(_)))
    });
    let stands_out = |part: &&Part<'_>| {
        let answer = length(part.text);
        answer >= SHORTEST && answer > 2 * longest && !is_name(part.text)
    };
    if let Some(part) = answers.find(stands_out).filter(|_| single) {
        findings
            .at(
                fact.at,
                part.span,
                "the answer is more than twice as long as every wrong choice",
            )
            .help("make the wrong choices as detailed, or the answer shorter");
    }
}
