//! L004: wrong type.

use crate::check::{Check, Rule};
use crate::diagnostic::Severity;

pub(in crate::check) static RULE: Rule = Rule {
    code: "L004",
    name: "wrong-type",
    severity: Severity::Error,
    why: "TOML's own types carry the meaning of a deck: text stands in quotes, figures and dates do not.",
    bad: r#"
[[fact]]
id = "nile-length"
ask = "How long is the Nile?"
answer = 6650
unit = 1000
"#,
    good: r#"
[[fact]]
id = "nile-length"
ask = "How long is the Nile?"
answer = 6650
unit = "km"
"#,
    checks: &[Check::Reading],
};
