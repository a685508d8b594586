//! One deck: its own keys, then its facts.

use super::cut::cut;
use super::plain;
use super::reader::{self, Reader, closest, slots};
use super::tree::{Key, Node, Toml};
use super::{deck_name, unusable};
use crate::diagnostic::{Diagnostic, FileId, SourceText, floor_boundary};
use crate::library::{Deck, Fact};
use rayon::prelude::*;
use std::ops::Range;

slots! {
    /// The keys of a deck itself.
    DeckTable, "a deck", [title, description, tags, source, allow]
}

/// Returns the tables read here with their keys.
pub(super) fn keys() -> [(&'static str, &'static [&'static str]); 1] {
    [reader::keys::<DeckTable<'_, '_>>()]
}

/// A deck with what is wrong in it.
pub(super) struct Read {
    /// Path of the file below the library.
    pub(super) path: String,
    /// The usable facts; none at all where the deck's own keys are broken.
    pub(super) deck: Option<Deck>,
    /// Everything that is wrong.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Facts in one piece of work; smaller pieces cost more to hand out than to read.
const FACTS_AT_ONCE: usize = 128;

/// Reads a deck.
pub(super) fn read(file: FileId, source: &SourceText) -> Read {
    let text = &*source.text;
    let path = source.path.to_string_lossy().into_owned();
    let pieces = cut(text);
    let mut reader = Reader::new(file, pieces.head.start);
    let deck = head(&mut reader, &text[pieces.head], file, source);
    let mut diagnostics = reader.diagnostics;
    let read: Vec<_> = pieces
        .facts
        .into_par_iter()
        .with_min_len(FACTS_AT_ONCE)
        .map(|piece| fact(file, text, piece))
        .collect();
    let mut facts = Vec::with_capacity(read.len());
    for (fact, problems) in read {
        facts.extend(fact);
        diagnostics.extend(problems);
    }
    match deck {
        Some(deck) => Read {
            path,
            deck: Some(Deck { facts, ..deck }),
            diagnostics,
        },
        None => unusable(path, diagnostics),
    }
}

/// Reads the keys before the first fact.
fn head(reader: &mut Reader, piece: &str, file: FileId, source: &SourceText) -> Option<Deck> {
    let table = reader.parse(piece);
    let slots: DeckTable<'_, '_> = reader.slots(&table);
    if slots.title.is_none() && !piece.is_empty() && reader.diagnostics.is_empty() {
        reader.missing(
            0..0,
            "the deck has no `title`",
            "write `title = \"…\"` at its top",
        );
    } else if slots.title.is_none() && piece.is_empty() {
        reader.missing(
            0..0,
            "the deck has no `title`",
            "write `title = \"…\"` above the first fact",
        );
    }
    let deck = Deck {
        name: deck_name(source),
        file,
        title: reader.string(slots.title).unwrap_or_default(),
        description: reader.string(slots.description),
        tags: reader.texts(slots.tags),
        citations: reader.citations(slots.source),
        allow: reader.texts(slots.allow),
        facts: Vec::new(),
    };
    if reader.is_broken {
        // What is said of the rest is said of the parser's guess.
        reader.diagnostics.retain(|problem| problem.code == "L001");
    }
    let is_harmless = |problem: &Diagnostic| problem.code == "L002";
    let is_usable = !deck.title.is_empty() && reader.diagnostics.iter().all(is_harmless);
    is_usable.then_some(deck)
}

fn fact(file: FileId, text: &str, piece: Range<usize>) -> (Option<Fact>, Vec<Diagnostic>) {
    let mut reader = Reader::new(file, piece.start);
    let whole = 0..piece.len();
    let piece = &text[piece];
    let found = match plain::fact(piece) {
        Some(plain) => reader.fact(&plain.table, plain.header, whole),
        None => any_fact(&mut reader, piece, &whole),
    };
    if reader.is_broken {
        drop_consequences(&mut reader.diagnostics, text);
    }
    (found.filter(|_| !reader.is_broken), reader.diagnostics)
}

/// Reads a fact that is not written plainly, and whatever else stands in its piece.
fn any_fact(reader: &mut Reader, piece: &str, whole: &Range<usize>) -> Option<Fact> {
    let table = reader.parse_any(piece);
    let mut found = None;
    for (key, value) in table.iter() {
        match &value.value {
            Toml::List(items) if key.text == "fact" => {
                for item in items {
                    if let Toml::Table(table) = &item.value {
                        found = reader.fact(table, item.range(), whole.clone());
                    }
                }
            }
            _ => stray(reader, key, value),
        }
    }
    found
}

/// Drops what is said of a line whose syntax is wrong: the parser's guess at it is not the author's.
fn drop_consequences(diagnostics: &mut Vec<Diagnostic>, text: &str) {
    let line = |problem: &Diagnostic| {
        let start = floor_boundary(text, problem.primary.place.span.start as usize);
        text[..start].rfind('\n')
    };
    let is_syntax = |problem: &Diagnostic| problem.code == "L001";
    let broken = diagnostics.iter().filter(|problem| is_syntax(problem));
    let broken: Vec<_> = broken.map(line).collect();
    diagnostics.retain(|problem| is_syntax(problem) || !broken.contains(&line(problem)));
}

/// Reports a table between facts that is no fact.
fn stray(reader: &mut Reader, key: &Key<'_>, value: &Node<'_>) {
    let name = &key.text;
    let shown = match value.value {
        Toml::List(_) => format!("[[{name}]]"),
        _ => format!("[{name}]"),
    };
    let help = match closest(name, &["fact"]) {
        Some(_) => "did you mean `[[fact]]`?",
        None => "after its own keys a deck has `[[fact]]` tables only",
    };
    let message = format!("unknown table `{shown}` in a deck");
    reader.report_with_help("L002", key.range(), message, help);
}
