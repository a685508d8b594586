//! S005: not in document.

use crate::check::agree::{read_value, stated};
use crate::check::documents::{Cited, Missing};
use crate::check::facts::FactView;
use crate::check::findings::Findings;
use crate::check::{Check, Rule};
use crate::diagnostic::Severity;
use crate::diagnostic::Span;
use crate::library::{Asks, Citation, Value};

pub(in crate::check) static RULE: Rule = Rule {
    code: "S005",
    name: "not-in-document",
    severity: Severity::Error,
    why: "With `--sources` the cited documents are read: a figure, date or name that is the answer must occur in them, in any usual way of writing it. Where it does not, the answer or the citation is wrong. Answers in the author's own words are not looked up.",
    bad: r#"
# document: atlas
The Danube is 2,850 kilometres long.
# file: rivers.toml
title = "Rivers"

[[fact]]
id = "danube-length"
ask = "How long is the Danube?"
answer = 2580
unit = "km"
source = "atlas"
"#,
    good: r#"
# document: atlas
The Danube is 2,850 kilometres long.
# file: rivers.toml
title = "Rivers"

[[fact]]
id = "danube-length"
ask = "How long is the Danube?"
answer = 2850
unit = "km"
source = "atlas"
"#,
    checks: &[Check::Document(check)],
};

fn check(fact: &FactView<'_>, cited: &Cited<'_>, findings: &mut Findings<'_>) {
    for lookup in looked_up(fact) {
        let mut missing = lookup.citations.iter().filter_map(|citation| {
            match cited.missing(fact, &lookup.value, citation)? {
                Missing::Anywhere(what) => Some((what, *citation)),
                Missing::There(_) | Missing::Far(_) => None,
            }
        });
        let is_elsewhere = missing.clone().count() < lookup.at_hand(cited);
        if lookup.is_member && is_elsewhere {
            continue;
        }
        if let Some((what, citation)) = missing.next() {
            let message = format!("`{what}` does not occur in `{}`", citation.key);
            let finding = findings.at(fact.at, lookup.span, message);
            finding.label("not in the document");
            if citation.span != lookup.span {
                finding.place(fact.library().place(fact.at, citation.span), "cited here");
            }
            finding.help("correct the answer or the citation");
            return;
        }
    }
}

/// A value with where it is to be found.
pub(in crate::check) struct Lookup<'a> {
    pub(in crate::check) value: Value,
    pub(in crate::check) span: Span,
    pub(in crate::check) citations: Vec<&'a Citation>,
    /// It is a member of a list, which the documents may give together.
    pub(in crate::check) is_member: bool,
}

impl Lookup<'_> {
    /// Returns how many of its documents can be looked into.
    pub(in crate::check) fn at_hand(&self, cited: &Cited<'_>) -> usize {
        let documents = self.citations.iter();
        documents
            .filter(|citation| cited.document(&citation.key).is_some())
            .count()
    }
}

/// Returns every value of a fact with the documents that are cited for it.
pub(in crate::check) fn looked_up<'a>(fact: &FactView<'a>) -> Vec<Lookup<'a>> {
    let mut found = Vec::new();
    let citations = |citations: &'a [Citation]| citations.iter().collect::<Vec<_>>();
    if let Asks::Cloze(cloze) = &fact.fact.asks {
        for (_, hole) in cloze.holes() {
            found.push(Lookup {
                value: read_value(hole).unwrap_or_else(|| Value::Text(hole.into())),
                span: cloze.text.span,
                citations: citations(fact.citations()),
                is_member: true,
            });
        }
        return found;
    }
    for stated in stated(fact.view, fact.at, fact.fact) {
        let values = match stated.value.into_owned() {
            Value::Set(members) | Value::Sequence(members) => {
                members.into_iter().map(Value::Text).collect()
            }
            other => vec![other],
        };
        let is_member = values.len() > 1;
        found.extend(values.into_iter().map(|value| Lookup {
            value,
            span: stated.span,
            citations: citations(stated.citations),
            is_member,
        }));
    }
    found
}
