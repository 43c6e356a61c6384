//! Error bodies and messages inside strings: `"msg":"<?xml version=\"1.0\"?>\n<Error>…"`, `b'<?xml …\n'`,
//! `err="…\n\tstatus code: 403"`, `&lt;Error&gt;`. No kind of its own: the string is read again without its escapes,
//! by the formats that own what stands in it, and the escaped text is not read a second time.

use std::ops::Range;

use crate::text::quote::{Escapes, unescape};
use crate::text::{View, Words};

/// Escaped beginnings of error bodies, which the literals of the formats do not match.
pub(super) const LITERALS: &[&str] = &[
    "&lt;?xml",
    "&lt;error",
    "&lt;response&gt;",
    "&lt;code&gt;",
    "&quot;__type",
    "\\u003c?xml",
    "\\u003cerror",
    "\\u003cresponse\\u003e",
    "\\x3c?xml",
    "\\x3cerror",
    "{\\\"__type",
    "{\\\"code",
    "{\\\"message",
    "{\\\"error",
];

/// The most bytes of markup that are unescaped at one place.
const LONGEST: usize = 65_536;

/// The quoted strings of the line that was looked at last.
#[derive(Debug, Default)]
pub(super) struct Strings {
    line: Range<usize>,
    /// What stands between the quotes, ascending; only strings with escapes in them.
    found: Vec<Range<usize>>,
}

/// Whether the escaped text in `range` is an object or has several lines: it was printed as such, whatever stands in it.
pub(super) fn is_document(view: &View<'_>, range: &Range<usize>) -> bool {
    let text = view.get(range.clone());
    text.starts_with("{\\\"") || text.first("\\n").is_some_and(|end| end + 2 < text.len())
}

/// Whether the string whose first byte is `at` is a stack, the first member of an error that was printed as an object:
/// the object says more.
pub(super) fn is_stack(view: &View<'_>, at: usize) -> bool {
    let before = view.get(0..at);
    let lead = ["\"stack\":\"", "\"stack\": \""].iter().find_map(|name| before.strip_suffix(name));
    lead.is_some_and(|lead| lead.trim_end().ends_with('{'))
}

impl Strings {
    /// The escaped text around byte `at` of `view` and how it is escaped; none where `at` stands plainly. Places must be
    /// asked about in ascending order.
    pub(super) fn around(&mut self, view: &View<'_>, at: usize) -> Option<(Range<usize>, Escapes)> {
        if view.get(at..view.text().len()).starts_with('&') {
            return Some((markup(view, at), Escapes::Entities));
        }
        if at >= self.line.end || at < self.line.start {
            self.line = view.line(at);
            self.found.clear();
            let line = view.get(self.line.clone());
            if memchr::memchr(b'\\', line.as_bytes()).is_some() {
                self.found
                    .extend(strings(line).into_iter().map(|s| self.line.start + s.start..self.line.start + s.end));
            }
        }
        let after = self.found.partition_point(|string| string.start <= at);
        let string = after.checked_sub(1).and_then(|index| self.found.get(index))?;
        (at < string.end).then(|| (string.clone(), Escapes::C))
    }
}

/// The text of `view` in `range` without its escapes.
pub(super) fn plain(view: &View<'_>, range: Range<usize>, escapes: Escapes) -> View<'static> {
    unescape(view, range, escapes)
}

/// Escaped markup from byte `at` to the next tag that is not escaped, empty line or end.
fn markup(view: &View<'_>, at: usize) -> Range<usize> {
    let rest = view.get(at..view.text().len());
    let mut end = rest.len().min(LONGEST);
    while !rest.is_char_boundary(end) {
        end -= 1;
    }
    let near = rest.get(..end).unwrap_or(rest);
    let stop = ["<", "\n\n", "\r\n\r\n"].iter().filter_map(|stop| near.first(stop)).min();
    at..at + stop.unwrap_or(end)
}

/// What stands between the quotes of the strings of `line` that hold escapes. A string without its closing quote ends
/// with the line, except that a lone quote is an apostrophe.
fn strings(line: &str) -> Vec<Range<usize>> {
    let bytes = line.as_bytes();
    let mut found = Vec::new();
    let mut apostrophe = false;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let opens = match byte {
            b'"' => opens_string(bytes, at),
            b'\'' => !apostrophe && opens_string(bytes, at),
            b'\\' => {
                at += 2;
                continue;
            }
            _ => false,
        };
        at += 1;
        if !opens {
            continue;
        }
        let (end, escapes) = string_end(bytes, at, byte);
        match end {
            None if byte == b'\'' => apostrophe = true,
            _ => {
                let end = end.unwrap_or(bytes.len());
                if escapes {
                    found.push(at..end);
                }
                at = end + 1;
            }
        }
    }
    found
}

/// Whether the quote at byte `at` opens a string: not after a letter or digit, but for the prefix of a Python string.
fn opens_string(bytes: &[u8], at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).and_then(|i| bytes.get(i)).is_some_and(u8::is_ascii_alphanumeric);
    let prefixed = at.checked_sub(1).and_then(|i| bytes.get(i)).is_some_and(|b| matches!(b, b'b' | b'u' | b'B' | b'r'));
    !before(1) || prefixed && !before(2)
}

/// Where the string that begins at byte `from` closes, if it does, and whether it holds escapes.
fn string_end(bytes: &[u8], from: usize, quote: u8) -> (Option<usize>, bool) {
    let mut escapes = false;
    let mut at = from;
    while let Some(rest) = bytes.get(at..) {
        let Some(next) = memchr::memchr2(b'\\', quote, rest) else { break };
        at += next;
        if bytes.get(at) == Some(&quote) {
            return (Some(at), escapes);
        }
        escapes |= matches!(bytes.get(at + 1), Some(b'n' | b'r' | b't' | b'"' | b'\'' | b'\\' | b'u' | b'x'));
        at += 2;
    }
    (None, escapes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around(text: &str, mark: &str) -> Option<String> {
        let view = View::at(text, 0);
        let at = text.find(mark).unwrap();
        let (range, escapes) = Strings::default().around(&view, at)?;
        Some(plain(&view, range, escapes).text().to_owned())
    }

    #[test]
    fn the_string_around_a_place_loses_its_escapes() {
        for (text, want) in [
            (r#"{"level":"error","msg":"<?xml v=\"1\"?>\n<Error>"}"#, Some("<?xml v=\"1\"?>\n<Error>")),
            (r#"b'<?xml v="1"?>\n<Error>'"#, Some("<?xml v=\"1\"?>\n<Error>")),
            (r#"don't err="A\n\tb <Error> c" x"#, Some("A\n\tb <Error> c")),
            (r#"{"body":"\u003c?xml?\u003e\n<Error>"#, Some("<?xml?>\n<Error>")),
            (r#"msg="a\n" <Error> "b\n""#, None),
            (r#"msg="plain <Error>""#, None),
            (r#"cut off", "msg":"a\n<Error>", "b":1"#, Some("a\n<Error>")),
            ("<Error>", None),
        ] {
            assert_eq!(around(text, "<Error>").as_deref(), want, "{text}");
        }
    }

    #[test]
    fn entities_end_at_a_tag() {
        let text = "<pre>&lt;Error&gt;&lt;Code&gt;X&lt;/Code&gt;</pre>";
        assert_eq!(around(text, "&lt;Error").as_deref(), Some("<Error><Code>X</Code>"));
    }
}
