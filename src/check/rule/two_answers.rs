//! F008: two answers.

use crate::check::View;
use crate::check::facts::attributed;
use crate::check::findings::Findings;
use crate::check::rule::same_fact_twice::{asked, is_same};
use crate::check::{Check, Rule};
use crate::diagnostic::Severity;
use crate::library::{Asks, Fact};

pub(in crate::check) static RULE: Rule = Rule {
    code: "F008",
    name: "two-answers",
    severity: Severity::Error,
    why: "The same question has two answers in the library: whichever the learner gives, one card calls it wrong.",
    bad: r#"
[[fact]]
id = "nile-length"
ask = "How long is the Nile?"
answer = 6650
unit = "km"

[[fact]]
id = "nile-size"
ask = "How long is the Nile?"
answer = 6825
unit = "km"
"#,
    good: r#"
[[fact]]
id = "nile-length"
ask = "How long is the Nile, measured from Lake Victoria?"
answer = 6650
unit = "km"

[[fact]]
id = "nile-size"
ask = "How long is the Nile with its longest headstream?"
answer = 6825
unit = "km"
"#,
    checks: &[Check::Library(check)],
};

fn check(view: &View<'_>, findings: &mut Findings<'_>) {
    for &(at, other) in &view.twins {
        let (fact, known) = (view.library.fact(at), view.library.fact(other));
        // Of one attribute of one subject F001 says it better.
        let has_attribute = |fact: &Fact| {
            fact.subject
                .as_ref()
                .is_some_and(|subject| subject.attribute.is_some())
        };
        let is_one_attribute =
            has_attribute(fact) && has_attribute(known) && subject(fact) == subject(known);
        if is_one_attribute || attributed(fact) != attributed(known) || is_same(view, at, other) {
            continue;
        }
        if let (Asks::Cloze(a), Asks::Cloze(b)) = (&fact.asks, &known.asks)
            && a.filled() == b.filled()
        {
            continue;
        }
        let message = format!(
            "`{}` asks the same as `{}`, and has another answer",
            fact.id, known.id
        );
        findings
            .at(at, asked(fact), message)
            .other(view.library, other, asked(known), "asked here first")
            .help("let the questions say what differs, or make the answers `claims` of one fact");
    }
}

fn subject(fact: &Fact) -> Option<(&str, Option<&str>)> {
    let subject = fact.subject.as_ref()?;
    let attribute = subject.attribute.as_ref().map(AsRef::as_ref);
    Some((&subject.name.text, attribute))
}
