//! The shipped library: without a finding, and its documentation true.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use factdeck::card;
use factdeck::library::{Asks, Library, Value};
use factdeck::load;
use factdeck::report::coverage::coverage;
use std::collections::HashSet;
use std::fs;
use std::path::Path;

fn shipped() -> Library {
    load::shipped().library.unwrap()
}

#[test]
fn the_shipped_library_is_read_without_a_problem() {
    let loaded = load::shipped();

    assert!(loaded.diagnostics.is_empty(), "{:#?}", loaded.diagnostics);
}

#[test]
fn the_coverage_table_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("decks/README.md");
    let readme = fs::read_to_string(path).unwrap();
    let (_, after) = readme.split_once("<!-- coverage -->\n").unwrap();
    let (table, _) = after.split_once("<!-- /coverage -->").unwrap();

    assert_eq!(
        table,
        coverage(&shipped()),
        "write it anew with `factdeck list --coverage`"
    );
}

#[test]
fn every_kind_of_fact_is_used() {
    let library = shipped();
    let kinds: HashSet<&str> = library
        .facts()
        .map(|(_, fact)| match &fact.asks {
            Asks::Term { .. } => "term",
            Asks::Cloze(_) => "cloze",
            Asks::Question {
                answer, reverse, ..
            } => match answer.answers().next().unwrap().value {
                _ if reverse.is_some() => "reverse",
                _ if !answer.claims().is_empty() => "claims",
                Value::Text(_) => "text",
                Value::Number(_) => "number",
                Value::Date(_) => "date",
                Value::Truth(_) => "truth",
                Value::Set(_) => "set",
                Value::Sequence(_) => "sequence",
            },
        })
        .collect();

    assert_eq!(kinds.len(), 10, "{kinds:?}");
}

#[test]
fn every_fact_is_cited_with_a_locator() {
    let library = shipped();

    for (at, fact) in library.facts() {
        let claims = fact
            .answered()
            .map_or(&[][..], |answered| answered.claims());
        let of_claims = claims.iter().flat_map(|claim| &claim.citations);
        let citations: Vec<_> = match claims {
            [] => library.citations(at).iter().collect(),
            _ => of_claims.collect(),
        };
        let all_located = citations.iter().all(|citation| citation.locator.is_some());
        assert!(!citations.is_empty() && all_located, "{}", fact.id);
    }
}

#[test]
fn a_course_has_enough_to_learn() {
    let library = shipped();

    assert!(library.facts().count() >= 350);
    assert!(card::cards(&library).len() >= 450);
    assert!((8..=12).contains(&library.decks().len()));
}
