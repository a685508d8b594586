//! Questions: every card of the shipped library in every form, and what choices must be.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use factdeck::card::{self, Card, CardId, Side};
use factdeck::grade::{Verdict, grade};
use factdeck::library::{Library, Value};
use factdeck::load;
use factdeck::question::{Asking, Body, Form, Question, Response, Strength, ask, ask_for, forms};
use proptest::prelude::{ProptestConfig, any, prop_assert, prop_assert_eq, proptest};
use std::collections::HashSet;

const HEAD: &str = r#"
id = "test"
title = "Test"
language = "en"
[source.doc]
title = "A Document"
[source.paper]
title = "Paper"
publisher = "The Paper"
[name.mali]
name = "Mali"
kind = "country"
[name.niger]
name = "Niger"
kind = "country"
[name.chad]
name = "Chad"
kind = "country"
[name.sudan]
name = "Sudan"
kind = "country"
also = ["The Sudan"]
[name.everest]
name = "Everest"
kind = "mountain"
"#;

fn library(facts: &str) -> Library {
    let deck = format!("title = \"Deck\"\nsource = \"doc\"\n{facts}");
    let loaded = load::texts([("library.toml", HEAD), ("deck.toml", &deck)]);
    assert_eq!(loaded.diagnostics, [], "{:#?}", loaded.diagnostics);
    loaded.library.unwrap()
}

fn asking(library: &Library, card: Card, seed: u64) -> Asking<'_> {
    Asking {
        library,
        card,
        seed,
        confusions: &[],
        superseded: None,
    }
}

fn only(library: &Library, form: Form) -> Question {
    let card = card::cards(library)[0];
    ask(&asking(library, card, 1), form).unwrap()
}

fn options(question: &Question) -> (Vec<&str>, &str) {
    let Body::Choose { options, right } = &question.body else {
        panic!("not a choice: {question:?}");
    };
    let wrong = options
        .iter()
        .enumerate()
        .filter(|(index, _)| index != right);
    (
        wrong.map(|(_, text)| text.as_str()).collect(),
        &options[*right],
    )
}

/// The response of a learner who knows.
fn right_response(question: &Question) -> Response {
    let answer = &question.expected.answers[0].value;
    match &question.body {
        Body::Choose { right, .. } => Response::Chosen(*right),
        Body::Judge { truth } => Response::Judged(*truth),
        Body::Order { right, .. } => Response::Ordered(right.clone()),
        Body::Recall => Response::Revealed,
        Body::Type | Body::Gap { .. } | Body::Members { .. } => match answer {
            Value::Set(members) | Value::Sequence(members) => {
                Response::Typed(members.iter().map(ToString::to_string).collect())
            }
            other => Response::Typed(vec![other.to_string()]),
        },
    }
}

#[test]
fn the_right_answer_is_right_in_every_form_of_every_shipped_card() {
    let library = load::shipped().library.unwrap();

    for card in card::cards(&library) {
        for seed in [7] {
            let asking = asking(&library, card, seed);
            for form in forms(&asking) {
                let question = ask(&asking, form).unwrap();
                let graded = grade(&question, &right_response(&question));
                assert_eq!(graded.verdict, Verdict::Right, "{question:#?}");
            }
        }
    }
}

#[test]
fn shipped_choices_are_four_all_different_and_only_one_is_right() {
    let library = load::shipped().library.unwrap();
    let mut choices = 0;

    for card in card::cards(&library) {
        for seed in 0..2 {
            let asking = asking(&library, card, seed);
            let Some(question) = ask(&asking, Form::Choose) else {
                continue;
            };
            choices += 1;
            let (wrong, right) = options(&question);
            let different: HashSet<&str> = wrong.iter().copied().chain([right]).collect();
            assert_eq!(different.len(), 4, "{question:#?}");
            let typed = ask(&asking, Form::Type).or_else(|| ask(&asking, Form::Gap));
            for text in wrong {
                let Some(typed) = &typed else { continue };
                let graded = grade(typed, &Response::Typed(vec![text.to_owned()]));
                assert!(
                    graded.verdict < Verdict::Slip,
                    "`{text}` is right for {typed:#?}"
                );
            }
        }
    }
    assert!(choices > 500, "only {choices} cards can be chosen");
}

#[test]
fn an_authored_wrong_choice_of_a_shipped_card_is_wrong_when_typed() {
    let library = load::shipped().library.unwrap();
    let mut typed = 0;

    for card in card::cards(&library) {
        if card.side != Side::Forward {
            continue;
        }
        let fact = library.fact(card.fact);
        let Some(question) = ask(&asking(&library, card, 1), Form::Type) else {
            continue;
        };
        for wrong in &fact.extras().wrong {
            let response = Response::Typed(vec![wrong.text.to_string()]);
            let verdict = grade(&question, &response).verdict;
            assert_eq!(verdict, Verdict::Wrong, "{}: {}", fact.id.text, wrong.text);
            typed += 1;
        }
    }
    assert!(typed > 500, "{typed}");
}

#[test]
fn a_seed_decides_everything() {
    let library = load::shipped().library.unwrap();
    let ask_all = |seed| {
        let cards = card::cards(&library).into_iter();
        let questions = cards.map(|card| ask_for(&asking(&library, card, seed), Strength::Young));
        questions.collect::<Vec<_>>()
    };

    assert_eq!(ask_all(5), ask_all(5));
    assert_ne!(ask_all(5), ask_all(6));
}

#[test]
fn authored_wrong_choices_come_first() {
    let library = library(
        "[[fact]]\nid = \"a\"\nask = \"Which country?\"\nanswer = \"Mali\"\n\
         wrong = [\"Peru\", \"Laos\", \"Cuba\"]\n",
    );

    let question = only(&library, Form::Choose);
    let (mut wrong, right) = options(&question);
    wrong.sort_unstable();
    assert_eq!((wrong, right), (vec!["Cuba", "Laos", "Peru"], "Mali"));
}

#[test]
fn names_of_the_same_kind_are_wrong_choices_and_other_spellings_never() {
    let library = library(
        "[[fact]]\nid = \"a\"\nask = \"Which country?\"\nanswer = \"Sudan\"\n\
         wrong = [\"the sudan\", \"Súdan\"]\n",
    );

    let question = only(&library, Form::Choose);
    let (mut wrong, _) = options(&question);
    wrong.sort_unstable();
    assert_eq!(wrong, ["Chad", "Mali", "Niger"]);
}

#[test]
fn what_the_learner_mixed_up_before_is_offered_again() {
    let library = library("[[fact]]\nid = \"a\"\nask = \"Which country?\"\nanswer = \"Mali\"\n");
    let confusions = ["everest".to_owned(), "the Sudan".to_owned()];
    let card = card::cards(&library)[0];

    for seed in 0..10 {
        let asking = Asking {
            confusions: &confusions,
            ..asking(&library, card, seed)
        };
        let question = ask(&asking, Form::Choose).unwrap();
        assert!(options(&question).0.contains(&"Sudan"), "{question:#?}");
        assert!(!options(&question).0.contains(&"Everest"), "{question:#?}");
    }
}

#[test]
fn neither_a_superseded_answer_nor_a_name_in_the_question_is_a_choice() {
    let library = library(
        "[[fact]]\nid = \"a\"\nask = \"Which neighbour of Niger?\"\nanswer = \"Mali\"\n\
         wrong = [\"Peru\", \"Laos\", \"Cuba\", \"Chile\"]\n\
         [[fact]]\nid = \"b\"\nask = \"Which neighbour of Niger?\"\nanswer = \"Chad\"\nwrong = [\"Peru\", \"Laos\"]\n",
    );
    let cards = card::cards(&library);
    for seed in 0..10 {
        let superseded = Asking {
            superseded: Some("Cuba"),
            ..asking(&library, cards[0], seed)
        };
        let question = ask(&superseded, Form::Choose).unwrap();
        assert!(!options(&question).0.contains(&"Cuba"), "{question:#?}");
        let question = ask(&asking(&library, cards[1], seed), Form::Choose).unwrap();
        assert!(!options(&question).0.contains(&"Niger"), "{question:#?}");
    }
}

#[test]
fn without_three_plausible_wrong_choices_nothing_is_chosen() {
    let library = library("[[fact]]\nid = \"a\"\nask = \"How high?\"\nanswer = \"very\"\n");
    let card = card::cards(&library)[0];

    assert_eq!(ask(&asking(&library, card, 1), Form::Choose), None);
    assert_eq!(
        forms(&asking(&library, card, 1)),
        [Form::Type, Form::Recall]
    );
}

#[test]
fn beside_a_figure_with_one_end_only_authored_choices_are_fair() {
    let of = |more: &str| {
        library(&format!(
            "[[fact]]\nid = \"a\"\nask = \"How many?\"\nanswer = {{ at_least = 90 }}\n{more}\
             [[fact]]\nid = \"b\"\nask = \"How many?\"\nanswer = 33\n"
        ))
    };
    let alone = of("");
    let authored = of("wrong = [\"fewer than 20\", \"about 33\", \"50\"]\n");

    let card = card::cards(&alone)[0];
    assert_eq!(ask(&asking(&alone, card, 1), Form::Choose), None);
    assert_eq!(options(&only(&authored, Form::Choose)).1, "at least 90");
}

#[test]
fn where_sources_differ_a_choice_names_its_source_and_offers_no_other_claim() {
    let library = library(
        "[[fact]]\nid = \"a\"\nask = \"How many?\"\nstatus = \"disputed\"\n\
         claims = [{ answer = 137, source = \"paper, lead\" }, { answer = 182, source = \"doc\" }]\n",
    );
    let card = card::cards(&library)[0];

    for seed in 0..6 {
        let question = ask(&asking(&library, card, seed), Form::Choose).unwrap();
        let (wrong, right) = options(&question);
        let (source, other) = match right {
            "137" => ("According to The Paper: How many?", "182"),
            _ => ("According to “A Document”: How many?", "137"),
        };
        assert_eq!(question.prompt, source);
        assert!(!wrong.contains(&other), "{wrong:?}");
    }
}

#[test]
fn the_answer_reads_the_same_whichever_claim_is_asked_for() {
    let library = library(
        "[[fact]]\nid = \"a\"\nask = \"How many?\"\nstatus = \"disputed\"\n\
         claims = [{ answer = 182, source = \"paper, lead\" }, { answer = 137, source = \"doc\" }]\n",
    );
    let card = card::cards(&library)[0];
    let texts: HashSet<String> = (0..6)
        .filter_map(|seed| ask(&asking(&library, card, seed), Form::Choose))
        .map(|question| question.expected.as_text())
        .collect();

    assert_eq!(texts, HashSet::from(["137 / 182".to_owned()]));
}

#[test]
fn a_claim_is_asked_with_the_name_of_who_makes_it() {
    let library = library(
        "[[fact]]\nid = \"a\"\nask = \"Why?\"\nanswer = \"x\"\nstatus = \"opinion\"\nby = \"Jane Doe\"\n\
         [[fact]]\nid = \"b\"\nask = \"Why does Jane Doe think so?\"\nanswer = \"x\"\nstatus = \"opinion\"\nby = \"Jane Doe\"\n",
    );
    let prompts: Vec<String> = card::cards(&library)
        .into_iter()
        .map(|card| ask_for(&asking(&library, card, 1), Strength::Old).prompt)
        .collect();

    assert_eq!(
        prompts,
        ["According to Jane Doe: Why?", "Why does Jane Doe think so?"]
    );
}

#[test]
fn the_form_follows_the_memory() {
    let library = library(
        "[[fact]]\nid = \"a\"\nask = \"Which country?\"\nanswer = \"Mali\"\nhint = \"In Africa\"\n",
    );
    let card = card::cards(&library)[0];
    let of = |strength| ask_for(&asking(&library, card, 1), strength);

    assert_eq!(of(Strength::Young).form, Form::Choose);
    assert_eq!(of(Strength::Maturing).form, Form::Type);
    assert_eq!(of(Strength::Old).form, Form::Type);
    assert!(of(Strength::Maturing).hint.is_some() && of(Strength::Old).hint.is_none());
}

#[test]
fn the_reverse_is_answered_by_the_subject_in_every_spelling() {
    let library = library(
        "[[fact]]\nid = \"a\"\nsubject = \"sudan\"\nask = \"What is its capital?\"\nanswer = \"Khartoum\"\n\
         reverse = \"Of which country is Khartoum the capital?\"\n",
    );
    let card = card::cards(&library)[1];
    let question = ask(&asking(&library, card, 1), Form::Type).unwrap();

    assert_eq!(card.id(&library), CardId("a/reverse".to_owned()));
    assert_eq!(question.prompt, "Of which country is Khartoum the capital?");
    let typed = Response::Typed(vec!["The Sudan".to_owned()]);
    assert_eq!(grade(&question, &typed).verdict, Verdict::Right);
}

#[test]
fn a_slip_that_lands_on_another_answer_of_the_library_is_wrong() {
    let library = library(
        "[[fact]]\nid = \"a\"\nask = \"Which river?\"\nanswer = \"Niger river\"\naccept = [\"Niger\"]\n\
         [[fact]]\nid = \"b\"\nask = \"Which adjective?\"\nanswer = \"Nigel\"\n",
    );
    let question = only(&library, Form::Type);

    assert!(question.expected.lookalikes.contains(&"Nigel".to_owned()));
    let typed = |text: &str| grade(&question, &Response::Typed(vec![text.to_owned()])).verdict;
    assert_eq!(typed("Nigel"), Verdict::Wrong);
    assert_eq!(typed("Nigr"), Verdict::Slip);
}

#[test]
fn other_wordings_count_for_the_part_they_are_given_for() {
    let library = library(
        "[[fact]]\nid = \"a\"\nask = \"Which two?\"\nanswer = [\"Italian police\", \"French police\"]\n\
         accept = { \"Italian police\" = [\"Italy\"], \"French police\" = [\"France\"] }\n\
         [[fact]]\nid = \"b\"\ncloze = \"{land} and {secular}\"\naccept = { land = [\"territory\"] }\n",
    );
    let cards = card::cards(&library);
    let typed = |index: usize, form, lines: &[&str]| {
        let question = ask(&asking(&library, cards[index], 1), form).unwrap();
        let lines = lines.iter().map(ToString::to_string).collect();
        grade(&question, &Response::Typed(lines)).verdict
    };

    assert_eq!(
        typed(0, Form::Members, &["France", "Italy"]),
        Verdict::Right
    );
    assert_eq!(typed(1, Form::Gap, &["territory"]), Verdict::Right);
    assert_eq!(typed(2, Form::Gap, &["territory"]), Verdict::Wrong);
}

#[test]
fn a_cloze_asks_one_number_of_holes_at_a_time() {
    let library = library(
        "[[fact]]\nid = \"a\"\ncloze = \"{Mali} and {2:Niger}, {2:Chad} with {33} more\"\n",
    );
    let sides: Vec<Side> = card::cards(&library).iter().map(|card| card.side).collect();
    let gap = |index: usize| {
        ask(
            &asking(&library, card::cards(&library)[index], 1),
            Form::Gap,
        )
        .unwrap()
    };

    assert_eq!(sides, [Side::Hole(1), Side::Hole(2), Side::Hole(3)]);
    let Body::Gap { pieces } = gap(1).body else {
        panic!("no gap")
    };
    let shown: Vec<Option<&str>> = pieces.iter().map(Option::as_deref).collect();
    assert_eq!(
        shown,
        [
            Some("Mali and "),
            None,
            Some(", "),
            None,
            Some(" with 33 more")
        ]
    );
    let words = Response::Typed(vec!["thirty-three".to_owned()]);
    assert_eq!(grade(&gap(2), &words).verdict, Verdict::Right);
}

#[test]
fn what_is_to_be_sorted_is_never_shown_sorted() {
    let library = library(
        "[[fact]]\nid = \"a\"\nask = \"Sort\"\nanswer = { in_order = [\"a\", \"b\", \"c\"] }\n",
    );
    let card = card::cards(&library)[0];

    for seed in 0..50 {
        let question = ask(&asking(&library, card, seed), Form::Order).unwrap();
        let Body::Order { items, .. } = &question.body else {
            panic!("no order")
        };
        assert_ne!(items, &["a", "b", "c"]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_figure_makes_choosing_panic_or_offers_what_is_right(figure in any::<i32>(), seed in any::<u64>(), key in 0..6_usize) {
        let answer = match key {
            0 => format!("{figure}"),
            1 => format!("{{ at_least = {figure} }}"),
            2 => format!("{{ fewer_than = {figure} }}"),
            3 => format!("{{ about = {figure} }}"),
            4 => format!("{{ from = {figure}, to = {} }}", i64::from(figure) + 10),
            _ => format!("{}.5", figure / 1000),
        };
        let library = library(&format!("[[fact]]\nid = \"a\"\nask = \"How many?\"\nanswer = {answer}\n"));
        let card = card::cards(&library)[0];
        let asking = asking(&library, card, seed);
        let typed = ask(&asking, Form::Type).unwrap();
        prop_assert_eq!(grade(&typed, &right_response(&typed)).verdict, Verdict::Right);
        if let Some(question) = ask(&asking, Form::Choose) {
            for wrong in options(&question).0 {
                let graded = grade(&typed, &Response::Typed(vec![wrong.to_owned()]));
                prop_assert!(graded.verdict < Verdict::Slip, "{} for {}", wrong, answer);
            }
        }
    }
}
