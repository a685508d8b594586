//! N005: term defined twice.

use crate::check::View;
use crate::check::facts::text_hash;
use crate::check::findings::Findings;
use crate::check::keys::KeyMap;
use crate::check::repeats::repeated;
use crate::check::words::Words;
use crate::check::{Check, Rule};
use crate::diagnostic::Severity;
use crate::library::{Asks, FactRef, Text};
use rayon::prelude::*;

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
    let mut first: KeyMap<(FactRef, &Text)> = KeyMap::default();
    let mut last_reported = None;
    for (key, at, spelling) in repeated_spellings(view) {
        let (known, place) = *first.entry(key).or_insert((at, spelling));
        if known == at || last_reported == Some(at) {
            continue;
        }
        let message = format!("the glossary defines `{spelling}` twice");
        findings
            .at(at, spelling.span, message)
            .other(view.library, known, place.span, "defined here first")
            .help("make one entry of the two, or let each term say what sets it apart");
        last_reported = Some(at);
    }
}

/// Returns the spellings of terms that may stand twice with their hashes, in the order of study.
fn repeated_spellings<'a>(view: &View<'a>) -> Vec<(u64, FactRef, &'a Text)> {
    let terms = view
        .library
        .facts()
        .filter_map(|(at, fact)| match &fact.asks {
            Asks::Term { term, also, .. } => Some((at, std::iter::once(term).chain(also))),
            _ => None,
        });
    let spellings: Vec<(FactRef, &Text)> = terms
        .flat_map(|(at, spellings)| spellings.map(move |spelling| (at, spelling)))
        .collect();
    let hashes = spellings.par_iter().enumerate().map(|(index, (_, text))| {
        let hash = text_hash(Words::of(&text.text).all());
        (hash, u32::try_from(index).unwrap_or(u32::MAX))
    });
    let mut found = repeated(hashes.collect());
    found.sort_unstable_by_key(|(_, index)| *index);
    let spelling = |(hash, index): (u64, u32)| {
        let (at, text) = spellings[index as usize];
        (hash, at, text)
    };
    found.into_iter().map(spelling).collect()
}
