//! Bytes that some text shows one by one, and the characters that they make.

use std::ops::Range;

use super::{Span, View, base64};

/// `bytes`, each with its place in `view`, as text, decoded lossily; a character stands where its bytes do. `at` is the
/// place of an empty text.
pub fn text(view: &View<'_>, bytes: &[(u8, Range<usize>)], at: usize) -> View<'static> {
    let mut out = View::empty(view.source(at));
    let mut rest = bytes;
    while let Some((_, place)) = rest.first() {
        let near: Vec<u8> = rest.iter().take(4).map(|&(byte, _)| byte).collect();
        let (c, length) = decode(&near);
        let end = rest.get(length - 1).map_or(place.end, |(_, place)| place.end);
        let start = view.source(place.start);
        out.push(c, Span::new(start, view.source(end)));
        rest = rest.get(length..).unwrap_or_default();
    }
    out
}

/// What the base64 in `range` of `view` stands for; none where it is not whole, padded base64.
pub fn from_base64(view: &View<'_>, range: &Range<usize>) -> Option<View<'static>> {
    let bytes = base64::decode(view.get(range.clone()))?;
    // Byte n begins inside digit n of its four.
    let placed: Vec<(u8, Range<usize>)> = bytes
        .into_iter()
        .enumerate()
        .map(|(index, byte)| {
            let at = range.start + index / 3 * 4 + index % 3;
            (byte, at..at + 2)
        })
        .collect();
    Some(text(view, &placed, range.start))
}

/// The first character of `bytes`, which hold at least one, and how many bytes it takes.
fn decode(bytes: &[u8]) -> (char, usize) {
    (1..=bytes.len())
        .find_map(|length| Some((std::str::from_utf8(bytes.get(..length)?).ok()?.chars().next()?, length)))
        .unwrap_or((char::REPLACEMENT_CHARACTER, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_keeps_its_places() {
        let text = "x: QUtJQQo=";
        let decoded = from_base64(&View::at(text, 10), &(3..text.len())).unwrap();
        assert_eq!((decoded.text(), decoded.source(0), decoded.source(4)), ("AKIA\n", 13, 18));
        assert!(from_base64(&View::at("AKIA!", 0), &(0..5)).is_none());
    }

    #[test]
    fn broken_characters_are_replaced() {
        let view = View::at("c3 41 e2 80 8b", 0);
        let bytes = [(0xc3, 0..2), (0x41, 3..5), (0xe2, 6..8), (0x80, 9..11), (0x8b, 12..14)];
        assert_eq!(text(&view, &bytes, 0).text(), "\u{fffd}A\u{200b}");
    }
}
