//! Reads TOML that is written plainly, as nearly all decks are, many times faster than the whole
//! grammar can be read.
//!
//! Plain are lines of a bare key with a text without escapes, a figure, a date, true or false, or
//! a list or an inline table of these. Of anything else, right or wrong, nothing is read here: it
//! is left to the parser of all TOML, which says what is wrong. The two agree on every text that
//! both read; the tests hold them to it.

use super::tree::{Key, Node, Table, Toml};
use std::borrow::Cow;
use std::ops::Range;

/// Lists and tables inside each other, more than any deck has.
const DEEPEST: u32 = 8;
/// Digits that any integer can have and still be exact.
const MOST_DIGITS: usize = 15;
/// Keys that most facts have at most.
const USUAL_KEYS: usize = 8;

/// A fact that was read: where its header stands, and its keys.
pub(super) struct Fact<'i> {
    pub(super) header: Range<usize>,
    pub(super) table: Table<'i>,
}

/// Reads a piece that starts with `[[fact]]`; none where it is not plain.
pub(super) fn fact(piece: &str) -> Option<Fact<'_>> {
    const HEADER: &str = "[[fact]]";
    let mut reader = Reader::new(piece);
    reader.expect(HEADER)?;
    reader.end_of_line()?;
    Some(Fact {
        header: 0..HEADER.len(),
        table: reader.lines()?,
    })
}

/// Reads a piece that has no headers; none where it is not plain.
pub(super) fn table(piece: &str) -> Option<Table<'_>> {
    Reader::new(piece).lines()
}

struct Reader<'i> {
    text: &'i str,
    at: usize,
    depth: u32,
}

impl<'i> Reader<'i> {
    fn new(text: &'i str) -> Self {
        let (at, depth) = (0, 0);
        Self { text, at, depth }
    }

    /// Returns the next byte; a NUL, which nothing plain has, at the end.
    fn next(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    fn is_at_end(&self) -> bool {
        self.at == self.text.len()
    }

    /// Steps over bytes of a kind.
    fn skip(&mut self, kind: u8) {
        let rest = self.text.as_bytes()[self.at..].iter();
        self.at += rest
            .take_while(|byte| KINDS[usize::from(**byte)] & kind != 0)
            .count();
    }

    fn blanks(&mut self) {
        self.skip(BLANK);
    }

    fn expect(&mut self, text: &str) -> Option<()> {
        self.text[self.at..].starts_with(text).then(|| {
            self.at += text.len();
        })
    }

    /// Reads every line to the end of the piece.
    fn lines(&mut self) -> Option<Table<'i>> {
        let mut table = Table::with_capacity(USUAL_KEYS);
        while !self.is_at_end() {
            self.blanks();
            if KINDS[usize::from(self.next())] & KEY != 0 {
                self.entry(&mut table)?;
            }
            self.end_of_line()?;
        }
        Some(table)
    }

    /// Steps over blanks, a comment and the end of the line or of the piece.
    fn end_of_line(&mut self) -> Option<()> {
        self.blanks();
        if self.next() == b'#' {
            self.skip(TEXT);
        }
        if self.is_at_end() {
            return Some(());
        }
        self.expect("\n").or_else(|| self.expect("\r\n"))
    }

    fn entry(&mut self, table: &mut Table<'i>) -> Option<()> {
        let start = self.at;
        self.skip(KEY);
        let range = start..self.at;
        let text = self.text.get(range.clone()).filter(|key| !key.is_empty())?;
        self.blanks();
        self.expect("=")?;
        self.blanks();
        let value = self.value()?;
        table.insert(Key::new(Cow::Borrowed(text), range), value)
    }

    fn value(&mut self) -> Option<Node<'i>> {
        let start = self.at;
        let value = match self.next() {
            quote @ (b'"' | b'\'') => Toml::Text(Cow::Borrowed(self.quoted(quote)?)),
            b'[' => Toml::List(self.inside(Self::items)?),
            b'{' => Toml::Table(self.inside(Self::entries)?),
            b'0'..=b'9' => self.figure()?,
            _ => self.truth()?,
        };
        Some(Node::new(value, start..self.at))
    }

    /// Reads a text on one line that has no escapes.
    fn quoted(&mut self, quote: u8) -> Option<&'i str> {
        self.at += 1;
        let start = self.at;
        self.skip(if quote == b'"' {
            DOUBLY_QUOTED
        } else {
            SINGLY_QUOTED
        });
        let text = &self.text[start..self.at];
        if self.next() != quote {
            return None;
        }
        self.at += 1;
        // A third quote would start a text of several lines.
        (!text.is_empty() || self.next() != quote).then_some(text)
    }

    /// Reads what stands between brackets, unless they are too many.
    fn inside<T>(&mut self, read: fn(&mut Self) -> Option<T>) -> Option<T> {
        if self.depth == DEEPEST {
            return None;
        }
        self.depth += 1;
        self.at += 1;
        let inside = read(self);
        self.depth -= 1;
        inside
    }

    /// Reads the items of a list and its closing bracket.
    fn items(&mut self) -> Option<Vec<Node<'i>>> {
        let mut items = Vec::new();
        loop {
            self.breaks()?;
            if self.expect("]").is_some() {
                return Some(items);
            }
            items.push(self.value()?);
            self.breaks()?;
            if self.expect(",").is_none() {
                self.expect("]")?;
                return Some(items);
            }
        }
    }

    /// Steps over blanks, comments and ends of lines.
    fn breaks(&mut self) -> Option<()> {
        self.blanks();
        while matches!(self.next(), b'#' | b'\r' | b'\n') {
            self.end_of_line()?;
            self.blanks();
        }
        Some(())
    }

    /// Reads the entries of an inline table on one line and its closing brace.
    fn entries(&mut self) -> Option<Table<'i>> {
        let mut table = Table::default();
        self.blanks();
        if self.expect("}").is_some() {
            return Some(table);
        }
        loop {
            self.blanks();
            self.entry(&mut table)?;
            self.blanks();
            if self.expect(",").is_none() {
                self.expect("}")?;
                return Some(table);
            }
        }
    }

    /// Reads a whole number, a number with a decimal point, or a day.
    fn figure(&mut self) -> Option<Toml<'i>> {
        let start = self.at;
        self.skip(FIGURE);
        let text = &self.text[start..self.at];
        let ends = matches!(
            self.next(),
            b' ' | b'\t' | b'\r' | b'\n' | b',' | b']' | b'}' | b'#'
        ) || self.is_at_end();
        // After a day and a blank a time of day may follow.
        if !ends || text.len() > MOST_DIGITS {
            return None;
        }
        if is_day(text) {
            let is_alone = self.next() != b' ';
            return is_alone.then_some(Toml::Day(Some(Cow::Borrowed(text))));
        }
        let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
        let is_plain =
            |digits: &str| !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
        let has_leading_zero = whole.len() > 1 && whole.starts_with('0');
        if !is_plain(whole) || !is_plain(decimals) || has_leading_zero {
            return None;
        }
        Some(match text.contains('.') {
            true => Toml::Float(text.parse().ok()),
            false => Toml::Integer(text.parse().ok()),
        })
    }

    fn truth(&mut self) -> Option<Toml<'i>> {
        let start = self.at;
        self.skip(KEY);
        match &self.text[start..self.at] {
            "true" => Some(Toml::Truth(true)),
            "false" => Some(Toml::Truth(false)),
            _ => None,
        }
    }
}

/// Blanks.
const BLANK: u8 = 1;
/// What may stand in a bare key.
const KEY: u8 = 2;
/// What a whole number, a number with a decimal point and a day are written with.
const FIGURE: u8 = 4;
/// What may stand in a comment.
const TEXT: u8 = 8;
/// What may stand between double quotes, and is no escape.
const DOUBLY_QUOTED: u8 = 16;
/// What may stand between single quotes; a backslash is left to the whole grammar.
const SINGLY_QUOTED: u8 = 32;

/// What each byte may be.
const KINDS: [u8; 256] = {
    let mut kinds = [0; 256];
    let mut byte = 0_u8;
    loop {
        kinds[byte as usize] = kind(byte);
        if byte == u8::MAX {
            break kinds;
        }
        byte += 1;
    }
};

const fn kind(byte: u8) -> u8 {
    let mut kind = 0;
    if matches!(byte, b' ' | b'\t') {
        kind |= BLANK;
    }
    if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_') {
        kind |= KEY;
    }
    if byte.is_ascii_digit() || matches!(byte, b'-' | b'.') {
        kind |= FIGURE;
    }
    if byte >= b' ' && byte != 0x7f || byte == b'\t' {
        kind |= TEXT | DOUBLY_QUOTED | SINGLY_QUOTED;
    }
    match byte {
        b'\\' => kind & !(DOUBLY_QUOTED | SINGLY_QUOTED),
        b'"' => kind & !DOUBLY_QUOTED,
        b'\'' => kind & !SINGLY_QUOTED,
        _ => kind,
    }
}

/// Says whether a text is a day that the calendar has, as `2024-03-22`.
fn is_day(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_in_form = bytes.len() == 10
        && bytes.iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    // The days that every month of every year has; of the others the whole parser knows more.
    is_in_form
        && matches!(text[5..7].parse(), Ok(1_u8..=12))
        && matches!(text[8..].parse(), Ok(1_u8..=28))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use proptest::sample::select;
    use toml::de::DeTable;

    /// Reads by the whole grammar; none where anything is wrong.
    fn by_grammar(piece: &str) -> Option<Table<'_>> {
        let (table, errors) = DeTable::parse_recoverable(piece);
        errors.is_empty().then(|| table.into_inner().into())
    }

    /// What reading a fact plainly gives, in the shape in which the whole grammar has it.
    fn as_by_grammar(fact: Fact<'_>) -> Table<'_> {
        let item = Node::new(Toml::Table(fact.table), fact.header.clone());
        let key = Key::new(Cow::Borrowed("fact"), 2..6);
        let mut table = Table::default();
        table.insert(key, Node::new(Toml::List(vec![item]), fact.header));
        table
    }

    const KEYS: &[&str] = &["a", "b-1", "_", "7", "a.b", "'a'", "\"b\"", "é", ""];
    const VALUES: &[&str] = &[
        "\"\"",
        "''",
        "\"x y\"",
        "'x\"y'",
        "\"x'y\"",
        "\"é\"",
        "\"\\u00e9\"",
        "'\\'",
        "\"\t\"",
        "\"\u{1}\"",
        "\"\"\"x\"\"\"",
        "'''x'''",
        "0",
        "07",
        "-1",
        "+1",
        "137",
        "1_000",
        "0x1f",
        "9999999999999999",
        "99999999999999999999",
        "0.2",
        "00.2",
        "1.",
        ".1",
        "1e3",
        "inf",
        "1.5",
        "2024-03-22",
        "2024-02-29",
        "2023-02-29",
        "2024-13-01",
        "2024-00-01",
        "0000-01-01",
        "2024-03-22T10:00:00Z",
        "2024-03-22 10:00:00",
        "2024-03-22 ",
        "10:00:00",
        "2024-3-22",
        "true",
        "false",
        "truer",
        "[]",
        "[1, 2]",
        "[1 2]",
        "[\n 'a', # b\n 'b',\n]",
        "[,]",
        "[1,,2]",
        "[[[[[[[[[1]]]]]]]]]",
        "{}",
        "{ a = 1 }",
        "{a=1,b='x'}",
        "{ a = 1, a = 2 }",
        "{ a = 1, }",
        "{ a = 1\n}",
        "{ a.b = 1 }",
        "[{ at = 1 }, { at = [2] }]",
        "[",
        "{",
        "",
    ];
    const BETWEEN: &[&str] = &[" = ", "=", "\t=\t", "\n=", " ", " = = "];
    const ENDS: &[&str] = &[
        "\n",
        "\r\n",
        " # c\n",
        "# \u{7f}\n",
        "# é",
        "\r",
        "",
        " x\n",
        "\t\n",
    ];
    const SCRAPS: &[&str] = &[
        "a",
        "=",
        "\"",
        "'",
        "\\",
        "[",
        "]",
        "{",
        "}",
        ",",
        ".",
        "-",
        "1",
        "0",
        "2024-03-22",
        "\n",
        "\r",
        " ",
        "#",
        "true",
        "é",
        "\0",
        "[[fact]]",
        "\u{feff}",
    ];

    fn line() -> impl Strategy<Value = String> {
        let parts = (select(KEYS), select(BETWEEN), select(VALUES), select(ENDS));
        parts.prop_map(|(key, between, value, end)| format!("{key}{between}{value}{end}"))
    }

    fn piece() -> impl Strategy<Value = String> {
        let lines = prop::collection::vec(line(), 0..4).prop_map(|lines| lines.concat());
        let scraps = prop::collection::vec(select(SCRAPS), 0..12).prop_map(|it| it.concat());
        prop_oneof![3 => lines, 1 => scraps]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4096))]

        #[test]
        fn what_is_read_plainly_is_what_the_whole_grammar_reads(piece in piece()) {
            if let Some(table) = table(&piece) {
                prop_assert_eq!(Some(table), by_grammar(&piece));
            }
        }

        #[test]
        fn so_it_is_with_facts(header in select(&["[[fact]]", "[[fact]] # x", "[[fact]", "[fact]"][..]), piece in piece()) {
            let piece = format!("{header}\n{piece}");
            if let Some(fact) = fact(&piece) {
                prop_assert_eq!(Some(as_by_grammar(fact)), by_grammar(&piece));
            }
        }
    }

    #[test]
    fn every_pair_of_a_key_and_a_value_is_read_alike() {
        for key in KEYS {
            for value in VALUES {
                for end in ENDS {
                    let piece = format!("{key} = {value}{end}");
                    let Some(table) = table(&piece) else { continue };
                    assert_eq!(Some(table), by_grammar(&piece), "{piece:?}");
                }
            }
        }
    }

    #[test]
    fn a_usual_fact_is_plain() {
        let piece = "[[fact]]\n# why\nid = \"crocus-killed\" # id\nanswer = { at_least = 130 }\nwrong = [\n  'a',\n  'b',\n]\nunit = \"people\"\nday = 2024-03-22\nshare = 0.2\r\n\n";

        assert_eq!(fact(piece).map(|fact| fact.table.len()), Some(6));
    }
}
