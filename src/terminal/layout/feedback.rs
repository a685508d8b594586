//! The screen after an answer.

use super::question::head;
use super::{Frame, notice};
use crate::grade::{Piece, Verdict};
use crate::question::Response;
use crate::session::{AnswerLine, FeedbackScreen};
use crate::terminal::line::{Line, Span, Tone, flow};
use crate::terminal::page::Page;
use crate::terminal::turn::Turn;
use crate::terminal::words;

/// Lays out what is right and why, and where each rating leads.
pub(super) fn page(screen: &FeedbackScreen, turn: &Turn, frame: Frame) -> Page {
    let mut body = head(&screen.asked, frame);
    if let Some(said) = words::echo(&screen.asked.question, &screen.response) {
        body.extend(frame.item(Tone::Usual, "> ", &said));
    }
    body.push(Line::default());
    body.extend(notice(screen.notice.as_ref(), frame));
    body.extend(answer(screen, turn.shows_sources, frame));
    body.extend(difference(&screen.graded.difference, frame));
    for remark in &screen.graded.remarks {
        body.extend(frame.text(Tone::Usual, &remark.to_string()));
    }
    body.extend(others(&screen.others, turn.shows_sources, frame));
    if let Some(before) = &screen.changed_from {
        let told = format!("When you last saw it, the answer was `{before}`.");
        body.extend(frame.text(Tone::Fair, &told));
    }
    if let Some(note) = &screen.note {
        body.extend(frame.text(Tone::Usual, note));
    }
    Page {
        body,
        footer: footer(screen, frame),
        ..Page::default()
    }
}

fn tone(screen: &FeedbackScreen) -> Tone {
    match screen.graded.verdict {
        _ if screen.response == Response::Revealed => Tone::Strong,
        Verdict::Right => Tone::Good,
        Verdict::Slip | Verdict::Partly => Tone::Fair,
        Verdict::Wrong | Verdict::NotKnown => Tone::Bad,
    }
}

fn answer(screen: &FeedbackScreen, shows_all: bool, frame: Frame) -> Vec<Line> {
    let spans = [
        Span::new(tone(screen), words::heading(screen)),
        Span::new(Tone::Usual, " — "),
        Span::new(Tone::Strong, &screen.answer.text),
    ];
    let mut lines = frame.spans(&spans);
    let cited = &screen.answer.cited;
    if shows_all {
        for source in cited {
            lines.extend(frame.item(Tone::Dim, "  - ", source));
        }
    } else if let (Some(first), Some(last)) = (cited.first(), lines.pop()) {
        let more = cited.len() - 1;
        let more = if more > 0 {
            format!(" +{more}")
        } else {
            String::new()
        };
        lines.extend(frame.ends(last, &format!("{first}{more}")));
    }
    lines
}

/// Sets what was typed above what is right, each with the parts that differ marked.
fn difference(pieces: &[Piece], frame: Frame) -> Vec<Line> {
    if pieces.is_empty() {
        return Vec::new();
    }
    let mut typed = vec![Span::new(Tone::Usual, "You typed:  ")];
    let mut right = vec![Span::new(Tone::Usual, "Right:      ")];
    for piece in pieces {
        match piece {
            Piece::Same(text) => {
                typed.push(Span::new(Tone::Usual, text));
                right.push(Span::new(Tone::Usual, text));
            }
            Piece::Typed(text) => typed.push(Span::new(Tone::Marked(false), &marked(text))),
            Piece::Missed(text) => right.push(Span::new(Tone::Marked(true), &marked(text))),
        }
    }
    [typed, right]
        .iter()
        .flat_map(|it| frame.spans(it))
        .collect()
}

fn marked(text: &str) -> String {
    format!("[{text}]")
}

fn others(others: &[AnswerLine], shows_all: bool, frame: Frame) -> Vec<Line> {
    if others.is_empty() {
        return Vec::new();
    }
    if !shows_all {
        let told: Vec<String> = others.iter().map(words::answer).collect();
        return frame.item(Tone::Usual, "Others: ", &told.join("; "));
    }
    let mut lines = frame.text(Tone::Usual, "Others:");
    for other in others {
        lines.extend(frame.item(Tone::Usual, "  ", &other.text));
        for source in &other.cited {
            lines.extend(frame.item(Tone::Dim, "  - ", source));
        }
    }
    lines
}

fn footer(screen: &FeedbackScreen, frame: Frame) -> Vec<Line> {
    let choices = screen.ratings.iter().map(|choice| {
        let (number, word) = (choice.rating as u8, choice.rating.word());
        let is_proposed = choice.rating == screen.proposed;
        let tone = if is_proposed {
            Tone::Strong
        } else {
            Tone::Usual
        };
        Span::new(tone, &format!("[{number}] {word} {}", choice.interval))
    });
    let choices: Vec<Span> = choices.collect();
    let lead = format!("{}Next: ", frame.indent);
    let lead = if frame.width < 60 {
        frame.indent
    } else {
        &lead
    };
    let mut lines = flow(&choices, "   ", frame.width, lead);
    let enter = if choices.is_empty() {
        "next"
    } else {
        screen.proposed.word()
    };
    let enter = format!("↵ {enter}");
    let keys = [
        &enter,
        "u undo",
        "s source",
        "e edit",
        "! flag",
        "? all keys",
    ];
    lines.extend(frame.keys(&keys));
    lines
}
