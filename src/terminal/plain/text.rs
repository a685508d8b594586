//! What is said over lines.

use crate::grade::Piece;
use crate::question::Body;
use crate::session::{FeedbackScreen, Overview, QuestionScreen, SummaryScreen};
use crate::terminal::words;

/// Says what is ahead.
pub(super) fn overview(overview: &Overview) -> Vec<String> {
    let mut lines = vec![overview.title.clone(), words::ahead(overview)];
    lines.extend(overview.notices.iter().cloned());
    lines
}

/// Says a question.
pub(super) fn question(screen: &QuestionScreen) -> Vec<String> {
    let mut lines = vec![String::new()];
    let parts = [
        words::position(screen),
        screen.deck.clone(),
        words::state(screen),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|it| !it.is_empty()).collect();
    lines.push(parts.join(", "));
    lines.extend(screen.notice.clone());
    lines.extend(screen.question.prompt.lines().map(str::to_owned));
    match &screen.question.body {
        Body::Gap { pieces } => {
            lines.extend(words::gapped(pieces).lines().map(str::to_owned));
        }
        Body::Choose { options: items, .. } | Body::Order { items, .. } => {
            lines.extend(numbered(items));
        }
        Body::Members { count } => lines.push(format!("{count} to name, in any order.")),
        Body::Judge { .. } | Body::Type | Body::Recall => {}
    }
    lines.extend(hint(screen));
    lines
}

/// Says what is new on the screen of a question already said.
pub(super) fn again(screen: &QuestionScreen) -> Vec<String> {
    let left = screen
        .seconds_left
        .map(|it| format!("{} left", words::clock(it)));
    let news = screen.notice.clone().into_iter();
    news.chain(hint(screen)).chain(left).collect()
}

fn hint(screen: &QuestionScreen) -> Option<String> {
    let hint = screen.question.hint.as_ref().filter(|_| screen.hint_shown);
    hint.map(|it| format!("Hint: {it}"))
}

/// Says options, each with its number.
pub(super) fn numbered(items: &[String]) -> Vec<String> {
    let numbered = (1..).zip(items);
    numbered
        .map(|(number, item)| format!("{number}. {item}"))
        .collect()
}

/// Says what is right and why.
pub(super) fn feedback(screen: &FeedbackScreen) -> Vec<String> {
    let mut lines: Vec<String> = screen.notice.clone().into_iter().collect();
    let answer = words::answer(&screen.answer);
    lines.push(format!("{}: {answer}", words::heading(screen)));
    if let Some(said) = words::echo(&screen.asked.question, &screen.response) {
        lines.push(format!("You said: {said}"));
    }
    let is_typed = |it: &&Piece| matches!(it, Piece::Same(_) | Piece::Typed(_));
    let is_right = |it: &&Piece| matches!(it, Piece::Same(_) | Piece::Missed(_));
    let pieces = &screen.graded.difference;
    if !pieces.is_empty() {
        lines.push(format!(
            "You typed: {}",
            marked(pieces.iter().filter(is_typed))
        ));
        lines.push(format!("Right: {}", marked(pieces.iter().filter(is_right))));
    }
    lines.extend(screen.graded.remarks.iter().map(ToString::to_string));
    let others: Vec<String> = screen.others.iter().map(words::answer).collect();
    if !others.is_empty() {
        lines.push(format!("Others: {}", others.join("; ")));
    }
    if let Some(before) = &screen.changed_from {
        lines.push(format!("When you last saw it, the answer was `{before}`."));
    }
    let note = screen.note.iter().flat_map(|it| it.lines());
    lines.extend(note.map(str::to_owned));
    lines
}

fn marked<'a>(pieces: impl Iterator<Item = &'a Piece>) -> String {
    let text = |piece: &Piece| match piece {
        Piece::Same(text) => text.clone(),
        Piece::Typed(text) | Piece::Missed(text) => format!("[{text}]"),
    };
    pieces.map(text).collect()
}

/// Says how to rate, and where each rating leads.
pub(super) fn ratings(screen: &FeedbackScreen) -> String {
    if screen.ratings.is_empty() {
        return "Empty line: next.".to_owned();
    }
    let choices = screen.ratings.iter().map(|choice| {
        let (number, word) = (choice.rating as u8, choice.rating.word());
        format!("{number} {word} {}", choice.interval)
    });
    let choices: Vec<String> = choices.collect();
    let proposed = screen.proposed.word();
    format!("{}. Empty line: {proposed}.", choices.join(", "))
}

/// Says every source.
pub(super) fn sources(screen: &FeedbackScreen) -> Vec<String> {
    let answers = std::iter::once(&screen.answer).chain(&screen.others);
    answers
        .flat_map(|answer| {
            let cited = answer.cited.iter();
            std::iter::once(answer.text.clone()).chain(cited.map(|it| format!("- {it}")))
        })
        .collect()
}

/// Says how it went.
pub(super) fn summary(summary: &SummaryScreen) -> Vec<String> {
    let mut lines = vec![String::new()];
    lines.extend(summary.notice.clone());
    lines.extend(words::totals(summary));
    if !summary.mistakes.is_empty() {
        lines.push("To look at again:".to_owned());
    }
    for mistake in &summary.mistakes {
        lines.push(mistake.prompt.clone());
        lines.push(format!("- right: {}", mistake.answer));
        let verdict = words::verdict(mistake.verdict);
        let said = Some(mistake.typed.as_str()).filter(|it| !it.is_empty());
        lines.push(match said {
            Some(said) => format!("- you: {said} ({verdict})"),
            None => format!("- you: {verdict}"),
        });
    }
    lines
}
