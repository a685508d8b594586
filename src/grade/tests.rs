use super::*;
use crate::card::{Card, Side};
use crate::library::FactRef;
use crate::question::Form;
use crate::value::{Edtf, Quantity};
use compact_str::CompactString;
use proptest::prelude::*;

fn sourced(value: Value) -> Sourced {
    let spellings = match &value {
        Value::Text(text) => vec![vec![text.to_string()]],
        Value::Set(members) | Value::Sequence(members) => members
            .iter()
            .map(|member| vec![member.to_string()])
            .collect(),
        _ => Vec::new(),
    };
    Sourced {
        value,
        spellings,
        cited: vec!["Meduza, lead".to_owned()],
    }
}

fn question(body: Body, values: Vec<Value>) -> Question {
    Question {
        card: Card {
            fact: FactRef { deck: 0, fact: 0 },
            side: Side::Forward,
        },
        form: Form::Type,
        prompt: "What?".to_owned(),
        body,
        expected: Expected {
            answers: values.into_iter().map(sourced).collect(),
            unit: None,
            tolerance: None,
            lookalikes: Vec::new(),
        },
        hint: None,
    }
}

fn text(answer: &str, lookalikes: &[&str]) -> Question {
    let mut question = question(Body::Type, vec![Value::Text(answer.into())]);
    question.expected.lookalikes = lookalikes.iter().map(|text| (*text).to_owned()).collect();
    question
}

fn members(list: &[&str]) -> Vec<CompactString> {
    list.iter().map(|member| (*member).into()).collect()
}

fn set(list: &[&str]) -> Question {
    question(
        Body::Members { count: list.len() },
        vec![Value::Set(members(list))],
    )
}

fn typed(question: &Question, lines: &[&str]) -> Graded {
    let lines = lines.iter().map(|line| (*line).to_owned()).collect();
    grade(question, &Response::Typed(lines))
}

fn verdict(answer: &str, line: &str) -> Verdict {
    typed(&text(answer, &[]), &[line]).verdict
}

#[test]
fn a_text_is_right_in_any_case_punctuation_and_spacing() {
    for (answer, line) in [
        ("Al-Qaeda", "alqaeda"),
        ("ISIS-K", "isis k"),
        ("the Islamic State", "Islamic State"),
        ("Sanaullah Ghafari", "Ghafari, Sanaullah"),
        ("Raqqa", "the city of Raqqa"),
        ("three", "3"),
        ("22 March 2024", "March 22, 2024"),
        ("…", "…"),
    ] {
        let graded = typed(&text(answer, &[]), &[line]);
        assert_eq!(
            (graded.verdict, graded.remarks, graded.matched),
            (Verdict::Right, vec![], Some(0)),
            "{line}"
        );
    }
}

#[test]
fn missing_accents_are_right_with_a_remark() {
    let graded = typed(&text("Łódź", &[]), &["Lodz"]);

    assert_eq!(
        (graded.verdict, graded.remarks),
        (Verdict::Right, vec![Remark::Accents("Łódź".to_owned())])
    );
}

#[test]
fn a_slip_is_forgiven_and_shown_letter_by_letter() {
    let graded = typed(&text("Mogadishu", &[]), &["Mogadisu"]);

    assert_eq!((graded.verdict, graded.credit), (Verdict::Slip, 1.0));
    assert_eq!(graded.remarks, [Remark::Misspelled("Mogadishu".to_owned())]);
    let pieces = [
        Piece::Same("Mogadis".to_owned()),
        Piece::Missed("h".to_owned()),
        Piece::Same("u".to_owned()),
    ];
    assert_eq!(graded.difference, pieces);
}

#[test]
fn the_allowance_grows_with_the_length() {
    assert_eq!(verdict("Fox", "Fix"), Verdict::Wrong);
    assert_eq!(verdict("Kabul", "Kabol"), Verdict::Slip);
    assert_eq!(verdict("Kabul", "Kobol"), Verdict::Wrong);
    assert_eq!(verdict("Mogadishu", "Mogadicu"), Verdict::Slip);
    assert_eq!(verdict("Mogadishu", "Mogodicu"), Verdict::Wrong);
}

#[test]
fn what_is_near_in_letters_but_another_thing_is_wrong() {
    for (answer, line) in [
        ("World War I", "World War II"),
        ("Resolution 1441", "Resolution 1442"),
        ("Group A", "Group B"),
        ("Northern Province", "Southern Province"),
        ("possible", "impossible"),
        ("ISKP", "ISKA"),
        ("Raqqa", "not Raqqa"),
        ("Raqqa", "Raqqa or Mosul"),
    ] {
        assert_eq!(verdict(answer, line), Verdict::Wrong, "{line} for {answer}");
    }
}

#[test]
fn a_few_letters_that_make_another_word_are_no_slip() {
    for (answer, line) in [
        ("increase", "decrease"),
        ("decrease", "increase"),
        ("overestimate", "underestimate"),
        ("pro-government", "anti-government"),
        ("upstream", "downstream"),
        ("excluded", "included"),
        ("exporters", "importers"),
        ("majority", "minority"),
        ("employer", "employee"),
        ("five million", "five billion"),
        ("A bank", "tank"),
        ("A central bank", "A central tank"),
        ("House", "Mouse"),
        ("the June attack", "the July attack"),
        ("sixty people", "fifty people"),
        ("Old Bridge", "Odd Bridge"),
    ] {
        assert_eq!(verdict(answer, line), Verdict::Wrong, "{line} for {answer}");
    }
}

#[test]
fn a_letter_missing_doubled_or_swapped_is_a_slip_in_short_words_too() {
    for (answer, line) in [
        ("A bank", "bnk"),
        ("A bank", "bannk"),
        ("A bank", "bakn"),
        ("A bank", "abnk"),
        ("Kabul", "Kabull"),
        ("Kabul", "Kaubl"),
        ("increase", "incraese"),
        ("increase", "encrease"),
        ("Battle of Raqqa", "Battle fo Raqa"),
        ("Siege of Sirte", "Seige of Sirt"),
        ("Moscow", "Noscow"),
        ("Ayman al-Zawahiri", "Ayman el Zawahri"),
        ("Osama bin Laden", "Osama ben Laden"),
        ("a tax on oil", "a tax in oil"),
    ] {
        assert_eq!(verdict(answer, line), Verdict::Slip, "{line} for {answer}");
    }
}

#[test]
fn a_slip_never_lands_on_another_answer() {
    let question = text("Mali", &["Malo", "Bali", "MALI"]);

    let another = Remark::AnotherAnswer("Malo".to_owned());
    assert_eq!(typed(&question, &["malo"]).remarks, [another]);
    assert_eq!(typed(&question, &["Mal"]).verdict, Verdict::Wrong);
    assert_eq!(typed(&question, &["mali"]).verdict, Verdict::Right);
}

#[test]
fn a_part_and_a_turned_name_are_partly_right_or_a_slip() {
    let part = typed(&text("Sanaullah Ghafari", &[]), &["Ghafari"]);
    let turned = typed(&text("Sanaullah Ghafari", &[]), &["Ghafari Sanaullah"]);

    assert_eq!(
        (part.verdict, part.remarks),
        (
            Verdict::Partly,
            vec![Remark::PartOf("Sanaullah Ghafari".to_owned())]
        )
    );
    assert_eq!(
        (turned.verdict, turned.remarks),
        (
            Verdict::Slip,
            vec![Remark::WordOrder("Sanaullah Ghafari".to_owned())]
        )
    );
    assert_eq!(verdict("Raqqa", "Raqqa in eastern Syria"), Verdict::Partly);
    assert_eq!(verdict("Crocus City Hall attack", "attack"), Verdict::Wrong);
}

#[test]
fn a_title_or_an_initial_does_not_count_against_a_name() {
    let last = typed(&text("Vladimir Putin", &[]), &["Putin"]);
    for line in [
        "President Putin",
        "Mr. Putin",
        "V. Putin",
        "Prime Minister V. Putin",
    ] {
        let graded = typed(&text("Vladimir Putin", &[]), &[line]);
        assert_eq!(
            (graded.verdict, graded.credit, graded.remarks),
            (Verdict::Partly, last.credit, last.remarks.clone()),
            "{line}"
        );
    }
    assert_eq!(
        verdict("Vladimir Putin", "President Vladimir Putin"),
        Verdict::Right
    );
    assert_eq!(
        verdict("Vladimir Putin", "Vladimir V. Putin"),
        Verdict::Right
    );
    for (answer, line) in [
        ("Vladimir Putin", "President"),
        ("Vladimir Putin", "President Medvedev"),
        ("Vladimir Putin", "Director"),
        ("Group Alpha", "A"),
    ] {
        assert_eq!(verdict(answer, line), Verdict::Wrong, "{line} for {answer}");
    }
    assert_eq!(
        verdict("Khalid Sheikh Mohammed", "Sheikh Mohammed"),
        Verdict::Partly
    );
    let question = text("Vladimir Putin", &["President Putin"]);
    assert_eq!(
        typed(&question, &["President Putin"]).verdict,
        Verdict::Wrong
    );
}

#[test]
fn another_wording_is_wrong_and_shown_word_by_word() {
    let graded = typed(
        &text("Kabul International Airport", &[]),
        &["Herat International Station"],
    );

    assert_eq!((graded.verdict, graded.matched), (Verdict::Wrong, None));
    assert!(
        graded
            .difference
            .contains(&Piece::Same("International ".to_owned()))
    );
}

#[test]
fn every_sourced_value_is_right_and_the_grade_says_which() {
    let values = vec![
        Value::Number(Quantity::AtLeast(130.0)),
        Value::Number(Quantity::Exactly(137.0)),
    ];
    let question = question(Body::Type, values);

    let graded = typed(&question, &["137"]);
    assert_eq!((graded.verdict, graded.matched), (Verdict::Right, Some(1)));
    assert_eq!(typed(&question, &["at least 130"]).matched, Some(0));
    assert_eq!(typed(&question, &["90"]).matched, None);
}

#[test]
fn members_count_in_any_order_on_one_line_or_several() {
    let question = set(&["Mali", "Niger", "Chad"]);

    assert_eq!(
        typed(&question, &["Chad", "mali", "Niger"]).verdict,
        Verdict::Right
    );
    assert_eq!(
        typed(&question, &["Chad, Mali and Niger, Mali"]).verdict,
        Verdict::Right
    );
    assert_eq!(
        typed(&question, &["Tchad", "Mali", "Niger"]).verdict,
        Verdict::Slip
    );
}

#[test]
fn missing_and_extra_members_are_told_and_cost_their_share() {
    let graded = typed(
        &set(&["Mali", "Niger", "Chad", "Togo"]),
        &["Chad", "Mali", "Ghana"],
    );

    assert_eq!(
        (graded.verdict, graded.credit),
        (Verdict::Partly, 1.75 / 4.0)
    );
    let missing = Remark::Missing(vec!["Niger".to_owned(), "Togo".to_owned()]);
    assert_eq!(
        graded.remarks,
        [missing, Remark::Extra(vec!["Ghana".to_owned()])]
    );
    assert_eq!(
        typed(&set(&["Mali", "Niger"]), &["Ghana"]).verdict,
        Verdict::Wrong
    );
}

#[test]
fn one_entry_names_one_member() {
    let graded = typed(&set(&["Niger", "Nigeria"]), &["Niger, Nigeria"]);
    assert_eq!(graded.verdict, Verdict::Right);

    let once = typed(&set(&["Niger", "Nigeria"]), &["Niger"]);
    assert_eq!(once.remarks, [Remark::Missing(vec!["Nigeria".to_owned()])]);
}

#[test]
fn members_that_differ_only_in_white_space_are_told_apart_by_their_order() {
    let question = question(
        Body::Type,
        vec![Value::Sequence(members(&["\u{b}?", "?", "a"]))],
    );

    assert_eq!(
        typed(&question, &["\u{b}?", "?", "a"]).verdict,
        Verdict::Right
    );
}

#[test]
fn a_typed_sequence_earns_what_stands_in_order() {
    let items = ["founding", "split", "siege", "fall"];
    let question = question(Body::Type, vec![Value::Sequence(members(&items))]);

    assert_eq!(
        typed(&question, &["founding → split → siege → fall"]).verdict,
        Verdict::Right
    );
    let swapped = typed(&question, &["founding, siege, split, fall"]);
    assert_eq!(
        (swapped.verdict, swapped.credit),
        (Verdict::Partly, 2.0 / 3.0)
    );
    assert_eq!(swapped.remarks, [Remark::InPlace { right: 2, of: 4 }]);
    let incomplete = typed(&question, &["founding", "split", "fall"]);
    assert_eq!(
        incomplete.remarks,
        [Remark::Missing(vec!["siege".to_owned()])]
    );
}

#[test]
fn several_gaps_are_filled_each_in_its_place() {
    let pieces = vec![None, Some(" left the ".to_owned()), None];
    let question = question(
        Body::Gap { pieces },
        vec![Value::Sequence(members(&["Khan", "Taliban"]))],
    );

    assert_eq!(
        typed(&question, &["Khan", "the taliban"]).verdict,
        Verdict::Right
    );
    assert_eq!(typed(&question, &["Khan, Taliban"]).verdict, Verdict::Right);
    let half = typed(&question, &["", "Taliban"]);
    assert_eq!(
        (half.verdict, half.credit, half.remarks),
        (
            Verdict::Partly,
            0.5,
            vec![Remark::Missing(vec!["Khan".to_owned()])]
        )
    );
    assert_eq!(
        typed(&question, &["Taliban", "Khan"]).verdict,
        Verdict::Wrong
    );
}

#[test]
fn choices_and_judgements_can_be_picked_or_typed() {
    let options = vec!["Mali".to_owned(), "Niger".to_owned()];
    let choose = question(
        Body::Choose { options, right: 1 },
        vec![Value::Text("Niger".into())],
    );
    let judge = question(Body::Judge { truth: false }, vec![Value::Truth(false)]);

    assert_eq!(grade(&choose, &Response::Chosen(1)).verdict, Verdict::Right);
    assert_eq!(grade(&choose, &Response::Chosen(7)).verdict, Verdict::Wrong);
    assert_eq!(typed(&choose, &["niger"]).verdict, Verdict::Right);
    assert_eq!(
        grade(&judge, &Response::Judged(false)).verdict,
        Verdict::Right
    );
    assert_eq!(typed(&judge, &["No."]).verdict, Verdict::Right);
    assert_eq!(
        typed(&judge, &["perhaps"]).remarks,
        [Remark::Unread("true or false")]
    );
}

#[test]
fn nothing_typed_is_not_known_and_what_was_revealed_is_right() {
    let question = text("Raqqa", &[]);

    assert_eq!(typed(&question, &[" ", ""]).verdict, Verdict::NotKnown);
    assert_eq!(
        grade(&question, &Response::DontKnow).verdict,
        Verdict::NotKnown
    );
    assert_eq!(
        grade(&question, &Response::Revealed).verdict,
        Verdict::Right
    );
}

fn answer() -> impl Strategy<Value = String> {
    let words = prop_oneof![
        any::<String>(),
        "[A-Z][a-z]{2,9}( [A-Z][a-z]{2,9}){0,3}",
        "[ -~]{1,20}",
        "[0-9,. ]{1,8}"
    ];
    words.prop_filter("not blank", |text| !text.trim().is_empty())
}

fn distinct_members() -> impl Strategy<Value = Vec<String>> {
    let members = prop::collection::vec(answer(), 2..7);
    members.prop_filter("all different", |members| {
        let mut forms: Vec<String> = members.iter().map(|member| normal(member)).collect();
        forms.sort();
        forms.windows(2).all(|pair| pair[0] != pair[1])
    })
}

fn values() -> impl Strategy<Value = Value> {
    let boxed = |members: Vec<String>| members.into_iter().map(Into::into).collect();
    prop_oneof![
        answer().prop_map(|text| Value::Text(text.into())),
        (any::<f64>(), any::<f64>()).prop_filter_map("finite", |(a, b)| {
            let both = a.is_finite() && b.is_finite();
            both.then(|| Value::Number(Quantity::Between(a.min(b), a.max(b))))
        }),
        any::<i32>().prop_map(|value| Value::Number(Quantity::AtLeast(f64::from(value) / 100.0))),
        prop::sample::select(
            &[
                "2024-03-22",
                "2014/2015",
                "[2014,2016]",
                "201X",
                "2014~",
                "2014/..",
                "2015-24",
                "1999/2013"
            ][..]
        )
        .prop_map(|text| Value::Date(Edtf::parse(text).unwrap())),
        any::<bool>().prop_map(Value::Truth),
        distinct_members().prop_map(move |members| Value::Set(boxed(members))),
        distinct_members().prop_map(move |members| Value::Sequence(boxed(members))),
    ]
}

/// The lines somebody types who knows the answer.
fn told(value: &Value) -> Vec<String> {
    match value {
        Value::Set(members) => members.iter().rev().map(ToString::to_string).collect(),
        Value::Sequence(members) => members.iter().map(ToString::to_string).collect(),
        other => vec![other.to_string()],
    }
}

proptest! {
    #[test]
    fn the_right_answer_is_right(value in values(), lookalikes in prop::collection::vec(answer(), 0..4)) {
        let mut question = question(Body::Type, vec![value.clone()]);
        question.expected.lookalikes = lookalikes;

        let graded = grade(&question, &Response::Typed(told(&value)));

        prop_assert_eq!((graded.verdict, graded.credit, graded.matched), (Verdict::Right, 1.0, Some(0)), "{:?}", graded.remarks);
        prop_assert!(graded.remarks.is_empty());
    }

    #[test]
    fn a_shuffled_set_is_right(list in distinct_members().prop_flat_map(|list| (Just(list.clone()), Just(list).prop_shuffle()))) {
        let (list, shuffled) = list;
        let list: Vec<&str> = list.iter().map(String::as_str).collect();

        let graded = grade(&set(&list), &Response::Typed(shuffled));

        prop_assert_eq!(graded.verdict, Verdict::Right);
    }

    #[test]
    fn filled_gaps_are_right(fillings in distinct_members()) {
        let boxed: Vec<CompactString> = fillings.iter().map(|text| text.as_str().into()).collect();
        let question = question(Body::Gap { pieces: vec![None; fillings.len()] }, vec![Value::Sequence(boxed)]);

        prop_assert_eq!(grade(&question, &Response::Typed(fillings)).verdict, Verdict::Right);
    }

    #[test]
    fn a_sorted_order_is_right((items, right) in (2..9usize).prop_flat_map(|count| {
        (prop::collection::vec(answer(), count), Just((0..count).collect::<Vec<_>>()).prop_shuffle())
    })) {
        let response = Response::Ordered(right.clone());
        let question = question(Body::Order { items, right }, vec![]);

        prop_assert_eq!(grade(&question, &response).verdict, Verdict::Right);
    }

    #[test]
    fn no_response_makes_grading_panic(
        value in values(), lines in prop::collection::vec(any::<String>(), 0..4), order in prop::collection::vec(0..9usize, 0..9),
        lookalikes in prop::collection::vec(any::<String>(), 0..4),
    ) {
        let bodies = [
            Body::Type,
            Body::Gap { pieces: vec![None, None] },
            Body::Members { count: 3 },
            Body::Judge { truth: true },
            Body::Choose { options: lookalikes.clone(), right: 2 },
            Body::Order { items: lines.clone(), right: order.clone() },
        ];
        for body in bodies {
            let mut question = question(body, vec![value.clone()]);
            question.expected.lookalikes.clone_from(&lookalikes);
            for response in [Response::Typed(lines.clone()), Response::Ordered(order.clone()), Response::Chosen(order.len())] {
                let graded = grade(&question, &response);
                prop_assert!((0.0..=1.0).contains(&graded.credit));
            }
        }
    }
}
