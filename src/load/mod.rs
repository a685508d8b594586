//! Folder in, library out: the only reader of deck TOML, with every problem at once.
//!
//! A fault stays inside its own fact: files are cut at their `[[fact]]` headers before they are
//! parsed, so one broken fact takes neither its neighbours nor another deck down.

mod answer;
mod cut;
mod deck;
mod fact;
mod files;
mod head;
mod plain;
mod reader;
mod shipped;
mod tree;

pub use files::Found;

use crate::diagnostic::{Diagnostic, FileId, Place, SourceText, Span, Texts};
use crate::library::{Deck, Fact, Library};
use fnv::{FnvBuildHasher, FnvHashMap};
use rayon::prelude::*;
use std::collections::HashSet;
use std::collections::hash_map::Entry;
use std::path::Path;
use std::sync::Arc;

/// The file at the root that makes a folder a library.
pub const LIBRARY_FILE: &str = "library.toml";

/// What came of reading a library.
#[derive(Debug)]
pub struct Loaded {
    /// What is usable; none where `library.toml` is missing or says too little.
    pub library: Option<Library>,
    /// Every file, for showing places.
    pub texts: Texts,
    /// Everything that is wrong, in the order of files and places.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether `library.toml` itself was read without an error.
    pub head_is_sound: bool,
}

/// Reads the library in a folder.
///
/// Every problem of every file is reported; facts without a problem are in the library whatever
/// happened to others.
pub fn folder(folder: &Path) -> Loaded {
    assemble(files::find(folder), Keep::All)
}

/// Reads the library in a folder as [`folder`] does, but keeps no text that nothing is wrong with.
///
/// Who asks the facts needs the texts no more, and they take as much memory again.
pub fn facts_in(folder: &Path) -> Loaded {
    assemble(files::find(folder), Keep::Faulty)
}

/// Reads the library that is built into the program.
pub fn shipped() -> Loaded {
    assemble(shipped::files(), Keep::All)
}

/// Reads a library from files in memory, given as path and text.
pub fn texts<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Loaded {
    let found = files
        .into_iter()
        .map(|(path, text)| Found::text(path, text))
        .collect();
    assemble(found, Keep::All)
}

/// Returns the permanent id of the library in a folder, reading nothing but `library.toml`.
///
/// Whoever needs the log can start reading it while the decks are still being read.
pub fn id_in(folder: &Path) -> Option<String> {
    head::id(&std::fs::read_to_string(folder.join(LIBRARY_FILE)).ok()?)
}

/// Returns the permanent id of the library that is built into the program.
pub fn shipped_id() -> Option<String> {
    head::id(shipped::LIBRARY)
}

/// Returns every table of the format, as messages call it, with its keys.
///
/// A deck also has `[[fact]]`, at which it is cut before its keys are read.
pub fn keys() -> Vec<(&'static str, &'static [&'static str])> {
    [
        answer::keys().as_slice(),
        &deck::keys(),
        &fact::keys(),
        &head::keys(),
    ]
    .concat()
}

/// Which texts to keep.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keep {
    All,
    /// Those in which something is wrong.
    Faulty,
}

/// What came of reading one file.
struct Part {
    source: SourceText,
    diagnostics: Vec<Diagnostic>,
    head: Option<head::Read>,
    deck: Option<deck::Read>,
}

fn assemble(mut found: Vec<Found>, keep: Keep) -> Loaded {
    files::order(&mut found);
    if !found.first().is_some_and(Found::is_head) {
        return no_library(found);
    }
    let files = found.into_par_iter().enumerate();
    let parts: Vec<Part> = files
        .map_init(deck::foresee, |(), (index, file)| {
            read(file_id(index), file, keep)
        })
        .collect();
    let mut files = Vec::with_capacity(parts.len());
    let mut diagnostics = Vec::new();
    let mut head = head::Read::default();
    let mut decks = Vec::with_capacity(parts.len());
    for part in parts {
        files.push(part.source);
        diagnostics.extend(part.diagnostics);
        head = part.head.unwrap_or(head);
        decks.extend(part.deck);
    }
    let head_is_sound = diagnostics.is_empty() && head.diagnostics.is_empty();
    diagnostics.append(&mut head.diagnostics);
    decks.sort_by(|a, b| {
        let listed = |deck: &deck::Read| head.order.position(&deck.path);
        (listed(a), &a.path).cmp(&(listed(b), &b.path))
    });
    diagnostics.extend(
        head.order
            .missing(decks.iter().map(|deck| deck.path.as_str())),
    );
    diagnostics.extend(repeated_ids(&mut decks));
    let usable = decks.into_iter().filter_map(|deck| {
        diagnostics.extend(deck.diagnostics);
        deck.deck
    });
    let decks = usable.collect();
    diagnostics.sort_by(|a, b| sort_key(a).cmp(&sort_key(b)));
    diagnostics.dedup();
    Loaded {
        library: head.head.map(|head| Library::new(head, decks)),
        texts: Texts::new(files),
        diagnostics,
        head_is_sound,
    }
}

fn file_id(index: usize) -> FileId {
    FileId(u32::try_from(index).unwrap_or(u32::MAX))
}

/// Reads a file and what it says.
fn read(file: FileId, found: Found, keep: Keep) -> Part {
    let is_head = found.is_head();
    let read = found.read(file);
    let is_readable = read.problem.is_none();
    let mut part = Part {
        source: read.source,
        diagnostics: Vec::from_iter(read.problem),
        head: None,
        deck: None,
    };
    match is_head {
        _ if !is_readable => {}
        true => part.head = Some(head::read(file, &part.source.text)),
        false => {
            let deck = deck::read(file, &part.source);
            if keep == Keep::Faulty && deck.diagnostics.is_empty() {
                part.source.text = Arc::from("");
            }
            part.deck = Some(deck);
        }
    }
    part
}

fn sort_key(diagnostic: &Diagnostic) -> (Place, &str, &str) {
    let place = diagnostic.primary.place;
    (place, diagnostic.code, &diagnostic.message)
}

/// Says that a folder is not a library, and what else is wrong with its files.
fn no_library(found: Vec<Found>) -> Loaded {
    let missing = file_id(found.len());
    let files = found.into_par_iter().enumerate();
    let read: Vec<_> = files
        .map(|(index, file)| file.read(file_id(index)))
        .collect();
    let mut sources = Vec::new();
    let mut diagnostics = Vec::new();
    for file in read {
        sources.push(file.source);
        diagnostics.extend(file.problem);
    }
    sources.push(SourceText {
        path: LIBRARY_FILE.into(),
        text: Arc::from(""),
    });
    let place = Place {
        file: missing,
        span: Span::default(),
    };
    let problem = Diagnostic::error("L010", place, "not a library: there is no `library.toml`")
        .help("name the folder that has one, or write one with `id`, `title` and `language`");
    diagnostics.push(problem);
    Loaded {
        library: None,
        texts: Texts::new(sources),
        diagnostics,
        head_is_sound: false,
    }
}

/// Reports every id that stands twice and drops the later facts, so that history stays with one.
fn repeated_ids(decks: &mut [deck::Read]) -> Vec<Diagnostic> {
    if !may_repeat_ids(decks) {
        return Vec::new();
    }
    let mut problems = Vec::new();
    let mut later = HashSet::new();
    let facts = decks.iter().filter_map(|read| read.deck.as_ref());
    let count = facts.map(|deck| deck.facts.len()).sum();
    let mut first: FnvHashMap<&str, Place> =
        FnvHashMap::with_capacity_and_hasher(count, FnvBuildHasher::default());
    for deck in decks.iter().filter_map(|read| read.deck.as_ref()) {
        for fact in &deck.facts {
            let place = place_of_id(deck.file, fact);
            match first.entry(&fact.id.text) {
                Entry::Vacant(entry) => {
                    entry.insert(place);
                }
                Entry::Occupied(entry) => {
                    problems.push(repeated_id(fact, place, *entry.get()));
                    later.insert(place);
                }
            }
        }
    }
    if !later.is_empty() {
        for deck in decks.iter_mut().filter_map(|read| read.deck.as_mut()) {
            let file = deck.file;
            deck.facts
                .retain(|fact| !later.contains(&place_of_id(file, fact)));
        }
    }
    problems
}

/// Says whether any two ids have one hash: sorting hashes is faster than keeping ids in a map.
fn may_repeat_ids(decks: &[deck::Read]) -> bool {
    let mut hashes: Vec<u64> = decks.iter().flat_map(|deck| &deck.ids).copied().collect();
    hashes.par_sort_unstable();
    hashes.windows(2).any(|pair| pair[0] == pair[1])
}

fn place_of_id(file: FileId, fact: &Fact) -> Place {
    let span = fact.id.span;
    Place { file, span }
}

fn repeated_id(fact: &Fact, place: Place, first: Place) -> Diagnostic {
    let message = format!("the id `{}` is used twice in the library", fact.id);
    Diagnostic::error("L008", place, message)
        .labelled("again here")
        .related(first, "first used here")
        .about(&fact.id.text)
        .help("a fact's id is its history: give one of the two an id of its own")
}

/// Returns the path of a deck as commands call it: without `.toml`.
fn deck_name(source: &SourceText) -> String {
    let path = source.path.to_string_lossy();
    path.strip_suffix(".toml").unwrap_or(&path).to_owned()
}

/// A deck that keeps nothing; what a file of no use becomes.
fn unusable(path: String, diagnostics: Vec<Diagnostic>) -> deck::Read {
    let deck: Option<Deck> = None;
    deck::Read {
        path,
        deck,
        ids: Vec::new(),
        diagnostics,
    }
}
