//! A figure as it is typed: qualifiers in words and signs, ranges, units.

use super::Quantity;
use super::figure::{Figure, Marks, figure};
use crate::value::text;

/// Makes a quantity of one figure.
type Qualifier = fn(f64) -> Quantity;

/// What stands before a figure; a phrase stands before any that it begins with.
const BEFORE: [(&str, Qualifier); 59] = [
    ("at least", Quantity::AtLeast),
    ("atleast", Quantity::AtLeast),
    ("at the least", Quantity::AtLeast),
    ("upwards of", Quantity::AtLeast),
    ("no fewer than", Quantity::AtLeast),
    ("no less than", Quantity::AtLeast),
    ("not fewer than", Quantity::AtLeast),
    ("not less than", Quantity::AtLeast),
    ("a minimum of", Quantity::AtLeast),
    ("minimum of", Quantity::AtLeast),
    ("minimum", Quantity::AtLeast),
    ("min.", Quantity::AtLeast),
    ("min", Quantity::AtLeast),
    (">=", Quantity::AtLeast),
    ("=>", Quantity::AtLeast),
    ("≥", Quantity::AtLeast),
    ("no more than", Quantity::AtMost),
    ("not more than", Quantity::AtMost),
    ("more than", Quantity::MoreThan),
    ("over", Quantity::MoreThan),
    ("above", Quantity::MoreThan),
    ("greater than", Quantity::MoreThan),
    ("in excess of", Quantity::MoreThan),
    ("exceeding", Quantity::MoreThan),
    (">", Quantity::MoreThan),
    ("at most", Quantity::AtMost),
    ("at the most", Quantity::AtMost),
    ("up to", Quantity::AtMost),
    ("a maximum of", Quantity::AtMost),
    ("maximum of", Quantity::AtMost),
    ("maximum", Quantity::AtMost),
    ("max.", Quantity::AtMost),
    ("max", Quantity::AtMost),
    ("<=", Quantity::AtMost),
    ("≤", Quantity::AtMost),
    ("fewer than", Quantity::FewerThan),
    ("less than", Quantity::FewerThan),
    ("under", Quantity::FewerThan),
    ("below", Quantity::FewerThan),
    ("<", Quantity::FewerThan),
    ("about", Quantity::About),
    ("around", Quantity::About),
    ("approximately", Quantity::About),
    ("approx.", Quantity::About),
    ("approx", Quantity::About),
    ("roughly", Quantity::About),
    ("circa", Quantity::About),
    ("ca.", Quantity::About),
    ("c.", Quantity::About),
    ("some", Quantity::About),
    ("nearly", Quantity::About),
    ("almost", Quantity::About),
    ("close to", Quantity::About),
    ("an estimated", Quantity::About),
    ("estimated", Quantity::About),
    ("~", Quantity::About),
    ("≈", Quantity::About),
    ("exactly", Quantity::Exactly),
    ("=", Quantity::Exactly),
];

/// What stands behind a figure.
const BEHIND: [(&str, Qualifier); 15] = [
    ("+", Quantity::AtLeast),
    ("or more", Quantity::AtLeast),
    ("or above", Quantity::AtLeast),
    ("and more", Quantity::AtLeast),
    ("and up", Quantity::AtLeast),
    ("at least", Quantity::AtLeast),
    ("at a minimum", Quantity::AtLeast),
    ("or fewer", Quantity::AtMost),
    ("or less", Quantity::AtMost),
    ("or below", Quantity::AtMost),
    ("at most", Quantity::AtMost),
    ("at a maximum", Quantity::AtMost),
    ("or so", Quantity::About),
    ("approximately", Quantity::About),
    ("exactly", Quantity::Exactly),
];

const CURRENCIES: [&str; 9] = ["us$", "$", "€", "£", "¥", "₽", "₹", "usd ", "eur "];

/// How figures are to be read.
#[derive(Clone, Copy)]
struct Reader {
    marks: Marks,
    /// A unit that begins with `m` is expected.
    has_m: bool,
}

/// Reads a typed figure and its unit.
pub(super) fn read(
    typed: &str,
    unit: Option<&str>,
    marks: Marks,
) -> Option<(Quantity, Option<String>)> {
    /// Two of the longest figures there are, printed in full, fit; a pasted page does not.
    const LONGEST: usize = 1000;
    if typed.len() > LONGEST {
        return None;
    }
    let line = text::typed_line(typed);
    let reader = Reader {
        marks,
        has_m: unit.is_some_and(|unit| text::normal(unit).starts_with('m')),
    };
    let (quantity, currency, rest) = reader
        .range_in_words(&line)
        .or_else(|| reader.quantity(&line))?;
    Some((quantity, unit_typed(currency, rest)?))
}

type Reading<'a> = (Quantity, Option<&'static str>, &'a str);

impl Reader {
    /// Reads `between 12 and 15` and `from 12 to 15`.
    fn range_in_words(self, line: &str) -> Option<Reading<'_>> {
        let (inner, word) = match (line.strip_prefix("between "), line.strip_prefix("from ")) {
            (Some(inner), _) => (inner, " and "),
            (_, Some(inner)) => (inner, " to "),
            _ => return None,
        };
        inner.match_indices(word).find_map(|(at, _)| {
            let (low, currency, rest) = self.one(&inner[..at])?;
            let (high, other, end) = self.one(&inner[at + word.len()..])?;
            rest.trim().is_empty().then_some(())?;
            Some((between(low, &high)?, currency.or(other), end))
        })
    }

    /// Reads a figure with an optional qualifier, or two figures as a range.
    fn quantity(self, line: &str) -> Option<Reading<'_>> {
        let (qualifier, line) = before(line);
        let (first, currency, rest) = self.one(line)?;
        if let Some(second) = range_sign(rest)
            && let Some((second, other, end)) = self.one(second)
        {
            // `about 12 to 15` is as much a range as `12 to 15`; `at least 12 to 15` means nothing.
            let is_range = qualifier
                .is_none_or(|make| matches!(make(0.0), Quantity::About(_) | Quantity::Exactly(_)));
            let range = between(first, &second)?;
            return is_range.then_some((range, currency.or(other), end));
        }
        let (behind, rest) = behind(rest);
        let make: Qualifier = match (qualifier, behind) {
            (Some(_), Some(_)) => return None,
            (one, other) => one.or(other).unwrap_or(Quantity::Exactly),
        };
        Some((make(first.value()?), currency, rest))
    }

    /// Reads one figure with a currency sign before it.
    fn one(self, line: &str) -> Option<(Figure, Option<&'static str>, &str)> {
        let line = line.trim_start();
        let currency = CURRENCIES.into_iter().find(|sign| line.starts_with(sign));
        let line = line[currency.map_or(0, str::len)..].trim_start();
        let (figure, rest) = figure(line, self.marks, self.has_m)?;
        Some((figure, currency.map(str::trim_end), rest))
    }
}

fn between(mut low: Figure, high: &Figure) -> Option<Quantity> {
    low.share_multiplier(high);
    let (low, high) = (low.value()?, high.value()?);
    Some(Quantity::Between(low.min(high), low.max(high)))
}

fn before(line: &str) -> (Option<Qualifier>, &str) {
    for (phrase, make) in BEFORE {
        if let Some(rest) = strip_phrase(line, phrase) {
            return (Some(make), rest.trim_start());
        }
    }
    (None, line)
}

fn behind(rest: &str) -> (Option<Qualifier>, &str) {
    let trimmed = rest.trim_start();
    for (phrase, make) in BEHIND {
        if let Some(rest) = strip_phrase(trimmed, phrase) {
            return (Some(make), rest);
        }
    }
    (None, rest)
}

/// Strips a phrase that is not the beginning of a longer word.
fn strip_phrase<'a>(line: &'a str, phrase: &str) -> Option<&'a str> {
    let rest = line.strip_prefix(phrase)?;
    let is_word = phrase.ends_with(char::is_alphabetic);
    (!is_word || !rest.starts_with(char::is_alphabetic)).then_some(rest)
}

/// Strips what joins two figures to a range.
fn range_sign(rest: &str) -> Option<&str> {
    let rest = rest.trim_start();
    ["..", "-", "to ", "through ", "till "]
        .into_iter()
        .find_map(|sign| rest.strip_prefix(sign))
}

/// Returns the unit typed around a figure; none outside where the rest is no unit.
#[expect(
    clippy::option_option,
    reason = "no unit and no figure are different things"
)]
fn unit_typed(currency: Option<&str>, rest: &str) -> Option<Option<String>> {
    let unit = rest.trim().trim_end_matches(['.', '!', '?']).trim_end();
    if unit.is_empty() {
        return Some(currency.map(str::to_owned));
    }
    let is_unit = !unit.starts_with(|first: char| {
        first.is_numeric() || matches!(first, ',' | '.' | '\'' | '-' | '+' | '/' | ':')
    });
    let is_ordinal =
        rest.starts_with(char::is_alphabetic) && matches!(unit, "st" | "nd" | "rd" | "th");
    (is_unit && !is_ordinal)
        .then(|| Some(currency.map_or_else(|| unit.to_owned(), |sign| format!("{sign} {unit}"))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn qualifiers_in_words_and_signs_are_understood() {
        let read = [
            ("At least 130", Quantity::AtLeast(130.0)),
            ("130+", Quantity::AtLeast(130.0)),
            ("≥ 130", Quantity::AtLeast(130.0)),
            (">=130", Quantity::AtLeast(130.0)),
            ("130 or more", Quantity::AtLeast(130.0)),
            ("minimum 130", Quantity::AtLeast(130.0)),
            ("more than one hundred", Quantity::MoreThan(100.0)),
            ("over 100", Quantity::MoreThan(100.0)),
            (">100", Quantity::MoreThan(100.0)),
            ("no more than 12", Quantity::AtMost(12.0)),
            ("up to 12", Quantity::AtMost(12.0)),
            ("less than a dozen", Quantity::FewerThan(12.0)),
            ("<12", Quantity::FewerThan(12.0)),
            ("~6k", Quantity::About(6000.0)),
            ("≈6000", Quantity::About(6000.0)),
            ("some 6,000", Quantity::About(6000.0)),
            ("exactly 137", Quantity::Exactly(137.0)),
            ("minus five", Quantity::Exactly(-5.0)),
            ("1\u{a0}234", Quantity::Exactly(1234.0)),
            ("1\u{202f}234,5", Quantity::Exactly(1234.5)),
            ("１３９", Quantity::Exactly(139.0)),
            ("١٣٩", Quantity::Exactly(139.0)),
            ("137.", Quantity::Exactly(137.0)),
            ("137?", Quantity::Exactly(137.0)),
            ("137 ?", Quantity::Exactly(137.0)),
            ("c. 100", Quantity::About(100.0)),
            ("atleast 130", Quantity::AtLeast(130.0)),
            ("upwards of 130", Quantity::AtLeast(130.0)),
        ];
        for (text, expected) in read {
            assert_eq!(Quantity::parse(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn ranges_are_understood() {
        for text in [
            "12-15",
            "12 – 15",
            "12 to 15",
            "from 12 to 15",
            "between 12 and 15",
            "twelve to fifteen",
            "15-12",
            "12..15",
        ] {
            assert_eq!(
                Quantity::parse(text),
                Some(Quantity::Between(12.0, 15.0)),
                "{text}"
            );
        }
        let hundreds = Quantity::parse("between one hundred and two hundred");
        assert_eq!(hundreds, Some(Quantity::Between(100.0, 200.0)));
        assert_eq!(
            Quantity::parse("2 to 3 million"),
            Some(Quantity::Between(2e6, 3e6))
        );
        assert_eq!(
            Quantity::parse("-5 to -3"),
            Some(Quantity::Between(-5.0, -3.0))
        );
    }

    #[test]
    fn units_stand_before_or_behind() {
        let read = [
            ("137 people", 137.0, Some("people")),
            ("5 %", 5.0, Some("%")),
            ("5%", 5.0, Some("%")),
            ("$5 million", 5e6, Some("$")),
            ("3m", 3e6, None),
            ("180 people.", 180.0, Some("people")),
        ];
        for (text, figure, unit) in read {
            let expected = Some((Quantity::Exactly(figure), unit.map(str::to_owned)));
            assert_eq!(Quantity::parse_with_unit(text, None), expected, "{text}");
        }
        let metres = Quantity::parse_with_unit("3m", Some("metres"));
        assert_eq!(metres, Some((Quantity::Exactly(3.0), Some("m".to_owned()))));
    }

    #[test]
    fn what_is_no_figure_is_not_read() {
        for text in [
            "",
            " ",
            "people",
            "1 2",
            "12-",
            "3rd",
            "at least 5 or more",
            "at least 12 to 15",
            "NaN",
            "inf",
            "1e5x",
            "22.03.2024",
            "2024-03-22",
            "19:30",
        ] {
            assert_eq!(Quantity::parse(text), None, "{text}");
        }
        assert_eq!(Quantity::parse(&"9".repeat(400)), None);
    }

    #[test]
    fn a_figure_that_can_be_read_two_ways_has_both_readings() {
        let figures = |text| -> Vec<f64> {
            Quantity::readings(text, None)
                .iter()
                .map(|(q, _)| q.figure())
                .collect()
        };

        assert_eq!(figures("1.234"), [1.234, 1234.0]);
        assert_eq!(figures("1,234"), [1234.0, 1.234]);
        assert_eq!(figures("1,234,567"), [1_234_567.0]);
    }
}
