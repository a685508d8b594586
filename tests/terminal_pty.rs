//! The full screen in a pseudo-terminal, with a model of the screen to look at.
//!
//! The program in the terminal is this test program again, running the ignored test `child`.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "it is a test"
)]

#[path = "support/pty.rs"]
mod pty;
#[path = "support/screens.rs"]
mod screens;

use factdeck::question::Body;
use factdeck::session::{Event, Screen};
use factdeck::terminal::{FullScreen, Hangup, Terminal};
use pty::Pty;
use std::fmt::Write as _;
use std::time::{Duration, Instant};

const PART: &str = "FACTDECK_TEST_PART";

/// Plays one part, for a learner in the pseudo-terminal.
#[test]
#[ignore = "plays the program inside the terminal of the other tests"]
fn child() {
    let Ok(part) = std::env::var(PART) else {
        return;
    };
    let colours = std::env::var_os("NO_COLOR").is_none();
    let editor = std::env::var("EDITOR").unwrap_or_default();
    let mut terminal = FullScreen::open(colours, &editor).expect("this is a terminal");
    let result = play(&part, &mut terminal);
    drop(terminal);
    match result {
        Ok(said) => println!("RESULT {said}"),
        Err(Hangup::Interrupted) => std::process::exit(130),
        Err(_) => std::process::exit(3),
    }
    std::process::exit(0);
}

fn play(part: &str, terminal: &mut dyn Terminal) -> Result<String, Hangup> {
    let options = |count: usize| -> Vec<String> {
        (0..count)
            .map(|it| format!("вариант {it} {}", "долгий ответ ".repeat(3)))
            .collect()
    };
    Ok(match part {
        "session" => session(terminal)?,
        "panic" => {
            let thread = std::thread::spawn(|| {
                let mut terminal = FullScreen::open(false, "").expect("this is a terminal");
                let _ = terminal.turn(&screens::feedback());
                panic!("as asked");
            });
            let _ = thread.join();
            "panicked".to_owned()
        }
        "limit" => limited(terminal, &screens::asked(Body::Type))?,
        "limit-feedback" => limited(terminal, &screens::feedback())?,
        "limit-still" => still(terminal)?,
        "limit-over" => over(terminal)?,
        "summary" => format!("{:?}", terminal.turn(&screens::summary())?),
        "aside" => {
            let mut seen = String::new();
            terminal.turn(&screens::feedback())?;
            terminal.aside(&mut || println!("ASIDE"))?;
            let _ = write!(seen, "{:?}", terminal.turn(&screens::feedback())?);
            seen
        }
        "confirm" => format!(
            "{:?}",
            terminal.confirm("Überschreiben? 何人の党員がいますか")?
        ),
        "pick" => format!("{:?}", terminal.pick("Welches Deck?", &options(4))?),
        "pick-long" => format!("{:?}", terminal.pick("Welches Deck?", &options(40))?),
        "pick-many" => format!("{:?}", terminal.pick_many("Welche Tags?", &options(4))?),
        "line" => format!("{:?}", terminal.ask_line("Question of the fact?")?),
        "write" => format!("{:?}", terminal.write_long("start")?),
        form => {
            let screen = asked(form);
            let mut events = Vec::new();
            loop {
                let event = terminal.turn(&screen)?;
                events.push(format!("{event:?}"));
                if !matches!(event, Event::Hint | Event::Flag(_)) {
                    break events.join(" then ");
                }
            }
        }
    })
}

fn asked(form: &str) -> Screen {
    match form {
        "choose" => screens::asked(screens::choose()),
        "gap" => screens::asked(screens::gap()),
        "order" => screens::asked(screens::order()),
        "feedback" => screens::feedback(),
        "hostile" => screens::hostile(screens::feedback()),
        "long" => {
            let mut screen = screens::question_screen(Body::Type);
            let line = |number| format!("line {number} of a long question\n");
            screen.question.prompt = (1..=60).map(line).collect();
            Screen::Question(Box::new(screen))
        }
        _ => screens::asked(Body::Type),
    }
}

/// Goes through a question, its feedback and the summary, whatever is answered.
fn session(terminal: &mut dyn Terminal) -> Result<String, Hangup> {
    let mut events = String::new();
    terminal.overview(&screens::overview())?;
    for screen in [
        screens::asked(Body::Type),
        screens::feedback(),
        screens::summary(),
    ] {
        let _ = write!(events, "{:?}; ", terminal.turn(&screen)?);
    }
    Ok(events)
}

/// Shows a screen with the seconds left.
fn with_clock(screen: &Screen, seconds: u64) -> Screen {
    let mut screen = screen.clone();
    match &mut screen {
        Screen::Question(asked) => asked.seconds_left = Some(seconds),
        Screen::Feedback(feedback) => feedback.asked.seconds_left = Some(seconds),
        Screen::Summary(_) => {}
    }
    screen
}

/// Holds a turn with a time limit, by a clock that runs ten times as fast as others.
fn limited(terminal: &mut dyn Terminal, screen: &Screen) -> Result<String, Hangup> {
    let start = Instant::now();
    loop {
        let tenths = u64::try_from(start.elapsed().as_millis() / 100).unwrap_or(u64::MAX);
        let shown = with_clock(screen, 6005_u64.saturating_sub(tenths));
        match terminal.turn(&shown)? {
            Event::Tick => {}
            event => return Ok(format!("{event:?}")),
        }
    }
}

/// Holds a turn whose clock never changes, for some ticks.
fn still(terminal: &mut dyn Terminal) -> Result<String, Hangup> {
    let shown = with_clock(&screens::asked(Body::Type), 65);
    for _ in 0..5 {
        let event = terminal.turn(&shown)?;
        assert_eq!(event, Event::Tick);
    }
    Ok("still".to_owned())
}

/// Goes from a question whose time is up to the summary.
fn over(terminal: &mut dyn Terminal) -> Result<String, Hangup> {
    let event = terminal.turn(&with_clock(&screens::asked(Body::Type), 0))?;
    assert_eq!(event, Event::Tick);
    Ok(format!("{:?}", terminal.turn(&screens::summary())?))
}

fn start_with(part: &str, rows: u16, columns: u16, variables: &[(&str, &str)]) -> Pty {
    let program = std::env::current_exe().unwrap();
    let arguments = ["--exact", "child", "--ignored", "--nocapture"];
    let mut command = pty::command(program.to_str().unwrap(), &arguments);
    command.env(PART, part);
    for (name, value) in variables {
        command.env(name, value);
    }
    Pty::start(command, rows, columns)
}

fn start(part: &str, rows: u16, columns: u16) -> Pty {
    start_with(part, rows, columns, &[])
}

/// Types keys into a part and returns what became of them.
fn result(part: &str, columns: u16, ready: &str, keys: &[&str]) -> String {
    let mut pty = start(part, 24, columns);
    pty.wait_for(ready);
    for key in keys {
        pty.send(key);
    }
    let status = pty.wait_end();
    assert!(status.success(), "{}", pty.text());
    assert!(pty.is_restored());
    // A result longer than the window is wrapped by the terminal: read it from the bytes.
    let bytes = String::from_utf8_lossy(&pty.bytes()).into_owned();
    let said = bytes.split("RESULT ").nth(1).unwrap_or_default();
    said.lines().next().unwrap_or_default().to_owned()
}

fn typed(keys: &[&str]) -> String {
    let result = result("type", 80, "> ", keys);
    let text = result
        .strip_prefix("Respond(Typed([\"")
        .and_then(|it| it.strip_suffix("\"]))"));
    text.map_or(result.clone(), str::to_owned)
}

#[test]
fn a_session_goes_from_overview_to_summary_and_the_summary_stays() {
    let mut pty = start("session", 24, 80);
    pty.wait_for("12 due · 10 new of 318, asked twice · about 9 minutes");
    pty.wait_for("`leaders.toml` is broken and was left out");
    pty.wait_for("How many people were injured");
    assert!(pty.look(vt100::Screen::alternate_screen));

    pty.send("188 people\r");
    pty.wait_for("Correct but for a slip — 180 people");
    pty.wait_gone("12 due");
    pty.wait_until("hidden cursor", vt100::Screen::hide_cursor);
    pty.send("\r");
    pty.wait_for("20 questions answered in 6:12");
    pty.send("\r");

    assert!(pty.wait_end().success());
    assert!(pty.is_restored());
    assert!(pty.text().contains("right: at least 130"), "{}", pty.text());
    assert!(
        pty.text()
            .contains("RESULT Respond(Typed([\"188 people\"])); Accept; Quit;")
    );
}

#[test]
fn text_of_every_script_is_edited_by_what_a_reader_sees_as_characters() {
    assert_eq!(typed(&["党員x", "\x7f", "\x7f", "\r"]), "党");
    assert_eq!(typed(&["a👩\u{200d}🔬", "\x7f", "\r"]), "a");
    assert_eq!(typed(&["Хорасан", "\x1b[D", "\x1b[3~", "\r"]), "Хораса");
    assert_eq!(typed(&["خراسان", "\x7f", "\r"]), "خراسا");
    assert_eq!(typed(&["ولاية خراسان", "\x17", "\r"]), "ولاية");
}

#[test]
fn escape_codes_never_end_up_in_an_answer() {
    let keys = [
        "abc def",
        "\x1b[1;5D",
        "X",
        "\x1b[15~",
        "\x1b[H",
        "Y",
        "\x1bOP",
        "\x1b[24;5~",
        "\r",
    ];

    assert_eq!(typed(&keys), "Yabc Xdef");
}

#[test]
fn pasted_lines_become_one_answer() {
    assert_eq!(
        typed(&["\x1b[200~one\rtwo\x1b[201~", "!", "\r"]),
        "one two!"
    );
}

#[test]
fn keys_typed_ahead_are_neither_lost_nor_echoed() {
    let mut pty = start("session", 24, 80);
    pty.wait_for("> ");

    pty.send("180\r1\r");

    assert!(pty.wait_end().success());
    let text = pty.text();
    assert!(
        text.contains("Respond(Typed([\"180\"])); Rate(Again); Quit;"),
        "{text}"
    );
}

#[test]
fn an_answer_that_wraps_keeps_its_cursor_and_loses_no_character() {
    let mut pty = start("type", 24, 20);
    pty.wait_for("> ");

    pty.send("何人の党員がいますか何人");
    pty.wait_for("すか何人");
    pty.send("\x1b[D\x1b[DZ");

    pty.wait_for("すかZ何人");
    let (row, column) = pty.look(vt100::Screen::cursor_position);
    let line = pty.look(|it| it.rows(0, 20).nth(usize::from(row)).unwrap());
    assert_eq!((line.trim_end(), column), ("    すかZ何人", 9));
    assert!(
        pty.text().contains("  > 何人の党員がいま\n"),
        "{}",
        pty.text()
    );
}

#[test]
fn a_resize_in_the_middle_of_an_answer_is_no_ctrl_c_and_loses_nothing() {
    let mut pty = start("type", 24, 80);
    pty.wait_for("> ");
    pty.send("more than a hundred");
    pty.wait_for("more than a hundred");

    pty.resize(20, 30);
    pty.send(" people");

    pty.wait_for("> more than a hundred peop");
    pty.resize(30, 100);
    pty.send("!");
    pty.wait_for("> more than a hundred people!");
    pty.send("\r");
    assert!(pty.wait_end().success());
}

/// Resizes the window and returns what is painted then, though no key is pressed.
fn resized(pty: &mut Pty, rows: u16, columns: u16) -> String {
    let before = pty.pages();
    pty.resize(rows, columns);
    pty.wait_painted(before)
}

#[test]
fn a_question_is_drawn_anew_when_the_window_changes_and_keeps_what_was_typed() {
    let mut pty = start("type", 24, 80);
    pty.wait_for("> ");
    pty.send("more than a hundred people\x1b[D");
    pty.wait_for("> more than a hundred people");
    let is_before_the_last_letter = |it: &vt100::Screen| it.cursor_position() == (2, 29);
    pty.wait_until("cursor before the last letter", is_before_the_last_letter);

    let narrow = resized(&mut pty, 20, 40);
    assert!(
        narrow.contains("  How many people were injured in the\n  Crocus City Hall attack?\n"),
        "{narrow}"
    );
    assert!(narrow.contains("> more than a hundred people"), "{narrow}");
    for (rows, columns) in [(1, 1), (2, 2), (3, 10), (60, 200)] {
        resized(&mut pty, rows, columns);
    }
    let back = resized(&mut pty, 24, 80);

    assert!(
        back.contains("\n  How many people were injured in the Crocus City Hall attack?\n"),
        "{back}"
    );
    pty.wait_until("cursor before the last letter", is_before_the_last_letter);
    pty.send("X\r");
    pty.wait_end();
    assert!(
        pty.text()
            .contains("RESULT Respond(Typed([\"more than a hundred peoplXe\"]))"),
        "{}",
        pty.text()
    );
}

#[test]
fn items_being_sorted_keep_their_order_when_the_window_changes() {
    let mut pty = start("order", 24, 80);
    pty.wait_for("Bagram");
    pty.send("31");
    pty.wait_for("3  Crocus\n  > 1  Bagram\n");

    let narrow = resized(&mut pty, 20, 40);

    assert!(narrow.contains("3  Crocus\n"), "{narrow}");
    pty.send("2\r");
    pty.wait_end();
    assert!(pty.text().contains("RESULT Respond(Ordered([2, 0, 1]))"));
}

#[test]
fn every_other_screen_is_drawn_anew_when_the_window_changes() {
    let told = "When you last saw it, the answer was";
    let (remark, put) = ("> an old figure", "fact?\n  > an old figure");
    let help = "↵                 answer; with";
    for (part, keys, wide, narrow) in [
        ("feedback", "", told, "the answer was\n  `145 people`."),
        ("feedback", "!an old figure", remark, put),
        ("type", "\x1b!an old figure", remark, put),
        ("type", "?", help, "↵: answer; with nothing typed"),
        ("type", "\x1b", "- suspend", "- suspend"),
        ("line", "an old figure", remark, put),
        (
            "summary",
            "",
            "right: at least",
            "killed in the\n    Crocus City",
        ),
    ] {
        let mut pty = start(part, 24, 80);
        pty.wait_until("screen taken", vt100::Screen::alternate_screen);
        pty.send(keys);
        pty.wait_page(wide, |screen| screen.contents().contains(wide));

        let shown = resized(&mut pty, 20, 40);

        assert!(shown.contains(narrow), "{part} {keys}: {shown}");
        for (rows, columns) in [(1, 1), (3, 10), (60, 200)] {
            resized(&mut pty, rows, columns);
        }
        pty.send("\x03");
        assert_eq!(pty.wait_end().exit_code(), 130, "{part} {keys}");
        assert!(pty.is_restored(), "{part} {keys}");
    }
}

#[test]
fn a_summary_is_left_behind_as_wide_as_the_window_has_become() {
    let mut pty = start("summary", 24, 80);
    pty.wait_for("20 questions answered");

    resized(&mut pty, 20, 40);
    pty.send("\r");

    assert!(pty.wait_end().success());
    let text = pty.text();
    assert!(text.contains("killed in the\n    Crocus City"), "{text}");
    assert!(text.contains("RESULT Quit"), "{text}");
}

#[test]
fn ctrl_c_leaves_at_once_with_130_and_a_restored_terminal() {
    let parts = [
        ("type", "> "),
        ("choose", "Abdul"),
        ("feedback", "good"),
        ("line", "fact?"),
        ("confirm", "[y/n]"),
        ("pick", "вариант 3"),
        ("pick-many", "вариант 3"),
    ];
    for (part, ready) in parts {
        let mut pty = start(part, 24, 80);
        pty.wait_for(ready);

        pty.send("\x03");

        assert_eq!(pty.wait_end().exit_code(), 130, "{part}");
        assert!(pty.is_restored(), "{part}");
    }
}

#[test]
fn ctrl_c_typed_ahead_of_a_screen_is_not_lost_and_not_deadly() {
    let mut pty = start("session", 24, 80);
    pty.wait_for("> ");

    pty.send("180\r\x03");

    assert_eq!(pty.wait_end().exit_code(), 130);
    assert!(pty.is_restored());
}

#[test]
fn ctrl_c_at_any_moment_leaves_the_terminal_as_it_was() {
    for moment in 0..30 {
        let mut pty = start("session", 24, 80);
        std::thread::sleep(std::time::Duration::from_micros(700 * moment));

        pty.send("\x03");

        let status = pty.wait_end();
        assert!(!status.success(), "{moment}: {}", pty.text());
        assert!(pty.is_restored(), "{moment}: {}", pty.text());
    }
}

#[test]
fn a_panic_restores_the_terminal_before_it_is_told() {
    let mut pty = start("panic", 24, 80);
    pty.wait_for("good");

    pty.send("\r");

    pty.wait_for("as asked");
    pty.wait_end();
    assert!(pty.is_restored());
    let bytes = String::from_utf8_lossy(&pty.bytes()).into_owned();
    assert!(
        bytes.find("\x1b[?1049l") < bytes.find("as asked"),
        "{bytes}"
    );
}

#[test]
fn a_closed_window_ends_the_program() {
    let mut pty = start("type", 24, 80);
    pty.wait_for("> ");

    pty.close();

    pty.wait_end();
}

#[test]
fn the_end_of_input_quits() {
    assert_eq!(result("type", 80, "> ", &["\x04"]), "Quit");
    assert_eq!(result("feedback", 80, "good", &["\x04"]), "Quit");
}

#[test]
fn commands_are_found_behind_escape_and_leave_what_was_typed() {
    let mut pty = start("type", 24, 80);
    pty.wait_for("Esc commands");
    pty.send("18");
    pty.wait_for("> 18");

    pty.send("\x1b");
    pty.wait_for("- suspend");
    pty.send("!");
    pty.wait_for("What is wrong with this fact?");
    pty.send("old\r");
    pty.wait_for("> 18");
    pty.send("\t0\r");

    pty.wait_end();
    let wanted = "RESULT Flag(\"old\") then Hint then Respond(Typed([\"180\"]))";
    assert!(pty.text().contains(wanted), "{}", pty.text());
}

#[test]
fn help_comes_and_goes() {
    let mut pty = start("type", 24, 80);
    pty.wait_for("? all keys");

    pty.send("?");
    pty.wait_for("any key goes back");
    pty.wait_for("Ctrl-W");
    pty.send(" ");

    pty.wait_for("> ");
    pty.wait_gone("any key goes back");
}

#[test]
fn every_form_is_answered_in_few_keys() {
    assert_eq!(result("choose", 80, "Abdul", &["2"]), "Respond(Chosen(1))");
    assert_eq!(
        result("choose", 80, "Abdul", &["\x1b[B", "\x1bOB", "\r"]),
        "Respond(Chosen(1))"
    );
    assert_eq!(
        result("order", 80, "Bagram", &["312\r"]),
        "Respond(Ordered([2, 0, 1]))"
    );
    let filled = "Respond(Typed([\"Taliban\", \"2014\"]))";
    assert_eq!(
        result("gap", 80, "____(2)", &["Taliban\r", "2014\r"]),
        filled
    );
    assert_eq!(result("feedback", 80, "good", &["4"]), "Rate(Easy)");
}

#[test]
fn the_answer_line_stays_in_view_below_a_long_question() {
    let mut pty = start("long", 12, 40);
    pty.wait_for("line 1 of a long question");
    pty.wait_for("PgDn");
    pty.send("42");
    pty.wait_for("> 42");

    pty.send("\x1b[6~");
    pty.wait_for("PgUp");

    pty.wait_for("> 42");
    let (row, _) = pty.look(vt100::Screen::cursor_position);
    let line = pty.look(|it| it.rows(0, 40).nth(usize::from(row)).unwrap());
    assert_eq!(line.trim_end(), "  > 42");
}

#[test]
fn no_window_is_too_small_or_too_large() {
    for (rows, columns) in [
        (1, 1),
        (1, 80),
        (24, 1),
        (2, 2),
        (3, 10),
        (24, 40),
        (60, 200),
    ] {
        for part in ["type", "choose", "order", "gap", "long"] {
            let mut pty = start(part, rows, columns);
            pty.wait_until("screen taken", vt100::Screen::alternate_screen);
            pty.send("?\x1b[B \x1b\x1b[A党\x7f\x1b[C\x1b[5~\x1b[6~\x1b[200~x\x1b[201~");
            pty.send("\x03");
            assert_eq!(pty.wait_end().exit_code(), 130, "{part} {rows}x{columns}");
            assert!(pty.is_restored());
        }
    }
}

#[test]
fn a_clock_counts_down_by_itself_and_what_was_typed_stays() {
    let mut pty = start("limit", 24, 80);
    pty.wait_for("100:0");
    pty.send("18");

    pty.wait_for("100:00 left");
    pty.wait_for("99:58 left");

    pty.wait_for("> 18");
    pty.wait_until("cursor behind 18", |it| it.cursor_position() == (2, 6));
    pty.send("0\r");
    pty.wait_end();
    assert!(pty.text().contains("RESULT Respond(Typed([\"180\"]))"));
}

#[test]
fn a_clock_goes_on_while_keys_are_held_down() {
    let mut pty = start("limit", 24, 80);
    pty.wait_for("100:0");

    let has_gone_on = (0..200).any(|_| {
        pty.send("x");
        std::thread::sleep(Duration::from_millis(20));
        pty.text().contains("99:5")
    });

    assert!(has_gone_on, "{}", pty.text());
}

#[test]
fn a_clock_goes_on_whatever_lies_over_the_screen_and_leaves_it_there() {
    for (part, keys, shown) in [
        ("limit-feedback", "s", "BBC, paragraph 4"),
        ("limit-feedback", "!old", "> old"),
        ("limit", "\x1b!old", "> old"),
        ("limit", "18\x1b", "- suspend"),
        // The start of a sequence whose end never comes, and of a paste.
        ("limit", "18\x1b[1;", "> 18"),
        ("limit", "18\x1b[200~x", "> 18"),
    ] {
        let mut pty = start(part, 24, 80);
        pty.wait_for("100:0");
        pty.send(keys);

        pty.wait_page("later page", |screen| {
            let text = screen.contents();
            text.contains("99:5") && text.contains(shown)
        });
    }
}

#[test]
fn a_window_that_shows_what_it_should_is_left_alone() {
    let mut pty = start("limit-still", 24, 80);

    pty.wait_for("RESULT still");

    assert_eq!(pty.pages(), 1);
    assert!(pty.wait_end().success());
}

#[test]
fn nothing_is_written_while_nothing_happens() {
    let parts = ["type", "feedback", "line", "summary"];
    let screens = parts.map(|part| start(part, 24, 80));
    let pages = screens.each_ref().map(|pty| pty.wait_painted(0));
    // The cursor is put in its place after the page.
    std::thread::sleep(Duration::from_millis(50));
    let before = screens.each_ref().map(Pty::bytes);

    std::thread::sleep(Duration::from_millis(350));

    assert_eq!(screens.each_ref().map(Pty::bytes), before, "{pages:?}");
}

#[test]
fn keys_meant_for_a_question_whose_time_ran_out_do_not_close_the_summary() {
    let mut pty = start("limit-over", 24, 80);
    pty.wait_for("20 questions answered");

    // Keys and resizes are read in their order, so the page tells that the keys were heard.
    let before = pty.pages();
    pty.send("a q u\r");
    pty.wait_painted(before + 5);
    pty.wait_for("20 questions answered");
    pty.send("\x03");

    assert_eq!(pty.wait_end().exit_code(), 130);
}

#[test]
fn without_colour_no_colour_is_printed() {
    let coloured = start("feedback", 24, 80);
    coloured.wait_for("? all keys");
    let plain = start_with("feedback", 24, 80, &[("NO_COLOR", "1")]);
    plain.wait_for("? all keys");

    let is_coloured = |pty: &Pty| String::from_utf8_lossy(&pty.bytes()).contains("\x1b[33m");
    assert!(is_coloured(&coloured));
    assert!(!is_coloured(&plain));
    assert_eq!(coloured.text(), plain.text());
}

#[test]
fn a_hostile_deck_cannot_steer_the_terminal() {
    let pty = start("hostile", 24, 80);
    pty.wait_for("? all keys");

    let bytes = String::from_utf8_lossy(&pty.bytes()).into_owned();
    assert!(
        !bytes.contains("\x1b]0;") && !bytes.contains('\u{7}'),
        "{bytes:?}"
    );
    assert!(bytes.contains("a␛]0;pwned␇␛[2J\u{FFFD}b"), "{bytes:?}");
}

#[test]
fn another_program_gets_the_learners_own_screen_and_the_session_comes_back() {
    let mut pty = start("aside", 24, 80);
    pty.wait_for("good");

    pty.send("1");
    pty.wait_for("good");
    pty.send("2");

    pty.wait_end();
    assert!(pty.text().contains("ASIDE"), "{}", pty.text());
    assert!(pty.text().contains("RESULT Rate(Hard)"), "{}", pty.text());
}

#[test]
fn menus_of_wide_text_erase_nothing_above_them() {
    let mut pty = start("pick", 24, 40);
    pty.wait_for("вариант 3");
    pty.wait_for("Welches Deck?");

    pty.send("\x1b[B");
    pty.wait_for("> вариант 1");
    pty.send("\x1b[B");
    pty.wait_for("> вариант 2");

    assert!(pty.text().contains("Welches Deck?"), "{}", pty.text());
    assert_eq!(pty.text().matches("вариант 2").count(), 1, "{}", pty.text());
    pty.send("\r");
    pty.wait_end();
    assert!(pty.text().contains("RESULT Some(2)"), "{}", pty.text());
    assert!(pty.is_restored());
}

#[test]
fn a_menu_longer_than_the_window_turns_pages() {
    let mut pty = start("pick-long", 12, 40);
    pty.wait_for("[Page 1/5]");

    pty.send("\x1b[C");
    pty.wait_for("[Page 2/5]");
    pty.send("\x1b[B\r");

    pty.wait_end();
    assert!(pty.text().contains("RESULT Some(10)"), "{}", pty.text());
    assert!(pty.text().contains("Welches Deck?"), "{}", pty.text());
}

#[test]
fn a_window_without_room_for_a_menu_is_asked_in_lines() {
    let mut pty = start("pick", 2, 60);
    pty.wait_for("Number, or an empty line for none:");

    pty.send("3\r");

    pty.wait_end();
    let bytes = String::from_utf8_lossy(&pty.bytes()).into_owned();
    assert!(bytes.contains("RESULT Some(2)"), "{bytes}");
}

#[test]
fn a_window_made_too_small_for_an_open_menu_chooses_nothing() {
    let mut pty = start("pick-long", 24, 60);
    pty.wait_for("вариант 0");

    pty.resize(2, 60);
    pty.send("\x1b[B");

    pty.wait_end();
    let bytes = String::from_utf8_lossy(&pty.bytes()).into_owned();
    assert!(bytes.contains("RESULT None"), "{bytes}");
    assert!(pty.is_restored());
}

#[test]
fn dialogs_are_answered_or_left() {
    assert_eq!(result("confirm", 80, "[y/n]", &["y"]), "Some(true)");
    assert_eq!(result("confirm", 80, "[y/n]", &["\x1b"]), "None");
    assert_eq!(result("pick", 80, "вариант 3", &["\x1b"]), "None");
    let marked = ["\x1b[B", " ", "\x1b[B", "\x1b[B", " ", "\r"];
    assert_eq!(
        result("pick-many", 80, "вариант 3", &marked),
        "Some([1, 3])"
    );
    assert_eq!(
        result("line", 80, "fact?", &["Чья атака?\r"]),
        "Some(\"Чья атака?\")"
    );
    assert_eq!(result("line", 80, "fact?", &["\x1b"]), "None");
}

#[test]
fn an_editor_that_is_not_there_is_told_and_no_panic() {
    let mut pty = start_with("write", 24, 80, &[("EDITOR", "/does/not/exist")]);

    pty.wait_end();

    let text = pty.text();
    assert!(
        text.contains("the editor `/does/not/exist` could not be run"),
        "{text}"
    );
    assert!(text.contains("RESULT None"), "{text}");
}

#[test]
fn a_long_text_is_written_in_the_learners_editor() {
    let editor = "sh -c 'sleep 0.02; echo more >> \"$0\"'";
    let mut pty = start_with("write", 24, 80, &[("EDITOR", editor)]);

    pty.wait_end();

    assert!(
        pty.text().contains("RESULT Some(\"startmore\")"),
        "{}",
        pty.text()
    );
}
