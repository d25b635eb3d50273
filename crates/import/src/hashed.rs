//! Words and texts looked up by hash. Nothing goes through them in their order, which differs from run to run.

#![allow(clippy::disallowed_types, reason = "these maps are only asked, never gone through")]

use std::borrow::Borrow;
use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use foldhash::fast::RandomState;

/// A map by hash.
#[derive(Debug)]
pub(crate) struct Map<K, V>(HashMap<K, V, RandomState>);

impl<K, V> Default for Map<K, V> {
    fn default() -> Self {
        Self(HashMap::default())
    }
}

impl<K: Eq + Hash, V> Map<K, V> {
    pub(crate) fn get<Q: Eq + Hash + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.0.get(key)
    }

    pub(crate) fn has<Q: Eq + Hash + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.0.contains_key(key)
    }

    pub(crate) fn set(&mut self, key: K, value: V) {
        self.0.insert(key, value);
    }

    /// What a key has; if nothing yet, this.
    pub(crate) fn get_or(&mut self, key: K, value: impl FnOnce() -> V) -> &mut V {
        self.0.entry(key).or_insert_with(value)
    }

    pub(crate) fn count(&self) -> usize {
        self.0.len()
    }
}

impl<K: Eq + Hash, V> FromIterator<(K, V)> for Map<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        Self(entries.into_iter().collect())
    }
}

/// The number of a sequence one part longer.
pub(crate) fn mixed(before: u64, part: u64) -> u64 {
    const MANY_BITS: u64 = 0x9e37_79b9_7f4a_7c15;
    (before.rotate_left(5) ^ part).wrapping_mul(MANY_BITS)
}

/// A set by hash.
#[derive(Debug)]
pub(crate) struct Set<K>(HashSet<K, RandomState>);

impl<K> Default for Set<K> {
    fn default() -> Self {
        Self(HashSet::default())
    }
}

impl<K: Eq + Hash> Set<K> {
    /// True when it was not there before.
    pub(crate) fn add(&mut self, key: K) -> bool {
        self.0.insert(key)
    }

    pub(crate) fn has<Q: Eq + Hash + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.0.contains(key)
    }
}

impl<K: Eq + Hash> FromIterator<K> for Set<K> {
    fn from_iter<I: IntoIterator<Item = K>>(keys: I) -> Self {
        Self(keys.into_iter().collect())
    }
}
