//! L009: excluding keys.

use crate::check::{Check, Rule};
use crate::diagnostic::Severity;

pub(in crate::check) static RULE: Rule = Rule {
    code: "L009",
    name: "excluding-keys",
    severity: Severity::Error,
    why: "A fact asks exactly one thing. Keys that belong to two kinds of fact cannot stand together.",
    bad: r#"
[[fact]]
id = "delta"
ask = "What is a delta?"
answer = "Mouth of a river with several arms"
wrong = ["Source of a river", "Bend of a river", "Bank of a lake"]
meaning = "Land that a river builds at its mouth"
"#,
    good: r#"
[[fact]]
id = "delta"
term = "Delta"
meaning = "Land that a river builds at its mouth"
"#,
    checks: &[Check::Reading],
};
