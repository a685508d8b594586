//! F004: claim without author.

use crate::check::facts::FactView;
use crate::check::findings::Findings;
use crate::check::{Check, Rule};
use crate::diagnostic::Severity;
use crate::library::Status;

pub(in crate::check) static RULE: Rule = Rule {
    code: "F004",
    name: "claim-without-author",
    severity: Severity::Error,
    why: "A claim or an opinion is somebody's. Without `by` the learner takes it for a fact.",
    bad: r#"
[[fact]]
id = "waterloo-luck"
ask = "What decided the Battle of Waterloo?"
answer = "The rain"
wrong = ["The fog", "The snow", "The wind"]
status = "opinion"
"#,
    good: r#"
[[fact]]
id = "waterloo-luck"
ask = "What decided the Battle of Waterloo?"
answer = "The rain"
wrong = ["The fog", "The snow", "The wind"]
status = "opinion"
by = "Victor Hugo"
"#,
    checks: &[Check::Fact(check)],
};

fn check(fact: &FactView<'_>, findings: &mut Findings<'_>) {
    let word = match fact.fact.status {
        Status::Claimed => "claim",
        Status::Opinion => "opinion",
        Status::Reported | Status::Disputed => return,
    };
    let claims = fact.claims();
    let each_has_one = !claims.is_empty() && claims.iter().all(|claim| claim.by.is_some());
    if fact.fact.by.is_none() && !each_has_one {
        let message = format!("the {word} `{}` is nobody's", fact.fact.id);
        findings
            .at(fact.at, fact.fact.id.span, message)
            .help("say whose it is: `by = \"…\"`");
    }
}
