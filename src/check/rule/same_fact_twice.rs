//! F007: same fact twice.

use crate::check::View;
use crate::check::agree::{can_both_be_true, same_text, stated};
use crate::check::findings::Findings;
use crate::check::repeats::repeated;
use crate::check::{Check, Rule};
use crate::diagnostic::Severity;
use crate::diagnostic::Span;
use crate::library::{Asks, Fact, FactRef};

pub(in crate::check) static RULE: Rule = Rule {
    code: "F007",
    name: "same-fact-twice",
    severity: Severity::Warning,
    why: "The same question with the same answer stands in the library twice: the learner would learn it twice and answer it from the other card.",
    bad: r#"
[[fact]]
id = "nile-length"
ask = "How long is the Nile?"
answer = 6650
unit = "km"

[[fact]]
id = "nile-size"
ask = "How long is the Nile?"
answer = { about = 6650 }
unit = "km"
"#,
    good: r#"
[[fact]]
id = "nile-length"
ask = "How long is the Nile?"
answer = 6650
unit = "km"

[[fact]]
id = "nile-basin"
ask = "How large is the basin of the Nile?"
answer = { about = 3400000 }
unit = "km²"
"#,
    checks: &[Check::Library(check)],
};

fn check(view: &View<'_>, findings: &mut Findings<'_>) {
    for &(at, other) in &view.twins {
        if is_same(view, at, other) {
            let (fact, known) = (view.library.fact(at), view.library.fact(other));
            let message = format!("`{}` says the same as `{}`", fact.id, known.id);
            findings
                .at(at, asked(fact), message)
                .other(view.library, other, asked(known), "asked here first")
                .help("remove one of the two; keep the one that learners have studied");
        }
    }
}

/// Returns pairs of facts that ask the same, the later one first.
pub(in crate::check) fn twins(view: &View<'_>) -> Vec<(FactRef, FactRef)> {
    let questions = (0..).zip(&view.digests);
    let by_question = questions.map(|(index, digest)| (digest.question, index));
    let by_question: Vec<(u64, u32)> = repeated(by_question.collect());
    let groups = by_question.chunk_by(|a, b| a.0 == b.0);
    let pairs = groups.filter(|group| group.len() > 1).flat_map(|group| {
        let first = group[0].1;
        group[1..].iter().map(move |(_, later)| (*later, first))
    });
    let pairs: Vec<(u32, u32)> = pairs.collect();
    if pairs.is_empty() {
        return Vec::new();
    }
    let refs: Vec<FactRef> = view.library.facts().map(|(at, _)| at).collect();
    let of = |index: u32| refs[index as usize];
    let found = pairs
        .into_iter()
        .map(|(later, first)| (of(later), of(first)));
    found.filter(|(a, b)| same_kind(view, *a, *b)).collect()
}

fn same_kind(view: &View<'_>, a: FactRef, b: FactRef) -> bool {
    let kind = |at| std::mem::discriminant(&view.library.fact(at).asks);
    kind(a) == kind(b)
}

/// Says whether two facts that ask the same have the same answer.
pub(in crate::check) fn is_same(view: &View<'_>, a: FactRef, b: FactRef) -> bool {
    let (fact, other) = (view.library.fact(a), view.library.fact(b));
    let names = view.library.names();
    match (&fact.asks, &other.asks) {
        (Asks::Term { term, .. }, Asks::Term { term: other, .. }) => {
            same_text(names, &term.text, &other.text)
        }
        (Asks::Cloze(a), Asks::Cloze(b)) => a.holes().eq(b.holes()),
        _ => {
            let (a, b) = (stated(view, a, fact), stated(view, b, other));
            a.iter()
                .any(|a| b.iter().any(|b| can_both_be_true(names, a, b)))
        }
    }
}

/// Returns where a fact asks.
pub(in crate::check) fn asked(fact: &Fact) -> Span {
    match &fact.asks {
        Asks::Question { ask, .. } => ask.span,
        Asks::Term { meaning, .. } => meaning.span,
        Asks::Cloze(cloze) => cloze.text.span,
    }
}
