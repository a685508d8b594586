//! Q009: answers alike.

use crate::check::View;
use crate::check::facts::{FactView, Part};
use crate::check::findings::Findings;
use crate::check::repeats::repeated;
use crate::check::slips::{half_keys, is_one_edit, is_slip};
use crate::check::texts::{Role, mark};
use crate::check::words::{Words, class, deletions, hash};
use crate::check::{Check, Rule};
use crate::diagnostic::Severity;
use crate::library::{Asks, FactRef, Text};
use crate::value::text;
use rayon::prelude::*;

pub(in crate::check) static RULE: Rule = Rule {
    code: "Q009",
    name: "answers-alike",
    severity: Severity::Warning,
    why: "Typed answers are forgiven a slip. Where a wrong choice, another member or another term is a slip away from the right one, nobody can tell a slip from a mistake.",
    bad: r#"
[[fact]]
id = "river-of-novgorod"
ask = "On which river does Veliky Novgorod stand?"
answer = "Volkhov"
wrong = ["Volkhova", "Lovat", "Msta"]
"#,
    good: r#"
[[fact]]
id = "river-of-novgorod"
ask = "On which river does Veliky Novgorod stand?"
answer = "Volkhov"
wrong = ["Neva", "Lovat", "Msta"]
"#,
    checks: &[Check::Fact(check), Check::Library(check_terms)],
};

/// Below this length no slip is forgiven.
const SHORTEST: usize = 5;

fn check(fact: &FactView<'_>, findings: &mut Findings<'_>) {
    for (index, part) in fact.parts.iter().enumerate() {
        if !is_typed(part) {
            continue;
        }
        let before = fact.parts[..index].iter();
        let mut others = before.filter(|other| other.role == Role::Answer && is_typed(other));
        let is_alike = |other: &&Part<'_>| {
            part.print.may_be_near(&other.print) && are_alike(part.text, other.text)
        };
        if let Some(other) = others.find(is_alike) {
            let message = format!("`{}` and `{}` are a slip apart", part.text, other.text);
            findings
                .at(fact.at, part.span, message)
                .help("choose another wrong choice, or ask in a way that tells them apart");
        }
    }
}

fn is_typed(part: &Part<'_>) -> bool {
    matches!(part.role, Role::Answer | Role::Wrong) && part.marks & mark::DIGIT == 0
}

/// Says whether two different answers are within what typing is forgiven.
fn are_alike(a: &str, b: &str) -> bool {
    if a.len().abs_diff(b.len()) > 4 {
        return false;
    }
    let (a, b) = (text::normal(a), text::normal(b));
    let letters = a.chars().count().min(b.chars().count());
    letters >= SHORTEST && is_one_edit(&a, &b)
}

/// Looks for terms of the glossary that are a slip apart: without one letter they are the same.
fn check_terms(view: &View<'_>, findings: &mut Findings<'_>) {
    let terms: Vec<(FactRef, &Text)> = view
        .library
        .facts()
        .filter_map(|(at, fact)| match &fact.asks {
            Asks::Term { term, .. } if is_word(&term.text) => Some((at, term)),
            _ => None,
        })
        .collect();
    let shorter: Vec<(u64, u32)> = sharing_a_half(&terms)
        .into_par_iter()
        .flat_map_iter(|index| {
            let (_, term) = terms[index as usize];
            let normal = text::normal(&term.text);
            let mut hashes = vec![(hash(&normal), index)];
            deletions(&normal, |hash| hashes.push((hash, index)));
            hashes
        })
        .collect();
    let mut pairs: Vec<(u32, u32)> = repeated(shorter)
        .chunk_by(|a, b| a.0 == b.0)
        .flat_map(|same| same.windows(2).map(|pair| (pair[1].1, pair[0].1)))
        .collect();
    pairs.sort_unstable();
    pairs.dedup_by_key(|(later, _)| *later);
    for (later, first) in pairs {
        let ((at, term), (other, known)) = (terms[later as usize], terms[first as usize]);
        if are_alike(&term.text, &known.text)
            && is_slip(&text::normal(&term.text), &text::normal(&known.text))
        {
            let message = format!("the terms `{term}` and `{known}` are a slip apart");
            findings
                .at(at, term.span, message)
                .other(view.library, other, known.span, "the other term")
                .help("let one of them say more, such as what it is a kind of");
        }
    }
}

/// Returns the terms, by index, that have half of their letters in common with another one.
fn sharing_a_half(terms: &[(FactRef, &Text)]) -> Vec<u32> {
    let keys: Vec<(u64, u32)> = terms
        .par_iter()
        .enumerate()
        .flat_map_iter(|(index, (_, term))| {
            let index = u32::try_from(index).unwrap_or(u32::MAX);
            let letters = letters(&term.text);
            let keys: Vec<_> = half_keys(&letters).map(|key| (key, index)).collect();
            keys
        })
        .collect();
    let keys = repeated(keys);
    let shared = keys
        .chunk_by(|a, b| a.0 == b.0)
        .filter(|same| same.len() > 1);
    let mut indices: Vec<u32> = shared.flatten().map(|(_, index)| *index).collect();
    indices.sort_unstable();
    indices.dedup();
    indices
}

/// Returns the letters of the normal form of a term; those of plain words are known sooner.
fn letters(term: &str) -> String {
    if !term.is_ascii() || term.contains('&') {
        return text::normal(term).replace(' ', "");
    }
    let words = Words::of(term);
    let kept = words.all().iter().filter(|word| !word.is(class::ARTICLE));
    kept.map(|word| words.text(word)).collect()
}

fn is_word(term: &str) -> bool {
    term.len() >= SHORTEST && !term.bytes().any(|byte| byte.is_ascii_digit())
}
