//! One question of a session and what came of it: shared by study and quiz.

use super::{AnswerLine, FeedbackScreen, Mistake, QuestionScreen, RatingChoice};
use crate::card::{Card, CardId};
use crate::grade::{Graded, Verdict, grade};
use crate::library::Library;
use crate::question::{Body, Expected, Question, Response};
use crate::schedule::{Moment, Rating};

/// What the log says of a card beside its reviews.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Past {
    /// What the answer said at the last review.
    pub last_answer: Option<String>,
    /// What was answered wrongly before, most frequent first.
    pub confusions: Vec<String>,
}

/// A question that has been shown.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    pub(super) id: CardId,
    pub(super) past: Past,
    pub(super) question: Question,
    pub(super) shown_at: Moment,
    pub(super) hint_shown: bool,
    pub(super) state: &'static str,
}

/// A response with its grade.
#[derive(Debug, Clone)]
pub(super) struct Answered {
    pub(super) response: Response,
    pub(super) graded: Graded,
    pub(super) took_ms: u32,
    pub(super) proposed: Rating,
}

/// Where a question stands in its session.
#[derive(Debug, Clone, Default)]
pub(super) struct Progress {
    pub(super) number: usize,
    pub(super) total: usize,
    pub(super) seconds_left: Option<u64>,
    pub(super) notice: Option<String>,
}

impl Asked {
    pub(super) fn card(&self) -> Card {
        self.question.card
    }

    /// Grades a response; the time runs from the question being shown.
    pub(super) fn answer(&self, response: Response, now: Moment) -> (Response, Graded, u32) {
        let graded = grade(&self.question, &response);
        let took = now.utc_ms.saturating_sub(self.shown_at.utc_ms).max(0);
        let took_ms = u32::try_from(took).unwrap_or(u32::MAX);
        (response, graded, took_ms)
    }

    pub(super) fn screen(&self, library: &Library, progress: Progress) -> QuestionScreen {
        QuestionScreen {
            number: progress.number,
            total: progress.total,
            deck: library.deck_of(self.card().fact).title.to_string(),
            state: self.state,
            question: self.question.clone(),
            hint_shown: self.hint_shown,
            notice: progress.notice,
            seconds_left: progress.seconds_left,
        }
    }

    /// Builds what is shown after the response.
    pub(super) fn feedback(
        &self,
        library: &Library,
        answered: &Answered,
        ratings: Vec<RatingChoice>,
        progress: &Progress,
    ) -> FeedbackScreen {
        let expected = &self.question.expected;
        let (answer, others) = answer_lines(expected, answered.graded.matched);
        let notice = progress.notice.clone();
        let now = expected.as_text();
        let fact = library.fact(self.card().fact);
        let asked = Progress {
            notice: None,
            ..progress.clone()
        };
        FeedbackScreen {
            asked: self.screen(library, asked),
            response: answered.response.clone(),
            graded: answered.graded.clone(),
            answer,
            others,
            note: fact.extras().note.as_ref().map(ToString::to_string),
            changed_from: self
                .past
                .last_answer
                .clone()
                .filter(|before| *before != now),
            ratings,
            proposed: answered.proposed,
            notice,
        }
    }

    pub(super) fn mistake(&self, answered: &Answered) -> Option<Mistake> {
        let verdict = answered.graded.verdict;
        (verdict < Verdict::Slip).then(|| Mistake {
            card: self.id.clone(),
            prompt: shown_prompt(&self.question),
            typed: response_text(&self.question, &answered.response),
            answer: self.question.expected.as_text(),
            verdict,
        })
    }
}

/// Returns the question as one text, gaps included.
fn shown_prompt(question: &Question) -> String {
    match &question.body {
        Body::Gap { pieces } => {
            let shown = pieces
                .iter()
                .map(|piece| piece.as_deref().unwrap_or("____"));
            shown.collect()
        }
        _ => question.prompt.clone(),
    }
}

/// Splits the right answers into the one to learn and what other sources say instead.
fn answer_lines(expected: &Expected, matched: Option<usize>) -> (AnswerLine, Vec<AnswerLine>) {
    let mut lines: Vec<AnswerLine> = Vec::new();
    let first = matched
        .unwrap_or(0)
        .min(expected.answers.len().saturating_sub(1));
    let rest = expected
        .answers
        .iter()
        .enumerate()
        .filter(|(index, _)| *index != first);
    let ordered = expected
        .answers
        .get(first)
        .into_iter()
        .chain(rest.map(|(_, answer)| answer));
    for answer in ordered {
        let text = expected.shown(answer);
        match lines.iter_mut().find(|line| line.text == text) {
            Some(line) => line.cited.extend(answer.cited.iter().cloned()),
            None => lines.push(AnswerLine {
                text,
                cited: answer.cited.clone(),
            }),
        }
    }
    if lines.is_empty() {
        lines.push(AnswerLine {
            text: String::new(),
            cited: Vec::new(),
        });
    }
    let others = lines.split_off(1);
    (lines.swap_remove(0), others)
}

/// Writes a response as the log keeps it.
pub(super) fn response_text(question: &Question, response: &Response) -> String {
    match (response, &question.body) {
        (Response::Chosen(index), Body::Choose { options, .. }) => {
            options.get(*index).cloned().unwrap_or_default()
        }
        (Response::Ordered(order), Body::Order { items, .. }) => {
            let items = order.iter().filter_map(|index| items.get(*index));
            items.cloned().collect::<Vec<_>>().join(" → ")
        }
        (Response::Judged(judged), _) => judged.to_string(),
        (Response::Typed(lines), _) => lines.join("; "),
        (
            Response::Chosen(_) | Response::Ordered(_) | Response::Revealed | Response::DontKnow,
            _,
        ) => String::new(),
    }
}
