//! What `library.toml` may say.

use super::deck::{Date, OneOrMore, Text};
use schemars::JsonSchema;
use std::collections::BTreeMap;

/// A library: what it is, the documents it cites, the names it speaks of.
#[derive(JsonSchema)]
#[schemars(title = "Library of factdeck", deny_unknown_fields)]
#[expect(dead_code, reason = "describes a file")]
pub(super) struct Library {
    /// Permanent: learners' progress is filed under it.
    id: Text,
    /// Title for people.
    title: Text,
    /// BCP 47 language tag of the decks, such as "en".
    language: Text,
    /// Files of decks in the order they are studied; decks that are not listed follow by path.
    decks: Option<OneOrMore>,
    /// Severities of findings.
    check: Option<Check>,
    /// Documents that facts cite, by citekey.
    source: Option<BTreeMap<String, Source>>,
    /// People, groups, places and events that facts speak of, by key.
    name: Option<BTreeMap<String, Name>>,
}

/// Severities of findings, by code.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(dead_code, reason = "describes a file")]
pub(super) struct Check {
    /// Codes that become errors.
    deny: Option<OneOrMore>,
    /// Codes that become warnings.
    warn: Option<OneOrMore>,
    /// Codes that are not reported.
    allow: Option<OneOrMore>,
}

/// A document that facts cite.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(dead_code, reason = "describes a file")]
pub(super) struct Source {
    /// Its title.
    title: Text,
    /// Who published it; what learners see.
    publisher: Option<Text>,
    /// Who wrote it.
    author: Option<Text>,
    /// When it was published, as precisely as is known.
    published: Option<Date>,
    /// Where it can be read.
    url: Option<Text>,
    /// When it was read.
    accessed: Option<Date>,
}

/// A person, group, place or event.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(dead_code, reason = "describes a file")]
pub(super) struct Name {
    /// How the program writes it.
    name: Text,
    /// What it is, in a word; names of one kind are wrong choices for each other.
    kind: Text,
    /// Other spellings, accepted everywhere.
    also: Option<OneOrMore>,
    /// When it existed or happened: "2014/..", or a day.
    span: Option<Date>,
}
