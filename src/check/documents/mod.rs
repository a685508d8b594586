//! The documents that facts cite, for looking up what they are cited for.
//!
//! They are read for one run and never stored: they belong to others.

mod figures;
mod nearby;
mod search;

pub(in crate::check) use search::Missing;

use search::missing;

use super::facts::{FactView, claims};
use super::keys::Classes;
use super::words::{Word, Words};
use crate::library::{Citation, Library, Value};
use figures::{Figure, PartialDate};
use fnv::{FnvHashMap, FnvHashSet};
use std::collections::HashMap;
use std::ops::Range;

/// The texts of cited documents, by citekey.
#[derive(Debug, Default)]
pub struct Documents {
    by_key: HashMap<String, Document>,
}

impl Documents {
    /// Reads documents, given as citekey and text.
    pub fn new(texts: impl IntoIterator<Item = (String, String)>) -> Self {
        let read = |(key, text): (String, String)| (key, Document::new(&text));
        Self {
            by_key: texts.into_iter().map(read).collect(),
        }
    }

    /// Says whether there is none.
    pub fn is_empty(&self) -> bool {
        self.by_key.is_empty()
    }

    /// Returns the document of a citekey.
    pub(in crate::check) fn get(&self, key: &str) -> Option<&Document> {
        self.by_key.get(key)
    }

    /// Finds where the sections begin that the library cites, in documents without markup too.
    fn sections(&self, library: &Library) -> Sections {
        let mut sections = Sections::default();
        let of_decks = library.decks().iter().flat_map(|deck| &deck.citations);
        let of_facts = library.facts().flat_map(|(_, fact)| {
            let of_claims = claims(fact).iter().flat_map(|claim| &claim.citations);
            fact.citations.iter().chain(of_claims)
        });
        for citation in of_decks.chain(of_facts) {
            let (Some(document), Some(locator)) = (self.get(&citation.key), &citation.locator)
            else {
                continue;
            };
            let starts = sections.starts.entry(citation.key.to_string()).or_default();
            starts.extend(document.headings_named(locator).map(|line| line.first));
        }
        for (key, document) in &self.by_key {
            let starts = sections.starts.entry(key.clone()).or_default();
            starts.extend(
                document
                    .lines
                    .iter()
                    .filter(|line| line.is_heading)
                    .map(|line| line.first),
            );
            starts.sort_unstable();
            starts.dedup();
        }
        sections
    }
}

/// Where sections begin, as indices of words, by citekey.
#[derive(Debug, Default)]
pub(in crate::check) struct Sections {
    starts: HashMap<String, Vec<usize>>,
}

/// The documents as a library cites them.
#[derive(Debug)]
pub(in crate::check) struct Cited<'a> {
    documents: &'a Documents,
    sections: Sections,
}

impl<'a> Cited<'a> {
    pub(super) fn new(documents: &'a Documents, library: &Library) -> Self {
        Self {
            documents,
            sections: documents.sections(library),
        }
    }

    /// Returns the document of a citekey.
    pub(in crate::check) fn document(&self, key: &str) -> Option<&'a Document> {
        self.documents.get(key)
    }

    /// Returns what a citation leads to, if its document is at hand.
    pub(in crate::check) fn region(&self, citation: &Citation) -> Option<Region> {
        let document = self.document(&citation.key)?;
        Some(match &citation.locator {
            Some(locator) => document.region(&citation.key, locator, &self.sections),
            None => Region::Anywhere,
        })
    }

    /// Returns the figure, date or name of a value that is not where the citation leads.
    pub(in crate::check) fn missing(
        &self,
        fact: &FactView<'_>,
        value: &Value,
        citation: &Citation,
    ) -> Option<Missing> {
        let document = self.document(&citation.key)?;
        let region = self.region(citation)?;
        let source = fact.library().source(&citation.key);
        let published = source.and_then(|source| source.published.as_ref());
        missing(fact, document, &region, published, value)
    }
}

/// One document.
#[derive(Debug)]
pub(in crate::check) struct Document {
    words: Words,
    lines: Vec<Line>,
    stamps: Vec<(String, usize)>,
    figures: Vec<Figure>,
    dates: Vec<PartialDate>,
    /// Where each word stands, by its hash.
    places: FnvHashMap<u64, Vec<u32>>,
    /// Hashes of all runs of so many words as may not be copied.
    runs: FnvHashSet<u64>,
}

#[derive(Debug)]
struct Line {
    first: usize,
    end: usize,
    is_heading: bool,
}

/// Words in a row that are the document's wording and not a fact of it.
pub(in crate::check) const COPIED: usize = 8;

/// What a locator leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) enum Region {
    /// Places in the document; several where a time stamp stands several times.
    Found(Vec<Range<usize>>),
    /// The locator cannot be looked up in a text, as a page number cannot.
    Anywhere,
    /// There is no such place.
    NotFound,
}

impl Document {
    fn new(text: &str) -> Self {
        let mut document = Self {
            words: Words::default(),
            lines: Vec::new(),
            stamps: Vec::new(),
            figures: Vec::new(),
            dates: Vec::new(),
            places: FnvHashMap::default(),
            runs: FnvHashSet::default(),
        };
        let classes = super::words::vocabulary();
        for line in without_tags(text).lines() {
            let first = document.words.all().len();
            document.read_line(line, &classes);
            document.lines.push(Line {
                first,
                end: document.words.all().len(),
                is_heading: line.starts_with('#'),
            });
        }
        document.figures = figures::figures(&document.words);
        document.dates = figures::dates(&document.words);
        for (at, word) in (0..).zip(document.words.all()) {
            document.places.entry(word.hash).or_default().push(at);
        }
        let runs = document.words.all().windows(COPIED);
        document.runs = runs.map(run_hash).collect();
        document
    }

    /// Adds the words of a line; time stamps are kept apart from figures.
    fn read_line(&mut self, line: &str, classes: &Classes) {
        let mut rest = line;
        while let Some((before, stamp, after)) = split_at_stamp(rest) {
            self.words.read(before, classes);
            self.stamps.push((stamp.to_owned(), self.words.all().len()));
            rest = after;
        }
        self.words.read(rest, classes);
    }

    /// Finds what a locator leads to.
    pub(in crate::check) fn region(&self, key: &str, locator: &str, sections: &Sections) -> Region {
        if is_stamp(locator) {
            return self.around_stamp(locator);
        }
        if is_page(locator) {
            return Region::Anywhere;
        }
        let starts = sections.starts.get(key).map_or(&[][..], Vec::as_slice);
        let end_of = |start: usize| {
            let next = starts.iter().find(|next| **next > start);
            next.copied().unwrap_or(self.words.all().len())
        };
        let found: Vec<_> = self
            .headings_named(locator)
            .map(|line| line.first..end_of(line.end.max(line.first + 1) - 1))
            .collect();
        if !found.is_empty() {
            return Region::Found(found);
        }
        match locator.to_ascii_lowercase().as_str() {
            // Before the first heading; a title above everything counts to it.
            "lead" | "introduction" | "intro" | "beginning" => {
                let title_end = self
                    .lines
                    .iter()
                    .find(|line| line.end > 0)
                    .map_or(0, |line| line.end);
                let first = starts.iter().find(|start| **start >= title_end);
                let end = first.copied().unwrap_or(self.words.all().len());
                Region::Found(std::iter::once(0..end).collect())
            }
            _ => Region::NotFound,
        }
    }

    /// Returns from the stamp before to the stamp after: a stamp may stand before or behind what it dates.
    fn around_stamp(&self, locator: &str) -> Region {
        let wanted = seconds(locator);
        let found: Vec<_> = (0..self.stamps.len())
            .filter(|at| seconds(&self.stamps[*at].0) == wanted)
            .map(|at| {
                let before = at.checked_sub(1).map_or(0, |before| self.stamps[before].1);
                let after = self.stamps.get(at + 1);
                before..after.map_or(self.words.all().len(), |after| after.1)
            })
            .collect();
        if found.is_empty() {
            Region::NotFound
        } else {
            Region::Found(found)
        }
    }

    /// Returns the lines that are the heading a locator names.
    fn headings_named(&self, locator: &str) -> impl Iterator<Item = &Line> {
        let wanted = Words::of(locator).plain();
        let lines = self.lines.iter().filter(|line| line.end > line.first);
        lines.filter(move |line| {
            let words: Vec<u64> =
                super::words::plain(&self.words.all()[line.first..line.end]).collect();
            !wanted.is_empty() && words == wanted
        })
    }

    /// Says whether a run of words stands in the document.
    pub(in crate::check) fn has_run(&self, words: &[Word]) -> bool {
        self.runs.contains(&run_hash(words))
    }
}

fn run_hash(words: &[Word]) -> u64 {
    words.iter().fold(1, |hash, word| {
        super::words::mix(hash.wrapping_add(word.hash))
    })
}

/// Drops the tags of HTML that summaries come with.
fn without_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        let tag = &rest[start..];
        let is_tag = tag[1..].starts_with(|next: char| next.is_ascii_alphabetic() || next == '/');
        let end = tag
            .find('>')
            .filter(|end| is_tag && !tag[..*end].contains('\n'));
        let (kept, next) = end.map_or((start + 1, start + 1), |end| (start, start + end + 1));
        out.push_str(&rest[..kept]);
        out.push(' ');
        rest = &rest[next..];
    }
    out.push_str(rest);
    out
}

/// Splits a line at its first time stamp: `[00:01:10]` or `00:01:10`.
fn split_at_stamp(line: &str) -> Option<(&str, &str, &str)> {
    let bytes = line.as_bytes();
    let start = (0..bytes.len()).find(|at| {
        let is_start = *at == 0 || !bytes[at - 1].is_ascii_alphanumeric() && bytes[at - 1] != b':';
        bytes[*at].is_ascii_digit() && is_start && stamp_length(&line[*at..]).is_some()
    })?;
    let end = start + stamp_length(&line[start..])?;
    Some((&line[..start], &line[start..end], &line[end..]))
}

/// Returns the length of a time stamp with hours, minutes and seconds that a text starts with.
fn stamp_length(text: &str) -> Option<usize> {
    let length = text
        .bytes()
        .take_while(|byte| byte.is_ascii_digit() || *byte == b':')
        .count();
    let stamp = &text[..length];
    (stamp.matches(':').count() == 2 && is_stamp(stamp)).then_some(length)
}

/// Says whether a locator is a time stamp: `00:01:10` or `1:10`.
fn is_stamp(text: &str) -> bool {
    let parts: Vec<&str> = text.split(':').collect();
    let is_part = |part: &&str| {
        (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    (2..=3).contains(&parts.len()) && parts.iter().all(is_part)
}

fn seconds(stamp: &str) -> u32 {
    let parts = stamp
        .split(':')
        .map(|part| part.parse::<u32>().unwrap_or(0));
    parts.fold(0, |sum, part| sum * 60 + part)
}

/// Says whether a locator counts pages or the like, which a plain text does not show.
fn is_page(locator: &str) -> bool {
    let word = locator.split([' ', '.']).next().unwrap_or("");
    let is_counted = locator.bytes().any(|byte| byte.is_ascii_digit());
    let counts = [
        "p", "pp", "page", "pages", "ch", "chap", "chapter", "vol", "volume", "fig", "figure",
        "table", "note", "n", "l", "line", "lines", "para", "par", "§",
    ];
    is_counted
        && (counts.contains(&word.to_ascii_lowercase().as_str())
            || locator.starts_with(|first: char| first.is_ascii_digit())
            || locator.starts_with('§'))
}
