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
