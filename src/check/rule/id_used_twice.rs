//! L008: id used twice.

use crate::check::{Check, Rule};
use crate::diagnostic::Severity;

pub(in crate::check) static RULE: Rule = Rule {
    code: "L008",
    name: "id-used-twice",
    severity: Severity::Error,
    why: "A fact's id is its history. Two facts with one id would share their reviews, in one file or in two.",
    bad: r#"
[[fact]]
id = "nile"
ask = "How long is the Nile?"
answer = 6650
unit = "km"

[[fact]]
id = "nile"
ask = "On which continent is the Nile?"
answer = "Africa"
wrong = ["Asia", "Europe", "Australia"]
"#,
    good: r#"
[[fact]]
id = "nile-length"
ask = "How long is the Nile?"
answer = 6650
unit = "km"

[[fact]]
id = "nile-continent"
ask = "On which continent is the Nile?"
answer = "Africa"
wrong = ["Asia", "Europe", "Australia"]
"#,
    checks: &[Check::Reading],
};
