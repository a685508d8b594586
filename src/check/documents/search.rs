//! Whether a document has what it is cited for.

use super::nearby::nearby;
use super::{Document, Region};
use crate::check::View;
use crate::check::agree::{first_day, last_day};
use crate::check::facts::FactView;
use crate::check::words::{Word, Words, class};
use crate::library::{NameId, Names, Value};
use crate::value::{Edtf, Quantity};
use std::ops::Range;

/// Where an answer was looked for in vain.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::check) enum Missing {
    /// The document does not have it.
    Anywhere(String),
    /// The document has it, though not at the locator.
    There(String),
    /// The place has it, though not where it speaks of what is asked.
    Far(String),
}

/// Returns the figure, date or name of a value that a document does not have where it is cited.
pub(in crate::check) fn missing(
    fact: &FactView<'_>,
    document: &Document,
    region: &Region,
    published: Option<&Edtf>,
    value: &Value,
) -> Option<Missing> {
    let all = 0..document.words.all().len();
    let whole = std::slice::from_ref(&all);
    let look = |ranges: &[Range<usize>]| {
        let search = Search {
            view: fact.view,
            document,
            ranges,
            published,
        };
        search.lacks(value)
    };
    match region {
        Region::Found(ranges) => {
            let Some(lacking) = look(ranges) else {
                let near = nearby(fact.view, fact.fact, document, ranges)?;
                return look(&near).map(Missing::Far);
            };
            Some(match look(whole) {
                Some(anywhere) => Missing::Anywhere(anywhere),
                None => Missing::There(lacking),
            })
        }
        Region::Anywhere | Region::NotFound => look(whole).map(Missing::Anywhere),
    }
}

struct Search<'a> {
    view: &'a View<'a>,
    document: &'a Document,
    ranges: &'a [Range<usize>],
    published: Option<&'a Edtf>,
}

impl Search<'_> {
    /// Returns what the places do not have, as the learner would read it.
    fn lacks(&self, value: &Value) -> Option<String> {
        match value {
            Value::Number(number) => self.lacks_number(*number),
            Value::Date(date) => (!self.has_date(date)).then(|| date.in_words()),
            Value::Text(text) => self.lacks_text(text),
            Value::Set(members) | Value::Sequence(members) => {
                members.iter().find_map(|member| self.lacks_text(member))
            }
            Value::Truth(_) => None,
        }
    }

    fn is_in(&self, at: usize) -> bool {
        self.ranges.iter().any(|range| range.contains(&at))
    }

    fn lacks_number(&self, number: Quantity) -> Option<String> {
        let figures = match number {
            Quantity::Between(low, high) => vec![low, high],
            other => vec![other.figure()],
        };
        let lacking = figures.into_iter().find(|figure| !self.has_figure(*figure));
        lacking.map(crate::value::format_number)
    }

    fn has_figure(&self, wanted: f64) -> bool {
        let figures = self.document.figures.iter();
        let near = figures.filter(|figure| (figure.value - wanted).abs() < 1e-9);
        near.into_iter().any(|figure| self.is_in(figure.at))
    }

    /// Says whether every date that an EDTF string names is there.
    fn has_date(&self, date: &Edtf) -> bool {
        let parts = date.as_str().split(['/', ',', '{', '}', '[', ']']);
        let named = parts.flat_map(|part| part.split(".."));
        named
            .filter_map(Named::read)
            .all(|named| self.has_named(named))
    }

    fn has_named(&self, wanted: Named) -> bool {
        let dates = self
            .document
            .dates
            .iter()
            .filter(|date| self.is_in(date.at));
        let mut fitting = dates.filter(|date| {
            (wanted.month.is_none() || date.month == wanted.month)
                && (wanted.day.is_none() || date.day == wanted.day)
        });
        fitting.any(|date| match date.year {
            Some(year) => year == wanted.year,
            // A document of the time says "March 22" and need not print the year.
            None => wanted.month.is_some() && self.is_recent(wanted),
        })
    }

    /// Says whether a date without its year means this year: the last such date before publication.
    fn is_recent(&self, wanted: Named) -> bool {
        let Some(published) = self.published else {
            return true;
        };
        let (Some(first), Some(last)) = (first_day(published), last_day(published)) else {
            return true;
        };
        let months = |year: i32, month: u8| year * 12 + i32::from(month);
        let at = months(wanted.year, wanted.month.unwrap_or(1));
        at <= months(last.year, last.month) && at > months(first.year, first.month) - 12
    }

    /// Returns a figure or a name of the text that is not there; other words may be a paraphrase.
    fn lacks_text(&self, text: &str) -> Option<String> {
        let names = self.view.library.names();
        if let Some(name) = names.spelled(text) {
            return (!self.has_name(names, name)).then(|| text.to_owned());
        }
        let mut words = Words::default();
        words.read(text, &self.view.spellings.classes);
        let all = words.all();
        let mut is_name = vec![false; all.len()];
        for mention in self.view.spellings.mentions(all) {
            let run = &all[mention.first..mention.end];
            if run.iter().all(|word| !word.is_capital) {
                continue;
            }
            is_name[mention.first..mention.end].fill(true);
            if !self.has_name(names, mention.name) {
                return Some(names.get(mention.name).name.to_string());
            }
        }
        let rest = all.iter().zip(&is_name).filter(|(_, is_name)| !**is_name);
        rest.map(|(word, _)| word)
            .find_map(|word| self.lacks_word(&words, word))
    }

    fn lacks_word(&self, words: &Words, word: &Word) -> Option<String> {
        let text = words.text(word);
        if let Ok(figure) = text.parse::<f64>() {
            return (!self.has_figure(figure)).then(|| text.to_owned());
        }
        let is_name =
            word.is_capital && (!word.is_first || word.is_shouted) && !word.is(class::STOP);
        (is_name && !self.has_word(text)).then(|| capitalised(text))
    }

    /// Says whether any spelling of a name stands there, or an adjective made of it.
    fn has_name(&self, names: &Names, name: NameId) -> bool {
        let mut spellings = names
            .get(name)
            .spellings()
            .map(|spelling| Words::of(&spelling.text));
        spellings.any(|spelling| {
            let texts: Vec<&str> = spelling
                .all()
                .iter()
                .filter(|word| !word.is(class::ARTICLE))
                .map(|word| spelling.text(word))
                .collect();
            self.has_run(&texts) || texts.iter().all(|text| self.has_word(text))
        })
    }

    fn has_run(&self, wanted: &[&str]) -> bool {
        let words = &self.document.words;
        let plain = |range: &Range<usize>| -> Vec<&str> {
            let kept = words.all()[range.clone()]
                .iter()
                .filter(|word| !word.is(class::ARTICLE));
            kept.map(|word| words.text(word)).collect()
        };
        self.ranges.iter().any(|range| {
            let texts = plain(range);
            texts.windows(wanted.len().max(1)).any(|run| {
                run.iter()
                    .zip(wanted)
                    .all(|(word, wanted)| same_word(word, wanted))
            })
        })
    }

    /// Says whether a word or a form of it stands there: `Tajik` for `Tajikistan`.
    fn has_word(&self, wanted: &str) -> bool {
        let words = &self.document.words;
        let here = |at: &u32| self.is_in(*at as usize);
        let places = self.document.places.get(&crate::check::words::hash(wanted));
        if places.into_iter().flatten().any(here) {
            return true;
        }
        self.ranges.iter().any(|range| {
            let mut texts = words.all()[range.clone()]
                .iter()
                .map(|word| words.text(word));
            texts.any(|text| same_word(text, wanted) || is_derived(text, wanted))
        })
    }
}

fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters
        .next()
        .map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + characters.as_str()
}

fn same_word(a: &str, b: &str) -> bool {
    let plural = |a: &str, b: &str| {
        a.strip_prefix(b)
            .is_some_and(|rest| matches!(rest, "s" | "es"))
    };
    a == b || plural(a, b) || plural(b, a)
}

/// Says whether a word is made of a name: `Russian` of `Russia`, `French` of `France`.
fn is_derived(word: &str, name: &str) -> bool {
    const IRREGULAR: [(&str, &str); 9] = [
        ("france", "french"),
        ("netherlands", "dutch"),
        ("spain", "spanish"),
        ("wales", "welsh"),
        ("greece", "greek"),
        ("denmark", "danish"),
        ("us", "american"),
        ("uk", "british"),
        ("america", "us"),
    ];
    let pairs = |(a, b): &(&str, &str)| (*a, *b) == (name, word) || (*a, *b) == (word, name);
    if IRREGULAR.iter().any(pairs) {
        return true;
    }
    let common = word
        .bytes()
        .zip(name.bytes())
        .take_while(|(a, b)| a == b)
        .count();
    let ending = |text: &str| text.get(common..).is_some_and(is_ending);
    common >= 4 && ending(word) && ending(name)
}

/// Says whether what remains of a word is the ending of a country, a people or a language.
fn is_ending(rest: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "", "a", "e", "y", "n", "s", "i", "an", "ia", "ian", "ians", "ans", "ish", "ese", "ic",
        "ns", "is", "istan", "istani", "land", "ine", "inian", "ainian", "can", "que", "ey", "ed",
        "ing", "ers", "er", "al", "ist", "ists", "ism", "ese", "ianic",
    ];
    ENDINGS.contains(&rest)
}

/// One date that an EDTF string names.
#[derive(Debug, Clone, Copy)]
struct Named {
    year: i32,
    month: Option<u8>,
    day: Option<u8>,
}

impl Named {
    fn read(text: &str) -> Option<Self> {
        let text = text.trim_matches(|c: char| !c.is_ascii_digit());
        let mut parts = text.split('-');
        let year = parts.next()?.parse().ok()?;
        let mut next = || {
            parts
                .next()
                .and_then(|part| part.trim_matches(['~', '?', '%']).parse::<u8>().ok())
        };
        let month = next().filter(|month| (1..=12).contains(month));
        let day = next().filter(|_| month.is_some());
        Some(Self { year, month, day })
    }
}
