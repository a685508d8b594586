//! T002: bidi override.

use crate::check::View;
use crate::check::facts::FactView;
use crate::check::findings::Findings;
use crate::check::texts::mark;
use crate::check::{Check, Rule};
use crate::diagnostic::{Place, Severity, Span};
use crate::library::FactRef;
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
    checks: &[
        Check::Fact(check),
        Check::Library(check_heads),
        Check::Library(check_files),
    ],
};

/// Looks for overrides that are written as escapes; the others are seen in the file itself.
fn check(fact: &FactView<'_>, findings: &mut Findings<'_>) {
    let wide = fact.parts.iter();
    for part in wide.filter(|part| part.marks & mark::WIDE != 0) {
        let Some(character) = part.text.chars().find(|it| is_bidi_override(*it)) else {
            continue;
        };
        let raw = fact.view.raw(fact.library().place(fact.at, part.span));
        if overrides(raw).next().is_none() {
            findings
                .at(fact.at, part.span, message(character))
                .help(HELP);
        }
    }
}

/// Looks for overrides that are written as escapes outside facts.
fn check_heads(view: &View<'_>, findings: &mut Findings<'_>) {
    for text in view.head_texts() {
        let found = text.text.chars().find(|it| is_bidi_override(*it));
        if let Some(character) = found.filter(|_| overrides(view.raw(text.place)).next().is_none())
        {
            findings.at_place(text.place, message(character)).help(HELP);
        }
    }
}

/// Looks through the files, comments and keys too: there an override can hide what a line says.
fn check_files(view: &View<'_>, findings: &mut Findings<'_>) {
    let wide = view.texts.iter();
    for (file, source) in wide.filter(|(_, source)| !source.text.is_ascii()) {
        for (at, character) in overrides(&source.text) {
            let span = Span::new(at..at + character.len_utf8());
            let place = Place { file, span };
            let finding = match fact_around(view, place) {
                Some(at) => findings.at(at, span, message(character)),
                None => findings.at_place(place, message(character)),
            };
            finding.help(HELP).fix("remove it", place, "");
        }
    }
}

/// Returns the overrides of a text with their places.
fn overrides(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    text.match_indices(LEADS).filter_map(|(at, _)| {
        let character = text[at..].chars().next()?;
        is_bidi_override(character).then_some((at, character))
    })
}

/// Returns the fact that a place lies in.
fn fact_around(view: &View<'_>, place: Place) -> Option<FactRef> {
    let mut decks = (0..).zip(view.library.decks());
    let (deck, held) = decks.find(|(_, deck)| deck.file == place.file)?;
    let after = held
        .facts
        .partition_point(|fact| fact.span.start <= place.span.start);
    let index = after.checked_sub(1)?;
    let fact = held.facts.get(index)?;
    let at = FactRef {
        deck,
        fact: u32::try_from(index).ok()?,
    };
    (place.span.end <= fact.span.end).then_some(at)
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
