//! Wrong choices: plausible, never right, never near-duplicates of each other.

use super::expected::subject_of;
use super::{Asking, Expected};
use crate::card::Side;
use crate::library::{Answered, Asks, Fact, FactRef, Library, NameId, Value};
use crate::value::text;
use rand::SeedableRng as _;
use rand::rngs::ChaCha8Rng;
use rand::seq::SliceRandom as _;

mod figures;

pub(super) use figures::with_unit;

/// Wrong choices a question of four needs.
pub(super) const WANTED: usize = 3;

/// Returns up to three wrong choices for a text, best first: authored ones, what this learner
/// mixed it up with, names of the same kind, the answers of like facts.
pub(super) fn for_text(asking: &Asking<'_>, expected: &Expected, right: &str) -> Vec<String> {
    let mut chosen = Chosen::new(asking, expected, right);
    let mut rng = ChaCha8Rng::seed_from_u64(asking.seed);
    let mut pools = vec![authored(asking), confused(asking, right)];
    let asked = asked_text(asking);
    let is_told = |name: &String| asked.contains(&format!(" {} ", text::normal(name)));
    let mut of_kind = same_kind(asking.library, right);
    of_kind.retain(|name| !is_told(name));
    pools.push(of_kind);
    pools.push(same_attribute(asking));
    pools.push(alike(asking, right));
    for (rank, mut pool) in pools.into_iter().enumerate() {
        // What the learner mixed up stands most frequent first; the others take turns.
        if rank != 1 {
            pool.shuffle(&mut rng);
        }
        chosen.take(pool);
        if chosen.is_full() {
            break;
        }
    }
    chosen.wrong
}

/// Returns up to three wrong choices for a figure or a date, written like the right one.
pub(super) fn for_value(asking: &Asking<'_>, expected: &Expected, right: &Value) -> Vec<String> {
    let mut chosen = Chosen::new(asking, expected, &right.to_string());
    chosen.take(authored(asking));
    let answers = expected.answers.iter();
    let is_bounded = answers
        .map(|answer| &answer.value)
        .any(figures::is_open_ended);
    if !chosen.is_full() && !is_bounded {
        chosen.take(figures::candidates(asking, expected, right));
    }
    chosen.wrong
}

/// Returns the question in its normal form; a name that stands in it is no choice.
fn asked_text(asking: &Asking<'_>) -> String {
    let asked = match (
        &asking.library.fact(asking.card.fact).asks,
        asking.card.side,
    ) {
        (
            Asks::Question {
                reverse: Some(reverse),
                ..
            },
            Side::Reverse,
        ) => &*reverse.text,
        (Asks::Question { ask, .. }, _) => &*ask.text,
        (Asks::Term { meaning, .. }, _) => &*meaning.text,
        (Asks::Cloze(cloze), _) => &*cloze.text.text,
    };
    format!(" {} ", text::normal(asked))
}

/// Wrong choices so far, and what they must differ from.
struct Chosen {
    right: Vec<String>,
    wrong: Vec<String>,
    taken: Vec<String>,
}

impl Chosen {
    fn new(asking: &Asking<'_>, expected: &Expected, right: &str) -> Self {
        let accepted = expected.answers.iter().flat_map(|answer| {
            let spellings = answer.spellings.iter().flatten().cloned();
            spellings.chain(std::iter::once(answer.value.to_string()))
        });
        // What was right until the author corrected it would be a trap.
        let superseded = asking
            .superseded
            .iter()
            .flat_map(|before| before.split(" / "));
        let right = accepted
            .chain(superseded.map(str::to_owned))
            .chain(std::iter::once(right.to_owned()))
            .map(|text| text::normal(&text))
            .collect();
        Self {
            right,
            wrong: Vec::new(),
            taken: Vec::new(),
        }
    }

    fn is_full(&self) -> bool {
        self.wrong.len() >= WANTED
    }

    fn take(&mut self, pool: Vec<String>) {
        for candidate in pool {
            let normal = text::normal(&candidate);
            let differs = |other: &String| differs(&normal, other);
            if !self.is_full()
                && !normal.is_empty()
                && self.right.iter().all(differs)
                && self.taken.iter().all(differs)
            {
                self.taken.push(normal);
                self.wrong.push(candidate);
            }
        }
    }
}

/// Says whether two normal forms are more than a spelling apart; figures differ by any digit.
fn differs(a: &str, b: &str) -> bool {
    if a == b {
        return false;
    }
    let has_digit = |text: &str| text.bytes().any(|byte| byte.is_ascii_digit());
    if has_digit(a) || has_digit(b) {
        return true;
    }
    let short = a.chars().count().min(b.chars().count());
    strsim::osa_distance(a, b) > short / 8
}

fn authored(asking: &Asking<'_>) -> Vec<String> {
    let fact = asking.library.fact(asking.card.fact);
    // Authored choices belong to the question as the author asked it.
    let applies = match (&fact.asks, asking.card.side) {
        (_, Side::Reverse) => false,
        (Asks::Cloze(cloze), _) => cloze.groups().len() == 1,
        _ => true,
    };
    let wrong = fact.extras().wrong.iter().filter(|_| applies);
    wrong.map(ToString::to_string).collect()
}

/// Returns what the learner answered before, where it is an answer to something.
fn confused(asking: &Asking<'_>, right: &str) -> Vec<String> {
    let names = asking.library.names();
    let kind = |id: NameId| &names.get(id).kind.text;
    let wanted = names.spelled(right).map(kind);
    let typed = asking.confusions.iter();
    typed
        .filter_map(|typed| {
            let name = names.spelled(typed)?;
            (wanted == Some(kind(name))).then(|| names.get(name).name.to_string())
        })
        .collect()
}

fn same_kind(library: &Library, right: &str) -> Vec<String> {
    let names = library.names();
    let Some(own) = names.spelled(right) else {
        return Vec::new();
    };
    let kind = &names.get(own).kind.text;
    let others = names
        .iter()
        .filter(|(id, name)| *id != own && name.kind.text == *kind);
    others.map(|(_, name)| name.name.to_string()).collect()
}

/// Returns the answers of facts that share the attribute.
fn same_attribute(asking: &Asking<'_>) -> Vec<String> {
    let library = asking.library;
    let attribute = |fact: &Fact| {
        let subject = fact.subject.as_ref()?;
        subject
            .attribute
            .as_ref()
            .map(|attribute| attribute.text.clone())
    };
    let own = library.fact(asking.card.fact);
    if asking.card.side == Side::Reverse {
        return Vec::new();
    }
    let Some(wanted) = attribute(own) else {
        return Vec::new();
    };
    let like = library
        .facts()
        .filter(|(_, fact)| attribute(fact) == Some(wanted.clone()));
    let about_another =
        like.filter(|(_, fact)| subject_of(library, fact) != subject_of(library, own));
    about_another
        .flat_map(|(_, fact)| text_answers(fact))
        .collect()
}

fn text_answers(fact: &Fact) -> Vec<String> {
    let answers = fact.answered().into_iter().flat_map(Answered::answers);
    answers
        .filter_map(|answer| match &answer.value {
            Value::Text(text) => Some(text.to_string()),
            _ => None,
        })
        .collect()
}

/// Returns what the same side of like facts asks for, of about the same length: of facts that
/// share a tag of their own where there are enough, else of the deck, else of the library.
fn alike(asking: &Asking<'_>, right: &str) -> Vec<String> {
    let library = asking.library;
    let own = library.fact(asking.card.fact);
    if !matches!(own.asks, Asks::Term { .. }) {
        // The answer to another question is a giveaway; only glossary entries are of one sort.
        return Vec::new();
    }
    let fits = |text: &String| {
        let (a, b) = (text.chars().count(), right.chars().count());
        a.min(b) * 3 >= a.max(b) || a.abs_diff(b) <= 6
    };
    let collect = |is_like: &dyn Fn(FactRef, &Fact) -> bool| {
        let others = library.facts().filter(|(at, _)| *at != asking.card.fact);
        let like = others.filter(|(at, fact)| is_like(*at, fact));
        let texts = like.filter_map(|(_, fact)| same_side(own, fact, asking.card.side));
        texts.filter(fits).collect::<Vec<_>>()
    };
    let tagged = collect(&|_, fact| share_tag(own, fact));
    if tagged.len() >= WANTED {
        return tagged;
    }
    let near = collect(&|at, _| at.deck == asking.card.fact.deck);
    if near.len() >= WANTED {
        return near;
    }
    collect(&|_, _| true)
}

fn share_tag(a: &Fact, b: &Fact) -> bool {
    let (a, b) = (&a.extras().tags, &b.extras().tags);
    a.iter()
        .any(|tag| b.iter().any(|other| other.text == tag.text))
}

fn same_side(own: &Fact, other: &Fact, side: Side) -> Option<String> {
    match (&own.asks, &other.asks) {
        (Asks::Term { .. }, Asks::Term { term, meaning, .. }) => Some(match side {
            Side::Reverse => meaning.text.to_string(),
            _ => term.text.to_string(),
        }),
        _ => None,
    }
}
