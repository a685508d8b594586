use super::*;
use crate::load;
use std::collections::BTreeSet;

/// Returns the keys of the table that a pointer leads to.
fn keys<'a>(schema: &'a Value, pointer: &str) -> BTreeSet<&'a str> {
    let table = schema.pointer(&format!("{pointer}/properties")).unwrap();
    table
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect()
}

/// Returns the keys that the reader takes in a table.
fn read(what: &str) -> BTreeSet<&'static str> {
    let tables = load::keys();
    let (_, keys) = tables.iter().find(|(name, _)| *name == what).unwrap();
    keys.iter().copied().collect()
}

#[test]
fn the_schemas_have_the_keys_that_are_read() {
    const FACT: &str = "/properties/fact/items";
    const CLAIM: &str = "/properties/fact/items/properties/claims/items";
    const ANSWER: &str = "/properties/fact/items/properties/answer/anyOf/5";
    let (deck, library) = (schema::<deck::Deck>(), schema::<library::Library>());
    let mut of_deck = read("a deck");
    of_deck.insert("fact");

    assert_eq!(keys(&deck, ""), of_deck);
    assert_eq!(keys(&deck, FACT), read("a fact"));
    assert_eq!(keys(&deck, CLAIM), read("a claim"));
    assert_eq!(keys(&deck, ANSWER), read("an answer"));
    assert_eq!(keys(&library, ""), read("a library"));
    assert_eq!(keys(&library, "/properties/check"), read("`[check]`"));
    let source = "/properties/source/additionalProperties";
    assert_eq!(keys(&library, source), read("a source"));
    let name = "/properties/name/additionalProperties";
    assert_eq!(keys(&library, name), read("a name"));
    assert_eq!(load::keys().len(), 8, "every table is compared");
}

#[test]
fn the_committed_schemas_are_current() {
    for (name, current) in [("deck", deck()), ("library", library())] {
        let path = format!("{}/schema/{name}.schema.json", env!("CARGO_MANIFEST_DIR"));
        let committed = std::fs::read_to_string(&path).unwrap_or_default();

        assert!(
            committed == current,
            "write it anew: cargo run -- schema {name} > schema/{name}.schema.json"
        );
    }
}

#[test]
fn no_schema_allows_null_or_refers_elsewhere() {
    for schema in [deck(), library()] {
        assert!(!schema.contains("null") && !schema.contains("$ref"));
    }
}
