//! The files of a library: found, read, and told apart from what cannot be read.

use super::LIBRARY_FILE;
use crate::diagnostic::{Diagnostic, FileId, Place, SourceText, Span};
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use walkdir::{DirEntry, WalkDir};

/// One file below a library, or the reason why it cannot be read.
#[derive(Debug)]
pub struct Found {
    /// Path below the library, with `/`.
    pub path: PathBuf,
    content: Result<Arc<str>, Unreadable>,
}

#[derive(Debug)]
enum Unreadable {
    Io(String),
    NotUtf8 {
        valid_up_to: usize,
        readable: Arc<str>,
    },
}

impl Found {
    /// Makes a file from text that is already in memory.
    pub fn text(path: &str, text: &str) -> Self {
        Self {
            path: PathBuf::from(path),
            content: Ok(Arc::from(text)),
        }
    }

    fn unreadable(path: PathBuf, reason: String) -> Self {
        Self {
            path,
            content: Err(Unreadable::Io(reason)),
        }
    }

    /// Returns what is wrong with the file as a whole.
    pub(super) fn problem(&self, file: FileId) -> Option<Diagnostic> {
        let at = |span| Place { file, span };
        match self.content.as_ref().err()? {
            Unreadable::Io(reason) => {
                let message = format!("`{}` cannot be read: {reason}", self.path.display());
                let problem = Diagnostic::error("L007", at(Span::default()), message);
                Some(problem.help("the other files were read; mend or remove this one"))
            }
            Unreadable::NotUtf8 { valid_up_to, .. } => {
                let message = format!("`{}` is not UTF-8", self.path.display());
                let place = at(Span::new(*valid_up_to..*valid_up_to));
                let problem = Diagnostic::error("L006", place, message);
                let problem = problem.labelled("the first byte that is not");
                Some(problem.help("save the file as UTF-8, the only encoding TOML has"))
            }
        }
    }

    /// Returns the text; what comes before the first wrong byte where it is not UTF-8.
    pub(super) fn into_source(self) -> SourceText {
        let text = match self.content {
            Ok(text) => text,
            Err(Unreadable::NotUtf8 { readable, .. }) => readable,
            Err(Unreadable::Io(_)) => Arc::from(""),
        };
        SourceText {
            path: self.path,
            text,
        }
    }
}

/// Reads every `*.toml` below a folder, hidden ones left out.
pub(super) fn find(folder: &Path) -> Vec<Found> {
    let walk = WalkDir::new(folder)
        .follow_links(true)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry));
    let mut found = Vec::new();
    let mut readable = Vec::new();
    for entry in walk {
        match entry {
            Ok(entry) if !is_toml(entry.path()) || entry.depth() == 0 => {}
            Ok(entry) if entry.file_type().is_dir() => {
                let reason = "it is a folder; decks are files".to_owned();
                found.push(Found::unreadable(below(folder, entry.path()), reason));
            }
            Ok(entry) => readable.push(entry.into_path()),
            Err(error) => found.extend(unwalkable(folder, &error)),
        }
    }
    found.par_extend(readable.into_par_iter().map(|path| read(folder, &path)));
    found
}

/// Puts `library.toml` first and the others in the order of their paths.
pub(super) fn order(found: &mut [Found]) {
    found.sort_by(|a, b| {
        let key = |file: &Found| (file.path != Path::new(LIBRARY_FILE), file.path.clone());
        key(a).cmp(&key(b))
    });
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().to_string_lossy().starts_with('.')
}

fn is_toml(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension == "toml")
}

fn below(folder: &Path, path: &Path) -> PathBuf {
    let relative = path.strip_prefix(folder).unwrap_or(path);
    let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
    match parts.is_empty() {
        // The folder itself has no path below it.
        true => folder.to_path_buf(),
        false => PathBuf::from(parts.join("/")),
    }
}

fn read(folder: &Path, path: &Path) -> Found {
    let relative = below(folder, path);
    // A named pipe or device would block or never end.
    if !path.is_file() {
        return Found::unreadable(relative, "it is not a regular file".to_owned());
    }
    let content = match std::fs::read(path) {
        Ok(bytes) => decode(bytes),
        Err(error) => Err(Unreadable::Io(reason(&error))),
    };
    Found {
        path: relative,
        content,
    }
}

fn decode(bytes: Vec<u8>) -> Result<Arc<str>, Unreadable> {
    if u32::try_from(bytes.len()).is_err() {
        return Err(Unreadable::Io("it is larger than 4 GiB".to_owned()));
    }
    String::from_utf8(bytes).map(Arc::from).map_err(|error| {
        let valid_up_to = error.utf8_error().valid_up_to();
        let readable = String::from_utf8_lossy(&error.as_bytes()[..valid_up_to]);
        Unreadable::NotUtf8 {
            valid_up_to,
            readable: Arc::from(readable),
        }
    })
}

/// Says what cannot be walked: a link to nowhere, a folder without permission, a loop of links.
fn unwalkable(folder: &Path, error: &walkdir::Error) -> Option<Found> {
    let path = error.path()?;
    let is_ours = error.depth() == 0 || path.is_dir() || is_toml(path);
    let reason = if error.loop_ancestor().is_some() {
        "it is a link to a folder above itself".to_owned()
    } else {
        error.io_error().map_or_else(|| error.to_string(), reason)
    };
    is_ours.then(|| Found::unreadable(below(folder, path), reason))
}

fn reason(error: &std::io::Error) -> String {
    let known = match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file, or the link leads nowhere",
        std::io::ErrorKind::PermissionDenied => "permission denied",
        std::io::ErrorKind::IsADirectory => "it is a folder",
        _ => return error.to_string(),
    };
    known.to_owned()
}
