//! Questions that are nearly the same, found without comparing every two.
//!
//! Questions are compared as sets of telling words. Two that have the same answer are near
//! duplicates when their sets are equal, when one has a single word more, or when they differ in a
//! single word and only by its ending. Each of these leaves the two with one sum of hashes in
//! common: that of all words, or of all but one. Sorting the sums finds them, in the same order
//! each time and at a cost that grows with the library alone.

use super::View;
use super::facts::FactView;
use super::repeats::repeated;
use super::spellings::Spellings;
use super::texts::Role;
use super::words::{Word, Words, class, mix};
use crate::library::{Asks, FactRef};
use rayon::prelude::*;

/// A set with all its words, or all but one, of which the sum of hashes is the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Sum {
    /// The word that is left out, by index; none for the whole set.
    without: u16,
    fact: u32,
}

const NONE: u16 = u16::MAX;
/// Sets smaller than this differ too much in a single word.
const SMALLEST: usize = 4;
/// Up to this many questions with one answer are compared with each other.
const MOST_COMPARED: usize = 32;
/// Above this many, facts that share all words but one come from a template.
const MOST_OF_A_TEMPLATE: usize = 32;

/// Returns pairs of facts that ask nearly the same, the later one first, each later one once.
pub(in crate::check) fn duplicates(view: &View<'_>) -> Vec<(FactRef, FactRef)> {
    let refs: Vec<FactRef> = view.library.facts().map(|(at, _)| at).collect();
    let sharing = sharing_answers(view, &refs);
    let sums = sharing
        .par_iter()
        .flat_map_iter(|index| sums(view, *index, refs[*index as usize]));
    let mut pairs = Vec::new();
    for bucket in repeated(sums.collect()).chunk_by(|a, b| a.0 == b.0) {
        let bucket: Vec<Sum> = bucket.iter().map(|(_, sum)| *sum).collect();
        if bucket.len() > 1 {
            pair_up(view, &refs, &bucket, &mut pairs);
        }
    }
    pairs.sort_unstable();
    pairs.dedup_by_key(|(later, _)| *later);
    let of = |index: u32| refs[index as usize];
    pairs
        .into_iter()
        .map(|(later, first)| (of(later), of(first)))
        .collect()
}

/// Returns the questions whose answer another question has too that may be near.
fn sharing_answers(view: &View<'_>, refs: &[FactRef]) -> Vec<u32> {
    let answers = (0..).zip(&view.digests);
    let by_answer = answers.map(|(index, digest)| (digest.answer, index));
    let by_answer: Vec<(u64, u32)> = repeated(by_answer.collect());
    let shared = by_answer.chunk_by(|a, b| a.0 == b.0);
    let may_be_near = |group: &[(u64, u32)], index: u32| {
        group.len() > MOST_COMPARED
            || group
                .iter()
                .any(|(_, other)| *other != index && sets_are_near(view, index, *other))
    };
    let indices = shared.flat_map(|group| {
        let near = move |index: &u32| may_be_near(group, *index);
        group.iter().map(|(_, index)| *index).filter(near)
    });
    let asks = |index: &u32| {
        matches!(
            view.library.fact(refs[*index as usize]).asks,
            Asks::Question { .. }
        )
    };
    indices.filter(asks).collect()
}

/// Says whether the words of two questions may differ in no more than one on each side.
fn sets_are_near(view: &View<'_>, a: u32, b: u32) -> bool {
    let set = |index: u32| view.digests[index as usize].telling;
    (set(a) ^ set(b)).count_ones() <= 2
}

/// Returns the telling words of a question as a set of few bits, one for each word.
pub(in crate::check) fn set(fact: &FactView<'_>) -> u64 {
    let mut set = 0;
    for ask in fact.parts(Role::Ask) {
        let words = fact.words(ask);
        let text = |word: &Word| fact.text(word);
        visit_telling(&fact.view.spellings, words, text, |hash, _| {
            set |= 1 << (mix(hash) >> 58);
        });
    }
    set
}

fn sums(view: &View<'_>, index: u32, at: FactRef) -> Vec<(u64, Sum)> {
    let (_, words) = telling(view, at);
    let digest = &view.digests[index as usize];
    let total = words
        .iter()
        .fold(0_u64, |sum, (hash, _)| sum.wrapping_add(mix(*hash)));
    let sum = |key: u64, without| {
        let fact = index;
        (mix(key ^ digest.answer), Sum { without, fact })
    };
    let mut sums = vec![sum(total, NONE)];
    if words.len() >= SMALLEST {
        for (at, (hash, _)) in (0..NONE).zip(&words) {
            sums.push(sum(total.wrapping_sub(mix(*hash)), at));
        }
    }
    sums
}

/// Returns the words of a question that tell it from others, each with its stem or name as hash.
fn telling(view: &View<'_>, at: FactRef) -> (Words, Vec<(u64, Option<Word>)>) {
    let Asks::Question { ask, .. } = &view.library.fact(at).asks else {
        return (Words::default(), Vec::new());
    };
    let mut words = Words::default();
    words.read(&ask.text, &view.spellings.classes);
    let mut found = Vec::new();
    let text = |word: &Word| words.text(word);
    visit_telling(&view.spellings, words.all(), text, |hash, word| {
        found.push((hash, word.copied()));
    });
    found.sort_unstable_by_key(|(hash, _)| *hash);
    found.dedup_by_key(|(hash, _)| *hash);
    (words, found)
}

/// Visits the names in a question, each by its id, and the other words that are not empty of sense.
fn visit_telling<'w>(
    spellings: &Spellings,
    words: &[Word],
    text: impl Fn(&Word) -> &'w str,
    mut visit: impl FnMut(u64, Option<&Word>),
) {
    let mut mentions = spellings.mentions(words).peekable();
    for (at, word) in words.iter().enumerate() {
        if let Some(mention) = mentions.next_if(|mention| mention.end == at + 1) {
            visit(u64::from(mention.name.0) + 1, None);
            continue;
        }
        let is_named = mentions.peek().is_some_and(|mention| mention.first <= at);
        let is_telling = || !word.is(class::STOP) || is_direction(text(word));
        if !is_named && is_telling() {
            visit(stem_hash(word, text(word)), Some(word));
        }
    }
}

/// Returns the hash of a word without its plural; most have none, and their hash is known.
fn stem_hash(word: &Word, text: &str) -> u64 {
    let stem = stem(text);
    match stem.len() == text.len() {
        true => word.hash,
        false => super::words::hash(stem),
    }
}

/// Says whether a preposition turns the meaning of a question round.
fn is_direction(word: &str) -> bool {
    matches!(
        word,
        "before" | "after" | "over" | "under" | "without" | "against"
    )
}

/// Returns a word without its plural.
pub(in crate::check) fn stem(word: &str) -> &str {
    let one = word
        .strip_suffix('s')
        .filter(|one| one.len() >= 3 && !one.ends_with('s'));
    one.unwrap_or(word)
}

fn pair_up(view: &View<'_>, refs: &[FactRef], bucket: &[Sum], pairs: &mut Vec<(u32, u32)>) {
    let mut pair = |a: u32, b: u32| {
        let questions = |index: u32| view.digests[index as usize].question;
        // Word for word the same is F007.
        if a != b && questions(a) != questions(b) {
            pairs.push((a.max(b), a.min(b)));
        }
    };
    let whole = bucket.iter().filter(|sum| sum.without == NONE);
    if let Some(first) = whole.map(|sum| sum.fact).min() {
        let rest = bucket.iter().filter(|sum| sum.fact != first);
        rest.take(MOST_OF_A_TEMPLATE)
            .for_each(|sum| pair(sum.fact, first));
        return;
    }
    for (a, b) in same_word(view, refs, bucket) {
        pair(a, b);
    }
}

/// Returns the facts whose left out words are forms of one word.
fn same_word(view: &View<'_>, refs: &[FactRef], bucket: &[Sum]) -> Vec<(u32, u32)> {
    let mut left_out: Vec<(String, u32)> = bucket
        .iter()
        .filter_map(|sum| {
            let (words, telling) = telling(view, refs[sum.fact as usize]);
            let word = telling.get(usize::from(sum.without))?.1?;
            Some((words.text(&word).to_owned(), sum.fact))
        })
        .collect();
    left_out.sort();
    let pairs = left_out
        .windows(2)
        .filter(|pair| is_form(&pair[0].0, &pair[1].0));
    pairs.map(|pair| (pair[0].1, pair[1].1)).collect()
}

/// Says whether two words are forms of one: `attack`, `attacked`, `attacking`.
fn is_form(a: &str, b: &str) -> bool {
    let common = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    let endings = ["", "s", "es", "ed", "d", "ing", "e", "ly"];
    let is_ending = |word: &str| {
        word.get(common..)
            .is_some_and(|rest| endings.contains(&rest))
    };
    common >= 4
        && a != b
        && is_ending(a)
        && is_ending(b)
        && !a.bytes().any(|byte| byte.is_ascii_digit())
}
