//! What an answer can be: quantities and dates as intervals, text by its normal form.
//!
//! Reading, grading and checking compare values through this module alone, so `at_least = 139`
//! or `2014/2015` mean the same thing everywhere.

mod edtf;
mod interval;
mod quantity;
pub mod text;

pub use edtf::{Day, Edtf, EdtfError, EdtfProblem, Precision, Typed, parse_typed};
pub use interval::{Bound, Interval};
pub use quantity::{Quantity, format_number};
