//! One fact as rules see it: its words read, its texts at hand.

use super::View;
use super::agree;
use super::near;
use super::print::Print;
use super::texts::{self, Role};
use super::words::{Word, Words, class, mix, plain};
use crate::diagnostic::Span;
use crate::library::{
    Answer, Answered, Asks, Citation, Claim, Extras, Fact, FactRef, Library, Status, Text,
};

/// One text of a fact with its words.
#[derive(Debug, Clone, Copy)]
pub(in crate::check) struct Part<'a> {
    pub(in crate::check) role: Role,
    pub(in crate::check) text: &'a str,
    pub(in crate::check) span: Span,
    /// Classes of all its words together.
    pub(in crate::check) class: u32,
    pub(in crate::check) marks: u8,
    /// What tells it from others, where it is compared with them.
    pub(in crate::check) print: Print,
    first: u32,
    end: u32,
}

/// A few numbers that tell facts apart, for the rules that compare them.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::check) struct Digest {
    /// Hash of what is asked.
    pub(in crate::check) question: u64,
    /// Hash of what is right.
    pub(in crate::check) answer: u64,
    /// The telling words of a question, as [`near::set`] has them.
    pub(in crate::check) telling: u64,
    /// Whether any word that is put to the learner is in capitals.
    pub(in crate::check) is_shouted: bool,
}

/// Buffers for reading one fact after another.
#[derive(Default)]
pub(super) struct Scratch<'a> {
    words: Words,
    parts: Vec<Part<'a>>,
}

/// A fact with its words.
pub(in crate::check) struct FactView<'a> {
    pub(in crate::check) view: &'a View<'a>,
    pub(in crate::check) at: FactRef,
    pub(in crate::check) fact: &'a Fact,
    pub(in crate::check) parts: &'a [Part<'a>],
    /// Classes of all words together.
    pub(in crate::check) class: u32,
    words: &'a Words,
}

impl<'a> Scratch<'a> {
    /// Reads the texts of a fact.
    pub(super) fn read<'s>(
        &'s mut self,
        view: &'s View<'s>,
        at: FactRef,
        fact: &'a Fact,
    ) -> FactView<'s>
    where
        'a: 's,
    {
        self.words.clear();
        self.parts.clear();
        let (words, parts) = (&mut self.words, &mut self.parts);
        let classes = &view.spellings.classes;
        texts::visit(fact, |role, text, span| {
            let first = words.all().len();
            match (role, &fact.asks) {
                (Role::Cloze, Asks::Cloze(cloze)) => words.read(&cloze.filled(), classes),
                _ => words.read(text, classes),
            }
            let new = &words.all()[first..];
            parts.push(Part {
                role,
                text,
                span,
                class: new.iter().fold(0, |all, word| all | word.class),
                marks: texts::marks(text),
                print: match role.is_compared() {
                    true => Print::of(text),
                    false => Print::default(),
                },
                first: u32::try_from(first).unwrap_or(u32::MAX),
                end: u32::try_from(words.all().len()).unwrap_or(u32::MAX),
            });
        });
        FactView {
            view,
            at,
            fact,
            class: self.parts.iter().fold(0, |all, part| all | part.class),
            parts: &self.parts,
            words: &self.words,
        }
    }
}

impl<'a> FactView<'a> {
    pub(in crate::check) fn library(&self) -> &'a Library {
        self.view.library
    }

    /// Says whether the decks are in English, whose words some rules know.
    pub(in crate::check) fn is_english(&self) -> bool {
        self.view.is_english()
    }

    pub(in crate::check) fn extras(&self) -> &'a Extras {
        self.fact.extras()
    }

    /// Returns the words of a part.
    pub(in crate::check) fn words(&self, part: &Part<'_>) -> &'a [Word] {
        &self.words.all()[part.first as usize..part.end as usize]
    }

    /// Returns the letters of words without anything between them.
    pub(in crate::check) fn letters(&self, words: &[Word]) -> &'a str {
        self.words.letters(words)
    }

    /// Returns the normal form of a word.
    pub(in crate::check) fn text(&self, word: &Word) -> &'a str {
        self.words.text(word)
    }

    /// Returns the parts with a role.
    pub(in crate::check) fn parts(&self, role: Role) -> impl Iterator<Item = &'a Part<'a>> {
        self.parts.iter().filter(move |part| part.role == role)
    }

    /// Returns the authored wrong choices, in their order.
    pub(in crate::check) fn wrong_choices(&self) -> &'a [Part<'a>] {
        let is_wrong = |part: &Part<'_>| part.role == Role::Wrong;
        let first = self.parts.iter().position(is_wrong);
        let from_first = &self.parts[first.unwrap_or(self.parts.len())..];
        let count = from_first.iter().take_while(|part| is_wrong(part)).count();
        &from_first[..count]
    }

    /// Returns the parts that are put to the learner.
    pub(in crate::check) fn questions(&self) -> impl Iterator<Item = &'a Part<'a>> {
        self.parts.iter().filter(|part| part.role.is_question())
    }

    /// Returns every right answer of a question.
    pub(in crate::check) fn answers(&self) -> impl Iterator<Item = &'a Answer> {
        answers(self.fact)
    }

    /// Returns the claims; none where all sources agree.
    pub(in crate::check) fn claims(&self) -> &'a [Claim] {
        claims(self.fact)
    }

    /// Returns the citations of the fact: its own, else those of its deck.
    pub(in crate::check) fn citations(&self) -> &'a [Citation] {
        self.library().citations(self.at)
    }

    /// Returns what the rules that compare facts need.
    pub(super) fn digest(&self) -> Digest {
        let key = match &self.fact.asks {
            Asks::Question { .. } => Role::Ask,
            Asks::Term { .. } => Role::Meaning,
            Asks::Cloze(_) => Role::Cloze,
        };
        let asked = self.parts(key).flat_map(|part| self.words(part));
        let shown = self.questions().flat_map(|part| self.words(part));
        Digest {
            question: sequence(asked),
            answer: agree::digest(self),
            telling: match key {
                Role::Ask => near::set(self),
                _ => 0,
            },
            is_shouted: shown.into_iter().any(|word| word.is_shouted),
        }
    }
}

/// Returns every right answer of a question.
pub(in crate::check) fn answers(fact: &Fact) -> impl Iterator<Item = &Answer> {
    fact.answered().into_iter().flat_map(Answered::answers)
}

/// Returns the claims of a question; none where all sources agree.
pub(in crate::check) fn claims(fact: &Fact) -> &[Claim] {
    fact.answered().map_or(&[], Answered::claims)
}

/// Returns whom a claim or opinion belongs to.
pub(in crate::check) fn attributed(fact: &Fact) -> Option<&Text> {
    let has_author = matches!(fact.status, Status::Claimed | Status::Opinion);
    fact.by.as_deref().filter(|_| has_author)
}

/// Returns the hash of a sequence of words; articles do not count, negatives never get lost.
fn sequence<'w>(words: impl Iterator<Item = &'w Word>) -> u64 {
    let counted = words.filter(|word| !word.is(class::ARTICLE));
    counted.fold(1, |hash, word| mix(hash.wrapping_add(word.hash)))
}

/// Returns the hash of a text as [`Digest`] has it.
pub(in crate::check) fn text_hash(words: &[Word]) -> u64 {
    plain(words).fold(1, |hash, word| mix(hash.wrapping_add(word)))
}

impl View<'_> {
    /// Says whether the decks are in English, whose words some rules know.
    pub(in crate::check) fn is_english(&self) -> bool {
        let language = &self.library.language;
        language.eq_ignore_ascii_case("en") || language.to_ascii_lowercase().starts_with("en-")
    }

    /// Returns every fact with its digest, in the order of study.
    pub(in crate::check) fn facts(&self) -> impl Iterator<Item = (FactRef, &Fact, &Digest)> {
        let facts = self.library.facts().zip(&self.digests);
        facts.map(|((at, fact), digest)| (at, fact, digest))
    }
}
