//! A fact's id is its history: what an author may change without a learner losing anything.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "it is a test")]

#[path = "support/world.rs"]
mod world;

use world::World;

const FACT: &str = r#"
[[fact]]
id = "killed"
ask = "How many people were killed?"
answer = 137
unit = "people"
"#;

const OTHER: &str = r#"
[[fact]]
id = "river"
ask = "Which river passes Krasnoyarsk?"
answer = "Yenisei"
"#;

/// A library of one deck with a fact that was answered five times, the last time in words.
fn studied() -> World {
    let world = World::new(&format!("{FACT}{OTHER}"));
    world.make_old(&["killed"]);
    let ended = world.run_with(&["--plain", "--new", "0"], "137\n3\n");
    assert_eq!(ended.code, Some(0), "{ended:?}");
    assert_eq!(world.reviews().len(), 5);
    world
}

/// What `show` and `stats` say of the card and the log.
fn told(world: &World) -> (serde_json::Value, serde_json::Value) {
    let mut card = world.json(&["show", "killed", "--json"])[0]["history"][0].clone();
    // How well it is remembered changes from moment to moment.
    card.as_object_mut().unwrap().remove("retrievability");
    (card, world.json(&["stats", "--json"]))
}

#[test]
fn rewording_a_fact_keeps_its_history() {
    let world = studied();
    let before = told(&world);
    assert_eq!(before.0["reviews"], 5);

    let reworded = FACT.replace("How many people were killed?", "What was the death toll?");
    world.write_deck("deck", &format!("{reworded}{OTHER}"));

    assert_eq!(told(&world), before);
    assert!(
        world
            .said(&["show", "killed"])
            .contains("What was the death toll?")
    );
}

#[test]
fn moving_a_fact_to_another_file_keeps_its_history() {
    let world = studied();
    let before = told(&world);

    world.write_deck("deck", OTHER);
    world.write_deck("folder/attacks", FACT);

    assert_eq!(told(&world), before);
    assert_eq!(
        world.json(&["show", "killed", "--json"])[0]["deck"],
        "folder/attacks"
    );
}

#[test]
fn tags_notes_sources_and_status_may_change_and_history_stays() {
    let world = studied();
    let before = told(&world);

    let changed = "tags = [\"toll\"]\nnote = \"It rose.\"\nsource = \"almanac\"\n\
                   status = \"claimed\"\nby = \"A witness\"\n";
    world.write_deck("deck", &format!("{FACT}{changed}{OTHER}"));

    assert_eq!(told(&world), before);
    assert!(world.said(&["list", "--tag", "toll"]).contains("killed"));
}

#[test]
fn the_title_of_a_library_may_change_and_history_stays() {
    let world = studied();
    let before = told(&world);

    world.write(
        "library.toml",
        &world::HEAD.replace("Practice", "Quite Another"),
    );

    assert_eq!(told(&world), before);
    assert!(world.said(&["list"]).contains("Quite Another"));
}

#[test]
fn a_library_with_another_id_has_a_history_of_its_own() {
    let world = studied();
    let head = world::HEAD.replace("id = \"practice\"", "id = \"another\"");

    world.write("library.toml", &head);

    let (card, stats) = told(&world);
    assert_eq!(card["reviews"], 0);
    assert_eq!(stats["reviews"], 0);
    world.write("library.toml", world::HEAD);
    assert_eq!(told(&world).0["reviews"], 5);
}

#[test]
fn the_learner_is_told_when_the_answer_has_changed_and_only_then() {
    let world = World::new(FACT);
    world.run_with(&["--plain"], ":0\n1\n");
    let again = |world: &World| world.run_with(&["--plain"], ":0\n1\n").stdout;
    assert!(!again(&world).contains("When you last saw it"));

    world.write_deck("deck", &FACT.replace("137", "145"));

    let told = again(&world);
    assert!(
        told.contains("When you last saw it, the answer was `137 people`."),
        "{told}"
    );
    assert!(told.contains("Not known: 145 people"), "{told}");
    // Now it was seen.
    assert!(!again(&world).contains("When you last saw it"));
    let answers: Vec<String> = world.reviews().into_iter().map(|it| it.answer).collect();
    assert_eq!(
        answers,
        ["137 people", "137 people", "145 people", "145 people"]
    );
}

#[test]
fn a_raised_revision_starts_the_card_again_and_keeps_the_log() {
    let world = World::new(FACT);
    world.make_old(&["killed"]);

    world.write_deck("deck", &format!("{FACT}revision = 2\n"));

    let stats = world.json(&["stats", "--json"]);
    assert_eq!(stats["cards"]["new"], 1);
    assert_eq!(stats["reviews"], 4);
    let ended = world.run_with(&["--plain"], ":0\n4\n");
    assert!(ended.stdout.contains("1/2, deck, new"), "{ended:?}");
    assert_eq!(world.reviews().last().unwrap().revision, 2);
    assert_eq!(world.json(&["stats", "--json"])["cards"]["new"], 0);
}

#[test]
fn a_fact_that_was_taken_out_and_comes_back_has_its_history() {
    let world = studied();
    let before = told(&world);

    world.write_deck("deck", OTHER);
    assert_eq!(world.run(&["show", "killed"]).code, Some(2));
    world.write_deck("deck", &format!("{FACT}{OTHER}"));

    assert_eq!(told(&world), before);
}

#[test]
fn a_reverse_question_added_later_is_a_new_card_beside_the_old_one() {
    let world = studied();
    let before = told(&world);

    let reverse = "reverse = \"Where were 137 people killed?\"\nsubject = \"attack\"\n\
                   attribute = \"killed\"\n";
    world.write_deck("deck", &format!("{FACT}{reverse}{OTHER}"));
    let name = "[name.attack]\nname = \"Crocus City Hall attack\"\nkind = \"attack\"\n";
    world.write("library.toml", &format!("{}{name}", world::HEAD));

    assert_eq!(told(&world).0, before.0);
    let both = &world.json(&["show", "killed", "--json"])[0]["history"];
    assert_eq!(both[1]["card"], "killed/reverse");
    assert_eq!(both[1]["reviews"], 0);
}

#[test]
fn holes_keep_their_own_histories_when_the_text_around_them_changes() {
    let cloze = "[[fact]]\nid = \"flight\"\ncloze = \"From {1:Quito} to {2:Lima}.\"\n";
    let world = World::new(cloze);
    world.append(&[world::review("flight/hole-2", 5)]);

    world.write_deck(
        "deck",
        &cloze.replace(
            "From {1:Quito} to {2:Lima}",
            "{2:Lima} is south of {1:Quito}",
        ),
    );

    let cards = &world.json(&["show", "flight", "--json"])[0]["history"];
    let reviews = |card: &str| {
        let cards = cards.as_array().unwrap().iter();
        let mut found = cards
            .filter(|it| it["card"] == card)
            .map(|it| it["reviews"].clone());
        found.next().unwrap()
    };
    assert_eq!(reviews("flight/hole-1"), 0);
    assert_eq!(reviews("flight/hole-2"), 1);
}

/// Facts with a log so long that a start keeps what it amounts to.
fn long_studied() -> World {
    let world = World::new(&many_facts(1));
    let reviews: Vec<_> = (2..32)
        .rev()
        .flat_map(|days_ago| (0..40).map(move |fact| (fact, days_ago)))
        .filter(|(fact, days_ago)| (fact + days_ago) % 7 != 0)
        .map(|(fact, days_ago)| world::review(&format!("fact-{fact}"), days_ago))
        .collect();
    world.append(&reviews);
    world
}

fn many_facts(revision: u32) -> String {
    let fact = |number: i64| {
        format!(
            "[[fact]]\nid = \"fact-{number}\"\nrevision = {revision}\n\
             ask = \"Number {number}?\"\nanswer = \"word {number}\"\n"
        )
    };
    (0..40).map(fact).collect()
}

/// What a session asks until it is left.
fn asked(world: &World) -> String {
    let arguments = ["study", "--plain", "--seed", "7", "--new", "99"];
    let ended = world.run_with(&arguments, ":skip\n:skip\n:skip\n:quit\n");
    assert_eq!(ended.code, Some(0), "{ended:?}");
    ended.stdout
}

/// The files that keep what a log amounts to.
fn memos(world: &World) -> Vec<String> {
    let mut files = world.files();
    files.retain(|name| {
        name.starts_with("log.sqlite.") && name.split('.').next_back() == Some("memo")
    });
    files
}

#[test]
fn what_is_kept_beside_a_long_log_changes_nothing_that_is_asked() {
    let world = long_studied();
    let first = asked(&world);
    let [memo] = &memos(&world)[..] else {
        panic!("{:?}", world.files());
    };
    assert_eq!(asked(&world), first);

    let bytes = std::fs::read(world.path(memo)).unwrap();
    for spoilt in [&b""[..], b"nonsense", &bytes[..bytes.len() - 3]] {
        std::fs::write(world.path(memo), spoilt).unwrap();
        assert_eq!(asked(&world), first);
        // It was written again.
        assert_eq!(std::fs::read(world.path(memo)).unwrap().len(), bytes.len());
    }
    std::fs::remove_file(world.path(memo)).unwrap();
    assert_eq!(asked(&world), first);
}

#[test]
fn a_short_log_has_nothing_beside_it() {
    let world = studied();

    assert_eq!(memos(&world), Vec::<String>::new());
}

#[test]
fn facts_revised_or_taken_out_for_a_while_are_asked_alike_with_and_without_what_was_kept() {
    let world = long_studied();
    let before = asked(&world);
    let decks = [many_facts(2), FACT.to_owned(), many_facts(1)];
    let told: Vec<String> = decks
        .iter()
        .map(|deck| {
            world.write_deck("deck", deck);
            asked(&world)
        })
        .collect();

    assert!(told[0].contains("40 new"), "{}", told[0]);
    assert_eq!(told[2], before);
    for (deck, told) in decks.iter().zip(&told) {
        std::fs::remove_file(world.path(&memos(&world)[0])).unwrap();
        world.write_deck("deck", deck);
        assert_eq!(&asked(&world), told);
    }
}
