//! `--fix` and `--diff`.

use super::super::Outcome;
use super::{CheckError, Checker, Job};
use crate::author::{self, Mended};
use crate::load::Loaded;
use crate::report::counted;
use crate::value::text::plain;
use std::io::Write;
use std::path::Path;

/// Shows what mending would change, as a patch; there is something to say where it would.
pub(super) fn diff(
    job: Job<'_>,
    checker: &Checker,
    loaded: &Loaded,
    out: &mut dyn Write,
) -> Result<Outcome, CheckError> {
    let mended = mend(checker, loaded);
    let is_shown = super::output::is_terminal(job);
    for file in &mended.files {
        let path = file.path.to_string_lossy();
        let diff = author::diff(&path, &file.old, &file.new);
        // A patch must be exact; on a screen nothing of a deck may act.
        let diff = if is_shown { plain(&diff) } else { diff.into() };
        out.write_all(diff.as_bytes())?;
    }
    out.flush()?;
    let changes = !mended.files.is_empty() && !job.args.exit_zero;
    Ok(if changes {
        Outcome::Findings
    } else {
        Outcome::Done
    })
}

/// Mends the files of a library; returns it as it then is, and whether every file was written.
pub(super) fn fix(
    job: Job<'_>,
    checker: &Checker,
    loaded: Loaded,
    err: &mut dyn Write,
) -> Result<(Loaded, bool), CheckError> {
    let folder = job.folder.ok_or(CheckError::BuiltIn)?;
    let mended = mend(checker, &loaded);
    let written = write(folder, &mended, err)?;
    if written == mended.files.len() && written > 0 {
        let (changes, places) = (counted(mended.fixes, "change"), counted(written, "file"));
        writeln!(err, "{changes} made in {places}")?;
    }
    let is_mended = written == mended.files.len();
    let loaded = if written > 0 { job.load()? } else { loaded };
    Ok((loaded, is_mended))
}

fn mend(checker: &Checker, loaded: &Loaded) -> Mended {
    author::mend(loaded, |loaded| checker.find(loaded))
}

/// Writes what changed; a file that cannot be written keeps none of the others from it.
fn write(folder: &Path, mended: &Mended, err: &mut dyn Write) -> Result<usize, CheckError> {
    let mut written = 0;
    for file in &mended.files {
        match author::replace(&folder.join(&file.path), &file.old, &file.new) {
            Ok(()) => written += 1,
            Err(error) => writeln!(err, "factdeck: {error}")?,
        }
    }
    Ok(written)
}
