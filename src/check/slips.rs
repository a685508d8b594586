//! Slips of the keyboard: whether one text is another one mistyped.

use super::keys::Hashes;

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
        || is_case_ending(longer, shorter)
}

/// Says whether two words outside the Latin script differ in their last letters alone, as the cases
/// of a name do: `Москва`, `Москвы`; `Патрушев`, `Патрушева`.
fn is_case_ending(longer: &str, shorter: &str) -> bool {
    let (mut stem, mut other) = (longer.chars(), shorter.chars());
    let last = stem.next_back();
    let is_added = stem.as_str() == shorter;
    other.next_back();
    last.is_some_and(|letter| letter > '\u{36f}') && (is_added || stem.as_str() == other.as_str())
}

/// Texts by what one edit leaves as it was: their first half or their last one.
///
/// Two texts that are one edit apart have one of the two in common, so that a text need be compared
/// with those alone that share one with it.
#[derive(Debug, Default)]
pub(in crate::check) struct Halves(Hashes);

impl Halves {
    /// Keeps texts, for written ones that are up to a letter shorter or longer.
    pub(in crate::check) fn new<'t>(texts: impl IntoIterator<Item = &'t str>) -> Self {
        let mut keys = Vec::new();
        for (index, text) in (0..).zip(texts) {
            keys.extend(half_keys(text).map(|key| (key, index)));
        }
        Self(Hashes::new(keys))
    }

    /// Returns the kept texts that may be one edit away, by their index, in order.
    pub(in crate::check) fn near(&self, written: &str) -> Vec<u32> {
        let mut found = Vec::new();
        for key in halves(written, letters(written)) {
            self.0.find(key, &mut found);
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// Returns keys for the halves of a text; two texts that are one edit apart have one in common.
pub(in crate::check) fn half_keys(text: &str) -> impl Iterator<Item = u64> + '_ {
    let letters = letters(text);
    let lengths = letters.saturating_sub(1)..=letters + 1;
    lengths.flat_map(|length| halves(text, length))
}

fn letters(text: &str) -> usize {
    match text.is_ascii() {
        true => text.len(),
        false => text.chars().count(),
    }
}

/// Returns keys for both halves of a text as one of another length has them, in letters; an edit
/// changes two letters side by side at most.
fn halves(text: &str, length: usize) -> [u64; 2] {
    const LONGEST: usize = 8;
    let first = (length.saturating_sub(1) / 2).min(LONGEST);
    let last = (length - first).saturating_sub(1).min(LONGEST);
    let pack = |key: u64, letter: u32| {
        key.wrapping_mul(0x9E37_79B9_7F4A_7C15)
            .wrapping_add(u64::from(letter))
    };
    let packed = if text.is_ascii() {
        let bytes = text.as_bytes();
        let start = &bytes[..first.min(bytes.len())];
        let end = &bytes[bytes.len().saturating_sub(last)..];
        [start, end].map(|half| half.iter().fold(0, |key, byte| pack(key, u32::from(*byte))))
    } else {
        let skipped = letters(text).saturating_sub(last);
        let start = text.chars().take(first).map(u32::from);
        let end = text.chars().skip(skipped).map(u32::from);
        [start.fold(0, pack), end.fold(0, pack)]
    };
    let told_apart =
        |half: usize| super::words::mix(packed[half] ^ (((length * 2 + half) as u64) << 48));
    [told_apart(0), told_apart(1)]
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
        fn texts_one_edit_apart_are_found_by_a_half(written in "[abéж]{0,20}", right in "[abéж]{0,20}") {
            let halves = Halves::new(["", &right]);

            prop_assert!(halves.near(&written).contains(&1) || !is_one_edit(&written, &right));
        }

        #[test]
        fn a_slip_is_found_by_a_half_of_its_name(right in "[a-zé]{1,24}", at in 0_usize..24, letter in "[a-zж]?", removed in 0_usize..3) {
            let mut letters: Vec<char> = right.chars().collect();
            let at = at.min(letters.len());
            let end = (at + removed).min(letters.len());
            letters.splice(at..end, letter.chars());
            let written: String = letters.into_iter().collect();
            let halves = Halves::new([right.as_str()]);

            prop_assert!(halves.near(&written) == [0] || !is_one_edit(&written, &right));
        }
    }

    #[test]
    fn cases_of_a_name_are_no_slips_and_letters_lost_within_are() {
        for case in ["москвы", "москве", "москву"] {
            assert!(!is_slip(case, "москва"), "{case}");
        }
        assert!(!is_slip("патрушева", "патрушев"));
        assert!(is_slip("мсква", "москва") && is_slip("москвва", "москва"));
        assert!(is_slip("taliben", "taliban") && !is_slip("talibans", "taliban"));
    }

    proptest! {
        #[test]
        fn texts_one_edit_apart_have_a_key_in_common(a in "[abж]{0,9}", b in "[abж]{0,9}") {
            let shares = half_keys(&a).any(|key| half_keys(&b).any(|other| other == key));

            prop_assert!(shares || !is_one_edit(&a, &b));
        }
    }

    #[test]
    fn nothing_is_near_to_nothing_kept() {
        assert!(Halves::default().near("khorasan").is_empty());
        assert!(Halves::new([]).near("khorasan").is_empty());
    }

    #[test]
    fn few_texts_are_near_that_are_not() {
        let names = ["taliban", "khorasan", "mozambique", "prigozhin"];

        assert!(Halves::new(names).near("putin").is_empty());
    }
}
