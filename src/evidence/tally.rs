//! Key IDs that are only counted: of a list of a million, those beyond the ones that are told of one by one.

use std::collections::BTreeMap;

use crate::aws::key;

/// Distinct key IDs, each with how often it stands in the text. One takes some forty bytes.
#[derive(Clone, Debug, Default)]
pub struct Tally(BTreeMap<[u8; key::LENGTH], u32>);

impl Tally {
    /// Counts the key ID in `value`, whatever stands around it; what holds none is not counted.
    pub(super) fn add(&mut self, value: &str) {
        let id = value.trim_matches(|c: char| !c.is_ascii_alphanumeric());
        if let Some(bytes) = id.as_bytes().first_chunk().filter(|_| key::is_whole(id)) {
            let count = self.0.entry(*bytes).or_default();
            *count = count.saturating_add(1);
        }
    }

    /// Takes out `id` and gives how often it was counted.
    pub fn take(&mut self, id: &str) -> usize {
        let bytes = id.as_bytes().first_chunk().filter(|_| id.len() == key::LENGTH);
        bytes.and_then(|bytes| self.0.remove(bytes)).map_or(0, |count| count as usize)
    }

    /// Adds what `other` counted, of the key IDs that were counted here.
    pub fn add_known(&mut self, other: &Self) {
        for (id, more) in &other.0 {
            if let Some(count) = self.0.get_mut(id) {
                *count = count.saturating_add(*more);
            }
        }
    }

    /// How many distinct key IDs were counted.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether none was.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The key IDs in the order of their characters, each with how often it was counted.
    pub fn iter(&self) -> impl Iterator<Item = (&str, usize)> {
        self.0.iter().map(|(id, &count)| (std::str::from_utf8(id).unwrap_or_default(), count as usize))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_key_ids_are_counted_and_taken_out() {
        let mut tally = Tally::default();
        for value in ["AKIASP2TPHJSQH3FRU7X", "\"AKIASP2TPHJSQH3FRU7X\u{a0}", "AKIAQNZGKIQY56JQ7WML", "AKIA", "no key"]
        {
            tally.add(value);
        }
        assert_eq!(tally.iter().collect::<Vec<_>>(), [("AKIAQNZGKIQY56JQ7WML", 1), ("AKIASP2TPHJSQH3FRU7X", 2)]);
        let known = tally.clone();
        tally.add_known(&known);
        assert_eq!(tally.iter().map(|(_, count)| count).collect::<Vec<_>>(), [2, 4]);
        tally.add_known(&Tally::default());
        assert_eq!((known.len(), tally.len()), (2, 2));
        assert_eq!((tally.take("AKIASP2TPHJSQH3FRU7X"), tally.take("AKIASP2TPHJSQH3FRU7X"), tally.len()), (4, 0, 1));
    }
}
