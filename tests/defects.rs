//! A table of small libraries: each defect is caught by exactly its rule, clean ones by none.

mod examples;

use examples::{codes, mended, messages};
use factdeck::check::RULES;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// One library of the table.
struct Case {
    /// The code of the rule that must find it; `clean` where none may.
    code: &'static str,
    title: &'static str,
    example: String,
}

fn cases() -> Vec<Case> {
    let table = include_str!("defects.txt");
    let read = |(number, text): (usize, &'static str)| {
        let (head, body) = text.split_once('\n').unwrap_or((text, ""));
        let (code, title) = head.split_once(' ').unwrap_or((head, ""));
        let mut facts = 0;
        let lines = body.lines().map(|line| match line {
            "+" => {
                facts += 1;
                format!("[[fact]]\nid = \"case-{number}-{facts}\"\n")
            }
            line => format!("{line}\n"),
        });
        Case {
            code,
            title,
            example: lines.collect(),
        }
    };
    table
        .split("\n=== ")
        .skip(1)
        .enumerate()
        .map(read)
        .collect()
}

#[test]
fn every_seeded_defect_is_caught_by_exactly_its_rule() {
    let mut failures = String::new();
    for case in cases().iter().filter(|case| case.code != "clean") {
        if codes(&case.example) != [case.code] {
            let found = messages(&case.example);
            let _ = writeln!(failures, "{} {}:\n{found}", case.code, case.title);
        }
    }

    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn clean_libraries_of_every_kind_are_without_a_finding() {
    let mut failures = String::new();
    for case in cases().iter().filter(|case| case.code == "clean") {
        if !codes(&case.example).is_empty() {
            let found = messages(&case.example);
            let _ = writeln!(failures, "{}:\n{found}", case.title);
        }
    }

    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn the_table_has_two_defects_for_each_rule_and_forty_clean_libraries() {
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for case in cases() {
        *count.entry(case.code).or_insert(0) += 1;
    }

    let clean = count.remove("clean").unwrap_or(0);
    let few: Vec<_> = RULES
        .iter()
        .filter(|rule| count.get(rule.code).is_none_or(|cases| *cases < 2))
        .map(|rule| rule.code)
        .collect();

    assert!(few.is_empty(), "too few cases for {}", few.join(", "));
    assert!(
        clean >= 40 && count.values().sum::<usize>() >= 120,
        "{clean} clean"
    );
    assert!(
        count
            .keys()
            .all(|code| factdeck::check::find(code).is_some())
    );
}

#[test]
fn every_example_of_the_table_is_another_than_those_of_the_rules() {
    let normal = |text: &str| text.split_whitespace().collect::<String>();
    for case in cases() {
        let own = RULES.iter().filter(|rule| rule.code == case.code);
        for rule in own {
            assert_ne!(normal(&case.example), normal(rule.bad), "{}", case.title);
        }
    }
}

#[test]
fn a_fix_for_a_seeded_defect_mends_it() {
    let mut fixes = 0;
    for case in cases() {
        if let Some(text) = mended(&case.example) {
            assert!(
                codes(&text).is_empty(),
                "{}:\n{}",
                case.title,
                messages(&text)
            );
            fixes += 1;
        }
    }

    assert!(fixes >= 5, "{fixes} fixes");
}
