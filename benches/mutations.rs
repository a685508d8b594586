//! How much of what can go wrong in a deck the checker finds: `cargo bench --bench mutations`.
//!
//! Each mutation changes one thing in the shipped decks as a tired editor would; it is caught when
//! any finding is made that was not there before. With a folder of documents as argument
//! (`-- ../shared/sources`) the decks are checked against them too.

#![expect(clippy::print_stdout, reason = "the table is what it is for")]

use factdeck::check::{self, Documents, Input, Selection};
use factdeck::diagnostic::Span;
use factdeck::library::{Answer, Asks, Fact, FactRef, Library, Value};
use factdeck::load;
use factdeck::value::Edtf;
use rand::rngs::ChaCha8Rng;
use rand::seq::IndexedRandom as _;
use rand::{RngExt as _, SeedableRng as _};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

type Done<T> = Result<T, Box<dyn Error>>;
type Mutate = fn(&Shipped, &mut ChaCha8Rng) -> Option<Mutant>;

const MUTATIONS: usize = 500;

const KINDS: [(&str, Mutate); 12] = [
    ("change a figure", figure),
    ("change a date", date),
    ("change a name", name),
    ("change another text answer", text),
    ("misspell a citekey", citekey),
    ("misspell a name in a question", misspelled),
    ("swap two answers of a kind", swapped),
    ("duplicate a fact", duplicate),
    ("give two facts one id", same_id),
    ("drop the source", unsourced),
    ("answer in the question", told),
    ("a right wrong choice", right_wrong),
];

/// The decks as text, with what they mean.
struct Shipped {
    folder: PathBuf,
    files: Vec<(String, String)>,
    library: Library,
}

/// One file changed.
struct Mutant {
    file: usize,
    text: String,
    what: String,
}

fn main() -> Done<()> {
    let sources = std::env::args().skip(1).find(|arg| Path::new(arg).is_dir());
    let documents = sources
        .map(|folder| documents(Path::new(&folder)))
        .transpose()?;
    let shipped = Shipped::read()?;
    let before = findings(&shipped.files, documents.as_ref());
    let mut rng = ChaCha8Rng::seed_from_u64(7);
    let mut mutants = Vec::new();
    while mutants.len() < MUTATIONS {
        let (kind, mutate) = KINDS[mutants.len() % KINDS.len()];
        let mutant = (0..1000).find_map(|_| mutate(&shipped, &mut rng));
        mutants.push((kind, mutant.ok_or_else(|| format!("nothing to {kind}"))?));
    }
    let caught: Vec<(&str, bool, String)> = mutants
        .into_par_iter()
        .map(|(kind, mutant)| {
            let mut files = shipped.files.clone();
            files[mutant.file].1 = mutant.text;
            (
                kind,
                findings(&files, documents.as_ref()) != before,
                mutant.what,
            )
        })
        .collect();
    print(&caught, documents.is_some());
    Ok(())
}

fn print(caught: &[(&str, bool, String)], with_documents: bool) {
    let mut kinds: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (kind, is_caught, _) in caught {
        let (found, all) = kinds.entry(kind).or_default();
        *found += usize::from(*is_caught);
        *all += 1;
    }
    println!(
        "mutations of the shipped decks, {} documents",
        if with_documents { "with" } else { "without" }
    );
    for (kind, (found, all)) in kinds {
        println!(
            "{kind:32} {found:>4} of {all:>4} caught, {:>5.1} %",
            percent(found, all)
        );
    }
    let found = caught.iter().filter(|(_, is_caught, _)| *is_caught).count();
    println!(
        "{:32} {found:>4} of {:>4} caught, {:>5.1} %",
        "all",
        caught.len(),
        percent(found, caught.len())
    );
    for (kind, _, what) in caught.iter().filter(|(_, is_caught, _)| !is_caught) {
        println!("not caught: {kind}: {what}");
    }
}

#[expect(clippy::cast_precision_loss, reason = "a few hundred")]
fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole as f64
}

fn documents(folder: &Path) -> Done<Documents> {
    let mut texts = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if let Some(key) = path.file_stem() {
            texts.push((
                key.to_string_lossy().into_owned(),
                fs::read_to_string(&path)?,
            ));
        }
    }
    Ok(Documents::new(texts))
}

/// Returns the findings as text that does not hang on places.
fn findings(files: &[(String, String)], documents: Option<&Documents>) -> Vec<String> {
    let loaded = load::texts(
        files
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str())),
    );
    let Some(library) = &loaded.library else {
        return vec!["no library".to_owned()];
    };
    let input = Input {
        library,
        texts: &loaded.texts,
        diagnostics: loaded.diagnostics.clone(),
        head_is_sound: loaded.head_is_sound,
        documents,
    };
    let found = check::run(input, &Selection::default());
    found
        .into_iter()
        .map(|it| format!("{} {:?} {}", it.code, it.fact, it.message))
        .collect()
}

impl Shipped {
    fn read() -> Done<Self> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("decks");
        let mut files = Vec::new();
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.extension().is_some_and(|it| it == "toml") {
                let name = path
                    .file_name()
                    .unwrap_or_default()
                    .to_string_lossy()
                    .into_owned();
                files.push((name, fs::read_to_string(&path)?));
            }
        }
        files.sort();
        let library = load::folder(&folder).library.ok_or("no library")?;
        Ok(Self {
            folder,
            files,
            library,
        })
    }

    fn any_fact(&self, rng: &mut ChaCha8Rng) -> Option<(FactRef, &Fact)> {
        let facts: Vec<_> = self.library.facts().collect();
        facts.choose(rng).copied()
    }

    /// Replaces a span of the file a fact stands in.
    fn replace(&self, at: FactRef, span: Span, new: &str) -> Option<Mutant> {
        let deck = format!("{}.toml", self.library.deck_of(at).name);
        let file = self.files.iter().position(|(path, _)| *path == deck)?;
        let text = &self.files[file].1;
        let range = span.range();
        let old = text.get(range.clone())?;
        let what = format!(
            "{} `{old}` -> `{new}` in {}",
            self.library.fact(at).id,
            self.folder.file_name()?.to_string_lossy()
        );
        (old != new).then(|| Mutant {
            file,
            text: format!("{}{new}{}", &text[..range.start], &text[range.end..]),
            what,
        })
    }

    fn source_of(&self, at: FactRef, span: Span) -> Option<&str> {
        let deck = format!("{}.toml", self.library.deck_of(at).name);
        let (_, text) = self.files.iter().find(|(path, _)| *path == deck)?;
        text.get(span.range())
    }
}

/// Picks an answer of a fact, also one of a claim.
fn any_answer<'a>(shipped: &'a Shipped, rng: &mut ChaCha8Rng) -> Option<(FactRef, &'a Answer)> {
    let (at, fact) = shipped.any_fact(rng)?;
    let answers: Vec<&Answer> = fact.answered()?.answers().collect();
    Some((at, answers.choose(rng)?))
}

fn figure(shipped: &Shipped, rng: &mut ChaCha8Rng) -> Option<Mutant> {
    let (at, answer) = any_answer(shipped, rng)?;
    let Value::Number(quantity) = &answer.value else {
        return None;
    };
    let figure = quantity.figure();
    let by = [1.0, -1.0, 2.0, 10.0, -10.0, 100.0].choose(rng)?;
    let old = shipped.source_of(at, answer.span)?;
    let changed = figure + by;
    let (from, to) = (format!("{figure}"), format!("{changed}"));
    (changed > 0.0 && old.contains(&from))
        .then(|| shipped.replace(at, answer.span, &old.replacen(&from, &to, 1)))?
}

fn date(shipped: &Shipped, rng: &mut ChaCha8Rng) -> Option<Mutant> {
    let (at, answer) = any_answer(shipped, rng)?;
    let Value::Date(date) = &answer.value else {
        return None;
    };
    let old = shipped.source_of(at, answer.span)?;
    let digits: Vec<usize> = date
        .as_str()
        .bytes()
        .enumerate()
        .filter(|(_, it)| it.is_ascii_digit())
        .map(|(at, _)| at)
        .collect();
    let position = *digits.choose(rng)?;
    let digit = char::from(b'0' + rng.random_range(0..10_u8));
    let mut changed = date.as_str().to_owned();
    changed.replace_range(position..=position, &digit.to_string());
    Edtf::parse(&changed).ok()?;
    shipped.replace(at, answer.span, &old.replacen(date.as_str(), &changed, 1))
}

fn name(shipped: &Shipped, rng: &mut ChaCha8Rng) -> Option<Mutant> {
    let (at, answer) = any_answer(shipped, rng)?;
    let Value::Text(text) = &answer.value else {
        return None;
    };
    let names = shipped.library.names();
    let own = names.spelled(text)?;
    let kind = &names.get(own).kind.text;
    let others: Vec<_> = names
        .iter()
        .filter(|(id, other)| *id != own && other.kind.text == *kind)
        .collect();
    let (_, other) = others.choose(rng)?;
    shipped.replace(at, answer.span, &format!("\"{}\"", other.name))
}

fn text(shipped: &Shipped, rng: &mut ChaCha8Rng) -> Option<Mutant> {
    let (at, answer) = any_answer(shipped, rng)?;
    let Value::Text(text) = &answer.value else {
        return None;
    };
    if shipped.library.names().spelled(text).is_some() {
        return None;
    }
    let wrong = shipped.library.fact(at).extras().wrong.choose(rng)?;
    shipped.replace(at, answer.span, &format!("\"{wrong}\""))
}

fn citekey(shipped: &Shipped, rng: &mut ChaCha8Rng) -> Option<Mutant> {
    let (at, fact) = shipped.any_fact(rng)?;
    let citation = fact.citations.choose(rng)?;
    let old = shipped.source_of(at, citation.span)?;
    let mut key = citation.key.to_string();
    key.remove(rng.random_range(0..key.len()));
    shipped.replace(at, citation.span, &old.replacen(&*citation.key, &key, 1))
}

fn misspelled(shipped: &Shipped, rng: &mut ChaCha8Rng) -> Option<Mutant> {
    let (at, fact) = shipped.any_fact(rng)?;
    let Asks::Question { ask, .. } = &fact.asks else {
        return None;
    };
    let names: Vec<_> = shipped.library.names().iter().collect();
    let (_, name) = names.choose(rng)?;
    let old = shipped.source_of(at, ask.span)?;
    let start = old.find(&*name.name.text)?;
    let letters: Vec<usize> = name
        .name
        .text
        .char_indices()
        .filter(|(at, it)| *at > 0 && it.is_lowercase())
        .map(|(at, _)| at)
        .collect();
    if letters.len() < 5 {
        return None;
    }
    let letter = start + letters.choose(rng)?;
    let mut changed = old.to_owned();
    changed.remove(letter);
    shipped.replace(at, ask.span, &changed)
}

/// Gives a fact the answer of a neighbour in its deck, of the same kind.
fn swapped(shipped: &Shipped, rng: &mut ChaCha8Rng) -> Option<Mutant> {
    let (at, answer) = any_answer(shipped, rng)?;
    let (other_at, other) = any_answer(shipped, rng)?;
    let same_kind = answer.value.kind() == other.value.kind() && answer.value != other.value;
    if at.deck != other_at.deck
        || at.fact >= other_at.fact
        || !same_kind
        || matches!(answer.value, Value::Truth(_))
    {
        return None;
    }
    let (one, two) = (
        shipped.source_of(at, answer.span)?,
        shipped.source_of(other_at, other.span)?,
    );
    let mut mutant = shipped.replace(other_at, other.span, one)?;
    let range = answer.span.range();
    mutant.text = format!(
        "{}{two}{}",
        &mutant.text[..range.start],
        &mutant.text[range.end..]
    );
    mutant.what = format!(
        "{} and {}",
        shipped.library.fact(at).id,
        shipped.library.fact(other_at).id
    );
    Some(mutant)
}

fn duplicate(shipped: &Shipped, rng: &mut ChaCha8Rng) -> Option<Mutant> {
    let (at, fact) = shipped.any_fact(rng)?;
    let whole = shipped.source_of(at, fact.span)?;
    let copy = whole.replacen(&*fact.id.text, &format!("{}-copy", fact.id), 1);
    shipped.replace(at, fact.span, &format!("{}\n\n{copy}", whole.trim_end()))
}

fn same_id(shipped: &Shipped, rng: &mut ChaCha8Rng) -> Option<Mutant> {
    let (at, fact) = shipped.any_fact(rng)?;
    let (_, other) = shipped.any_fact(rng)?;
    shipped.replace(at, fact.id.span, &format!("\"{}\"", other.id))
}

fn unsourced(shipped: &Shipped, rng: &mut ChaCha8Rng) -> Option<Mutant> {
    let (at, fact) = shipped.any_fact(rng)?;
    let whole = shipped.source_of(at, fact.span)?;
    let line = whole.lines().find(|line| line.starts_with("source = "))?;
    shipped.replace(at, fact.span, &whole.replacen(&format!("{line}\n"), "", 1))
}

fn told(shipped: &Shipped, rng: &mut ChaCha8Rng) -> Option<Mutant> {
    let (at, answer) = any_answer(shipped, rng)?;
    let Asks::Question { ask, .. } = &shipped.library.fact(at).asks else {
        return None;
    };
    let Value::Text(answer) = &answer.value else {
        return None;
    };
    let asked = ask.text.trim_end_matches('?');
    shipped.replace(
        at,
        ask.span,
        &format!("\"{} ({answer})?\"", asked.replace('"', "'")),
    )
}

fn right_wrong(shipped: &Shipped, rng: &mut ChaCha8Rng) -> Option<Mutant> {
    let (at, answer) = any_answer(shipped, rng)?;
    let Value::Text(answer) = &answer.value else {
        return None;
    };
    let wrong = shipped.library.fact(at).extras().wrong.choose(rng)?;
    shipped.replace(at, wrong.span, &format!("\"{}\"", answer.to_uppercase()))
}
