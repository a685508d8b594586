//! Nothing that was answered is ever lost or doubled: kills, two programs at once, files that
//! cannot be used, full disks, clocks set back.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "it is a test"
)]

#[path = "support/pipe.rs"]
mod pipe;
#[path = "support/pty.rs"]
mod pty;
#[path = "support/world.rs"]
mod world;

use factdeck::store::Store;
use pipe::Pipe;
use pty::Pty;
use rand::rngs::ChaCha8Rng;
use rand::{RngExt as _, SeedableRng as _};
use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;
use world::{Ended, World};

/// Sessions on one log, each killed, before the log is looked through.
const KILLS_OF_A_LOG: usize = 20;
const LOGS_OVER_PIPES: usize = 8;
const LOGS_IN_TERMINALS: usize = 2;

/// No session gets further before it is killed.
const LONGEST_SESSION: usize = 8;

/// Facts that are asked by naming members, so that what is typed is logged as it is.
fn facts(deck: &str, count: usize) -> String {
    (0..count).fold(String::new(), |mut facts, number| {
        let fact = format!(
            "[[fact]]\nid = \"{deck}-{number}\"\nask = \"{deck} {number}?\"\n\
             answer = [\"yes\", \"no\"]\n"
        );
        facts.push_str(&fact);
        facts
    })
}

/// What a session does: it gives an answer found nowhere else to each question.
struct Script {
    session: String,
}

impl Script {
    fn answer(&self, question: usize) -> String {
        format!("{} to {question}", self.session)
    }

    /// The lines for every question, with the end of a line as the terminal has it.
    fn lines(&self, enter: &str, rate: &str) -> String {
        (1..=LONGEST_SESSION).fold(String::new(), |mut lines, question| {
            let answer = self.answer(question);
            let _ = write!(lines, "{answer}{enter}{enter}{rate}");
            lines
        })
    }
}

/// What a killed session had shown.
struct Killed {
    script: Script,
    /// Number of the last question that was shown; none where there was none.
    shown: usize,
}

/// Kills a session over a pipe when it has printed about so many bytes.
fn kill_over_pipe(world: &World, script: Script, rng: &mut ChaCha8Rng) -> Killed {
    let mut pipe = Pipe::start(&mut world.command(&["--plain", "--new", "9999"]));
    pipe.send(&script.lines("\n", "4\n"));
    pipe.wait_bytes(rng.random_range(0..1500));
    wait_a_moment(rng);
    let said = pipe.kill();
    let shown = said.lines().filter(|line| line.contains(", deck, new"));
    Killed {
        shown: shown.count(),
        script,
    }
}

/// Kills a session in a pseudo-terminal when its screen has shown some question.
fn kill_in_terminal(world: &World, script: Script, rng: &mut ChaCha8Rng) -> Killed {
    let mut command = pty::command(world::PROGRAM, &["--new", "9999"]);
    for (name, value) in world.environment() {
        command.env(name, value);
    }
    let mut pty = Pty::start(command, 24, 80);
    pty.send(&script.lines("\r", "4"));
    let wanted = rng.random_range(0..LONGEST_SESSION);
    pty.wait_until("question", |screen| number_on(screen) >= wanted);
    wait_a_moment(rng);
    pty.kill();
    pty.wait_end();
    Killed {
        shown: pty.look(number_on),
        script,
    }
}

/// The number of the question on a screen: `3/22  deck`.
fn number_on(screen: &vt100::Screen) -> usize {
    let text = screen.contents();
    let mut words = text.split_whitespace();
    let number = words.find_map(|word| word.split_once('/')?.0.parse().ok());
    number.unwrap_or(0)
}

/// Lets the program go on for a moment that is different each time.
fn wait_a_moment(rng: &mut ChaCha8Rng) {
    thread::sleep(Duration::from_micros(rng.random_range(0..2500)));
}

type Kill = fn(&World, Script, &mut ChaCha8Rng) -> Killed;

/// Kills session after session on one log and looks what is in it; returns how many reviews.
fn kill_again_and_again(seed: u64, kill: Kill) -> usize {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let world = World::new(&facts("deck", KILLS_OF_A_LOG * LONGEST_SESSION + 1));
    let killed: Vec<Killed> = (0..KILLS_OF_A_LOG)
        .map(|number| {
            let session = format!("session {number}");
            kill(&world, Script { session }, &mut rng)
        })
        .collect();

    let next = world.run_with(&["--plain"], ":quit\n");
    assert_eq!(next.code, Some(0), "{next:?}");
    let reviews = world.reviews();
    let typed: Vec<&str> = reviews.iter().map(|it| it.typed.as_str()).collect();
    let different: BTreeSet<&str> = typed.iter().copied().collect();
    assert_eq!(different.len(), typed.len(), "none twice: {typed:?}");
    let cards: BTreeSet<&str> = reviews.iter().map(|it| it.card.0.as_str()).collect();
    assert_eq!(cards.len(), reviews.len(), "each card once: {typed:?}");
    for Killed { script, shown } in killed {
        for question in 1..shown {
            let answer = script.answer(question);
            assert!(
                different.contains(&*answer),
                "`{answer}` of {shown}: {typed:?}"
            );
        }
        // What was never shown cannot have been rated.
        let later = script.answer(shown + 1);
        assert!(
            !different.contains(&*later),
            "`{later}` of {shown}: {typed:?}"
        );
    }
    reviews.len()
}

#[test]
fn two_hundred_kills_lose_and_double_nothing_and_the_next_start_works() {
    let seeds = 0..LOGS_OVER_PIPES + LOGS_IN_TERMINALS;
    let run = |parity: usize| {
        let mine = seeds.clone().filter(move |seed| seed % 2 == parity);
        mine.map(|seed| {
            let in_terminal = seed >= LOGS_OVER_PIPES;
            let kill = if in_terminal {
                kill_in_terminal
            } else {
                kill_over_pipe
            };
            kill_again_and_again(seed as u64, kill)
        })
        .sum::<usize>()
    };

    let kept = thread::scope(|scope| {
        let other = scope.spawn(|| run(1));
        run(0) + other.join().unwrap()
    });

    let kills = seeds.len() * KILLS_OF_A_LOG;
    println!("{kills} kills, {kept} reviews kept");
    assert_eq!(kills, 200);
    assert!(
        kept > kills,
        "the sessions were killed too early to tell: {kept}"
    );
}

#[test]
fn two_programs_at_once_on_one_log_keep_the_reviews_of_both() {
    let world = World::empty();
    world.write("library.toml", world::HEAD);
    world.write_deck("left", &facts("left", 15));
    world.write_deck("right", &facts("right", 15));
    let start = |deck: &str| {
        let arguments = ["study", deck, "--plain", "--new", "30"];
        Pipe::start(&mut world.command(&arguments))
    };
    let mut both = [("left", start("left")), ("right", start("right"))];

    for (deck, pipe) in &mut both {
        for question in 1..=15 {
            pipe.send(&format!("{deck} to {question}\n\n4\n"));
        }
    }
    for (deck, pipe) in &mut both {
        pipe.end_input();
        let (status, said) = pipe.wait_end();
        assert!(status.success(), "{said}");
        assert!(said.contains("15 questions answered"), "{deck}: {said}");
    }

    let reviews = world.reviews();
    for (deck, _) in &both {
        let of_deck = reviews.iter().filter(|it| it.typed.starts_with(deck));
        let of_deck: Vec<&str> = of_deck.map(|it| it.typed.as_str()).collect();
        let expected: Vec<String> = (1..=15).map(|it| format!("{deck} to {it}")).collect();
        assert_eq!(of_deck, expected);
    }
    assert_eq!(reviews.len(), 30);
}

#[test]
fn twelve_programs_that_make_the_same_log_at_once_all_find_it_usable() {
    let world = World::new(&facts("deck", 13));
    let mut all: Vec<Pipe> = (0..12)
        .map(|_| Pipe::start(&mut world.command(&["--plain", "--new", "13"])))
        .collect();

    for (number, pipe) in all.iter_mut().enumerate() {
        pipe.send(&format!("from {number}\n\n4\n:quit\n\n"));
        pipe.end_input();
    }

    for pipe in &mut all {
        assert!(pipe.wait_end().0.success());
    }
    let typed: BTreeSet<String> = world.reviews().into_iter().map(|it| it.typed).collect();
    let expected: BTreeSet<String> = (0..12).map(|it| format!("from {it}")).collect();
    assert_eq!(typed, expected);
}

/// Every file of a folder with its bytes.
fn contents(folder: &Path) -> HashMap<String, Vec<u8>> {
    let read = |name: String| {
        let bytes = fs::read(folder.join(&name)).unwrap_or_default();
        (name, bytes)
    };
    world::files(folder).into_iter().map(read).collect()
}

/// Asserts that studying is refused with this message, and that nothing is written.
fn assert_refused(world: &World, ended: &Ended, before: &HashMap<String, Vec<u8>>, words: &[&str]) {
    assert_eq!(ended.code, Some(2), "{ended:?}");
    assert_eq!(ended.stdout, "", "{ended:?}");
    for word in words {
        assert!(ended.stderr.contains(word), "no `{word}` in {ended:?}");
    }
    assert!(ended.stderr.starts_with("factdeck: "), "{ended:?}");
    assert_eq!(contents(&world.path("")), *before, "{ended:?}");
}

/// Studies on a log that cannot be used.
fn assert_unusable(world: &World, words: &[&str]) {
    let before = contents(&world.path(""));
    let path = world.log().display().to_string();
    let words: Vec<&str> = words.iter().copied().chain([&*path]).collect();

    let ended = world.run_with(&["--plain"], "yes\n\n4\n");

    assert_refused(world, &ended, &before, &words);
}

/// Makes a log with one review and changes its file.
fn changed_log(change: impl FnOnce(&mut Vec<u8>)) -> World {
    let world = World::new(&facts("deck", 3));
    world.append(&[world::review("deck-0", 5)]);
    let mut bytes = fs::read(world.log()).unwrap();
    change(&mut bytes);
    fs::write(world.log(), bytes).unwrap();
    world
}

#[test]
fn a_log_of_a_newer_version_is_refused_and_left_as_it_is() {
    // `user_version` is a big-endian number at byte 60 of an SQLite file.
    let world = changed_log(|bytes| bytes[60..64].copy_from_slice(&7_u32.to_be_bytes()));

    assert_unusable(&world, &["has format 7, newer than the 2", "upgrade"]);
}

#[test]
fn a_damaged_log_is_refused_and_left_as_it_is() {
    let world = changed_log(|bytes| bytes[..100].fill(b'x'));
    assert_unusable(
        &world,
        &["damaged or no review log", "restore it from a backup"],
    );

    let world = changed_log(|bytes| {
        let second_page = 4096.min(bytes.len());
        bytes[second_page..].fill(0xA5);
    });
    assert_unusable(
        &world,
        &["damaged or no review log", "restore it from a backup"],
    );
}

#[test]
fn a_log_that_was_cut_off_is_refused_and_left_as_it_is() {
    let world = changed_log(|bytes| bytes.truncate(5000));

    assert_unusable(&world, &["damaged or no review log"]);
}

#[test]
fn a_text_file_is_refused_as_a_log_and_left_as_it_is() {
    let world = World::new(&facts("deck", 3));
    fs::write(world.log(), "my diary\n".repeat(100)).unwrap();

    assert_unusable(&world, &["damaged or no review log"]);
}

#[test]
fn a_database_of_another_program_is_refused_and_left_as_it_is() {
    let world = World::new(&facts("deck", 3));
    let other = rusqlite::Connection::open(world.log()).unwrap();
    other
        .execute_batch("CREATE TABLE card (front TEXT)")
        .unwrap();
    drop(other);

    assert_unusable(
        &world,
        &[
            "no review log of factdeck",
            "choose another file with --log",
        ],
    );
}

#[test]
fn a_folder_is_refused_as_a_log() {
    let world = World::new(&facts("deck", 3));
    fs::create_dir(world.log()).unwrap();

    assert_unusable(&world, &["cannot open the review log", "--log"]);
}

#[test]
fn a_log_below_a_file_is_refused() {
    let world = World::new(&facts("deck", 3));
    fs::write(world.path("file"), "").unwrap();
    let before = contents(&world.path(""));

    let log = world.path("file/log.sqlite").display().to_string();
    let ended = world.run(&["--plain", "--log", &log]);

    let words = ["cannot create the folder of the review log", "--log", &log];
    assert_refused(&world, &ended, &before, &words);
}

/// Runs the program as somebody whom permissions bind; root is bound by none.
fn run_unprivileged(world: &World, arguments: &[&str]) -> Ended {
    let mut command = world.command(arguments);
    if fs::metadata("/proc/self").is_ok_and(|it| std::os::unix::fs::MetadataExt::uid(&it) == 0) {
        command.uid(65_534).gid(65_534);
    }
    world::ended(&mut command, "yes\n\n4\n")
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn a_folder_that_must_not_be_written_to_is_told_and_the_log_in_it_left_as_it_is() {
    for has_log in [false, true] {
        let world = World::new(&facts("deck", 3));
        if has_log {
            world.append(&[world::review("deck-0", 5)]);
            set_mode(&world.log(), 0o444);
        }
        set_mode(&world.path(""), 0o555);
        let before = contents(&world.path(""));

        let ended = run_unprivileged(&world, &["--plain"]);

        let message = if has_log {
            "write-protected"
        } else {
            "cannot open the review log"
        };
        assert_refused(&world, &ended, &before, &[message, "--log"]);
        set_mode(&world.path(""), 0o755);
    }
}

#[test]
fn a_disk_that_fills_up_is_told_and_every_review_before_it_is_kept() {
    let world = World::new(&facts("deck", 200));
    let disk = world.path("disk");
    fs::create_dir(&disk).unwrap();
    let lines = format!("{}\n\n4\n", "x".repeat(100)).repeat(200);
    fs::write(world.path("input"), lines).unwrap();
    let script = "mount -t tmpfs -o size=256k disk disk || exit 77
        \"$0\" --plain --new 9999 --log disk/log.sqlite < input > said
        code=$?
        mkdir copy && cp disk/* copy/
        exit $code";
    let mut command = Command::new("unshare");
    command.args([
        "--map-root-user",
        "--mount",
        "sh",
        "-c",
        script,
        world::PROGRAM,
    ]);
    command.env_clear().envs(world.environment());
    command.current_dir(world.path(""));

    let ended = world::ended(&mut command, "");

    if ended.code == Some(77) || ended.stderr.starts_with("unshare: ") {
        eprintln!(
            "skipped, because no small disk can be made here: {}",
            ended.stderr
        );
        return;
    }
    assert_eq!(ended.code, Some(2), "{ended:?}");
    assert!(ended.stderr.contains("the disk is full"), "{ended:?}");
    assert!(
        ended.stderr.contains("make room and try again"),
        "{ended:?}"
    );
    let said = fs::read_to_string(world.path("said")).unwrap();
    let shown = said
        .lines()
        .filter(|line| line.contains(", deck, new"))
        .count();
    let reviews = world::reviews(&world.path("copy/log.sqlite"));
    assert!(shown > 5, "{said}");
    // The last question that was shown is the one whose review did not fit.
    assert_eq!(reviews.len(), shown - 1);
}

#[test]
fn a_clock_that_was_set_back_is_told_and_the_session_goes_on() {
    let world = World::new(&facts("deck", 3));
    world.append(&[world::review("deck-0", -3)]);

    let ended = world.run_with(&["--plain"], "yes\nno\n\n4\n:quit\n");

    assert_eq!(ended.code, Some(0), "{ended:?}");
    let told = "the clock is behind the newest review by 7";
    assert!(ended.stdout.contains(told), "{ended:?}");
    assert_eq!(world.reviews().len(), 2);
}

#[test]
fn a_broken_deck_among_good_ones_is_told_and_the_others_are_studied() {
    let world = World::new(&facts("deck", 2));
    world.write_deck("broken", "[[fact]]\nid = \"half\"\nask = \"Unfinished");
    world.write("nonsense.toml", "\u{1}not toml at all = = =\n");

    let ended = world.run_with(&["--plain"], "yes\nno\n\n4\nyes\nno\n\n4\n");

    assert_eq!(ended.code, Some(0), "{ended:?}");
    assert!(ended.stdout.contains("broken.toml: "), "{ended:?}");
    assert!(ended.stdout.contains("nonsense.toml: "), "{ended:?}");
    assert!(ended.stdout.contains("2 questions answered"), "{ended:?}");
    assert_eq!(world.run(&["check"]).code, Some(1));
}

/// Answers the first question while another program has the log locked.
fn answer_while_locked(world: &World) -> (Pipe, rusqlite::Connection) {
    drop(Store::open(&world.log()).unwrap());
    let other = rusqlite::Connection::open(world.log()).unwrap();
    let mut pipe = Pipe::start(world.command(&["--plain"]).stderr(Stdio::piped()));
    pipe.wait_prompt();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    pipe.send("yes\n\n4\n");
    while !pipe.wait_prompt().contains("1 again") {}
    (pipe, other)
}

#[test]
fn a_log_that_another_program_locks_for_a_moment_is_waited_for() {
    let world = World::new(&facts("deck", 3));
    let (mut pipe, other) = answer_while_locked(&world);

    other.execute_batch("ROLLBACK").unwrap();

    assert!(pipe.wait_prompt().contains("deck 1?"));
    assert_eq!(world.reviews().len(), 1);
}

#[test]
fn a_log_that_stays_locked_is_told_after_a_while_and_no_other_question_is_asked() {
    let world = World::new(&facts("deck", 3));
    let (mut pipe, other) = answer_while_locked(&world);

    let (status, said) = pipe.wait_end();

    assert_eq!(status.code(), Some(2));
    let complaint = pipe.complaint();
    assert!(
        complaint.contains("kept locked by another program"),
        "{complaint}"
    );
    assert!(!said.contains("deck 1?"), "{said}");
    drop(other);
    assert_eq!(world.reviews(), []);
}
