//! Replaces ranges of a text.

use crate::diagnostic::Span;

/// What one range of a text becomes; an empty range inserts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// The bytes that go.
    pub span: Span,
    /// What comes in their place.
    pub new: String,
}

impl Change {
    /// Says whether the order in which both are made would matter: they share bytes, or insert at
    /// one place.
    fn collides(&self, other: &Self) -> bool {
        let (a, b) = (self.span, other.span);
        a.start == b.start || (a.start < b.end && b.start < a.end)
    }
}

/// Why a text cannot be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// Two changes touch the same bytes.
    #[error("two changes overlap at byte {at}")]
    Overlap {
        /// Where the second starts.
        at: u32,
    },
    /// A change lies outside the text or inside a character.
    #[error("the change of bytes {} to {} does not fit the text", span.start, span.end)]
    Outside {
        /// The bytes it would change.
        span: Span,
    },
}

/// Makes all changes at once; each counts in bytes of the text as it was.
pub fn apply(text: &str, changes: &[Change]) -> Result<String, EditError> {
    let mut sorted: Vec<&Change> = changes.iter().collect();
    sorted.sort();
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    let mut before: Option<&Change> = None;
    for change in sorted {
        let span = change.span;
        if before.is_some_and(|before| before.collides(change)) {
            return Err(EditError::Overlap { at: span.start });
        }
        let outside = EditError::Outside { span };
        if text.get(span.range()).is_none() {
            return Err(outside);
        }
        out.push_str(text.get(done..span.range().start).ok_or(outside)?);
        out.push_str(&change.new);
        done = span.range().end;
        before = Some(change);
    }
    out.push_str(&text[done..]);
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{Just, Strategy, any, prop_assert_eq, proptest};

    fn change(start: usize, end: usize, new: &str) -> Change {
        Change {
            span: Span::new(start..end),
            new: new.to_owned(),
        }
    }

    #[test]
    fn changes_are_made_whatever_their_order() {
        let changes = [change(4, 5, "X"), change(0, 1, "Y"), change(2, 2, "+")];

        assert_eq!(apply("abcdef", &changes), Ok("Yb+cdXf".to_owned()));
    }

    #[test]
    fn a_byte_order_mark_and_line_ends_stay() {
        let text = "\u{feff}title = \"a  b\" # note\r\n";

        let changed = apply(text, &[change(12, 16, "a b")]);

        assert_eq!(changed.as_deref(), Ok("\u{feff}title = \"a b\" # note\r\n"));
    }

    #[test]
    fn changes_of_the_same_bytes_are_refused() {
        let overlapping = [change(0, 3, ""), change(2, 4, "")];
        let at_one_place = [change(1, 1, "a"), change(1, 1, "b")];

        assert_eq!(
            apply("abcdef", &overlapping),
            Err(EditError::Overlap { at: 2 })
        );
        assert_eq!(
            apply("abcdef", &at_one_place),
            Err(EditError::Overlap { at: 1 })
        );
    }

    #[test]
    fn a_change_inside_a_character_or_outside_the_text_is_refused() {
        for (start, end) in [(1, 2), (0, 9), (9, 9), (2, 1)] {
            let changed = apply("é", &[change(start, end, "")]);

            assert!(changed.is_err(), "{start}..{end}");
        }
    }

    fn text_and_cuts() -> impl Strategy<Value = (String, usize, usize)> {
        any::<String>().prop_flat_map(|text| {
            let length = text.chars().count();
            (Just(text), 0..=length, 0..=length)
        })
    }

    proptest! {
        #[test]
        fn what_is_not_changed_stays((text, a, b) in text_and_cuts(), new: String) {
            let byte = |index: usize| text.char_indices().nth(index).map_or(text.len(), |(at, _)| at);
            let (start, end) = (byte(a.min(b)), byte(a.max(b)));

            let changed = apply(&text, &[change(start, end, &new)]).unwrap();

            prop_assert_eq!(&changed[..start], &text[..start]);
            prop_assert_eq!(&changed[start..start + new.len()], &new);
            prop_assert_eq!(&changed[start + new.len()..], &text[end..]);
        }
    }
}
