//! Tells by one number whether replaying the same reviews would give the same memories.

use super::{CardLog, Due, Memory, Moment, Phase, Rated, Rating, Scheduler, Settings};
use fnv::FnvHasher;
use std::hash::Hasher as _;

/// A course through steps, lapses and long waits, as days and ratings.
const COURSE: [(i64, Rating); 10] = [
    (0, Rating::Again),
    (0, Rating::Hard),
    (0, Rating::Good),
    (1, Rating::Good),
    (9, Rating::Easy),
    (70, Rating::Hard),
    (400, Rating::Again),
    (400, Rating::Good),
    (403, Rating::Good),
    (900, Rating::Easy),
];

impl Scheduler {
    /// Returns a number that differs where replaying would differ.
    ///
    /// It is made of every setting that replaying depends on, of the program's version, and of
    /// what a course of reviews leads to, so that a formula that changed unannounced shows too.
    pub fn fingerprint(&self) -> u64 {
        let mut hasher = FnvHasher::default();
        hasher.write(env!("CARGO_PKG_VERSION").as_bytes());
        write_settings(&mut hasher, self.settings());
        let reviews = COURSE.map(|(day, rating)| Rated {
            at: Moment {
                utc_ms: day * 86_400_000,
                offset_s: 0,
            },
            rating,
            revision: 0,
        });
        for end in 1..=reviews.len() {
            let log = CardLog {
                before: None,
                reviews: &reviews[..end],
                revision: 0,
                seed: 0,
            };
            if let Some(memory) = self.replay(log, reviews[end - 1].at) {
                write_memory(&mut hasher, &memory);
            }
        }
        hasher.finish()
    }
}

/// Names every setting, so that a new one cannot be forgotten here.
fn write_settings(hasher: &mut FnvHasher, settings: &Settings) {
    let Settings {
        weights,
        desired_retention,
        rollover_hour,
        learning_steps,
        relearning_steps,
        maximum_interval,
        fuzz,
        new_per_day: _,
        reviews_per_day: _,
        bury_siblings: _,
        learn_ahead: _,
        leech_lapses: _,
    } = settings;
    for weight in weights {
        hasher.write_u32(weight.to_bits());
    }
    hasher.write_u32(desired_retention.to_bits());
    hasher.write_u8(*rollover_hour);
    for steps in [learning_steps, relearning_steps] {
        hasher.write_usize(steps.len());
        for step in steps {
            hasher.write_u32(*step);
        }
    }
    hasher.write_u32(*maximum_interval);
    hasher.write_u8(u8::from(*fuzz));
}

fn write_memory(hasher: &mut FnvHasher, memory: &Memory) {
    hasher.write_u32(memory.stability.to_bits());
    hasher.write_u32(memory.difficulty.to_bits());
    hasher.write_usize(match memory.phase {
        Phase::Review => 0,
        Phase::Learning { step } => 1 + 2 * step,
        Phase::Relearning { step } => 2 + 2 * step,
    });
    hasher.write_i64(match memory.due {
        Due::At(utc_ms) => utc_ms,
        Due::Day(day) => i64::from(day.0),
    });
    hasher.write_u32(memory.reps);
    hasher.write_u32(memory.lapses);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fingerprint(settings: Settings) -> u64 {
        Scheduler::new(settings).unwrap().fingerprint()
    }

    #[test]
    fn the_same_settings_have_the_same_fingerprint() {
        assert_eq!(
            fingerprint(Settings::default()),
            Scheduler::default().fingerprint()
        );
    }

    #[test]
    fn every_setting_that_replaying_depends_on_changes_the_fingerprint() {
        let usual = Settings::default;
        let mut weights = usual().weights;
        weights[20] += 0.001;
        let others = [
            Settings { weights, ..usual() },
            Settings {
                desired_retention: 0.91,
                ..usual()
            },
            Settings {
                rollover_hour: 3,
                ..usual()
            },
            Settings {
                learning_steps: vec![1],
                ..usual()
            },
            Settings {
                learning_steps: vec![1, 10, 10],
                relearning_steps: vec![],
                ..usual()
            },
            Settings {
                maximum_interval: 36_499,
                ..usual()
            },
            Settings {
                fuzz: false,
                ..usual()
            },
        ];
        let mut all: Vec<u64> = others.into_iter().map(fingerprint).collect();
        all.push(fingerprint(usual()));

        all.sort_unstable();
        all.dedup();

        assert_eq!(all.len(), 8);
    }

    #[test]
    fn how_many_cards_are_asked_leaves_the_fingerprint_as_it_is() {
        let fewer = Settings {
            new_per_day: 0,
            reviews_per_day: 1,
            ..Settings::default()
        };

        assert_eq!(fingerprint(fewer), fingerprint(Settings::default()));
    }
}
