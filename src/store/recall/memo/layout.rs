//! What a memo says, in the order it says it.

use super::code::{Reader, Writer};
use crate::schedule::{Due, Memory, Moment, Phase, Rated, Rating, Scheduler, StudyDay};
use crate::store::anchor::{Amendment, Anchor, Anchored};
use crate::store::{Marks, Recall};
use std::io::Read;

/// Opens every memo; its end is the number of the layout, raised with every change of it.
const MAGIC: &str = "factdeck memo 1";

/// The parts that marks can have.
const SUSPENDED: u8 = 1;
const BURIED: u8 = 2;
const FLAGGED: u8 = 4;

/// What a memo must be about to be of use.
#[derive(Debug, Clone, Copy)]
pub(in crate::store::recall) struct Expected<'a> {
    pub(in crate::store::recall) library: &'a str,
    /// That of the scheduler.
    fingerprint: u64,
    pub(in crate::store::recall) now: Moment,
    pub(in crate::store::recall) today: StudyDay,
}

impl<'a> Expected<'a> {
    pub(in crate::store::recall) fn new(
        library: &'a str,
        scheduler: &Scheduler,
        now: Moment,
    ) -> Self {
        Self {
            library,
            fingerprint: scheduler.fingerprint(),
            now,
            today: now.study_day(scheduler.settings().rollover_hour),
        }
    }
}

/// What a memo says of the log up to a place.
#[derive(Debug)]
pub(in crate::store::recall) struct Kept {
    pub(in crate::store::recall) anchor: Anchor,
    pub(in crate::store::recall) recall: Recall,
}

/// Says what the log amounts to up to an anchor; all of it is of days before today.
pub(super) fn encode(expected: &Expected<'_>, anchor: &Anchor, recall: &Recall) -> Vec<u8> {
    let mut writer = Writer::default();
    writer.text(MAGIC);
    writer.text(expected.library);
    writer.number(expected.fingerprint);
    writer.signed(expected.today.0);
    write_anchor(&mut writer, anchor);
    writer.number(u8::from(recall.newest.is_some()));
    if let Some(newest) = recall.newest {
        write_moment(&mut writer, newest);
    }
    // Rows of cards only grow, so the log had those up to the last one used when it came to the
    // anchor; later ones are read from the log, where a copy of it may have others.
    let is_used = |card: &usize| recall.cards[*card].learned > 0 || recall.marks.contains_key(card);
    let last_used = (0..recall.cards.len()).rev().find(is_used);
    let count = last_used.map_or(0, |card| card + 1);
    writer.number(count as u64);
    writer.seal_block();
    let mut row_before = 0;
    for (card, known) in recall.cards[..count].iter().enumerate() {
        writer.signed(known.row.wrapping_sub(row_before));
        row_before = known.row;
        writer.text(recall.id(card));
        let marks = recall.marks.get(&card).copied();
        write_marks(&mut writer, &marks.unwrap_or_default());
        writer.number(recall.all_learned(card).count() as u64);
        for learned in recall.all_learned(card) {
            writer.number(learned.revision);
            write_memory(&mut writer, &learned.memory);
        }
        writer.end_record();
    }
    writer.seal()
}

/// Reads a memo; `None` where it is damaged or of no use.
///
/// A memo of a later day, or with a review that is still to come, is of no use: the clock was set
/// back, and today's reviews would be hidden in it.
pub(super) fn decode(input: impl Read, expected: &Expected<'_>) -> Option<Kept> {
    let mut reader = Reader::new(input);
    reader.next_record()?;
    let is_meant = reader.text()? == MAGIC
        && reader.text()? == expected.library
        && reader.number::<u64>()? == expected.fingerprint
        && reader.signed::<i32>()? <= expected.today.0;
    if !is_meant {
        return None;
    }
    let anchor = read_anchor(&mut reader)?;
    let newest = match reader.number::<u8>()? {
        0 => None,
        _ => Some(read_moment(&mut reader)?),
    };
    if newest.is_some_and(|newest| newest.utc_ms > expected.now.utc_ms) {
        return None;
    }
    let count = reader.number()?;
    let recall = Recall {
        newest,
        ..read_cards(&mut reader, count)?
    };
    Some(Kept { anchor, recall })
}

fn read_cards(reader: &mut Reader<impl Read>, count: usize) -> Option<Recall> {
    let mut recall = Recall::default();
    recall.cards.try_reserve_exact(count).ok()?;
    recall.learned.try_reserve_exact(count).ok()?;
    let mut row: i64 = 0;
    for card in 0..count {
        reader.next_record()?;
        row = row.wrapping_add(reader.signed()?);
        recall.add_card(row, reader.text()?);
        let marks = read_marks(reader)?;
        if marks != Marks::default() {
            recall.marks.insert(card, marks);
        }
        for _ in 0..reader.number::<usize>()? {
            let revision = reader.number()?;
            recall.set_memory(card, revision, read_memory(reader)?);
        }
    }
    reader.is_at_end().then_some(recall)
}

fn write_anchor(writer: &mut Writer, anchor: &Anchor) {
    let Anchor { amendment, review } = anchor;
    writer.signed(amendment.number);
    writer.signed(amendment.token);
    writer.signed(review.seq);
    writer.signed(review.card);
    write_moment(writer, review.rated.at);
    writer.number(review.rated.rating as u8);
    writer.number(review.rated.revision);
}

fn read_anchor(reader: &mut Reader<impl Read>) -> Option<Anchor> {
    let amendment = Amendment {
        number: reader.signed()?,
        token: reader.signed()?,
    };
    let review = Anchored {
        seq: reader.signed()?,
        card: reader.signed()?,
        rated: Rated {
            at: read_moment(reader)?,
            rating: Rating::numbered(reader.number()?)?,
            revision: reader.number()?,
        },
    };
    Some(Anchor { amendment, review })
}

fn write_moment(writer: &mut Writer, moment: Moment) {
    writer.wide(moment.utc_ms);
    writer.signed(moment.offset_s);
}

fn read_moment(reader: &mut Reader<impl Read>) -> Option<Moment> {
    Some(Moment {
        utc_ms: reader.wide()?,
        offset_s: reader.signed()?,
    })
}

/// Writes first which of its parts there are; most cards have none.
fn write_marks(writer: &mut Writer, marks: &Marks) {
    let flag = |is_there, bit| if is_there { bit } else { 0_u8 };
    let suspended = flag(marks.suspended, SUSPENDED);
    let buried = flag(marks.buried.is_some(), BURIED);
    let flagged = flag(marks.flags > 0, FLAGGED);
    writer.number(suspended | buried | flagged);
    if let Some(buried) = marks.buried {
        write_moment(writer, buried);
    }
    if marks.flags > 0 {
        writer.number(marks.flags);
    }
}

fn read_marks(reader: &mut Reader<impl Read>) -> Option<Marks> {
    let parts: u8 = reader.number()?;
    let mut marks = Marks {
        suspended: parts & SUSPENDED > 0,
        ..Marks::default()
    };
    if parts & BURIED > 0 {
        marks.buried = Some(read_moment(reader)?);
    }
    if parts & FLAGGED > 0 {
        marks.flags = reader.number()?;
    }
    Some(marks)
}

fn write_memory(writer: &mut Writer, memory: &Memory) {
    writer.float(memory.stability);
    writer.float(memory.difficulty);
    let (kind, step) = match memory.phase {
        Phase::Review => (0_u8, 0),
        Phase::Learning { step } => (1, step),
        Phase::Relearning { step } => (2, step),
    };
    writer.number(kind);
    writer.number(step as u64);
    write_moment(writer, memory.last);
    match memory.due {
        Due::Day(day) => {
            writer.number(0_u8);
            writer.signed(day.0);
        }
        Due::At(utc_ms) => {
            writer.number(1_u8);
            writer.wide(utc_ms);
        }
    }
    writer.number(memory.interval_days);
    writer.number(memory.reps);
    writer.number(memory.lapses);
}

fn read_memory(reader: &mut Reader<impl Read>) -> Option<Memory> {
    Some(Memory {
        stability: reader.float()?,
        difficulty: reader.float()?,
        phase: match (reader.number()?, reader.number()?) {
            (0_u8, _) => Phase::Review,
            (1, step) => Phase::Learning { step },
            (2, step) => Phase::Relearning { step },
            _ => return None,
        },
        last: read_moment(reader)?,
        due: match reader.number()? {
            0_u8 => Due::Day(StudyDay(reader.signed()?)),
            1 => Due::At(reader.wide()?),
            _ => return None,
        },
        interval_days: reader.number()?,
        reps: reader.number()?,
        lapses: reader.number()?,
    })
}
