//! Q003: few wrong choices.

use crate::check::facts::{FactView, answers};
use crate::check::findings::Findings;
use crate::check::texts::Role;
use crate::check::words::hash;
use crate::check::{Check, Rule};
use crate::diagnostic::Severity;
use crate::diagnostic::Span;
use crate::library::{Answer, Fact, Library, Value};
use fnv::{FnvHashMap, FnvHashSet};
use std::collections::HashMap;

pub(in crate::check) static RULE: Rule = Rule {
    code: "Q003",
    name: "few-wrong-choices",
    severity: Severity::Info,
    why: "A new question is first asked as a choice of four. Without three plausible wrong choices, authored, of the kind of the name that is the answer, or answers for the same attribute, it can only be typed.",
    bad: r#"
[[fact]]
id = "amazon-discoverer"
ask = "Which explorer first followed the Amazon to its mouth?"
answer = "Francisco de Orellana"
wrong = ["Hernán Cortés"]
"#,
    good: r#"
[[fact]]
id = "amazon-discoverer"
ask = "Which explorer first followed the Amazon to its mouth?"
answer = "Francisco de Orellana"
wrong = ["Hernán Cortés", "Francisco Pizarro", "Vasco Núñez de Balboa"]
"#,
    checks: &[Check::Fact(check)],
};

/// Wrong choices that a question of four needs.
const WANTED: usize = 3;

fn check(fact: &FactView<'_>, findings: &mut Findings<'_>) {
    let authored = fact.extras().wrong.len();
    if authored >= WANTED {
        return;
    }
    let Some((text, span)) = fact.answers().find_map(text_of) else {
        return;
    };
    let pools = fact.view.pools.get_or_init(|| Pools::new(fact.library()));
    let found = authored + pools.others(fact);
    if found < WANTED {
        let message = format!("only {found} of {WANTED} plausible wrong choices for `{text}`");
        findings
            .at(fact.at, span, message)
            .help("add `wrong = […]`, or register the answer as a name of a kind");
    }
}

fn text_of(answer: &Answer) -> Option<(&str, Span)> {
    match &answer.value {
        Value::Text(text) => Some((text, answer.span)),
        _ => None,
    }
}

/// How many other answers there are to choose from.
pub(in crate::check) struct Pools {
    /// For each name, how many names there are of its kind.
    of_kind: Vec<usize>,
    /// For each attribute, its different text answers; both as hashes.
    of_attribute: FnvHashMap<u64, FnvHashSet<u64>>,
}

impl Pools {
    fn new(library: &Library) -> Self {
        let mut kinds: HashMap<&str, usize> = HashMap::new();
        for (_, name) in library.names().iter() {
            *kinds.entry(&name.kind.text).or_insert(0) += 1;
        }
        let names = library.names().iter();
        let mut pools = Self {
            of_kind: names.map(|(_, name)| kinds[&*name.kind.text]).collect(),
            of_attribute: FnvHashMap::default(),
        };
        for (_, fact) in library.facts() {
            if let Some(attribute) = attribute(fact) {
                let texts = answers(fact)
                    .filter_map(text_of)
                    .map(|(text, _)| hash(text));
                let known = pools.of_attribute.entry(attribute).or_default();
                known.extend(texts);
            }
        }
        pools
    }

    fn others(&self, fact: &FactView<'_>) -> usize {
        let answer = fact.parts(Role::Answer).next();
        let name = answer.and_then(|part| fact.view.spellings.whole(fact.words(part)));
        let of_kind = name.map_or(0, |name| self.of_kind[name.0 as usize] - 1);
        let texts = attribute(fact.fact).and_then(|attribute| self.of_attribute.get(&attribute));
        of_kind + texts.map_or(0, |texts| texts.len().saturating_sub(1))
    }
}

fn attribute(fact: &Fact) -> Option<u64> {
    let attribute = fact.subject.as_ref()?.attribute.as_ref()?;
    Some(hash(&attribute.text))
}
