//! `factdeck check`: everything that is wrong in a library, for authors and for builds.

mod fix;
mod output;
mod watch;

use super::context::{Context, Place};
use super::{CommandError, Outcome};
use crate::check::{self, Documents, Input, Selection};
use crate::cli::{CheckArgs, Deny, Global};
use crate::diagnostic::{Diagnostic, Severity};
use crate::load::{self, Loaded};
use crate::report::counted;
use crate::report::findings::{Baseline, BaselineError};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Why a library could not be checked.
#[derive(Debug, thiserror::Error)]
pub enum CheckError {
    /// There is no such folder.
    #[error("`{}` is no folder", .0.display())]
    NoFolder(PathBuf),
    /// There is no such rule.
    #[error("there is no rule `{0}`; `factdeck rules` lists them")]
    NoRule(String),
    /// A baseline or a cited document cannot be read.
    #[error("cannot read `{}`", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The findings or a baseline cannot be written.
    #[error("cannot write `{}`", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The baseline is none.
    #[error("cannot use the baseline `{}`", path.display())]
    Baseline {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: BaselineError,
    },
    /// There are no files to change or to watch.
    #[error("the library built into the program has no files to mend or to watch; name a folder")]
    BuiltIn,
    /// The system does not tell of changes.
    #[error("cannot watch `{}`", path.display())]
    Watch {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: notify::Error,
    },
    /// Standard output is closed or full.
    #[error("cannot write the output")]
    Output(#[from] io::Error),
}

impl From<CheckError> for CommandError {
    fn from(error: CheckError) -> Self {
        match error {
            CheckError::Output(error) => Self::Output(error),
            error => Self::Check(error),
        }
    }
}

/// Checks a library, once or whenever it changes.
///
/// Nothing is written but the output, unless a fix or a baseline is asked for.
pub(super) fn run(context: &Context, args: &CheckArgs) -> Result<Outcome, CommandError> {
    let place = args
        .folder
        .clone()
        .map_or_else(|| context.place(), Place::Folder);
    let folder = match &place {
        Place::Folder(folder) => Some(folder.as_path()),
        Place::Shipped => None,
    };
    let global = &context.global;
    let job = Job {
        folder,
        args,
        global,
    };
    let (out, err) = (&mut io::stdout(), &mut io::stderr());
    if args.watch {
        return Ok(job.watch(out, err)?);
    }
    let (outcome, loaded) = job.once(out, err)?;
    // The program ends here, and the system takes memory back faster than it can be given back.
    std::mem::forget(loaded);
    Ok(outcome)
}

/// What is to be checked, and how.
#[derive(Clone, Copy)]
struct Job<'a> {
    folder: Option<&'a Path>,
    args: &'a CheckArgs,
    global: &'a Global,
}

/// What a check needs beside the library.
struct Checker {
    selection: Selection,
    documents: Option<Documents>,
}

impl Checker {
    /// Returns all findings of a library in the order they are shown.
    fn find(&self, loaded: &Loaded) -> Vec<Diagnostic> {
        let Some(library) = &loaded.library else {
            let read = loaded.diagnostics.iter();
            return read
                .filter(|it| self.selection.chooses(it.code))
                .cloned()
                .collect();
        };
        let input = Input {
            library,
            texts: &loaded.texts,
            diagnostics: loaded.diagnostics.clone(),
            head_is_sound: loaded.head_is_sound,
            documents: self.documents.as_ref(),
        };
        check::run(input, &self.selection)
    }
}

impl Job<'_> {
    /// Checks once; returns also what was read.
    fn once(
        self,
        out: &mut dyn Write,
        err: &mut dyn Write,
    ) -> Result<(Outcome, Loaded), CheckError> {
        let checker = self.checker()?;
        let loaded = self.load()?;
        if self.args.diff {
            return Ok((fix::diff(self, &checker, &loaded, out)?, loaded));
        }
        let (loaded, is_mended) = if self.args.fix {
            fix::fix(self, &checker, loaded, err)?
        } else {
            (loaded, true)
        };
        let found = checker.find(&loaded);
        let found = self.unknown(found, &loaded, err)?;
        output::write(self, &loaded, &found, out)?;
        let fails = found.iter().any(|it| it.severity <= self.fails());
        let outcome = match loaded.library {
            Some(_) if !is_mended => Outcome::Unusable,
            Some(_) if fails && !self.args.exit_zero => Outcome::Findings,
            Some(_) => Outcome::Done,
            None => Outcome::Unusable,
        };
        Ok((outcome, loaded))
    }

    fn checker(self) -> Result<Checker, CheckError> {
        let selection = Selection {
            select: self.args.select.clone(),
            ignore: self.args.ignore.clone(),
        };
        if let Some(unknown) = selection.unknown().next() {
            return Err(CheckError::NoRule(unknown.to_owned()));
        }
        let documents = self.args.sources.as_deref().map(documents).transpose()?;
        Ok(Checker {
            selection,
            documents,
        })
    }

    fn load(self) -> Result<Loaded, CheckError> {
        match self.folder {
            None => Ok(load::shipped()),
            Some(folder) if folder.is_dir() => Ok(load::folder(folder)),
            Some(folder) => Err(CheckError::NoFolder(folder.to_owned())),
        }
    }

    /// Returns the mildest severity that fails the build.
    const fn fails(self) -> Severity {
        match self.args.deny {
            None => Severity::Error,
            Some(Deny::Warnings) => Severity::Warning,
            Some(Deny::All) => Severity::Info,
        }
    }

    /// Returns the findings that the baseline does not know; writes the baseline where asked.
    fn unknown(
        self,
        found: Vec<Diagnostic>,
        loaded: &Loaded,
        err: &mut dyn Write,
    ) -> Result<Vec<Diagnostic>, CheckError> {
        let Some(path) = &self.args.baseline else {
            return Ok(found);
        };
        if self.args.write_baseline {
            let baseline = Baseline::of(&found, &loaded.texts);
            fs::write(path, baseline.write()).map_err(|source| CheckError::Write {
                path: path.clone(),
                source,
            })?;
            let count = counted(baseline.count(), "finding");
            writeln!(err, "`{}` takes {count} as known", path.display())?;
            return Ok(Vec::new());
        }
        let text = read(path)?;
        let baseline = Baseline::read(&text).map_err(|source| CheckError::Baseline {
            path: path.clone(),
            source,
        })?;
        let compared = baseline.compare(found, &loaded.texts);
        if !compared.stale.is_empty() {
            let (path, stale) = (path.display(), counted(compared.stale.len(), "finding"));
            writeln!(
                err,
                "{stale} known to `{path}` found no more; --write-baseline forgets what is gone"
            )?;
        }
        Ok(compared.new)
    }
}

fn read(path: &Path) -> Result<String, CheckError> {
    fs::read_to_string(path).map_err(|source| CheckError::Read {
        path: path.to_owned(),
        source,
    })
}

/// Reads the cited documents of a folder: files named by citekey, whatever their ending.
fn documents(folder: &Path) -> Result<Documents, CheckError> {
    let unreadable = |source| CheckError::Read {
        path: folder.to_owned(),
        source,
    };
    let mut texts = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if let (Some(key), true) = (path.file_stem(), path.is_file()) {
            let bytes = fs::read(&path).map_err(|source| CheckError::Read {
                path: path.clone(),
                source,
            })?;
            let text = String::from_utf8_lossy(&bytes).into_owned();
            texts.push((key.to_string_lossy().into_owned(), text));
        }
    }
    texts.sort();
    Ok(Documents::new(texts))
}

#[cfg(test)]
mod tests;
