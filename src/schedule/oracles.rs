//! The scheduler against vectors that other implementations agree on, and against itself.

#![expect(clippy::float_cmp, reason = "exact values are meant")]

use super::*;
use Rating::{Again, Easy, Good, Hard};
use fsrs::FSRS;
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

const MINUTE: i64 = 60_000;
const DAY: i64 = 86_400_000;
const SEED: u64 = 0x5eed;

/// Noon of a day, UTC.
fn noon(day: i64) -> Moment {
    Moment {
        utc_ms: day * DAY + DAY / 2,
        offset_s: 0,
    }
}

fn rated(at: Moment, rating: Rating) -> Rated {
    let revision = 1;
    Rated {
        at,
        rating,
        revision,
    }
}

fn log(reviews: &[Rated]) -> CardLog<'_> {
    CardLog {
        before: None,
        reviews,
        revision: 1,
        seed: SEED,
    }
}

fn without_fuzz() -> Scheduler {
    let settings = Settings {
        fuzz: false,
        ..Settings::default()
    };
    Scheduler::new(settings).unwrap()
}

fn near(found: f32, expected: f32) -> bool {
    (found - expected).abs() <= expected.abs() * 2e-6
}

/// Shared by the tests of fsrs-rs, py-fsrs and ts-fsrs.
#[test]
fn six_reviews_lead_to_the_memory_that_other_implementations_find() {
    let days = [0, 0, 1, 4, 12, 33];
    let ratings = [Again, Good, Good, Good, Good, Good];
    let reviews: Vec<_> = days
        .into_iter()
        .zip(ratings)
        .map(|(day, rating)| rated(noon(day), rating))
        .collect();

    let memory = without_fuzz().replay(log(&reviews), noon(40)).unwrap();

    assert!(near(memory.stability, 53.62691), "{}", memory.stability);
    assert!(
        near(memory.difficulty, 6.357_486_7),
        "{}",
        memory.difficulty
    );
}

/// The history that py-fsrs and ts-fsrs test with.
#[test]
fn reviews_at_their_due_times_have_the_intervals_of_other_implementations() {
    let ratings = [[Good; 6].as_slice(), &[Again; 2], &[Good; 5]].concat();
    let scheduler = without_fuzz();
    let mut memory = None;
    let mut now = noon(0);

    let intervals = ratings.into_iter().map(|rating| {
        let after = scheduler.rate(memory.as_ref(), rating, SEED, now);
        now = match after.due {
            Due::At(utc_ms) => Moment { utc_ms, ..now },
            Due::Day(day) => noon(i64::from(day.0)),
        };
        memory = Some(after);
        after.interval_days
    });

    let expected = [0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21];
    assert_eq!(intervals.collect::<Vec<_>>(), expected);
}

#[test]
fn a_first_review_leads_to_the_memory_that_fsrs_documents() {
    let vectors = [
        (Again, 0.212, 6.4133),
        (Hard, 1.2931, 5.112_170_7),
        (Good, 2.3065, 2.118_104),
        (Easy, 8.2956, 1.0),
    ];
    for (rating, stability, difficulty) in vectors {
        let memory = without_fuzz().rate(None, rating, SEED, noon(0));
        assert!(near(memory.stability, stability), "{}", memory.stability);
        assert!(near(memory.difficulty, difficulty), "{}", memory.difficulty);
    }
}

/// The vector of fsrs-rs: stability 1, desired retention 0.1 to 1.0.
#[test]
fn fsrs_gives_the_intervals_it_was_published_with() {
    let fsrs = FSRS::default();
    let retentions = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0];
    let days = retentions.map(|it| fsrs.next_interval(Some(1.0), it, 1).round().max(1.0));

    let expected = [
        3_116_766.0,
        34793.0,
        2508.0,
        387.0,
        90.0,
        27.0,
        9.0,
        3.0,
        1.0,
        1.0,
    ];
    assert_eq!(days, expected);
}

/// A card of stability 5 that was last seen on day 0.
fn stable_for_five_days(difficulty: f32) -> Memory {
    Memory {
        stability: 5.0,
        difficulty,
        ..without_fuzz().rate(None, Easy, SEED, noon(0))
    }
}

/// The vectors of fsrs-optimizer, which is separate code on `PyTorch`.
#[test]
fn a_second_review_of_the_day_agrees_with_the_formulas_in_pytorch() {
    let stabilities = [1.596_818, 5.0, 5.0, 8.129_61];
    let difficulties = [8.341_763, 6.665_995_6, 4.990_228, 3.314_461_5];
    for (index, rating) in Rating::ALL.into_iter().enumerate() {
        let before = stable_for_five_days(5.0);
        let after = without_fuzz().rate(Some(&before), rating, SEED, noon(0));
        assert!(near(after.stability, stabilities[index]));
        assert!(near(after.difficulty, difficulties[index]));
    }
}

/// The vectors of fsrs-optimizer for retrievability 0.9, which stability defines to be reached
/// on its day.
#[test]
fn a_review_on_the_day_of_nine_tenths_agrees_with_the_formulas_in_pytorch() {
    for (rating, stability) in [(Good, 25.602_541), (Again, 1.052_539_6)] {
        let before = stable_for_five_days(1.0);
        let after = without_fuzz().rate(Some(&before), rating, SEED, noon(5));
        assert!(near(after.stability, stability), "{}", after.stability);
    }
}

#[test]
fn retrievability_is_nine_tenths_after_as_many_days_as_the_card_is_stable() {
    let scheduler = without_fuzz();
    let memory = Memory {
        stability: 20.0,
        ..scheduler.rate(None, Easy, SEED, noon(0))
    };

    assert_eq!(scheduler.retrievability(&memory, noon(0)), 1.0);
    assert!(near(scheduler.retrievability(&memory, noon(20)), 0.9));
    assert!(scheduler.retrievability(&memory, noon(60)) < 0.85);
}

#[test]
fn a_new_card_is_offered_the_learning_steps_and_days_for_easy() {
    let labels = without_fuzz()
        .intervals(None, SEED, noon(0))
        .map(|next| next.label());

    assert_eq!(labels, ["1m", "6m", "10m", "8d"]);
}

#[test]
fn a_night_between_reviews_counts_as_a_day_although_hours_are_few() {
    let late = Moment {
        utc_ms: 3 * 3_600_000 + 59 * MINUTE,
        offset_s: 0,
    };
    let early = Moment {
        utc_ms: 4 * 3_600_000,
        ..late
    };
    let scheduler = without_fuzz();
    let before = scheduler.rate(None, Easy, SEED, late);

    let next_day = scheduler.rate(Some(&before), Good, SEED, early);
    let same_day = scheduler.rate(Some(&before), Good, SEED, late);

    assert!(next_day.stability > same_day.stability);
}

#[test]
fn a_review_stamped_while_the_clock_was_ahead_counts_as_now() {
    let scheduler = without_fuzz();
    let ahead = [rated(noon(0), Easy), rated(noon(900), Good)];
    let right = [rated(noon(0), Easy), rated(noon(8), Good)];

    let memory = scheduler.replay(log(&ahead), noon(8));

    assert_eq!(memory, scheduler.replay(log(&right), noon(8)));
}

#[test]
fn a_review_before_the_last_one_is_taken_as_one_of_the_same_day() {
    let scheduler = without_fuzz();
    let back = [rated(noon(9), Easy), rated(noon(2), Good)];
    let same = [rated(noon(2), Easy), rated(noon(2), Good)];

    let memory = scheduler.replay(log(&back), noon(30));

    assert_eq!(memory, scheduler.replay(log(&same), noon(30)));
}

#[test]
fn reviews_of_another_revision_count_for_nothing() {
    let scheduler = without_fuzz();
    let reviews = [rated(noon(0), Again), rated(noon(1), Easy)];
    let revised = CardLog {
        revision: 2,
        ..log(&reviews)
    };
    assert_eq!(scheduler.replay(revised, noon(2)), None);

    let again = Rated {
        revision: 2,
        ..rated(noon(2), Good)
    };
    let reviews = [reviews[0], reviews[1], again];
    let revised = CardLog {
        before: None,
        reviews: &reviews,
        ..revised
    };
    let memory = scheduler.replay(revised, noon(2));
    assert_eq!(memory, Some(scheduler.rate(None, Good, SEED, noon(2))));
}

#[test]
fn a_lapse_is_counted_only_where_the_card_was_known() {
    let reviews =
        [Again, Again, Easy, Again, Again, Good, Again].map(|rating| rated(noon(0), rating));

    let memory = without_fuzz().replay(log(&reviews), noon(0)).unwrap();

    assert_eq!((memory.lapses, memory.reps), (2, 7));
    assert_eq!(memory.phase, Phase::Relearning { step: 0 });
}

#[test]
fn no_interval_exceeds_the_maximum() {
    let settings = Settings {
        maximum_interval: 30,
        ..Settings::default()
    };
    let scheduler = Scheduler::new(settings).unwrap();
    let reviews: Vec<_> = (0..8).map(|nth| rated(noon(nth * 30), Easy)).collect();

    let memory = scheduler.replay(log(&reviews), noon(210));

    let days = scheduler
        .intervals(memory.as_ref(), SEED, noon(240))
        .map(|next| next.wait);
    assert_eq!(days[1..], [Wait::Days(30); 3]);
}

#[test]
fn steps_of_days_fall_on_days() {
    let settings = Settings {
        learning_steps: vec![10, 2 * 24 * 60],
        ..Settings::default()
    };
    let memory = Scheduler::new(settings)
        .unwrap()
        .rate(None, Good, SEED, noon(5));

    assert_eq!(memory.phase, Phase::Learning { step: 1 });
    assert_eq!(memory.due, Due::Day(StudyDay(7)));
}

#[test]
fn many_cards_are_replayed_as_each_would_be_alone() {
    let scheduler = Scheduler::default();
    let reviews: Vec<_> = (0..10)
        .flat_map(|day| Rating::ALL.map(|rating| rated(noon(day), rating)))
        .collect();
    let cards: Vec<_> = (0..40).map(|end| log(&reviews[..end])).collect();

    let together = scheduler.replay_all(&cards, noon(50));

    let alone: Vec<_> = cards
        .iter()
        .map(|card| scheduler.replay(*card, noon(50)))
        .collect();
    assert_eq!(together, alone);
}

/// Reviews with waits from none to years, clocks that go backwards, and changing offsets.
fn any_reviews() -> impl Strategy<Value = Vec<Rated>> {
    let wait = prop_oneof![0..20 * MINUTE, 0..40 * DAY, -3 * DAY..900 * DAY];
    let review = (wait, 0..4_usize, -12..=14_i32);
    prop::collection::vec(review, 1..12).prop_map(|reviews| {
        let mut utc_ms = 20_000 * DAY;
        let review = |(wait, rating, hours): (i64, usize, i32)| {
            utc_ms += wait;
            let offset_s = hours * 3600;
            rated(Moment { utc_ms, offset_s }, Rating::ALL[rating])
        };
        reviews.into_iter().map(review).collect()
    })
}

fn any_scheduler() -> impl Strategy<Value = Scheduler> {
    let steps = || prop::collection::vec(1..3000_u32, 0..3);
    (steps(), steps(), any::<bool>(), 0.7..0.99_f32).prop_map(
        |(learning_steps, relearning_steps, fuzz, desired_retention)| {
            let settings = Settings {
                desired_retention,
                learning_steps,
                relearning_steps,
                fuzz,
                ..Settings::default()
            };
            Scheduler::new(settings).unwrap()
        },
    )
}

fn days_of(next: &Next) -> Option<u32> {
    match next.wait {
        Wait::Days(days) => Some(days),
        Wait::Minutes(_) => None,
    }
}

proptest! {
    #[test]
    fn rating_a_card_gives_what_replaying_the_longer_log_gives(
        reviews in any_reviews(),
        scheduler in any_scheduler(),
    ) {
        let (last, before) = reviews.split_last().unwrap();
        let now = last.at;
        let memory = scheduler.replay(log(before), now);

        let rated = scheduler.rate(memory.as_ref(), last.rating, SEED, now);

        prop_assert_eq!(scheduler.replay(log(&reviews), now), Some(rated));
    }

    #[test]
    fn going_on_from_an_earlier_memory_gives_to_the_bit_what_replaying_all_gives(
        reviews in any_reviews(),
        revisions in prop::collection::vec(1..3_u32, 12),
        split in 0..12_usize,
        scheduler in any_scheduler(),
    ) {
        let revised = |(rated, revision)| Rated { revision, ..rated };
        let reviews: Vec<_> = reviews.into_iter().zip(revisions).map(revised).collect();
        let (older, newer) = reviews.split_at(split.min(reviews.len()));
        // Replayed when none of them lay in the future any more.
        let settled = |reviews: &[Rated]| reviews.iter().map(|rated| rated.at).max();
        let before = settled(older).and_then(|then| scheduler.replay(log(older), then));
        let now = settled(&reviews).unwrap();

        let resumed = scheduler.replay(CardLog { before, ..log(newer) }, now);

        let replayed = scheduler.replay(log(&reviews), now);
        prop_assert_eq!(resumed, replayed);
        let bits = |it: Option<Memory>| it.map(|it| [it.stability, it.difficulty].map(f32::to_bits));
        prop_assert_eq!(bits(resumed), bits(replayed));
    }

    #[test]
    fn better_ratings_wait_longer_and_no_wait_is_out_of_bounds(
        reviews in any_reviews(),
        scheduler in any_scheduler(),
    ) {
        let (last, before) = reviews.split_last().unwrap();
        let memory = scheduler.replay(log(before), last.at);

        let next = scheduler.intervals(memory.as_ref(), SEED, last.at);

        let known = memory.is_some_and(|memory| memory.phase == Phase::Review);
        let days: Vec<_> = next[1..].iter().filter_map(days_of).collect();
        prop_assert!(days.iter().all(|days| (1..=36_500).contains(days)));
        if known {
            prop_assert!(days.is_sorted_by(|shorter, longer| shorter < longer), "{days:?}");
        }
    }

    #[test]
    fn a_memory_is_always_within_bounds(
        reviews in any_reviews(),
        scheduler in any_scheduler(),
        later in 0..40_000_i64,
    ) {
        let now = reviews[reviews.len() - 1].at;
        let memory = scheduler.replay(log(&reviews), now);
        let memory = memory.ok_or_else(|| TestCaseError::fail("no memory of a reviewed card"))?;
        let then = Moment { utc_ms: now.utc_ms + later * DAY, ..now };

        prop_assert!((0.001..=36_500.0).contains(&memory.stability));
        prop_assert!((1.0..=10.0).contains(&memory.difficulty));
        prop_assert!((0.0..=1.0).contains(&scheduler.retrievability(&memory, then)));
    }
}
