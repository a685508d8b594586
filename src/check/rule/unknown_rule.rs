//! T008: unknown rule.

use crate::check::findings::Findings;
use crate::check::spellings::nearest;
use crate::check::{Check, Rule};
use crate::check::{RULES, View, find};
use crate::diagnostic::Severity;

pub(in crate::check) static RULE: Rule = Rule {
    code: "T008",
    name: "unknown-rule",
    severity: Severity::Error,
    why: "A code in `allow`, `warn` or `deny` that no rule has changes nothing, though its author thinks it does.",
    bad: r#"
[[fact]]
id = "nile-mouth"
ask = "Into which sea does the Nile flow?"
answer = "Mediterranean"
wrong = ["Red Sea", "Black Sea", "Arabian Sea"]
allow = ["Q101"]
"#,
    good: r#"
[[fact]]
id = "nile-mouth"
ask = "Into which sea does the Mediterranean-bound Nile flow?"
answer = "Mediterranean"
wrong = ["Red Sea", "Black Sea", "Arabian Sea"]
allow = ["Q001"]
"#,
    checks: &[Check::Library(check)],
};

fn check(view: &View<'_>, findings: &mut Findings<'_>) {
    let settings = &view.library.check;
    for code in settings
        .deny
        .iter()
        .chain(&settings.warn)
        .chain(&settings.allow)
    {
        if let Some((message, help)) = problem(&code.text) {
            findings.in_library(code.span, message).help(help);
        }
    }
    for deck in view.library.decks() {
        for code in &deck.allow {
            if let Some((message, help)) = problem(&code.text) {
                findings.in_deck(deck, code.span, message).help(help);
            }
        }
    }
    for (at, fact) in view.library.facts() {
        for code in &fact.extras().allow {
            if let Some((message, help)) = problem(&code.text) {
                findings.at(at, code.span, message).help(help);
            }
        }
    }
}

fn problem(code: &str) -> Option<(String, String)> {
    if find(code).is_some() {
        return None;
    }
    let known = RULES.iter().flat_map(|rule| [rule.code, rule.name]);
    let help = match nearest(code, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`factdeck rules` lists them all".to_owned(),
    };
    Some((format!("there is no rule `{code}`"), help))
}
