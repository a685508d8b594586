//! Dates as a learner reads them; `typed` reads every one of these back.

use super::moment::{Given, Moment};
use super::{Day, End, Kind, Member};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The seasons from 21 on.
pub(super) const SEASONS: [&str; 4] = ["spring", "summer", "autumn", "winter"];

/// Returns the name of a month from 1 to 12.
pub(super) fn month_name(month: u8) -> &'static str {
    let at = usize::from(month.saturating_sub(1));
    MONTHS.get(at).copied().unwrap_or("")
}

pub(super) fn of(kind: &Kind) -> String {
    match kind {
        Kind::One(date) => moment(*date),
        Kind::Interval(start, End::Open) => format!("since {}", end(*start)),
        Kind::Interval(End::Open, last) => format!("until {}", end(*last)),
        Kind::Interval(start, last) => format!("{} to {}", end(*start), end(*last)),
        Kind::OneOf(members) => one_of(members),
    }
}

fn end(end: End) -> String {
    end.date()
        .map_or_else(|| "an unknown date".to_owned(), moment)
}

fn one_of(members: &[Member]) -> String {
    let words: Vec<String> = members.iter().map(member).collect();
    match words.split_last() {
        Some((last, others)) if !others.is_empty() => format!("{} or {last}", others.join(", ")),
        _ => words.concat(),
    }
}

fn member(member: &Member) -> String {
    match *member {
        Member::One(date) => moment(date),
        Member::Range(Some(from), Some(to)) => {
            format!("between {} and {}", moment(from), moment(to))
        }
        Member::Range(Some(from), None) => format!("{} at the earliest", moment(from)),
        Member::Range(None, Some(to)) => format!("{} at the latest", moment(to)),
        Member::Range(None, None) => String::new(),
    }
}

fn moment(date: Moment) -> String {
    let about = if date.is_approximate { "about " } else { "" };
    let uncertain = if date.is_uncertain {
        " (uncertain)"
    } else {
        ""
    };
    format!("{about}{}{uncertain}", given(date.given))
}

fn given(given: Given) -> String {
    match given {
        Given::Years {
            low,
            unspecified: 0,
        } => year(low),
        Given::Years {
            low,
            unspecified: 1,
        } if low < 1000 => format!("the {low}s AD"),
        Given::Years {
            low,
            unspecified: 1,
        } => format!("the {low}s"),
        Given::Years {
            low,
            unspecified: 2,
        } => format!("the {} century", ordinal(low / 100 + 1)),
        Given::Years { low, .. } => format!("the {} millennium", ordinal(low / 1000 + 1)),
        Given::Season { year: of, season } => {
            let name = SEASONS.get(usize::from(season.saturating_sub(21))).copied();
            format!("{} {}", name.unwrap_or(""), year(of))
        }
        Given::SomeMonth { year: of } => format!("{} (month unknown)", year(of)),
        Given::Month { year: of, month } => format!("{} {}", month_name(month), year(of)),
        Given::SomeDay {
            year: of,
            month: None,
        } => format!("{} (month and day unknown)", year(of)),
        Given::SomeDay {
            year: of,
            month: Some(month),
        } => format!("{} {} (day unknown)", month_name(month), year(of)),
        Given::Day(Day {
            year: of,
            month,
            day,
        }) => format!("{day} {} {}", month_name(month), year(of)),
    }
}

/// Returns a year as it is said; one that could be taken for a day or a figure says its era.
fn year(year: i32) -> String {
    match year {
        ..=0 => format!("{} BC", 1 - i64::from(year)),
        1..=999 => format!("{year} AD"),
        _ => year.to_string(),
    }
}

fn ordinal(number: i32) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}
