use super::*;
use crate::card::CardId;
use crate::grade::Verdict;
use crate::question::Form;
use crate::schedule::{Mark, MarkKind, Moment, Rating, Review};
use rusqlite::OpenFlags;
use std::fs;
use std::thread;
use tempfile::TempDir;

fn at(utc_ms: i64) -> Moment {
    let offset_s = 10_800;
    Moment { utc_ms, offset_s }
}

fn card(id: &str) -> CardId {
    CardId(id.to_owned())
}

fn review(id: &str, utc_ms: i64) -> Review {
    Review {
        card: card(id),
        revision: 1,
        at: at(utc_ms),
        rating: Rating::Good,
        form: Form::Type,
        verdict: Verdict::Right,
        took_ms: 4200,
        typed: "180 people".to_owned(),
        answer: "180 people".to_owned(),
    }
}

fn mark(id: &str, utc_ms: i64, kind: MarkKind) -> Mark {
    Mark {
        card: card(id),
        at: at(utc_ms),
        kind,
        remark: String::new(),
    }
}

/// A log in a folder of its own, which is gone with the first value.
fn store() -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("log.db")).unwrap();
    (folder, store)
}

/// Does without waiting for the disk where a test is not about that.
fn hasty(store: Store) -> Store {
    let set = store.connection.pragma_update(None, "synchronous", "OFF");
    set.unwrap();
    store
}

fn all(store: &Store) -> Vec<Review> {
    let mut reviews = Vec::new();
    let visited = store.each_review("lib", |review| reviews.push(review));
    visited.unwrap();
    reviews
}

fn times(store: &Store) -> Vec<i64> {
    all(store).iter().map(|review| review.at.utc_ms).collect()
}

fn message(error: &dyn std::error::Error) -> String {
    error.to_string()
}

#[test]
fn a_review_comes_back_as_it_was_written() {
    let (_folder, mut store) = store();
    let written = Review {
        typed: "Crocus — «Крокус» 🎭".to_owned(),
        verdict: Verdict::NotKnown,
        form: Form::Members,
        rating: Rating::Again,
        revision: u32::MAX,
        took_ms: u32::MAX,
        at: Moment {
            utc_ms: -5,
            offset_s: -12_600,
        },
        ..review("crocus/hole-2", 0)
    };

    store.append("lib", &written).unwrap();

    assert_eq!(all(&store), [written]);
}

#[test]
fn ten_thousand_reviews_are_all_there_and_in_order_after_opening_again() {
    let (folder, first) = store();
    let mut first = hasty(first);
    for nth in 0..10_000 {
        let review = review(&format!("card-{}", nth % 97), nth * 1000);
        first.append("lib", &review).unwrap();
    }
    drop(first);

    let store = Store::open(&folder.path().join("log.db")).unwrap();

    assert!(
        times(&store)
            .into_iter()
            .eq((0..10_000).map(|nth| nth * 1000))
    );
    store.check().unwrap();
}

#[test]
fn answers_that_come_faster_than_the_clock_are_all_kept() {
    let (_folder, mut store) = store();

    for _ in 0..3 {
        store.append("lib", &review("a", 7)).unwrap();
    }
    store.append("lib", &review("b", 7)).unwrap();

    assert_eq!(times(&store), [7, 8, 9, 7]);
}

#[test]
fn reviews_from_elsewhere_are_stored_once_however_often_they_come() {
    let (_folder, mut store) = store();
    let other = Review {
        rating: Rating::Again,
        ..review("a", 7)
    };

    for _ in 0..3 {
        let reviews = [review("a", 7), other.clone(), review("b", 7)];
        store.append_all("lib", &reviews).unwrap();
    }

    assert_eq!(times(&store), [7, 8, 7]);
}

#[test]
fn answers_are_kept_apart_although_they_share_a_hash() {
    let (_folder, mut store) = store();
    store.append("lib", &review("a", 1)).unwrap();
    let clash = "UPDATE answer SET text = 'something else'";
    store.connection.execute(clash, []).unwrap();

    store.append("lib", &review("b", 2)).unwrap();
    store.append("lib", &review("c", 3)).unwrap();

    let answers = all(&store).into_iter().map(|review| review.answer);
    let expected = ["something else", "180 people", "180 people"];
    assert_eq!(answers.collect::<Vec<_>>(), expected);
}

#[test]
fn libraries_share_a_file_and_see_nothing_of_each_other() {
    let (_folder, mut store) = store();
    store.append("lib", &review("a", 1)).unwrap();
    store.append("other", &review("a", 2)).unwrap();

    assert_eq!(times(&store), [1]);
    let history = store.history("other").unwrap();
    assert_eq!(history.reviews(&card("a").0)[0].at, at(2));
    assert_eq!(history.cards().count(), 1);
}

#[test]
fn undoing_again_and_again_takes_back_reviews_and_marks_newest_first() {
    let (_folder, mut store) = store();
    let (first, last) = (review("a", 900), review("b", 100));
    let between = mark("a", 500, MarkKind::Flag);
    store.append("lib", &first).unwrap();
    store.add_mark("lib", &between).unwrap();
    store.append("lib", &last).unwrap();

    let undone: Vec<_> = (0..4).map(|_| store.undo_last("lib").unwrap()).collect();

    let expected = [
        Some(Undone::Review(last)),
        Some(Undone::Mark(between)),
        Some(Undone::Review(first)),
        None,
    ];
    assert_eq!(undone, expected);
}

#[test]
fn undoing_a_card_takes_back_its_own_newest_review_or_mark() {
    let (_folder, mut store) = store();
    for (id, time) in [("a", 1), ("a", 2), ("b", 3)] {
        store.append("lib", &review(id, time)).unwrap();
        let mark = mark(id, time, MarkKind::Bury);
        store.add_mark("lib", &mark).unwrap();
    }

    let taken = store.undo_review("lib", &card("a")).unwrap();
    let unmarked = store.undo_mark("lib", &card("a")).unwrap();

    assert_eq!(taken, Some(review("a", 2)));
    assert_eq!(unmarked, Some(mark("a", 2, MarkKind::Bury)));
    assert_eq!(times(&store), [1, 3]);
    assert_eq!(store.undo_review("lib", &card("never")).unwrap(), None);
}

#[test]
fn a_review_after_an_undo_is_the_newest_again() {
    let (_folder, mut store) = store();
    store.append("lib", &review("a", 1)).unwrap();
    store.append("lib", &review("b", 2)).unwrap();
    store.undo_last("lib").unwrap();
    store.append("lib", &review("c", 3)).unwrap();

    assert_eq!(times(&store), [1, 3]);
    let newest = store.undo_last("lib").unwrap();
    assert_eq!(newest, Some(Undone::Review(review("c", 3))));
}

#[test]
fn history_files_reviews_by_card_in_the_order_of_the_log() {
    let (_folder, mut store) = store();
    for (id, time) in [("a", 30), ("b", 20), ("a", 10), ("c", 40)] {
        store.append("lib", &review(id, time)).unwrap();
    }

    let history = store.history("lib").unwrap();

    let times = |id| -> Vec<i64> {
        let reviews = history.reviews(&card(id).0).iter();
        reviews.map(|rated| rated.at.utc_ms).collect()
    };
    assert_eq!(times("a"), [30, 10]);
    assert_eq!(times("b"), [20]);
    assert_eq!(times("c"), [40]);
    assert!(times("never").is_empty());
}

#[test]
fn history_tells_what_marks_amount_to() {
    let (_folder, mut store) = store();
    let marks = [
        mark("a", 1, MarkKind::Suspend),
        mark("b", 2, MarkKind::Suspend),
        mark("b", 3, MarkKind::Resume),
        mark("b", 4, MarkKind::Bury),
        mark("b", 5, MarkKind::Flag),
    ];
    for mark in &marks {
        store.add_mark("lib", mark).unwrap();
    }

    let history = store.history("lib").unwrap();

    let suspended = |id| history.marks(&card(id).0).suspended;
    assert_eq!(["a", "b", "c"].map(suspended), [true, false, false]);
    let (buried, flags) = (Some(at(4)), 1);
    let expected = Marks {
        suspended: false,
        buried,
        flags,
    };
    assert_eq!(history.marks(&card("b").0), expected);
    assert_eq!(store.marks("lib").unwrap(), marks);
}

#[test]
fn the_answer_at_the_last_review_is_remembered() {
    let (_folder, mut store) = store();
    for (time, answer) in [(1, "137"), (2, "139")] {
        let answer = answer.to_owned();
        let review = Review {
            answer,
            ..review("a", time)
        };
        store.append("lib", &review).unwrap();
    }

    let last = |id| store.last_answer("lib", &card(id)).unwrap();
    assert_eq!(last("a").as_deref(), Some("139"));
    assert_eq!(last("never"), None);
}

#[test]
fn confusions_are_wrong_answers_with_the_most_frequent_first() {
    let (_folder, mut store) = store();
    let wrong = ["Chad", "Mali", "Niger", "Mali", ""];
    for (time, typed) in (0..).zip(wrong) {
        let review = Review {
            typed: typed.to_owned(),
            verdict: Verdict::Wrong,
            ..review("a", time)
        };
        store.append("lib", &review).unwrap();
    }
    store.append("lib", &review("a", 99)).unwrap();

    let confusions = store.confusions("lib", &card("a")).unwrap();

    assert_eq!(confusions, ["Mali", "Niger", "Chad"]);
}

#[test]
fn two_writers_lose_and_double_nothing() {
    let (folder, store) = store();
    let path = folder.path().join("log.db");
    let write = |name: &'static str| {
        let path = path.clone();
        thread::spawn(move || {
            let mut store = hasty(Store::open(&path).unwrap());
            for time in 0..200 {
                store.append("lib", &review(name, time)).unwrap();
            }
        })
    };

    let writers = ["a", "b"].map(write);
    for writer in writers {
        writer.join().unwrap();
    }

    let history = store.history("lib").unwrap();
    for id in ["a", "b"] {
        let reviews = history.reviews(&card(id).0).iter();
        assert!(reviews.map(|rated| rated.at.utc_ms).eq(0..200));
    }
}

#[test]
fn many_processes_can_open_a_log_that_is_just_being_made() {
    for _ in 0..10 {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new").join("log.db");
        let open = |time| {
            let path = path.clone();
            thread::spawn(move || Store::open(&path)?.append("lib", &review("a", time)))
        };

        let opened: Vec<_> = (0..6).map(open).collect();

        for opened in opened {
            opened.join().unwrap().unwrap();
        }
        let mut found = times(&Store::open(&path).unwrap());
        found.sort_unstable();
        assert_eq!(found, [0, 1, 2, 3, 4, 5]);
    }
}

#[test]
fn a_log_that_another_program_keeps_locked_is_an_error_after_a_while() {
    let (_folder, mut store) = store();
    let other = Connection::open(store.path()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let patience = std::time::Duration::from_millis(20);
    store.connection.busy_timeout(patience).unwrap();

    let refused = store.append("lib", &review("a", 1)).unwrap_err();

    assert!(matches!(refused, StoreError::Busy { .. }));
    other.execute_batch("ROLLBACK").unwrap();
    store.append("lib", &review("a", 1)).unwrap();
    assert_eq!(times(&store), [1]);
}

#[test]
fn a_full_disk_is_an_error_and_what_was_written_stays() {
    let (_folder, store) = store();
    let mut store = hasty(store);
    let limit = store.connection.pragma_update(None, "max_page_count", 20);
    limit.unwrap();
    let long = |time| Review {
        typed: "x".repeat(3000),
        ..review("a", time)
    };

    let full = (0..100).find_map(|time| {
        let refused = store.append("lib", &long(time)).err();
        refused.map(|error| (time, error))
    });

    let (written, error) = full.unwrap();
    assert!(matches!(error, StoreError::Full { .. }));
    assert!(message(&error).starts_with("the disk is full"));
    assert!(times(&store).into_iter().eq(0..written));
}

#[test]
fn a_newer_log_is_refused_and_left_as_it_is() {
    let (_folder, store) = store();
    let newer = store.connection.pragma_update(None, "user_version", 9);
    newer.unwrap();
    let path = store.path().to_owned();
    drop(store);
    let before = fs::read(&path).unwrap();

    for refused in [
        Store::open(&path).unwrap_err(),
        Store::open_existing(&path).unwrap_err(),
    ] {
        let (found, known) = (9, 2);
        assert!(message(&refused).contains("has format 9, newer than the 2"));
        assert!(
            matches!(refused, StoreError::TooNew { found: f, known: k, .. } if (f, k) == (found, known))
        );
    }
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn a_database_of_another_program_is_refused_and_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("other.db");
    let other = Connection::open(&path).unwrap();
    other.execute_batch("CREATE TABLE t (x)").unwrap();
    drop(other);
    let before = fs::read(&path).unwrap();

    let refused = Store::open(&path).unwrap_err();

    assert!(matches!(refused, StoreError::Foreign { .. }));
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn a_file_that_is_no_database_is_refused_and_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("notes.txt");
    let text = "my notes\n".repeat(500);
    fs::write(&path, &text).unwrap();

    let refused = Store::open(&path).unwrap_err();

    assert!(matches!(refused, StoreError::Damaged { .. }));
    assert!(message(&refused).contains("notes.txt"));
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
}

#[test]
fn a_log_with_overwritten_pages_is_called_damaged_when_it_is_read() {
    let (_folder, store) = store();
    let mut store = hasty(store);
    for time in 0..2000 {
        store.append("lib", &review("a", time)).unwrap();
    }
    let path = store.path().to_owned();
    drop(store);
    let mut bytes = fs::read(&path).unwrap();
    bytes[4096 * 2..].fill(0x5a);
    fs::write(&path, &bytes).unwrap();

    let store = Store::open(&path).unwrap();

    let damaged =
        |result: Result<(), StoreError>| matches!(result, Err(StoreError::Damaged { .. }));
    assert!(damaged(store.history("lib").map(drop)));
    assert!(damaged(store.check()));
    drop(store);
    assert_eq!(fs::read(&path).unwrap(), bytes);
}

#[test]
fn a_word_nobody_knows_is_damage_that_names_the_word() {
    let (_folder, mut store) = store();
    store.append("lib", &review("a", 1)).unwrap();
    let change = "UPDATE review SET verdict = 'splendid'";
    store.connection.execute(change, []).unwrap();

    let damaged = store.last_answer("lib", &card("a")).unwrap_err();

    let source = std::error::Error::source(&damaged).map(message);
    assert!(source.unwrap().contains("unknown verdict `splendid`"));
}

#[test]
fn a_log_cannot_be_made_below_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();

    let refused = Store::open(&file.join("log.db")).unwrap_err();

    assert!(matches!(refused, StoreError::Folder { .. }));
    assert!(Store::open_existing(&file.join("log.db")).is_err());
}

#[test]
fn a_folder_is_no_log() {
    let folder = tempfile::tempdir().unwrap();

    let refused = Store::open(folder.path()).unwrap_err();

    assert!(matches!(refused, StoreError::Open { .. }));
}

#[test]
fn a_log_that_must_not_be_written_to_is_refused_for_writing() {
    let (_folder, store) = store();
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY;
    let connection = Connection::open_with_flags(store.path(), flags).unwrap();
    let path = store.path().to_owned();
    let mut store = Store { path, connection };

    let refused = store.append("lib", &review("a", 1)).unwrap_err();

    assert!(matches!(refused, StoreError::ReadOnly { .. }));
    assert!(message(&refused).contains("write-protected"));
}

#[test]
fn opening_what_exists_makes_nothing_and_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("none").join("log.db");
    assert!(Store::open_existing(&path).unwrap().is_none());
    assert!(fs::read_dir(folder.path()).unwrap().next().is_none());

    let mut writing = Store::open(&path).unwrap();
    writing.append("lib", &review("a", 1)).unwrap();
    drop(writing);
    let before = fs::read(&path).unwrap();
    let mut reading = Store::open_existing(&path).unwrap().unwrap();

    assert_eq!(times(&reading), [1]);
    let refused = reading.append("lib", &review("a", 2)).unwrap_err();
    assert!(matches!(refused, StoreError::ReadOnly { .. }));
    drop(reading);
    assert_eq!(fs::read(&path).unwrap(), before);
    let files = fs::read_dir(folder.path().join("none")).unwrap();
    assert_eq!(files.count(), 1);
}

#[test]
fn an_empty_file_holds_no_log_until_it_is_opened_for_writing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log.db");
    fs::write(&path, "").unwrap();

    assert!(Store::open_existing(&path).unwrap().is_none());
    assert_eq!(fs::metadata(&path).unwrap().len(), 0);
    assert!(Store::open(&path).is_ok());
}

#[cfg(unix)]
#[test]
fn the_folder_of_a_new_log_is_the_learners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let made_folder = folder.path().join("data").join("factdeck");

    Store::open(&made_folder.join("log.db")).unwrap();

    let permissions = fs::metadata(&made_folder).unwrap().permissions();
    assert_eq!(permissions.mode() & 0o777, 0o700);
}

#[test]
fn names_that_mean_something_to_sqlite_are_plain_files() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file:log?mode=memory");

    let mut store = Store::open(&path).unwrap();
    store.append("lib", &review("a", 1)).unwrap();
    drop(store);

    assert!(path.is_file());
    assert!(Store::open(Path::new("")).is_err());
}
