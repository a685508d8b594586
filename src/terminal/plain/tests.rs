use super::*;
use crate::question::Body;
use crate::schedule::Rating;
use crate::terminal::sample;
use std::io::Cursor;

/// Shows a screen to somebody who types these lines; returns what they decide and read.
fn turn(screen: &Screen, typed: &str) -> (Result<Event, Hangup>, String) {
    let mut output = Vec::new();
    let event = Plain::new(Cursor::new(typed), &mut output).turn(screen);
    (event, String::from_utf8(output).unwrap())
}

fn decided(screen: &Screen, typed: &str) -> Event {
    let (event, read) = turn(screen, typed);
    event.unwrap_or_else(|error| panic!("{error}\n{read}"))
}

fn answered(body: Body, typed: &str) -> Response {
    match decided(&sample::asked(body), typed) {
        Event::Respond(response) => response,
        other => panic!("{other:?} is no response"),
    }
}

fn texts(texts: &[&str]) -> Response {
    Response::Typed(texts.iter().map(|it| (*it).to_owned()).collect())
}

#[test]
fn every_form_can_be_answered() {
    assert_eq!(answered(sample::choose(), "2\n"), Response::Chosen(1));
    assert_eq!(answered(sample::choose(), "C\n"), Response::Chosen(2));
    assert_eq!(
        answered(Body::Judge { truth: true }, "false\n"),
        Response::Judged(false)
    );
    assert_eq!(
        answered(Body::Judge { truth: true }, "y\n"),
        Response::Judged(true)
    );
    assert_eq!(
        answered(Body::Type, " 180 people \r\n"),
        texts(&["180 people"])
    );
    assert_eq!(
        answered(sample::gap(), "Taliban\n2014\n"),
        texts(&["Taliban", "2014"])
    );
    assert_eq!(
        answered(Body::Members { count: 3 }, "Mali\nЧад\n\n"),
        texts(&["Mali", "Чад"])
    );
    assert_eq!(
        answered(sample::order(), "2, 3 1\n"),
        Response::Ordered(vec![1, 2, 0])
    );
    assert_eq!(
        answered(sample::order(), "231\n"),
        Response::Ordered(vec![1, 2, 0])
    );
    assert_eq!(answered(Body::Recall, "\n"), Response::Revealed);
}

#[test]
fn an_empty_line_says_that_it_is_not_known() {
    for body in sample::bodies()
        .into_iter()
        .filter(|it| *it != Body::Recall)
    {
        assert_eq!(answered(body, "\n\n"), Response::DontKnow);
    }
}

#[test]
fn what_does_not_fit_is_asked_for_again() {
    let (event, read) = turn(&sample::asked(sample::choose()), "5\nfoo\n1\n");

    assert!(matches!(event, Ok(Event::Respond(Response::Chosen(0)))));
    assert_eq!(read.matches("A number from 1 to 4, please.").count(), 2);
    assert_eq!(
        answered(sample::order(), "1 1 2\n1 2\n3 2 1\n"),
        Response::Ordered(vec![2, 1, 0])
    );
}

#[test]
fn a_question_is_said_in_lines_with_numbers() {
    let (_, read) = turn(&sample::asked(sample::choose()), "1\n");

    let start = "\n3/22, Attacks, new\nHow many people were injured in the Crocus City Hall attack?\n1. Abdul";
    assert!(read.starts_with(start), "{read}");
    assert!(read.ends_with("Number, 1 to 4:\n"), "{read}");
}

#[test]
fn every_command_works_at_a_question() {
    let screen = sample::asked(Body::Type);
    let cases = [
        (":undo\n", Event::Undo),
        (":s\n", Event::Skip),
        (":hint\n", Event::Hint),
        (":b\n", Event::Bury),
        (":-\n", Event::Suspend),
        (":flag old figure\n", Event::Flag("old figure".into())),
        (":!\nold figure\n", Event::Flag("old figure".into())),
        (":edit\n", Event::Edit),
        (":q\n", Event::Quit),
        (":dontknow\n", Event::Respond(Response::DontKnow)),
        ("::q\n", Event::Respond(texts(&[":q"]))),
    ];
    for (typed, event) in cases {
        assert_eq!(decided(&screen, typed), event, "{typed}");
    }
}

#[test]
fn help_and_sources_leave_the_question_waiting() {
    let (event, read) = turn(
        &sample::asked(Body::Type),
        ":help\n:source\n:nonsense\n180\n",
    );

    assert!(matches!(event, Ok(Event::Respond(_))));
    assert!(read.contains(":suspend"), "{read}");
    assert!(read.contains("There is no command `nonsense`"), "{read}");
}

#[test]
fn members_named_before_a_hint_are_not_asked_for_again() {
    let screen = sample::asked(Body::Members { count: 3 });
    let mut output = Vec::new();
    let mut terminal = Plain::new(Cursor::new("Mali\n:hint\nChad\n\n"), &mut output);

    assert!(matches!(terminal.turn(&screen), Ok(Event::Hint)));
    let Ok(Event::Respond(response)) = terminal.turn(&screen) else {
        panic!("the members are a response");
    };

    assert_eq!(response, texts(&["Mali", "Chad"]));
}

#[test]
fn feedback_is_accepted_by_an_empty_line_or_rated() {
    let screen = sample::feedback();

    assert_eq!(decided(&screen, "\n"), Event::Accept);
    assert_eq!(decided(&screen, "1\n"), Event::Rate(Rating::Again));
    assert_eq!(decided(&screen, "easy\n"), Event::Rate(Rating::Easy));
    assert_eq!(decided(&screen, ":source\nundo\n"), Event::Undo);
    assert_eq!(decided(&screen, "7\n\n"), Event::Accept);
}

#[test]
fn feedback_says_everything_in_words() {
    let (_, read) = turn(&sample::feedback(), "s\n\n");

    for line in [
        "Correct but for a slip: 180 people (Meduza, lead; BBC, paragraph 4)",
        "You said: 188 people",
        "You typed: 18[8] people",
        "Right: 18[0] people",
        "Others: more than 100 (Vox, lead)",
        "When you last saw it, the answer was `145 people`.",
        "1 again 1m, 2 hard 6m, 3 good 10m, 4 easy 5d. Empty line: good.",
        "- BBC, paragraph 4",
    ] {
        assert!(
            read.lines().any(|it| it == line),
            "{line} is not in\n{read}"
        );
    }
}

#[test]
fn input_that_ends_is_told_apart_from_a_decision() {
    assert!(matches!(
        turn(&sample::asked(Body::Type), "").0,
        Err(Hangup::EndOfInput)
    ));
    assert!(matches!(
        turn(&sample::feedback(), "nonsense\n").0,
        Err(Hangup::EndOfInput)
    ));
    assert!(matches!(turn(&sample::summary(), "").0, Ok(Event::Quit)));
}

#[test]
fn the_last_rating_can_be_undone_at_the_summary() {
    assert_eq!(decided(&sample::summary(), "what\n:undo\n"), Event::Undo);
    assert_eq!(decided(&sample::summary(), "\n"), Event::Quit);
}

#[test]
fn nothing_of_a_deck_reaches_the_output_as_a_control_sequence() {
    for screen in sample::all_screens() {
        let (_, read) = turn(&sample::hostile(screen), ":help\n");
        assert!(!read.contains(['\u{1b}', '\u{7}', '\u{202E}']), "{read:?}");
    }
}

#[test]
fn input_that_is_not_text_does_no_harm() {
    let mut terminal = Plain::new(&b"\xff\xfe\x1b[A\n"[..], Vec::new());

    let event = terminal.turn(&sample::asked(Body::Type));

    assert!(matches!(event, Ok(Event::Respond(Response::Typed(_)))));
}

#[test]
fn a_time_limit_is_told_with_every_line() {
    let mut screen = sample::question_screen(Body::Members { count: 2 });
    screen.seconds_left = Some(65);

    let (event, read) = turn(&Screen::Question(Box::new(screen)), "Mali\n");

    assert!(matches!(event, Ok(Event::Tick)));
    assert!(read.contains("new · 1:05 left"), "{read}");
}

fn dialog<T>(typed: &str, ask: impl FnOnce(&mut dyn Terminal) -> Result<T, Hangup>) -> T {
    ask(&mut Plain::new(Cursor::new(typed), Vec::new())).unwrap()
}

#[test]
fn dialogs_are_held_over_lines_too() {
    let options = ["Attacks", "Вожди", "Glossary"].map(str::to_owned);

    assert_eq!(dialog("maybe\nYes\n", |it| it.confirm("Sure?")), Some(true));
    assert_eq!(dialog("\n", |it| it.confirm("Sure?")), None);
    assert_eq!(
        dialog("9\n1 2\n2\n", |it| it.pick("Deck", &options)),
        Some(1)
    );
    assert_eq!(dialog("\n", |it| it.pick("Deck", &options)), None);
    assert_eq!(
        dialog("3 1 1\n", |it| it.pick_many("Decks", &options)),
        Some(vec![0, 2])
    );
    assert_eq!(
        dialog("Who?\n", |it| it.ask_line("Ask")),
        Some("Who?".to_owned())
    );
    let text = dialog("one\n\ntwo\n.\nrest\n", |it| it.write_long("start"));
    assert_eq!(text.as_deref(), Some("one\n\ntwo"));
}
