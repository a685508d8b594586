//! `factdeck list`: decks, facts, flags, suspended cards.

use super::context::{self, Context};
use super::{CommandError, Outcome, json, print_text};
use crate::cli::ListArgs;
use crate::library::Library;
use crate::report::coverage::coverage;
use crate::report::listing::{self, FactRow};
use crate::schedule::{Mark, MarkKind};
use crate::store::Store;
use serde::Serialize;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// A flag with the learner's words.
#[derive(Serialize)]
struct FlagRow {
    card: String,
    at_ms: i64,
    remark: String,
}

/// Lists what the arguments ask for.
pub(super) fn run(context: &Context, args: &ListArgs) -> Result<Outcome, CommandError> {
    let library = context.library()?.library;
    let takes = context::selected(&library, &args.selection.decks, &args.selection.tags)?;
    if args.coverage {
        return print_text(&coverage(&library));
    }
    if args.flagged {
        return flagged(context, &library, args.json);
    }
    if args.suspended {
        return suspended(context, &library, args.json);
    }
    if args.facts || !args.selection.decks.is_empty() || !args.selection.tags.is_empty() {
        let facts = library.facts().filter(|(at, _)| takes(*at));
        let rows: Vec<FactRow> = facts.map(|(at, _)| listing::fact(&library, at)).collect();
        return match args.json {
            true => json(&rows),
            false => print_text(&listing::facts_text(&rows)),
        };
    }
    let rows = listing::decks(&library);
    match args.json {
        true => json(&rows),
        false => print_text(&listing::decks_text(&library.title.text, &rows)),
    }
}

fn marks(context: &Context, library: &Library) -> Result<Vec<Mark>, CommandError> {
    match Store::open_existing(&context.log()?)? {
        Some(store) => Ok(store.marks(&library.id)?),
        None => Ok(Vec::new()),
    }
}

fn flagged(context: &Context, library: &Library, as_json: bool) -> Result<Outcome, CommandError> {
    let marks = marks(context, library)?;
    let flags = marks.into_iter().filter(|mark| mark.kind == MarkKind::Flag);
    let rows: Vec<FlagRow> = flags
        .map(|mark| FlagRow {
            card: mark.card.0,
            at_ms: mark.at.utc_ms,
            remark: mark.remark,
        })
        .collect();
    if as_json {
        return json(&rows);
    }
    let mut text = String::new();
    for row in &rows {
        let _ = writeln!(text, "{}  {}", row.card, row.remark);
    }
    if rows.is_empty() {
        text.push_str("no fact is flagged; `!` flags one while studying\n");
    }
    print_text(&text)
}

fn suspended(context: &Context, library: &Library, as_json: bool) -> Result<Outcome, CommandError> {
    let mut cards: BTreeSet<String> = BTreeSet::new();
    for mark in marks(context, library)? {
        match mark.kind {
            MarkKind::Suspend => {
                cards.insert(mark.card.0);
            }
            MarkKind::Resume => {
                cards.remove(&mark.card.0);
            }
            MarkKind::Bury | MarkKind::Flag => {}
        }
    }
    if as_json {
        return json(&cards);
    }
    let mut text = cards
        .iter()
        .fold(String::new(), |text, card| text + card + "\n");
    if cards.is_empty() {
        text.push_str("no card is suspended; `-` suspends one while studying\n");
    }
    print_text(&text)
}
