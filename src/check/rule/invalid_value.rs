//! L005: invalid value.

use crate::check::{Check, Rule};
use crate::diagnostic::Severity;

pub(in crate::check) static RULE: Rule = Rule {
    code: "L005",
    name: "invalid-value",
    severity: Severity::Error,
    why: "The value has the right type and still cannot be: an empty text, a date the calendar does not have, a range that runs backwards.",
    bad: r#"
[[fact]]
id = "nile-length"
ask = "How long is the Nile?"
answer = { from = 6853, to = 6650 }
unit = "km"
"#,
    good: r#"
[[fact]]
id = "nile-length"
ask = "How long is the Nile?"
answer = { from = 6650, to = 6853 }
unit = "km"
"#,
    checks: &[Check::Reading],
};
