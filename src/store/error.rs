//! What can be wrong with a review log.

use rusqlite::ErrorCode;
use std::io;
use std::path::{Path, PathBuf};

/// Why the review log cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no folder for it, and none can be made.
    #[error("cannot create the folder of the review log `{}`; choose another place with --log", path.display())]
    Folder {
        /// The log.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The file cannot be opened or created.
    #[error("cannot open the review log `{}`; make it a file that you may read and write, or choose another with --log", path.display())]
    Open {
        /// The log.
        path: PathBuf,
        /// What `SQLite` says.
        source: rusqlite::Error,
    },
    /// The file or its folder must not be written to.
    #[error("the review log `{}` is write-protected; allow writing to it and to its folder, or choose another with --log", path.display())]
    ReadOnly {
        /// The log.
        path: PathBuf,
    },
    /// The disk is full.
    #[error("the disk is full, so nothing was written to the review log `{}`; make room and try again", path.display())]
    Full {
        /// The log.
        path: PathBuf,
    },
    /// Another process keeps it locked.
    #[error("the review log `{}` is kept locked by another program; close that and try again", path.display())]
    Busy {
        /// The log.
        path: PathBuf,
    },
    /// It was written by a later version.
    #[error("the review log `{}` has format {found}, newer than the {known} this version knows; upgrade, or choose another with --log", path.display())]
    TooNew {
        /// The log.
        path: PathBuf,
        /// Its format.
        found: u32,
        /// The newest format known.
        known: u32,
    },
    /// It is a database of another program.
    #[error("`{}` is a database, but no review log of factdeck, and was left as it is; choose another file with --log", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// Its content makes no sense.
    #[error("the review log `{}` is damaged or no review log, and was left as it is; restore it from a backup, or choose another with --log", path.display())]
    Damaged {
        /// The log.
        path: PathBuf,
        /// What is wrong with it.
        source: rusqlite::Error,
    },
    /// Anything else.
    #[error("cannot use the review log `{}`", path.display())]
    Failed {
        /// The log.
        path: PathBuf,
        /// What `SQLite` says.
        source: rusqlite::Error,
    },
}

/// A word or a number in the log that stands for nothing.
#[derive(Debug, thiserror::Error)]
#[error("unknown {what} `{found}`")]
pub(super) struct Unknown {
    pub(super) what: &'static str,
    pub(super) found: String,
}

impl StoreError {
    /// Says what an error of `SQLite` means for a log.
    pub(super) fn of(path: &Path, source: rusqlite::Error) -> Self {
        let path = path.to_owned();
        if no_room_for_index(&source) {
            return Self::Full { path };
        }
        match source.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full { path },
            Some(ErrorCode::ReadOnly) => Self::ReadOnly { path },
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy { path },
            Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
                Self::Open { path, source }
            }
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                Self::Damaged { path, source }
            }
            None if is_of_content(&source) => Self::Damaged { path, source },
            _ => Self::Failed { path, source },
        }
    }
}

/// Says whether the file that processes share beside the log could not grow: on a full disk that
/// comes first, and `SQLite` has no other word for it.
fn no_room_for_index(source: &rusqlite::Error) -> bool {
    let code = source.sqlite_error().map(|error| error.extended_code);
    code == Some(rusqlite::ffi::SQLITE_IOERR_SHMSIZE)
}

/// Says whether an error is about a value that was read.
fn is_of_content(source: &rusqlite::Error) -> bool {
    use rusqlite::Error::{FromSqlConversionFailure, IntegralValueOutOfRange, InvalidColumnType};
    matches!(
        source,
        FromSqlConversionFailure(..) | IntegralValueOutOfRange(..) | InvalidColumnType(..)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_room_for_what_processes_share_is_a_full_disk() {
        let code = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_IOERR_SHMSIZE);
        let source = rusqlite::Error::SqliteFailure(code, None);

        let told = StoreError::of(Path::new("log"), source);

        assert!(matches!(told, StoreError::Full { .. }));
    }
}
