//! S004: dated after source.

use crate::check::agree::{first_day, last_day, stated};
use crate::check::facts::FactView;
use crate::check::findings::Findings;
use crate::check::words::class;
use crate::check::{Check, Rule};
use crate::diagnostic::Severity;
use crate::diagnostic::{Place, Span};
use crate::library::{Citation, Library, Value};
use crate::value::{Day, Edtf};

pub(in crate::check) static RULE: Rule = Rule {
    code: "S004",
    name: "dated-after-source",
    severity: Severity::Error,
    why: "A document cannot report what happened after it was published. Either the date is wrong, or `published` is, or another source is meant.",
    bad: r#"
[[fact]]
id = "station-closed"
ask = "When was the river station at Vadu closed?"
answer = 2022-03-01
source = "atlas"
"#,
    good: r#"
[[fact]]
id = "station-closed"
ask = "When was the river station at Vadu closed?"
answer = 2012-03-01
source = "atlas"
"#,
    checks: &[Check::Fact(check)],
};

fn check(fact: &FactView<'_>, findings: &mut Findings<'_>) {
    let is_dated = fact
        .answers()
        .any(|answer| matches!(answer.value, Value::Date(_)));
    let is_about_event = fact.fact.answered().is_some() && event(fact).is_some();
    if !is_dated && !is_about_event || fact.class & class::FUTURE != 0 {
        return;
    }
    for stated in stated(fact.view, fact.at, fact.fact) {
        let Some(published) = last_published(fact.library(), stated.citations) else {
            continue;
        };
        if let Value::Date(date) = &*stated.value
            && first_day(date).is_some_and(|day| day > published)
        {
            let message = format!(
                "{} lies after everything cited for it was published",
                date.in_words()
            );
            report(fact, findings, stated.span, message);
            return;
        }
        if let Some((name, span)) = event(fact)
            && first_day(span).is_some_and(|day| day > published)
        {
            let message = format!("`{name}` began after everything cited for it was published");
            report(fact, findings, stated.span, message);
            return;
        }
    }
}

fn report(fact: &FactView<'_>, findings: &mut Findings<'_>, span: Span, message: String) {
    let finding = findings.at(fact.at, span, message);
    finding.help("check the date, the citation, and `published` of the source");
    for citation in fact.citations() {
        if let Some(source) = fact.library().source(&citation.key) {
            let place = Place {
                file: fact.library().file,
                span: source.key.span,
            };
            finding.place(place, "published earlier");
        }
    }
}

/// Returns the last day on which a cited source can have been published, if that is known of all.
fn last_published(library: &Library, citations: &[Citation]) -> Option<Day> {
    let days = citations.iter().map(|citation| {
        let published = library.source(&citation.key)?.published.as_ref()?;
        last_day(published)
    });
    days.collect::<Option<Vec<Day>>>()?.into_iter().max()
}

/// Returns when the subject of the fact was.
fn event<'a>(fact: &FactView<'a>) -> Option<(&'a str, &'a Edtf)> {
    let names = fact.library().names();
    let subject = fact.fact.subject.as_ref()?;
    let name = names.get(names.keyed(&subject.name.text)?);
    name.span.as_ref().map(|(span, _)| (&*name.name.text, span))
}
