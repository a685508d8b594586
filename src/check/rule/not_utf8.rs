//! L006: not utf8.

use crate::check::{Check, Rule};
use crate::diagnostic::Severity;

pub(in crate::check) static RULE: Rule = Rule {
    code: "L006",
    name: "not-utf8",
    severity: Severity::Error,
    why: "TOML is UTF-8. A file in another encoding shows wrong letters sooner or later, so none of it is read.",
    bad: r#"
# encoding: latin-1
title = "São Paulo"
"#,
    good: r#"
title = "São Paulo"
"#,
    checks: &[Check::Reading],
};
