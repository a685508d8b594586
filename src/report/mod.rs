//! What is known, as text or JSON: returns strings, prints nothing.

pub mod listing;
pub mod progress;
