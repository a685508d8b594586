//! Grading of figures: the named figure is right, and what is known to be true with it.

use super::{Graded, Remark, Verdict};
use crate::question::Expected;
use crate::value::Quantity::{self, About, AtLeast, AtMost, Between, Exactly, FewerThan, MoreThan};
use crate::value::text::normal;

/// What is asked for.
const A_FIGURE: &str = "a figure, such as `12`, `at least 12` or `12 to 15`";

/// Grades a typed figure, in the reading that serves the learner best.
pub(super) fn grade(expected: &Expected, right: Quantity, typed: &str) -> Graded {
    let unit = expected.unit.as_deref();
    let tolerance = expected.tolerance.unwrap_or(0.0);
    let mut best: Option<Graded> = None;
    for (figure, typed_unit) in Quantity::readings(typed, unit) {
        let is_count = !unit.or(typed_unit.as_deref()).is_some_and(is_measure);
        let graded = match is_count && is_same_count(right, figure) {
            true => Graded::right(),
            false => figures(right, figure, tolerance),
        };
        let graded = with_unit(graded, unit, typed_unit.as_deref());
        if best.as_ref().is_none_or(|best| graded.beats(best)) {
            best = Some(graded);
        }
    }
    best.unwrap_or_else(|| Graded::unread(A_FIGURE))
}

/// Lowers a grade where another unit was typed than is asked for; no unit need be typed.
fn with_unit(graded: Graded, unit: Option<&str>, typed: Option<&str>) -> Graded {
    match (unit, typed) {
        (Some(unit), Some(typed))
            if graded.verdict > Verdict::Wrong && !is_same_unit(unit, typed) =>
        {
            Graded {
                verdict: Verdict::Partly,
                credit: graded.credit / 2.0,
                ..graded
            }
            .with(Remark::OtherUnit(unit.to_owned()))
        }
        _ => graded,
    }
}

/// Says whether two bounds leave the same whole numbers: `more than 140` and `at least 141`.
fn is_same_count(right: Quantity, typed: Quantity) -> bool {
    match (including(right), including(typed)) {
        (Some(right), Some(typed)) => right == typed,
        _ => false,
    }
}

/// Returns a bound on a whole number as one that includes it; none for all else.
fn including(bound: Quantity) -> Option<Quantity> {
    /// Above this, a float no longer holds every whole number.
    const LARGEST: f64 = 9_007_199_254_740_991.0;
    let figure = bound.figure();
    let is_whole = figure.fract() == 0.0 && figure.abs() < LARGEST;
    match bound {
        MoreThan(figure) if is_whole => Some(AtLeast(figure + 1.0)),
        FewerThan(figure) if is_whole => Some(AtMost(figure - 1.0)),
        AtLeast(_) | AtMost(_) if is_whole => Some(bound),
        _ => None,
    }
}

/// Grades one figure against another.
///
/// A bare figure is right where it is the one named, or lies in a range or close to an `about`;
/// beyond `at least` lie all figures, so there the named one alone will do. A qualifier may be
/// left out, but one that says something else makes it partly right.
fn figures(right: Quantity, typed: Quantity, tolerance: f64) -> Graded {
    match (right, typed) {
        _ if right == typed => Graded::right(),
        (About(_) | Between(..), Exactly(_) | About(_) | Between(..))
            if typed_inside(right, typed) =>
        {
            inside(right, typed)
        }
        (Between(low, high), Exactly(figure)) => near(figure.clamp(low, high), figure, tolerance),
        (Between(..), _) => a_bound_of(right, typed),
        (_, Exactly(figure)) => near(right.figure(), figure, tolerance),
        (_, About(figure)) if is_equal(right.figure(), figure) => Graded::right(),
        (Exactly(figure), About(_) | Between(..)) => vague(figure, typed),
        (_, About(_) | Between(..)) => Graded::wrong(),
        _ if is_equal(right.figure(), typed.figure()) => qualified(right, typed),
        _ => Graded::wrong(),
    }
}

/// Says whether what was typed lies in a range with two ends; of an `about` its figure is enough.
fn typed_inside(right: Quantity, typed: Quantity) -> bool {
    match typed {
        Between(..) => typed.interval().within(&right.interval()),
        _ => right.interval().contains(typed.figure()),
    }
}

fn inside(right: Quantity, typed: Quantity) -> Graded {
    let is_named = matches!(right, Between(..)) || is_equal(right.figure(), typed.figure());
    if is_named {
        Graded::right()
    } else {
        Graded::right().with(Remark::WithinTolerance)
    }
}

fn near(right: f64, typed: f64, tolerance: f64) -> Graded {
    if is_equal(right, typed) {
        Graded::right()
    } else if (right - typed).abs() <= tolerance * (1.0 + 1e-9) {
        Graded::right().with(Remark::WithinTolerance)
    } else {
        Graded::wrong()
    }
}

/// Grades a bound where a range is right: one of its ends is half of it.
fn a_bound_of(right: Quantity, typed: Quantity) -> Graded {
    let Between(low, high) = right else {
        return Graded::wrong();
    };
    let is_end = match typed {
        AtLeast(figure) | MoreThan(figure) => is_equal(low, figure),
        AtMost(figure) | FewerThan(figure) => is_equal(high, figure),
        Exactly(_) | About(_) | Between(..) => false,
    };
    if is_end {
        partly(right)
    } else {
        Graded::wrong()
    }
}

/// Grades a range or an `about` where an exact figure is right: true, but it says less.
fn vague(right: f64, typed: Quantity) -> Graded {
    let is_narrow = typed.interval().within(&About(right).interval()) || matches!(typed, About(_));
    if typed.interval().contains(right) && is_narrow {
        Graded::new(Verdict::Partly, 0.5).with(Remark::LessPrecise)
    } else {
        Graded::wrong()
    }
}

/// Grades the right figure with another qualifier: `more than` for `at least` is a slip, a bound
/// on the other side or on an exact figure says something else.
fn qualified(right: Quantity, typed: Quantity) -> Graded {
    match (right, typed) {
        (AtLeast(_), MoreThan(_))
        | (MoreThan(_), AtLeast(_))
        | (AtMost(_), FewerThan(_))
        | (FewerThan(_), AtMost(_)) => {
            Graded::new(Verdict::Slip, 1.0).with(Remark::Qualifier(right.to_string()))
        }
        _ => partly(right),
    }
}

fn partly(right: Quantity) -> Graded {
    Graded::new(Verdict::Partly, 0.5).with(Remark::Qualifier(right.to_string()))
}

/// Says whether two figures are the same but for how a fraction is stored.
fn is_equal(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-12 * a.abs().max(b.abs())
}

/// Units of what is measured, with their other names, in normal form: between two whole figures lie others.
const MEASURES: [&[&str]; 16] = [
    &["%", "percent", "per cent", "pct", "percentage"],
    &["$", "dollar", "usd", "us$", "us dollar", "american dollar"],
    &["€", "euro", "eur"],
    &["£", "pound", "gbp", "pound sterling"],
    &["₽", "rouble", "ruble", "rub"],
    &["km", "kilometre", "kilometer"],
    &["m", "metre", "meter"],
    &["cm", "centimetre", "centimeter"],
    &["mi", "mile"],
    &["kg", "kilogram", "kilogramme", "kilo"],
    &["t", "tonne", "ton"],
    &["s", "sec", "second"],
    &["min", "minute"],
    &["h", "hr", "hour"],
    &["yr", "year"],
    &["km2", "square kilometre", "square kilometer", "sq km"],
];

/// Units of what is counted, with their other names, in normal form.
const COUNTS: [&[&str]; 4] = [
    &["people", "person", "persons"],
    &["man", "men"],
    &["woman", "women"],
    &["child", "children"],
];

/// Says whether a unit is one of measure: 5.5 % are more than 5 %, but not at least 6 %.
fn is_measure(unit: &str) -> bool {
    let unit = normal(unit);
    MEASURES.iter().any(|names| names_it(names, &unit))
}

/// Says whether two units are the same; singular and plural are, and words around the unit do not count.
fn is_same_unit(right: &str, typed: &str) -> bool {
    let (right, typed) = (normal(right), normal(typed));
    let same = |a: &str, b: &str| {
        singular(a) == singular(b)
            || MEASURES
                .iter()
                .chain(&COUNTS)
                .any(|names| names_it(names, a) && names_it(names, b))
    };
    same(&right, &typed)
        || typed.split(' ').any(|word| same(&right, word))
        || typed.starts_with(&format!("{right} "))
}

fn names_it(names: &[&str], unit: &str) -> bool {
    names.contains(&unit) || names.contains(&&*singular(unit))
}

/// Returns the singular of an English word, near enough to compare by.
fn singular(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("ies") {
        return format!("{stem}y");
    }
    let sibilant = ["ses", "xes", "zes", "ches", "shes"]
        .iter()
        .any(|ending| word.ends_with(ending));
    match word.strip_suffix('s') {
        Some(_) if sibilant => word[..word.len() - 2].to_owned(),
        Some(stem) if !stem.is_empty() && !stem.ends_with('s') => stem.to_owned(),
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expected(unit: Option<&str>, tolerance: Option<f64>) -> Expected {
        Expected {
            answers: Vec::new(),
            unit: unit.map(str::to_owned),
            tolerance,
            lookalikes: Vec::new(),
        }
    }

    fn verdict(right: Quantity, typed: &str) -> Verdict {
        grade(&expected(None, None), right, typed).verdict
    }

    #[test]
    fn the_named_figure_is_right_and_its_qualifier_may_be_left_out() {
        for right in [
            Exactly(130.0),
            AtLeast(130.0),
            MoreThan(130.0),
            AtMost(130.0),
            FewerThan(130.0),
            About(130.0),
        ] {
            assert_eq!(verdict(right, "130"), Verdict::Right);
            assert_eq!(verdict(right, &right.to_string()), Verdict::Right);
        }
    }

    #[test]
    fn another_figure_beyond_a_bound_is_wrong_but_within_a_range_right() {
        assert_eq!(verdict(AtLeast(130.0), "137"), Verdict::Wrong);
        assert_eq!(verdict(AtLeast(130.0), "at least 137"), Verdict::Wrong);
        assert_eq!(verdict(Between(12.0, 15.0), "13"), Verdict::Right);
        assert_eq!(verdict(Between(12.0, 15.0), "16"), Verdict::Wrong);
        assert_eq!(verdict(About(6000.0), "6,200"), Verdict::Right);
        assert_eq!(verdict(About(6000.0), "7,000"), Verdict::Wrong);
        assert_eq!(verdict(Exactly(137.0), "about 137"), Verdict::Right);
    }

    #[test]
    fn another_qualifier_is_a_slip_or_partly_right() {
        assert_eq!(verdict(AtLeast(130.0), "more than 130"), Verdict::Slip);
        assert_eq!(verdict(AtLeast(130.0), "at most 130"), Verdict::Partly);
        assert_eq!(verdict(Exactly(130.0), "at least 130"), Verdict::Partly);
        assert_eq!(verdict(Between(12.0, 15.0), "at least 12"), Verdict::Partly);
        assert_eq!(verdict(Exactly(137.0), "130 to 140"), Verdict::Partly);
        assert_eq!(verdict(Exactly(137.0), "100 to 200"), Verdict::Wrong);
    }

    #[test]
    fn bounds_that_leave_the_same_whole_numbers_are_the_same() {
        assert_eq!(verdict(MoreThan(140.0), "at least 141"), Verdict::Right);
        assert_eq!(verdict(AtLeast(130.0), "more than 129"), Verdict::Right);
        assert_eq!(verdict(AtMost(10.0), "fewer than 11"), Verdict::Right);
        assert_eq!(verdict(FewerThan(11.0), "up to 10"), Verdict::Right);
        assert_eq!(verdict(MoreThan(140.0), "at least 142"), Verdict::Wrong);
        assert_eq!(verdict(MoreThan(0.5), "at least 1.5"), Verdict::Wrong);
        assert_eq!(
            verdict(AtLeast(1e30), &MoreThan(1e30).to_string()),
            Verdict::Slip
        );
        let of = |unit| grade(&expected(Some(unit), None), MoreThan(5.0), "at least 6").verdict;
        assert_eq!(of("people"), Verdict::Right);
        assert_eq!(of("%"), Verdict::Wrong);
        assert_eq!(verdict(MoreThan(5.0), "at least 6 km"), Verdict::Wrong);
    }

    #[test]
    fn a_figure_within_the_tolerance_is_right_with_a_remark() {
        let graded = grade(&expected(None, Some(5.0)), Exactly(137.0), "142");

        assert_eq!(
            (graded.verdict, graded.remarks),
            (Verdict::Right, vec![Remark::WithinTolerance])
        );
        assert_eq!(
            grade(&expected(None, Some(5.0)), Exactly(137.0), "143").verdict,
            Verdict::Wrong
        );
    }

    #[test]
    fn a_figure_is_read_as_its_writer_may_have_meant_it() {
        for typed in [
            "1,234",
            "1.234",
            "1 234",
            "1234",
            "one thousand two hundred thirty-four",
        ] {
            assert_eq!(verdict(Exactly(1234.0), typed), Verdict::Right, "{typed}");
        }
        assert_eq!(verdict(Exactly(0.2), "0,2"), Verdict::Right);
        assert_eq!(
            grade(&expected(None, None), Exactly(1.0), "many").remarks,
            [Remark::Unread(A_FIGURE)]
        );
    }

    #[test]
    fn a_unit_may_be_typed_and_another_unit_is_partly_right() {
        let with = |unit, typed| grade(&expected(Some(unit), None), Exactly(5.0), typed);

        for (unit, typed) in [
            ("people", "5 people"),
            ("people", "5 person"),
            ("people", "5"),
            ("%", "5 percent"),
            ("percent", "5%"),
            ("$", "$5"),
            ("dollars", "$5"),
            ("km", "5 kilometres"),
            ("m", "5m"),
            ("cities", "5 City"),
            ("people", "5 dead people"),
            ("people", "5?"),
            ("people", "5 people?"),
        ] {
            assert_eq!(
                with(unit, typed).verdict,
                Verdict::Right,
                "{typed} for {unit}"
            );
        }
        let miles = with("km", "5 miles");
        assert_eq!(
            (miles.verdict, miles.remarks),
            (Verdict::Partly, vec![Remark::OtherUnit("km".to_owned())])
        );
    }
}
