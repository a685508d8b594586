//! A place in the log, and whether everything up to it still is as it was.

use super::row::{moment, rating};
use crate::schedule::Rated;
use rusqlite::{Connection, OptionalExtension, Row};

/// A place in the log with what tells whether the log has changed up to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Anchor {
    /// The newest amendment of the log there was.
    pub(super) amendment: Amendment,
    /// The review at the place.
    pub(super) review: Anchored,
}

/// A row that says where the log was changed otherwise than by adding to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Amendment {
    pub(super) number: i64,
    /// By chance: no other log has it, nor a copy that went another way.
    pub(super) token: i64,
}

/// A review as it stands at a place in the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Anchored {
    pub(super) seq: i64,
    /// The row of its card.
    pub(super) card: i64,
    pub(super) rated: Rated,
}

const IS_AS_IT_WAS: &str = "
    SELECT EXISTS (SELECT * FROM amendment WHERE number = ?1 AND token = ?2)
       AND NOT EXISTS (SELECT * FROM amendment WHERE number > ?1 AND seq <= ?3)";

impl Anchor {
    /// Says whether the log holds up to the anchor exactly what it held then.
    ///
    /// Rows can only have been added behind it: the review at the place is still there, so is the
    /// newest amendment, and none that came after it tells of a place before the anchor.
    pub(super) fn holds(&self, log: &Connection) -> rusqlite::Result<bool> {
        let Amendment { number, token } = self.amendment;
        let seq = self.review.seq;
        let is_as_it_was = log.query_row(IS_AS_IT_WAS, (number, token, seq), |row| row.get(0))?;
        Ok(is_as_it_was && Anchored::at(log, seq)? == Some(self.review))
    }
}

impl Amendment {
    /// Returns the newest amendment of a log; its birth is the first.
    pub(super) fn newest(log: &Connection) -> rusqlite::Result<Self> {
        let select = "SELECT number, token FROM amendment ORDER BY number DESC LIMIT 1";
        log.query_row(select, [], |row| {
            Ok(Self {
                number: row.get(0)?,
                token: row.get(1)?,
            })
        })
    }
}

impl Anchored {
    /// The columns that [`Anchored::read`] expects.
    pub(super) const COLUMNS: &str = "seq, card, at_ms, offset_s, rating, revision";

    fn at(log: &Connection, seq: i64) -> rusqlite::Result<Option<Self>> {
        let select = format!("SELECT {} FROM review WHERE seq = ?1", Self::COLUMNS);
        log.query_row(&select, [seq], Self::read).optional()
    }

    pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            seq: row.get(0)?,
            card: row.get(1)?,
            rated: Rated {
                at: moment(row, 2)?,
                rating: rating(row, 4)?,
                revision: row.get(5)?,
            },
        })
    }
}
