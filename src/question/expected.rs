//! What is right for one side of a fact, with every spelling that counts.

use super::{Expected, Sourced};
use crate::card::{Card, Side};
use crate::library::{
    Answer, Answered, Asks, Citation, Cloze, Fact, Library, Segment, Source, Value,
};
use crate::value::Quantity;

/// Returns what is right for a card, without the lookalikes, which only typing needs.
pub(super) fn expected(library: &Library, card: Card) -> Expected {
    let fact = library.fact(card.fact);
    let extras = fact.extras();
    let asks_figures = matches!(
        (&fact.asks, card.side),
        (Asks::Question { .. }, Side::Forward)
    );
    Expected {
        answers: answers(library, card),
        unit: extras
            .unit
            .as_ref()
            .filter(|_| asks_figures)
            .map(ToString::to_string),
        tolerance: extras.tolerance.filter(|_| asks_figures),
        lookalikes: Vec::new(),
    }
}

fn answers(library: &Library, card: Card) -> Vec<Sourced> {
    let fact = library.fact(card.fact);
    let cited = cited(library, library.citations(card.fact));
    let text = |text: &str| Value::Text(text.into());
    match (&fact.asks, card.side) {
        (Asks::Question { ask, .. }, Side::Reverse) => {
            let subject = subject_of(library, fact).unwrap_or(&ask.text);
            vec![sourced(library, None, text(subject), cited)]
        }
        (Asks::Question { answer, .. }, _) => question_answers(library, fact, answer, &cited),
        (Asks::Term { meaning, .. }, Side::Reverse) => {
            vec![sourced(library, None, text(&meaning.text), cited)]
        }
        (Asks::Term { term, also, .. }, _) => {
            let mut answer = sourced(library, Some(fact), text(&term.text), cited);
            let spellings = answer.spellings.iter_mut();
            spellings.for_each(|it| it.extend(also.iter().map(ToString::to_string)));
            vec![answer]
        }
        (Asks::Cloze(cloze), side) => {
            vec![sourced(library, Some(fact), hole_value(cloze, side), cited)]
        }
    }
}

fn question_answers(
    library: &Library,
    fact: &Fact,
    answer: &Answered,
    fact_cited: &[String],
) -> Vec<Sourced> {
    let of = |answer: &Answer, cited| sourced(library, Some(fact), answer.value.clone(), cited);
    match answer {
        Answered::Answer(answer) => vec![of(answer, fact_cited.to_vec())],
        Answered::Claims(claims) => claims
            .iter()
            .map(|claim| {
                let mut said_by = cited(library, &claim.citations);
                if let (Some(by), Some(first)) = (&claim.by, said_by.first_mut()) {
                    *first = format!("{by}, in {first}");
                }
                of(&claim.answer, said_by)
            })
            .collect(),
    }
}

/// Returns how the program writes the subject of a fact.
pub(super) fn subject_of<'a>(library: &'a Library, fact: &Fact) -> Option<&'a str> {
    let subject = fact.subject.as_ref()?;
    let name = library.names().keyed(&subject.name.text)?;
    Some(&library.names().get(name).name.text)
}

/// Returns what stands in the holes of one number: a figure, a text, or several texts in order.
fn hole_value(cloze: &Cloze, side: Side) -> Value {
    let Side::Hole(wanted) = side else {
        return Value::Text(cloze.filled().into());
    };
    let mut holes: Vec<&str> = cloze
        .holes()
        .filter(|(group, _)| *group == wanted)
        .map(|(_, answer)| answer)
        .collect();
    match (holes.len(), holes.pop()) {
        (1, Some(only)) => figure(only).unwrap_or_else(|| Value::Text(only.into())),
        (_, Some(last)) => {
            holes.push(last);
            Value::Sequence(holes.into_iter().map(Into::into).collect())
        }
        (_, None) => Value::Text(cloze.filled().into()),
    }
}

/// Reads a hole that is nothing but a figure, so that other ways of writing it count.
fn figure(hole: &str) -> Option<Value> {
    let is_figure = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.');
    if !hole.chars().all(is_figure) || hole.starts_with('0') {
        return None;
    }
    let quantity = Quantity::parse(hole)?;
    (quantity.to_string() == hole).then_some(Value::Number(quantity))
}

/// Returns the pieces of a cloze with the holes of one number open.
pub(super) fn pieces(cloze: &Cloze, open: u32) -> Vec<Option<String>> {
    let mut pieces: Vec<Option<String>> = Vec::new();
    for segment in cloze.segments() {
        let shown = match segment {
            Segment::Hole { group, .. } if *group == open => {
                pieces.push(None);
                continue;
            }
            Segment::Shown(text) | Segment::Hole { answer: text, .. } => text,
        };
        match pieces.last_mut() {
            Some(Some(before)) => before.push_str(shown),
            _ => pieces.push(Some(shown.clone())),
        }
    }
    pieces
}

/// Joins a right answer with its spellings; those of a fact's author count where it is given.
fn sourced(library: &Library, fact: Option<&Fact>, value: Value, cited: Vec<String>) -> Sourced {
    let spellings = match &value {
        Value::Text(text) => vec![spellings(library, fact, text)],
        Value::Set(members) | Value::Sequence(members) => {
            let members = members.iter();
            members
                .map(|member| spellings(library, fact, member))
                .collect()
        }
        Value::Number(_) | Value::Date(_) | Value::Truth(_) => Vec::new(),
    };
    Sourced {
        value,
        spellings,
        cited,
    }
}

/// Returns every spelling of a text: its own, those of the name it is, and the author's.
fn spellings(library: &Library, fact: Option<&Fact>, text: &str) -> Vec<String> {
    let mut all = vec![text.to_owned()];
    if let Some(name) = library.names().spelled(text) {
        let registered = library.names().get(name).spellings();
        all.extend(registered.map(ToString::to_string));
    }
    let accepted = fact.into_iter().flat_map(|fact| fact.accepted(text));
    all.extend(accepted.map(ToString::to_string));
    let mut seen = Vec::new();
    all.retain(|spelling| {
        let new = !seen.contains(spelling);
        seen.push(spelling.clone());
        new
    });
    all
}

/// Returns citations as a learner reads them: `Meduza, lead`.
pub fn cited(library: &Library, citations: &[Citation]) -> Vec<String> {
    citations
        .iter()
        .map(|citation| {
            let source = library.source(&citation.key);
            let name = source.map_or_else(|| citation.key.to_string(), Source::short);
            match &citation.locator {
                Some(locator) => format!("{name}, {locator}"),
                None => name,
            }
        })
        .collect()
}
