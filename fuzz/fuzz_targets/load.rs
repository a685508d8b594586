//! No text makes the reader panic, every place it names is in the text, and what it read can be
//! asked.
#![no_main]

use factdeck::card;
use factdeck::load;
use factdeck::question::{Asking, Strength, ask_for};
use libfuzzer_sys::fuzz_target;

const HEAD: &str = "id = \"fuzz\"\ntitle = \"Fuzz\"\nlanguage = \"en\"\n";

fuzz_target!(|text: &str| {
    for files in [
        [("library.toml", HEAD), ("deck.toml", text)],
        [("library.toml", text), ("deck.toml", "")],
    ] {
        let loaded = load::texts(files);
        for problem in &loaded.diagnostics {
            let place = problem.primary.place;
            let source = loaded.texts.get(place.file).expect("the file of a place");
            let range = place.span.range();
            assert!(
                range.start <= range.end && range.end <= source.text.len(),
                "{range:?} in the file"
            );
            source.position(range.start);
        }
        let Some(library) = &loaded.library else {
            continue;
        };
        for card in card::cards(library).into_iter().take(20) {
            for strength in [Strength::Young, Strength::Old] {
                let asking = Asking {
                    library,
                    card,
                    seed: 7,
                    confusions: &[],
                    superseded: None,
                };
                ask_for(&asking, strength);
            }
        }
    }
});
