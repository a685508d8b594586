//! Lines of styled text no wider than the window, and how to get them.

use super::sanitize::one_line;
use crate::value::text::plain;
use console::Style;
use std::fmt::Write as _;
use std::ops::Range;
use textwrap::core::Word;
use textwrap::{Options, WordSeparator, WordSplitter};
use unicode_linebreak::linebreaks;
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

/// What a piece of text is; the colour only underlines what the words say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Tone {
    #[default]
    Usual,
    Strong,
    Dim,
    Good,
    Fair,
    Bad,
    /// Part of an answer that differs; in brackets where there is no colour.
    Marked(bool),
}

impl Tone {
    fn style(self) -> Style {
        let style = Style::new().force_styling(true);
        match self {
            Self::Usual => style,
            Self::Strong => style.bold(),
            Self::Dim => style.dim(),
            Self::Good => style.green().bold(),
            Self::Fair => style.yellow().bold(),
            Self::Bad => style.red().bold(),
            Self::Marked(true) => style.green().bold().underlined(),
            Self::Marked(false) => style.red().bold().underlined(),
        }
    }
}

/// A piece of text in one tone, safe to print.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Span {
    text: String,
    tone: Tone,
}

impl Span {
    /// Makes a span of any text; line breaks stay.
    pub(super) fn new(tone: Tone, text: &str) -> Self {
        let text = plain(text).into_owned();
        Self { text, tone }
    }
}

/// A line of the screen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Line(Vec<Span>);

impl Line {
    /// Makes a line of any text, in one tone.
    pub(super) fn new(tone: Tone, text: &str) -> Self {
        Self::default().and(tone, text)
    }

    /// Returns the line with more text at its end.
    pub(super) fn and(mut self, tone: Tone, text: &str) -> Self {
        let text = one_line(text);
        self.0.push(Span { text, tone });
        self
    }

    /// Returns the text without its tones.
    pub(super) fn text(&self) -> String {
        self.0.iter().map(|span| span.text.as_str()).collect()
    }

    /// Returns the columns it takes.
    pub(super) fn width(&self) -> usize {
        self.0.iter().map(|span| span.text.width()).sum()
    }

    /// Returns what is to be printed of the bytes before `end`, cut where the window ends.
    pub(super) fn printed(&self, colours: bool, columns: usize, end: usize) -> String {
        let mut printed = String::new();
        let (mut column, mut byte) = (0, 0);
        for span in &self.0 {
            let mut shown = 0;
            for grapheme in span.text.graphemes(true) {
                column += grapheme.width();
                byte += grapheme.len();
                if column > columns || byte > end {
                    break;
                }
                shown += grapheme.len();
            }
            let text = &span.text[..shown];
            if colours && span.tone != Tone::Usual {
                let _ = write!(printed, "{}", span.tone.style().apply_to(text));
            } else {
                printed.push_str(text);
            }
        }
        printed
    }
}

/// Breaks styled text into lines of a width, each behind an indent.
pub(super) fn wrap(spans: &[Span], width: usize, first: &str, rest: &str) -> Vec<Line> {
    let text: String = spans.iter().map(|span| span.text.as_str()).collect();
    let options = Options::new(width.saturating_sub(first.width().max(rest.width())).max(1))
        .word_separator(WordSeparator::Custom(words))
        .word_splitter(WordSplitter::NoHyphenation);
    let mut lines = Vec::new();
    let mut from = 0;
    for piece in textwrap::wrap(&text, options) {
        let found = text[from..].find(piece.as_ref()).unwrap_or(0);
        let range = from + found..from + found + piece.len();
        from = range.end;
        let indent = if lines.is_empty() { first } else { rest };
        lines.push(slice(spans, &range, Line::new(Tone::Usual, indent)));
    }
    lines
}

/// Parts a text where Unicode (UAX 14) lets a line end, but for hyphens: what is joined by one
/// stays together.
fn words(text: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    let mut start = 0;
    let ends = linebreaks(text).map(|(end, _)| end);
    let ends = ends.filter(|end| *end == text.len() || !text[..*end].ends_with(['-', '\u{AD}']));
    Box::new(ends.map(move |end| Word::from(&text[std::mem::replace(&mut start, end)..end])))
}

/// Adds the part of styled text that lies in a range of bytes to a line.
fn slice(spans: &[Span], range: &Range<usize>, mut line: Line) -> Line {
    let mut start = 0;
    for span in spans {
        let end = start + span.text.len();
        let (from, to) = (range.start.max(start), range.end.min(end));
        if from < to {
            line.0.push(Span {
                text: span.text[from - start..to - start].to_owned(),
                tone: span.tone,
            });
        }
        start = end;
    }
    line
}

/// Lays out words that must not be parted inside, such as keys with their meaning.
pub(super) fn flow(chunks: &[Span], separator: &str, width: usize, indent: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut line = Line::default();
    for chunk in chunks {
        let needed = separator.width() + chunk.text.width();
        if line.width() + needed > width {
            lines.push(std::mem::take(&mut line));
        }
        if indent.width() + chunk.text.width() > width {
            lines.extend(wrap(std::slice::from_ref(chunk), width, indent, indent));
            continue;
        }
        let lead = if line.0.is_empty() { indent } else { separator };
        line = line.and(Tone::Dim, lead).and(chunk.tone, &chunk.text);
    }
    lines.push(line);
    lines.retain(|it| !it.0.is_empty());
    lines
}

/// Breaks typed text into rows of a width, by what a reader sees as characters.
///
/// The row of the cursor always exists, so a full row is followed by an empty one while the
/// cursor stands at its end.
pub(super) fn fold(text: &str, cursor: usize, width: usize) -> Vec<Range<usize>> {
    let mut rows = Vec::new();
    let (mut start, mut column) = (0, 0);
    for (at, grapheme) in text.grapheme_indices(true) {
        if column > 0 && column + grapheme.width() > width {
            rows.push(start..at);
            (start, column) = (at, 0);
        }
        column += grapheme.width();
    }
    rows.push(start..text.len());
    if cursor == text.len() && column >= width && column > 0 {
        rows.push(cursor..cursor);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(lines: &[Line]) -> Vec<String> {
        lines.iter().map(Line::text).collect()
    }

    #[test]
    fn wrapped_text_keeps_its_tones_and_its_indents() {
        let spans = [
            Span::new(Tone::Usual, "one two "),
            Span::new(Tone::Good, "three four"),
        ];

        let lines = wrap(&spans, 12, "> ", "  ");

        assert_eq!(texts(&lines), ["> one two", "  three four"]);
        assert_eq!(lines[1].0[1].tone, Tone::Good);
    }

    #[test]
    fn text_without_spaces_is_wrapped_too() {
        let lines = wrap(&[Span::new(Tone::Usual, "何人の党員がいますか")], 8, "", "");

        assert!(lines.iter().all(|line| line.width() <= 8));
        assert_eq!(texts(&lines).concat(), "何人の党員がいますか");
    }

    #[test]
    fn no_line_begins_with_a_closing_mark_or_ends_behind_a_hyphen() {
        let lines = wrap(&[Span::new(Tone::Usual, "「何人ですか」、党")], 12, "", "");
        assert_eq!(texts(&lines), ["「何人です", "か」、党"]);

        let spans = [Span::new(Tone::Usual, "in the al-Qaeda\u{A0}core")];
        let lines = wrap(&spans, 12, "", "");
        assert_eq!(texts(&lines), ["in the", "al-Qaeda\u{A0}cor", "e"]);
    }

    #[test]
    fn a_repeated_word_keeps_the_tone_of_its_own_place() {
        let spans = [Span::new(Tone::Usual, "aa aa "), Span::new(Tone::Bad, "aa")];

        let lines = wrap(&spans, 2, "", "");

        assert_eq!(texts(&lines), ["aa", "aa", "aa"]);
        assert_eq!(lines[2].0[1].tone, Tone::Bad);
    }

    #[test]
    fn a_window_of_one_column_breaks_nothing() {
        assert!(!wrap(&[Span::new(Tone::Usual, "何 ab")], 1, "  ", "  ").is_empty());
        assert_eq!(fold("何a", 0, 1), [0..3, 3..4]);
    }

    #[test]
    fn keys_and_their_meaning_stay_together() {
        let chunks = ["[1] again 1m", "[2] hard 6m", "[3] good 10m"];
        let chunks = chunks.map(|it| Span::new(Tone::Usual, it));

        let lines = flow(&chunks, "   ", 30, "  ");

        assert_eq!(
            texts(&lines),
            ["  [1] again 1m   [2] hard 6m", "  [3] good 10m"]
        );
    }

    #[test]
    fn typed_text_is_folded_by_columns_and_the_cursor_has_a_row() {
        assert_eq!(fold("何人の", 9, 4), [0..6, 6..9]);
        assert_eq!(fold("何人", 6, 4), [0..6, 6..6]);
        assert_eq!(fold("何人a", 0, 4), [0..6, 6..7]);
        assert_eq!(fold("", 0, 4).len(), 1);
    }

    #[test]
    fn a_printed_line_is_cut_where_the_window_ends() {
        let line = Line::new(Tone::Usual, "ab").and(Tone::Good, "何人");

        assert_eq!(line.printed(false, 5, usize::MAX), "ab何");
        assert_eq!(line.printed(false, 80, 2), "ab");
        assert!(line.printed(true, 80, usize::MAX).contains("\u{1b}[32m"));
    }
}
