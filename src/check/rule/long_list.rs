//! Q005: long list.

use crate::check::facts::FactView;
use crate::check::findings::Findings;
use crate::check::{Check, Rule};
use crate::diagnostic::Severity;
use crate::library::Value;

pub(in crate::check) static RULE: Rule = Rule {
    code: "Q005",
    name: "long-list",
    severity: Severity::Warning,
    why: "Lists of more than seven members are seldom remembered whole, and one member missed fails the card. Smaller groups, or a cloze for each member, are learned faster.",
    bad: r#"
[[fact]]
id = "danube-countries"
ask = "Through or along which countries does the Danube flow?"
answer = ["Germany", "Austria", "Slovakia", "Hungary", "Croatia", "Serbia", "Bulgaria", "Moldova"]
"#,
    good: r#"
[[fact]]
id = "danube-countries"
ask = "Through or along which four countries does the upper Danube flow?"
answer = ["Germany", "Austria", "Slovakia", "Hungary"]
"#,
    checks: &[Check::Fact(check)],
};

const MOST: usize = 7;

fn check(fact: &FactView<'_>, findings: &mut Findings<'_>) {
    for answer in fact.answers() {
        if let Value::Set(members) | Value::Sequence(members) = &answer.value
            && members.len() > MOST
        {
            let message = format!("a list of {} is too long to learn as one", members.len());
            findings
                .at(fact.at, answer.span, message)
                .help("split it into groups of up to seven that belong together");
        }
    }
}
