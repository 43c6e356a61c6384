//! What may be shown of an identifier or a secret outside the box that the reader filled.

/// The most characters of a key ID with a fault; behind more a secret may stand.
const LONGEST: usize = 32;

/// Whether a secret may stand behind the key ID in `id`: it is longer than a key ID with a fault, and has letters that key
/// IDs written twice have not.
pub fn may_hold_secret(id: &str) -> bool {
    id.chars().count() > LONGEST && id.chars().any(|c| c.is_ascii_lowercase())
}

/// A key ID with its middle hidden: the first four and the last four characters, `AKIA************RU7X`.
/// Anything shorter than twelve characters, and what may hold a secret, keeps its first four only; what is not plain ASCII
/// is shown as `?`.
pub fn key_id(id: &str) -> String {
    let chars: Vec<char> = id.chars().map(|c| if c.is_ascii_graphic() { c } else { '?' }).collect();
    let head: String = chars.iter().take(4).collect();
    let tail = if chars.len() >= 12 && !may_hold_secret(id) { 4 } else { 0 };
    let stars = chars.len().saturating_sub(head.len() + tail).min(40);
    let end: String = chars.iter().skip(chars.len() - tail).collect();
    format!("{head}{}{end}", "*".repeat(stars))
}

/// A secret, described and not shown: `(secret, 40 characters)`.
pub fn secret(length: usize) -> String {
    format!("(secret, {length} characters)")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_is_hidden() {
        assert_eq!(key_id("AKIASP2TPHJSQH3FRU7X"), "AKIA************RU7X");
        assert_eq!(key_id("AKIASP2T"), "AKIA****");
        assert!(key_id(&"AKIASP2TPHJSQH3FRU7X".repeat(2)).ends_with("RU7X"));
        assert!(key_id(&format!("AKIASP2TPHJSQH3FRU7X:{}", "kR7mPq2sT9".repeat(4))).ends_with("***"));
        assert_eq!(key_id(""), "");
        assert_eq!(key_id("AKIASP2TPHJSQH3FRU7\u{a0}"), "AKIA************RU7?");
    }
}
