//! Dates as learners type them.

use super::Edtf;
use super::day::Day;
use super::digits::{in_figures, short_interval, with_full_years};
use super::words::{SEASONS, month_name};
use crate::value::text::typed_line;
use jiff::fmt::strtime::BrokenDownTime;

/// What a typed date can mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Typed {
    /// One date.
    Date(Edtf),
    /// Day and month could stand in either order: `03/04/2024`.
    Either {
        /// Read with the day first.
        day_first: Edtf,
        /// Read with the month first.
        month_first: Edtf,
    },
    /// A day without its year: `22 March`.
    DayOfYear {
        /// 1 to 12.
        month: u8,
        /// 1 to 31.
        day: u8,
    },
    /// A day without its year whose day and month could stand in either order: `9/11`.
    EitherDayOfYear {
        /// Month and day, read with the day first.
        day_first: (u8, u8),
        /// Month and day, read with the month first.
        month_first: (u8, u8),
    },
    /// A month without its year.
    Month(u8),
}

/// Reads a date as people type it: the usual written forms, everything [`Edtf::in_words`] says, and EDTF.
///
/// Day and month in figures are ambiguous where both orders give a day, unless points part them,
/// which everybody writes with the day first. A year of two figures counts only behind day and
/// month, an apostrophe or, as the end of an interval, another year: `2014-17`, even `2014-21`,
/// which is spring in EDTF.
pub fn parse_typed(text: &str) -> Option<Typed> {
    const LONGEST: usize = 500;
    if text.len() > LONGEST {
        return None;
    }
    let line = with_full_years(&typed_line(text));
    let bare = line.trim_matches([' ', '.', ',', '!']);
    if bare.is_empty() {
        return None;
    }
    if let Some(date) = short_interval(bare).or_else(|| edtf(line.trim())) {
        return Some(Typed::Date(date));
    }
    let line = bare;
    single(line).or_else(|| {
        open(line)
            .or_else(|| interval(line))
            .or_else(|| one_of(line))
            .map(Typed::Date)
    })
}

/// Reads EDTF without making an error of what is none; the error would read the text as typed again.
pub(super) fn edtf(lower: &str) -> Option<Edtf> {
    let kind = super::Kind::parse(&lower.to_ascii_uppercase()).ok()?;
    Some(Edtf::of(kind))
}

/// Reads `since 2014` and `until 2015`.
fn open(line: &str) -> Option<Edtf> {
    if let Some(rest) = line.strip_prefix("since ") {
        return edtf(&format!("{}/..", definite(rest)?));
    }
    let rest = line
        .strip_prefix("until ")
        .or_else(|| line.strip_prefix("till "))?;
    edtf(&format!("../{}", definite(rest)?))
}

/// Reads `2014 to 2015`, `2014-2015`, `22-25 March 2024`.
fn interval(line: &str) -> Option<Edtf> {
    const UNKNOWN: &str = "an unknown date";
    let inner = line.strip_prefix("from ").unwrap_or(line);
    for sign in [" to ", " - ", " until ", " till ", "-"] {
        for (at, _) in inner.match_indices(sign) {
            let (first, last) = (&inner[..at], &inner[at + sign.len()..]);
            let both = match (first == UNKNOWN, last == UNKNOWN) {
                (true, _) => definite(last).map(|last| format!("/{last}")),
                (_, true) => definite(first).map(|first| format!("{first}/")),
                _ => pair(first, last).map(|(first, last)| format!("{first}/{last}")),
            };
            if let Some(date) = both.and_then(|both| edtf(&both)) {
                return Some(date);
            }
        }
    }
    None
}

/// Reads `2014 or 2015`, `2013, 2014 or 2015`, `between 2014 and 2016`.
fn one_of(line: &str) -> Option<Edtf> {
    let mut members = Vec::new();
    for piece in line.split(" or ") {
        match member(piece, line) {
            Some(member) => members.push(member),
            None => {
                for part in piece.split(", ") {
                    members.push(member(part, line)?);
                }
            }
        }
    }
    edtf(&format!("[{}]", members.join(",")))
}

fn member(piece: &str, line: &str) -> Option<String> {
    let piece = piece.trim();
    if let Some(inner) = piece.strip_prefix("between ") {
        let both = |(at, sign): (usize, &str)| pair(&inner[..at], &inner[at + sign.len()..]);
        let (from, to) = inner.match_indices(" and ").find_map(both)?;
        return Some(format!("{from}..{to}"));
    }
    if let Some(date) = piece.strip_suffix(" at the latest") {
        return Some(format!("..{}", definite(date)?));
    }
    if let Some(date) = piece.strip_suffix(" at the earliest") {
        return Some(format!("{}..", definite(date)?));
    }
    completed(piece, line)
}

/// Reads two dates of which the first may leave out what the second says.
fn pair(first: &str, last: &str) -> Option<(String, String)> {
    Some((completed(first, last)?, definite(last)?))
}

/// Reads a date, with the month and year of a later one where it has none of its own: `22` of `22 or 23 March 2024`.
fn completed(date: &str, later: &str) -> Option<String> {
    let date = date.trim();
    let tail = |words: usize| -> Option<&str> {
        let (at, _) = later.rmatch_indices(' ').nth(words - 1)?;
        later.get(at..)
    };
    definite(date)
        .or_else(|| (1..=2).find_map(|words| definite(&format!("{date}{}", tail(words)?))))
}

/// Reads a single date that can mean but one thing, and returns it as EDTF.
fn definite(text: &str) -> Option<String> {
    let text = text.trim();
    let read = edtf(text).map(Typed::Date).or_else(|| single(text));
    match read? {
        Typed::Date(date) if date.precision().is_some() => Some(date.as_str().to_owned()),
        _ => None,
    }
}

/// What names a part of a year or month, which is then read as the whole.
const PARTS: [&str; 9] = [
    "mid-",
    "mid ",
    "middle of ",
    "early in ",
    "early ",
    "beginning of ",
    "late in ",
    "late ",
    "end of ",
];

/// Reads one date with what says that it is approximate or uncertain.
fn single(line: &str) -> Option<Typed> {
    let (line, is_uncertain) = stripped(
        line,
        &["probably ", "perhaps ", "possibly ", "maybe "],
        &["(uncertain)", "(?)", "?"],
    );
    let (line, is_approximate) = stripped(
        line,
        &[
            "about ",
            "around ",
            "approximately ",
            "roughly ",
            "circa ",
            "ca. ",
            "c. ",
            "ca ",
            "~",
        ],
        &["~"],
    );
    let flag = match (is_uncertain, is_approximate) {
        (false, false) => "",
        (true, false) => "?",
        (false, true) => "~",
        (true, true) => "%",
    };
    let (line, _) = stripped(line, &["on the ", "in the ", "on ", "in ", "the "], &[]);
    let (line, _) = stripped(line, &["year "], &[]);
    let (line, _) = stripped(line, &PARTS, &[]);
    let date = period(line)
        .or_else(|| partly_unknown(line))
        .and_then(|date| edtf(&format!("{date}{flag}")));
    date.map(Typed::Date).or_else(|| calendar(line, flag))
}

/// Strips the first of the beginnings or endings that fits.
fn stripped<'a>(line: &'a str, before: &[&str], behind: &[&str]) -> (&'a str, bool) {
    let rest = before.iter().find_map(|word| line.strip_prefix(word));
    match rest.or_else(|| behind.iter().find_map(|word| line.strip_suffix(word))) {
        Some(rest) => (rest.trim(), true),
        None => (line, false),
    }
}

/// Reads seasons, decades, centuries and millennia.
fn period(line: &str) -> Option<String> {
    let (first, last) = line.split_once(' ').unwrap_or((line, ""));
    let season = SEASONS
        .iter()
        .position(|season| *season == first)
        .or((first == "fall").then_some(2));
    if let Some(season) = season {
        let year = year(last.strip_prefix("of ").unwrap_or(last))?;
        return Some(format!("{}-{}", edtf_year(year)?, season + 21));
    }
    let ordinal = || {
        first
            .trim_end_matches(|c: char| c.is_ascii_lowercase())
            .parse::<u32>()
            .ok()?
            .checked_sub(1)
    };
    match last {
        "century" | "century ad" => ordinal()
            .filter(|century| *century < 100)
            .map(|century| format!("{century:02}XX")),
        "millennium" => ordinal()
            .filter(|age| *age < 10)
            .map(|age| format!("{age}XXX")),
        "" | "ad" => {
            let decade = first
                .strip_suffix("'s")
                .or_else(|| first.strip_suffix('s'))?;
            let is_whole = decade.ends_with('0') && (decade.len() == 4 || last == "ad");
            let decade: u32 = decade
                .parse()
                .ok()
                .filter(|year| is_whole && *year <= 9999)?;
            Some(format!("{:03}X", decade / 10))
        }
        _ => None,
    }
}

/// Reads `2004 (month unknown)` and its like.
fn partly_unknown(line: &str) -> Option<String> {
    let (date, unknown) = line.strip_suffix(" unknown)")?.split_once(" (")?;
    let known = match calendar(date, "")? {
        Typed::Date(date) => date.as_str().to_owned(),
        _ => return None,
    };
    match unknown {
        "month" | "day" => Some(format!("{known}-XX")),
        "month and day" => Some(format!("{known}-XX-XX")),
        _ => None,
    }
}

/// Reads a year, a month or a day.
fn calendar(line: &str, flag: &str) -> Option<Typed> {
    if let Some(year) = year(line).and_then(edtf_year) {
        return edtf(&format!("{year}{flag}")).map(Typed::Date);
    }
    let (bare, era) = era(line);
    match spaced(bare) {
        Some(named) => named_month(&named, era, flag),
        None if era == Era::Unsaid => in_figures(bare, flag),
        None => None,
    }
}

/// Whether a year counts backwards.
#[derive(Clone, Copy, PartialEq)]
enum Era {
    Unsaid,
    Before,
    After,
}

fn era(line: &str) -> (&str, Era) {
    for (word, era) in [
        ("bce", Era::Before),
        ("bc", Era::Before),
        ("ad", Era::After),
        ("ce", Era::After),
    ] {
        let bare = line
            .strip_suffix(word)
            .and_then(|bare| bare.strip_suffix(' '));
        if let Some(bare) = bare.or_else(|| line.strip_prefix(word)?.strip_prefix(' ')) {
            return (bare, era);
        }
    }
    (line, Era::Unsaid)
}

/// Reads a year alone; one of fewer than three figures needs its era.
fn year(text: &str) -> Option<i32> {
    let (digits, era) = era(text.trim());
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit()) && digits.len() <= 10;
    if !is_number || era == Era::Unsaid && digits.len() < 3 {
        return None;
    }
    astronomical(digits.parse().ok()?, era)
}

fn astronomical(year: i32, era: Era) -> Option<i32> {
    match era {
        Era::Before => (year > 0).then(|| 1 - year),
        Era::After => (year > 0).then_some(year),
        Era::Unsaid => Some(year),
    }
}

fn edtf_year(year: i32) -> Option<String> {
    match year {
        0..=9999 => Some(format!("{year:04}")),
        -9999..=-1 => Some(format!("-{:04}", -year)),
        -999_999_999..=999_999_999 => Some(format!("Y{year}")),
        _ => None,
    }
}

/// Returns a date that names its month as words parted by spaces, the month by its first three
/// letters, without weekday and the endings of ordinals; none where no month is named.
fn spaced(line: &str) -> Option<String> {
    const WEEKDAYS: [&str; 7] = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    let is_beginning = |word: &str, name: &str| word.len() >= 3 && name.starts_with(word);
    let mut names_month = false;
    let mut words = Vec::new();
    for word in line
        .split([' ', ',', '.', '-', '/'])
        .filter(|word| !word.is_empty())
    {
        let month =
            (1..=12).find(|month| is_beginning(word, &month_name(*month).to_ascii_lowercase()));
        let is_left_out =
            matches!(word, "of" | "the") || WEEKDAYS.iter().any(|day| is_beginning(word, day));
        match month {
            Some(_) => words.push(&word[..3]),
            None if is_left_out => continue,
            None => words.push(without_ordinal(word)),
        }
        names_month |= month.is_some();
    }
    names_month.then(|| words.join(" "))
}

fn without_ordinal(word: &str) -> &str {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let is_ordinal =
        !digits.is_empty() && matches!(&word[digits.len()..], "st" | "nd" | "rd" | "th");
    if is_ordinal { digits } else { word }
}

/// The orders in which day, month by name, and year are written.
const NAMED: [&str; 8] = [
    "%d %b %y", "%d %b %Y", "%b %d %Y", "%Y %b %d", "%d %b", "%b %d", "%b %Y", "%b",
];

fn named_month(words: &str, era: Era, flag: &str) -> Option<Typed> {
    // `%b %d %Y` also reads `mar 2024`, as the 20th of March 24: as many words must be given.
    let count = words.split(' ').count();
    NAMED.iter().find_map(|format| {
        let has_year = format.contains("%Y");
        if format.split(' ').count() != count || era != Era::Unsaid && !has_year {
            return None;
        }
        let read = BrokenDownTime::parse(format, words).ok()?;
        let month = u8::try_from(read.month()?).ok()?;
        let day = read.day().and_then(|day| u8::try_from(day).ok());
        match (read.year(), day) {
            (Some(year), day) => {
                date(astronomical(i32::from(year), era)?, month, day, flag).map(Typed::Date)
            }
            (None, Some(day)) => {
                Day::new(2024, month, day).map(|_| Typed::DayOfYear { month, day })
            }
            (None, None) => Some(Typed::Month(month)),
        }
    })
}

pub(super) fn date(year: i32, month: u8, day: Option<u8>, flag: &str) -> Option<Edtf> {
    let year = edtf_year(year)?;
    match day {
        Some(day) => edtf(&format!("{year}-{month:02}-{day:02}{flag}")),
        None => edtf(&format!("{year}-{month:02}{flag}")),
    }
}
