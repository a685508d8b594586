//! Questions that are nearly the same, found without comparing every two.
//!
//! Questions are compared as sets of telling words. Two that have the same answer are near
//! duplicates when their sets are equal, when one has a single word more, or when they differ in a
//! single word and only by its ending. Each of these leaves the two with one sum of hashes in
//! common: that of all words, or of all but one. Sorting the sums finds them, in the same order
//! each time and at a cost that grows with the library alone.

use super::View;
use super::words::{Word, Words, class, mix};
use crate::library::{Asks, FactRef};
use rayon::prelude::*;
use std::ops::Range;

/// A set with all its words, or all but one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Sum {
    key: u64,
    /// The word that is left out, by index; none for the whole set.
    without: u16,
    fact: u32,
}

const NONE: u16 = u16::MAX;
/// Sets smaller than this differ too much in a single word.
const SMALLEST: usize = 4;
/// Above this many, facts that share all words but one come from a template.
const MOST_OF_A_TEMPLATE: usize = 32;

/// Returns pairs of facts that ask nearly the same, the later one first, each later one once.
pub(in crate::check) fn duplicates(view: &View<'_>) -> Vec<(FactRef, FactRef)> {
    let refs: Vec<FactRef> = view.library.facts().map(|(at, _)| at).collect();
    let sharing = sharing_answers(view, &refs);
    let mut sums: Vec<Sum> = sharing
        .par_iter()
        .flat_map_iter(|index| sums(view, *index, refs[*index as usize]))
        .collect();
    sums.par_sort_unstable();
    let mut pairs = Vec::new();
    for bucket in sums
        .chunk_by(|a, b| a.key == b.key)
        .filter(|bucket| bucket.len() > 1)
    {
        pair_up(view, &refs, bucket, &mut pairs);
    }
    pairs.sort_unstable();
    pairs.dedup_by_key(|(later, _)| *later);
    let of = |index: u32| refs[index as usize];
    pairs
        .into_iter()
        .map(|(later, first)| (of(later), of(first)))
        .collect()
}

/// Returns the questions whose answer another question has too.
fn sharing_answers(view: &View<'_>, refs: &[FactRef]) -> Vec<u32> {
    let mut by_answer: Vec<(u64, u32)> = (0..)
        .zip(&view.digests)
        .map(|(index, digest)| (digest.answer, index))
        .collect();
    by_answer.par_sort_unstable();
    let shared = by_answer
        .chunk_by(|a, b| a.0 == b.0)
        .filter(|group| group.len() > 1);
    let indices = shared.flatten().map(|(_, index)| *index);
    let asks = |index: &u32| {
        matches!(
            view.library.fact(refs[*index as usize]).asks,
            Asks::Question { .. }
        )
    };
    indices.filter(asks).collect()
}

fn sums(view: &View<'_>, index: u32, at: FactRef) -> Vec<Sum> {
    let (_, words) = telling(view, at);
    let digest = &view.digests[index as usize];
    let total = words
        .iter()
        .fold(0_u64, |sum, (hash, _)| sum.wrapping_add(mix(*hash)));
    let sum = |key: u64, without| Sum {
        key: mix(key ^ digest.answer),
        without,
        fact: index,
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
    let mut index = 0;
    for mention in view.spellings.mentions(words.all()) {
        found.push((u64::from(mention.name.0) + 1, None));
        found.extend(telling_words(&words, index..mention.first));
        index = mention.end;
    }
    found.extend(telling_words(&words, index..words.all().len()));
    found.sort_unstable_by_key(|(hash, _)| *hash);
    found.dedup_by_key(|(hash, _)| *hash);
    (words, found)
}

fn telling_words(words: &Words, range: Range<usize>) -> impl Iterator<Item = (u64, Option<Word>)> {
    let is_telling = |word: &&Word| !word.is(class::STOP) || is_direction(words.text(word));
    let kept = words.all()[range].iter().filter(is_telling);
    kept.map(|word| (super::words::hash(stem(words.text(word))), Some(*word)))
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
