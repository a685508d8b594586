//! Whatever was kept of a log, and whatever was done to the log since, it amounts to the same.

use super::*;
use crate::grade::Verdict;
use crate::question::Form;
use crate::schedule::{
    CardLog, Mark, MarkKind, Rated, Rating, Review, Scheduler, Settings, seed_of,
};
use crate::store::{Marks, Store};
use proptest::prelude::*;
use rusqlite::Connection;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const MINUTE: i64 = 60_000;
const DAY: i64 = 86_400_000;
const IDS: [&str; 6] = ["a", "a/reverse", "b", "c/hole-1", "c/hole-2", "d"];
/// So many reviews are worth keeping here.
const ENOUGH: usize = 5;

/// Noon of a day, UTC.
fn noon(day: i64) -> Moment {
    Moment {
        utc_ms: day * DAY + DAY / 2,
        offset_s: 0,
    }
}

fn later(moment: Moment, by_ms: i64) -> Moment {
    Moment {
        utc_ms: moment.utc_ms + by_ms,
        ..moment
    }
}

fn review(id: &str, at: Moment) -> Review {
    Review {
        card: CardId(id.to_owned()),
        revision: 1,
        at,
        rating: Rating::Good,
        form: Form::Type,
        verdict: Verdict::Right,
        took_ms: 4200,
        typed: String::new(),
        answer: "answer".to_owned(),
    }
}

/// A log in a folder of its own, with a scheduler to read it by.
struct World {
    folder: TempDir,
    store: Store,
    scheduler: Scheduler,
}

/// A memory with the bits of its floats.
type Bits = (Option<Memory>, [u32; 2]);

/// What a log amounts to, in a form that can be compared and read.
#[derive(Debug, PartialEq)]
struct Told {
    /// By card and revision.
    memories: BTreeMap<(&'static str, u32), Bits>,
    marks: BTreeMap<&'static str, Marks>,
    done: DayCounts,
    answered: Vec<(String, u32)>,
    newest: Option<Moment>,
}

fn told(
    memory: impl Fn(&str, u32) -> Option<Memory>,
    marks: impl Fn(&str) -> Marks,
    (done, mut answered): (DayCounts, Vec<(String, u32)>),
    newest: Option<Moment>,
) -> Told {
    let places = IDS.iter().flat_map(|id| (1..=3).map(move |it| (*id, it)));
    let to_the_bit = |(id, revision)| {
        let memory: Option<Memory> = memory(id, revision);
        let bits = memory.map_or([0; 2], |it| [it.stability, it.difficulty].map(f32::to_bits));
        ((id, revision), (memory, bits))
    };
    answered.sort();
    answered.dedup();
    Told {
        memories: places.map(to_the_bit).collect(),
        marks: IDS.into_iter().map(|id| (id, marks(id))).collect(),
        done,
        answered,
        newest,
    }
}

impl World {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = open(&folder.path().join("log.db"));
        Self {
            folder,
            store,
            scheduler: Scheduler::default(),
        }
    }

    /// A log in which each of ten days has a review of every card, from day 100 on.
    fn studied() -> Self {
        let mut world = Self::new();
        for day in 100..110 {
            world.study(day, 1);
        }
        world
    }

    fn study(&mut self, day: i64, revision: u32) {
        let reviews = (0..).zip(IDS).map(|(nth, id)| Review {
            revision,
            rating: Rating::ALL[(nth + usize::try_from(day).unwrap()) % 4],
            ..review(id, later(noon(day), i64::try_from(nth).unwrap() * MINUTE))
        });
        let reviews: Vec<Review> = reviews.collect();
        self.store.append_all("lib", &reviews).unwrap();
    }

    fn recall(&self, now: Moment) -> (Recall, Option<Memo>) {
        let recall = self
            .store
            .recall_keeping(ENOUGH, "lib", &self.scheduler, now);
        recall.unwrap()
    }

    /// Starts as a session does, with a memo where there is one, and keeps what is to be kept.
    fn start(&self, now: Moment) -> Told {
        let (recall, memo) = self.recall(now);
        if let Some(memo) = memo {
            memo.write().unwrap();
        }
        self.told(&recall, now)
    }

    fn told(&self, recall: &Recall, now: Moment) -> Told {
        let find = |id: &str| recall.lookup().find(id);
        let rollover = self.scheduler.settings().rollover_hour;
        let (done, answered) = recall.done_on(now.study_day(rollover), rollover);
        let answered = answered.into_iter();
        let answered = answered.map(|(fact, revision)| (fact.to_owned(), revision));
        told(
            |id, revision| find(id)?.memory(revision),
            |id| find(id).map_or_else(Marks::default, |it| it.marks()),
            (done, answered.collect()),
            recall.newest(),
        )
    }

    /// What reading every row and replaying every review says.
    fn truth(&self, now: Moment) -> Told {
        let history = self.store.history("lib").unwrap();
        let replay = |id: &str, revision| {
            let log = CardLog {
                before: None,
                reviews: history.reviews(id),
                revision,
                seed: seed_of(id),
            };
            self.scheduler.replay(log, now)
        };
        let newest = history.cards().flat_map(|(_, reviews)| reviews);
        told(
            replay,
            |id| history.marks(id),
            self.done(now),
            newest.map(|rated| rated.at).max(),
        )
    }

    /// What was done today, told from every review.
    fn done(&self, now: Moment) -> (DayCounts, Vec<(String, u32)>) {
        let rollover = self.scheduler.settings().rollover_hour;
        let today = now.study_day(rollover);
        let is_today = |rated: &Rated| rated.at.study_day(rollover) >= today;
        let history = self.store.history("lib").unwrap();
        let mut counts = DayCounts::default();
        let mut answered = Vec::new();
        for (card, reviews) in history.cards() {
            let Some(last) = reviews.last().filter(|last| is_today(last)) else {
                continue;
            };
            let mut same = reviews.iter().filter(|it| it.revision == last.revision);
            match same.next().is_some_and(is_today) {
                true => counts.new += 1,
                false => counts.reviews += 1,
            }
            answered.push((card.fact().to_owned(), last.revision));
        }
        (counts, answered)
    }

    /// Says whether a session that starts now goes on from what was kept.
    fn uses_memo(&self, now: Moment) -> bool {
        let uses = self.store.keeps("lib", &self.scheduler, now);
        assert_eq!(self.start(now), self.truth(now));
        uses
    }

    fn log(&self) -> PathBuf {
        self.folder.path().join("log.db")
    }

    fn memo(&self) -> PathBuf {
        memo::path(&self.log(), "lib")
    }

    fn sql(&self, statement: &str) {
        let other = Connection::open(self.log()).unwrap();
        other.execute_batch(statement).unwrap();
    }

    /// Keeps a copy of the log; a copy that there is goes.
    fn back_up(&self) {
        let copy = self.folder.path().join("backup.db");
        let _ = fs::remove_file(&copy);
        let vacuum = "VACUUM INTO ?1";
        let copy = copy.to_str().unwrap();
        self.store.connection.execute(vacuum, [copy]).unwrap();
    }

    /// Puts the copy in the place of the log.
    fn restore(&mut self) {
        let copy = self.folder.path().join("backup.db");
        if copy.exists() {
            // The log itself has to be closed before.
            self.store = open(&self.folder.path().join("other.db"));
            fs::copy(copy, self.log()).unwrap();
            self.store = open(&self.log());
        }
    }
}

/// Opens a log without waiting for the disk.
fn open(path: &Path) -> Store {
    let store = Store::open(path).unwrap();
    let set = store.connection.pragma_update(None, "synchronous", "OFF");
    set.unwrap();
    store
}

#[test]
fn a_start_from_what_was_kept_tells_what_replaying_everything_tells() {
    let world = World::studied();
    let now = noon(110);

    assert!(!world.uses_memo(now));
    assert!(world.uses_memo(now));
    assert!(world.memo().exists());
}

#[test]
fn a_thousand_reviews_are_worth_keeping_and_fewer_are_not() {
    let mut world = World::new();
    let answer = |nth: i64| review("a", later(noon(100), nth));
    let keeps = |world: &World| {
        let recall = world.store.recall("lib", &world.scheduler, noon(101));
        recall.unwrap().1.is_some()
    };
    let reviews: Vec<Review> = (0..999).map(answer).collect();
    world.store.append_all("lib", &reviews).unwrap();
    assert!(!keeps(&world));

    world.store.append("lib", &answer(999)).unwrap();

    assert!(keeps(&world));
}

#[test]
fn what_is_of_today_is_not_kept_until_the_day_is_over() {
    let mut world = World::new();
    world.study(100, 1);

    let (_, memo) = world.recall(later(noon(100), 60 * MINUTE));
    assert!(memo.is_none());
    // The day of study ends at four in the morning.
    let (_, memo) = world.recall(later(noon(101), -8 * 60 * MINUTE - 1));
    assert!(memo.is_none());
    let (_, memo) = world.recall(later(noon(101), -8 * 60 * MINUTE));
    assert!(memo.is_some());
}

#[test]
fn a_new_memo_is_made_when_enough_has_been_added_to_the_last() {
    let mut world = World::studied();
    world.start(noon(110));
    world.store.append("lib", &review("a", noon(110))).unwrap();

    assert!(world.recall(noon(111)).1.is_none());
    world.study(111, 1);
    assert!(world.recall(noon(112)).1.is_some());
    assert!(world.uses_memo(noon(112)));
    assert!(world.recall(noon(112)).1.is_none());
}

#[test]
fn a_memo_that_is_gone_cut_or_garbled_costs_nothing_but_time() {
    let world = World::studied();
    let now = noon(110);
    world.start(now);
    let whole = fs::read(world.memo()).unwrap();

    for length in [0, 1, 8, whole.len() / 2, whole.len() - 1] {
        fs::write(world.memo(), &whole[..length]).unwrap();
        assert!(!world.uses_memo(now), "of {length} bytes");
    }
    for at in 0..whole.len() {
        let mut garbled = whole.clone();
        garbled[at] ^= 0x10;
        fs::write(world.memo(), garbled).unwrap();
        assert!(!world.store.keeps("lib", &world.scheduler, now), "{at}");
    }
    fs::remove_file(world.memo()).unwrap();
    assert!(!world.uses_memo(now));
    assert!(world.uses_memo(now));
}

#[test]
fn a_memo_that_cannot_be_written_is_done_without() {
    let world = World::studied();
    fs::create_dir(world.memo()).unwrap();

    let (recall, memo) = world.recall(noon(110));

    assert!(memo.unwrap().write().is_err());
    assert_eq!(world.told(&recall, noon(110)), world.truth(noon(110)));
    let mut files: Vec<_> = fs::read_dir(world.folder.path()).unwrap().collect();
    files.retain(|file| file.as_ref().unwrap().path() != world.memo());
    assert!(files.len() <= 3, "only the log is left: {files:?}");
}

#[test]
fn a_memo_of_another_library_is_not_used() {
    let mut world = World::studied();
    world.start(noon(110));
    let reviews: Vec<_> = IDS.map(|id| review(id, noon(109))).into();
    world.store.append_all("other", &reviews).unwrap();
    let others = memo::path(&world.log(), "other");

    fs::copy(world.memo(), &others).unwrap();

    assert!(!world.store.keeps("other", &world.scheduler, noon(110)));
    let other = world.store.recall("other", &world.scheduler, noon(110));
    let memory = other.unwrap().0.lookup().find("a").unwrap().memory(1);
    assert_eq!(memory.unwrap().reps, 1);
}

#[test]
fn a_memo_made_by_other_settings_is_not_used() {
    let mut world = World::studied();
    world.start(noon(110));
    let settings = Settings {
        desired_retention: 0.8,
        ..Settings::default()
    };

    world.scheduler = Scheduler::new(settings).unwrap();

    assert!(!world.uses_memo(noon(110)));
    assert!(world.uses_memo(noon(110)));
}

#[test]
fn settings_that_only_limit_a_day_leave_a_memo_of_use() {
    let mut world = World::studied();
    world.start(noon(110));
    let settings = Settings {
        new_per_day: 99,
        reviews_per_day: 1,
        ..Settings::default()
    };

    world.scheduler = Scheduler::new(settings).unwrap();

    assert!(world.uses_memo(noon(110)));
}

#[test]
fn a_log_restored_from_a_backup_is_not_taken_for_the_later_one() {
    let mut world = World::studied();
    world.back_up();
    world.study(110, 1);
    world.start(noon(111));

    world.restore();

    assert!(!world.uses_memo(noon(111)));
    world.study(111, 1);
    world.study(112, 1);
    assert!(world.uses_memo(noon(113)));
}

#[test]
fn a_restored_log_that_grew_again_otherwise_is_not_taken_for_the_one_that_was_lost() {
    let mut world = World::studied();
    world.back_up();
    world.study(110, 1);
    world.start(noon(111));
    world.restore();

    world.study(111, 2);

    assert!(!world.uses_memo(noon(112)));
}

#[test]
fn copies_of_a_log_from_which_different_rows_were_taken_back_are_told_apart() {
    let mut world = World::studied();
    world.back_up();
    let undo = |world: &mut World, seq| {
        world.sql(&format!("DELETE FROM review WHERE seq = {seq}"));
    };
    undo(&mut world, 5);
    world.start(noon(110));
    world.restore();

    undo(&mut world, 6);

    assert!(!world.uses_memo(noon(110)));
}

#[test]
fn a_new_log_in_the_place_of_another_is_not_taken_for_it() {
    let mut world = World::studied();
    world.start(noon(110));
    world.store = open(&world.folder.path().join("other.db"));
    fs::remove_file(world.log()).unwrap();
    world.store = open(&world.log());

    for day in 100..110 {
        world.study(day, 1);
    }

    assert!(!world.uses_memo(noon(110)));
}

#[test]
fn taking_back_what_was_done_today_leaves_a_memo_of_use() {
    let mut world = World::studied();
    world.start(noon(110));
    world.study(110, 1);
    for _ in 0..3 {
        world.store.undo_last("lib").unwrap();
    }
    let card = CardId("a".to_owned());
    world.store.undo_review("lib", &card).unwrap();

    assert!(world.uses_memo(noon(110)));
    world.study(110, 1);
    assert!(world.uses_memo(noon(110)));
}

#[test]
fn taking_back_what_was_kept_makes_a_memo_useless() {
    let mut world = World::studied();
    world.start(noon(110));

    world.store.undo_last("lib").unwrap();

    assert!(!world.uses_memo(noon(110)));
    assert!(world.uses_memo(noon(110)));
}

#[test]
fn taking_back_a_mark_that_was_kept_makes_a_memo_useless() {
    let mut world = World::new();
    let card = CardId("a".to_owned());
    let mark = Mark {
        card: card.clone(),
        at: noon(99),
        kind: MarkKind::Suspend,
        remark: String::new(),
    };
    world.store.add_mark("lib", &mark).unwrap();
    world.study(100, 1);
    world.start(noon(110));
    assert!(world.uses_memo(noon(110)));

    world.store.undo_mark("lib", &card).unwrap();

    assert!(!world.uses_memo(noon(110)));
}

#[test]
fn rows_that_other_programs_change_or_put_between_make_a_memo_useless() {
    let row = "4, 1, 0, 3, 1, 9, 'type', 'right', (SELECT hash FROM answer), ''";
    for statement in [
        "UPDATE review SET rating = 1 WHERE seq = 5",
        "UPDATE review SET seq = 3000 WHERE seq = 5",
        "DELETE FROM review WHERE seq = 1",
        "UPDATE card SET card = 'z' WHERE card = 'd'",
        "DELETE FROM review WHERE card = 6; DELETE FROM card WHERE id = 6",
        &format!("INSERT INTO review VALUES (-1, {row})"),
        "INSERT INTO mark VALUES (4, 1, 5, 0, 'suspend', '')",
        "DELETE FROM amendment",
    ] {
        let world = World::studied();
        world.start(noon(110));
        assert!(world.uses_memo(noon(110)));

        world.sql(statement);

        let keeps = world.store.keeps("lib", &world.scheduler, noon(110));
        assert!(!keeps, "{statement}");
        if statement != "DELETE FROM amendment" {
            assert!(!world.uses_memo(noon(110)), "{statement}");
        }
    }
}

#[test]
fn reviews_of_long_ago_that_are_merged_in_go_on_from_a_memo() {
    let mut world = World::studied();
    world.start(noon(110));

    let merged: Vec<Review> = (50..60)
        .flat_map(|day| IDS.map(|id| review(id, later(noon(day), 1))))
        .collect();
    world.store.append_all("lib", &merged).unwrap();

    assert!(world.uses_memo(noon(110)));
    assert!(world.uses_memo(noon(110)));
}

#[test]
fn a_raised_revision_and_one_that_was_lowered_again_are_known_from_a_memo() {
    let mut world = World::studied();
    world.study(110, 2);
    world.study(111, 1);
    world.start(noon(112));

    world.study(112, 2);
    world.study(112, 3);

    assert!(world.uses_memo(noon(112)));
    let (recall, _) = world.recall(noon(113));
    let reps = |revision| {
        recall
            .lookup()
            .find("b")
            .unwrap()
            .memory(revision)
            .unwrap()
            .reps
    };
    assert_eq!([1, 2, 3].map(reps), [11, 2, 1]);
}

#[test]
fn a_clock_that_was_set_back_makes_a_memo_useless_until_its_day() {
    let mut world = World::studied();
    world.start(noon(112));

    assert!(!world.store.keeps("lib", &world.scheduler, noon(105)));
    assert_eq!(
        world.recall(noon(105)).0.newest(),
        world.truth(noon(105)).newest
    );
    assert_eq!(
        world.told(&world.recall(noon(105)).0, noon(105)),
        world.truth(noon(105))
    );
    assert!(world.uses_memo(noon(112)));
    world.study(105, 1);
    assert!(!world.uses_memo(noon(105)));
}

#[test]
fn a_review_that_is_still_to_come_is_not_kept_and_what_follows_it_neither() {
    let mut world = World::studied();
    world.study(500, 1);
    world.study(110, 1);
    world.start(noon(111));

    assert!(world.uses_memo(noon(111)));
    let (recall, _) = world.recall(noon(111));
    let memory = recall.lookup().find("a").unwrap().memory(1).unwrap();
    assert_eq!(memory.last, noon(110));
    assert_eq!(memory.reps, 12);
}

#[test]
fn two_sessions_at_once_each_know_what_the_other_did() {
    let mut world = World::studied();
    let now = noon(110);
    let (_, memo) = world.recall(now);
    let memo = memo.unwrap();
    let mut other = open(&world.log());

    // The other one takes back what the first is about to keep.
    other.undo_last("lib").unwrap();
    memo.write().unwrap();
    assert!(!world.uses_memo(now));

    // And answers while the first keeps what it knows.
    let (_, memo) = world.recall(now);
    assert!(memo.is_none());
    other.append("lib", &review("a", now)).unwrap();
    assert!(world.uses_memo(now));
    world.study(110, 1);
    assert!(world.uses_memo(now));
}

#[test]
fn cards_are_found_in_the_order_of_the_log_and_in_any_other() {
    let world = World::studied();
    let (recall, _) = world.recall(noon(110));
    let reps = |lookup: &mut Lookup<'_>, id| Some(lookup.find(id)?.memory(1)?.reps);

    let mut lookup = recall.lookup();
    assert!(IDS.iter().all(|id| reps(&mut lookup, id) == Some(10)));
    let mut lookup = recall.lookup();
    assert!(IDS.iter().rev().all(|id| reps(&mut lookup, id) == Some(10)));
    assert_eq!(reps(&mut lookup, "never"), None);
    assert_eq!(reps(&mut lookup, "a"), Some(10));
    assert!(Recall::default().lookup().find("a").is_none());
}

/// What may happen to a log between two starts.
#[derive(Debug, Clone)]
enum Event {
    Answer {
        id: usize,
        rating: usize,
        revision: u32,
        library: &'static str,
    },
    Merge {
        id: usize,
        days_ago: i64,
    },
    Ahead {
        id: usize,
        days: i64,
    },
    Mark {
        id: usize,
        kind: usize,
    },
    Undo,
    UndoCard {
        id: usize,
    },
    Wait {
        minutes: i64,
    },
    BackUp,
    Restore,
    SpoilMemo {
        byte: prop::sample::Index,
    },
    LoseMemo,
    Retention {
        percent: u8,
    },
    Start,
}

fn any_event() -> impl Strategy<Value = Event> {
    let id = 0..IDS.len();
    let library = prop_oneof![9 => Just("lib"), 1 => Just("other")];
    prop_oneof![
        40 => (id.clone(), 0..4_usize, prop_oneof![8 => Just(1), 1 => 1..=3_u32], library)
            .prop_map(|(id, rating, revision, library)| Event::Answer { id, rating, revision, library }),
        2 => (id.clone(), 1..40_i64).prop_map(|(id, days_ago)| Event::Merge { id, days_ago }),
        1 => (id.clone(), 1..5_i64).prop_map(|(id, days)| Event::Ahead { id, days }),
        4 => (id.clone(), 0..4_usize).prop_map(|(id, kind)| Event::Mark { id, kind }),
        4 => Just(Event::Undo),
        1 => id.prop_map(|id| Event::UndoCard { id }),
        8 => (0..4000_i64).prop_map(|minutes| Event::Wait { minutes }),
        1 => (-3000..0_i64).prop_map(|minutes| Event::Wait { minutes }),
        1 => Just(Event::BackUp),
        1 => Just(Event::Restore),
        1 => any::<prop::sample::Index>().prop_map(|byte| Event::SpoilMemo { byte }),
        1 => Just(Event::LoseMemo),
        1 => (80..90_u8).prop_map(|percent| Event::Retention { percent }),
        16 => Just(Event::Start),
    ]
}

impl World {
    fn happen(&mut self, event: &Event, now: &mut Moment) {
        let card = |id: &usize| CardId(IDS[*id].to_owned());
        match event {
            Event::Answer {
                id,
                rating,
                revision,
                library,
            } => {
                *now = later(*now, MINUTE);
                let review = Review {
                    rating: Rating::ALL[*rating],
                    revision: *revision,
                    ..review(IDS[*id], *now)
                };
                self.store.append(library, &review).unwrap();
            }
            Event::Merge { id, days_ago: days } => {
                let review = review(IDS[*id], later(*now, -days * DAY));
                self.store.append("lib", &review).unwrap();
            }
            Event::Ahead { id, days } => {
                let review = review(IDS[*id], later(*now, days * DAY));
                self.store.append("lib", &review).unwrap();
            }
            Event::Mark { id, kind } => {
                let mark = Mark {
                    card: card(id),
                    at: *now,
                    kind: MarkKind::ALL[*kind].0,
                    remark: String::new(),
                };
                self.store.add_mark("lib", &mark).unwrap();
            }
            Event::Undo => drop(self.store.undo_last("lib").unwrap()),
            Event::UndoCard { id } => drop(self.store.undo_review("lib", &card(id)).unwrap()),
            Event::Wait { minutes } => *now = later(*now, minutes * MINUTE),
            Event::BackUp => self.back_up(),
            Event::Restore => self.restore(),
            Event::SpoilMemo { byte } => {
                if let Ok(mut bytes) = fs::read(self.memo()) {
                    let at = byte.index(bytes.len());
                    bytes[at] = bytes[at].wrapping_add(1);
                    fs::write(self.memo(), bytes).unwrap();
                }
            }
            Event::LoseMemo => drop(fs::remove_file(self.memo())),
            Event::Retention { percent } => {
                let settings = Settings {
                    desired_retention: f32::from(*percent) / 100.0,
                    ..Settings::default()
                };
                self.scheduler = Scheduler::new(settings).unwrap();
            }
            Event::Start => {}
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn whatever_happens_to_a_log_every_start_tells_what_replaying_everything_tells(
        events in prop::collection::vec(any_event(), 1..150),
    ) {
        let mut world = World::new();
        let mut now = noon(20_000);
        for event in &events {
            world.happen(event, &mut now);
            if matches!(event, Event::Start) {
                prop_assert_eq!(world.start(now), world.truth(now));
            }
        }
        prop_assert_eq!(world.start(now), world.truth(now));
    }
}
