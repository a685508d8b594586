//! What a piece of TOML says, whichever way it was read: values with their places.

use std::borrow::Cow;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeFloat, DeInteger, DeTable, DeValue};

/// A value with its place in the piece.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Node<'i> {
    pub(super) value: Toml<'i>,
    start: u32,
    end: u32,
}

/// A value of TOML, as far as decks go: of a moment only its day counts.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Toml<'i> {
    Text(Cow<'i, str>),
    /// None where it has more digits than are ever needed.
    Integer(Option<i64>),
    /// None where it is infinite or no number.
    Float(Option<f64>),
    Truth(bool),
    /// The day as `2024-03-22`; none for a time of day.
    Day(Option<Cow<'i, str>>),
    List(Vec<Node<'i>>),
    Table(Table<'i>),
}

/// A table; no key stands in it twice.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Table<'i>(Vec<(Key<'i>, Node<'i>)>);

/// A key with its place in the piece.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Key<'i> {
    pub(super) text: Cow<'i, str>,
    start: u32,
    end: u32,
}

impl<'i> Node<'i> {
    pub(super) fn new(value: Toml<'i>, range: Range<usize>) -> Self {
        let (start, end) = bounds(range);
        Self { value, start, end }
    }

    /// Returns the bytes of the value, quotes and brackets included.
    pub(super) fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    pub(super) fn text(&self) -> Option<&str> {
        match &self.value {
            Toml::Text(text) => Some(text),
            _ => None,
        }
    }
}

impl<'i> Key<'i> {
    pub(super) fn new(text: Cow<'i, str>, range: Range<usize>) -> Self {
        let (start, end) = bounds(range);
        Self { text, start, end }
    }

    /// Returns the bytes of the key.
    pub(super) fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl<'i> Table<'i> {
    pub(super) fn with_capacity(keys: usize) -> Self {
        Self(Vec::with_capacity(keys))
    }

    pub(super) fn get(&self, key: &str) -> Option<&Node<'i>> {
        let found = self.0.iter().find(|(known, _)| known.text == key);
        found.map(|(_, value)| value)
    }

    /// Adds an entry; returns none, and adds nothing, where the key is there already.
    pub(super) fn insert(&mut self, key: Key<'i>, value: Node<'i>) -> Option<()> {
        if self.get(&key.text).is_some() {
            return None;
        }
        self.0.push((key, value));
        Some(())
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns the entries in the order of the file.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&Key<'i>, &Node<'i>)> {
        self.0.iter().map(|(key, value)| (key, value))
    }
}

impl<'i> From<DeTable<'i>> for Table<'i> {
    fn from(table: DeTable<'i>) -> Self {
        let entries = table.into_iter().map(|(key, value)| {
            let range = key.span();
            (Key::new(key.into_inner(), range), Node::from(value))
        });
        let mut entries: Vec<_> = entries.collect();
        entries.sort_by_key(|(key, _)| key.start);
        Self(entries)
    }
}

impl<'i> From<Spanned<DeValue<'i>>> for Node<'i> {
    fn from(spanned: Spanned<DeValue<'i>>) -> Self {
        let range = spanned.span();
        let value = match spanned.into_inner() {
            DeValue::String(text) => Toml::Text(text),
            DeValue::Integer(integer) => Toml::Integer(integer_value(&integer)),
            DeValue::Float(float) => Toml::Float(float_value(&float)),
            DeValue::Boolean(truth) => Toml::Truth(truth),
            DeValue::Datetime(moment) => Toml::Day(moment.date.map(|date| date.to_string().into())),
            DeValue::Array(items) => Toml::List(items.into_iter().map(Self::from).collect()),
            DeValue::Table(table) => Toml::Table(table.into()),
        };
        Self::new(value, range)
    }
}

fn integer_value(integer: &DeInteger<'_>) -> Option<i64> {
    i64::from_str_radix(integer.as_str(), integer.radix()).ok()
}

fn float_value(float: &DeFloat<'_>) -> Option<f64> {
    let value: f64 = float.as_str().parse().ok()?;
    value.is_finite().then_some(value)
}

/// Returns a range in the size that files have at most.
fn bounds(range: Range<usize>) -> (u32, u32) {
    let bound = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
    (bound(range.start), bound(range.end))
}
