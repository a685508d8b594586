//! Every review of a library, card by card: what showing and counting them needs.

use super::row::{moment, named, position, rating};
use super::{Store, StoreError};
use crate::card::CardId;
use crate::schedule::{MarkKind, Moment, Rated};
use fnv::FnvHashMap;
use rusqlite::Connection;
use std::ops::Range;

/// What a learner has done to a card besides answering it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Marks {
    /// Whether it was suspended and not resumed since.
    pub suspended: bool,
    /// When it was buried last.
    pub buried: Option<Moment>,
    /// How often it was flagged.
    pub flags: u32,
}

/// The reviews and marks of a library.
#[derive(Debug, Default)]
pub struct History {
    cards: FnvHashMap<CardId, Entry>,
    /// The reviews card by card, those of a card in the order of the log.
    rated: Vec<Rated>,
}

#[derive(Debug, Clone, Default)]
struct Entry {
    rated: Range<usize>,
    marks: Marks,
}

impl History {
    /// Returns the reviews of a card in the order of the log.
    pub fn reviews(&self, card: &str) -> &[Rated] {
        let entry = self.cards.get(card);
        entry.map_or(&[], |entry| &self.rated[entry.rated.clone()])
    }

    /// Returns what was done to a card besides answering it.
    pub fn marks(&self, card: &str) -> Marks {
        let entry = self.cards.get(card);
        entry.map_or_else(Marks::default, |entry| entry.marks)
    }

    /// Returns the cards in the log with their reviews, in no order.
    pub fn cards(&self) -> impl Iterator<Item = (&CardId, &[Rated])> {
        let reviews = |entry: &Entry| &self.rated[entry.rated.clone()];
        self.cards
            .iter()
            .map(move |(card, entry)| (card, reviews(entry)))
    }
}

impl Marks {
    /// Takes the next mark on the card.
    pub(super) fn take(&mut self, kind: MarkKind, at: Moment) {
        match kind {
            MarkKind::Suspend => self.suspended = true,
            MarkKind::Resume => self.suspended = false,
            MarkKind::Bury => self.buried = Some(at),
            MarkKind::Flag => self.flags = self.flags.saturating_add(1),
        }
    }
}

impl Store {
    /// Reads every review and mark of a library.
    pub fn history(&self, library: &str) -> Result<History, StoreError> {
        self.read(|log| {
            let mut cards = Cards::read(log, library)?;
            let rated = cards.reviews(log)?;
            cards.marks(log)?;
            Ok(History {
                cards: cards.ids.into_iter().zip(cards.entries).collect(),
                rated,
            })
        })
    }
}

/// The cards of a library while its history is read.
#[derive(Default)]
struct Cards {
    ids: Vec<CardId>,
    entries: Vec<Entry>,
    /// The row of each in the table of cards, in ascending order.
    rows: Vec<i64>,
}

impl Cards {
    fn read(log: &Connection, library: &str) -> rusqlite::Result<Self> {
        let mut cards = Self::default();
        let mut statement =
            log.prepare("SELECT id, card FROM card WHERE library = ?1 ORDER BY id")?;
        let mut rows = statement.query([library])?;
        while let Some(row) = rows.next()? {
            cards.rows.push(row.get(0)?);
            cards.ids.push(CardId(row.get(1)?));
            cards.entries.push(Entry::default());
        }
        Ok(cards)
    }

    /// Returns which card stands in a row.
    fn at(&self, row: i64) -> Option<usize> {
        position(&self.rows, |row| *row, row)
    }

    /// Reads the reviews and files them card by card.
    fn reviews(&mut self, log: &Connection) -> rusqlite::Result<Vec<Rated>> {
        let select = "SELECT card, at_ms, offset_s, rating, revision FROM review ORDER BY seq";
        let mut statement = log.prepare(select)?;
        let mut rows = statement.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let Some(card) = self.at(row.get(0)?) else {
                continue;
            };
            let rated = Rated {
                at: moment(row, 1)?,
                rating: rating(row, 3)?,
                revision: row.get(4)?,
            };
            self.entries[card].rated.end += 1;
            found.push((card, rated));
        }
        Ok(self.file(found))
    }

    /// Sorts reviews by card, given the number of each card's in its range's end.
    fn file(&mut self, found: Vec<(usize, Rated)>) -> Vec<Rated> {
        let mut start = 0;
        for entry in &mut self.entries {
            let count = entry.rated.end;
            entry.rated = start..start;
            start += count;
        }
        let Some((_, any)) = found.first() else {
            return Vec::new();
        };
        let mut filed = vec![*any; found.len()];
        for (card, rated) in found {
            let range = &mut self.entries[card].rated;
            filed[range.end] = rated;
            range.end += 1;
        }
        filed
    }

    fn marks(&mut self, log: &Connection) -> rusqlite::Result<()> {
        let select = "SELECT card, at_ms, offset_s, kind FROM mark ORDER BY seq";
        let mut statement = log.prepare(select)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let Some(card) = self.at(row.get(0)?) else {
                continue;
            };
            let kind = named(&MarkKind::ALL, "mark", row, 3)?;
            self.entries[card].marks.take(kind, moment(row, 1)?);
        }
        Ok(())
    }
}
