//! F006: units differ.

use crate::check::View;
use crate::check::findings::Findings;
use crate::check::{Check, Rule};
use crate::diagnostic::Severity;
use crate::library::Fact;
use crate::value::text;

pub(in crate::check) static RULE: Rule = Rule {
    code: "F006",
    name: "units-differ",
    severity: Severity::Error,
    why: "Values of one attribute can be compared only in one unit.",
    bad: r#"
[[fact]]
id = "trafalgar-distance"
subject = "trafalgar"
attribute = "distance-from-cadiz"
ask = "How far from Cádiz was the Battle of Trafalgar fought?"
answer = 40
unit = "km"

[[fact]]
id = "trafalgar-distance-miles"
subject = "trafalgar"
attribute = "distance-from-cadiz"
ask = "How many miles off Cádiz did the fleets meet at Trafalgar?"
answer = 25
unit = "miles"
"#,
    good: r#"
[[fact]]
id = "trafalgar-distance"
subject = "trafalgar"
attribute = "distance-from-cadiz"
ask = "How far from Cádiz was the Battle of Trafalgar fought?"
answer = 40
unit = "km"
"#,
    checks: &[Check::Library(check)],
};

fn check(view: &View<'_>, findings: &mut Findings<'_>) {
    for group in view.groups() {
        let mut first = None;
        for at in &group.facts {
            let fact = view.library.fact(*at);
            let Some(unit) = &fact.extras().unit else {
                continue;
            };
            let (known, other) = *first.get_or_insert((*at, unit));
            if units_differ(fact, view.library.fact(known)) {
                let message = format!(
                    "`{}` of `{}` is given in `{unit}` and in `{other}`",
                    group.attribute(view),
                    group.subject(view)
                );
                findings
                    .at(*at, unit.span, message)
                    .other(view.library, known, other.span, "the other unit")
                    .help("give both in one unit, or let the attributes differ");
            }
        }
    }
}

/// Says whether two facts count in units that are not one.
pub(in crate::check) fn units_differ(a: &Fact, b: &Fact) -> bool {
    match (&a.extras().unit, &b.extras().unit) {
        (Some(a), Some(b)) => canonical(&a.text) != canonical(&b.text),
        _ => false,
    }
}

/// Returns one form for the ways of writing a unit.
fn canonical(unit: &str) -> String {
    const SAME: [(&str, &[&str]); 9] = [
        ("people", &["person", "persons", "human"]),
        ("km", &["kilometre", "kilometer"]),
        ("m", &["metre", "meter"]),
        ("kg", &["kilogram", "kilogramme", "kilo"]),
        ("percent", &["%", "per cent"]),
        ("mile", &["mi"]),
        ("year", &["yr"]),
        ("hour", &["h", "hr"]),
        ("minute", &["min"]),
    ];
    let unit = text::normal(unit);
    let one = unit
        .strip_suffix('s')
        .filter(|one| one.len() > 1)
        .unwrap_or(&unit);
    let known = SAME
        .iter()
        .find(|(name, others)| *name == one || others.contains(&one));
    known.map_or(one, |(name, _)| *name).to_owned()
}
