//! Numbers and texts as bytes, in blocks that are sealed with checksums.
//!
//! A reader holds one block at a time. Each is summed up from the sum of the one before it, so
//! that none can be missing, doubled or in another's place.

use std::io::Read;

/// Blocks are closed when they have so many bytes.
const BLOCK: usize = 1 << 16;

/// Writes values one after the other.
#[derive(Debug, Default)]
pub(super) struct Writer {
    sealed: Vec<u8>,
    block: Vec<u8>,
    sum: u64,
}

/// Reads values in the order they were written; `None` where the bytes make no sense.
#[derive(Debug)]
pub(super) struct Reader<R> {
    input: R,
    block: Vec<u8>,
    /// How much of the block has been read.
    read: usize,
    sum: u64,
}

impl Writer {
    /// Writes a number in as few bytes as it needs, seven bits in each.
    pub(super) fn number(&mut self, number: impl Into<u64>) {
        let mut left: u64 = number.into();
        while left > 0x7f {
            self.block.push(low_bits(left) | 0x80);
            left >>= 7;
        }
        self.block.push(low_bits(left));
    }

    /// Writes a number that may be negative; one near 0 needs few bytes.
    pub(super) fn signed(&mut self, number: impl Into<i64>) {
        let number: i64 = number.into();
        let folded = (number << 1) ^ (number >> 63);
        self.number(folded.cast_unsigned());
    }

    /// Writes a number that is mostly great.
    pub(super) fn wide(&mut self, number: i64) {
        self.block.extend(number.to_le_bytes());
    }

    /// Writes a float, to the bit.
    pub(super) fn float(&mut self, float: f32) {
        self.block.extend(float.to_bits().to_le_bytes());
    }

    pub(super) fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.block.extend(text.as_bytes());
    }

    /// Ends a record, which a reader finds in one block.
    pub(super) fn end_record(&mut self) {
        if self.block.len() >= BLOCK {
            self.seal_block();
        }
    }

    /// Ends a block, which a reader can judge by itself.
    pub(super) fn seal_block(&mut self) {
        self.sum = checksum(self.sum, &self.block);
        let length = self.block.len() as u64;
        self.sealed.extend(length.to_le_bytes());
        self.sealed.extend(self.sum.to_le_bytes());
        self.sealed.append(&mut self.block);
    }

    /// Returns all that was written.
    pub(super) fn seal(mut self) -> Vec<u8> {
        self.seal_block();
        self.sealed
    }
}

impl<R: Read> Reader<R> {
    pub(super) fn new(input: R) -> Self {
        Self {
            input,
            block: Vec::new(),
            read: 0,
            sum: 0,
        }
    }

    /// Goes on to the next record, which is in the next block where this one is at its end.
    pub(super) fn next_record(&mut self) -> Option<()> {
        if !self.is_at_end() {
            return Some(());
        }
        let (mut length, mut sum) = ([0; 8], [0; 8]);
        self.input.read_exact(&mut length).ok()?;
        self.input.read_exact(&mut sum).ok()?;
        let length = u64::from_le_bytes(length);
        self.block.clear();
        self.read = 0;
        let mut content = (&mut self.input).take(length);
        content.read_to_end(&mut self.block).ok()?;
        self.sum = checksum(self.sum, &self.block);
        let is_whole = self.block.len() as u64 == length && self.sum == u64::from_le_bytes(sum);
        is_whole.then_some(())
    }

    /// Says whether all of the block has been read.
    pub(super) fn is_at_end(&self) -> bool {
        self.read == self.block.len()
    }

    pub(super) fn number<T: TryFrom<u64>>(&mut self) -> Option<T> {
        let first = *self.block.get(self.read)?;
        let number = match first {
            ..0x80 => {
                self.read += 1;
                u64::from(first)
            }
            _ => self.long_number()?,
        };
        T::try_from(number).ok()
    }

    fn long_number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..u64::BITS).step_by(7) {
            let byte = *self.block.get(self.read)?;
            self.read += 1;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    pub(super) fn signed<T: TryFrom<i64>>(&mut self) -> Option<T> {
        let folded: u64 = self.number()?;
        let number = (folded >> 1).cast_signed() ^ -(folded & 1).cast_signed();
        T::try_from(number).ok()
    }

    pub(super) fn wide(&mut self) -> Option<i64> {
        Some(i64::from_le_bytes(self.bytes()?))
    }

    pub(super) fn float(&mut self) -> Option<f32> {
        Some(f32::from_bits(u32::from_le_bytes(self.bytes()?)))
    }

    fn bytes<const N: usize>(&mut self) -> Option<[u8; N]> {
        let bytes = *self.block.get(self.read..)?.first_chunk()?;
        self.read += N;
        Some(bytes)
    }

    pub(super) fn text(&mut self) -> Option<&str> {
        let length = self.number()?;
        let text = self.block.get(self.read..)?.get(..length)?;
        self.read += length;
        str::from_utf8(text).ok()
    }
}

const fn low_bits(number: u64) -> u8 {
    (number & 0x7f) as u8
}

/// Sums bytes up, eight at a time; any eight that change alone change the sum.
fn checksum(before: u64, bytes: &[u8]) -> u64 {
    const PRIME: u64 = 0x0000_0100_0000_01b3;
    let mix = |sum: u64, word: u64| (sum ^ word).wrapping_mul(PRIME).rotate_left(29);
    let (words, rest) = bytes.as_chunks::<8>();
    let words = words.iter().map(|word| u64::from_le_bytes(*word));
    let sum = words.fold(mix(before, bytes.len() as u64), mix);
    let rest = rest.iter().map(|byte| u64::from(*byte));
    rest.fold(sum, mix)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_was_written_is_read_to_the_bit(
            number: u64,
            small: u32,
            signed: i64,
            bits: u32,
            text: String,
        ) {
            let mut writer = Writer::default();
            writer.number(number);
            writer.signed(signed);
            writer.text(&text);
            writer.seal_block();
            writer.float(f32::from_bits(bits));
            writer.wide(signed);
            writer.number(small);

            let bytes = writer.seal();

            let mut reader = Reader::new(&bytes[..]);
            prop_assert!(reader.next_record().is_some());
            prop_assert_eq!(reader.number(), Some(number));
            prop_assert_eq!(reader.signed(), Some(signed));
            prop_assert_eq!(reader.text(), Some(&*text));
            prop_assert!(reader.is_at_end() && reader.next_record().is_some());
            prop_assert_eq!(reader.float().map(f32::to_bits), Some(bits));
            prop_assert_eq!(reader.wide(), Some(signed));
            prop_assert_eq!(reader.number(), Some(small));
            prop_assert!(reader.is_at_end());
        }

        #[test]
        fn a_change_of_any_byte_and_a_cut_anywhere_are_noticed(
            contents in prop::collection::vec("[a-c]{0,20}", 1..5),
            at: prop::sample::Index,
            flipped in 1..=255_u8,
        ) {
            let mut writer = Writer::default();
            for content in &contents {
                writer.text(content);
                writer.seal_block();
            }
            let bytes = writer.sealed;
            let at = at.index(bytes.len());
            let mut changed = bytes.clone();
            changed[at] ^= flipped;
            let read = |bytes: &[u8]| {
                let mut reader = Reader::new(bytes);
                let text = |_: &String| {
                    reader.next_record()?;
                    reader.text().map(str::to_owned)
                };
                contents.iter().map(text).collect::<Option<Vec<_>>>()
            };

            let whole = read(&bytes);
            prop_assert_eq!(whole, Some(contents.clone()));
            prop_assert_eq!(read(&changed), None);
            prop_assert_eq!(read(&bytes[..at]), None);
        }

        #[test]
        fn nonsense_is_read_without_a_panic(block: Vec<u8>) {
            let mut writer = Writer { block, ..Writer::default() };
            writer.seal_block();
            let mut reader = Reader::new(&writer.sealed[..]);
            reader.next_record().unwrap();
            while !reader.is_at_end() && reader.text().is_some() {
                let _ = (reader.number::<u8>(), reader.signed::<i32>(), reader.float());
            }
        }
    }

    #[test]
    fn blocks_that_changed_places_are_noticed() {
        let mut writer = Writer::default();
        for text in ["one", "two"] {
            writer.text(text);
            writer.seal_block();
        }
        let (one, two) = writer.sealed.split_at(writer.sealed.len() / 2);

        assert!(Reader::new(one).next_record().is_some());
        assert!(Reader::new(two).next_record().is_none());
    }

    #[test]
    fn many_records_are_in_several_blocks() {
        let mut writer = Writer::default();
        for number in 0..50_000_u32 {
            writer.number(number);
            writer.end_record();
        }
        let bytes = writer.seal();

        let mut reader = Reader::new(&bytes[..]);
        for number in 0..50_000_u32 {
            reader.next_record().unwrap();
            assert_eq!(reader.number(), Some(number));
            assert!(reader.block.len() < BLOCK + 8);
        }
    }

    #[test]
    fn a_number_that_is_too_great_for_its_type_makes_no_sense() {
        let mut writer = Writer::default();
        writer.number(300_u32);
        let bytes = writer.seal();

        let mut reader = Reader::new(&bytes[..]);
        reader.next_record().unwrap();
        assert_eq!(reader.number::<u8>(), None);
    }
}
