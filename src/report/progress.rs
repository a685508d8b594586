//! How learning goes: a first, honest page.

use super::counted;
use crate::schedule::{Candidate, Due, Moment, Phase, Rated, Rating, Scheduler, StudyDay};
use serde::Serialize;
use std::fmt::Write as _;

/// Days of stability from which a card counts as strong.
const STRONG_FROM: f32 = 21.0;
/// Days that recent retention looks back.
const RECENT_DAYS: i32 = 30;

/// Figures about a learner's log and what lies ahead.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Progress {
    /// Reviews in the log.
    pub reviews: usize,
    /// Reviews today.
    pub reviews_today: usize,
    /// Days with at least one review.
    pub days_studied: usize,
    /// Days in a row up to today or yesterday.
    pub streak: usize,
    /// Share of cards still remembered when they came back after a day or more, in the last
    /// 30 days; none before the first such review.
    pub retention: Option<f64>,
    /// How many such reviews there were.
    pub retention_from: usize,
    /// Share that scheduling aims at.
    pub retention_wanted: f64,
    /// Cards by how firmly they are remembered.
    pub cards: Strengths,
    /// Cards due today and on each of the next six days, new ones not counted.
    pub forecast: [usize; 7],
}

/// Cards by how firmly they are remembered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Strengths {
    /// Never seen.
    pub new: usize,
    /// In learning or relearning.
    pub learning: usize,
    /// Remembered for less than three weeks.
    pub young: usize,
    /// Remembered for longer.
    pub strong: usize,
    /// Suspended, or buried today.
    pub set_aside: usize,
}

/// Counts what the log and the cards show.
pub fn progress<'a>(
    logs: impl IntoIterator<Item = &'a [Rated]>,
    candidates: &[Candidate],
    scheduler: &Scheduler,
    now: Moment,
) -> Progress {
    let rollover = scheduler.settings().rollover_hour;
    let today = now.study_day(rollover);
    let mut progress = Progress {
        retention_wanted: in_hundredths(scheduler.settings().desired_retention),
        ..Progress::default()
    };
    let mut days: Vec<StudyDay> = Vec::new();
    let mut remembered = 0_usize;
    for log in logs {
        progress.reviews += log.len();
        days.extend(log.iter().map(|rated| rated.at.study_day(rollover)));
        for pair in log.windows(2) {
            let (before, after) = (
                pair[0].at.study_day(rollover),
                pair[1].at.study_day(rollover),
            );
            if after > before && after.0 > today.0 - RECENT_DAYS {
                progress.retention_from += 1;
                remembered += usize::from(pair[1].rating != Rating::Again);
            }
        }
    }
    progress.reviews_today = days.iter().filter(|day| **day == today).count();
    days.sort_unstable();
    days.dedup();
    progress.days_studied = days.len();
    progress.streak = streak(&days, today);
    progress.retention = share(remembered, progress.retention_from);
    for candidate in candidates {
        progress.cards.count(candidate);
        if let Some(ahead) = days_ahead(candidate, now, rollover) {
            progress.forecast[ahead] += 1;
        }
    }
    progress
}

/// Takes back what a narrow float adds behind the digits that were meant.
fn in_hundredths(share: f32) -> f64 {
    (f64::from(share) * 100.0).round() / 100.0
}

#[expect(clippy::cast_precision_loss, reason = "no log has 2^52 reviews")]
fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// Counts the days in a row that end today, or yesterday where today has not begun.
fn streak(days: &[StudyDay], today: StudyDay) -> usize {
    let mut expected = match days.last() {
        Some(last) if *last == today || last.0 == today.0 - 1 => *last,
        _ => return 0,
    };
    let mut length = 0;
    for day in days.iter().rev() {
        if *day != expected {
            break;
        }
        length += 1;
        expected = StudyDay(expected.0 - 1);
    }
    length
}

fn days_ahead(candidate: &Candidate, now: Moment, rollover: u8) -> Option<usize> {
    let memory = candidate.memory.filter(|_| !candidate.set_aside)?;
    let today = now.study_day(rollover);
    let due = match memory.due {
        Due::Day(day) => day,
        Due::At(utc_ms) => Moment { utc_ms, ..now }.study_day(rollover),
    };
    let ahead = usize::try_from((due.0 - today.0).max(0)).ok()?;
    (ahead < 7).then_some(ahead)
}

impl Strengths {
    fn count(&mut self, candidate: &Candidate) {
        let counter = match candidate.memory {
            _ if candidate.set_aside => &mut self.set_aside,
            None => &mut self.new,
            Some(memory) if memory.phase != Phase::Review => &mut self.learning,
            Some(memory) if memory.stability < STRONG_FROM => &mut self.young,
            Some(_) => &mut self.strong,
        };
        *counter += 1;
    }
}

/// Writes the page for people.
pub fn text(title: &str, progress: &Progress) -> String {
    let mut page = format!("{title}\n\n");
    let cards = progress.cards;
    let _ = writeln!(
        page,
        "Reviews     {} in all on {}, {} today; {} in a row",
        progress.reviews,
        counted(progress.days_studied, "day"),
        progress.reviews_today,
        counted(progress.streak, "day"),
    );
    let wanted = progress.retention_wanted * 100.0;
    let _ = match progress.retention {
        Some(retention) => writeln!(
            page,
            "Retention   {:.0} % of {} in the last 30 days; the aim is {wanted:.0} %",
            retention * 100.0,
            counted(progress.retention_from, "review"),
        ),
        None => writeln!(
            page,
            "Retention   not known before a card comes back on a later day; the aim is {wanted:.0} %"
        ),
    };
    let _ = writeln!(
        page,
        "Cards       {} new, {} learning, {} young, {} strong, {} set aside",
        cards.new, cards.learning, cards.young, cards.strong, cards.set_aside
    );
    let _ = writeln!(page, "\nDue in the next seven days");
    let most = progress.forecast.iter().copied().max().unwrap_or(0).max(1);
    for (ahead, due) in progress.forecast.iter().enumerate() {
        let day = match ahead {
            0 => "today".to_owned(),
            1 => "tomorrow".to_owned(),
            days => format!("in {days} days"),
        };
        let bar = "█".repeat((due * 30).div_ceil(most));
        let _ = writeln!(page, "  {day:9} {due:>5}  {bar}");
    }
    page
}
