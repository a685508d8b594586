//! A quiz: so many questions, perhaps a time limit and a pass mark, outside the schedule.

use super::asked::{Answered, Asked, Past, Progress};
use super::{Effect, Event, Mistake, RatingChoice, Score, Screen, SummaryScreen};
use crate::card::Card;
use crate::grade::Verdict;
use crate::library::Library;
use crate::question::{Asking, Form, Response, Strength, ask, ask_for};
use crate::schedule::{Mark, MarkKind, Moment, Rating, seed_of};
use std::sync::Arc;

/// How a quiz is held.
#[derive(Debug, Clone, PartialEq)]
pub struct Rules {
    /// Seconds in all, where there is a limit.
    pub seconds: Option<u64>,
    /// Percent needed to pass, where there is a mark.
    pub pass: Option<f64>,
    /// Decides forms, choices and order.
    pub seed: u64,
}

/// A quiz under way.
#[derive(Debug, Clone)]
pub struct Quiz {
    library: Arc<Library>,
    cards: Vec<Card>,
    rules: Rules,
    started: Moment,
    done: Vec<Graded>,
    skipped: Vec<Card>,
    stage: Stage,
    notice: Option<String>,
}

/// One answered question of a quiz.
#[derive(Debug, Clone)]
struct Graded {
    credit: f64,
    verdict: Verdict,
    mistake: Option<Mistake>,
}

#[derive(Debug, Clone)]
enum Stage {
    Asking(Box<Asked>),
    Feedback(Box<Asked>, Box<Answered>),
    Done,
}

impl Quiz {
    /// Starts a quiz on these cards, asked in this order.
    pub fn new(library: Arc<Library>, cards: Vec<Card>, rules: Rules, now: Moment) -> Self {
        let mut quiz = Self {
            library,
            cards,
            rules,
            started: now,
            done: Vec::new(),
            skipped: Vec::new(),
            stage: Stage::Done,
            notice: None,
        };
        quiz.advance(now);
        quiz
    }

    /// Returns the screen to draw.
    pub fn screen(&self, now: Moment) -> Screen {
        let progress = Progress {
            number: self.done.len() + 1,
            total: self.cards.len(),
            seconds_left: self.seconds_left(now),
            notice: self.notice.clone(),
        };
        match &self.stage {
            Stage::Asking(asked) => {
                Screen::Question(Box::new(asked.screen(&self.library, progress)))
            }
            Stage::Feedback(asked, answered) => {
                let progress = Progress {
                    number: self.done.len(),
                    ..progress
                };
                let ratings = self_ratings(asked, answered);
                let feedback = asked.feedback(&self.library, answered, ratings, &progress);
                Screen::Feedback(Box::new(feedback))
            }
            Stage::Done => Screen::Summary(Box::new(self.summary(now))),
        }
    }

    /// Says whether the quiz has ended.
    pub fn is_over(&self) -> bool {
        matches!(self.stage, Stage::Done)
    }

    /// Takes a decision; only flags have an effect on the world.
    pub fn handle(&mut self, event: Event, now: Moment) -> Vec<Effect> {
        if event != Event::Tick {
            self.notice = None;
        }
        if self.seconds_left(now) == Some(0) {
            return self.time_is_up();
        }
        match (&mut self.stage, event) {
            (Stage::Asking(_), Event::Respond(response)) => self.grade(response, now),
            (Stage::Asking(asked), Event::Hint) => asked.hint_shown = asked.question.hint.is_some(),
            (Stage::Asking(asked), Event::Skip) => {
                let card = asked.card();
                self.skipped.push(card);
                self.advance(now);
            }
            (Stage::Feedback(asked, answered), Event::Rate(Rating::Again))
                if is_self_rated(asked, answered) =>
            {
                answered.graded.credit = 0.0;
                answered.graded.verdict = Verdict::NotKnown;
                let forgotten = mark_of(asked, answered);
                self.done.pop();
                self.done.push(forgotten);
                self.advance(now);
            }
            (Stage::Feedback(..), Event::Accept | Event::Rate(_) | Event::Skip) => {
                self.advance(now);
            }
            (_, Event::Quit) => self.stage = Stage::Done,
            (_, Event::Flag(remark)) => return self.flag(remark, now),
            (_, Event::Undo) => self.say("an answer in a quiz stands"),
            (_, Event::Edit | Event::Bury | Event::Suspend) => self.say("not in a quiz"),
            _ => {}
        }
        Vec::new()
    }

    /// Returns the result: credit over all questions, unanswered ones included.
    pub fn score(&self) -> Score {
        let credit = self
            .done
            .iter()
            .fold(0.0, |sum, graded| sum + graded.credit);
        #[expect(clippy::cast_precision_loss, reason = "no quiz has 2^52 questions")]
        let total = self.cards.len().max(1) as f64;
        Score {
            percent: 100.0 * credit / total,
            needed: self.rules.pass,
            unanswered: self.cards.len() - self.done.len(),
        }
    }

    fn say(&mut self, notice: &str) {
        self.notice = Some(notice.to_owned());
    }

    fn seconds_left(&self, now: Moment) -> Option<u64> {
        let elapsed_ms = now.utc_ms.saturating_sub(self.started.utc_ms);
        let elapsed = u64::try_from(elapsed_ms / 1000).unwrap_or(0);
        self.rules
            .seconds
            .map(|limit| limit.saturating_sub(elapsed))
    }

    /// Ends the quiz; an answer given after the bell does not count.
    fn time_is_up(&mut self) -> Vec<Effect> {
        self.stage = Stage::Done;
        self.say("the time is up");
        Vec::new()
    }

    /// Asks the next card, then those that were skipped.
    fn advance(&mut self, now: Moment) {
        let next = self.done.len() + self.skipped.len();
        let card = match self.cards.get(next) {
            Some(card) => Some(*card),
            None if self.skipped.is_empty() => None,
            None => Some(self.skipped.remove(0)),
        };
        self.stage = match card {
            Some(card) => Stage::Asking(Box::new(self.ask(card, now))),
            None => Stage::Done,
        };
    }

    fn ask(&self, card: Card, now: Moment) -> Asked {
        let id = card.id(&self.library);
        let seed = seed_of(&id.0).wrapping_add(self.rules.seed);
        let asking = Asking {
            library: &self.library,
            card,
            seed,
            confusions: &[],
            superseded: None,
        };
        // A quiz mixes what is recognised and what is recalled.
        let strength = if seed.is_multiple_of(2) {
            Strength::Young
        } else {
            Strength::Old
        };
        let question = match ask_for(&asking, strength) {
            // Nobody marks what is merely recalled, so it is chosen where it can be.
            recalled if recalled.form == Form::Recall => {
                ask(&asking, Form::Choose).unwrap_or(recalled)
            }
            question => question,
        };
        Asked {
            question,
            past: Past::default(),
            shown_at: now,
            hint_shown: false,
            state: "",
            id,
        }
    }

    fn grade(&mut self, response: Response, now: Moment) {
        let Stage::Asking(asked) = std::mem::replace(&mut self.stage, Stage::Done) else {
            return;
        };
        let (response, graded, took_ms) = asked.answer(response, now);
        let answered = Answered {
            proposed: Rating::Good,
            response,
            graded,
            took_ms,
        };
        self.done.push(mark_of(&asked, &answered));
        self.stage = Stage::Feedback(asked, Box::new(answered));
    }

    fn flag(&mut self, remark: String, now: Moment) -> Vec<Effect> {
        let (Stage::Asking(asked) | Stage::Feedback(asked, _)) = &self.stage else {
            return Vec::new();
        };
        let card = asked.id.clone();
        self.say("flagged for the author");
        vec![Effect::Mark(Mark {
            card,
            at: now,
            kind: MarkKind::Flag,
            remark,
        })]
    }

    fn summary(&self, now: Moment) -> SummaryScreen {
        let count = |wanted: fn(Verdict) -> bool| {
            self.done
                .iter()
                .filter(|graded| wanted(graded.verdict))
                .count()
        };
        let elapsed_ms = now.utc_ms.saturating_sub(self.started.utc_ms);
        SummaryScreen {
            answered: self.done.len(),
            right: count(|verdict| verdict >= Verdict::Slip),
            partly: count(|verdict| verdict == Verdict::Partly),
            seconds: u64::try_from(elapsed_ms / 1000).unwrap_or(0),
            mistakes: self
                .done
                .iter()
                .filter_map(|graded| graded.mistake.clone())
                .collect(),
            left: 0,
            tomorrow: 0,
            score: Some(self.score()),
            notice: self.notice.clone(),
        }
    }
}

fn mark_of(asked: &Asked, answered: &Answered) -> Graded {
    Graded {
        credit: answered.graded.credit,
        verdict: answered.graded.verdict,
        mistake: asked.mistake(answered),
    }
}

/// Says whether only the learner can know how good the response was.
fn is_self_rated(asked: &Asked, answered: &Answered) -> bool {
    asked.question.form == Form::Recall && answered.response == Response::Revealed
}

/// Returns the two marks a learner can give a recalled answer; none where it was graded.
fn self_ratings(asked: &Asked, answered: &Answered) -> Vec<RatingChoice> {
    let marks = [Rating::Again, Rating::Good]
        .into_iter()
        .map(|rating| RatingChoice {
            rating,
            interval: String::new(),
        });
    marks.filter(|_| is_self_rated(asked, answered)).collect()
}
