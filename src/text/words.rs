//! Words in a text. The standard library's search prepares for long texts and long words; here both are short, so most
//! of its time would be preparation. Rare first bytes find short words sooner, from either end.

use std::ops::Range;

/// Where words of a few letters stand in a text.
pub trait Words {
    /// Where `words` stand, ascending; nowhere for no words.
    fn places<'a>(&'a self, words: &'a str) -> impl Iterator<Item = usize> + Clone + 'a;
    /// Where `words` stand first; no words stand at once.
    fn first(&self, words: &str) -> Option<usize>;
    /// Where `words` stand last; no words stand at the end.
    fn last(&self, words: &str) -> Option<usize>;
    /// Whether `words` stand anywhere; no words always do.
    fn holds(&self, words: &str) -> bool;
    /// What stands before the first `words` and behind them.
    fn cut(&self, words: &str) -> Option<(&str, &str)>;
    /// The text without the `words` that it begins with.
    fn past(&self, words: &str) -> &str;
    /// The text without the `words` that it ends with.
    fn short_of(&self, words: &str) -> &str;
    /// The text with `other` wherever `words` stood.
    fn with(&self, words: &str, other: &str) -> String;
    /// The first run of letters, digits, `_` and `-` from byte `at` on.
    fn name_from(&self, at: usize) -> Option<Range<usize>>;
}

impl Words for str {
    fn places<'a>(&'a self, words: &'a str) -> impl Iterator<Item = usize> + Clone + 'a {
        let begin = words.as_bytes().first().copied();
        let found = begin.into_iter().flat_map(|begin| memchr::memchr_iter(begin, self.as_bytes()));
        found.filter(move |&at| stand(self, at, words))
    }

    fn first(&self, words: &str) -> Option<usize> {
        let Some(&begin) = words.as_bytes().first() else { return Some(0) };
        memchr::memchr_iter(begin, self.as_bytes()).find(|&at| stand(self, at, words))
    }

    fn last(&self, words: &str) -> Option<usize> {
        let Some(&begin) = words.as_bytes().first() else { return Some(self.len()) };
        memchr::memrchr_iter(begin, self.as_bytes()).find(|&at| stand(self, at, words))
    }

    fn holds(&self, words: &str) -> bool {
        self.first(words).is_some()
    }

    fn cut(&self, words: &str) -> Option<(&str, &str)> {
        let at = self.first(words)?;
        Some((self.get(..at)?, self.get(at + words.len()..)?))
    }

    fn past(&self, words: &str) -> &str {
        let mut rest = self;
        while let Some(next) = rest.strip_prefix(words).filter(|next| next.len() < rest.len()) {
            rest = next;
        }
        rest
    }

    fn short_of(&self, words: &str) -> &str {
        let mut rest = self;
        while let Some(next) = rest.strip_suffix(words).filter(|next| next.len() < rest.len()) {
            rest = next;
        }
        rest
    }

    fn with(&self, words: &str, other: &str) -> String {
        let mut out = String::with_capacity(self.len());
        let mut rest = self;
        while let Some((before, after)) = rest.cut(words).filter(|_| !words.is_empty()) {
            out.push_str(before);
            out.push_str(other);
            rest = after;
        }
        out + rest
    }

    fn name_from(&self, at: usize) -> Option<Range<usize>> {
        let is_of_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
        let start = at + self.get(at..)?.find(is_of_name)?;
        let length = self.get(start..)?.find(|c| !is_of_name(c)).unwrap_or(self.len() - start);
        Some(start..start + length)
    }
}

/// Whether `words` stand at byte `at` of `text`.
fn stand(text: &str, at: usize, words: &str) -> bool {
    text.as_bytes().get(at..).is_some_and(|rest| rest.starts_with(words.as_bytes()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Words;

    proptest! {
        #[test]
        fn as_the_standard_library(text in "[ab:é ]{0,12}", words in "[ab:é ]{0,3}") {
            prop_assert_eq!(text.first(&words), text.find(&words));
            prop_assert_eq!(text.last(&words), text.rfind(&words));
            prop_assert_eq!(text.holds(&words), text.contains(&words));
            prop_assert_eq!(text.cut(&words), text.split_once(&words));
            prop_assert_eq!(text.past(&words), text.trim_start_matches(words.as_str()));
            prop_assert_eq!(text.short_of(&words), text.trim_end_matches(words.as_str()));
            prop_assume!(!words.is_empty());
            prop_assert_eq!(text.with(&words, "x"), text.replace(&words, "x"));
            let places: Vec<usize> = text.char_indices().filter(|(at, _)| text.get(*at..).unwrap().starts_with(&words)).map(|(at, _)| at).collect();
            prop_assert_eq!(text.places(&words).collect::<Vec<_>>(), places);
        }
    }
}
