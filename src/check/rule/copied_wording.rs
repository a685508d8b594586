//! S007: copied wording.

use crate::check::documents::{COPIED, Cited, Document};
use crate::check::facts::FactView;
use crate::check::findings::Findings;
use crate::check::words::{Word, Words};
use crate::check::{Check, Rule};
use crate::diagnostic::Severity;

pub(in crate::check) static RULE: Rule = Rule {
    code: "S007",
    name: "copied-wording",
    severity: Severity::Warning,
    why: "Facts are free, wording is not. With `--sources` a text that has eight words in a row in common with a cited document, names and titles aside, is to be said in words of your own.",
    bad: r#"
# document: atlas
Before it reaches the sea the river splits into three broad and shallow arms.
# file: rivers.toml
title = "Rivers"

[[fact]]
id = "danube-delta"
ask = "Into how many broad arms does the Danube split?"
answer = 3
note = "Before it reaches the sea the river splits into several."
source = "atlas"
"#,
    good: r#"
# document: atlas
Before it reaches the sea the river splits into three broad and shallow arms.
# file: rivers.toml
title = "Rivers"

[[fact]]
id = "danube-delta"
ask = "Into how many broad arms does the Danube split?"
answer = 3
note = "They are shallow."
source = "atlas"
"#,
    checks: &[Check::Document(check)],
};

fn check(fact: &FactView<'_>, cited: &Cited<'_>, findings: &mut Findings<'_>) {
    let claims = fact.claims();
    let of_claims = claims.iter().flat_map(|claim| &claim.citations);
    let mut keys: Vec<&str> = fact
        .citations()
        .iter()
        .chain(of_claims)
        .map(|citation| &*citation.key)
        .collect();
    keys.sort_unstable();
    keys.dedup();
    for part in fact.parts.iter().filter(|part| part.role.is_prose()) {
        let words = fact.words(part);
        let of_names = in_names(fact, words);
        for key in &keys {
            let Some(document) = cited.document(key) else {
                continue;
            };
            if let Some((run, length)) = copied(words, &of_names, document) {
                let text: Vec<&str> = run.iter().map(|word| fact.text(word)).collect();
                let message = format!(
                    "{length} words in a row are from `{key}`: `{}`",
                    text.join(" ")
                );
                findings
                    .at(fact.at, part.span, message)
                    .help("say it in words of your own");
                break;
            }
        }
    }
}

/// Says for each word whether it belongs to a name or to the title of a source.
fn in_names(fact: &FactView<'_>, words: &[Word]) -> Vec<bool> {
    let mut found = vec![false; words.len()];
    for mention in fact.view.spellings.mentions(words) {
        found[mention.first..mention.end].fill(true);
    }
    for source in fact.library().sources() {
        let title: Vec<u64> = Words::of(&source.title)
            .all()
            .iter()
            .map(|word| word.hash)
            .collect();
        let hashes: Vec<u64> = words.iter().map(|word| word.hash).collect();
        for (at, run) in hashes.windows(title.len().max(1)).enumerate() {
            if run == title {
                found[at..at + title.len()].fill(true);
            }
        }
    }
    found
}

/// Returns the first run of words that the document has, with its length.
fn copied<'w>(
    words: &'w [Word],
    of_names: &[bool],
    document: &Document,
) -> Option<(&'w [Word], usize)> {
    let mut at = 0;
    while at + COPIED <= words.len() {
        let mut end = at;
        while end + COPIED <= words.len() && document.has_run(&words[end..end + COPIED]) {
            end += 1;
        }
        if end > at {
            let end = end + COPIED - 1;
            let own = of_names[at..end]
                .iter()
                .filter(|is_name| !**is_name)
                .count();
            if own >= COPIED {
                return Some((&words[at..end], end - at));
            }
            at = end;
        }
        at += 1;
    }
    None
}
