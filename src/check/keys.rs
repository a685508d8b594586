//! Maps by hashes, which need not be hashed again.

use super::words::mix;
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A map by hashes of words or texts.
pub(in crate::check) type KeyMap<V> = HashMap<u64, V, BuildHasherDefault<Scatter>>;
/// A set of hashes of words or texts.
pub(in crate::check) type KeySet = HashSet<u64, BuildHasherDefault<Scatter>>;

/// Scatters a hash, whose lowest bits alone would depend on the last letters too much.
#[derive(Debug, Default, Clone, Copy)]
pub(in crate::check) struct Scatter(u64);

impl Hasher for Scatter {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = mix(self.0 ^ hash);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// Classes by the hashes of words, for the one look-up that every word of a library needs: most
/// words have none, and end at the first place.
#[derive(Debug, Clone)]
pub(in crate::check) struct Classes {
    /// No class is an empty place; three of four are, so that few words stand beside their own.
    places: Vec<(u64, u32)>,
    count: usize,
}

impl Default for Classes {
    fn default() -> Self {
        Self {
            places: vec![(0, 0); 1024],
            count: 0,
        }
    }
}

impl Classes {
    /// Returns the classes of a word; none where it is not known.
    #[inline]
    pub(in crate::check) fn get(&self, hash: u64) -> u32 {
        self.places[self.place(hash)].1
    }

    /// Adds classes, at least one, to those of a word.
    pub(in crate::check) fn add(&mut self, hash: u64, classes: u32) {
        let place = self.place(hash);
        let (_, known) = self.places[place];
        self.places[place] = (hash, known | classes);
        self.count += usize::from(known == 0);
        if self.count * 4 > self.places.len() {
            let larger = vec![(0, 0); self.places.len() * 2];
            for (hash, classes) in std::mem::replace(&mut self.places, larger) {
                if classes != 0 {
                    let place = self.place(hash);
                    self.places[place] = (hash, classes);
                }
            }
        }
    }

    /// Returns the place of a word, or the empty one that it would take.
    #[inline]
    fn place(&self, hash: u64) -> usize {
        let last = self.places.len() - 1;
        let scattered = hash.wrapping_mul(0xD6E8_FEB8_6659_FD93) >> 32;
        let mut place = usize::try_from(scattered).unwrap_or(0) & last;
        while self.places[place].1 != 0 && self.places[place].0 != hash {
            place = (place + 1) & last;
        }
        place
    }
}

/// Indices by hashes, each hash once or several times.
#[derive(Debug, Default)]
pub(in crate::check) struct Hashes {
    /// A bit for every hash below, so that most look-ups end here.
    seen: Vec<u64>,
    entries: Vec<(u64, u32)>,
}

impl Hashes {
    pub(in crate::check) fn new(mut entries: Vec<(u64, u32)>) -> Self {
        entries.sort_unstable();
        entries.dedup();
        let mut seen = vec![0; entries.len().next_power_of_two()];
        for (hash, _) in &entries {
            let (word, bit) = place(*hash, seen.len());
            seen[word] |= bit;
        }
        Self { seen, entries }
    }

    /// Adds the indices of a hash to those found before.
    #[inline]
    pub(in crate::check) fn find(&self, hash: u64, found: &mut Vec<u32>) {
        let (word, bit) = place(hash, self.seen.len());
        if self.seen.get(word).is_some_and(|bits| bits & bit != 0) {
            self.find_seen(hash, found);
        }
    }

    #[cold]
    fn find_seen(&self, hash: u64, found: &mut Vec<u32>) {
        let first = self.entries.partition_point(|(other, _)| *other < hash);
        let same = self.entries[first..].iter();
        let same = same.take_while(|(other, _)| *other == hash);
        found.extend(same.map(|(_, index)| *index));
    }
}

/// Returns where the bit of a hash is, among so many words.
fn place(hash: u64, words: usize) -> (usize, u64) {
    let scattered = hash.wrapping_mul(0xD6E8_FEB8_6659_FD93);
    let word = usize::try_from(scattered >> 40).unwrap_or(0) & words.saturating_sub(1);
    (word, 1 << (scattered >> 34 & 63))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_of_a_word_add_up_and_others_have_none() {
        let mut classes = Classes::default();
        for hash in 0..3000_u64 {
            classes.add(hash << 20, 1);
            classes.add(hash << 20, 1 << (hash % 30));
        }

        for hash in 0..3000_u64 {
            assert_eq!(classes.get(hash << 20), 1 | 1 << (hash % 30));
            assert_eq!(classes.get((hash << 20) + 1), 0);
        }
    }

    #[test]
    fn every_index_of_a_hash_is_found_and_no_other() {
        let entries = (0..1000_u32).map(|index| (u64::from(index / 2) << 40, index));
        let hashes = Hashes::new(entries.collect());

        for hash in 0..600_u64 {
            let mut found = Vec::new();
            hashes.find(hash << 40, &mut found);
            let expected = (0..1000).filter(|index| u64::from(index / 2) == hash);
            assert_eq!(found, expected.collect::<Vec<_>>());
        }
        Hashes::default().find(1, &mut Vec::new());
    }
}
