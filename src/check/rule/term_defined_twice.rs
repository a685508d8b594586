//! N005: term defined twice.

use crate::check::View;
use crate::check::facts::text_hash;
use crate::check::findings::Findings;
use crate::check::words::Words;
use crate::check::{Check, Rule};
use crate::diagnostic::Severity;
use crate::library::{Asks, FactRef, Text};
use fnv::FnvHashMap;

pub(in crate::check) static RULE: Rule = Rule {
    code: "N005",
    name: "term-defined-twice",
    severity: Severity::Error,
    why: "A glossary has one entry for a term. With two, the same question has two meanings, and neither entry grows.",
    bad: r#"
[[fact]]
id = "delta"
term = "Delta"
meaning = "Land that a river builds at its mouth"

[[fact]]
id = "delta-again"
term = "River delta"
also = ["delta"]
meaning = "Fan of arms in which a stream reaches the sea"
"#,
    good: r#"
[[fact]]
id = "delta"
term = "Delta"
also = ["river delta"]
meaning = "Land that a river builds at its mouth"

[[fact]]
id = "estuary"
term = "Estuary"
meaning = "Mouth of a stream where tides come and go"
"#,
    checks: &[Check::Library(check)],
};

fn check(view: &View<'_>, findings: &mut Findings<'_>) {
    let mut first: FnvHashMap<u64, (FactRef, &Text)> = FnvHashMap::default();
    for (at, fact) in view.library.facts() {
        let Asks::Term { term, also, .. } = &fact.asks else {
            continue;
        };
        for spelling in std::iter::once(term).chain(also) {
            let key = text_hash(Words::of(&spelling.text).all());
            let (known, place) = *first.entry(key).or_insert((at, spelling));
            if known == at {
                continue;
            }
            let message = format!("the glossary defines `{spelling}` twice");
            findings
                .at(at, spelling.span, message)
                .other(view.library, known, place.span, "defined here first")
                .help("make one entry of the two, or let each term say what sets it apart");
            break;
        }
    }
}
