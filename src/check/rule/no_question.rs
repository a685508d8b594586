//! Q010: no question.

use crate::check::facts::{FactView, Part};
use crate::check::findings::Findings;
use crate::check::texts::Role;
use crate::check::words::class;
use crate::check::{Check, Rule};
use crate::diagnostic::Severity;
use crate::library::Value;

pub(in crate::check) static RULE: Rule = Rule {
    code: "Q010",
    name: "no-question",
    severity: Severity::Info,
    why: "A text that neither asks nor instructs leaves open what is wanted: the date, the place or the reason.",
    bad: r#"
[[fact]]
id = "trafalgar"
ask = "The Battle of Trafalgar"
answer = 1805-10-21
"#,
    good: r#"
[[fact]]
id = "trafalgar"
ask = "On what date was the Battle of Trafalgar?"
answer = 1805-10-21
"#,
    checks: &[Check::Fact(check)],
};

fn check(fact: &FactView<'_>, findings: &mut Findings<'_>) {
    let answers = fact.answers();
    let is_statement = answers
        .into_iter()
        .any(|answer| matches!(answer.value, Value::Truth(_)));
    for part in fact
        .parts
        .iter()
        .filter(|part| matches!(part.role, Role::Ask | Role::Reverse))
    {
        let is_clear = ends_as_question(part.text) || instructs(fact, part);
        let is_stated = is_statement && part.role == Role::Ask;
        if !is_clear && !is_stated {
            findings
                .at(fact.at, part.span, "the text neither asks nor instructs")
                .help("ask a question, or start with what to do: `Name …`, `Give …`");
        }
    }
}

fn ends_as_question(text: &str) -> bool {
    let end = text.trim_end_matches(['"', '”', '»', ')', ']', '\'', '’', ' ', '\n']);
    end.ends_with(['?', '？', '؟', ';', '…', ':', '_'])
        || end.contains("? ")
        || end.ends_with("...")
}

/// Says whether the text starts with what to do; other languages than English may do so anyhow.
fn instructs(fact: &FactView<'_>, part: &Part<'_>) -> bool {
    if !fact.is_english() {
        return part.text.ends_with(['.', '!', '。', '।', '።']);
    }
    let starts = fact.words(part).iter().filter(|word| word.is_first);
    starts.into_iter().any(|word| word.is(class::IMPERATIVE))
}
