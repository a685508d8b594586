//! F009: source says both.

use crate::check::agree::{Stated, stated, values_agree};
use crate::check::facts::FactView;
use crate::check::findings::Findings;
use crate::check::{Check, Rule};
use crate::diagnostic::Severity;

pub(in crate::check) static RULE: Rule = Rule {
    code: "F009",
    name: "source-says-both",
    severity: Severity::Error,
    why: "One source is cited for two values that cannot both be true. It says one of them, unless it quotes two people: then each claim names its own with `by`.",
    bad: r#"
[[fact]]
id = "waterloo-guns"
ask = "How many guns had the French at Waterloo?"
status = "disputed"
claims = [
  { answer = 246, source = "atlas, p. 12" },
  { answer = 266, source = "atlas, p. 14" },
]
"#,
    good: r#"
[[fact]]
id = "waterloo-guns"
ask = "How many guns had the French at Waterloo?"
status = "disputed"
claims = [
  { answer = 246, source = "atlas, p. 12" },
  { answer = 266, source = "history" },
]
"#,
    checks: &[Check::Fact(check)],
};

fn check(fact: &FactView<'_>, findings: &mut Findings<'_>) {
    let answered = fact.fact.answered();
    if answered.is_none_or(|answered| answered.claims().is_empty()) {
        return;
    }
    let names = fact.library().names();
    let claims = stated(fact.view, fact.at, fact.fact);
    for (index, claim) in claims.iter().enumerate() {
        let before = &claims[..index];
        let Some((other, key)) = before.iter().find_map(|other| {
            let differs = !values_agree(names, &claim.value, &other.value);
            let one_speaker = claim.by.map(AsRef::as_ref) == other.by.map(AsRef::<str>::as_ref);
            let key = shared(claim, other).filter(|_| differs && one_speaker)?;
            Some((other, key))
        }) else {
            continue;
        };
        let message = format!(
            "`{key}` is cited for {} and for {}",
            other.value, claim.value
        );
        findings
            .at(fact.at, claim.span, message)
            .other(
                fact.library(),
                fact.at,
                other.span,
                "cited for this value too",
            )
            .help("look up which one it gives; if it quotes two people, name them with `by`");
        return;
    }
}

/// Returns a source that both claims cite.
fn shared<'a>(a: &Stated<'a>, b: &Stated<'a>) -> Option<&'a str> {
    let keys = a.citations.iter().map(|citation| &*citation.key);
    keys.into_iter()
        .find(|key| b.citations.iter().any(|other| *other.key == **key))
}
