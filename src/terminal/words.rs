//! The words both terminals use, so that a learner who changes from one to the other is at home.

use super::sanitize::one_line;
use crate::grade::Verdict;
use crate::question::{Body, Question, Response};
use crate::session::{AnswerLine, FeedbackScreen, Overview, QuestionScreen, Score, SummaryScreen};

/// How a gap looks.
pub(super) const GAP: &str = "____";

/// Returns the verdict as a learner reads it.
pub(super) const fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Right => "Correct",
        Verdict::Slip => "Correct but for a slip",
        Verdict::Partly => "Partly",
        Verdict::Wrong => "Not right",
        Verdict::NotKnown => "Not known",
    }
}

/// Returns what the feedback opens with; a learner who only looked has no verdict yet.
pub(super) fn heading(screen: &FeedbackScreen) -> &'static str {
    if screen.response == Response::Revealed {
        "Answer"
    } else {
        verdict(screen.graded.verdict)
    }
}

/// Returns where the session stands: `3/22`, or `3` where there is no end.
pub(super) fn position(screen: &QuestionScreen) -> String {
    if screen.total < screen.number {
        screen.number.to_string()
    } else {
        format!("{}/{}", screen.number, screen.total)
    }
}

/// Returns the state of the card with the time left, where there is a limit.
pub(super) fn state(screen: &QuestionScreen) -> String {
    let left = screen.seconds_left.map(|it| format!("{} left", clock(it)));
    let state = Some(screen.state.to_owned()).filter(|it| !it.is_empty());
    let parts: Vec<String> = state.into_iter().chain(left).collect();
    parts.join(" · ")
}

/// Returns minutes and seconds: `6:05`.
pub(super) fn clock(seconds: u64) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// Returns the text of a question with its gaps, numbered where there are several.
pub(super) fn gapped(pieces: &[Option<String>]) -> String {
    let gaps = pieces.iter().filter(|it| it.is_none()).count();
    let mut number = 0;
    let piece = |piece: &Option<String>| match piece {
        Some(text) => text.clone(),
        None if gaps == 1 => GAP.to_owned(),
        None => {
            number += 1;
            format!("{GAP}({number})")
        }
    };
    pieces.iter().map(piece).collect()
}

/// Returns what the learner did as one line of text; nothing where nothing was said.
pub(super) fn echo(question: &Question, response: &Response) -> Option<String> {
    let item = |items: &[String], at: usize| items.get(at).map_or(String::new(), |it| one_line(it));
    match (response, &question.body) {
        (Response::Chosen(at), Body::Choose { options, .. }) => Some(item(options, *at)),
        (Response::Judged(truth), _) => Some(if *truth { "true" } else { "false" }.to_owned()),
        (Response::Typed(lines), _) => Some(one_line(&lines.join(" · "))),
        (Response::Ordered(order), Body::Order { items, .. }) => {
            let named: Vec<String> = order.iter().map(|at| item(items, *at)).collect();
            Some(named.join(" → "))
        }
        _ => None,
    }
}

/// Returns an answer with who says so.
pub(super) fn answer(line: &AnswerLine) -> String {
    if line.cited.is_empty() {
        return one_line(&line.text);
    }
    one_line(&format!("{} ({})", line.text, line.cited.join("; ")))
}

/// Returns the line that says what is ahead.
pub(super) fn ahead(overview: &Overview) -> String {
    // So that ten new cards and a counter up to twenty do not puzzle.
    let often = if overview.new > 0 {
        ", asked twice"
    } else {
        ""
    };
    let mut parts = vec![
        format!("{} due", overview.due),
        format!("{} new of {}{often}", overview.new, overview.unseen),
    ];
    if overview.minutes > 0 {
        parts.push(format!("about {}", count(overview.minutes, "minute")));
    }
    parts.join(" · ")
}

/// Returns the lines of the summary above the mistakes.
pub(super) fn totals(summary: &SummaryScreen) -> Vec<String> {
    let missed = summary
        .answered
        .saturating_sub(summary.right + summary.partly);
    let mut lines = vec![
        format!(
            "{} answered in {}",
            count(summary.answered, "question"),
            clock(summary.seconds)
        ),
        format!(
            "{} correct · {} partly · {missed} not",
            summary.right, summary.partly
        ),
    ];
    if let Some(score) = &summary.score {
        lines.push(result(score));
    } else {
        lines.push(format!(
            "{} left today · {} due tomorrow",
            summary.left, summary.tomorrow
        ));
    }
    lines
}

fn result(score: &Score) -> String {
    let percent = format!("Score {:.0}%", score.percent);
    let needed = score.needed.map(|needed| {
        let is_passed = score.percent >= needed;
        let word = if is_passed { "passed" } else { "not passed" };
        format!("{needed:.0}% needed: {word}")
    });
    let left = (score.unanswered > 0)
        .then(|| format!("{} not reached", count(score.unanswered, "question")));
    let parts = std::iter::once(percent).chain(needed).chain(left);
    parts.collect::<Vec<_>>().join(" · ")
}

/// Returns a number with what it counts.
pub(super) fn count(number: usize, noun: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{ending}")
}
