//! Chance without a generator: intervals spread a little, always the same way for the same card.

use fnv::FnvHasher;
use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};
use std::hash::Hasher;

/// How far an interval may move: a day, and for every day beyond a bound a share of that day
/// until the next bound.
const SHARES: [(f32, f32, f32); 3] = [(2.5, 7.0, 0.15), (7.0, 20.0, 0.10), (20.0, f32::MAX, 0.05)];

/// Intervals below this many days stay as they are.
const SHORTEST: f32 = 2.5;

/// Returns the seed of a card: the same on every machine and in every version.
pub fn seed_of(card: &str) -> u64 {
    let mut hasher = FnvHasher::default();
    hasher.write(card.as_bytes());
    hasher.finish()
}

/// Returns where in its range an interval falls, from 0 up to but without 1.
///
/// It hangs on the card and on how often it was reviewed, so that answering again after an
/// undo leads to the same day.
pub(super) fn factor(seed: u64, reps: u32) -> f32 {
    ChaCha8Rng::seed_from_u64(seed.wrapping_add(u64::from(reps))).random()
}

/// Returns an interval in whole days between `minimum` and `maximum`; the maximum wins.
///
/// With a factor, the interval is moved within a range that grows with its length.
pub(super) fn whole_days(interval: f32, factor: Option<f32>, minimum: u32, maximum: u32) -> u32 {
    let minimum = minimum.min(maximum);
    let bounded = interval.clamp(days(minimum), days(maximum));
    let (Some(factor), true) = (factor, bounded >= SHORTEST) else {
        return whole(bounded);
    };
    let reach = reach(bounded);
    let earliest = whole(bounded - reach).clamp(minimum, maximum);
    let latest = whole(bounded + reach).clamp(minimum, maximum);
    let width = days(1 + latest - earliest);
    let moved = whole((days(earliest) + factor * width).floor());
    moved.min(latest)
}

/// Returns by how many days an interval may move either way.
fn reach(interval: f32) -> f32 {
    let part = |(from, to, share): (f32, f32, f32)| share * (interval.min(to) - from).max(0.0);
    1.0 + SHARES.into_iter().map(part).sum::<f32>()
}

#[expect(
    clippy::cast_precision_loss,
    reason = "intervals stay below 2^24 days, which f32 holds exactly"
)]
const fn days(whole: u32) -> f32 {
    whole as f32
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the cast saturates, and intervals are positive and short"
)]
fn whole(days: f32) -> u32 {
    days.round() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Intervals at the start, the middle and the end of the range.
    fn range(interval: f32, minimum: u32, maximum: u32) -> [u32; 3] {
        [0.0, 0.5, 0.999_99].map(|factor| whole_days(interval, Some(factor), minimum, maximum))
    }

    #[test]
    fn the_range_is_that_of_the_field() {
        assert_eq!(range(1.0, 1, 1000), [1, 1, 1]);
        assert_eq!(range(2.49, 1, 1000), [2, 2, 2]);
        assert_eq!(range(2.5, 1, 1000), [2, 3, 4]);
        assert_eq!(range(7.0, 1, 1000), [5, 7, 9]);
        assert_eq!(range(17.0, 1, 1000), [14, 17, 20]);
        assert_eq!(range(37.0, 1, 1000), [33, 37, 41]);
    }

    /// Worked out by hand: 1 + 0.15 a day from 2.5 to 7 + 0.10 a day from 7 to 20 + 0.05 a day beyond.
    #[test]
    fn an_interval_moves_by_the_published_share_of_its_days() {
        for (interval, expected) in [
            (2.5, 1.0),
            (5.0, 1.375),
            (7.0, 1.675),
            (10.0, 1.975),
            (15.0, 2.475),
            (20.0, 2.975),
            (30.0, 3.475),
            (60.0, 4.975),
            (100.0, 6.975),
            (365.0, 20.225),
            (1000.0, 51.975),
        ] {
            let found = reach(interval);
            assert!((found - expected).abs() < 1e-4, "{found} for {interval}");
        }
    }

    #[test]
    fn the_bounds_of_a_range_are_rounded_to_whole_days() {
        let bounds = |interval| {
            let [first, _, last] = range(interval, 1, 10_000);
            (first, last)
        };

        assert_eq!(bounds(5.0), (4, 6));
        assert_eq!(bounds(10.0), (8, 12));
        assert_eq!(bounds(15.0), (13, 17));
        assert_eq!(bounds(30.0), (27, 33));
        assert_eq!(bounds(60.0), (55, 65));
        assert_eq!(bounds(100.0), (93, 107));
        assert_eq!(bounds(365.0), (345, 385));
        assert_eq!(bounds(1000.0), (948, 1052));
    }

    #[test]
    fn the_range_stays_within_minimum_and_maximum() {
        assert_eq!(range(100.0, 101, 1000), [101, 105, 108]);
        assert_eq!(range(100.0, 1, 100), [93, 97, 100]);
        assert_eq!(range(5.0, 9, 3), [3, 3, 3]);
    }

    #[test]
    fn without_a_factor_an_interval_is_only_rounded() {
        assert_eq!(whole_days(17.4, None, 1, 1000), 17);
        assert_eq!(whole_days(0.2, None, 1, 1000), 1);
        assert_eq!(whole_days(f32::INFINITY, None, 1, 1000), 1000);
    }

    #[test]
    fn the_factor_of_a_card_is_the_same_for_ever() {
        let seed = seed_of("foobar");

        // The vector that FNV-1a was published with.
        assert_eq!(seed, 0x8594_4171_f739_67e8);
        assert!((factor(seed, 3) - 0.582_427_1).abs() < 1e-6);
    }

    #[test]
    fn factors_fill_the_range_evenly() {
        let below = |bound| (0..4000).filter(|reps| factor(7, *reps) < bound).count();

        assert!((900..1100).contains(&below(0.25)));
        assert!((2900..3100).contains(&below(0.75)));
        assert_eq!(below(1.0), 4000);
    }
}
