//! Q008: near duplicate.

use crate::check::View;
use crate::check::findings::Findings;
use crate::check::near;
use crate::check::rule::same_fact_twice::asked;
use crate::check::{Check, Rule};
use crate::diagnostic::Severity;

pub(in crate::check) static RULE: Rule = Rule {
    code: "Q008",
    name: "near-duplicate",
    severity: Severity::Warning,
    why: "Two questions in almost the same words with the same answer are one fact learned twice.",
    bad: r#"
[[fact]]
id = "nile-length"
ask = "How long is the river Nile in Africa?"
answer = 6650
unit = "km"

[[fact]]
id = "nile-length-again"
ask = "In Africa, how long is the Nile river?"
answer = 6650
unit = "km"
"#,
    good: r#"
[[fact]]
id = "nile-length"
ask = "How long is the river Nile in Africa?"
answer = 6650
unit = "km"

[[fact]]
id = "nile-basin"
ask = "In Africa, how large is the basin of the Nile?"
answer = { about = 3400000 }
unit = "km²"
"#,
    checks: &[Check::Library(check)],
};

fn check(view: &View<'_>, findings: &mut Findings<'_>) {
    for (at, other) in near::duplicates(view) {
        let (fact, known) = (view.library.fact(at), view.library.fact(other));
        let message = format!("`{}` asks nearly the same as `{}`", fact.id, known.id);
        findings
            .at(at, asked(fact), message)
            .other(view.library, other, asked(known), "asked here first")
            .help("remove one of the two, or let them ask for different things");
    }
}
