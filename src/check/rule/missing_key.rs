//! L003: missing key.

use crate::check::{Check, Rule};
use crate::diagnostic::Severity;

pub(in crate::check) static RULE: Rule = Rule {
    code: "L003",
    name: "missing-key",
    severity: Severity::Error,
    why: "Without an id a fact has no history, without an answer there is nothing to learn.",
    bad: r#"
[[fact]]
id = "nile-length"
ask = "How long is the Nile?"
unit = "km"
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
