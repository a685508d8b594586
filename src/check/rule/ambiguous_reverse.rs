//! Q013: ambiguous reverse.

use crate::check::View;
use crate::check::findings::Findings;
use crate::check::near::stem;
use crate::check::texts::{self, Role};
use crate::check::words::{Words, class};
use crate::check::{Check, Rule};
use crate::diagnostic::Severity;
use crate::library::{Asks, Fact, FactRef};
use fnv::FnvHashMap;

pub(in crate::check) static RULE: Rule = Rule {
    code: "Q013",
    name: "ambiguous-reverse",
    severity: Severity::Warning,
    why: "Asked the other way round, the question has several right answers in this library, and the card accepts one.",
    bad: r#"
[[fact]]
id = "nato-seat"
subject = "nato"
attribute = "seat"
ask = "In which city is the seat of NATO?"
answer = "Brussels"
wrong = ["Paris", "Geneva", "The Hague"]
reverse = "Which organisation has its seat in Brussels?"

[[fact]]
id = "eu-seat"
subject = "eu"
attribute = "seat"
ask = "In which city does the European Union have its seat?"
answer = "Brussels"
wrong = ["Paris", "Geneva", "The Hague"]
"#,
    good: r#"
[[fact]]
id = "nato-seat"
subject = "nato"
attribute = "seat"
ask = "In which city is the seat of NATO?"
answer = "Brussels"
wrong = ["Paris", "Geneva", "The Hague"]
reverse = "Which military alliance has its seat in Brussels?"

[[fact]]
id = "eu-seat"
subject = "eu"
attribute = "seat"
ask = "In which city does the European Union have its seat?"
answer = "Brussels"
wrong = ["Paris", "Geneva", "The Hague"]
"#,
    checks: &[Check::Library(check)],
};

fn check(view: &View<'_>, findings: &mut Findings<'_>) {
    let mut like: FnvHashMap<(&str, u64), Vec<FactRef>> = FnvHashMap::default();
    let reversed = |fact: &Fact| {
        matches!(
            fact.asks,
            Asks::Question {
                reverse: Some(_),
                ..
            }
        )
    };
    if !view.library.facts().any(|(_, fact)| reversed(fact)) {
        return;
    }
    for (at, fact, digest) in view.facts() {
        if let Some(attribute) = attribute(fact) {
            like.entry((attribute, digest.answer)).or_default().push(at);
        }
    }
    for (at, fact, digest) in view.facts() {
        let (
            Asks::Question {
                reverse: Some(reverse),
                ..
            },
            Some(attribute),
        ) = (&fact.asks, attribute(fact))
        else {
            continue;
        };
        let same = like.get(&(attribute, digest.answer)).into_iter().flatten();
        let mut others = same.filter(|other| subject(view.library.fact(**other)) != subject(fact));
        if let Some(other) = others
            .next()
            .filter(|_| !adds_something(view, fact, &reverse.text))
        {
            let known = view.library.fact(*other);
            let message = format!("`{}` answers the reverse question as well", subject(known));
            findings
                .at(at, reverse.span, message)
                .other(view.library, *other, known.id.span, "has the same answer")
                .help("let the reverse question say what only its own answer has, or remove it");
        }
    }
}

/// Says whether the reverse question has a word that neither the question, the answer, nor what
/// the subject is would give it.
fn adds_something(view: &View<'_>, fact: &Fact, reverse: &str) -> bool {
    let mut known: Vec<String> = Vec::new();
    let mut learn = |text: &str| {
        let words = Words::of(text);
        let stems = words
            .all()
            .iter()
            .map(|word| stem(words.text(word)).to_owned());
        known.extend(stems);
    };
    learn(attribute(fact).unwrap_or(""));
    texts::visit(fact, |role, text, _| {
        if matches!(role, Role::Ask | Role::Answer | Role::Accept) {
            learn(text);
        }
    });
    let names = view.library.names();
    if let Some(name) = names.keyed(subject(fact)) {
        learn(&names.get(name).kind.text);
    }
    let reverse = Words::of(reverse);
    let mut telling = reverse.all().iter().filter(|word| !word.is(class::STOP));
    telling.any(|word| {
        let text = reverse.text(word);
        !GENERAL.contains(&text) && !known.iter().any(|known| known == stem(text))
    })
}

/// What any subject is.
const GENERAL: [&str; 12] = [
    "group",
    "person",
    "organisation",
    "organization",
    "country",
    "city",
    "event",
    "thing",
    "place",
    "which",
    "body",
    "name",
];

fn attribute(fact: &Fact) -> Option<&str> {
    let subject = fact.subject.as_ref()?;
    subject.attribute.as_ref().map(|attribute| &*attribute.text)
}

fn subject(fact: &Fact) -> &str {
    fact.subject
        .as_ref()
        .map_or("", |subject| &subject.name.text)
}
