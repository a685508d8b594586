//! Typed dates that are figures alone, or leave out the beginning of a year.

use super::Edtf;
use super::day::Day;
use super::typed::{Typed, date, edtf};
use jiff::fmt::strtime::BrokenDownTime;

/// Writes out the years of two figures behind an apostrophe: `aug '21`.
pub(super) fn with_full_years(line: &str) -> String {
    let full = |word: &str| {
        let (year, rest) = word.strip_prefix('\'')?.split_at_checked(2)?;
        let is_year = year.bytes().all(|byte| byte.is_ascii_digit())
            && !rest.starts_with(|next: char| next.is_alphanumeric() || next == '\'');
        let century = if year < "69" { "20" } else { "19" };
        is_year.then(|| format!("{century}{year}{rest}"))
    };
    let words = line.split(' ');
    let words: Vec<String> = words
        .map(|word| full(word).unwrap_or_else(|| word.to_owned()))
        .collect();
    words.join(" ")
}

/// Reads `2014-17`; what may be a month is left to other readings.
pub(super) fn short_interval(line: &str) -> Option<Edtf> {
    let (first, last) = line.split_once(['-', '/'])?;
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let is_short = first.len() == 4 && last.len() == 2 && is_number(first) && is_number(last);
    (is_short && last > "12")
        .then(|| edtf(&format!("{first}/{}{last}", &first[..2])))
        .flatten()
}

/// Reads `9/11`, `22.03` and `18-4`: day and month in figures without a year.
fn day_of_year(line: &str) -> Option<Typed> {
    let sign = line.chars().find(|sign| matches!(sign, '/' | '.' | '-'))?;
    let figure = |text: &str| -> Option<u8> { text.trim().parse().ok() };
    let (first, second) = line.split_once(sign)?;
    let (first, second) = (figure(first)?, figure(second)?);
    // A leap year has every day there is.
    let exists = |(month, day)| Day::new(2024, month, day).is_some();
    let (day_first, month_first) = ((second, first), (first, second));
    let (month, day) = match (exists(day_first), exists(month_first)) {
        (true, true) if sign != '.' && first != second => {
            return Some(Typed::EitherDayOfYear {
                day_first,
                month_first,
            });
        }
        (true, _) => day_first,
        (false, true) if sign != '.' => month_first,
        (false, _) => return None,
    };
    Some(Typed::DayOfYear { month, day })
}

/// Reads a date of figures alone.
pub(super) fn in_figures(line: &str, flag: &str) -> Option<Typed> {
    if let Some(day) = day_of_year(line) {
        return Some(day);
    }
    let sign = line
        .chars()
        .find(|sign| matches!(sign, '/' | '.' | '-' | ' '))?;
    let slashed: String = line
        .split(sign)
        .map(str::trim)
        .collect::<Vec<_>>()
        .join("/");
    let read = |formats: &[&str]| -> Option<Edtf> {
        formats.iter().find_map(|format| {
            let read = BrokenDownTime::parse(format, &slashed).ok()?;
            let month = u8::try_from(read.month()?).ok()?;
            let day = read.day().and_then(|day| u8::try_from(day).ok());
            date(i32::from(read.year()?), month, day, flag)
        })
    };
    let day_first = read(&["%d/%m/%y", "%d/%m/%Y"]);
    let month_first = read(&["%m/%d/%y", "%m/%d/%Y"]);
    match (day_first, month_first) {
        (Some(day_first), Some(month_first)) if sign != '.' && day_first != month_first => {
            Some(Typed::Either {
                day_first,
                month_first,
            })
        }
        (Some(date), _) | (None, Some(date)) => Some(Typed::Date(date)),
        (None, None) => {
            let has_year = slashed.split('/').any(|part| part.len() > 2);
            let year = has_year.then(|| read(&["%Y/%m/%d", "%m/%Y", "%Y/%m"]));
            year.flatten().map(Typed::Date)
        }
    }
}
