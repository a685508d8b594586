//! An answer read line by line.

use crate::question::{Body, Question, Response};
use crate::terminal::draft::{judged, picked};

/// What a line was to an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Heard {
    /// The last piece of it.
    Done(Response),
    /// A piece of it; more is to come.
    More,
    /// Nothing it could use; what to tell the learner.
    Unread(String),
}

/// An answer in the making.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Answering {
    question: Question,
    lines: Vec<String>,
}

impl Answering {
    /// Starts an answer.
    pub(super) fn new(question: &Question) -> Self {
        Self {
            question: question.clone(),
            lines: Vec::new(),
        }
    }

    /// Says whether it answers this question.
    pub(super) fn is_of(&self, question: &Question) -> bool {
        self.question == *question
    }

    fn gaps(&self) -> usize {
        match &self.question.body {
            Body::Gap { pieces } => pieces.iter().filter(|it| it.is_none()).count().max(1),
            _ => 1,
        }
    }

    /// Returns what to ask for next.
    pub(super) fn prompt(&self) -> String {
        let number = self.lines.len() + 1;
        match &self.question.body {
            Body::Choose { options, .. } => format!("Number, 1 to {}:", options.len()),
            Body::Judge { .. } => "True or false:".to_owned(),
            Body::Gap { .. } if self.gaps() > 1 => format!("Gap {number} of {}:", self.gaps()),
            Body::Type | Body::Gap { .. } => "Answer:".to_owned(),
            Body::Members { .. } => format!("Member {number}, or an empty line when done:"),
            Body::Order { .. } => "Numbers in the right order:".to_owned(),
            Body::Recall => "Empty line: show the answer.".to_owned(),
        }
    }

    /// Takes a line that is no command; two colons at its start stand for one.
    pub(super) fn hear(&mut self, line: &str) -> Heard {
        let line = line.trim();
        let line = if line.starts_with("::") {
            &line[1..]
        } else {
            line
        };
        match &self.question.body {
            Body::Recall => Heard::Done(Response::Revealed),
            Body::Type | Body::Gap { .. } => self.hear_gap(line),
            Body::Members { .. } => self.hear_member(line),
            _ if line.is_empty() => Heard::Done(Response::DontKnow),
            Body::Choose { options, .. } => choose(line, options.len()),
            Body::Judge { .. } => judge(line),
            Body::Order { items, .. } => order(line, items.len()),
        }
    }

    fn hear_gap(&mut self, line: &str) -> Heard {
        self.lines.push(line.to_owned());
        if self.lines.len() < self.gaps() {
            Heard::More
        } else {
            self.done()
        }
    }

    fn hear_member(&mut self, line: &str) -> Heard {
        if line.is_empty() {
            return self.done();
        }
        self.lines.push(line.to_owned());
        Heard::More
    }

    fn done(&mut self) -> Heard {
        let lines = std::mem::take(&mut self.lines);
        Heard::Done(if lines.iter().all(String::is_empty) {
            Response::DontKnow
        } else {
            Response::Typed(lines)
        })
    }
}

fn choose(line: &str, count: usize) -> Heard {
    let mut chars = line.chars();
    let only = chars.next().filter(|_| chars.next().is_none());
    match only.and_then(|it| picked(it.to_ascii_lowercase())) {
        Some(chosen) if chosen < count => Heard::Done(Response::Chosen(chosen)),
        _ => Heard::Unread(format!("A number from 1 to {count}, please.")),
    }
}

fn judge(line: &str) -> Heard {
    let known = match line.to_lowercase().as_str() {
        "true" | "yes" => Some(true),
        "false" | "no" => Some(false),
        one if one.chars().count() == 1 => one.chars().next().and_then(judged),
        _ => None,
    };
    known.map_or_else(
        || Heard::Unread("`true` or `false`, please.".to_owned()),
        |truth| Heard::Done(Response::Judged(truth)),
    )
}

fn order(line: &str, count: usize) -> Heard {
    let is_whole = |it: &Vec<usize>| (0..count).all(|at| it.contains(&at)) && it.len() == count;
    match numbers(line, count).filter(is_whole) {
        Some(order) => Heard::Done(Response::Ordered(order)),
        None => Heard::Unread(format!("Every number from 1 to {count} once, please.")),
    }
}

/// Reads numbers from 1 to `count`, with spaces or commas between them or, where one digit is
/// enough, without; returns them from 0.
pub(super) fn numbers(line: &str, count: usize) -> Option<Vec<usize>> {
    let words: Vec<&str> = line
        .split(|it: char| it.is_whitespace() || it == ',')
        .filter(|it| !it.is_empty())
        .collect();
    let digits: Vec<String>;
    let words: Vec<&str> = match words[..] {
        [run] if count <= 9 && run.len() > 1 => {
            digits = run.chars().map(String::from).collect();
            digits.iter().map(String::as_str).collect()
        }
        _ => words,
    };
    let number = |word: &str| {
        let number: usize = word.parse().ok()?;
        (1..=count).contains(&number).then(|| number - 1)
    };
    let found: Option<Vec<usize>> = words.into_iter().map(number).collect();
    found.filter(|it| !it.is_empty())
}
