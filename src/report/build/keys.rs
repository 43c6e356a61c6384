//! The keys of a report: what each is, whose account it belongs to, where it stands.

use super::Frame;
use crate::aws::key::{self, Class, NoAccount};
use crate::evidence::Kind;
use crate::report::{Key, Seen};
use crate::rules::{self, KeyUse, UseKind, shape};
use crate::text::mask;

/// As many places of one key as a report names.
const MOST_SEEN: usize = 20;

impl Frame<'_> {
    /// The distinct keys, each with the first places where it stands.
    pub(super) fn keys(&self) -> Vec<Key> {
        let mut seen: Vec<Vec<Seen>> = vec![Vec::new(); self.case.keys.len()];
        for held in &self.case.uses {
            if let Some(places) =
                held.key.and_then(|number| seen.get_mut(number)).filter(|places| places.len() < MOST_SEEN)
            {
                places.push(self.seen(held));
            }
        }
        self.case.keys.iter().zip(seen).map(|(held, seen)| Self::key(held, seen)).collect()
    }

    fn key(held: &rules::Key, seen: Vec<Seen>) -> Key {
        let known = key::prefix(&held.id);
        let example = matches!(shape::of(&held.id), shape::Shape::Example(..));
        let (account_id, account_note) = account(&held.id, example, held.partial);
        Key {
            masked: mask::key_id(&held.id),
            id: held.id.clone(),
            raw: held.raw.clone(),
            prefix: known.map(|(prefix, ..)| prefix.to_owned()),
            class: class(&held.id, known.map(|(_, class, _)| class)).id(),
            length: held.raw.chars().count(),
            account_id,
            count: held.count,
            account_note,
            seen,
        }
    }

    fn seen(&self, key: &KeyUse<'_>) -> Seen {
        let name = match &key.kind {
            UseKind::Configured(_, name) | UseKind::InSecretField(_, name) => Some(self.hider.text(name)),
            _ => None,
        };
        Seen {
            kind: self.case.kind(key.place).map_or("", Kind::id).to_owned(),
            name,
            source: key.place.source,
            line: self.lines(key.place.source, key.place.span)[0],
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
