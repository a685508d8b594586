//! Every text of a fact, with what it is for.

use crate::diagnostic::Span;
use crate::library::{Answer, Asks, Fact, Value};
use crate::value::text;

/// What a text of a fact is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::check) enum Role {
    Ask,
    Reverse,
    Answer,
    Term,
    Meaning,
    Also,
    Cloze,
    Hint,
    Note,
    Wrong,
    Accept,
    By,
    Unit,
    Tag,
}

impl Role {
    /// Says whether the text is put to the learner.
    pub(in crate::check) const fn is_question(self) -> bool {
        matches!(
            self,
            Self::Ask | Self::Reverse | Self::Cloze | Self::Meaning
        )
    }

    /// Says whether the text is one of those that are told apart as answers are.
    pub(in crate::check) const fn is_compared(self) -> bool {
        matches!(
            self,
            Self::Answer | Self::Term | Self::Also | Self::Wrong | Self::Accept
        )
    }

    /// Says whether the text is prose, in contrast to spellings that count as right.
    pub(in crate::check) const fn is_prose(self) -> bool {
        !matches!(self, Self::Accept | Self::Also | Self::Unit | Self::Tag)
    }
}

/// Visits every text of a fact with its place.
pub(in crate::check) fn visit<'a>(fact: &'a Fact, mut visit: impl FnMut(Role, &'a str, Span)) {
    match &fact.asks {
        Asks::Question {
            ask,
            answer,
            reverse,
        } => {
            visit(Role::Ask, &ask.text, ask.span);
            for answer in answer.answers() {
                answer_texts(answer, |text| visit(Role::Answer, text, answer.span));
            }
            for by in answer.claims().iter().filter_map(|claim| claim.by.as_ref()) {
                visit(Role::By, &by.text, by.span);
            }
            if let Some(reverse) = reverse {
                visit(Role::Reverse, &reverse.text, reverse.span);
            }
        }
        Asks::Term {
            term,
            meaning,
            also,
        } => {
            visit(Role::Term, &term.text, term.span);
            visit(Role::Meaning, &meaning.text, meaning.span);
            for also in also {
                visit(Role::Also, &also.text, also.span);
            }
        }
        Asks::Cloze(cloze) => visit(Role::Cloze, &cloze.text.text, cloze.text.span),
    }
    if let Some(by) = &fact.by {
        visit(Role::By, &by.text, by.span);
    }
    let Some(extras) = &fact.extras else { return };
    let single = [
        (Role::Hint, &extras.hint),
        (Role::Note, &extras.note),
        (Role::Unit, &extras.unit),
    ];
    for (role, text) in single {
        if let Some(text) = text {
            visit(role, &text.text, text.span);
        }
    }
    for (role, texts) in [
        (Role::Wrong, &extras.wrong),
        (Role::Accept, &extras.accept),
        (Role::Tag, &extras.tags),
    ] {
        for text in texts {
            visit(role, &text.text, text.span);
        }
    }
    for text in extras.accept_for.iter().flat_map(|(_, wordings)| wordings) {
        visit(Role::Accept, &text.text, text.span);
    }
}

/// Visits the texts of an answer: the text, or each member.
pub(in crate::check) fn answer_texts<'a>(answer: &'a Answer, mut visit: impl FnMut(&'a str)) {
    match &answer.value {
        Value::Text(text) => visit(text),
        Value::Set(members) | Value::Sequence(members) => {
            for member in members {
                visit(member);
            }
        }
        Value::Number(_) | Value::Date(_) | Value::Truth(_) => {}
    }
}

/// What a text has that few texts have; one bit each.
pub(in crate::check) mod mark {
    pub(in crate::check) const CONTROL: u8 = 1;
    pub(in crate::check) const WIDE: u8 = 2;
    pub(in crate::check) const SPACE: u8 = 4;
    pub(in crate::check) const PAIR: u8 = 8;
    pub(in crate::check) const DIGIT: u8 = 16;
    pub(in crate::check) const BRACE: u8 = 32;
}

/// Returns the marks of a text.
pub(in crate::check) fn marks(text: &str) -> u8 {
    let mut marks = 0;
    let mut is_after_space = true;
    for byte in text.bytes() {
        let of_byte = MARKS[usize::from(byte)];
        let stray = u8::from(is_after_space) * (of_byte & NO_SPACE_BEFORE);
        marks |= of_byte | (stray / (NO_SPACE_BEFORE / mark::SPACE));
        is_after_space = byte == b' ';
    }
    if is_after_space {
        marks |= mark::SPACE;
    }
    marks & !NO_SPACE_BEFORE
}

/// A sign before which no space belongs.
const NO_SPACE_BEFORE: u8 = 64;

/// The marks of each byte by itself.
const MARKS: [u8; 256] = {
    let mut marks = [0; 256];
    let mut byte = 0_u8;
    let mut at = 0;
    while at < marks.len() {
        marks[at] = match byte {
            b' ' | b'.' | b',' | b';' | b'?' | b'!' => NO_SPACE_BEFORE,
            b'\t' | b'\n' => mark::SPACE,
            0..=0x1f | 0x7f => mark::CONTROL,
            b'"' | b'(' | b')' | b'[' | b']' => mark::PAIR,
            b'{' | b'}' => mark::BRACE,
            b'0'..=b'9' => mark::DIGIT,
            0x80.. => mark::WIDE,
            _ => 0,
        };
        at += 1;
        byte = byte.wrapping_add(1);
    }
    marks
};

/// Returns the first control character that TOML lets through and a terminal might obey.
pub(in crate::check) fn control(text: &str) -> Option<char> {
    let is_line_end = |at: usize| text[at..].starts_with("\r\n");
    let mut all = text.char_indices();
    let acts = |(at, character): &(usize, char)| text::is_control(*character) && !is_line_end(*at);
    all.find(acts).map(|(_, character)| character)
}
