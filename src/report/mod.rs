//! What is known, as text or JSON: returns strings, prints nothing.

pub mod coverage;
pub mod findings;
pub mod listing;
pub mod progress;
pub mod rules;

/// Writes a number with its noun: `1 deck`, `2 decks`.
pub fn counted(count: usize, noun: &str) -> String {
    match count {
        1 => format!("1 {noun}"),
        _ => format!("{count} {noun}s"),
    }
}
