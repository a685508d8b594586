//! Sessions of the program in a pseudo-terminal, with a model of the screen.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "it is a test")]

#[path = "support/learner.rs"]
mod learner;
#[path = "support/line.rs"]
mod line;
#[path = "support/pipe.rs"]
mod pipe;
#[path = "support/pty.rs"]
mod pty;
#[path = "support/world.rs"]
mod world;

use factdeck::grade::Verdict;
use factdeck::schedule::{MarkKind, Rating};
use learner::{known, sit};
use line::Line;
use pty::Pty;
use std::fs;
use world::World;

/// Starts the program in a window of this size.
fn start_in(world: &World, arguments: &[&str], rows: u16, columns: u16) -> Pty {
    start_with(world, arguments, (rows, columns), &[])
}

/// Starts the program in a window of the usual size.
fn start(world: &World, arguments: &[&str]) -> Pty {
    start_in(world, arguments, 24, 80)
}

fn start_with(
    world: &World,
    arguments: &[&str],
    (rows, columns): (u16, u16),
    variables: &[(&str, &str)],
) -> Pty {
    let mut command = pty::command(world::PROGRAM, arguments);
    command.cwd(world.path(""));
    for (name, value) in world.environment() {
        command.env(name, value);
    }
    for (name, value) in variables {
        command.env(name, value);
    }
    Pty::start(command, rows, columns)
}

#[test]
fn twenty_questions_of_every_form_leave_exactly_what_was_answered_in_any_window() {
    for (rows, columns) in [(24, 80), (20, 40), (50, 200)] {
        let world = learner::world();
        let before = world.reviews().len();
        let mut pty = start_in(&world, &[], rows, columns);

        let expected = sit(&mut pty);

        assert!(pty.has_printed("20 questions answered in"));
        let reviews = world.reviews();
        let found: Vec<_> = reviews[before..].iter().map(known).collect();
        assert_eq!(found, expected, "{rows} rows, {columns} columns");
        pty.send("\r");
        assert!(pty.wait_end().success());
        assert!(pty.is_restored());
    }
}

/// Three questions to type, of which the last waits for no other.
const TYPED: &str = r#"
[[fact]]
id = "one"
ask = "What comes after zero?"
answer = "one"
hint = "It comes before two."
source = ["atlas, page 1", "almanac, page 2"]
[[fact]]
id = "two"
ask = "What comes after one?"
answer = "two"
[[fact]]
id = "three"
ask = "What comes after two?"
answer = "three"
"#;

const FIRST: &str = "What comes after zero?";
const SECOND: &str = "What comes after one?";
const THIRD: &str = "What comes after two?";

/// Waits for a page with a text.
fn wait_page(pty: &Pty, text: &str) -> String {
    pty.wait_page(&format!("`{text}`"), |screen| {
        screen.contents().contains(text)
    })
}

/// Types what leaves a typed answer for a command.
fn command(pty: &mut Pty, letter: char) {
    pty.send(&format!("\x1b{letter}"));
}

fn typed(world: &World) -> Vec<(String, Rating)> {
    let reviews = world.reviews().into_iter();
    reviews.map(|it| (it.typed, it.rating)).collect()
}

#[test]
fn undo_takes_ratings_back_from_the_log_again_and_again_even_at_the_summary() {
    let world = World::new(TYPED);
    let mut pty = start(&world, &[]);
    for (question, answer) in [(FIRST, "one"), (SECOND, "nought"), (THIRD, "three")] {
        wait_page(&pty, question);
        pty.send(&format!("{answer}\r"));
        wait_page(&pty, "[1] again");
        pty.send("4");
    }
    wait_page(&pty, "u undo");
    pty.wait_for("3 questions answered");
    assert_eq!(world.reviews().len(), 3);

    pty.send("u");
    wait_page(&pty, THIRD);
    assert_eq!(world.reviews().len(), 2);
    command(&mut pty, 'u');
    wait_page(&pty, SECOND);
    pty.send("two\r");
    wait_page(&pty, "[1] again");
    pty.send("4");
    wait_page(&pty, THIRD);
    command(&mut pty, 'q');
    pty.wait_for("2 questions answered");
    pty.send("\r");

    assert!(pty.wait_end().success());
    let expected = [("one".into(), Rating::Easy), ("two".into(), Rating::Easy)];
    assert_eq!(typed(&world), expected);
}

#[test]
fn a_skipped_question_comes_last_and_leaves_nothing_in_the_log() {
    let world = World::new(TYPED);
    let mut pty = start(&world, &[]);
    wait_page(&pty, FIRST);

    command(&mut pty, 's');
    for (question, answer) in [(SECOND, "two"), (THIRD, "three"), (FIRST, "one")] {
        wait_page(&pty, question);
        pty.send(&format!("{answer}\r"));
        wait_page(&pty, "[1] again");
        pty.send("4");
    }
    pty.wait_for("3 questions answered");

    let cards: Vec<String> = world.reviews().into_iter().map(|it| it.card.0).collect();
    assert_eq!(cards, ["two", "three", "one"]);
}

#[test]
fn not_knowing_is_a_key_and_the_card_comes_again() {
    let world = World::new(TYPED);
    let mut pty = start(&world, &[]);
    wait_page(&pty, FIRST);

    command(&mut pty, '0');
    let shown = wait_page(&pty, "Not known — one");
    assert!(shown.contains("↵ again"), "{shown}");
    pty.send("\r");
    wait_page(&pty, SECOND);

    let reviews = world.reviews();
    assert_eq!(reviews[0].verdict, Verdict::NotKnown);
    assert_eq!(reviews[0].rating, Rating::Again);
}

#[test]
fn a_card_is_buried_suspended_or_flagged_with_a_remark_and_the_log_says_so() {
    let world = World::new(TYPED);
    let mut pty = start(&world, &[]);
    wait_page(&pty, FIRST);

    command(&mut pty, '!');
    wait_page(&pty, "What is wrong with this fact?");
    pty.send("ноль?\r");
    wait_page(&pty, "flagged for the author");
    // Escape and the letter in one are the editing key Alt-b.
    pty.send("\x1b");
    wait_page(&pty, "- suspend");
    pty.send("b");
    let shown = wait_page(&pty, SECOND);
    assert!(shown.contains("buried for today"), "{shown}");
    pty.send("two\r");
    wait_page(&pty, "[1] again");
    pty.send("-");
    let shown = wait_page(&pty, THIRD);
    assert!(shown.contains("suspended"), "{shown}");

    let marks = world.marks().into_iter();
    let marks: Vec<_> = marks.map(|it| (it.card.0, it.kind, it.remark)).collect();
    let expected = [
        ("one".into(), MarkKind::Flag, "ноль?".into()),
        ("one".into(), MarkKind::Bury, String::new()),
        ("two".into(), MarkKind::Suspend, String::new()),
    ];
    assert_eq!(marks, expected);
    // What was graded before the card was suspended counts.
    assert_eq!(typed(&world).len(), 1);
    let flagged = world.said(&["list", "--flagged"]);
    assert_eq!(flagged, "one  ноль?\n");
}

#[test]
fn a_mark_that_is_undone_is_gone_from_the_log_and_the_card_is_back() {
    let world = World::new(TYPED);
    let mut pty = start(&world, &[]);
    wait_page(&pty, FIRST);
    command(&mut pty, '-');
    wait_page(&pty, SECOND);

    command(&mut pty, 'u');

    wait_page(&pty, FIRST);
    assert_eq!(world.marks(), []);
}

#[test]
fn a_hint_helps_and_makes_the_answer_a_hard_one() {
    let world = World::new(TYPED);
    let mut pty = start(&world, &[]);
    wait_page(&pty, FIRST);

    pty.send("\t");
    wait_page(&pty, "Hint: It comes before two.");
    pty.send("one\r");
    let shown = wait_page(&pty, "[1] again");

    assert!(shown.contains("↵ hard"), "{shown}");
}

#[test]
fn every_source_is_shown_with_its_locator_when_asked_for() {
    let world = World::new(TYPED);
    let mut pty = start(&world, &[]);
    wait_page(&pty, FIRST);
    pty.send("one\r");
    let shown = wait_page(&pty, "[1] again");
    assert!(shown.contains("“Atlas”, page 1 +1"), "{shown}");

    pty.send("s");

    wait_page(&pty, "- “Almanac”, page 2");
}

#[test]
fn help_comes_and_goes_and_what_was_typed_stays() {
    let world = World::new(TYPED);
    let mut pty = start(&world, &[]);
    wait_page(&pty, FIRST);
    pty.send("on");
    wait_page(&pty, "> on");

    command(&mut pty, '?');
    wait_page(&pty, "any key goes back");
    pty.send("x");
    wait_page(&pty, "> on");
    pty.send("e\r");

    wait_page(&pty, "Correct — one");
}

#[test]
fn quitting_at_the_feedback_keeps_the_graded_answer_and_at_a_question_nothing() {
    for (keys, kept) in [("one\r", 1), ("one", 0)] {
        let world = World::new(TYPED);
        let mut pty = start(&world, &[]);
        wait_page(&pty, FIRST);
        pty.send(keys);
        wait_page(&pty, if kept == 1 { "[1] again" } else { "> one" });

        command(&mut pty, 'q');
        pty.wait_for("answered in");
        pty.send("\r");

        assert!(pty.wait_end().success());
        assert_eq!(world.reviews().len(), kept);
    }
}

#[test]
fn ctrl_c_leaves_with_130_and_the_terminal_as_it_was_and_keeps_the_graded_answer() {
    for (keys, shown, kept) in [("on", "> on", 0), ("one\r", "[1] again", 1)] {
        let world = World::new(TYPED);
        let mut pty = start(&world, &[]);
        wait_page(&pty, FIRST);
        pty.send(keys);
        wait_page(&pty, shown);

        pty.send("\x03");

        assert_eq!(pty.wait_end().exit_code(), 130, "{shown}");
        assert!(pty.is_restored(), "{shown}");
        assert_eq!(world.reviews().len(), kept, "{shown}");
    }
}

#[test]
fn being_told_to_end_gives_the_screen_back() {
    for (signal, code) in [("-TERM", 143), ("-INT", 130), ("-QUIT", 131), ("-HUP", 129)] {
        let world = World::new(TYPED);
        let mut pty = start(&world, &[]);
        wait_page(&pty, FIRST);
        pty.send("half an ans");
        wait_page(&pty, "> half an ans");

        let told = std::process::Command::new("kill")
            .args([signal, &pty.id().to_string()])
            .status();

        assert!(told.unwrap().success());
        assert_eq!(pty.wait_end().exit_code(), code, "{signal}");
        assert!(pty.is_restored(), "{signal}");
    }
}

#[test]
fn being_told_to_end_in_a_menu_gives_the_cursor_back() {
    for (signal, code) in [("-TERM", 143), ("-INT", 130)] {
        let world = World::new(TYPED);
        let mut pty = start(&world, &["study", "--pick"]);
        pty.wait_for("Which decks?");
        pty.wait_until("hidden cursor", vt100::Screen::hide_cursor);

        let told = std::process::Command::new("kill")
            .args([signal, &pty.id().to_string()])
            .status();

        assert!(told.unwrap().success());
        assert_eq!(pty.wait_end().exit_code(), code, "{signal}");
        assert!(pty.is_restored(), "{signal}");
    }
}

#[test]
fn undoing_takes_back_the_answer_just_given_and_leaves_a_remark_alone() {
    let world = World::new(TYPED);
    let mut pty = start(&world, &[]);
    wait_page(&pty, FIRST);
    command(&mut pty, '!');
    wait_page(&pty, "What is wrong with this fact?");
    pty.send("which zero?\r");
    wait_page(&pty, "flagged for the author");
    pty.send("two\r");
    wait_page(&pty, "[1] again");

    pty.send("u");
    wait_page(&pty, "the answer was taken back");
    command(&mut pty, 'u');
    wait_page(&pty, "nothing to undo");

    let remarks: Vec<_> = world.marks().into_iter().map(|it| it.remark).collect();
    assert_eq!(remarks, ["which zero?"]);
    assert_eq!(world.reviews(), []);
}

#[test]
fn ctrl_c_at_the_summary_restores_the_terminal_too() {
    let world = World::new("");
    let mut pty = start(&world, &[]);
    pty.wait_for("↵ done · u undo");

    pty.send("\x03");

    assert_eq!(pty.wait_end().exit_code(), 130);
    assert!(pty.is_restored());
}

#[test]
fn the_modes_of_the_line_are_after_a_session_what_they_were_before() {
    let world = World::new(TYPED);
    let script = "stty -a; factdeck; stty -a";
    for (keys, code) in [("\x03", "130"), ("\x1bq\r", "0")] {
        let script = script.replace("factdeck;", "factdeck; echo code $?;");
        let bin = std::path::Path::new(world::PROGRAM).parent().unwrap();
        let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
        let mut command = pty::command("sh", &["-c", &script]);
        for (name, value) in world.environment() {
            command.env(name, value);
        }
        command.env("PATH", path);
        let mut pty = Pty::start(command, 24, 80);
        wait_page(&pty, FIRST);
        pty.send(keys);
        assert!(pty.wait_end().success());

        let bytes = String::from_utf8(pty.bytes()).unwrap();
        let speeds: Vec<&str> = bytes.split("speed ").collect();
        let [_, before, after] = speeds[..] else {
            panic!("{bytes}");
        };
        let is_flag = |word: &&str| !word.contains('\x1b');
        let modes = |text: &str| -> Vec<String> {
            let modes = text.split("line = ").nth(1).unwrap_or_default();
            let end = modes.find("echoke").unwrap_or(modes.len());
            let words = modes[..end].split_whitespace().filter(is_flag);
            words.map(str::to_owned).collect()
        };
        assert!(modes(after).contains(&"icanon".into()), "{after}");
        assert_eq!(modes(before), modes(after));
        assert!(bytes.contains(&format!("code {code}\r\n")), "{bytes}");
    }
}

#[test]
fn without_colour_the_same_session_has_no_colour() {
    let coloured = b"\x1b[32m";
    for (variables, arguments, has_colour) in [
        ([].as_slice(), [].as_slice(), true),
        (&[("NO_COLOR", "1")], &[], false),
        (&[], &["--color=never"], false),
        (&[("NO_COLOR", "1")], &["--color=always"], true),
    ] {
        let world = World::new(TYPED);
        let mut pty = start_with(&world, arguments, (24, 80), variables);
        wait_page(&pty, FIRST);
        pty.send("one\r");
        wait_page(&pty, "Correct — one");

        let bytes = pty.bytes();
        let found = bytes.windows(coloured.len()).any(|it| it == coloured);
        assert_eq!(found, has_colour, "{variables:?} {arguments:?}");
    }
}

/// Writes an editor that tells how it was called and replaces a text in the deck.
fn editor(world: &World, from: &str, to: &str) -> String {
    let script = world.path("editor");
    let text = format!("echo \"$@\" > called\nsed -i 's/{from}/{to}/' \"$2\"\n");
    fs::write(&script, text).unwrap();
    format!("sh {}", script.display())
}

#[test]
fn an_edited_deck_is_read_again_and_the_same_card_is_asked_in_its_new_words() {
    let world = World::new(TYPED);
    let editor = editor(&world, "after one?", "between one and three?");
    let mut pty = start_with(&world, &[], (24, 80), &[("EDITOR", &editor)]);
    wait_page(&pty, FIRST);
    pty.send("one\r");
    wait_page(&pty, "[1] again");
    pty.send("4");
    wait_page(&pty, SECOND);

    command(&mut pty, 'e');

    let shown = wait_page(&pty, "What comes between one and three?");
    assert!(shown.contains("the deck was read again"), "{shown}");
    let called = fs::read_to_string(world.path("called")).unwrap();
    let deck = world.library().join("deck.toml");
    let text = fs::read_to_string(&deck).unwrap();
    let line = text
        .lines()
        .position(|line| line == "id = \"two\"")
        .unwrap();
    // The fact starts at its header, one line above its id.
    assert_eq!(called.trim(), format!("+{line} {}", deck.display()));
    pty.send("two\r");
    wait_page(&pty, "Correct — two");
    pty.send("4");
    wait_page(&pty, THIRD);
    assert_eq!(typed(&world).len(), 2);
}

#[test]
fn an_edit_that_breaks_the_deck_is_told_and_the_session_goes_on_without_the_broken_fact() {
    let world = World::new(TYPED);
    let editor = editor(&world, "answer = \"one\"", "answer =");
    let mut pty = start_with(&world, &[], (24, 80), &[("EDITOR", &editor)]);
    wait_page(&pty, FIRST);

    command(&mut pty, 'e');

    let shown = wait_page(&pty, SECOND);
    assert!(shown.contains("deck.toml: "), "{shown}");
}

#[test]
fn an_editor_that_cannot_be_run_is_told_and_the_question_stays() {
    let world = World::new(TYPED);
    let mut pty = start_with(&world, &[], (24, 80), &[("EDITOR", "/does/not/exist")]);
    wait_page(&pty, FIRST);
    pty.send("on");

    command(&mut pty, 'e');

    let shown = wait_page(&pty, "cannot be run");
    assert!(shown.contains("> on"), "{shown}");
}

#[test]
fn a_quiz_whose_time_is_up_ends_without_a_key_and_tells_the_result() {
    for (keys, shown, told) in [
        ("half an ans", "> half an ans", "0 questions answered"),
        // What was graded in time counts.
        ("\x1b0", "Not known", "1 question answered"),
    ] {
        let world = World::new(TYPED);
        world.make_old(&["one", "two", "three"]);
        let mut pty = start(&world, &["quiz", "--seed", "1", "--time", "2s"]);
        wait_page(&pty, "0:0");
        pty.send(keys);
        wait_page(&pty, shown);

        let summary = wait_page(&pty, told);

        assert!(summary.contains("the time is up"), "{summary}");
        assert!(summary.contains("not reached"), "{summary}");
        pty.send("\x03");
        assert_eq!(pty.wait_end().exit_code(), 130);
        assert!(pty.is_restored());
        assert!(pty.text().contains(told), "{}", pty.text());
    }
}

#[test]
fn a_session_is_drawn_anew_when_the_window_changes() {
    let world = World::new(TYPED);
    let mut pty = start(&world, &[]);
    wait_page(&pty, FIRST);
    pty.send("on");
    wait_page(&pty, "> on");

    for (rows, columns) in [(10, 20), (1, 1), (24, 80)] {
        let before = pty.pages();
        pty.resize(rows, columns);
        pty.wait_painted(before);
    }

    wait_page(&pty, "> on");
    pty.send("e\r");
    wait_page(&pty, "Correct — one");
}

#[test]
fn a_closed_window_ends_the_program_and_keeps_the_graded_answer() {
    for (keys, shown, kept) in [("on", "> on", 0), ("one\r", "[1] again", 1)] {
        let world = World::new(TYPED);
        let mut line = Line::start(&world, &[]);
        line.wait_for(FIRST);
        line.send(keys);
        line.wait_for(shown);

        let status = line.hang_up();

        assert_eq!(status.code(), Some(0), "{shown}: {status}");
        assert_eq!(world.reviews().len(), kept, "{shown}");
    }
}

#[test]
fn a_closed_window_ends_a_session_in_lines_and_a_summary_too() {
    for (arguments, keys, shown) in [
        (["--plain"].as_slice(), "one\r", "1 again"),
        (&[], "one\r4\x1bq", "answered in"),
    ] {
        let world = World::new(TYPED);
        let mut line = Line::start(&world, arguments);
        line.wait_for(FIRST);
        line.send(keys);
        line.wait_for(shown);

        let status = line.hang_up();

        assert_eq!(status.code(), Some(0), "{arguments:?}: {status}");
        assert_eq!(world.reviews().len(), 1, "{arguments:?}");
    }
}
