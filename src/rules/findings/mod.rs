//! What the text shows. One file per finding; [`ALL`] is the one list.

use super::Case;
use crate::text::Span;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// This alone explains a failure.
    Error,
    /// Likely to mislead the SDK or the reader.
    Warning,
    /// Good to know.
    Info,
}

impl Severity {
    /// The id that reports use.
    pub fn id(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

/// Something that the text shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule's id.
    pub id: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// One sentence with the facts of this case, secrets and key IDs hidden.
    pub detail: String,
    /// Number of the source.
    pub source: usize,
    /// The text that shows it; it begins at the character at fault, where one character is.
    pub span: Span,
    /// The character at fault.
    pub character: Option<char>,
    /// Number of the key in [`Case::keys`] that it is about.
    pub key: Option<usize>,
    /// Other text that proves it, in other blocks: source and span.
    pub also: Vec<(usize, Span)>,
}

/// A rule that finds something: what it says and how it looks.
#[derive(Debug)]
pub struct Rule {
    /// The id, the file's name and the guide page's slug.
    pub id: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong, in a few words.
    pub title: &'static str,
    /// What it means and why it matters, in two or three sentences, for the guide.
    pub meaning: &'static str,
    /// Pastes that show it.
    pub hits: &'static [&'static str],
    /// Pastes that look like it and are not.
    pub misses: &'static [&'static str],
    /// Looks at the case and adds what it finds.
    pub check: fn(&Case<'_>, &mut Vec<Finding>),
}

/// The rules, in the order in which findings of one severity are shown.
pub const ALL: &[&Rule] = &[];

/// All findings of a case: errors first, then in the order of [`ALL`], then of the text.
pub fn all(case: &Case<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for rule in ALL {
        (rule.check)(case, &mut found);
    }
    found.sort_by_key(|finding| finding.severity);
    found
}

/// The rule called `id`.
pub fn rule(id: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.id == id)
}
