//! Where everything stands on the screen, as lines for a given width.

mod feedback;
mod help;
mod question;
mod summary;

pub(super) use summary::overview;

use super::line::{Line, Span, Tone, flow, fold, wrap};
use super::page::{Cursor, Page};
use super::turn::{Overlay, Turn};
use super::words;
use super::{editor::Editor, sanitize::one_line};
use crate::session::{QuestionScreen, Screen};
use unicode_width::UnicodeWidthStr as _;

/// No text is wider, however wide the window: long lines are hard to read.
const MEASURE: usize = 88;

/// How wide text is set, and how far from the left.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    /// Columns from the left of the window to the right end of the text.
    width: usize,
    /// What every line starts with.
    indent: &'static str,
}

impl Frame {
    /// Returns the frame for a window of this many columns.
    pub(super) fn new(columns: usize) -> Self {
        Self {
            width: columns.min(MEASURE),
            indent: if columns < 20 { "" } else { "  " },
        }
    }

    /// Breaks text into lines behind the indent.
    fn text(self, tone: Tone, text: &str) -> Vec<Line> {
        self.spans(&[Span::new(tone, text)])
    }

    fn spans(self, spans: &[Span]) -> Vec<Line> {
        wrap(spans, self.width, self.indent, self.indent)
    }

    /// Breaks text into lines that hang behind a label.
    fn item(self, tone: Tone, label: &str, text: &str) -> Vec<Line> {
        let first = format!("{}{label}", self.indent);
        let rest = " ".repeat(first.width());
        wrap(&[Span::new(tone, text)], self.width, &first, &rest)
    }

    /// Lays out keys with their meaning.
    fn keys(self, keys: &[&str]) -> Vec<Line> {
        let chunks: Vec<Span> = keys.iter().map(|it| Span::new(Tone::Dim, it)).collect();
        flow(&chunks, " · ", self.width, self.indent)
    }

    /// Sets text at both ends of a line, or on two lines where one is too narrow.
    fn ends(self, left: Line, right: &str) -> Vec<Line> {
        let right = one_line(right);
        let taken = left.width() + right.width();
        if right.is_empty() {
            return vec![left];
        }
        if taken + 2 <= self.width {
            let gap = " ".repeat(self.width - taken);
            return vec![left.and(Tone::Usual, &gap).and(Tone::Dim, &right)];
        }
        let mut lines = vec![left];
        lines.extend(self.text(Tone::Dim, &right));
        lines
    }

    /// Sets typed text behind a label, with the place of the cursor.
    fn editor(self, label: &str, editor: &Editor) -> (Vec<Line>, Cursor) {
        let first = format!("{}{label}", self.indent);
        let rest = " ".repeat(first.width());
        let width = self.width.saturating_sub(first.width()).max(1);
        let mut lines = Vec::new();
        let mut cursor = Cursor { line: 0, bytes: 0 };
        for row in fold(editor.text(), editor.cursor(), width) {
            let lead = if lines.is_empty() { &first } else { &rest };
            if row.start <= editor.cursor() {
                cursor = Cursor {
                    line: lines.len(),
                    bytes: lead.len() + editor.cursor() - row.start,
                };
            }
            let line = Line::new(Tone::Usual, lead);
            lines.push(line.and(Tone::Strong, &editor.text()[row]));
        }
        (lines, cursor)
    }
}

/// Lays out a screen as the learner has it before them.
pub(super) fn page(screen: &Screen, turn: &Turn, columns: usize) -> Page {
    let frame = Frame::new(columns);
    if turn.overlay == Overlay::Help {
        return help::page(screen, frame);
    }
    let mut page = match screen {
        Screen::Question(asked) => question::page(asked, turn, frame),
        Screen::Feedback(screen) => feedback::page(screen, turn, frame),
        Screen::Summary(screen) => summary::page(screen, frame),
    };
    match &turn.overlay {
        Overlay::Commands => page.footer = frame.keys(&help::COMMANDS),
        Overlay::Remark(editor) => ask_remark(&mut page, editor, frame),
        Overlay::None | Overlay::Help => {}
    }
    page
}

fn ask_remark(page: &mut Page, editor: &Editor, frame: Frame) {
    let (typed, cursor) = frame.editor("> ", editor);
    page.body.append(&mut page.answer);
    page.answer = frame.text(Tone::Usual, "What is wrong with this fact?");
    page.cursor = Some(Cursor {
        line: page.answer.len() + cursor.line,
        ..cursor
    });
    page.answer.extend(typed);
    page.footer = frame.keys(&["↵ send to the author", "Esc back"]);
}

/// Lays out a line of text to type, below what it is for.
pub(super) fn form(question: &str, editor: &Editor, columns: usize) -> Page {
    let frame = Frame::new(columns);
    let (answer, cursor) = frame.editor("> ", editor);
    Page {
        body: frame.text(Tone::Usual, question),
        answer,
        cursor: Some(cursor),
        footer: frame.keys(&["↵ done", "Esc none"]),
        ..Page::default()
    }
}

/// Lays out a message.
pub(super) fn message(text: &str, columns: usize) -> Vec<Line> {
    Frame::new(columns).text(Tone::Usual, text)
}

/// Lays out where the session stands: number, deck and the state of the card.
fn header(screen: &QuestionScreen, frame: Frame) -> Vec<Line> {
    let position = words::position(screen);
    let state = words::state(screen);
    let fixed = frame.indent.width() + position.width() + state.width() + 4;
    let room = frame.width.saturating_sub(fixed);
    let deck = one_line(&screen.deck);
    let deck = console::truncate_str(&deck, room, "…");
    let left = Line::new(Tone::Dim, frame.indent).and(Tone::Dim, &position);
    let left = left.and(Tone::Dim, "  ").and(Tone::Dim, &deck);
    frame.ends(left, &state)
}

/// Lays out a line about what was just done.
fn notice(text: Option<&String>, frame: Frame) -> Vec<Line> {
    text.map_or_else(Vec::new, |it| frame.item(Tone::Fair, "* ", it))
}

#[cfg(test)]
mod tests {
    use super::super::draft::Draft;
    use super::super::keys::Key;
    use super::super::sample;
    use super::*;
    use crate::question::Body;
    use unicode_width::UnicodeWidthStr;

    fn drawn(screen: &Screen, keys: &[Key], columns: usize) -> String {
        let mut turn = Turn::new(screen);
        for key in keys {
            turn.press(screen, key);
        }
        let page = page(screen, &turn, columns);
        let lines = page.view(500, &mut turn.scroll).lines;
        let texts: Vec<String> = lines
            .iter()
            .map(|it| it.text().trim_end().to_owned())
            .collect();
        texts.join("\n")
    }

    #[test]
    fn a_question_to_type_stands_as_designed() {
        let drawn = drawn(&sample::asked(Body::Type), &[Key::Paste("180".into())], 80);

        let expected = format!(
            "  3/22  Attacks{}new\n  How many people were injured in the Crocus City Hall attack?\n  > 180\n\n  ↵ answer · Tab hint · Esc commands",
            " ".repeat(62)
        );
        assert_eq!(drawn, expected);
    }

    #[test]
    fn a_narrow_window_wraps_the_question_and_keeps_the_indent() {
        let drawn = drawn(&sample::asked(Body::Type), &[], 40);

        assert!(drawn.lines().all(|line| line.width() <= 40), "{drawn}");
        assert!(
            drawn.contains("\n  How many people were injured in the\n  Crocus City Hall"),
            "{drawn}"
        );
    }

    #[test]
    fn a_wide_window_does_not_stretch_the_text() {
        let drawn = drawn(&sample::feedback(), &[], 200);

        assert!(drawn.lines().all(|line| line.width() <= MEASURE), "{drawn}");
    }

    #[test]
    fn no_line_of_any_screen_is_wider_than_the_window() {
        for columns in 20..90 {
            for screen in sample::all_screens() {
                for keys in [
                    vec![],
                    vec![Key::Escape],
                    vec![Key::Down],
                    vec![Key::Char('!')],
                ] {
                    let drawn = drawn(&screen, &keys, columns);
                    let widest = drawn.lines().map(UnicodeWidthStr::width).max();
                    assert!(widest <= Some(columns), "{columns}: {drawn}");
                }
            }
        }
    }

    #[test]
    fn options_hang_behind_their_numbers_and_the_highlight_is_no_mere_colour() {
        let drawn = drawn(&sample::asked(sample::choose()), &[Key::Down], 80);

        assert!(
            drawn.contains("\n  > 1  Abdul Rehman al-Loghri\n    2  Shahab al-Muhajir"),
            "{drawn}"
        );
    }

    #[test]
    fn a_gap_is_visible_and_has_its_own_line() {
        let drawn = drawn(&sample::asked(sample::gap()), &[], 80);

        assert!(
            drawn.contains("Founded by defectors from the ____(1) in ____(2)."),
            "{drawn}"
        );
        assert!(
            drawn.contains("\n  1> \n  2>") || drawn.contains("\n  1>\n  2>"),
            "{drawn}"
        );
    }

    #[test]
    fn sorted_items_keep_their_numbers_while_they_move() {
        let drawn = drawn(&sample::asked(sample::order()), &[Key::Char('3')], 80);

        assert!(
            drawn.contains("\n  > 3  Crocus\n    1  Bagram\n    2  Kabul"),
            "{drawn}"
        );
    }

    #[test]
    fn feedback_says_the_verdict_the_answer_its_source_and_what_comes_next() {
        let drawn = drawn(&sample::feedback(), &[], 80);

        for part in [
            "Correct but for a slip — 180 people",
            "Meduza, lead",
            "You typed:  18[8] people",
            "Right:      18[0] people",
            "Others: more than 100 (Vox, lead)",
            "When you last saw it, the answer was `145 people`.",
            "[1] again 1m   [2] hard 6m   [3] good 10m   [4] easy 5d",
            "↵ good",
        ] {
            assert!(drawn.contains(part), "{part} is not in\n{drawn}");
        }
    }

    #[test]
    fn every_source_is_shown_when_asked_for() {
        let before = drawn(&sample::feedback(), &[], 80);
        let after = drawn(&sample::feedback(), &[Key::Char('s')], 80);

        assert!(before.contains("Meduza, lead +1") && !before.contains("BBC, paragraph 4"));
        assert!(after.contains("BBC, paragraph 4"), "{after}");
    }

    #[test]
    fn nothing_of_a_deck_reaches_the_terminal_as_a_control_sequence() {
        for screen in sample::all_screens() {
            let hostile = sample::hostile(screen);
            let drawn = drawn(&hostile, &[], 80);
            assert!(
                !drawn.contains(['\u{1b}', '\u{7}', '\u{202E}']),
                "{drawn:?}"
            );
        }
    }

    #[test]
    fn help_names_every_key_of_the_screen() {
        let question = drawn(&sample::asked(sample::choose()), &[Key::Char('?')], 80);
        let feedback = drawn(&sample::feedback(), &[Key::Char('?')], 80);

        for key in [
            "I do not know",
            "hint",
            "skip",
            "undo",
            "suspend",
            "bury",
            "flag",
            "quit",
        ] {
            assert!(question.contains(key), "{key} is not in\n{question}");
        }
        for key in ["1 2 3 4", "sources", "editor", "undo"] {
            assert!(feedback.contains(key), "{key} is not in\n{feedback}");
        }
    }

    #[test]
    fn the_cursor_stands_behind_what_was_typed_even_where_it_wraps() {
        let screen = sample::asked(Body::Type);
        let mut turn = Turn::new(&screen);
        turn.press(&screen, &Key::Paste("何人の党員がいますか何人".into()));

        let page = page(&screen, &turn, 20);

        let cursor = page.cursor.unwrap();
        assert_eq!(page.answer.len(), 2);
        assert_eq!(cursor.line, 1);
        assert_eq!(
            page.answer[1].printed(false, 20, cursor.bytes),
            "    すか何人"
        );
        assert!(matches!(turn.draft, Some(Draft::Lines(_))));
    }
}
