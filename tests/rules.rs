//! The registry of rules: its documentation is its test.

mod examples;

use examples::{codes, messages};
use factdeck::check::{RULES, find};
use std::collections::BTreeSet;
use std::fmt::Write as _;

#[test]
fn every_rule_flags_its_bad_example_and_passes_its_good_one() {
    let mut failures = String::new();
    for rule in RULES {
        if codes(rule.bad) != [rule.code] {
            let found = messages(rule.bad);
            let _ = writeln!(failures, "bad example of {}:\n{found}", rule.code);
        }
        if !codes(rule.good).is_empty() {
            let found = messages(rule.good);
            let _ = writeln!(failures, "good example of {}:\n{found}", rule.code);
        }
    }

    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn codes_and_names_are_unique_and_well_formed() {
    let codes: BTreeSet<_> = RULES.iter().map(|rule| rule.code).collect();
    let names: BTreeSet<_> = RULES.iter().map(|rule| rule.name).collect();

    assert_eq!((codes.len(), names.len()), (RULES.len(), RULES.len()));
    for rule in RULES {
        let (letter, number) = rule.code.split_at(1);
        assert!(
            "LSNFQT".contains(letter) && number.len() == 3,
            "{}",
            rule.code
        );
        assert!(number.parse::<u16>().is_ok(), "{}", rule.code);
        let is_word = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        assert!(rule.name.chars().all(is_word), "{}", rule.name);
        assert_eq!(find(rule.name).map(|found| found.code), Some(rule.code));
    }
}

#[test]
fn every_rule_says_why_in_whole_sentences() {
    for rule in RULES {
        assert!(
            rule.why.len() > 40 && rule.why.ends_with('.'),
            "{}",
            rule.code
        );
        assert!(
            !rule.bad.trim().is_empty() && !rule.good.trim().is_empty(),
            "{}",
            rule.code
        );
        assert_ne!(rule.bad, rule.good, "{}", rule.code);
    }
}

#[test]
fn rules_are_listed_by_subject_and_number() {
    let place = |code: &str| ("LSNFQT".find(&code[..1]), code[1..].to_owned());

    assert!(RULES.is_sorted_by_key(|rule| place(rule.code)));
}
