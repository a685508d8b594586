//! `factdeck quiz`: so many questions outside the schedule, with a result.

use super::context::{self, Context};
use super::screen::{self, Seat};
use super::{CommandError, Outcome, json};
use crate::card::{self, Card};
use crate::cli::QuizArgs;
use crate::library::Library;
use crate::session::{Effect, Event, Mistake, Quiz, Rules, Score, Screen};
use crate::store::Store;
use crate::terminal::{self, Hangup, Terminal};
use rand::SeedableRng as _;
use rand::rngs::ChaCha8Rng;
use rand::seq::SliceRandom as _;
use serde::Serialize;
use std::collections::HashSet;
use std::sync::Arc;

/// The result for programs.
#[derive(Serialize)]
struct Report {
    seed: u64,
    questions: usize,
    answered: usize,
    percent: f64,
    passed: Option<bool>,
    mistakes: Vec<MistakeRow>,
}

#[derive(Serialize)]
struct MistakeRow {
    card: String,
    question: String,
    answered: String,
    right: String,
}

/// Holds a quiz.
pub(super) fn run(context: &Context, args: &QuizArgs) -> Result<Outcome, CommandError> {
    terminal::outlive_terminal();
    let usable = context.library()?;
    let now = context::now();
    let rules = Rules {
        seconds: args.time.as_deref().map(seconds).transpose()?,
        pass: args.pass.map(f64::from),
        seed: args
            .seed
            .unwrap_or_else(|| context::chance(now) % 1_000_000),
    };
    let cards = draw(&usable.library, args, rules.seed)?;
    let mut seat = match args.json {
        true => Seat::beside_output(context),
        false => Seat::take(context),
    };
    let terminal = seat.terminal();
    for notice in &usable.notices {
        terminal.say(notice)?;
    }
    let questions = cards.len();
    let library = Arc::new(usable.library);
    let mut quiz = Quiz::new(Arc::clone(&library), cards, rules.clone(), context::now());
    let summary = match hold(context, &library, &mut quiz, terminal) {
        Ok(mistakes) => mistakes,
        Err(CommandError::Hangup(hangup)) => return screen::left(hangup),
        Err(error) => return Err(error),
    };
    let score = quiz.score();
    if args.json {
        json(&report(&rules, questions, score, summary))?;
    }
    let passed = rules.pass.is_none_or(|needed| score.percent >= needed);
    Ok(if passed {
        Outcome::Done
    } else {
        Outcome::Findings
    })
}

/// Draws the questions: one card a fact, in an order that the seed decides.
fn draw(library: &Library, args: &QuizArgs, seed: u64) -> Result<Vec<Card>, CommandError> {
    let takes = context::selected(library, &args.decks, &args.tags)?;
    let mut cards: Vec<Card> = card::cards(library);
    cards.retain(|card| takes(card.fact));
    if cards.is_empty() {
        return Err(CommandError::Usage(
            "there is nothing to ask: the library has no usable fact".to_owned(),
        ));
    }
    cards.shuffle(&mut ChaCha8Rng::seed_from_u64(seed));
    let mut facts = HashSet::new();
    cards.retain(|card| facts.insert(card.fact));
    cards.truncate(args.count as usize);
    Ok(cards)
}

/// Reads `90s`, `20m` or `1h`; a bare number is minutes.
fn seconds(text: &str) -> Result<u64, CommandError> {
    let (figure, unit) = match text.strip_suffix(['s', 'm', 'h']) {
        Some(figure) => (figure, &text[figure.len()..]),
        None => (text, "m"),
    };
    let factor = match unit {
        "s" => 1,
        "h" => 3600,
        _ => 60,
    };
    let seconds = figure
        .trim()
        .parse::<u64>()
        .ok()
        .and_then(|it| it.checked_mul(factor));
    seconds
        .filter(|it| *it > 0)
        .ok_or_else(|| CommandError::Usage(format!("`{text}` is not a time; write 90s, 20m or 1h")))
}

fn hold(
    context: &Context,
    library: &Library,
    quiz: &mut Quiz,
    terminal: &mut dyn Terminal,
) -> Result<Vec<Mistake>, CommandError> {
    loop {
        let shown = quiz.screen(context::now());
        let is_over = quiz.is_over();
        let event = match terminal.turn(&shown) {
            // Input that has ended ends the quiz; the result is told all the same.
            Err(Hangup::EndOfInput) => Event::Quit,
            event => event?,
        };
        if let (true, Screen::Summary(summary)) = (is_over, shown) {
            return Ok(summary.mistakes);
        }
        for effect in quiz.handle(event, context::now()) {
            // A quiz changes no schedule; what it may write is a remark for the author.
            if let Effect::Mark(mark) = effect {
                Store::open(&context.log()?)?.add_mark(&library.id, &mark)?;
            }
        }
    }
}

fn report(rules: &Rules, questions: usize, score: Score, mistakes: Vec<Mistake>) -> Report {
    let row = |mistake: Mistake| MistakeRow {
        card: mistake.card.0,
        question: mistake.prompt,
        answered: mistake.typed,
        right: mistake.answer,
    };
    Report {
        seed: rules.seed,
        questions,
        answered: questions - score.unanswered,
        percent: score.percent,
        passed: rules.pass.map(|needed| score.percent >= needed),
        mistakes: mistakes.into_iter().map(row).collect(),
    }
}
