//! Figures: exact, bounded, about, or between two.

mod figure;
mod read;

use super::{Bound, Interval};
use std::fmt;

/// A figure as a source gives it; always finite.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Quantity {
    /// `137`
    Exactly(f64),
    /// `at least 139`
    AtLeast(f64),
    /// `more than 100`
    MoreThan(f64),
    /// `at most 12`
    AtMost(f64),
    /// `fewer than 12`
    FewerThan(f64),
    /// `about 6,000`
    About(f64),
    /// `12 to 15`; the first is not above the second
    Between(f64, f64),
}

impl Quantity {
    /// Returns the numbers for which the statement is true; `about` allows a tenth either way.
    pub fn interval(self) -> Interval<f64> {
        let (low, high) = match self {
            Self::Exactly(value) => (Bound::Including(value), Bound::Including(value)),
            Self::AtLeast(value) => (Bound::Including(value), Bound::Open),
            Self::MoreThan(value) => (Bound::Excluding(value), Bound::Open),
            Self::AtMost(value) => (Bound::Open, Bound::Including(value)),
            Self::FewerThan(value) => (Bound::Open, Bound::Excluding(value)),
            Self::About(value) => {
                let tenth = value.abs() / 10.0;
                (
                    Bound::Including(value - tenth),
                    Bound::Including(value + tenth),
                )
            }
            Self::Between(low, high) => (Bound::Including(low), Bound::Including(high)),
        };
        Interval { low, high }
    }

    /// Returns the figure that is named; of a range its middle.
    pub fn figure(self) -> f64 {
        match self {
            Self::Exactly(value)
            | Self::AtLeast(value)
            | Self::MoreThan(value)
            | Self::AtMost(value)
            | Self::FewerThan(value)
            | Self::About(value) => value,
            Self::Between(low, high) => low.midpoint(high),
        }
    }

    /// Reads a figure as people type it, without a unit: separators of any locale, number words,
    /// `at least 130`, `130+`, `>130`, `~130`, `12-15`, `12 to 15`.
    ///
    /// A single mark before three digits is read as it is printed here: `1,234` as a thousand and
    /// more, `1.234` as one and a fraction. [`Quantity::readings`] gives the other reading too.
    pub fn parse(text: &str) -> Option<Self> {
        let (quantity, unit) = Self::parse_with_unit(text, None)?;
        unit.is_none().then_some(quantity)
    }

    /// Reads a figure with what is typed after it (`people`, `%`) or before it (`$`).
    ///
    /// The unit that is expected decides whether `3m` are three million or three metres.
    pub fn parse_with_unit(text: &str, unit: Option<&str>) -> Option<(Self, Option<String>)> {
        read::read(text, unit, figure::Marks::CommaParts)
    }

    /// Returns every way to read a figure, the likelier first: `1.234` is also a thousand and more
    /// to those who write it so, and `1,234` also one and a fraction.
    pub fn readings(text: &str, unit: Option<&str>) -> Vec<(Self, Option<String>)> {
        let mut readings: Vec<_> = Self::parse_with_unit(text, unit).into_iter().collect();
        if let Some(other) = read::read(text, unit, figure::Marks::PointParts)
            && !readings.contains(&other)
        {
            readings.push(other);
        }
        readings
    }
}

/// Prints the figure as a learner reads it; [`Quantity::parse`] reads it back.
impl fmt::Display for Quantity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = match self {
            Self::Exactly(_) | Self::Between(..) => "",
            Self::AtLeast(_) => "at least ",
            Self::MoreThan(_) => "more than ",
            Self::AtMost(_) => "at most ",
            Self::FewerThan(_) => "fewer than ",
            Self::About(_) => "about ",
        };
        match *self {
            Self::Between(low, high) => write!(
                formatter,
                "{} to {}",
                format_number(low),
                format_number(high)
            ),
            other => write!(formatter, "{words}{}", format_number(other.figure())),
        }
    }
}

/// Prints a number with commas between thousands, as few decimals as it has.
pub fn format_number(value: f64) -> String {
    let digits = format!("{}", value.abs());
    let (whole, fraction) = digits
        .split_once('.')
        .map_or((&*digits, None), |(w, f)| (w, Some(f)));
    let mut out = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if value < 0.0 {
        out.push('-');
    }
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn finite() -> impl Strategy<Value = f64> {
        prop_oneof![
            any::<i32>().prop_map(f64::from),
            (any::<i32>(), 0..6i32).prop_map(|(n, places)| f64::from(n) / 10f64.powi(places)),
            any::<f64>().prop_filter("finite", |value| value.is_finite()),
        ]
    }

    fn quantity() -> impl Strategy<Value = Quantity> {
        prop_oneof![
            finite().prop_map(Quantity::Exactly),
            finite().prop_map(Quantity::AtLeast),
            finite().prop_map(Quantity::MoreThan),
            finite().prop_map(Quantity::AtMost),
            finite().prop_map(Quantity::FewerThan),
            finite().prop_map(Quantity::About),
            (finite(), finite()).prop_map(|(a, b)| Quantity::Between(a.min(b), a.max(b))),
        ]
    }

    #[test]
    fn figures_print_as_learners_read_them() {
        let printed = [
            (Quantity::AtLeast(139.0), "at least 139"),
            (Quantity::MoreThan(100.0), "more than 100"),
            (Quantity::AtMost(0.2), "at most 0.2"),
            (Quantity::FewerThan(-12.0), "fewer than -12"),
            (Quantity::About(6000.0), "about 6,000"),
            (Quantity::Between(12.0, 15.0), "12 to 15"),
            (Quantity::Exactly(1_234_567.5), "1,234,567.5"),
            (Quantity::Exactly(-0.0), "0"),
        ];
        for (quantity, expected) in printed {
            assert_eq!(quantity.to_string(), expected);
        }
    }

    #[test]
    fn about_allows_a_tenth_either_way() {
        let about = Quantity::About(6000.0).interval();

        assert!(about.contains(5400.0) && about.contains(6600.0));
        assert!(!about.contains(5399.0) && !about.contains(6601.0));
        assert!(Quantity::About(-10.0).interval().contains(-11.0));
    }

    proptest! {
        #[test]
        fn a_printed_quantity_parses_back_to_itself(quantity in quantity()) {
            prop_assert_eq!(Quantity::parse(&quantity.to_string()), Some(quantity));
        }

        #[test]
        fn meeting_is_symmetric_and_a_figure_meets_itself(a in quantity(), b in quantity()) {
            let (left, right) = (a.interval(), b.interval());
            prop_assert_eq!(left.meets(&right), right.meets(&left));
            prop_assert!(left.meets(&left) && left.within(&left));
        }

        #[test]
        fn whatever_is_typed_reads_as_finite_figures_or_not_at_all(text in any::<String>()) {
            for (quantity, _) in Quantity::readings(&text, Some("m")) {
                prop_assert!(quantity.figure().is_finite());
            }
        }

        #[test]
        fn pieces_of_figures_in_any_order_never_panic(
            pieces in prop::collection::vec(prop::sample::select(&[
                "one", "twenty", "hundred", "thousand", "million", "billion", "and", "a", "half", "dozen", "point",
                "-", "to", "between", "at least", "about", "+", "or more", ">", "$", "%", "k", "m", "1", "23", "456",
                "000", ",", ".", "'", " ", "\u{a0}", "٣",
            ][..]), 0..12),
        ) {
            for (quantity, _) in Quantity::readings(&pieces.concat(), None) {
                prop_assert!(quantity.figure().is_finite());
            }
            for (quantity, _) in Quantity::readings(&pieces.join(" "), None) {
                prop_assert!(quantity.figure().is_finite());
            }
        }
    }
}
