//! Q006: two questions.

use crate::check::facts::FactView;
use crate::check::findings::Findings;
use crate::check::texts::Role;
use crate::check::words::{Word, class, hash};
use crate::check::{Check, Rule};
use crate::diagnostic::Severity;

pub(in crate::check) static RULE: Rule = Rule {
    code: "Q006",
    name: "two-questions",
    severity: Severity::Warning,
    why: "Two questions in one are half right half the time, and the schedule cannot tell which half was forgotten.",
    bad: r#"
[[fact]]
id = "trafalgar-when-where"
ask = "When and where was the fleet of Villeneuve beaten?"
answer = "In 1805, off Cape Trafalgar"
wrong = ["In 1798, at the mouth of the Nile", "In 1815, near Waterloo", "In 1801, off Copenhagen"]
"#,
    good: r#"
[[fact]]
id = "trafalgar-where"
ask = "Where was the fleet of Villeneuve beaten in 1805?"
answer = "Off Cape Trafalgar"
wrong = ["At the mouth of the Nile", "In the Bay of Biscay", "Off Copenhagen"]
"#,
    checks: &[Check::Fact(check)],
};

fn check(fact: &FactView<'_>, findings: &mut Findings<'_>) {
    for part in fact
        .parts
        .iter()
        .filter(|part| matches!(part.role, Role::Ask | Role::Reverse))
    {
        let joins =
            fact.is_english() && part.class & class::AND != 0 && joins_two(fact.words(part));
        if joins || has_two_marks(part.text) {
            findings
                .at(fact.at, part.span, "two questions are asked in one")
                .help("make a fact of each");
        }
    }
}

/// Says whether two sentences are questions.
fn has_two_marks(text: &str) -> bool {
    if text.bytes().filter(|byte| *byte == b'?').count() < 2 {
        return false;
    }
    let mut is_quoted = false;
    let mut sentences = 0;
    let mut has_words = false;
    for character in text.chars() {
        match character {
            '"' => is_quoted = !is_quoted,
            '“' | '«' => is_quoted = true,
            '”' | '»' => is_quoted = false,
            '?' if !is_quoted => {
                sentences += usize::from(std::mem::take(&mut has_words));
            }
            other => has_words |= other.is_alphabetic(),
        }
    }
    sentences > 1
}

/// Says whether the question starts with a question word and a second one follows `and`.
fn joins_two(words: &[Word]) -> bool {
    let Some(head) = words.iter().take(3).position(|word| word.is(class::ASKS)) else {
        return false;
    };
    let pairs = words.windows(2).enumerate();
    let mut after_and = pairs
        .filter(|(at, pair)| *at >= head && pair[0].is(class::AND))
        .map(|(at, _)| at + 1);
    after_and.any(|at| {
        let at = at + usize::from(words[at].is(class::PREPOSITION));
        let Some(second) = words.get(at).filter(|word| word.is(class::ASKS)) else {
            return false;
        };
        // "the men who fought and who died" has one question; its `who` has come before.
        let is_relative = words[head + 1..at]
            .iter()
            .any(|word| word.hash == second.hash);
        !is_relative && !is_clause(words, head, at)
    })
}

/// Says whether the second question word belongs to a clause: `the year in which … and when …`.
fn is_clause(words: &[Word], head: usize, at: usize) -> bool {
    let between = &words[head + 1..at];
    at + 1 >= words.len() && between.len() > 2
        || between.iter().any(|word| word.hash == hash("between"))
}
