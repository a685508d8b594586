//! Findings as SARIF 2.1.0, the format of code scanning services.
//!
//! Types are our own: only what is written here, under the names of the standard.

use super::places::{Places, Region};
use super::{Findings, fingerprint};
use crate::diagnostic::{Diagnostic, Fix, Label, Severity};
use crate::report::rules::{self, RuleText};
use serde::Serialize;
use std::collections::BTreeMap;

/// Returns a SARIF log with one run: every rule, and every finding as a result.
pub fn sarif(findings: &Findings<'_>) -> String {
    let places = Places::new(findings);
    let results = findings.diagnostics.iter();
    super::pretty(&Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: "factdeck",
                    semantic_version: env!("CARGO_PKG_VERSION"),
                    rules: findings.rules.iter().map(ReportingDescriptor::of).collect(),
                },
            },
            column_kind: "unicodeCodePoints",
            results: results
                .map(|it| Outcome::of(it, findings, &places))
                .collect(),
        }],
    })
}

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool<'a>,
    column_kind: &'static str,
    results: Vec<Outcome<'a>>,
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver<'a> {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<ReportingDescriptor<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ReportingDescriptor<'a> {
    id: &'a str,
    name: &'a str,
    short_description: Message,
    full_description: Text<'a>,
    help: Help<'a>,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Help<'a> {
    text: &'a str,
    markdown: String,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Text<'a> {
    text: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome<'a> {
    rule_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Message,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    partial_fingerprints: BTreeMap<&'static str, String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Mending<'a>>,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_field_names, reason = "the standard's own name")]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
    physical_location: PhysicalLocation,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    region: SarifRegion,
}

#[derive(Serialize)]
struct ArtifactLocation {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifRegion {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Mending<'a> {
    description: Text<'a>,
    artifact_changes: Vec<ArtifactChange<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactChange<'a> {
    artifact_location: ArtifactLocation,
    replacements: Vec<Replacement<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement<'a> {
    deleted_region: SarifRegion,
    inserted_content: Text<'a>,
}

impl<'a> ReportingDescriptor<'a> {
    fn of(rule: &'a RuleText<'_>) -> Self {
        Self {
            id: rule.code,
            name: rule.name,
            short_description: Message {
                text: rule.name.replace('-', " "),
            },
            full_description: Text { text: rule.why },
            help: Help {
                text: rule.why,
                markdown: rules::markdown(rule),
            },
            default_configuration: Configuration {
                level: level(rule.severity),
            },
        }
    }
}

impl<'a> Outcome<'a> {
    fn of(diagnostic: &'a Diagnostic, findings: &Findings<'_>, places: &Places<'_>) -> Self {
        let related = (1..).zip(&diagnostic.related);
        let print = fingerprint(diagnostic, findings.texts);
        Self {
            rule_id: diagnostic.code,
            rule_index: findings
                .rules
                .iter()
                .position(|rule| rule.code == diagnostic.code),
            level: level(diagnostic.severity),
            message: Message {
                text: super::message_with_help(diagnostic),
            },
            locations: [Location::of(&diagnostic.primary, None, places)],
            related_locations: related
                .map(|(id, label)| Location::of(label, Some(id), places))
                .collect(),
            partial_fingerprints: BTreeMap::from([("factdeck/v1", print)]),
            fixes: diagnostic
                .fix
                .iter()
                .map(|fix| Mending::of(fix, places))
                .collect(),
        }
    }
}

impl Location {
    fn of(label: &Label, id: Option<usize>, places: &Places<'_>) -> Self {
        let region = places.region(label.place);
        let text = (!label.text.is_empty()).then(|| label.text.clone());
        Self {
            id,
            message: text.map(|text| Message { text }),
            physical_location: PhysicalLocation {
                artifact_location: ArtifactLocation::of(&region.path),
                region: region.into(),
            },
        }
    }
}

impl<'a> Mending<'a> {
    fn of(fix: &'a Fix, places: &Places<'_>) -> Self {
        let mut by_file: BTreeMap<String, Vec<Replacement<'a>>> = BTreeMap::new();
        for edit in &fix.edits {
            let region = places.region(edit.place);
            by_file
                .entry(region.path.clone())
                .or_default()
                .push(Replacement {
                    deleted_region: region.into(),
                    inserted_content: Text { text: &edit.new },
                });
        }
        let changes = by_file
            .into_iter()
            .map(|(path, replacements)| ArtifactChange {
                artifact_location: ArtifactLocation::of(&path),
                replacements,
            });
        Self {
            description: Text { text: &fix.title },
            artifact_changes: changes.collect(),
        }
    }
}

impl ArtifactLocation {
    fn of(path: &str) -> Self {
        let scheme = if path.starts_with('/') { "file://" } else { "" };
        Self {
            uri: format!("{scheme}{}", encoded(path)),
        }
    }
}

impl From<Region> for SarifRegion {
    fn from(region: Region) -> Self {
        Self {
            start_line: region.start.line,
            start_column: region.start.column,
            end_line: region.end.line,
            end_column: region.end.column,
        }
    }
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// Returns a path as part of a URI (RFC 3986).
fn encoded(path: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
            char::from(byte).to_string()
        }
        _ => format!("%{byte:02X}"),
    };
    path.bytes().map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use serde_json::{Value, json};

    fn log() -> Value {
        let (texts, diagnostics) = sample::two();
        serde_json::from_str(&sarif(&sample::findings(&texts, &diagnostics))).unwrap()
    }

    #[test]
    fn a_result_points_to_its_rule_and_its_places() {
        let result = &log()["runs"][0]["results"][0];

        assert_eq!(result["ruleId"], "F001");
        assert_eq!(result["ruleIndex"], 0);
        let region = json!({"startLine": 4, "startColumn": 10, "endLine": 4, "endColumn": 13});
        assert_eq!(result["locations"][0]["physicalLocation"]["region"], region);
        let other = &result["relatedLocations"][0]["physicalLocation"];
        assert_eq!(other["artifactLocation"]["uri"], "decks/b.toml");
    }

    #[test]
    fn a_fix_replaces_a_region() {
        let fix = &log()["runs"][0]["results"][1]["fixes"][0];

        let expected = json!([{
            "artifactLocation": {"uri": "decks/b.toml"},
            "replacements": [{
                "deletedRegion": {"startLine": 1, "startColumn": 9, "endLine": 1, "endColumn": 15},
                "insertedContent": {"text": "\"B b\""},
            }],
        }]);
        assert_eq!(fix["artifactChanges"], expected);
    }

    #[test]
    fn paths_become_uris() {
        assert_eq!(ArtifactLocation::of("ü b/a.toml").uri, "%C3%BC%20b/a.toml");
        assert_eq!(ArtifactLocation::of("/x/a.toml").uri, "file:///x/a.toml");
    }
}
