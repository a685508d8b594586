//! A session as a state machine: events in, effects out, and a screen to draw.

mod asked;
mod proposal;
mod quiz;
mod screen;
mod study;

pub use asked::Past;
pub use quiz::{Quiz, Rules};
pub use screen::{
    AnswerLine, Effect, Event, FeedbackScreen, Mistake, Overview, QuestionScreen, RatingChoice,
    Score, Screen, SummaryScreen, Undoing,
};
pub use study::{Plan, Step, Study};
