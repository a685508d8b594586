//! Who may import whom: the table of the architecture, held against every `use crate::`.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::{Path, PathBuf};

/// Each module with the modules it may import; `command` joins the others and nobody imports it.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("diagnostic", &[]),
    ("value", &[]),
    ("library", &["diagnostic", "value"]),
    ("load", &["diagnostic", "value", "library"]),
    ("check", &["diagnostic", "value", "library", "load"]),
    ("card", &["library"]),
    ("question", &["value", "library", "card"]),
    ("grade", &["value", "library", "card", "question"]),
    ("schedule", &["library", "card", "question", "grade"]),
    (
        "session",
        &["library", "card", "question", "grade", "schedule"],
    ),
    ("store", &["card", "question", "grade", "schedule"]),
    (
        "terminal",
        &[
            "value", "library", "card", "question", "grade", "schedule", "session",
        ],
    ),
    ("author", &["diagnostic", "load"]),
    ("schema", &["load"]),
    ("exchange", &["diagnostic", "library", "schedule"]),
    (
        "report",
        &[
            "diagnostic",
            "value",
            "library",
            "card",
            "question",
            "grade",
            "schedule",
            "check",
        ],
    ),
    ("cli", &[]),
    (
        "command",
        &[
            "author",
            "card",
            "check",
            "cli",
            "diagnostic",
            "exchange",
            "grade",
            "library",
            "load",
            "question",
            "report",
            "schedule",
            "schema",
            "session",
            "store",
            "terminal",
            "value",
        ],
    ),
];

/// What pure modules must not reach for: they are functions of their arguments.
const PURE: &[&str] = &[
    "value", "library", "check", "card", "question", "grade", "schedule", "session", "report",
];
const WORLD: &[&str] = &[
    "std::fs",
    "std::env",
    "std::io",
    "std::process",
    "std::net",
    "SystemTime",
    "Instant::now",
    "Zoned::now",
    "Timestamp::now",
    "rusqlite",
    "console::",
    "dialoguer",
    "rand::rng(",
    "walkdir",
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// Every source file with the module at the top of the tree it belongs to.
fn files() -> Vec<(String, PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    sources(&root, &mut paths);
    paths
        .into_iter()
        .map(|path| {
            let below = path.strip_prefix(&root).unwrap();
            let first = below.iter().next().unwrap().to_string_lossy();
            let module = first.trim_end_matches(".rs").to_owned();
            let text = fs::read_to_string(&path).unwrap();
            (module, below.to_path_buf(), text)
        })
        .collect()
}

/// The modules that a text names behind `crate::`, also inside `use crate::{…}`.
fn imports(text: &str) -> Vec<String> {
    let word = |rest: &str| {
        let end = rest
            .find(|c: char| !c.is_alphanumeric() && c != '_')
            .unwrap_or(rest.len());
        rest[..end].to_owned()
    };
    text.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| line.split("crate::").skip(1).collect::<Vec<_>>())
        .flat_map(|rest| match rest.strip_prefix('{') {
            Some(many) => many.split(',').map(|one| word(one.trim())).collect(),
            None => vec![word(rest)],
        })
        .filter(|module| !module.is_empty())
        .collect()
}

#[test]
fn every_module_imports_only_what_the_table_allows() {
    let mut broken = Vec::new();
    for (module, path, text) in files() {
        if module == "lib" || module == "main" {
            continue;
        }
        let (_, allowed) = MAY_IMPORT
            .iter()
            .find(|(known, _)| *known == module)
            .unwrap_or_else(|| panic!("`{module}` is not in the table"));
        for import in imports(&text) {
            if import != module && !allowed.contains(&import.as_str()) {
                broken.push(format!("{} imports crate::{import}", path.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn pure_modules_reach_for_nothing_outside_their_arguments() {
    let mut broken = Vec::new();
    for (module, path, text) in files() {
        if PURE.contains(&module.as_str()) {
            let code = text.split("#[cfg(test)]").next().unwrap();
            for reached in WORLD.iter().filter(|it| code.contains(**it)) {
                broken.push(format!("{} reaches for {reached}", path.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn the_map_lists_every_module_of_the_table() {
    let map = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    let present: Vec<_> = files().into_iter().map(|(module, ..)| module).collect();

    for (module, _) in MAY_IMPORT {
        let listed = map.contains(&format!("pub mod {module};"));
        let exists = present.iter().any(|it| it == module);
        assert_eq!(listed, exists, "`{module}` in the map and in the tree");
    }
}
