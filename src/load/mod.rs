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
use std::hash::BuildHasher as _;
use std::path::Path;

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
    assemble(files::find(folder))
}

/// Reads the library that is built into the program.
pub fn shipped() -> Loaded {
    assemble(shipped::files())
}

/// Reads a library from files in memory, given as path and text.
pub fn texts<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Loaded {
    let found = files
        .into_iter()
        .map(|(path, text)| Found::text(path, text))
        .collect();
    assemble(found)
}

/// Returns the permanent id of the library in a folder, reading nothing but `library.toml`.
///
/// Whoever needs the log can start reading it while the decks are still being read.
pub fn id_in(folder: &Path) -> Option<String> {
    let text = std::fs::read_to_string(folder.join(LIBRARY_FILE)).ok()?;
    Some(head::read(FileId(0), &text).head?.id)
}

/// Returns the permanent id of the library that is built into the program.
pub fn shipped_id() -> Option<String> {
    Some(head::read(FileId(0), shipped::LIBRARY).head?.id)
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

fn assemble(mut found: Vec<Found>) -> Loaded {
    files::order(&mut found);
    let mut diagnostics = Vec::new();
    let mut readable = Vec::new();
    for (index, file) in (0..).zip(&found) {
        let file_id = FileId(index);
        match file.problem(file_id) {
            Some(problem) => diagnostics.push(problem),
            None => readable.push(file_id),
        }
    }
    let head_file = found
        .first()
        .filter(|file| file.path == Path::new(LIBRARY_FILE));
    if head_file.is_none() {
        return no_library(found, diagnostics);
    }
    let texts = Texts::new(found.into_iter().map(Found::into_source).collect());
    let (head, mut decks) = rayon::join(
        || match readable.contains(&FileId(0)) {
            true => head::read(FileId(0), text_of(&texts, FileId(0))),
            false => head::Read::default(),
        },
        || read_decks(&texts, &readable),
    );
    let head_is_sound = diagnostics.is_empty() && head.diagnostics.is_empty();
    diagnostics.extend(head.diagnostics);
    decks.sort_by_key(|deck| (head.order.position(&deck.path), deck.path.clone()));
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
        texts,
        diagnostics,
        head_is_sound,
    }
}

fn sort_key(diagnostic: &Diagnostic) -> (Place, &str, &str) {
    let place = diagnostic.primary.place;
    (place, diagnostic.code, &diagnostic.message)
}

fn text_of(texts: &Texts, file: FileId) -> &str {
    texts.get(file).map_or("", |source| &source.text)
}

/// Reads every readable file but `library.toml`, which comes first.
fn read_decks(texts: &Texts, readable: &[FileId]) -> Vec<deck::Read> {
    let decks = readable.par_iter().filter(|file| file.0 > 0);
    decks
        .filter_map(|file| Some(deck::read(*file, texts.get(*file)?)))
        .collect()
}

/// Says that a folder is not a library, after what else is wrong with it.
fn no_library(mut found: Vec<Found>, mut diagnostics: Vec<Diagnostic>) -> Loaded {
    let missing = FileId(u32::try_from(found.len()).unwrap_or(u32::MAX));
    found.push(Found::text(LIBRARY_FILE, ""));
    let place = Place {
        file: missing,
        span: Span::default(),
    };
    let problem = Diagnostic::error("L010", place, "not a library: there is no `library.toml`")
        .help("name the folder that has one, or write one with `id`, `title` and `language`");
    diagnostics.push(problem);
    Loaded {
        library: None,
        texts: Texts::new(found.into_iter().map(Found::into_source).collect()),
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
    let decks = decks.par_iter().filter_map(|read| read.deck.as_ref());
    let facts = decks.flat_map_iter(|deck| &deck.facts);
    let hash = |fact: &Fact| FnvBuildHasher::default().hash_one(&*fact.id.text);
    let mut hashes: Vec<u64> = facts.map(hash).collect();
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
        diagnostics,
    }
}
