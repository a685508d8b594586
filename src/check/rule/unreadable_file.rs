//! L007: unreadable file.

use crate::check::{Check, Rule};
use crate::diagnostic::Severity;

pub(in crate::check) static RULE: Rule = Rule {
    code: "L007",
    name: "unreadable-file",
    severity: Severity::Error,
    why: "A file below the library cannot be read: no permission, a link that leads nowhere, a folder that is named like a deck.",
    bad: "
# folder: rivers.toml
",
    good: r#"
# file: rivers.toml
title = "Rivers"
"#,
    checks: &[Check::Reading],
};
