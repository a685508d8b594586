//! The library that is built into the program.

use super::Found;

/// Names the files of `decks/`; a test holds the list against the folder.
macro_rules! shipped {
    ($($path:literal),* $(,)?) => {
        [$(($path, include_str!(concat!("../../decks/", $path)))),*]
    };
}

/// The shipped `library.toml`.
pub(super) const LIBRARY: &str = include_str!("../../decks/library.toml");

/// Returns the shipped files.
pub(super) fn files() -> Vec<Found> {
    let files = shipped![
        "library.toml",
        "attacks.toml",
        "blame.toml",
        "crocus.toml",
        "experts.toml",
        "glossary.toml",
        "ideology.toml",
        "leaders.toml",
        "origins.toml",
        "outlook.toml",
        "relations.toml",
        "russia.toml",
        "warnings.toml",
    ];
    files
        .into_iter()
        .map(|(path, text)| Found::text(path, text))
        .collect()
}
