//! Registered names and glossary terms, found in texts.

use super::keys::{KeyMap, KeySet};
use super::print::Print;
use super::slips::{Halves, is_slip, is_slip_of_whole};
use super::words::{Word, Words, class, deletions, plain, vocabulary};
use crate::library::{Asks, Library, NameId};
use crate::value::text;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
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
    pub(super) classes: KeyMap<u32>,
    by_start: KeyMap<Vec<Spelling>>,
    near: Near,
    /// Prints of all spellings, as [`Print::known_sum`] has them.
    prints: KeySet,
    used: Vec<AtomicBool>,
    /// Words of names and glossary terms, read when one is in doubt.
    known: OnceLock<KeySet>,
}

/// Words of names by what remains of them without one letter.
#[derive(Debug, Default)]
struct Near {
    /// A bit for every hash below, so that most look-ups end here.
    seen: Vec<u64>,
    words: KeyMap<Vec<u32>>,
    spelled: Vec<NameWords>,
    /// Whole spellings by what remains of them without one letter.
    wholes: KeyMap<Vec<(NameId, Arc<str>)>>,
    /// The letters of whole spellings.
    halves: Halves,
    /// Hashes of words that have turned out to be near no name, each in a place of its own or not
    /// at all: texts say the same words again and again.
    far: Vec<AtomicU64>,
}

/// A spelling as words, for finding others that are nearly it.
#[derive(Debug)]
struct NameWords {
    name: NameId,
    at: usize,
    words: Vec<String>,
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
            near: Near::new(),
            prints: KeySet::default(),
            used: Vec::new(),
            known: OnceLock::new(),
        };
        for (id, name) in library.names().iter() {
            spellings.used.push(AtomicBool::new(false));
            for spelling in name.spellings() {
                let print = Print::of(&text::normal(&spelling.text));
                spellings.prints.extend(print.known_sum());
                spellings.add(id, &spelling.text);
            }
        }
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
        *self.classes.entry(first).or_insert(0) |= class::NAME;
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
        let hash = words[at].hash;
        let written = text(&words[at]);
        if written.len() < SHORTEST_NEAR_OF_SEVERAL - 1 || self.near.is_known_far(hash) {
            return None;
        }
        let mut found = None;
        let mut is_far = true;
        let mut consider = |hash| {
            if found.is_none() && self.near.may_have(hash) {
                let candidates = self.near.words.get(&hash).into_iter().flatten();
                let mut slips = candidates
                    .map(|index| &self.near.spelled[*index as usize])
                    .filter(|name| is_slip(written, &name.words[name.at]))
                    .inspect(|_| is_far = false);
                found = slips
                    .find(|name| name.stands_around(words, at, &text))
                    .map(|name| name.miss(written));
            }
        };
        consider(hash);
        deletions(written, consider);
        if is_far {
            self.near.note_far(hash);
        }
        found
    }

    /// Says whether a text, given as its letters without articles, may be nearly a name.
    pub(in crate::check) fn may_be_near_whole(&self, letters: &str) -> bool {
        self.near.halves.may_have(letters)
    }

    /// Finds the name that a whole text, such as an answer, is one edit away from.
    pub(in crate::check) fn near_whole(&self, written: &str) -> Option<NearMiss> {
        let mut found = None;
        let mut consider = |hash| {
            if found.is_none() && self.near.may_have(hash) {
                let mut candidates = self.near.wholes.get(&hash).into_iter().flatten();
                found = candidates
                    .find(|(_, spelling)| is_slip_of_whole(written, spelling))
                    .map(|(name, spelling)| NearMiss {
                        name: *name,
                        registered: spelling.to_string(),
                        written: written.to_owned(),
                    });
            }
        };
        consider(super::words::hash(written));
        deletions(written, consider);
        found
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
    const BITS: u64 = 1 << 16;
    const FAR: usize = 1 << 14;

    fn new() -> Self {
        let words = usize::try_from(Self::BITS / 64).unwrap_or(0);
        Self {
            seen: vec![0; words],
            far: (0..Self::FAR).map(|_| AtomicU64::new(0)).collect(),
            ..Self::default()
        }
    }

    fn add(&mut self, name: NameId, spelled: &Words) {
        let plain: Vec<_> = spelled
            .all()
            .iter()
            .filter(|word| !word.is(class::ARTICLE))
            .collect();
        let texts: Vec<String> = plain
            .iter()
            .map(|word| spelled.text(word).to_owned())
            .collect();
        self.add_whole(name, &texts.join(" "));
        let shortest = match texts.len() {
            1 => SHORTEST_NEAR,
            _ => SHORTEST_NEAR_OF_SEVERAL,
        };
        for (at, word) in plain.iter().enumerate() {
            let letters = texts[at].chars().count();
            if letters < shortest || texts[at].bytes().any(|byte| byte.is_ascii_digit()) {
                continue;
            }
            let index = u32::try_from(self.spelled.len()).unwrap_or(u32::MAX);
            self.spelled.push(NameWords {
                name,
                at,
                words: texts.clone(),
            });
            self.put(word.hash, index);
            let mut hashes = Vec::new();
            deletions(&texts[at], |hash| hashes.push(hash));
            for hash in hashes {
                self.put(hash, index);
            }
        }
    }

    fn add_whole(&mut self, name: NameId, spelling: &str) {
        let has_digit = spelling.bytes().any(|byte| byte.is_ascii_digit());
        if spelling.chars().count() < SHORTEST_WHOLE || has_digit {
            return;
        }
        self.halves.add(&spelling.replace(' ', ""));
        let shared: Arc<str> = Arc::from(spelling);
        let mut hashes = vec![super::words::hash(spelling)];
        deletions(spelling, |hash| hashes.push(hash));
        for hash in hashes {
            self.see(hash);
            let known = self.wholes.entry(hash).or_default();
            known.push((name, Arc::clone(&shared)));
        }
    }

    fn see(&mut self, hash: u64) {
        let (word, bit) = Self::bit(hash);
        self.seen[word] |= bit;
    }

    fn put(&mut self, hash: u64, index: u32) {
        self.see(hash);
        self.words.entry(hash).or_default().push(index);
    }

    fn bit(hash: u64) -> (usize, u64) {
        let scattered = super::words::mix(hash) % Self::BITS;
        (
            usize::try_from(scattered / 64).unwrap_or(0),
            1 << (scattered % 64),
        )
    }

    /// Says whether a word is known to be near no name.
    fn is_known_far(&self, hash: u64) -> bool {
        hash != 0 && self.far_place(hash).load(Ordering::Relaxed) == hash
    }

    fn note_far(&self, hash: u64) {
        self.far_place(hash).store(hash, Ordering::Relaxed);
    }

    fn far_place(&self, hash: u64) -> &AtomicU64 {
        let scattered = super::words::mix(hash) % Self::FAR as u64;
        &self.far[usize::try_from(scattered).unwrap_or(0)]
    }

    fn may_have(&self, hash: u64) -> bool {
        let (word, bit) = Self::bit(hash);
        self.seen[word] & bit != 0
    }
}

impl NameWords {
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
        let mut others = run.iter().zip(&self.words).enumerate();
        others.all(|(index, (word, wanted))| index == self.at || text(word) == *wanted)
    }

    fn miss(&self, written: &str) -> NearMiss {
        let mut spelled = self.words.clone();
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
