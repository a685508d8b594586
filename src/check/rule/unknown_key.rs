//! L002: unknown key.

use crate::check::{Check, Rule};
use crate::diagnostic::Severity;

pub(in crate::check) static RULE: Rule = Rule {
    code: "L002",
    name: "unknown-key",
    severity: Severity::Error,
    why: "A key that the format does not have is most often a misspelled one, and what it says would be lost in silence.",
    bad: r#"
[[fact]]
id = "nile-length"
ask = "How long is the Nile?"
answer = 6650
units = "km"
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
