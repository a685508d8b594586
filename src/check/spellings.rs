//! Registered names and glossary terms, found in texts.

use super::keys::{Classes, Hashes, KeyMap, KeySet};
use super::print::Print;
use super::slips::{Halves, is_slip, is_slip_of_whole};
use super::words::{Word, Words, class, deletions, mix, plain, vocabulary};
use crate::library::{Asks, Library, NameId};
use crate::value::text;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};

/// One spelling of a registered name.
#[derive(Debug)]
struct Spelling {
    name: NameId,
    words: Box<[u64]>,
}

/// Every accepted spelling of every name, by its first word.
#[derive(Debug)]
pub(super) struct Spellings {
    /// Classes of all words that rules know; the first words of names are among them.
    pub(super) classes: Classes,
    by_start: KeyMap<Vec<Spelling>>,
    near: Near,
    /// Prints of all spellings, as [`Print::known_sum`] has them.
    prints: KeySet,
    used: Vec<AtomicBool>,
    /// Words of names and glossary terms, read when one is in doubt.
    known: OnceLock<KeySet>,
}

/// What is nearly a name.
#[derive(Debug, Default)]
struct Near {
    words: Vec<NameWord>,
    /// Words by what remains of them without one letter, or without none.
    by_word: Hashes,
    /// Whole spellings in their normal form, articles left out.
    wholes: Vec<(NameId, Arc<[String]>)>,
    /// By their letters, without the spaces.
    by_whole: Halves,
    /// Hashes of words that have turned out to be near no name, each in a place of its own or not
    /// at all: texts say the same words again and again.
    far: Far,
}

/// A word of a spelling, for finding others that are nearly it.
#[derive(Debug)]
struct NameWord {
    name: NameId,
    at: usize,
    words: Arc<[String]>,
}

/// A registered name where it stands in a text.
#[derive(Debug, Clone, Copy)]
pub(in crate::check) struct Mention {
    pub(in crate::check) name: NameId,
    /// Index of its first word.
    pub(in crate::check) first: usize,
    /// Index behind its last word.
    pub(in crate::check) end: usize,
}

/// A word that is one edit away from that of a name.
#[derive(Debug)]
pub(in crate::check) struct NearMiss {
    pub(in crate::check) name: NameId,
    /// The registered spelling, as words.
    pub(in crate::check) registered: String,
    /// What stands in the text.
    pub(in crate::check) written: String,
}

impl Spellings {
    pub(super) fn new(library: &Library) -> Self {
        let mut spellings = Self {
            classes: vocabulary(),
            by_start: KeyMap::default(),
            near: Near::default(),
            prints: KeySet::default(),
            used: Vec::new(),
            known: OnceLock::new(),
        };
        for (id, name) in library.names().iter() {
            spellings.used.push(AtomicBool::new(false));
            for spelling in name.spellings() {
                spellings.prints.extend(print_of_normal(&spelling.text));
                spellings.add(id, &spelling.text);
            }
        }
        spellings.near.index();
        for list in spellings.by_start.values_mut() {
            list.sort_by_key(|spelling| std::cmp::Reverse(spelling.words.len()));
        }
        spellings
    }

    fn add(&mut self, name: NameId, text: &str) {
        let words = Words::of(text);
        let hashes = words.plain();
        let Some(first) = hashes.first().copied() else {
            return;
        };
        self.classes.add(first, class::NAME);
        self.near.add(name, &words);
        let words = hashes.into_boxed_slice();
        self.by_start
            .entry(first)
            .or_default()
            .push(Spelling { name, words });
    }

    /// Returns the name that a text is as a whole; articles do not count.
    pub(in crate::check) fn whole(&self, words: &[Word]) -> Option<NameId> {
        let first = words.iter().find(|word| !word.is(class::ARTICLE))?;
        if !first.is(class::NAME) {
            return None;
        }
        let mut starting = self.by_start.get(&first.hash)?.iter();
        let found = starting.find(|spelling| spelling.words.iter().copied().eq(plain(words)));
        found.map(|spelling| spelling.name)
    }

    /// Says whether a text with this print may be a spelling of a name.
    pub(in crate::check) fn may_be_name(&self, print: &Print) -> bool {
        let sum = print.known_sum();
        sum.is_none_or(|sum| self.prints.contains(&sum))
    }

    /// Says whether answers may be one: by their normal form, or as spellings of one name.
    pub(in crate::check) fn may_be_same(&self, a: &Print, b: &Print) -> bool {
        a.may_equal(b) || self.may_be_name(a) && self.may_be_name(b)
    }

    /// Returns the names that stand in a text, the longest at each place.
    pub(in crate::check) fn mentions<'w>(
        &'w self,
        words: &'w [Word],
    ) -> impl Iterator<Item = Mention> + 'w {
        let mut at = 0;
        std::iter::from_fn(move || {
            while at < words.len() {
                let found = words[at].is(class::NAME).then(|| self.mention(words, at));
                if let Some(mention) = found.flatten() {
                    at = mention.end;
                    return Some(mention);
                }
                at += 1;
            }
            None
        })
    }

    fn mention(&self, words: &[Word], first: usize) -> Option<Mention> {
        let starting = self.by_start.get(&words[first].hash)?;
        starting.iter().find_map(|spelling| {
            let end = end_of(words, first, &spelling.words)?;
            let name = spelling.name;
            Some(Mention { name, first, end })
        })
    }

    /// Remembers that a name is used.
    pub(in crate::check) fn uses(&self, name: NameId) {
        let used = &self.used[name.0 as usize];
        if !used.load(Ordering::Relaxed) {
            used.store(true, Ordering::Relaxed);
        }
    }

    /// Says whether a fact uses the name; complete when all facts have been read.
    pub(in crate::check) fn is_used(&self, name: NameId) -> bool {
        self.used[name.0 as usize].load(Ordering::Relaxed)
    }

    /// Says whether a word stands in any registered name or glossary term.
    pub(in crate::check) fn knows(&self, library: &Library, word: u64) -> bool {
        let known = self.known.get_or_init(|| {
            let names = library
                .names()
                .iter()
                .flat_map(|(_, name)| name.spellings());
            let terms = library.facts().filter_map(|(_, fact)| match &fact.asks {
                Asks::Term { term, also, .. } => Some(std::iter::once(term).chain(also)),
                _ => None,
            });
            let texts = names.chain(terms.flatten());
            texts
                .flat_map(|text| Words::of(&text.text).plain())
                .collect()
        });
        known.contains(&word)
    }

    /// Finds a word that is one edit away from that of a name, its neighbours being the name's.
    pub(in crate::check) fn near_miss<'w>(
        &self,
        words: &[Word],
        at: usize,
        text: impl Fn(&Word) -> &'w str,
    ) -> Option<NearMiss> {
        let written = text(&words[at]);
        if written.len() < SHORTEST_NEAR_OF_SEVERAL - 1 {
            return None;
        }
        let hash = words[at].hash;
        if self.near.far.has(hash) {
            return None;
        }
        let mut candidates = Vec::new();
        self.near.by_word.find(hash, &mut candidates);
        deletions(written, |hash| {
            self.near.by_word.find(hash, &mut candidates);
        });
        candidates.sort_unstable();
        candidates.dedup();
        let names = candidates
            .iter()
            .map(|index| &self.near.words[*index as usize]);
        let mut slips = names.filter(|name| is_slip(written, &name.words[name.at]));
        let first = slips.next();
        if first.is_none() {
            self.near.far.note(hash);
        }
        let mut slips = first.into_iter().chain(slips);
        let found = slips.find(|name| name.stands_around(words, at, &text));
        found.map(|name| name.miss(written))
    }

    /// Finds the name that a whole text, such as an answer, is one edit away from; the text is given
    /// as its letters, and as its words, both without articles.
    pub(in crate::check) fn near_whole(
        &self,
        letters: &str,
        words: impl FnOnce() -> String,
    ) -> Option<NearMiss> {
        let candidates = self.near.by_whole.near(letters);
        if candidates.is_empty() {
            return None;
        }
        let written = words();
        candidates.into_iter().find_map(|index| {
            let (name, spelling) = &self.near.wholes[index as usize];
            let (name, registered) = (*name, spelling.join(" "));
            let is_near = is_slip_of_whole(&written, &registered);
            is_near.then(|| NearMiss {
                name,
                registered,
                written: written.clone(),
            })
        })
    }
}

/// Returns the sum of the letters of a text in its normal form, which in ASCII is that of the text.
fn print_of_normal(text: &str) -> Option<u64> {
    match text.is_ascii() {
        true => Print::of(text).known_sum(),
        false => Print::of(&text::normal(text)).known_sum(),
    }
}

/// Returns where a run of words ends that starts here, articles left out.
fn end_of(words: &[Word], first: usize, wanted: &[u64]) -> Option<usize> {
    let mut at = first;
    for hash in wanted {
        while words.get(at)?.is(class::ARTICLE) && words[at].hash != *hash {
            at += 1;
        }
        if words[at].hash != *hash {
            return None;
        }
        at += 1;
    }
    Some(at)
}

/// A whole answer that is nearly a name is meant to be it, even where it is shorter.
const SHORTEST_WHOLE: usize = 5;
/// Names and words shorter than this are too often one edit away from other words.
const SHORTEST_NEAR: usize = 6;
/// In a name of several words the others vouch for it.
const SHORTEST_NEAR_OF_SEVERAL: usize = 4;

impl Near {
    fn add(&mut self, name: NameId, spelled: &Words) {
        let words = spelled.all().iter();
        let plain = words.filter(|word| !word.is(class::ARTICLE));
        let words: Arc<[String]> = plain.map(|word| spelled.text(word).to_owned()).collect();
        let shortest = match words.len() {
            1 => SHORTEST_NEAR,
            _ => SHORTEST_NEAR_OF_SEVERAL,
        };
        let has_digit = |word: &str| word.bytes().any(|byte| byte.is_ascii_digit());
        for (at, word) in words.iter().enumerate() {
            if word.chars().count() >= shortest && !has_digit(word) {
                let words = Arc::clone(&words);
                self.words.push(NameWord { name, at, words });
            }
        }
        let letters: usize = words.iter().map(|word| word.chars().count() + 1).sum();
        if letters > SHORTEST_WHOLE && !words.iter().any(|word| has_digit(word)) {
            self.wholes.push((name, words));
        }
    }

    /// Makes what has been added findable.
    fn index(&mut self) {
        let mut by_word = Vec::new();
        for (index, it) in (0..).zip(&self.words) {
            let word = &it.words[it.at];
            by_word.push((super::words::hash(word), index));
            deletions(word, |hash| by_word.push((hash, index)));
        }
        self.by_word = Hashes::new(by_word);
        let wholes: Vec<String> = self
            .wholes
            .iter()
            .map(|(_, words)| words.concat())
            .collect();
        self.by_whole = Halves::new(wholes.iter().map(String::as_str));
    }
}

/// The hashes of words that were lately found to be near no name, half of each.
#[derive(Debug)]
struct Far(Box<[AtomicU32]>);

impl Default for Far {
    fn default() -> Self {
        const PLACES: usize = 1 << 13;
        Self((0..PLACES).map(|_| AtomicU32::new(0)).collect())
    }
}

impl Far {
    fn has(&self, hash: u64) -> bool {
        let (places, half) = self.places(hash);
        half != 0 && places.iter().any(|it| it.load(Ordering::Relaxed) == half)
    }

    /// Keeps a hash; where both of its places are taken, the older one gives way.
    fn note(&self, hash: u64) {
        let ([newer, older], half) = self.places(hash);
        older.store(newer.swap(half, Ordering::Relaxed), Ordering::Relaxed);
    }

    /// Returns the two places where a hash may be kept, and the half by which it is known there;
    /// the places tell most of the other half.
    fn places(&self, hash: u64) -> ([&AtomicU32; 2], u32) {
        let scattered = mix(hash);
        let pair = usize::try_from(scattered & 0xFFFF_FFFF).unwrap_or(0) & (self.0.len() / 2 - 1);
        let half = u32::try_from(scattered >> 32).unwrap_or(0);
        ([&self.0[2 * pair], &self.0[2 * pair + 1]], half)
    }
}

impl NameWord {
    /// Says whether the text has all other words of the name around one place.
    fn stands_around<'w>(
        &self,
        words: &[Word],
        at: usize,
        text: impl Fn(&Word) -> &'w str,
    ) -> bool {
        let Some(first) = at.checked_sub(self.at) else {
            return false;
        };
        let Some(run) = words.get(first..first + self.words.len()) else {
            return false;
        };
        let mut others = run.iter().zip(self.words.iter()).enumerate();
        others.all(|(index, (word, wanted))| index == self.at || text(word) == *wanted)
    }

    fn miss(&self, written: &str) -> NearMiss {
        let mut spelled = self.words.to_vec();
        let registered = spelled.join(" ");
        written.clone_into(&mut spelled[self.at]);
        NearMiss {
            name: self.name,
            registered,
            written: spelled.join(" "),
        }
    }
}

/// Returns the known key nearest to a misspelled one, if it is near at all.
pub(in crate::check) fn nearest<'a>(
    key: &str,
    known: impl Iterator<Item = &'a str>,
) -> Option<&'a str> {
    let distances = known.map(|known| (strsim::osa_distance(key, known), known));
    let (distance, near) = distances.min_by_key(|(distance, _)| *distance)?;
    (distance <= key.chars().count() / 3).then_some(near)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_words_that_share_their_places_the_last_two_are_known() {
        let far = Far::default();
        let start = std::ptr::from_ref(far.places(1).0[0]);
        let sharing = (1_u64..).filter(|hash| std::ptr::eq(far.places(*hash).0[0], start));
        let hashes: Vec<u64> = sharing.take(3).collect();

        for hash in &hashes {
            far.note(*hash);
        }

        assert_eq!([0, 1, 2].map(|it| far.has(hashes[it])), [false, true, true]);
        assert!(!far.has(0));
    }
}
