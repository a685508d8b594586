//! factdeck: learn sourced facts from a terminal.
//!
//! A library becomes a value once, a review is written once, everything else is a function of
//! those two. The modules stand in the order in which a fact travels.

pub mod diagnostic; // how any problem in a deck is said: source text, span, diagnostic
pub mod value; // what an answer can be: quantities and dates as intervals, text by normal form

pub mod library; // Library, Deck, Fact, Answer, Claim, Citation, Name
pub mod load; // folder -> Library, with every diagnostic at once
pub mod check; // Library -> findings: RULES is the registry

pub mod card; // Fact -> the cards it gives
pub mod question; // (Card, form, seed) -> Question
pub mod grade; // (Question, Response) -> Graded
pub mod schedule; // [Review] -> Memory -> due; the day's queue
pub mod session; // a session as a state machine: (Session, Event) -> effects

pub mod store; // SQLite: the append-only review log
pub mod terminal; // keys in, screen out: full screen, plain lines, or a script
pub mod author; // edits decks by byte ranges, so that every other byte stays
pub mod schema; // the file format as JSON Schema, for editors
pub mod report; // what is known, as text or JSON; prints nothing

pub mod cli; // the command line, without behaviour
pub mod command; // one file per subcommand; joins the others

#[cfg(test)]
extern crate self as factdeck; // so that screens for tests serve inside and outside alike
