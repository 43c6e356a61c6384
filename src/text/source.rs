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

/// One file or paste, decoded.
#[derive(Debug)]
pub struct Source {
    /// What the reader calls it.
    pub name: String,
    text: String,
    /// Byte offset at which each line starts.
    lines: Vec<usize>,
}

impl Source {
    /// Decodes `bytes`: UTF-16 by its byte order mark, UTF-8 otherwise, lossily. A UTF-8 byte order mark stays a character.
    pub fn decode(name: String, bytes: Vec<u8>) -> Self {
        let text = match bytes.get(..2) {
            Some([0xFF, 0xFE]) => utf16(&bytes, u16::from_le_bytes),
            Some([0xFE, 0xFF]) => utf16(&bytes, u16::from_be_bytes),
            _ => String::from_utf8(bytes).unwrap_or_else(|bad| String::from_utf8_lossy(bad.as_bytes()).into_owned()),
        };
        let lines = std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1)).collect();
        Self { name, text, lines }
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

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units: Vec<u16> = bytes.as_chunks::<2>().0.iter().skip(1).map(|&pair| unit(pair)).collect();
    String::from_utf16_lossy(&units)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(bytes: &[u8]) -> Source {
        Source::decode("test".into(), bytes.to_vec())
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
    }
}
