//! What is written as SARIF is valid against the schema of the standard, as the Python package
//! `jsonschema` reads it. The schema is the copy in the crate `serde-sarif`, or `SARIF_SCHEMA`.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![expect(clippy::print_stderr, reason = "says why a test is skipped")]

use factdeck::diagnostic::{Diagnostic, Edit, Fix, Place, Severity, Span};
use factdeck::load;
use factdeck::report::findings::{self, Findings};
use factdeck::report::rules::RuleText;
use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

const VALIDATE: &str = "
import json, sys
try:
    import jsonschema
except ImportError:
    sys.exit(77)
schema, log = (json.load(open(path, encoding='utf-8')) for path in sys.argv[1:])
validator = jsonschema.validators.validator_for(schema)(schema)
errors = [error.message for error in validator.iter_errors(log)]
print(*errors[:5], sep='\\n', file=sys.stderr)
sys.exit(1 if errors else 0)
";

const RULE: RuleText<'static> = RuleText {
    code: "L002",
    name: "unknown-key",
    severity: Severity::Error,
    why: "A key that nobody reads is content that is lost.",
    bad: "answre = 1",
    good: "answer = 1",
};

/// Finds the schema, if it is anywhere on this machine.
fn schema() -> Option<PathBuf> {
    if let Some(path) = env::var_os("SARIF_SCHEMA") {
        return Some(PathBuf::from(path));
    }
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(PathBuf::from(env::var_os("HOME")?).join(".cargo")))?;
    let indexes = fs::read_dir(home.join("registry/src")).ok()?.flatten();
    let crates = indexes.filter_map(|index| fs::read_dir(index.path()).ok());
    let crates = crates.flatten().flatten().map(|found| found.path());
    let is_ours = |path: &PathBuf| path.to_string_lossy().contains("/serde-sarif-");
    let found = crates
        .filter(is_ours)
        .map(|path| path.join("src/schema.json"));
    found.filter(|path| path.is_file()).max()
}

/// Says whether a log is valid; nothing where that cannot be told here.
fn is_valid(log: &str) -> Option<bool> {
    let Some(schema) = schema() else {
        eprintln!(
            "skipped: there is no schema; `cargo add serde-sarif` somewhere or set SARIF_SCHEMA"
        );
        return None;
    };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log.sarif");
    fs::write(&path, log).unwrap();
    let python = Command::new("python3")
        .args(["-c", VALIDATE])
        .args([&schema, &path])
        .output();
    let output = python
        .ok()
        .filter(|output| output.status.code() != Some(77));
    let Some(output) = output else {
        eprintln!("skipped: python3 with the package `jsonschema` is not installed");
        return None;
    };
    eprint!("{}", String::from_utf8_lossy(&output.stderr));
    Some(output.status.success())
}

/// Returns a log with findings in two files, one with a fix.
fn log() -> String {
    let loaded = load::texts([
        ("library.toml", "id = 'a'\ntitle = 'A'\nlanguage = 'en'\n"),
        (
            "ü b.toml",
            "title = 'B'\nanswre = 1\n[[fact]]\nask = 'c\u{7}?'\n",
        ),
    ]);
    let mut found = loaded.diagnostics;
    assert!(found.len() > 1);
    let (file, _) = loaded.texts.iter().next().unwrap();
    let span = Span::new(0..2);
    let place = Place { file, span };
    let edit = Edit {
        place,
        new: "x".to_owned(),
    };
    let fix = Fix {
        title: "write x".to_owned(),
        edits: vec![edit],
    };
    let fixed = Diagnostic::new("T005", Severity::Info, place, "a finding");
    found.push(fixed.related(place, "here too").about("a").fixed_by(fix));
    findings::sarif(&Findings {
        diagnostics: &found,
        texts: &loaded.texts,
        library: None,
        rules: &[RULE],
        root: "decks",
        fails: Severity::Error,
    })
}

#[test]
fn a_log_is_valid() {
    assert_ne!(is_valid(&log()), Some(false));
}

#[test]
fn the_validator_refuses_a_log_with_another_level() {
    let broken = log().replace("\"error\"", "\"fatal\"");

    assert_ne!(is_valid(&broken), Some(true));
}
