//! The characters of a value as numbers, one after the other, as programs print lists of them: `[65, 75, 73, …]`,
//! `<Buffer 41 4b 49 …>`, `0041` on a line each.

use std::ops::Range;

use super::View;
use super::hexdump::Dump;

/// So far before a place the first number may stand.
const BEFORE: usize = 24;
/// A longer list is no value.
const MOST: usize = 128;
/// Its first visible character is among so many: hidden ones stand before it, each of them up to four bytes.
const HIDDEN: usize = 16;
/// A row of a dump has this many.
const ROW: usize = 16;

/// How a number is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// `0x41`, `U+0041`, `\x41`.
    Marked,
    /// `0041`.
    Four,
    /// `41`.
    Two,
    /// `65`.
    Decimal,
    /// `414b4941…`: all in one.
    Run,
}

const FORMS: [Form; 5] = [Form::Marked, Form::Four, Form::Two, Form::Decimal, Form::Run];

/// The list around byte `at` of `view`, not before `floor`, whose first characters `begins` takes; hidden ones may stand
/// before them.
pub fn around(view: &View<'_>, at: usize, floor: usize, begins: fn(&str) -> bool) -> Option<Dump> {
    let from = view.boundary(at.saturating_sub(BEFORE)).max(floor);
    let lead = view.get(from..at);
    let start = from + lead.trim_end_matches(|c| is_digit(c) || is_gap(c)).len();
    let words = words(view, start);
    FORMS.iter().find_map(|&form| {
        let code = |word: &Range<usize>| form.codes(view.get(word.clone()));
        let first = (0..words.len().min(HIDDEN)).find(|&first| {
            let rest = words.iter().skip(first).map_while(code).flatten();
            begins(&rest.take(4).collect::<String>())
        })?;
        // Hidden characters, or their bytes.
        let hidden =
            |word: &&Range<usize>| code(word).is_some_and(|held| held.iter().all(|&c| c == ' ' || c > '\u{7f}'));
        let before = words.iter().take(first).rev().take_while(hidden).count();
        let mut dump = Dump::default();
        let mut count = 0;
        let alone = words.get(first..first + 2).is_some_and(|two| ends_line(view, two));
        for (number, word) in words.iter().enumerate().skip(first - before) {
            let two = words.get(number.saturating_sub(1)..=number).unwrap_or_default();
            let row = alone || count % ROW == 0 || view.get(two.first()?.end..word.start).contains(',');
            let Some(held) = code(word).filter(|_| count == 0 || row || !ends_line(view, two)) else { break };
            for c in held {
                let mut buffer = [0; 4];
                // A byte of UTF-8, or a character by its number.
                let bytes = match u8::try_from(u32::from(c)) {
                    Ok(byte) => &[byte],
                    Err(_) => c.encode_utf8(&mut buffer).as_bytes(),
                };
                dump.bytes.extend(bytes.iter().map(|&byte| (byte, word.clone())));
            }
            dump.range = if count == 0 { word.clone() } else { dump.range.start..word.end };
            count += 1;
        }
        dump.length = Some(dump.bytes.len());
        as_utf8(&mut dump.bytes);
        (count > 0 && dump.range.end > at && dump.bytes.len() < MOST).then_some(dump)
    })
}

/// Where `bytes` are not UTF-8, those above ASCII are characters by their numbers.
fn as_utf8(bytes: &mut Vec<(u8, Range<usize>)>) {
    let plain: Vec<u8> = bytes.iter().map(|(byte, _)| *byte).collect();
    if std::str::from_utf8(&plain).is_err() {
        let wide = |(byte, place): (u8, Range<usize>)| {
            let text = char::from(byte).to_string();
            text.into_bytes().into_iter().map(move |byte| (byte, place.clone()))
        };
        *bytes = std::mem::take(bytes).into_iter().flat_map(wide).collect();
    }
}

/// Whether a line ends between two words.
fn ends_line(view: &View<'_>, two: &[Range<usize>]) -> bool {
    matches!(two, [a, b] if view.get(a.end..b.start).contains('\n'))
}

/// The numbers from byte `at` on.
fn words(view: &View<'_>, mut at: usize) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    while words.len() < MOST {
        let rest = view.get(at..view.boundary(at + 8 * ROW));
        let gap = rest.len() - rest.trim_start_matches(is_gap).len();
        let word = rest.get(gap..).unwrap_or_default();
        let length = word.find(|c| !is_digit(c)).unwrap_or(word.len());
        let whole = word.get(length..).is_none_or(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()));
        if length == 0 || gap == 0 && !words.is_empty() || !whole {
            break;
        }
        words.push(at + gap..at + gap + length);
        at += gap + length;
    }
    words
}

fn is_gap(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n' | ',' | '.' | ';' | '>' | '\'')
}

fn is_digit(c: char) -> bool {
    c.is_ascii_hexdigit() || matches!(c, 'x' | 'u' | 'X' | 'U' | '+' | '\\')
}

impl Form {
    /// The characters that `word` stands for.
    fn codes(self, word: &str) -> Option<Vec<char>> {
        let number = |word: &str, radix| u32::from_str_radix(word, radix).ok().and_then(char::from_u32);
        let marked = || ["0x", "0X", "U+", "\\x", "\\u"].iter().find_map(|mark| word.strip_prefix(mark));
        let one = match (self, word.len()) {
            (Self::Marked, _) => number(marked()?, 16)?,
            (Self::Four, 4) | (Self::Two, 2) => number(word, 16)?,
            (Self::Decimal, ..6) => number(word, 10)?,
            (Self::Run, length) if length > 2 * ROW && length.is_multiple_of(2) => {
                let pairs = word.as_bytes().chunks(2).map(|pair| number(std::str::from_utf8(pair).ok()?, 16));
                return pairs.collect();
            }
            _ => return None,
        };
        Some(vec![one])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::bytes;

    fn read(text: &str) -> Option<String> {
        let view = View::at(text, 0);
        let at = text.find(|c: char| c.is_ascii_digit()).unwrap_or_default();
        let dump = around(&view, at, 0, |four| four == "AKIA")?;
        Some(bytes::text(&view, &dump.bytes, dump.range.start).text().to_owned())
    }

    #[test]
    fn lists_of_every_form_are_read() {
        for (text, held) in [
            ("<Buffer 41 4b 49 41 53 0d>", "AKIAS\r"),
            ("[65, 75, 73, 65, 83, 13]\n", "AKIAS\r"),
            ("[\n  65, 75, 73, 65,\n  83, 160\n]\n", "AKIAS\u{a0}"),
            ("[65 75 73 65 83 226 128 139]", "AKIAS\u{200b}"),
            ("[65,75,73,65,8203]", "AKIA\u{200b}"),
            ("65\n75\n73\n65\n32\n\nPS C:\\> ", "AKIA "),
            ("21\r\n0041\r\n004B\r\n0049\r\n0041\r\n00A0\r\nPS C:\\> ", "AKIA\u{a0}"),
            ("FEFF\n0041\n004B\n0049\n0041\n", "\u{feff}AKIA"),
            ("{ 0x41, 0x4b, 0x49, 0x41, 0x20 };", "AKIA "),
            ("{ 0xe2, 0x80, 0x8b, 0x41, 0x4b, 0x49, 0x41 };", "\u{200b}AKIA"),
            ("> 0x41, 0x4b,\n> 0x49, 0x41, 0x0d", "AKIA\r"),
            ("['0x41', '0x4b', '0x49', '0x41', '0x20']", "AKIA "),
            ("U+0041 U+004B U+0049 U+0041 U+200B", "AKIA\u{200b}"),
            ("65.75.73.65.13\n", "AKIA\r"),
            ("65 75 73 65\n20\n", "AKIA"),
            ("'414b49415350325450484a53515148334652553758a0'", "AKIASP2TPHJSQQH3FRU7X\u{a0}"),
            ("[239 187 191 226 128 139 65 75 73 65]", "\u{feff}\u{200b}AKIA"),
        ] {
            assert_eq!(read(text).as_deref(), Some(held), "{text}");
        }
        for text in ["41 4b 49", "65 75 73 66", "0x41 4b 49 41", "165, 75, 73, 65, 83", "65 75 73 65abc"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
