//! All evidence together, indexed for rules.

use super::Context;
use crate::evidence::{Block, Evidence, Fact, Failure, Given, Scope, Setting};
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
    /// A server or client echoed it, or it signed a request: the key really used.
    Sent,
    /// IAM listed it.
    Recorded,
    /// It stands alone.
    Bare,
    /// A byte dump shows it.
    Dumped,
}

/// One place where a key ID stands, whatever its state.
#[derive(Clone, Debug)]
pub struct KeyUse<'a> {
    /// The value as the program holds it, defects included.
    pub value: &'a View<'static>,
    /// In which role.
    pub kind: UseKind,
    /// Where.
    pub place: Place,
    /// Number of the key in [`Case::keys`]; none for what is no key at all (a placeholder, a secret).
    pub key: Option<usize>,
}

/// A distinct key ID.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// The ID, free of what surrounds it by defect.
    pub id: String,
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
    /// Every place of a key ID.
    pub uses: Vec<KeyUse<'a>>,
    /// Failures, each with its place, in the order of appearance.
    pub failures: Vec<(&'a Failure, Place)>,
    /// Settings, each with its place, in the order of appearance.
    pub settings: Vec<(&'a Setting, Place)>,
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
        };
        for (number, block) in evidence.blocks.iter().enumerate() {
            let place = |span| Place { block: number, source: block.source, span };
            for fact in &block.facts {
                match fact {
                    Fact::Failure(failure) => case.failures.push((failure, place(failure.span.unwrap_or(block.span)))),
                    Fact::Setting(setting) => case.settings.push((setting, place(setting.span))),
                    _ => {}
                }
            }
        }
        case
    }

    /// The last value of environment variable `name`, where it is known.
    pub fn env(&self, name: &str) -> Option<&'a Given> {
        self.settings
            .iter()
            .rev()
            .find(|(setting, _)| setting.scope == Scope::Environment && setting.name.text().eq_ignore_ascii_case(name))
            .map(|(setting, _)| &setting.value)
    }
}
