//! Maps by hashes, which need not be hashed again.

use super::words::mix;
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A map by hashes of words or texts.
pub(in crate::check) type KeyMap<V> = HashMap<u64, V, BuildHasherDefault<Scatter>>;
/// A set of hashes of words or texts.
pub(in crate::check) type KeySet = HashSet<u64, BuildHasherDefault<Scatter>>;

/// Scatters a hash, whose lowest bits alone would depend on the last letters too much.
#[derive(Debug, Default, Clone, Copy)]
pub(in crate::check) struct Scatter(u64);

impl Hasher for Scatter {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = mix(self.0 ^ hash);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
