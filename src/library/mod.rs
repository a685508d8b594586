//! What a library is once it has been read: values that cannot be half-built.

mod cloze;
mod fact;
mod name;

pub use cloze::{Cloze, ClozeError, Segment};
pub use fact::{
    Answer, Answered, Asks, Citation, Claim, Extras, Fact, Status, Subject, Text, Value,
};
pub use name::{Name, NameId, Names};

use crate::diagnostic::{FileId, Place, Span};
use crate::value::Edtf;
use std::collections::HashMap;

/// A document that facts cite.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// The citekey.
    pub key: Text,
    /// Title of the document.
    pub title: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// When it was published, as precisely as is known.
    pub published: Option<Edtf>,
    /// Where it can be read.
    pub url: Option<String>,
    /// When it was read.
    pub accessed: Option<Edtf>,
}

impl Source {
    /// Returns the short name a learner sees: the publisher, else the author, else the title in
    /// quotation marks.
    pub fn short(&self) -> String {
        let known = self.publisher.as_ref().or(self.author.as_ref());
        known.map_or_else(|| format!("“{}”", self.title), Clone::clone)
    }
}

/// Severities a library sets for rules, by code.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CheckSettings {
    /// Codes that become errors.
    pub deny: Vec<Text>,
    /// Codes that become warnings.
    pub warn: Vec<Text>,
    /// Codes that are not reported.
    pub allow: Vec<Text>,
}

/// One file of facts.
#[derive(Debug, Clone, PartialEq)]
pub struct Deck {
    /// Path below the library without `.toml`, with `/`: what commands call it.
    pub name: String,
    /// The file.
    pub file: FileId,
    /// Title for people.
    pub title: Text,
    /// What it is about.
    pub description: Option<Text>,
    /// Tags given to every fact.
    pub tags: Vec<Text>,
    /// Citations for facts that name none.
    pub citations: Vec<Citation>,
    /// Codes intended for the whole deck.
    pub allow: Vec<Text>,
    /// The facts in the order of the file.
    pub facts: Vec<Fact>,
}

/// Where a fact stands in its library: deck and place in the deck.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FactRef {
    /// Index of the deck.
    pub deck: u32,
    /// Index of the fact in the deck.
    pub fact: u32,
}

/// A folder of decks, read.
#[derive(Debug, Clone)]
pub struct Library {
    /// Permanent id: progress is filed under it.
    pub id: String,
    /// Title for people.
    pub title: Text,
    /// BCP 47 language tag of the decks.
    pub language: String,
    /// The `library.toml` itself.
    pub file: FileId,
    /// Severities for rules.
    pub check: CheckSettings,
    /// The documents, in the order of the file.
    sources: Vec<Source>,
    source_by_key: HashMap<String, usize>,
    names: Names,
    decks: Vec<Deck>,
}

/// What `library.toml` says.
#[derive(Debug, Clone)]
pub struct Head {
    /// Permanent id.
    pub id: String,
    /// Title for people.
    pub title: Text,
    /// BCP 47 language tag.
    pub language: String,
    /// The file.
    pub file: FileId,
    /// Severities for rules.
    pub check: CheckSettings,
    /// The documents; each key stands once.
    pub sources: Vec<Source>,
    /// The names; each key stands once.
    pub names: Vec<Name>,
}

impl Library {
    /// Joins what `library.toml` says with its decks, in the order they are studied.
    pub fn new(head: Head, decks: Vec<Deck>) -> Self {
        let source_by_key = head
            .sources
            .iter()
            .enumerate()
            .map(|(index, source)| (source.key.text.to_string(), index))
            .collect();
        Self {
            id: head.id,
            title: head.title,
            language: head.language,
            file: head.file,
            check: head.check,
            source_by_key,
            sources: head.sources,
            names: Names::new(head.names),
            decks,
        }
    }

    /// Returns the documents in the order of the file.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// Returns the document with a citekey.
    pub fn source(&self, key: &str) -> Option<&Source> {
        self.source_by_key.get(key).map(|at| &self.sources[*at])
    }

    /// Returns the registered names.
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// Returns the decks in the order they are studied.
    pub fn decks(&self) -> &[Deck] {
        &self.decks
    }

    /// Returns every fact with where it stands, in the order of study.
    pub fn facts(&self) -> impl Iterator<Item = (FactRef, &Fact)> {
        (0..).zip(&self.decks).flat_map(|(deck, held)| {
            (0..)
                .zip(&held.facts)
                .map(move |(fact, found)| (FactRef { deck, fact }, found))
        })
    }

    /// Returns a fact by where it stands; panics for a reference of another library.
    pub fn fact(&self, at: FactRef) -> &Fact {
        &self.decks[at.deck as usize].facts[at.fact as usize]
    }

    /// Returns the deck a fact stands in; panics for a reference of another library.
    pub fn deck_of(&self, at: FactRef) -> &Deck {
        &self.decks[at.deck as usize]
    }

    /// Returns where in the files a span of a fact is; panics for a reference of another library.
    pub fn place(&self, at: FactRef, span: Span) -> Place {
        let file = self.deck_of(at).file;
        Place { file, span }
    }

    /// Returns the citations of a fact: its own, else those of its deck.
    pub fn citations(&self, at: FactRef) -> &[Citation] {
        let own = &self.fact(at).citations;
        if own.is_empty() {
            &self.deck_of(at).citations
        } else {
            own
        }
    }

    /// Returns the tags of a fact: those of its deck, then its own.
    pub fn tags(&self, at: FactRef) -> impl Iterator<Item = &Text> {
        let own = self.fact(at).extras().tags.iter();
        self.deck_of(at).tags.iter().chain(own)
    }
}
