//! The files of a library: found, read, and told apart from what cannot be read.

use super::LIBRARY_FILE;
use crate::diagnostic::{Diagnostic, FileId, Place, SourceText, Span};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use walkdir::{DirEntry, WalkDir};

/// One file below a library, found and not yet read.
#[derive(Debug)]
pub struct Found {
    /// Path below the library, with `/`.
    pub path: PathBuf,
    origin: Origin,
}

#[derive(Debug)]
enum Origin {
    File(PathBuf),
    Memory(Arc<str>),
    /// It cannot be read, for this reason.
    Nowhere(String),
}

/// A file that has been read, or as much of it as could be.
pub(super) struct Read {
    /// The text; what comes before the first wrong byte where it is not UTF-8.
    pub(super) source: SourceText,
    /// What is wrong with the file as a whole; then nothing in it is of use.
    pub(super) problem: Option<Diagnostic>,
}

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
            origin: Origin::Memory(Arc::from(text)),
        }
    }

    fn unreadable(path: PathBuf, reason: String) -> Self {
        let origin = Origin::Nowhere(reason);
        Self { path, origin }
    }

    /// Says whether this is the file that makes a folder a library.
    pub(super) fn is_head(&self) -> bool {
        self.path == Path::new(LIBRARY_FILE)
    }

    /// Reads the file.
    pub(super) fn read(self, file: FileId) -> Read {
        let content = match self.origin {
            Origin::File(path) => match std::fs::read(path) {
                Ok(bytes) => decode(bytes),
                Err(error) => Err(Unreadable::Io(reason(&error))),
            },
            Origin::Memory(text) => Ok(text),
            Origin::Nowhere(reason) => Err(Unreadable::Io(reason)),
        };
        let path = self.path;
        let problem = content
            .as_ref()
            .err()
            .map(|error| error.problem(file, &path));
        let text = match content {
            Ok(text) | Err(Unreadable::NotUtf8 { readable: text, .. }) => text,
            Err(Unreadable::Io(_)) => Arc::from(""),
        };
        let source = SourceText { path, text };
        Read { source, problem }
    }
}

impl Unreadable {
    fn problem(&self, file: FileId, path: &Path) -> Diagnostic {
        let at = |span| Place { file, span };
        let path = path.display();
        match self {
            Self::Io(reason) => {
                let message = format!("`{path}` cannot be read: {reason}");
                let problem = Diagnostic::error("L007", at(Span::default()), message);
                problem.help("the other files were read; mend or remove this one")
            }
            Self::NotUtf8 { valid_up_to, .. } => {
                let message = format!("`{path}` is not UTF-8");
                let place = at(Span::new(*valid_up_to..*valid_up_to));
                let problem = Diagnostic::error("L006", place, message);
                let problem = problem.labelled("the first byte that is not");
                problem.help("save the file as UTF-8, the only encoding TOML has")
            }
        }
    }
}

/// Finds every `*.toml` below a folder, hidden ones left out.
pub(super) fn find(folder: &Path) -> Vec<Found> {
    let walk = WalkDir::new(folder)
        .follow_links(true)
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry));
    let mut found = Vec::new();
    for entry in walk {
        match entry {
            Ok(entry) if !is_toml(entry.path()) || entry.depth() == 0 => {}
            Ok(entry) => found.push(file(folder, entry)),
            Err(error) => found.extend(unwalkable(folder, &error)),
        }
    }
    found
}

/// Puts `library.toml` first and the others in the order of their paths.
pub(super) fn order(found: &mut [Found]) {
    // With the lowest byte between the parts of a path, bytes are in the order of paths.
    let in_order = |path: &Path| path.to_string_lossy().replace('/', "\0");
    found.sort_by_cached_key(|file| (!file.is_head(), in_order(&file.path)));
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

fn file(folder: &Path, entry: DirEntry) -> Found {
    let path = below(folder, entry.path());
    let kind = entry.file_type();
    if kind.is_file() {
        let origin = Origin::File(entry.into_path());
        return Found { path, origin };
    }
    // A named pipe or device would block or never end.
    let reason = match kind.is_dir() {
        true => "it is a folder; decks are files",
        false => "it is not a regular file",
    };
    Found::unreadable(path, reason.to_owned())
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
