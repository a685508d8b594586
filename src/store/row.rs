//! Rows as values, and the words that stand for enums in them.

use super::error::Unknown;
use crate::card::CardId;
use crate::grade::Verdict;
use crate::question::Form;
use crate::schedule::{Mark, MarkKind, Moment, Rating, Review};
use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension, Row, ToSql};

/// A table of the log, and how its rows are read.
pub(super) struct Table<T> {
    pub(super) name: &'static str,
    /// The joins are crossed so that the table itself is gone through first, in its order.
    select: &'static str,
    read: fn(&Row<'_>) -> rusqlite::Result<T>,
}

pub(super) const REVIEWS: Table<Review> = Table {
    name: "review",
    select: "SELECT it.seq, card.card, it.at_ms, it.offset_s, it.rating, it.revision,
                    it.took_ms, it.form, it.verdict, it.typed, answer.text
             FROM review AS it
             CROSS JOIN card ON card.id = it.card
             CROSS JOIN answer ON answer.hash = it.answer",
    read: review,
};

pub(super) const MARKS: Table<Mark> = Table {
    name: "mark",
    select: "SELECT it.seq, card.card, it.at_ms, it.offset_s, it.kind, it.remark
             FROM mark AS it
             CROSS JOIN card ON card.id = it.card",
    read: mark,
};

impl<T> Table<T> {
    /// Returns the newest row, with its place in the log, of those that a filter lets through.
    pub(super) fn newest(
        &self,
        log: &Connection,
        filter: Filter,
        key: impl ToSql,
    ) -> rusqlite::Result<Option<(i64, T)>> {
        let select = self.select;
        let newest = match filter {
            // The index of a card's rows knows the newest; sorting them would read them all.
            Filter::Card => {
                let table = self.name;
                format!("{select} WHERE it.seq = (SELECT max(seq) FROM {table} WHERE card = ?1)")
            }
            Filter::Library => {
                format!("{select} WHERE card.library = ?1 ORDER BY it.seq DESC LIMIT 1")
            }
        };
        let read = |row: &Row<'_>| Ok((row.get(0)?, (self.read)(row)?));
        log.prepare_cached(&newest)?
            .query_row([key], read)
            .optional()
    }

    /// Visits every row of a library in the order of the log.
    pub(super) fn each(
        &self,
        log: &Connection,
        library: &str,
        mut visit: impl FnMut(T),
    ) -> rusqlite::Result<()> {
        let select = self.select;
        let each = format!("{select} WHERE card.library = ?1 ORDER BY it.seq");
        let mut statement = log.prepare(&each)?;
        let mut rows = statement.query([library])?;
        while let Some(row) = rows.next()? {
            visit((self.read)(row)?);
        }
        Ok(())
    }
}

/// What a row must be about.
#[derive(Clone, Copy)]
pub(super) enum Filter {
    /// The card in this row of the table of cards.
    Card,
    /// Any card of the library with this id.
    Library,
}

/// Returns the row of a card that is in the log.
pub(super) fn card_row(
    log: &Connection,
    library: &str,
    card: &CardId,
) -> rusqlite::Result<Option<i64>> {
    log.prepare_cached("SELECT id FROM card WHERE library = ?1 AND card = ?2")?
        .query_row([library, &card.0], |row| row.get(0))
        .optional()
}

fn review(row: &Row<'_>) -> rusqlite::Result<Review> {
    Ok(Review {
        card: CardId(row.get(1)?),
        at: moment(row, 2)?,
        rating: rating(row, 4)?,
        revision: row.get(5)?,
        took_ms: row.get(6)?,
        form: named(&Form::ALL, "form", row, 7)?,
        verdict: named(&Verdict::ALL, "verdict", row, 8)?,
        typed: row.get(9)?,
        answer: row.get(10)?,
    })
}

fn mark(row: &Row<'_>) -> rusqlite::Result<Mark> {
    Ok(Mark {
        card: CardId(row.get(1)?),
        at: moment(row, 2)?,
        kind: named(&MarkKind::ALL, "mark", row, 4)?,
        remark: row.get(5)?,
    })
}

/// Reads a moment from a column and the one after it.
pub(super) fn moment(row: &Row<'_>, column: usize) -> rusqlite::Result<Moment> {
    Ok(Moment {
        utc_ms: row.get(column)?,
        offset_s: row.get(column + 1)?,
    })
}

pub(super) fn rating(row: &Row<'_>, column: usize) -> rusqlite::Result<Rating> {
    let number = row.get(column)?;
    Rating::numbered(number).ok_or_else(|| unknown("rating", column, number.to_string()))
}

/// Reads a word that stands for one of `all`.
pub(super) fn named<T: Copy>(
    all: &[(T, &'static str)],
    what: &'static str,
    row: &Row<'_>,
    column: usize,
) -> rusqlite::Result<T> {
    let word: String = row.get(column)?;
    let found = all.iter().find(|(_, name)| *name == word);
    let found = found.map(|(it, _)| *it);
    found.ok_or_else(|| unknown(what, column, word))
}

/// Returns the word that stands for one of `all`.
pub(super) fn word<T: PartialEq>(all: &[(T, &'static str)], it: &T) -> &'static str {
    let found = all.iter().find(|(other, _)| other == it);
    found.map_or("", |(_, word)| word)
}

/// Returns where a card stands among cards in ascending order of their rows; rows without gaps
/// are found at once.
pub(super) fn position<T>(cards: &[T], row_of: impl Fn(&T) -> i64, row: i64) -> Option<usize> {
    let first = row_of(cards.first()?);
    let guess = usize::try_from(row.checked_sub(first)?).ok()?;
    if cards.get(guess).is_some_and(|card| row_of(card) == row) {
        return Some(guess);
    }
    cards.binary_search_by_key(&row, row_of).ok()
}

fn unknown(what: &'static str, column: usize, found: String) -> rusqlite::Error {
    let unknown = Box::new(Unknown { what, found });
    rusqlite::Error::FromSqlConversionFailure(column, Type::Text, unknown)
}
