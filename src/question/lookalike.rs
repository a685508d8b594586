//! Other answers of the library that a misspelling could be taken for.

use super::{Asking, Expected};
use crate::library::{Asks, Fact, Value};
use crate::value::text;
use std::collections::BTreeSet;

/// Finds the texts of the library that are near to what is expected and are not it, and every
/// authored wrong choice of the fact: those are wrong however much of the answer they have.
pub(super) fn lookalikes(asking: &Asking<'_>, expected: &Expected) -> Vec<String> {
    let library = asking.library;
    let right: Vec<Right> = expected
        .answers
        .iter()
        .flat_map(|answer| answer.spellings.iter().flatten())
        .map(|spelling| Right::new(spelling))
        .collect();
    let mut near = BTreeSet::new();
    let mut consider = |candidate: &str| {
        if right
            .iter()
            .any(|right| right.could_be_near(candidate.len()))
        {
            let shape = Shape::new(candidate);
            let same = right.iter().any(|right| right.shape.normal == shape.normal);
            if !same && right.iter().any(|right| right.is_near(&shape)) {
                near.insert(candidate.to_owned());
            }
        }
    };
    for (_, name) in library.names().iter() {
        name.spellings()
            .for_each(|spelling| consider(&spelling.text));
    }
    for (_, fact) in library.facts() {
        texts(fact, &mut consider);
    }
    for wrong in &library.fact(asking.card.fact).extras().wrong {
        let normal = text::normal(&wrong.text);
        if right.iter().all(|right| right.shape.normal != normal) {
            near.insert(wrong.text.to_string());
        }
    }
    near.into_iter().collect()
}

/// Hands every text that is an answer of the fact to the visitor.
fn texts(fact: &Fact, visit: &mut impl FnMut(&str)) {
    match &fact.asks {
        Asks::Question { answer, .. } => {
            for answer in answer.answers() {
                match &answer.value {
                    Value::Text(text) => visit(text),
                    Value::Set(members) | Value::Sequence(members) => {
                        for member in members {
                            visit(member);
                        }
                    }
                    Value::Number(_) | Value::Date(_) | Value::Truth(_) => {}
                }
            }
        }
        Asks::Term { term, .. } => visit(&term.text),
        Asks::Cloze(cloze) => cloze.holes().for_each(|(_, hole)| visit(hole)),
    }
}

/// A text with how often each letter stands in it, which bounds its distance to another cheaply.
struct Shape {
    bytes: usize,
    normal: String,
    letters: [u8; 32],
}

impl Shape {
    fn new(text: &str) -> Self {
        let normal = text::normal(text);
        let mut letters = [0_u8; 32];
        for byte in normal.bytes() {
            let count = &mut letters[usize::from(byte % 32)];
            *count = count.saturating_add(1);
        }
        Self {
            bytes: text.len(),
            normal,
            letters,
        }
    }
}

/// A right spelling with how far another text may be from it to matter.
struct Right {
    shape: Shape,
    /// Two texts further apart cannot both be within the slips that this one allows.
    reach: usize,
}

impl Right {
    fn new(spelling: &str) -> Self {
        let shape = Shape::new(spelling);
        let reach = 2 * text::slips_allowed(&text::unspaced(&shape.normal));
        Self { shape, reach }
    }

    fn could_be_near(&self, bytes: usize) -> bool {
        // Accents and punctuation take bytes that the normal form does not have.
        self.reach > 0 && self.shape.bytes.abs_diff(bytes) <= 4 * self.reach
    }

    fn is_near(&self, other: &Shape) -> bool {
        let pairs = self.shape.letters.iter().zip(&other.letters);
        let apart: usize = pairs.map(|(a, b)| usize::from(a.abs_diff(*b))).sum();
        apart <= 2 * self.reach
            && strsim::osa_distance(&self.shape.normal, &other.normal) <= self.reach
    }
}
