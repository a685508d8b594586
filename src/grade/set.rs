//! Grading of members in any order, and of several gaps in their places.

use super::entries::entries;
use super::text::{Line, Rivals, against, is_exact, spellings};
use super::{Graded, Remark, Verdict};
use crate::library::Value;
use crate::question::{Expected, Sourced};
use std::cmp::Ordering;

/// Returns the texts an answer is made of.
pub(super) fn texts(sourced: &Sourced) -> Vec<&str> {
    match &sourced.value {
        Value::Set(members) | Value::Sequence(members) => {
            members.iter().map(|member| &**member).collect()
        }
        Value::Text(text) => vec![text],
        Value::Number(_) | Value::Date(_) | Value::Truth(_) => Vec::new(),
    }
}

/// What was typed, matched to the members of an answer.
pub(super) struct Matched {
    /// What was typed, entry by entry.
    pub(super) entries: Vec<String>,
    /// For every entry the member it names, with its grade; no member twice.
    pub(super) pairs: Vec<Option<(usize, Graded)>>,
}

impl Matched {
    /// Splits the lines into entries and pairs each with the member it names best.
    pub(super) fn new(expected: &Expected, sourced: &Sourced, lines: &[String]) -> Self {
        let members: Vec<Vec<&str>> = (0..texts(sourced).len())
            .map(|at| spellings(sourced, at))
            .collect();
        let names_one = |text: &str| {
            members
                .iter()
                .any(|spellings| is_exact(&Line::new(text), spellings))
        };
        let mut entries = entries(lines, &names_one);
        let entry_count = members.len() * 3 + 10;
        entries.truncate(entry_count);
        let rivals = Rivals::new(expected, &members.concat());
        let grades = |entry: &&str| -> Vec<Graded> {
            let line = Line::new(entry);
            members
                .iter()
                .map(|spellings| against(&line, spellings, &rivals))
                .collect()
        };
        let grades: Vec<Vec<Graded>> = entries.iter().map(grades).collect();
        let mut matched = Self {
            pairs: pair(&grades, &entries, &members),
            entries: entries.into_iter().map(str::to_owned).collect(),
        };
        matched.drop_repeats(&grades);
        matched
    }

    /// Returns the members that were named.
    pub(super) fn named(&self) -> impl Iterator<Item = &(usize, Graded)> {
        self.pairs.iter().flatten()
    }

    /// Returns the entries that name no member.
    pub(super) fn extra(&self) -> Vec<String> {
        let entries = self.entries.iter().zip(&self.pairs);
        entries
            .filter(|(_, pair)| pair.is_none())
            .map(|(entry, _)| entry.clone())
            .collect()
    }

    /// Forgets entries that name a member named before: to repeat oneself is no mistake.
    fn drop_repeats(&mut self, grades: &[Vec<Graded>]) {
        let is_named =
            |grades: &Vec<Graded>| grades.iter().any(|graded| graded.verdict >= Verdict::Slip);
        let repeats: Vec<bool> = self
            .pairs
            .iter()
            .zip(grades)
            .map(|(pair, grades)| pair.is_none() && is_named(grades))
            .collect();
        let mut keep = repeats.iter().map(|repeats| !repeats);
        self.entries.retain(|_| keep.next().unwrap_or(true));
        let mut keep = repeats.iter().map(|repeats| !repeats);
        self.pairs.retain(|_| keep.next().unwrap_or(true));
    }
}

/// Pairs entries with members, the best grades first and of those the ones typed to the letter, as
/// one entry may be a spelling of several members.
fn pair(
    grades: &[Vec<Graded>],
    entries: &[&str],
    members: &[Vec<&str>],
) -> Vec<Option<(usize, Graded)>> {
    let every =
        (0..entries.len()).flat_map(|entry| (0..members.len()).map(move |member| (entry, member)));
    let is_near =
        |(entry, member): &(usize, usize)| grades[*entry][*member].verdict > Verdict::Wrong;
    let mut candidates: Vec<(usize, usize)> = every.filter(is_near).collect();
    let is_literal = |entry: usize, member: usize| {
        let mut spellings = members[member].iter();
        spellings.any(|spelling| spelling.trim() == entries[entry])
    };
    let rank = |&(entry, member): &(usize, usize)| {
        let one = &grades[entry][member];
        (one.verdict, one.credit, is_literal(entry, member))
    };
    candidates.sort_by(|a, b| rank(b).partial_cmp(&rank(a)).unwrap_or(Ordering::Equal));
    let mut pairs = vec![None; entries.len()];
    let mut is_taken = vec![false; members.len()];
    for (entry, member) in candidates {
        if pairs[entry].is_none() && !is_taken[member] {
            pairs[entry] = Some((member, grades[entry][member].clone()));
            is_taken[member] = true;
        }
    }
    pairs
}

/// Grades the members of a set, typed one to a line or parted by commas, in any order.
///
/// Each member earns its share, and each entry that is none costs a quarter of one, so that naming
/// everything one can think of does not pay.
pub(super) fn members(expected: &Expected, sourced: &Sourced, lines: &[String]) -> Graded {
    let matched = Matched::new(expected, sourced, lines);
    let all = texts(sourced);
    let extra = matched.extra();
    let earned: f64 = matched.named().map(|(_, graded)| graded.credit).sum();
    let mut graded = whole(matched.named().map(|(_, graded)| graded), all.len(), &extra);
    graded.credit = share(earned - 0.25 * count(extra.len()), all.len());
    let missing: Vec<String> = missing(&all, matched.named().map(|(member, _)| *member));
    remark_on_members(graded, missing, extra)
}

/// Adds up the grades of members to one verdict, with their own remarks.
fn whole<'a>(named: impl Iterator<Item = &'a Graded>, of: usize, extra: &[String]) -> Graded {
    let named: Vec<&Graded> = named.collect();
    let worst = named.iter().map(|graded| graded.verdict).min();
    let verdict = match worst {
        None => Verdict::Wrong,
        Some(worst) if named.len() == of && extra.is_empty() => worst,
        Some(_) => Verdict::Partly,
    };
    let mut whole = Graded::new(verdict, 0.0);
    whole.remarks = named
        .iter()
        .flat_map(|graded| graded.remarks.clone())
        .collect();
    whole
}

pub(super) fn missing(all: &[&str], named: impl Iterator<Item = usize>) -> Vec<String> {
    let named: Vec<usize> = named.collect();
    let not_named = all.iter().enumerate().filter(|(at, _)| !named.contains(at));
    not_named.map(|(_, member)| (*member).to_owned()).collect()
}

pub(super) fn remark_on_members(
    mut graded: Graded,
    missing: Vec<String>,
    extra: Vec<String>,
) -> Graded {
    if !missing.is_empty() && graded.verdict != Verdict::Wrong {
        graded.remarks.push(Remark::Missing(missing));
    }
    if !extra.is_empty() {
        graded.remarks.push(Remark::Extra(extra));
    }
    graded
}

/// Grades several gaps: one line each, or all of them in one line, every one in its place.
pub(super) fn gaps(expected: &Expected, sourced: &Sourced, lines: &[String]) -> Graded {
    let all = texts(sourced);
    let typed = one_per_gap(sourced, lines, all.len());
    let rivals = Rivals::new(expected, &[]);
    let grades = (0..all.len()).map(|at| {
        let line = typed.get(at).copied().unwrap_or("");
        match line.trim() {
            "" => Graded::wrong(),
            line => against(&Line::new(line), &spellings(sourced, at), &rivals),
        }
    });
    let grades: Vec<Graded> = grades.collect();
    let is_filled = |at: &usize| grades[*at].verdict > Verdict::Wrong;
    let filled = || {
        grades
            .iter()
            .filter(|graded| graded.verdict > Verdict::Wrong)
    };
    let mut total = whole(filled(), all.len(), &[]);
    total.credit = share(filled().map(|graded| graded.credit).sum(), all.len());
    let missing = missing(&all, (0..all.len()).filter(is_filled));
    remark_on_members(total, missing, Vec::new())
}

/// Returns one text per gap; a single line for several gaps is split.
fn one_per_gap<'a>(sourced: &Sourced, lines: &'a [String], gaps: usize) -> Vec<&'a str> {
    if lines.len() > 1 || gaps < 2 {
        return lines.iter().map(String::as_str).collect();
    }
    let fills_one =
        |text: &str| (0..gaps).any(|at| is_exact(&Line::new(text), &spellings(sourced, at)));
    entries(lines, &fills_one)
}

/// Returns a share of so many, from 0 to 1.
pub(super) fn share(earned: f64, of: usize) -> f64 {
    (earned / count(of).max(1.0)).clamp(0.0, 1.0)
}

#[expect(
    clippy::cast_precision_loss,
    reason = "no list is longer than what a float can count"
)]
pub(super) fn count(number: usize) -> f64 {
    number as f64
}
