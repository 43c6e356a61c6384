//! The keys of a report. Of a few all is told; of a million the first are, and the others are counted and told of when
//! they are asked for.

use std::borrow::Cow;

use serde::{Serialize, Serializer};

use super::{Key, Seen};
use crate::aws::key::{self, Class, NoAccount};
use crate::evidence::Tally;
use crate::rules::shape;
use crate::text::mask;

/// Distinct key IDs.
#[derive(Clone, Debug, Default)]
pub struct Keys {
    told: Vec<Key>,
    counted: Tally,
}

impl Keys {
    /// `told`, and what was `counted` beside them.
    pub(super) fn new(told: Vec<Key>, counted: Tally) -> Self {
        Self { told, counted }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.told.len() + self.counted.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Those whose places are known, in the order of the text. Numbers of keys in a report are of these.
    pub fn told(&self) -> &[Key] {
        &self.told
    }

    /// All: those whose places are known, then the others in the order of their characters.
    pub fn iter(&self) -> impl Iterator<Item = Cow<'_, Key>> {
        let counted = self.counted.iter().map(|(id, count)| Cow::Owned(Key::of(id, id, count, false, Vec::new())));
        self.told.iter().map(Cow::Borrowed).chain(counted)
    }
}

/// As many keys are decoded before others have their turn.
const TURN: usize = 1_000;

/// How many distinct keys are of which account.
#[derive(Clone, Debug, Default)]
pub struct Accounts {
    /// By the digits of the account, none for keys that tell none.
    counts: Tally,
}

impl Accounts {
    /// Counts the accounts of `keys`, waiting for `pause` now and then.
    pub(super) async fn of(keys: &Keys, pause: &impl AsyncFn()) -> Self {
        let mut counts = Tally::default();
        for key in &keys.told {
            counts.count(Self::digits(key.account_id.as_deref().unwrap_or_default()));
        }
        // In the order of their characters, keys of one account follow one another.
        let mut last = ("", Self::digits(""));
        for (number, (id, _)) in keys.counted.iter().enumerate() {
            if number % TURN == 0 {
                pause().await;
            }
            let begins = id.get(..key::ACCOUNT_END).unwrap_or_default();
            if begins != last.0 {
                let account = key::account(id).map(|account| account.to_string());
                last = (begins, Self::digits(&account.unwrap_or_default()));
            }
            counts.count(last.1);
        }
        counts.settle();
        Self { counts }
    }

    fn digits(account: &str) -> [u8; key::LENGTH] {
        let mut digits = [0; key::LENGTH];
        digits.iter_mut().zip(account.bytes()).for_each(|(to, digit)| *to = digit);
        digits
    }

    /// How many accounts there are; those of keys that tell none are one more.
    pub fn len(&self) -> usize {
        self.counts.len()
    }

    /// Whether there are no keys.
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// The `count` accounts with the most keys, the most first, each with how many; none for keys that tell none.
    pub fn first(&self, count: usize) -> Vec<(Option<String>, usize)> {
        let mut first: Vec<(&str, usize)> = Vec::new();
        for (digits, keys) in self.counts.iter() {
            let place = first.partition_point(|&(_, more)| more >= keys);
            if place < count {
                first.insert(place, (digits, keys));
                first.truncate(count);
            }
        }
        let told =
            |digits: &str| Some(digits.trim_end_matches('\0')).filter(|digits| !digits.is_empty()).map(str::to_owned);
        first.into_iter().map(|(digits, keys)| (told(digits), keys)).collect()
    }
}

impl Serialize for Keys {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.iter())
    }
}

impl Key {
    /// What can be said of key `id`, which stands as `raw` in the text `count` times, here and there as `seen`; of a
    /// `partial` one only the beginning shows.
    pub(super) fn of(id: &str, raw: &str, count: usize, partial: bool, seen: Vec<Seen>) -> Self {
        let known = key::prefix(id);
        let example = id.ends_with("EXAMPLE") && matches!(shape::of(id), shape::Shape::Example(..));
        let (account_id, account_note) = account(id, example, partial);
        Self {
            masked: mask::key_id(id),
            id: id.to_owned(),
            raw: raw.to_owned(),
            prefix: known.map(|(prefix, ..)| prefix.to_owned()),
            class: class(id, known.map(|(_, class, _)| class)).id(),
            length: raw.chars().count(),
            account_id,
            count,
            account_note,
            seen,
        }
    }
}

fn class(id: &str, known: Option<Class>) -> Class {
    known.unwrap_or_else(|| if shape::vendor(id).is_some() { Class::NotAws } else { Class::Unknown })
}

fn account(id: &str, example: bool, partial: bool) -> (Option<String>, Option<String>) {
    if example {
        return (None, Some("no account: this is a key ID from AWS's documentation".to_owned()));
    }
    match key::account(id) {
        Ok(account) => {
            let short = id.len() < key::LENGTH;
            let note = match (partial, short) {
                (true, _) => Some("read from the part of the key ID that shows"),
                (false, true) => Some("read from the first 13 characters; the rest is missing"),
                (false, false) => None,
            };
            (Some(account.to_string()), note.map(str::to_owned))
        }
        Err(NoAccount::Prefix) if key::account(&id.to_ascii_uppercase()).is_ok() => {
            (None, Some("no account: AWS issues key IDs in capitals only".to_owned()))
        }
        Err(reason) => (None, Some(reason.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_counted_by_account() {
        let text =
            "AKIASP2TPHJSQH3FRU7X AKIAQNZGKIQY56JQ7WML AKIASP2TPHJSQH3FRU7Y AKIASP2TPHJSQH3FRU7X AKIAIOSFODNN7EXAMPLE";
        let report = crate::analyze(text, &crate::Context::default());
        let first = |count| report.accounts.first(count);
        assert_eq!(first(1), [(Some("171436882533".to_owned()), 2)]);
        assert_eq!((report.accounts.len(), first(9).len()), (3, 3));
        assert!(first(9).contains(&(None, 1)));
    }

    #[test]
    fn many_are_as_well_known_as_a_few() {
        let digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".as_bytes();
        let letter = |number: usize| char::from(*digits.get(number % 32).unwrap());
        let id = |number: usize| {
            let rest: String = (0..5).map(|place| letter(number >> (5 * place))).collect();
            format!("AKIA{}TPHJSQH3{rest}", if number.is_multiple_of(3) { "SP2" } else { "SP3" })
        };
        let count = 20_000;
        let text: String = (0..count).chain(0..10).map(|number| id(number) + "\n").collect();
        let report = crate::analyze(&text, &crate::Context::default());
        assert_eq!(report.keys.len(), count);
        assert!(report.keys.told().len() < count / 2, "the others are counted");
        let mut total = 0;
        for key in report.keys.iter() {
            assert!(key.account_id.is_some() && key.masked.len() == key::LENGTH && key.class == "long-term", "{key:?}");
            total += key.count;
        }
        assert_eq!(total, count + 10);
        let numbers: Vec<usize> = report.accounts.first(9).iter().map(|(_, number)| *number).collect();
        assert_eq!(numbers, [count - count.div_ceil(3), count.div_ceil(3)]);
        let json = serde_json::to_value(&report.keys).unwrap();
        assert_eq!(json.as_array().map(Vec::len), Some(count));
    }
}
