//! One deck: its own keys, then its facts.

use super::cut::cut;
use super::plain;
use super::reader::{self, Reader, closest, slots};
use super::tree::{Key, Node, Toml};
use super::{deck_name, unusable};
use crate::diagnostic::{Diagnostic, FileId, SourceText, floor_boundary};
use crate::library::{Deck, Fact};
use fnv::FnvBuildHasher;
use rayon::prelude::*;
use std::hash::BuildHasher as _;
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
    /// Hashes of the ids of these facts.
    pub(super) ids: Vec<u64>,
    /// Everything that is wrong.
    pub(super) diagnostics: Vec<Diagnostic>,
}

fn hash(id: &str) -> u64 {
    FnvBuildHasher::default().hash_one(id)
}

/// Facts in one piece of work; smaller pieces cost more to hand out than to read.
const FACTS_AT_ONCE: usize = 128;

/// Facts for whose memory asking the system ahead does not pay.
const FEW_FACTS: usize = 24;

/// Reads a deck.
pub(super) fn read(file: FileId, source: &SourceText) -> Read {
    let text = &*source.text;
    let path = source.path.to_string_lossy().into_owned();
    let pieces = cut(text);
    let mut reader = Reader::new(file, pieces.head.start);
    let deck = head(&mut reader, &text[pieces.head], file, source);
    let mut diagnostics = reader.diagnostics;
    let (facts, problems) = facts(file, text, &pieces.facts);
    diagnostics.extend(problems);
    match deck {
        Some(deck) => Read {
            path,
            ids: facts.iter().map(|fact| hash(&fact.id.text)).collect(),
            deck: Some(Deck { facts, ..deck }),
            diagnostics,
        },
        None => unusable(path, diagnostics),
    }
}

/// Reads the facts of a deck, those of a large one on all processors.
fn facts(file: FileId, text: &str, pieces: &[Range<usize>]) -> (Vec<Fact>, Vec<Diagnostic>) {
    let read = |pieces: &[Range<usize>]| {
        if pieces.len() > FEW_FACTS {
            foresee();
        }
        let mut facts = Vec::with_capacity(pieces.len());
        let mut diagnostics = Vec::new();
        for piece in pieces {
            facts.extend(fact(file, text, piece.clone(), &mut diagnostics));
        }
        (facts, diagnostics)
    };
    if pieces.len() <= FACTS_AT_ONCE {
        return read(pieces);
    }
    let parts: Vec<_> = pieces.par_chunks(FACTS_AT_ONCE).map(read).collect();
    let (mut facts, mut diagnostics) = (Vec::with_capacity(pieces.len()), Vec::new());
    for (some, problems) in parts {
        facts.extend(some);
        diagnostics.extend(problems);
    }
    (facts, diagnostics)
}

/// Lets the allocator know that facts will be kept, so that it asks the system for much at once.
///
/// That of the GNU C library asks for a page at a time on every thread but the first, and the threads
/// wait for each other while it does. More than this it would give back at once.
pub(super) fn foresee() {
    const MUCH: usize = 96 << 10;
    drop(std::hint::black_box(Vec::<u8>::with_capacity(MUCH)));
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
        title: reader.text(slots.title).unwrap_or_default(),
        description: reader.text(slots.description),
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
    let is_usable = !deck.title.text.is_empty() && reader.diagnostics.iter().all(is_harmless);
    is_usable.then_some(deck)
}

fn fact(
    file: FileId,
    text: &str,
    piece: Range<usize>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Fact> {
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
    diagnostics.append(&mut reader.diagnostics);
    found.filter(|_| !reader.is_broken)
}

/// Reads a fact that is not written plainly, and whatever else stands in its piece.
fn any_fact(reader: &mut Reader, piece: &str, whole: &Range<usize>) -> Option<Fact> {
    let table = reader.parse_any(piece);
    if reader.is_broken && table.get("fact").is_none() {
        // The header itself is broken, so that what follows it stands nowhere.
        return None;
    }
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
