//! Real editor tools read decks through the committed schemas: `tombi` and `taplo`, where they are
//! installed (`pip install tombi taplo`).

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![expect(clippy::print_stderr, reason = "says why a test is skipped")]

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const TOOLS: &[(&str, &[&str])] = &[
    ("tombi", &["lint", "--offline", "--no-cache"]),
    ("taplo", &["lint"]),
];

const ACCEPTED: &[&str] = &[
    "ask = 'q?'\nanswer = 2024-03-22",
    "ask = 'q?'\nanswer = 0.2\ntolerance = 1\nwrong = ['a', 1, 2024-01-01]",
    "ask = 'q?'\nanswer = true\nreverse = 'r?'",
    "ask = 'q?'\nanswer = ['a', 'b']",
    "ask = 'q?'\nanswer = { in_order = ['a', 'b'] }",
    "ask = 'q?'\nanswer = { from = 1, to = 2 }",
    "ask = 'q?'\nanswer = { date = '2021-08' }",
    "ask = 'q?'\nstatus = 'disputed'\n\
     claims = [{ answer = { at_least = 1 }, source = 'a, b' }, { answer = 2, source = ['b'] }]",
    "term = 't'\nmeaning = 'm'\nalso = 'x'\ntags = ['a']\nallow = 'Q001'",
    "cloze = 'a {b}'\nsubject = 's'\nattribute = 'killed.children'\nrevision = 2",
];

const REFUSED: &[&str] = &[
    "",
    "ask = 'q?'",
    "ask = ''\nanswer = 'a'",
    "ask = 1\nanswer = 'a'",
    "ask = 'q?'\nanswer = 'a'\nanswre = 'b'",
    "ask = 'q?'\nanswer = 'a'\nterm = 't'\nmeaning = 'm'",
    "ask = 'q?'\nanswer = 1\nclaims = [{ answer = 1, source = 'a' }, { answer = 2, source = 'b' }]",
    "ask = 'q?'\nclaims = [{ answer = 1, source = 'a' }]",
    "ask = 'q?'\nclaims = [{ answer = 1, source = 'a' }, { answer = 2 }]",
    "ask = 'q?'\nanswer = ['a']",
    "ask = 'q?'\nanswer = {}",
    "ask = 'q?'\nanswer = { at_lest = 1 }",
    "ask = 'q?'\nanswer = { from = 1 }",
    "ask = 'q?'\nanswer = { at_least = 1, about = 2 }",
    "ask = 'q?'\nanswer = 1\ntolerance = -1",
    "ask = 'q?'\nanswer = 1\nrevision = 0",
    "ask = 'q?'\nanswer = 1\nattribute = 'a'",
    "ask = 'q?'\nanswer = 1\nstatus = 'discussed'",
    "term = 't'",
    "cloze = 'a {b}'\nanswer = 1",
];

const LIBRARY: &str = "id = 'a'\ntitle = 'A'\nlanguage = 'en'\n";

const REFUSED_LIBRARIES: &[&str] = &[
    "title = 'A'\nlanguage = 'en'\n",
    "id = 'a'\ntitle = 'A'\nlanguage = 'en'\n[name.x]\nname = 'X'\n",
    "id = 'a'\ntitle = 'A'\nlanguage = 'en'\n[source.x]\ntitle = 'X'\npublised = '2024'\n",
    "id = 'a'\ntitle = 'A'\nlanguage = 'en'\n[check]\nforbid = ['F001']\n",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Runs every tool that is installed over some files.
fn lint(files: &[PathBuf]) -> Vec<(&'static str, Output)> {
    let mut outputs = Vec::new();
    for (tool, arguments) in TOOLS {
        let mut command = Command::new(tool);
        let command = command.args(*arguments).args(files).current_dir(root());
        match command.output() {
            Ok(output) => outputs.push((*tool, output)),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                eprintln!("skipped: `{tool}` is not installed");
            }
            Err(error) => panic!("{tool}: {error}"),
        }
    }
    outputs
}

/// Writes a file that refers to a copy of its schema.
fn written(folder: &Path, schema: &str, text: &str) -> PathBuf {
    let name = format!("{schema}.schema.json");
    fs::copy(root().join("schema").join(&name), folder.join(&name)).unwrap();
    let path = folder.join("file.toml");
    fs::write(&path, format!("#:schema ./{name}\n\n{text}")).unwrap();
    path
}

fn assert_verdict(schema: &str, text: &str, accepted: bool) {
    let folder = tempfile::tempdir().unwrap();
    let path = written(folder.path(), schema, text);
    for (tool, output) in lint(&[path]) {
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(
            output.status.success(),
            accepted,
            "{tool} on\n{text}\n{said}"
        );
    }
}

fn deck(fact: &str) -> String {
    format!("title = 'A'\n\n[[fact]]\nid = 'a'\n{fact}\n")
}

#[test]
fn the_shipped_decks_are_accepted() {
    let entries = fs::read_dir(root().join("decks")).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let decks: Vec<_> = paths
        .filter(|path| path.extension().is_some_and(|it| it == "toml"))
        .collect();
    for deck in &decks {
        let text = fs::read_to_string(deck).unwrap();
        assert!(
            text.starts_with("#:schema ../schema/"),
            "{}",
            deck.display()
        );
    }
    for (tool, output) in lint(&decks) {
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{tool}: {said}");
    }
}

#[test]
fn every_kind_of_fact_is_accepted() {
    for fact in ACCEPTED {
        assert_verdict("deck", &deck(fact), true);
    }
    assert_verdict("library", LIBRARY, true);
}

#[test]
fn what_the_reader_refuses_is_refused() {
    for fact in REFUSED {
        assert_verdict("deck", &deck(fact), false);
    }
    for library in REFUSED_LIBRARIES {
        assert_verdict("library", library, false);
    }
}

#[test]
fn the_reader_agrees_with_the_tables() {
    let errors = |library: &str, deck: &str| {
        let files = [("library.toml", library), ("deck.toml", deck)];
        factdeck::load::texts(files).diagnostics
    };
    for fact in ACCEPTED {
        assert_eq!(errors(LIBRARY, &deck(fact)), [], "{fact}");
    }
    for fact in REFUSED {
        assert_ne!(errors(LIBRARY, &deck(fact)), [], "{fact}");
    }
    for library in REFUSED_LIBRARIES {
        assert_ne!(errors(library, "title = 'A'"), [], "{library}");
    }
}
