//! N003: spelling of two names.

use crate::check::View;
use crate::check::findings::Findings;
use crate::check::{Check, Rule};
use crate::diagnostic::Severity;
use crate::diagnostic::{Place, Span};
use crate::library::NameId;
use crate::value::text;
use std::collections::HashMap;

pub(in crate::check) static RULE: Rule = Rule {
    code: "N003",
    name: "spelling-of-two-names",
    severity: Severity::Error,
    why: "When one spelling belongs to two names, an answer that uses it can be right for the wrong one.",
    bad: r#"
# file: library.toml
id = "rivers"
title = "Rivers"
language = "en"

[source.atlas]
title = "World atlas"

[name.congo]
name = "Congo"
kind = "river"

[name.dr-congo]
name = "DR Congo"
kind = "country"
also = ["Congo"]
# file: rivers.toml
title = "Rivers"
source = "atlas"

[[fact]]
id = "congo-length"
ask = "How long is the Congo, which flows through DR Congo?"
answer = 4700
unit = "km"
"#,
    good: r#"
# file: library.toml
id = "rivers"
title = "Rivers"
language = "en"

[source.atlas]
title = "World atlas"

[name.congo]
name = "Congo"
kind = "river"

[name.dr-congo]
name = "DR Congo"
kind = "country"
# file: rivers.toml
title = "Rivers"
source = "atlas"

[[fact]]
id = "congo-length"
ask = "How long is the Congo, which flows through DR Congo?"
answer = 4700
unit = "km"
"#,
    checks: &[Check::Library(check)],
};

fn check(view: &View<'_>, findings: &mut Findings<'_>) {
    let mut first: HashMap<String, (NameId, Span)> = HashMap::new();
    for (id, name) in view.library.names().iter() {
        for spelling in name.spellings() {
            let known = first
                .entry(text::normal(&spelling.text))
                .or_insert((id, spelling.span));
            if known.0 == id {
                continue;
            }
            let other = &view.library.names().get(known.0).key;
            let message = format!("`{spelling}` is registered for `{other}` too");
            let place = Place {
                file: view.library.file,
                span: known.1,
            };
            findings
                .in_library(spelling.span, message)
                .place(place, "registered here first")
                .help("keep it where it belongs, or make both spellings say more");
        }
    }
}
