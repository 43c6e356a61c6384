//! What `cat -v` and `cat -A` make of characters that do not print: `^M`, `M-BM- `, `M-bM-^@M-^K`; and `sed -n l`: `\r` at
//! the end of a line, `\302\240`.

use std::ops::Range;

use super::View;

/// The text of `view` in `range` with its caret and meta sequences resolved; what would not be UTF-8 stays as it stands.
pub fn decode(view: &View<'_>, range: Range<usize>) -> View<'static> {
    let mut out = View::empty(view.source(range.start));
    let mut at = range.start;
    while at < range.end {
        let rest = view.get(at..range.end);
        let Some((c, length)) = next(rest) else { break };
        out.push(c, view.span(at..at + length));
        at += length;
    }
    out
}

/// Whether `text` holds a sequence that stands for something else.
pub fn is_marked(text: &str) -> bool {
    text.char_indices().any(|(at, c)| {
        matches!(c, '^' | 'M') && text.get(at..).and_then(next).is_some_and(|(_, length)| length > c.len_utf8())
    })
}

/// The first character of `text`, decoded, and how many bytes it takes.
fn next(text: &str) -> Option<(char, usize)> {
    if text == "\\r" {
        return Some(('\r', text.len()));
    }
    let mut bytes = Vec::new();
    let mut at = 0;
    while let Some((byte, length)) = text.get(at..).and_then(byte) {
        bytes.push(byte);
        at += length;
        if let Some(c) = std::str::from_utf8(&bytes).ok().and_then(|text| text.chars().next()) {
            return Some((c, at));
        }
        if bytes.len() == 4 {
            break;
        }
    }
    text.chars().next().map(|c| (c, c.len_utf8()))
}

/// The byte that the sequence at the beginning of `text` stands for, and its length.
fn byte(text: &str) -> Option<(u8, usize)> {
    if let Some(rest) = text.strip_prefix("M-") {
        let (low, length) = control(rest).or_else(|| Some((printable(rest)?, 1)))?;
        return Some((low | 0x80, 2 + length));
    }
    if let Some(octal) = text.strip_prefix('\\') {
        let digits = octal.get(..3).filter(|digits| digits.starts_with(['2', '3']))?;
        return Some((u8::from_str_radix(digits, 8).ok()?, 4));
    }
    control(text)
}

fn control(text: &str) -> Option<(u8, usize)> {
    match text.strip_prefix('^')?.bytes().next()? {
        b'?' => Some((0x7f, 2)),
        c @ 0x40..=0x5f => Some((c ^ 0x40, 2)),
        _ => None,
    }
}

fn printable(text: &str) -> Option<u8> {
    text.bytes().next().filter(|byte| matches!(byte, 0x20..=0x7e))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sequences_are_resolved() {
        for (shown, meant) in [
            ("PLE^M", "PLE\r"),
            ("PLEM-BM- ", "PLE\u{a0}"),
            ("AKM-bM-^@M-^KIA", "AK\u{200b}IA"),
            ("M-oM-;M-?AKIA", "\u{feff}AKIA"),
            ("M-PM-^PKIA", "\u{410}KIA"),
            ("a^I^@^?b", "a\t\0\u{7f}b"),
            ("AM-BX", "AM-BX"),
            ("2^3", "2^3"),
            ("é^M", "é\r"),
            ("PLE\\302\\240", "PLE\u{a0}"),
            ("PLE\\342\\200\\213\\r", "PLE\u{200b}\r"),
            ("C:\\2\\302x\\n", "C:\\2\\302x\\n"),
        ] {
            let view = View::at(shown, 0);
            assert_eq!(decode(&view, 0..shown.len()).text(), meant, "{shown}");
            assert_eq!(is_marked(shown), shown != meant && !shown.contains('\\'), "{shown}");
        }
    }

    #[test]
    fn a_sequence_keeps_its_place() {
        let view = View::at("xAKM-BM- B", 50);
        let decoded = decode(&view, 1..10);
        assert_eq!((decoded.text(), decoded.source(2), decoded.source(4)), ("AK\u{a0}B", 53, 59));
    }
}
