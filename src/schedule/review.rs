//! What is written down: reviews and marks, each an event that never changes.

use super::Moment;
use crate::card::CardId;
use crate::grade::Verdict;
use crate::question::Form;

/// How well the learner remembered, as FSRS counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rating {
    /// Forgot.
    Again = 1,
    /// Remembered with effort.
    Hard = 2,
    /// Remembered.
    Good = 3,
    /// Remembered at once.
    Easy = 4,
}

impl Rating {
    /// Every rating, worst first.
    pub const ALL: [Self; 4] = [Self::Again, Self::Hard, Self::Good, Self::Easy];

    /// Returns the word a learner sees.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Again => "again",
            Self::Hard => "hard",
            Self::Good => "good",
            Self::Easy => "easy",
        }
    }

    /// Returns the rating with this number, 1 to 4.
    pub fn numbered(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|it| *it as u8 == number)
    }
}

/// One answered card, with everything a later reader of the log could want.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// The card.
    pub card: CardId,
    /// The fact's revision when it was asked.
    pub revision: u32,
    /// When it was rated.
    pub at: Moment,
    /// The rating the learner settled on.
    pub rating: Rating,
    /// How it was asked.
    pub form: Form,
    /// How the response was graded.
    pub verdict: Verdict,
    /// Milliseconds from the question to the response.
    pub took_ms: u32,
    /// What was typed or chosen, as text.
    pub typed: String,
    /// The right answer as it then stood, as text; the store files it under its hash.
    pub answer: String,
}

/// The part of a review that scheduling needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rated {
    /// When.
    pub at: Moment,
    /// How well.
    pub rating: Rating,
    /// The fact's revision then.
    pub revision: u32,
}

/// What a learner does to a card besides answering it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MarkKind {
    /// Never ask again until it is taken back.
    Suspend,
    /// Ask again.
    Resume,
    /// Not again today.
    Bury,
    /// Something is wrong with the fact; the remark says what.
    Flag,
}

impl MarkKind {
    /// Every kind with the word for it in logs.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Suspend, "suspend"),
        (Self::Resume, "resume"),
        (Self::Bury, "bury"),
        (Self::Flag, "flag"),
    ];
}

/// A mark on a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The card.
    pub card: CardId,
    /// When.
    pub at: Moment,
    /// What.
    pub kind: MarkKind,
    /// The learner's words; empty where none were asked for.
    pub remark: String,
}
