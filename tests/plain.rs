//! Sessions over lines: on pipes, on dumb terminals, for screen readers.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "it is a test"
)]

#[path = "support/learner.rs"]
mod learner;
#[path = "support/pipe.rs"]
mod pipe;
#[path = "support/pty.rs"]
mod pty;
#[path = "support/world.rs"]
mod world;

use factdeck::schedule::MarkKind;
use learner::{known, sit};
use pipe::Pipe;
use pty::Pty;
use std::fs;
use world::World;

/// Starts the program on pipes.
fn start(world: &World, arguments: &[&str]) -> Pipe {
    Pipe::start(&mut world.command(arguments))
}

/// Three questions to type: too few facts to choose from.
const TYPED: &str = r#"
[[fact]]
id = "one"
ask = "What comes after zero?"
answer = "one"
[[fact]]
id = "two"
ask = "What comes after one?"
answer = "two"
[[fact]]
id = "three"
ask = "What comes after two?"
answer = "three"
"#;

#[test]
fn twenty_questions_of_every_form_over_a_pipe_leave_exactly_what_was_answered() {
    for arguments in [["--plain", "--color=always"].as_slice(), &[]] {
        let world = learner::world();
        let before = world.reviews().len();
        let mut pipe = start(&world, arguments);

        let expected = sit(&mut pipe);

        let reviews = world.reviews();
        let found: Vec<_> = reviews[before..].iter().map(known).collect();
        assert_eq!(found, expected, "{arguments:?}");
        pipe.send("\n");
        let (status, said) = pipe.wait_end();
        assert!(status.success(), "{arguments:?}");
        assert!(said.contains("20 questions answered in"), "{said}");
        assert!(!said.contains('\u{1b}'), "{arguments:?}: {said}");
    }
}

#[test]
fn a_review_says_when_it_was_made_and_how_long_it_took_by_the_learners_own_clock() {
    let world = World::new(TYPED);
    let (earliest, offset) = (world::in_days(0).utc_ms, world::noon_zone().1);

    world.run_with(&["--plain"], "one\n4\n:quit\n");

    let reviews = world.reviews();
    let [review] = &reviews[..] else {
        panic!("{reviews:?}");
    };
    let latest = world::in_days(0).utc_ms;
    assert!((earliest..=latest).contains(&review.at.utc_ms));
    assert_eq!(review.at.offset_s, offset);
    assert!(i64::from(review.took_ms) <= latest - earliest);
    assert_eq!(review.revision, 1);
}

#[test]
fn a_dumb_terminal_is_talked_to_in_lines_without_a_single_escape_code() {
    let world = World::new(TYPED);
    let mut command = pty::command(world::PROGRAM, &[]);
    for (name, value) in world.environment() {
        command.env(name, value);
    }
    command.env("TERM", "dumb");
    let mut pty = Pty::start(command, 24, 80);

    pty.wait_for("Answer:");
    pty.send("one\r4\r");
    pty.wait_for("\n2/");
    pty.send(":quit\r");
    pty.wait_for("1 question answered");
    pty.send("\r");

    assert!(pty.wait_end().success());
    let printed = String::from_utf8(pty.bytes()).unwrap();
    assert!(!printed.contains('\u{1b}'), "{printed}");
    assert_eq!(world.reviews().len(), 1);
}

#[test]
fn the_end_of_input_keeps_what_was_graded() {
    let graded_and_left = ["one\n", "one\n4\n", "one\n4\ntwo\n"];
    for (input, kept) in graded_and_left.into_iter().zip([1, 1, 2]) {
        let world = World::new(TYPED);

        let ended = world.run_with(&["--plain"], input);

        assert_eq!(ended.code, Some(0), "{input}: {ended:?}");
        assert_eq!(world.reviews().len(), kept, "{input}");
    }
}

#[test]
fn everything_a_session_can_do_can_be_done_in_lines() {
    let world = World::new(TYPED);
    let mut pipe = start(&world, &["--plain"]);
    assert!(pipe.wait_prompt().contains("What comes after zero?"));
    let mut say = |line: &str| {
        pipe.send(&format!("{line}\n"));
        pipe.wait_prompt()
    };

    assert!(say(":help").contains(":bury or :b"));
    assert!(say(":hint").contains("there is no hint for this fact"));
    assert!(say(":source").contains("The sources are shown with the answer."));
    assert!(say(":flag which one?").contains("flagged for the author"));
    assert!(say(":skip").contains("What comes after one?"));
    assert!(say(":undo").contains("What comes after zero?"));
    assert!(say(":dontknow").contains("Not known: one (“Atlas”)"));
    assert!(say(":source").contains("- “Atlas”"));
    assert!(say(":again").contains("What comes after one?"));
    assert!(say(":undo").contains("What comes after zero?"));
    assert!(say(":suspend").contains("What comes after one?"));
    assert!(say(":bury").contains("What comes after two?"));
    assert!(say(":nonsense").contains("There is no command `nonsense`"));
    assert!(say(":quit").contains("0 questions answered"));

    assert_eq!(world.reviews(), []);
    let marks = world.marks().into_iter();
    let marks: Vec<_> = marks
        .map(|mark| (mark.card.0, mark.kind, mark.remark))
        .collect();
    let expected = [
        ("one", MarkKind::Flag, "which one?"),
        ("one", MarkKind::Suspend, ""),
        ("two", MarkKind::Bury, ""),
    ];
    assert_eq!(
        marks,
        expected.map(|(card, kind, remark)| (card.into(), kind, remark.into()))
    );
}

#[test]
fn what_was_suspended_or_buried_is_not_asked_again_and_undo_brings_it_back() {
    let world = World::new(TYPED);
    world.run_with(&["--plain"], ":suspend\n:bury\n:quit\n");
    let asked = || world.run_with(&["--plain"], ":quit\n").stdout;
    assert!(asked().contains("What comes after two?"));
    assert_eq!(world.said(&["list", "--suspended"]), "one\n");

    let undone = world.said(&["undo", "2", "--yes"]);

    assert_eq!(
        undone,
        "took back: the mark on two\ntook back: the mark on one\n"
    );
    assert!(asked().contains("What comes after zero?"));
}

#[test]
fn a_quiz_with_a_seed_asks_the_same_questions_and_writes_nothing() {
    let world = World::new(learner::FACTS);
    let quiz = |seed| {
        world
            .run_with(&["quiz", "8", "--plain", "--seed", seed], "")
            .stdout
    };

    let (first, again, other) = (quiz("7"), quiz("7"), quiz("8"));

    assert!(first.contains("1/8"), "{first}");
    assert_eq!(first, again);
    assert_ne!(first, other);
    assert!(!world.log().exists());
}

#[test]
fn a_quiz_whose_input_ends_is_told_and_not_passed() {
    let world = World::new(TYPED);

    let ended = world.run_with(&["quiz", "3", "--plain", "--pass", "1", "--json"], "");

    assert_eq!(ended.code, Some(1), "{ended:?}");
    let report: serde_json::Value = serde_json::from_str(&ended.stdout).unwrap();
    assert_eq!(report["passed"], false);
    assert_eq!(report["percent"].to_string(), "0.0");
}

#[test]
fn a_quiz_is_passed_at_the_mark_and_not_below_it() {
    let world = World::new(TYPED);
    let right_once = "one\n\n".repeat(3);

    let passed = world.run_with(&["quiz", "3", "--plain", "--pass", "33"], &right_once);
    let failed = world.run_with(&["quiz", "3", "--plain", "--pass", "34"], &right_once);

    assert!(
        passed.stdout.contains("Score 33% · 33% needed: passed"),
        "{passed:?}"
    );
    assert_eq!(passed.code, Some(0));
    assert!(
        failed.stdout.contains("34% needed: not passed"),
        "{failed:?}"
    );
    assert_eq!(failed.code, Some(1));
}

#[test]
fn a_quiz_that_is_left_early_counts_what_was_not_reached_as_not_right() {
    let world = World::new(TYPED);

    let left = world.run_with(&["quiz", "3", "--plain", "--pass", "50"], ":0\n\n:quit\n");

    assert_eq!(left.code, Some(1));
    assert!(left.stdout.contains("2 questions not reached"), "{left:?}");
}

#[test]
fn a_quiz_for_programs_ends_with_json_and_nothing_else_on_standard_output() {
    let world = World::new(TYPED);

    let input = "wrong\n\n".repeat(3);
    let ended = world.run_with(&["quiz", "3", "--plain", "--seed", "5", "--json"], &input);

    let result: serde_json::Value = serde_json::from_str(&ended.stdout).unwrap();
    assert_eq!(result["seed"], 5);
    assert_eq!(result["answered"], 3);
    assert_eq!(result["mistakes"].as_array().unwrap().len(), 3);
}

#[test]
fn the_time_of_a_quiz_is_shown_and_nonsense_for_it_is_refused() {
    let world = World::new(TYPED);

    let shown = world.run_with(&["quiz", "--plain", "--time", "20m"], ":quit\n");
    assert!(shown.stdout.contains("20:00 left"), "{shown:?}");

    for nonsense in ["soon", "0", "-5m", "99999999999999999999h"] {
        let time = format!("--time={nonsense}");
        let refused = world.run(&["quiz", "--plain", &time]);
        assert_eq!(refused.code, Some(2), "{refused:?}");
        assert!(
            refused
                .stderr
                .contains(&format!("`{nonsense}` is not a time")),
            "{refused:?}"
        );
        assert_eq!(refused.stdout, "");
    }
}

#[test]
fn when_the_time_of_a_quiz_is_up_the_answer_given_after_it_does_not_count() {
    let world = World::new(TYPED);
    let mut pipe = start(&world, &["quiz", "--plain", "--time", "1s"]);
    let asked = std::time::Instant::now();
    pipe.wait_prompt();
    // There is no way to wait for a second to pass but to wait.
    std::thread::sleep(std::time::Duration::from_millis(1050).saturating_sub(asked.elapsed()));

    pipe.send("one\n\n");

    let said = pipe.wait_prompt();
    assert!(said.contains("0 questions answered"), "{said}");
    assert!(said.contains("3 questions not reached"), "{said}");
}

#[test]
fn a_line_that_is_not_utf_8_and_one_of_a_megabyte_are_answers_like_any_other() {
    let world = World::new(TYPED);
    let mut input = vec![0xff, b'\n', b'4', b'\n'];
    input.extend("x".repeat(1 << 20).bytes());
    input.extend(b"\n4\n:quit\n\n");
    fs::write(world.path("input"), input).unwrap();

    let mut command = world.command(&["--plain"]);
    let output = command
        .stdin(fs::File::open(world.path("input")).unwrap())
        .output()
        .unwrap();

    assert!(output.status.success());
    let typed: Vec<usize> = world
        .reviews()
        .iter()
        .map(|it| it.typed.chars().count())
        .collect();
    assert_eq!(typed, [1, 1 << 20]);
}
