//! No library makes the checker panic, every place of a finding is in its file, and mending what is
//! safe to mend leaves something that can be read.
#![no_main]

use factdeck::author;
use factdeck::check::{self, Input, Selection};
use factdeck::load::{self, Loaded};
use libfuzzer_sys::fuzz_target;

const HEAD: &str = "id = \"fuzz\"\ntitle = \"Fuzz\"\nlanguage = \"en\"\n[source.doc]\ntitle = \"D\"\n\
                    [name.isis]\nname = \"Islamic State\"\nkind = \"group\"\nspan = \"2014/..\"\n";

fuzz_target!(|text: &str| {
    for files in [
        [("library.toml", HEAD), ("deck.toml", text)],
        [("library.toml", text), ("deck.toml", "title = 'x'\n")],
    ] {
        let loaded = load::texts(files);
        let found = find(&loaded);
        for problem in &found {
            let places = problem.related.iter().map(|label| label.place);
            for place in places.chain([problem.primary.place]) {
                let source = loaded.texts.get(place.file).expect("the file of a place");
                let range = place.span.range();
                assert!(
                    range.start <= range.end && range.end <= source.text.len(),
                    "{problem:?}"
                );
            }
        }
        author::mend(&loaded, find);
    }
});

fn find(loaded: &Loaded) -> Vec<factdeck::diagnostic::Diagnostic> {
    let Some(library) = &loaded.library else {
        return loaded.diagnostics.clone();
    };
    let input = Input {
        library,
        texts: &loaded.texts,
        diagnostics: loaded.diagnostics.clone(),
        head_is_sound: loaded.head_is_sound,
        documents: None,
    };
    check::run(input, &Selection::default())
}
