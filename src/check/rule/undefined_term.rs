//! N006: undefined term.

use crate::check::View;
use crate::check::findings::Findings;
use crate::check::texts;
use crate::check::words::{Word, Words, class};
use crate::check::{Check, Rule};
use crate::diagnostic::Severity;
use crate::library::Asks;
use fnv::FnvHashSet;

pub(in crate::check) static RULE: Rule = Rule {
    code: "N006",
    name: "undefined-term",
    severity: Severity::Info,
    why: "A library with a glossary explains its terms. An abbreviation that is put to the learner and that neither the glossary nor a registered name has leaves them guessing.",
    bad: r#"
[[fact]]
id = "delta"
term = "Delta"
meaning = "Land that a river builds at its mouth"

[[fact]]
id = "danube-body"
ask = "In which city does the ICPDR sit?"
answer = "Vienna"
wrong = ["Budapest", "Belgrade", "Bratislava"]
"#,
    good: r#"
[[fact]]
id = "delta"
term = "Delta"
meaning = "Land that a river builds at its mouth"

[[fact]]
id = "icpdr"
term = "ICPDR"
meaning = "Commission that protects the Danube"

[[fact]]
id = "danube-body"
ask = "In which city does the ICPDR sit?"
answer = "Vienna"
wrong = ["Budapest", "Belgrade", "Bratislava"]
"#,
    checks: &[Check::Library(check)],
};

fn check(view: &View<'_>, findings: &mut Findings<'_>) {
    let has_glossary = view
        .library
        .facts()
        .any(|(_, fact)| matches!(fact.asks, Asks::Term { .. }));
    if !has_glossary || !view.is_whole {
        return;
    }
    let mut reported = FnvHashSet::default();
    for (at, fact, _) in view.facts().filter(|(_, _, digest)| digest.is_shouted) {
        texts::visit(fact, |role, text, span| {
            if !role.is_question() {
                return;
            }
            let words = Words::of(text);
            for word in words
                .all()
                .iter()
                .filter(|word| is_abbreviation(&words, word))
            {
                let written = words.text(word).to_uppercase();
                if !view.spellings.knows(view.library, word.hash)
                    && !is_explained(text, &written)
                    && reported.insert(word.hash)
                {
                    let message = format!("no entry of the glossary explains `{written}`");
                    let help =
                        "add an entry, register the name, or write it out where it is first used";
                    findings.at(at, span, message).help(help);
                }
            }
        });
    }
}

/// Says whether a word is an abbreviation that not everybody knows.
fn is_abbreviation(words: &Words, word: &Word) -> bool {
    let text = words.text(word);
    let is_roman = text
        .bytes()
        .all(|byte| matches!(byte, b'i' | b'v' | b'x' | b'l' | b'c' | b'd' | b'm'));
    word.is_shouted && (2..=6).contains(&text.len()) && !word.is(class::KNOWN) && !is_roman
}

/// Says whether the text itself writes the abbreviation out: `… Organization (CSTO)`.
fn is_explained(text: &str, abbreviation: &str) -> bool {
    text.contains(&format!("({abbreviation})")) || text.contains(&format!("{abbreviation} ("))
}
