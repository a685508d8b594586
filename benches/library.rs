//! What the README's performance table is made with: `cargo bench`.
//!
//! Times are medians of several runs in one go, so that their ratios hold on a noisy machine.
//! Each figure comes from a process of its own, so that peak memory is that of one job alone.
#![expect(clippy::print_stdout, reason = "the table is what it is for")]

mod generated;

use factdeck::card::CardId;
use factdeck::check::{self, Input, Selection};
use factdeck::grade::Verdict;
use factdeck::load;
use factdeck::question::Form;
use factdeck::schedule::{Moment, Rating, Review};
use factdeck::store::Store;
use rayon::prelude::*;
use std::error::Error;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use toml::de::DeTable;

type Done<T> = Result<T, Box<dyn Error>>;

const RUNS: usize = 9;
const SIZES: [usize; 3] = [1_000, 10_000, 100_000];
const REVIEWS: usize = 200_000;

fn main() -> Done<()> {
    let args: Vec<String> = std::env::args().collect();
    match args.iter().position(|arg| arg == "--job") {
        Some(at) => job(&args[at + 1], Path::new(&args[at + 2])),
        None => table(&sizes(&args)),
    }
}

/// Returns the sizes named on the command line, else the usual ones.
fn sizes(args: &[String]) -> Vec<usize> {
    let named: Vec<usize> = args.iter().filter_map(|arg| arg.parse().ok()).collect();
    if named.is_empty() {
        SIZES.to_vec()
    } else {
        named
    }
}

fn table(sizes: &[usize]) -> Done<()> {
    println!(
        "| facts | bare parse | load | check, every rule | first question, no reviews | with 200,000 reviews | with nothing kept of them |"
    );
    println!("|---|---|---|---|---|---|---|");
    for size in sizes {
        let folder = tempfile::tempdir()?;
        let library = folder.path().join("library");
        generated::write(&library, *size)?;
        let log = folder.path().join("full.sqlite");
        write_log(&log, *size)?;
        let mut rows: [Vec<Measured>; 6] = Default::default();
        for run in 0..RUNS {
            rows[0].push(measure_job("parse", &library)?);
            rows[1].push(measure_job("load", &library)?);
            rows[2].push(measure_job("check", &library)?);
            let empty = folder.path().join(format!("{run}.sqlite"));
            rows[3].push(first_question(&library, &empty)?);
            forget(folder.path())?;
            rows[5].push(first_question(&library, &log)?);
            rows[4].push(first_question(&library, &log)?);
        }
        let [parse, load, check, empty, full, forgotten] = rows.map(median);
        let cells = [load, check, empty, full, forgotten].map(|it| cell(it, parse));
        println!("| {size} | {} | {} |", ms(parse.time), cells.join(" | "));
    }
    Ok(())
}

/// Writes a time with its ratio to the bare parse, and the peak of memory.
fn cell(measured: Measured, parse: Measured) -> String {
    let times = measured.time.as_secs_f64() / parse.time.as_secs_f64();
    format!(
        "{} ({times:.1}×), {} MiB",
        ms(measured.time),
        measured.peak_kib / 1024
    )
}

#[derive(Clone, Copy)]
struct Measured {
    time: Duration,
    peak_kib: u64,
}

fn median(mut measured: Vec<Measured>) -> Measured {
    measured.sort_by_key(|it| it.time);
    let peak_kib = measured.iter().map(|it| it.peak_kib).max().unwrap_or(0);
    Measured {
        peak_kib,
        ..measured[measured.len() / 2]
    }
}

fn ms(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1000.0)
}

/// Does one job in this process and prints what it took.
fn job(what: &str, folder: &Path) -> Done<()> {
    let start = Instant::now();
    let kept = match what {
        "parse" => bare_parse(folder)?,

        "check" => check_folder(folder)?,
        "load" => load_folder(folder),
        other => return Err(format!("no job `{other}`").into()),
    };
    println!(
        "{} {} {kept}",
        start.elapsed().as_nanos(),
        peak_kib("self")?
    );
    Ok(())
}

/// Reads and parses every file on all processors, and builds nothing from it.
fn bare_parse(folder: &Path) -> Done<usize> {
    let entries: Vec<_> = fs::read_dir(folder)?.collect::<Result<_, _>>()?;
    let tables = entries.par_iter().map(|entry| {
        let text = fs::read_to_string(entry.path()).unwrap_or_default();
        DeTable::parse(&text).map_or(0, |table| table.get_ref().len())
    });
    Ok(tables.sum())
}

/// Reads a library, which stays read until the program ends.
fn load_folder(folder: &Path) -> usize {
    let loaded = load::folder(folder);
    let facts = loaded.library.as_ref().map(|it| it.facts().count());
    std::mem::forget(loaded);
    facts.unwrap_or(0)
}

/// Reads a library and runs every rule over it, as `factdeck check` does.
fn check_folder(folder: &Path) -> Done<usize> {
    let mut loaded = load::folder(folder);
    let diagnostics = std::mem::take(&mut loaded.diagnostics);
    let input = Input {
        library: loaded.library.as_ref().ok_or("no library")?,
        texts: &loaded.texts,
        diagnostics,
        head_is_sound: loaded.head_is_sound,
        documents: None,
    };
    let found = check::run(input, &Selection::default()).len();
    std::mem::forget(loaded);
    Ok(found)
}

fn measure_job(what: &str, folder: &Path) -> Done<Measured> {
    let output = Command::new(std::env::current_exe()?)
        .args(["--job", what])
        .arg(folder)
        .output()?;
    let text = String::from_utf8(output.stdout)?;
    let mut words = text.split_whitespace();
    let nanos: u64 = words.next().ok_or("no time")?.parse()?;
    let peak_kib = words.next().ok_or("no peak")?.parse()?;
    Ok(Measured {
        time: Duration::from_nanos(nanos),
        peak_kib,
    })
}

/// Starts the program and waits until it asks its first question.
fn first_question(library: &Path, log: &Path) -> Done<Measured> {
    let start = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_factdeck"))
        .args(["study", "--plain", "--seed", "1", "--library"])
        .arg(library)
        .arg("--log")
        .arg(log)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let output = child.stdout.take().ok_or("no output")?;
    let mut lines = BufReader::new(output).lines();
    let shown = lines.any(|line| line.is_ok_and(|line| line.starts_with("1/")));
    let time = start.elapsed();
    if !shown {
        return Err("no question was asked".into());
    }
    let peak_kib = peak_kib(&child.id().to_string())?;
    if let Some(mut input) = child.stdin.take() {
        writeln!(input, ":quit")?;
    }
    child.wait()?;
    Ok(Measured { time, peak_kib })
}

/// Removes what starts have kept of the log, so that the next one has to replay all of it.
fn forget(folder: &Path) -> Done<()> {
    for file in fs::read_dir(folder)? {
        let path = file?.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "memo")
        {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}

/// Reads the peak of resident memory of a process.
fn peak_kib(process: &str) -> Done<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"));
    let figure = line.and_then(|line| line.split_whitespace().nth(1));
    Ok(figure
        .ok_or("no peak in the status of the process")?
        .parse()?)
}

/// Writes a log of 200,000 reviews, each card as often as the next, ending yesterday.
fn write_log(path: &Path, facts: usize) -> Done<()> {
    let mut store = Store::open(path)?;
    let now = jiff::Timestamp::now().as_millisecond();
    let rounds = REVIEWS.div_ceil(facts);
    let mut reviews = Vec::with_capacity(REVIEWS);
    for number in 0..REVIEWS {
        let (round, fact) = (number / facts, number % facts);
        let days_ago = 1 + (rounds - round) * 3;
        let offset = i64::try_from(days_ago)? * 86_400_000 - i64::try_from(fact)? * 300;
        reviews.push(review(fact, now - offset));
    }
    store.append_all("generated", &reviews)?;
    Ok(())
}

fn review(fact: usize, utc_ms: i64) -> Review {
    let side = match fact % 10 {
        3 => format!("fact-{fact}/hole-1"),
        _ => format!("fact-{fact}"),
    };
    Review {
        card: CardId(side),
        revision: 1,
        at: Moment {
            utc_ms,
            offset_s: 0,
        },
        rating: if fact.is_multiple_of(7) {
            Rating::Again
        } else {
            Rating::Good
        },
        form: Form::Type,
        verdict: Verdict::Right,
        took_ms: 5_000,
        typed: "an answer".to_owned(),
        answer: format!("answer {fact}"),
    }
}
