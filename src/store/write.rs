//! Adding to the log, and taking back.

use super::row::{Filter, MARKS, REVIEWS, Table, card_row, word};
use super::{Store, StoreError};
use crate::card::CardId;
use crate::grade::Verdict;
use crate::question::Form;
use crate::schedule::{Mark, MarkKind, Review};
use fnv::FnvHasher;
use rusqlite::{Connection, OptionalExtension, Params};
use std::hash::Hasher;

/// What was taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Undone {
    /// A review.
    Review(Review),
    /// A mark.
    Mark(Mark),
}

const ADD_REVIEW: &str = "
    INSERT INTO review (seq, card, at_ms, offset_s, rating, revision,
                        took_ms, form, verdict, answer, typed)
    VALUES (1 + max(ifnull((SELECT max(seq) FROM review), 0),
                    ifnull((SELECT max(seq) FROM mark), 0)),
            ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";

const ADD_MARK: &str = "
    INSERT INTO mark (seq, card, at_ms, offset_s, kind, remark)
    VALUES (1 + max(ifnull((SELECT max(seq) FROM review), 0),
                    ifnull((SELECT max(seq) FROM mark), 0)),
            ?1, ?2, ?3, ?4, ?5)";

/// Compares with the review of a card at an instant.
const IS_SAME: &str = "
    SELECT (offset_s, rating, revision, took_ms, form, verdict, answer, typed)
         = (?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
    FROM review WHERE card = ?1 AND at_ms = ?2";

impl Store {
    /// Adds a review; it is on disk when this returns.
    ///
    /// Where the card has a review of the same millisecond, however alike, it is filed under the
    /// next one: answers can come faster than that.
    pub fn append(&mut self, library: &str, review: &Review) -> Result<(), StoreError> {
        self.transact(|log| add(log, library, review, Alike::Another))
    }

    /// Adds reviews from elsewhere, all of them or none; those that are in the log already are not
    /// added again.
    pub fn append_all(&mut self, library: &str, reviews: &[Review]) -> Result<(), StoreError> {
        self.transact(|log| {
            reviews
                .iter()
                .try_for_each(|review| add(log, library, review, Alike::TheSame))
        })
    }

    /// Adds a mark; it is on disk when this returns.
    pub fn add_mark(&mut self, library: &str, mark: &Mark) -> Result<(), StoreError> {
        self.transact(|log| {
            let card = make_card_row(log, library, &mark.card)?;
            let kind = word(&MarkKind::ALL, &mark.kind);
            let columns = (card, mark.at.utc_ms, mark.at.offset_s, kind, &mark.remark);
            log.prepare_cached(ADD_MARK)?.execute(columns)?;
            Ok(())
        })
    }

    /// Takes back the newest review of a card; returns it.
    pub fn undo_review(
        &mut self,
        library: &str,
        card: &CardId,
    ) -> Result<Option<Review>, StoreError> {
        self.undo(&REVIEWS, library, card)
    }

    /// Takes back the newest mark of a card; returns it.
    pub fn undo_mark(&mut self, library: &str, card: &CardId) -> Result<Option<Mark>, StoreError> {
        self.undo(&MARKS, library, card)
    }

    /// Takes back what was added last, be it a review or a mark; returns it.
    pub fn undo_last(&mut self, library: &str) -> Result<Option<Undone>, StoreError> {
        self.transact(|log| {
            let review = REVIEWS.newest(log, Filter::Library, library)?;
            let mark = MARKS.newest(log, Filter::Library, library)?;
            let review_is_newer =
                review.as_ref().map(|(seq, _)| seq) > mark.as_ref().map(|(seq, _)| seq);
            Ok(if review_is_newer {
                delete(log, &REVIEWS, review)?.map(Undone::Review)
            } else {
                delete(log, &MARKS, mark)?.map(Undone::Mark)
            })
        })
    }

    fn undo<T>(
        &mut self,
        table: &Table<T>,
        library: &str,
        card: &CardId,
    ) -> Result<Option<T>, StoreError> {
        self.transact(|log| {
            let row = card_row(log, library, card)?;
            let newest = table.newest(log, Filter::Card, row)?;
            delete(log, table, newest)
        })
    }
}

/// What a review is beside an equal one of its millisecond.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Alike {
    Another,
    TheSame,
}

fn add(log: &Connection, library: &str, review: &Review, alike: Alike) -> rusqlite::Result<()> {
    let card = make_card_row(log, library, &review.card)?;
    let answer = make_answer_row(log, &review.answer)?;
    for at_ms in review.at.utc_ms..=i64::MAX {
        let same = log
            .prepare_cached(IS_SAME)?
            .query_row(columns(card, at_ms, answer, review), |row| row.get(0))
            .optional()?;
        match same {
            Some(true) if alike == Alike::TheSame => break,
            Some(_) => {}
            None => {
                let columns = columns(card, at_ms, answer, review);
                log.prepare_cached(ADD_REVIEW)?.execute(columns)?;
                break;
            }
        }
    }
    Ok(())
}

/// Returns the columns of a review without its place in the log.
fn columns(card: i64, at_ms: i64, answer: i64, review: &Review) -> impl Params + '_ {
    (
        card,
        at_ms,
        review.at.offset_s,
        review.rating as u8,
        review.revision,
        review.took_ms,
        word(&Form::ALL, &review.form),
        word(&Verdict::ALL, &review.verdict),
        answer,
        &review.typed,
    )
}

/// Deletes a row; returns it.
fn delete<T>(
    log: &Connection,
    table: &Table<T>,
    row: Option<(i64, T)>,
) -> rusqlite::Result<Option<T>> {
    let Some((seq, taken)) = row else {
        return Ok(None);
    };
    let delete = format!("DELETE FROM {} WHERE seq = ?1", table.name);
    log.prepare_cached(&delete)?.execute([seq])?;
    Ok(Some(taken))
}

/// Returns the row of a card, which is made where there is none.
fn make_card_row(log: &Connection, library: &str, card: &CardId) -> rusqlite::Result<i64> {
    if let Some(row) = card_row(log, library, card)? {
        return Ok(row);
    }
    log.prepare_cached("INSERT INTO card (library, card) VALUES (?1, ?2)")?
        .insert([library, &card.0])
}

/// Returns the key of an answer: its hash, or the next number that no other text has.
fn make_answer_row(log: &Connection, text: &str) -> rusqlite::Result<i64> {
    let mut hasher = FnvHasher::default();
    hasher.write(text.as_bytes());
    let mut key = hasher.finish().cast_signed();
    let mut is_same = log.prepare_cached("SELECT text = ?2 FROM answer WHERE hash = ?1")?;
    let mut is_same = |key| is_same.query_row((key, text), |row| row.get(0)).optional();
    loop {
        match is_same(key)? {
            Some(true) => return Ok(key),
            Some(false) => key = key.wrapping_add(1),
            None => break,
        }
    }
    log.prepare_cached("INSERT INTO answer (hash, text) VALUES (?1, ?2)")?
        .execute((key, text))?;
    Ok(key)
}
