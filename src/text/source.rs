//! One source of text, as fed, with the place of every byte.

/// A range of bytes of a [`Source`]'s text, half open, always at character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` to `end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end: end.max(start) }
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Whether `offset` lies inside.
    pub fn contains(self, offset: usize) -> bool {
        self.start <= offset && offset < self.end
    }
}

/// A place as a person names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1. A line ends at LF or CR LF.
    pub line: usize,
    /// Unicode scalars from the start of the line, from 1.
    pub column: usize,
}

/// One file or paste, decoded as its bytes come.
#[derive(Debug)]
pub struct Source {
    /// What the reader calls it.
    pub name: String,
    text: String,
    /// Byte offset at which each line starts.
    lines: Vec<usize>,
    encoding: Encoding,
    /// Bytes that came and do not make a whole character yet.
    pending: Vec<u8>,
}

/// How the bytes of a source are read.
#[derive(Clone, Copy, Debug)]
enum Encoding {
    /// Too few bytes came to tell.
    Unknown,
    Utf8,
    Utf16(fn([u8; 2]) -> u16),
}

impl Source {
    /// A source called `name` without text yet.
    pub fn new(name: String) -> Self {
        Self { name, text: String::new(), lines: vec![0], encoding: Encoding::Unknown, pending: Vec::new() }
    }

    /// Decodes `bytes`: UTF-16 by its byte order mark, UTF-8 otherwise, lossily. A UTF-8 byte order mark stays a character.
    pub fn decode(name: String, bytes: &[u8]) -> Self {
        let mut source = Self::new(name);
        source.push(bytes);
        source.complete();
        source
    }

    /// Appends the next bytes; where they are cut does not matter.
    pub fn push(&mut self, bytes: &[u8]) {
        let from = self.text.len();
        if self.pending.is_empty() && matches!(self.encoding, Encoding::Utf8) {
            self.push_utf8(bytes);
        } else {
            let mut all = std::mem::take(&mut self.pending);
            all.extend_from_slice(bytes);
            self.push_unknown(&all, false);
        }
        self.index_lines(from);
    }

    /// Ends the text: what is pending is no character.
    pub fn complete(&mut self) {
        let from = self.text.len();
        let rest = std::mem::take(&mut self.pending);
        if matches!(self.encoding, Encoding::Unknown) {
            self.push_unknown(&rest, true);
        } else if !rest.is_empty() && matches!(self.encoding, Encoding::Utf8) {
            self.text.push(char::REPLACEMENT_CHARACTER);
        }
        if !std::mem::take(&mut self.pending).is_empty() && matches!(self.encoding, Encoding::Utf8) {
            self.text.push(char::REPLACEMENT_CHARACTER);
        }
        self.index_lines(from);
    }

    fn push_unknown(&mut self, bytes: &[u8], last: bool) {
        let mut rest = bytes;
        if matches!(self.encoding, Encoding::Unknown) {
            self.encoding = match bytes {
                [0xFF, 0xFE, ..] => Encoding::Utf16(u16::from_le_bytes),
                [0xFE, 0xFF, ..] => Encoding::Utf16(u16::from_be_bytes),
                [] | [0xFE | 0xFF] if !last => Encoding::Unknown,
                _ => Encoding::Utf8,
            };
            if let (Encoding::Utf16(_), [_, _, after @ ..]) = (self.encoding, bytes) {
                rest = after;
            }
        }
        match self.encoding {
            Encoding::Unknown => self.pending = rest.to_vec(),
            Encoding::Utf8 => self.push_utf8(rest),
            Encoding::Utf16(unit) => self.push_utf16(rest, unit),
        }
    }

    fn push_utf8(&mut self, bytes: &[u8]) {
        let mut rest = bytes;
        loop {
            match std::str::from_utf8(rest) {
                Ok(text) => return self.text.push_str(text),
                Err(error) => {
                    let (sound, after) = rest.split_at(error.valid_up_to());
                    self.text.push_str(std::str::from_utf8(sound).unwrap_or_default());
                    let Some(length) = error.error_len() else {
                        self.pending = after.to_vec();
                        return;
                    };
                    self.text.push(char::REPLACEMENT_CHARACTER);
                    rest = after.get(length..).unwrap_or_default();
                }
            }
        }
    }

    fn push_utf16(&mut self, bytes: &[u8], unit: fn([u8; 2]) -> u16) {
        let (pairs, odd) = bytes.as_chunks::<2>();
        let mut units: Vec<u16> = pairs.iter().map(|&pair| unit(pair)).collect();
        // The first half of a pair waits for the other.
        let waiting = units.last().copied().filter(|last| (0xd800..0xdc00).contains(last)).and_then(|_| units.pop());
        self.text.extend(char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)));
        let kept = odd.len() + if waiting.is_some() { 2 } else { 0 };
        self.pending = bytes.get(bytes.len() - kept..).unwrap_or_default().to_vec();
    }

    fn index_lines(&mut self, from: usize) {
        let new = self.text.as_bytes().get(from..).unwrap_or_default();
        self.lines.extend(memchr::memchr_iter(b'\n', new).map(|at| from + at + 1));
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text in `span`; empty where the span does not fit the text.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.start..span.end).unwrap_or_default()
    }

    /// How many lines there are; an empty last line counts only if it is the only one.
    pub fn line_count(&self) -> usize {
        match self.lines.last() {
            Some(&last) if last == self.text.len() && self.lines.len() > 1 => self.lines.len() - 1,
            _ => self.lines.len(),
        }
    }

    /// The line, from 1, that holds byte `offset`; the last one for an offset past the end.
    pub fn line(&self, offset: usize) -> usize {
        self.lines.partition_point(|&start| start <= offset).max(1)
    }

    /// The span of line `number`, from 1, without its line end; empty for a line that does not exist.
    pub fn line_span(&self, number: usize) -> Span {
        let Some(&start) = number.checked_sub(1).and_then(|index| self.lines.get(index)) else {
            return Span::new(self.text.len(), self.text.len());
        };
        let end = self.lines.get(number).map_or(self.text.len(), |&next| next.saturating_sub(1));
        let line = self.text.get(start..end).unwrap_or_default();
        Span::new(start, start + line.strip_suffix('\r').unwrap_or(line).len())
    }

    /// The place of byte `offset`.
    pub fn position(&self, offset: usize) -> Position {
        let line = self.line(offset);
        let start = self.lines.get(line - 1).copied().unwrap_or(0);
        let column = self.text.get(start..offset.min(self.text.len())).map_or(1, |before| before.chars().count() + 1);
        Position { line, column }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(bytes: &[u8]) -> Source {
        Source::decode("test".into(), bytes)
    }

    #[test]
    fn positions_count_characters_and_lines() {
        let source = source("a\u{a0}b\r\nc\rd\n".as_bytes());
        assert_eq!(source.position(3), Position { line: 1, column: 3 });
        let d = source.text().find('d').unwrap();
        assert_eq!(source.position(d), Position { line: 2, column: 3 }, "a lone CR is a character, not a line end");
        assert_eq!(source.line_count(), 2);
        assert_eq!(source.slice(source.line_span(1)), "a\u{a0}b");
    }

    #[test]
    fn utf16_is_read_by_its_mark() {
        let mut bytes = vec![0xFF, 0xFE];
        bytes.extend("AKIA\n".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(source(&bytes).text(), "AKIA\n");
        bytes.push(0x41);
        assert_eq!(source(&bytes).text(), "AKIA\n", "half a unit at the end is dropped");
    }

    #[test]
    fn broken_utf8_is_read_lossily() {
        assert_eq!(source(b"a\xffb").text(), "a\u{fffd}b");
        assert_eq!(source(b"a\xe2\x80").text(), "a\u{fffd}");
    }

    #[test]
    fn it_does_not_matter_where_bytes_are_cut() {
        let mut wide = vec![0xFE, 0xFF];
        wide.extend("a\u{200b}😀\n".encode_utf16().flat_map(u16::to_be_bytes));
        for bytes in ["a\u{200b}😀\r\nb".as_bytes(), b"\xff", b"\xfe", b"", b"x\xf0\x9f", b"\xef\xbb\xbfA", &wide] {
            let whole = source(bytes);
            let mut slow = Source::new("test".into());
            for byte in bytes {
                slow.push(&[*byte]);
            }
            slow.complete();
            assert_eq!((slow.text(), &slow.lines), (whole.text(), &whole.lines), "{bytes:?}");
            let lossy = String::from_utf8_lossy(bytes);
            assert!(bytes == wide || whole.text() == lossy, "{bytes:?}");
        }
    }
}
