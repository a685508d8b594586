//! What every command starts from: the library, the log, the clock, chance.

use super::CommandError;
use crate::cli::Global;
use crate::diagnostic::{Diagnostic, Severity, Texts};
use crate::library::{FactRef, Library};
use crate::load::{self, LIBRARY_FILE, Loaded};
use crate::schedule::{Moment, Scheduler};
use crate::store::{Memo, Recall, Store};
use etcetera::BaseStrategy as _;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::{env, fs};

/// Options that every command takes.
#[derive(Debug)]
pub(super) struct Context {
    pub(super) global: Global,
}

/// Where the library of a command is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    Folder(PathBuf),
    /// In the program itself.
    Shipped,
}

impl Context {
    pub(super) fn new(global: Global) -> Self {
        Self { global }
    }

    /// Returns where the library is: as given, else here, else in the program.
    pub(super) fn place(&self) -> Place {
        let given = self.global.library.clone();
        let here = || {
            let folders = [Path::new("decks"), Path::new(".")];
            let found = folders
                .iter()
                .find(|folder| folder.join(LIBRARY_FILE).is_file());
            found.map(|folder| folder.to_path_buf())
        };
        given.or_else(here).map_or(Place::Shipped, Place::Folder)
    }

    /// Reads the library.
    pub(super) fn load(&self) -> Loaded {
        match self.place() {
            Place::Folder(folder) => load::facts_in(&folder),
            Place::Shipped => load::shipped(),
        }
    }

    /// Reads the library and, while its decks are being read, what its log amounts to.
    pub(super) fn library_and_log(
        &self,
        scheduler: &Scheduler,
        now: Moment,
    ) -> Result<Opened, CommandError> {
        let path = self.log()?;
        let open = || {
            let id = match self.place() {
                Place::Folder(folder) => load::id_in(&folder),
                Place::Shipped => load::shipped_id(),
            };
            let Some(id) = id else {
                return Ok(None);
            };
            let store = Store::open(&path)?;
            let (recall, memo) = store.recall(&id, scheduler, now)?;
            Ok::<_, CommandError>(Some((store, recall, memo)))
        };
        let (usable, log) = rayon::join(|| self.library(), open);
        let usable = usable?;
        // A library that can be used has an id, so this opens what is open already.
        let (store, recall, memo) = match log? {
            Some(log) => log,
            None => (Store::open(&path)?, Recall::default(), None),
        };
        Ok(Opened {
            usable,
            store,
            recall,
            memo,
        })
    }

    /// Reads the library for use; what is wrong with its decks comes as one line each.
    pub(super) fn library(&self) -> Result<Usable, CommandError> {
        let loaded = self.load();
        let notices = broken(&loaded.diagnostics, &loaded.texts);
        let Some(library) = loaded.library else {
            let folder = match self.place() {
                Place::Folder(folder) => folder.display().to_string(),
                Place::Shipped => "the built-in library".to_owned(),
            };
            let first = loaded
                .diagnostics
                .first()
                .map_or("", |first| &first.message);
            return Err(CommandError::Library(format!(
                "cannot use the library in `{folder}`: {first}; `factdeck check {folder}` says more"
            )));
        };
        Ok(Usable { library, notices })
    }

    /// Returns the file of the review log.
    pub(super) fn log(&self) -> Result<PathBuf, CommandError> {
        if let Some(log) = &self.global.log {
            return Ok(log.clone());
        }
        let folders = etcetera::choose_base_strategy().map_err(|_| {
            let message = "there is no home folder for the review log; name a file with --log";
            CommandError::Usage(message.to_owned())
        })?;
        Ok(folders.data_dir().join("factdeck").join("log.sqlite"))
    }
}

/// A library that can be used, and what to tell the learner about its decks.
#[derive(Debug)]
pub(super) struct Usable {
    pub(super) library: Library,
    pub(super) notices: Vec<String>,
}

/// What a session starts from.
#[derive(Debug)]
pub(super) struct Opened {
    pub(super) usable: Usable,
    pub(super) store: Store,
    pub(super) recall: Recall,
    /// What to write beside the log when there is time.
    pub(super) memo: Option<Memo>,
}

/// Returns a line for each file with errors.
fn broken(diagnostics: &[Diagnostic], texts: &Texts) -> Vec<String> {
    let errors = |file| {
        let of_file = diagnostics
            .iter()
            .filter(move |it| it.primary.place.file == file);
        of_file.filter(|it| it.severity == Severity::Error).count()
    };
    let files = texts
        .iter()
        .map(|(file, source)| (&source.path, errors(file)));
    files
        .filter(|(_, errors)| *errors > 0)
        .map(|(path, errors)| {
            let problems = if errors == 1 {
                "1 error".to_owned()
            } else {
                format!("{errors} errors")
            };
            format!(
                "{}: {problems}, and what is broken is left out; `factdeck check` says more",
                path.display()
            )
        })
        .collect()
}

/// Returns the instant and the learner's offset from UTC.
pub(super) fn now() -> Moment {
    static ZONE: LazyLock<TimeZone> = LazyLock::new(zone);
    let now = Timestamp::now();
    Moment {
        utc_ms: now.as_millisecond(),
        offset_s: ZONE.to_offset(now).seconds(),
    }
}

/// Returns the zone of the learner's clock.
///
/// Where `TZ` names none it is what most systems keep in one file; asking for it by its name
/// would list every zone of the world first, which takes as long as reading a thousand facts.
fn zone() -> TimeZone {
    let file = match env::var_os("TZ") {
        None => fs::read("/etc/localtime").ok(),
        Some(_) => None,
    };
    let kept = file.and_then(|rules| TimeZone::tzif("Local", &rules).ok());
    kept.unwrap_or_else(TimeZone::system)
}

/// Returns a seed that differs from run to run.
pub(super) fn chance(now: Moment) -> u64 {
    now.utc_ms
        .unsigned_abs()
        .wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// Says which facts a selection takes; unknown decks and tags are errors with a suggestion.
pub(super) fn selected(
    library: &Library,
    decks: &[String],
    tags: &[String],
) -> Result<impl Fn(FactRef) -> bool, CommandError> {
    let wanted_decks = decks.iter().map(|deck| deck_index(library, deck));
    let wanted_decks: Vec<u32> = wanted_decks.collect::<Result<_, _>>()?;
    let tagged = |at: FactRef| {
        let has = |tag: &String| library.tags(at).any(|it| *it.text == **tag);
        tags.is_empty() || tags.iter().any(has)
    };
    if !tags.is_empty() && !library.facts().any(|(at, _)| tagged(at)) {
        let message = format!(
            "no fact has the tag `{}`; `factdeck list --facts --json` shows all",
            tags.join("` or `")
        );
        return Err(CommandError::Usage(message));
    }
    Ok(move |at: FactRef| {
        (wanted_decks.is_empty() || wanted_decks.contains(&at.deck)) && tagged(at)
    })
}

fn deck_index(library: &Library, wanted: &str) -> Result<u32, CommandError> {
    let wanted = wanted.strip_suffix(".toml").unwrap_or(wanted);
    let mut decks = (0_u32..).zip(library.decks());
    if let Some((index, _)) = decks.find(|(_, deck)| deck.name == wanted) {
        return Ok(index);
    }
    let names = library.decks().iter().map(|deck| deck.name.as_str());
    let nearest = names
        .clone()
        .min_by_key(|name| strsim::osa_distance(name, wanted));
    let near = nearest.filter(|name| strsim::osa_distance(name, wanted) <= wanted.len() / 2);
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("there are: {}", names.collect::<Vec<_>>().join(", ")),
    };
    Err(CommandError::Usage(format!(
        "there is no deck `{wanted}`; {help}"
    )))
}
