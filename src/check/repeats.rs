//! Hashes that stand more than once among many, without sorting those that do not.

use super::words::mix;
use rayon::prelude::*;

/// Keeps the entries whose hash another one has too, and few others, in order.
///
/// Most facts are like no other, and two bits for every place of a hash are enough to leave them
/// out: at a few bits for each entry, one in eight stays by chance.
pub(in crate::check) fn repeated<T: Ord + Send>(mut entries: Vec<(u64, T)>) -> Vec<(u64, T)> {
    let words = (entries.len() / 8).next_power_of_two();
    let place = |hash: u64| {
        let scattered = mix(hash);
        let word = usize::try_from(scattered >> 6).unwrap_or(0) & (words - 1);
        (word, 1_u64 << (scattered & 63))
    };
    let mut once = vec![0_u64; words];
    let mut again = vec![0_u64; words];
    for (hash, _) in &entries {
        let (word, bit) = place(*hash);
        again[word] |= once[word] & bit;
        once[word] |= bit;
    }
    entries.retain(|(hash, _)| {
        let (word, bit) = place(*hash);
        again[word] & bit != 0
    });
    entries.par_sort_unstable();
    entries
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_repeated_hash_stays_in_order_and_few_others_do() {
        let single = (0..10_000_u64).map(|hash| (hash, 1));
        let repeated_ones = (0..100_u64).map(|hash| (hash * 7, 0));
        let kept = repeated(single.chain(repeated_ones).collect());

        let has = |entry| kept.binary_search(&entry).is_ok();
        assert!((0..100).all(|hash| has((hash * 7, 0)) && has((hash * 7, 1))));
        assert!(kept.is_sorted() && kept.len() < 3_000);
    }
}
