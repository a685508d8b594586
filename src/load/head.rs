//! `library.toml`: what the library is, the documents it cites, the names it speaks of.

use super::reader::{self, Entry, Reader, slots};
use super::tree::{Table, Toml};
use crate::diagnostic::{Diagnostic, FileId, Place};
use crate::library::{CheckSettings, Head, Name, Source, Text};
use std::ops::Range;

slots! {
    /// The keys of a library.
    HeadTable, "a library", [id, title, language, decks, check, source, name]
}

slots! {
    /// The keys of a document.
    SourceTable, "a source", [title, publisher, author, published, url, accessed]
}

slots! {
    /// The keys of a name.
    NameTable, "a name", [name, kind, also, span]
}

slots! {
    /// The severities a library sets.
    CheckTable, "`[check]`", [deny, warn, allow]
}

/// Returns the tables read here with their keys.
pub(super) fn keys() -> [(&'static str, &'static [&'static str]); 4] {
    [
        reader::keys::<HeadTable<'_, '_>>(),
        reader::keys::<SourceTable<'_, '_>>(),
        reader::keys::<NameTable<'_, '_>>(),
        reader::keys::<CheckTable<'_, '_>>(),
    ]
}

/// What came of reading `library.toml`.
#[derive(Default)]
pub(super) struct Read {
    pub(super) head: Option<Head>,
    pub(super) order: DeckOrder,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// The order of the decks: the listed ones first, the others by path.
#[derive(Default)]
pub(super) struct DeckOrder {
    listed: Vec<(String, Place)>,
}

impl DeckOrder {
    /// Returns the place of a deck in the list; decks that are not listed come last.
    pub(super) fn position(&self, path: &str) -> usize {
        let found = self.listed.iter().position(|(listed, _)| listed == path);
        found.unwrap_or(usize::MAX)
    }

    /// Reports listed decks that do not exist.
    pub(super) fn missing<'a>(&self, present: impl Iterator<Item = &'a str>) -> Vec<Diagnostic> {
        let present: Vec<&str> = present.collect();
        self.listed
            .iter()
            .filter(|(path, _)| !present.contains(&path.as_str()))
            .map(|(path, place)| {
                let message = format!("there is no deck `{path}`");
                let help = "`decks` lists files below the library, in the order they are studied";
                Diagnostic::error("L005", *place, message).help(help)
            })
            .collect()
    }
}

/// Reads `library.toml`.
pub(super) fn read(file: FileId, text: &str) -> Read {
    let mut reader = Reader::new(file, 0);
    let table = reader.parse(text);
    let slots: HeadTable<'_, '_> = reader.slots(&table);
    let order = deck_order(&mut reader, slots.decks, file);
    let head = head(&mut reader, &slots, file);
    Read {
        head,
        order,
        diagnostics: reader.diagnostics,
    }
}

/// Returns the id of a library, from what stands above the first table where that is enough.
pub(super) fn id(text: &str) -> Option<String> {
    let above = text.find("\n[").map_or(text, |end| &text[..end]);
    let of = |text| Some(read(FileId(0), text).head?.id);
    of(above).or_else(|| of(text))
}

fn head(reader: &mut Reader, slots: &HeadTable<'_, '_>, file: FileId) -> Option<Head> {
    let id = required(reader, slots.id, 0..0, "id", "progress is filed under it");
    let title = required(reader, slots.title, 0..0, "title", "learners read it");
    let language = required(
        reader,
        slots.language,
        0..0,
        "language",
        "a tag such as `en`",
    );
    let sources = entries(reader, slots.source, "source", source);
    let names = entries(reader, slots.name, "name", name);
    Some(Head {
        check: check(reader, slots.check),
        id: id?.to_string(),
        title: title.unwrap_or_default(),
        language: language.map_or_else(|| "en".to_owned(), |it| it.to_string()),
        file,
        sources,
        names,
    })
}

/// Reads a required text; reports it at the given place where it is absent.
fn required(
    reader: &mut Reader,
    entry: Option<Entry<'_, '_>>,
    range: Range<usize>,
    key: &str,
    why: &str,
) -> Option<Text> {
    if entry.is_none() {
        reader.missing(
            range,
            &format!("`{key}` is missing"),
            &format!("add `{key} = \"…\"`: {why}"),
        );
    }
    reader.text(entry)
}

fn deck_order(reader: &mut Reader, entry: Option<Entry<'_, '_>>, file: FileId) -> DeckOrder {
    let mut listed: Vec<(String, Place)> = Vec::new();
    for text in reader.texts(entry) {
        let place = Place {
            file,
            span: text.span,
        };
        listed.push((text.text.into(), place));
    }
    DeckOrder { listed }
}

/// Reads a table of tables, `[source.…]` or `[name.…]`.
fn entries<T>(
    reader: &mut Reader,
    entry: Option<Entry<'_, '_>>,
    what: &str,
    mut read: impl FnMut(&mut Reader, Text, &Table<'_>) -> Option<T>,
) -> Vec<T> {
    let Some(entry) = entry else {
        return Vec::new();
    };
    let Toml::Table(table) = &entry.value.value else {
        reader.wrong_type(entry, &format!("tables such as `[{what}.key]`"));
        return Vec::new();
    };
    table
        .iter()
        .filter_map(|(key, value)| {
            let Toml::Table(inner) = &value.value else {
                let range = value.range();
                reader.report(
                    "L004",
                    range,
                    format!("`{what}.{}` must be a table", key.text),
                );
                return None;
            };
            let key = Text {
                text: key.text.as_ref().into(),
                span: reader.span(key.range()),
            };
            read(reader, key, inner)
        })
        .collect()
}

fn source(reader: &mut Reader, key: Text, table: &Table<'_>) -> Option<Source> {
    let slots: SourceTable<'_, '_> = reader.slots(table);
    let range = reader.range_of(key.span);
    let title = required(
        reader,
        slots.title,
        range,
        "title",
        "learners see where a fact is from",
    )?;
    Some(Source {
        key,
        title: title.to_string(),
        publisher: reader.string(slots.publisher),
        author: reader.string(slots.author),
        published: slots.published.and_then(|entry| reader.date(entry)),
        url: reader.string(slots.url),
        accessed: slots.accessed.and_then(|entry| reader.date(entry)),
    })
}

fn name(reader: &mut Reader, key: Text, table: &Table<'_>) -> Option<Name> {
    let slots: NameTable<'_, '_> = reader.slots(table);
    let range = reader.range_of(key.span);
    if slots.name.is_none() {
        reader.missing(
            range.clone(),
            "`name` is missing",
            "add `name = \"…\"`: how the program writes it",
        );
    }
    if slots.kind.is_none() {
        let help = "add `kind = \"…\"`: names of one kind are wrong choices for each other";
        reader.missing(range, "`kind` is missing", help);
    }
    let name = reader.text(slots.name);
    let kind = reader.text(slots.kind);
    let also = reader.texts(slots.also);
    let span = slots.span.and_then(|entry| {
        let date = reader.date(entry)?;
        let text = Text {
            text: date.as_str().into(),
            span: reader.span(entry.value.range()),
        };
        Some((date, text))
    });
    Some(Name {
        key,
        name: name?,
        kind: kind?,
        also,
        span,
    })
}

fn check(reader: &mut Reader, entry: Option<Entry<'_, '_>>) -> CheckSettings {
    let Some(entry) = entry else {
        return CheckSettings::default();
    };
    let Toml::Table(table) = &entry.value.value else {
        reader.wrong_type(entry, "a table");
        return CheckSettings::default();
    };
    let slots: CheckTable<'_, '_> = reader.slots(table);
    CheckSettings {
        deny: reader.texts(slots.deny),
        warn: reader.texts(slots.warn),
        allow: reader.texts(slots.allow),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_id_alone_is_the_id_of_the_whole() {
        let texts = [
            "id = \"a\"\ntitle = \"A\"\n[source.b]\nid = \"c\"\n",
            "title = '''\n[source.b]'''\nid = \"a\"\n[name.b]\n",
            "decks = [\n\"a\",\n[\"b\"]\n]\nid = \"a\"\n",
            "[check]\nid = \"a\"\n",
            "id = 1\n[check]\n",
            "",
        ];
        let of = |read: Read| Some(read.head?.id);
        for text in texts {
            assert_eq!(id(text), of(read(FileId(0), text)), "{text}");
        }
        assert_eq!(id(texts[1]).as_deref(), Some("a"));
    }
}
