//! What the text shows. One file per finding; [`ALL`] is the one list.

mod account_mismatch;
mod base64_encoded;
mod clock_difference;
mod conflicting_keys;
mod custom_endpoint;
mod echoed_key_differs;
mod empty_value;
mod env_shadows_profile;
mod env_shadows_role;
mod example_key;
mod exposed_secret;
mod foreign_key_shape;
mod hard_coded_key;
mod hidden_character;
mod illegal_character;
mod legacy_key;
mod long_term_key_with_token;
mod lookalike_character;
mod lowercase;
mod masked_tail_defect;
mod masked_tail_mismatch;
mod misspelt_name;
mod name_in_value;
mod not_an_access_key;
mod not_aws_responder;
mod opt_in_region;
mod partial_credentials;
mod partition_mismatch;
mod placeholder;
mod profile_shadows_role;
mod quoted_value;
mod redacted_value;
mod secret_in_id_field;
mod secret_malformed;
mod static_keys_in_role_profile;
mod temporary_key_without_token;
mod token_age;
mod token_key_mismatch;
mod too_long;
mod truncated;
mod unintended_source;
mod unknown_prefix;

use super::{Case, KeyUse, Place};
use crate::text::Span;
use crate::text::sorted::Sorted;

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
    /// Numbers of the values in [`Case::uses`] that it is about.
    pub uses: Vec<usize>,
    /// Other text that proves it, in other blocks: source and span.
    pub also: Vec<(usize, Span)>,
}

impl Finding {
    /// What `rule` found at `span` of `place`'s source.
    fn new(rule: &Rule, place: Place, span: Span, detail: String) -> Self {
        let source = place.source;
        Self {
            id: rule.id,
            severity: rule.severity,
            detail,
            source,
            span,
            character: None,
            key: None,
            uses: Vec::new(),
            also: Vec::new(),
        }
    }

    /// The same, about a character.
    fn character(mut self, c: char) -> Self {
        self.character = Some(c);
        self
    }

    /// The same, about the value `held`.
    fn of<'c, 'a: 'c>(mut self, held: impl Into<Option<&'c KeyUse<'a>>>) -> Self {
        if let Some(held) = held.into() {
            self.key = self.key.or(held.key);
            self.uses.push(held.number);
        }
        self
    }

    /// The same, with another place that proves it.
    fn also(mut self, place: Place) -> Self {
        self.also.push((place.source, place.span));
        self
    }
}

/// As many further places as one finding keeps.
const MOST_PLACES: usize = 100;
/// As many findings of one rule are told apart.
const MOST: usize = 1_000;

/// Findings that agree in these are one: rule, key, character and words.
type Sameness = (&'static str, Option<usize>, Option<char>, String);

/// What was found so far.
#[derive(Debug, Default)]
pub struct Found {
    list: Vec<Finding>,
    /// Where each distinct finding of the rule that looks stands in the list.
    numbers: Sorted<Sameness, usize>,
}

impl Found {
    /// Adds `new`, or where the same was found of the same key elsewhere, adds its places to that finding.
    pub fn add(&mut self, new: Finding) {
        let same = (new.id, new.key, new.character, new.detail.clone());
        let Some(held) = self.numbers.get(&same).and_then(|&number| self.list.get_mut(number)) else {
            // One rule looks after the other.
            let first = self.list.len().checked_sub(MOST).and_then(|index| self.list.get(index));
            if self.list.last().is_some_and(|held| held.id != new.id) {
                self.numbers.clear();
            }
            if first.is_none_or(|held| held.id != new.id) {
                self.numbers.insert(same, self.list.len());
                self.list.push(new);
            }
            return;
        };
        if (held.source, held.span) != (new.source, new.span) && held.also.len() < MOST_PLACES {
            held.also.push((new.source, new.span));
            held.also.extend(new.also);
            held.uses.extend(new.uses);
        }
    }

    /// Whether rule `id` has found something.
    pub fn has(&self, id: &str) -> bool {
        self.list.iter().any(|held| held.id == id)
    }
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
    pub check: fn(&Case<'_>, &mut Found),
}

/// The rules, in the order in which findings of one severity are shown.
pub const ALL: &[&Rule] = &[
    &hidden_character::RULE,
    &lookalike_character::RULE,
    &illegal_character::RULE,
    &lowercase::RULE,
    &truncated::RULE,
    &too_long::RULE,
    &quoted_value::RULE,
    &name_in_value::RULE,
    &base64_encoded::RULE,
    &placeholder::RULE,
    &example_key::RULE,
    &empty_value::RULE,
    &secret_in_id_field::RULE,
    &secret_malformed::RULE,
    &not_an_access_key::RULE,
    &foreign_key_shape::RULE,
    &unknown_prefix::RULE,
    &legacy_key::RULE,
    &redacted_value::RULE,
    &masked_tail_defect::RULE,
    &masked_tail_mismatch::RULE,
    &echoed_key_differs::RULE,
    &conflicting_keys::RULE,
    &partial_credentials::RULE,
    &misspelt_name::RULE,
    &temporary_key_without_token::RULE,
    &long_term_key_with_token::RULE,
    &token_key_mismatch::RULE,
    &env_shadows_profile::RULE,
    &env_shadows_role::RULE,
    &profile_shadows_role::RULE,
    &static_keys_in_role_profile::RULE,
    &unintended_source::RULE,
    &hard_coded_key::RULE,
    &account_mismatch::RULE,
    &partition_mismatch::RULE,
    &opt_in_region::RULE,
    &custom_endpoint::RULE,
    &not_aws_responder::RULE,
    &clock_difference::RULE,
    &exposed_secret::RULE,
    &token_age::RULE,
];

/// All findings of a case: errors first, then in the order of [`ALL`], then of the text. After each rule it waits for
/// `pause`.
pub async fn all(case: &Case<'_>, pause: &impl AsyncFn()) -> Vec<Finding> {
    let mut found = Found::default();
    for rule in ALL {
        (rule.check)(case, &mut found);
        pause().await;
    }
    found.list.sort_by_key(|finding| finding.severity);
    found.list
}

/// The rule called `id`.
pub fn rule(id: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.id == id)
}
