//! Small libraries written in a line or two: an example is put into a frame that has a few sources
//! and names, and checked.
//!
//! Lines of an example that start with these words direct it:
//! `# file: PATH` starts another file, `library.toml` replaces the frame altogether;
//! `# document: CITEKEY` starts a document to check against, which the next fact ends; `# without: library.toml` leaves it
//! out; `# folder: PATH` makes a folder; `# encoding: latin-1` writes the files in that encoding.

#![expect(clippy::unwrap_used, reason = "a test that cannot start fails")]

use factdeck::check::{self, Documents, Input, Selection};
use factdeck::diagnostic::Diagnostic;
use factdeck::load::{self, LIBRARY_FILE, Loaded};
use std::fs;

/// What a deck starts with that does not say it itself.
const HEADER: &str = "title = \"Example\"\nsource = \"atlas\"\n";

const FRAME: [(&str, &str); 2] = [
    (LIBRARY_FILE, include_str!("library.toml")),
    ("frame.toml", include_str!("frame.toml")),
];

/// The files of an example.
#[derive(Default)]
struct Example {
    files: Vec<(String, String)>,
    documents: Vec<(String, String)>,
    folders: Vec<String>,
    is_latin1: bool,
    is_framed: bool,
}

impl Example {
    fn read(text: &str) -> Self {
        let mut example = Self {
            is_framed: true,
            ..Self::default()
        };
        let mut is_document = false;
        for line in text.trim_matches('\n').lines() {
            if let Some(key) = line.strip_prefix("# document: ") {
                example.documents.push((key.to_owned(), String::new()));
                is_document = true;
            } else if let Some(path) = line.strip_prefix("# file: ") {
                example.files.push((path.to_owned(), String::new()));
                is_document = false;
            } else if let Some(path) = line.strip_prefix("# folder: ") {
                example.folders.push(path.to_owned());
            } else if line == "# encoding: latin-1" {
                example.is_latin1 = true;
            } else if line == "# without: library.toml" {
                example.is_framed = false;
            } else {
                is_document &= !line.starts_with("[[fact]]") && !line.starts_with("title = ");
                example.add(line, is_document);
            }
        }
        example.frame();
        example
    }

    fn add(&mut self, line: &str, is_document: bool) {
        let texts = if is_document {
            &mut self.documents
        } else {
            if self.files.is_empty() {
                self.files.push(("example.toml".to_owned(), String::new()));
            }
            &mut self.files
        };
        let (_, text) = texts.last_mut().unwrap();
        text.push_str(line);
        text.push('\n');
    }

    fn frame(&mut self) {
        let own = self.files.iter().any(|(path, _)| path == LIBRARY_FILE);
        self.is_framed &= !own;
        let bare = |(_, text): &&mut (String, String)| !text.contains("title = ");
        for (_, text) in self.files.iter_mut().filter(bare) {
            *text = format!("{HEADER}\n{text}");
        }
        if self.is_framed {
            let frame = FRAME.map(|(path, text)| (path.to_owned(), text.to_owned()));
            self.files.extend(frame);
        }
    }

    fn load(&self) -> Loaded {
        let files = self
            .files
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()));
        if self.folders.is_empty() && !self.is_latin1 {
            return load::texts(files);
        }
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let encoded: Vec<u8> = if self.is_latin1 {
                text.chars()
                    .map(|c| u8::try_from(u32::from(c)).unwrap())
                    .collect()
            } else {
                text.as_bytes().to_vec()
            };
            fs::write(folder.path().join(path), encoded).unwrap();
        }
        for path in &self.folders {
            fs::create_dir(folder.path().join(path)).unwrap();
        }
        load::folder(folder.path())
    }
}

/// Returns what `check` finds in an example.
pub(crate) fn findings(example: &str) -> Vec<Diagnostic> {
    chosen(example, &Selection::default())
}

/// Returns what the chosen rules find in an example.
pub(crate) fn chosen(example: &str, selection: &Selection) -> Vec<Diagnostic> {
    let example = Example::read(example);
    let documents = Documents::new(example.documents.clone());
    let loaded = example.load();
    let Some(library) = &loaded.library else {
        return loaded.diagnostics;
    };
    let input = Input {
        library,
        texts: &loaded.texts,
        diagnostics: loaded.diagnostics.clone(),
        head_is_sound: loaded.head_is_sound,
        documents: (!documents.is_empty()).then_some(&documents),
    };
    check::run(input, selection)
}

/// Returns an example of one deck with the first fix for it applied, if there is one.
pub(crate) fn mended(example: &str) -> Option<String> {
    let fix = findings(example)
        .into_iter()
        .find_map(|finding| finding.fix)?;
    let read = Example::read(example);
    let (_, text) = &read.files[0];
    let mut text = text.clone();
    for edit in fix.edits.iter().rev() {
        text.replace_range(edit.place.span.range(), &edit.new);
    }
    Some(text)
}

/// Returns the codes of what `check` finds in an example, each once.
pub(crate) fn codes(example: &str) -> Vec<&'static str> {
    let mut codes: Vec<_> = findings(example)
        .iter()
        .map(|finding| finding.code)
        .collect();
    codes.dedup();
    codes
}

/// Returns the messages, for a failing test to show.
pub(crate) fn messages(example: &str) -> String {
    let found = findings(example);
    let lines = found
        .iter()
        .map(|it| format!("  {} {}\n", it.code, it.message));
    lines.collect()
}
