//! T007: unused allow.

use crate::check::View;
use crate::check::find;
use crate::check::findings::{Finding, Findings};
use crate::check::settings::Used;
use crate::check::{Check, Rule};
use crate::diagnostic::Severity;
use crate::diagnostic::{Place, Span};
use crate::library::Text;
use std::ops::Range;

pub(in crate::check) static RULE: Rule = Rule {
    code: "T007",
    name: "unused-allow",
    severity: Severity::Warning,
    why: "An `allow` that silences nothing is left over from a finding that is gone. It would hide the next one.",
    bad: r#"
[[fact]]
id = "nile-mouth"
ask = "Into which sea does the Nile flow?"
answer = "Mediterranean"
wrong = ["Red Sea", "Black Sea", "Arabian Sea"]
allow = ["Q001"]
"#,
    good: r#"
[[fact]]
id = "nile-mouth"
ask = "Into which sea does the Mediterranean-bound Nile flow?"
answer = "Mediterranean"
wrong = ["Red Sea", "Black Sea", "Arabian Sea"]
allow = ["Q001"]
"#,
    checks: &[Check::Settings],
};

/// Reports what allows nothing that the rules with the given codes have found.
pub(in crate::check) fn check(
    view: &View<'_>,
    codes: &[&str],
    used: &Used,
    findings: &mut Findings<'_>,
) {
    let idle = |text: &Text, is_used: &dyn Fn(&'static str) -> bool| {
        let rule = find(&text.text).filter(|rule| codes.contains(&rule.code))?;
        // What allows an unused `allow` cannot be judged by the same measure.
        (rule.code != RULE.code && !is_used(rule.code))
            .then(|| format!("nothing here is found by `{text}`"))
    };
    for (index, deck) in (0..).zip(view.library.decks()) {
        for text in &deck.allow {
            if let Some(message) = idle(text, &|code| used.by_deck(index, code)) {
                let place = Place {
                    file: deck.file,
                    span: text.span,
                };
                offer(
                    view,
                    place,
                    &deck.allow,
                    findings.in_deck(deck, text.span, message),
                );
            }
        }
    }
    for (at, fact) in view.library.facts() {
        for text in &fact.extras().allow {
            if let Some(message) = idle(text, &|code| used.by_fact(at, code)) {
                let place = view.library.place(at, text.span);
                offer(
                    view,
                    place,
                    &fact.extras().allow,
                    findings.at(at, text.span, message),
                );
            }
        }
    }
}

/// Offers to remove one code: its line where it is the only one, else it and its comma.
fn offer(view: &View<'_>, place: Place, all: &[Text], finding: &mut Finding) {
    finding.help("remove it");
    let Some(source) = view.texts.get(place.file) else {
        return;
    };
    let range = match all {
        [_] => line(&source.text, place.span),
        _ => member(&source.text, place.span),
    };
    if let Some(range) = range {
        let span = Span::new(range);
        finding.fix("remove the `allow`", Place { span, ..place }, "");
    }
}

/// Returns the line of a key with one value, if nothing else stands on it.
fn line(text: &str, value: Span) -> Option<Range<usize>> {
    let range = value.range();
    let start = text.get(..range.start)?.rfind('\n').map_or(0, |at| at + 1);
    let end = text[range.end..]
        .find('\n')
        .map_or(text.len(), |at| range.end + at + 1);
    let (before, after) = (&text[start..range.start], &text[range.end..end]);
    let key = before.trim().trim_end_matches(['[', ' ', '\t']);
    let is_alone = key
        .strip_prefix("allow")
        .is_some_and(|rest| rest.trim() == "=");
    (is_alone && after.trim().trim_start_matches([']', ',', ' ']).is_empty()).then_some(start..end)
}

/// Returns a member of a list with the comma that parts it from its neighbour.
fn member(text: &str, value: Span) -> Option<Range<usize>> {
    let range = value.range();
    let after = &text.get(range.end..)?;
    if let Some(rest) = after.trim_start().strip_prefix(',') {
        let rest = rest.trim_start_matches([' ', '\t']);
        return Some(range.start..text.len() - rest.len());
    }
    let before = text.get(..range.start)?.trim_end();
    before
        .strip_suffix(',')
        .map(|before| before.trim_end().len()..range.end)
}
