//! T003: not nfc.

use crate::check::View;
use crate::check::facts::FactView;
use crate::check::findings::{Finding, Findings};
use crate::check::texts::mark;
use crate::check::{Check, Rule};
use crate::diagnostic::Place;
use crate::diagnostic::Severity;
use unicode_normalization::{UnicodeNormalization, is_nfc};

pub(in crate::check) static RULE: Rule = Rule {
    code: "T003",
    name: "not-nfc",
    severity: Severity::Warning,
    why: "Letters with accents can be written as one character or as two. Texts that mix the two are not found by searching and look different in some terminals; NFC is what keyboards type.",
    bad: r#"
[[fact]]
id = "nile-mouth"
ask = "Into which sea does the Nile flow past the cafe\u0301s of Alexandria?"
answer = "Mediterranean"
wrong = ["Red Sea", "Black Sea", "Arabian Sea"]
"#,
    good: r#"
[[fact]]
id = "nile-mouth"
ask = "Into which sea does the Nile flow past the cafés of Alexandria?"
answer = "Mediterranean"
wrong = ["Red Sea", "Black Sea", "Arabian Sea"]
"#,
    checks: &[Check::Fact(check), Check::Library(check_heads)],
};

fn check(fact: &FactView<'_>, findings: &mut Findings<'_>) {
    for part in fact
        .parts
        .iter()
        .filter(|part| part.marks & mark::WIDE != 0)
    {
        if !is_nfc(part.text) {
            let finding = findings.at(fact.at, part.span, MESSAGE);
            mend(fact.view, fact.library().place(fact.at, part.span), finding);
        }
    }
}

fn check_heads(view: &View<'_>, findings: &mut Findings<'_>) {
    for text in view.head_texts() {
        if !is_nfc(text.text) {
            let finding = findings.at_place(text.place, MESSAGE);
            mend(view, text.place, finding);
        }
    }
}

const MESSAGE: &str = "the text is not in normal form C";

/// Offers the composed characters, where they are not written as escapes.
fn mend(view: &View<'_>, place: Place, finding: &mut Finding) {
    let raw = view.raw(place);
    let composed: String = raw.nfc().collect();
    if composed == raw {
        finding.help("replace the escapes by the composed character");
    } else {
        finding
            .help("write each letter with its accent as one character")
            .fix("compose the characters", place, composed);
    }
}
