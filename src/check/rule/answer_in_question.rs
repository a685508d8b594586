//! Q001: answer in question.

use crate::check::facts::{FactView, Part};
use crate::check::findings::Findings;
use crate::check::texts::{Role, mark};
use crate::check::words::{Word, Words, class, holds};
use crate::check::{Check, Rule};
use crate::diagnostic::Severity;
use crate::library::{Asks, Cloze, Segment, Value};

pub(in crate::check) static RULE: Rule = Rule {
    code: "Q001",
    name: "answer-in-question",
    severity: Severity::Warning,
    why: "A question that contains its answer tests reading, not recall.",
    bad: r#"
[[fact]]
id = "everest-height"
ask = "How tall is the 8849 m Everest?"
answer = "8849 m"
wrong = ["8611 m", "8586 m", "8516 m"]
"#,
    good: r#"
[[fact]]
id = "everest-height"
ask = "How tall is Everest?"
answer = "8849 m"
wrong = ["8611 m", "8586 m", "8516 m"]
"#,
    checks: &[Check::Fact(check)],
};

fn check(fact: &FactView<'_>, findings: &mut Findings<'_>) {
    match &fact.fact.asks {
        Asks::Question { .. } => in_question(fact, findings),
        Asks::Term { .. } => in_meaning(fact, findings),
        Asks::Cloze(cloze) => in_cloze(fact, cloze, findings),
    }
}

fn in_question(fact: &FactView<'_>, findings: &mut Findings<'_>) {
    let Some(ask) = fact.parts(Role::Ask).next() else {
        return;
    };
    // "Which is longer, the Nile or the Amazon?" must contain its answer.
    if ask.class & class::OR != 0 {
        return;
    }
    for part in fact
        .parts
        .iter()
        .filter(|part| matches!(part.role, Role::Answer | Role::Accept))
    {
        let is_told = holds(fact.words(ask), fact.words(part));
        if part.text.len() >= 3 && is_told && says_something(fact, part) {
            report(fact, findings, ask, part.text);
            return;
        }
    }
    let answers = fact.answers();
    for answer in answers.filter(|_| ask.marks & mark::DIGIT != 0) {
        if let Some(written) = figure_in(fact, ask, &answer.value) {
            report(fact, findings, ask, &written);
            return;
        }
    }
}

/// Says whether an answer is more than words that every text has.
fn says_something(fact: &FactView<'_>, part: &Part<'_>) -> bool {
    fact.words(part).iter().any(|word| !word.is(class::STOP))
}

/// Returns a figure or date of the answer that stands in the question.
fn figure_in(fact: &FactView<'_>, ask: &Part<'_>, answer: &Value) -> Option<String> {
    let asked = fact.words(ask);
    match answer {
        Value::Number(number) => {
            let figure = number.figure();
            let written = format!("{figure}");
            let is_there = |(at, word): (usize, &Word)| {
                let beside = asked
                    .get(at + 1)
                    .into_iter()
                    .chain(at.checked_sub(1).map(|at| &asked[at]));
                let is_date = beside.into_iter().any(|beside| beside.is(class::MONTH));
                fact.text(word) == written && !is_date
            };
            let is_telling = figure.abs() >= 10.0;
            (is_telling && asked.iter().enumerate().any(is_there)).then_some(written)
        }
        Value::Date(date) => {
            let written = date.in_words();
            let words = Words::of(&written);
            holds(asked, words.all()).then_some(written)
        }
        _ => None,
    }
}

fn in_meaning(fact: &FactView<'_>, findings: &mut Findings<'_>) {
    let Some(meaning) = fact.parts(Role::Meaning).next() else {
        return;
    };
    let terms = fact
        .parts
        .iter()
        .filter(|part| matches!(part.role, Role::Term | Role::Also));
    for term in terms {
        if term.text.len() >= 3 && holds(fact.words(meaning), fact.words(term)) {
            let message = format!("the meaning already says `{}`", term.text);
            findings
                .at(fact.at, meaning.span, message)
                .help("say what it means without the term: the meaning is also asked for its term");
            return;
        }
    }
}

fn in_cloze(fact: &FactView<'_>, cloze: &Cloze, findings: &mut Findings<'_>) {
    let shown = cloze.segments().iter().filter_map(|segment| match segment {
        Segment::Shown(text) => Some(text.as_str()),
        Segment::Hole { .. } => None,
    });
    let shown = Words::of(&shown.collect::<Vec<_>>().join(" | "));
    for (_, hole) in cloze.holes() {
        if hole.len() >= 4 && holds(shown.all(), Words::of(hole).all()) {
            let message = format!("the text around the gap already says `{hole}`");
            findings
                .at(fact.at, cloze.text.span, message)
                .help("reword the text, or make a hole of every mention, with one number");
            return;
        }
    }
}

fn report(fact: &FactView<'_>, findings: &mut Findings<'_>, ask: &Part<'_>, said: &str) {
    findings
        .at(
            fact.at,
            ask.span,
            format!("the question already says `{said}`"),
        )
        .help("ask without it");
}
