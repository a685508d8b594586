//! Finding cards by their ids.

use super::Recall;
use crate::schedule::Memory;
use crate::store::Marks;
use fnv::FnvHashMap;

/// Finds one card after the other, at no cost where they come in the order of the log.
#[derive(Debug)]
pub struct Lookup<'recall> {
    recall: &'recall Recall,
    /// The card that is asked for next where the order is that of the log.
    next: usize,
    /// Made when a card is asked for out of order.
    index: Option<FnvHashMap<&'recall str, usize>>,
}

/// What is known of a card in the log.
#[derive(Debug, Clone, Copy)]
pub struct Remembered<'recall> {
    recall: &'recall Recall,
    card: usize,
}

impl Recall {
    /// Starts looking cards up.
    pub fn lookup(&self) -> Lookup<'_> {
        Lookup {
            recall: self,
            next: 0,
            index: None,
        }
    }
}

impl<'recall> Lookup<'recall> {
    /// Returns what is known of a card; `None` where it is not in the log.
    pub fn find(&mut self, id: &str) -> Option<Remembered<'recall>> {
        let recall = self.recall;
        let is_next = self.next < recall.cards.len() && recall.id(self.next) == id;
        let card = match is_next {
            true => self.next,
            false => *self.index().get(id)?,
        };
        self.next = card + 1;
        Some(Remembered { recall, card })
    }

    fn index(&mut self) -> &FnvHashMap<&'recall str, usize> {
        let recall = self.recall;
        self.index.get_or_insert_with(|| {
            let cards = 0..recall.cards.len();
            cards.map(|card| (recall.id(card), card)).collect()
        })
    }
}

impl Remembered<'_> {
    /// Returns what is remembered of the card at a revision of its fact; `None` where it is new.
    pub fn memory(&self, revision: u32) -> Option<Memory> {
        self.recall.memory(self.card, revision).copied()
    }

    /// Returns what was done to the card besides answering it.
    pub fn marks(&self) -> Marks {
        let marks = self.recall.marks.get(&self.card);
        marks.copied().unwrap_or_default()
    }
}
