//! One line of typed text, edited by what a reader sees as characters.

use super::keys::Key;
use super::sanitize::is_unsafe;
use unicode_segmentation::UnicodeSegmentation as _;

/// Bytes a line can hold: more than any answer, little enough to draw at every key.
const CAPACITY: usize = 4096;

/// A line being typed, with a cursor.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Editor {
    text: String,
    cursor: usize,
}

impl Editor {
    /// Returns the text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Returns where the cursor stands, in bytes.
    pub(super) fn cursor(&self) -> usize {
        self.cursor
    }

    /// Says whether nothing but white space was typed.
    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Takes a key if it is one that edits; says whether it was.
    pub(super) fn press(&mut self, key: &Key) -> bool {
        match key {
            Key::Char(character) => self.insert(character.encode_utf8(&mut [0; 4])),
            Key::Paste(text) => self.insert(text),
            Key::Left => self.cursor = self.before(),
            Key::Right => self.cursor = self.after(),
            Key::WordLeft | Key::Alt('b') => self.cursor = self.word_before(),
            Key::WordRight | Key::Alt('f') => self.cursor = self.word_after(),
            Key::Home => self.cursor = 0,
            Key::End => self.cursor = self.text.len(),
            Key::Backspace => self.remove(self.before(), self.cursor),
            Key::Delete => self.remove(self.cursor, self.after()),
            Key::EndOfInput if !self.text.is_empty() => self.remove(self.cursor, self.after()),
            Key::KillBefore => self.remove(0, self.cursor),
            Key::KillAfter => self.remove(self.cursor, self.text.len()),
            Key::KillWord => self.remove(self.word_before(), self.cursor),
            Key::Alt('d') => self.remove(self.cursor, self.word_after()),
            _ => return false,
        }
        true
    }

    fn insert(&mut self, typed: &str) {
        for character in typed.chars().filter(|it| !is_unsafe(*it)) {
            if self.text.len() + character.len_utf8() > CAPACITY {
                return;
            }
            self.text.insert(self.cursor, character);
            self.cursor += character.len_utf8();
        }
    }

    fn remove(&mut self, from: usize, to: usize) {
        self.text.replace_range(from..to, "");
        self.cursor = from;
    }

    fn before(&self) -> usize {
        let last = self.text[..self.cursor].graphemes(true).next_back();
        self.cursor - last.map_or(0, str::len)
    }

    fn after(&self) -> usize {
        let next = self.text[self.cursor..].graphemes(true).next();
        self.cursor + next.map_or(0, str::len)
    }

    fn word_before(&self) -> usize {
        let mut words = self.text[..self.cursor].split_word_bound_indices().rev();
        let found = words.find(|(_, piece)| is_word(piece));
        found.map_or(0, |(at, _)| at)
    }

    fn word_after(&self) -> usize {
        let mut words = self.text[self.cursor..].split_word_bound_indices();
        let found = words.find(|(_, piece)| is_word(piece));
        found.map_or(self.text.len(), |(at, piece)| {
            self.cursor + at + piece.len()
        })
    }
}

fn is_word(piece: &str) -> bool {
    piece.contains(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn typed(text: &str, keys: &[Key]) -> String {
        let mut editor = Editor::default();
        editor.press(&Key::Paste(text.into()));
        for key in keys {
            editor.press(key);
        }
        editor.insert("|");
        editor.text
    }

    #[test]
    fn backspace_removes_what_a_reader_sees_as_one_character() {
        assert_eq!(typed("党員", &[Key::Backspace]), "党|");
        assert_eq!(typed("a👩‍🔬", &[Key::Backspace]), "a|");
        assert_eq!(typed("cafe\u{301}", &[Key::Backspace]), "caf|");
        assert_eq!(typed("", &[Key::Backspace]), "|");
    }

    #[test]
    fn the_cursor_steps_over_whole_characters() {
        assert_eq!(typed("a👩‍🔬b", &[Key::Left, Key::Left]), "a|👩‍🔬b");
        assert_eq!(typed("خراسان", &[Key::Home, Key::Right]), "خ|راسان");
        assert_eq!(typed("ab", &[Key::Home, Key::Left, Key::End]), "ab|");
    }

    #[test]
    fn words_are_stepped_over_and_killed() {
        assert_eq!(typed("abc def", &[Key::WordLeft]), "abc |def");
        assert_eq!(
            typed("abc def ", &[Key::WordLeft, Key::WordLeft]),
            "|abc def "
        );
        assert_eq!(typed("abc def", &[Key::Home, Key::WordRight]), "abc| def");
        assert_eq!(typed("abc def", &[Key::KillWord]), "abc |");
        assert_eq!(typed("при вет", &[Key::Home, Key::Alt('d')]), "| вет");
    }

    #[test]
    fn the_line_is_killed_before_or_after_the_cursor() {
        assert_eq!(typed("abc", &[Key::Left, Key::KillBefore]), "|c");
        assert_eq!(typed("abc", &[Key::Home, Key::KillAfter]), "|");
        assert_eq!(typed("abc", &[Key::Home, Key::Delete]), "|bc");
        assert_eq!(typed("abc", &[Key::Home, Key::EndOfInput]), "|bc");
    }

    #[test]
    fn nothing_that_steers_a_terminal_can_be_typed_or_pasted() {
        assert_eq!(typed("a\u{1b}[31m\u{202E}b\n", &[]), "a[31mb|");
    }

    #[test]
    fn a_line_holds_no_more_than_its_capacity() {
        let mut editor = Editor::default();

        editor.press(&Key::Paste("党".repeat(5000)));

        assert!(editor.text().len() <= CAPACITY);
        assert!(editor.text().ends_with('党'));
    }

    fn key() -> impl Strategy<Value = Key> {
        let named = [
            Key::Left,
            Key::Right,
            Key::WordLeft,
            Key::WordRight,
            Key::Home,
            Key::End,
            Key::Backspace,
            Key::Delete,
            Key::KillBefore,
            Key::KillAfter,
            Key::KillWord,
            Key::EndOfInput,
            Key::Alt('d'),
        ];
        prop_oneof![
            any::<char>().prop_map(Key::Char),
            "[a\u{301}\u{200d}👩🔬🇦🇫 党ش.-]{0,6}".prop_map(Key::Paste),
            proptest::sample::select(named.to_vec()),
        ]
    }

    proptest! {
        #[test]
        fn no_keys_in_any_order_bring_the_cursor_off_the_text(keys in prop::collection::vec(key(), 0..60)) {
            let mut editor = Editor::default();
            for key in keys {
                editor.press(&key);
                prop_assert!(editor.text().is_char_boundary(editor.cursor()));
            }
        }
    }
}
