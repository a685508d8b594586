//! Every rule.

use super::Rule;
use super::rule;

/// Every rule, by code.
pub static RULES: &[&Rule] = &[
    &rule::invalid_toml::RULE,
    &rule::unknown_key::RULE,
    &rule::missing_key::RULE,
    &rule::wrong_type::RULE,
    &rule::invalid_value::RULE,
    &rule::not_utf8::RULE,
    &rule::unreadable_file::RULE,
    &rule::id_used_twice::RULE,
    &rule::excluding_keys::RULE,
    &rule::not_a_library::RULE,
    &rule::unknown_citekey::RULE,
    &rule::fact_without_source::RULE,
    &rule::unused_source::RULE,
    &rule::dated_after_source::RULE,
    &rule::not_in_document::RULE,
    &rule::locator_not_found::RULE,
    &rule::copied_wording::RULE,
    &rule::accessed_before_published::RULE,
    &rule::out_of_context::RULE,
    &rule::unknown_subject::RULE,
    &rule::unused_name::RULE,
    &rule::spelling_of_two_names::RULE,
    &rule::misspelled_name::RULE,
    &rule::term_defined_twice::RULE,
    &rule::undefined_term::RULE,
    &rule::contradiction::RULE,
    &rule::undisputed_claims::RULE,
    &rule::needless_dispute::RULE,
    &rule::claim_without_author::RULE,
    &rule::chronology::RULE,
    &rule::units_differ::RULE,
    &rule::same_fact_twice::RULE,
    &rule::two_answers::RULE,
    &rule::source_says_both::RULE,
    &rule::part_exceeds_whole::RULE,
    &rule::answer_in_question::RULE,
    &rule::right_wrong_choice::RULE,
    &rule::few_wrong_choices::RULE,
    &rule::long_answer::RULE,
    &rule::long_list::RULE,
    &rule::two_questions::RULE,
    &rule::hidden_negative::RULE,
    &rule::near_duplicate::RULE,
    &rule::answers_alike::RULE,
    &rule::no_question::RULE,
    &rule::needs_context::RULE,
    &rule::stale_words::RULE,
    &rule::ambiguous_reverse::RULE,
    &rule::reverse_without_subject::RULE,
    &rule::answer_in_hint::RULE,
    &rule::odd_wrong_choice::RULE,
    &rule::answer_stands_out::RULE,
    &rule::wrong_choice_twice::RULE,
    &rule::control_character::RULE,
    &rule::bidi_override::RULE,
    &rule::not_nfc::RULE,
    &rule::mixed_scripts::RULE,
    &rule::stray_space::RULE,
    &rule::unbalanced::RULE,
    &rule::unused_allow::RULE,
    &rule::unknown_rule::RULE,
    &rule::toml_1_1::RULE,
];

/// Returns the rule with a code or name, whatever the case.
pub fn find(wanted: &str) -> Option<&'static Rule> {
    let named = |rule: &&&Rule| {
        rule.code.eq_ignore_ascii_case(wanted) || rule.name.eq_ignore_ascii_case(wanted)
    };
    RULES.iter().find(named).copied()
}
