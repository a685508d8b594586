//! Registered names: people, groups, places and events with every accepted spelling.

use super::Text;
use crate::value::{Edtf, text};
use std::collections::HashMap;
use std::sync::OnceLock;

/// Which name of a library.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NameId(pub u32);

/// A person, group, place or event that facts speak of.
#[derive(Debug, Clone, PartialEq)]
pub struct Name {
    /// The key that `subject` uses.
    pub key: Text,
    /// How the program writes it.
    pub name: Text,
    /// What it is; names of one kind are candidates for wrong choices.
    pub kind: Text,
    /// Other accepted spellings.
    pub also: Vec<Text>,
    /// When it existed or happened.
    pub span: Option<(Edtf, Text)>,
}

impl Name {
    /// Returns every accepted spelling, the name itself first.
    pub fn spellings(&self) -> impl Iterator<Item = &Text> {
        std::iter::once(&self.name).chain(&self.also)
    }
}

/// The names of a library, found by key or by any spelling.
#[derive(Debug, Clone, Default)]
pub struct Names {
    names: Vec<Name>,
    by_key: HashMap<String, NameId>,
    by_spelling: OnceLock<HashMap<String, NameId>>,
}

impl Names {
    /// Registers names; each key stands once.
    pub fn new(names: Vec<Name>) -> Self {
        let ids = (0..).map(NameId);
        let by_key = names
            .iter()
            .zip(ids)
            .map(|(name, id)| (name.key.text.to_string(), id))
            .collect();
        Self {
            names,
            by_key,
            by_spelling: OnceLock::new(),
        }
    }

    /// Returns every name with its id, in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = (NameId, &Name)> {
        (0..).map(NameId).zip(&self.names)
    }

    /// Returns a name; panics for an id of another library.
    pub fn get(&self, id: NameId) -> &Name {
        &self.names[id.0 as usize]
    }

    /// Returns the name with a key.
    pub fn keyed(&self, key: &str) -> Option<NameId> {
        self.by_key.get(key).copied()
    }

    /// Returns the name with this spelling, compared by normal form; of two the first.
    pub fn spelled(&self, spelling: &str) -> Option<NameId> {
        let index = self.by_spelling.get_or_init(|| {
            let mut index = HashMap::new();
            for (id, name) in self.iter() {
                for spelling in name.spellings() {
                    index.entry(text::normal(&spelling.text)).or_insert(id);
                }
            }
            index
        });
        index.get(&text::normal(spelling)).copied()
    }
}
