//! Where in a section a question is spoken of.

use super::Document;
use crate::check::View;
use crate::check::near::stem;
use crate::check::words::{Word, Words, class};
use crate::library::{Asks, Fact};
use std::ops::Range;

/// A word of a question, with everything that says the same: the spellings of a name.
type Key = Vec<String>;

/// A place counts when it has this share of what the best place has of the question.
const SHARE: f64 = 0.5;
/// Questions with fewer words in common with the section do not tell where to look.
const FEWEST_KEYS: usize = 2;

/// Returns the parts of a section that speak of what a fact asks, three sentences at a time.
///
/// None where the question has too little in common with the section to tell.
pub(super) fn nearby(
    view: &View<'_>,
    fact: &Fact,
    document: &Document,
    ranges: &[Range<usize>],
) -> Option<Vec<Range<usize>>> {
    let keys = keys(view, fact);
    let sentences = sentences(document, ranges);
    let has: Vec<Vec<bool>> = sentences
        .iter()
        .map(|sentence| {
            keys.iter()
                .map(|key| stands_in(document, sentence, key))
                .collect()
        })
        .collect();
    let weights = weights(&has, keys.len());
    if weights.iter().filter(|weight| **weight > 0.0).count() < FEWEST_KEYS {
        return None;
    }
    let windows: Vec<(Range<usize>, f64)> = (0..sentences.len())
        .map(|at| window(&sentences, &has, &weights, at))
        .collect();
    let best = windows
        .iter()
        .fold(0.0_f64, |best, (_, score)| best.max(*score));
    let near = windows
        .into_iter()
        .filter(|(_, score)| *score >= SHARE * best);
    Some(near.map(|(range, _)| range).collect())
}

/// Returns a sentence with its neighbours, and the weight of the keys that stand there.
fn window(
    sentences: &[Range<usize>],
    has: &[Vec<bool>],
    weights: &[f64],
    at: usize,
) -> (Range<usize>, f64) {
    let is_beside = |other: &usize| sentences[*other].start <= sentences[at].end + 1;
    let first = at.saturating_sub(1);
    let last = (at + 1).min(sentences.len() - 1);
    let last = if is_beside(&last) { last } else { at };
    let stands = |key: usize| (first..=last).any(|sentence| has[sentence][key]);
    let score = (0..weights.len())
        .filter(|key| stands(*key))
        .map(|key| weights[key])
        .sum();
    (sentences[first].start..sentences[last].end, score)
}

/// Weighs keys: what stands everywhere tells little.
fn weights(has: &[Vec<bool>], keys: usize) -> Vec<f64> {
    let count = |key: usize| has.iter().filter(|sentence| sentence[key]).count();
    (0..keys)
        .map(|key| match u32::try_from(count(key)) {
            Ok(0) | Err(_) => 0.0,
            Ok(count) => 1.0 / f64::from(count).sqrt(),
        })
        .collect()
}

fn sentences(document: &Document, ranges: &[Range<usize>]) -> Vec<Range<usize>> {
    let all = document.words.all();
    let mut found = Vec::new();
    for range in ranges {
        let starts = range
            .clone()
            .filter(|at| *at == range.start || all[*at].is_first && !all[*at].is_quoted);
        let starts: Vec<usize> = starts.collect();
        for (index, start) in starts.iter().enumerate() {
            let end = starts.get(index + 1).copied().unwrap_or(range.end);
            found.push(*start..end);
        }
    }
    found
}

fn stands_in(document: &Document, sentence: &Range<usize>, key: &Key) -> bool {
    let mut words = document.words.all()[sentence.clone()].iter();
    words.any(|word| {
        key.iter()
            .any(|key| is_form(document.words.text(word), key))
    })
}

/// Words of questions that say nothing of what they ask about.
const GENERAL: [&str; 12] = [
    "date",
    "day",
    "time",
    "many",
    "much",
    "people",
    "kind",
    "number",
    "according",
    "called",
    "place",
    "take",
];

/// Says whether two words are forms of one: they start alike.
fn is_form(word: &str, key: &str) -> bool {
    const ALIKE: usize = 5;
    let is_figure = key.starts_with(|first: char| first.is_ascii_digit());
    stem(word) == key || !is_figure && key.len() >= ALIKE && word.get(..ALIKE) == key.get(..ALIKE)
}

/// Returns the words of what a fact asks; those of a name stand for each other.
fn keys(view: &View<'_>, fact: &Fact) -> Vec<Key> {
    let text = match &fact.asks {
        Asks::Question { ask, .. } => ask.text.to_string(),
        Asks::Term { meaning, .. } => meaning.text.to_string(),
        Asks::Cloze(cloze) => cloze.filled(),
    };
    let mut words = Words::default();
    words.read(&text, &view.spellings.classes);
    let all = words.all();
    let mut keys: Vec<Key> = Vec::new();
    // Whoever is quoted stands above what they say, not beside it.
    let speaker = fact
        .by
        .as_ref()
        .and_then(|by| view.library.names().spelled(&by.text));
    let mut index = 0;
    let plain = |run: &[Word]| -> Vec<Key> {
        let telling = run
            .iter()
            .filter(|word| !word.is(class::STOP | class::PERIOD));
        let telling = telling.filter(|word| !GENERAL.contains(&words.text(word)));
        telling
            .map(|word| vec![stem(words.text(word)).to_owned()])
            .collect()
    };
    for mention in view.spellings.mentions(all) {
        if speaker == Some(mention.name) {
            keys.extend(plain(&all[index..mention.first]));
            index = mention.end;
            continue;
        }
        keys.extend(plain(&all[index..mention.end]));
        index = mention.end;
        let mut spelled = Key::new();
        for spelling in view.library.names().get(mention.name).spellings() {
            let spelling = Words::of(&spelling.text);
            let telling = spelling.all().iter().filter(|word| !word.is(class::STOP));
            spelled.extend(telling.map(|word| stem(spelling.text(word)).to_owned()));
        }
        keys.push(spelled);
    }
    keys.extend(plain(&all[index..]));
    keys.sort();
    keys.dedup();
    keys
}
