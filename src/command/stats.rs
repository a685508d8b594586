//! `factdeck stats`: how learning goes.

use super::context::{self, Context};
use super::{CommandError, Outcome, json, print_text};
use crate::card;
use crate::cli::StatsArgs;
use crate::library::Library;
use crate::report::progress;
use crate::schedule::{Candidate, CardLog, Moment, Scheduler, seed_of};
use crate::store::{History, Store};

/// Shows statistics; creates no log where there is none.
pub(super) fn run(context: &Context, args: &StatsArgs) -> Result<Outcome, CommandError> {
    let library = context.library()?.library;
    let store = Store::open_existing(&context.log()?)?;
    let history = store
        .map(|store| store.history(&library.id))
        .transpose()?
        .unwrap_or_default();
    let (scheduler, now) = (Scheduler::default(), context::now());
    let candidates = candidates(&library, &history, &scheduler, now);
    let logs = history.cards().map(|(_, reviews)| reviews);
    let progress = progress::progress(logs, &candidates, &scheduler, now);
    match args.json {
        true => json(&progress),
        false => print_text(&progress::text(&library.title.text, &progress)),
    }
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
