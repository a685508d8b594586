//! F003: needless dispute.

use crate::check::agree::stated;
use crate::check::facts::FactView;
use crate::check::findings::Findings;
use crate::check::rule::undisputed_claims::apart;
use crate::check::{Check, Rule};
use crate::diagnostic::Severity;
use crate::library::Status;

pub(in crate::check) static RULE: Rule = Rule {
    code: "F003",
    name: "needless-dispute",
    severity: Severity::Warning,
    why: "A fact is disputed when its claims cannot all be true. When they can, as 180 and `more than 100`, the mark warns the learner of nothing.",
    bad: r#"
[[fact]]
id = "waterloo-guns"
ask = "How many guns had the French at Waterloo?"
status = "disputed"
claims = [
  { answer = 246, source = "atlas" },
  { answer = { more_than = 200 }, source = "history" },
]
"#,
    good: r#"
[[fact]]
id = "waterloo-guns"
ask = "How many guns had the French at Waterloo?"
claims = [
  { answer = 246, source = "atlas" },
  { answer = { more_than = 200 }, source = "history" },
]
"#,
    checks: &[Check::Fact(check)],
};

fn check(fact: &FactView<'_>, findings: &mut Findings<'_>) {
    if fact.fact.status != Status::Disputed {
        return;
    }
    let claims = stated(fact.view, fact.at, fact.fact);
    let span = fact.fact.answered().map_or(fact.fact.id.span, |answered| {
        answered
            .answers()
            .next()
            .map_or(fact.fact.id.span, |answer| answer.span)
    });
    if claims.len() < 2 {
        let message = "the fact is marked disputed, and gives one answer";
        let help = "say with `claims` who gives which answer, or remove the status";
        findings.at(fact.at, span, message).help(help);
    } else if apart(fact.library().names(), &claims).is_none() {
        let message = "the fact is marked disputed, and all its claims can be true";
        findings
            .at(fact.at, span, message)
            .help("remove `status = \"disputed\"`");
    }
}
