//! One date of EDTF, as precise as it is given: a decade, a year, a season, a month, a day.

use super::day::{Day, days_in};
use super::{EdtfProblem, Precision};
use std::fmt;

/// What is given of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Given {
    /// A year, or with one to three digits unspecified a decade, century, millennium; its first year.
    Years { low: i32, unspecified: u8 },
    /// A season from 21, spring, to 24, winter.
    Season { year: i32, season: u8 },
    /// A month that is not known, `2004-XX`.
    SomeMonth { year: i32 },
    /// A month.
    Month { year: i32, month: u8 },
    /// A day that is not known, `1985-04-XX` or `1985-XX-XX`.
    SomeDay { year: i32, month: Option<u8> },
    /// A day.
    Day(Day),
}

/// One date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Moment {
    pub(super) given: Given,
    pub(super) is_uncertain: bool,
    pub(super) is_approximate: bool,
}

impl Moment {
    /// Returns the days on which the date may lie; winter has two runs, as either end of a year is called so.
    ///
    /// An approximate date may lie one unit of what is given to either side.
    pub(super) fn spans(self) -> Vec<(Day, Day)> {
        let spans = self.given.spans();
        if !self.is_approximate {
            return spans;
        }
        let widen = |(first, last)| (self.given.step(first, -1), self.given.step(last, 1));
        spans.into_iter().map(widen).collect()
    }

    /// Returns the first day on which the date may lie.
    pub(super) fn first(self) -> Day {
        let (given, _) = self.given.reach();
        if self.is_approximate {
            self.given.step(given, -1)
        } else {
            given
        }
    }

    /// Returns the last day on which the date may lie.
    pub(super) fn last(self) -> Day {
        let (_, given) = self.given.reach();
        if self.is_approximate {
            self.given.step(given, 1)
        } else {
            given
        }
    }

    /// Returns what is given of the date.
    pub(super) const fn precision(self) -> Precision {
        match self.given {
            Given::Years { unspecified: 0, .. }
            | Given::SomeMonth { .. }
            | Given::SomeDay { month: None, .. } => Precision::Year,
            Given::Years { unspecified: 1, .. } => Precision::Decade,
            Given::Years { .. } => Precision::Century,
            Given::Season { .. } => Precision::Season,
            Given::Month { .. } | Given::SomeDay { month: Some(_), .. } => Precision::Month,
            Given::Day(_) => Precision::Day,
        }
    }

    /// Reads one date.
    pub(super) fn parse(text: &str) -> Result<Self, EdtfProblem> {
        let bare = text.trim_end_matches(['?', '~', '%']);
        let flags = &text[bare.len()..];
        if flags.len() > 1 || bare.contains(['?', '~', '%']) {
            return Err(EdtfProblem::Flags);
        }
        Ok(Self {
            given: Given::parse(bare)?,
            is_uncertain: matches!(flags, "?" | "%"),
            is_approximate: matches!(flags, "~" | "%"),
        })
    }
}

impl Given {
    fn spans(self) -> Vec<(Day, Day)> {
        let season = |year, season: u8| {
            let first = Day::first_of_month(year, 3).months_later(i32::from(season - 21) * 3);
            (first, first.months_later(3).previous())
        };
        match self {
            Self::Season { year, season: 24 } => {
                vec![season(year.saturating_sub(1), 24), season(year, 24)]
            }
            Self::Season {
                year,
                season: number,
            } => vec![season(year, number)],
            Self::Years { low, unspecified } => {
                let high = low.saturating_add(10i32.pow(u32::from(unspecified)) - 1);
                vec![(Day::first_of_year(low), Day::last_of_year(high))]
            }
            Self::SomeMonth { year } | Self::SomeDay { year, month: None } => {
                vec![(Day::first_of_year(year), Day::last_of_year(year))]
            }
            Self::Month { year, month }
            | Self::SomeDay {
                year,
                month: Some(month),
            } => {
                vec![(
                    Day::first_of_month(year, month),
                    Day::last_of_month(year, month),
                )]
            }
            Self::Day(day) => vec![(day, day)],
        }
    }

    /// Returns the first and the last of all days.
    fn reach(self) -> (Day, Day) {
        let spans = self.spans();
        let (first, last) = (spans[0], spans[spans.len() - 1]);
        (first.0, last.1)
    }

    /// Moves an end of the span by one unit of what is given, back or forth.
    fn step(self, end: Day, direction: i32) -> Day {
        let months = match self {
            Self::Day(_) if direction < 0 => return end.previous(),
            Self::Day(_) => return end.next(),
            Self::Month { .. } | Self::SomeDay { month: Some(_), .. } => 1,
            Self::Season { .. } => 3,
            Self::SomeMonth { .. } | Self::SomeDay { month: None, .. } => 12,
            Self::Years { unspecified, .. } => 12 * 10i32.pow(u32::from(unspecified)),
        };
        let moved = end.months_later(months * direction);
        if direction < 0 {
            moved
        } else {
            Day::last_of_month(moved.year, moved.month)
        }
    }

    fn parse(text: &str) -> Result<Self, EdtfProblem> {
        if let Some(digits) = text.strip_prefix('Y') {
            return long_year(digits);
        }
        let (date, time) = text
            .split_once('T')
            .map_or((text, None), |(date, time)| (date, Some(time)));
        let (sign, unsigned) = date.strip_prefix('-').map_or((1, date), |rest| (-1, rest));
        let mut parts = unsigned.split('-');
        let year = year(sign, parts.next().unwrap_or_default())?;
        let given = match (parts.next(), parts.next(), parts.next()) {
            (None, ..) => year,
            (Some(month), None, _) => month_of(year, month)?,
            (Some(month), Some(day), None) => day_of(year, month, day)?,
            _ => return Err(EdtfProblem::Shape),
        };
        match (time, given) {
            (Some(time), Self::Day(_)) if is_time(time) => Ok(given),
            (Some(_), _) => Err(EdtfProblem::Time),
            (None, _) => Ok(given),
        }
    }
}

fn long_year(digits: &str) -> Result<Given, EdtfProblem> {
    let unsigned = digits.strip_prefix('-').unwrap_or(digits);
    let is_number =
        !unsigned.starts_with('0') && unsigned.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number || !(5..=9).contains(&unsigned.len()) {
        return Err(EdtfProblem::LongYear);
    }
    let low = digits.parse().map_err(|_| EdtfProblem::LongYear)?;
    Ok(Given::Years {
        low,
        unspecified: 0,
    })
}

/// Reads four digits, up to three of them unspecified at the end.
fn year(sign: i32, text: &str) -> Result<Given, EdtfProblem> {
    let digits = text.trim_end_matches('X');
    if text.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(if text.contains('X') {
            EdtfProblem::Unspecified
        } else {
            EdtfProblem::Shape
        });
    }
    if text.len() != 4 {
        return Err(EdtfProblem::FourDigits);
    }
    let unspecified = text.len() - digits.len();
    let value: i32 = digits.parse().map_err(|_| EdtfProblem::Unspecified)?;
    if sign < 0 && (unspecified > 0 || value == 0) {
        return Err(if value == 0 {
            EdtfProblem::MinusZero
        } else {
            EdtfProblem::Unspecified
        });
    }
    Ok(Given::Years {
        low: sign * value * 10i32.pow(u32::try_from(unspecified).unwrap_or(0)),
        unspecified: u8::try_from(unspecified).unwrap_or(0),
    })
}

/// Returns the year of a date that gives more than one; all digits must then be known.
const fn whole_year(year: Given) -> Result<i32, EdtfProblem> {
    match year {
        Given::Years {
            low,
            unspecified: 0,
        } => Ok(low),
        _ => Err(EdtfProblem::Unspecified),
    }
}

fn month_of(year: Given, month: &str) -> Result<Given, EdtfProblem> {
    let year = whole_year(year)?;
    if month == "XX" {
        return Ok(Given::SomeMonth { year });
    }
    match two_digits(month)? {
        month @ 1..=12 => Ok(Given::Month { year, month }),
        season @ 21..=24 => Ok(Given::Season { year, season }),
        month => Err(EdtfProblem::NoSuchMonth(month)),
    }
}

fn day_of(year: Given, month: &str, day: &str) -> Result<Given, EdtfProblem> {
    if month == "XX" && day == "XX" {
        let year = whole_year(year)?;
        return Ok(Given::SomeDay { year, month: None });
    }
    let (year, month) = match month_of(year, month)? {
        Given::Month { year, month } => (year, month),
        Given::Season { season, .. } => return Err(EdtfProblem::NoSuchMonth(season)),
        _ => return Err(EdtfProblem::Unspecified),
    };
    if day == "XX" {
        return Ok(Given::SomeDay {
            year,
            month: Some(month),
        });
    }
    let day = two_digits(day)?;
    let days = days_in(year, month);
    let found = Day::new(year, month, day);
    found
        .map(Given::Day)
        .ok_or(EdtfProblem::NoSuchDay { year, month, days })
}

fn two_digits(text: &str) -> Result<u8, EdtfProblem> {
    if text.len() != 2 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(if text.contains('X') {
            EdtfProblem::Unspecified
        } else {
            EdtfProblem::TwoDigits
        });
    }
    text.parse().map_err(|_| EdtfProblem::TwoDigits)
}

/// Says whether a text is a time of day with an optional zone: `19:55:00`, `19:55:00Z`, `19:55:00+03:00`.
fn is_time(text: &str) -> bool {
    let zone_at = text.find(['Z', '+', '-']).unwrap_or(text.len());
    let (time, zone) = text.split_at(zone_at);
    let is_offset =
        |offset: &str| offset.len() == 2 || offset.len() == 5 && offset.as_bytes()[2] == b':';
    let zone_is_good = match zone.as_bytes().first() {
        None => true,
        Some(b'Z') => zone.len() == 1,
        Some(_) => {
            is_offset(&zone[1..])
                && zone[1..]
                    .bytes()
                    .all(|byte| byte.is_ascii_digit() || byte == b':')
        }
    };
    time.len() == 8 && zone_is_good && time.parse::<jiff::civil::Time>().is_ok()
}

/// Prints a year as EDTF writes it.
struct EdtfYear(i32);

impl fmt::Display for EdtfYear {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            year @ 0..=9999 => write!(formatter, "{year:04}"),
            year @ -9999..=-1 => write!(formatter, "-{:04}", -year),
            year => write!(formatter, "Y{year}"),
        }
    }
}

impl fmt::Display for Given {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Years { low, unspecified } => {
                let year = EdtfYear(low).to_string();
                let known = year.len() - usize::from(unspecified);
                write!(
                    formatter,
                    "{}{}",
                    &year[..known],
                    &"XXX"[..usize::from(unspecified)]
                )
            }
            Self::Season {
                year,
                season: month,
            }
            | Self::Month { year, month } => {
                write!(formatter, "{}-{month:02}", EdtfYear(year))
            }
            Self::SomeMonth { year } => write!(formatter, "{}-XX", EdtfYear(year)),
            Self::SomeDay { year, month: None } => write!(formatter, "{}-XX-XX", EdtfYear(year)),
            Self::SomeDay {
                year,
                month: Some(month),
            } => write!(formatter, "{}-{month:02}-XX", EdtfYear(year)),
            Self::Day(Day { year, month, day }) => {
                write!(formatter, "{}-{month:02}-{day:02}", EdtfYear(year))
            }
        }
    }
}

/// Prints the date in EDTF.
impl fmt::Display for Moment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let flag = match (self.is_uncertain, self.is_approximate) {
            (false, false) => "",
            (true, false) => "?",
            (false, true) => "~",
            (true, true) => "%",
        };
        write!(formatter, "{}{flag}", self.given)
    }
}
