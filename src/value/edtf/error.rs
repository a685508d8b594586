//! Why a text is not a date, and what to write.

use super::typed::{Typed, parse_typed};
use super::words::month_name;

/// Why a text is not an EDTF date; its wording says what to write.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}`: {problem}{}", written(suggestion.as_deref()))]
pub struct EdtfError {
    /// What was read.
    pub text: String,
    /// What is wrong with it.
    pub problem: EdtfProblem,
    /// The EDTF string of what was probably meant.
    pub suggestion: Option<String>,
}

impl EdtfError {
    pub(super) fn new(text: &str, problem: EdtfProblem) -> Self {
        let suggestion = match parse_typed(text) {
            Some(Typed::Date(date)) => Some(date.as_str().to_owned()),
            _ => None,
        };
        Self {
            text: text.to_owned(),
            problem,
            suggestion,
        }
    }
}

fn written(suggestion: Option<&str>) -> String {
    suggestion
        .map(|edtf| format!("; did you mean `{edtf}`?"))
        .unwrap_or_default()
}

/// What is wrong with a text that should be an EDTF date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EdtfProblem {
    /// Nothing.
    #[error("no date; write one as `2024-03-22`, `2024-03` or `2024`")]
    Empty,
    /// Nothing like a date.
    #[error(
        "not a date in EDTF; write one as `2024-03-22`, `2024-03` or `2024`, an interval as `2014/2015`"
    )]
    Shape,
    /// A year of fewer or more than four digits.
    #[error("a year has four digits, as in `0079`; beyond 9999 write `Y12345`")]
    FourDigits,
    /// A `Y` year of fewer than five or more than nine digits.
    #[error(
        "`Y` stands before a year of five to nine digits; write others without it, as in `2024`"
    )]
    LongYear,
    /// `-0000`.
    #[error("there is no year -0; 1 BC is `0000`, 2 BC is `-0001`")]
    MinusZero,
    /// A month or day that is not two digits.
    #[error("month and day have two digits each, as in `2024-03-02`")]
    TwoDigits,
    /// A month beyond 12 that is no season either.
    #[error(
        "there is no month {0:02}; months go from 01 to 12, seasons from 21 (spring) to 24 (winter)"
    )]
    NoSuchMonth(u8),
    /// A day the month does not have.
    #[error("{} {year} has {days} days", month_name(*month))]
    NoSuchDay {
        /// Year, astronomical.
        year: i32,
        /// 1 to 12.
        month: u8,
        /// How many days it has.
        days: u8,
    },
    /// A time that is none, or without a day.
    #[error("after `T` belongs a time of that day, as in `2024-03-22T19:55:00+03:00`")]
    Time,
    /// `?`, `~` or `%` in another place than the end.
    #[error(
        "one of `?` (uncertain), `~` (about) or `%` (both) may stand at the end of a date, nowhere else"
    )]
    Flags,
    /// `X` in another place than the end.
    #[error("`X` stands for unknown digits at the end: `201X`, `20XX`, `2024-XX`, `2024-03-XX`")]
    Unspecified,
    /// The later date first.
    #[error("it ends before it begins; write the earlier date first")]
    Reversed,
    /// An interval of two unknown or open ends.
    #[error("it names no date; one end at least must be one, as in `2014/..`")]
    NoDate,
    /// `[` without `]`.
    #[error("one of several dates is written in brackets: `[2014,2015]`")]
    SetUnclosed,
    /// A member of a set is missing.
    #[error("a date is missing in the brackets; write them as `[2014,2015]` or `[2014..2016]`")]
    SetEmpty,
    /// `{…}`.
    #[error("braces mean all of the dates; a single answer is one of them, `[2014,2015]`")]
    AllOf,
}
