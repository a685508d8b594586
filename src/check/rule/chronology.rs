//! F005: chronology.

use crate::check::View;
use crate::check::agree::{first_day, last_day, stated};
use crate::check::facts::FactView;
use crate::check::findings::Findings;
use crate::check::{Check, Rule};
use crate::diagnostic::Severity;
use crate::diagnostic::{Place, Span};
use crate::library::{FactRef, Value};
use crate::value::Edtf;

pub(in crate::check) static RULE: Rule = Rule {
    code: "F005",
    name: "chronology",
    severity: Severity::Error,
    why: "Nothing happens before it began or after it ended. Dates are held against the `span` of the name they are about, actors against the time of the event, and the end of a thing against its beginning.",
    bad: r#"
[[fact]]
id = "league-founded"
subject = "league"
attribute = "founded"
ask = "When was the League of Nations founded?"
answer = { date = "1902" }
"#,
    good: r#"
[[fact]]
id = "league-founded"
subject = "league"
attribute = "founded"
ask = "When was the League of Nations founded?"
answer = { date = "1920" }
"#,
    checks: &[Check::Fact(check), Check::Library(check_ends)],
};

/// What attributes say that happens at the time of their subject itself.
const OWN_TIME: [&str; 14] = [
    "date", "day", "year", "month", "when", "time", "happened", "held", "fought", "founded",
    "from", "born", "began", "started",
];
/// What attributes say that somebody or something did who must have been there.
const ACTORS: [&str; 16] = [
    "by",
    "leader",
    "leaders",
    "commander",
    "commanders",
    "attacker",
    "attackers",
    "perpetrator",
    "founder",
    "founders",
    "winner",
    "loser",
    "participants",
    "belligerents",
    "host",
    "member",
];
const STARTS: [&str; 8] = [
    "from",
    "founded",
    "start",
    "started",
    "began",
    "born",
    "established",
    "opened",
];
const ENDS: [&str; 10] = [
    "until",
    "to",
    "end",
    "ended",
    "dissolved",
    "died",
    "disbanded",
    "closed",
    "abolished",
    "destroyed",
];

fn check(fact: &FactView<'_>, findings: &mut Findings<'_>) {
    let names = fact.library().names();
    let Some(subject) = &fact.fact.subject else {
        return;
    };
    let Some(name) = names.keyed(&subject.name.text).map(|id| names.get(id)) else {
        return;
    };
    let (Some((span, written)), Some(attribute)) = (&name.span, &subject.attribute) else {
        return;
    };
    for stated in stated(fact.view, fact.at, fact.fact) {
        let message = match &*stated.value {
            Value::Date(date) if is_outside(date, span, &attribute.text) => format!(
                "{} lies outside the span of `{}`: {}",
                date.in_words(),
                name.name,
                span.in_words()
            ),
            Value::Text(text) if last_word_is(&attribute.text, &ACTORS) => {
                let Some(actor) = absent(fact, text, span) else {
                    continue;
                };
                format!(
                    "`{actor}` did not exist at the time of `{}`: {}",
                    name.name,
                    span.in_words()
                )
            }
            _ => continue,
        };
        let place = Place {
            file: fact.library().file,
            span: written.span,
        };
        findings
            .at(fact.at, stated.span, message)
            .place(place, "its span")
            .help("correct the answer, or the `span` in `library.toml`");
        return;
    }
}

/// Says whether a date cannot be one of what the name stands for.
///
/// What follows an event, a trial or a memorial, is dated after it; so only dates of the thing
/// itself must meet its span, and others must not lie before a thing that lasts began.
fn is_outside(date: &Edtf, span: &Edtf, attribute: &str) -> bool {
    if date.meets(span) {
        return false;
    }
    let lasts = span.ends().is_some();
    let is_before = last_day(date)
        .zip(first_day(span))
        .is_some_and(|(day, first)| day < first);
    last_word_is(attribute, &OWN_TIME) || lasts && is_before
}

/// Returns the name of an actor whose own span does not meet that of the event.
fn absent<'a>(fact: &FactView<'a>, text: &str, span: &Edtf) -> Option<&'a str> {
    let names = fact.library().names();
    let actor = names.get(names.spelled(text)?);
    let (own, _) = actor.span.as_ref()?;
    (!own.meets(span)).then_some(&*actor.name.text)
}

/// Says whether an attribute ends in one of the words, as `claimed-by` does.
fn last_word_is(attribute: &str, words: &[&str]) -> bool {
    let last = attribute.rsplit(['-', '.', '_', ' ']).next();
    last.is_some_and(|last| words.contains(&last))
}

/// Looks for things that ended before they began.
fn check_ends(view: &View<'_>, findings: &mut Findings<'_>) {
    for groups in view.subjects() {
        let dated = |words: &'static [&'static str]| {
            let named = groups
                .iter()
                .filter(move |group| words.contains(&group.attribute(view)));
            let facts = named.flat_map(|group| &group.facts);
            facts.flat_map(|at| dates(view, *at)).collect::<Vec<_>>()
        };
        let ends = dated(&ENDS);
        if ends.is_empty() {
            continue;
        }
        for (start, from, start_span) in dated(&STARTS) {
            let earlier = ends.iter().find(|(_, until, _)| {
                last_day(until)
                    .zip(first_day(&from))
                    .is_some_and(|(until, from)| until < from)
            });
            if let Some((end, until, span)) = earlier {
                let message = format!(
                    "it ended ({}) before it began ({})",
                    until.in_words(),
                    from.in_words()
                );
                findings
                    .at(*end, *span, message)
                    .other(view.library, start, start_span, "the beginning")
                    .help("correct one of the two dates");
            }
        }
    }
}

fn dates(view: &View<'_>, at: FactRef) -> Vec<(FactRef, Edtf, Span)> {
    let stated = stated(view, at, view.library.fact(at)).into_iter();
    let dates = stated.filter_map(|stated| match stated.value.into_owned() {
        Value::Date(date) => Some((at, date, stated.span)),
        _ => None,
    });
    dates.collect()
}
