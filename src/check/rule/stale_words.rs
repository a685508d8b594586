//! Q012: stale words.

use crate::check::facts::FactView;
use crate::check::findings::Findings;
use crate::check::texts::Role;
use crate::check::words::{Word, class};
use crate::check::{Check, Rule};
use crate::diagnostic::Severity;

pub(in crate::check) static RULE: Rule = Rule {
    code: "Q012",
    name: "stale-words",
    severity: Severity::Warning,
    why: "Facts are read years after they were written. `recently`, `last year` and `currently` are then wrong without anybody having changed them.",
    bad: r#"
[[fact]]
id = "danube-dams"
ask = "How many dams are currently planned on the upper Danube?"
answer = 59
"#,
    good: r#"
[[fact]]
id = "danube-dams"
ask = "How many dams did the upper Danube have in 2019?"
answer = 59
"#,
    checks: &[Check::Fact(check)],
};

const TEMPORAL: u32 = class::STALE | class::RELATIVE | class::CURRENT | class::THIS;

fn check(fact: &FactView<'_>, findings: &mut Findings<'_>) {
    if fact.class & TEMPORAL == 0 || !fact.is_english() {
        return;
    }
    let shown = [
        Role::Ask,
        Role::Reverse,
        Role::Answer,
        Role::Meaning,
        Role::Cloze,
        Role::Note,
    ];
    for part in fact.parts.iter().filter(|part| shown.contains(&part.role)) {
        if part.class & TEMPORAL == 0 {
            continue;
        }
        let words = fact.words(part);
        let stale = (0..words.len()).find(|at| is_stale(fact, words, *at));
        if let Some(at) = stale.filter(|_| !is_dated(fact, words)) {
            let word = fact.text(&words[at]);
            let message = match words.get(at + 1) {
                Some(next) if !words[at].is(class::STALE) => {
                    format!("`{word} {}` goes stale", fact.text(next))
                }
                _ => format!("`{word}` goes stale"),
            };
            findings
                .at(fact.at, part.span, message)
                .help("give the date or the period");
        }
    }
}

fn is_stale(fact: &FactView<'_>, words: &[Word], at: usize) -> bool {
    let word = &words[at];
    let next = words.get(at + 1);
    let after_the = at > 0 && words[at - 1].is(class::ARTICLE);
    let text = fact.text(word);
    if word.is_quoted {
        return false;
    }
    if word.is(class::STALE) {
        return match text {
            // "to this day" and "long ago" stay true.
            "ago" => {
                at > 0 && words[at - 1].is(class::PERIOD) | is_plural_period(fact, &words[at - 1])
            }
            _ => true,
        };
    }
    if word.is(class::CURRENT) {
        return next.is_some_and(|next| next.is(class::OFFICE));
    }
    // "the last year of the war" and "the next day" count from what the text names.
    let belongs = words
        .get(at + 2)
        .is_some_and(|after| fact.text(after) == "of");
    word.is(class::RELATIVE)
        && !after_the
        && !belongs
        && next.is_some_and(|next| next.is(class::PERIOD))
}

fn is_plural_period(fact: &FactView<'_>, word: &Word) -> bool {
    matches!(
        fact.text(word),
        "days" | "weeks" | "months" | "years" | "decades" | "centuries"
    )
}

/// Says whether the text itself gives the year, and so the time it speaks of.
fn is_dated(fact: &FactView<'_>, words: &[Word]) -> bool {
    let is_year = |text: &str| text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    words.iter().any(|word| is_year(fact.text(word)))
}
