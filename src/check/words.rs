//! The words of a text, read once for every rule.

use super::keys::Classes;
use super::vocabulary::CLASSES;
use crate::value::text;
use class::ARTICLE;

pub(in crate::check) use super::vocabulary::{class, vocabulary};

/// One word of a text.
#[derive(Debug, Clone, Copy)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says one thing of the word"
)]
pub(in crate::check) struct Word {
    start: u32,
    end: u32,
    /// Hash of the word in its normal form, without `'s`.
    pub(in crate::check) hash: u64,
    /// What the word is.
    pub(in crate::check) class: u32,
    /// The first letter is a capital.
    pub(in crate::check) is_capital: bool,
    /// Two letters or more, all of them capitals.
    pub(in crate::check) is_shouted: bool,
    /// It starts the text, a sentence or a quotation.
    pub(in crate::check) is_first: bool,
    /// It stands between quotation marks.
    pub(in crate::check) is_quoted: bool,
}

impl Word {
    /// Says whether the word is of one of the classes.
    pub(in crate::check) const fn is(&self, class: u32) -> bool {
        self.class & class != 0
    }
}

const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;

/// Adds a byte to a hash; a polynomial, so that a hash without one letter costs nothing.
const fn with(hash: u64, byte: u8) -> u64 {
    hash.wrapping_mul(FACTOR).wrapping_add(byte as u64 + 1)
}

/// Returns the hash of a word that is in its normal form.
pub(in crate::check) const fn hash(word: &str) -> u64 {
    let bytes = word.as_bytes();
    let mut hash = 0;
    let mut at = 0;
    while at < bytes.len() {
        hash = with(hash, bytes[at]);
        at += 1;
    }
    hash
}

/// Scatters the bits of a hash, for sums of hashes and for keys.
pub(in crate::check) const fn mix(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    let hash = (hash ^ (hash >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    hash ^ (hash >> 32)
}

/// Visits the hashes of a word without each one of its letters; very long words are left out.
///
/// What stands behind a letter adds the same with it and without it, so that the hash of the whole
/// word, less the difference that the letter makes to what stands before, is all there is to know.
pub(in crate::check) fn deletions(word: &str, mut visit: impl FnMut(u64)) {
    let bytes = word.as_bytes();
    if bytes.len() > LONGEST {
        return;
    }
    let whole = hash(word);
    let without = |before: u64, through: u64, follow: usize| {
        whole.wrapping_sub(through.wrapping_sub(before).wrapping_mul(POWERS[follow]))
    };
    let mut before = 0;
    if word.is_ascii() {
        for (follow, byte) in (0..bytes.len()).rev().zip(bytes) {
            let through = with(before, *byte);
            visit(without(before, through, follow));
            before = through;
        }
        return;
    }
    for (start, letter) in word.char_indices() {
        let end = start + letter.len_utf8();
        let through = bytes[start..end].iter().copied().fold(before, with);
        visit(without(before, through, bytes.len() - end));
        before = through;
    }
}

/// Longer words are not looked at without their letters.
const LONGEST: usize = 64;

/// What a hash is multiplied by when so many bytes follow.
const POWERS: [u64; LONGEST] = {
    let mut powers = [1_u64; LONGEST];
    let mut at = 1;
    while at < LONGEST {
        powers[at] = powers[at - 1].wrapping_mul(FACTOR);
        at += 1;
    }
    powers
};

/// The letters and figures of ASCII.
const IS_PLAIN: [bool; 256] = {
    let mut is_plain = [false; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        is_plain[byte as usize] = byte.is_ascii_alphanumeric();
        byte += 1;
    }
    is_plain
};

/// The bit that makes a letter a small one and leaves a figure as it is.
const LOWER: u8 = 0x20;

/// The words of several texts, in one buffer.
#[derive(Debug, Default)]
pub(in crate::check) struct Words {
    letters: String,
    words: Vec<Word>,
}

impl Words {
    /// Reads one text by itself.
    pub(in crate::check) fn of(text: &str) -> Self {
        let mut words = Self::default();
        words.read(text, &CLASSES);
        words
    }

    pub(super) fn clear(&mut self) {
        self.letters.clear();
        self.words.clear();
    }

    /// Returns every word.
    pub(in crate::check) fn all(&self) -> &[Word] {
        &self.words
    }

    /// Returns the hashes of all words but the articles.
    pub(in crate::check) fn plain(&self) -> Vec<u64> {
        plain(&self.words).collect()
    }

    /// Returns the letters of words of one text, without anything between them.
    pub(super) fn letters(&self, words: &[Word]) -> &str {
        let (Some(first), Some(last)) = (words.first(), words.last()) else {
            return "";
        };
        &self.letters[first.start as usize..last.end as usize]
    }

    /// Returns the normal form of a word.
    pub(in crate::check) fn text(&self, word: &Word) -> &str {
        &self.letters[word.start as usize..word.end as usize]
    }

    /// Adds the words of a text.
    pub(super) fn read(&mut self, text: &str, classes: &Classes) {
        let mut reader = Reader {
            text,
            at: 0,
            is_first: true,
            quote: None,
        };
        let start = self.letters.len();
        while let Some(raw) = reader.next_word() {
            self.push(&raw, classes);
        }
        // Once for the whole text is faster than for each word; normal forms are lower case already.
        self.letters[start..].make_ascii_lowercase();
    }

    fn push(&mut self, raw: &Raw<'_>, classes: &Classes) {
        let start = self.letters.len();
        let (hash, is_capital, is_shouted) = if raw.is_plain {
            self.letters.push_str(raw.text);
            let bytes = raw.text.as_bytes();
            (raw.hash, bytes[0].is_ascii_uppercase(), is_shouted(bytes))
        } else {
            self.push_normal(raw.text);
            let hash = self.letters[start..].bytes().fold(0, with);
            let is_capital = raw.text.starts_with(char::is_uppercase);
            (hash, is_capital, is_shouted_in_any_script(raw.text))
        };
        let bound = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        self.words.push(Word {
            start: bound(start),
            end: bound(self.letters.len()),
            hash,
            class: classes.get(hash),
            is_capital,
            is_shouted,
            is_first: raw.is_first,
            is_quoted: raw.is_quoted,
        });
    }

    /// Adds the normal form of a word that is not plain.
    fn push_normal(&mut self, word: &str) {
        if word.is_ascii() {
            let kept = word.bytes().filter(|byte| is_kept(*byte, word));
            let lower = kept.map(|byte| char::from(byte.to_ascii_lowercase()));
            self.letters.extend(lower);
        } else {
            self.letters.push_str(&text::normal(word));
        }
    }
}

/// Says whether a word of ASCII letters and figures starts with a capital, has two or more of them,
/// and no other letters.
fn is_shouted(word: &[u8]) -> bool {
    word[0].is_ascii_uppercase()
        && !word.iter().skip(1).any(u8::is_ascii_lowercase)
        && word.iter().skip(1).any(u8::is_ascii_uppercase)
}

fn is_shouted_in_any_script(word: &str) -> bool {
    let mut letters = word.chars().filter(|letter| letter.is_alphabetic());
    word.starts_with(char::is_uppercase)
        && letters.all(char::is_uppercase)
        && word.bytes().filter(u8::is_ascii_uppercase).count() > 1
}

/// Says whether a byte of an ASCII word belongs to its normal form: the point of a number does.
fn is_kept(byte: u8, word: &str) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'.' && word.as_bytes()[0].is_ascii_digit()
}

/// Returns the hashes of words but the articles.
pub(in crate::check) fn plain(words: &[Word]) -> impl Iterator<Item = u64> {
    words
        .iter()
        .filter(|word| !word.is(ARTICLE))
        .map(|word| word.hash)
}

/// Says whether words contain others as a run; articles do not count.
pub(in crate::check) fn holds(whole: &[Word], part: &[Word]) -> bool {
    let Some(first) = plain(part).next() else {
        return false;
    };
    let mut starts = (0..whole.len()).filter(|at| whole[*at].hash == first);
    starts.any(|at| {
        let mut run = plain(&whole[at..]);
        plain(part).all(|word| run.next() == Some(word))
    })
}

/// Says whether a sequence contains another one as a run.
pub(in crate::check) fn contains(whole: &[u64], part: &[u64]) -> bool {
    !part.is_empty() && whole.windows(part.len()).any(|run| run == part)
}

/// A word as it is written, without `'s`.
struct Raw<'a> {
    text: &'a str,
    is_first: bool,
    is_quoted: bool,
    /// It is nothing but letters and figures of ASCII.
    is_plain: bool,
    /// Hash of it in lower case, where it is plain.
    hash: u64,
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    is_first: bool,
    quote: Option<char>,
}

impl<'a> Reader<'a> {
    fn next_word(&mut self) -> Option<Raw<'a>> {
        let bytes = self.text.as_bytes();
        while let Some(byte) = bytes.get(self.at) {
            if IS_PLAIN[usize::from(*byte)] {
                return Some(self.word());
            }
            if *byte == b' ' {
                self.at += 1;
                continue;
            }
            if byte.is_ascii() {
                self.sign(char::from(*byte));
                self.at += 1;
                continue;
            }
            let character = self.text[self.at..].chars().next()?;
            if is_word_character(character) {
                return Some(self.word());
            }
            self.sign(character);
            self.at += character.len_utf8();
        }
        None
    }

    fn sign(&mut self, sign: char) {
        match sign {
            '.' | '?' | '!' | ':' => self.is_first = true,
            '"' => {
                self.quote = self.quote.is_none().then_some('"');
                self.is_first |= self.quote.is_some();
            }
            '“' | '„' | '«' => {
                self.quote = Some(sign);
                self.is_first = true;
            }
            '”' | '»' => self.quote = None,
            _ => {}
        }
    }

    fn word(&mut self) -> Raw<'a> {
        let start = self.at;
        let mut end = start;
        let mut is_plain = true;
        let mut hash = 0;
        loop {
            // What joins words need not be looked for in a run of plain letters.
            let bytes = self.text.as_bytes();
            let mut at = self.at;
            while let Some(byte) = bytes.get(at).filter(|byte| IS_PLAIN[usize::from(**byte)]) {
                hash = with(hash, *byte | LOWER);
                at += 1;
            }
            self.at = at;
            if self.at == end {
                let Some(length) = self.letter(start) else {
                    break;
                };
                self.at += length;
                is_plain = false;
            }
            end = self.at;
            if self.is_at_blank() || self.skips_possessive() {
                break;
            }
        }
        Raw {
            is_plain,
            hash,
            text: &self.text[start..end],
            is_first: std::mem::take(&mut self.is_first),
            is_quoted: self.quote.is_some(),
        }
    }

    /// Says whether a blank or nothing follows, where most words end.
    fn is_at_blank(&self) -> bool {
        matches!(self.text.as_bytes().get(self.at), None | Some(b' '))
    }

    /// Returns the length of what belongs to the word here, if anything does.
    fn letter(&self, start: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let byte = *bytes.get(self.at)?;
        if byte.is_ascii_alphanumeric() {
            return Some(1);
        }
        let next = bytes.get(self.at + 1).copied().unwrap_or(b' ');
        if byte.is_ascii() {
            let previous = bytes[self.at.saturating_sub(1)];
            let joins = match byte {
                b'\'' => next.is_ascii_alphabetic(),
                b'.' => {
                    previous.is_ascii_digit() && next.is_ascii_digit()
                        || previous.is_ascii_alphabetic() && next.is_ascii_alphabetic()
                }
                b',' => previous.is_ascii_digit() && is_thousand(&bytes[self.at + 1..]),
                _ => false,
            };
            return (joins && self.at > start).then_some(1);
        }
        let character = self.text[self.at..].chars().next()?;
        let joins = match character {
            '\u{2019}' => {
                self.at > start
                    && self.text[self.at + 3..].starts_with(|next: char| next.is_alphabetic())
            }
            other => is_word_character(other),
        };
        joins.then_some(character.len_utf8())
    }

    /// Steps over `'s` at the end of a word.
    fn skips_possessive(&mut self) -> bool {
        if !matches!(self.text.as_bytes().get(self.at), Some(b'\'' | 0xE2)) {
            return false;
        }
        let rest = &self.text[self.at..];
        let after = rest
            .strip_prefix("'s")
            .or_else(|| rest.strip_prefix("\u{2019}s"));
        let ends = |after: &&str| !after.starts_with(is_word_character);
        let Some(after) = after.filter(ends) else {
            return false;
        };
        self.at = self.text.len() - after.len();
        true
    }
}

fn is_thousand(rest: &[u8]) -> bool {
    rest.iter().take_while(|byte| byte.is_ascii_digit()).count() == 3
}

fn is_word_character(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '\u{300}'..='\u{36f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let words = Words::of(text);
        let all = words.all().iter();
        all.map(|word| words.text(word).to_owned()).collect()
    }

    #[test]
    fn words_are_read_in_their_normal_form_without_possessives() {
        assert_eq!(
            words("Russia’s 3,417 fighters, the U.S. and Al-Qaeda's 0.5 % (Wójcik)."),
            [
                "russia", "3417", "fighters", "the", "us", "and", "al", "qaeda", "0.5", "wojcik"
            ]
        );
    }

    #[test]
    fn a_word_is_normal_as_answers_are() {
        let text = "Didn't ISIS-K's O’Brien say: Łódź, 1,234,567 or 2.5?";

        assert_eq!(
            words(text).join(" "),
            "didnt isis k obrien say lodz 1234567 or 2.5"
        );
    }

    #[test]
    fn the_hash_without_a_letter_is_that_of_the_shorter_word() {
        let mut found = Vec::new();
        deletions("iraqi", |hash| found.push(hash));
        deletions("wójt", |hash| found.push(hash));

        let shorter = [
            "raqi", "iaqi", "irqi", "irai", "iraq", "ójt", "wjt", "wót", "wój",
        ];
        assert_eq!(found, shorter.map(hash));
    }

    #[test]
    fn capitals_quotations_and_sentence_starts_are_seen() {
        let words = Words::of("The FSB said \"no Doubt\". It");
        let flags: Vec<_> = words
            .all()
            .iter()
            .map(|word| {
                (
                    word.is_first,
                    word.is_capital,
                    word.is_shouted,
                    word.is_quoted,
                )
            })
            .collect();

        assert_eq!(flags[0], (true, true, false, false));
        assert_eq!(flags[1], (false, true, true, false));
        assert_eq!(flags[3], (true, false, false, true));
        assert_eq!(flags[4], (false, true, false, true));
        assert_eq!(flags[5], (true, true, false, false));
    }
}
