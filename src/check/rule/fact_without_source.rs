//! S002: fact without source.

use crate::check::facts::FactView;
use crate::check::findings::Findings;
use crate::check::{Check, Rule};
use crate::diagnostic::Severity;

pub(in crate::check) static RULE: Rule = Rule {
    code: "S002",
    name: "fact-without-source",
    severity: Severity::Warning,
    why: "A fact that nobody vouches for can be neither trusted nor corrected. Cite a document on the fact, or one for the whole deck.",
    bad: r#"
title = "Rivers"

[[fact]]
id = "nile-length"
ask = "How long is the Nile?"
answer = 6650
unit = "km"
"#,
    good: r#"
title = "Rivers"
source = "atlas"

[[fact]]
id = "nile-length"
ask = "How long is the Nile?"
answer = 6650
unit = "km"
"#,
    checks: &[Check::Fact(check)],
};

fn check(fact: &FactView<'_>, findings: &mut Findings<'_>) {
    let has_claims = fact
        .fact
        .answered()
        .is_some_and(|answered| !answered.claims().is_empty());
    if fact.citations().is_empty() && !has_claims {
        let message = format!("the fact `{}` cites no source", fact.fact.id);
        findings
            .at(fact.at, fact.fact.id.span, message)
            .help("add `source = \"citekey, locator\"`, or one for the deck");
    }
}
