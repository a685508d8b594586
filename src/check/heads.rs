//! The texts outside facts: of `library.toml` and of the decks themselves.

use super::View;
use crate::diagnostic::{FileId, Place, Span};

/// A text that is not part of a fact.
pub(in crate::check) struct HeadText<'a> {
    pub(in crate::check) text: &'a str,
    /// Where it stands; where that is not known, an empty span nearby.
    pub(in crate::check) place: Place,
}

impl<'a> View<'a> {
    /// Returns what stands at a place in its file, quotes and escapes included.
    pub(in crate::check) fn raw(&self, place: Place) -> &'a str {
        let source = self.texts.get(place.file);
        source
            .and_then(|source| source.text.get(place.span.range()))
            .unwrap_or("")
    }

    /// Returns the texts of `library.toml` and of the decks themselves.
    pub(in crate::check) fn head_texts(&self) -> Vec<HeadText<'a>> {
        let mut found = Vec::new();
        let library = self.library;
        let mut add = |text: &'a str, file: FileId, span: Span| {
            let place = Place { file, span };
            found.push(HeadText { text, place });
        };
        let nearby = |span: Span| Span {
            end: span.start,
            ..span
        };
        add(&library.title.text, library.file, library.title.span);
        for source in library.sources() {
            let optional = [&source.publisher, &source.author];
            let texts = optional.into_iter().flatten().chain([&source.title]);
            texts.for_each(|text| add(text, library.file, nearby(source.key.span)));
        }
        for (_, name) in library.names().iter() {
            let texts = name.spellings().chain([&name.kind]);
            texts.for_each(|text| add(&text.text, library.file, text.span));
        }
        for deck in library.decks() {
            add(&deck.title.text, deck.file, deck.title.span);
            if let Some(description) = &deck.description {
                add(&description.text, deck.file, description.span);
            }
            for tag in &deck.tags {
                add(&tag.text, deck.file, tag.span);
            }
        }
        found
    }
}
