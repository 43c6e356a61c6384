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
}
