//! What a learner remembers of one card, and when it is due.

use super::{Moment, StudyDay};

/// Where a card stands in the course of learning it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Phase {
    /// New a short while ago; waits for a step of so many minutes.
    Learning {
        /// Index of the learning step.
        step: usize,
    },
    /// Known, and asked again after days.
    Review,
    /// Forgotten a short while ago; waits for a step of so many minutes.
    Relearning {
        /// Index of the relearning step.
        step: usize,
    },
}

/// When a card is to be asked again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Due {
    /// At this instant, in milliseconds since 1970-01-01T00:00:00Z.
    At(i64),
    /// Any time on this day of study.
    Day(StudyDay),
}

impl Due {
    /// Says whether the time has come.
    pub fn is_due(self, now: Moment, rollover_hour: u8) -> bool {
        match self {
            Self::At(utc_ms) => utc_ms <= now.utc_ms,
            Self::Day(day) => day <= now.study_day(rollover_hour),
        }
    }
}

/// What a learner remembers of one card after its last review.
///
/// Replaying the log is the only way to get one: nothing derived from reviews is stored in it,
/// so undoing a review is deleting a row, and a better formula needs no migration.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Memory {
    /// Days after which the card is remembered with a probability of 90 %.
    pub stability: f32,
    /// How hard the card is for the learner, 1 to 10.
    pub difficulty: f32,
    /// Where the card stands.
    pub phase: Phase,
    /// The last review.
    pub last: Moment,
    /// When to ask again.
    pub due: Due,
    /// Days from the last review to the next; 0 where the next is minutes away.
    pub interval_days: u32,
    /// Reviews in all.
    pub reps: u32,
    /// How often a known card was forgotten.
    pub lapses: u32,
}

impl Memory {
    /// Says whether the card comes back within the day: minutes, not days, were between.
    pub fn is_intraday(&self) -> bool {
        matches!(self.due, Due::At(_))
    }
}

/// Says whether so many lapses make a card a leech, or remind of one.
///
/// That is so at the threshold and then after every half of it.
pub fn is_leech(lapses: u32, threshold: u32) -> bool {
    threshold > 0
        && lapses >= threshold
        && (lapses - threshold).is_multiple_of(threshold.div_ceil(2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_leech_is_told_at_the_threshold_and_at_every_half_of_it_after() {
        let told = |threshold| -> Vec<u32> {
            let leech = |lapses: &u32| is_leech(*lapses, threshold);
            (0..=17).filter(leech).collect()
        };

        assert_eq!(told(8), [8, 12, 16]);
        assert_eq!(told(5), [5, 8, 11, 14, 17]);
        assert!(told(0).is_empty());
    }

    #[test]
    fn an_instant_is_due_from_then_and_a_day_from_its_first_hour() {
        let now = Moment {
            utc_ms: 28 * 3_600_000,
            offset_s: 0,
        };

        assert!(Due::At(now.utc_ms).is_due(now, 4));
        assert!(!Due::At(now.utc_ms + 1).is_due(now, 4));
        assert!(Due::Day(StudyDay(1)).is_due(now, 4));
        assert!(!Due::Day(StudyDay(1)).is_due(now, 5));
    }
}
