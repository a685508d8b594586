//! Wrong figures and dates: those of neighbouring facts, then ones of the same roundness nearby.

use super::super::{Asking, Expected};
use crate::library::{Answered, Fact, FactRef, Value};
use crate::value::{Bound, Day, Edtf, Quantity};
use rand::SeedableRng as _;
use rand::rngs::ChaCha8Rng;
use rand::seq::SliceRandom as _;

/// Returns candidates for a figure or date, best first, none of which can be right.
pub(super) fn candidates(asking: &Asking<'_>, expected: &Expected, right: &Value) -> Vec<String> {
    let mut rng = ChaCha8Rng::seed_from_u64(asking.seed);
    let mut neighbours = neighbours(asking, right);
    neighbours.shuffle(&mut rng);
    let mut invented = invented(right, asking.seed);
    // From the mixed list learners cannot tell the right one by its being the middle one.
    invented.shuffle(&mut rng);
    let unit = |value: &Value| with_unit(value, expected.unit.as_deref());
    // The unit is written for many, so one of it would look wrong.
    let one = Quantity::Exactly(1.0);
    let is_one = |value: &&Value| matches!(value, Value::Number(figure) if *figure == one);
    let mut apart: Vec<&Value> = vec![right];
    for candidate in neighbours.iter().chain(&invented) {
        let fits = expected.unit.is_none() || !is_one(&candidate);
        if fits
            && !could_be_right(candidate, expected)
            && apart.iter().all(|it| differ(it, candidate))
        {
            apart.push(candidate);
        }
    }
    apart.into_iter().skip(1).map(unit).collect()
}

/// Says whether two choices are far enough apart to be two.
fn differ(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => {
            let (a, b) = (a.figure(), b.figure());
            (a - b).abs() > 0.04 * a.abs().max(b.abs())
        }
        _ => a != b,
    }
}

/// Writes a value as an option: with its unit, as the right one is written.
pub(in crate::question) fn with_unit(value: &Value, unit: Option<&str>) -> String {
    match (value, unit) {
        (Value::Number(_), Some(unit)) => format!("{value} {unit}"),
        _ => value.to_string(),
    }
}

fn could_be_right(value: &Value, expected: &Expected) -> bool {
    let tolerance = expected.tolerance.unwrap_or(0.0);
    let mut answers = expected.answers.iter();
    answers.any(|answer| match (&answer.value, value) {
        (Value::Number(right), Value::Number(candidate)) => {
            let is_near = (right.figure() - candidate.figure()).abs() <= tolerance;
            is_near || right.interval().meets(&candidate.interval())
        }
        (Value::Date(right), Value::Date(candidate)) => right.meets(candidate),
        _ => false,
    })
}

/// Says whether a figure has an end on one side only.
///
/// Of `at least 90` every higher figure could be true and every lower one is wrong, so no figures
/// that are not authored are fair choices beside it.
pub(super) fn is_open_ended(value: &Value) -> bool {
    let Value::Number(quantity) = value else {
        return false;
    };
    let interval = quantity.interval();
    matches!(interval.low, Bound::Open) || matches!(interval.high, Bound::Open)
}

/// Returns the figures with the same unit, or the dates as precise, of the same deck.
fn neighbours(asking: &Asking<'_>, right: &Value) -> Vec<Value> {
    let library = asking.library;
    let own = library.fact(asking.card.fact);
    let same_deck = |at: &FactRef| at.deck == asking.card.fact.deck && *at != asking.card.fact;
    let facts = library
        .facts()
        .filter(|(at, _)| same_deck(at))
        .map(|(_, fact)| fact);
    facts
        .filter(|fact| unit(fact) == unit(own))
        .flat_map(|fact| fact.answered().into_iter().flat_map(Answered::answers))
        .filter_map(|answer| written_alike(right, &answer.value))
        .collect()
}

fn unit(fact: &Fact) -> Option<&str> {
    fact.extras().unit.as_ref().map(|unit| &*unit.text)
}

/// Writes another value as the right one is written, if it is of its size and precision.
fn written_alike(right: &Value, other: &Value) -> Option<Value> {
    match (right, other) {
        (Value::Number(right), Value::Number(other)) => {
            let (a, b) = (right.figure().abs(), other.figure().abs());
            let comparable = a.max(b) <= 20.0 * a.min(b);
            comparable.then(|| Value::Number(requalified(*right, other.figure())))
        }
        (Value::Date(right), Value::Date(other)) => {
            let alike = right.as_str().len() == other.as_str().len();
            alike.then(|| Value::Date(other.clone()))
        }
        _ => None,
    }
}

/// Says the same of another figure.
fn requalified(like: Quantity, figure: f64) -> Quantity {
    match like {
        Quantity::About(_) => Quantity::About(figure),
        Quantity::Between(low, high) => Quantity::Between(figure, figure + (high - low)),
        _ => Quantity::Exactly(figure),
    }
}

fn invented(right: &Value, seed: u64) -> Vec<Value> {
    match right {
        Value::Number(quantity) => invented_figures(*quantity),
        Value::Date(date) => invented_dates(date, seed),
        _ => Vec::new(),
    }
}

/// Returns figures as round as the right one, from about half to about twice its size.
fn invented_figures(right: Quantity) -> Vec<Value> {
    let figure = match right {
        Quantity::Between(low, _) => low,
        other => other.figure(),
    };
    let step = roundness(figure);
    let factors = [0.45, 0.6, 0.75, 0.85, 1.2, 1.35, 1.6, 1.9];
    let scaled = factors
        .iter()
        .map(|factor| (figure * factor / step).round() * step);
    let nearby = [-2.0, -1.0, 1.0, 2.0, 3.0]
        .iter()
        .map(|steps| figure + steps * step);
    let mut figures: Vec<f64> = scaled.chain(nearby).map(tidy).collect();
    figures
        .retain(|other| (*other > 0.0) == (figure > 0.0) && (*other - figure).abs() > step / 2.0);
    figures.sort_by(f64::total_cmp);
    figures.dedup();
    let values = figures
        .into_iter()
        .map(|figure| Value::Number(requalified(right, figure)));
    values.collect()
}

/// Returns the largest power of ten, or five of them, that divides the figure; so 180 is asked
/// among tens and 3,417 among ones.
fn roundness(figure: f64) -> f64 {
    let whole = |step: f64| (figure / step - (figure / step).round()).abs() < 1e-9;
    let steps = [
        1e9, 1e8, 1e7, 1e6, 1e5, 1e4, 1e3, 100.0, 50.0, 10.0, 5.0, 1.0, 0.5, 0.1, 0.05, 0.01,
    ];
    let fits = |step: &&f64| whole(**step) && figure.abs() / **step >= 2.0;
    steps
        .iter()
        .find(fits)
        .copied()
        .unwrap_or(figure.abs().max(1e-6) / 10.0)
}

/// Drops what binary fractions add behind the last decimal of interest.
fn tidy(figure: f64) -> f64 {
    (figure * 1e6).round() / 1e6
}

/// Returns dates of the same precision nearby.
fn invented_dates(right: &Edtf, seed: u64) -> Vec<Value> {
    let parts: Vec<&str> = right.as_str().split('-').collect();
    let numbers: Option<Vec<i32>> = parts.iter().map(|part| part.parse().ok()).collect();
    let Some(numbers) = numbers else {
        return Vec::new();
    };
    let texts: Vec<String> = match numbers[..] {
        [year] => [-4, -3, -2, -1, 1, 2, 3]
            .iter()
            .map(|by| format!("{:04}", year + by))
            .collect(),
        [year, month] => (-5..=5)
            .filter(|by| *by != 0)
            .map(|by| month_text(year, month, by))
            .collect(),
        [year, month, day] => day_texts(year, month, day, seed),
        _ => Vec::new(),
    };
    texts
        .iter()
        .filter_map(|text| Edtf::parse(text).ok())
        .map(Value::Date)
        .collect()
}

fn month_text(year: i32, month: i32, by: i32) -> String {
    let months = year * 12 + month - 1 + by;
    format!(
        "{:04}-{:02}",
        months.div_euclid(12),
        months.rem_euclid(12) + 1
    )
}

/// Returns days that differ in the day, in the month, or in the year.
fn day_texts(year: i32, month: i32, day: i32, seed: u64) -> Vec<String> {
    let turn = i32::try_from(seed % 5).unwrap_or(0);
    let days = [day - 9 + turn, day - 3, day + 4, day + 11 - turn];
    let of_month = days.into_iter().map(|day| (year, month, day));
    let months = [
        (year, month - 1, day),
        (year, month + 1, day),
        (year - 1, month, day),
    ];
    of_month
        .chain(months)
        .filter_map(|(year, month, day)| {
            let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
            let day = Edtf::day(Day { year, month, day })?;
            Some(day.as_str().to_owned())
        })
        .collect()
}
