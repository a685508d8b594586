//! Text of strangers on a terminal: what `value::text` makes harmless, as lines need it.

use crate::value::text::{is_bidi_override, is_control, plain};

/// Says whether a character could steer a terminal or turn the text around it.
pub(super) fn is_unsafe(character: char) -> bool {
    let breaks_lines = matches!(character, '\n' | '\t' | '\u{2028}' | '\u{2029}');
    breaks_lines || is_control(character) || is_bidi_override(character)
}

/// Returns the text of a stranger harmless and on one line.
pub(super) fn one_line(text: &str) -> String {
    plain(text).replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_control_sequence_becomes_visible_and_harmless() {
        assert_eq!(one_line("a\u{1b}[2Jb\u{7}\nc"), "a␛[2Jb␇ c");
        assert_eq!(one_line("a\u{9b}2J"), "a\u{FFFD}2J");
        assert_eq!(one_line("abc\u{202E}def"), "abc\u{FFFD}def");
    }

    #[test]
    fn what_a_learner_types_has_no_line_breaks() {
        assert!(is_unsafe('\n') && is_unsafe('\t') && is_unsafe('\u{2028}'));
        assert!("👩‍🔬 ولاية خراسان".chars().all(|it| !is_unsafe(it)));
    }
}
