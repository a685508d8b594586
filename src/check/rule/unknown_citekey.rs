//! S001: unknown citekey.

use crate::check::View;
use crate::check::facts::FactView;
use crate::check::findings::Findings;
use crate::check::spellings::nearest;
use crate::check::{Check, Rule};
use crate::diagnostic::Severity;
use crate::library::Library;

pub(in crate::check) static RULE: Rule = Rule {
    code: "S001",
    name: "unknown-citekey",
    severity: Severity::Error,
    why: "A citation that leads nowhere proves nothing: the citekey must be one of the `[source.…]` of `library.toml`.",
    bad: r#"
[[fact]]
id = "nile-length"
ask = "How long is the Nile?"
answer = 6650
unit = "km"
source = "atlass, p. 12"
"#,
    good: r#"
[[fact]]
id = "nile-length"
ask = "How long is the Nile?"
answer = 6650
unit = "km"
source = "atlas, p. 12"
"#,
    checks: &[Check::Fact(check), Check::Library(check_decks)],
};

fn check(fact: &FactView<'_>, findings: &mut Findings<'_>) {
    if !fact.view.head_is_sound {
        return;
    }
    let claims = fact.claims();
    let of_claims = claims.iter().flat_map(|claim| &claim.citations);
    for citation in fact.fact.citations.iter().chain(of_claims) {
        if let Some((message, help)) = problem(fact.library(), &citation.key) {
            findings.at(fact.at, citation.span, message).help(help);
        }
    }
}

fn check_decks(view: &View<'_>, findings: &mut Findings<'_>) {
    for deck in view.library.decks().iter().filter(|_| view.head_is_sound) {
        for citation in &deck.citations {
            if let Some((message, help)) = problem(view.library, &citation.key) {
                findings.in_deck(deck, citation.span, message).help(help);
            }
        }
    }
}

fn problem(library: &Library, key: &str) -> Option<(String, String)> {
    if library.source(key).is_some() {
        return None;
    }
    let known = library.sources().iter().map(|source| &*source.key.text);
    let help = match nearest(key, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("add `[source.{key}]` to `library.toml`, or cite one that is there"),
    };
    Some((format!("there is no source `{key}`"), help))
}
