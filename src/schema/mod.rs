//! The file format as JSON Schema, so that editors complete, explain and check decks as they are
//! written.
//!
//! The types here describe the format for people who write it; `load` is what reads it. A test
//! holds the keys of both against each other.

mod deck;
mod library;
mod tidy;

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::Value;
use tidy::Tidy;

/// Returns the schema of a deck, as JSON with a line end.
pub fn deck() -> String {
    print(&schema::<deck::Deck>())
}

/// Returns the schema of `library.toml`, as JSON with a line end.
pub fn library() -> String {
    print(&schema::<library::Library>())
}

/// Makes a schema of draft 7, which every editor knows, with every part in its place: editors
/// show no description beside a reference.
fn schema<T: JsonSchema>() -> Value {
    let settings = SchemaSettings::draft07().with(|settings| {
        settings.inline_subschemas = true;
        settings.transforms.push(Box::new(Tidy));
    });
    settings
        .into_generator()
        .into_root_schema_for::<T>()
        .to_value()
}

fn print(schema: &Value) -> String {
    format!("{schema:#}\n")
}

#[cfg(test)]
mod tests;
