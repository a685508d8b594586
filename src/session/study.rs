//! Study by schedule: every answer is rated and written down before the next question.

use super::asked::{Answered, Asked, Past, Progress, response_text};
use super::proposal::{Circumstances, propose};
use super::{Effect, Event, Mistake, RatingChoice, Screen, SummaryScreen, Undoing};
use crate::card::Card;
use crate::grade::Verdict;
use crate::library::Library;
use crate::question::{Asking, Form, Response, Strength, ask_for};
use crate::schedule::{
    Due, Mark, MarkKind, Memory, Moment, Phase, Queue, Rating, Review, Scheduler, StudyDay, seed_of,
};
use std::collections::HashMap;
use std::sync::Arc;

/// Days of stability from which a card is recalled rather than recognised.
const RECALLED_FROM: f32 = 4.0;
/// Days of stability from which a card is old.
const OLD_FROM: f32 = 21.0;

/// What the session needs before it can go on.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// The past of a card, given by [`Study::present`].
    Draw(Card),
    /// A decision of the learner.
    Show(Screen),
}

/// What a session starts from.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The cards in the order they are asked.
    pub queue: Queue,
    /// What is remembered of the cards in the queue.
    pub memories: HashMap<Card, Memory>,
    /// Cards due tomorrow that are not in the queue.
    pub due_tomorrow: usize,
    /// Decides what chance would.
    pub seed: u64,
}

/// A study session.
#[derive(Debug, Clone)]
pub struct Study {
    library: Arc<Library>,
    scheduler: Scheduler,
    seed: u64,
    started: Moment,
    state: State,
    undo: Vec<(State, Option<Undoing>)>,
}

/// Everything that undoing brings back.
#[derive(Debug, Clone)]
struct State {
    queue: Queue,
    memories: HashMap<Card, Memory>,
    stage: Stage,
    tally: Tally,
    notice: Option<String>,
}

#[derive(Debug, Clone)]
enum Stage {
    Drawing(Option<Card>),
    Asking(Box<Asked>),
    Feedback(Box<Asked>, Box<Answered>),
    Done,
}

#[derive(Debug, Clone, Default)]
struct Tally {
    answered: usize,
    right: usize,
    partly: usize,
    mistakes: Vec<Mistake>,
    due_tomorrow: usize,
}

impl Study {
    /// Starts a session at the first card.
    pub fn new(library: Arc<Library>, scheduler: Scheduler, plan: Plan, now: Moment) -> Self {
        let tally = Tally {
            due_tomorrow: plan.due_tomorrow,
            ..Tally::default()
        };
        let mut study = Self {
            library,
            scheduler,
            seed: plan.seed,
            started: now,
            state: State {
                queue: plan.queue,
                memories: plan.memories,
                stage: Stage::Done,
                tally,
                notice: None,
            },
            undo: Vec::new(),
        };
        study.draw(now);
        study
    }

    /// Says what is needed next.
    pub fn step(&self, now: Moment) -> Step {
        match &self.state.stage {
            Stage::Drawing(Some(card)) => Step::Draw(*card),
            Stage::Asking(asked) => {
                let screen = asked.screen(&self.library, self.progress());
                Step::Show(Screen::Question(Box::new(screen)))
            }
            Stage::Feedback(asked, answered) => {
                let ratings = self.ratings(asked, now);
                let screen = asked.feedback(&self.library, answered, ratings, &self.progress());
                Step::Show(Screen::Feedback(Box::new(screen)))
            }
            Stage::Drawing(None) | Stage::Done => {
                Step::Show(Screen::Summary(Box::new(self.summary(now))))
            }
        }
    }

    /// Asks the card that was drawn, in the form that fits how firmly it is remembered.
    pub fn present(&mut self, past: Past, now: Moment) {
        if let Stage::Drawing(Some(card)) = self.state.stage {
            self.state.stage = Stage::Asking(Box::new(self.ask(card, past, now)));
        }
    }

    /// Takes a decision of the learner and says what must be done in the world, in order.
    pub fn handle(&mut self, event: Event, now: Moment) -> Vec<Effect> {
        if !matches!(event, Event::Tick) {
            self.state.notice = None;
        }
        match event {
            Event::Undo => self.undo(),
            Event::Quit => self.quit(now),
            Event::Flag(remark) => self.flag(remark, now),
            Event::Edit => self
                .current()
                .map(|asked| Effect::Edit(asked.card().fact))
                .into_iter()
                .collect(),
            Event::Tick => Vec::new(),
            Event::Bury => self.set_aside(MarkKind::Bury, now),
            Event::Suspend => self.set_aside(MarkKind::Suspend, now),
            Event::Respond(_) | Event::Rate(_) | Event::Accept | Event::Skip | Event::Hint => {
                self.decide(event, now)
            }
        }
    }

    /// Goes on with a library that was edited; facts are found again by their ids.
    pub fn reload(&mut self, library: Arc<Library>, now: Moment) {
        let moved = moved_cards(&self.library, &library);
        let follow = |card: Card| {
            let fact = *moved.get(&card.fact)?;
            Some(Card { fact, ..card })
        };
        self.library = library;
        // What was asked before the edit cannot be asked again as it was.
        self.undo.clear();
        self.state.queue.follow(follow);
        let memories = self.state.memories.drain();
        self.state.memories = memories
            .filter_map(|(card, memory)| Some((follow(card)?, memory)))
            .collect();
        let again = self
            .current()
            .map(|asked| (follow(asked.card()), asked.past.clone()));
        match again {
            Some((Some(card), past)) => {
                self.state.stage = Stage::Asking(Box::new(self.ask(card, past, now)));
                self.state.notice = Some("the deck was read again".to_owned());
            }
            Some((None, _)) => self.draw(now),
            None => {}
        }
    }

    /// Returns the library in use.
    pub fn library(&self) -> &Arc<Library> {
        &self.library
    }

    fn decide(&mut self, event: Event, now: Moment) -> Vec<Effect> {
        let stage = std::mem::replace(&mut self.state.stage, Stage::Done);
        match (stage, event) {
            (Stage::Asking(asked), Event::Respond(response)) => {
                let answered = self.grade(&asked, response, now);
                self.state.stage = Stage::Feedback(asked, Box::new(answered));
                Vec::new()
            }
            (Stage::Asking(mut asked), Event::Hint) => {
                asked.hint_shown = asked.question.hint.is_some();
                if !asked.hint_shown {
                    self.state.notice = Some("there is no hint for this fact".to_owned());
                }
                self.state.stage = Stage::Asking(asked);
                Vec::new()
            }
            (Stage::Asking(asked), Event::Skip) => {
                self.state.stage = Stage::Asking(asked.clone());
                self.remember(None);
                let is_new = !self.state.memories.contains_key(&asked.card());
                self.state.queue.push_last(asked.card(), is_new);
                self.draw(now);
                Vec::new()
            }
            (Stage::Feedback(asked, answered), Event::Rate(rating)) => {
                self.rate(asked, &answered, rating, now)
            }
            (Stage::Feedback(asked, answered), Event::Accept | Event::Skip) => {
                let proposed = answered.proposed;
                self.rate(asked, &answered, proposed, now)
            }
            (stage, _) => {
                self.state.stage = stage;
                Vec::new()
            }
        }
    }

    fn current(&self) -> Option<&Asked> {
        match &self.state.stage {
            Stage::Asking(asked) | Stage::Feedback(asked, _) => Some(asked),
            Stage::Drawing(_) | Stage::Done => None,
        }
    }

    fn draw(&mut self, now: Moment) {
        self.state.stage = match self.state.queue.next(now) {
            Some(card) => Stage::Drawing(Some(card)),
            None => Stage::Done,
        };
    }

    fn ask(&self, card: Card, past: Past, now: Moment) -> Asked {
        let id = card.id(&self.library);
        let memory = self.state.memories.get(&card);
        let reps = memory.map_or(0, |memory| u64::from(memory.reps));
        let asking = Asking {
            library: &self.library,
            card,
            seed: seed_of(&id.0).wrapping_add(self.seed).wrapping_add(reps),
            confusions: &past.confusions,
            superseded: past.last_answer.as_deref(),
        };
        Asked {
            question: ask_for(&asking, strength(memory)),
            shown_at: now,
            hint_shown: false,
            state: state_word(memory),
            id,
            past,
        }
    }

    fn grade(&self, asked: &Asked, response: Response, now: Moment) -> Answered {
        let (response, graded, took_ms) = asked.answer(response, now);
        let typed = response_text(&asked.question, &response);
        let how = Circumstances {
            form: asked.question.form,
            strength: strength(self.state.memories.get(&asked.card())),
            took_ms,
            typed_characters: typed.chars().count(),
            hint_shown: asked.hint_shown,
        };
        Answered {
            proposed: propose(&graded, how),
            response,
            graded,
            took_ms,
        }
    }

    fn ratings(&self, asked: &Asked, now: Moment) -> Vec<RatingChoice> {
        let memory = self.state.memories.get(&asked.card());
        let leads_to = self.scheduler.intervals(memory, seed_of(&asked.id.0), now);
        let choice = |next: &crate::schedule::Next| RatingChoice {
            rating: next.rating,
            interval: next.label(),
        };
        leads_to.iter().map(choice).collect()
    }

    /// Keeps the state as it is now for undoing, with what was written since.
    fn remember(&mut self, undoing: Option<Undoing>) {
        self.undo.push((self.state.clone(), undoing));
    }

    fn rate(
        &mut self,
        asked: Box<Asked>,
        answered: &Answered,
        rating: Rating,
        now: Moment,
    ) -> Vec<Effect> {
        self.state.stage = Stage::Asking(asked.clone());
        self.remember(Some(Undoing::Review(asked.id.clone())));
        let card = asked.card();
        let before = self.state.memories.get(&card);
        let memory = self
            .scheduler
            .rate(before, rating, seed_of(&asked.id.0), now);
        self.state.memories.insert(card, memory);
        self.state.queue.put_back(card, memory.due);
        let verdict = verdict(&asked, answered, rating);
        self.count(&asked, answered, verdict, memory.due, now);
        let review = Review {
            revision: self.library.fact(card.fact).revision,
            at: now,
            rating,
            form: asked.question.form,
            verdict,
            took_ms: answered.took_ms,
            typed: response_text(&asked.question, &answered.response),
            answer: asked.question.expected.as_text(),
            card: asked.id,
        };
        self.draw(now);
        vec![Effect::Append(review)]
    }

    fn count(
        &mut self,
        asked: &Asked,
        answered: &Answered,
        verdict: Verdict,
        due: Due,
        now: Moment,
    ) {
        let tally = &mut self.state.tally;
        tally.answered += 1;
        match verdict {
            Verdict::Right | Verdict::Slip => tally.right += 1,
            Verdict::Partly => tally.partly += 1,
            Verdict::Wrong | Verdict::NotKnown => {}
        }
        let mut answered = answered.clone();
        answered.graded.verdict = verdict;
        if let Some(mistake) = asked.mistake(&answered) {
            tally
                .mistakes
                .retain(|earlier| earlier.card != mistake.card);
            tally.mistakes.push(mistake);
        }
        let today = now.study_day(self.scheduler.settings().rollover_hour);
        tally.due_tomorrow += usize::from(due == Due::Day(StudyDay(today.0 + 1)));
    }

    fn flag(&mut self, remark: String, now: Moment) -> Vec<Effect> {
        let Some(id) = self.current().map(|asked| asked.id.clone()) else {
            return Vec::new();
        };
        // Undoing leaves it alone: the remark is nowhere else.
        self.state.notice =
            Some("flagged for the author; `factdeck list --flagged` shows it".to_owned());
        let mark = Mark {
            card: id,
            at: now,
            kind: MarkKind::Flag,
            remark,
        };
        vec![Effect::Mark(mark)]
    }

    /// Buries or suspends the card; a response that was graded is rated as proposed first.
    fn set_aside(&mut self, kind: MarkKind, now: Moment) -> Vec<Effect> {
        let Some(asked) = self.current().cloned() else {
            return Vec::new();
        };
        let fact = asked.card().fact;
        let mut effects = Vec::new();
        if matches!(self.state.stage, Stage::Feedback(..)) {
            effects = self.decide(Event::Accept, now);
        }
        self.remember(Some(Undoing::Mark(asked.id.clone())));
        self.state.queue.remove_fact(fact);
        let done = if kind == MarkKind::Bury {
            "buried for today"
        } else {
            "suspended"
        };
        self.state.notice = Some(format!("{done}; undo takes it back"));
        effects.push(Effect::Mark(Mark {
            card: asked.id,
            at: now,
            kind,
            remark: String::new(),
        }));
        // Rating has drawn the next card already, and it is lost if another is drawn.
        if !matches!(self.state.stage, Stage::Drawing(Some(next)) if next.fact != fact) {
            self.draw(now);
        }
        effects
    }

    /// Takes back what was answered and not rated yet, else the last decision; a flag stays.
    fn undo(&mut self) -> Vec<Effect> {
        if let Stage::Feedback(asked, _) = &self.state.stage {
            self.state.stage = Stage::Asking(asked.clone());
            self.state.notice = Some("the answer was taken back".to_owned());
            return Vec::new();
        }
        let Some((state, undoing)) = self.undo.pop() else {
            self.state.notice = Some("nothing to undo in this session".to_owned());
            return Vec::new();
        };
        self.state = state;
        self.state.notice = Some("undone".to_owned());
        undoing.map(Effect::Undo).into_iter().collect()
    }

    /// Ends the session; a response that was graded is rated as proposed, unless the learner
    /// alone can know how good it was.
    fn quit(&mut self, now: Moment) -> Vec<Effect> {
        let graded = match &self.state.stage {
            Stage::Feedback(asked, _) => asked.question.form != Form::Recall,
            _ => false,
        };
        let effects = if graded {
            self.decide(Event::Accept, now)
        } else {
            Vec::new()
        };
        // The card that is open stays to be asked.
        let open = match &self.state.stage {
            Stage::Asking(asked) | Stage::Feedback(asked, _) => Some(asked.card()),
            Stage::Drawing(card) => *card,
            Stage::Done => None,
        };
        if let Some(card) = open {
            let is_new = !self.state.memories.contains_key(&card);
            self.state.queue.push_last(card, is_new);
        }
        self.state.stage = Stage::Done;
        effects
    }

    fn progress(&self) -> Progress {
        let counts = self.state.queue.counts();
        let number = self.state.tally.answered + 1;
        // A new card comes back once on its first day.
        let is_new = |asked: &Asked| !self.state.memories.contains_key(&asked.card());
        let coming_back = counts.new + usize::from(self.current().is_some_and(is_new));
        Progress {
            number,
            total: number + counts.due + counts.new + counts.learning + coming_back,
            seconds_left: None,
            notice: self.state.notice.clone(),
        }
    }

    fn summary(&self, now: Moment) -> SummaryScreen {
        let tally = &self.state.tally;
        let counts = self.state.queue.counts();
        let elapsed_ms = now.utc_ms.saturating_sub(self.started.utc_ms);
        SummaryScreen {
            answered: tally.answered,
            right: tally.right,
            partly: tally.partly,
            seconds: u64::try_from(elapsed_ms / 1000).unwrap_or(0),
            mistakes: tally.mistakes.clone(),
            left: counts.due + counts.new + counts.learning,
            tomorrow: tally.due_tomorrow,
            score: None,
            notice: self.state.notice.clone(),
        }
    }
}

/// Returns where each fact of the old library stands in the new one.
fn moved_cards(
    old: &Library,
    new: &Library,
) -> HashMap<crate::library::FactRef, crate::library::FactRef> {
    let by_id: HashMap<&str, _> = new.facts().map(|(at, fact)| (&*fact.id.text, at)).collect();
    let find = |(at, fact): (_, &crate::library::Fact)| Some((at, *by_id.get(&*fact.id.text)?));
    old.facts().filter_map(find).collect()
}

/// Returns the verdict to write down; on recalled cards the learner is the judge.
fn verdict(asked: &Asked, answered: &Answered, rating: Rating) -> Verdict {
    match (asked.question.form, &answered.response, rating) {
        (Form::Recall, Response::Revealed, Rating::Again) => Verdict::NotKnown,
        (Form::Recall, Response::Revealed, _) => Verdict::Right,
        _ => answered.graded.verdict,
    }
}

fn strength(memory: Option<&Memory>) -> Strength {
    match memory {
        Some(memory) if memory.phase != Phase::Review => Strength::Young,
        Some(memory) if memory.stability >= OLD_FROM => Strength::Old,
        Some(memory) if memory.stability >= RECALLED_FROM => Strength::Maturing,
        Some(_) | None => Strength::Young,
    }
}

fn state_word(memory: Option<&Memory>) -> &'static str {
    match memory.map(|memory| memory.phase) {
        None => "new",
        Some(Phase::Learning { .. }) => "learning",
        Some(Phase::Relearning { .. }) => "again",
        Some(Phase::Review) => "due",
    }
}
