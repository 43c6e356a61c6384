//! The ranked report: what the engine says, as JSON and as Markdown. No secret is in it in any form; key IDs are masked.

mod build;
mod compare;
mod hide;
mod keys;
mod markdown;

use std::fmt;
use std::sync::Arc;

use serde::{Serialize, Serializer};

pub use build::build;
pub use compare::{Difference, Trait, compare};
pub use hide::mask_keys;
pub use keys::{Accounts, Keys};
pub use markdown::markdown;

use crate::text::{Source, Span};

/// Version of the report's shape; fields may be added without a new one.
pub const SCHEMA: u32 = 1;

/// The report on one case.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// [`SCHEMA`].
    pub schema: u32,
    /// Failures in the order of appearance, one per distinct failure.
    pub errors: Vec<Error>,
    /// What was read.
    pub evidence: Vec<Evident>,
    /// Distinct key IDs.
    pub keys: Keys,
    /// What the text shows, errors first.
    pub findings: Vec<Finding>,
    /// The provider chain.
    pub chain: Option<Chain>,
    /// Causes, best first.
    pub diagnoses: Vec<Diagnosis>,
    /// What to ask for next.
    pub ask: Vec<Ask>,
    /// Lines that nobody read.
    pub unread: Vec<Lines>,
    /// The runtime in a few aspects, to be compared with another one, for the page only.
    #[serde(skip)]
    pub runtime: Vec<Trait>,
    /// How many distinct keys are of which account, for the page only.
    #[serde(skip)]
    pub accounts: Accounts,
    /// The decoded text, for the page only.
    #[serde(skip)]
    pub sources: Arc<[Source]>,
    /// What to mark in the text, in its order, for the page only.
    #[serde(skip)]
    pub marks: Vec<Mark>,
}

/// A part of the text that the page marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Number of the source.
    pub source: usize,
    /// The text.
    pub span: Span,
    /// What it is.
    pub what: MarkKind,
}

/// What a marked part of the text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MarkKind {
    /// A secret of so many characters: never to be drawn.
    Secret(usize),
    /// What finding number so shows.
    Finding(usize),
    /// Key number so.
    Key(usize),
}

/// A distinct failure.
#[derive(Clone, Debug, Serialize, PartialEq)]
pub struct Error {
    /// The error code; none where only a message stands.
    pub code: Option<String>,
    /// The message, sanitised.
    pub message: Option<String>,
    /// HTTP status.
    pub http_status: Option<u16>,
    /// Service, `s3`.
    pub service: Option<String>,
    /// Operation, `ListObjectsV2`.
    pub operation: Option<String>,
    /// Request id.
    pub request_id: Option<String>,
    /// S3's second request id.
    pub host_id: Option<String>,
    /// Program that told of it.
    pub client: Option<String>,
    /// Server that answered.
    pub responder: Option<String>,
    /// Number of the source.
    pub source: usize,
    /// First and last line, from 1.
    pub lines: [usize; 2],
}

/// A block of evidence.
#[derive(Clone, Debug, Serialize, PartialEq)]
pub struct Evident {
    /// Its kind.
    pub kind: String,
    /// What a person calls it, for the page only.
    #[serde(skip)]
    pub title: &'static str,
    /// Number of the source.
    pub source: usize,
    /// First and last line, from 1.
    pub lines: [usize; 2],
}

/// A distinct key ID.
#[derive(Clone, Debug, Default, Serialize, PartialEq)]
pub struct Key {
    /// `AKIA************RU7X`
    pub masked: String,
    /// The whole ID, free of defects, for the page only.
    #[serde(skip)]
    pub id: String,
    /// The value as it stands, defects included, for the page only.
    #[serde(skip)]
    pub raw: String,
    /// The first four characters, if they are a known prefix.
    pub prefix: Option<String>,
    /// What it is.
    pub class: &'static str,
    /// Characters, defects included.
    pub length: usize,
    /// Twelve digits.
    pub account_id: Option<String>,
    /// How often it stands in the text.
    pub count: usize,
    /// Why there is no account, or what to know about it.
    pub account_note: Option<String>,
    /// Where it stands; the first places only, if there are many.
    pub seen: Vec<Seen>,
}

/// A place of a key ID.
#[derive(Clone, Debug, Serialize, PartialEq)]
pub struct Seen {
    /// Kind of the evidence.
    pub kind: String,
    /// Name of the setting or field, if any.
    pub name: Option<String>,
    /// Number of the source.
    pub source: usize,
    /// Line, from 1.
    pub line: usize,
}

/// A finding.
#[derive(Clone, Debug, Serialize, PartialEq)]
pub struct Finding {
    /// Its id.
    pub id: String,
    /// `error`, `warning` or `info`.
    pub severity: &'static str,
    /// What is wrong, in a few words.
    pub title: String,
    /// One sentence with the facts.
    pub detail: String,
    /// Number of the source.
    pub source: usize,
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
    /// Last line of the text that shows it.
    pub last_line: usize,
    /// The character at fault, `U+00A0`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code_point: Option<String>,
    /// Number of the key that it is about.
    pub key: Option<usize>,
}

/// The provider chain of one SDK, as the evidence shows it.
#[derive(Clone, Debug, Serialize, PartialEq)]
pub struct Chain {
    /// Whose chain.
    pub sdk: String,
    /// What a person calls that SDK or tool.
    pub title: &'static str,
    /// Whether the reader or the evidence says whose chain it is; else it is the default.
    pub known: bool,
    /// Its rungs in order.
    pub rungs: Vec<Rung>,
    /// Number of the rung that wins by the chain's order, given what is set, whatever a program really did; none where
    /// that depends on what nobody showed.
    pub expected: Option<usize>,
    /// What misleads people about this chain, one sentence each.
    #[serde(skip)]
    pub traps: &'static [&'static str],
}

/// A rung of a provider chain.
#[derive(Clone, Debug, Serialize, PartialEq)]
pub struct Rung {
    /// The provider.
    pub step: String,
    /// What a person calls it.
    pub title: &'static str,
    /// `won`, `shadowed`, `set`, `absent` or `unknown`.
    pub state: &'static str,
    /// Lines that prove it.
    pub proof: Vec<Lines>,
}

/// Lines of a source.
#[derive(Clone, Copy, Debug, Serialize, PartialEq, Eq)]
pub struct Lines {
    /// Number of the source.
    pub source: usize,
    /// First and last line, from 1.
    pub lines: [usize; 2],
}

/// A cause.
#[derive(Clone, Debug, Serialize, PartialEq)]
pub struct Diagnosis {
    /// Its id.
    pub id: &'static str,
    /// `certain`, `likely` or `possible`.
    pub confidence: &'static str,
    /// One sentence with the facts.
    pub title: String,
    /// What it rests on.
    pub because: Vec<Because>,
    /// What to do, in order.
    #[serde(rename = "do")]
    pub steps: Vec<Step>,
    /// Wrong fixes to avoid.
    pub do_not: Vec<String>,
    /// How to tell that it is repaired.
    pub verify: Vec<Step>,
}

/// Something to do. In JSON it is one string: the sentence, then the bash command, masked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// The sentence.
    pub text: String,
    /// The command that does it.
    pub command: Option<Command>,
}

/// A command, filled in with what the case knows; it prints no secret.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Command {
    /// For bash and for PowerShell, key IDs in full: for the page only.
    pub shown: [String; 2],
    /// For bash and for PowerShell, key IDs masked: for whatever leaves the page.
    pub masked: [String; 2],
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.command {
            Some(Command { masked: [bash, _], .. }) => write!(f, "{} `{bash}`", self.text),
            None => f.write_str(&self.text),
        }
    }
}

impl Serialize for Step {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

/// What a diagnosis rests on, and the lines that show it.
#[derive(Clone, Debug, Serialize, PartialEq)]
pub struct Because {
    /// Number of the finding.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub finding: Option<usize>,
    /// Number of the error.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<usize>,
    /// Number of the source.
    pub source: usize,
    /// First and last line, from 1.
    pub lines: [usize; 2],
}

/// A question that separates causes.
#[derive(Clone, Debug, Serialize, PartialEq)]
pub struct Ask {
    /// The command, for bash.
    pub command: String,
    /// The command, for PowerShell.
    pub command_powershell: String,
    /// Why it is asked.
    pub why: String,
    /// The diagnoses that its answer tells apart.
    pub separates: Vec<&'static str>,
}
