//! Which deck says how much of which document.

use crate::library::{FactRef, Library};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Writes a Markdown table: a row per deck, a column per document, facts in the cells.
///
/// A fact that cites two documents stands in both columns, so rows may add up to more than the
/// deck has.
pub fn coverage(library: &Library) -> String {
    let keys: Vec<&str> = library
        .sources()
        .iter()
        .map(|source| &*source.key.text)
        .collect();
    let mut table = format!("| deck | facts | {} |\n", keys.join(" | "));
    let _ = writeln!(table, "|---|---|{}", "---|".repeat(keys.len()));
    let mut totals = vec![0; keys.len() + 1];
    for (deck, held) in (0..).zip(library.decks()) {
        let cited: Vec<BTreeSet<&str>> = (0..)
            .zip(&held.facts)
            .map(|(fact, _)| cited(library, FactRef { deck, fact }))
            .collect();
        let facts_citing = |key: &&str| cited.iter().filter(|cited| cited.contains(key)).count();
        let counts: Vec<usize> = std::iter::once(held.facts.len())
            .chain(keys.iter().map(facts_citing))
            .collect();
        let _ = writeln!(table, "| {} | {} |", held.title, cells(&counts));
        for (total, count) in totals.iter_mut().zip(counts) {
            *total += count;
        }
    }
    let _ = writeln!(table, "| **all** | {} |", cells(&totals));
    table
}

fn cells(counts: &[usize]) -> String {
    let cells: Vec<String> = counts.iter().map(ToString::to_string).collect();
    cells.join(" | ")
}

/// Returns the citekeys that a fact or one of its claims cites.
fn cited(library: &Library, at: FactRef) -> BTreeSet<&str> {
    let answered = library.fact(at).answered();
    let claims = answered.map_or(&[][..], |answered| answered.claims());
    let of_claims = claims.iter().flat_map(|claim| &claim.citations);
    let citations = of_claims.chain(match claims {
        [] => library.citations(at),
        _ => &library.fact(at).citations,
    });
    citations.map(|citation| &*citation.key).collect()
}
