//! Edits decks by byte ranges, so that every other byte stays as the author wrote it.
//!
//! Comments, order, line endings and a byte order mark survive, which a parser that prints the
//! document again would not promise.

mod diff;
mod edit;
mod mend;
mod write;

pub use diff::diff;
pub use edit::{Change, EditError, apply};
pub use mend::{Mended, Rewritten, mend};
pub use write::{WriteError, replace};
