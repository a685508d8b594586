//! N004: misspelled name.

use crate::check::facts::{FactView, Part};
use crate::check::findings::Findings;
use crate::check::spellings::NearMiss;
use crate::check::texts::Role;
use crate::check::words::{class, plain};
use crate::check::{Check, Rule};
use crate::diagnostic::Severity;
use std::borrow::Cow;

pub(in crate::check) static RULE: Rule = Rule {
    code: "N004",
    name: "misspelled-name",
    severity: Severity::Warning,
    why: "A text that is one letter off a registered name is most often a slip, and a learner would learn it. Inflections, names registered themselves and terms of the glossary are left alone.",
    bad: r#"
[[fact]]
id = "trafalgar-date"
ask = "When was the Battle of Trafalger?"
answer = 1805-10-21
"#,
    good: r#"
[[fact]]
id = "trafalgar-date"
ask = "When was the Battle of Trafalgar?"
answer = 1805-10-21
"#,
    checks: &[Check::Fact(check)],
};

fn check(fact: &FactView<'_>, findings: &mut Findings<'_>) {
    for part in fact.parts.iter().filter(|part| part.role.is_prose()) {
        let miss = in_text(fact, part).or_else(|| as_whole(fact, part));
        if let Some(miss) = miss {
            let name = &fact.library().names().get(miss.name).name;
            let message = format!(
                "`{}` is nearly the registered `{}`",
                miss.written, miss.registered
            );
            let help = format!("correct it, or add it to `also` of `{name}` if it is right");
            findings.at(fact.at, part.span, message).help(help);
        }
    }
}

/// Looks for a capitalised word that is nearly that of a name.
fn in_text(fact: &FactView<'_>, part: &Part<'_>) -> Option<NearMiss> {
    let spellings = &fact.view.spellings;
    let words = fact.words(part);
    let mut mentions = spellings.mentions(words).peekable();
    (0..words.len()).find_map(|at| {
        while mentions.next_if(|mention| mention.end <= at).is_some() {}
        let is_named = mentions.peek().is_some_and(|mention| mention.first <= at);
        // Words of the language are spelled as they are.
        if is_named || !words[at].is_capital || words[at].is(class::STOP) {
            return None;
        }
        let miss = spellings.near_miss(words, at, |word| fact.text(word))?;
        (!spellings.knows(fact.library(), words[at].hash)).then_some(miss)
    })
}

/// Looks at an answer as a whole: it may be a name with a slip in any place.
fn as_whole(fact: &FactView<'_>, part: &Part<'_>) -> Option<NearMiss> {
    const MOST_WORDS: usize = 8;
    let words = fact.words(part);
    let is_answer = matches!(part.role, Role::Answer | Role::Wrong | Role::By);
    // Scripts without capitals do not show what is a name.
    let may_be_name = part
        .text
        .starts_with(|first: char| first.is_uppercase() || has_no_case(first));
    let is_name = may_be_name && words.len() <= MOST_WORDS;
    if !is_answer || !is_name {
        return None;
    }
    let spellings = &fact.view.spellings;
    let texts = || {
        let kept = words.iter().filter(|word| !word.is(class::ARTICLE));
        kept.map(|word| fact.text(word)).collect::<Vec<_>>()
    };
    let letters = match part.class & class::ARTICLE == 0 {
        true => Cow::Borrowed(fact.letters(words)),
        false => Cow::Owned(texts().concat()),
    };
    let miss = spellings.near_whole(&letters, || texts().join(" "))?;
    let is_known_word = || {
        let mut known = plain(words);
        let only = known.next().filter(|_| known.next().is_none());
        only.is_some_and(|word| spellings.knows(fact.library(), word))
    };
    (spellings.whole(words).is_none() && !is_known_word()).then_some(miss)
}

fn has_no_case(letter: char) -> bool {
    letter.is_alphabetic() && !letter.is_lowercase() && !letter.is_uppercase()
}
