//! `factdeck stats`: how learning goes.

use super::context::{self, Context};
use super::study::candidates;
use super::{CommandError, Outcome, json, print_text};
use crate::cli::StatsArgs;
use crate::report::progress;
use crate::schedule::Scheduler;
use crate::store::Store;

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
        false => print_text(&progress::text(&library.title, &progress)),
    }
}
