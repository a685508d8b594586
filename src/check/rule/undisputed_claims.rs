//! F002: undisputed claims.

use crate::check::agree::{Stated, stated, values_agree};
use crate::check::facts::FactView;
use crate::check::findings::Findings;
use crate::check::{Check, Rule};
use crate::diagnostic::Severity;
use crate::library::{Names, Status};

pub(in crate::check) static RULE: Rule = Rule {
    code: "F002",
    name: "undisputed-claims",
    severity: Severity::Error,
    why: "Claims that cannot all be true are a dispute, and the learner must be told so: `status = \"disputed\"`.",
    bad: r#"
[[fact]]
id = "waterloo-guns"
ask = "How many guns had the French at Waterloo?"
claims = [
  { answer = 246, source = "atlas" },
  { answer = { more_than = 260 }, source = "history" },
]
"#,
    good: r#"
[[fact]]
id = "waterloo-guns"
ask = "How many guns had the French at Waterloo?"
status = "disputed"
claims = [
  { answer = 246, source = "atlas" },
  { answer = { more_than = 260 }, source = "history" },
]
"#,
    checks: &[Check::Fact(check)],
};

fn check(fact: &FactView<'_>, findings: &mut Findings<'_>) {
    let is_claims = fact
        .fact
        .answered()
        .is_some_and(|answered| !answered.claims().is_empty());
    if !is_claims || fact.fact.status == Status::Disputed {
        return;
    }
    let claims = stated(fact.view, fact.at, fact.fact);
    if let Some((a, b)) = apart(fact.library().names(), &claims) {
        let message = "the claims cannot all be true, and the fact is not marked disputed";
        findings
            .at(fact.at, b.span, message)
            .label(format!("{} …", b.value))
            .other(
                fact.library(),
                fact.at,
                a.span,
                format!("… against {}", a.value),
            )
            .help("add `status = \"disputed\"`, or correct a claim");
    }
}

/// Returns two values that cannot both be true.
pub(in crate::check) fn apart<'c, 'a>(
    names: &Names,
    claims: &'c [Stated<'a>],
) -> Option<(&'c Stated<'a>, &'c Stated<'a>)> {
    claims.iter().enumerate().find_map(|(index, a)| {
        let rest = &claims[index + 1..];
        // What counts as right for all claims alike does not make them agree.
        let differs = |b: &&Stated<'_>| !values_agree(names, &a.value, &b.value);
        rest.iter().find(differs).map(|b| (a, b))
    })
}
