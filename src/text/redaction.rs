//! Values that a person or a program masked: `***`, `****ABCD`, `AKIA…`, `<REDACTED>`, `[secure]`, `XXXXXXXX`.

use std::ops::Range;

use super::Words;

/// Characters of which a few in a row are a mask, and how few.
const RUNS: &[(char, usize)] = &[
    ('*', 3),
    ('•', 2),
    ('●', 2),
    ('·', 3),
    ('∙', 2),
    ('█', 1),
    ('▒', 1),
    ('░', 1),
    ('■', 2),
    ('…', 1),
    ('#', 3),
    ('?', 3),
    ('.', 3),
    ('-', 4),
    ('_', 4),
];

/// So many letters X in a row inside a longer value are a mask: key IDs hold three by chance, hardly ever five.
const LETTERS_INSIDE: usize = 5;
/// So many letters X are a mask where the value holds nothing else, except for the four letters of a prefix.
const LETTERS_ALONE: usize = 3;

/// Words that people and programs put in the place of a value.
const WORDS: &[&str] = &[
    "redacted",
    "masked",
    "removed",
    "hidden",
    "omitted",
    "filtered",
    "obfuscated",
    "censored",
    "anonymized",
    "anonymised",
    "sanitized",
    "sanitised",
    "sensitive",
    "concealed",
    "scrubbed",
    "stripped",
    "snip",
    "snipped",
];

/// Words that say so only between brackets.
const BRACKETED: &[&str] = &["secure", "protected", "private", "hide", "mask"];

/// What still shows of a masked value: from its first character outside the mask to its last one, nothing if there is
/// none. None for a value that is not masked.
pub fn shown(value: &str) -> Option<Range<usize>> {
    let text = value.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '`'));
    if text.is_empty() || text.holds("://") {
        return None;
    }
    let start = value.first(text)?;
    if says_so(text) {
        return Some(start..start);
    }
    let mask = letters(text).or_else(|| run(text))?;
    let outside = |part: &str, at: usize| {
        let visible = part.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '/' | '+' | '='));
        (!visible.is_empty())
            .then(|| part.first(visible).map(|offset| at + offset..at + offset + visible.len()))
            .flatten()
    };
    let head = text.get(..mask.start).and_then(|part| outside(part, start));
    let tail = text.get(mask.end..).and_then(|part| outside(part, start + mask.end));
    Some(match (head, tail) {
        (Some(head), Some(tail)) => head.start..tail.end,
        (Some(part), None) | (None, Some(part)) => part,
        (None, None) => start..start,
    })
}

/// Whether `text` says in words that a value was taken out.
fn says_so(text: &str) -> bool {
    let folded = text.to_ascii_lowercase();
    let words = || folded.split(|c: char| !c.is_alphabetic());
    if words().any(|word| WORDS.contains(&word)) && text.len() <= 60 {
        return true;
    }
    let wrapped = [('<', '>'), ('[', ']'), ('(', ')'), ('{', '}'), ('*', '*')]
        .iter()
        .any(|&(open, close)| text.len() > 2 && text.starts_with(open) && text.ends_with(close));
    wrapped && (WORDS.iter().any(|word| folded.holds(word)) || words().any(|word| BRACKETED.contains(&word)))
}

/// The longest run of letters X, if it is a mask.
fn letters(text: &str) -> Option<Range<usize>> {
    let run = ['x', 'X'].iter().filter_map(|&c| longest(text, c)).max_by_key(ExactSizeIterator::len)?;
    let alone = run.end == text.len() && (run.start == 0 || run.start == 4 && text.is_char_boundary(4));
    (run.len() >= LETTERS_INSIDE || run.len() >= LETTERS_ALONE && alone).then_some(run)
}

/// The first run of characters that are a mask. Dots and dashes in paths and names are none.
fn run(text: &str) -> Option<Range<usize>> {
    if text.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return None;
    }
    RUNS.iter().find_map(|&(c, fewest)| {
        let run = longest(text, c)?;
        let edge = run.start == 0 || run.end == text.len();
        let plain = !matches!(c, '-' | '_' | '?' | '#') || edge;
        let path = c == '.' && text.contains('/') && text.holds("..") && text.holds("../");
        let count = text.get(run.clone()).map_or(0, |run| run.chars().count());
        (count >= fewest && plain && !path).then_some(run)
    })
}

/// The longest run of `c` in `text`.
fn longest(text: &str, c: char) -> Option<Range<usize>> {
    let mut best: Option<Range<usize>> = None;
    let mut open: Option<usize> = None;
    for (at, found) in text.char_indices().chain(std::iter::once((text.len(), '\0'))) {
        match open {
            None if found == c => open = Some(at),
            Some(from) if found != c => {
                open = None;
                if best.as_ref().is_none_or(|best| best.len() < at - from) {
                    best = Some(from..at);
                }
            }
            _ => {}
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masked_values_show_what_is_left() {
        for (value, left) in [
            ("***", ""),
            ("****ABCD", "ABCD"),
            ("AKIA****", "AKIA"),
            ("AKIA************RU7X", "AKIA************RU7X"),
            ("AKIA…", "AKIA"),
            ("AKIA...", "AKIA"),
            ("AKI....", "AKI"),
            ("ASIA...2ORLV", "ASIA...2ORLV"),
            ("<REDACTED>", ""),
            ("<Access Key Removed>", ""),
            ("<ACCESSKEYREDACTED>", ""),
            ("AKIA_REDACTED", ""),
            ("[MASKED]", ""),
            ("[secure]", ""),
            ("xxx", ""),
            ("XXXXXXXXXXXXXXXXXXXX", ""),
            ("AKIAXXXX", "AKIA"),
            ("AKIAXXXXXXXXXXXXRU7X", "AKIAXXXXXXXXXXXXRU7X"),
            ("••••••••", ""),
            ("-----ABCD", "ABCD"),
            ("\"********\"", ""),
            ("wJalr*****", "wJalr"),
            (" *** ", ""),
        ] {
            let range = shown(value).unwrap_or_else(|| panic!("{value}"));
            assert_eq!(value.get(range), Some(left), "{value}");
        }
    }

    #[test]
    fn values_and_placeholders_are_not_masked() {
        for value in [
            "",
            "AKIAR4FFVXXXLT3S5DRZ",
            "AKIAIOSFODNN7EXAMPLE",
            "<YOUR_ACCESS_KEY_ID>",
            "${AWS_ACCESS_KEY_ID}",
            "your-access-key-id",
            "changeme",
            "us-east-1",
            "../../creds",
            "https://example.com/***",
            "a*b",
            "kR7mPq2sT9vXxX4bN6dF8hJ1lW3cY5aE0gUiOoLz",
        ] {
            assert_eq!(shown(value), None, "{value}");
        }
    }
}
