//! A library of any size for measuring: the same facts for the same size, in 100 files.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

/// Files a generated library has.
pub(crate) const FILES: usize = 100;

/// Writes a library of so many facts into a folder.
pub(crate) fn write(folder: &Path, facts: usize) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    fs::write(folder.join("library.toml"), head())?;
    for file in 0..FILES {
        let range = facts * file / FILES..facts * (file + 1) / FILES;
        fs::write(
            folder.join(format!("deck-{file:03}.toml")),
            deck(file, range),
        )?;
    }
    Ok(())
}

fn head() -> String {
    let mut text = String::from("id = \"generated\"\ntitle = \"Generated\"\nlanguage = \"en\"\n");
    for source in 0..10 {
        let _ = write!(
            text,
            "\n[source.doc-{source}]\ntitle = \"Document {source}\"\npublished = 2024-03-{:02}\n",
            source + 10
        );
    }
    for name in 0..100 {
        let _ = write!(
            text,
            "\n[name.group-{name}]\nname = \"{}\"\nkind = \"group\"\nalso = [\"Group {name}\"]\n",
            words(name, 2)
        );
    }
    text
}

fn deck(file: usize, facts: std::ops::Range<usize>) -> String {
    let mut text = format!(
        "title = \"Deck {file}\"\ntags = [\"generated\"]\nsource = \"doc-{}\"\n",
        file % 10
    );
    for fact in facts {
        let _ = write!(text, "\n[[fact]]\nid = \"fact-{fact}\"\n{}", body(fact));
    }
    text
}

/// Most facts ask a question of words; figures, dates, terms, sets and clozes are mixed in.
fn body(fact: usize) -> String {
    let about = words(fact, 4);
    match fact % 10 {
        0 => format!(
            "ask = \"How many people lived in {about}?\"\nanswer = {}\nunit = \"people\"\n",
            fact + 7
        ),
        1 => format!(
            "ask = \"When was {about} founded?\"\nanswer = {}-{:02}-{:02}\n",
            1000 + fact % 1000,
            fact % 12 + 1,
            fact % 28 + 1
        ),
        2 => format!(
            "term = \"{}\"\nmeaning = \"A place known for {about}\"\n",
            words(fact.wrapping_mul(7) + 3, 3)
        ),
        3 => format!(
            "cloze = \"The town of {{{}}} lies beside {about}.\"\n",
            words(fact + 1, 2)
        ),
        4 => format!(
            "ask = \"Which three towns belong to {about}?\"\nanswer = [\"{}\", \"{}\", \"{}\"]\n",
            words(fact + 1, 2),
            words(fact + 2, 2),
            words(fact + 3, 2)
        ),
        5 => format!(
            "subject = \"group-{}\"\nattribute = \"members-{fact}\"\nask = \"How many members had {about}?\"\nanswer = {{ at_least = {} }}\n",
            fact % 100,
            fact + 5
        ),
        _ => format!(
            "ask = \"Who is remembered for {about}?\"\nanswer = \"{}\"\nwrong = [\"{}\", \"{}\", \"{}\"]\n",
            words(fact.wrapping_mul(31) + 11, 2),
            words(fact.wrapping_mul(37) + 12, 2),
            words(fact.wrapping_mul(41) + 13, 2),
            words(fact.wrapping_mul(43) + 14, 2),
        ),
    }
}

/// Makes a phrase that differs from number to number and reads like names.
fn words(number: usize, count: usize) -> String {
    const STARTS: [&str; 16] = [
        "Ba", "Co", "Da", "El", "Fa", "Ga", "Ha", "Ir", "Jo", "Ka", "Lu", "Ma", "No", "Or", "Pe",
        "Qu",
    ];
    const MIDDLES: [&str; 16] = [
        "ran", "lim", "ster", "vo", "nach", "del", "rin", "tos", "mar", "ke", "lan", "bur", "sil",
        "ten", "gor", "wi",
    ];
    const ENDS: [&str; 16] = [
        "burg", "field", "ia", "stan", "ton", "ville", "mouth", "dorf", "ey", "or", "um", "as",
        "ov", "ard", "ingen", "eth",
    ];
    let mut seed = number as u64;
    let mut parts = Vec::with_capacity(count);
    for _ in 0..count {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let pick = |shift: u32| ((seed >> shift) & 15) as u8;
        parts.push(format!(
            "{}{}{}",
            STARTS[usize::from(pick(40))],
            MIDDLES[usize::from(pick(48))],
            ENDS[usize::from(pick(56))]
        ));
    }
    parts.join(" ")
}
