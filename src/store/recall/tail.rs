//! The part of the log behind a place.

use super::Recall;
use super::fold::Filed;
use crate::schedule::{MarkKind, Moment};
use crate::store::anchor::Anchored;
use crate::store::row::{moment, named};
use rusqlite::Connection;

/// The newer part of the log.
#[derive(Debug, Default)]
pub(super) struct Tail {
    /// The reviews of the library.
    pub(super) reviews: Vec<Filed>,
    pub(super) marks: Vec<FiledMark>,
    pub(super) settled: Settled,
}

/// The reviews of any library that come before the first of today.
#[derive(Debug, Default)]
pub(super) struct Settled {
    pub(super) count: usize,
    /// How many of them are the library's.
    pub(super) own: usize,
    pub(super) last: Option<Anchored>,
}

/// A mark with its place in the log and the index of its card.
#[derive(Debug, Clone, Copy)]
pub(super) struct FiledMark {
    pub(super) seq: i64,
    pub(super) card: usize,
    pub(super) at: Moment,
    pub(super) kind: MarkKind,
}

impl Tail {
    /// Reads what stands behind a place; says of moments whether their day is over.
    pub(super) fn read(
        log: &Connection,
        recall: &Recall,
        after: i64,
        is_over: impl Fn(Moment) -> bool,
    ) -> rusqlite::Result<Self> {
        let mut tail = Self::default();
        tail.read_reviews(log, recall, after, is_over)?;
        tail.read_marks(log, recall, after)?;
        Ok(tail)
    }

    fn read_reviews(
        &mut self,
        log: &Connection,
        recall: &Recall,
        after: i64,
        is_over: impl Fn(Moment) -> bool,
    ) -> rusqlite::Result<()> {
        let columns = Anchored::COLUMNS;
        let select = format!("SELECT {columns} FROM review WHERE seq > ?1 ORDER BY seq");
        let mut statement = log.prepare(&select)?;
        let mut rows = statement.query([after])?;
        let mut only_settled = true;
        while let Some(row) = rows.next()? {
            let review = Anchored::read(row)?;
            let rated = review.rated;
            only_settled = only_settled && is_over(rated.at);
            let own = recall.at(review.card);
            self.reviews.extend(own.map(|card| Filed { card, rated }));
            if only_settled {
                self.settled.count += 1;
                self.settled.own = self.reviews.len();
                self.settled.last = Some(review);
            }
        }
        Ok(())
    }

    fn read_marks(
        &mut self,
        log: &Connection,
        recall: &Recall,
        after: i64,
    ) -> rusqlite::Result<()> {
        let select = "SELECT seq, card, at_ms, offset_s, kind FROM mark
                      WHERE seq > ?1 ORDER BY seq";
        let mut statement = log.prepare(select)?;
        let mut rows = statement.query([after])?;
        while let Some(row) = rows.next()? {
            let Some(card) = recall.at(row.get(1)?) else {
                continue;
            };
            self.marks.push(FiledMark {
                seq: row.get(0)?,
                card,
                at: moment(row, 2)?,
                kind: named(&MarkKind::ALL, "mark", row, 4)?,
            });
        }
        Ok(())
    }
}
