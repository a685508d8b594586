//! A question: a card in a form, with everything needed to show it and to grade the response.

mod choices;
mod expected;
mod form;
mod lookalike;

pub use expected::cited;
pub use form::ask;

use crate::card::Card;
use crate::library::{Library, Value};
use std::collections::BTreeSet;

/// How a card is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// Choose one of four.
    Choose,
    /// True or false.
    Judge,
    /// Type the answer.
    Type,
    /// Fill the gap in a text.
    Gap,
    /// Name the members of a set.
    Members,
    /// Sort into order.
    Order,
    /// Recall, look, and rate oneself.
    Recall,
}

impl Form {
    /// Every form with the word for it in logs and on the command line.
    pub const ALL: [(Self, &'static str); 7] = [
        (Self::Choose, "choose"),
        (Self::Judge, "judge"),
        (Self::Type, "type"),
        (Self::Gap, "gap"),
        (Self::Members, "members"),
        (Self::Order, "order"),
        (Self::Recall, "recall"),
    ];

    /// Returns the word for the form.
    pub fn word(self) -> &'static str {
        let found = Self::ALL.iter().find(|(form, _)| *form == self);
        found.map_or("", |(_, word)| word)
    }

    /// Says whether the learner picks from what is shown rather than recalling.
    pub const fn is_recognition(self) -> bool {
        matches!(self, Self::Choose | Self::Judge)
    }
}

/// A right answer with who says so.
#[derive(Debug, Clone, PartialEq)]
pub struct Sourced {
    /// What is right.
    pub value: Value,
    /// For every text in the value (the text itself, or each member) all accepted spellings,
    /// the deck's own first. Empty for figures, dates and truths.
    pub spellings: Vec<Vec<String>>,
    /// The sources as a learner reads them: `Meduza, lead`.
    pub cited: Vec<String>,
}

/// What is right, and how leniently it is graded.
#[derive(Debug, Clone, PartialEq)]
pub struct Expected {
    /// The right answers: one, or one per claim; each of them is right.
    pub answers: Vec<Sourced>,
    /// What figures count, for instance `people`; may be typed after the figure.
    pub unit: Option<String>,
    /// How far a figure may be off, in its unit.
    pub tolerance: Option<f64>,
    /// Other answers of the library: a slip must not land nearer to one of these.
    pub lookalikes: Vec<String>,
}

impl Expected {
    /// Writes one right answer with its unit.
    pub fn shown(&self, answer: &Sourced) -> String {
        choices::with_unit(&answer.value, self.unit.as_deref())
    }

    /// Writes every right answer, each once: what the log keeps of an answer.
    ///
    /// They are sorted, so that the text changes only when an answer does.
    pub fn as_text(&self) -> String {
        let texts = self.answers.iter().map(|answer| self.shown(answer));
        let texts: BTreeSet<String> = texts.collect();
        texts.into_iter().collect::<Vec<_>>().join(" / ")
    }
}

/// What the learner sees besides the prompt.
#[derive(Debug, Clone, PartialEq)]
pub enum Body {
    /// Options, one of which is right.
    Choose {
        /// What can be chosen; two to four, all different.
        options: Vec<String>,
        /// Index of the right one.
        right: usize,
    },
    /// A statement to judge.
    Judge {
        /// Whether the statement is true.
        truth: bool,
    },
    /// A line to type.
    Type,
    /// A text with gaps; `None` is a gap to fill.
    Gap {
        /// The pieces in order.
        pieces: Vec<Option<String>>,
    },
    /// So many members to name.
    Members {
        /// How many there are.
        count: usize,
    },
    /// Items to sort.
    Order {
        /// The items, shuffled.
        items: Vec<String>,
        /// For every place in the right order, which item belongs there.
        right: Vec<usize>,
    },
    /// Nothing: think, then look.
    Recall,
}

/// One question.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// What is asked for.
    pub card: Card,
    /// How.
    pub form: Form,
    /// The question or instruction.
    pub prompt: String,
    /// What is shown with it.
    pub body: Body,
    /// What is right.
    pub expected: Expected,
    /// Help that does not tell.
    pub hint: Option<String>,
}

/// What the learner did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Response {
    /// Chose the option with this index.
    Chosen(usize),
    /// Judged the statement.
    Judged(bool),
    /// Typed a line, or one line per gap or member.
    Typed(Vec<String>),
    /// Put items into this order, as indices into the items shown.
    Ordered(Vec<usize>),
    /// Looked at the answer of a question to recall.
    Revealed,
    /// Said so.
    DontKnow,
}

/// What a question is made from.
#[derive(Debug, Clone, Copy)]
pub struct Asking<'a> {
    /// Where the card's fact stands.
    pub library: &'a Library,
    /// The card.
    pub card: Card,
    /// Decides order and choice wherever chance would.
    pub seed: u64,
    /// What this learner answered wrongly before, most frequent first.
    pub confusions: &'a [String],
    /// What the answer said when this learner saw it last, where it says something else now.
    pub superseded: Option<&'a str>,
}

/// How firmly a card is remembered, as far as the form of the question goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// New, learning, or soon forgotten: it is recognised.
    Young,
    /// On its way: it is recalled.
    Maturing,
    /// Well known: it is recalled, or asked without help.
    Old,
}

impl Strength {
    /// The forms in the order they are tried.
    const fn forms(self) -> [Form; 7] {
        match self {
            Self::Young => [
                Form::Choose,
                Form::Judge,
                Form::Gap,
                Form::Members,
                Form::Order,
                Form::Type,
                Form::Recall,
            ],
            Self::Maturing | Self::Old => [
                Form::Type,
                Form::Gap,
                Form::Members,
                Form::Order,
                Form::Judge,
                Form::Recall,
                Form::Choose,
            ],
        }
    }
}

/// Asks a card in the form that fits how firmly it is remembered.
///
/// A firm memory is asked without its hint. Recalling and rating oneself fits every card, so
/// there is always a question.
pub fn ask_for(asking: &Asking<'_>, strength: Strength) -> Question {
    let fitting = strength
        .forms()
        .into_iter()
        .find_map(|form| ask(asking, form));
    let mut question = fitting.unwrap_or_else(|| form::recall(asking));
    if strength == Strength::Old {
        question.hint = None;
    }
    question
}

/// Returns the forms a card can be asked in, recognition first.
pub fn forms(asking: &Asking<'_>) -> Vec<Form> {
    let all = Form::ALL.into_iter().map(|(form, _)| form);
    all.filter(|form| ask(asking, *form).is_some()).collect()
}
