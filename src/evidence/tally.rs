//! Key IDs that are only counted: of a list of a million, those beyond the ones that are told of one by one.

use crate::aws::key;

/// A key ID, or another name that is no longer, with zeros behind it.
type Name = [u8; key::LENGTH];

/// Distinct key IDs, each with how often it stands in the text. One takes 24 bytes, and as much again for a moment.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// In the order of their characters. Those that were taken out stay with a count of nothing.
    counts: Vec<(Name, u32)>,
    /// What has come since, in the order of the text.
    recent: Vec<Name>,
    taken: usize,
}

/// As many names are gathered before they are sorted in; of many that are there already, more: a part of them.
const GATHERED: usize = 4096;
const PART: usize = 32;

impl Tally {
    /// Counts the key ID in `value`, whatever stands around it; what holds none is not counted.
    pub(super) fn add(&mut self, value: &str) {
        let id = value.trim_matches(|c: char| !c.is_ascii_alphanumeric());
        if let Some(bytes) = id.as_bytes().first_chunk().filter(|_| key::is_whole(id)) {
            self.count(*bytes);
        }
    }

    /// Counts `name`.
    pub fn count(&mut self, name: Name) {
        self.recent.push(name);
        if self.recent.len() >= GATHERED + self.counts.len() / PART {
            self.settle();
        }
    }

    /// Sorts in what has come since: before this, nothing else is told truly.
    pub fn settle(&mut self) {
        self.recent.sort_unstable();
        let mut known = std::mem::take(&mut self.counts).into_iter().peekable();
        let mut all: Vec<(Name, u32)> = Vec::with_capacity(known.len() + self.recent.len());
        for name in self.recent.drain(..) {
            while let Some(before) = known.next_if(|(other, _)| *other <= name) {
                all.push(before);
            }
            match all.last_mut() {
                Some((last, count)) if *last == name => *count = count.saturating_add(1),
                _ => all.push((name, 1)),
            }
        }
        all.extend(known);
        self.counts = all;
    }

    fn find(&mut self, name: &Name) -> Option<&mut u32> {
        let at = self.counts.binary_search_by(|(known, _)| known.cmp(name)).ok()?;
        self.counts.get_mut(at).map(|(_, count)| count).filter(|count| **count > 0)
    }

    /// Takes out `id` and gives how often it was counted.
    pub fn take(&mut self, id: &str) -> usize {
        let bytes = id.as_bytes().first_chunk().filter(|_| id.len() == key::LENGTH);
        let Some(count) = bytes.and_then(|bytes| self.find(bytes)).map(std::mem::take) else { return 0 };
        self.taken += 1;
        count as usize
    }

    /// Adds what `other` counted, of the key IDs that were counted here.
    pub fn add_known(&mut self, other: &Self) {
        for (id, more) in &other.counts {
            if let Some(count) = self.find(id) {
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
        let counted = self.counts.iter().filter(|(_, count)| *count > 0);
        counted.map(|(id, count)| (std::str::from_utf8(id).unwrap_or_default(), *count as usize))
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
        tally.settle();
        assert_eq!(tally.iter().collect::<Vec<_>>(), [("AKIAQNZGKIQY56JQ7WML", 1), ("AKIASP2TPHJSQH3FRU7X", 2)]);
        let known = tally.clone();
        tally.add_known(&known);
        assert_eq!(tally.iter().map(|(_, count)| count).collect::<Vec<_>>(), [2, 4]);
        tally.add_known(&Tally::default());
        assert_eq!((known.len(), tally.len()), (2, 2));
        assert_eq!((tally.take("AKIASP2TPHJSQH3FRU7X"), tally.take("AKIASP2TPHJSQH3FRU7X"), tally.len()), (4, 0, 1));
    }
}
