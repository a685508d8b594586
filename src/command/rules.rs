//! `factdeck explain` and `factdeck rules`: the rules from their own data.

use super::{CommandError, Outcome, print};
use crate::check::{self, RULES};
use crate::cli::RulesArgs;
use crate::report::rules::{self, RuleText};

/// Prints a rule in full.
pub(super) fn explain(wanted: &str) -> Result<Outcome, CommandError> {
    let text = explanation(wanted).map_err(CommandError::Usage)?;
    print(text.as_bytes())
}

/// Returns a rule in full, or what to write instead where there is none.
fn explanation(wanted: &str) -> Result<String, String> {
    if let Some(rule) = check::find(wanted) {
        return Ok(rules::explain(&RuleText::from(rule)));
    }
    let near = rules::nearest(wanted, &all());
    let near = near.map(|code| format!("did you mean `{code}`? "));
    let near = near.unwrap_or_default();
    Err(format!(
        "there is no rule `{wanted}`; {near}`factdeck rules` lists them"
    ))
}

/// Returns the list of rules.
pub(super) fn list(args: &RulesArgs) -> String {
    match args {
        RulesArgs { json: true, .. } => rules::json(&all()),
        RulesArgs { markdown: true, .. } => rules::markdown_table(&all()),
        RulesArgs { .. } => rules::table(&all()),
    }
}

fn all() -> Vec<RuleText<'static>> {
    RULES.iter().map(|rule| RuleText::from(*rule)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_found_by_code_and_by_name() {
        for rule in RULES {
            assert_eq!(explanation(rule.code), explanation(rule.name));
            assert!(explanation(rule.code).is_ok());
        }
    }

    #[test]
    fn an_unknown_code_suggests_the_nearest() {
        let expected = "there is no rule `T05`; did you mean `T005`? `factdeck rules` lists them";
        assert_eq!(explanation("T05"), Err(expected.to_owned()));
    }

    #[test]
    fn every_rule_is_in_every_list() {
        for (json, markdown) in [(false, false), (true, false), (false, true)] {
            let list = list(&RulesArgs { json, markdown });

            for rule in RULES {
                assert!(list.contains(rule.code) && list.contains(rule.name));
            }
        }
    }
}
