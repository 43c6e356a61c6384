//! Which keys the evidence shows, and what is known of them.

use super::{Weighing, is_class, text};
use crate::aws::key::{self, Class};
use crate::aws::names::Role;
use crate::aws::time;
use crate::evidence::{Fact, KeyRecord, Row, Scope};
use crate::rules::diagnoses::Because;
use crate::rules::shape::{self, Shape};
use crate::rules::{KeyUse, Place, UseKind};

/// A key made this many seconds before it was used may not be known everywhere.
const PROPAGATION: i64 = 300;

impl<'a> Weighing<'_, 'a> {
    /// Whether the evidence shows no key at all, not even its end.
    pub fn shows_no_key(&self) -> bool {
        let masked = |class| self.case.uses.iter().any(|held| is_class(held, class));
        self.case.keys.is_empty()
            && self.case.listed.is_empty()
            && !masked(Class::LongTerm)
            && !masked(Class::Temporary)
    }

    /// Places of keys in use that AWS never issued: of another service, or made up for an emulator.
    pub fn strangers(&self) -> Vec<Because> {
        let off = |id: &str, known: &str| id.chars().zip(known.chars()).filter(|(a, b)| a != b).count() > 1;
        let strange = |held: &&KeyUse<'_>| match &held.shape {
            Shape::UnknownPrefix(id) => off(id, "AKIA") && off(id, "ASIA"),
            Shape::Placeholder => shape::is_made_up(held.value.text()),
            _ => false,
        };
        let in_use = self.case.uses.iter().filter(|held| held.is_in_use() && !held.partial);
        in_use.filter(strange).map(|held| text(Place { span: held.value.whole(), ..held.place })).collect()
    }

    /// Whether a key of `class` was sent.
    pub fn sent_class(&self, class: Class) -> bool {
        self.case.sent().any(|held| is_class(held, class))
    }

    /// Whether a key of `class` is in use.
    pub fn uses_class(&self, class: Class) -> bool {
        self.case.uses.iter().any(|held| held.is_in_use() && is_class(held, class))
    }

    /// Whether keys are shown, all of them of `class`.
    pub fn shows_only_class(&self, class: Class) -> bool {
        !self.case.uses.is_empty() && self.case.uses.iter().all(|held| is_class(held, class))
    }

    /// Whether a session token is there, set or sent.
    pub fn has_token(&self) -> bool {
        let set =
            self.case.settings.iter().any(|(held, _)| held.role == Some(Role::SessionToken) && held.value.is_set());
        let carried =
            self.case.facts().any(|(fact, _)| matches!(fact, Fact::Request(request) if request.token == Some(true)));
        set || carried || self.case.failures.iter().any(|(failure, _)| failure.token)
    }

    /// Whether the credentials are those of a session.
    pub fn has_session(&self) -> bool {
        self.has_token() || self.uses_class(Class::Temporary)
    }

    /// Whether requests were signed with keys that none of these findings is about.
    pub fn another_key_was_sent(&self, numbers: &[usize]) -> bool {
        let about: Vec<Option<usize>> =
            numbers.iter().filter_map(|&number| Some(self.findings.get(number)?.key)).collect();
        let mut sent = self.case.sent().peekable();
        sent.peek().is_some() && sent.all(|held| !about.contains(&held.key))
    }

    /// Places of expirations that lie in the past of the reader's clock.
    pub fn expired_settings(&self) -> Vec<Because> {
        let Some(now) = self.case.context.now.as_deref().and_then(time::parse) else { return Vec::new() };
        let over = |text: &str| time::parse(text).is_some_and(|end| end.seconds < now.seconds);
        let settings = self.case.settings_of(Role::Expiration, |_| true);
        settings
            .filter(|(held, _)| held.value.text().is_some_and(|value| over(value.text())))
            .map(|(_, place)| text(place))
            .collect()
    }

    /// Whether these findings are about keys of one account, so that one of them probably replaced the other.
    pub fn keys_of_one_account(&self, numbers: &[usize]) -> bool {
        let mut accounts: Vec<key::Account> = Vec::new();
        let mut ids: Vec<&str> = Vec::new();
        for held in
            numbers.iter().filter_map(|&number| self.findings.get(number)).flat_map(|finding| self.uses_of(finding))
        {
            // A damaged key may be the other one.
            let Some(id) = held.shape.key_id().filter(|_| held.shape.defects().is_empty()) else { continue };
            let Ok(account) = key::account(id) else { return false };
            if !ids.contains(&id) {
                ids.push(id);
                accounts.push(account);
            }
        }
        ids.len() > 1 && accounts.windows(2).all(|pair| pair.first() == pair.last())
    }

    /// What IAM says of keys, with places.
    fn records(&self) -> impl Iterator<Item = (&'a KeyRecord, Place)> {
        self.case.facts().filter_map(|(fact, place)| match fact {
            Fact::KeyRecord(record) => Some((record, Place { span: record.span, ..place })),
            _ => None,
        })
    }

    /// Whether `id` is in use.
    fn is_used(&self, id: &str) -> bool {
        self.case.uses.iter().any(|held| held.is_in_use() && held.shape.key_id() == Some(id))
    }

    /// Places where IAM lists a key in use, or the only key there is, as inactive.
    pub fn inactive_keys(&self) -> Vec<Because> {
        let any_used = self.case.uses.iter().any(|held| held.is_in_use() && held.key.is_some());
        let listed = self.records().filter(|(record, _)| record.active == Some(false));
        let relevant = listed.filter(|(record, _)| match &record.key {
            Some(id) => self.is_used(id.text()) || (!any_used && self.records().count() == 1),
            None => false,
        });
        relevant.map(|(_, place)| text(place)).collect()
    }

    /// Places where IAM lists active keys of a user, none of which is the one in use.
    pub fn replaced_keys(&self) -> Vec<Because> {
        let active: Vec<_> =
            self.records().filter(|(record, _)| record.active == Some(true) && record.key.is_some()).collect();
        let in_use = |record: &KeyRecord| record.key.as_ref().is_some_and(|id| self.is_used(id.text()));
        let another_in_use = self.case.uses.iter().any(|held| held.is_in_use() && held.key.is_some());
        if !another_in_use || self.records().any(|(record, _)| in_use(record) && record.active == Some(true)) {
            return Vec::new();
        }
        active.into_iter().map(|(_, place)| text(place)).collect()
    }

    /// Places that show that a key in use, or the only key there is, was made just before.
    pub fn fresh_keys(&self) -> Vec<Because> {
        let any_used = self
            .case
            .uses
            .iter()
            .any(|held| held.is_in_use() && held.place.span != held.value.whole() && held.kind == UseKind::Sent);
        let relevant = |record: &KeyRecord| record.key.as_ref().is_none_or(|id| self.is_used(id.text()) || !any_used);
        let now = self.case.context.now.as_deref().and_then(time::parse);
        let made_now = |record: &KeyRecord| {
            let made = record.date.as_deref().and_then(time::parse);
            made.zip(now).is_some_and(|(made, now)| (0..PROPAGATION).contains(&(now.seconds - made.seconds)))
        };
        let just_created = |place: Place| {
            let block = self.case.blocks.get(place.block);
            block.is_some_and(|block| {
                block.facts.iter().any(|fact| matches!(fact, Fact::Setting(held) if held.scope == Scope::Object && held.role == Some(Role::SecretAccessKey)))
            })
        };
        let fresh =
            self.records().filter(|(record, place)| relevant(record) && (made_now(record) || just_created(*place)));
        fresh.map(|(_, place)| text(place)).collect()
    }

    /// Whether a sound long-term key is in use, or the masked tail of the CLI's key is sound.
    pub fn has_sound_long_term_key(&self) -> bool {
        let key = self.case.uses.iter().any(|held| {
            held.kind != UseKind::Recorded
                && matches!(&held.shape, Shape::Key(id, defects) if defects.is_empty() && id.starts_with("AKIA"))
        });
        let tail = self.case.rows(Row::AccessKey).any(|(row, _)| {
            row.value.as_ref().is_some_and(|tail| tail.text().len() == 4 && tail.text().chars().all(key::in_alphabet))
        });
        key || tail
    }
}
