//! Dumps of bytes as `od`, `hexdump`, `xxd` and `Format-Hex` print them, turned back into the bytes.
//!
//! One grammar: an offset (octal, decimal or hexadecimal, perhaps with a colon, perhaps left out), cells, perhaps the
//! characters again; a last line with nothing but the offset, which is the length. The programs differ in what a cell
//! holds: a character or its escape, one byte or two in hexadecimal or octal, in the order of the file or of the machine.

use std::ops::Range;

use super::{View, bytes};

/// A dump, read.
#[derive(Clone, Debug, Default)]
pub struct Dump {
    /// The bytes, each with the place of its digits.
    pub bytes: Vec<(u8, Range<usize>)>,
    /// How many bytes there are by the last line.
    pub length: Option<usize>,
    /// From the first line's offset or cell to the end of the last line.
    pub range: Range<usize>,
}

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cells {
    /// Eight binary digits.
    Binary,
    /// A byte in decimal, perhaps with a sign, in columns of one width.
    Decimal,
    /// Two hexadecimal digits.
    Hex,
    /// Bytes in hexadecimal, several in a cell, in the order of the file.
    HexGroups,
    /// Two bytes in hexadecimal, the second one first.
    HexWords,
    /// Two bytes in octal, the second one first.
    OctalWords,
    /// A character, its escape, or three octal digits.
    Chars,
    /// Nothing but hexadecimal digits.
    Plain,
}

/// The layouts, in the order in which they are tried.
const CELLS: &[Cells] = &[
    Cells::Binary,
    Cells::Decimal,
    Cells::Hex,
    Cells::HexGroups,
    Cells::HexWords,
    Cells::OctalWords,
    Cells::Chars,
    Cells::Plain,
];

/// Radixes of offsets, in the order in which they are tried.
const RADIXES: &[u32] = &[8, 16, 10];

/// Lines of a dump are no longer than this.
const REACH: usize = 512;
/// Bytes that a line shows, if nothing else is asked for.
const LINE_BYTES: usize = 16;
/// Columns of a cell of `od -c`.
const CELL_WIDTH: usize = 4;

/// A line of a dump.
#[derive(Debug)]
struct Line {
    /// The digits of the offset.
    offset: Option<String>,
    bytes: Vec<(u8, Range<usize>)>,
    range: Range<usize>,
}

/// Reads the dump whose first line is `first`; `next` gives the lines after it, without what stands before each of them.
pub fn read(view: &View<'_>, first: &Range<usize>, next: &mut dyn FnMut() -> Option<Range<usize>>) -> Option<Dump> {
    let (cells, line) = CELLS.iter().find_map(|&cells| Some((cells, line(view, first, cells)?)))?;
    if line.bytes.is_empty() || line.offset.as_ref().is_some_and(|offset| offset.contains(|c| c != '0')) {
        return None;
    }
    let with_offset = line.offset.is_some();
    let mut lines = vec![line];
    let mut last = None;
    while let Some(range) = next() {
        // The same bytes in other cells below: `od -t c -t x1`.
        if with_offset && view.get(range.clone()).starts_with("  ") {
            continue;
        }
        let Some(line) = self::line(view, &range, cells).filter(|line| line.offset.is_some() == with_offset) else {
            break;
        };
        if line.bytes.is_empty() {
            last = Some(line);
            break;
        }
        lines.push(line);
    }
    let range = first.start..last.as_ref().or(lines.last())?.range.end;
    let fitting = |slack| RADIXES.iter().copied().find(|&radix| fits(&lines, last.as_ref(), radix, cells, slack));
    let radix = fitting(0).or_else(|| fitting(LINE_BYTES));
    if with_offset && lines.len() > 1 && radix.is_none() {
        return None;
    }
    let mut dump = Dump { bytes: Vec::new(), length: None, range };
    let value = |line: Option<&Line>| {
        let digits = line?.offset.as_ref()?;
        usize::from_str_radix(digits, radix?).ok()
    };
    dump.length = value(last.as_ref());
    for (index, line) in lines.iter().enumerate() {
        let end = value(lines.get(index + 1).or(last.as_ref()));
        let begin = dump.bytes.len();
        dump.bytes.extend(line.bytes.iter().cloned());
        match end {
            // `hexdump -c` fills its last line with blanks; words hold two bytes even where one is left.
            Some(end) if end < dump.bytes.len() && end > begin => dump.bytes.truncate(end),
            // Blanks at the end of a line are lost in pasting; the offset still counts them.
            Some(end) if cells == Cells::Chars && end - dump.bytes.len().min(end) <= LINE_BYTES => {
                while dump.bytes.len() < end {
                    dump.bytes.push((b' ', line.range.end..line.range.end));
                }
            }
            _ => {}
        }
    }
    Some(dump)
}

/// The bytes of `dump` as text, decoded lossily; each character stands where its bytes' digits do.
pub fn text(view: &View<'_>, dump: &Dump) -> View<'static> {
    bytes::text(view, &dump.bytes, dump.range.start)
}

/// Whether the offsets of `lines` and of the `last` one count the bytes between them in `radix`; so many blanks as
/// `slack` says may have been lost at the end of each line of characters.
fn fits(lines: &[Line], last: Option<&Line>, radix: u32, cells: Cells, slack: usize) -> bool {
    let (mut from, mut to) = (0, 0);
    lines.iter().chain(last).all(|line| {
        let Some(offset) = line.offset.as_ref().and_then(|digits| usize::from_str_radix(digits, radix).ok()) else {
            return false;
        };
        let fits = from <= offset && offset <= to;
        let count = line.bytes.len();
        let filling = match cells {
            Cells::Chars => line.bytes.iter().rev().take_while(|(byte, _)| *byte == b' ').count(),
            Cells::HexWords | Cells::OctalWords => 1.min(count),
            _ => 0,
        };
        let dropped = if cells == Cells::Chars { slack.saturating_sub(count) } else { 0 };
        (from, to) = (offset + count - filling, offset + count + dropped);
        fits
    })
}

/// Reads one line with cells of the kind `cells`.
fn line(view: &View<'_>, range: &Range<usize>, cells: Cells) -> Option<Line> {
    let text = view.get(range.start..range.end.min(view.boundary(range.start + REACH)));
    view.spend(8 * text.len());
    let digits = text.bytes().take_while(u8::is_ascii_hexdigit).count();
    let rest = text.get(digits..)?;
    let colon = rest.starts_with(':');
    let apart = rest.is_empty() || colon || rest.starts_with([' ', '\t']);
    let numbered = (6..=16).contains(&digits) && apart && cells != Cells::Plain;
    let from = if numbered { digits + usize::from(colon) } else { 0 };
    if numbered && text.get(from..)?.trim().is_empty() {
        let offset = text.get(..digits).map(str::to_owned);
        return (!colon).then(|| Line { offset, bytes: Vec::new(), range: range.start..range.start + digits });
    }
    if cells == Cells::HexGroups && !colon || cells == Cells::HexWords && colon || cells == Cells::Decimal && !numbered
    {
        return None;
    }
    let body = text.get(from..)?;
    if !numbered && cells != Cells::Plain && body.trim_start().starts_with("000000") {
        // An offset behind something else: not where the dump begins.
        return None;
    }
    let bytes = match cells {
        Cells::Chars => chars(body),
        Cells::Plain => plain(body),
        Cells::Decimal => decimals(body),
        _ => digits_of(body, cells),
    }?;
    let at = range.start + from;
    let bytes = bytes.into_iter().map(|(byte, place)| (byte, at + place.start..at + place.end)).collect();
    let offset = numbered.then(|| text.get(..digits).map(str::to_owned)).flatten();
    Some(Line { offset, bytes, range: range.clone() })
}

type Bytes = Vec<(u8, Range<usize>)>;

/// Cells of digits, up to the characters that stand after them.
fn digits_of(text: &str, cells: Cells) -> Option<Bytes> {
    let (radix, width) = match cells {
        Cells::Binary => (2, 8),
        Cells::OctalWords => (8, 6),
        Cells::Hex => (16, 2),
        _ => (16, 4),
    };
    let mut bytes = Vec::new();
    let (mut at, mut count) = (0, 0);
    loop {
        let rest = text.get(at..)?;
        let gap = rest.bytes().take_while(|&b| matches!(b, b' ' | b'\t')).count();
        // `hexdump -C` leaves two blanks in the middle; any other wide gap parts the cells from their characters.
        if count > 0 && (gap > 2 || gap == 2 && !(cells == Cells::Hex && count == 8)) || gap == 0 && at > 0 {
            break;
        }
        let cell = rest.get(gap..)?;
        let length = cell.bytes().take_while(|&b| char::from(b).is_digit(radix)).count();
        let ends = cell.get(length..)?.is_empty() || cell.get(length..)?.starts_with([' ', '\t', '\r']);
        let group = cells == Cells::HexGroups && length > 0 && length.is_multiple_of(2) && length <= 16;
        if !ends || !(length == width || group) {
            break;
        }
        let (from, digits) = (at + gap, cell.get(..length)?);
        if cells == Cells::Binary {
            bytes.push((u8::from_str_radix(digits, 2).ok()?, from..from + length));
        } else if cells == Cells::OctalWords {
            let word = u16::from_str_radix(digits, 8).ok()?;
            let [low, high] = word.to_le_bytes();
            bytes.extend([(low, from..from + length), (high, from..from + length)]);
        } else {
            let mut cell: Bytes = pairs(digits).map(|(byte, at)| (byte, from + at..from + at + 2)).collect();
            if cells == Cells::HexWords {
                cell.reverse();
            }
            bytes.append(&mut cell);
        }
        at = from + length;
        count += 1;
    }
    // What follows stands apart, or the line was full.
    let rest = text.get(at..)?;
    let apart = rest.trim().is_empty() || rest.starts_with("  ") || rest.trim_start().starts_with(['|', '>']);
    (count > 0 && (apart || bytes.len() == LINE_BYTES)).then_some(bytes)
}

/// Cells of `od -td1` and `od -tu1`: numbers of two digits and more, the ends of which stand in columns of one width.
/// Cells of one character, of octal and of hexadecimal digits are narrower or have other ends.
fn decimals(text: &str) -> Option<Bytes> {
    let mut bytes = Vec::new();
    let mut at = 0;
    for word in text.trim_end().split(' ') {
        if !word.is_empty() {
            let byte = word.parse::<i16>().ok().filter(|number| (-128..256).contains(number))?;
            let [byte, _] = byte.to_le_bytes();
            (word.len() > 1 || matches!(word, "9" | "0")).then_some(())?;
            bytes.push((byte, at..at + word.len()));
        }
        at += word.len() + 1;
    }
    let columns = |width: usize| bytes.iter().zip(1..).all(|((_, place), number)| place.end == width * number);
    let padded = bytes.iter().any(|(_, place)| text.get(..place.start).is_some_and(|lead| lead.ends_with("  ")));
    (padded && [4, 5].into_iter().any(columns)).then_some(bytes)
}

/// The bytes that `digits`, an even number of hexadecimal digits, stand for.
fn pairs(digits: &str) -> impl Iterator<Item = (u8, usize)> {
    (0..digits.len()).step_by(2).filter_map(|at| Some((u8::from_str_radix(digits.get(at..at + 2)?, 16).ok()?, at)))
}

/// A line of nothing but hexadecimal digits.
fn plain(text: &str) -> Option<Bytes> {
    let digits = text.trim_end();
    let whole = digits.len() >= 8 && digits.len().is_multiple_of(2) && digits.bytes().all(|b| b.is_ascii_hexdigit());
    whole.then(|| pairs(digits).map(|(byte, at)| (byte, at..at + 2)).collect())
}

/// Cells of `od -c`, four columns each; where blanks were collapsed, whatever stands between them.
fn chars(text: &str) -> Option<Bytes> {
    columns(text).or_else(|| {
        let mut bytes = Vec::new();
        let mut at = 0;
        for word in text.split([' ', '\t']) {
            if !word.is_empty() {
                bytes.extend(cell(word)?.into_iter().map(|byte| (byte, at..at + word.len())));
            }
            at += word.len() + 1;
        }
        (bytes.len() > 1).then_some(bytes)
    })
}

fn columns(text: &str) -> Option<Bytes> {
    let mut bytes = Vec::new();
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain(std::iter::once(text.len())).collect();
    for column in places.windows(CELL_WIDTH + 1).step_by(CELL_WIDTH) {
        let (&start, &end) = (column.first()?, column.last()?);
        let shown = text.get(start..end)?;
        let word = shown.trim_start();
        if word.is_empty() {
            bytes.push((b' ', end - 1..end));
        } else {
            // macOS prints the character once and stars for its further bytes.
            let from = end - word.len();
            if word != "**" {
                bytes.extend(cell(word)?.into_iter().map(|byte| (byte, from..end)));
            }
        }
    }
    let rest = places.len().checked_sub(1)? % CELL_WIDTH;
    let tail = places.get(places.len() - 1 - rest..)?.first()?;
    (text.get(*tail..)?.trim().is_empty() && !bytes.is_empty()).then_some(bytes)
}

/// What `od -a` calls characters that do not print; it drops the highest bit of others.
const NAMED: &[(&str, u8)] =
    &[("sp", b' '), ("nl", b'\n'), ("cr", b'\r'), ("ht", b'\t'), ("nul", 0), ("esc", 27), ("del", 127)];

/// The bytes that one cell of `od -c` shows.
fn cell(word: &str) -> Option<Vec<u8>> {
    let mut chars = word.chars();
    let first = chars.next()?;
    if let (Some(kind), None) = (chars.next().filter(|_| first == '\\'), chars.next()) {
        let byte = match kind {
            '0' => 0,
            'a' => 7,
            'b' => 8,
            't' => b'\t',
            'n' => b'\n',
            'v' => 11,
            'f' => 12,
            'r' => b'\r',
            '\\' => b'\\',
            _ => return None,
        };
        return Some(vec![byte]);
    }
    if word.len() == first.len_utf8() {
        return (!first.is_control()).then(|| word.as_bytes().to_vec());
    }
    if let Some(&(_, byte)) = NAMED.iter().find(|(name, _)| *name == word) {
        return Some(vec![byte]);
    }
    let octal = word.len() == 3 && word.bytes().all(|b| matches!(b, b'0'..=b'7'));
    octal.then(|| u8::from_str_radix(word, 8).ok().map(|byte| vec![byte])).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dump(text: &str) -> Option<(String, Option<usize>, Vec<usize>)> {
        let view = View::at(text, 0);
        let mut line = view.rest_of_line(0);
        let first = line.clone();
        let dump = read(&view, &first, &mut || {
            line = view.next_line(&line)?;
            Some(line.clone())
        })?;
        let decoded = super::text(&view, &dump);
        let places = decoded.text().char_indices().map(|(at, _)| decoded.source(at)).collect();
        Some((decoded.text().to_owned(), dump.length, places))
    }

    #[test]
    fn every_program_is_read() {
        let key = "AKIAIOSFODNN7EXAMPLE";
        for (program, text, value, length) in [
            (
                "od -c",
                "0000000   A   K   I   A   I   O   S   F   O   D   N   N   7   E   X   A\n0000020   M   P   L   E  \\r  \\n\n0000026\n",
                "\r\n",
                Some(22),
            ),
            (
                "od -c, blank",
                "0000000   A   K   I   A   I   O   S   F   O   D   N   N   7   E   X   A\n0000020   M   P   L   E    \n0000025\n",
                " ",
                Some(21),
            ),
            (
                "od -c, trimmed",
                "0000000   A   K   I   A   I   O   S   F   O   D   N   N   7   E   X   A\n0000020   M   P   L   E\n0000025\n",
                " ",
                Some(21),
            ),
            (
                "od -c, collapsed",
                "0000000 A K I A I O S F O D N N 7 E X A\n0000020 M P L E 302 240\n0000026",
                "\u{a0}",
                Some(22),
            ),
            (
                "od -b",
                "0000000 101 113 111 101 111 117 123 106 117 104 116 116 067 105 130 101\n0000020 115 120 114 105 342 200 213\n0000027\n",
                "\u{200b}",
                Some(23),
            ),
            (
                "od",
                "0000000 045501 040511 047511 043123 042117 047116 042467 040530\n0000020 050115 042514 000015\n0000025\n",
                "\r",
                Some(21),
            ),
            (
                "od -x",
                "0000000 4b41 4149 4f49 4653 444f 4e4e 4537 4158\n0000020 504d 454c 000a\n0000025\n",
                "\n",
                Some(21),
            ),
            ("hexdump", "0000000 4b41 4149 4f49 4653 444f 4e4e 4537 4158\n0000010 504d 454c\n0000014\n", "", Some(20)),
            (
                "od -tx1",
                "0000000 41 4b 49 41 49 4f 53 46 4f 44 4e 4e 37 45 58 41\n0000020 4d 50 4c 45 20\n0000025",
                " ",
                Some(21),
            ),
            (
                "od -td1",
                "0000000   65   75   73   65   73   79   83   70   79   68   78   78   55   69   88   65\n0000020   77   80   76   69  -62  -96\n0000026\n",
                "\u{a0}",
                Some(22),
            ),
            (
                "od -Ad -tu1",
                "0000000  65  75  73  65  73  79  83  70  79  68  78  78  55  69  88  65\n0000016  77  80  76  69  13  10\n0000022\n",
                "\r\n",
                Some(22),
            ),
            (
                "od -An -tx1z",
                " 41 4b 49 41 49 4f 53 46 4f 44 4e 4e 37 45 58 41  >AKIAIOSFODNN7EXA<\n 4d 50 4c 45 0d                                   >MPLE.<\n",
                "\r",
                None,
            ),
            (
                "hexdump -C",
                "00000000  41 4b 49 41 49 4f 53 46  4f 44 4e 4e 37 45 58 41  |AKIAIOSFODNN7EXA|\n00000010  4d 50 4c 45 c2 a0                                 |MPLE..|\n00000016\n",
                "\u{a0}",
                Some(22),
            ),
            (
                "xxd",
                "00000000: 414b 4941 494f 5346 4f44 4e4e 3745 5841  AKIAIOSFODNN7EXA\n00000010: 4d50 4c45 0a                             MPLE.\n",
                "\n",
                None,
            ),
            (
                "xxd -g1",
                "00000000: 41 4b 49 41 49 4f 53 46 4f 44 4e 4e 37 45 58 41  AKIAIOSFODNN7EXA\n00000010: 4d 50 4c 45 0a  MPLE.\n",
                "\n",
                None,
            ),
            ("xxd -p", "414b4941494f53464f444e4e374558414d504c450d0a\n", "\r\n", None),
            (
                "Format-Hex",
                "00000000   41 4B 49 41 49 4F 53 46 4F 44 4E 4E 37 45 58 41  AKIAIOSFODNN7EXA\n00000010   4D 50 4C 45 0D 0A                                MPLE..\n",
                "\r\n",
                None,
            ),
            (
                "Format-Hex 7",
                "0000000000000000 41 4B 49 41 49 4F 53 46 4F 44 4E 4E 37 45 58 41 AKIAIOSFODNN7EXA\n0000000000000010 4D 50 4C 45                                     MPLE\n",
                "",
                None,
            ),
        ] {
            let found = dump(text).unwrap_or_else(|| panic!("{program}"));
            assert_eq!((found.0, found.1), (format!("{key}{value}"), length), "{program}");
        }
    }

    #[test]
    fn a_character_stands_where_its_digits_do() {
        let text = "0000000       A 302 240\n0000004\n";
        assert_eq!(dump(text), Some((" A\u{a0}".into(), Some(4), vec![10, 14, 16])));
        let words = "0000000 4b41\n0000002\n";
        assert_eq!(dump(words).unwrap().2, [10, 8], "the second byte stands first");
    }

    #[test]
    fn other_numbers_are_no_dump() {
        for text in [
            "0000000",
            "0000001 41 4b",
            "00000000-0000-0000",
            "0000000 total",
            "10000000: 414b",
            "deadbee",
            "0000000 41 4b\n0000099 41",
        ] {
            assert!(dump(text).is_none_or(|dump| dump.0.len() == 2), "{text}");
        }
    }
}
