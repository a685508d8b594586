//! Decks and facts as lists, for people and for programs.

use crate::card::{self, Card};
use crate::library::{Asks, FactRef, Library, Status};
use crate::question::{Asking, Form, ask, cited};
use serde::Serialize;
use std::fmt::Write as _;

/// A deck in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DeckRow {
    /// Name that commands take.
    pub deck: String,
    /// Title for people.
    pub title: String,
    /// What it is about.
    pub description: Option<String>,
    /// Facts in it.
    pub facts: usize,
    /// Cards they give.
    pub cards: usize,
}

/// A fact in a list, or shown whole.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FactRow {
    /// Permanent id.
    pub id: String,
    /// Deck it stands in.
    pub deck: String,
    /// What it asks.
    pub asks: String,
    /// Every right answer with who says so.
    pub answers: Vec<AnswerRow>,
    /// `reported`, `claimed`, `disputed` or `opinion`.
    pub status: &'static str,
    /// Whose claim or opinion it is.
    pub by: Option<String>,
    /// The author's note.
    pub note: Option<String>,
    /// Its tags and its deck's.
    pub tags: Vec<String>,
    /// Ids of the cards it gives.
    pub cards: Vec<String>,
}

/// A right answer in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AnswerRow {
    /// The answer with its unit.
    pub answer: String,
    /// Who says so.
    pub sources: Vec<String>,
}

/// Lists the decks of a library.
pub fn decks(library: &Library) -> Vec<DeckRow> {
    let row = |deck: &crate::library::Deck| DeckRow {
        deck: deck.name.clone(),
        title: deck.title.to_string(),
        description: deck.description.as_ref().map(ToString::to_string),
        facts: deck.facts.len(),
        cards: deck.facts.iter().map(|fact| card::sides(fact).len()).sum(),
    };
    library.decks().iter().map(row).collect()
}

/// Describes a fact.
pub fn fact(library: &Library, at: FactRef) -> FactRow {
    let fact = library.fact(at);
    let sides = card::sides(fact).into_iter();
    let cards: Vec<Card> = sides.map(|side| Card { fact: at, side }).collect();
    let (asks, answers) = asked(library, at, &cards);
    let status = Status::ALL
        .iter()
        .find(|(status, _)| *status == fact.status);
    FactRow {
        id: fact.id.to_string(),
        deck: library.deck_of(at).name.clone(),
        asks,
        answers,
        status: status.map_or("", |(_, word)| word),
        by: fact.by.as_ref().map(ToString::to_string),
        note: fact.extras().note.as_ref().map(ToString::to_string),
        tags: library.tags(at).map(ToString::to_string).collect(),
        cards: cards.iter().map(|card| card.id(library).0).collect(),
    }
}

fn asked(library: &Library, at: FactRef, cards: &[Card]) -> (String, Vec<AnswerRow>) {
    let sources = || cited(library, library.citations(at));
    match &library.fact(at).asks {
        Asks::Question { ask: asked, .. } => (asked.to_string(), forward_answers(library, cards)),
        Asks::Term { term, meaning, .. } => {
            let answer = meaning.to_string();
            let sources = sources();
            (term.to_string(), vec![AnswerRow { answer, sources }])
        }
        Asks::Cloze(cloze) => {
            let holes: Vec<&str> = cloze.holes().map(|(_, hole)| hole).collect();
            let answer = holes.join(" · ");
            let sources = sources();
            (cloze.filled(), vec![AnswerRow { answer, sources }])
        }
    }
}

fn forward_answers(library: &Library, cards: &[Card]) -> Vec<AnswerRow> {
    let Some(card) = cards.first() else {
        return Vec::new();
    };
    let asking = Asking {
        library,
        card: *card,
        seed: 0,
        confusions: &[],
        superseded: None,
    };
    let expected = ask(&asking, Form::Recall).map(|question| question.expected);
    let answers = expected.iter().flat_map(|expected| {
        expected.answers.iter().map(|answer| AnswerRow {
            answer: expected.shown(answer),
            sources: answer.cited.clone(),
        })
    });
    answers.collect()
}

/// Writes a list of decks for people.
pub fn decks_text(title: &str, rows: &[DeckRow]) -> String {
    let widest = rows
        .iter()
        .map(|row| row.deck.chars().count())
        .max()
        .unwrap_or(0);
    let mut text = format!("{title}\n\n");
    for row in rows {
        let _ = writeln!(
            text,
            "{:widest$}  {:>4} facts  {:>4} cards  {}",
            row.deck, row.facts, row.cards, row.title
        );
    }
    let facts: usize = rows.iter().map(|row| row.facts).sum();
    let cards: usize = rows.iter().map(|row| row.cards).sum();
    let _ = writeln!(text, "\n{} decks, {facts} facts, {cards} cards", rows.len());
    text
}

/// Writes a list of facts for people, one line each.
pub fn facts_text(rows: &[FactRow]) -> String {
    let mut text = String::new();
    for row in rows {
        let _ = writeln!(text, "{}  {}", row.id, row.asks);
    }
    text
}

/// Writes a fact whole for people.
pub fn fact_text(row: &FactRow) -> String {
    let mut text = format!(
        "{}  ({}, {})\n  {}\n",
        row.id, row.deck, row.status, row.asks
    );
    for answer in &row.answers {
        let _ = writeln!(
            text,
            "  → {}  [{}]",
            answer.answer,
            answer.sources.join("; ")
        );
    }
    if let Some(by) = &row.by {
        let _ = writeln!(text, "  said by {by}");
    }
    if let Some(note) = &row.note {
        let _ = writeln!(text, "  note: {note}");
    }
    text
}
