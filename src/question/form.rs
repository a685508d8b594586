//! The forms: one function each, from a card to a question, or none where the form does not fit.

use super::choices::{self, WANTED, with_unit};
use super::expected::{expected, pieces};
use super::lookalike::lookalikes;
use super::{Asking, Body, Expected, Form, Question};
use crate::card::Side;
use crate::library::{Asks, Fact, Library, Status, Value};
use crate::value::text;
use rand::SeedableRng as _;
use rand::rngs::ChaCha8Rng;
use rand::seq::SliceRandom as _;

/// A typed answer longer than this tests patience, not memory.
const LONGEST_TYPED: usize = 48;
/// A phrase of more words can be said in too many ways to be graded, unless it is a name.
const WORDS_TYPED: usize = 3;

/// Asks a card in a form; none where the form does not fit the card.
pub fn ask(asking: &Asking<'_>, form: Form) -> Option<Question> {
    let expected = expected(asking.library, asking.card);
    match form {
        Form::Choose => choose(asking, expected),
        Form::Judge => judge(asking, expected),
        Form::Type => typed(asking, expected),
        Form::Gap => gap(asking, expected),
        Form::Members => members(asking, expected),
        Form::Order => order(asking, expected),
        Form::Recall => Some(recall(asking)),
    }
}

fn question(asking: &Asking<'_>, form: Form, body: Body, expected: Expected) -> Question {
    Question {
        card: asking.card,
        form,
        prompt: prompt(asking.library, asking, form),
        body,
        expected,
        hint: hint(asking),
    }
}

fn hint(asking: &Asking<'_>) -> Option<String> {
    let fact = asking.library.fact(asking.card.fact);
    let hint = fact.extras().hint.as_ref();
    hint.filter(|_| asking.card.side != Side::Reverse)
        .map(ToString::to_string)
}

/// Writes what is asked; whose claim or opinion it is stands with it.
fn prompt(library: &Library, asking: &Asking<'_>, form: Form) -> String {
    let fact = library.fact(asking.card.fact);
    let asked = match (&fact.asks, asking.card.side) {
        (
            Asks::Question {
                reverse: Some(reverse),
                ..
            },
            Side::Reverse,
        ) => reverse.to_string(),
        (Asks::Question { ask, .. }, _) => ask.to_string(),
        (Asks::Term { term, .. }, Side::Reverse) => format!("What does “{term}” mean?"),
        (Asks::Term { meaning, .. }, _) if form == Form::Choose => {
            format!("Which term has this meaning? “{meaning}”")
        }
        (Asks::Term { meaning, .. }, _) => format!("What is the term for this? “{meaning}”"),
        (Asks::Cloze(_), _) => "Fill the gap.".to_owned(),
    };
    // A gap is asked with its text, which may say whose words it gives.
    let context = match &fact.asks {
        Asks::Cloze(cloze) => cloze.filled(),
        _ => asked.clone(),
    };
    attributed(library, fact, asked, &context)
}

/// Puts the name of who claims or thinks it before a question that does not say it.
fn attributed(library: &Library, fact: &Fact, asked: String, context: &str) -> String {
    let (Some(by), Status::Claimed | Status::Opinion) = (&fact.by, fact.status) else {
        return asked;
    };
    let normal = format!(" {} ", text::normal(context));
    let says = |spelling: &str| normal.contains(&format!(" {} ", text::normal(spelling)));
    let name = library
        .names()
        .spelled(&by.text)
        .map(|id| library.names().get(id));
    let named = says(&by.text)
        || name.is_some_and(|name| name.spellings().any(|spelling| says(&spelling.text)));
    if named {
        asked
    } else {
        format!("According to {by}: {asked}")
    }
}

fn choose(asking: &Asking<'_>, mut expected: Expected) -> Option<Question> {
    let claims = expected.answers.len();
    let picked = usize::try_from(asking.seed % claims.max(1) as u64).ok()?;
    let answer = expected.answers.get(picked)?;
    let unit = expected.unit.as_deref();
    let right = with_unit(&answer.value, unit);
    let wrong = match &answer.value {
        Value::Text(_) => choices::for_text(asking, &expected, &right),
        Value::Number(_) | Value::Date(_) => choices::for_value(asking, &expected, &answer.value),
        Value::Truth(_) | Value::Set(_) | Value::Sequence(_) => return None,
    };
    if wrong.len() < WANTED {
        return None;
    }
    let source = answer.cited.first().cloned();
    let (options, right) = shuffled(right, wrong, asking.seed);
    // Of several sourced answers only one is among the options, so its source is named.
    expected.answers.swap(0, picked);
    let mut question = question(
        asking,
        Form::Choose,
        Body::Choose { options, right },
        expected,
    );
    if let (true, Some(source)) = (claims > 1, source) {
        let who = source
            .split_once(", ")
            .map_or(source.as_str(), |(who, _)| who);
        question.prompt = format!("According to {who}: {}", question.prompt);
    }
    with_gap(asking, &mut question);
    Some(question)
}

/// Shows a cloze whose gap is chosen rather than typed as part of the prompt.
fn with_gap(asking: &Asking<'_>, question: &mut Question) {
    let fact = asking.library.fact(asking.card.fact);
    if let (Asks::Cloze(cloze), Side::Hole(hole)) = (&fact.asks, asking.card.side) {
        let pieces = pieces(cloze, hole);
        let shown = pieces
            .iter()
            .map(|piece| piece.as_deref().unwrap_or("____"));
        question.prompt = shown.collect();
    }
}

fn shuffled(right: String, wrong: Vec<String>, seed: u64) -> (Vec<String>, usize) {
    let mut options: Vec<(String, bool)> = wrong.into_iter().map(|text| (text, false)).collect();
    options.push((right, true));
    options.shuffle(&mut ChaCha8Rng::seed_from_u64(seed));
    let at = options.iter().position(|(_, right)| *right).unwrap_or(0);
    (options.into_iter().map(|(text, _)| text).collect(), at)
}

fn judge(asking: &Asking<'_>, expected: Expected) -> Option<Question> {
    let Value::Truth(truth) = expected.answers.first()?.value else {
        return None;
    };
    Some(question(
        asking,
        Form::Judge,
        Body::Judge { truth },
        expected,
    ))
}

fn typed(asking: &Asking<'_>, mut expected: Expected) -> Option<Question> {
    let fits = |value: &Value| match value {
        Value::Text(text) => {
            let is_short = text.split_whitespace().count() <= WORDS_TYPED;
            let is_name = || asking.library.names().spelled(text).is_some();
            text.chars().count() <= LONGEST_TYPED && (is_short || is_name())
        }
        Value::Number(_) | Value::Date(_) => true,
        Value::Truth(_) | Value::Set(_) | Value::Sequence(_) => false,
    };
    let fact = asking.library.fact(asking.card.fact);
    let is_typed = match (&fact.asks, asking.card.side) {
        (Asks::Cloze(_), _) | (Asks::Term { .. }, Side::Reverse) => false,
        (Asks::Question { .. }, Side::Reverse) => fact.subject.is_some(),
        _ => true,
    };
    if !is_typed || !expected.answers.iter().all(|answer| fits(&answer.value)) {
        return None;
    }
    expected.lookalikes = lookalikes(asking, &expected);
    Some(question(asking, Form::Type, Body::Type, expected))
}

fn gap(asking: &Asking<'_>, mut expected: Expected) -> Option<Question> {
    let fact = asking.library.fact(asking.card.fact);
    let (Asks::Cloze(cloze), Side::Hole(hole)) = (&fact.asks, asking.card.side) else {
        return None;
    };
    let pieces = pieces(cloze, hole);
    expected.lookalikes = lookalikes(asking, &expected);
    let gaps = pieces.iter().filter(|piece| piece.is_none()).count();
    let mut question = question(asking, Form::Gap, Body::Gap { pieces }, expected);
    if gaps > 1 {
        question.prompt = question.prompt.replace("the gap.", "the gaps.");
    }
    Some(question)
}

fn members(asking: &Asking<'_>, mut expected: Expected) -> Option<Question> {
    let count = match &expected.answers.first()?.value {
        Value::Set(members) => members.len(),
        _ => return None,
    };
    expected.lookalikes = lookalikes(asking, &expected);
    Some(question(
        asking,
        Form::Members,
        Body::Members { count },
        expected,
    ))
}

fn order(asking: &Asking<'_>, expected: Expected) -> Option<Question> {
    let is_gap = matches!(asking.card.side, Side::Hole(_));
    let Value::Sequence(sorted) = &expected.answers.first().filter(|_| !is_gap)?.value else {
        return None;
    };
    let mut places: Vec<usize> = (0..sorted.len()).collect();
    let mut rng = ChaCha8Rng::seed_from_u64(asking.seed);
    places.shuffle(&mut rng);
    if places.is_sorted() {
        places.rotate_left(1);
    }
    let items = places
        .iter()
        .map(|place| sorted[*place].to_string())
        .collect();
    let mut right = vec![0; places.len()];
    for (item, place) in places.iter().enumerate() {
        right[*place] = item;
    }
    Some(question(
        asking,
        Form::Order,
        Body::Order { items, right },
        expected,
    ))
}

/// Asks a card to be recalled, which fits every card.
pub(super) fn recall(asking: &Asking<'_>) -> Question {
    let expected = expected(asking.library, asking.card);
    let mut question = question(asking, Form::Recall, Body::Recall, expected);
    with_gap(asking, &mut question);
    question
}
