//! The program is not there yet: see the library.
fn main() {}
