//! What words beside the evidence speak for.

use super::{Weighing, text};
use crate::aws::errors::Meaning;
use crate::evidence::Topic;
use crate::rules::diagnoses::{Basis, Because, Confidence, Diagnosis, Rule};

/// Topics of words that speak of a session, whose key has a token and an end.
pub(in crate::rules::diagnoses) const SESSION: &[Topic] = &[Topic::Session, Topic::GetSessionToken];

/// Topics of words that name where a request was to go, or what happened to the key: rarer than words of a session, which
/// belong to most credentials.
const RARER: &[Topic] =
    &[Topic::Abroad, Topic::Vendor, Topic::Emulator, Topic::Region(true), Topic::Rotation, Topic::Issued];

/// As many words are named as what speaks for a cause.
const MOST_REMARKS: usize = 3;

impl Weighing<'_, '_> {
    /// A diagnosis that these failures alone speak for.
    pub fn suggested(rule: &'static Rule, title: &str, failures: &[usize]) -> Option<Diagnosis> {
        Some(Self::diagnosis(rule, Confidence::Possible, title, &[], failures)?.on(Basis::Words))
    }

    /// A diagnosis for which a word about one of `topics` speaks, where a key or token was refused. Words of a session
    /// stand back where rarer ones say something else.
    pub fn hinted(&self, rule: &'static Rule, title: &str, topics: &[Topic]) -> Option<Diagnosis> {
        let rejected = self.told(|meaning| {
            matches!(meaning, Meaning::UnknownKey | Meaning::AuthFailure | Meaning::InvalidToken | Meaning::Forbidden)
        });
        let texts = self.remarks(topics);
        let fits = !rejected.is_empty() && !texts.is_empty() && !self.is_settled_otherwise();
        let diagnosis = Self::resting_on(rule, Confidence::Possible, title, &[], &rejected, texts).filter(|_| fits)?;
        let yields = topics == SESSION && !self.remarks(RARER).is_empty();
        Some(if yields { diagnosis.on(Basis::Words) } else { diagnosis })
    }

    /// The first places of words about one of `topics`.
    pub fn remarks(&self, topics: &[Topic]) -> Vec<Because> {
        let about = self.case.remarks.iter().filter(|(topic, _)| topics.contains(topic));
        about.take(MOST_REMARKS).map(|&(_, place)| text(place)).collect()
    }

    /// Whether the region that the words before the first failure name last, else the first one that they name, must be
    /// enabled.
    pub fn remarks_on_opt_in(&self) -> bool {
        let mut regions = self.case.remarks.iter().filter(|(topic, _)| matches!(topic, Topic::Region(_)));
        let failed = self.case.failures.first().map_or(0, |(_, place)| place.span.end);
        let before = regions.clone().take_while(|(_, place)| place.span.start < failed).last();
        before.or_else(|| regions.next()).is_some_and(|(topic, _)| *topic == Topic::Region(true))
    }
}
