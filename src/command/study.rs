//! `factdeck study`: joins library, log, schedule and terminal into a session.

use super::context::{self, Context};
use super::screen::{self, Seat};
use super::today::Today;
use super::{CommandError, Outcome};
use crate::card::Card;
use crate::cli::StudyOptions;
use crate::library::FactRef;
use crate::schedule::{Scheduler, Settings};
use crate::session::{Effect, Event, Overview, Past, Screen, Step, Study, Undoing};
use crate::store::{Memo, Store};
use crate::terminal::{self, Hangup, Terminal};
use rayon::ThreadPoolBuilder;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

/// Runs a session.
pub(super) fn run(
    context: &Context,
    decks: &[String],
    args: &StudyOptions,
) -> Result<Outcome, CommandError> {
    terminal::outlive_terminal();
    join_pool();
    let scheduler = scheduler(args)?;
    let opened = context.library_and_log(&scheduler, context::now())?;
    let (usable, mut store, recall) = (opened.usable, opened.store, opened.recall);
    let mut seat = Seat::take(context);
    let decks = match args.pick {
        true => screen::pick_decks(seat.terminal(), &usable.library)?,
        false => decks.to_vec(),
    };
    let takes = context::selected(&usable.library, &decks, &args.tags)?;
    let now = context::now();
    let seed = args.seed.unwrap_or_else(|| context::chance(now));
    let today = Today::plan(&usable.library, &recall, &scheduler, takes, now);
    let overview = today.overview(&usable, &recall, now);
    let plan = today.into_plan(seed);
    drop(recall);
    let keeping = opened.memo.map(keep);
    let library = Arc::new(usable.library);
    let mut session = Session {
        context,
        study: Study::new(library, scheduler, plan, now),
        store: &mut store,
    };
    let held = session.hold(seat.terminal(), &overview);
    // It has long been done, but for the shortest sessions.
    let _ = keeping.map(JoinHandle::join);
    match held {
        Ok(()) => Ok(Outcome::Done),
        Err(CommandError::Hangup(hangup)) => screen::left(hangup),
        Err(error) => Err(error),
    }
}

/// Lets this thread take part in what all processors do, so that a start makes one thread less.
///
/// After signals are held back, as the threads of the pool must not take them either. Where there
/// is a pool already, it does the same work.
fn join_pool() {
    let _ = ThreadPoolBuilder::new().use_current_thread().build_global();
}

/// Writes a memo beside the log while the session goes on; where that fails, the next start
/// takes longer, and nothing else.
fn keep(memo: Memo) -> JoinHandle<()> {
    thread::spawn(move || drop(memo.write()))
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
