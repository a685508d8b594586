//! How good a response is: by meaning, and with what to tell the learner.

mod date;
mod difference;
mod entries;
mod number;
mod order;
mod remark;
mod set;
mod slip;
mod text;

pub use difference::Piece;
pub use remark::Remark;

use crate::library::Value;
use crate::question::{Body, Expected, Question, Response, Sourced};
use crate::value::text::normal;

/// How good a response is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Said not to know, or recalled nothing.
    NotKnown,
    /// Wrong.
    Wrong,
    /// Right in part.
    Partly,
    /// Right but for a slip.
    Slip,
    /// Right.
    Right,
}

impl Verdict {
    /// Every verdict with the word for it in logs.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::NotKnown, "not-known"),
        (Self::Wrong, "wrong"),
        (Self::Partly, "partly"),
        (Self::Slip, "slip"),
        (Self::Right, "right"),
    ];
}

/// A response, graded.
#[derive(Debug, Clone, PartialEq)]
pub struct Graded {
    /// How good it is.
    pub verdict: Verdict,
    /// Share that was right, 0 to 1; a slip costs nothing.
    pub credit: f64,
    /// Which of the right answers it matched or came nearest to; none where it came near to none.
    pub matched: Option<usize>,
    /// What to tell the learner.
    pub remarks: Vec<Remark>,
    /// What was typed against what is right, where that helps; else empty.
    pub difference: Vec<Piece>,
}

impl Graded {
    fn new(verdict: Verdict, credit: f64) -> Self {
        Self {
            verdict,
            credit,
            matched: None,
            remarks: Vec::new(),
            difference: Vec::new(),
        }
    }

    fn right() -> Self {
        Self::new(Verdict::Right, 1.0)
    }

    fn wrong() -> Self {
        Self::new(Verdict::Wrong, 0.0)
    }

    fn unread(kind: &'static str) -> Self {
        Self::wrong().with(Remark::Unread(kind))
    }

    fn with(mut self, remark: Remark) -> Self {
        self.remarks.push(remark);
        self
    }

    /// Says whether this grade is better for the learner; of equal ones the one with less to remark.
    fn beats(&self, other: &Self) -> bool {
        let rank = |graded: &Self| (graded.verdict, graded.credit);
        let remarks = (other.remarks.len(), self.remarks.len());
        rank(self) > rank(other) || rank(self) == rank(other) && remarks.0 > remarks.1
    }
}

/// Grades a response to a question.
///
/// What was revealed counts as right until the learner rates it; nothing typed is not known.
pub fn grade(question: &Question, response: &Response) -> Graded {
    let expected = &question.expected;
    match (response, &question.body) {
        (Response::DontKnow, _) => Graded::new(Verdict::NotKnown, 0.0),
        (Response::Revealed, _) => Graded::right(),
        (Response::Typed(lines), _) if lines.iter().all(|line| line.trim().is_empty()) => {
            Graded::new(Verdict::NotKnown, 0.0)
        }
        (Response::Typed(lines), body) => typed(expected, body, lines),
        (Response::Chosen(at), Body::Choose { options, right }) => {
            chosen(expected, options, *right, *at)
        }
        (Response::Judged(truth), Body::Judge { truth: right }) => judged(*truth, *right),
        (Response::Ordered(order), Body::Order { items, right }) => {
            order::sorted(items, right, order)
        }
        (Response::Chosen(_) | Response::Judged(_) | Response::Ordered(_), _) => {
            Graded::unread("an answer to this question")
        }
    }
}

fn chosen(expected: &Expected, options: &[String], right: usize, at: usize) -> Graded {
    if at != right {
        return Graded::wrong();
    }
    let says = |sourced: &Sourced| options.get(right) == Some(&sourced.value.to_string());
    let matched = expected.answers.iter().position(says);
    Graded {
        matched: matched.or(Some(0)),
        ..Graded::right()
    }
}

fn judged(truth: bool, right: bool) -> Graded {
    if truth == right {
        Graded {
            matched: Some(0),
            ..Graded::right()
        }
    } else {
        Graded::wrong()
    }
}

/// Grades typed lines by what the question shows, and else by the kind of the answer.
fn typed(expected: &Expected, body: &Body, lines: &[String]) -> Graded {
    match body {
        Body::Choose { options, right } => {
            let line = normal(&lines.join(" "));
            let at = options.iter().position(|option| normal(option) == line);
            at.map_or_else(
                || Graded::unread("one of the choices"),
                |at| chosen(expected, options, *right, at),
            )
        }
        Body::Judge { truth } => truth_typed(lines).map_or_else(
            || Graded::unread("true or false"),
            |typed| judged(typed, *truth),
        ),
        Body::Gap { pieces } if pieces.iter().filter(|piece| piece.is_none()).count() > 1 => {
            best(expected, |sourced| set::gaps(expected, sourced, lines))
        }
        Body::Gap { .. }
        | Body::Type
        | Body::Members { .. }
        | Body::Order { .. }
        | Body::Recall => best(expected, |sourced| by_kind(expected, sourced, lines)),
    }
}

/// Grades against every right answer and returns the best grade: each source is right.
fn best(expected: &Expected, grade: impl Fn(&Sourced) -> Graded) -> Graded {
    let mut best: Option<Graded> = None;
    for (at, sourced) in expected.answers.iter().enumerate() {
        let mut graded = grade(sourced);
        let is_near = graded.verdict > Verdict::Wrong;
        graded.matched = is_near.then_some(at);
        if best.as_ref().is_none_or(|best| graded.beats(best)) {
            best = Some(graded);
        }
    }
    best.unwrap_or_else(Graded::wrong)
}

fn by_kind(expected: &Expected, sourced: &Sourced, lines: &[String]) -> Graded {
    let line = || lines.join(" ");
    match &sourced.value {
        Value::Text(_) => text::grade(expected, sourced, &line()),
        Value::Number(quantity) => number::grade(expected, *quantity, &line()),
        Value::Date(date) => date::grade(date, &line()),
        Value::Truth(right) => truth_typed(lines).map_or_else(
            || Graded::unread("true or false"),
            |typed| judged(typed, *right),
        ),
        Value::Set(_) => set::members(expected, sourced, lines),
        Value::Sequence(_) => order::typed(expected, sourced, lines),
    }
}

fn truth_typed(lines: &[String]) -> Option<bool> {
    match normal(&lines.join(" ")).as_str() {
        "true" | "t" | "yes" | "y" | "right" | "correct" => Some(true),
        "false" | "f" | "no" | "n" | "wrong" | "incorrect" | "not true" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
