//! F001: contradiction.

use crate::check::View;
use crate::check::agree::{Stated, can_both_be_true, stated};
use crate::check::facts::attributed;
use crate::check::findings::Findings;
use crate::check::rule::units_differ::units_differ;
use crate::check::{Check, Rule};
use crate::diagnostic::Severity;
use crate::library::FactRef;
use crate::value::text;

pub(in crate::check) static RULE: Rule = Rule {
    code: "F001",
    name: "contradiction",
    severity: Severity::Error,
    why: "Facts that share subject and attribute speak of one thing, so their values must be able to be true together: `at least 130` agrees with 137, `more than 140` does not. Claims of different people may differ, as may the claims of one disputed fact.",
    bad: r#"
[[fact]]
id = "trafalgar-ships"
subject = "trafalgar"
attribute = "ships"
ask = "How many British ships of the line fought at Trafalgar?"
answer = 27

[[fact]]
id = "trafalgar-fleet"
subject = "trafalgar"
attribute = "ships"
ask = "How large was the British fleet in the Battle of Trafalgar?"
answer = { more_than = 30 }
"#,
    good: r#"
[[fact]]
id = "trafalgar-ships"
subject = "trafalgar"
attribute = "ships"
ask = "How many British ships of the line fought at Trafalgar?"
answer = 27

[[fact]]
id = "trafalgar-fleet"
subject = "trafalgar"
attribute = "ships"
ask = "How large was the British fleet in the Battle of Trafalgar?"
answer = { more_than = 20 }
"#,
    checks: &[Check::Library(check)],
};

/// Different values of one group that are kept for comparing; more would say nothing new.
const KEPT: usize = 32;

fn check(view: &View<'_>, findings: &mut Findings<'_>) {
    for group in view.groups() {
        let mut kept: Vec<(FactRef, Vec<Stated<'_>>)> = Vec::new();
        for at in &group.facts {
            let fact = view.library.fact(*at);
            let values = stated(view, *at, fact);
            if values.is_empty() {
                continue;
            }
            let contradicted = kept
                .iter()
                .find(|(other, others)| contradicts(view, (*at, &values), (*other, others)));
            if let Some((other, others)) = contradicted {
                report(view, findings, (*at, &values), (*other, others));
            } else if kept.len() < KEPT {
                kept.push((*at, values));
            }
        }
    }
}

type Values<'v, 'a> = (FactRef, &'v [Stated<'a>]);

fn contradicts(view: &View<'_>, a: Values<'_, '_>, b: Values<'_, '_>) -> bool {
    let (fact, other) = (view.library.fact(a.0), view.library.fact(b.0));
    let who = |fact| attributed(fact).map(|by| text::normal(&by.text));
    if who(fact) != who(other) || units_differ(fact, other) {
        return false;
    }
    let names = view.library.names();
    let agrees = |a: &Stated<'_>| b.1.iter().any(|b| can_both_be_true(names, a, b));
    !a.1.iter().any(agrees)
}

fn report(view: &View<'_>, findings: &mut Findings<'_>, a: Values<'_, '_>, b: Values<'_, '_>) {
    let fact = view.library.fact(a.0);
    let subject = fact
        .subject
        .as_ref()
        .map_or("", |subject| &subject.name.text);
    let attribute = fact
        .subject
        .as_ref()
        .and_then(|subject| subject.attribute.as_ref());
    let attribute = attribute.map_or("", |attribute| &attribute.text);
    let message =
        format!("two facts give values of `{attribute}` of `{subject}` that cannot both be true");
    let (here, there) = (&a.1[0], &b.1[0]);
    findings
        .at(a.0, here.span, message)
        .label(format!("here it is {}", here.value))
        .other(view.library, b.0, there.span, format!("here it is {}", there.value))
        .help("correct one, make them `claims` of one disputed fact, or let the attributes say what differs");
}
