//! Days planned from what was kept of the log are the days planned from every review.

use super::*;
use crate::command::stats::candidates;
use crate::grade::Verdict;
use crate::load;
use crate::question::Form;
use crate::schedule::{DayCounts, Rated, Rating, Review, Settings, seed_of};
use crate::store::Store;
use rand::rngs::ChaCha8Rng;
use rand::{RngExt as _, SeedableRng as _};
use std::fmt::Write as _;
use std::path::Path;

const FACTS: usize = 150;
const DAY_MS: i64 = 86_400_000;

/// A library in which every fifth fact has two holes; some facts have another revision, some
/// are missing.
fn library(revised: &[usize], missing: &[usize]) -> Library {
    let mut deck = "title = \"Deck\"\nsource = \"doc\"\n".to_owned();
    for fact in (0..FACTS).filter(|fact| !missing.contains(fact)) {
        let revision = 1 + u32::from(revised.contains(&fact));
        let content = match fact.is_multiple_of(5) {
            true => format!("cloze = \"From {{1:here {fact}}} to {{2:there {fact}}}.\"\n"),
            false => format!("ask = \"Number {fact}?\"\nanswer = \"word {fact}\"\n"),
        };
        let _ = write!(
            deck,
            "[[fact]]\nid = \"fact-{fact}\"\nrevision = {revision}\n{content}"
        );
    }
    let head =
        "id = \"lib\"\ntitle = \"Library\"\nlanguage = \"en\"\n[source.doc]\ntitle = \"D\"\n";
    let loaded = load::texts([("library.toml", head), ("deck.toml", &*deck)]);
    assert!(loaded.diagnostics.is_empty(), "{:?}", loaded.diagnostics);
    loaded.library.unwrap()
}

fn at(day: i64, minutes: i64) -> Moment {
    Moment {
        utc_ms: (20_000 + day) * DAY_MS + DAY_MS / 2 + minutes * 60_000,
        offset_s: 0,
    }
}

/// Everything a session starts from, in a form that can be compared.
#[derive(Debug, PartialEq)]
struct Told {
    queue: String,
    memories: HashMap<Card, Memory>,
    due_tomorrow: usize,
    unseen: usize,
}

fn told(today: Today) -> Told {
    Told {
        queue: format!("{:?}", today.queue),
        memories: today.memories,
        due_tomorrow: today.due_tomorrow,
        unseen: today.unseen,
    }
}

/// Plans a day from every review, card by card.
fn truth(library: &Library, store: &Store, scheduler: &Scheduler, now: Moment) -> Told {
    let history = store.history("lib").unwrap();
    let candidates = candidates(library, &history, scheduler, now);
    let today = now.study_day(4);
    let is_today = |rated: &Rated| rated.at.study_day(4) >= today;
    let mut done = DayCounts::default();
    let mut answered = HashSet::new();
    for (card, reviews) in history.cards() {
        let Some(last) = reviews.last().filter(|last| is_today(last)) else {
            continue;
        };
        let mut same = reviews.iter().filter(|it| it.revision == last.revision);
        let is_new = same.next().is_some_and(is_today);
        *(if is_new {
            &mut done.new
        } else {
            &mut done.reviews
        }) += 1;
        answered.insert((card.fact().to_owned(), last.revision));
    }
    let is_answered = |at: FactRef| {
        let fact = library.fact(at);
        answered.contains(&(fact.id.text.to_string(), fact.revision))
    };
    let queue = build(candidates.clone(), done, is_answered, scheduler, now);
    let asked: HashSet<Card> = queue.cards().collect();
    let memories = candidates.iter().filter(|it| asked.contains(&it.card));
    let tomorrow = Some(Due::Day(StudyDay(today.0 + 1)));
    let is_due_tomorrow = |it: &&Candidate| it.memory.map(|memory| memory.due) == tomorrow;
    Told {
        memories: memories
            .filter_map(|it| Some((it.card, it.memory?)))
            .collect(),
        queue: format!("{queue:?}"),
        due_tomorrow: candidates.iter().filter(is_due_tomorrow).count(),
        unseen: candidates.iter().filter(|it| it.memory.is_none()).count(),
    }
}

/// Starts a session and writes down what is to be kept; says whether something was.
fn start(library: &Library, store: &Store, scheduler: &Scheduler, now: Moment) -> (Today, bool) {
    let (recall, memo) = store.recall("lib", scheduler, now).unwrap();
    let keeps = memo.is_some_and(|memo| memo.write().is_ok());
    let today = Today::plan(library, &recall, scheduler, |_| true, now);
    (today, keeps)
}

/// Answers what is asked on a day until nothing is left; some answers are wrong.
fn answer(
    library: &Library,
    today: &Today,
    scheduler: &Scheduler,
    day: i64,
    rng: &mut ChaCha8Rng,
) -> Vec<Review> {
    let mut queue = today.queue.clone();
    let mut memories = today.memories.clone();
    let mut reviews = Vec::new();
    for minute in 1.. {
        let now = at(day, minute);
        let Some(card) = queue.next(now) else { break };
        let rating = Rating::ALL[[0, 1, 2, 2, 2, 2, 2, 3][rng.random_range(0..8)]];
        let id = card.id(library);
        let memory = scheduler.rate(memories.get(&card), rating, seed_of(&id.0), now);
        memories.insert(card, memory);
        queue.put_back(card, memory.due);
        reviews.push(Review {
            card: id,
            revision: library.fact(card.fact).revision,
            at: now,
            rating,
            form: Form::Recall,
            verdict: Verdict::Right,
            took_ms: 1,
            typed: String::new(),
            answer: String::new(),
        });
    }
    reviews
}

/// The files beside the log.
fn memos(folder: &Path) -> usize {
    let files = std::fs::read_dir(folder).unwrap();
    let paths = files.map(|file| file.unwrap().path());
    paths
        .filter(|path| path.extension().is_some_and(|it| it == "memo"))
        .count()
}

#[test]
fn seventy_five_days_are_planned_from_what_was_kept_as_from_every_review() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open(&folder.path().join("log.db")).unwrap();
    let settings = Settings {
        new_per_day: 40,
        ..Settings::default()
    };
    let scheduler = Scheduler::new(settings).unwrap();
    let mut rng = ChaCha8Rng::seed_from_u64(7);
    let mut kept = 0;
    for day in 0..75 {
        // An author raises revisions, takes facts out and brings them back.
        let missing = if day % 20 > 15 { 30..60 } else { 0..0 };
        let revised = 0..usize::try_from(day / 10 * 20).unwrap();
        let library = library(&revised.collect::<Vec<_>>(), &missing.collect::<Vec<_>>());

        let (today, keeps) = start(&library, &store, &scheduler, at(day, 0));
        kept += usize::from(keeps);
        let morning = truth(&library, &store, &scheduler, at(day, 0));
        let answers = answer(&library, &today, &scheduler, day, &mut rng);
        store.append_all("lib", &answers).unwrap();
        assert_eq!(told(today), morning, "day {day}");

        // In the evening, when some of it was taken back.
        for _ in 0..day % 3 {
            store.undo_last("lib").unwrap();
        }
        let evening = at(day, 9 * 60);
        let (today, _) = start(&library, &store, &scheduler, evening);
        assert_eq!(
            told(today),
            truth(&library, &store, &scheduler, evening),
            "day {day}"
        );
    }
    let reviews = store
        .history("lib")
        .unwrap()
        .cards()
        .map(|(_, all)| all.len())
        .sum::<usize>();
    assert!(kept > 1, "{kept} of {reviews}");
    assert_eq!(memos(folder.path()), 1);
}
