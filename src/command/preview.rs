//! `factdeck preview`: facts as a learner will see them, in every form.

use super::context::{self, Context};
use super::show::find;
use super::{CommandError, Outcome, print_text};
use crate::card::{self, Card};
use crate::cli::PreviewArgs;
use crate::library::{FactRef, Library};
use crate::question::{Asking, Body, Question, ask, forms};
use crate::schedule::seed_of;
use std::fmt::Write as _;

/// Shows facts in every form.
pub(super) fn run(context: &Context, args: &PreviewArgs) -> Result<Outcome, CommandError> {
    let library = context.library()?.library;
    let facts = chosen(&library, &args.facts)?;
    let mut text = String::new();
    for at in facts {
        for side in card::sides(library.fact(at)) {
            text.push_str(&card_text(&library, Card { fact: at, side }, args.seed));
        }
    }
    print_text(&text)
}

/// Finds facts by id, and whole decks by name.
fn chosen(library: &Library, wanted: &[String]) -> Result<Vec<FactRef>, CommandError> {
    let mut facts = Vec::new();
    for wanted in wanted {
        match context::selected(library, std::slice::from_ref(wanted), &[]) {
            Ok(takes) => facts.extend(library.facts().map(|(at, _)| at).filter(|at| takes(*at))),
            Err(_) => facts.push(find(library, wanted)?),
        }
    }
    Ok(facts)
}

fn card_text(library: &Library, card: Card, seed: u64) -> String {
    let id = card.id(library);
    let asking = Asking {
        library,
        card,
        seed: seed_of(&id.0).wrapping_add(seed),
        confusions: &[],
        superseded: None,
    };
    let mut text = format!("{id}\n");
    for question in forms(&asking)
        .into_iter()
        .filter_map(|form| ask(&asking, form))
    {
        let _ = writeln!(text, "  {:8} {}", question.form.word(), shown(&question));
    }
    text
}

/// Writes a question with its answer on a few lines.
fn shown(question: &Question) -> String {
    let right = question.expected.as_text();
    let asked = &question.prompt;
    match &question.body {
        Body::Choose { options, right } => {
            let mut text = asked.clone();
            for (index, option) in options.iter().enumerate() {
                let mark = if index == *right { '→' } else { ' ' };
                let _ = write!(text, "\n         {mark} {option}");
            }
            text
        }
        Body::Gap { pieces } => {
            let gapped = pieces
                .iter()
                .map(|piece| piece.as_deref().unwrap_or("____"));
            format!("{}\n         → {right}", gapped.collect::<String>())
        }
        Body::Order { items, .. } => format!(
            "{asked}\n           {}\n         → {right}",
            items.join(" · ")
        ),
        Body::Judge { .. } | Body::Type | Body::Members { .. } | Body::Recall => {
            format!("{asked}\n         → {right}")
        }
    }
}
