//! The review log: an `SQLite` file that is only ever added to, but for taking back.
//!
//! Nothing derived is kept in it. What is written is on disk before the call returns.
//! What its older part amounts to is kept beside it, in a file that may be lost at any time.

mod anchor;
mod error;
mod history;
mod open;
mod read;
mod recall;
mod row;
mod write;

#[cfg(test)]
mod tests;

pub use error::StoreError;
pub use history::{History, Marks};
pub use recall::{Lookup, Memo, Recall, Remembered};
pub use write::Undone;

use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::path::{Path, PathBuf};

/// An open review log.
#[derive(Debug)]
pub struct Store {
    path: PathBuf,
    connection: Connection,
}

impl Store {
    /// Returns where the log is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes all of something or nothing, and waits until it is on disk.
    fn transact<T>(
        &mut self,
        work: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        let run = |connection: &mut Connection| {
            let immediate = TransactionBehavior::Immediate;
            let transaction = connection.transaction_with_behavior(immediate)?;
            let done = work(&transaction)?;
            transaction.commit()?;
            Ok(done)
        };
        run(&mut self.connection).map_err(|source| StoreError::of(&self.path, source))
    }

    /// Reads the log as it is at one instant, whatever others write meanwhile.
    fn read<T>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        let read = self.connection.unchecked_transaction();
        let read = read.and_then(|transaction| work(&transaction));
        read.map_err(|source| StoreError::of(&self.path, source))
    }
}
