//! T001: control character.

use crate::check::View;
use crate::check::facts::FactView;
use crate::check::findings::Findings;
use crate::check::texts::{control, mark};
use crate::check::{Check, Rule};
use crate::diagnostic::Severity;

pub(in crate::check) static RULE: Rule = Rule {
    code: "T001",
    name: "control-character",
    severity: Severity::Error,
    why: "Control characters act on a terminal instead of being shown: they move the cursor, change colours, hide text. TOML lets them in by escapes such as `\\u001b`.",
    bad: r#"
[[fact]]
id = "nile-mouth"
ask = "Into which sea does the \u001bNile flow?"
answer = "Mediterranean"
wrong = ["Red Sea", "Black Sea", "Arabian Sea"]
"#,
    good: r#"
[[fact]]
id = "nile-mouth"
ask = "Into which sea does the Nile flow?"
answer = "Mediterranean"
wrong = ["Red Sea", "Black Sea", "Arabian Sea"]
"#,
    checks: &[Check::Fact(check), Check::Library(check_heads)],
};

fn check(fact: &FactView<'_>, findings: &mut Findings<'_>) {
    let suspect = mark::CONTROL | mark::WIDE;
    for part in fact.parts.iter().filter(|part| part.marks & suspect != 0) {
        if let Some(character) = control(part.text) {
            findings
                .at(fact.at, part.span, message(character))
                .help(HELP);
        }
    }
}

fn check_heads(view: &View<'_>, findings: &mut Findings<'_>) {
    for text in view.head_texts() {
        if let Some(character) = control(text.text) {
            findings.at_place(text.place, message(character)).help(HELP);
        }
    }
}

const HELP: &str = "remove it: a deck is text, its looks are the program's";

fn message(character: char) -> String {
    format!(
        "the text contains the control character U+{:04X}",
        u32::from(character)
    )
}
