//! Lines and columns of everything a report shows.

use super::Findings;
use crate::diagnostic::{Diagnostic, FileId, Place, Position, Texts};
use fnv::FnvHashMap;
use std::collections::BTreeSet;

/// A place as people and editors say it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Region {
    /// Path with the library's folder, `/` on every system.
    pub(super) path: String,
    pub(super) start: Position,
    /// Behind the last character.
    pub(super) end: Position,
}

/// The positions of all places of some findings.
///
/// Each file is read once, however many findings one long line has.
pub(super) struct Places<'a> {
    texts: &'a Texts,
    root: &'a str,
    positions: FnvHashMap<(FileId, u32), Position>,
}

impl<'a> Places<'a> {
    pub(super) fn new(findings: &Findings<'a>) -> Self {
        let mut offsets = BTreeSet::new();
        for place in findings.diagnostics.iter().flat_map(places) {
            offsets.insert((place.file, place.span.start));
            offsets.insert((place.file, place.span.end));
        }
        let offsets: Vec<_> = offsets.into_iter().collect();
        let mut positions = FnvHashMap::default();
        for of_file in offsets.chunk_by(|a, b| a.0 == b.0) {
            let text = findings
                .texts
                .get(of_file[0].0)
                .map_or("", |file| &file.text);
            let found = sweep(text, of_file.iter().map(|(_, offset)| *offset as usize));
            positions.extend(of_file.iter().copied().zip(found));
        }
        Self {
            texts: findings.texts,
            root: findings.root,
            positions,
        }
    }

    /// Returns the path of a file with the library's folder.
    pub(super) fn path(&self, file: FileId) -> String {
        let path = self.texts.path(file).to_string_lossy();
        match self.root {
            "" | "." => path.into_owned(),
            root => format!("{}/{path}", root.trim_end_matches('/')),
        }
    }

    /// Returns where a place is; it must be one of the findings'.
    pub(super) fn region(&self, place: Place) -> Region {
        let at = |offset| self.positions.get(&(place.file, offset)).copied();
        let first = Position { line: 1, column: 1 };
        Region {
            path: self.path(place.file),
            start: at(place.span.start).unwrap_or(first),
            end: at(place.span.end).unwrap_or(first),
        }
    }
}

fn places(diagnostic: &Diagnostic) -> impl Iterator<Item = Place> {
    let labels = std::iter::once(&diagnostic.primary).chain(&diagnostic.related);
    let edits = diagnostic.fix.iter().flat_map(|fix| &fix.edits);
    labels
        .map(|label| label.place)
        .chain(edits.map(|edit| edit.place))
}

/// Returns the positions of rising offsets; an offset inside a character counts as its start, one
/// past the end as the end.
fn sweep(text: &str, offsets: impl Iterator<Item = usize>) -> Vec<Position> {
    let mut at = Position { line: 1, column: 1 };
    let mut rest = text.char_indices().peekable();
    let mut step = |offset: usize| {
        while let Some((start, character)) = rest.peek().copied() {
            if start + character.len_utf8() > offset {
                break;
            }
            rest.next();
            at = match character {
                '\n' => Position {
                    line: at.line + 1,
                    column: 1,
                },
                // The byte order mark is no character of the first line.
                '\u{feff}' if start == 0 => at,
                _ => Position {
                    column: at.column + 1,
                    ..at
                },
            };
        }
        at
    };
    offsets.map(&mut step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Lines;
    use proptest::prelude::{prop_assert_eq, proptest};

    proptest! {
        #[test]
        fn a_sweep_finds_the_positions_that_looking_up_each_offset_finds(
            text in "(\u{feff})?[aé\n\r]{0,20}", past in 0_usize..3,
        ) {
            let offsets = 0..text.len() + past;
            let lines = Lines::new(&text);

            let expected: Vec<_> = offsets.clone().map(|at| lines.position(&text, at)).collect();

            prop_assert_eq!(sweep(&text, offsets), expected);
        }
    }
}
