//! Going on from what is known by one stretch of the log.

use super::Recall;
use crate::schedule::{Answered, CardLog, Moment, Rated, Scheduler, seed_of};

/// How many cards are replayed at once: enough for all processors, and little in memory.
const AT_ONCE: usize = 4096;

/// A review with the index of its card.
#[derive(Debug, Clone, Copy)]
pub(super) struct Filed {
    pub(super) card: usize,
    pub(super) rated: Rated,
}

impl Recall {
    /// Replays the next stretch of the log, given in its order.
    pub(super) fn take(&mut self, mut reviews: Vec<Filed>, scheduler: &Scheduler, now: Moment) {
        reviews.sort_by_key(|filed| filed.card);
        let cards: Vec<(usize, usize)> = reviews
            .chunk_by(|one, other| one.card == other.card)
            .map(|of_card| (of_card[0].card, of_card.len()))
            .collect();
        let rated: Vec<Rated> = reviews.into_iter().map(|filed| filed.rated).collect();
        let newest = rated.iter().map(|rated| rated.at).max();
        self.newest = self.newest.max(newest);
        self.answered.clear();
        let mut rest = &rated[..];
        for cards in cards.chunks(AT_ONCE) {
            let mut of_cards = Vec::with_capacity(cards.len());
            for (card, count) in cards {
                let (reviews, others) = rest.split_at(*count);
                of_cards.push((*card, reviews));
                rest = others;
            }
            self.take_cards(&of_cards, scheduler, now);
        }
    }

    fn take_cards(&mut self, cards: &[(usize, &[Rated])], scheduler: &Scheduler, now: Moment) {
        let mut places = Vec::with_capacity(cards.len());
        let mut logs = Vec::with_capacity(cards.len());
        let mut revisions = Vec::new();
        for (card, reviews) in cards {
            let had = |revision| self.memory(*card, revision).is_some();
            let answered = Answered::of(reviews, had);
            self.answered.extend(answered.map(|it| (*card, it)));
            find_revisions(reviews, &mut revisions);
            for revision in &revisions {
                places.push((*card, *revision));
                logs.push(CardLog {
                    before: self.memory(*card, *revision).copied(),
                    reviews,
                    revision: *revision,
                    seed: seed_of(self.id(*card)),
                });
            }
        }
        let memories = scheduler.replay_all(&logs, now);
        for ((card, revision), memory) in places.into_iter().zip(memories) {
            if let Some(memory) = memory {
                self.set_memory(card, revision, memory);
            }
        }
    }
}

/// Finds the revisions that reviews were made at, each once.
fn find_revisions(reviews: &[Rated], found: &mut Vec<u32>) {
    found.clear();
    for rated in reviews {
        if !found.contains(&rated.revision) {
            found.push(rated.revision);
        }
    }
}
