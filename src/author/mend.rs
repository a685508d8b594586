//! Makes the changes that findings offer, until there is nothing left to mend.

use super::{Change, apply};
use crate::diagnostic::{Diagnostic, FileId, Fix, Place, SourceText, Texts};
use crate::load::{self, Loaded};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

/// Rounds after which fixes that undo each other are given up.
const ROUNDS: usize = 100;

/// What mending came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mended {
    /// The files that change, in the order of the library.
    pub files: Vec<Rewritten>,
    /// How many fixes were made.
    pub fixes: usize,
}

/// A file before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rewritten {
    /// Path below the library.
    pub path: PathBuf,
    /// The text that was checked.
    pub old: Arc<str>,
    /// The text without the findings.
    pub new: Arc<str>,
}

/// Makes every fix that `find` offers for a library, again and again until it offers none.
///
/// Nothing is written. A fix that would make a deck less readable or change the id of a fact is
/// left out: no finding is worth a learner's history.
pub fn mend(loaded: &Loaded, find: impl Fn(&Loaded) -> Vec<Diagnostic>) -> Mended {
    if loaded.library.is_none() {
        return Mended::default();
    }
    let unreadable = unreadable(loaded);
    let mut current = reload(&loaded.texts);
    let mut fixes = 0;
    for _ in 0..ROUNDS {
        let mut diagnostics = find(&current);
        diagnostics.retain(|it| !touches(it, &unreadable));
        let kept = sound(&current, &compatible(&diagnostics));
        if kept.is_empty() {
            break;
        }
        fixes += kept.len();
        current = reload(&changed(&current.texts, &kept));
    }
    Mended {
        files: rewritten(&loaded.texts, &current.texts),
        fixes,
    }
}

/// Returns the files of which the text is not all there is: writing it would lose the rest.
fn unreadable(loaded: &Loaded) -> BTreeSet<FileId> {
    let problems = loaded.diagnostics.iter();
    let problems = problems.filter(|it| matches!(it.code, "L006" | "L007"));
    problems.map(|it| it.primary.place.file).collect()
}

fn touches(diagnostic: &Diagnostic, files: &BTreeSet<FileId>) -> bool {
    let mut edits = diagnostic.fix.iter().flat_map(|fix| &fix.edits);
    edits.any(|edit| files.contains(&edit.place.file))
}

fn reload(texts: &Texts) -> Loaded {
    let files: Vec<_> = texts
        .iter()
        .map(|(_, file)| (file.path.to_string_lossy(), &*file.text))
        .collect();
    load::texts(files.iter().map(|(path, text)| (&**path, *text)))
}

/// Returns the fixes that can be made together; of two that touch the same bytes the first.
fn compatible(diagnostics: &[Diagnostic]) -> Vec<&Fix> {
    let mut taken = Taken::default();
    let offered = diagnostics.iter().filter_map(|it| it.fix.as_ref());
    offered.filter(|fix| taken.take(fix)).collect()
}

/// Where the chosen fixes change something: the end of each range, by file and start.
#[derive(Default)]
struct Taken(BTreeMap<(FileId, u32), u32>);

impl Taken {
    /// Takes all places of a fix, or none where one of them is taken.
    fn take(&mut self, fix: &Fix) -> bool {
        let places: Vec<Place> = fix.edits.iter().map(|edit| edit.place).collect();
        for (index, place) in places.iter().enumerate() {
            if !self.is_free(*place) {
                for place in &places[..index] {
                    self.0.remove(&(place.file, place.span.start));
                }
                return false;
            }
            self.0
                .insert((place.file, place.span.start), place.span.end);
        }
        !places.is_empty()
    }

    fn is_free(&self, place: Place) -> bool {
        let (file, span) = (place.file, place.span);
        let before = self.0.range((file, 0)..=(file, span.start)).next_back();
        let behind = self.0.range((file, span.start)..=(file, u32::MAX)).next();
        let misses = |(start, end): (u32, u32)| {
            start != span.start && (end <= span.start || span.end <= start)
        };
        let neighbours = before.into_iter().chain(behind);
        neighbours
            .map(|((_, start), end)| (*start, *end))
            .all(misses)
    }
}

/// Returns the fixes after which the library is no worse; halves the list until it finds the bad one.
fn sound<'a>(before: &Loaded, fixes: &[&'a Fix]) -> Vec<&'a Fix> {
    if fixes.is_empty() {
        return Vec::new();
    }
    let after = changed(&before.texts, fixes);
    if differs(&before.texts, &after) && is_no_worse(before, &reload(&after)) {
        return fixes.to_vec();
    }
    if fixes.len() == 1 {
        return Vec::new();
    }
    let (front, back) = fixes.split_at(fixes.len() / 2);
    let mut kept = sound(before, front);
    kept.extend(sound(before, back));
    let together = reload(&changed(&before.texts, &kept));
    if is_no_worse(before, &together) {
        kept
    } else {
        Vec::new()
    }
}

fn is_no_worse(before: &Loaded, after: &Loaded) -> bool {
    after.diagnostics.len() <= before.diagnostics.len() && ids(before) == ids(after)
}

fn ids(loaded: &Loaded) -> BTreeSet<&str> {
    let Some(library) = &loaded.library else {
        return BTreeSet::new();
    };
    library.facts().map(|(_, fact)| &*fact.id.text).collect()
}

/// Returns the texts after some fixes; a file that does not take its changes stays as it is.
fn changed(texts: &Texts, fixes: &[&Fix]) -> Texts {
    let mut wanted: BTreeMap<FileId, Vec<Change>> = BTreeMap::new();
    for edit in fixes.iter().flat_map(|fix| &fix.edits) {
        let change = Change {
            span: edit.place.span,
            new: edit.new.clone(),
        };
        wanted.entry(edit.place.file).or_default().push(change);
    }
    let after = texts.iter().map(|(file, source)| {
        let new = wanted
            .get(&file)
            .and_then(|changes| apply(&source.text, changes).ok());
        SourceText {
            path: source.path.clone(),
            text: new.map_or_else(|| source.text.clone(), Arc::from),
        }
    });
    Texts::new(after.collect())
}

fn pairs<'a>(
    old: &'a Texts,
    new: &'a Texts,
) -> impl Iterator<Item = (&'a SourceText, &'a SourceText)> {
    let both = old.iter().zip(new.iter());
    both.map(|((_, old), (_, new))| (old, new))
        .filter(|(old, new)| old.text != new.text)
}

fn differs(old: &Texts, new: &Texts) -> bool {
    pairs(old, new).next().is_some()
}

fn rewritten(old: &Texts, new: &Texts) -> Vec<Rewritten> {
    let files = pairs(old, new).map(|(old, new)| Rewritten {
        path: old.path.clone(),
        old: old.text.clone(),
        new: new.text.clone(),
    });
    files.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Edit, Severity, Span};
    use proptest::prelude::{Strategy, prop, prop_assert_eq, proptest};

    const LIBRARY: &str = "id = \"a\"\ntitle = \"A\"\nlanguage = \"en\"\n";

    fn library(deck: &str) -> Loaded {
        load::texts([("library.toml", LIBRARY), ("deck.toml", deck)])
    }

    /// Finds every occurrence of a text in the deck and offers to write another.
    fn replacing<'a>(old: &'a str, new: &'a str) -> impl Fn(&Loaded) -> Vec<Diagnostic> + 'a {
        move |loaded| {
            let file = FileId(1);
            let text = &loaded.texts.get(file).unwrap().text;
            let found = text
                .match_indices(old)
                .map(|(at, _)| Span::new(at..at + old.len()));
            found
                .map(|span| finding(Place { file, span }, new))
                .collect()
        }
    }

    fn finding(place: Place, new: &str) -> Diagnostic {
        let edit = Edit {
            place,
            new: new.to_owned(),
        };
        Diagnostic::new("T005", Severity::Warning, place, "doubled").fixed_by(Fix {
            title: "write it once".to_owned(),
            edits: vec![edit],
        })
    }

    fn mended(deck: &str, find: impl Fn(&Loaded) -> Vec<Diagnostic>) -> String {
        let mended = mend(&library(deck), find);
        mended
            .files
            .first()
            .map_or_else(|| deck.to_owned(), |file| file.new.to_string())
    }

    #[test]
    fn mending_goes_on_until_nothing_is_left() {
        let deck = "title = \"a    b\" # kept  too\r\n";

        assert_eq!(
            mended(deck, replacing("  ", " ")),
            "title = \"a b\" # kept too\r\n"
        );
    }

    #[test]
    fn a_fix_that_breaks_the_deck_is_left_out_and_the_others_are_made() {
        let deck = "title = \"x\"\ndescription = \"y\"\n";
        let find = |loaded: &Loaded| {
            let mut all = replacing("\"x\"", "\"x")(loaded);
            all.extend(replacing("y", "z")(loaded));
            all
        };

        assert_eq!(mended(deck, find), "title = \"x\"\ndescription = \"z\"\n");
    }

    #[test]
    fn no_fix_changes_the_id_of_a_fact() {
        let deck = "title = \"x\"\n[[fact]]\nid = \"a\"\nask = \"b?\"\nanswer = \"c\"\n";

        assert_eq!(mended(deck, replacing("\"a\"", "\"d\"")), deck);
    }

    #[test]
    fn fixes_that_undo_each_other_come_to_an_end() {
        let find = |loaded: &Loaded| {
            let mut all = replacing("x", "y")(loaded);
            all.extend(replacing("y", "x")(loaded));
            all
        };

        assert!(mended("title = \"x\"\n", find).starts_with("title = \""));
    }

    fn titles() -> impl Strategy<Value = String> {
        prop::collection::vec(
            prop::sample::select(vec!["a", " ", "  ", "é", "\\n"]),
            1..20,
        )
        .prop_map(|parts| {
            format!(
                "title = \"x{}\"\r\n# {}\r\n",
                parts.concat(),
                parts.concat()
            )
        })
    }

    proptest! {
        #[test]
        fn mending_twice_is_mending_once(deck in titles()) {
            let once = mended(&deck, replacing("  ", " "));

            prop_assert_eq!(mended(&once, replacing("  ", " ")), once);
        }
    }
}
