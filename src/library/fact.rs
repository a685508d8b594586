//! A fact: what it asks, what is right, and who says so.

use super::Cloze;
use crate::diagnostic::Span;
use crate::value::{Edtf, Quantity};
use compact_str::CompactString;
use std::fmt;

/// A piece of text with its place in the deck.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    /// The text, without TOML's quotes and escapes.
    pub text: CompactString,
    /// Where the value stands, quotes included.
    pub span: Span,
}

impl fmt::Display for Text {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

/// A document and the place in it, as in `meduza, lead`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// The citekey.
    pub key: CompactString,
    /// The place in the document.
    pub locator: Option<CompactString>,
    /// Where the whole citation stands, quotes included.
    pub span: Span,
}

/// Who stands behind a fact.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Status {
    /// A source reports it.
    #[default]
    Reported,
    /// Somebody claims it, and the source reports the claim.
    Claimed,
    /// The sources differ.
    Disputed,
    /// Somebody thinks it.
    Opinion,
}

impl Status {
    /// Every status with the word a deck uses for it.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Reported, "reported"),
        (Self::Claimed, "claimed"),
        (Self::Disputed, "disputed"),
        (Self::Opinion, "opinion"),
    ];
}

/// The value of an answer; TOML's own type decides which.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Words.
    Text(CompactString),
    /// A figure or a range of figures.
    Number(Quantity),
    /// A date, as precise as it is known.
    Date(Edtf),
    /// True or false.
    Truth(bool),
    /// Members in any order; at least two, no empty one.
    Set(Vec<CompactString>),
    /// Members in their order; at least two, no empty one.
    Sequence(Vec<CompactString>),
}

impl Value {
    /// Returns the word for the kind of value.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) => "text",
            Self::Number(_) => "number",
            Self::Date(_) => "date",
            Self::Truth(_) => "truth",
            Self::Set(_) => "set",
            Self::Sequence(_) => "sequence",
        }
    }
}

/// Prints the value as a learner reads it.
impl fmt::Display for Value {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => formatter.write_str(text),
            Self::Number(quantity) => quantity.fmt(formatter),
            Self::Date(date) => formatter.write_str(&date.in_words()),
            Self::Truth(true) => formatter.write_str("true"),
            Self::Truth(false) => formatter.write_str("false"),
            Self::Set(members) => formatter.write_str(&members.join(", ")),
            Self::Sequence(members) => formatter.write_str(&members.join(" → ")),
        }
    }
}

/// A right answer with its place in the deck.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// What is right.
    pub value: Value,
    /// Where it stands.
    pub span: Span,
}

/// What one source says where sources are told apart.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// What it says.
    pub answer: Answer,
    /// Where it says so; at least one.
    pub citations: Vec<Citation>,
    /// Who says it, where that is not the source itself.
    pub by: Option<Text>,
}

/// The right answer of a question.
#[derive(Debug, Clone, PartialEq)]
pub enum Answered {
    /// All sources agree.
    Answer(Answer),
    /// The sources are told apart; at least two claims, all of one kind of value.
    Claims(Vec<Claim>),
}

impl Answered {
    /// Returns every right answer: the one, or one per claim.
    pub fn answers(&self) -> impl Iterator<Item = &Answer> {
        let (one, many) = match self {
            Self::Answer(answer) => (Some(answer), &[][..]),
            Self::Claims(claims) => (None, &claims[..]),
        };
        one.into_iter()
            .chain(many.iter().map(|claim| &claim.answer))
    }

    /// Returns the claims; none where all sources agree.
    pub fn claims(&self) -> &[Claim] {
        match self {
            Self::Answer(_) => &[],
            Self::Claims(claims) => claims,
        }
    }
}

/// What a fact asks: exactly one of these.
#[derive(Debug, Clone, PartialEq)]
pub enum Asks {
    /// A question with its answer.
    Question {
        /// The question.
        ask: Text,
        /// What is right.
        answer: Answered,
        /// The question asked the other way round, answered by the fact's subject.
        reverse: Option<Box<Text>>,
    },
    /// An entry of the glossary.
    Term {
        /// The term.
        term: Text,
        /// What it means.
        meaning: Text,
        /// Other spellings of the term.
        also: Vec<Text>,
    },
    /// A text with holes.
    Cloze(Cloze),
}

/// What a fact is about: facts that share both must agree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// Key of a registered name.
    pub name: Text,
    /// The attribute of it, dotted for parts of a whole.
    pub attribute: Option<Text>,
}

/// What a fact may carry besides question and answer.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Extras {
    /// Authored wrong choices.
    pub wrong: Vec<Text>,
    /// Other wordings that are right for the whole answer.
    pub accept: Vec<Text>,
    /// Other wordings that are right for one member of a list or one gap of a text.
    pub accept_for: Vec<(Text, Vec<Text>)>,
    /// What the figures count.
    pub unit: Option<Box<Text>>,
    /// How far a figure may be off, in the unit of the answer; never negative.
    pub tolerance: Option<f64>,
    /// Help that does not tell.
    pub hint: Option<Box<Text>>,
    /// Shown with the answer.
    pub note: Option<Box<Text>>,
    /// The fact's own tags.
    pub tags: Vec<Text>,
    /// Codes of findings that are intended.
    pub allow: Vec<Text>,
}

/// One fact.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// Permanent id, unique in the library: the fact's history hangs on it.
    pub id: Text,
    /// What it asks.
    pub asks: Asks,
    /// Its own citations; where there are none the deck's count.
    pub citations: Vec<Citation>,
    /// What it is about.
    pub subject: Option<Box<Subject>>,
    /// Who stands behind it.
    pub status: Status,
    /// Whose claim or opinion it is.
    pub by: Option<Box<Text>>,
    /// Raised by the author when the learner should start the cards again; 1 at first.
    pub revision: u32,
    /// Where the whole fact stands, from its header to the next.
    pub span: Span,
    /// What few facts carry; boxed so that the others stay small.
    pub(crate) extras: Option<Box<Extras>>,
}

impl Fact {
    /// Returns what the fact carries besides question and answer.
    pub fn extras(&self) -> &Extras {
        static NONE: Extras = Extras {
            wrong: Vec::new(),
            accept: Vec::new(),
            accept_for: Vec::new(),
            unit: None,
            tolerance: None,
            hint: None,
            note: None,
            tags: Vec::new(),
            allow: Vec::new(),
        };
        self.extras.as_deref().unwrap_or(&NONE)
    }

    /// Returns the author's other wordings of one text of the answer.
    pub fn accepted(&self, text: &str) -> impl Iterator<Item = &Text> {
        let extras = self.extras();
        let of_part = extras
            .accept_for
            .iter()
            .filter(move |(part, _)| *part.text == *text);
        extras
            .accept
            .iter()
            .chain(of_part.flat_map(|(_, wordings)| wordings))
    }

    /// Returns the right answers of a question, none for a term or a cloze.
    pub fn answered(&self) -> Option<&Answered> {
        match &self.asks {
            Asks::Question { answer, .. } => Some(answer),
            Asks::Term { .. } | Asks::Cloze(_) => None,
        }
    }
}
