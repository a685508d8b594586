//! The cards a fact gives: what has to be remembered, each with a permanent id.

use crate::library::{Asks, Fact, FactRef, Library};
use std::borrow::Borrow;
use std::fmt;

/// Which side of a fact a card asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// Question to answer; for a glossary entry meaning to term.
    Forward,
    /// The other way round; for a glossary entry term to meaning.
    Reverse,
    /// The holes with this number, from 1.
    Hole(u32),
}

/// The permanent id of a card: `fact-id`, `fact-id/reverse`, `fact-id/hole-2`.
///
/// Everything a learner has done is filed under it, so neither wording nor file may change it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CardId(pub String);

impl CardId {
    /// Makes the id of one side of a fact.
    pub fn new(fact: &str, side: Side) -> Self {
        let mut id = String::new();
        write_id(&mut id, fact, side);
        Self(id)
    }

    /// Returns the id of the fact the card belongs to.
    pub fn fact(&self) -> &str {
        Self::fact_of(&self.0)
    }

    /// Returns the id of the fact in the text of the id of one of its cards.
    pub fn fact_of(card: &str) -> &str {
        card.split_once('/').map_or(card, |(fact, _)| fact)
    }
}

impl fmt::Display for CardId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Maps of cards can be asked with the text of an id.
impl Borrow<str> for CardId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// Writes the id of one side of a fact into a buffer, which many ids can share.
pub fn write_id(buffer: &mut String, fact: &str, side: Side) {
    buffer.clear();
    buffer.push_str(fact);
    match side {
        Side::Forward => {}
        Side::Reverse => buffer.push_str("/reverse"),
        Side::Hole(number) => {
            buffer.push_str("/hole-");
            buffer.push_str(&number.to_string());
        }
    }
}

/// One thing to remember.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Card {
    /// The fact it belongs to.
    pub fact: FactRef,
    /// Which side of it.
    pub side: Side,
}

impl Card {
    /// Returns the permanent id.
    pub fn id(self, library: &Library) -> CardId {
        CardId::new(&library.fact(self.fact).id.text, self.side)
    }
}

/// Returns the sides of a fact, each a card, in a fixed order.
pub fn sides(fact: &Fact) -> Vec<Side> {
    match &fact.asks {
        Asks::Question { reverse: None, .. } => vec![Side::Forward],
        Asks::Question { .. } | Asks::Term { .. } => vec![Side::Forward, Side::Reverse],
        Asks::Cloze(cloze) => cloze.groups().into_iter().map(Side::Hole).collect(),
    }
}

/// Returns every card of a library in the order of study.
pub fn cards(library: &Library) -> Vec<Card> {
    each(library).collect()
}

/// Goes through every card of a library in the order of study.
pub fn each(library: &Library) -> impl Iterator<Item = Card> {
    library.facts().flat_map(|(at, fact)| {
        let cards = sides(fact).into_iter();
        cards.map(move |side| Card { fact: at, side })
    })
}
