//! What is wrong with a library that could be read: rules, and the findings they make.
//!
//! A rule is one file in `rule/` and a line in [`RULES`]. Its documentation is data, and its two
//! examples are its tests. Rules never see the settings: severities, `allow` and the selection are
//! applied to what they found, so that an `allow` that silences nothing can be found too.

mod agree;
mod documents;
mod facts;
mod findings;
mod groups;
mod heads;
mod keys;
mod near;
mod print;
mod registry;
mod repeats;
mod rule;
mod settings;
mod slips;
mod spellings;
mod texts;
mod vocabulary;
mod words;

pub use documents::Documents;
pub use registry::{RULES, find};
pub use settings::Selection;

use crate::diagnostic::{Diagnostic, Severity, Texts};
use crate::library::{Fact, FactRef, Library};
use documents::Cited;
use facts::FactView;
use findings::{Finding, Findings};
use rayon::prelude::*;
use spellings::Spellings;
use std::sync::OnceLock;

/// One thing a careful editor would look for, with the reason and two examples.
#[derive(Debug)]
pub struct Rule {
    /// Permanent code: a letter for the subject and three digits.
    pub code: &'static str,
    /// Name for people, in words joined by `-`.
    pub name: &'static str,
    /// How much a finding weighs unless the library says otherwise.
    pub severity: Severity,
    /// What the rule finds, and why that is worth changing.
    pub why: &'static str,
    /// A deck the rule finds fault with. Lines such as `# file: other.toml` part several files,
    /// `# file: library.toml` brings a library of its own.
    pub bad: &'static str,
    /// The same deck, mended.
    pub good: &'static str,
    /// What looks for it.
    checks: &'static [Check],
}

/// What looks for a rule's findings.
#[derive(Debug, Clone, Copy)]
enum Check {
    /// Reading itself reports it.
    Reading,
    /// What is left when every `allow` has been applied.
    Settings,
    /// One fact by itself; called for each, on several threads.
    Fact(fn(&FactView<'_>, &mut Findings<'_>)),
    /// One fact against the documents it cites.
    Document(fn(&FactView<'_>, &Cited<'_>, &mut Findings<'_>)),
    /// The library as a whole.
    Library(fn(&View<'_>, &mut Findings<'_>)),
}

/// A library as reading left it.
#[derive(Debug)]
pub struct Input<'a> {
    /// What could be read.
    pub library: &'a Library,
    /// Its files.
    pub texts: &'a Texts,
    /// What reading found.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether `library.toml` was read without an error.
    pub head_is_sound: bool,
    /// The cited documents, where they are at hand.
    pub documents: Option<&'a Documents>,
}

/// What rules look at.
struct View<'a> {
    library: &'a Library,
    texts: &'a Texts,
    spellings: Spellings,
    /// A few numbers of every fact, in the order of study.
    digests: Vec<facts::Digest>,
    /// Facts that ask the same as an earlier one, the later one first.
    twins: Vec<(FactRef, FactRef)>,
    groups: groups::Groups,
    pools: OnceLock<rule::few_wrong_choices::Pools>,
    /// Nothing is missing: only then does absence mean anything.
    is_whole: bool,
    /// `library.toml` has all it says.
    head_is_sound: bool,
}

/// Facts in one piece of work; smaller pieces cost more to hand out than to check.
const FACTS_AT_ONCE: usize = 256;

/// Applies every selected rule, and the settings of library, decks and facts to what they find.
///
/// Findings come in the order of files and places, the same for any number of threads.
pub fn run(input: Input<'_>, selection: &Selection) -> Vec<Diagnostic> {
    let library = input.library;
    let mut view = View {
        library,
        texts: input.texts,
        spellings: Spellings::new(library),
        digests: Vec::new(),
        twins: Vec::new(),
        groups: groups::Groups::default(),
        pools: OnceLock::new(),
        is_whole: input.diagnostics.is_empty(),
        head_is_sound: input.head_is_sound,
    };
    let documents = input
        .documents
        .map(|documents| Cited::new(documents, library));
    let rules = Plan::new(selection, documents.as_ref());
    let (digests, mut found) = check_facts(&view, &rules);
    view.digests = digests;
    view.twins = rule::same_fact_twice::twins(&view);
    let of_library = rules.library.par_iter().flat_map_iter(|(rule, check)| {
        let mut findings = Findings::new(rule, library);
        check(&view, &mut findings);
        findings.into_found()
    });
    found.par_extend(of_library);
    let read = input.diagnostics.into_iter().map(Finding::read);
    found.extend(read.filter(|finding| selection.chooses(finding.code())));
    settings::apply(&view, &rules, found)
}

type FactCheck = fn(&FactView<'_>, &mut Findings<'_>);
type DocumentCheck = fn(&FactView<'_>, &Cited<'_>, &mut Findings<'_>);
type LibraryCheck = fn(&View<'_>, &mut Findings<'_>);

/// The selected rules by what they look at.
struct Plan<'a> {
    facts: Vec<(&'static Rule, FactCheck)>,
    cited: Vec<(&'static Rule, DocumentCheck)>,
    library: Vec<(&'static Rule, LibraryCheck)>,
    documents: Option<&'a Cited<'a>>,
    /// Codes of the rules that run.
    codes: Vec<&'static str>,
}

impl<'a> Plan<'a> {
    fn new(selection: &Selection, documents: Option<&'a Cited<'a>>) -> Self {
        let mut plan = Self {
            facts: Vec::new(),
            cited: Vec::new(),
            library: Vec::new(),
            documents,
            codes: Vec::new(),
        };
        for rule in RULES
            .iter()
            .copied()
            .filter(|rule| selection.chooses(rule.code))
        {
            for check in rule.checks {
                match *check {
                    Check::Fact(check) => plan.facts.push((rule, check)),
                    Check::Document(check) => plan.cited.push((rule, check)),
                    Check::Library(check) => plan.library.push((rule, check)),
                    Check::Reading | Check::Settings => {}
                }
            }
            let needs_documents = |check: &Check| matches!(check, Check::Document(_));
            if documents.is_some() || !rule.checks.iter().all(needs_documents) {
                plan.codes.push(rule.code);
            }
        }
        plan
    }
}

/// Applies the rules for single facts, and keeps of each fact what the others need.
fn check_facts(view: &View<'_>, plan: &Plan<'_>) -> (Vec<facts::Digest>, Vec<Finding>) {
    let pieces = pieces(view.library);
    let pieces: Vec<_> = pieces
        .par_iter()
        .map_init(facts::Scratch::default, |scratch, (first, facts)| {
            let mut digests = Vec::with_capacity(facts.len());
            let mut findings = Findings::new(RULES[0], view.library);
            for (after, fact) in (0..).zip(*facts) {
                let at = FactRef {
                    fact: first.fact + after,
                    ..*first
                };
                let fact = scratch.read(view, at, fact);
                digests.push(fact.digest());
                check_fact(&fact, plan, &mut findings);
            }
            (digests, findings.into_found())
        })
        .collect();
    let count = pieces.iter().map(|(digests, _)| digests.len()).sum();
    let mut digests = Vec::with_capacity(count);
    let mut found = Vec::new();
    for (of_piece, found_in_it) in pieces {
        digests.extend(of_piece);
        found.extend(found_in_it);
    }
    (digests, found)
}

/// Returns the facts in pieces of work, each with where its first fact stands.
fn pieces(library: &Library) -> Vec<(FactRef, &[Fact])> {
    let mut pieces = Vec::new();
    for (deck, held) in (0..).zip(library.decks()) {
        let starts = (0..).step_by(FACTS_AT_ONCE);
        let of_deck = starts.zip(held.facts.chunks(FACTS_AT_ONCE));
        pieces.extend(of_deck.map(|(fact, facts)| (FactRef { deck, fact }, facts)));
    }
    pieces
}

fn check_fact(fact: &FactView<'_>, plan: &Plan<'_>, findings: &mut Findings<'_>) {
    for (rule, check) in &plan.facts {
        findings.rule = rule;
        check(fact, findings);
    }
    let Some(documents) = plan.documents else {
        return;
    };
    for (rule, check) in &plan.cited {
        findings.rule = rule;
        check(fact, documents, findings);
    }
}
