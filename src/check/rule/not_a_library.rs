//! L010: not a library.

use crate::check::{Check, Rule};
use crate::diagnostic::Severity;

pub(in crate::check) static RULE: Rule = Rule {
    code: "L010",
    name: "not-a-library",
    severity: Severity::Error,
    why: "A folder is a library when `library.toml` stands at its root. Without it there is no id to file progress under, no source to cite and no name to speak of.",
    bad: r#"
# file: rivers.toml
title = "Rivers"
# without: library.toml
"#,
    good: r#"
# file: library.toml
id = "rivers"
title = "Rivers"
language = "en"
# file: rivers.toml
title = "Rivers"
"#,
    checks: &[Check::Reading],
};
