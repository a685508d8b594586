//! Slips of the keyboard: how near a typed text is to a spelling without being another word.

use super::text::{LONGEST, Line};
use crate::value::text::slips_allowed;
use strsim::osa_distance;

/// Returns how many slips a line is from a spelling, where that is within the allowance: none
/// below four letters and for acronyms, one to seven, two above.
///
/// Figures, single letters and Roman numerals must be equal, and no word may become another one:
/// `World War I`, `Northern`, `impossible`, `increase` and `bank` are one or two letters from
/// another answer.
pub(super) fn nearness(line: &Line, right: &Line) -> Option<usize> {
    let allowance = match is_acronym(right.typed) {
        true => 0,
        false => slips_allowed(&right.compact),
    };
    if allowance == 0 || right.normal.len() > LONGEST || line.normal.len() > LONGEST {
        return None;
    }
    let is_same_thing = markers(&line.normal) == markers(&right.normal)
        && !has_another_word(&line.normal, &right.normal);
    is_same_thing
        .then(|| distance(line, right, allowance))
        .flatten()
}

/// Returns the number of letters inserted, left out, replaced or swapped, where it is at most `most`.
pub(super) fn distance(line: &Line, right: &Line, most: usize) -> Option<usize> {
    let between = |a: &str, b: &str| {
        let longest_letter = 4;
        let is_far = a.len().abs_diff(b.len()) > (most + 1) * longest_letter;
        (!is_far).then(|| osa_distance(a, b))
    };
    let spaced = between(&line.normal, &right.normal);
    let compact = between(&line.compact, &right.compact);
    spaced
        .into_iter()
        .chain(compact)
        .min()
        .filter(|slips| *slips <= most)
}

/// Says whether a spelling is made of capitals, each of which stands for a word.
fn is_acronym(spelling: &str) -> bool {
    spelling.chars().filter(|c| c.is_uppercase()).count() > 1
        && !spelling.chars().any(char::is_lowercase)
}

/// Returns what tells names apart that are otherwise alike: figures, single letters, Roman numerals.
fn markers(normal: &str) -> Vec<&str> {
    let is_marker = |word: &&str| {
        let is_roman = word.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x'));
        is_roman || word.chars().nth(1).is_none() || word.contains(|c: char| c.is_ascii_digit())
    };
    let figures = |word: &&str| !word.is_empty() && is_marker(word);
    normal.split(' ').filter(figures).collect()
}

/// Says whether a word stands where another belongs; texts of as many words are compared word by word.
fn has_another_word(typed: &str, right: &str) -> bool {
    let is_parted_alike = typed.split(' ').count() == right.split(' ').count();
    let mut pairs = typed.split(' ').zip(right.split(' '));
    pairs.any(|(typed, right)| {
        is_contrary(typed, right) || is_parted_alike && is_another_word(typed, right)
    })
}

/// Says whether a few letters make another word of a short one: an allowance of two is for a whole
/// text, not for `June` in it, and a letter put for another at the beginning of a word of up to
/// five, or anywhere in one of three, mostly gives a word.
fn is_another_word(typed: &str, right: &str) -> bool {
    /// These do not tell answers apart: `in` for `on`, and `el` for `al` in names from the Arabic.
    const PARTICLES: [&str; 11] = [
        "al", "el", "ul", "bin", "ben", "in", "on", "of", "at", "to", "by",
    ];
    let letters = right.chars().count();
    let are_particles = PARTICLES.contains(&typed) && PARTICLES.contains(&right);
    if typed == right || letters > 5 || are_particles {
        return false;
    }
    let slips = osa_distance(typed, right);
    let replaces_any = typed.chars().count() == letters && !is_swap(typed, right);
    slips > 1 || replaces_first(typed, right) || letters < 4 && replaces_any
}

/// Says whether both words are made of the same letters.
fn is_swap(typed: &str, right: &str) -> bool {
    let sorted = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    sorted(typed) == sorted(right)
}

/// Says whether the first letter was put for another, not left out, added or swapped with the second.
fn replaces_first(typed: &str, right: &str) -> bool {
    let tail = |word: &str| word.chars().skip(1).collect::<String>();
    typed.chars().next() != right.chars().next()
        && osa_distance(&tail(typed), &tail(right)) + 1 == osa_distance(typed, right)
}

/// Says whether a word is the opposite of another, or the like of it in a row of such words.
///
/// Only pairs that two letters make are listed: `under` for `over` is beyond every allowance.
fn is_contrary(a: &str, b: &str) -> bool {
    const NEGATIONS: [&str; 8] = ["un", "in", "im", "il", "ir", "non", "dis", "anti"];
    const BEGINNINGS: [(&str, &str); 18] = [
        ("north", "south"),
        ("east", "west"),
        ("inter", "intra"),
        ("hyper", "hypo"),
        ("male", "female"),
        ("in", "de"),
        ("in", "ex"),
        ("im", "ex"),
        ("immigra", "emigra"),
        ("ascen", "descen"),
        ("accelera", "decelera"),
        ("attach", "detach"),
        ("maxi", "mini"),
        ("major", "minor"),
        ("macro", "micro"),
        ("million", "billion"),
        ("million", "trillion"),
        ("billion", "trillion"),
    ];
    const ENDINGS: [(&str, &str); 2] = [("er", "ee"), ("or", "ee")];
    let negates = |a: &str, b: &str| {
        NEGATIONS
            .iter()
            .any(|negation| a.strip_prefix(negation) == Some(b))
    };
    let opposes = |a: &str, b: &str| {
        let begin = |(one, other): &(&str, &str)| a.starts_with(one) && b.starts_with(other);
        let end = |(one, other): &(&str, &str)| {
            let stem = a.strip_suffix(one);
            stem.is_some() && stem == b.strip_suffix(other)
        };
        BEGINNINGS.iter().any(begin) || ENDINGS.iter().any(end)
    };
    negates(a, b) || negates(b, a) || opposes(a, b) || opposes(b, a)
}
