//! The README says what is: its tables are generated, its examples are read.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use clap::CommandFactory as _;
use factdeck::check::{self, Input, Selection};
use factdeck::cli::Cli;
use factdeck::diagnostic::Severity;
use factdeck::load;
use std::fs;
use std::path::Path;
use std::process::Command;

fn file(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let (_, after) = text.split_once(start).unwrap();
    after.split_once(end).unwrap().0
}

#[test]
fn the_table_of_rules_is_current() {
    let output = Command::new(env!("CARGO_BIN_EXE_factdeck"))
        .args(["rules", "--markdown"])
        .output()
        .unwrap();
    let readme = file("README.md");

    let table = between(&readme, "<!-- rules -->\n", "<!-- /rules -->");

    let current = String::from_utf8(output.stdout).unwrap();
    assert_eq!(
        table, current,
        "write it anew with `factdeck rules --markdown`"
    );
}

#[test]
fn the_examples_of_the_deck_format_are_read_and_found_in_order() {
    let readme = file("README.md");
    let head = between(&readme, "```toml\n# library.toml\n", "```");
    let deck = between(&readme, "```toml\n# attacks.toml\n", "```");

    let loaded = load::texts([("library.toml", head), ("attacks.toml", deck)]);

    let library = loaded.library.unwrap();
    assert_eq!(library.facts().count(), 4);
    let input = Input {
        library: &library,
        texts: &loaded.texts,
        diagnostics: loaded.diagnostics,
        head_is_sound: loaded.head_is_sound,
        documents: None,
    };
    let mut found = check::run(input, &Selection::default());
    found.retain(|it| it.severity <= Severity::Warning);
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn the_workflow_and_the_hook_are_those_that_init_writes() {
    let readme = file("README.md");

    assert!(readme.contains(&file("src/command/init/workflow.yml")));
    assert!(readme.contains(&file("src/command/init/pre-commit.yaml")));
}

#[test]
fn every_command_the_readme_names_exists() {
    let readme = file("README.md");
    let cli = Cli::command();
    let known: Vec<&str> = cli.get_subcommands().map(clap::Command::get_name).collect();

    for line in readme
        .lines()
        .filter_map(|line| line.strip_prefix("$ factdeck "))
    {
        let word = line.split_whitespace().next().unwrap();
        assert!(word == "#" || known.contains(&word), "`factdeck {word}`");
    }
}
