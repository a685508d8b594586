//! What was typed against what is right, piece by piece.

use crate::value::text::normal;
use unicode_segmentation::UnicodeSegmentation;

/// A piece of the difference between what was typed and what is right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// The same in both.
    Same(String),
    /// Typed, and not in the answer.
    Typed(String),
    /// In the answer, and not typed.
    Missed(String),
}

/// Compares by what a reader sees as one letter: for near misses.
pub(super) fn by_letter(typed: &str, right: &str) -> Vec<Piece> {
    let typed: Vec<&str> = typed.graphemes(true).collect();
    let right: Vec<&str> = right.graphemes(true).collect();
    pieces(&typed, &right, |a, b| {
        a == b || a.to_lowercase() == b.to_lowercase()
    })
}

/// Compares word by word; punctuation, case and accents do not count.
pub(super) fn by_word(typed: &str, right: &str) -> Vec<Piece> {
    let typed: Vec<&str> = typed.split_inclusive(' ').collect();
    let right: Vec<&str> = right.split_inclusive(' ').collect();
    pieces(&typed, &right, |a, b| a == b || normal(a) == normal(b))
}

/// Aligns two runs of units along their longest common subsequence, showing the right one's units where they agree.
fn pieces(typed: &[&str], right: &[&str], is_same: impl Fn(&str, &str) -> bool) -> Vec<Piece> {
    const LARGEST: usize = 250_000;
    if typed.len() * right.len() > LARGEST {
        return vec![Piece::Typed(typed.concat()), Piece::Missed(right.concat())];
    }
    let longest = longest_common(typed, right, &is_same);
    let mut out = Vec::new();
    let (mut at, mut with) = (0, 0);
    while at < typed.len() || with < right.len() {
        let both_left = at < typed.len() && with < right.len();
        if both_left && is_same(typed[at], right[with]) {
            push(&mut out, Piece::Same, right[with]);
            at += 1;
            with += 1;
        } else if with == right.len() || both_left && longest[at + 1][with] >= longest[at][with + 1]
        {
            push(&mut out, Piece::Typed, typed[at]);
            at += 1;
        } else {
            push(&mut out, Piece::Missed, right[with]);
            with += 1;
        }
    }
    out
}

/// Returns for every pair of places how many units agree from there on.
fn longest_common(
    typed: &[&str],
    right: &[&str],
    is_same: &impl Fn(&str, &str) -> bool,
) -> Vec<Vec<usize>> {
    let mut longest = vec![vec![0; right.len() + 1]; typed.len() + 1];
    for at in (0..typed.len()).rev() {
        for with in (0..right.len()).rev() {
            longest[at][with] = if is_same(typed[at], right[with]) {
                longest[at + 1][with + 1] + 1
            } else {
                longest[at + 1][with].max(longest[at][with + 1])
            };
        }
    }
    longest
}

/// Appends a unit to the last piece where that is of the same make.
fn push(out: &mut Vec<Piece>, make: fn(String) -> Piece, unit: &str) {
    match (out.last_mut(), make(String::new())) {
        (Some(Piece::Same(text)), Piece::Same(_))
        | (Some(Piece::Typed(text)), Piece::Typed(_))
        | (Some(Piece::Missed(text)), Piece::Missed(_)) => text.push_str(unit),
        _ => out.push(make(unit.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn same(text: &str) -> Piece {
        Piece::Same(text.to_owned())
    }

    fn typed(text: &str) -> Piece {
        Piece::Typed(text.to_owned())
    }

    fn missed(text: &str) -> Piece {
        Piece::Missed(text.to_owned())
    }

    #[test]
    fn a_near_miss_differs_by_letters() {
        let pieces = by_letter("Moqadisu", "Mogadishu");

        assert_eq!(
            pieces,
            [
                same("Mo"),
                typed("q"),
                missed("g"),
                same("adis"),
                missed("h"),
                same("u")
            ]
        );
    }

    #[test]
    fn another_wording_differs_by_words() {
        let pieces = by_word("the Kabul airport", "Kabul International Airport");

        assert_eq!(
            pieces,
            [
                typed("the "),
                same("Kabul "),
                missed("International "),
                same("Airport")
            ]
        );
    }

    proptest! {
        #[test]
        fn same_and_missed_pieces_make_up_what_is_right(a in any::<String>(), b in any::<String>()) {
            for pieces in [by_letter(&a, &b), by_word(&a, &b)] {
                let right: String = pieces.iter().map(|piece| match piece {
                    Piece::Same(text) | Piece::Missed(text) => text.as_str(),
                    Piece::Typed(_) => "",
                }).collect();
                prop_assert_eq!(&right, &b);
            }
        }
    }
}
