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
/// text; here they are put together again, so that no part of one ends up in an answer.
pub(super) struct Keys<F> {
    read: F,
    pushed_back: VecDeque<Raw>,
    after_escape: bool,
}

impl<F: FnMut() -> io::Result<Raw>> Keys<F> {
    /// Reads from a source of raw keys.
    pub(super) fn new(read: F) -> Self {
        Self {
            read,
            pushed_back: VecDeque::new(),
            after_escape: false,
        }
    }

    /// Waits for the next key.
    pub(super) fn next(&mut self) -> io::Result<Key> {
        let after_escape = std::mem::take(&mut self.after_escape);
        match self.raw()? {
            // A slow line can part the Escape of an arrow key from the rest of it.
            Raw::Char(lead @ ('[' | 'O')) if after_escape => self.sequence(vec![lead]),
            // Escape pressed right before a key that is a sequence itself.
            Raw::UnknownEscSeq(chars) if chars == ['\u{1b}'] => {
                self.after_escape = true;
                Ok(Key::Escape)
            }
            Raw::UnknownEscSeq(chars) => match chars.first() {
                Some('[' | 'O') => self.sequence(chars),
                Some('\u{7f}' | '\u{8}') => Ok(Key::KillWord),
                Some(character) => Ok(Key::Alt(*character)),
                None => Ok(Key::Other),
            },
            Raw::Escape => {
                self.after_escape = true;
                Ok(Key::Escape)
            }
            raw => Ok(simple(&raw)),
        }
    }

    fn raw(&mut self) -> io::Result<Raw> {
        self.pushed_back.pop_front().map_or_else(&mut self.read, Ok)
    }

    fn sequence(&mut self, chars: Vec<char>) -> io::Result<Key> {
        let whole = self.assemble(chars)?;
        if whole == "[200~" {
            return self.paste();
        }
        Ok(named(&whole))
    }

    /// Reads on until the sequence is whole; an empty one is broken.
    fn assemble(&mut self, mut chars: Vec<char>) -> io::Result<String> {
        while chars.len() < LONGEST_SEQUENCE {
            if let Some(end) = end_of_sequence(&chars) {
                let rest = chars.split_off(end + 1);
                for character in rest.into_iter().rev() {
                    self.pushed_back.push_front(Raw::Char(character));
                }
                return Ok(chars.into_iter().collect());
            }
            match self.raw()? {
                Raw::Char(character) => chars.push(character),
                other => {
                    self.pushed_back.push_front(other);
                    break;
                }
            }
        }
        Ok(String::new())
    }

    fn paste(&mut self) -> io::Result<Key> {
        let mut text = String::new();
        let mut after_escape = false;
        loop {
            let escaped = std::mem::take(&mut after_escape);
            let raw = self.raw()?;
            let lead = match raw {
                Raw::CtrlC => return Ok(Key::Interrupt),
                Raw::UnknownEscSeq(chars) if chars.first() == Some(&'[') => Some(chars),
                Raw::Char('[') if escaped => Some(vec!['[']),
                Raw::Escape => {
                    after_escape = true;
                    None
                }
                Raw::Enter | Raw::Tab => {
                    text.push(' ');
                    None
                }
                Raw::Char(character) => {
                    text.push(character);
                    None
                }
                _ => None,
            };
            if let Some(chars) = lead
                && self.assemble(chars)? == "[201~"
            {
                return Ok(Key::Paste(text));
            }
        }
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
        let mut keys = Keys::new(|| raw.pop_front().ok_or(io::ErrorKind::UnexpectedEof.into()));
        std::iter::from_fn(|| keys.next().ok()).collect()
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
