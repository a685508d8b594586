//! `--watch`: checks again whenever a file changes.

use super::super::{Outcome, complain};
use super::{CheckError, Job};
use notify::{Event, RecursiveMode, Watcher as _};
use std::io::Write;
use std::path::Path;
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

/// How long files must rest before they are checked; editors write in several steps.
const REST: Duration = Duration::from_millis(150);

impl Job<'_> {
    /// Checks again and again; ends when it cannot go on, or by Ctrl-C.
    pub(super) fn watch(
        self,
        out: &mut dyn Write,
        err: &mut dyn Write,
    ) -> Result<Outcome, CheckError> {
        let folder = self.folder.ok_or(CheckError::BuiltIn)?;
        let folders = [Some(folder), self.args.sources.as_deref()];
        let folders: Vec<&Path> = folders.into_iter().flatten().collect();
        whenever_changed(&folders, || {
            match self.once(out, err) {
                Ok(_) => {}
                Err(CheckError::Output(error)) => return Err(error.into()),
                Err(error) => complain(&error.into()),
            }
            writeln!(
                err,
                "— waiting for changes in `{}`; Ctrl-C ends —",
                folder.display()
            )?;
            Ok(())
        })
    }
}

/// Does something now and after every change below some folders, until it fails.
fn whenever_changed<T>(
    folders: &[&Path],
    mut action: impl FnMut() -> Result<(), CheckError>,
) -> Result<T, CheckError> {
    let (sender, changes) = mpsc::channel();
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| CheckError::Watch { path, source }
    };
    let watcher = notify::recommended_watcher(sender);
    let mut watcher = watcher.map_err(failed(folders[0]))?;
    for folder in folders {
        watcher
            .watch(folder, RecursiveMode::Recursive)
            .map_err(failed(folder))?;
    }
    loop {
        action()?;
        wait(&changes).map_err(failed(folders[0]))?;
    }
}

/// Waits for a change, and then until there has been none for a while.
fn wait(changes: &Receiver<notify::Result<Event>>) -> notify::Result<()> {
    loop {
        let event = changes
            .recv()
            .map_err(|_| notify::Error::generic("the watcher ended"))??;
        if matters(&event) {
            break;
        }
    }
    while let Ok(event) = changes.recv_timeout(REST) {
        event?;
    }
    Ok(())
}

/// Says whether an event may change what is found: our own reading does not.
fn matters(event: &Event) -> bool {
    let kind = event.kind;
    let changes = kind.is_create() || kind.is_modify() || kind.is_remove();
    let is_hidden = |path: &Path| {
        let name = path.file_name().map(|name| name.to_string_lossy());
        name.is_some_and(|name| name.starts_with('.'))
    };
    changes && !event.paths.iter().all(|path| is_hidden(path))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::io;

    #[test]
    fn a_change_is_followed_by_another_check() {
        let folder = tempfile::tempdir().unwrap();
        let deck = folder.path().join("deck.toml");
        fs::write(&deck, "a").unwrap();
        let mut seen = Vec::new();

        let end: Result<(), _> = whenever_changed(&[folder.path()], || {
            seen.push(fs::read_to_string(&deck)?);
            match seen.len() {
                1 => Ok(fs::write(&deck, "b")?),
                _ => Err(io::Error::other("enough").into()),
            }
        });

        assert!(matches!(end, Err(CheckError::Output(_))));
        assert_eq!(seen, ["a", "b"]);
    }
}
