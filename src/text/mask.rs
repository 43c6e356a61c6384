//! What may be shown of an identifier or a secret outside the box that the reader filled.

/// A key ID with its middle hidden: the first four and the last four characters, `AKIA************RU7X`.
/// Anything shorter than twelve characters keeps its first four only; what is not plain ASCII is shown as `?`.
pub fn key_id(id: &str) -> String {
    let chars: Vec<char> = id.chars().map(|c| if c.is_ascii_graphic() { c } else { '?' }).collect();
    let head: String = chars.iter().take(4).collect();
    let tail = if chars.len() >= 12 { 4 } else { 0 };
    let stars = chars.len().saturating_sub(head.len() + tail).min(40);
    let end: String = chars.iter().skip(chars.len() - tail).collect();
    format!("{head}{}{end}", "*".repeat(stars))
}

/// A secret, described and not shown: `(secret, 40 characters)`.
pub fn secret(length: usize) -> String {
    format!("(secret, {length} characters)")
}

/// Runs of characters with which people and programs hide a value.
const RUNS: &[&str] = &[
    "***",
    "...",
    "\u{2026}",
    "\u{2022}\u{2022}",
    "xxxx",
    "XXXX",
    "####",
    "----",
    "____",
    "\u{25cf}\u{25cf}",
    "\u{2588}",
];

/// Words that stand where a value was, letters only.
const WORDS: &[&str] = &[
    "redacted",
    "masked",
    "hidden",
    "removed",
    "secure",
    "censored",
    "sensitive",
    "obfuscated",
    "stripped",
    "omitted",
    "snip",
    "snipped",
    "filtered",
    "concealed",
    "deleted",
    "secret",
    "private",
];

/// Whether somebody hid `value` or a part of it: stars, dots, an X run, a word in brackets for it.
pub fn is_masked(value: &str) -> bool {
    let value = value.trim().trim_matches(['"', '\'']);
    let only = |sign: char| value.len() > 1 && value.chars().all(|c| c == sign);
    let bracketed = [('<', '>'), ('[', ']'), ('(', ')'), ('{', '}')]
        .iter()
        .find_map(|&(open, close)| value.strip_prefix(open)?.strip_suffix(close));
    let folded = |text: &str| text.chars().filter(char::is_ascii_alphabetic).collect::<String>().to_ascii_lowercase();
    RUNS.iter().any(|run| value.contains(run))
        || ['*', 'x', 'X', '.', '-', '#'].into_iter().any(only)
        || bracketed.is_some_and(|word| WORDS.iter().any(|&known| folded(word).starts_with(known)))
        || ["redacted", "masked", "hidden", "removed"].contains(&folded(value).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_is_hidden() {
        assert_eq!(key_id("AKIASP2TPHJSQH3FRU7X"), "AKIA************RU7X");
        assert_eq!(key_id("AKIASP2T"), "AKIA****");
        assert_eq!(key_id(""), "");
        assert_eq!(key_id("AKIASP2TPHJSQH3FRU7\u{a0}"), "AKIA************RU7?");
    }

    #[test]
    fn hidden_values_are_told_from_others() {
        for value in [
            "***",
            "****************MPLE",
            "AKIA...",
            "ASIA\u{2026}",
            "AKIAXXXXXXXXXXXXXXXX",
            "xxx",
            "<REDACTED>",
            "[secure]",
            "[MASKED]",
            "(hidden)",
            "-----ABCD",
            "AKIA************",
            "<removed by support>",
            "REDACTED",
        ] {
            assert!(is_masked(value), "{value}");
        }
        for value in ["", "x", "AKIASP2TPHJSQH3FRU7X", "<YOUR_KEY>", "${SECRET}", "$KEY", "us-east-1", "a.b-c/d+e"] {
            assert!(!is_masked(value), "{value}");
        }
    }
}
