//! What a session shows and what it hears: values a terminal draws and makes, deciding nothing.

use crate::card::CardId;
use crate::grade::{Graded, Verdict};
use crate::library::FactRef;
use crate::question::{Question, Response};
use crate::schedule::{Mark, Rating, Review};

/// What is ahead, shown before the first question.
#[derive(Debug, Clone, PartialEq)]
pub struct Overview {
    /// Title of the library.
    pub title: String,
    /// Cards due.
    pub due: usize,
    /// New cards of today.
    pub new: usize,
    /// Cards never seen, in all.
    pub unseen: usize,
    /// Expected minutes.
    pub minutes: usize,
    /// One line each: broken decks, a clock set back, and the like.
    pub notices: Vec<String>,
}

/// A question being asked.
#[derive(Debug, Clone, PartialEq)]
pub struct QuestionScreen {
    /// Which question of the session, from 1.
    pub number: usize,
    /// Questions expected in all.
    pub total: usize,
    /// Title of the deck.
    pub deck: String,
    /// What the card is to the learner: `new`, `learning`, `due`, `again`; empty in a quiz.
    pub state: &'static str,
    /// The question.
    pub question: Question,
    /// Whether the hint is to be shown.
    pub hint_shown: bool,
    /// A line about what was just done: `undone`, `flagged`.
    pub notice: Option<String>,
    /// Seconds left where there is a limit.
    pub seconds_left: Option<u64>,
}

/// One right answer in the feedback.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerLine {
    /// The answer with its unit.
    pub text: String,
    /// Who says so: `Meduza, lead`.
    pub cited: Vec<String>,
}

/// One way to rate, with where it leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RatingChoice {
    /// The rating.
    pub rating: Rating,
    /// When the card comes back: `1m`, `3d`, `2.1mo`.
    pub interval: String,
}

/// A graded question.
#[derive(Debug, Clone, PartialEq)]
pub struct FeedbackScreen {
    /// The question as it was shown.
    pub asked: QuestionScreen,
    /// What the learner did.
    pub response: Response,
    /// How good it is.
    pub graded: Graded,
    /// The answer matched or, where none was, every right one; first what to learn.
    pub answer: AnswerLine,
    /// What other sources say, where they differ.
    pub others: Vec<AnswerLine>,
    /// The author's note.
    pub note: Option<String>,
    /// What the answer said at the last review, where it says something else now.
    pub changed_from: Option<String>,
    /// The four ratings; none in a quiz.
    pub ratings: Vec<RatingChoice>,
    /// What Enter does.
    pub proposed: Rating,
    /// A line about what was just done.
    pub notice: Option<String>,
}

/// A question that was not right, for looking at again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The card.
    pub card: CardId,
    /// The question.
    pub prompt: String,
    /// What the learner answered, as text.
    pub typed: String,
    /// What is right.
    pub answer: String,
    /// How it was graded.
    pub verdict: Verdict,
}

/// The end of a session.
#[derive(Debug, Clone, PartialEq)]
pub struct SummaryScreen {
    /// Questions answered.
    pub answered: usize,
    /// Of these right, or right but for a slip.
    pub right: usize,
    /// Of these partly right.
    pub partly: usize,
    /// Seconds from first question to end.
    pub seconds: u64,
    /// What went wrong.
    pub mistakes: Vec<Mistake>,
    /// Cards still due today.
    pub left: usize,
    /// Cards due tomorrow.
    pub tomorrow: usize,
    /// In a quiz with a pass mark: share that was right and share needed, in percent, and whether passed.
    pub score: Option<Score>,
    /// A line about what was just done: `the time is up`.
    pub notice: Option<String>,
}

/// The result of a quiz.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Score {
    /// Percent right, partial credit counted.
    pub percent: f64,
    /// Percent needed, where a pass mark was set.
    pub needed: Option<f64>,
    /// Questions not reached before the time was up or the learner left.
    pub unanswered: usize,
}

/// What a terminal draws.
#[derive(Debug, Clone, PartialEq)]
pub enum Screen {
    /// A question waits for a response.
    Question(Box<QuestionScreen>),
    /// A graded question waits for a rating.
    Feedback(Box<FeedbackScreen>),
    /// The end.
    Summary(Box<SummaryScreen>),
}

/// What a learner decides.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// Answers the question.
    Respond(Response),
    /// Rates the card and goes on.
    Rate(Rating),
    /// Takes the proposed rating and goes on.
    Accept,
    /// Takes the last rating, mark or skip back.
    Undo,
    /// Puts the card at the end of the session.
    Skip,
    /// Not again today.
    Bury,
    /// Never again until resumed.
    Suspend,
    /// Tells the author what is wrong with the fact.
    Flag(String),
    /// Shows the hint.
    Hint,
    /// Opens the deck at the fact.
    Edit,
    /// Ends the session.
    Quit,
    /// Nothing: time has passed.
    Tick,
}

/// What is to be taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Undoing {
    /// The newest review of a card.
    Review(CardId),
    /// The newest mark on a card.
    Mark(CardId),
}

/// What the world must do for a session before the next screen is drawn.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Write a review, durably.
    Append(Review),
    /// Write a mark, durably.
    Mark(Mark),
    /// Delete what was written last.
    Undo(Undoing),
    /// Open the deck in an editor at the fact.
    Edit(FactRef),
}
