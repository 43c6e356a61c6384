//! The last gate before anything leaves as a report: secrets are taken out of every free text, key IDs are masked.

use std::collections::HashMap;

use crate::aws::key;
use crate::evidence::Evidence;
use crate::rules::Case;
use crate::text::{Source, View, Words, mask};

/// What no report may hold.
#[derive(Debug)]
pub struct Hider<'a> {
    evidence: &'a Evidence,
    /// Secrets as they stand in the text, that are one word of ASCII, and their lengths.
    secrets: HashMap<String, usize>,
    /// Key IDs as they stand in the text, that are one word, and their lengths.
    keys: HashMap<String, usize>,
    /// Secrets and key IDs with blanks, quotes or other characters between words, longest first, and whether it is a
    /// secret.
    phrases: Vec<(String, bool)>,
}

/// A secret shorter than this would be found in innocent words.
const SHORTEST: usize = 8;
/// As many phrases are looked for; more are hidden by their place and shape alone.
const MOST_PHRASES: usize = 256;
/// As many parts of a word are looked at: a scope, and the signs within a secret.
const MOST_PARTS: usize = 12;

impl<'a> Hider<'a> {
    /// Gathers what is to be hidden.
    pub fn new(sources: &[Source], evidence: &'a Evidence, case: &Case<'_>) -> Self {
        let mut hider = Self { evidence, secrets: HashMap::new(), keys: HashMap::new(), phrases: Vec::new() };
        for &(number, span) in &evidence.secrets {
            hider.hide(sources.get(number).map_or("", |source| source.slice(span)), true);
        }
        for key in &case.keys {
            hider.hide(&key.id, false);
            hider.hide(&key.raw, false);
        }
        hider.phrases.sort_unstable_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
        hider.phrases.dedup();
        hider
    }

    fn hide(&mut self, text: &str, secret: bool) {
        // Padding, and the sign between a name and its value, part words.
        let text = text.trim_matches('=');
        if let Some((_, value)) = text.rsplit_once('=').filter(|_| secret) {
            self.hide(value, secret);
        }
        if text.len() < SHORTEST {
            return;
        }
        if text.chars().all(is_word) {
            if secret { &mut self.secrets } else { &mut self.keys }.insert(text.to_owned(), text.len());
        } else if self.phrases.len() < MOST_PHRASES {
            self.phrases.push((text.to_owned(), secret));
        }
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
        for (phrase, secret) in self.phrases.iter().filter(|(phrase, _)| text.holds(phrase)) {
            let mask = if *secret { mask::secret(phrase.chars().count()) } else { mask::key_id(phrase) };
            out = out.with(phrase, &mask);
        }
        let hidden = replace_words(&out, is_word, &|word| {
            // Among the parts of a credential's scope too.
            let ends = || word.match_indices('/').map(|(at, _)| at).take(MOST_PARTS).chain([word.len()]);
            let parts = std::iter::once(0).chain(ends().map(|end| end + 1));
            let secret = parts.flat_map(|start| ends().map(move |end| start..end)).find_map(|part| {
                let hidden = mask::secret(*self.secrets.get(word.get(part.clone())?)?);
                Some([word.get(..part.start)?, &hidden, word.get(part.end..)?].concat())
            });
            secret.or_else(|| self.keys.contains_key(word).then(|| mask::key_id(word)))
        });
        mask_keys(&hidden)
    }

    /// `text`, where it holds no secret.
    pub fn id(&self, text: Option<&String>) -> Option<String> {
        let text = text?;
        let masked = self.text(text);
        (!masked.holds("(secret, ")).then_some(masked)
    }
}

/// Names of operations, services and codes are no longer than this, and hold few digits.
const LONGEST_NAME: usize = 64;

impl Hider<'_> {
    /// The name of an operation, a service or a code; none for what cannot be one.
    pub fn name(&self, text: Option<&String>) -> Option<String> {
        let few_digits = |name: &String| name.bytes().filter(u8::is_ascii_digit).count() <= 4;
        self.id(text).filter(|name| name.len() <= LONGEST_NAME && few_digits(name))
    }
}

/// A character of a word that may be a secret or a key ID.
fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '+' | '/')
}

/// `text` with the words, runs of what `is_word` takes, that `mask` gives something for replaced by that.
fn replace_words(text: &str, is_word: fn(char) -> bool, mask: &dyn Fn(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(text.len());
    for part in text.split_inclusive(|c| !is_word(c)) {
        let word = part.trim_end_matches(|c| !is_word(c));
        match mask(word) {
            Some(masked) => out.push_str(&masked),
            None => out.push_str(word),
        }
        out.push_str(part.get(word.len()..).unwrap_or_default());
    }
    out
}

/// Masks whatever in `text` has the shape of a key ID.
pub fn mask_keys(text: &str) -> String {
    replace_words(text, |c| c.is_ascii_alphanumeric(), &|word| {
        let is_key = (16..=48).contains(&word.len()) && key::prefix(&word.to_ascii_uppercase()).is_some();
        is_key.then(|| mask::key_id(word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_before_the_date_of_a_scope_is_hidden() {
        let secret = "kR7mPq2sT9vXz4bN6dF8hJ1lW3cY5aE0gUiOoLzQ";
        let message = format!(
            "'ID/{secret}/20261121/us-east-1/sts/aws4_request,' not a valid key=value pair (missing equal-sign) in Authorization header"
        );
        let text = format!(
            "AWS_SECRET_ACCESS_KEY={secret}\n\nAn error occurred (IncompleteSignature) when calling the GetCallerIdentity operation: {message}\n"
        );
        let report = crate::analyze(&text, &crate::rules::Context::default());
        let told = report.errors.first().and_then(|error| error.message.clone()).unwrap();
        assert!(told.contains("/20261121/us-east-1/sts") && !told.contains(secret), "{told}");
    }

    #[test]
    fn key_ids_are_masked_wherever_they_stand() {
        assert_eq!(mask_keys("got 'AKIASP2TPHJSQH3FRU7X/20261121' é"), "got 'AKIA************RU7X/20261121' é");
        assert_eq!(mask_keys("AKIA is a prefix"), "AKIA is a prefix");
    }
}
