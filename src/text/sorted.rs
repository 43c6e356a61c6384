//! A map for some thousands of entries, as a sorted list: the page pays for each type of map that it holds, and this one
//! costs a tenth of a tree or a hash table. Adding takes time in proportion to what is there already, if very little.

use std::borrow::Borrow;

/// A map in the order of its keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sorted<K, V>(Vec<(K, V)>);

impl<K, V> Default for Sorted<K, V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: Ord, V> Sorted<K, V> {
    fn find<Q: Ord + ?Sized>(&self, key: &Q) -> Result<usize, usize>
    where
        K: Borrow<Q>,
    {
        self.0.binary_search_by(|(known, _)| known.borrow().cmp(key))
    }

    /// What `key` leads to.
    pub fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.0.get(self.find(key).ok()?).map(|(_, value)| value)
    }

    /// Whether `key` leads anywhere.
    pub fn contains_key<Q: Ord + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.find(key).is_ok()
    }

    /// Makes `key` lead to `value`, whatever it led to before.
    pub fn insert(&mut self, key: K, value: V) {
        match self.find(&key) {
            Ok(at) => self.0.splice(at..=at, [(key, value)]).for_each(drop),
            Err(at) => self.0.insert(at, (key, value)),
        }
    }

    /// What `key` leads to, which is `value` unless it led somewhere before; none never.
    pub fn or_insert(&mut self, key: K, value: V) -> Option<&mut V> {
        let at = self.find(&key).unwrap_or_else(|at| {
            self.0.insert(at, (key, value));
            at
        });
        self.0.get_mut(at).map(|(_, value)| value)
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.0.clear();
    }
}

impl<K, V> IntoIterator for Sorted<K, V> {
    type Item = (K, V);
    type IntoIter = std::vec::IntoIter<(K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<K: Ord, V> FromIterator<(K, V)> for Sorted<K, V> {
    /// Of several values of one key the last one stays.
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut map = Self::default();
        entries.into_iter().for_each(|(key, value)| map.insert(key, value));
        map
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_a_map_in_the_order_of_its_keys() {
        let mut map: Sorted<String, usize> = ["b", "a", "c", "b"].map(str::to_owned).into_iter().zip(1..).collect();
        assert_eq!((map.get("b"), map.get("d"), map.contains_key("c")), (Some(&4), None, true));
        *map.or_insert("d".to_owned(), 0).unwrap() += 5;
        *map.or_insert("d".to_owned(), 0).unwrap() += 5;
        let all: Vec<(String, usize)> = map.clone().into_iter().collect();
        assert_eq!(all, [("a", 2), ("b", 4), ("c", 3), ("d", 10)].map(|(key, value)| (key.to_owned(), value)));
        map.clear();
        assert_eq!(map, Sorted::default());
    }
}
