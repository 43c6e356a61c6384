//! All evidence together, indexed for rules.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use super::Context;
use super::chain::Ladder;
use super::shape::{self, Shape};
use crate::aws::errors::Meaning;
use crate::aws::names::Role;
use crate::evidence::{Block, Evidence, Fact, Failure, Given, Kind, Listed, Row, Scope, Setting};
use crate::text::{Span, View};

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

/// A place in the evidence: the block's number and the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Number of the block in [`Case::blocks`].
    pub block: usize,
    /// Number of the source.
    pub source: usize,
    /// The text.
    pub span: Span,
}

/// In which role a key ID stands somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UseKind {
    /// Set somewhere: the scope and the setting's name.
    Configured(Scope, String),
    /// Set as a secret access key: the scope and the setting's name.
    InSecretField(Scope, String),
    /// A server or client echoed it, or it signed a request: the key really used.
    Sent,
    /// IAM listed it.
    Recorded,
    /// It stands alone.
    Bare,
    /// A byte dump shows it.
    Dumped,
}

/// How many roles there are.
const ROLES: usize = 6;

impl UseKind {
    fn role(&self) -> usize {
        match self {
            Self::Configured(..) => 0,
            Self::InSecretField(..) => 1,
            Self::Sent => 2,
            Self::Recorded => 3,
            Self::Bare => 4,
            Self::Dumped => 5,
        }
    }
}

/// One place where a value for a key ID stands, whatever its state.
#[derive(Clone, Debug)]
pub struct KeyUse<'a> {
    /// The value as the program holds it, defects included.
    pub value: &'a View<'static>,
    /// What the value is.
    pub shape: Shape,
    /// Only its beginning shows: masked or cut off by the listing, which is no defect.
    pub partial: bool,
    /// In which role.
    pub kind: UseKind,
    /// Where.
    pub place: Place,
    /// Number of the key in [`Case::keys`]; none for what is no key at all (a placeholder, a secret).
    pub key: Option<usize>,
    /// Its own number in [`Case::uses`].
    pub number: usize,
}

impl KeyUse<'_> {
    /// Whether some program uses or used it: set, sent or dumped, rather than mentioned or listed.
    pub fn is_in_use(&self) -> bool {
        matches!(self.kind, UseKind::Configured(..) | UseKind::InSecretField(..) | UseKind::Sent | UseKind::Dumped)
    }

    /// The span of the character that begins at byte `offset` of the value; the end of the value for its length.
    pub fn character_span(&self, offset: usize) -> Span {
        let length = self.value.get(offset..self.value.text().len()).chars().next().map_or(0, char::len_utf8);
        self.value.span(offset..offset + length)
    }
}

/// A distinct key ID.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// The ID, free of defects as far as they can be told.
    pub id: String,
    /// The value with the most defects in which it stands.
    pub raw: String,
    /// How often it stands in the evidence.
    pub count: usize,
    /// Only its beginning is known.
    pub partial: bool,
    /// How often it stands in each role.
    uses: [usize; ROLES],
}

/// Settings that belong together: one environment, one profile, one tool's configuration, one credentials object.
#[derive(Clone, Debug)]
pub struct Holding<'a> {
    /// Where they are set.
    pub scope: &'a Scope,
    /// The settings, in the order of appearance.
    pub settings: Vec<(&'a Setting, Place)>,
    /// Credentials among them, one of each name: with others of these names it is another holding.
    credentials: Vec<&'a Setting>,
}

impl<'a> Holding<'a> {
    /// The last setting that holds `role` and is not empty.
    pub fn set(&self, role: Role) -> Option<(&'a Setting, Place)> {
        self.settings.iter().rev().copied().find(|(setting, _)| setting.role == Some(role) && setting.value.is_set())
    }

    /// The last whole value of `role`.
    pub fn text(&self, role: Role) -> Option<(&'a View<'static>, Place)> {
        let (setting, place) = self.set(role)?;
        Some((setting.value.text()?, place))
    }

    /// Whether it shows more than a key ID: then what it does not show is not set.
    pub fn is_listing(&self) -> bool {
        self.settings.iter().any(|(setting, _)| setting.role != Some(Role::AccessKeyId))
    }

    /// Adds `setting`, unless it cannot stand in the same holding: the same name with another value.
    fn take(&mut self, setting: &'a Setting, place: Place) -> bool {
        let credential = matches!(setting.role, Some(Role::AccessKeyId | Role::SecretAccessKey | Role::SessionToken));
        if let Some(value) = setting.value.text().filter(|_| credential) {
            let name = setting.name.text();
            match self.credentials.iter().find(|held| held.name.text().eq_ignore_ascii_case(name)) {
                Some(held) if held.value.text().is_some_and(|held| held.text() != value.text()) => return false,
                Some(_) => {}
                None => self.credentials.push(setting),
            }
        }
        self.settings.push((setting, place));
        true
    }
}

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
            holdings: Vec::new(),
            ladder: OnceCell::new(),
        };
        let mut numbers = BTreeMap::new();
        for (number, block) in evidence.blocks.iter().enumerate() {
            for fact in &block.facts {
                case.index(fact, number, block, &mut numbers);
            }
        }
        for (source, fact) in &evidence.asides {
            if let Fact::Setting(setting) = fact {
                case.settings.push((setting, Place { block: NO_BLOCK, source: *source, span: setting.span }));
            }
        }
        case.holdings = holdings(&case.settings);
        case
    }

    fn index(&mut self, fact: &'a Fact, number: usize, block: &Block, numbers: &mut BTreeMap<String, usize>) {
        let place = |span| Place { block: number, source: block.source, span };
        match fact {
            Fact::Failure(failure) => {
                let news = || failure.meaning.is_some_and(|new| !self.means(|known| known == new));
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
                if matches!(shape::of(bytes.text.text()), Shape::Key(..) | Shape::Example(..) | Shape::Base64(_)) {
                    // Rows that are all full, and no offset after them: there may have been more.
                    let partial = bytes.length.is_none() && bytes.text.text().len().is_multiple_of(DUMP_ROW);
                    self.add_use(&bytes.text, UseKind::Dumped, partial, place(bytes.text.whole()), numbers);
                }
            }
            Fact::Key(key) => self.add_use(key, UseKind::Bare, false, place(key.whole()), numbers),
            _ => {}
        }
    }

    fn index_setting(&mut self, setting: &'a Setting, place: Place, numbers: &mut BTreeMap<String, usize>) {
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
            Some(Role::SecretAccessKey) if matches!(shape::of(value.text()), Shape::Key(..)) && !partial => {
                self.add_use(value, UseKind::InSecretField(setting.scope.clone(), name), partial, place, numbers);
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
        numbers: &mut BTreeMap<String, usize>,
    ) {
        let shape = if partial { partial_shape(value.text()) } else { shape::of(value.text()) };
        let key = shape.key_id().filter(|id| id.len() >= 8).map(|id| {
            let number = *numbers.entry(id.to_owned()).or_insert(self.keys.len());
            let encoded = matches!(shape, Shape::Base64(_));
            if number == self.keys.len() {
                let raw = if encoded { id } else { value.text() }.to_owned();
                self.keys.push(Key { id: id.to_owned(), raw, count: 0, partial, uses: [0; ROLES] });
            }
            if let Some(key) = self.keys.get_mut(number) {
                key.count += 1;
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
    pub fn means(&self, matches: impl Fn(Meaning) -> bool) -> bool {
        self.failures.iter().any(|(failure, _)| failure.meaning.is_some_and(&matches))
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
    pub fn settings_of(
        &self,
        role: Role,
        matches: impl Fn(&Scope) -> bool,
    ) -> impl Iterator<Item = (&'a Setting, Place)> {
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

/// Settings by what they belong to.
fn holdings<'a>(settings: &[(&'a Setting, Place)]) -> Vec<Holding<'a>> {
    let mut all: Vec<Holding<'a>> = Vec::new();
    let mut last: BTreeMap<&Scope, usize> = BTreeMap::new();
    for &(setting, place) in settings {
        let same = last.get(&setting.scope).and_then(|&number| all.get_mut(number));
        if !same.is_some_and(|held| held.take(setting, place)) {
            last.insert(&setting.scope, all.len());
            let mut new = Holding { scope: &setting.scope, settings: Vec::new(), credentials: Vec::new() };
            new.take(setting, place);
            all.push(new);
        }
    }
    all
}

/// The shape of a value of which only the beginning shows: a key if enough of it stands to tell.
fn partial_shape(value: &str) -> Shape {
    let shown: String = value.chars().take_while(|c| crate::aws::key::in_alphabet(*c)).collect();
    let shown = shown.trim_end_matches("XXXX").to_owned();
    if crate::aws::key::prefix(&shown).is_some() && shown.len() >= crate::aws::key::ACCOUNT_END {
        Shape::Key(shown, Vec::new())
    } else {
        Shape::Redacted
    }
}
