//! `factdeck show`: facts whole, with what the log says of their cards.

use super::context::{self, Context};
use super::{CommandError, Outcome, json, print_text};
use crate::card::CardId;
use crate::cli::ShowArgs;
use crate::library::{FactRef, Library};
use crate::report::listing::{self, FactRow};
use crate::schedule::{CardLog, Rated, Scheduler, seed_of};
use crate::store::Store;
use serde::Serialize;
use std::fmt::Write as _;

/// A fact with the history of its cards.
#[derive(Serialize)]
struct Shown {
    #[serde(flatten)]
    fact: FactRow,
    history: Vec<CardRow>,
}

/// What the log says of a card.
#[derive(Serialize)]
struct CardRow {
    card: String,
    reviews: usize,
    lapses: u32,
    /// Days until it is forgotten as often as is wanted.
    stability_days: Option<f32>,
    /// Probability of remembering it now.
    retrievability: Option<f32>,
    suspended: bool,
}

/// Shows facts.
pub(super) fn run(context: &Context, args: &ShowArgs) -> Result<Outcome, CommandError> {
    let library = context.library()?.library;
    let found: Vec<FactRef> = args
        .facts
        .iter()
        .map(|id| find(&library, id))
        .collect::<Result<_, _>>()?;
    let store = Store::open_existing(&context.log()?)?;
    let history = store
        .map(|store| store.history(&library.id))
        .transpose()?
        .unwrap_or_default();
    let shown: Vec<Shown> = found
        .into_iter()
        .map(|at| {
            let fact = listing::fact(&library, at);
            let revision = library.fact(at).revision;
            let cards = fact
                .cards
                .iter()
                .map(|card| card_row(card, revision, &history));
            Shown {
                history: cards.collect(),
                fact,
            }
        })
        .collect();
    if args.json {
        return json(&shown);
    }
    let text: Vec<String> = shown.iter().map(shown_text).collect();
    print_text(&text.join("\n"))
}

/// Finds a fact by its id or by the id of one of its cards.
pub(super) fn find(library: &Library, wanted: &str) -> Result<FactRef, CommandError> {
    let id = wanted.split_once('#').map_or(wanted, |(_, id)| id);
    let id = CardId(id.to_owned());
    let same = library
        .facts()
        .find(|(_, fact)| *fact.id.text == *id.fact());
    if let Some((at, _)) = same {
        return Ok(at);
    }
    let ids = library.facts().map(|(_, fact)| &*fact.id.text);
    let nearest = ids.min_by_key(|other| strsim::osa_distance(other, id.fact()));
    let help = nearest
        .map(|near| format!("; did you mean `{near}`?"))
        .unwrap_or_default();
    Err(CommandError::Usage(format!(
        "there is no fact `{wanted}`{help}"
    )))
}

fn card_row(card: &str, revision: u32, history: &crate::store::History) -> CardRow {
    let scheduler = Scheduler::default();
    let now = context::now();
    let reviews: &[Rated] = history.reviews(card);
    let log = CardLog {
        before: None,
        reviews,
        revision,
        seed: seed_of(card),
    };
    let memory = scheduler.replay(log, now);
    CardRow {
        card: card.to_owned(),
        reviews: reviews.len(),
        lapses: memory.map_or(0, |memory| memory.lapses),
        stability_days: memory.map(|memory| memory.stability),
        retrievability: memory.map(|memory| scheduler.retrievability(&memory, now)),
        suspended: history.marks(card).suspended,
    }
}

fn shown_text(shown: &Shown) -> String {
    let mut text = listing::fact_text(&shown.fact);
    for card in &shown.history {
        let _ = match (card.stability_days, card.retrievability) {
            (Some(stability), Some(retrievability)) => writeln!(
                text,
                "  card {}: {} reviews, {} lapses, stability {stability:.1} days, remembered now with {:.0} %{}",
                card.card,
                card.reviews,
                card.lapses,
                retrievability * 100.0,
                if card.suspended { ", suspended" } else { "" }
            ),
            _ => writeln!(text, "  card {}: never asked", card.card),
        };
    }
    text
}
