//! Grading of words: by normal form, with small slips of the keyboard forgiven.

use super::difference::{by_letter, by_word};
use super::slip::{distance, nearness};
use super::{Graded, Remark, Verdict};
use crate::question::{Expected, Sourced};
use crate::value::text::{accented, normal, unspaced};
use crate::value::{Quantity, Typed, parse_typed};
use unicode_segmentation::UnicodeSegmentation;

/// Longest answer that is worth comparing letter by letter.
pub(super) const LONGEST: usize = 1000;

/// Grades one typed line against one answer in all its spellings.
///
/// Right is what has the normal form of a spelling, if need be without spaces, or says the same
/// figure or date. A name may be turned round at a comma, and words that add nothing (`the city
/// of`) may stand around. A slip is a spelling within the allowance of [`nearness`], or a name
/// with its words turned round. Half right is the answer with other words around it, and partly
/// right a part of it. All of that is wrong where another answer of the library is as near.
pub(super) fn grade(expected: &Expected, sourced: &Sourced, typed: &str) -> Graded {
    let spellings = spellings(sourced, 0);
    let rivals = Rivals::new(expected, &[]);
    let graded = against(&Line::new(typed), &spellings, &rivals);
    match (graded.verdict, spellings.first()) {
        (Verdict::Wrong, Some(own)) => Graded {
            difference: by_word(typed.trim(), own),
            ..graded
        },
        _ => graded,
    }
}

/// Returns all accepted spellings of one text of an answer, the deck's own first.
pub(super) fn spellings(sourced: &Sourced, at: usize) -> Vec<&str> {
    use crate::library::Value;
    let own = match &sourced.value {
        Value::Text(text) => Some(&**text),
        Value::Set(members) | Value::Sequence(members) => members.get(at).map(|member| &**member),
        Value::Number(_) | Value::Date(_) | Value::Truth(_) => None,
    };
    let listed = sourced
        .spellings
        .get(at)
        .into_iter()
        .flatten()
        .map(String::as_str);
    own.into_iter().chain(listed).collect()
}

/// A typed text in the forms it is compared in.
pub(super) struct Line<'a> {
    pub(super) typed: &'a str,
    pub(super) normal: String,
    pub(super) compact: String,
}

impl<'a> Line<'a> {
    pub(super) fn new(typed: &'a str) -> Self {
        let normal = normal(typed);
        let compact = unspaced(&normal);
        Self {
            typed,
            normal,
            compact,
        }
    }

    /// Says whether both are the same text but for case, accents, punctuation and spacing.
    fn equals(&self, other: &Self) -> bool {
        self.typed.trim() == other.typed.trim()
            || self.normal == other.normal
            || self.compact == other.compact
    }
}

/// The other answers of the library, which a slip must not come near to.
pub(super) struct Rivals<'a> {
    texts: Vec<Line<'a>>,
}

impl<'a> Rivals<'a> {
    /// Collects the look-alikes and the other members; what is itself an accepted spelling is none.
    pub(super) fn new(expected: &'a Expected, accepted: &[&str]) -> Self {
        let answers = expected.answers.iter().flat_map(|sourced| {
            let texts = sourced.spellings.len().max(1);
            (0..texts).flat_map(move |at| spellings(sourced, at))
        });
        let accepted: Vec<String> = answers
            .chain(accepted.iter().copied())
            .map(|text| Line::new(text).compact)
            .collect();
        let lines = expected.lookalikes.iter().map(|text| Line::new(text));
        Self {
            texts: lines
                .filter(|line| !accepted.contains(&line.compact))
                .collect(),
        }
    }

    /// Returns the other answer that the line is.
    fn exact(&self, line: &Line) -> Option<Remark> {
        let found = self.texts.iter().find(|rival| rival.equals(line))?;
        Some(Remark::AnotherAnswer(found.typed.to_owned()))
    }

    /// Returns the other answer that is at most so many slips away.
    fn within(&self, line: &Line, slips: usize) -> Option<Remark> {
        let found = self
            .texts
            .iter()
            .find(|rival| distance(line, rival, slips).is_some())?;
        Some(Remark::AnotherAnswer(found.typed.to_owned()))
    }

    /// Returns the other answer that is named among the words.
    fn among(&self, words: &[&str]) -> Option<Remark> {
        let found = self.texts.iter().find(|rival| {
            let rival: Vec<&str> = rival.normal.split(' ').collect();
            words.windows(rival.len()).any(|window| window == rival)
        })?;
        Some(Remark::AnotherAnswer(found.typed.to_owned()))
    }
}

/// Grades a line against the spellings of one text.
pub(super) fn against(line: &Line, spellings: &[&str], rivals: &Rivals) -> Graded {
    if let Some(right) = exact(line, spellings) {
        return right;
    }
    if let Some(another) = rivals.exact(line) {
        return Graded::wrong().with(another);
    }
    let mut best = Graded::wrong();
    for spelling in spellings {
        let graded = near(line, &Line::new(spelling), rivals);
        if graded.beats(&best) || best.remarks.is_empty() && graded.verdict == Verdict::Wrong {
            best = graded;
        }
    }
    best
}

/// Says whether a line is a spelling but for case, accents, punctuation and spacing.
pub(super) fn is_exact(line: &Line, spellings: &[&str]) -> bool {
    spellings
        .iter()
        .any(|spelling| line.equals(&Line::new(spelling)))
}

fn exact(line: &Line, spellings: &[&str]) -> Option<Graded> {
    let mut equal = spellings
        .iter()
        .filter(|spelling| line.equals(&Line::new(spelling)))
        .peekable();
    if let Some(first) = equal.peek().copied() {
        let written = unspaced(&accented(line.typed));
        let has_accents = equal.any(|spelling| unspaced(&accented(spelling)) == written);
        return Some(if has_accents {
            Graded::right()
        } else {
            Graded::right().with(Remark::Accents((*first).to_owned()))
        });
    }
    let says_the_same =
        |spelling: &&str| is_same_value(line.typed, spelling) || is_turned_at_comma(line, spelling);
    spellings.iter().any(says_the_same).then(Graded::right)
}

/// Says whether both texts are the same figure or the same date: `three` and `3`, `22 March 2024` and `2024-03-22`.
fn is_same_value(typed: &str, spelling: &str) -> bool {
    let has_digit = |text: &str| text.contains(|c: char| c.is_numeric());
    if !has_digit(typed) && !has_digit(spelling) || spelling.len() > LONGEST {
        return false;
    }
    if let (Some(Typed::Date(right)), Some(Typed::Date(read))) =
        (parse_typed(spelling), parse_typed(typed))
        && right == read
    {
        return true;
    }
    Quantity::parse_with_unit(spelling, None).is_some_and(|(figure, unit)| {
        let is_unit =
            |typed: &Option<String>| typed.as_deref().map(normal) == unit.as_deref().map(normal);
        let says_it = |(read, unit): &(Quantity, Option<String>)| *read == figure && is_unit(unit);
        Quantity::readings(typed, None).iter().any(says_it)
    })
}

/// Says whether a name is written with the last name first and a comma: `Ghafari, Sanaullah`.
fn is_turned_at_comma(line: &Line, spelling: &str) -> bool {
    let Some((last, first)) = line.typed.split_once(',') else {
        return false;
    };
    let is_name = !first.contains(',') && !first.trim().is_empty() && !last.trim().is_empty();
    is_name && normal(&format!("{first} {last}")) == normal(spelling)
}

/// Grades a line that is not a spelling, but may be near to this one.
fn near(line: &Line, right: &Line, rivals: &Rivals) -> Graded {
    let spelling = right.typed;
    let slips = nearness(line, right);
    let (slips, remark) = match slips {
        Some(slips) => (slips, Remark::Misspelled(spelling.to_owned())),
        None if is_name_turned(line, right) => (0, Remark::WordOrder(spelling.to_owned())),
        None => return around_or_part(line, right, rivals),
    };
    if let Some(another) = rivals.within(line, slips) {
        return Graded::wrong().with(another);
    }
    let difference = by_letter(line.typed.trim(), spelling);
    Graded {
        difference,
        ..Graded::new(Verdict::Slip, 1.0).with(remark)
    }
}

/// Says whether a name of a few capitalised words has all its words in another order.
fn is_name_turned(line: &Line, right: &Line) -> bool {
    let (mut typed, mut words): (Vec<&str>, Vec<&str>) = (
        line.normal.split(' ').collect(),
        right.normal.split(' ').collect(),
    );
    if !is_full_name(right, &words) {
        return false;
    }
    typed.sort_unstable();
    words.sort_unstable();
    typed == words
}

/// Words that may stand around an answer without saying more.
const FILLERS: [&str; 24] = [
    "it", "its", "is", "was", "were", "are", "they", "he", "she", "in", "on", "at", "by", "of",
    "from", "to", "the", "city", "town", "village", "province", "country", "group", "called",
];

/// Words that take back or hedge what stands beside them.
const DENIALS: [&str; 10] = [
    "not", "no", "never", "or", "neither", "nor", "except", "without", "isnt", "wasnt",
];

/// Titles and roles that may stand before the name of a person without being part of it.
const TITLES: [&str; 52] = [
    "president",
    "vice",
    "prime",
    "minister",
    "chancellor",
    "premier",
    "king",
    "queen",
    "prince",
    "princess",
    "emperor",
    "sultan",
    "sheikh",
    "shaykh",
    "sheik",
    "caliph",
    "emir",
    "amir",
    "imam",
    "mullah",
    "ayatollah",
    "pope",
    "general",
    "gen",
    "marshal",
    "admiral",
    "colonel",
    "col",
    "major",
    "maj",
    "captain",
    "capt",
    "lieutenant",
    "lt",
    "sergeant",
    "commander",
    "director",
    "secretary",
    "senator",
    "governor",
    "mayor",
    "ambassador",
    "judge",
    "professor",
    "prof",
    "doctor",
    "dr",
    "mr",
    "mrs",
    "ms",
    "sir",
    "lady",
];

/// Returns the words of a name without the titles before it and without the first letters that
/// stand for its other words; all words where there is nothing else, or the answer is no name.
fn without_titles<'a>(typed: &[&'a str], right: &Line, words: &[&str]) -> Vec<&'a str> {
    if !is_full_name(right, words) {
        return typed.to_vec();
    }
    let is_title = |word: &&&str| TITLES.contains(*word) && !words.contains(*word);
    let titles = typed.iter().take_while(is_title).count();
    let stands_for = |letter: &str| {
        let mut letters = letter.chars();
        letters.next().is_some()
            && letters.next().is_none()
            && !words.contains(&letter)
            && words.iter().any(|word| word.starts_with(letter))
    };
    let name: Vec<&str> = typed[titles..]
        .iter()
        .filter(|word| !stands_for(word))
        .copied()
        .collect();
    if name.is_empty() {
        typed.to_vec()
    } else {
        name
    }
}

/// Says whether a spelling is a few capitalised words, as the name of a person is.
fn is_full_name(right: &Line, words: &[&str]) -> bool {
    let starts_small = |word: &str| word.starts_with(char::is_lowercase);
    (2..=4).contains(&words.len()) && !right.typed.split_whitespace().any(starts_small)
}

/// Grades the answer with other words around it, or a part of the answer.
fn around_or_part(line: &Line, right: &Line, rivals: &Rivals) -> Graded {
    let words: Vec<&str> = right.normal.split(' ').collect();
    let typed: Vec<&str> = line.normal.split(' ').collect();
    let typed = without_titles(&typed, right, &words);
    if let Some(at) = find(&typed, &words) {
        let extra: Vec<&str> = typed[..at]
            .iter()
            .chain(&typed[at + words.len()..])
            .copied()
            .collect();
        return around(right, &words, &extra, rivals);
    }
    let name = unspaced(&typed.join(" "));
    let share = share(&name, right);
    let is_telling =
        typed.iter().any(|word| !FILLERS.contains(word)) && name.graphemes(true).count() >= 4;
    if find(&words, &typed).is_some() && is_telling && share >= 1.0 / 3.0 {
        return Graded::new(Verdict::Partly, share).with(Remark::PartOf(right.typed.to_owned()));
    }
    Graded::wrong()
}

fn around(right: &Line, words: &[&str], extra: &[&str], rivals: &Rivals) -> Graded {
    let is_filler = |word: &&str| FILLERS.contains(word);
    if extra.iter().any(|word| DENIALS.contains(word)) {
        return Graded::wrong();
    }
    if let Some(another) = rivals.among(extra) {
        return Graded::wrong().with(another);
    }
    if extra.iter().all(is_filler) && !words.iter().all(is_filler) {
        return Graded::right();
    }
    if extra.len() > words.len() * 2 + 3 || right.compact.graphemes(true).count() < 4 {
        return Graded::wrong();
    }
    Graded::new(Verdict::Partly, 0.5).with(Remark::Extra(vec![extra.join(" ")]))
}

fn find(words: &[&str], run: &[&str]) -> Option<usize> {
    words
        .windows(run.len().max(1))
        .position(|window| window == run)
}

/// Returns which share of the letters was typed.
#[expect(
    clippy::cast_precision_loss,
    reason = "answers are far shorter than what a float can count"
)]
fn share(typed: &str, right: &Line) -> f64 {
    let letters = |text: &str| text.chars().count() as f64;
    letters(typed) / letters(&right.compact).max(1.0)
}
