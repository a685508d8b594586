//! Dates as precise as they are known: EDTF (ISO 8601-2) level 0 and 1, and `[..]`, one of a set.

mod day;
mod digits;
mod error;
mod moment;
mod typed;
mod words;

pub use day::Day;
pub use error::{EdtfError, EdtfProblem};
pub use typed::{Typed, parse_typed};

use super::{Bound, Interval};
use moment::{Given, Moment};
use std::fmt;

/// How much of a date is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// `20XX`, or less.
    Century,
    /// `201X`
    Decade,
    /// `2014`
    Year,
    /// `2014-21`, spring 2014
    Season,
    /// `2014-06`
    Month,
    /// `2014-06-29`
    Day,
}

/// An end of an interval of dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum End {
    /// `..`, no end.
    Open,
    /// Nothing, an end that is not known.
    Unknown,
    Date(Moment),
}

/// A member of one of a set; a range without an end is open there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Member {
    One(Moment),
    Range(Option<Moment>, Option<Moment>),
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Kind {
    One(Moment),
    Interval(End, End),
    OneOf(Box<[Member]>),
}

/// A date, an interval of dates, or one of a set of dates.
///
/// Two are equal when their EDTF strings are; spaces in a set and the time of a day do not count.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Edtf {
    text: Box<str>,
    kind: Kind,
}

impl Edtf {
    /// Reads an EDTF string.
    pub fn parse(text: &str) -> Result<Self, EdtfError> {
        let kind = Kind::parse(text.trim()).map_err(|problem| EdtfError::new(text, problem))?;
        Ok(Self::of(kind))
    }

    /// Makes the date of one day, none where the calendar has no such day or EDTF cannot write it.
    pub fn day(day: Day) -> Option<Self> {
        let exists = Day::new(day.year, day.month, day.day).is_some();
        let date = Moment {
            given: Given::Day(day),
            is_uncertain: false,
            is_approximate: false,
        };
        (exists && (-9999..=9999).contains(&day.year)).then(|| Self::of(Kind::One(date)))
    }

    fn of(kind: Kind) -> Self {
        Self {
            text: kind.to_string().into(),
            kind,
        }
    }

    /// Returns the days on which the date may lie, as one or more intervals in rising order that
    /// neither meet nor touch. `~` and `%` allow one unit of what is given to either side, `?` does
    /// not: who is unsure of a date still names it.
    pub fn spans(&self) -> Vec<Interval<Day>> {
        let mut spans = self.kind.spans();
        spans.sort_unstable();
        let mut merged: Vec<Ends> = Vec::with_capacity(spans.len());
        for (first, last) in spans {
            match merged.last_mut() {
                Some((_, end)) if touches(*end, first) => *end = later(*end, last),
                _ => merged.push((first, last)),
            }
        }
        let bound = |day: Option<Day>| day.map_or(Bound::Open, Bound::Including);
        let interval = |(first, last)| Interval {
            low: bound(first),
            high: bound(last),
        };
        merged.into_iter().map(interval).collect()
    }

    /// Says whether both dates can be true of one event.
    pub fn meets(&self, other: &Self) -> bool {
        let others = other.spans();
        self.spans()
            .iter()
            .any(|span| others.iter().any(|other| span.meets(other)))
    }

    /// Says whether every day of this date is a day of the other: it is at least as precise.
    pub fn within(&self, other: &Self) -> bool {
        let others = other.spans();
        self.spans()
            .iter()
            .all(|span| others.iter().any(|other| span.within(other)))
    }

    /// Returns how much is given of a single date; none for intervals and sets.
    pub const fn precision(&self) -> Option<Precision> {
        match &self.kind {
            Kind::One(date) => Some(date.precision()),
            Kind::Interval(..) | Kind::OneOf(_) => None,
        }
    }

    /// Returns the two dates of an interval, none where an end is open or not known; `None` for all else.
    pub fn ends(&self) -> Option<(Option<Self>, Option<Self>)> {
        let Kind::Interval(start, end) = &self.kind else {
            return None;
        };
        let date = |end: &End| match end {
            End::Date(date) => Some(Self::of(Kind::One(*date))),
            End::Open | End::Unknown => None,
        };
        Some((date(start), date(end)))
    }

    /// Returns roughly how many days the date may lie on, none where an end is open.
    pub fn rough_days(&self) -> Option<i64> {
        let length = |span: &Interval<Day>| match (span.low, span.high) {
            (Bound::Including(first), Bound::Including(last)) => {
                Some(last.rough_number() - first.rough_number() + 1)
            }
            _ => None,
        };
        self.spans().iter().map(length).sum()
    }

    /// Returns the date as a learner reads it: `22 March 2024`, `August 2021`, `2014 or 2015`, `since 2014`.
    pub fn in_words(&self) -> String {
        words::of(&self.kind)
    }

    /// Returns the EDTF string.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

/// First and last day; none is no end. The derived order puts an open start first, as it must.
type Ends = (Option<Day>, Option<Day>);

/// Says whether a span that begins on `first` meets or follows at once on one that ends on `end`.
fn touches(end: Option<Day>, first: Option<Day>) -> bool {
    match (end, first) {
        (Some(end), Some(first)) => first <= end.next(),
        _ => true,
    }
}

fn later(a: Option<Day>, b: Option<Day>) -> Option<Day> {
    Some(a?.max(b?))
}

impl Kind {
    fn parse(text: &str) -> Result<Self, EdtfProblem> {
        if text.is_empty() {
            return Err(EdtfProblem::Empty);
        }
        if text.starts_with('{') {
            return Err(EdtfProblem::AllOf);
        }
        if let Some(inner) = text.strip_prefix('[') {
            return one_of(inner.strip_suffix(']').ok_or(EdtfProblem::SetUnclosed)?);
        }
        match text.split_once('/') {
            Some((start, end)) => interval(start, end),
            None => Moment::parse(text).map(Self::One),
        }
    }

    fn spans(&self) -> Vec<Ends> {
        let of_moment = |date: &Moment| {
            date.spans()
                .into_iter()
                .map(|(first, last)| (Some(first), Some(last)))
        };
        match self {
            Self::One(date) => of_moment(date).collect(),
            Self::Interval(start, end) => vec![(
                start.date().map(Moment::first),
                end.date().map(Moment::last),
            )],
            Self::OneOf(members) => {
                let mut spans = Vec::new();
                for member in members {
                    match member {
                        Member::One(date) => spans.extend(of_moment(date)),
                        Member::Range(from, to) => {
                            spans.push((from.map(Moment::first), to.map(Moment::last)));
                        }
                    }
                }
                spans
            }
        }
    }
}

impl End {
    fn parse(text: &str) -> Result<Self, EdtfProblem> {
        match text {
            "" => Ok(Self::Unknown),
            ".." => Ok(Self::Open),
            _ => Moment::parse(text).map(Self::Date),
        }
    }

    const fn date(self) -> Option<Moment> {
        match self {
            Self::Date(date) => Some(date),
            Self::Open | Self::Unknown => None,
        }
    }
}

fn interval(start: &str, end: &str) -> Result<Kind, EdtfProblem> {
    let (start, end) = (End::parse(start)?, End::parse(end)?);
    match (start.date(), end.date()) {
        (None, None) => Err(EdtfProblem::NoDate),
        (Some(first), Some(last)) if is_reversed(first, last) => Err(EdtfProblem::Reversed),
        _ => Ok(Kind::Interval(start, end)),
    }
}

/// Says whether the second date cannot follow the first, or is the first with less given.
fn is_reversed(first: Moment, last: Moment) -> bool {
    first.first() > last.last()
}

fn one_of(inner: &str) -> Result<Kind, EdtfProblem> {
    let members: Vec<Member> = inner
        .split(',')
        .map(str::trim)
        .map(member)
        .collect::<Result<_, _>>()?;
    match members[..] {
        [Member::One(only)] => Ok(Kind::One(only)),
        _ => Ok(Kind::OneOf(members.into())),
    }
}

fn member(text: &str) -> Result<Member, EdtfProblem> {
    let date = |text: &str| {
        (!text.is_empty())
            .then(|| Moment::parse(text.trim()))
            .transpose()
    };
    let Some((from, to)) = text.split_once("..") else {
        return date(text)?.map(Member::One).ok_or(EdtfProblem::SetEmpty);
    };
    match (date(from)?, date(to)?) {
        (None, None) => Err(EdtfProblem::NoDate),
        (Some(first), Some(last)) if is_reversed(first, last) => Err(EdtfProblem::Reversed),
        (from, to) => Ok(Member::Range(from, to)),
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::One(date) => date.fmt(formatter),
            Self::Interval(start, end) => write!(formatter, "{start}/{end}"),
            Self::OneOf(members) => {
                let members: Vec<String> = members.iter().map(ToString::to_string).collect();
                write!(formatter, "[{}]", members.join(","))
            }
        }
    }
}

impl fmt::Display for End {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Open => formatter.write_str(".."),
            Self::Unknown => Ok(()),
            Self::Date(date) => date.fmt(formatter),
        }
    }
}

impl fmt::Display for Member {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = |date: &Option<Moment>| date.map(|date| date.to_string()).unwrap_or_default();
        match self {
            Self::One(date) => date.fmt(formatter),
            Self::Range(from, to) => write!(formatter, "{}..{}", text(from), text(to)),
        }
    }
}

#[cfg(test)]
mod tests;
