//! A session's cards in the order they are asked.

use super::line::{self, Line};
use super::{Due, Memory, Moment, Rated, Scheduler, StudyDay};
use crate::card::Card;
use crate::library::FactRef;
use std::collections::VecDeque;
use std::iter;
use std::sync::Arc;

/// A card that may be asked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// The card.
    pub card: Card,
    /// What is remembered of it; `None` where it is new.
    pub memory: Option<Memory>,
    /// Whether the learner suspended it, or buried it today.
    pub set_aside: bool,
}

/// What was done earlier on this day of study.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DayCounts {
    /// Cards met for the first time.
    pub new: u32,
    /// Cards met before.
    pub reviews: u32,
}

/// When a card was answered in a stretch of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answered {
    /// The last time.
    pub last: Moment,
    /// The fact's revision then.
    pub revision: u32,
    /// The first time at that revision; none where that was before the stretch.
    pub first: Option<Moment>,
}

impl Answered {
    /// Sums up the reviews of a card in the order of the log; says of revisions whether the card
    /// had been answered at them before.
    pub fn of(reviews: &[Rated], had: impl FnOnce(u32) -> bool) -> Option<Self> {
        let Rated { at, revision, .. } = *reviews.last()?;
        let mut same = reviews.iter().filter(|rated| rated.revision == revision);
        Some(Self {
            last: at,
            revision,
            first: same.next().map(|rated| rated.at).filter(|_| !had(revision)),
        })
    }
}

impl DayCounts {
    /// Counts a card that was answered, and says whether that was today.
    ///
    /// Reviews stamped later than today were made while the clock was ahead: they count as today's.
    /// What came before the stretch of the log was not today.
    pub fn count(&mut self, answered: &Answered, today: StudyDay, rollover_hour: u8) -> bool {
        let is_today = |at: Moment| at.study_day(rollover_hour) >= today;
        if !is_today(answered.last) {
            return false;
        }
        if answered.first.is_some_and(is_today) {
            self.new += 1;
        } else {
            self.reviews += 1;
        }
        true
    }
}

/// How many cards are left.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Cards in learning that come back within minutes.
    pub learning: usize,
    /// Cards due.
    pub due: usize,
    /// Cards never seen.
    pub new: usize,
}

/// The cards left in a session.
///
/// A clone costs little, so that every answer can keep one for being undone.
#[derive(Debug, Clone)]
pub struct Queue {
    /// Cards in learning with the instant each is due, latest first.
    learning: Vec<(i64, Card)>,
    /// Reviews and new cards; those before `asked` have been asked.
    planned: Arc<[Planned]>,
    asked: usize,
    skipped: VecDeque<Planned>,
    learn_ahead_ms: i64,
}

/// A card in the plan of a session.
#[derive(Debug, Clone, Copy)]
pub(super) struct Planned {
    pub(super) card: Card,
    pub(super) is_new: bool,
}

impl Queue {
    /// Takes the next card off the queue; `None` where nothing can be asked now.
    ///
    /// A card in learning whose time has come goes first. When nothing else is left,
    /// one comes early by as much as the settings allow.
    pub fn next(&mut self, now: Moment) -> Option<Card> {
        self.next_learning(now.utc_ms)
            .or_else(|| self.next_planned())
            .or_else(|| self.skipped.pop_front().map(|planned| planned.card))
            .or_else(|| self.next_learning(now.utc_ms.saturating_add(self.learn_ahead_ms)))
    }

    fn next_learning(&mut self, until_ms: i64) -> Option<Card> {
        let (due_ms, card) = *self.learning.last()?;
        (due_ms <= until_ms).then(|| self.learning.pop())?;
        Some(card)
    }

    fn next_planned(&mut self) -> Option<Card> {
        let planned = self.planned.get(self.asked)?;
        self.asked += 1;
        Some(planned.card)
    }

    /// Puts a card back that was rated; one that is due on another day is done.
    pub fn put_back(&mut self, card: Card, due: Due) {
        if let Due::At(due_ms) = due {
            let earlier = |(other_ms, _): &(i64, Card)| *other_ms > due_ms;
            let at = self.learning.partition_point(earlier);
            self.learning.insert(at, (due_ms, card));
        }
    }

    /// Puts a card that was skipped behind all others.
    pub fn push_last(&mut self, card: Card, is_new: bool) {
        self.skipped.push_back(Planned { card, is_new });
    }

    /// Removes every card of a fact.
    pub fn remove_fact(&mut self, fact: FactRef) {
        let stays = |planned: &Planned| planned.card.fact != fact;
        self.learning.retain(|(_, card)| card.fact != fact);
        self.skipped.retain(stays);
        let left = &self.planned[self.asked..];
        self.planned = left.iter().copied().filter(stays).collect();
        self.asked = 0;
    }

    /// Replaces every card by what it has become; a card that has become nothing is dropped.
    pub fn follow(&mut self, become_of: impl Fn(Card) -> Option<Card>) {
        let planned = |it: &Planned| {
            let card = become_of(it.card)?;
            Some(Planned { card, ..*it })
        };
        let learning = self.learning.iter();
        self.learning = learning
            .filter_map(|(due, card)| Some((*due, become_of(*card)?)))
            .collect();
        self.skipped = self.skipped.iter().filter_map(planned).collect();
        self.planned = self.planned[self.asked..]
            .iter()
            .filter_map(planned)
            .collect();
        self.asked = 0;
    }

    /// Returns the cards left, in no order.
    pub fn cards(&self) -> impl Iterator<Item = Card> {
        let planned = self.planned[self.asked..].iter().chain(&self.skipped);
        let learning = self.learning.iter().map(|(_, card)| *card);
        planned.map(|planned| planned.card).chain(learning)
    }

    /// Counts the cards left.
    pub fn counts(&self) -> Counts {
        let left = self.planned[self.asked..].iter().chain(&self.skipped);
        let all = left.clone().count();
        let new = left.filter(|planned| planned.is_new).count();
        Counts {
            learning: self.learning.len(),
            due: all - new,
            new,
        }
    }
}

/// Plans a session.
///
/// Candidates come in the order of the library, so that the cards of one fact are neighbours.
/// Facts `answered` earlier today are asked again only where they are in learning. Reviews most
/// at risk come first, new cards are spread among them, and only what is asked today is kept.
pub fn build(
    candidates: impl IntoIterator<Item = Candidate>,
    done: DayCounts,
    answered: impl Fn(FactRef) -> bool,
    scheduler: &Scheduler,
    now: Moment,
) -> Queue {
    let settings = scheduler.settings();
    let mut line = Line::new(settings, done);
    let mut siblings = Vec::new();
    let mut candidates = candidates.into_iter().peekable();
    while let Some(first) = candidates.next() {
        let fact = first.card.fact;
        let others = iter::from_fn(|| candidates.next_if(|other| other.card.fact == fact));
        let claims = iter::once(first).chain(others).filter_map(|candidate| {
            let claim = line::claim(&candidate, scheduler, now)?;
            Some((claim, candidate.card))
        });
        siblings.extend(claims);
        line.admit(&mut siblings, answered(fact));
    }
    let (learning, planned) = line.close();
    Queue {
        learning,
        planned,
        asked: 0,
        skipped: VecDeque::new(),
        learn_ahead_ms: i64::from(settings.learn_ahead) * 60_000,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Phase, Rating, Settings};
    use super::*;
    use crate::card::Side;

    const MINUTE: i64 = 60_000;
    const DAY: i64 = 86_400_000;

    /// Noon of day 100, UTC.
    const NOW: Moment = Moment {
        utc_ms: 100 * DAY + DAY / 2,
        offset_s: 0,
    };

    fn card(fact: u32) -> Card {
        let fact = FactRef { deck: 0, fact };
        let side = Side::Forward;
        Card { fact, side }
    }

    fn sibling(fact: u32) -> Card {
        let side = Side::Reverse;
        Card { side, ..card(fact) }
    }

    fn new(card: Card) -> Candidate {
        Candidate {
            card,
            memory: None,
            set_aside: false,
        }
    }

    fn known(card: Card, phase: Phase, due: Due, stability: f32) -> Candidate {
        let memory = Memory {
            stability,
            difficulty: 5.0,
            phase,
            last: Moment {
                utc_ms: NOW.utc_ms - 10 * DAY,
                ..NOW
            },
            due,
            interval_days: 10,
            reps: 3,
            lapses: 0,
        };
        Candidate {
            memory: Some(memory),
            ..new(card)
        }
    }

    /// A review due today; the lower the stability, the more it is at risk.
    fn due(card: Card, stability: f32) -> Candidate {
        known(card, Phase::Review, Due::Day(StudyDay(100)), stability)
    }

    fn learning(card: Card, in_minutes: i64) -> Candidate {
        let due = Due::At(NOW.utc_ms + in_minutes * MINUTE);
        known(card, Phase::Learning { step: 0 }, due, 1.0)
    }

    fn later(minutes: i64) -> Moment {
        Moment {
            utc_ms: NOW.utc_ms + minutes * MINUTE,
            ..NOW
        }
    }

    fn settings(new_per_day: u32, reviews_per_day: u32) -> Settings {
        Settings {
            new_per_day,
            reviews_per_day,
            ..Settings::default()
        }
    }

    fn queue_by(settings: Settings, candidates: &[Candidate]) -> Queue {
        let scheduler = Scheduler::new(settings).unwrap();
        let done = DayCounts::default();
        build(candidates.to_vec(), done, |_| false, &scheduler, NOW)
    }

    fn queue(candidates: &[Candidate]) -> Queue {
        queue_by(Settings::default(), candidates)
    }

    /// Takes everything that can be asked now.
    fn asked(mut queue: Queue) -> Vec<Card> {
        std::iter::from_fn(|| queue.next(NOW)).collect()
    }

    #[test]
    fn reviews_come_with_the_most_at_risk_first() {
        let queue = queue(&[due(card(1), 30.0), due(card(2), 5.0), due(card(3), 12.0)]);

        assert_eq!(asked(queue), [card(2), card(3), card(1)]);
    }

    #[test]
    fn a_card_due_tomorrow_is_not_asked() {
        let tomorrow = Due::Day(StudyDay(101));
        let queue = queue(&[known(card(1), Phase::Review, tomorrow, 9.0)]);

        assert_eq!(asked(queue), []);
    }

    #[test]
    fn new_cards_are_spread_among_reviews_in_the_order_of_the_library() {
        let mut candidates: Vec<_> = (0..6).map(|it| due(card(it), 10.0)).collect();
        candidates.extend([new(card(10)), new(card(11))]);

        let order = [0, 1, 10, 2, 3, 11, 4, 5].map(card);
        assert_eq!(asked(queue(&candidates)), order);
    }

    #[test]
    fn limits_count_what_was_done_earlier_today() {
        let mut candidates: Vec<_> = (0..9).map(|it| due(card(it), 10.0)).collect();
        candidates.extend((20..29).map(|it| new(card(it))));
        let done = DayCounts { new: 2, reviews: 3 };
        let scheduler = Scheduler::new(settings(4, 6)).unwrap();

        let queue = build(candidates, done, |_| false, &scheduler, NOW);

        let (learning, due, new) = (0, 3, 2);
        assert_eq!(queue.counts(), Counts { learning, due, new });
        assert_eq!(asked(queue).len(), 5);
    }

    #[test]
    fn a_limit_keeps_the_reviews_most_at_risk() {
        let candidates = [(3, 3.0), (1, 1.0), (2, 2.0)].map(|(fact, days)| due(card(fact), days));

        let queue = queue_by(settings(0, 2), &candidates);

        assert_eq!(asked(queue), [card(1), card(2)]);
    }

    #[test]
    fn one_card_of_a_fact_is_asked_a_day_and_reviews_go_before_new_cards() {
        let candidates = [
            new(card(1)),
            due(sibling(1), 5.0),
            due(card(2), 9.0),
            due(sibling(2), 6.0),
        ];

        assert_eq!(asked(queue(&candidates)), [sibling(1), sibling(2)]);
    }

    #[test]
    fn a_step_of_days_goes_before_a_sibling_due_for_review() {
        let today = Due::Day(StudyDay(100));
        let step = known(sibling(1), Phase::Learning { step: 1 }, today, 1.0);

        let queue = queue(&[due(card(1), 0.1), step]);

        assert_eq!(asked(queue), [sibling(1)]);
    }

    #[test]
    fn of_very_many_reviews_the_same_are_kept_as_of_all_in_order() {
        let risk = |fact: u32| 1.0 + f32::from(u16::try_from(fact * 7919 % 5000).unwrap());
        let candidates: Vec<_> = (0..5000).map(|fact| due(card(fact), risk(fact))).collect();
        let mut by_risk: Vec<u32> = (0..5000).collect();
        by_risk.sort_by(|one, other| risk(*one).total_cmp(&risk(*other)));

        let asked = asked(queue_by(settings(0, 30), &candidates));

        let expected = by_risk.into_iter().take(30).map(card);
        assert!(asked.into_iter().eq(expected));
    }

    #[test]
    fn without_burying_all_cards_of_a_fact_are_asked() {
        let settings = Settings {
            bury_siblings: false,
            ..Settings::default()
        };
        let queue = queue_by(settings, &[due(card(1), 9.0), due(sibling(1), 5.0)]);

        assert_eq!(asked(queue), [sibling(1), card(1)]);
    }

    #[test]
    fn a_fact_answered_today_is_asked_again_only_where_it_is_in_learning() {
        let candidates = [
            new(card(1)),
            learning(sibling(1), 0),
            due(card(2), 1.0),
            new(card(3)),
        ];
        let answered = |at: FactRef| at.fact <= 2;
        let scheduler = Scheduler::default();

        let queue = build(candidates, DayCounts::default(), answered, &scheduler, NOW);

        assert_eq!(asked(queue), [sibling(1), card(3)]);
    }

    #[test]
    fn cards_set_aside_are_not_asked_and_hold_no_sibling_back() {
        let suspended = Candidate {
            set_aside: true,
            ..due(card(1), 1.0)
        };

        assert_eq!(asked(queue(&[suspended, new(sibling(1))])), [sibling(1)]);
    }

    #[test]
    fn a_card_in_learning_interrupts_as_soon_as_its_time_has_come() {
        let mut queue = queue(&[learning(card(9), 5), due(card(1), 1.0), due(card(2), 2.0)]);

        let asked = [later(0), later(5), later(5)].map(|now| queue.next(now));

        assert_eq!(asked, [card(1), card(9), card(2)].map(Some));
    }

    #[test]
    fn at_the_end_a_card_in_learning_comes_early_but_not_by_more_than_set() {
        let mut queue = queue(&[learning(card(1), 20), learning(card(2), 21)]);

        assert_eq!(queue.next(NOW), Some(card(1)));
        assert_eq!(queue.next(NOW), None);
        assert_eq!(queue.next(later(1)), Some(card(2)));
    }

    #[test]
    fn a_rated_card_comes_back_when_it_is_due_and_another_day_means_done() {
        let mut queue = queue(&[due(card(1), 1.0), due(card(2), 2.0)]);
        let (first, second) = (queue.next(NOW), queue.next(NOW));

        queue.put_back(first.unwrap(), Due::At(later(1).utc_ms));
        queue.put_back(second.unwrap(), Due::Day(StudyDay(101)));

        assert_eq!(queue.counts().learning, 1);
        assert_eq!(asked(queue), [card(1)]);
    }

    #[test]
    fn a_skipped_card_comes_last_and_still_counts() {
        let mut queue = queue(&[new(card(1)), due(card(2), 2.0)]);
        let counts = queue.counts();
        queue.next(NOW);
        let skipped = queue.next(NOW).unwrap();

        queue.push_last(skipped, true);

        assert_eq!(queue.counts().new, counts.new);
        assert_eq!(asked(queue), [skipped]);
    }

    #[test]
    fn a_removed_fact_is_gone_from_every_part_of_the_queue() {
        let mut queue = queue(&[
            learning(card(1), 5),
            learning(sibling(1), 6),
            due(card(2), 1.0),
            due(card(3), 2.0),
        ]);
        assert_eq!(queue.next(NOW), Some(card(2)));
        queue.push_last(sibling(1), false);

        queue.remove_fact(card(1).fact);

        assert_eq!(asked(queue), [card(3)]);
    }

    #[test]
    fn a_day_counts_each_card_once_as_new_or_as_met_before() {
        let rated = |day: i64, revision| Rated {
            at: Moment {
                utc_ms: day * DAY + DAY / 2,
                offset_s: 0,
            },
            rating: Rating::Good,
            revision,
        };
        let logs: [&[Rated]; 5] = [
            &[],
            &[rated(99, 1)],
            &[rated(100, 1), rated(100, 1)],
            &[rated(90, 1), rated(100, 1), rated(900, 1)],
            &[rated(90, 1), rated(100, 2)],
        ];
        let mut counts = DayCounts::default();

        let answered = logs.map(|log| {
            let answered = Answered::of(log, |_| false);
            answered.is_some_and(|it| counts.count(&it, StudyDay(100), 4))
        });

        assert_eq!(answered, [false, false, true, true, true]);
        assert_eq!(counts, DayCounts { new: 2, reviews: 1 });
    }

    #[test]
    fn a_card_that_was_answered_before_the_stretch_of_the_log_is_not_new() {
        let at = Moment {
            utc_ms: 100 * DAY + DAY / 2,
            offset_s: 0,
        };
        let rated = |revision| Rated {
            at,
            rating: Rating::Good,
            revision,
        };
        let mut counts = DayCounts::default();

        for revision in [1, 2] {
            let answered = Answered::of(&[rated(revision)], |revision| revision == 1).unwrap();
            assert!(counts.count(&answered, StudyDay(100), 4));
        }

        assert_eq!(counts, DayCounts { new: 1, reviews: 1 });
    }

    #[test]
    fn a_clone_restores_what_was_left_before() {
        let mut queue = queue(&[due(card(1), 1.0), due(card(2), 2.0)]);
        let before = queue.clone();

        assert_eq!(queue.next(NOW), Some(card(1)));
        assert_eq!(queue.next(NOW), Some(card(2)));

        assert_eq!(asked(before), [card(1), card(2)]);
    }
}
