//! When to ask what again: reviews are replayed into a memory, the memory says what is due.

mod fingerprint;
mod fuzz;
mod line;
mod memory;
mod next;
mod queue;
mod review;
mod scheduler;
mod settings;
mod steps;
mod time;

pub use fuzz::seed_of;
pub use memory::{Due, Memory, Phase, is_leech};
pub use next::{Next, Wait};
pub use queue::{Answered, Candidate, Counts, DayCounts, Queue, build};
pub use review::{Mark, MarkKind, Rated, Rating, Review};
pub use scheduler::{CardLog, Scheduler};
pub use settings::{Settings, SettingsError};
pub use time::{Moment, StudyDay};

#[cfg(test)]
mod oracles;
