//! What is to be done today, from the library and what the log amounts to.

#[cfg(test)]
mod tests;

use super::context::Usable;
use crate::card::{self, Card};
use crate::library::{FactRef, Library};
use crate::schedule::{Candidate, Due, Memory, Moment, Queue, Scheduler, StudyDay, build};
use crate::session::{Overview, Plan};
use crate::store::{Lookup, Recall, Remembered};
use std::collections::{HashMap, HashSet};

/// Seconds that a card takes at a guess, for saying how long a session will be.
const SECONDS_PER_REVIEW: usize = 15;
const SECONDS_PER_NEW: usize = 40;

/// What is to be done today.
#[derive(Debug)]
pub(super) struct Today {
    queue: Queue,
    memories: HashMap<Card, Memory>,
    due_tomorrow: usize,
    unseen: usize,
}

impl Today {
    /// Plans the day.
    ///
    /// Candidates are made one after the other, because a library can have a hundred thousand.
    pub(super) fn plan(
        library: &Library,
        recall: &Recall,
        scheduler: &Scheduler,
        takes: impl Fn(FactRef) -> bool,
        now: Moment,
    ) -> Self {
        let rollover = scheduler.settings().rollover_hour;
        let day = now.study_day(rollover);
        let (done, answered) = recall.done_on(day, rollover);
        let is_answered = |at: FactRef| {
            let fact = library.fact(at);
            answered.contains(&(&*fact.id.text, fact.revision))
        };
        let mut cards = Cards {
            library,
            lookup: recall.lookup(),
            id: String::new(),
        };
        let mut tally = Tally::default();
        let candidates = card::each(library)
            .filter(|card| takes(card.fact))
            .map(|card| {
                let remembered = cards.find(card);
                let candidate = candidate(library, card, remembered, day, rollover);
                tally.count(&candidate, remembered, day);
                candidate
            });
        let queue = build(candidates, done, is_answered, scheduler, now);
        Self {
            memories: tally.memories(library, &queue),
            queue,
            due_tomorrow: tally.due_tomorrow,
            unseen: tally.unseen,
        }
    }

    pub(super) fn overview(&self, usable: &Usable, recall: &Recall, now: Moment) -> Overview {
        let counts = self.queue.counts();
        let due = counts.due + counts.learning;
        let seconds = due * SECONDS_PER_REVIEW + counts.new * SECONDS_PER_NEW;
        let mut notices = usable.notices.clone();
        notices.extend(clock_set_back(recall, now));
        Overview {
            title: usable.library.title.to_string(),
            due,
            new: counts.new,
            unseen: self.unseen,
            minutes: seconds.div_ceil(60),
            notices,
        }
    }

    pub(super) fn into_plan(self, seed: u64) -> Plan {
        Plan {
            queue: self.queue,
            memories: self.memories,
            due_tomorrow: self.due_tomorrow,
            seed,
        }
    }
}

/// Finds the cards of a library in the log.
struct Cards<'a> {
    library: &'a Library,
    lookup: Lookup<'a>,
    /// The id of the card in hand.
    id: String,
}

impl<'a> Cards<'a> {
    fn find(&mut self, card: Card) -> Option<Remembered<'a>> {
        let fact = &self.library.fact(card.fact).id.text;
        card::write_id(&mut self.id, fact, card.side);
        self.lookup.find(&self.id)
    }
}

/// Says what may be asked of a card, given what the log knows of it.
fn candidate(
    library: &Library,
    card: Card,
    remembered: Option<Remembered<'_>>,
    today: StudyDay,
    rollover_hour: u8,
) -> Candidate {
    let revision = library.fact(card.fact).revision;
    let marks = remembered.map_or_else(Default::default, |it| it.marks());
    let buried = marks.buried.map(|at| at.study_day(rollover_hour));
    Candidate {
        card,
        memory: remembered.and_then(|it| it.memory(revision)),
        set_aside: marks.suspended || buried == Some(today),
    }
}

/// What is kept of the candidates when they have been counted.
#[derive(Default)]
struct Tally<'a> {
    due_tomorrow: usize,
    unseen: usize,
    /// The cards that may be in the queue.
    due: Vec<(Card, Remembered<'a>)>,
}

impl<'a> Tally<'a> {
    fn count(
        &mut self,
        candidate: &Candidate,
        remembered: Option<Remembered<'a>>,
        today: StudyDay,
    ) {
        let (Some(memory), Some(remembered)) = (candidate.memory, remembered) else {
            self.unseen += 1;
            return;
        };
        match memory.due {
            Due::Day(day) if day.0 == today.0 + 1 => self.due_tomorrow += 1,
            Due::Day(day) if day > today => {}
            Due::Day(_) | Due::At(_) => self.due.push((candidate.card, remembered)),
        }
    }

    /// Returns what is remembered of the cards in the queue: a session remembers its own cards,
    /// not a library of a hundred thousand.
    fn memories(&self, library: &Library, queue: &Queue) -> HashMap<Card, Memory> {
        let asked: HashSet<Card> = queue.cards().collect();
        let of_queue = self.due.iter().filter(|(card, _)| asked.contains(card));
        let memory = |(card, remembered): &(Card, Remembered<'a>)| {
            let revision = library.fact(card.fact).revision;
            Some((*card, remembered.memory(revision)?))
        };
        of_queue.filter_map(memory).collect()
    }
}

/// Says so when reviews in the log lie in the future.
fn clock_set_back(recall: &Recall, now: Moment) -> Option<String> {
    let newest = recall.newest()?;
    let ahead_ms = newest.utc_ms - now.utc_ms;
    // A minute apart two machines' clocks always are.
    (ahead_ms > 60_000).then(|| {
        let hours = ahead_ms / 3_600_000;
        format!("the clock is behind the newest review by {hours} h; is it right? such reviews count as made now")
    })
}
