//! From reviews to a memory by FSRS-6, and from a memory to the days that each rating leads to.

use super::fuzz::{self, whole_days};
use super::steps::{self, minutes, phase_after};
use super::{
    Due, Memory, Moment, Next, Phase, Rated, Rating, Settings, SettingsError, StudyDay, Wait,
};
use fsrs::{FSRS, FSRSItem, FSRSReview, MemoryState};
use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};

/// One card's part of the log with what scheduling must know of the card.
#[derive(Debug, Clone, Copy)]
pub struct CardLog<'log> {
    /// What replaying earlier reviews of this revision gave; none where these are all there are.
    pub before: Option<Memory>,
    /// The reviews in the order of the log.
    pub reviews: &'log [Rated],
    /// The fact's present revision; reviews of other revisions count for nothing.
    pub revision: u32,
    /// The card's seed, see [`super::seed_of`].
    pub seed: u64,
}

/// Decides when cards come back; made once from settings that were found usable.
#[derive(Debug, Clone, Default)]
pub struct Scheduler {
    settings: Settings,
    fsrs: FSRS,
}

/// What one review hands on to the next; the rest of a memory hangs on the last review alone.
#[derive(Clone, Copy)]
struct Trace {
    state: MemoryState,
    phase: Phase,
    day: StudyDay,
    reps: u32,
    lapses: u32,
}

/// A review about to be rated: what there was before, and the day it happens on.
#[derive(Clone, Copy)]
struct Turn {
    before: Option<Trace>,
    day: StudyDay,
}

impl Turn {
    fn phase(self) -> Option<Phase> {
        self.before.map(|trace| trace.phase)
    }

    /// Returns the days since the last review; 0 for the first.
    fn elapsed(self) -> u32 {
        self.before.map_or(0, |trace| self.day.since(trace.day))
    }
}

impl Scheduler {
    /// Makes a scheduler; numbers out of bounds are brought within them.
    ///
    /// # Errors
    /// When the weights are not 21 numbers, or the desired retention is not a number.
    pub fn new(settings: Settings) -> Result<Self, SettingsError> {
        let settings = settings.bounded()?;
        let found = settings.weights.len();
        let fsrs = FSRS::new(&settings.weights).map_err(|_| SettingsError::Weights { found })?;
        Ok(Self { settings, fsrs })
    }

    /// Returns the settings in use.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Returns what is remembered of a card; `None` where it is new.
    ///
    /// Going on from what earlier reviews gave is the same, to the last bit, as replaying all.
    /// A review stamped later than `now` was made while the clock was ahead: it counts as now.
    pub fn replay(&self, log: CardLog<'_>, now: Moment) -> Option<Memory> {
        let counts = |rated: &&Rated| rated.revision == log.revision;
        let mut reviews = log.reviews.iter().filter(counts);
        let Some(last) = reviews.next_back() else {
            return log.before;
        };
        let before = log.before.map(|memory| self.trace(&memory));
        let before = reviews.fold(before, |before, rated| {
            let day = self.day(rated.at.no_later_than(now));
            Some(self.advance(Turn { before, day }, rated.rating))
        });
        let at = last.at.no_later_than(now);
        Some(self.finish(before, last.rating, log.seed, at))
    }

    /// Replays many cards on all processors; the memories stand in the order of the cards.
    pub fn replay_all(&self, cards: &[CardLog<'_>], now: Moment) -> Vec<Option<Memory>> {
        let replay = |log: &CardLog<'_>| self.replay(*log, now);
        cards.par_iter().with_min_len(256).map(replay).collect()
    }

    /// Returns what is remembered after one more review: what replaying it will give.
    pub fn rate(&self, before: Option<&Memory>, rating: Rating, seed: u64, now: Moment) -> Memory {
        self.finish(before.map(|it| self.trace(it)), rating, seed, now)
    }

    /// Returns where each rating leads, worst first.
    pub fn intervals(&self, memory: Option<&Memory>, seed: u64, now: Moment) -> [Next; 4] {
        Rating::ALL.map(|rating| {
            let after = self.rate(memory, rating, seed, now);
            let wait = Wait::of(&after);
            let due = after.due;
            Next { rating, due, wait }
        })
    }

    /// Returns the probability that a card is remembered now.
    pub fn retrievability(&self, memory: &Memory, now: Moment) -> f32 {
        let elapsed = self.day(now).since(self.day(memory.last));
        // The crate keeps the weight within these bounds wherever it uses it itself.
        let decay = self.settings.weights[20].clamp(0.1, 0.8);
        fsrs::current_retrievability(self.trace(memory).state, days(elapsed), decay)
    }

    /// Says whether a card is due.
    pub fn is_due(&self, memory: &Memory, now: Moment) -> bool {
        memory.due.is_due(now, self.settings.rollover_hour)
    }

    fn day(&self, at: Moment) -> StudyDay {
        at.study_day(self.settings.rollover_hour)
    }

    fn trace(&self, memory: &Memory) -> Trace {
        Trace {
            state: MemoryState {
                stability: memory.stability,
                difficulty: memory.difficulty,
            },
            phase: memory.phase,
            day: self.day(memory.last),
            reps: memory.reps,
            lapses: memory.lapses,
        }
    }

    fn advance(&self, turn: Turn, rating: Rating) -> Trace {
        let forgot = turn.phase() == Some(Phase::Review) && rating == Rating::Again;
        let (reps, lapses) = turn.before.map_or((0, 0), |it| (it.reps, it.lapses));
        Trace {
            state: self.state_after(turn, rating),
            phase: phase_after(&self.settings, turn.phase(), rating),
            day: turn.day,
            reps: reps.saturating_add(1),
            lapses: lapses.saturating_add(u32::from(forgot)),
        }
    }

    /// Takes the last review: it alone decides when the card is due.
    fn finish(&self, before: Option<Trace>, rating: Rating, seed: u64, at: Moment) -> Memory {
        let day = self.day(at);
        let turn = Turn { before, day };
        let after = self.advance(turn, rating);
        let (due, interval_days) = match minutes(&self.settings, after.phase, rating) {
            Some(minutes) if minutes < steps::DAY => {
                let wait_ms = i64::from(minutes) * 60_000;
                (Due::At(at.utc_ms.saturating_add(wait_ms)), 0)
            }
            Some(minutes) => in_days(day, minutes / steps::DAY),
            None => in_days(day, self.interval(turn, rating, &after, seed)),
        };
        Memory {
            stability: after.state.stability,
            difficulty: after.state.difficulty,
            phase: after.phase,
            last: at,
            due,
            interval_days,
            reps: after.reps,
            lapses: after.lapses,
        }
    }

    /// Asks FSRS for the state after a review.
    ///
    /// `memory_state` computes the one rating that was given, `next_states` all four.
    fn state_after(&self, turn: Turn, rating: Rating) -> MemoryState {
        let review = FSRSReview {
            rating: rating as u32,
            delta_t: turn.elapsed(),
        };
        let item = FSRSItem {
            reviews: vec![review],
        };
        let state = turn.before.map(|trace| trace.state);
        // FSRS fails where a state is not finite, which bounded weights never lead to.
        let after = self.fsrs.memory_state(item, state);
        after.ok().or(state).unwrap_or(MemoryState {
            stability: self.settings.weights[0],
            difficulty: 10.0,
        })
    }

    /// Returns the days until a known card comes back, more for every better rating.
    fn interval(&self, turn: Turn, rating: Rating, after: &Trace, seed: u64) -> u32 {
        let reps = turn.before.map_or(0, |trace| trace.reps);
        let factor = self.settings.fuzz.then(|| fuzz::factor(seed, reps));
        let days = |rating, state: MemoryState, shortest| {
            let retention = self.settings.desired_retention;
            let exact = self.fsrs.next_interval(Some(state.stability), retention, 0);
            let shortest = longer_than_remembered(turn, rating, exact).max(shortest);
            whole_days(exact, factor, shortest, self.settings.maximum_interval)
        };
        let mut shortest = 1;
        for worse in [Rating::Hard, Rating::Good] {
            let phase = phase_after(&self.settings, turn.phase(), worse);
            if worse < rating && phase == Phase::Review {
                shortest = days(worse, self.state_after(turn, worse), shortest) + 1;
            }
        }
        days(rating, after.state, shortest)
    }
}

/// Returns one day more than a card has just been remembered for, where FSRS gives it longer.
///
/// Fuzz alone never shortens an interval that grew.
fn longer_than_remembered(turn: Turn, rating: Rating, exact: f32) -> u32 {
    let remembered = turn.phase() == Some(Phase::Review) && rating > Rating::Again;
    let elapsed = turn.elapsed();
    if remembered && exact.round() > days(elapsed) {
        elapsed + 1
    } else {
        1
    }
}

fn in_days(day: StudyDay, days: u32) -> (Due, u32) {
    (Due::Day(day.plus(days)), days)
}

#[expect(
    clippy::cast_precision_loss,
    reason = "days of study are counted in few digits; beyond, nothing is remembered anyway"
)]
const fn days(elapsed: u32) -> f32 {
    elapsed as f32
}
