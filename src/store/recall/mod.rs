//! What a log amounts to: all that planning a day needs, and small in memory.

mod fold;
mod lookup;
mod memo;
mod read;
mod tail;

#[cfg(test)]
mod tests;

pub use lookup::{Lookup, Remembered};
pub use memo::Memo;

use super::Marks;
use super::row::position;
use crate::card::CardId;
use crate::schedule::{Answered, DayCounts, Memory, Moment, StudyDay};
use fnv::{FnvHashMap, FnvHashSet};

/// What a learner remembers of each card in the log of a library, and what was done lately.
#[derive(Debug, Clone, Default)]
pub struct Recall {
    /// The ids of the cards, one after the other.
    ids: String,
    /// The cards in ascending order of their rows.
    cards: Vec<Known>,
    learned: Vec<Learned>,
    /// By index of the card; most cards have none.
    marks: FnvHashMap<usize, Marks>,
    /// The cards answered in the newest stretch of the log; before it nothing is of today.
    answered: Vec<(usize, Answered)>,
    newest: Option<Moment>,
}

/// A card in the log.
#[derive(Debug, Clone, Copy)]
struct Known {
    /// Its row in the table of cards.
    row: i64,
    /// Where its id ends, which begins where that of the card before ends.
    id_end: u32,
    /// What was learned of it, at some revision of its fact.
    learned: Link,
}

/// An index into what was learned, one too high; 0 where there is nothing more.
type Link = u32;

/// What is remembered of a card at one revision of its fact.
#[derive(Debug, Clone, Copy)]
struct Learned {
    revision: u32,
    memory: Memory,
    /// What was learned of the card at another revision.
    other: Link,
}

impl Recall {
    /// Returns when the newest review was made, by its own clock.
    pub fn newest(&self) -> Option<Moment> {
        self.newest
    }

    /// Counts what was done on a day, which must not be over when the log was read, and names the
    /// facts that were answered with the revisions they had.
    pub fn done_on(
        &self,
        day: StudyDay,
        rollover_hour: u8,
    ) -> (DayCounts, FnvHashSet<(&str, u32)>) {
        let mut counts = DayCounts::default();
        let answered = self
            .answered
            .iter()
            .filter(|(_, answered)| counts.count(answered, day, rollover_hour))
            .map(|(card, answered)| (CardId::fact_of(self.id(*card)), answered.revision))
            .collect();
        (counts, answered)
    }

    fn id(&self, card: usize) -> &str {
        let start = card.checked_sub(1).map_or(0, |it| self.cards[it].id_end);
        &self.ids[start as usize..self.cards[card].id_end as usize]
    }

    /// Returns the index of the card in a row of the table of cards.
    fn at(&self, row: i64) -> Option<usize> {
        position(&self.cards, |card| card.row, row)
    }

    /// Adds a card whose row comes behind those of all others.
    fn add_card(&mut self, row: i64, id: &str) {
        self.ids.push_str(id);
        self.cards.push(Known {
            row,
            id_end: narrow(self.ids.len()),
            learned: 0,
        });
    }

    fn learned(&self, link: Link) -> Option<&Learned> {
        self.learned
            .get(usize::try_from(link).ok()?.checked_sub(1)?)
    }

    /// Returns what was learned of a card, at one revision after the other.
    fn all_learned(&self, card: usize) -> impl Iterator<Item = &Learned> {
        let first = self.learned(self.cards[card].learned);
        std::iter::successors(first, |learned| self.learned(learned.other))
    }

    fn memory(&self, card: usize, revision: u32) -> Option<&Memory> {
        let mut all = self.all_learned(card);
        let found = all.find(|learned| learned.revision == revision);
        found.map(|learned| &learned.memory)
    }

    /// Keeps what is remembered of a card at a revision now.
    fn set_memory(&mut self, card: usize, revision: u32, memory: Memory) {
        let mut link = self.cards[card].learned;
        while let Some(index) = (link as usize).checked_sub(1) {
            let learned = &mut self.learned[index];
            if learned.revision == revision {
                learned.memory = memory;
                return;
            }
            link = learned.other;
        }
        self.learned.push(Learned {
            revision,
            memory,
            other: self.cards[card].learned,
        });
        self.cards[card].learned = narrow(self.learned.len());
    }
}

/// Returns a length that is kept in few bytes; lengths beyond would not fit into memory.
fn narrow(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
