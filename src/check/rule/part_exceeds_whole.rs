//! F010: part exceeds whole.

use crate::check::View;
use crate::check::agree::{Stated, stated};
use crate::check::findings::Findings;
use crate::check::groups::Group;
use crate::check::{Check, Rule};
use crate::diagnostic::Severity;
use crate::library::{Fact, Value};
use crate::value::Bound;
use std::collections::HashMap;

pub(in crate::check) static RULE: Rule = Rule {
    code: "F010",
    name: "part-exceeds-whole",
    severity: Severity::Error,
    why: "A dotted attribute is a part of what stands before the dot: no more soldiers can have been killed (`killed.soldiers`) than people (`killed`).",
    bad: r#"
[[fact]]
id = "waterloo-killed"
subject = "waterloo"
attribute = "killed"
ask = "How many men died at Waterloo?"
answer = { at_most = 11000 }

[[fact]]
id = "waterloo-killed-allies"
subject = "waterloo"
attribute = "killed.allies"
ask = "How many of the dead of Waterloo were Allied soldiers?"
answer = 14700
"#,
    good: r#"
[[fact]]
id = "waterloo-killed"
subject = "waterloo"
attribute = "killed"
ask = "How many men died at Waterloo?"
answer = { at_most = 11000 }

[[fact]]
id = "waterloo-killed-allies"
subject = "waterloo"
attribute = "killed.allies"
ask = "How many of the dead of Waterloo were Allied soldiers?"
answer = 4700
"#,
    checks: &[Check::Library(check)],
};

fn check(view: &View<'_>, findings: &mut Findings<'_>) {
    for groups in view.subjects() {
        let is_part = |group: &&Group| group.attribute(view).contains('.');
        if !groups.iter().any(|group| is_part(&group)) {
            continue;
        }
        let named = groups.iter().map(|group| (group.attribute(view), group));
        let by_attribute: HashMap<&str, &Group> = named.collect();
        for part in groups.iter().filter(is_part) {
            if let Some(whole) = whole_of(&by_attribute, part.attribute(view)) {
                compare(view, part, whole, findings);
            }
        }
    }
}

/// Finds the nearest whole that the library knows of.
fn whole_of<'g>(by_attribute: &HashMap<&str, &'g Group>, part: &str) -> Option<&'g Group> {
    let mut attribute = part;
    while let Some((whole, _)) = attribute.rsplit_once('.') {
        if let Some(found) = by_attribute.get(whole) {
            return Some(found);
        }
        attribute = whole;
    }
    None
}

fn compare(view: &View<'_>, part: &Group, whole: &Group, findings: &mut Findings<'_>) {
    for at in &part.facts {
        for other in &whole.facts {
            let (a, b) = (view.library.fact(*at), view.library.fact(*other));
            let (a_values, b_values) = (stated(view, *at, a), stated(view, *other, b));
            let exceeds = |a: &Stated<'_>| b_values.iter().all(|b| exceeds(a, b));
            if a_values.is_empty() || b_values.is_empty() || is_share(a) != is_share(b) {
                continue;
            }
            if a_values.iter().all(exceeds) {
                let message = format!(
                    "`{}` of `{}` is more than `{}`, of which it is a part",
                    part.attribute(view),
                    part.subject(view),
                    whole.attribute(view)
                );
                findings
                    .at(*at, a_values[0].span, message)
                    .label(format!("the part: {}", a_values[0].value))
                    .other(
                        view.library,
                        *other,
                        b_values[0].span,
                        format!("the whole: {}", b_values[0].value),
                    )
                    .help("correct one of the two, or rename the attribute if it is not a part");
            }
        }
    }
}

/// Says whether the smallest the part can be is more than the most the whole can be.
fn exceeds(part: &Stated<'_>, whole: &Stated<'_>) -> bool {
    let (Value::Number(part), Value::Number(whole)) = (&*part.value, &*whole.value) else {
        return false;
    };
    match (part.interval().low, whole.interval().high) {
        (Bound::Including(low), Bound::Including(high)) => low > high,
        (
            Bound::Including(low) | Bound::Excluding(low),
            Bound::Including(high) | Bound::Excluding(high),
        ) => low >= high,
        _ => false,
    }
}

fn is_share(fact: &Fact) -> bool {
    let unit = fact.extras().unit.as_ref();
    unit.is_some_and(|unit| matches!(&*unit.text, "%" | "percent" | "per cent"))
}
