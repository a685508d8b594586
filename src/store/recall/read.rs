//! Reading what a log amounts to: what was kept of its older part, then the rest of it.

use super::Recall;
use super::memo::{Expected, Kept, Memo};
use super::tail::{FiledMark, Tail};
use crate::schedule::{Moment, Scheduler};
use crate::store::anchor::{Amendment, Anchor};
use crate::store::{Store, StoreError};
use rusqlite::Connection;

/// How many reviews of days that are over make it worth keeping what they amount to.
const WORTH_KEEPING: usize = 1000;

impl Store {
    /// Returns what the log of a library amounts to, which is the same whatever was kept of it
    /// before; and, where enough days have passed since, what to keep of it now.
    pub fn recall(
        &self,
        library: &str,
        scheduler: &Scheduler,
        now: Moment,
    ) -> Result<(Recall, Option<Memo>), StoreError> {
        self.recall_keeping(WORTH_KEEPING, library, scheduler, now)
    }

    pub(super) fn recall_keeping(
        &self,
        worth_keeping: usize,
        library: &str,
        scheduler: &Scheduler,
        now: Moment,
    ) -> Result<(Recall, Option<Memo>), StoreError> {
        let expected = Expected::new(library, scheduler, now);
        let memo = Memo::read(&self.path, &expected);
        self.read(|log| {
            let kept = still_true(log, memo)?;
            let reading = Reading {
                log,
                scheduler,
                expected,
                worth_keeping,
            };
            let (recall, bytes) = reading.go_on(kept)?;
            let memo = bytes.map(|bytes| Memo::new(&self.path, library, bytes));
            Ok((recall, memo))
        })
    }

    /// Says whether a start would go on from what was kept.
    #[cfg(test)]
    pub(super) fn keeps(&self, library: &str, scheduler: &Scheduler, now: Moment) -> bool {
        let memo = Memo::read(&self.path, &Expected::new(library, scheduler, now));
        let kept = self.read(|log| still_true(log, memo));
        kept.unwrap().is_some()
    }
}

/// Returns what was kept, where it still is what the log says.
fn still_true(log: &Connection, memo: Option<Kept>) -> rusqlite::Result<Option<Kept>> {
    match memo {
        Some(kept) if kept.anchor.holds(log)? => Ok(Some(kept)),
        _ => Ok(None),
    }
}

struct Reading<'a> {
    log: &'a Connection,
    scheduler: &'a Scheduler,
    expected: Expected<'a>,
    worth_keeping: usize,
}

impl Reading<'_> {
    /// Goes on from what was kept; says what to keep instead.
    fn go_on(&self, kept: Option<Kept>) -> rusqlite::Result<(Recall, Option<Vec<u8>>)> {
        let (mut recall, after) = match kept {
            Some(kept) => (kept.recall, kept.anchor.review.seq),
            None => (Recall::default(), i64::MIN),
        };
        read_cards(self.log, &mut recall, self.expected.library)?;
        let rollover = self.scheduler.settings().rollover_hour;
        let Expected { now, today, .. } = self.expected;
        let is_over = |at: Moment| at.utc_ms <= now.utc_ms && at.study_day(rollover) < today;
        let mut tail = Tail::read(self.log, &recall, after, is_over)?;
        let bytes = self.settle(&mut recall, &mut tail)?;
        recall.take(tail.reviews, self.scheduler, now);
        recall.take_marks(tail.marks);
        Ok((recall, bytes))
    }

    /// Goes on by what is of days that are over, and says what the log amounts to then; does
    /// nothing where that would save little.
    fn settle(&self, recall: &mut Recall, tail: &mut Tail) -> rusqlite::Result<Option<Vec<u8>>> {
        let is_worth_it = tail.settled.count >= self.worth_keeping;
        let Some(review) = tail.settled.last.filter(|_| is_worth_it) else {
            return Ok(None);
        };
        let amendment = Amendment::newest(self.log)?;
        let todays = tail.reviews.split_off(tail.settled.own);
        let settled = std::mem::replace(&mut tail.reviews, todays);
        recall.take(settled, self.scheduler, self.expected.now);
        let later = tail.marks.partition_point(|mark| mark.seq <= review.seq);
        recall.take_marks(tail.marks.drain(..later));
        let anchor = Anchor { amendment, review };
        Ok(Some(Memo::encode(&self.expected, &anchor, recall)))
    }
}

/// Reads the cards of a library that are not known yet.
///
/// Rows of cards only grow, so that these are all behind the last one known.
fn read_cards(log: &Connection, recall: &mut Recall, library: &str) -> rusqlite::Result<()> {
    let after = recall.cards.last().map_or(i64::MIN, |card| card.row);
    // The plus keeps SQLite from going through the library's index instead of the newest rows.
    let select = "SELECT id, card FROM card WHERE id > ?1 AND +library = ?2 ORDER BY id";
    let mut statement = log.prepare(select)?;
    let mut rows = statement.query((after, library))?;
    while let Some(row) = rows.next()? {
        let id = row.get_ref(1)?.as_str()?;
        recall.add_card(row.get(0)?, id);
    }
    Ok(())
}

impl Recall {
    fn take_marks(&mut self, marks: impl IntoIterator<Item = FiledMark>) {
        for mark in marks {
            let of_card = self.marks.entry(mark.card).or_default();
            of_card.take(mark.kind, mark.at);
        }
    }
}
