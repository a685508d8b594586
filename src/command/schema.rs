//! `factdeck schema`: what editors check decks with.

use crate::cli::SchemaOf;
use crate::schema;

/// Returns the JSON Schema of a kind of file.
pub(super) fn print(which: SchemaOf) -> String {
    match which {
        SchemaOf::Deck => schema::deck(),
        SchemaOf::Library => schema::library(),
    }
}
