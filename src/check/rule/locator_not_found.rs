//! S006: locator not found.

use crate::check::documents::{Cited, Missing, Region};
use crate::check::facts::FactView;
use crate::check::findings::Findings;
use crate::check::rule::not_in_document::looked_up;
use crate::check::{Check, Rule};
use crate::diagnostic::Severity;
use crate::library::Value;

pub(in crate::check) static RULE: Rule = Rule {
    code: "S006",
    name: "locator-not-found",
    severity: Severity::Warning,
    why: "With `--sources` locators are looked up: a heading, a time stamp, or `lead` for what stands before the first heading. A reader who follows one that is not there, or that leads to another place than the answer, finds nothing.",
    bad: r#"
# document: atlas
Rivers of Europe
The Danube is 2,850 kilometres long.
# file: rivers.toml
title = "Rivers"

[[fact]]
id = "danube-length"
ask = "How long is the Danube?"
answer = 2850
unit = "km"
source = "atlas, Rivers of Asia"
"#,
    good: r#"
# document: atlas
Rivers of Europe
The Danube is 2,850 kilometres long.
# file: rivers.toml
title = "Rivers"

[[fact]]
id = "danube-length"
ask = "How long is the Danube?"
answer = 2850
unit = "km"
source = "atlas, Rivers of Europe"
"#,
    checks: &[Check::Document(check)],
};

fn check(fact: &FactView<'_>, cited: &Cited<'_>, findings: &mut Findings<'_>) {
    let claims = fact.claims();
    let of_claims = claims.iter().flat_map(|claim| &claim.citations);
    for citation in fact.citations().iter().chain(of_claims) {
        if let (Some(Region::NotFound), Some(locator)) = (cited.region(citation), &citation.locator)
        {
            let message = format!("`{}` has no place `{locator}`", citation.key);
            findings
                .at(fact.at, citation.span, message)
                .help("write the heading as the document has it, or a time stamp that it has");
        }
    }
    for lookup in looked_up(fact) {
        let elsewhere = lookup.citations.iter().filter_map(|citation| {
            match cited.missing(fact, &lookup.value, citation)? {
                Missing::There(what) => Some((Some(what), *citation)),
                Missing::Anywhere(_) => Some((None, *citation)),
                Missing::Far(_) => None,
            }
        });
        let elsewhere: Vec<_> = elsewhere.collect();
        // Members are often steps in the author's words, of which only names can be looked up.
        let is_name = |value: &Value| match value {
            Value::Text(text) => fact.library().names().spelled(text).is_some(),
            _ => false,
        };
        let is_somewhere = elsewhere.len() < lookup.at_hand(cited);
        if lookup.is_member && (is_somewhere || !is_name(&lookup.value)) {
            continue;
        }
        for (what, citation) in elsewhere {
            let Some(what) = what else { continue };
            let locator = citation.locator.as_deref().unwrap_or("");
            let message = format!(
                "`{what}` occurs in `{}`, but not at `{locator}`",
                citation.key
            );
            findings
                .at(fact.at, citation.span, message)
                .help("correct the locator, or the answer");
        }
    }
}
