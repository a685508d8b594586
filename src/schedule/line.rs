//! Who is asked today: siblings give way to each other, limits hold, and the order is found.

use super::queue::Planned;
use super::{Candidate, DayCounts, Due, Moment, Phase, Scheduler, Settings};
use crate::card::Card;
use std::cmp::Ordering;
use std::sync::Arc;

/// How many more reviews than are asked are kept at most.
const SPARE: usize = 1024;

/// How a card can stand in line today; the first goes before its siblings.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Claim {
    /// In learning, minutes away.
    Learning(i64),
    /// In learning, after a step of days.
    Step,
    /// Due, and remembered with this probability.
    Review(f32),
    /// Never seen.
    New,
}

/// Returns how a card stands in line; `None` where it is not asked today.
pub(super) fn claim(candidate: &Candidate, scheduler: &Scheduler, now: Moment) -> Option<Claim> {
    if candidate.set_aside {
        return None;
    }
    let Some(memory) = &candidate.memory else {
        return Some(Claim::New);
    };
    match memory.due {
        Due::At(due_ms) => Some(Claim::Learning(due_ms)),
        Due::Day(_) if !scheduler.is_due(memory, now) => None,
        Due::Day(_) if memory.phase == Phase::Review => {
            Some(Claim::Review(scheduler.retrievability(memory, now)))
        }
        Due::Day(_) => Some(Claim::Step),
    }
}

impl Claim {
    fn rank(self) -> u8 {
        match self {
            Self::Learning(_) => 0,
            Self::Step => 1,
            Self::Review(_) => 2,
            Self::New => 3,
        }
    }

    /// Returns what sorts cards of one rank: those most at risk go first.
    fn retrievability(self) -> f32 {
        match self {
            Self::Review(retrievability) => retrievability,
            Self::Learning(_) | Self::Step | Self::New => 0.0,
        }
    }
}

/// The cards asked today, while they are gathered.
pub(super) struct Line {
    learning: Vec<(i64, Card)>,
    steps: Vec<Card>,
    reviews: Vec<(f32, Card)>,
    new: Vec<Card>,
    reviews_left: usize,
    new_left: usize,
    bury_siblings: bool,
}

impl Line {
    pub(super) fn new(settings: &Settings, done: DayCounts) -> Self {
        Self {
            learning: Vec::new(),
            steps: Vec::new(),
            reviews: Vec::new(),
            new: Vec::new(),
            reviews_left: settings.reviews_per_day.saturating_sub(done.reviews) as usize,
            new_left: settings.new_per_day.saturating_sub(done.new) as usize,
            bury_siblings: settings.bury_siblings,
        }
    }

    /// Lets the cards of one fact stand in line, and empties the list of them.
    ///
    /// With burying that is the most urgent one, or none where the fact was answered today;
    /// cards that are in learning always go on.
    pub(super) fn admit(&mut self, siblings: &mut Vec<(Claim, Card)>, answered: bool) {
        if self.bury_siblings {
            siblings.sort_by(|(one, _), (other, _)| {
                let risk = one.retrievability().total_cmp(&other.retrievability());
                one.rank().cmp(&other.rank()).then(risk)
            });
            let learning = siblings.partition_point(|(claim, _)| claim.rank() == 0);
            siblings.truncate(learning.max(usize::from(!answered)));
        }
        for (claim, card) in siblings.drain(..) {
            match claim {
                Claim::Learning(due_ms) => self.learning.push((due_ms, card)),
                Claim::Step => self.steps.push(card),
                Claim::Review(retrievability) => self.add_review(retrievability, card),
                Claim::New if self.new.len() < self.new_left => self.new.push(card),
                Claim::New => {}
            }
        }
    }

    /// Keeps a review among those most at risk; after a long time off, nearly all are due.
    fn add_review(&mut self, retrievability: f32, card: Card) {
        self.reviews.push((retrievability, card));
        if self.reviews.len() > self.reviews_left.saturating_mul(2).saturating_add(SPARE) {
            thin_out(&mut self.reviews, self.reviews_left);
        }
    }

    /// Returns the cards in learning, latest first, and the plan for all others.
    pub(super) fn close(mut self) -> (Vec<(i64, Card)>, Arc<[Planned]>) {
        self.learning.sort_unstable_by(|one, other| other.cmp(one));
        let reviews = most_at_risk(self.reviews, self.reviews_left);
        let steps = self.steps.into_iter().map(|card| (card, false));
        let planned = steps
            .chain(spread(&reviews, &self.new))
            .map(|(card, is_new)| Planned { card, is_new });
        (self.learning, planned.collect())
    }
}

/// Returns so many of the reviews, those least likely to be remembered first.
fn most_at_risk(mut reviews: Vec<(f32, Card)>, limit: usize) -> Vec<Card> {
    thin_out(&mut reviews, limit);
    reviews.sort_unstable_by(by_risk);
    reviews.into_iter().map(|(_, card)| card).collect()
}

/// Drops all but so many of the reviews, those least likely to be remembered.
fn thin_out(reviews: &mut Vec<(f32, Card)>, limit: usize) {
    if limit < reviews.len() {
        reviews.select_nth_unstable_by(limit, by_risk);
        reviews.truncate(limit);
    }
}

fn by_risk((one, card): &(f32, Card), (other, other_card): &(f32, Card)) -> Ordering {
    one.total_cmp(other).then(card.cmp(other_card))
}

/// Spreads new cards evenly among reviews; says of each card whether it is new.
fn spread(reviews: &[Card], new: &[Card]) -> impl Iterator<Item = (Card, bool)> {
    let (mut reviews_taken, mut new_taken) = (0, 0);
    std::iter::from_fn(move || {
        // Whichever is less far along goes next, by cross-multiplied shares.
        let reviews_are_ahead =
            (reviews_taken + 1) * (new.len() + 1) > (new_taken + 1) * (reviews.len() + 1);
        let new_next = new.get(new_taken).map(|card| (*card, true));
        let review_next = reviews.get(reviews_taken).map(|card| (*card, false));
        let next = if reviews_are_ahead {
            new_next.or(review_next)
        } else {
            review_next.or(new_next)
        };
        match next? {
            (_, true) => new_taken += 1,
            (_, false) => reviews_taken += 1,
        }
        next
    })
}
