//! One pass over a text that finds many literals at once, without regard to the case of ASCII letters.

/// A set of literals to look for.
#[derive(Debug)]
pub struct Scanner {
    /// Per pair of first bytes (folded, hashed to 4096 slots): whether any literal begins so.
    gate: Box<[u64; 64]>,
    /// Literals with the number of their owner, folded, by first byte.
    by_first: Vec<Vec<(Box<[u8]>, u16)>>,
}

/// Where a literal stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// Byte at which it begins.
    pub at: usize,
    /// Its owner.
    pub owner: u16,
}

impl Scanner {
    /// A scanner for `literals`, each with the number of its owner; literals of fewer than two bytes are never found.
    pub fn new<'a>(literals: impl IntoIterator<Item = (&'a str, u16)>) -> Self {
        let mut gate = Box::new([0u64; 64]);
        let mut by_first: Vec<Vec<(Box<[u8]>, u16)>> = vec![Vec::new(); 256];
        for (literal, owner) in literals {
            let folded: Box<[u8]> = literal.bytes().map(|b| b.to_ascii_lowercase()).collect();
            if let [first, second, ..] = *folded {
                let (word, bit) = slot(first, second);
                if let Some(word) = gate.get_mut(word) {
                    *word |= bit;
                }
                if let Some(list) = by_first.get_mut(usize::from(first)) {
                    list.push((folded, owner));
                }
            }
        }
        Self { gate, by_first }
    }

    /// Every place of every literal in `text`, in the order of the text, then of the owners.
    pub fn scan(&self, text: &str) -> Vec<Hit> {
        let bytes = text.as_bytes();
        let mut hits = Vec::new();
        for (at, pair) in bytes.windows(2).enumerate() {
            let &[first, second] = pair else { continue };
            let (first, second) = (first.to_ascii_lowercase(), second.to_ascii_lowercase());
            let (word, bit) = slot(first, second);
            if self.gate.get(word).is_some_and(|held| held & bit != 0) {
                self.verify(bytes, at, first, &mut hits);
            }
        }
        hits
    }

    fn verify(&self, bytes: &[u8], at: usize, first: u8, hits: &mut Vec<Hit>) {
        let from = hits.len();
        for (literal, owner) in self.by_first.get(usize::from(first)).into_iter().flatten() {
            let found = bytes.get(at..at + literal.len()).is_some_and(|text| text.eq_ignore_ascii_case(literal));
            if found && !hits.get(from..).is_some_and(|new| new.iter().any(|hit| hit.owner == *owner)) {
                hits.push(Hit { at, owner: *owner });
            }
        }
        if let Some(new) = hits.get_mut(from..) {
            new.sort_unstable();
        }
    }
}

fn slot(first: u8, second: u8) -> (usize, u64) {
    let hash = (usize::from(first) << 5 ^ usize::from(second)) & 0xfff;
    (hash >> 6, 1 << (hash & 63))
}

/// The literals of `lists` one after the other; `N` is how many there are.
#[allow(clippy::indexing_slicing)] // Evaluated while compiling, where an index out of bounds is an error.
pub const fn joined<const N: usize>(lists: &[&[&'static str]]) -> [&'static str; N] {
    let mut all = [""; N];
    let (mut count, mut list) = (0, 0);
    while list < lists.len() {
        let mut index = 0;
        while index < lists[list].len() {
            all[count] = lists[list][index];
            count += 1;
            index += 1;
        }
        list += 1;
    }
    assert!(count == N, "N is how many literals the lists hold");
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_places_are_found_whatever_the_case() {
        let scanner = Scanner::new([("<Error", 2), ("akia", 0), ("AKIA", 1), ("error", 3)]);
        let hits = scanner.scan("xAkIa <ERROR> aki");
        let found: Vec<(usize, u16)> = hits.iter().map(|hit| (hit.at, hit.owner)).collect();
        assert_eq!(found, [(1, 0), (1, 1), (6, 2), (7, 3)]);
    }

    #[test]
    fn short_texts_hold_nothing() {
        let scanner = Scanner::new([("AKIA", 0)]);
        assert!(scanner.scan("").is_empty() && scanner.scan("A").is_empty());
    }
}
