//! Figures and dates in running text, in any usual way of writing them.

use crate::check::words::{Word, Words, class};
use crate::value::Quantity;

/// A figure where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Figure {
    pub(super) value: f64,
    pub(super) at: usize,
}

/// A date where it stands, with what the text gives of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PartialDate {
    pub(super) year: Option<i32>,
    pub(super) month: Option<u8>,
    pub(super) day: Option<u8>,
    pub(super) at: usize,
}

/// Returns the figures of a text: digits, number words, ordinals, and words such as `both`.
pub(super) fn figures(words: &Words) -> Vec<Figure> {
    let all = words.all();
    let mut found = Vec::new();
    let mut at = 0;
    while at < all.len() {
        let text = words.text(&all[at]);
        if let Some(value) = digits(text) {
            found.push(Figure { value, at });
            if let Some(times) = all.get(at + 1).and_then(|next| scale(words.text(next))) {
                let value = value * times;
                found.push(Figure { value, at });
            }
        } else if all[at].is(class::NUMBER) {
            let end = number_words_end(words, at);
            found.extend(read_run(words, at..end).map(|value| Figure { value, at }));
            at = end;
            continue;
        } else if let Some(value) = implied(text) {
            found.push(Figure { value, at });
        }
        at += 1;
    }
    found
}

/// Reads digits with what may stand behind them: `22nd`, `2010s`, `130+`, `10km`.
fn digits(text: &str) -> Option<f64> {
    if !text.starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    let end = text
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(text.len());
    text[..end].trim_end_matches('.').parse().ok()
}

fn scale(word: &str) -> Option<f64> {
    Some(match word {
        "hundred" => 1e2,
        "thousand" => 1e3,
        "million" | "m" => 1e6,
        "billion" | "bn" => 1e9,
        "dozen" => 12.0,
        _ => return None,
    })
}

fn number_words_end(words: &Words, start: usize) -> usize {
    let all = words.all();
    let mut end = start + 1;
    while let Some(word) = all.get(end) {
        let is_joined =
            word.is(class::AND) && all.get(end + 1).is_some_and(|next| next.is(class::NUMBER));
        if !word.is(class::NUMBER) && !is_joined {
            break;
        }
        end += 1;
    }
    end
}

/// Reads a run of number words as one figure, else each by itself.
fn read_run(words: &Words, range: std::ops::Range<usize>) -> impl Iterator<Item = f64> {
    let texts: Vec<&str> = words.all()[range]
        .iter()
        .map(|word| words.text(word))
        .collect();
    let whole = Quantity::parse(&texts.join(" ")).map(Quantity::figure);
    let each = texts
        .iter()
        .filter_map(|text| single(text))
        .collect::<Vec<_>>();
    let parts = if whole.is_some() { Vec::new() } else { each };
    whole.into_iter().chain(parts)
}

fn single(word: &str) -> Option<f64> {
    const ORDINALS: [&str; 12] = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
        "tenth", "eleventh", "twelfth",
    ];
    if let Some(at) = (1_u8..).zip(ORDINALS).find(|(_, ordinal)| *ordinal == word) {
        return Some(f64::from(at.0));
    }
    match word {
        "dozen" => Some(12.0),
        "half" => Some(0.5),
        "once" => Some(1.0),
        "twice" => Some(2.0),
        _ => Quantity::parse(word).map(Quantity::figure),
    }
}

/// Returns the figure that a word says without naming it.
fn implied(word: &str) -> Option<f64> {
    Some(match word {
        "both" | "couple" | "pair" | "double" | "twin" | "decades" => 2.0,
        "single" | "sole" | "only" => 1.0,
        "triple" | "trio" => 3.0,
        _ => return None,
    })
}

/// Returns the dates of a text: `March 22`, `22 March 2024`, `2024-03-22`, `March 2024`, `2024`.
pub(super) fn dates(words: &Words) -> Vec<PartialDate> {
    let all = words.all();
    let mut found = Vec::new();
    for at in 0..all.len() {
        let number = |offset: usize| {
            all.get(at + offset)
                .and_then(|word| whole(words.text(word)))
        };
        if let Some(month) = month(words, &all[at]) {
            let before = at.checked_sub(1).and_then(|before| {
                let of = usize::from(words.text(&all[before]) == "of");
                whole(words.text(all.get(before.checked_sub(of)?)?))
            });
            let (day, year) = match (before.and_then(day), number(1)) {
                (Some(day), year) => (Some(day), year),
                (None, Some(next)) if day(next).is_some() => (day(next), number(2)),
                (None, year) => (None, year),
            };
            found.push(PartialDate {
                year: year.and_then(as_year),
                month: Some(month),
                day,
                at,
            });
        } else if let Some(year) = whole(words.text(&all[at])).and_then(as_year) {
            let month = number(1).and_then(|month| {
                u8::try_from(month)
                    .ok()
                    .filter(|month| (1..=12).contains(month))
            });
            let day = number(2).and_then(day).filter(|_| month.is_some());
            let is_iso = day.is_some() && words.text(&all[at + 1]).len() == 2;
            found.push(PartialDate {
                year: Some(year),
                month: month.filter(|_| is_iso),
                day: day.filter(|_| is_iso),
                at,
            });
        } else {
            found.extend(pointed(words.text(&all[at]), at));
        }
    }
    found
}

/// Reads `22.03.2024`, which is one word.
fn pointed(text: &str, at: usize) -> Option<PartialDate> {
    let parts: Vec<i64> = text.split('.').map(whole).collect::<Option<_>>()?;
    let [first, second, year] = parts[..] else {
        return None;
    };
    Some(PartialDate {
        year: Some(as_year(year)?),
        month: u8::try_from(second).ok(),
        day: day(first),
        at,
    })
}

fn month(words: &Words, word: &Word) -> Option<u8> {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    // `may` and `march` are verbs too; months are capitalised.
    let text = Some(words.text(word)).filter(|_| word.is(class::MONTH) && word.is_capital)?;
    let found = (1..).zip(MONTHS).find(|(_, month)| text.starts_with(month));
    found.map(|(month, _)| month)
}

/// Reads a whole number, with the ending of an ordinal or a decade.
fn whole(text: &str) -> Option<i64> {
    let ending = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_number = matches!(ending, "" | "st" | "nd" | "rd" | "th" | "s");
    text[..text.len() - ending.len()]
        .parse()
        .ok()
        .filter(|_| is_number)
}

fn day(number: i64) -> Option<u8> {
    u8::try_from(number)
        .ok()
        .filter(|day| (1..=31).contains(day))
}

fn as_year(number: i64) -> Option<i32> {
    i32::try_from(number)
        .ok()
        .filter(|year| (1000..=2999).contains(year))
}
