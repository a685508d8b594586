//! S003: unused source.

use crate::check::View;
use crate::check::facts::claims;
use crate::check::findings::Findings;
use crate::check::{Check, Rule};
use crate::diagnostic::Severity;
use crate::library::Fact;
use std::collections::HashSet;

pub(in crate::check) static RULE: Rule = Rule {
    code: "S003",
    name: "unused-source",
    severity: Severity::Warning,
    why: "A source that no fact cites is a leftover, or the citations of a fact were lost.",
    bad: r#"
# file: library.toml
id = "rivers"
title = "Rivers"
language = "en"

[source.atlas]
title = "World atlas"

[source.gazetteer]
title = "Gazetteer of rivers"
# file: rivers.toml
title = "Rivers"
source = "atlas"
"#,
    good: r#"
# file: library.toml
id = "rivers"
title = "Rivers"
language = "en"

[source.atlas]
title = "World atlas"
# file: rivers.toml
title = "Rivers"
source = "atlas"
"#,
    checks: &[Check::Library(check)],
};

fn check(view: &View<'_>, findings: &mut Findings<'_>) {
    if !view.is_whole {
        return;
    }
    let used = cited(view);
    for source in view.library.sources() {
        if !used.contains(&*source.key.text) {
            let message = format!("no fact cites the source `{}`", source.key);
            findings
                .in_library(source.key.span, message)
                .help("cite it where a fact is from it, or remove it");
        }
    }
}

fn cited<'a>(view: &View<'a>) -> HashSet<&'a str> {
    let mut used: HashSet<&str> = HashSet::new();
    let mut last = "";
    for deck in view.library.decks() {
        let claims = |fact: &'a Fact| claims(fact);
        let of_facts = deck.facts.iter().flat_map(|fact| {
            let of_claims = claims(fact).iter().flat_map(|claim| &claim.citations);
            fact.citations.iter().chain(of_claims)
        });
        for citation in deck.citations.iter().chain(of_facts) {
            // Most facts cite what the one before them cites.
            if *citation.key != *last {
                last = &citation.key;
                used.insert(last);
            }
        }
    }
    used
}
