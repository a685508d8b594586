//! N001: unknown subject.

use crate::check::facts::FactView;
use crate::check::findings::Findings;
use crate::check::spellings::nearest;
use crate::check::{Check, Rule};
use crate::diagnostic::Severity;

pub(in crate::check) static RULE: Rule = Rule {
    code: "N001",
    name: "unknown-subject",
    severity: Severity::Error,
    why: "A `subject` is the key of a registered name. With a key that is not registered the fact is compared with no other.",
    bad: r#"
[[fact]]
id = "curie-birthplace"
subject = "curi"
ask = "In which city was Marie Curie born?"
answer = "Warsaw"
wrong = ["Kraków", "Berlin", "Vienna"]
"#,
    good: r#"
[[fact]]
id = "curie-birthplace"
subject = "curie"
ask = "In which city was Marie Curie born?"
answer = "Warsaw"
wrong = ["Kraków", "Berlin", "Vienna"]
"#,
    checks: &[Check::Fact(check)],
};

fn check(fact: &FactView<'_>, findings: &mut Findings<'_>) {
    let names = fact.library().names();
    let Some(subject) = fact
        .fact
        .subject
        .as_ref()
        .filter(|_| fact.view.head_is_sound)
    else {
        return;
    };
    if names.keyed(&subject.name.text).is_some() {
        return;
    }
    let keys = names.iter().map(|(_, name)| &*name.key.text);
    let help = match (
        names.spelled(&subject.name.text),
        nearest(&subject.name.text, keys),
    ) {
        (Some(name), _) => format!("write its key: `{}`", names.get(name).key),
        (None, Some(near)) => format!("did you mean `{near}`?"),
        (None, None) => format!("register it as `[name.{}]` in `library.toml`", subject.name),
    };
    let message = format!("there is no name `{}`", subject.name);
    findings.at(fact.at, subject.name.span, message).help(help);
}
