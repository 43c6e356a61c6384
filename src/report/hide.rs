//! The last gate before anything leaves as a report: secrets are taken out of every free text, key IDs are masked.

use crate::aws::key;
use crate::evidence::Evidence;
use crate::rules::Case;
use crate::text::{Source, View, mask};

/// What no report may hold.
#[derive(Debug)]
pub struct Hider<'a> {
    evidence: &'a Evidence,
    /// Secrets as they stand in the text, longest first.
    secrets: Vec<String>,
    /// Key IDs as they stand in the text that are not known by their shape, longest first.
    keys: Vec<String>,
}

/// A secret shorter than this would be found in innocent words.
const SHORTEST: usize = 8;

impl<'a> Hider<'a> {
    /// Gathers what is to be hidden.
    pub fn new(sources: &[Source], evidence: &'a Evidence, case: &Case<'_>) -> Self {
        let texts =
            evidence.secrets.iter().filter_map(|&(number, span)| Some(sources.get(number)?.slice(span).to_owned()));
        let mut secrets: Vec<String> = texts.filter(|text| text.len() >= SHORTEST).collect();
        let mut keys: Vec<String> = case.keys.iter().flat_map(|key| [key.id.clone(), key.raw.clone()]).collect();
        keys.retain(|key| key.len() >= SHORTEST);
        for list in [&mut secrets, &mut keys] {
            list.sort_unstable_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
            list.dedup();
        }
        Self { evidence, secrets, keys }
    }

    /// The text of `view`, which stands in source number `source`, without secrets.
    pub fn view(&self, view: &View<'_>, source: usize) -> String {
        let mut out = String::with_capacity(view.text().len());
        let mut hidden = 0;
        for (at, c) in view.text().char_indices() {
            if self.evidence.is_secret(source, view.source(at)) {
                hidden += 1;
                continue;
            }
            if hidden > 0 {
                out.push_str(&mask::secret(hidden));
                hidden = 0;
            }
            out.push(c);
        }
        if hidden > 0 {
            out.push_str(&mask::secret(hidden));
        }
        self.text(&out)
    }

    /// `text` without secrets, its key IDs masked.
    pub fn text(&self, text: &str) -> String {
        let mut out = text.to_owned();
        for secret in &self.secrets {
            if out.contains(secret.as_str()) {
                out = out.replace(secret.as_str(), &mask::secret(secret.chars().count()));
            }
        }
        for id in &self.keys {
            if out.contains(id.as_str()) {
                out = out.replace(id.as_str(), &mask::key_id(id));
            }
        }
        mask_keys(&out)
    }

    /// `text`, where it holds no secret.
    pub fn id(&self, text: Option<&String>) -> Option<String> {
        text.filter(|text| !self.secrets.iter().any(|secret| text.contains(secret.as_str())))
            .map(|text| mask_keys(text))
    }
}

/// Masks whatever in `text` has the shape of a key ID.
fn mask_keys(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        let is_key = word.len() >= 16 && word.len() <= 48 && key::prefix(&word.to_ascii_uppercase()).is_some();
        out.push_str(&if is_key { mask::key_id(word) } else { word.to_owned() });
        let step = after.chars().next().map_or(0, char::len_utf8);
        out.push_str(after.get(..step).unwrap_or_default());
        rest = after.get(step..).unwrap_or_default();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn key_ids_are_masked_wherever_they_stand() {
        assert_eq!(mask_keys("got 'AKIASP2TPHJSQH3FRU7X/20261121' é"), "got 'AKIA************RU7X/20261121' é");
        assert_eq!(mask_keys("AKIA is a prefix"), "AKIA is a prefix");
    }
}
