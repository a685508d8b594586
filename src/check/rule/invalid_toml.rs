//! L001: invalid toml.

use crate::check::{Check, Rule};
use crate::diagnostic::Severity;

pub(in crate::check) static RULE: Rule = Rule {
    code: "L001",
    name: "invalid-toml",
    severity: Severity::Error,
    why: "The text is not TOML. The fault stays inside its own fact: all others are read, and every fault of the file is reported at once.",
    bad: r#"
[[fact]]
id = "nile-mouth"
ask = "Into which sea does the Nile flow?
answer = "Mediterranean Sea"
wrong = ["Red Sea", "Black Sea", "Arabian Sea"]
"#,
    good: r#"
[[fact]]
id = "nile-mouth"
ask = "Into which sea does the Nile flow?"
answer = "Mediterranean Sea"
wrong = ["Red Sea", "Black Sea", "Arabian Sea"]
"#,
    checks: &[Check::Reading],
};
