//! How many findings there are of each code.

use super::Findings;
use crate::diagnostic::Severity;
use crate::report::counted;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;

#[derive(Serialize)]
struct Row<'a> {
    code: &'a str,
    name: &'a str,
    severity: &'static str,
    count: usize,
    fixable: usize,
}

/// Returns a table with a line per code, the most frequent first.
pub fn statistics(findings: &Findings<'_>) -> String {
    let rows = rows(findings);
    let width = rows.first().map_or(0, |row| row.count.to_string().len());
    let mut out = String::new();
    for row in &rows {
        let fixable = match row.fixable {
            0 => String::new(),
            fixable => format!(" ({fixable} mended by --fix)"),
        };
        let Row {
            code,
            name,
            severity,
            count,
            ..
        } = row;
        let _ = writeln!(out, "{count:width$}  {severity:7}  {code}  {name}{fixable}");
    }
    let _ = writeln!(out, "{}", counted(findings.diagnostics.len(), "finding"));
    out
}

/// Returns the same table as a JSON array.
pub fn statistics_json(findings: &Findings<'_>) -> String {
    super::pretty(&rows(findings))
}

fn rows<'a>(findings: &'a Findings<'_>) -> Vec<Row<'a>> {
    let mut counts: BTreeMap<(&str, Severity), (usize, usize)> = BTreeMap::new();
    for diagnostic in findings.diagnostics {
        let key = (diagnostic.code, diagnostic.severity);
        let (count, fixable) = counts.entry(key).or_default();
        *count += 1;
        *fixable += usize::from(diagnostic.fix.is_some());
    }
    let mut rows: Vec<_> = counts
        .into_iter()
        .map(|((code, severity), (count, fixable))| Row {
            code,
            name: findings.name(code),
            severity: severity.word(),
            count,
            fixable,
        })
        .collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.count));
    rows
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn codes_are_counted_the_most_frequent_first() {
        let (texts, mut diagnostics) = sample::two();
        diagnostics.push(diagnostics[1].clone());

        let table = statistics(&sample::findings(&texts, &diagnostics));

        let expected = "2  warning  T005  stray-space (2 mended by --fix)\n\
                        1  error    F001  facts-contradict\n\
                        3 findings\n";
        assert_eq!(table, expected);
    }

    #[test]
    fn a_program_reads_the_same_counts() {
        let (texts, diagnostics) = sample::two();

        let read: serde_json::Value =
            serde_json::from_str(&statistics_json(&sample::findings(&texts, &diagnostics)))
                .unwrap();

        assert_eq!(read[1]["code"], "T005");
        assert_eq!(read[1]["fixable"], 1);
    }
}
