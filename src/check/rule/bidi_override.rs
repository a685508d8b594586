//! T002: bidi override.

use crate::check::View;
use crate::check::facts::FactView;
use crate::check::findings::Findings;
use crate::check::texts::mark;
use crate::check::{Check, Rule};
use crate::diagnostic::Severity;
use crate::diagnostic::{Place, Span};
use crate::value::text::is_bidi_override;

pub(in crate::check) static RULE: Rule = Rule {
    code: "T002",
    name: "bidi-override",
    severity: Severity::Error,
    why: "An override of the writing direction makes a text read as something else than it is. Real right-to-left text needs none.",
    bad: r#"
[[fact]]
id = "nile-mouth"
ask = "Into which sea does the \u202enile\u202c flow?"
answer = "Mediterranean"
wrong = ["Red Sea", "Black Sea", "Arabian Sea"]
"#,
    good: r#"
[[fact]]
id = "nile-mouth"
ask = "Into which sea does the Nile (النيل) flow?"
answer = "Mediterranean"
wrong = ["Red Sea", "Black Sea", "Arabian Sea"]
"#,
    checks: &[Check::Fact(check), Check::Library(check_files)],
};

/// Looks for overrides that are written as escapes; the others are seen in the file itself.
fn check(fact: &FactView<'_>, findings: &mut Findings<'_>) {
    for part in fact
        .parts
        .iter()
        .filter(|part| part.marks & mark::WIDE != 0)
    {
        let Some(character) = part
            .text
            .chars()
            .find(|character| is_bidi_override(*character))
        else {
            continue;
        };
        let raw = fact.view.raw(fact.library().place(fact.at, part.span));
        if !raw.contains(is_bidi_override) {
            findings
                .at(fact.at, part.span, message(character))
                .help(HELP);
        }
    }
}

/// Looks through the files, comments and keys too: there an override can hide what a line says.
fn check_files(view: &View<'_>, findings: &mut Findings<'_>) {
    let wide = view
        .texts
        .iter()
        .filter(|(_, source)| !source.text.is_ascii());
    for (file, source) in wide {
        let found = source.text.match_indices(LEADS).filter_map(|(at, _)| {
            let character = source.text[at..].chars().next()?;
            is_bidi_override(character).then_some((at, character))
        });
        for (at, character) in found {
            let span = Span::new(at..at + character.len_utf8());
            let place = Place { file, span };
            findings
                .at_place(place, message(character))
                .help(HELP)
                .fix("remove it", place, "");
        }
    }
}

/// What overrides may start with: they lie between U+202A and U+2069.
const LEADS: [char; 9] = [
    '\u{202A}', '\u{202B}', '\u{202C}', '\u{202D}', '\u{202E}', '\u{2066}', '\u{2067}', '\u{2068}',
    '\u{2069}',
];
const HELP: &str = "remove it; terminals and editors set the direction of the text themselves";

fn message(character: char) -> String {
    format!(
        "the text contains the direction override U+{:04X}",
        u32::from(character)
    )
}
