//! `factdeck study`: joins library, log, schedule and terminal into a session.

use super::context::{self, Context, Usable};
use super::screen::{self, Seat};
use super::{CommandError, Outcome};
use crate::card::{self, Card};
use crate::cli::StudyOptions;
use crate::library::{FactRef, Library};
use crate::schedule::{
    Candidate, CardLog, Due, Memory, Moment, Queue, Scheduler, Settings, StudyDay, build, seed_of,
};
use crate::session::{Effect, Event, Overview, Past, Plan, Screen, Step, Study, Undoing};
use crate::store::{History, Store};
use crate::terminal::{self, Hangup, Terminal};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Seconds that a card takes at a guess, for saying how long a session will be.
const SECONDS_PER_REVIEW: usize = 15;
const SECONDS_PER_NEW: usize = 40;

/// Runs a session.
pub(super) fn run(
    context: &Context,
    decks: &[String],
    args: &StudyOptions,
) -> Result<Outcome, CommandError> {
    terminal::outlive_terminal();
    let scheduler = scheduler(args)?;
    let (usable, mut store, history) = context.library_and_log()?;
    let mut seat = Seat::take(context);
    let decks = match args.pick {
        true => screen::pick_decks(seat.terminal(), &usable.library)?,
        false => decks.to_vec(),
    };
    let takes = context::selected(&usable.library, &decks, &args.tags)?;
    let now = context::now();
    let seed = args.seed.unwrap_or_else(|| context::chance(now));
    let today = Today::plan(&usable.library, &history, &scheduler, takes, now);
    let overview = today.overview(&usable, &history, now);
    let plan = today.into_plan(seed);
    drop(history);
    let library = Arc::new(usable.library);
    let mut session = Session {
        context,
        study: Study::new(library, scheduler, plan, now),
        store: &mut store,
    };
    match session.hold(seat.terminal(), &overview) {
        Ok(()) => Ok(Outcome::Done),
        Err(CommandError::Hangup(hangup)) => screen::left(hangup),
        Err(error) => Err(error),
    }
}

/// Makes the scheduler that the arguments ask for.
fn scheduler(args: &StudyOptions) -> Result<Scheduler, CommandError> {
    let mut settings = Settings::default();
    settings.new_per_day = args.new.unwrap_or(settings.new_per_day);
    settings.reviews_per_day = args.reviews.unwrap_or(settings.reviews_per_day);
    if let Some(percent) = args.retention {
        settings.desired_retention = f32::from(percent) / 100.0;
    }
    Scheduler::new(settings).map_err(|error| CommandError::Usage(error.to_string()))
}

/// What is to be done today.
pub(super) struct Today {
    queue: Queue,
    memories: HashMap<Card, Memory>,
    due_tomorrow: usize,
    unseen: usize,
}

impl Today {
    /// Replays the log and plans the day.
    pub(super) fn plan(
        library: &Library,
        history: &History,
        scheduler: &Scheduler,
        takes: impl Fn(FactRef) -> bool,
        now: Moment,
    ) -> Self {
        let rollover = scheduler.settings().rollover_hour;
        let day = now.study_day(rollover);
        let mut candidates = candidates(library, history, scheduler, now);
        candidates.retain(|candidate| takes(candidate.card.fact));
        let due_tomorrow = candidates
            .iter()
            .filter(|it| is_due_on(it, StudyDay(day.0 + 1)));
        let due_tomorrow = due_tomorrow.count();
        let unseen = candidates.iter().filter(|it| it.memory.is_none()).count();
        let (done, answered) = history.done_on(day, rollover);
        let is_answered = |at: FactRef| {
            let fact = library.fact(at);
            answered.get(&*fact.id.text) == Some(&fact.revision)
        };
        let queue = build(
            candidates.iter().copied(),
            done,
            is_answered,
            scheduler,
            now,
        );
        // A session remembers its own cards, not a library of a hundred thousand.
        let asked: HashSet<Card> = queue.cards().collect();
        let of_queue = candidates.iter().filter(|it| asked.contains(&it.card));
        Self {
            memories: of_queue
                .filter_map(|it| Some((it.card, it.memory?)))
                .collect(),
            queue,
            due_tomorrow,
            unseen,
        }
    }

    fn overview(&self, usable: &Usable, history: &History, now: Moment) -> Overview {
        let counts = self.queue.counts();
        let due = counts.due + counts.learning;
        let seconds = due * SECONDS_PER_REVIEW + counts.new * SECONDS_PER_NEW;
        let mut notices = usable.notices.clone();
        notices.extend(clock_set_back(history, now));
        Overview {
            title: usable.library.title.clone(),
            due,
            new: counts.new,
            unseen: self.unseen,
            minutes: seconds.div_ceil(60),
            notices,
        }
    }

    fn into_plan(self, seed: u64) -> Plan {
        Plan {
            queue: self.queue,
            memories: self.memories,
            due_tomorrow: self.due_tomorrow,
            seed,
        }
    }
}

fn is_due_on(candidate: &Candidate, day: StudyDay) -> bool {
    candidate
        .memory
        .is_some_and(|memory| memory.due == Due::Day(day))
}

/// Returns every card with what is remembered of it, in the order of the library.
pub(super) fn candidates(
    library: &Library,
    history: &History,
    scheduler: &Scheduler,
    now: Moment,
) -> Vec<Candidate> {
    let cards = card::cards(library);
    let today = now.study_day(scheduler.settings().rollover_hour);
    let mut ids = Vec::new();
    let mut logs = Vec::new();
    let mut id = String::new();
    let mut candidates: Vec<Candidate> = Vec::with_capacity(cards.len());
    for card in cards {
        let fact = library.fact(card.fact);
        card::write_id(&mut id, &fact.id.text, card.side);
        let marks = history.marks(&id);
        let reviews = history.reviews(&id);
        if !reviews.is_empty() {
            ids.push(candidates.len());
            logs.push(CardLog {
                before: None,
                reviews,
                revision: fact.revision,
                seed: seed_of(&id),
            });
        }
        let buried = marks
            .buried
            .map(|at| at.study_day(scheduler.settings().rollover_hour));
        candidates.push(Candidate {
            card,
            memory: None,
            set_aside: marks.suspended || buried == Some(today),
        });
    }
    for (index, memory) in ids.into_iter().zip(scheduler.replay_all(&logs, now)) {
        candidates[index].memory = memory;
    }
    candidates
}

/// Says so when reviews in the log lie in the future.
fn clock_set_back(history: &History, now: Moment) -> Option<String> {
    let newest = history.newest()?;
    let ahead_ms = newest.utc_ms - now.utc_ms;
    // A minute apart two machines' clocks always are.
    (ahead_ms > 60_000).then(|| {
        let hours = ahead_ms / 3_600_000;
        format!("the clock is behind the newest review by {hours} h; is it right? such reviews count as made now")
    })
}

/// A session with the world around it.
struct Session<'a> {
    context: &'a Context,
    study: Study,
    store: &'a mut Store,
}

impl Session<'_> {
    /// Asks until the learner leaves or nothing is left; what was answered is on disk before
    /// anything else is drawn.
    fn hold(
        &mut self,
        terminal: &mut dyn Terminal,
        overview: &Overview,
    ) -> Result<(), CommandError> {
        terminal.overview(overview)?;
        loop {
            match self.study.step(context::now()) {
                Step::Draw(card) => {
                    let past = self.past(card)?;
                    self.study.present(past, context::now());
                }
                Step::Show(screen) => {
                    let event = terminal.turn(&screen);
                    if matches!(screen, Screen::Summary(_)) && !matches!(event, Ok(Event::Undo)) {
                        event?;
                        return Ok(());
                    }
                    self.take(event, terminal)?;
                }
            }
        }
    }

    /// Does what an event leads to; on a hang-up what was graded is kept first.
    fn take(
        &mut self,
        event: Result<Event, Hangup>,
        terminal: &mut dyn Terminal,
    ) -> Result<(), CommandError> {
        let now = context::now();
        match event {
            Ok(event) => {
                let effects = self.study.handle(event, now);
                self.perform(effects, terminal)
            }
            Err(hangup) => {
                let effects = self.study.handle(Event::Quit, now);
                self.perform(effects, terminal)?;
                match hangup {
                    // Input that has ended ends the session; the summary is told all the same.
                    Hangup::EndOfInput => Ok(()),
                    hangup => Err(CommandError::Hangup(hangup)),
                }
            }
        }
    }

    fn perform(
        &mut self,
        effects: Vec<Effect>,
        terminal: &mut dyn Terminal,
    ) -> Result<(), CommandError> {
        let library = self.study.library().id.clone();
        for effect in effects {
            match effect {
                Effect::Append(review) => self.store.append(&library, &review)?,
                Effect::Mark(mark) => self.store.add_mark(&library, &mark)?,
                Effect::Undo(Undoing::Review(card)) => {
                    self.store.undo_review(&library, &card)?;
                }
                Effect::Undo(Undoing::Mark(card)) => {
                    self.store.undo_mark(&library, &card)?;
                }
                Effect::Edit(fact) => self.edit(fact, terminal)?,
            }
        }
        Ok(())
    }

    fn past(&self, card: Card) -> Result<Past, CommandError> {
        let library = self.study.library();
        let id = card.id(library);
        Ok(Past {
            last_answer: self.store.last_answer(&library.id, &id)?,
            confusions: self.store.confusions(&library.id, &id)?,
        })
    }

    /// Opens the deck at the fact and goes on with what the author made of it.
    fn edit(&mut self, fact: FactRef, terminal: &mut dyn Terminal) -> Result<(), CommandError> {
        let edited = screen::edit(self.context, self.study.library(), fact, terminal)?;
        if let Some(usable) = edited {
            for notice in &usable.notices {
                terminal.say(notice)?;
            }
            self.study.reload(Arc::new(usable.library), context::now());
        }
        Ok(())
    }
}
