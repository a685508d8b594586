//! A session under any sequence of decisions: it never panics, and what it writes is what it tells.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use factdeck::card;
use factdeck::load;
use factdeck::question::Response;
use factdeck::schedule::{Candidate, DayCounts, Moment, Rating, Scheduler, build};
use factdeck::session::{Effect, Event, Past, Plan, Screen, Step, Study, Undoing};
use proptest::prelude::{
    ProptestConfig, Strategy, any, prop_assert, prop_assert_eq, prop_oneof, proptest,
};
use proptest::strategy::Just;
use std::collections::HashMap;
use std::sync::Arc;

const DECK: &str = r#"
title = "Mixed"
source = "doc"
[[fact]]
id = "choose"
ask = "Which?"
answer = "one"
wrong = ["two", "three", "four"]
[[fact]]
id = "type"
ask = "Who?"
answer = "somebody"
hint = "some"
[[fact]]
id = "figure"
ask = "How many?"
claims = [{ answer = 137, source = "doc" }, { answer = { at_least = 139 }, source = "doc, x" }]
[[fact]]
id = "day"
ask = "When?"
answer = 2024-03-22
[[fact]]
id = "set"
ask = "Which three?"
answer = ["a", "b", "c"]
[[fact]]
id = "order"
ask = "Sort"
answer = { in_order = ["a", "b", "c"] }
[[fact]]
id = "truth"
ask = "Is it?"
answer = true
[[fact]]
id = "term"
term = "Sahel"
meaning = "A region of Africa"
[[fact]]
id = "gap"
cloze = "{one} and {two}"
"#;

fn now(step: usize) -> Moment {
    Moment {
        utc_ms: 1_700_000_000_000 + i64::try_from(step).unwrap() * 20_000,
        offset_s: 0,
    }
}

fn study() -> Study {
    let head = "id = \"t\"\ntitle = \"T\"\nlanguage = \"en\"\n[source.doc]\ntitle = \"D\"\n";
    let library = load::texts([("library.toml", head), ("deck.toml", DECK)])
        .library
        .unwrap();
    let scheduler = Scheduler::default();
    let candidates = card::cards(&library).into_iter().map(|card| Candidate {
        card,
        memory: None,
        set_aside: false,
    });
    let plan = Plan {
        queue: build(
            candidates,
            DayCounts::default(),
            |_| false,
            &scheduler,
            now(0),
        ),
        memories: HashMap::new(),
        due_tomorrow: 0,
        seed: 1,
    };
    Study::new(Arc::new(library), scheduler, plan, now(0))
}

fn event() -> impl Strategy<Value = Event> {
    let typed = proptest::collection::vec(".{0,12}", 0..4).prop_map(Response::Typed);
    let ordered = proptest::collection::vec(0_usize..5, 0..5).prop_map(Response::Ordered);
    let response = prop_oneof![
        (0_usize..6).prop_map(Response::Chosen),
        any::<bool>().prop_map(Response::Judged),
        typed,
        ordered,
        Just(Response::Revealed),
        Just(Response::DontKnow),
    ];
    let rating = (0_usize..4).prop_map(|index| Event::Rate(Rating::ALL[index]));
    prop_oneof![
        6 => response.prop_map(Event::Respond),
        4 => rating,
        2 => Just(Event::Accept),
        2 => Just(Event::Undo),
        1 => Just(Event::Skip),
        1 => Just(Event::Bury),
        1 => Just(Event::Suspend),
        1 => ".{0,8}".prop_map(Event::Flag),
        1 => Just(Event::Hint),
        1 => Just(Event::Edit),
        1 => Just(Event::Tick),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_decisions_leave_a_log_that_the_summary_tells(events in proptest::collection::vec(event(), 0..60)) {
        let mut study = study();
        let (mut reviews, mut marks) = (0_usize, 0_usize);
        for (step, event) in events.into_iter().chain([Event::Quit]).enumerate() {
            while let Step::Draw(_) = study.step(now(step)) {
                study.present(Past::default(), now(step));
            }
            for effect in study.handle(event, now(step)) {
                match effect {
                    Effect::Append(_) => reviews += 1,
                    Effect::Mark(_) => marks += 1,
                    Effect::Undo(Undoing::Review(_)) => reviews -= 1,
                    Effect::Undo(Undoing::Mark(_)) => marks -= 1,
                    Effect::Edit(_) => {}
                }
            }
        }
        let Step::Show(Screen::Summary(summary)) = study.step(now(100)) else {
            panic!("a session that was left has ended");
        };
        prop_assert_eq!(summary.answered, reviews);
        prop_assert!(summary.right + summary.partly <= summary.answered);
        prop_assert!(marks <= 60);
    }
}
