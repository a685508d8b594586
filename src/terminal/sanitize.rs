//! Text of strangers made harmless: no control sequence of a deck reaches the terminal.

use std::borrow::Cow;

/// Says whether a character could steer a terminal or turn the text around it.
pub(super) fn is_unsafe(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}'
        )
}

/// Returns the text of a stranger with every unsafe character made visible as `�`; line breaks stay, tabs
/// become spaces.
pub fn plain(text: &str) -> Cow<'_, str> {
    if !text.contains(|it| it != '\n' && is_unsafe(it)) {
        return Cow::Borrowed(text);
    }
    let safe = |it| match it {
        '\n' | '\u{2028}' | '\u{2029}' => '\n',
        '\t' => ' ',
        it if is_unsafe(it) => char::REPLACEMENT_CHARACTER,
        it => it,
    };
    Cow::Owned(text.replace("\r\n", "\n").chars().map(safe).collect())
}

/// Returns the text likewise, on one line.
pub(super) fn one_line(text: &str) -> String {
    plain(text).replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_control_sequence_becomes_visible_and_harmless() {
        assert_eq!(plain("a\u{1b}[2Jb\u{7}"), "a\u{FFFD}[2Jb\u{FFFD}");
        assert_eq!(plain("a\u{9b}2J"), "a\u{FFFD}2J");
        assert_eq!(plain("abc\u{202E}def"), "abc\u{FFFD}def");
    }

    #[test]
    fn line_breaks_stay_unless_one_line_is_asked_for() {
        assert_eq!(plain("a\r\nb\tc"), "a\nb c");
        assert_eq!(one_line("a\nb"), "a b");
    }

    #[test]
    fn joined_emoji_and_right_to_left_text_stay_as_they_are() {
        assert_eq!(plain("👩‍🔬 ولاية خراسان"), "👩‍🔬 ولاية خراسان");
    }
}
