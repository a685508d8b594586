//! Reading: every problem of every file at once, each in its place, and nothing else lost.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use factdeck::diagnostic::Diagnostic;
use factdeck::library::{Asks, Value};
use factdeck::load::{self, Loaded};
use std::fs;

const HEAD: &str = "id = \"test\"\ntitle = \"Test\"\nlanguage = \"en\"\n\
                    [source.doc]\ntitle = \"Document\"\n";

fn read(deck: &str) -> Loaded {
    load::texts([("library.toml", HEAD), ("deck.toml", deck)])
}

fn fact(body: &str) -> Loaded {
    read(&format!("title = \"T\"\n[[fact]]\n{body}"))
}

fn codes(loaded: &Loaded) -> Vec<&str> {
    loaded
        .diagnostics
        .iter()
        .map(|problem| problem.code)
        .collect()
}

/// The text that a diagnostic points at.
fn pointed<'a>(loaded: &'a Loaded, problem: &Diagnostic) -> &'a str {
    let place = problem.primary.place;
    &loaded.texts.get(place.file).unwrap().text[place.span.range()]
}

fn ids(loaded: &Loaded) -> Vec<String> {
    let library = loaded.library.as_ref().unwrap();
    library
        .facts()
        .map(|(_, fact)| fact.id.to_string())
        .collect()
}

#[test]
fn every_problem_of_every_file_is_reported_in_one_go() {
    let loaded = load::texts([
        ("library.toml", HEAD),
        (
            "a.toml",
            "title = \"A\"\n[[fact]]\nid = \"a\"\nask = 3\nanser = 1\nunknown = 2\n",
        ),
        (
            "b.toml",
            "title = \"B\"\n[[fact]]\nid = \"b\"\nask = \"Q?\"\nanswer = \n[[fact]]\nid = \"c\"\n",
        ),
    ]);

    let found: Vec<_> = loaded
        .diagnostics
        .iter()
        .map(|problem| (problem.primary.place.file.0, problem.code))
        .collect();

    let in_a = [(1, "L004"), (1, "L002"), (1, "L003"), (1, "L002")];
    for expected in in_a.iter().chain(&[(2, "L001"), (2, "L003")]) {
        assert!(found.contains(expected), "{expected:?} in {found:?}");
    }
}

#[test]
fn a_broken_fact_takes_its_neighbours_nowhere() {
    let loaded = read(
        "title = \"T\"\n\
         [[fact]]\nid = \"one\"\nask = \"Q?\"\nanswer = \"A\"\n\
         [[fact]]\nid = \"two\"\nask = \"Q?\nanswer = \"unclosed above\"\n\
         [[fact]]\nid = \"three\"\nwrong = [\"never closed\",\nask = \"Q?\"\n\
         [[fact]]\nid = \"four\"\nask = \"Q?\"\nanswer = \"A\"\n",
    );

    assert_eq!(ids(&loaded), ["one", "four"]);
    assert!(
        codes(&loaded).iter().all(|code| *code == "L001"),
        "{:?}",
        codes(&loaded)
    );
}

#[test]
fn a_broken_deck_is_left_out_and_the_others_stay() {
    let loaded = load::texts([
        ("library.toml", HEAD),
        (
            "bad.toml",
            "titel = \"T\"\n[[fact]]\nid = \"a\"\nask = \"Q?\"\nanswer = \"A\"\n",
        ),
        (
            "good.toml",
            "title = \"T\"\n[[fact]]\nid = \"b\"\nask = \"Q?\"\nanswer = \"A\"\n",
        ),
    ]);

    assert_eq!(ids(&loaded), ["b"]);
    assert_eq!(codes(&loaded), ["L002"]);
    assert_eq!(
        loaded.diagnostics[0].help.as_deref(),
        Some("did you mean `title`?")
    );
}

#[test]
fn an_unknown_key_is_an_error_with_a_suggestion() {
    let loaded = fact("id = \"a\"\nask = \"Q?\"\nanswer = 1\ntolerence = 2\n");

    assert_eq!(codes(&loaded), ["L002"]);
    let problem = &loaded.diagnostics[0];
    assert_eq!(pointed(&loaded, problem), "tolerence");
    assert_eq!(problem.help.as_deref(), Some("did you mean `tolerance`?"));
    assert_eq!(problem.fact.as_deref(), Some("a"));
}

#[test]
fn a_key_that_is_not_known_costs_what_it_says_and_not_the_fact() {
    let loaded = read(
        "title = \"T\"\ncolour = 1\n[[fact]]\nid = \"a\"\nask = \"Q?\"\nanswer = 1\nfoo = 1\n",
    );

    assert_eq!(codes(&loaded), ["L002", "L002"]);
    assert_eq!(ids(&loaded), ["a"]);
}

#[test]
fn a_header_without_its_bracket_is_one_mistake() {
    let loaded = read("title = \"T\"\n[[fact]\nid = \"x\"\nask = \"Q?\"\nanswer = 1\n");

    assert_eq!(codes(&loaded), ["L001"]);
}

#[test]
fn a_header_without_its_bracket_costs_neither_the_deck_nor_the_fact_before() {
    let fact =
        |header: &str, id: &str| format!("{header}\nid = \"{id}\"\nask = \"Q?\"\nanswer = 1\n");
    for slip in ["[[fact]", "[[fact"] {
        let facts = [fact(slip, "a"), fact("[[fact]]", "b"), fact(slip, "c")].concat();
        let loaded = read(&format!("title = \"T\"\n{facts}"));

        assert_eq!(codes(&loaded), ["L001", "L001"], "{slip}");
        let library = loaded.library.unwrap();
        let ids: Vec<_> = library
            .facts()
            .map(|(_, fact)| fact.id.to_string())
            .collect();
        assert_eq!(ids, ["b"], "{slip}");
    }
}

#[test]
fn a_hundred_thousand_mistakes_are_found_in_one_pass() {
    let loaded = read(&format!("title = \"T\"\n{}", "k =\n".repeat(100_000)));

    assert!(codes(&loaded).len() >= 100_000);
}

#[test]
fn a_table_that_is_no_fact_is_reported_with_a_suggestion() {
    let loaded = read(
        "title = \"T\"\n[[fact]]\nid = \"a\"\nask = \"Q?\"\nanswer = 1\n[[facts]]\nid = \"b\"\n",
    );

    assert_eq!(codes(&loaded), ["L002"]);
    assert_eq!(
        loaded.diagnostics[0].help.as_deref(),
        Some("did you mean `[[fact]]`?")
    );
}

#[test]
fn what_is_missing_is_named() {
    for (body, message) in [
        ("ask = \"Q?\"\nanswer = 1\n", "a fact has no `id`"),
        ("id = \"a\"\n", "the fact asks nothing"),
        ("id = \"a\"\nask = \"Q?\"\n", "the question has no `answer`"),
        ("id = \"a\"\nterm = \"T\"\n", "the term has no `meaning`"),
        (
            "id = \"a\"\nask = \"Q?\"\nanswer = { from = 1 }\n",
            "`from` stands without `to`",
        ),
        (
            "id = \"a\"\nask = \"Q?\"\nanswer = 1\nattribute = \"killed\"\n",
            "`attribute` stands without `subject`",
        ),
        (
            "id = \"a\"\nask = \"Q?\"\nclaims = [{ answer = 1 }, { answer = 2, source = \"doc\" }]\n",
            "a claim has no `source`",
        ),
    ] {
        let loaded = fact(body);

        assert_eq!(codes(&loaded), ["L003"], "{body}");
        assert_eq!(loaded.diagnostics[0].message, message);
    }
}

#[test]
fn a_wrong_type_says_what_is_wanted_and_what_was_found() {
    for (body, message) in [
        (
            "id = 5\nask = \"Q?\"\nanswer = 1\n",
            "`id` must be text in quotes, not a whole number",
        ),
        (
            "id = \"a\"\nask = true\nanswer = 1\n",
            "`ask` must be text in quotes, not true or false",
        ),
        (
            "id = \"a\"\nask = \"Q?\"\nanswer = 12:30:00\n",
            "`answer` must be a date, not a date or time",
        ),
        (
            "id = \"a\"\nask = \"Q?\"\nanswer = [1, 2]\n",
            "`answer` must be text in quotes, not a whole number",
        ),
        (
            "id = \"a\"\nask = \"Q?\"\nclaims = \"x\"\n",
            "`claims` must be a list of claims, not text",
        ),
        (
            "id = \"a\"\nask = \"Q?\"\nanswer = 1\ntags = { x = 1 }\n",
            "`tags` must be a list of texts, not a table",
        ),
    ] {
        let loaded = fact(body);

        assert!(
            codes(&loaded).contains(&"L004"),
            "{body}: {:?}",
            codes(&loaded)
        );
        assert_eq!(loaded.diagnostics[0].message, message);
    }
}

#[test]
fn values_that_cannot_be_are_errors() {
    for body in [
        "id = \"a\"\nask = \"  \"\nanswer = 1\n",
        "id = \"a b\"\nask = \"Q?\"\nanswer = 1\n",
        "id = \"a\"\nask = \"Q?\"\nanswer = { from = 9, to = 3 }\n",
        "id = \"a\"\nask = \"Q?\"\nanswer = { date = \"2023-02-30\" }\n",
        "id = \"a\"\nask = \"Q?\"\nanswer = { date = \"2016/2014\" }\n",
        "id = \"a\"\nask = \"Q?\"\nanswer = nan\n",
        "id = \"a\"\nask = \"Q?\"\nanswer = 99999999999999999999\n",
        "id = \"a\"\nask = \"Q?\"\nanswer = [\"one\"]\n",
        "id = \"a\"\nask = \"Q?\"\nanswer = [\"one\", \"one\"]\n",
        "id = \"a\"\nask = \"Q?\"\nanswer = 1\nstatus = \"disputd\"\n",
        "id = \"a\"\nask = \"Q?\"\nanswer = 1\ntolerance = -1\n",
        "id = \"a\"\nask = \"Q?\"\nanswer = 1\nrevision = 0\n",
        "id = \"a\"\nask = \"Q?\"\nanswer = [\"one\", \"two\"]\naccept = [\"1\"]\n",
        "id = \"a\"\nask = \"Q?\"\nanswer = [\"one\", \"two\"]\naccept = { three = [\"3\"] }\n",
        "id = \"a\"\ncloze = \"{one} {two}\"\naccept = [\"1\"]\n",
        "id = \"a\"\ncloze = \"no hole\"\n",
        "id = \"a\"\ncloze = \"a {hole\"\n",
        "id = \"a\"\nask = \"Q?\"\nclaims = [{ answer = 1, source = \"doc\" }]\n",
        "id = \"a\"\nask = \"Q?\"\nclaims = [{ answer = 1, source = \"doc\" }, { answer = \"x\", source = \"doc\" }]\n",
    ] {
        assert_eq!(codes(&fact(body)), ["L005"], "{body}");
    }
}

#[test]
fn keys_that_exclude_each_other_are_errors() {
    for body in [
        "id = \"a\"\nask = \"Q?\"\nanswer = 1\nterm = \"T\"\n",
        "id = \"a\"\nask = \"Q?\"\nanswer = 1\nclaims = []\n",
        "id = \"a\"\nterm = \"T\"\nmeaning = \"M\"\nanswer = 1\n",
        "id = \"a\"\ncloze = \"a {b}\"\nreverse = \"R?\"\n",
        "id = \"a\"\nask = \"Q?\"\nanswer = { at_least = 1, at_most = 2 }\n",
        "id = \"a\"\nask = \"Q?\"\nanswer = \"x\"\ntolerance = 1\n",
    ] {
        assert_eq!(codes(&fact(body)), ["L009"], "{body}");
    }
}

#[test]
fn an_id_used_twice_shows_both_places_and_keeps_the_first() {
    let deck = "title = \"T\"\n[[fact]]\nid = \"same\"\nask = \"Q?\"\nanswer = 1\n";
    let loaded = load::texts([("library.toml", HEAD), ("a.toml", deck), ("b.toml", deck)]);

    assert_eq!(codes(&loaded), ["L008"]);
    assert_eq!(loaded.diagnostics[0].primary.place.file.0, 2);
    assert_eq!(loaded.diagnostics[0].related[0].place.file.0, 1);
    assert_eq!(ids(&loaded), ["same"]);
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_are_read() {
    let deck =
        "\u{feff}title = \"T\"\r\n[[fact]]\r\nid = \"a\"\r\nask = \"Q?\"\r\nanswer = \"A\"\r\n";

    let loaded = read(deck);

    assert_eq!(codes(&loaded), Vec::<&str>::new());
    assert_eq!(ids(&loaded), ["a"]);
}

#[test]
fn places_are_true_behind_a_byte_order_mark() {
    let loaded = read("\u{feff}title = \"T\"\n[[fact]]\nid = \"ä\"\nasck = \"Q?\"\n");

    let problem = loaded
        .diagnostics
        .iter()
        .find(|problem| problem.code == "L002")
        .unwrap();

    assert_eq!(pointed(&loaded, problem), "asck");
}

#[test]
fn every_kind_of_answer_is_read() {
    let of = |answer: &str| {
        let loaded = fact(&format!("id = \"a\"\nask = \"Q?\"\nanswer = {answer}\n"));
        assert_eq!(codes(&loaded), Vec::<&str>::new(), "{answer}");
        let library = loaded.library.unwrap();
        let (_, fact) = library.facts().next().unwrap();
        fact.answered()
            .unwrap()
            .answers()
            .next()
            .unwrap()
            .value
            .clone()
    };

    for (answer, kind, shown) in [
        ("\"text\"", "text", "text"),
        ("1_370", "number", "1,370"),
        ("0x10", "number", "16"),
        ("0.25", "number", "0.25"),
        ("{ at_least = 139 }", "number", "at least 139"),
        ("{ from = 12, to = 15 }", "number", "12 to 15"),
        ("2024-03-22", "date", "22 March 2024"),
        ("{ date = \"2021-08\" }", "date", "August 2021"),
        ("true", "truth", "true"),
        ("[\"Mali\", \"Niger\"]", "set", "Mali, Niger"),
        ("{ in_order = [\"a\", \"b\"] }", "sequence", "a → b"),
    ] {
        let value: Value = of(answer);

        assert_eq!((value.kind(), value.to_string().as_str()), (kind, shown));
    }
}

#[test]
fn decks_stand_in_the_order_the_library_lists() {
    let head =
        "id = \"t\"\ntitle = \"T\"\nlanguage = \"en\"\ndecks = [\"b.toml\", \"gone.toml\"]\n";
    let deck =
        |id: &str| format!("title = \"T\"\n[[fact]]\nid = \"{id}\"\nask = \"Q?\"\nanswer = 1\n");
    let (a, b, sub) = (deck("a"), deck("b"), deck("c"));

    let loaded = load::texts([
        ("library.toml", head),
        ("a.toml", &a),
        ("b.toml", &b),
        ("sub/c.toml", &sub),
    ]);

    let names: Vec<_> = loaded
        .library
        .as_ref()
        .unwrap()
        .decks()
        .iter()
        .map(|deck| deck.name.clone())
        .collect();
    assert_eq!(names, ["b", "a", "sub/c"]);
    assert_eq!(
        loaded.diagnostics[0].message,
        "there is no deck `gone.toml`"
    );
}

#[test]
fn a_folder_without_library_toml_is_no_library_but_is_still_read() {
    let loaded = load::texts([("deck.toml", "titel = 1\n")]);

    assert!(loaded.library.is_none());
    assert_eq!(codes(&loaded), ["L010"]);
}

#[test]
fn files_that_cannot_be_read_are_reported_and_the_rest_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("library.toml"), HEAD).unwrap();
    fs::write(path("latin.toml"), b"title = \"caf\xe9\"\n").unwrap();
    fs::create_dir(path("folder.toml")).unwrap();
    fs::create_dir(path(".git")).unwrap();
    fs::write(path(".git/x.toml"), "broken").unwrap();
    fs::write(
        path("good.toml"),
        "title = \"T\"\n[[fact]]\nid = \"a\"\nask = \"Q?\"\nanswer = 1\n",
    )
    .unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("nowhere", path("link.toml")).unwrap();

    let loaded = load::folder(folder.path());

    let mut found = codes(&loaded);
    found.sort_unstable();
    let expected: &[&str] = if cfg!(unix) {
        &["L006", "L007", "L007"]
    } else {
        &["L006", "L007"]
    };
    assert_eq!(found, expected, "{:#?}", loaded.diagnostics);
    assert_eq!(ids(&loaded), ["a"]);
}

#[test]
fn a_cloze_keeps_its_holes_and_a_term_its_spellings() {
    let loaded = read(
        "title = \"T\"\n[[fact]]\nid = \"a\"\ncloze = \"{one} and {two}\"\n\
         [[fact]]\nid = \"b\"\nterm = \"Sahel\"\nmeaning = \"A region\"\nalso = [\"the Sahel\"]\n",
    );
    let library = loaded.library.unwrap();
    let asks: Vec<_> = library.facts().map(|(_, fact)| fact.asks.clone()).collect();

    assert!(matches!(&asks[0], Asks::Cloze(cloze) if cloze.groups() == [1, 2]));
    assert!(matches!(&asks[1], Asks::Term { also, .. } if also.len() == 1));
}

#[test]
fn the_built_in_library_is_the_folder_of_decks() {
    let folder = load::folder(std::path::Path::new(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/decks"
    )));
    let shipped = load::shipped();

    let paths = |loaded: &Loaded| {
        let texts = loaded.texts.iter();
        texts
            .map(|(_, source)| (source.path.clone(), source.text.clone()))
            .collect::<Vec<_>>()
    };
    assert_eq!(paths(&shipped), paths(&folder));
    assert!(shipped.library.is_some());
}
