//! What the authors say about rules: which run, how much they weigh, what is intended.

use super::findings::{Finding, Findings};
use super::registry::find;
use super::rule::unused_allow;
use super::{Plan, View};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::library::{CheckSettings, Deck, FactRef};
use fnv::FnvHashSet;
use rayon::prelude::*;

/// Which rules are to run: codes, names or starts of codes, such as `F001`, `near-duplicate`, `Q`.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Only these; all where there are none.
    pub select: Vec<String>,
    /// Not these.
    pub ignore: Vec<String>,
}

impl Selection {
    /// Says whether a rule is to run.
    pub fn chooses(&self, code: &str) -> bool {
        let any = |list: &[String]| list.iter().any(|wanted| names(wanted, code));
        (self.select.is_empty() || any(&self.select)) && !any(&self.ignore)
    }

    /// Returns what was asked for and is neither a code, nor its start, nor a name.
    pub fn unknown(&self) -> impl Iterator<Item = &str> {
        let all = self.select.iter().chain(&self.ignore);
        all.map(String::as_str)
            .filter(|wanted| !super::RULES.iter().any(|rule| names(wanted, rule.code)))
    }
}

fn names(wanted: &str, code: &str) -> bool {
    let starts = |start| {
        code.get(..wanted.len())
            .is_some_and(|of| of.eq_ignore_ascii_case(start))
    };
    !wanted.is_empty() && (starts(wanted) || find(wanted).is_some_and(|rule| rule.code == code))
}

/// Which `allow` of which fact or deck has silenced something.
#[derive(Default)]
pub(super) struct Used {
    facts: FnvHashSet<(FactRef, &'static str)>,
    decks: FnvHashSet<(u32, &'static str)>,
}

impl Used {
    pub(super) fn by_fact(&self, at: FactRef, code: &'static str) -> bool {
        self.facts.contains(&(at, code))
    }

    pub(super) fn by_deck(&self, deck: u32, code: &'static str) -> bool {
        self.decks.contains(&(deck, code))
    }
}

/// Drops what is allowed, reports what allows nothing, weighs the rest and puts it in order.
pub(super) fn apply(view: &View<'_>, plan: &Plan<'_>, mut found: Vec<Finding>) -> Vec<Diagnostic> {
    let library = view.library;
    let mut used = Used::default();
    found.retain(|finding| !is_allowed(view, finding, &mut used));
    if plan.codes.contains(&unused_allow::RULE.code) {
        let mut findings = Findings::new(&unused_allow::RULE, library);
        unused_allow::check(view, &plan.codes, &used, &mut findings);
        let mut unused = findings.into_found();
        unused.retain(|finding| !is_allowed(view, finding, &mut used));
        found.extend(unused);
    }
    let mut diagnostics: Vec<_> = found
        .into_par_iter()
        .filter_map(|finding| weighed(view, finding))
        .collect();
    diagnostics.par_sort_by(|a, b| key(a).cmp(&key(b)));
    diagnostics.dedup();
    diagnostics
}

fn key(diagnostic: &Diagnostic) -> (Place, &str, &str) {
    (
        diagnostic.primary.place,
        diagnostic.code,
        &diagnostic.message,
    )
}

fn is_allowed(view: &View<'_>, finding: &Finding, used: &mut Used) -> bool {
    let code = finding.code();
    let mut is_allowed = false;
    for at in &finding.facts {
        let allow = &view.library.fact(*at).extras().allow;
        if allow.iter().any(|allowed| allows(&allowed.text, code)) {
            used.facts.insert((*at, code));
            is_allowed = true;
        }
    }
    for (index, deck) in decks_of(view, finding) {
        if deck.allow.iter().any(|allowed| allows(&allowed.text, code)) {
            used.decks.insert((index, code));
            is_allowed = true;
        }
    }
    is_allowed
}

/// Returns the decks that a finding speaks of.
fn decks_of<'a>(view: &View<'a>, finding: &Finding) -> impl Iterator<Item = (u32, &'a Deck)> {
    let decks = view.library.decks();
    let of_facts = finding
        .facts
        .iter()
        .map(|at| (at.deck, &decks[at.deck as usize]));
    let is_head = finding.facts.is_empty();
    let here = (0..)
        .zip(decks)
        .filter(move |(_, deck)| is_head && deck.file == finding.file());
    of_facts.chain(here)
}

/// Says whether what an author wrote names the rule, by code or by name.
pub(super) fn allows(written: &str, code: &str) -> bool {
    find(written).is_some_and(|rule| rule.code == code)
}

/// Gives a finding the severity of the library and the fact it is about.
fn weighed(view: &View<'_>, finding: Finding) -> Option<Diagnostic> {
    let mut diagnostic = finding.diagnostic;
    diagnostic.severity = severity(&view.library.check, &diagnostic)?;
    if let (None, Some(at)) = (&diagnostic.fact, finding.facts.first()) {
        diagnostic.fact = Some(view.library.fact(*at).id.text.to_string());
    }
    Some(diagnostic)
}

fn severity(settings: &CheckSettings, diagnostic: &Diagnostic) -> Option<Severity> {
    let has =
        |list: &[crate::library::Text]| list.iter().any(|code| allows(&code.text, diagnostic.code));
    if has(&settings.deny) {
        return Some(Severity::Error);
    }
    if has(&settings.warn) {
        return Some(Severity::Warning);
    }
    (!has(&settings.allow)).then_some(diagnostic.severity)
}
