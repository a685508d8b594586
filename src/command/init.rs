//! `factdeck init`: a starter library with all that keeps it in order.

use super::{CommandError, Outcome, print};
use crate::schema;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// Checks decks on every push; the README shows it too.
const WORKFLOW: &str = include_str!("init/workflow.yml");
/// Checks decks before every commit; the README shows it too.
const PRE_COMMIT: &str = include_str!("init/pre-commit.yaml");

/// Why no library was started.
#[derive(Debug, thiserror::Error)]
pub enum InitError {
    /// Files would be overwritten.
    #[error("`{}` has {} already; nothing was written, choose another folder", folder.display(), named(found))]
    Exists {
        /// The folder.
        folder: PathBuf,
        /// What it has.
        found: Vec<&'static str>,
    },
    /// A file could not be written.
    #[error("cannot write `{}`", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

fn named(files: &[&str]) -> String {
    let quoted: Vec<_> = files.iter().map(|file| format!("`{file}`")).collect();
    quoted.join(", ")
}

/// Returns the files of a starter library, by their paths.
fn files() -> Vec<(&'static str, String)> {
    vec![
        ("library.toml", include_str!("init/library.toml").to_owned()),
        (
            "mountains.toml",
            include_str!("init/mountains.toml").to_owned(),
        ),
        ("README.md", include_str!("init/README.md").to_owned()),
        ("schema/library.schema.json", schema::library()),
        ("schema/deck.schema.json", schema::deck()),
        (".github/workflows/decks.yml", WORKFLOW.to_owned()),
        (".pre-commit-config.yaml", PRE_COMMIT.to_owned()),
    ]
}

/// Starts a library in a folder; overwrites nothing.
pub(super) fn run(folder: &Path) -> Result<Outcome, CommandError> {
    print(start(folder)?.as_bytes())
}

/// Starts a library and returns what to say of it.
fn start(folder: &Path) -> Result<String, InitError> {
    let files = files();
    let exists = |path: &&str| fs::symlink_metadata(folder.join(path)).is_ok();
    let found: Vec<_> = files.iter().map(|(path, _)| *path).filter(exists).collect();
    if !found.is_empty() {
        let folder = folder.to_owned();
        return Err(InitError::Exists { folder, found });
    }
    for (path, text) in &files {
        let path = folder.join(path);
        write(&path, text).map_err(|source| InitError::Write { path, source })?;
    }
    let paths: Vec<_> = files.iter().map(|(path, _)| *path).collect();
    let written = paths.join("\n  ");
    let shown = folder.display();
    Ok(format!(
        "`{shown}` is a library now:\n  {written}\n\
         Study it with `factdeck --library {shown}`, check it with `factdeck check {shown}`.\n"
    ))
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    File::create_new(path)?.write_all(text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{self, Input, Selection};
    use crate::library::{Asks, Library};
    use crate::load;
    use std::collections::BTreeSet;

    #[test]
    fn a_new_library_has_no_findings() {
        let folder = tempfile::tempdir().unwrap();

        start(&folder.path().join("course")).unwrap();

        let loaded = load::folder(&folder.path().join("course"));
        let input = Input {
            library: loaded.library.as_ref().unwrap(),
            texts: &loaded.texts,
            diagnostics: loaded.diagnostics.clone(),
            head_is_sound: loaded.head_is_sound,
            documents: None,
        };
        assert_eq!(check::run(input, &Selection::default()), []);
    }

    #[test]
    fn a_new_library_shows_every_kind_of_fact() {
        let files = files();
        let loaded = load::texts(
            files
                .iter()
                .map(|(path, text)| (*path, text.as_str()))
                .take(2),
        );
        let library = loaded.library.unwrap();

        let kinds = [
            "cloze", "claims", "date", "number", "sequence", "set", "term", "text", "truth",
        ];
        assert_eq!(kinds_of(&library), BTreeSet::from(kinds));
    }

    fn kinds_of(library: &Library) -> BTreeSet<&'static str> {
        let kind = |asks: &Asks| match asks {
            Asks::Question { answer, .. } if !answer.claims().is_empty() => "claims",
            Asks::Question { answer, .. } => answer.answers().next().unwrap().value.kind(),
            Asks::Term { .. } => "term",
            Asks::Cloze(_) => "cloze",
        };
        library.facts().map(|(_, fact)| kind(&fact.asks)).collect()
    }

    #[test]
    fn nothing_is_written_where_one_file_would_be_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("README.md"), "mine").unwrap();

        let refused = start(folder.path()).unwrap_err().to_string();

        assert!(
            refused.contains("has `README.md` already; nothing was written"),
            "{refused}"
        );
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert_eq!(
            fs::read_to_string(folder.path().join("README.md")).unwrap(),
            "mine"
        );
    }
}
