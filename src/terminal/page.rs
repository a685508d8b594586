//! What a window shows of a page: pure, so that it can be tested without a terminal.

use super::line::{Line, Tone};

/// Where the cursor stands: a line and the bytes before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cursor {
    pub(super) line: usize,
    pub(super) bytes: usize,
}

/// Everything there is to show, laid out for a width.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Page {
    /// What can be scrolled.
    pub(super) body: Vec<Line>,
    /// The line of the body that a moving highlight stands on.
    pub(super) focus: Option<usize>,
    /// What is typed: stays in view whatever else has to go.
    pub(super) answer: Vec<Line>,
    /// Where the cursor stands in `answer`; hidden where there is none.
    pub(super) cursor: Option<Cursor>,
    /// The keys.
    pub(super) footer: Vec<Line>,
}

/// What is to be seen in a window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct View {
    pub(super) lines: Vec<Line>,
    pub(super) cursor: Option<Cursor>,
}

/// How far a page is scrolled.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Scroll {
    /// Lines of the body above the window.
    top: usize,
    /// Lines of the body in the window when it was last drawn.
    height: usize,
    /// Whether the window follows the focus rather than the learner's scrolling.
    is_free: bool,
}

impl Scroll {
    /// Moves by a window (less one line, for the eye to hold on to) down or up.
    pub(super) fn page(&mut self, down: bool) {
        self.lines(down, self.height.saturating_sub(2).max(1));
    }

    /// Moves by some lines down or up.
    pub(super) fn lines(&mut self, down: bool, count: usize) {
        self.is_free = true;
        self.top = if down {
            self.top.saturating_add(count)
        } else {
            self.top.saturating_sub(count)
        };
    }

    /// Brings the focus back into view.
    pub(super) fn follow(&mut self) {
        self.is_free = false;
    }
}

impl Page {
    /// Returns what a window of this many rows shows.
    ///
    /// The footer goes first where room is short, then the body; the line with the cursor is
    /// always there.
    pub(super) fn view(&self, rows: usize, scroll: &mut Scroll) -> View {
        let footer = match rows {
            0..3 => 0,
            3..8 => self.footer.len().min(1),
            _ => self.footer.len().min(rows / 2),
        };
        let room = rows - footer;
        let answer = self.answer_rows(room);
        let mut lines = self.body_window(room - answer, scroll);
        let first = self.answer_start(answer);
        let cursor = self.cursor.map(|cursor| Cursor {
            line: lines.len() + cursor.line.saturating_sub(first),
            ..cursor
        });
        lines.extend_from_slice(&self.answer[first..first + answer]);
        if lines.len() + footer < rows {
            lines.push(Line::default());
        }
        lines.extend_from_slice(&self.footer[..footer]);
        View { lines, cursor }
    }

    fn answer_rows(&self, room: usize) -> usize {
        let spare = room.saturating_sub(self.body.len());
        self.answer.len().min(spare.max(room.div_ceil(2)))
    }

    fn answer_start(&self, rows: usize) -> usize {
        let cursor = self.cursor.map_or(0, |it| it.line);
        let last = self.answer.len() - rows;
        (cursor + 1).saturating_sub(rows).min(last)
    }

    fn body_window(&self, rows: usize, scroll: &mut Scroll) -> Vec<Line> {
        scroll.height = rows;
        if let Some(focus) = self.focus.filter(|_| !scroll.is_free) {
            let margin = usize::from(rows > 2); // the row that says there is more
            scroll.top = scroll.top.min(focus.saturating_sub(margin));
            scroll.top = scroll.top.max((focus + 1 + margin).saturating_sub(rows));
        }
        scroll.top = scroll.top.min(self.body.len().saturating_sub(rows));
        let end = (scroll.top + rows).min(self.body.len());
        let mut lines = self.body[scroll.top..end].to_vec();
        let below = self.body.len() - end;
        if rows > 2 && below > 0 {
            lines[rows - 1] = more("PgDn", below + 1);
        }
        if rows > 2 && scroll.top > 0 {
            lines[0] = more("PgUp", scroll.top + 1);
        }
        lines
    }
}

fn more(key: &str, lines: usize) -> Line {
    Line::new(Tone::Dim, &format!("  … {key}: {lines} more lines"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lines(name: &str, count: usize) -> Vec<Line> {
        let line = |number| Line::new(Tone::Usual, &format!("{name}{number}"));
        (0..count).map(line).collect()
    }

    fn page(body: usize, answer: usize, cursor: usize) -> Page {
        Page {
            body: lines("b", body),
            focus: None,
            answer: lines("a", answer),
            cursor: (answer > 0).then_some(Cursor {
                line: cursor,
                bytes: 0,
            }),
            footer: lines("f", 2),
        }
    }

    fn seen(page: &Page, rows: usize, scroll: &mut Scroll) -> Vec<String> {
        page.view(rows, scroll)
            .lines
            .iter()
            .map(Line::text)
            .collect()
    }

    #[test]
    fn what_fits_is_shown_whole() {
        let seen = seen(&page(2, 1, 0), 24, &mut Scroll::default());

        assert_eq!(seen, ["b0", "b1", "a0", "", "f0", "f1"]);
    }

    #[test]
    fn a_long_text_scrolls_above_the_answer_line() {
        let mut scroll = Scroll::default();
        let long = page(20, 1, 0);

        assert_eq!(
            seen(&long, 7, &mut scroll),
            [
                "b0",
                "b1",
                "b2",
                "b3",
                "  … PgDn: 16 more lines",
                "a0",
                "f0"
            ]
        );
        scroll.page(true);
        assert_eq!(
            seen(&long, 7, &mut scroll),
            [
                "  … PgUp: 4 more lines",
                "b4",
                "b5",
                "b6",
                "  … PgDn: 13 more lines",
                "a0",
                "f0"
            ]
        );
    }

    #[test]
    fn scrolling_stops_at_both_ends() {
        let mut scroll = Scroll::default();
        let long = page(20, 1, 0);

        for _ in 0..50 {
            scroll.page(true);
            seen(&long, 7, &mut scroll);
        }
        assert_eq!(seen(&long, 7, &mut scroll)[4], "b19");
        for _ in 0..50 {
            scroll.page(false);
            seen(&long, 7, &mut scroll);
        }
        assert_eq!(seen(&long, 7, &mut scroll)[0], "b0");
    }

    #[test]
    fn the_window_follows_a_moving_highlight() {
        let mut long = page(20, 0, 0);
        long.focus = Some(12);

        let seen = seen(&long, 7, &mut Scroll::default());

        assert!(seen.contains(&"b12".to_owned()), "{seen:?}");
    }

    #[test]
    fn a_window_of_one_row_shows_the_line_with_the_cursor() {
        let view = page(5, 4, 2).view(1, &mut Scroll::default());

        assert_eq!(view.lines, [Line::new(Tone::Usual, "a2")]);
        assert_eq!(view.cursor.unwrap().line, 0);
    }

    proptest! {
        #[test]
        fn every_window_holds_its_rows_and_the_cursor(
            rows in 0_usize..40, body in 0_usize..60, answer in 0_usize..20, at in 0_usize..20,
            focus in 0_usize..60, pages in 0_usize..10,
        ) {
            let mut page = page(body, answer, at.min(answer.saturating_sub(1)));
            page.focus = (body > 0).then(|| focus % body);
            let mut scroll = Scroll::default();
            for _ in 0..pages {
                scroll.page(true);
            }

            let view = page.view(rows, &mut scroll);

            prop_assert!(view.lines.len() <= rows);
            if let (Some(cursor), Some(wanted)) = (view.cursor, page.cursor) && rows > 0 {
                prop_assert_eq!(view.lines[cursor.line].clone(), page.answer[wanted.line].clone());
            }
        }
    }
}
