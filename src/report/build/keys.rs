//! The keys of a report: what each is, whose account it belongs to, where it stands.

use super::Frame;
use crate::evidence::{Kind, Tally};
use crate::report::{Key, Keys, Seen};
use crate::rules::{self, KeyUse, UseKind};

/// As many places of one key as a report names.
const MOST_SEEN: usize = 20;

impl Frame<'_> {
    /// The distinct keys, each with the first places where it stands; `counted` are those in text that was only counted,
    /// `mentions` those that nothing is told of.
    pub(super) fn keys(&self, mut counted: Tally, mut mentions: Tally) -> Keys {
        counted.settle();
        mentions.settle();
        let mut seen: Vec<Vec<Seen>> = vec![Vec::new(); self.case.keys.len()];
        for held in &self.case.uses {
            if let Some(places) =
                held.key.and_then(|number| seen.get_mut(number)).filter(|places| places.len() < MOST_SEEN)
            {
                places.push(self.seen(held));
            }
        }
        let key = |(held, seen): (&rules::Key, _)| {
            let count = held.count + counted.take(&held.id) + mentions.take(&held.id);
            Key::of(&held.id, &held.raw, count, held.partial, seen)
        };
        let told = self.case.keys.iter().zip(seen).map(key).collect();
        counted.add_known(&mentions);
        Keys::new(told, counted)
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
