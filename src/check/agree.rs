//! Whether two values can be true of one thing: by meaning, not by wording.

use super::View;
use super::facts::FactView;
use super::words::{Words, contains, mix};
use crate::diagnostic::Span;
use crate::library::{Answer, Asks, Citation, Fact, FactRef, Names, Text, Value};
use crate::value::{Bound, Day, Edtf, Quantity, Typed, parse_typed, text};
use compact_str::CompactString;
use std::borrow::Cow;

/// One value that a fact gives, with who says so.
#[derive(Debug, Clone)]
pub(in crate::check) struct Stated<'a> {
    pub(in crate::check) value: Cow<'a, Value>,
    pub(in crate::check) span: Span,
    pub(in crate::check) citations: &'a [Citation],
    pub(in crate::check) by: Option<&'a Text>,
    pub(in crate::check) fact: &'a Fact,
}

/// Returns the values that a fact gives: its answer, each of its claims, or its only hole.
pub(in crate::check) fn stated<'a>(
    view: &View<'a>,
    at: FactRef,
    fact: &'a Fact,
) -> Vec<Stated<'a>> {
    let of_fact = |answer: &'a Answer| Stated {
        value: Cow::Borrowed(&answer.value),
        span: answer.span,
        citations: view.library.citations(at),
        by: fact.by.as_deref(),
        fact,
    };
    match &fact.asks {
        Asks::Question { answer, .. } if answer.claims().is_empty() => {
            answer.answers().map(of_fact).collect()
        }
        Asks::Question { answer, .. } => answer
            .claims()
            .iter()
            .map(|claim| Stated {
                citations: &claim.citations,
                by: claim.by.as_ref().or(fact.by.as_deref()),
                ..of_fact(&claim.answer)
            })
            .collect(),
        Asks::Cloze(cloze) => {
            let mut holes = cloze.holes();
            let (Some((_, hole)), None) = (holes.next(), holes.next()) else {
                return Vec::new();
            };
            vec![Stated {
                value: Cow::Owned(Value::Text(hole.into())),
                span: cloze.text.span,
                citations: view.library.citations(at),
                by: fact.by.as_deref(),
                fact,
            }]
        }
        Asks::Term { .. } => Vec::new(),
    }
}

/// Says whether both can be true; values of different kinds that cannot be compared may.
pub(in crate::check) fn can_both_be_true(names: &Names, a: &Stated<'_>, b: &Stated<'_>) -> bool {
    if accepts(names, a, &b.value) || accepts(names, b, &a.value) {
        return true;
    }
    values_agree(names, &a.value, &b.value)
}

fn accepts(names: &Names, stated: &Stated<'_>, value: &Value) -> bool {
    let (Value::Text(own), Value::Text(text)) = (&*stated.value, value) else {
        return false;
    };
    let mut accepted = stated.fact.accepted(own);
    accepted.any(|accept| same_text(names, &accept.text, text))
}

/// Says whether two values can both be true of one thing.
pub(in crate::check) fn values_agree(names: &Names, a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => a.interval().meets(&b.interval()),
        (Value::Date(a), Value::Date(b)) => a.meets(b),
        (Value::Truth(a), Value::Truth(b)) => a == b,
        (Value::Set(a), Value::Set(b)) => same_members(names, a, b),
        (Value::Sequence(a), Value::Sequence(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same_text(names, a, b))
        }
        (Value::Text(a), Value::Text(b)) => texts_agree(names, a, b),
        (Value::Text(text), other) | (other, Value::Text(text)) => {
            text_agrees_with(names, text, other)
        }
        (Value::Number(number), Value::Date(date)) | (Value::Date(date), Value::Number(number)) => {
            year(*number).is_none_or(|year| year.meets(date))
        }
        _ => true,
    }
}

fn same_members(names: &Names, a: &[CompactString], b: &[CompactString]) -> bool {
    let all_in = |a: &[CompactString], b: &[CompactString]| {
        a.iter().all(|a| b.iter().any(|b| same_text(names, a, b)))
    };
    all_in(a, b) && all_in(b, a)
}

/// Says whether two texts say the same: the normal form or the registered name is one.
pub(in crate::check) fn same_text(names: &Names, a: &str, b: &str) -> bool {
    if text::normal(a) == text::normal(b) {
        return true;
    }
    let name = names.spelled(a);
    name.is_some() && name == names.spelled(b)
}

/// Says whether two texts can both be true: they say the same, or one says more than the other.
fn texts_agree(names: &Names, a: &str, b: &str) -> bool {
    if same_text(names, a, b) {
        return true;
    }
    if let (Some(a), Some(b)) = (read_value(a), read_value(b)) {
        return values_agree(names, &a, &b);
    }
    if names.spelled(a).is_some() && names.spelled(b).is_some() {
        return false;
    }
    let (a, b) = (Words::of(a).plain(), Words::of(b).plain());
    contains(&a, &b) || contains(&b, &a)
}

fn text_agrees_with(names: &Names, text: &str, other: &Value) -> bool {
    match other {
        Value::Set(members) | Value::Sequence(members) => members
            .iter()
            .any(|member| texts_agree(names, member, text)),
        _ => read_value(text).is_none_or(|value| values_agree(names, &value, other)),
    }
}

/// Reads a text that is nothing but a figure or a date.
pub(in crate::check) fn read_value(text: &str) -> Option<Value> {
    if !text.bytes().any(|byte| byte.is_ascii_digit()) && text.len() > 40 {
        return None;
    }
    if let Some(number) = Quantity::parse(text) {
        return Some(Value::Number(number));
    }
    match parse_typed(text)? {
        Typed::Date(date) => Some(Value::Date(date)),
        _ => None,
    }
}

/// Reads a figure as the year it may be.
fn year(number: Quantity) -> Option<Edtf> {
    let figure = number.figure();
    let is_year = figure.fract() == 0.0 && (1000.0..=2999.0).contains(&figure);
    is_year
        .then(|| Edtf::parse(&format!("{figure:04}")).ok())
        .flatten()
}

/// Returns a hash of what is right for a fact: equal where the answers are the same.
pub(super) fn digest(fact: &FactView<'_>) -> u64 {
    use super::texts::Role;
    let texts = fact.parts.iter().filter(|part| match &fact.fact.asks {
        Asks::Cloze(_) => false,
        _ => matches!(part.role, Role::Answer | Role::Term),
    });
    let mut sum = texts.fold(0_u64, |sum, part| {
        let words = fact.words(part);
        let hash = match fact.view.spellings.whole(words) {
            Some(name) => mix(u64::from(name.0) + 1),
            None => super::facts::text_hash(words),
        };
        sum.wrapping_add(mix(hash))
    });
    for answer in fact.answers() {
        sum = sum.wrapping_add(match &answer.value {
            Value::Number(number) => mix(number.figure().to_bits() ^ 1),
            Value::Date(date) => mix(super::words::hash(date.as_str())),
            Value::Truth(truth) => mix(u64::from(*truth) + 2),
            _ => 0,
        });
    }
    if let Asks::Cloze(cloze) = &fact.fact.asks {
        for (_, hole) in cloze.holes() {
            sum = sum.wrapping_add(mix(super::words::hash(hole)));
        }
    }
    sum
}

/// Returns the earliest day of a date, none where it is open.
pub(in crate::check) fn first_day(date: &Edtf) -> Option<Day> {
    match date.spans().first()?.low {
        Bound::Including(day) | Bound::Excluding(day) => Some(day),
        Bound::Open => None,
    }
}

/// Returns the latest day of a date, none where it is open.
pub(in crate::check) fn last_day(date: &Edtf) -> Option<Day> {
    match date.spans().last()?.high {
        Bound::Including(day) | Bound::Excluding(day) => Some(day),
        Bound::Open => None,
    }
}
