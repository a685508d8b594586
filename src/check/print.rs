//! What shows that two texts differ, without their normal forms.

use super::words::mix;

/// Sums of the letters of a text: texts with one normal form have one print.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::check) struct Print {
    /// Sum of a number for each letter.
    pub(in crate::check) sum: u64,
    /// How many letters there are.
    count: u32,
    /// Which letters there are, one bit each; a digit shares that of a letter.
    letters: u32,
    /// Letters outside ASCII may be folded to any others, so nothing is known.
    is_wide: bool,
}

/// What each byte adds to a sum. The letters of articles, and of the `and` that `&` stands for,
/// add nothing, since the normal form may have more or fewer of them.
const VALUES: [u64; 256] = {
    let mut values = [0; 256];
    let mut byte = 0;
    while byte < 128_u8 {
        let letter = byte.to_ascii_lowercase();
        let comes_and_goes = matches!(letter, b'a' | b'd' | b'e' | b'h' | b'n' | b't');
        if letter.is_ascii_alphanumeric() && !comes_and_goes {
            values[byte as usize] = mix(letter as u64);
        }
        byte += 1;
    }
    values
};

impl Print {
    pub(in crate::check) fn of(text: &str) -> Self {
        let mut print = Self::default();
        for byte in text.bytes() {
            let value = VALUES[usize::from(byte)];
            let is_counted = u32::from(value != 0);
            print.sum = print.sum.wrapping_add(value);
            print.count += is_counted;
            print.letters |= is_counted << (byte & 31);
            print.is_wide |= byte >= 128;
        }
        print
    }

    /// Returns the sum, unless the text has letters that it does not tell of.
    pub(in crate::check) fn known_sum(&self) -> Option<u64> {
        (!self.is_wide).then_some(self.sum)
    }

    /// Says whether the normal forms may be equal.
    pub(in crate::check) fn may_equal(&self, other: &Self) -> bool {
        self.is_wide || other.is_wide || self.sum == other.sum
    }

    /// Says whether the normal forms may be one edit apart: one letter goes and one comes.
    pub(in crate::check) fn may_be_near(&self, other: &Self) -> bool {
        self.is_wide
            || other.is_wide
            || self.count.abs_diff(other.count) <= 1
                && (self.letters ^ other.letters).count_ones() <= 2
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::slips::is_one_edit;
    use crate::value::text::normal;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn equal_and_near_normal_forms_have_such_prints(a in "[ThéeAnB&.1, ]{0,8}", b in "[ThéeAnB&.1, ]{0,8}") {
            let (one, other) = (Print::of(&a), Print::of(&b));
            let (a, b) = (normal(&a), normal(&b));

            prop_assert!(a != b || one.may_equal(&other));
            prop_assert!(!is_one_edit(&a, &b) || one.may_be_near(&other));
        }

        #[test]
        fn the_normal_form_has_the_print_of_its_text(text in "[ -~]{0,20}") {
            prop_assert_eq!(Print::of(&text).sum, Print::of(&normal(&text)).sum);
        }
    }
}
