//! The screen of a question.

use super::{Frame, header, notice};
use crate::question::Body;
use crate::session::QuestionScreen;
use crate::terminal::draft::{Draft, Lines, Order};
use crate::terminal::line::{Line, Tone};
use crate::terminal::page::{Cursor, Page};
use crate::terminal::turn::Turn;
use crate::terminal::words;

/// Lays out a question with the answer in the making.
pub(super) fn page(screen: &QuestionScreen, turn: &Turn, frame: Frame) -> Page {
    let mut page = Page {
        body: head(screen, frame),
        ..Page::default()
    };
    if screen.hint_shown
        && let Some(hint) = &screen.question.hint
    {
        page.body.extend(frame.item(Tone::Dim, "Hint: ", hint));
    }
    match &turn.draft {
        Some(Draft::Lines(lines)) => type_lines(&mut page, screen, lines, frame),
        Some(Draft::Choice { at, .. }) => options(&mut page, &screen.question.body, *at, frame),
        Some(Draft::Truth { at }) => judgements(&mut page, *at, frame),
        Some(Draft::Order(order)) => items(&mut page, &screen.question.body, order, frame),
        Some(Draft::Look) | None => {}
    }
    page.footer = frame.keys(&keys(screen, turn));
    page
}

/// Lays out header and question; the feedback opens with them too.
pub(super) fn head(screen: &QuestionScreen, frame: Frame) -> Vec<Line> {
    let mut lines = header(screen, frame);
    lines.extend(notice(screen.notice.as_ref(), frame));
    lines.extend(frame.text(Tone::Usual, &screen.question.prompt));
    if let Body::Gap { pieces } = &screen.question.body {
        lines.extend(frame.text(Tone::Usual, &words::gapped(pieces)));
    }
    lines
}

fn type_lines(page: &mut Page, screen: &QuestionScreen, lines: &Lines, frame: Frame) {
    if let Body::Members { count } = screen.question.body {
        let told = format!("{count} to name, one per line, in any order");
        page.body.extend(frame.text(Tone::Dim, &told));
    }
    let is_numbered = lines.grows || lines.editors.len() > 1;
    for (index, editor) in lines.editors.iter().enumerate() {
        let number = if is_numbered {
            (index + 1).to_string()
        } else {
            String::new()
        };
        let (typed, cursor) = frame.editor(&format!("{number}> "), editor);
        if index == lines.at {
            page.cursor = Some(Cursor {
                line: page.answer.len() + cursor.line,
                ..cursor
            });
        }
        page.answer.extend(typed);
    }
}

fn pick(page: &mut Page, label: &str, text: &str, mark: Option<char>, frame: Frame) {
    let tone = mark.map_or(Tone::Usual, |_| Tone::Strong);
    if mark.is_some() {
        page.focus = Some(page.body.len());
    }
    let label = format!("{} {label}  ", mark.unwrap_or(' '));
    page.body.extend(frame.item(tone, &label, text));
}

fn options(page: &mut Page, body: &Body, at: Option<usize>, frame: Frame) {
    let Body::Choose { options, .. } = body else {
        return;
    };
    for (index, option) in options.iter().enumerate() {
        let mark = (at == Some(index)).then_some('>');
        pick(page, &(index + 1).to_string(), option, mark, frame);
    }
}

fn judgements(page: &mut Page, at: Option<bool>, frame: Frame) {
    for (label, truth, text) in [("t", true, "true"), ("f", false, "false")] {
        let mark = (at == Some(truth)).then_some('>');
        pick(page, label, text, mark, frame);
    }
}

fn items(page: &mut Page, body: &Body, order: &Order, frame: Frame) {
    let Body::Order { items, .. } = body else {
        return;
    };
    for (place, item) in order.items.iter().enumerate() {
        let held = if order.is_held { '*' } else { '>' };
        let mark = (place == order.at).then_some(held);
        let text = items.get(*item).map_or("", String::as_str);
        pick(page, &(item + 1).to_string(), text, mark, frame);
    }
}

/// Returns the keys worth knowing at this moment, the likeliest first.
fn keys(screen: &QuestionScreen, turn: &Turn) -> Vec<&'static str> {
    let Some(draft) = &turn.draft else {
        return Vec::new();
    };
    let mut keys = match draft {
        Draft::Lines(lines) if !lines.grows && lines.at + 1 < lines.editors.len() => {
            vec!["↵ next gap"]
        }
        draft if draft.is_typed() && draft.is_blank() => vec!["↵ I don't know"],
        Draft::Lines(lines) if lines.grows => vec!["↵ next", "↵ on an empty line: done"],
        Draft::Lines(_) => vec!["↵ answer"],
        Draft::Choice { at: None, .. } => vec!["1-4 choose", "↵ I don't know"],
        Draft::Choice { .. } => vec!["↵ choose"],
        Draft::Truth { at: None } => vec!["t true", "f false", "↵ I don't know"],
        Draft::Truth { .. } => vec!["↵ judge"],
        Draft::Order(order) if order.is_held => vec!["↑↓ move the item", "Space drop"],
        Draft::Order(_) => vec![
            "↑↓ and Space move items, or type their numbers in order",
            "↵ done",
            "0 I don't know",
        ],
        Draft::Look => vec!["↵ show the answer", "0 I don't know"],
    };
    if screen.question.hint.is_some() && !screen.hint_shown {
        keys.push("Tab hint");
    }
    if !draft.is_typed() {
        keys.extend(["s skip", "u undo"]);
    }
    if draft.is_blank() || !draft.is_typed() {
        keys.push("? all keys");
    }
    if draft.is_typed() {
        keys.push("Esc commands");
    }
    keys
}
