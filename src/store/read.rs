//! What the log knows of cards besides their history.

use super::row::{Filter, MARKS, REVIEWS, card_row};
use super::{Store, StoreError};
use crate::card::CardId;
use crate::schedule::{Mark, Review};

/// Wrong answers of one card, the most frequent first, of these the latest.
const CONFUSIONS: &str = "
    SELECT typed FROM review
    WHERE card = ?1 AND verdict = 'wrong' AND typed <> ''
    GROUP BY typed
    ORDER BY count(*) DESC, max(seq) DESC";

impl Store {
    /// Returns what the right answer of a card was at its last review.
    pub fn last_answer(&self, library: &str, card: &CardId) -> Result<Option<String>, StoreError> {
        self.read(|log| {
            let row = card_row(log, library, card)?;
            let newest = REVIEWS.newest(log, Filter::Card, row)?;
            Ok(newest.map(|(_, review)| review.answer))
        })
    }

    /// Returns the wrong answers that were given for a card, the most frequent first.
    pub fn confusions(&self, library: &str, card: &CardId) -> Result<Vec<String>, StoreError> {
        self.read(|log| {
            let row = card_row(log, library, card)?;
            let mut statement = log.prepare_cached(CONFUSIONS)?;
            let typed = statement.query_map([row], |row| row.get(0))?;
            typed.collect()
        })
    }

    /// Visits every review of a library in the order of the log, one at a time.
    pub fn each_review(&self, library: &str, visit: impl FnMut(Review)) -> Result<(), StoreError> {
        self.read(|log| REVIEWS.each(log, library, visit))
    }

    /// Returns every mark of a library in the order of the log.
    pub fn marks(&self, library: &str) -> Result<Vec<Mark>, StoreError> {
        let mut marks = Vec::new();
        self.read(|log| MARKS.each(log, library, |mark| marks.push(mark)))?;
        Ok(marks)
    }
}
