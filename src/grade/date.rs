//! Grading of dates: by the days they may lie on.

use super::{Graded, Remark, Verdict};
use crate::value::{Bound, Edtf, Precision, Typed, parse_typed};

/// What is asked for.
const A_DATE: &str = "a date, such as `22 March 2024`, `March 2024` or `2014 to 2015`";

/// Grades a typed date; where day and month may stand in either order, the right reading counts.
pub(super) fn grade(right: &Edtf, typed: &str) -> Graded {
    match parse_typed(typed) {
        None => Graded::unread(A_DATE),
        Some(Typed::Date(date)) => dates(right, &date),
        Some(Typed::Either {
            day_first,
            month_first,
        }) => either(right, &day_first, &month_first),
        Some(Typed::DayOfYear { month, day }) => without_year(right, month, Some(day)),
        Some(Typed::EitherDayOfYear {
            day_first,
            month_first,
        }) => {
            let of = |(month, day)| without_year(right, month, Some(day));
            let (one, other) = (of(day_first), of(month_first));
            if other.beats(&one) { other } else { one }
        }
        Some(Typed::Month(month)) => without_year(right, month, None),
    }
}

fn either(right: &Edtf, day_first: &Edtf, month_first: &Edtf) -> Graded {
    let (one, other) = (dates(right, day_first), dates(right, month_first));
    let (graded, read, unread) = if other.beats(&one) {
        (other, month_first, day_first)
    } else {
        (one, day_first, month_first)
    };
    graded.with(Remark::AmbiguousDate {
        read: read.in_words(),
        other: unread.in_words(),
    })
}

/// Grades one date against another.
///
/// A date within the right one is right: it may be known more exactly. One that only contains it
/// earns its share of day, month and year. A right date without an end, or an interval of more
/// than two dates, says when something lasted: there an end that is named is half of the answer,
/// and what lies between is not.
fn dates(right: &Edtf, typed: &Edtf) -> Graded {
    if right == typed || right.spans() == typed.spans() {
        return Graded::right();
    }
    if let Some(graded) = lasting(right, typed) {
        return graded;
    }
    if typed.within(right) && is_bounded(right) {
        return Graded::right();
    }
    if right.meets(typed) {
        overlapping(right, typed)
    } else {
        Graded::wrong()
    }
}

fn is_bounded(date: &Edtf) -> bool {
    let is_open = |bound: &Bound<_>| matches!(bound, Bound::Open);
    !date
        .spans()
        .iter()
        .any(|span| is_open(&span.low) || is_open(&span.high))
}

/// Grades against an interval that says how long something lasted; none where the right date is no such.
fn lasting(right: &Edtf, typed: &Edtf) -> Option<Graded> {
    let ends = right.ends()?;
    let (named, other) = match &ends {
        (Some(first), Some(last)) if is_short(right, first, last) => return None,
        (Some(first), Some(last)) if typed.meets(first) && !typed.meets(last) => {
            (first, Some(last))
        }
        (Some(first), Some(last)) => (last, Some(first)),
        (Some(only), None) | (None, Some(only)) => (only, None),
        (None, None) => return None,
    };
    if typed.precision().is_none() {
        return Some(both_ends(&ends, typed));
    }
    let graded = dates(named, typed);
    Some(match other {
        Some(other) if graded.verdict > Verdict::Wrong => Graded {
            verdict: Verdict::Partly,
            credit: graded.credit / 2.0,
            ..graded
        }
        .with(Remark::Missing(vec![other.in_words()])),
        _ => graded,
    })
}

/// Says whether an interval is made of its two ends alone, as `2014/2015` is: then it says that the
/// date is one of them.
fn is_short(interval: &Edtf, first: &Edtf, last: &Edtf) -> bool {
    let both = Edtf::parse(&format!("[{},{}]", first.as_str(), last.as_str()));
    both.is_ok_and(|both| both.spans() == interval.spans())
}

/// Grades an interval against an interval, end by end.
fn both_ends(right: &(Option<Edtf>, Option<Edtf>), typed: &Edtf) -> Graded {
    let Some(typed) = typed.ends() else {
        return Graded::wrong();
    };
    let credit = |right: &Option<Edtf>, typed: &Option<Edtf>| match (right, typed) {
        (Some(right), Some(typed)) => dates(right, typed).credit,
        (None, None) => 1.0,
        _ => 0.0,
    };
    let credit = f64::midpoint(credit(&right.0, &typed.0), credit(&right.1, &typed.1));
    match credit {
        1.0.. => Graded::right(),
        0.5.. => Graded::new(Verdict::Partly, credit),
        _ => Graded::wrong(),
    }
}

/// Grades a date that meets the right one without lying in it.
fn overlapping(right: &Edtf, typed: &Edtf) -> Graded {
    let share = match (right.precision(), typed.precision()) {
        (Some(right), Some(typed)) if typed < right => parts(typed) / parts(right),
        // `about 2014` for 2014, and `2014 (uncertain)`, name the same date.
        (Some(_), Some(_)) if right.within(typed) => return Graded::right(),
        _ if is_narrow(right, typed) => 0.5,
        _ => return Graded::wrong(),
    };
    let is_part = right.within(typed) || share <= 0.5;
    if is_part {
        Graded::new(Verdict::Partly, share).with(Remark::LessPrecise)
    } else {
        Graded::wrong()
    }
}

/// Says whether a date leaves at most about three times as many days as the right one.
fn is_narrow(right: &Edtf, typed: &Edtf) -> bool {
    let days = right.rough_days().zip(typed.rough_days());
    days.is_some_and(|(right, typed)| typed <= right.saturating_mul(3).saturating_add(6))
}

/// Returns how many of day, month and year are given.
const fn parts(precision: Precision) -> f64 {
    match precision {
        Precision::Century => 0.25,
        Precision::Decade => 0.5,
        Precision::Year => 1.0,
        Precision::Season => 1.5,
        Precision::Month => 2.0,
        Precision::Day => 3.0,
    }
}

/// Grades a date that leaves out its year: what is given counts.
fn without_year(right: &Edtf, month: u8, day: Option<u8>) -> Graded {
    let spans = right.spans();
    let (Some(precision), Some(Bound::Including(first))) =
        (right.precision(), spans.first().map(|span| span.low))
    else {
        return Graded::wrong();
    };
    let whole = if precision == Precision::Month {
        2.0
    } else {
        3.0
    };
    let given = match (precision, day) {
        (Precision::Day, Some(day)) if (first.month, first.day) == (month, day) => 2.0,
        (Precision::Month, Some(_)) | (Precision::Month | Precision::Day, None)
            if first.month == month =>
        {
            1.0
        }
        _ => return Graded::wrong(),
    };
    Graded::new(Verdict::Partly, given / whole)
        .with(Remark::Missing(vec![format!("the year {}", first.year)]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graded(right: &str, typed: &str) -> Graded {
        grade(&Edtf::parse(right).unwrap(), typed)
    }

    #[test]
    fn the_right_date_is_right_however_it_is_written() {
        for typed in [
            "22 March 2024",
            "3/22/2024",
            "22.03.2024",
            "2024-03-22",
            "March 22nd, 2024",
        ] {
            assert_eq!(
                graded("2024-03-22", typed).verdict,
                Verdict::Right,
                "{typed}"
            );
        }
    }

    #[test]
    fn a_less_precise_date_earns_its_share() {
        let year = graded("2024-03-22", "2024");
        let month = graded("2024-03-22", "March 2024");

        assert_eq!(
            (year.verdict, year.credit, year.remarks),
            (Verdict::Partly, 1.0 / 3.0, vec![Remark::LessPrecise])
        );
        assert_eq!((month.verdict, month.credit), (Verdict::Partly, 2.0 / 3.0));
        assert_eq!(graded("2024-03-22", "2023").verdict, Verdict::Wrong);
        assert_eq!(
            graded("2024-03-22", "23 March 2024").verdict,
            Verdict::Wrong
        );
    }

    #[test]
    fn a_more_precise_date_within_the_right_one_is_right() {
        assert_eq!(graded("2024-03", "22 March 2024").verdict, Verdict::Right);
        assert_eq!(graded("2014~", "2015").verdict, Verdict::Right);
        assert_eq!(graded("2014", "about 2014").verdict, Verdict::Right);
        assert_eq!(graded("2014?", "2014").verdict, Verdict::Right);
    }

    #[test]
    fn one_of_two_dates_is_right_alone_and_with_the_other() {
        for right in ["2014/2015", "[2014,2015]"] {
            for typed in ["2014", "2015", "2014 or 2015", "2014-2015", "June 2014"] {
                assert_eq!(
                    graded(right, typed).verdict,
                    Verdict::Right,
                    "{typed} for {right}"
                );
            }
            assert_eq!(graded(right, "2016").verdict, Verdict::Wrong);
        }
        assert_eq!(graded("2014", "2014 or 2015").verdict, Verdict::Partly);
    }

    #[test]
    fn a_part_of_a_year_counts_as_the_year() {
        for typed in ["the year 2014", "mid-2014", "early 2014", "late 2014"] {
            assert_eq!(graded("2014", typed).verdict, Verdict::Right, "{typed}");
            let year = graded("2014-06", typed);
            assert_eq!((year.verdict, year.credit), (Verdict::Partly, 0.5));
            assert_eq!(year.remarks, [Remark::LessPrecise]);
        }
        assert_eq!(graded("2014/2017", "2014-17").verdict, Verdict::Right);
        assert_eq!(graded("2021-08", "Aug '21").verdict, Verdict::Right);
    }

    #[test]
    fn what_lasted_is_named_by_both_its_ends() {
        assert_eq!(
            graded("1999/2013", "from 1999 to 2013").verdict,
            Verdict::Right
        );
        let start = graded("1999/2013", "1999");
        assert_eq!(
            (start.verdict, start.credit, start.remarks),
            (
                Verdict::Partly,
                0.5,
                vec![Remark::Missing(vec!["2013".to_owned()])]
            )
        );
        assert_eq!(graded("1999/2013", "2005").verdict, Verdict::Wrong);
        assert_eq!(graded("1999/2013", "1999 to 2012").verdict, Verdict::Partly);
        assert_eq!(graded("2014/..", "since 2014").verdict, Verdict::Right);
        assert_eq!(graded("2014/..", "2014").verdict, Verdict::Right);
        assert_eq!(graded("2014/..", "2020").verdict, Verdict::Wrong);
        assert_eq!(graded("2015", "since 2010").verdict, Verdict::Wrong);
    }

    #[test]
    fn an_ambiguous_order_is_read_in_the_learners_favour_and_said() {
        let ambiguous = graded("2024-03-04", "03/04/2024");

        let remark = Remark::AmbiguousDate {
            read: "4 March 2024".to_owned(),
            other: "3 April 2024".to_owned(),
        };
        assert_eq!(
            (ambiguous.verdict, ambiguous.remarks),
            (Verdict::Right, vec![remark])
        );
        assert_eq!(graded("2024-04-03", "03/04/2024").verdict, Verdict::Right);
    }

    #[test]
    fn day_and_month_without_the_year_are_partly_right() {
        let graded_day = graded("2024-03-22", "22 March");

        assert_eq!(
            (graded_day.verdict, graded_day.credit),
            (Verdict::Partly, 2.0 / 3.0)
        );
        assert_eq!(
            graded_day.remarks,
            [Remark::Missing(vec!["the year 2024".to_owned()])]
        );
        for (right, typed) in [
            ("2001-09-11", "9/11"),
            ("2001-09-11", "11/9"),
            ("2024-03-22", "22.03."),
            ("2024-04-18", "18/4"),
            ("2024-04-18", "4/18"),
        ] {
            let digits = graded(right, typed);
            assert_eq!(
                (digits.verdict, digits.credit),
                (Verdict::Partly, 2.0 / 3.0),
                "{typed}"
            );
            let year = format!("the year {}", &right[..4]);
            assert_eq!(digits.remarks, [Remark::Missing(vec![year])]);
        }
        assert_eq!(graded("2001-09-12", "9/11").verdict, Verdict::Wrong);
        assert_eq!(graded("2024-03-22", "23 March").verdict, Verdict::Wrong);
        assert_eq!(graded("2024-03", "march").verdict, Verdict::Partly);
        assert_eq!(
            graded("2024-03-22", "yesterday").remarks,
            [Remark::Unread(A_DATE)]
        );
    }
}
