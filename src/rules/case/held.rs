//! What the evidence holds: keys, the places where they stand, settings that belong together.

#[cfg(doc)]
use super::Case;
use crate::aws::names::Role;
use crate::evidence::{Given, Scope, Setting};
use crate::rules::shape::Shape;
use crate::text::sorted::Sorted;
use crate::text::{Span, View};

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
pub(super) const ROLES: usize = 6;

impl UseKind {
    pub(super) fn role(&self) -> usize {
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
    /// The profile in whose section of a file it stands.
    pub fn profile(&self) -> Option<&str> {
        match &self.kind {
            UseKind::Configured(scope, _) | UseKind::InSecretField(scope, _) => match scope {
                Scope::CredentialsFile(name) | Scope::ConfigFile(name) => Some(name),
                _ => None,
            },
            _ => None,
        }
    }

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
    /// Where it was counted last: what two facts tell of one place counts once.
    pub(super) last: Option<(usize, Span)>,
    /// How often it stands in each role.
    pub(super) uses: [usize; ROLES],
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

    /// What shows of the last value of `role`: all of it, or what is left where it is masked or cut off.
    pub fn shown(&self, role: Role) -> Option<(&'a View<'static>, Place)> {
        let (setting, place) = self.set(role)?;
        match &setting.value {
            Given::Text(value) | Given::Masked(value) | Given::Cut(value) => Some((value, place)),
            Given::Elsewhere => None,
        }
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

/// Settings by what they belong to.
pub(super) fn holdings<'a>(settings: &[(&'a Setting, Place)]) -> Vec<Holding<'a>> {
    let mut all: Vec<Holding<'a>> = Vec::new();
    let mut last: Sorted<&Scope, usize> = Sorted::default();
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
