//! Finding a page by what somebody types.

use super::{Page, all};
use crate::text::Words;

/// The pages that hold every word of `query` in slug, title, codes or description, best first; all pages in the order
/// of the menu for an empty query.
///
/// A page whose slug or code is the word itself stands before one that begins with it, then come words of the title,
/// then of the description. Upper and lower case are one.
pub fn search(query: &str) -> Vec<Page> {
    let query = query.to_ascii_lowercase();
    let words: Vec<&str> = query.split(|c: char| c.is_whitespace() || c == ',').filter(|w| !w.is_empty()).collect();
    let mut found: Vec<(u32, Page)> =
        all().filter_map(|page| weight(&page, &words).map(|weight| (weight, page))).collect();
    found.sort_by_key(|&(weight, _)| std::cmp::Reverse(weight));
    found.into_iter().map(|(_, page)| page).collect()
}

/// How well `page` fits all `words`; none if one of them is nowhere in it.
fn weight(page: &Page, words: &[&str]) -> Option<u32> {
    let slug = page.slug.to_ascii_lowercase();
    let title = page.title.to_ascii_lowercase();
    let description = page.description.to_ascii_lowercase();
    let codes: Vec<String> = page.codes().map(str::to_ascii_lowercase).collect();
    let one = |word: &&str| {
        let begins = |text: &str| text.split(|c: char| !c.is_alphanumeric()).any(|part| part.starts_with(word));
        [
            (64, slug == *word),
            (32, slug.starts_with(word)),
            (16, codes.iter().any(|code| code == word)),
            (8, slug.holds(word)),
            (6, begins(&title)),
            (4, codes.iter().any(|code| code.holds(word))),
            (3, title.holds(word)),
            (2, begins(&description)),
            (1, description.holds(word)),
        ]
        .into_iter()
        .find_map(|(weight, fits)| fits.then_some(weight))
    };
    words.iter().map(one).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(query: &str) -> &'static str {
        search(query).first().map_or("", |page| page.slug)
    }

    #[test]
    fn the_best_page_comes_first() {
        for (query, slug) in [
            ("InvalidAccessKeyId", "InvalidAccessKeyId"),
            ("s3invalid", "S3InvalidAccessKeyId"),
            ("expiredtokenexception", "ExpiredToken"),
            ("clock", "clock-skew"),
            ("wrong partition", "wrong-partition"),
            ("rotation", "stale-after-rotation"),
            ("mfa", "session-without-mfa"),
            ("  wrong   secret ", "wrong-secret"),
        ] {
            assert_eq!(first(query), slug, "{query}");
        }
    }

    #[test]
    fn every_word_counts() {
        assert_eq!(search("clock zebra"), []);
        assert_eq!(search("").len(), all().count(), "nothing typed shows the menu");
        assert_eq!(first(""), "InvalidAccessKeyId");
    }
}
