//! The registry of rules: its documentation is its test.

mod examples;

use examples::{chosen, codes, findings, mended, messages};
use factdeck::check::{RULES, Selection, find};
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

#[test]
fn a_fix_mends_what_it_is_offered_for() {
    let mut mended_codes = Vec::new();
    for rule in RULES {
        if let Some(text) = mended(rule.bad) {
            assert!(
                codes(&text).is_empty(),
                "{}: {}",
                rule.code,
                messages(&text)
            );
            mended_codes.push(rule.code);
        }
    }

    assert_eq!(mended_codes, ["T005", "T007"]);
}

#[test]
fn decomposed_letters_and_raw_overrides_are_mended_too() {
    let decomposed = "[[fact]]\nid = \"a\"\nask = \"Who baked the cafe\u{301}?\"\nanswer = 3\n";
    let overridden = "[[fact]]\nid = \"a\" # \u{202e}\nask = \"How many?\"\nanswer = 3\n";

    for text in [decomposed, overridden] {
        assert!(codes(&mended(text).expect("a fix")).is_empty());
    }
}

#[test]
fn findings_are_the_same_for_any_number_of_threads() {
    let run = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        pool.expect("a pool").install(|| {
            let all = RULES.iter().flat_map(|rule| findings(rule.bad));
            all.collect::<Vec<_>>()
        })
    };

    assert_eq!(run(1), run(4));
}

#[test]
fn a_selection_is_by_code_name_or_subject() {
    let bad = "[[fact]]\nid = \"a\"\nask = \"Number  of keys\"\nanswer = 3\n";
    let codes = |select: &[&str], ignore: &[&str]| {
        let list = |codes: &[&str]| codes.iter().map(ToString::to_string).collect();
        let selection = Selection {
            select: list(select),
            ignore: list(ignore),
        };
        let found = chosen(bad, &selection);
        found.iter().map(|finding| finding.code).collect::<Vec<_>>()
    };

    assert_eq!(codes(&[], &[]), ["Q010", "T005"]);
    assert_eq!(codes(&["T"], &[]), ["T005"]);
    assert_eq!(codes(&["no-question"], &[]), ["Q010"]);
    assert_eq!(codes(&[], &["q010"]), ["T005"]);
}

#[test]
fn an_allow_for_a_rule_that_does_not_run_is_not_called_idle() {
    let allows = "[[fact]]\nid = \"a\"\nask = \"How many?\"\nanswer = 3\nallow = [\"S005\"]\n";
    let selected = Selection {
        select: vec!["T007".to_owned()],
        ignore: Vec::new(),
    };

    assert!(
        codes(allows).is_empty(),
        "without documents S005 does not run"
    );
    assert!(chosen(&allows.replace("S005", "Q001"), &selected).is_empty());
}
