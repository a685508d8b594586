//! One bare figure at the start of a text: digits with separators, number words, multipliers.

use text2num::{Language, text2digits};

/// Which of `,` and `.` parts thousands where the figure alone does not tell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Marks {
    /// `1,234` and `1.5`
    CommaParts,
    /// `1.234` and `1,5`
    PointParts,
}

/// A figure with the power of ten it was given in: `2.5 million` is `2.5` and 6.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Figure {
    /// Digits with at most one point, a leading minus for negative ones.
    digits: String,
    exponent: u32,
}

impl Figure {
    /// Returns the number, none where it is too large to be one.
    ///
    /// Digits and exponent are read together, as a product would be off in the last place.
    pub(super) fn value(&self) -> Option<f64> {
        let value: f64 = format!("{}e{}", self.digits, self.exponent).parse().ok()?;
        value.is_finite().then_some(value)
    }

    /// Gives a bare figure the multiplier of the one it forms a range with: `2 to 3 million`.
    pub(super) fn share_multiplier(&mut self, other: &Self) {
        if self.exponent == 0 {
            self.exponent = other.exponent;
        }
    }
}

/// Reads a figure at the start of a lower-case text and returns what follows it.
///
/// `has_m` says that a unit beginning with `m` is expected, so that `3m` is no multiplier.
pub(super) fn figure(text: &str, marks: Marks, has_m: bool) -> Option<(Figure, &str)> {
    let (sign, unsigned) = sign(text);
    let (digits, rest) = number(unsigned, marks).or_else(|| words(unsigned))?;
    let (exponent, rest) = multiplier(rest, has_m);
    let (digits, exponent) = dozens(digits, exponent);
    let figure = Figure {
        digits: format!("{sign}{digits}"),
        exponent,
    };
    Some((figure, rest))
}

fn sign(text: &str) -> (&'static str, &str) {
    for (written, sign) in [("-", "-"), ("minus ", "-"), ("negative ", "-"), ("+", "")] {
        if let Some(rest) = text.strip_prefix(written) {
            return (sign, rest.trim_start());
        }
    }
    ("", text)
}

/// What multiplies a figure, with the power of ten; a dozen is told apart by its own mark.
const MULTIPLIERS: [(&str, u32); 14] = [
    ("hundred", 2),
    ("thousand", 3),
    ("million", 6),
    ("billion", 9),
    ("trillion", 12),
    ("dozen", DOZEN),
    ("mln", 6),
    ("mn", 6),
    ("bn", 9),
    ("tn", 12),
    ("mio", 6),
    ("mrd", 9),
    ("k", 3),
    ("m", 6),
];
const DOZEN: u32 = 99;

fn multiplier(text: &str, has_m: bool) -> (u32, &str) {
    let trimmed = text.trim_start();
    let is_attached = trimmed.len() == text.len();
    for (word, exponent) in MULTIPLIERS {
        let is_letter = word.len() == 1;
        if is_letter && !is_attached || word == "m" && has_m {
            continue;
        }
        if let Some(rest) = trimmed.strip_prefix(word)
            && !rest.starts_with(char::is_alphanumeric)
        {
            return (exponent, rest);
        }
    }
    (0, text)
}

/// Turns dozens into ones.
fn dozens(digits: String, exponent: u32) -> (String, u32) {
    if exponent != DOZEN {
        return (digits, exponent);
    }
    match digits.parse::<f64>() {
        Ok(count) => (format!("{}", count * 12.0), 0),
        Err(_) => (digits, 0),
    }
}

/// Reads digits with their separators; returns them with at most one point.
fn number(text: &str, marks: Marks) -> Option<(String, &str)> {
    let (groups, rest) = groups(text);
    let end = groups.last()?;
    if groups.len() == 1 && end.digits.is_empty() {
        return None;
    }
    let decimal = decimal_mark(&groups, marks);
    let mut out = String::new();
    for group in &groups {
        match group.mark {
            Some(mark) if Some(mark) == decimal => out.push('.'),
            Some(_) if !is_thousand(group, &groups) => return None,
            _ => {}
        }
        out.push_str(group.digits);
    }
    Some((out, rest))
}

/// A run of digits with the separator before it.
struct Group<'a> {
    mark: Option<char>,
    digits: &'a str,
}

/// Splits the start of a text into runs of digits; a mark counts only with a digit behind it, a
/// space only before exactly three.
fn groups(text: &str) -> (Vec<Group<'_>>, &str) {
    let mut groups = Vec::new();
    let (digits, mut rest) = split_digits(text);
    groups.push(Group { mark: None, digits });
    while let Some(mark) = rest
        .chars()
        .next()
        .filter(|mark| matches!(mark, ',' | '.' | '\'' | ' ' | '_'))
    {
        let (digits, after) = split_digits(&rest[1..]);
        let is_part = match mark {
            ' ' => digits.len() == 3 && groups.iter().all(|group| group.digits.len() <= 3),
            _ => !digits.is_empty(),
        };
        if !is_part {
            break;
        }
        groups.push(Group {
            mark: Some(mark),
            digits,
        });
        rest = after;
    }
    (groups, rest)
}

fn split_digits(text: &str) -> (&str, &str) {
    let end = text.bytes().take_while(u8::is_ascii_digit).count();
    text.split_at(end)
}

/// Says whether a group can follow a separator of thousands: three digits, or two as in `12,34,567`.
fn is_thousand(group: &Group, groups: &[Group]) -> bool {
    let first = groups.first().map_or(0, |group| group.digits.len());
    let is_last = groups
        .iter()
        .rfind(|other| other.mark == group.mark)
        .is_some_and(|last| std::ptr::eq(last, group));
    (1..=3).contains(&first) && (group.digits.len() == 3 || group.digits.len() == 2 && !is_last)
}

/// Decides which mark is the decimal one.
///
/// It can stand only once and last. Where a single mark stands before exactly three digits, with
/// one to three and no leading zero in front, it may be either, and `marks` decides.
fn decimal_mark(groups: &[Group], marks: Marks) -> Option<char> {
    let last = groups.last()?;
    let mark = last.mark.filter(|mark| matches!(mark, ',' | '.'))?;
    let times = groups
        .iter()
        .filter(|group| group.mark == Some(mark))
        .count();
    if times > 1 {
        return None;
    }
    let first = groups.first()?.digits;
    let may_part = groups.len() == 2
        && last.digits.len() == 3
        && (1..=3).contains(&first.len())
        && !first.starts_with('0');
    let parts = match marks {
        Marks::CommaParts => ',',
        Marks::PointParts => '.',
    };
    (!may_part || mark != parts).then_some(mark)
}

/// The words of cardinals; `text2num` also knows ordinals and plurals, which are no figures here.
const CARDINALS: [&str; 33] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "hundred",
    "thousand",
    "million",
    "and",
    "a",
];

/// Reads the longest run of words that is a number up to a few million.
fn words(text: &str) -> Option<(String, &str)> {
    for (part, value) in [("half a ", "0.5"), ("a dozen", "12")] {
        if let Some(rest) = text.strip_prefix(part) {
            let is_whole = part.ends_with(' ') || !rest.starts_with(char::is_alphanumeric);
            return is_whole.then(|| (value.to_owned(), rest));
        }
    }
    word_ends(text).into_iter().rev().find_map(|end| {
        let (run, rest) = text.split_at(end);
        Some((cardinal(run)?, rest))
    })
}

/// Returns where each word of the leading run of cardinal words ends.
fn word_ends(text: &str) -> Vec<usize> {
    const LONGEST: usize = 16;
    let mut ends = Vec::new();
    let mut start = 0;
    while ends.len() < LONGEST {
        let word = text[start..]
            .bytes()
            .take_while(u8::is_ascii_lowercase)
            .count();
        let end = start + word;
        if word == 0
            || !CARDINALS.contains(&&text[start..end])
            || text[end..].starts_with(char::is_alphanumeric)
        {
            break;
        }
        ends.push(end);
        if !text[end..].starts_with([' ', '-']) {
            break;
        }
        start = end + 1;
    }
    ends
}

/// Reads a run of cardinal words as a whole.
fn cardinal(run: &str) -> Option<String> {
    let mut words: Vec<&str> = run.split([' ', '-']).collect();
    let is_scale = |word: &str| matches!(word, "hundred" | "thousand" | "million");
    if words[0] == "a" && words.get(1).is_some_and(|second| is_scale(second)) {
        words[0] = "one";
    }
    let is_joined = words[0] != "and" && words.last() != Some(&"and") && !words.contains(&"a");
    // `text2num` takes a scale without a count for that scale, and adds up scales that repeat.
    let repeats = |scale| words.iter().filter(|word| **word == scale).count() > 1;
    if !is_joined || is_scale(words[0]) || repeats("thousand") || repeats("million") {
        return None;
    }
    text2digits(&words.join(" "), &Language::english()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str, marks: Marks) -> Option<f64> {
        let (figure, rest) = figure(text, marks, false)?;
        figure.value().filter(|_| rest.is_empty())
    }

    #[test]
    fn separators_of_every_locale_are_understood() {
        let read = [
            ("1,234", 1234.0),
            ("1 234", 1234.0),
            ("1'234", 1234.0),
            ("1_234", 1234.0),
            ("1 234,5", 1234.5),
            ("1'234.5", 1234.5),
            ("12,34,567", 1_234_567.0),
            ("1.234.567", 1_234_567.0),
            ("1.234.567,89", 1_234_567.89),
            ("1,234,567.89", 1_234_567.89),
            ("1234,5", 1234.5),
            ("1234.567", 1234.567),
            ("0,234", 0.234),
            ("1,5", 1.5),
            ("3.25", 3.25),
            (".5", 0.5),
            ("-7", -7.0),
            ("minus 7", -7.0),
        ];
        for (text, expected) in read {
            assert_eq!(value(text, Marks::CommaParts), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_single_mark_before_three_digits_is_read_by_the_marks_given() {
        assert_eq!(value("1.234", Marks::CommaParts), Some(1.234));
        assert_eq!(value("1.234", Marks::PointParts), Some(1234.0));
        assert_eq!(value("1,234", Marks::PointParts), Some(1.234));
    }

    #[test]
    fn what_no_locale_writes_is_no_figure() {
        for text in [
            "1,23,4",
            "1,2,3",
            "1234,567,890",
            "1.2.3",
            "1 23",
            "",
            ".",
            "-",
            "1,234 567.8.9",
        ] {
            assert_eq!(value(text, Marks::CommaParts), None, "{text}");
        }
    }

    #[test]
    fn number_words_are_figures() {
        let read = [
            ("one hundred thirty-nine", 139.0),
            ("one hundred and thirty-nine", 139.0),
            ("a hundred", 100.0),
            ("a thousand and one", 1001.0),
            ("two thousand and seven", 2007.0),
            (
                "three hundred twenty-one thousand four hundred fifty-six",
                321_456.0,
            ),
            ("one million", 1_000_000.0),
            ("half a million", 500_000.0),
            ("zero", 0.0),
            ("a dozen", 12.0),
            ("two dozen", 24.0),
            ("3 million", 3_000_000.0),
            ("3.2 million", 3_200_000.0),
            ("2.5k", 2500.0),
            ("2bn", 2_000_000_000.0),
            ("3 hundred", 300.0),
        ];
        for (text, expected) in read {
            assert_eq!(value(text, Marks::CommaParts), Some(expected), "{text}");
        }
    }

    #[test]
    fn words_that_are_no_cardinal_are_no_figure() {
        for text in [
            "first",
            "hundreds",
            "and",
            "a",
            "a three",
            "nineteen eighty-four",
            "one one",
            "hundred",
        ] {
            assert_eq!(value(text, Marks::CommaParts), None, "{text}");
        }
    }
}
