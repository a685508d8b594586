//! What the older part of a log amounts to, kept in a file beside it to save replaying it.
//!
//! The log stays the only truth: a memo that is missing, damaged, of another log or made in
//! another way is not used, and whatever happens to it costs nothing but time.

mod code;
mod layout;

pub(super) use layout::{Expected, Kept};

use super::Recall;
use crate::store::anchor::Anchor;
use fnv::FnvHasher;
use std::fs::File;
use std::hash::Hasher as _;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// A memo that has not been written yet.
#[derive(Debug)]
pub struct Memo {
    path: PathBuf,
    bytes: Vec<u8>,
}

impl Memo {
    /// Writes the file, so that a reader sees all of it or what there was before.
    ///
    /// It need not last: it is not waited for until it is on disk.
    pub fn write(&self) -> io::Result<()> {
        let folder = self.path.parent().unwrap_or(Path::new("/"));
        let mut file = NamedTempFile::new_in(folder)?;
        file.write_all(&self.bytes)?;
        file.persist(&self.path).map_err(|error| error.error)?;
        Ok(())
    }

    pub(super) fn new(log: &Path, library: &str, bytes: Vec<u8>) -> Self {
        let path = path(log, library);
        Self { path, bytes }
    }

    /// Reads what is kept of the log of a library, where it can be of use.
    pub(super) fn read(log: &Path, expected: &Expected<'_>) -> Option<Kept> {
        let path = path(log, expected.library);
        // A named pipe would never answer.
        if !path.is_file() {
            return None;
        }
        let file = File::open(path).ok()?;
        layout::decode(file, expected)
    }

    /// Says in bytes what the log amounts to up to an anchor.
    pub(super) fn encode(expected: &Expected<'_>, anchor: &Anchor, recall: &Recall) -> Vec<u8> {
        layout::encode(expected, anchor, recall)
    }
}

/// Returns the file beside a log that is about one library.
pub(super) fn path(log: &Path, library: &str) -> PathBuf {
    let mut hasher = FnvHasher::default();
    hasher.write(library.as_bytes());
    let mut name = log.as_os_str().to_owned();
    name.push(format!(".{:016x}.memo", hasher.finish()));
    name.into()
}
