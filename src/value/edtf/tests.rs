use super::*;
use proptest::prelude::*;

fn edtf(text: &str) -> Edtf {
    Edtf::parse(text).unwrap()
}

fn day(year: i32, month: u8, day: u8) -> Day {
    Day::new(year, month, day).unwrap()
}

fn span(text: &str) -> Vec<(Day, Day)> {
    let ends = |span: &Interval<Day>| match (span.low, span.high) {
        (Bound::Including(first), Bound::Including(last)) => (first, last),
        _ => panic!("an open end"),
    };
    edtf(text).spans().iter().map(ends).collect()
}

#[test]
fn a_date_spans_the_days_it_may_lie_on() {
    let spans = [
        ("2024-03-22", day(2024, 3, 22), day(2024, 3, 22)),
        (
            "2024-03-22T19:55:00+03:00",
            day(2024, 3, 22),
            day(2024, 3, 22),
        ),
        ("2024-02", day(2024, 2, 1), day(2024, 2, 29)),
        ("2014", day(2014, 1, 1), day(2014, 12, 31)),
        ("201X", day(2010, 1, 1), day(2019, 12, 31)),
        ("20XX", day(2000, 1, 1), day(2099, 12, 31)),
        ("2004-XX", day(2004, 1, 1), day(2004, 12, 31)),
        ("1985-04-XX", day(1985, 4, 1), day(1985, 4, 30)),
        ("1985-XX-XX", day(1985, 1, 1), day(1985, 12, 31)),
        ("2015-21", day(2015, 3, 1), day(2015, 5, 31)),
        ("2014?", day(2014, 1, 1), day(2014, 12, 31)),
        ("2014~", day(2013, 1, 1), day(2015, 12, 31)),
        ("2024-03%", day(2024, 2, 1), day(2024, 4, 30)),
        ("2024-03-01~", day(2024, 2, 29), day(2024, 3, 2)),
        ("201X~", day(2000, 1, 1), day(2029, 12, 31)),
        ("-0043", day(-43, 1, 1), day(-43, 12, 31)),
        ("Y170002", day(170_002, 1, 1), day(170_002, 12, 31)),
        ("2014/2015", day(2014, 1, 1), day(2015, 12, 31)),
        ("2014-06/2015~", day(2014, 6, 1), day(2016, 12, 31)),
        ("[2014,2015]", day(2014, 1, 1), day(2015, 12, 31)),
        ("[1760..1762]", day(1760, 1, 1), day(1762, 12, 31)),
    ];
    for (text, first, last) in spans {
        assert_eq!(span(text), [(first, last)], "{text}");
    }
}

#[test]
fn a_set_and_winter_may_have_several_spans() {
    assert_eq!(
        span("[2014,2016-02]"),
        [
            (day(2014, 1, 1), day(2014, 12, 31)),
            (day(2016, 2, 1), day(2016, 2, 29))
        ]
    );
    assert_eq!(
        span("2015-24"),
        [
            (day(2014, 12, 1), day(2015, 2, 28)),
            (day(2015, 12, 1), day(2016, 2, 29))
        ]
    );
}

#[test]
fn an_open_or_unknown_end_has_no_bound() {
    for text in ["2014/..", "2014/", "[2014..]"] {
        assert_eq!(
            edtf(text).spans(),
            [Interval {
                low: Bound::Including(day(2014, 1, 1)),
                high: Bound::Open
            }],
            "{text}"
        );
    }
    for text in ["../2014", "/2014", "[..2014]"] {
        assert_eq!(
            edtf(text).spans(),
            [Interval {
                low: Bound::Open,
                high: Bound::Including(day(2014, 12, 31))
            }],
            "{text}"
        );
    }
}

#[test]
fn dates_that_can_both_be_true_meet_and_the_more_precise_lies_within() {
    assert!(edtf("2024-03-22").meets(&edtf("2024")) && edtf("2024-03-22").within(&edtf("2024")));
    assert!(!edtf("2024").within(&edtf("2024-03-22")));
    assert!(edtf("2015").meets(&edtf("2014~")) && !edtf("2016").meets(&edtf("2014~")));
    assert!(edtf("2014/2015").within(&edtf("[2014,2015]")));
    assert!(edtf("2020").meets(&edtf("2014/..")) && !edtf("2013").meets(&edtf("2014/..")));
}

#[test]
fn equality_is_that_of_the_canonical_text() {
    assert_eq!(edtf("[2014, 2015]"), edtf("[2014,2015]"));
    assert_eq!(edtf("2024-03-22T10:00:00Z"), edtf("2024-03-22"));
    assert_eq!(edtf("[2014]"), edtf("2014"));
    assert_ne!(edtf("2014?"), edtf("2014"));
}

#[test]
fn an_error_says_what_is_wrong_and_what_to_write() {
    let errors = [
        ("2023-02-30", "`2023-02-30`: February 2023 has 28 days"),
        (
            "2024-13",
            "`2024-13`: there is no month 13; months go from 01 to 12, seasons from 21 (spring) to 24 (winter)",
        ),
        (
            "2015/2014",
            "`2015/2014`: it ends before it begins; write the earlier date first",
        ),
        (
            "22 March 2024",
            "`22 March 2024`: not a date in EDTF; write one as `2024-03-22`, `2024-03` or `2024`, an interval as `2014/2015`; did you mean `2024-03-22`?",
        ),
        (
            "2024-3-2",
            "`2024-3-2`: month and day have two digits each, as in `2024-03-02`; did you mean `2024-03-02`?",
        ),
        (
            "../..",
            "`../..`: it names no date; one end at least must be one, as in `2014/..`",
        ),
        (
            "2024-03-22T25:00:00",
            "`2024-03-22T25:00:00`: after `T` belongs a time of that day, as in `2024-03-22T19:55:00+03:00`",
        ),
    ];
    for (text, expected) in errors {
        assert_eq!(Edtf::parse(text).unwrap_err().to_string(), expected);
    }
    for text in [
        "",
        "-0000",
        "79",
        "Y2024",
        "20X4",
        "XXXX",
        "2024-X1",
        "?2024",
        "2024?~",
        "[2014",
        "[2014,]",
        "{2014,2015}",
        "2014/2015/2016",
        "2024-21-01",
        "２０２４",
    ] {
        assert!(Edtf::parse(text).is_err(), "{text}");
    }
}

#[test]
fn only_a_day_that_exists_makes_a_date() {
    assert_eq!(Edtf::day(day(2024, 3, 22)), Some(edtf("2024-03-22")));
    assert_eq!(
        Edtf::day(Day {
            year: 2023,
            month: 2,
            day: 30
        }),
        None
    );
    assert_eq!(Edtf::day(day(12_345, 1, 1)), None);
}

#[test]
fn a_date_reads_well_in_words() {
    let words = [
        ("2024-03-22", "22 March 2024"),
        ("2021-08", "August 2021"),
        ("2014", "2014"),
        ("[2014,2015]", "2014 or 2015"),
        ("[2013,2014,2015]", "2013, 2014 or 2015"),
        ("2014/2015", "2014 to 2015"),
        ("2014/..", "since 2014"),
        ("../2015", "until 2015"),
        ("2014/", "2014 to an unknown date"),
        ("2014~", "about 2014"),
        ("2014?", "2014 (uncertain)"),
        ("2014%", "about 2014 (uncertain)"),
        ("201X", "the 2010s"),
        ("20XX", "the 21st century"),
        ("2015-21", "spring 2015"),
        ("2015-23", "autumn 2015"),
        ("1985-04-XX", "April 1985 (day unknown)"),
        ("-0043", "44 BC"),
        ("0079-08-24", "24 August 79 AD"),
        ("Y17000", "17000"),
        ("[1760..1762]", "between 1760 and 1762"),
        ("[..1984]", "1984 at the latest"),
    ];
    for (text, expected) in words {
        assert_eq!(edtf(text).in_words(), expected);
    }
}

#[test]
fn the_usual_written_forms_are_read() {
    let forms = [
        "22 March 2024",
        "March 22, 2024",
        "Mar 22 2024",
        "22nd of March 2024",
        "22 Mar. 2024",
        "22.03.2024",
        "22.3.24",
        "22/03/2024",
        "03/22/2024",
        "2024-03-22",
        "2024/3/22",
        "2024.03.22",
        "Friday, 22 March 2024",
        "on 22 march 2024",
        "22-Mar-2024",
        "2024 March 22",
        "٢٢/٠٣/٢٠٢٤",
        "the 22nd of March, 2024.",
    ];
    for form in forms {
        assert_eq!(
            parse_typed(form),
            Some(Typed::Date(edtf("2024-03-22"))),
            "{form}"
        );
    }
}

#[test]
fn partial_and_qualified_forms_are_read() {
    let forms = [
        ("March 2024", "2024-03"),
        ("Sept 2021", "2021-09"),
        ("03/2024", "2024-03"),
        ("2024", "2024"),
        ("in 2024", "2024"),
        ("about 2014", "2014~"),
        ("c. 2014", "2014~"),
        ("2014?", "2014?"),
        ("2014 or 2015", "[2014,2015]"),
        ("22 or 23 March 2024", "[2024-03-22,2024-03-23]"),
        (
            "March 22, 2024 or March 23, 2024",
            "[2024-03-22,2024-03-23]",
        ),
        ("2014-2015", "2014/2015"),
        ("from 2014 to 2015", "2014/2015"),
        ("22-25 March 2024", "2024-03-22/2024-03-25"),
        ("March to April 2024", "2024-03/2024-04"),
        ("since 2014", "2014/.."),
        ("spring of 2015", "2015-21"),
        ("fall 2015", "2015-23"),
        ("winter 2015", "2015-24"),
        ("the 2010s", "201X"),
        ("44 BC", "-0043"),
        ("AD 79", "0079"),
        ("2014-17", "2014/2017"),
        ("2014–21", "2014/2021"),
        ("2014/17", "2014/2017"),
        ("2014-12", "2014-12"),
        ("2014-2", "2014-02"),
        ("Aug '21", "2021-08"),
        ("22 March ’24", "2024-03-22"),
        ("summer '99", "1999-22"),
        ("Aug '21 to Sep '22", "2021-08/2022-09"),
        ("the year 2015", "2015"),
        ("in the year 2015", "2015"),
        ("mid-2015", "2015"),
        ("mid 2015", "2015"),
        ("early 2014", "2014"),
        ("in late 2014", "2014"),
        ("the end of March 2014", "2014-03"),
        ("early in 2014", "2014"),
        ("the early 2010s", "201X"),
    ];
    for (form, expected) in forms {
        assert_eq!(
            parse_typed(form),
            Some(Typed::Date(edtf(expected))),
            "{form}"
        );
    }
}

#[test]
fn a_day_and_month_in_either_order_have_two_readings() {
    let either = Typed::Either {
        day_first: edtf("2024-04-03"),
        month_first: edtf("2024-03-04"),
    };

    assert_eq!(parse_typed("03/04/2024"), Some(either));
    assert_eq!(
        parse_typed("03.04.2024"),
        Some(Typed::Date(edtf("2024-04-03")))
    );
    assert_eq!(
        parse_typed("03/03/2024"),
        Some(Typed::Date(edtf("2024-03-03")))
    );
}

#[test]
fn a_date_without_its_year_is_read_as_such() {
    assert_eq!(
        parse_typed("22 March"),
        Some(Typed::DayOfYear { month: 3, day: 22 })
    );
    assert_eq!(
        parse_typed("March 22nd"),
        Some(Typed::DayOfYear { month: 3, day: 22 })
    );
    assert_eq!(parse_typed("march"), Some(Typed::Month(3)));
    for form in ["22.03.", "22.3", "22/3", "3/22", "03-22"] {
        let day = Typed::DayOfYear { month: 3, day: 22 };
        assert_eq!(parse_typed(form), Some(day), "{form}");
    }
    let either = Typed::EitherDayOfYear {
        day_first: (11, 9),
        month_first: (9, 11),
    };
    assert_eq!(parse_typed("9/11"), Some(either));
    assert_eq!(
        parse_typed("9.11."),
        Some(Typed::DayOfYear { month: 11, day: 9 })
    );
}

#[test]
fn what_is_no_date_is_not_read() {
    for text in [
        "",
        "139 people",
        "tomorrow",
        "30 February 2024",
        "31/31/2024",
        "22",
        "Raqqa",
        "2015-2014",
        "2015-14",
        "3.22.",
        "31/2",
        "'21s",
        "2014-'",
        "0 BC",
        "or",
        " to ",
        "99999999999",
    ] {
        assert_eq!(parse_typed(text), None, "{text}");
    }
}

fn moment() -> impl Strategy<Value = String> {
    let year = prop_oneof![
        (0..=9999i32).prop_map(|y| format!("{y:04}")),
        (1..=9999i32).prop_map(|y| format!("-{y:04}"))
    ];
    let given = prop_oneof![
        year.clone(),
        (10_000..=999_999_999i32).prop_map(|year| format!("Y{year}")),
        (0..1000).prop_map(|n| format!("{n:03}X")),
        (0..100).prop_map(|n| format!("{n:02}XX")),
        (0..10).prop_map(|n| format!("{n}XXX")),
        (year.clone(), 21..=24).prop_map(|(y, s)| format!("{y}-{s}")),
        (year.clone(), 1..=12).prop_map(|(y, m)| format!("{y}-{m:02}")),
        (year.clone(), 1..=12).prop_map(|(y, m)| format!("{y}-{m:02}-XX")),
        year.clone().prop_map(|y| format!("{y}-XX")),
        year.clone().prop_map(|y| format!("{y}-XX-XX")),
        (year, 1..=12, 1..=28).prop_map(|(y, m, d)| format!("{y}-{m:02}-{d:02}")),
    ];
    (given, prop::sample::select(&["", "?", "~", "%"][..])).prop_map(|(given, flag)| given + flag)
}

fn any_date() -> impl Strategy<Value = Edtf> {
    let end = prop_oneof![4 => moment(), 1 => Just("..".to_owned()), 1 => Just(String::new())];
    let member = prop_oneof![
        moment(),
        moment().prop_map(|from| from + ".."),
        moment().prop_map(|to| format!("..{to}")),
        (moment(), moment()).prop_map(|(from, to)| format!("{from}..{to}")),
    ];
    let text = prop_oneof![
        2 => moment(),
        1 => (end.clone(), end).prop_map(|(start, end)| format!("{start}/{end}")),
        1 => prop::collection::vec(member, 1..4).prop_map(|members| format!("[{}]", members.join(","))),
    ];
    text.prop_filter_map("a date", |text| Edtf::parse(&text).ok())
}

proptest! {
    #[test]
    fn a_printed_date_parses_back_to_itself(date in any_date()) {
        prop_assert_eq!(Edtf::parse(date.as_str()), Ok(date.clone()));
    }

    #[test]
    fn a_date_in_words_is_read_back_as_itself(date in any_date()) {
        let words = date.in_words();
        prop_assert_eq!(parse_typed(&words), Some(Typed::Date(date)), "{}", words);
    }

    #[test]
    fn meeting_is_symmetric_and_within_implies_meeting(a in any_date(), b in any_date()) {
        prop_assert_eq!(a.meets(&b), b.meets(&a));
        prop_assert!(a.meets(&a) && a.within(&a));
        prop_assert!(!a.within(&b) || a.meets(&b));
    }

    #[test]
    fn spans_rise_and_never_touch(date in any_date()) {
        let spans = date.spans();
        prop_assert!(spans.windows(2).all(|pair| !pair[0].meets(&pair[1])));
    }

    #[test]
    fn no_text_makes_the_readers_panic(text in any::<String>()) {
        let _ = Edtf::parse(&text).map_err(|error| error.to_string());
        let _ = parse_typed(&text);
    }

    #[test]
    fn no_text_of_dates_makes_the_readers_panic(text in "[0-9XYT?~%/.,\\-\\[\\] a-z]{0,20}") {
        let _ = Edtf::parse(&text).map_err(|error| error.to_string());
        let _ = parse_typed(&text);
    }
}
