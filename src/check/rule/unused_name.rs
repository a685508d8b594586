//! N002: unused name.

use crate::check::View;
use crate::check::facts::FactView;
use crate::check::findings::Findings;
use crate::check::words::class;
use crate::check::{Check, Rule};
use crate::diagnostic::Severity;
use crate::library::Text;

pub(in crate::check) static RULE: Rule = Rule {
    code: "N002",
    name: "unused-name",
    severity: Severity::Info,
    why: "A name that no fact speaks of, neither as its subject nor in its texts, is a leftover, or the facts spell it otherwise.",
    bad: r#"
# file: library.toml
id = "rivers"
title = "Rivers"
language = "en"

[source.atlas]
title = "World atlas"

[name.danube]
name = "Danube"
kind = "river"
# file: rivers.toml
title = "Rivers"
source = "atlas"

[[fact]]
id = "nile-length"
ask = "How long is the Nile?"
answer = 6650
unit = "km"
"#,
    good: r#"
# file: library.toml
id = "rivers"
title = "Rivers"
language = "en"

[source.atlas]
title = "World atlas"

[name.nile]
name = "Nile"
kind = "river"
# file: rivers.toml
title = "Rivers"
source = "atlas"

[[fact]]
id = "nile-length"
ask = "How long is the Nile?"
answer = 6650
unit = "km"
"#,
    checks: &[Check::Fact(note_use), Check::Library(check)],
};

/// Notes which names the fact speaks of; finds nothing.
fn note_use(fact: &FactView<'_>, _: &mut Findings<'_>) {
    let spellings = &fact.view.spellings;
    if let Some(subject) = &fact.fact.subject
        && let Some(name) = fact.library().names().keyed(&subject.name.text)
    {
        spellings.uses(name);
    }
    for part in fact
        .parts
        .iter()
        .filter(|part| part.class & class::NAME != 0)
    {
        for mention in spellings.mentions(fact.words(part)) {
            spellings.uses(mention.name);
        }
    }
}

fn check(view: &View<'_>, findings: &mut Findings<'_>) {
    if !view.is_whole {
        return;
    }
    for (id, name) in view.library.names().iter() {
        // Of two names with one spelling, which is N003, the text may mean either.
        let names = view.library.names();
        let is_shared = |spelling: &Text| names.spelled(&spelling.text) != Some(id);
        if !view.spellings.is_used(id) && !name.spellings().any(is_shared) {
            let message = format!("no fact speaks of `{}`", name.name);
            findings
                .in_library(name.key.span, message)
                .help("remove it, or add the spelling that the facts use to `also`");
        }
    }
}
