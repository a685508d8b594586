//! Reads TOML values into the library's own, and reports what does not fit.

use super::plain;
use super::tree::{Node, Table, Toml};
use crate::diagnostic::{Diagnostic, FileId, Place, Span, floor_boundary};
use crate::library::{Citation, Text};
use crate::value::{Edtf, format_number};
use std::ops::Range;
use toml::de::DeTable;

/// One key with its value, both with their places in the piece that was parsed.
#[derive(Clone, Copy)]
pub(super) struct Entry<'a, 'i> {
    pub(super) key: &'a str,
    pub(super) key_range: (usize, usize),
    pub(super) value: &'a Node<'i>,
}

impl<'a, 'i> Entry<'a, 'i> {
    /// Makes an entry of an array look like one of a table, under the array's own key.
    pub(super) fn item(self, value: &'a Node<'i>) -> Self {
        Self { value, ..self }
    }
}

/// A table that knows its keys: every entry goes into its slot, the rest is unknown.
pub(super) trait Slots<'a, 'i>: Default {
    /// What the table is, for messages: `a fact`.
    const WHAT: &'static str;
    /// Every key, for suggestions.
    const KEYS: &'static [&'static str];
    /// Returns the slot of a key.
    fn slot(&mut self, key: &str) -> Option<&mut Option<Entry<'a, 'i>>>;
}

/// Returns what a table is with its keys.
pub(super) fn keys<'a, 'i: 'a, T: Slots<'a, 'i>>() -> (&'static str, &'static [&'static str]) {
    (T::WHAT, T::KEYS)
}

/// Declares a table's slots: one field per key.
macro_rules! slots {
    ($(#[$doc:meta])* $name:ident, $what:literal, [$($key:ident),* $(,)?]) => {
        $(#[$doc])*
        #[derive(Default)]
        pub(super) struct $name<'a, 'i> {
            $(pub(super) $key: Option<$crate::load::reader::Entry<'a, 'i>>,)*
        }

        impl<'a, 'i> $crate::load::reader::Slots<'a, 'i> for $name<'a, 'i> {
            const WHAT: &'static str = $what;
            const KEYS: &'static [&'static str] = &[$(stringify!($key)),*];

            fn slot(&mut self, key: &str) -> Option<&mut Option<$crate::load::reader::Entry<'a, 'i>>> {
                match key {
                    $(stringify!($key) => Some(&mut self.$key),)*
                    _ => None,
                }
            }
        }
    };
}
pub(super) use slots;

/// Reads one piece of a file and gathers what is wrong with it.
pub(super) struct Reader {
    file: FileId,
    /// Where the piece starts in the file.
    base: usize,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Whether the piece is not valid TOML.
    pub(super) is_broken: bool,
}

impl Reader {
    pub(super) fn new(file: FileId, base: usize) -> Self {
        Self {
            file,
            base,
            diagnostics: Vec::new(),
            is_broken: false,
        }
    }

    /// Parses a piece; TOML that is not valid is reported and what was understood is returned.
    pub(super) fn parse<'i>(&mut self, piece: &'i str) -> Table<'i> {
        plain::table(piece).unwrap_or_else(|| self.parse_any(piece))
    }

    /// Parses a piece that is not plain.
    ///
    /// One mistake often makes several errors on a line; only the first of them is worth reading.
    pub(super) fn parse_any<'i>(&mut self, piece: &'i str) -> Table<'i> {
        let (table, mut errors) = DeTable::parse_recoverable(piece);
        errors.sort_by_key(|error| error.span().map(|span| (span.start, span.end)));
        let mut last_break = None;
        for error in errors {
            self.is_broken = true;
            let range = error.span().unwrap_or(0..0);
            // Errors come in order, so one on the same line has the same break before it.
            let start = floor_boundary(piece, range.start);
            let line_break = piece[..start].rfind('\n').map_or(0, |at| at + 1);
            if last_break.replace(line_break) == Some(line_break) {
                continue;
            }
            let message = format!("invalid TOML: {}", error.message());
            self.report("L001", range, message);
        }
        table.into_inner().into()
    }

    /// Returns the span in the file of a range in the piece.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        Span::new(range.start + self.base..range.end + self.base)
    }

    /// Returns the range in the piece of a span in the file.
    pub(super) fn range_of(&self, span: Span) -> Range<usize> {
        let range = span.range();
        range.start - self.base..range.end - self.base
    }

    pub(super) fn place(&self, range: Range<usize>) -> Place {
        Place {
            file: self.file,
            span: self.span(range),
        }
    }

    /// Reports an error; the returned diagnostic can be given help.
    pub(super) fn report(
        &mut self,
        code: &'static str,
        range: Range<usize>,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        let problem = Diagnostic::error(code, self.place(range), message);
        self.diagnostics.push(problem);
        let last = self.diagnostics.len() - 1;
        &mut self.diagnostics[last]
    }

    /// Reports an error with help.
    pub(super) fn report_with_help(
        &mut self,
        code: &'static str,
        range: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.report(code, range, message).help = Some(help.into());
    }

    /// Sorts the entries of a table into their slots and reports the keys that have none.
    pub(super) fn slots<'a, 'i, T: Slots<'a, 'i>>(&mut self, table: &'a Table<'i>) -> T {
        let mut slots = T::default();
        for (key, value) in table.iter() {
            let range = key.range();
            let entry = Entry {
                key: &key.text,
                key_range: (range.start, range.end),
                value,
            };
            match slots.slot(entry.key) {
                Some(slot) => *slot = Some(entry),
                None => self.unknown_key(entry, T::WHAT, T::KEYS),
            }
        }
        slots
    }

    /// Reports a key that the table does not have.
    pub(super) fn unknown_key(&mut self, entry: Entry<'_, '_>, what: &str, known: &[&str]) {
        let message = format!("unknown key `{}` in {what}", entry.key);
        let help = match closest(entry.key, known) {
            Some(close) => format!("did you mean `{close}`?"),
            None => format!("{what} may have: {}", known.join(", ")),
        };
        self.report_with_help("L002", entry.key_range.0..entry.key_range.1, message, help);
    }

    /// Reports a required key that is absent; where the TOML is broken it may be there unseen.
    pub(super) fn missing(&mut self, range: Range<usize>, message: &str, help: &str) {
        if self.is_broken {
            return;
        }
        self.report_with_help("L003", range, message, help);
    }

    /// Reports a value of the wrong type.
    pub(super) fn wrong_type(&mut self, entry: Entry<'_, '_>, wanted: &str) {
        let found = type_of(&entry.value.value);
        let message = format!("`{}` must be {wanted}, not {found}", entry.key);
        self.report("L004", entry.value.range(), message);
    }

    /// Reports a value of the right type that cannot be.
    pub(super) fn invalid(&mut self, entry: Entry<'_, '_>, message: impl Into<String>) {
        self.report("L005", entry.value.range(), message);
    }

    /// Reads a text that is not empty.
    pub(super) fn text(&mut self, entry: Option<Entry<'_, '_>>) -> Option<Text> {
        let entry = entry?;
        let Some(text) = entry.value.text() else {
            self.wrong_type(entry, "text in quotes");
            return None;
        };
        if text.chars().all(char::is_whitespace) {
            self.invalid(entry, format!("`{}` is empty", entry.key));
            return None;
        }
        Some(Text {
            text: text.into(),
            span: self.span(entry.value.range()),
        })
    }

    /// Reads a text as a plain string.
    pub(super) fn string(&mut self, entry: Option<Entry<'_, '_>>) -> Option<String> {
        self.text(entry).map(|text| text.text.into())
    }

    /// Reads a list of texts; one text alone counts as a list of one.
    pub(super) fn texts(&mut self, entry: Option<Entry<'_, '_>>) -> Vec<Text> {
        self.list(entry, "a list of texts", Self::text)
    }

    /// Reads a list of texts, figures and dates as the texts a learner would read.
    pub(super) fn shown_values(&mut self, entry: Option<Entry<'_, '_>>) -> Vec<Text> {
        self.list(
            entry,
            "a list of texts, figures or dates",
            Self::shown_value,
        )
    }

    fn list(
        &mut self,
        entry: Option<Entry<'_, '_>>,
        wanted: &str,
        mut item: impl FnMut(&mut Self, Option<Entry<'_, '_>>) -> Option<Text>,
    ) -> Vec<Text> {
        let Some(entry) = entry else {
            return Vec::new();
        };
        match &entry.value.value {
            Toml::List(items) => items
                .iter()
                .filter_map(|value| item(self, Some(entry.item(value))))
                .collect(),
            Toml::Text(_) => item(self, Some(entry)).into_iter().collect(),
            _ => {
                self.wrong_type(entry, wanted);
                Vec::new()
            }
        }
    }

    fn shown_value(&mut self, entry: Option<Entry<'_, '_>>) -> Option<Text> {
        let entry = entry?;
        let shown = match &entry.value.value {
            Toml::Integer(_) | Toml::Float(_) => format_number(self.number(entry)?),
            Toml::Day(_) => self.date(entry)?.in_words(),
            _ => return self.text(Some(entry)),
        };
        Some(Text {
            text: shown.into(),
            span: self.span(entry.value.range()),
        })
    }

    /// Reads an integer or a float that is finite.
    pub(super) fn number(&mut self, entry: Entry<'_, '_>) -> Option<f64> {
        let number = match &entry.value.value {
            Toml::Integer(integer) => integer.and_then(exact),
            Toml::Float(float) => *float,
            _ => {
                self.wrong_type(entry, "a number");
                return None;
            }
        };
        if number.is_none() {
            self.invalid(entry, format!("`{}` is not a usable number", entry.key));
        }
        number
    }

    /// Reads a whole number of at least 1.
    pub(super) fn count(&mut self, entry: Option<Entry<'_, '_>>) -> Option<u32> {
        let entry = entry?;
        let Toml::Integer(integer) = entry.value.value else {
            self.wrong_type(entry, "a whole number");
            return None;
        };
        let count = integer.and_then(|count| u32::try_from(count).ok());
        let count = count.filter(|count| *count >= 1);
        if count.is_none() {
            self.invalid(entry, format!("`{}` must be 1 or more", entry.key));
        }
        count
    }

    /// Reads a TOML date or an EDTF string.
    pub(super) fn date(&mut self, entry: Entry<'_, '_>) -> Option<Edtf> {
        let text = match &entry.value.value {
            Toml::Text(text) => Some(text),
            Toml::Day(day) => day.as_ref(),
            _ => None,
        };
        let Some(text) = text else {
            self.wrong_type(entry, "a date");
            return None;
        };
        match Edtf::parse(text) {
            Ok(date) => Some(date),
            Err(error) => {
                self.invalid(entry, error.to_string());
                None
            }
        }
    }

    /// Reads one or more citations: `citekey` or `citekey, locator`.
    pub(super) fn citations(&mut self, entry: Option<Entry<'_, '_>>) -> Vec<Citation> {
        self.texts(entry).iter().map(citation).collect()
    }
}

/// Splits `citekey, locator`; a text without a comma is a citekey.
fn citation(text: &Text) -> Citation {
    let (key, locator) = match text.text.split_once(',') {
        Some((key, locator)) => (key, locator.trim()),
        None => (&*text.text, ""),
    };
    Citation {
        key: key.trim().into(),
        locator: (!locator.is_empty()).then(|| locator.into()),
        span: text.span,
    }
}

/// Returns the known word nearest to a misspelled one, if it is near at all.
pub(super) fn closest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let distance = |other: &&&str| strsim::osa_distance(word, other);
    let near = known.iter().min_by_key(distance)?;
    let allowed = word.chars().count().max(near.chars().count()) / 3 + 1;
    (strsim::osa_distance(word, near) <= allowed).then_some(*near)
}

/// Returns an integer as a number; above 2^53 neighbouring integers become one float, and such a
/// figure could not be graded.
fn exact(integer: i64) -> Option<f64> {
    const EXACT: i64 = 1 << 53;
    #[expect(clippy::cast_precision_loss, reason = "the range keeps it exact")]
    (-EXACT..=EXACT)
        .contains(&integer)
        .then_some(integer as f64)
}

fn type_of(value: &Toml<'_>) -> &'static str {
    match value {
        Toml::Text(_) => "text",
        Toml::Integer(_) => "a whole number",
        Toml::Float(_) => "a number",
        Toml::Truth(_) => "true or false",
        Toml::Day(_) => "a date or time",
        Toml::List(_) => "a list",
        Toml::Table(_) => "a table",
    }
}
