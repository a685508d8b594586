//! Slips of the keyboard: whether one text is another one mistyped.

/// Says whether one text becomes the other by one letter more, less or other, or by two that change
/// places; the same as a distance of one, at the cost of comparing the two once.
pub(in crate::check) fn is_one_edit(a: &str, b: &str) -> bool {
    let common = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    let start = crate::diagnostic::floor_boundary(a, common);
    let (a, b) = (&a[start..], &b[start..]);
    let (mut after_a, mut after_b) = (a.chars(), b.chars());
    match (after_a.next(), after_b.next()) {
        (None, None) => false,
        (_, None) => after_a.as_str().is_empty(),
        (None, _) => after_b.as_str().is_empty(),
        (first_a, first_b) => {
            let is_other = after_a.as_str() == after_b.as_str();
            let is_more = after_a.as_str() == b || a == after_b.as_str();
            is_other
                || is_more
                || after_a.next() == first_b
                    && after_b.next() == first_a
                    && after_a.as_str() == after_b.as_str()
        }
    }
}

/// Says whether a word is a slip of another: one edit away, and neither an inflection nor
/// another word that happens to be near. Slips seldom hit the first letter.
pub(in crate::check) fn is_slip(written: &str, right: &str) -> bool {
    let first = |text: &str| text.chars().next();
    first(written) == first(right) && is_slip_anywhere(written, right)
}

/// Says whether a whole text is a slip of a name; where it is long, in its first letter too.
pub(in crate::check) fn is_slip_of_whole(written: &str, right: &str) -> bool {
    const LONG: usize = 8;
    let same_start = written.chars().next() == right.chars().next();
    (same_start || right.chars().count() >= LONG) && is_slip_anywhere(written, right)
}

fn is_slip_anywhere(written: &str, right: &str) -> bool {
    is_one_edit(written, right)
        && !is_inflection(written, right)
        && !is_inflection(right, written)
        && !written.bytes().any(|byte| byte.is_ascii_digit())
}

/// Says whether the longer word is the shorter one with an ending: `Talibans`, `Russian`.
fn is_inflection(longer: &str, shorter: &str) -> bool {
    let ending = longer.strip_prefix(shorter);
    ending.is_some_and(|ending| matches!(ending, "s" | "n" | "i" | "e" | "y" | "d" | "r"))
}

/// What one edit leaves as it was: the first half of a text or its last one.
///
/// Two texts that are one edit apart have one of the two in common, so texts that share neither
/// with any name need no further look.
#[derive(Debug, Default)]
pub(in crate::check) struct Halves(super::keys::KeySet);

impl Halves {
    /// Keeps a text, for written ones that are up to a letter shorter or longer.
    pub(in crate::check) fn add(&mut self, right: &str) {
        let bytes = right.as_bytes();
        // A letter outside ASCII has up to four bytes, in whose place one may be written.
        let shortest = bytes.len() - if right.is_ascii() { 1 } else { 4 }.min(bytes.len());
        for length in shortest..=bytes.len() + 1 {
            self.0.extend(halves(bytes, length));
        }
    }

    /// Says whether a text may be one edit away from a kept one.
    pub(in crate::check) fn may_have(&self, written: &str) -> bool {
        let found = halves(written.as_bytes(), written.len());
        !written.is_ascii() || found.iter().any(|key| self.0.contains(key))
    }
}

/// Returns keys for both halves of a text as one of another length has them; an edit changes two
/// letters side by side at most.
fn halves(bytes: &[u8], length: usize) -> [u64; 2] {
    const LONGEST: usize = 8;
    let first = (length.saturating_sub(1) / 2).min(LONGEST);
    let last = (length - first).saturating_sub(1).min(LONGEST);
    let start = &bytes[..first.min(bytes.len())];
    let end = &bytes[bytes.len().saturating_sub(last)..];
    [(start, 0), (end, 1)].map(|(half, which)| {
        let packed = half
            .iter()
            .fold(0, |key: u64, byte| key << 8 | u64::from(*byte));
        super::words::mix(packed) ^ super::words::mix((length as u64) << 1 | which)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn one_edit_is_what_the_distance_says(a in "[abé]{0,6}", b in "[abé]{0,6}") {
            prop_assert_eq!(is_one_edit(&a, &b), strsim::osa_distance(&a, &b) == 1);
        }

        #[test]
        fn texts_one_edit_apart_share_a_half(written in "[ab]{0,20}", right in "[abé]{0,20}") {
            let mut halves = Halves::default();
            halves.add(&right);

            prop_assert!(halves.may_have(&written) || !is_one_edit(&written, &right));
        }

        #[test]
        fn a_slip_shares_a_half_with_its_name(right in "[a-zé]{1,24}", at in 0_usize..24, letter in "[a-z]?", removed in 0_usize..3) {
            let mut letters: Vec<char> = right.chars().collect();
            let at = at.min(letters.len());
            let end = (at + removed).min(letters.len());
            letters.splice(at..end, letter.chars());
            let written: String = letters.into_iter().collect();
            let mut halves = Halves::default();
            halves.add(&right);

            prop_assert!(halves.may_have(&written) || !is_one_edit(&written, &right));
        }
    }
}
