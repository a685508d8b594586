use super::*;
use crate::cli::{Color, Format};
use std::collections::BTreeMap;
use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt as _;
use tempfile::TempDir;

const LIBRARY: &str = "id = \"a\"\ntitle = \"A\"\nlanguage = \"en\"\n";
/// Has one finding that is a warning and can be mended.
const SPACED: &str = "\u{feff}title = 'A'\r\n[[fact]]\r\nid = 'a'\r\n\
                      ask = \"Two  words?\" # kept\r\nanswer = 'b'\r\n";
const BROKEN: &str = "title = \"x\n";

const GLOBAL: Global = Global {
    library: None,
    log: None,
    plain: false,
    color: Color::Never,
};

fn library(deck: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("library.toml"), LIBRARY).unwrap();
    fs::write(folder.path().join("deck.toml"), deck).unwrap();
    folder
}

struct Done {
    outcome: Outcome,
    out: String,
    err: String,
}

fn checked(folder: &Path, args: &CheckArgs) -> Done {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let global = &GLOBAL;
    let job = Job {
        folder: Some(folder),
        args,
        global,
    };
    let outcome = job.once(&mut out, &mut err);
    if let Err(error) = &outcome {
        err.extend(error.to_string().into_bytes());
    }
    Done {
        outcome: outcome.map_or(Outcome::Unusable, |(outcome, _)| outcome),
        out: String::from_utf8(out).unwrap(),
        err: String::from_utf8(err).unwrap(),
    }
}

fn only(code: &str) -> CheckArgs {
    CheckArgs {
        select: vec![code.to_owned()],
        ..CheckArgs::default()
    }
}

/// Returns every file below a folder with its content.
fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    entries
        .map(|path| (path.clone(), fs::read(&path).unwrap()))
        .collect()
}

#[test]
fn the_status_follows_what_is_denied() {
    let warned = library(SPACED);
    let broken = library(BROKEN);
    let deny = |deny| CheckArgs {
        deny,
        ..only("T005")
    };

    assert_eq!(checked(warned.path(), &deny(None)).outcome, Outcome::Done);
    assert_eq!(
        checked(warned.path(), &deny(Some(Deny::Warnings))).outcome,
        Outcome::Findings
    );
    assert_eq!(
        checked(broken.path(), &only("L")).outcome,
        Outcome::Findings
    );
    let exit_zero = CheckArgs {
        exit_zero: true,
        ..only("L")
    };
    assert_eq!(checked(broken.path(), &exit_zero).outcome, Outcome::Done);
}

#[test]
fn what_is_no_library_cannot_be_checked() {
    let empty = tempfile::tempdir().unwrap();

    let nothing = checked(&empty.path().join("none"), &CheckArgs::default());
    let no_library = checked(empty.path(), &CheckArgs::default());
    let no_rule = checked(empty.path(), &only("X999"));

    assert!(nothing.err.ends_with("none` is no folder"));
    assert!(no_library.out.contains("error[L010]"), "{}", no_library.out);
    assert_eq!(
        no_rule.err,
        "there is no rule `X999`; `factdeck rules` lists them"
    );
    let all = [nothing.outcome, no_library.outcome, no_rule.outcome];
    assert_eq!(all, [Outcome::Unusable; 3]);
}

#[test]
fn checking_writes_nothing_and_needs_no_permission_to_write() {
    let folder = library(SPACED);
    let before = contents(folder.path());
    fs::set_permissions(folder.path(), Permissions::from_mode(0o555)).unwrap();

    let formats = [
        Format::Human,
        Format::Json,
        Format::Github,
        Format::Sarif,
        Format::Junit,
    ];
    for format in formats {
        let args = CheckArgs {
            format,
            ..only("T005")
        };
        assert!(checked(folder.path(), &args).out.contains("T005"));
    }

    fs::set_permissions(folder.path(), Permissions::from_mode(0o755)).unwrap();
    assert_eq!(contents(folder.path()), before);
}

#[test]
fn mending_changes_what_was_found_and_no_other_byte() {
    let folder = library(SPACED);
    let fix = CheckArgs {
        fix: true,
        ..only("T005")
    };

    let first = checked(folder.path(), &fix);
    let mended = contents(folder.path());
    let second = checked(folder.path(), &fix);

    assert_eq!(first.err, "1 change made in 1 file\n");
    assert_eq!(second.err, "");
    assert_eq!(contents(folder.path()), mended);
    let deck = fs::read_to_string(folder.path().join("deck.toml")).unwrap();
    assert_eq!(deck, SPACED.replace("Two  words", "Two words"));
}

#[test]
fn a_difference_is_shown_and_not_made() {
    let folder = library(SPACED);
    let diff = CheckArgs {
        diff: true,
        ..only("T005")
    };

    let shown = checked(folder.path(), &diff);

    assert_eq!(shown.outcome, Outcome::Findings);
    assert!(
        shown
            .out
            .contains("-ask = \"Two  words?\" # kept\r\n+ask = \"Two words?\" # kept\r\n")
    );
    let deck = fs::read_to_string(folder.path().join("deck.toml")).unwrap();
    assert_eq!(deck, SPACED);
}

#[test]
fn a_file_that_is_not_utf_8_is_never_rewritten() {
    let folder = library("");
    let deck = folder.path().join("deck.toml");
    let bytes = [SPACED.as_bytes(), b"# \xff"].concat();
    fs::write(&deck, &bytes).unwrap();

    let fixed = checked(
        folder.path(),
        &CheckArgs {
            fix: true,
            ..only("T005")
        },
    );

    assert_eq!(fixed.err, "");
    assert_eq!(fs::read(&deck).unwrap(), bytes);
}

#[test]
fn a_baseline_silences_what_it_knows_and_nothing_else() {
    let folder = library(SPACED);
    let known = tempfile::tempdir().unwrap();
    let args = CheckArgs {
        baseline: Some(known.path().join("known.json")),
        ..only("T005")
    };
    let writing = CheckArgs {
        write_baseline: true,
        ..args.clone()
    };

    let written = checked(folder.path(), &writing);
    let silent = checked(folder.path(), &args);
    fs::write(
        folder.path().join("other.toml"),
        SPACED.replace("id = 'a'", "id = 'c'"),
    )
    .unwrap();
    let other = checked(folder.path(), &args);
    fs::write(folder.path().join("deck.toml"), "title = \"x\"\n").unwrap();
    let stale = checked(folder.path(), &args);

    assert_eq!(written.outcome, Outcome::Done);
    assert!(silent.out.starts_with("no findings"), "{}", silent.out);
    assert!(other.out.contains("other.toml:4") && !other.out.contains("deck.toml"));
    assert!(stale.err.starts_with("1 finding known to"), "{}", stale.err);
}

#[test]
fn output_goes_to_a_file_where_one_is_named() {
    let folder = library(SPACED);
    let file = folder.path().join("findings.json");
    let args = CheckArgs {
        output: Some(file.clone()),
        format: Format::Json,
        ..only("T005")
    };

    let done = checked(folder.path(), &args);

    assert_eq!(done.out, "");
    assert!(
        fs::read_to_string(file)
            .unwrap()
            .starts_with("[\n  {\n    \"code\": \"T005\"")
    );
}
