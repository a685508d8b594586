//! The command line of the program: exit codes, messages, and what programs read.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "it is a test")]

#[path = "support/world.rs"]
mod world;

use clap::CommandFactory as _;
use factdeck::cli::Cli;
use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::io::Read as _;
use std::process::Stdio;
use world::{Ended, World};

const FACTS: &str = r#"
[[fact]]
id = "capital"
ask = "What is the capital of Peru?"
answer = "Lima"
note = "Since 1535."
source = ["atlas, 7", "almanac"]
tags = ["place"]
[[fact]]
id = "flight"
cloze = "From {Quito} one flies to {Lima}."
"#;

const COMMANDS: [&str; 14] = [
    "study",
    "quiz",
    "check",
    "list",
    "show",
    "preview",
    "explain",
    "rules",
    "schema",
    "init",
    "stats",
    "undo",
    "completions",
    "man",
];

fn world() -> World {
    World::new(FACTS)
}

/// Asserts that a command could not run, and said why and nothing else.
fn assert_could_not_run(ended: &Ended, words: &[&str]) {
    assert_eq!(ended.code, Some(2), "{ended:?}");
    assert_eq!(ended.stdout, "", "{ended:?}");
    for word in words {
        assert!(ended.stderr.contains(word), "no `{word}` in {ended:?}");
    }
}

#[test]
fn an_unknown_command_or_flag_is_refused_with_a_suggestion() {
    let world = world();

    assert_could_not_run(&world.run(&["list", "--fact"]), &["--fact", "--facts"]);
    assert_could_not_run(&world.run(&["quiz", "--sed", "7"]), &["--sed", "--seed"]);
    assert_could_not_run(&world.run(&["quiz", "many"]), &["many", "N"]);
    assert_could_not_run(&world.run(&["--retention", "20"]), &["20", "70"]);
    assert_could_not_run(&world.run(&["quiz", "--pass", "0"]), &["0", "1"]);
    assert_could_not_run(
        &world.run(&["--color", "sometimes"]),
        &["sometimes", "never"],
    );
    assert_could_not_run(&world.run(&["show"]), &["<FACT>"]);
    assert_could_not_run(&world.run(&["completions", "cobol"]), &["cobol", "bash"]);
    // What is no command is taken for a deck, and there is none.
    assert_could_not_run(&world.run(&["stusy"]), &["stusy"]);
}

#[test]
fn an_unknown_deck_is_refused_with_the_nearest_name() {
    let world = world();

    for arguments in [["study", "dekc"], ["list", "dekc"]] {
        let words = ["there is no deck `dekc`", "did you mean `deck`?"];
        assert_could_not_run(&world.run(&arguments), &words);
    }
    let quiz = world.run(&["quiz", "--deck", "something else"]);
    assert_could_not_run(
        &quiz,
        &["there is no deck `something else`", "there are: deck"],
    );
}

#[test]
fn a_deck_is_known_with_and_without_its_ending() {
    let world = world();

    assert_eq!(
        world.said(&["list", "deck.toml"]),
        world.said(&["list", "deck"])
    );
}

#[test]
fn a_tag_that_no_fact_has_is_refused() {
    let words = ["no fact has the tag `nowhere`"];

    assert_could_not_run(&world().run(&["list", "--tag", "nowhere"]), &words);
}

#[test]
fn decks_are_listed_for_people_and_for_programs() {
    let world = world();

    let text = world.said(&["list"]);
    let rows = world.json(&["list", "--json"]);

    assert!(text.contains("2 facts     3 cards"), "{text}");
    let expected = serde_json::json!([{
        "deck": "deck", "title": "deck", "description": null, "facts": 2, "cards": 3,
    }]);
    assert_eq!(rows, expected);
}

#[test]
fn facts_are_listed_for_people_and_for_programs() {
    let world = world();

    let text = world.said(&["list", "--facts"]);
    let rows = world.json(&["list", "--facts", "--json"]);

    assert!(
        text.contains("capital  What is the capital of Peru?\n"),
        "{text}"
    );
    let expected = serde_json::json!({
        "id": "capital", "deck": "deck", "asks": "What is the capital of Peru?",
        "answers": [{ "answer": "Lima", "sources": ["“Atlas”, 7", "“Almanac”"] }],
        "status": "reported", "by": null, "note": "Since 1535.", "tags": ["place"],
        "cards": ["capital"],
    });
    assert_eq!(rows[0], expected);
    assert_eq!(
        rows[1]["cards"],
        serde_json::json!(["flight/hole-1", "flight/hole-2"])
    );
}

#[test]
fn a_fact_is_shown_by_its_own_id_and_by_that_of_a_card() {
    let world = world();

    let text = world.said(&["show", "capital"]);

    assert!(text.contains("→ Lima  [“Atlas”, 7; “Almanac”]"), "{text}");
    assert!(text.contains("note: Since 1535."), "{text}");
    assert!(text.contains("card capital: never asked"), "{text}");
    let by_card = world.said(&["show", "flight/hole-2"]);
    assert_eq!(by_card, world.said(&["show", "flight"]));
    assert_eq!(by_card, world.said(&["show", "deck#flight"]));
}

#[test]
fn an_unknown_fact_is_refused_with_the_nearest_id() {
    let ended = world().run(&["show", "capitol"]);

    assert_could_not_run(
        &ended,
        &["there is no fact `capitol`", "did you mean `capital`?"],
    );
}

#[test]
fn statistics_count_what_the_log_holds() {
    let world = world();
    assert_eq!(world.json(&["stats", "--json"])["reviews"], 0);

    world.append(&[world::review("capital", 3), world::review("capital", 1)]);

    let stats = world.json(&["stats", "--json"]);
    assert_eq!(stats["reviews"], 2);
    assert_eq!(stats["days_studied"], 2);
    assert_eq!(stats["cards"]["new"], 2);
    let text = world.said(&["stats"]);
    assert!(text.contains("2 in all on 2 days"), "{text}");
}

#[test]
fn undo_takes_the_newest_entry_back_after_asking() {
    let world = world();
    world.append(&[
        world::review("capital", 3),
        world::review("flight/hole-1", 1),
    ]);

    let asked = world.run_with(&["undo"], "no\n");
    assert!(
        asked
            .stdout
            .contains("Take the newest entry of the log back?"),
        "{asked:?}"
    );
    assert_eq!(world.reviews().len(), 2);
    world.run_with(&["undo"], "yes\n");
    assert_eq!(world.reviews().len(), 1);
    let rest = world.said(&["undo", "--yes", "2"]);

    assert_eq!(
        rest,
        "took back: capital rated good\nthe log has nothing more to undo\n"
    );
    assert_eq!(world.reviews(), []);
}

#[test]
fn undo_without_a_log_says_so_and_makes_none() {
    let world = world();

    let ended = world.run(&["undo", "--yes"]);

    assert_could_not_run(&ended, &["there is no review log yet"]);
    assert!(!world.log().exists());
}

#[test]
fn completions_know_every_command() {
    let world = world();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = world.said(&["completions", shell]);
        for command in COMMANDS {
            assert!(script.contains(command), "no {command} for {shell}");
        }
    }
}

#[test]
fn the_manual_page_is_one_and_names_every_command() {
    let page = world().said(&["man"]);

    assert!(page.contains(".TH factdeck 1"), "{page}");
    for command in COMMANDS {
        assert!(
            page.contains(&format!("factdeck\\-{command}")),
            "no {command}"
        );
    }
}

#[test]
fn no_command_is_missing_from_these_tests() {
    let commands = Cli::command();
    let names: BTreeSet<&str> = commands
        .get_subcommands()
        .map(clap::Command::get_name)
        .collect();

    assert_eq!(names, BTreeSet::from(COMMANDS));
}

#[test]
fn help_names_every_command_and_every_command_has_help() {
    let world = world();
    let help = world.said(&["--help"]);
    for command in COMMANDS {
        assert!(
            help.contains(&format!("\n  {command} ")),
            "no {command} in {help}"
        );
        let own = world.said(&[command, "--help"]);
        assert!(own.contains(&format!("Usage: factdeck {command}")), "{own}");
    }
    for documented in [
        "FACTDECK_LIBRARY",
        "FACTDECK_LOG",
        "Exit status",
        "Examples",
    ] {
        assert!(help.contains(documented), "no {documented} in {help}");
    }
}

#[test]
fn the_version_is_that_of_the_package() {
    let said = world().said(&["--version"]);

    assert_eq!(said, format!("factdeck {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let facts = |number| format!("[[fact]]\nid = \"f{number}\"\nask = \"{number}?\"\nanswer = 1\n");
    let world = World::new(&(0..2000).map(facts).collect::<String>());
    for arguments in [
        ["list", "--facts", "--json"].as_slice(),
        &["man"],
        &["--plain"],
    ] {
        let mut command = world.command(arguments);
        let piped = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = piped.spawn().unwrap();
        let mut first = [0];
        let mut reader = child.stdout.take().unwrap();
        reader.read_exact(&mut first).unwrap();

        drop(reader);

        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(
            (output.status.code(), &*said),
            (Some(0), ""),
            "{arguments:?}"
        );
    }
}

#[test]
fn a_library_is_named_by_flag_before_environment_before_the_folder_one_is_in() {
    let world = world();
    let titled = |folder: &str, title: &str| {
        let folder = world.path(folder);
        fs::create_dir_all(&folder).unwrap();
        let head = world::HEAD.replace("Practice", title);
        fs::write(folder.join("library.toml"), head).unwrap();
    };
    titled("flag", "By Flag");
    titled("environment", "By Environment");
    titled("here/decks", "By Decks");
    titled("here", "By Here");
    let listed = |folder: &str, environment: bool, flag: bool| {
        let mut command = world.command(&["list"]);
        command
            .current_dir(world.path(folder))
            .env_remove("FACTDECK_LIBRARY");
        if environment {
            command.env("FACTDECK_LIBRARY", world.path("environment"));
        }
        if flag {
            command.arg("--library").arg(world.path("flag"));
        }
        let said = world::ended(&mut command, "").stdout;
        said.lines().next().unwrap_or_default().to_owned()
    };

    assert_eq!(listed("here", true, true), "By Flag");
    assert_eq!(listed("here", true, false), "By Environment");
    assert_eq!(listed("here", false, false), "By Decks");
    assert_eq!(listed("flag", false, false), "By Flag");
}

#[test]
fn where_no_library_is_the_built_in_one_is_used_and_its_log_goes_to_the_data_folder() {
    let world = World::empty();
    let home = world.path("home");
    let data = world.path("data");
    fs::create_dir(&home).unwrap();
    let run = |arguments: &[&str], input: &str| {
        let mut command = world.command(arguments);
        command
            .env_remove("FACTDECK_LIBRARY")
            .env_remove("FACTDECK_LOG");
        command.env("HOME", &home).env("XDG_DATA_HOME", &data);
        world::ended(&mut command, input)
    };

    let checked = run(&["check"], "");
    let listed = run(&["list", "--json"], "");
    assert!(!data.exists());
    let studied = run(&["--plain"], ":0\n\n:quit\n");

    assert_eq!(checked.code, Some(0), "{checked:?}");
    let decks: Vec<serde_json::Value> = serde_json::from_str(&listed.stdout).unwrap();
    let names: HashSet<&str> = decks
        .iter()
        .map(|deck| deck["deck"].as_str().unwrap())
        .collect();
    for deck in ["origins", "leaders", "glossary", "attacks"] {
        assert!(names.contains(deck), "{names:?}");
    }
    assert_eq!(studied.code, Some(0), "{studied:?}");
    assert!(
        studied.stdout.contains("1 question answered"),
        "{studied:?}"
    );
    assert!(data.join("factdeck/log.sqlite").is_file());
    assert_eq!(world::files(&home), [""; 0]);
}

#[test]
fn without_a_data_folder_the_log_goes_below_the_home_folder() {
    let world = world();
    let mut command = world.command(&["--plain"]);
    command
        .env_remove("FACTDECK_LOG")
        .env_remove("XDG_DATA_HOME");

    world::ended(&mut command, ":0\n\n:quit\n");

    assert!(world.path(".local/share/factdeck/log.sqlite").is_file());
}

#[test]
fn a_library_that_is_not_there_is_told_with_its_folder() {
    let world = world();
    for command in ["list", "stats", "quiz", "undo", "study"] {
        assert!(!world.log().exists(), "before {command}");
        let ended = world.run(&[command, "--library", "/no/such/folder"]);
        assert_could_not_run(&ended, &["`/no/such/folder`"]);
    }
    assert_could_not_run(
        &world.run(&["show", "x", "--library", "/no/such"]),
        &["`/no/such`"],
    );
}

#[test]
fn checking_tells_every_problem_with_its_place_and_exits_with_1() {
    let world = world();
    assert!(
        world
            .said(&["check", "--ignore", "Q003"])
            .starts_with("no findings")
    );
    world.write_deck("bad", "[[fact]]\nid = \"x\"\nask = 3\nanser = 1\n");

    let ended = world.run(&["check"]);

    assert_eq!(ended.code, Some(1), "{ended:?}");
    assert!(ended.stdout.contains("bad.toml:5:"), "{ended:?}");
    assert!(ended.stdout.contains("bad.toml:6:"), "{ended:?}");
    assert!(ended.stdout.contains("did you mean `answer`?"), "{ended:?}");
    let named = world.run(&["check", &world.library().display().to_string()]);
    assert_eq!(named.stdout, ended.stdout);
}

#[test]
fn looking_writes_nothing_with_and_without_a_log() {
    let world = world();
    let look = || {
        let all: [&[&str]; 9] = [
            &["list"],
            &["list", "--facts", "--json"],
            &["list", "--flagged"],
            &["list", "--suspended"],
            &["show", "capital"],
            &["stats"],
            &["check"],
            &["completions", "bash"],
            &["man"],
        ];
        for arguments in all {
            world.said(arguments);
        }
    };
    let before = world.files();
    look();
    assert_eq!(world.files(), before);

    world.append(&[world::review("capital", 3)]);
    let log = fs::read(world.log()).unwrap();
    let before = world.files();
    look();

    assert_eq!(world.files(), before);
    assert_eq!(fs::read(world.log()).unwrap(), log);
}

#[test]
fn a_deck_of_strangers_cannot_steer_the_terminal_through_any_list() {
    let world = World::new(
        "[[fact]]\nid = \"evil\"\nask = \"a\\u001b]0;pwned\\u0007?\"\nanswer = \"b\\u001b[2J\"\n\
         note = \"\\u009b2J\"\n",
    );
    for arguments in [
        ["list", "--facts"].as_slice(),
        &["show", "evil"],
        &["preview", "evil"],
        &["list"],
        &["check"],
    ] {
        let said = world.run(arguments).stdout;
        let is_harmless = |it: char| it == '\n' || !it.is_control();
        assert!(said.chars().all(is_harmless), "{arguments:?}: {said:?}");
    }
}
