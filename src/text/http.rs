//! Lines of HTTP as tools print them: `curl -v`'s `< ` and `> `, Python's `header: `, the wire logs of Java's client,
//! curl's traces, or plain.

use std::ops::Range;

use super::margin::Margin;
use super::{View, Words};

/// The most bytes of a line that are looked at.
const REACH: usize = 8_192;

/// A header line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// Where the name stands.
    pub name: Range<usize>,
    /// Where the value stands, without blanks at its ends.
    pub value: Range<usize>,
}

/// The line that holds byte `at`, and the part of it that went over the wire: without marks before and after it.
pub fn line(view: &View<'_>, at: usize) -> (Range<usize>, Range<usize>) {
    let line = view.line_near(at, REACH);
    let bare = bare(view, line.clone());
    (line, bare)
}

/// What went over the wire of `line`.
pub fn bare(view: &View<'_>, line: Range<usize>) -> Range<usize> {
    let text = view.get(line.clone());
    let mut rest = text.trim_start();
    if let Some((_, wire)) = rest.cut("http-outgoing-") {
        rest = wire.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start();
    }
    for mark in ["<<", ">>", "<", ">", "|", "header:", "reply:", "\""] {
        rest = rest.strip_prefix(mark).map_or(rest, |rest| rest.strip_prefix(' ').unwrap_or(rest));
    }
    if let Some(traced) = rest.cut(": ").and_then(|(offset, traced)| is_offset(offset).then_some(traced)) {
        rest = traced;
    }
    rest = rest.strip_prefix(['\'', '"']).unwrap_or(rest);
    let start = line.start + text.len() - rest.len();
    for mark in ["\"", "'", "[\\n]", "\\n", "[\\r]", "\\r"] {
        rest = rest.strip_suffix(mark).unwrap_or(rest);
    }
    start..start + rest.trim_end().len()
}

/// `0000`, with which curl's traces number lines.
fn is_offset(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|b| b.is_ascii_hexdigit())
}

/// The header in `bare`, the bare part of a line.
pub fn header(view: &View<'_>, bare: Range<usize>) -> Option<Header> {
    let text = view.get(bare.clone());
    let colon = text.find(':').filter(|&colon| (1..=64).contains(&colon))?;
    let name = text.get(..colon)?;
    if !name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')) {
        return None;
    }
    let value = text.get(colon + 1..)?;
    let lead = value.len() - value.trim_start_matches([' ', '\t']).len();
    let start = bare.start + colon + 1 + lead.min(value.len());
    Some(Header { name: bare.start..bare.start + colon, value: start..bare.end.max(start) })
}

/// The headers in the lines after `line`, up to an empty one or one that is no header, at most `most` of them; and the
/// end of the last line that belongs to them. Remarks that curl puts between (`* …`) are passed over; where it marked
/// `line` (`< `), it marks the headers. Lines of a log have its `margin`.
pub fn headers(view: &View<'_>, line: &Range<usize>, most: usize, margin: Option<&Margin>) -> (Vec<Header>, usize) {
    let mut out = Vec::new();
    let mut end = line.end;
    let mark = ['<', '>'].into_iter().find(|&mark| view.get(line.clone()).trim_start().starts_with(mark));
    let mut next = after(view, line);
    while let Some(line) = next.filter(|_| out.len() < most) {
        let inside = margin.map_or(Some(line.clone()), |margin| margin.strip(view, &line));
        let Some(inside) = inside else { break };
        let bare = bare(view, inside);
        if bare.is_empty() {
            return (out, if view.get(line.clone()).trim().is_empty() { end } else { line.end });
        }
        let marked = mark.is_none_or(|mark| view.get(line.clone()).trim_start().starts_with(mark));
        match header(view, bare).filter(|_| marked) {
            Some(header) => out.push(header),
            None if view.get(line.clone()).starts_with("* ") => {}
            None => break,
        }
        end = line.end;
        next = after(view, &line);
    }
    (out, end)
}

/// The line after `line`, as far as it is looked at.
pub fn after(view: &View<'_>, line: &Range<usize>) -> Option<Range<usize>> {
    let rest = view.get(line.end..view.boundary(line.end + 2));
    let start = line.end + rest.find('\n')? + 1;
    (start < view.text().len()).then(|| view.rest_near(start, REACH))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_tools_are_no_part_of_a_line() {
        for text in [
            "Server: x",
            "< Server: x\r",
            "> Server: x",
            "header: Server: x",
            "0000: Server: x",
            "2026-11-21 DEBUG wire - http-outgoing-0 << \"Server: x[\\r][\\n]\"",
            "2026-11-21 DEBUG headers - http-outgoing-0 << Server: x",
        ] {
            let view = View::at(text, 0);
            let (_, bare) = line(&view, 0);
            let header = header(&view, bare).unwrap();
            assert_eq!((view.get(header.name), view.get(header.value)), ("Server", "x"), "{text}");
        }
    }

    #[test]
    fn headers_end_at_an_empty_line() {
        let view = View::at("HTTP/1.1 403 F\nA: 1\r\nB:\r\n\r\nC: 3\n", 0);
        let (first, _) = line(&view, 0);
        let (headers, end) = headers(&view, &first, 64, None);
        let names: Vec<&str> = headers.iter().map(|header| view.get(header.name.clone())).collect();
        assert_eq!((names, view.get(headers[1].value.clone()), end), (vec!["A", "B"], "", 23));
        let view = View::at("< HTTP/1.1 403 F\n< A: 1\n* note: x\nError: not sent\n", 0);
        let (first, _) = line(&view, 0);
        assert_eq!(super::headers(&view, &first, 64, None).0.len(), 1, "the mark is gone");
    }
}
