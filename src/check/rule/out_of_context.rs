//! S009: out of context.

use crate::check::documents::{Cited, Missing};
use crate::check::facts::FactView;
use crate::check::findings::Findings;
use crate::check::rule::not_in_document::looked_up;
use crate::check::{Check, Rule};
use crate::diagnostic::Severity;
use crate::library::Value;

pub(in crate::check) static RULE: Rule = Rule {
    code: "S009",
    name: "out-of-context",
    severity: Severity::Warning,
    why: "With `--sources` an answer is looked for where the cited place speaks of what is asked. A figure or name that stands only elsewhere in a section is often that of another event.",
    bad: r#"
# document: atlas
Rivers of Europe
The Danube rises in the Black Forest. It is 2,850 kilometres long and the longest of the continent but one.
Ten countries share its basin and its water.
Ships reach it from the North Sea by a canal.
The Rhine rises in Switzerland. It is 1,233 kilometres long and carries most of the freight.
# file: rivers.toml
title = "Rivers"

[[fact]]
id = "rhine-length"
ask = "How long is the Rhine, which rises in Switzerland?"
answer = 2850
unit = "km"
source = "atlas, Rivers of Europe"
"#,
    good: r#"
# document: atlas
Rivers of Europe
The Danube rises in the Black Forest. It is 2,850 kilometres long and the longest of the continent but one.
Ten countries share its basin and its water.
Ships reach it from the North Sea by a canal.
The Rhine rises in Switzerland. It is 1,233 kilometres long and carries most of the freight.
# file: rivers.toml
title = "Rivers"

[[fact]]
id = "rhine-length"
ask = "How long is the Rhine, which rises in Switzerland?"
answer = 1233
unit = "km"
source = "atlas, Rivers of Europe"
"#,
    checks: &[Check::Document(check)],
};

fn check(fact: &FactView<'_>, cited: &Cited<'_>, findings: &mut Findings<'_>) {
    for lookup in looked_up(fact)
        .into_iter()
        .filter(|lookup| !lookup.is_member && is_definite(fact, &lookup.value))
    {
        for citation in &lookup.citations {
            let Some(Missing::Far(what)) = cited.missing(fact, &lookup.value, citation) else {
                continue;
            };
            let locator = citation.locator.as_deref().unwrap_or("");
            let message = format!(
                "`{locator}` of `{}` has `{what}`, but not where it speaks of this",
                citation.key
            );
            findings
                .at(fact.at, lookup.span, message)
                .help("make sure that it is not the answer to another question");
        }
    }
}

/// Says whether a value is a figure, a date or a name as a whole, not a paraphrase with one in it.
fn is_definite(fact: &FactView<'_>, value: &Value) -> bool {
    match value {
        Value::Text(text) => fact.library().names().spelled(text).is_some(),
        _ => true,
    }
}
