//! Opening a log: never a file of others, never a newer format, never without durability.

use super::{Store, StoreError};
use rusqlite::backup::Progress;
use rusqlite::{Connection, ErrorCode, OpenFlags, Row, TransactionBehavior};
use std::error::Error;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

/// Marks the file as a review log: `fdk1` in ASCII.
const APPLICATION_ID: u32 = 0x6664_6b31;

/// What leads from each format to the next; the first makes an empty file a log.
const MIGRATIONS: &[&str] = &[include_str!("schema.sql"), include_str!("format-2.sql")];

/// How the name of a log begins while it is being made.
const UNNAMED: &str = ".factdeck-log-";

/// How long to wait for another process.
const PATIENCE: Duration = Duration::from_secs(5);

/// How long to wait between tries.
const PAUSE: Duration = Duration::from_millis(5);

impl Store {
    /// Opens a log for reading and writing; makes it, and its folder, where there is none.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let path = absolute(path)?;
        if let Some(folder) = path.parent() {
            create_folder(folder).map_err(|source| StoreError::Folder {
                path: path.clone(),
                source,
            })?;
        }
        if matches!(path.try_exists(), Ok(false)) {
            // Where this fails, what is wrong is told when it is made in its place.
            let _ = make(&path);
        }
        let create = OpenFlags::SQLITE_OPEN_CREATE;
        let (mut store, format) = Self::connect(path, create)?;
        let is_readonly = store.connection.is_readonly("main");
        if is_readonly.map_err(|source| StoreError::of(&store.path, source))? {
            return Err(StoreError::ReadOnly { path: store.path });
        }
        let made_durable = make_durable(&store.connection, PATIENCE);
        made_durable.map_err(|source| StoreError::of(&store.path, source))?;
        store.migrate(format, MIGRATIONS)?;
        Ok(store)
    }

    /// Opens a log for reading; returns `None` where there is none, and makes none.
    pub fn open_existing(path: &Path) -> Result<Option<Self>, StoreError> {
        let path = absolute(path)?;
        let is_missing =
            fs::metadata(&path).is_err_and(|error| error.kind() == ErrorKind::NotFound);
        if is_missing {
            return Ok(None);
        }
        let (mut store, format) = Self::connect(path, OpenFlags::empty())?;
        if format == 0 {
            return Ok(None);
        }
        store.migrate(format, MIGRATIONS)?;
        let read_only = store.connection.pragma_update(None, "query_only", true);
        read_only.map_err(|source| StoreError::of(&store.path, source))?;
        Ok(Some(store))
    }

    /// Looks through the whole file for damage.
    pub fn check(&self) -> Result<(), StoreError> {
        let answer = self
            .connection
            .pragma_query_value(None, "quick_check", |row| row.get::<_, String>(0));
        let found = answer.map_err(|source| StoreError::of(&self.path, source))?;
        if found == "ok" {
            return Ok(());
        }
        let corrupt = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CORRUPT);
        let source = rusqlite::Error::SqliteFailure(corrupt, Some(found));
        Err(StoreError::of(&self.path, source))
    }

    /// Connects to a file after making sure that it is a log, or empty; returns its format too.
    fn connect(path: PathBuf, create: OpenFlags) -> Result<(Self, u32), StoreError> {
        let usual = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(&path, usual | create)
            .and_then(|connection| {
                connection.busy_timeout(PATIENCE)?;
                Ok(connection)
            })
            .map_err(|source| StoreError::of(&path, source))?;
        let store = Self { path, connection };
        let format = store.format(MIGRATIONS)?;
        Ok((store, format))
    }

    /// Returns the format of the file; 0 where it is empty.
    fn format(&self, migrations: &[&str]) -> Result<u32, StoreError> {
        let path = self.path.clone();
        let found = identify(&self.connection).map_err(|source| StoreError::of(&path, source))?;
        let known = newest(migrations);
        match found {
            None => Err(StoreError::Foreign { path }),
            Some(found) if found > known => Err(StoreError::TooNew { path, found, known }),
            Some(found) => Ok(found),
        }
    }

    /// Brings the file from a format to the newest, all at once; a log of an older format is kept
    /// beside it, named after that format.
    fn migrate(&mut self, before: u32, migrations: &[&str]) -> Result<(), StoreError> {
        if before == newest(migrations) {
            return Ok(());
        }
        if before > 0 {
            self.check()?;
            let backup = backup_path(&self.path, before);
            let kept = self
                .connection
                .backup("main", &backup, None::<fn(Progress)>);
            kept.map_err(|source| StoreError::of(&backup, source))?;
        }
        let migrated = run(&mut self.connection, migrations);
        migrated.map_err(|source| StoreError::of(&self.path, source))
    }
}

/// Makes an empty log beside its place, which then gets its name: nobody finds half a log, and the
/// disk is waited for at its end alone. Where another process has made one meanwhile, that stays.
/// What a process that was killed here has left is removed; one that is still at it then makes its
/// log in its place.
fn make(path: &Path) -> Result<(), Box<dyn Error>> {
    let folder = path.parent().ok_or("a log lies in a folder")?;
    sweep(folder)?;
    let mut named = tempfile::Builder::new();
    let named = named.prefix(UNNAMED).suffix(".new");
    #[cfg(unix)]
    let named = named.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644));
    let new = named.tempfile_in(folder)?.into_temp_path();
    let mut connection = Connection::open(&new)?;
    set_journal(&connection, "MEMORY")?;
    connection.pragma_update(None, "synchronous", "OFF")?;
    run(&mut connection, MIGRATIONS)?;
    set_journal(&connection, "WAL")?;
    connection.close().map_err(|(_, error)| error)?;
    fs::File::options().write(true).open(&new)?.sync_all()?;
    new.persist_noclobber(path)?;
    #[cfg(unix)]
    fs::File::open(folder)?.sync_all()?;
    Ok(())
}

/// Removes logs that never got their name, and what `SQLite` keeps beside them.
fn sweep(folder: &Path) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let is_left = |name: &str| name.starts_with(UNNAMED) && name.contains(".new");
        if name.to_str().is_some_and(is_left) {
            // Another process may have done it.
            let _ = fs::remove_file(entry.path());
        }
    }
    Ok(())
}

/// Runs the migrations that are due; another process may have run some meanwhile.
fn run(connection: &mut Connection, migrations: &[&str]) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let done = identify(&transaction)?.unwrap_or(0);
    for migration in migrations.iter().skip(done as usize) {
        transaction.execute_batch(migration)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", done.max(newest(migrations)))?;
    transaction.commit()
}

/// Returns the format that migrations lead to.
fn newest(migrations: &[&str]) -> u32 {
    u32::try_from(migrations.len()).unwrap_or(u32::MAX)
}

/// Returns the format of a log, 0 for an empty file, `None` for a database of others.
///
/// One statement, so that another process cannot make the log meanwhile.
fn identify(connection: &Connection) -> rusqlite::Result<Option<u32>> {
    let select = "SELECT application_id, user_version, (SELECT count(*) FROM sqlite_schema)
                  FROM pragma_application_id, pragma_user_version";
    let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
    let (application, format, tables): (i64, i64, i64) = connection.query_row(select, [], read)?;
    if application == i64::from(APPLICATION_ID) {
        return Ok(u32::try_from(format).ok());
    }
    Ok(((application, format, tables) == (0, 0, 0)).then_some(0))
}

/// Makes every commit last: in a write-ahead log where the file system can share memory,
/// in a rollback journal where it cannot.
fn make_durable(connection: &Connection, patience: Duration) -> rusqlite::Result<()> {
    match turn_to_wal(connection, patience) {
        Ok(mode) if mode == "wal" => {}
        Err(error) if is_busy(&error) => return Err(error),
        Ok(_) | Err(_) => {
            set_journal(connection, "DELETE")?;
        }
    }
    connection.busy_timeout(patience)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)
}

/// Turns to the write-ahead log, trying again while another process holds the file.
///
/// `SQLite` itself does not wait for that where two processes turn to it at once.
fn turn_to_wal(connection: &Connection, patience: Duration) -> rusqlite::Result<String> {
    connection.busy_timeout(Duration::ZERO)?;
    for _ in 0..patience.as_millis() / PAUSE.as_millis() {
        let mode = set_journal(connection, "WAL");
        if !mode.as_ref().is_err_and(is_busy) {
            return mode;
        }
        thread::sleep(PAUSE);
    }
    set_journal(connection, "WAL")
}

fn is_busy(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy)
}

/// Asks for a journal mode; returns the one that is used.
fn set_journal(connection: &Connection, mode: &str) -> rusqlite::Result<String> {
    connection.pragma_update_and_check(None, "journal_mode", mode, |row| row.get(0))
}

/// Makes a path absolute, because `SQLite` gives some relative ones a meaning of their own.
fn absolute(path: &Path) -> Result<PathBuf, StoreError> {
    std::path::absolute(path).map_err(|source| StoreError::Folder {
        path: path.to_owned(),
        source,
    })
}

/// Creates a folder that is the learner's alone, with those above it.
fn create_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Returns where the log is kept as it was in an older format.
fn backup_path(path: &Path, format: u32) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".format-{format}.backup"));
    name.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    const THIRD: &str = "ALTER TABLE review ADD COLUMN device TEXT";

    fn journal_mode(connection: &Connection) -> String {
        let mode = connection.pragma_query_value(None, "journal_mode", |row| row.get(0));
        mode.unwrap()
    }

    fn names(folder: &Path) -> Vec<std::ffi::OsString> {
        let entries = fs::read_dir(folder).unwrap();
        entries.map(|entry| entry.unwrap().file_name()).collect()
    }

    /// A log as the first version made it, of cards, reviews and marks.
    fn first_log(path: &Path) {
        let mut connection = Connection::open(path).unwrap();
        run(&mut connection, &MIGRATIONS[..1]).unwrap();
        let rows = "INSERT INTO card VALUES (1, 'lib', 'a'), (2, 'other', 'a');
            INSERT INTO answer VALUES (7, 'the answer');
            INSERT INTO review VALUES (1, 1, 100, 0, 3, 1, 9, 'type', 'right', 7, 'typed');
            INSERT INTO review VALUES (3, 2, 300, 0, 1, 1, 9, 'type', 'wrong', 7, '');
            INSERT INTO mark VALUES (2, 1, 200, 0, 'flag', 'odd');";
        connection.execute_batch(rows).unwrap();
    }

    /// Every row of the tables that logs have had from the first.
    fn rows(connection: &Connection) -> Vec<String> {
        let tables = ["card", "answer", "review", "mark"];
        let of_table = |table| {
            let mut all = connection
                .prepare(&format!("SELECT * FROM {table}"))
                .unwrap();
            let columns = all.column_count();
            let row = |row: &Row<'_>| {
                let values = (0..columns).map(|column| row.get_ref(column).unwrap());
                Ok(format!("{:?}", values.collect::<Vec<_>>()))
            };
            let rows = all.query_map([], row).unwrap();
            rows.map(Result::unwrap).collect::<Vec<_>>()
        };
        tables.into_iter().flat_map(of_table).collect()
    }

    #[test]
    fn an_older_log_is_brought_to_the_newest_format_and_kept_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log.db");
        first_log(&path);
        let before = rows(&Connection::open(&path).unwrap());

        let store = Store::open(&path).unwrap();

        assert_eq!(before.len(), 6);
        assert_eq!(rows(&store.connection), before);
        assert_eq!(identify(&store.connection).unwrap(), Some(2));
        let backup = Connection::open(backup_path(&store.path, 1)).unwrap();
        assert_eq!(identify(&backup).unwrap(), Some(1));
        assert_eq!(rows(&backup), before);
        assert!(backup.prepare("SELECT * FROM amendment").is_err());
    }

    #[test]
    fn a_new_log_is_whole_when_it_gets_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log.db");

        make(&path).unwrap();

        assert_eq!(names(folder.path()), ["log.db"]);
        let made = Connection::open(&path).unwrap();
        assert_eq!(identify(&made).unwrap(), Some(newest(MIGRATIONS)));
        assert_eq!(journal_mode(&made), "wal");
    }

    #[test]
    fn what_a_killed_process_left_of_a_new_log_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        let left = [".factdeck-log-Ab12Cd.new", ".factdeck-log-Ab12Cd.new-wal"];
        for name in left.iter().chain(&[".factdeck-log", "my.new"]) {
            fs::write(folder.path().join(name), "half").unwrap();
        }

        let path = folder.path().join("log.db");
        Store::open(&path).unwrap();

        let mut names = names(folder.path());
        names.sort();
        assert_eq!(names, [".factdeck-log", "log.db", "my.new"]);
    }

    #[test]
    fn a_log_that_another_process_made_meanwhile_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log.db");
        first_log(&path);
        let before = fs::read(&path).unwrap();

        assert!(make(&path).is_err());

        assert_eq!(names(folder.path()), ["log.db"]);
        assert_eq!(fs::read(&path).unwrap(), before);
    }

    #[test]
    fn a_migration_that_fails_half_way_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(&folder.path().join("log.db")).unwrap();
        let broken = [MIGRATIONS, &[THIRD, "no such statement"]].concat();

        let migrated = store.migrate(2, &broken);

        assert!(matches!(migrated, Err(StoreError::Failed { .. })));
        assert_eq!(identify(&store.connection).unwrap(), Some(2));
        assert!(
            store
                .connection
                .prepare("SELECT device FROM review")
                .is_err()
        );
    }

    #[test]
    fn where_memory_cannot_be_shared_a_rollback_journal_keeps_commits() {
        let folder = tempfile::tempdir().unwrap();
        let flags = OpenFlags::default();
        let path = folder.path().join("log.db");
        let connection = Connection::open_with_flags_and_vfs(path, flags, c"unix-dotfile").unwrap();

        make_durable(&connection, PATIENCE).unwrap();

        assert_eq!(journal_mode(&connection), "delete");
        let level = connection.pragma_query_value(None, "synchronous", |row| row.get::<_, i64>(0));
        assert_eq!(level.unwrap(), 2);
    }

    #[test]
    fn a_file_that_stays_locked_is_given_up_after_a_while() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log.db");
        let other = Connection::open(&path).unwrap();
        other.execute_batch("BEGIN EXCLUSIVE").unwrap();
        let connection = Connection::open(&path).unwrap();

        let refused = make_durable(&connection, 2 * PAUSE).unwrap_err();

        assert!(is_busy(&refused));
        other.execute_batch("ROLLBACK").unwrap();
        make_durable(&connection, PATIENCE).unwrap();
    }

    #[test]
    fn on_a_local_disk_commits_go_to_a_write_ahead_log() {
        let folder = tempfile::tempdir().unwrap();

        let store = Store::open(&folder.path().join("log.db")).unwrap();

        assert_eq!(journal_mode(&store.connection), "wal");
    }
}
