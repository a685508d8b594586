//! Q018: wrong choice twice.

use crate::check::agree::same_text;
use crate::check::facts::{FactView, Part};
use crate::check::findings::Findings;
use crate::check::{Check, Rule};
use crate::diagnostic::Severity;

pub(in crate::check) static RULE: Rule = Rule {
    code: "Q018",
    name: "wrong-choice-twice",
    severity: Severity::Warning,
    why: "Two wrong choices that say the same cannot both be shown, so one of them is missing.",
    bad: r#"
[[fact]]
id = "trafalgar-victor"
ask = "Which admiral won the Battle of Trafalgar?"
answer = "Horatio Nelson"
wrong = ["Pierre de Villeneuve", "Federico Gravina", "Pierre de Villeneuve", "Cuthbert Collingwood"]
"#,
    good: r#"
[[fact]]
id = "trafalgar-victor"
ask = "Which admiral won the Battle of Trafalgar?"
answer = "Horatio Nelson"
wrong = ["Pierre de Villeneuve", "Federico Gravina", "Cuthbert Collingwood"]
"#,
    checks: &[Check::Fact(check)],
};

fn check(fact: &FactView<'_>, findings: &mut Findings<'_>) {
    let wrong = fact.wrong_choices();
    let names = fact.library().names();
    for (index, choice) in wrong.iter().enumerate() {
        let mut before = wrong[..index].iter();
        let is_same = |other: &&Part<'_>| {
            fact.view.spellings.may_be_same(&other.print, &choice.print)
                && same_text(names, other.text, choice.text)
        };
        if let Some(other) = before.find(is_same) {
            let message = format!("the wrong choice `{}` is given twice", choice.text);
            findings
                .at(fact.at, choice.span, message)
                .other(fact.library(), fact.at, other.span, "given here first")
                .help("replace one of the two");
        }
    }
}
