//! Writes a deck so that a reader sees the old text or the new one, never half of either.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Why a file was not written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// Somebody else changed it in the meantime, or it was never wholly readable.
    #[error("`{}` is not what was checked; it was left as it is", path.display())]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// The system refused.
    #[error("cannot write `{}`: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What it said.
        source: io::Error,
    },
}

/// Replaces the content of a file, provided that it still is `old`.
///
/// The new text goes to a file beside it, reaches the disk, and takes over name and permissions
/// in one step. A link is followed: what it leads to is replaced, not the link.
pub fn replace(path: &Path, old: &str, new: &str) -> Result<(), WriteError> {
    let io = |source| WriteError::Io {
        path: path.to_owned(),
        source,
    };
    let target = fs::canonicalize(path).map_err(io)?;
    if fs::read(&target).map_err(io)? != old.as_bytes() {
        return Err(WriteError::Changed {
            path: path.to_owned(),
        });
    }
    swap(&target, new).map_err(io)
}

fn swap(target: &Path, new: &str) -> io::Result<()> {
    let metadata = fs::metadata(target)?;
    if metadata.permissions().readonly() {
        return Err(io::Error::from(io::ErrorKind::PermissionDenied));
    }
    let folder = target.parent().unwrap_or(Path::new("/"));
    let mut file = NamedTempFile::new_in(folder)?;
    file.write_all(new.as_bytes())?;
    file.as_file().set_permissions(metadata.permissions())?;
    file.as_file().sync_all()?;
    file.persist(target).map_err(|error| error.error)?;
    // The new name is on disk only once its folder is; not every system lets a folder be opened.
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .or(Ok(()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    fn deck(text: &str) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deck.toml");
        fs::write(&path, text).unwrap();
        (folder, path)
    }

    #[test]
    fn permissions_stay_and_nothing_is_left_behind() {
        let (folder, path) = deck("old");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();

        replace(&path, "old", "new").unwrap();

        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(
            fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            0o640
        );
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_link_stays_a_link() {
        let (folder, path) = deck("old");
        let link = folder.path().join("link.toml");
        symlink(&path, &link).unwrap();

        replace(&link, "old", "new").unwrap();

        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
    }

    #[test]
    fn a_file_that_changed_in_the_meantime_is_left_alone() {
        let (_folder, path) = deck("theirs");

        let result = replace(&path, "old", "new");

        assert!(matches!(result, Err(WriteError::Changed { .. })));
        assert_eq!(fs::read_to_string(&path).unwrap(), "theirs");
    }

    #[test]
    fn a_write_protected_file_is_left_alone() {
        let (_folder, path) = deck("old");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();

        let result = replace(&path, "old", "new");

        assert!(matches!(result, Err(WriteError::Io { .. })));
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
    }
}
