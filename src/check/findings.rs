//! Where rules put what they find.

use super::Rule;
use crate::diagnostic::{Diagnostic, Edit, FileId, Fix, Place, Span};
use crate::library::{Deck, FactRef, Library};

/// What one rule has found.
pub(in crate::check) struct Findings<'a> {
    /// The rule that is looking.
    pub(super) rule: &'static Rule,
    library: &'a Library,
    found: Vec<Finding>,
}

/// A finding, with the facts that may allow it.
#[derive(Debug)]
pub(in crate::check) struct Finding {
    pub(super) diagnostic: Diagnostic,
    /// Every fact it speaks of; each of them may say that it is intended.
    pub(super) facts: Vec<FactRef>,
}

impl<'a> Findings<'a> {
    pub(super) fn new(rule: &'static Rule, library: &'a Library) -> Self {
        Self {
            rule,
            library,
            found: Vec::new(),
        }
    }

    pub(super) fn into_found(self) -> Vec<Finding> {
        self.found
    }

    /// Reports something about a span of a fact.
    pub(in crate::check) fn at(
        &mut self,
        at: FactRef,
        span: Span,
        message: impl Into<String>,
    ) -> &mut Finding {
        let place = self.library.place(at, span);
        let finding = self.at_place(place, message);
        finding.facts.push(at);
        finding
    }

    /// Reports something about `library.toml`.
    pub(in crate::check) fn in_library(
        &mut self,
        span: Span,
        message: impl Into<String>,
    ) -> &mut Finding {
        let file = self.library.file;
        self.at_place(Place { file, span }, message)
    }

    /// Reports something about the keys of a deck.
    pub(in crate::check) fn in_deck(
        &mut self,
        deck: &Deck,
        span: Span,
        message: impl Into<String>,
    ) -> &mut Finding {
        let file = deck.file;
        self.at_place(Place { file, span }, message)
    }

    /// Reports something anywhere in the files.
    pub(in crate::check) fn at_place(
        &mut self,
        place: Place,
        message: impl Into<String>,
    ) -> &mut Finding {
        let diagnostic = Diagnostic::new(self.rule.code, self.rule.severity, place, message);
        let facts = Vec::new();
        self.found.push(Finding { diagnostic, facts });
        let last = self.found.len() - 1;
        &mut self.found[last]
    }
}

impl Finding {
    /// Takes over what reading reported.
    pub(super) fn read(diagnostic: Diagnostic) -> Self {
        let facts = Vec::new();
        Self { diagnostic, facts }
    }

    pub(super) fn code(&self) -> &'static str {
        self.diagnostic.code
    }

    pub(super) fn file(&self) -> FileId {
        self.diagnostic.primary.place.file
    }

    /// Says a few words beside the place.
    pub(in crate::check) fn label(&mut self, text: impl Into<String>) -> &mut Self {
        self.diagnostic.primary.text = text.into();
        self
    }

    /// Shows another fact that belongs to it, which may also allow it.
    pub(in crate::check) fn other(
        &mut self,
        library: &Library,
        at: FactRef,
        span: Span,
        text: impl Into<String>,
    ) -> &mut Self {
        self.facts.push(at);
        self.place(library.place(at, span), text)
    }

    /// Shows another place that belongs to it.
    pub(in crate::check) fn place(&mut self, place: Place, text: impl Into<String>) -> &mut Self {
        let text = text.into();
        let label = crate::diagnostic::Label { place, text };
        self.diagnostic.related.push(label);
        self
    }

    /// Says what to do.
    pub(in crate::check) fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.diagnostic.help = Some(help.into());
        self
    }

    /// Offers to replace one place by a text.
    pub(in crate::check) fn fix(
        &mut self,
        title: impl Into<String>,
        place: Place,
        new: impl Into<String>,
    ) -> &mut Self {
        let edit = Edit {
            place,
            new: new.into(),
        };
        self.diagnostic.fix = Some(Fix {
            title: title.into(),
            edits: vec![edit],
        });
        self
    }
}
