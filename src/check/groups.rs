//! Facts about the same thing.

use super::View;
use crate::library::{Fact, FactRef};
use fnv::FnvHashMap;
use std::sync::OnceLock;

/// Facts by what they are about, put together when the first rule asks.
#[derive(Default)]
pub(super) struct Groups {
    same: OnceLock<Vec<Group>>,
    subjects: OnceLock<Vec<Vec<Group>>>,
}

/// Facts that share subject and attribute, in the order of study; at least one.
#[derive(Debug, Clone)]
pub(in crate::check) struct Group {
    pub(in crate::check) facts: Vec<FactRef>,
}

impl Group {
    /// Returns what the facts say about.
    pub(in crate::check) fn attribute<'a>(&self, view: &View<'a>) -> &'a str {
        attribute(view.library.fact(self.facts[0]))
    }

    /// Returns the key of whom the facts are about.
    pub(in crate::check) fn subject<'a>(&self, view: &View<'a>) -> &'a str {
        let subject = view.library.fact(self.facts[0]).subject.as_ref();
        subject.map_or("", |subject| &subject.name.text)
    }
}

fn attribute(fact: &Fact) -> &str {
    let attribute = fact
        .subject
        .as_ref()
        .and_then(|subject| subject.attribute.as_ref());
    attribute.map_or("", |attribute| &attribute.text)
}

impl View<'_> {
    /// Returns the groups of two facts or more that share subject and attribute.
    pub(in crate::check) fn groups(&self) -> &[Group] {
        self.groups.same.get_or_init(|| {
            let all = self.subjects().iter().flatten();
            all.filter(|group| group.facts.len() > 1).cloned().collect()
        })
    }

    /// Returns, for each subject with an attribute, its facts by attribute.
    pub(in crate::check) fn subjects(&self) -> &[Vec<Group>] {
        self.groups.subjects.get_or_init(|| {
            let mut subject_of: FnvHashMap<&str, usize> = FnvHashMap::default();
            let mut group_of: FnvHashMap<(usize, &str), usize> = FnvHashMap::default();
            let mut subjects: Vec<Vec<Group>> = Vec::new();
            for (at, fact) in self.library.facts() {
                let Some(subject) = &fact.subject else {
                    continue;
                };
                if subject.attribute.is_none() {
                    continue;
                }
                let new = subjects.len();
                let of = *subject_of.entry(&subject.name.text).or_insert(new);
                if of == new {
                    subjects.push(Vec::new());
                }
                let groups = &mut subjects[of];
                let new = groups.len();
                let group = *group_of.entry((of, attribute(fact))).or_insert(new);
                if group == new {
                    groups.push(Group { facts: Vec::new() });
                }
                groups[group].facts.push(at);
            }
            subjects
        })
    }
}
