//! Keys as a learner means them, put together from what `console` reads.

use console::Key as Raw;
use std::collections::VecDeque;
use std::io;

/// No escape sequence of a terminal is longer.
const LONGEST_SEQUENCE: usize = 32;

/// A key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Key {
    Char(char),
    /// A character typed with Alt, which a terminal sends as Escape and the character.
    Alt(char),
    /// Text pasted in one go, on one line.
    Paste(String),
    Enter,
    Escape,
    Tab,
    Backspace,
    Delete,
    Left,
    Right,
    Up,
    Down,
    WordLeft,
    WordRight,
    Home,
    End,
    PageUp,
    PageDown,
    /// Ctrl-U.
    KillBefore,
    /// Ctrl-K.
    KillAfter,
    /// Ctrl-W or Alt-Backspace.
    KillWord,
    /// Ctrl-D.
    EndOfInput,
    /// Ctrl-C.
    Interrupt,
    /// Ctrl-Z.
    Suspend,
    /// Anything without a meaning here; Ctrl-L, for one, only redraws.
    Other,
}

/// Reads keys.
///
/// `console` 0.16 cuts escape sequences after three characters and hands the rest over as typed
/// text; here they are put together again, so that no part of one ends up in an answer. What has
/// come of a key is kept until the rest does, so that nothing else has to wait for it.
pub(super) struct Keys<F> {
    read: F,
    pushed_back: VecDeque<Raw>,
    after_escape: bool,
    /// An escape sequence whose end has not come yet, without its Escape.
    sequence: Vec<char>,
    /// The text of a paste whose end has not come yet.
    paste: Option<String>,
}

impl<F: FnMut() -> io::Result<Option<Raw>>> Keys<F> {
    /// Reads from a source of raw keys, which says when there is none for now.
    pub(super) fn new(read: F) -> Self {
        Self {
            read,
            pushed_back: VecDeque::new(),
            after_escape: false,
            sequence: Vec::new(),
            paste: None,
        }
    }

    /// Returns the next key; nothing where the source has no whole one for now.
    pub(super) fn next(&mut self) -> io::Result<Option<Key>> {
        while let Some(raw) = self.raw()? {
            if let Some(key) = self.take(raw) {
                return Ok(Some(key));
            }
        }
        Ok(None)
    }

    fn raw(&mut self) -> io::Result<Option<Raw>> {
        match self.pushed_back.pop_front() {
            Some(raw) => Ok(Some(raw)),
            None => (self.read)(),
        }
    }

    /// Takes what was read and returns the key that it makes whole.
    fn take(&mut self, raw: Raw) -> Option<Key> {
        let after_escape = std::mem::take(&mut self.after_escape);
        match raw {
            Raw::Char(character) if !self.sequence.is_empty() => self.lengthen(&[character]),
            broken if !self.sequence.is_empty() => {
                self.sequence.clear();
                self.pushed_back.push_front(broken);
                self.unless_pasting(Key::Other)
            }
            // A slow line can part the Escape of an arrow key from the rest of it.
            Raw::Char(lead @ ('[' | 'O')) if after_escape => self.lengthen(&[lead]),
            Raw::UnknownEscSeq(chars) if matches!(chars.first(), Some('[' | 'O')) => {
                self.lengthen(&chars)
            }
            Raw::CtrlC => {
                self.paste = None;
                Some(Key::Interrupt)
            }
            raw => {
                self.after_escape = is_escape(&raw);
                match &mut self.paste {
                    Some(text) => text.extend(pasted(&raw)),
                    None => return Some(simple(&raw)),
                }
                None
            }
        }
    }

    /// Lengthens the sequence and returns its key once it is whole, or too long to become one.
    fn lengthen(&mut self, chars: &[char]) -> Option<Key> {
        self.sequence.extend(chars);
        match end_of_sequence(&self.sequence) {
            Some(end) => {
                for character in self.sequence.drain(end + 1..).rev() {
                    self.pushed_back.push_front(Raw::Char(character));
                }
            }
            None if self.sequence.len() < LONGEST_SEQUENCE => return None,
            None => self.sequence.clear(),
        }
        let whole: String = self.sequence.drain(..).collect();
        match whole.as_str() {
            "[200~" => {
                self.paste.get_or_insert_default();
                None
            }
            "[201~" if self.paste.is_some() => self.paste.take().map(Key::Paste),
            whole => self.unless_pasting(named(whole)),
        }
    }

    fn unless_pasting(&self, key: Key) -> Option<Key> {
        self.paste.is_none().then_some(key)
    }
}

/// Says whether Escape was pressed, perhaps right before a key that is a sequence itself.
fn is_escape(raw: &Raw) -> bool {
    match raw {
        Raw::Escape => true,
        Raw::UnknownEscSeq(chars) => chars == &['\u{1b}'],
        _ => false,
    }
}

/// Returns what a raw key is in a pasted text, which stays on one line.
fn pasted(raw: &Raw) -> Option<char> {
    match raw {
        Raw::Enter | Raw::Tab => Some(' '),
        Raw::Char(character) => Some(*character),
        _ => None,
    }
}

/// Returns where an escape sequence that starts with `[` or `O` ends, if it does yet.
fn end_of_sequence(chars: &[char]) -> Option<usize> {
    if chars.get(1) == Some(&'[') {
        return (chars.len() > 2).then_some(2); // the function keys of the Linux console
    }
    let is_final = |it: &char| ('\u{40}'..='\u{7e}').contains(it);
    let found = chars.iter().skip(1).position(is_final);
    found.map(|at| at + 1)
}

fn simple(raw: &Raw) -> Key {
    match raw {
        raw if is_escape(raw) => Key::Escape,
        Raw::UnknownEscSeq(chars) => match chars.first() {
            Some('\u{7f}' | '\u{8}') => Key::KillWord,
            Some(character) => Key::Alt(*character),
            None => Key::Other,
        },
        Raw::Enter => Key::Enter,
        Raw::Tab => Key::Tab,
        Raw::Backspace => Key::Backspace,
        Raw::Del => Key::Delete,
        Raw::ArrowLeft | Raw::Char('\u{2}') => Key::Left,
        Raw::ArrowRight | Raw::Char('\u{6}') => Key::Right,
        Raw::ArrowUp | Raw::Char('\u{10}') => Key::Up,
        Raw::ArrowDown | Raw::Char('\u{e}') => Key::Down,
        Raw::Home => Key::Home,
        Raw::End => Key::End,
        Raw::PageUp => Key::PageUp,
        Raw::PageDown => Key::PageDown,
        Raw::CtrlC => Key::Interrupt,
        Raw::Char('\u{4}') => Key::EndOfInput,
        Raw::Char('\u{b}') => Key::KillAfter,
        Raw::Char('\u{15}') => Key::KillBefore,
        Raw::Char('\u{17}') => Key::KillWord,
        Raw::Char('\u{1a}') => Key::Suspend,
        Raw::Char(character) if !character.is_control() => Key::Char(*character),
        _ => Key::Other,
    }
}

/// Returns the key of a whole escape sequence, without its Escape: `[1;5D` is Ctrl-Left.
fn named(sequence: &str) -> Key {
    let Some((last, last_char)) = sequence.char_indices().next_back() else {
        return Key::Other;
    };
    if sequence.starts_with("[[") {
        return Key::Other;
    }
    let parameters = sequence.get(1..last).unwrap_or_default();
    let is_modified = !parameters.is_empty() && !matches!(parameters, "1" | "1;2");
    match (last_char, parameters.split(';').next()) {
        ('A', _) => Key::Up,
        ('B', _) => Key::Down,
        ('C', _) if is_modified => Key::WordRight,
        ('D', _) if is_modified => Key::WordLeft,
        ('c', _) if sequence.starts_with('O') => Key::WordRight,
        ('d', _) if sequence.starts_with('O') => Key::WordLeft,
        ('C', _) => Key::Right,
        ('D', _) => Key::Left,
        ('H', _) | ('~', Some("1" | "7")) => Key::Home,
        ('F', _) | ('~', Some("4" | "8")) => Key::End,
        ('M', _) if sequence == "OM" => Key::Enter,
        ('~', Some("3")) => Key::Delete,
        ('~', Some("5")) => Key::PageUp,
        ('~', Some("6")) => Key::PageDown,
        _ => Key::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(raw: Vec<Raw>) -> Vec<Key> {
        let mut raw = VecDeque::from(raw);
        let mut keys = Keys::new(|| Ok(raw.pop_front()));
        std::iter::from_fn(|| keys.next().unwrap()).collect()
    }

    fn cut(sequence: &str) -> Vec<Raw> {
        let chars: Vec<char> = sequence.chars().collect();
        let (head, tail) = chars.split_at(chars.len().min(3));
        let typed = tail.iter().map(|it| Raw::Char(*it));
        std::iter::once(Raw::UnknownEscSeq(head.to_vec()))
            .chain(typed)
            .collect()
    }

    #[test]
    fn a_cut_escape_sequence_is_one_key_and_leaves_no_text() {
        assert_eq!(read(cut("[1;5D")), [Key::WordLeft]);
        assert_eq!(read(cut("[1;3C")), [Key::WordRight]);
        assert_eq!(read(cut("[15~")), [Key::Other]);
        assert_eq!(read(cut("[3;5~")), [Key::Delete]);
        assert_eq!(read(cut("OD")), [Key::Left]);
        assert_eq!(read(cut("[[A")), [Key::Other]);
    }

    #[test]
    fn what_follows_a_whole_sequence_is_typed_text() {
        let raw = vec![Raw::UnknownEscSeq(vec!['[', 'P', '7']), Raw::Char('8')];

        assert_eq!(read(raw), [Key::Other, Key::Char('7'), Key::Char('8')]);
    }

    #[test]
    fn an_arrow_key_parted_by_a_slow_line_is_still_an_arrow_key() {
        let raw = vec![Raw::Escape, Raw::Char('['), Raw::Char('D'), Raw::Char('x')];

        assert_eq!(read(raw), [Key::Escape, Key::Left, Key::Char('x')]);
    }

    #[test]
    fn escape_right_before_an_arrow_key_leaves_no_text() {
        let raw = ['[', 'A', 'x'].map(Raw::Char);
        let raw = [vec![Raw::UnknownEscSeq(vec!['\u{1b}'])], raw.to_vec()].concat();

        assert_eq!(read(raw), [Key::Escape, Key::Up, Key::Char('x')]);
    }

    #[test]
    fn pasted_lines_are_joined_and_their_escape_codes_dropped() {
        let mut raw = cut("[200~");
        raw.extend([Raw::Char('o'), Raw::Enter, Raw::Char('t')]);
        raw.extend(cut("[31m"));
        raw.push(Raw::Char('!'));
        raw.extend(cut("[201~"));
        raw.push(Raw::Enter);

        assert_eq!(read(raw), [Key::Paste("o t!".into()), Key::Enter]);
    }

    #[test]
    fn ctrl_c_ends_a_paste_that_never_ends() {
        let mut raw = cut("[200~");
        raw.extend([Raw::Char('o'), Raw::CtrlC]);

        assert_eq!(read(raw), [Key::Interrupt]);
    }

    #[test]
    fn a_key_that_comes_in_parts_keeps_nobody_waiting_and_is_whole_in_the_end() {
        let paste = [cut("[200~"), vec![Raw::Char('o')], cut("[201~")].concat();
        let sent = [cut("[1;5D"), paste].concat();
        let mut parts = sent.into_iter().flat_map(|raw| [Some(raw), None]);
        let mut keys = Keys::new(|| Ok(parts.next().flatten()));

        assert_eq!(keys.next().unwrap(), None);
        let rest: Vec<Key> = (0..20).filter_map(|_| keys.next().unwrap()).collect();

        assert_eq!(rest, [Key::WordLeft, Key::Paste("o".into())]);
    }

    #[test]
    fn a_sequence_without_end_is_given_up() {
        let raw = cut(&format!("[{}x", "1".repeat(100)));

        let keys = read(raw);

        assert_eq!(keys.first(), Some(&Key::Other));
    }

    #[test]
    fn alt_and_a_letter_is_no_typed_text() {
        assert_eq!(read(vec![Raw::UnknownEscSeq(vec!['u'])]), [Key::Alt('u')]);
    }
}
