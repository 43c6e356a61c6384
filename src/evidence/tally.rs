//! Key IDs that are only counted: of a list of a million, those beyond the ones that are told of one by one.

use std::collections::BTreeMap;

use crate::aws::key;

/// Distinct key IDs, each with how often it stands in the text. One takes some forty bytes.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Those that were taken out stay with a count of nothing.
    counts: BTreeMap<[u8; key::LENGTH], u32>,
    taken: usize,
}

impl Tally {
    /// Counts the key ID in `value`, whatever stands around it; what holds none is not counted.
    pub(super) fn add(&mut self, value: &str) {
        let id = value.trim_matches(|c: char| !c.is_ascii_alphanumeric());
        if let Some(bytes) = id.as_bytes().first_chunk().filter(|_| key::is_whole(id)) {
            let count = self.counts.entry(*bytes).or_default();
            *count = count.saturating_add(1);
        }
    }

    /// Takes out `id` and gives how often it was counted.
    pub fn take(&mut self, id: &str) -> usize {
        let bytes = id.as_bytes().first_chunk().filter(|_| id.len() == key::LENGTH);
        let Some(count) = bytes.and_then(|bytes| self.counts.get_mut(bytes)).filter(|count| **count > 0) else {
            return 0;
        };
        self.taken += 1;
        std::mem::take(count) as usize
    }

    /// Adds what `other` counted, of the key IDs that were counted here.
    pub fn add_known(&mut self, other: &Self) {
        for (id, more) in &other.counts {
            if let Some(count) = self.counts.get_mut(id).filter(|count| **count > 0) {
                *count = count.saturating_add(*more);
            }
        }
    }

    /// How many distinct key IDs were counted.
    pub fn len(&self) -> usize {
        self.counts.len() - self.taken
    }

    /// Whether none was.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The key IDs in the order of their characters, each with how often it was counted.
    pub fn iter(&self) -> impl Iterator<Item = (&str, usize)> {
        let counted = self.counts.iter().filter(|(_, count)| **count > 0);
        counted.map(|(id, &count)| (std::str::from_utf8(id).unwrap_or_default(), count as usize))
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
