//! What stands before the first question and after the last.

use super::{Frame, notice};
use crate::session::{Mistake, Overview, SummaryScreen};
use crate::terminal::line::{Line, Tone};
use crate::terminal::page::Page;
use crate::terminal::words;

/// Lays out what is ahead.
pub(in crate::terminal) fn overview(overview: &Overview, columns: usize) -> Vec<Line> {
    let frame = Frame::new(columns);
    let mut lines = frame.text(Tone::Strong, &overview.title);
    lines.extend(frame.text(Tone::Usual, &words::ahead(overview)));
    for notice in &overview.notices {
        lines.extend(frame.item(Tone::Fair, "* ", notice));
    }
    lines
}

/// Lays out how it went, with the end in view first.
pub(super) fn page(summary: &SummaryScreen, frame: Frame) -> Page {
    let body = how_it_went(summary, frame);
    let keys: &[&str] = match summary.score {
        None => &["↵ done", "u undo"],
        Some(_) => &["↵ done"],
    };
    Page {
        focus: body.len().checked_sub(1),
        body,
        footer: frame.keys(keys),
        ..Page::default()
    }
}

fn how_it_went(summary: &SummaryScreen, frame: Frame) -> Vec<Line> {
    let mut lines = Vec::new();
    if !summary.mistakes.is_empty() {
        lines.extend(frame.text(Tone::Strong, "To look at again"));
        lines.extend(mistakes(&summary.mistakes, frame));
        lines.push(Line::default());
    }
    // The totals come last, where a long list scrolls nothing off.
    lines.extend(notice(summary.notice.as_ref(), frame));
    for (index, total) in words::totals(summary).iter().enumerate() {
        let tone = if index == 0 {
            Tone::Strong
        } else {
            Tone::Usual
        };
        lines.extend(frame.text(tone, total));
    }
    lines
}

/// Lays out questions that were not right.
fn mistakes(mistakes: &[Mistake], frame: Frame) -> Vec<Line> {
    let mut lines = Vec::new();
    for mistake in mistakes {
        lines.extend(frame.item(Tone::Usual, "- ", &mistake.prompt));
        lines.extend(frame.item(Tone::Good, "  right: ", &mistake.answer));
        let verdict = words::verdict(mistake.verdict);
        let said = if mistake.typed.is_empty() {
            verdict.to_owned()
        } else {
            format!("{} ({verdict})", mistake.typed)
        };
        lines.extend(frame.item(Tone::Dim, "  you: ", &said));
    }
    lines
}
