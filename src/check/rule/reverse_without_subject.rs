//! Q014: reverse without subject.

use crate::check::facts::FactView;
use crate::check::findings::Findings;
use crate::check::{Check, Rule};
use crate::diagnostic::Severity;
use crate::library::Asks;

pub(in crate::check) static RULE: Rule = Rule {
    code: "Q014",
    name: "reverse-without-subject",
    severity: Severity::Error,
    why: "The answer of a reverse question is the subject of its fact. Without `subject` nothing answers it.",
    bad: r#"
[[fact]]
id = "curie-element"
ask = "Which element did Marie Curie name after her country?"
answer = "Polonium"
wrong = ["Radium", "Francium", "Germanium"]
reverse = "Who named polonium?"
"#,
    good: r#"
[[fact]]
id = "curie-element"
subject = "curie"
ask = "Which element did Marie Curie name after her country?"
answer = "Polonium"
wrong = ["Radium", "Francium", "Germanium"]
reverse = "Who named polonium?"
"#,
    checks: &[Check::Fact(check)],
};

fn check(fact: &FactView<'_>, findings: &mut Findings<'_>) {
    if let (
        Asks::Question {
            reverse: Some(reverse),
            ..
        },
        None,
    ) = (&fact.fact.asks, &fact.fact.subject)
    {
        findings
            .at(
                fact.at,
                reverse.span,
                "nothing answers the reverse question",
            )
            .help("add `subject = …`, the key of the name that answers it");
    }
}
