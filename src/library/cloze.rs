//! A text with holes: `Founded by {defectors} from the {1:Taliban} …`.

use super::Text;

/// A piece of a cloze.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Segment {
    /// Text that is always shown.
    Shown(String),
    /// Text that is asked for.
    Hole {
        /// Which card it belongs to, from 1; holes of one number are asked together.
        group: u32,
        /// What stands in the hole.
        answer: String,
    },
}

/// Why a text is not a cloze.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ClozeError {
    /// No `{…}` at all.
    #[error("the text has no `{{hole}}`")]
    NoHole,
    /// `{` without `}`.
    #[error("a `{{` is never closed")]
    Unclosed,
    /// `}` without `{`.
    #[error("a `}}` closes nothing; write `}}}}` for a brace")]
    Unopened,
    /// `{` inside a hole.
    #[error("a hole stands inside a hole")]
    Nested,
    /// `{}` or `{1:}`.
    #[error("a hole is empty")]
    Empty,
}

/// A text with at least one hole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cloze {
    /// The text as the deck has it.
    pub text: Text,
    segments: Vec<Segment>,
}

impl Cloze {
    /// Reads the holes of a text: `{hole}` gets the next free number, `{2:hole}` that number,
    /// `{{` and `}}` are braces.
    pub fn parse(text: Text) -> Result<Self, ClozeError> {
        let segments = segments(&text.text)?;
        Ok(Self { text, segments })
    }

    /// Returns the pieces in order.
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// Returns the numbers of the cards, each once, in rising order.
    pub fn groups(&self) -> Vec<u32> {
        let mut groups: Vec<u32> = self.holes().map(|(group, _)| group).collect();
        groups.sort_unstable();
        groups.dedup();
        groups
    }

    /// Returns number and content of every hole.
    pub fn holes(&self) -> impl Iterator<Item = (u32, &str)> {
        self.segments.iter().filter_map(|segment| match segment {
            Segment::Shown(_) => None,
            Segment::Hole { group, answer } => Some((*group, answer.as_str())),
        })
    }

    /// Returns the text with every hole filled.
    pub fn filled(&self) -> String {
        self.segments
            .iter()
            .map(|segment| match segment {
                Segment::Shown(text) => text.as_str(),
                Segment::Hole { answer, .. } => answer,
            })
            .collect()
    }
}

fn segments(text: &str) -> Result<Vec<Segment>, ClozeError> {
    let mut found = Vec::new();
    let mut shown = String::new();
    let mut next_group = 1;
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        shown.push_str(&rest[..at]);
        let brace = &rest[at..=at];
        let after = &rest[at + 1..];
        if let Some(doubled) = after.strip_prefix(brace) {
            shown.push_str(brace);
            rest = doubled;
            continue;
        }
        if brace == "}" {
            return Err(ClozeError::Unopened);
        }
        let end = after.find('}').ok_or(ClozeError::Unclosed)?;
        let hole = read_hole(&after[..end], &mut next_group)?;
        if !shown.is_empty() {
            found.push(Segment::Shown(std::mem::take(&mut shown)));
        }
        found.push(hole);
        rest = &after[end + 1..];
    }
    shown.push_str(rest);
    if !shown.is_empty() {
        found.push(Segment::Shown(shown));
    }
    let has_hole = found.iter().any(|it| matches!(it, Segment::Hole { .. }));
    has_hole.then_some(found).ok_or(ClozeError::NoHole)
}

fn read_hole(content: &str, next_group: &mut u32) -> Result<Segment, ClozeError> {
    if content.contains('{') {
        return Err(ClozeError::Nested);
    }
    let numbered = content
        .split_once(':')
        .and_then(|(number, answer)| Some((number.trim().parse::<u32>().ok()?, answer)))
        .filter(|(number, _)| *number > 0);
    let (group, answer) = numbered.unwrap_or((*next_group, content));
    *next_group = (*next_group).max(group.saturating_add(1));
    let answer = answer.trim().to_owned();
    if answer.is_empty() {
        return Err(ClozeError::Empty);
    }
    Ok(Segment::Hole { group, answer })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cloze(text: &str) -> Result<Cloze, ClozeError> {
        Cloze::parse(Text {
            text: text.into(),
            ..Text::default()
        })
    }

    #[test]
    fn holes_are_numbered_in_order_unless_they_say_otherwise() {
        let read = cloze("{a} and {2:b} with {2:c}, then {d}").unwrap();

        let holes: Vec<_> = read.holes().collect();

        assert_eq!(holes, [(1, "a"), (2, "b"), (2, "c"), (3, "d")]);
        assert_eq!(read.groups(), [1, 2, 3]);
        assert_eq!(read.filled(), "a and b with c, then d");
    }

    #[test]
    fn a_doubled_brace_is_a_brace() {
        let read = cloze("set {{x}} of {y}").unwrap();

        assert_eq!(read.filled(), "set {x} of y");
    }

    #[test]
    fn a_broken_cloze_says_what_is_broken() {
        assert_eq!(cloze("none").unwrap_err(), ClozeError::NoHole);
        assert_eq!(cloze("a {b").unwrap_err(), ClozeError::Unclosed);
        assert_eq!(cloze("a b} {c}").unwrap_err(), ClozeError::Unopened);
        assert_eq!(cloze("a {b {c}}").unwrap_err(), ClozeError::Nested);
        assert_eq!(cloze("a {1: }").unwrap_err(), ClozeError::Empty);
    }

    #[test]
    fn a_colon_that_follows_no_number_belongs_to_the_hole() {
        let read = cloze("at {12:30:00} or {a: b}").unwrap();

        let holes: Vec<_> = read.holes().collect();

        assert_eq!(holes, [(12, "30:00"), (13, "a: b")]);
    }
}
