//! All evidence together, indexed for rules.

mod held;

use std::cell::OnceCell;
use std::collections::HashMap;

pub use held::{Holding, Key, KeyUse, Place, UseKind};
use held::{ROLES, holdings};

use super::Context;
use super::chain::Ladder;
use super::shape::{self, Shape};
use crate::aws::errors::Meaning;
use crate::aws::key;
use crate::aws::names::{self, Role};
use crate::evidence::{Block, Evidence, Fact, Failure, Given, Kind, Listed, Row, Scope, Setting, Topic};
use crate::text::{View, Words};

/// As many failures, settings and rows are reasoned about, each: a longer text says the same again and again.
const MOST: usize = 10_000;

/// As many failures are told apart; of those after them only what means something new counts.
const MOST_FAILURES: usize = 1_000;

/// As many places of one key in one role are kept.
const MOST_USES: usize = 100;

/// The block of what stands in passing.
const NO_BLOCK: usize = usize::MAX;

/// Bytes that a row of a dump shows.
const DUMP_ROW: usize = 16;

/// Within so many failures the same one may stand again.
const NEAR: usize = 8;

/// All evidence together.
#[derive(Debug)]
pub struct Case<'a> {
    /// What the reader knows.
    pub context: &'a Context,
    /// The evidence.
    pub blocks: &'a [Block],
    /// Distinct keys in the order of appearance.
    pub keys: Vec<Key>,
    /// Every place of a value for a key ID.
    pub uses: Vec<KeyUse<'a>>,
    /// Failures, each with its place, in the order of appearance.
    pub failures: Vec<(&'a Failure, Place)>,
    /// Settings, each with its place, in the order of appearance.
    pub settings: Vec<(&'a Setting, Place)>,
    /// Rows of `aws configure list`, each with its place, in the order of appearance.
    pub listed: Vec<(&'a Listed, Place)>,
    /// What the words beside the evidence are about, each with its place, in the order of appearance.
    pub remarks: Vec<(Topic, Place)>,
    /// Settings by what they belong to. An environment that is listed again with other credentials is another one.
    pub holdings: Vec<Holding<'a>>,
    /// What [`chain::ladder`] makes of it, once it was asked.
    pub(super) ladder: OnceCell<Option<Ladder>>,
}

impl<'a> Case<'a> {
    /// Indexes `evidence`.
    pub fn new(evidence: &'a Evidence, context: &'a Context) -> Self {
        let mut case = Self {
            context,
            blocks: &evidence.blocks,
            keys: Vec::new(),
            uses: Vec::new(),
            failures: Vec::new(),
            settings: Vec::new(),
            listed: Vec::new(),
            remarks: Vec::new(),
            holdings: Vec::new(),
            ladder: OnceCell::new(),
        };
        let mut numbers = HashMap::new();
        for (number, block) in evidence.blocks.iter().enumerate() {
            for fact in &block.facts {
                case.index(fact, number, block, &mut numbers);
            }
        }
        let none_failed = case.failures.is_empty();
        for (source, fact) in &evidence.asides {
            let place = |span| Place { block: NO_BLOCK, source: *source, span };
            match fact {
                Fact::Setting(setting) => case.settings.push((setting, place(setting.span))),
                Fact::Failure(failure) if none_failed => {
                    case.failures.extend(failure.span.map(|span| (&**failure, place(span))));
                }
                Fact::Remark(remark) => case.remarks.push((remark.topic, place(remark.span))),
                _ => {}
            }
        }
        case.holdings = holdings(&case.settings);
        case
    }

    fn index(&mut self, fact: &'a Fact, number: usize, block: &Block, numbers: &mut HashMap<String, usize>) {
        let place = |span| Place { block: number, source: block.source, span };
        match fact {
            Fact::Failure(failure) => {
                let news = || {
                    failure.meaning.is_some() && self.failures.iter().all(|(known, _)| known.meaning != failure.meaning)
                };
                if self.failures.len() < MOST_FAILURES || news() {
                    self.failures.push((failure, place(failure.span.unwrap_or(block.span))));
                }
                if let Some(key) = &failure.key {
                    self.add_use(key, UseKind::Sent, false, place(key.whole()), numbers);
                }
            }
            Fact::Setting(setting) => {
                if self.settings.len() < MOST {
                    self.settings.push((setting, place(setting.span)));
                }
                self.index_setting(setting, place(setting.span), numbers);
            }
            Fact::Listed(listed) if self.listed.len() < MOST => self.listed.push((listed, place(listed.span))),
            Fact::Request(request) => {
                if let Some(key) = &request.key {
                    self.add_use(key, UseKind::Sent, false, place(key.whole()), numbers);
                }
            }
            Fact::KeyRecord(record) => {
                if let Some(key) = &record.key {
                    self.add_use(key, UseKind::Recorded, false, place(key.whole()), numbers);
                }
            }
            Fact::Bytes(bytes) => {
                let shape = shape::of(bytes.text.text());
                if matches!(shape, Shape::Key(..) | Shape::Example(..) | Shape::Base64(_) | Shape::UniqueId(_)) {
                    // Rows that are all full, and no offset after them: there may have been more.
                    let partial = bytes.length.is_none() && bytes.text.text().len().is_multiple_of(DUMP_ROW);
                    self.add_use(&bytes.text, UseKind::Dumped, partial, place(bytes.text.whole()), numbers);
                }
            }
            Fact::Key(key) => self.add_use(key, UseKind::Bare, false, place(key.whole()), numbers),
            _ => {}
        }
    }

    fn index_setting(&mut self, setting: &'a Setting, place: Place, numbers: &mut HashMap<String, usize>) {
        let name = setting.name.text().to_owned();
        let (value, partial) = match &setting.value {
            Given::Text(value) => (value, false),
            Given::Masked(value) | Given::Cut(value) => (value, true),
            Given::Elsewhere => return,
        };
        match setting.role {
            // The collector shows outlines, by which the key cannot be told from others with the same ends.
            Some(Role::AccessKeyId) if self.kind(place) == Some(Kind::Collector) => {
                let (shape, kind) = (shape::of_outline(value.text()), UseKind::Configured(setting.scope.clone(), name));
                let number = self.uses.len();
                self.uses.push(KeyUse { value, shape, partial, kind, place, key: None, number });
            }
            Some(Role::AccessKeyId) => {
                self.add_use(value, UseKind::Configured(setting.scope.clone(), name), partial, place, numbers);
            }
            Some(Role::SecretAccessKey) if is_key_id(value.text(), partial) => {
                self.add_use(value, UseKind::InSecretField(setting.scope.clone(), name), partial, place, numbers);
            }
            // Under a name that no program reads.
            None | Some(Role::Other)
                if !partial
                    && (key::is_whole(value.text())
                        || names::near_miss(&name).and_then(names::variable) == Some(Role::AccessKeyId)) =>
            {
                self.add_use(value, UseKind::Bare, partial, place, numbers);
            }
            _ => {}
        }
    }

    fn add_use(
        &mut self,
        value: &'a View<'static>,
        kind: UseKind,
        partial: bool,
        place: Place,
        numbers: &mut HashMap<String, usize>,
    ) {
        let shape = if partial { partial_shape(value.text()) } else { shape::of(value.text()) };
        let key = shape.key_id().filter(|id| id.len() >= 8).map(|id| {
            let number = *numbers.entry(id.to_owned()).or_insert(self.keys.len());
            let encoded = matches!(shape, Shape::Base64(_));
            if number == self.keys.len() {
                let raw = if encoded { id } else { value.text() }.to_owned();
                self.keys.push(Key { id: id.to_owned(), raw, count: 0, partial, last: None, uses: [0; ROLES] });
            }
            if let Some(key) = self.keys.get_mut(number) {
                let here = Some((place.source, value.whole()));
                key.count += usize::from(std::mem::replace(&mut key.last, here) != here);
                key.partial &= partial;
                if value.text().len() > key.raw.len() && !partial && !encoded {
                    value.text().clone_into(&mut key.raw);
                }
            }
            number
        });
        let number = self.uses.len();
        let known = key.and_then(|key| self.keys.get_mut(key)).and_then(|key| key.uses.get_mut(kind.role()));
        if known.is_none_or(|uses| std::mem::replace(uses, *uses + 1) < MOST_USES) {
            self.uses.push(KeyUse { value, shape, partial, kind, place, key, number });
        }
    }

    /// All facts with the places of their blocks.
    pub fn facts(&self) -> impl Iterator<Item = (&'a Fact, Place)> + use<'_, 'a> {
        self.blocks.iter().enumerate().flat_map(|(number, block)| {
            block.facts.iter().map(move |fact| (fact, Place { block: number, source: block.source, span: block.span }))
        })
    }

    /// The kind of the block at `place`.
    pub fn kind(&self, place: Place) -> Option<Kind> {
        self.blocks.get(place.block).map(|block| block.kind)
    }

    /// What failure `number` says about its cause. One of which only the code stands says what one of that code near it
    /// says with its message: the same failure, printed twice.
    pub fn meaning_of(&self, number: usize) -> Option<Meaning> {
        let (failure, _) = self.failures.get(number)?;
        let told = |other: &Failure| other.message.is_some() && other.code == failure.code && failure.code.is_some();
        let mut near = self.failures.iter().skip(number.saturating_sub(NEAR)).take(2 * NEAR).map(|(other, _)| *other);
        let whole = if failure.message.is_none() { near.find(|other| told(other)) } else { None };
        whole.unwrap_or(failure).meaning
    }

    /// Whether some failure means what `matches` takes.
    pub fn means(&self, matches: fn(Meaning) -> bool) -> bool {
        self.failures.iter().any(|(failure, _)| failure.meaning.is_some_and(matches))
    }

    /// The last setting of environment variable `name`.
    pub fn env_setting(&self, name: &str) -> Option<(&'a Setting, Place)> {
        let named =
            |setting: &Setting| setting.scope == Scope::Environment && setting.name.text().eq_ignore_ascii_case(name);
        self.settings.iter().rev().find(|(setting, _)| named(setting)).copied()
    }

    /// The last value of environment variable `name`.
    pub fn env(&self, name: &str) -> Option<&'a Given> {
        self.env_setting(name).map(|(setting, _)| &setting.value)
    }

    /// Settings that hold `role` in the scopes that `matches` takes.
    pub fn settings_of(&self, role: Role, matches: fn(&Scope) -> bool) -> impl Iterator<Item = (&'a Setting, Place)> {
        self.settings.iter().copied().filter(move |(setting, _)| setting.role == Some(role) && matches(&setting.scope))
    }

    /// Rows of `aws configure list` of one sort.
    pub fn rows(&self, row: Row) -> impl Iterator<Item = (&'a Listed, Place)> {
        self.listed.iter().copied().filter(move |(listed, _)| listed.row == row)
    }

    /// The use of `value`, which stands in block number `block`.
    pub fn use_of(&self, block: usize, value: &View<'static>) -> Option<&KeyUse<'a>> {
        let near = self.uses.partition_point(|held| held.place.block < block);
        let rest = self.uses.get(near..)?;
        rest.iter().take_while(|held| held.place.block == block).find(|held| std::ptr::eq(held.value, value))
    }

    /// Keys that a server or client echoed or that signed a request.
    pub fn sent(&self) -> impl Iterator<Item = &KeyUse<'a>> {
        self.uses.iter().filter(|key| key.kind == UseKind::Sent)
    }
}

/// Whether `value` is a key ID, or what is left of one that was masked.
fn is_key_id(value: &str, partial: bool) -> bool {
    if partial {
        value.len() >= key::PREFIX_LENGTH && key::class_of_beginning(value).is_some()
    } else {
        matches!(shape::of(value), Shape::Key(..))
    }
}

/// The shape of a value of which only the beginning shows: a key if enough of it stands to tell.
fn partial_shape(value: &str) -> Shape {
    let shown: String = value.chars().take_while(|c| crate::aws::key::in_alphabet(*c)).collect();
    let shown = shown.short_of("XXXX").to_owned();
    if crate::aws::key::prefix(&shown).is_some() && shown.len() >= crate::aws::key::ACCOUNT_END {
        Shape::Key(shown, Vec::new())
    } else {
        Shape::Redacted
    }
}
