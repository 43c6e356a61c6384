//! XML as it is found in pastes: whole, cut in mid-tag, edited by hand. Reading never fails; what is no markup is text.

use std::ops::Range;

use super::quote::{Escapes, unescape};
use super::{View, Words};

/// Bytes within which a prolog or comment must close to be one.
const ASIDE: usize = 4096;

/// A piece of XML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// `<name …>`: where name (without a namespace prefix) and attributes stand; `empty` for `<name/>`.
    Open {
        /// The name.
        name: Range<usize>,
        /// The attributes.
        attributes: Range<usize>,
        /// Whether it is closed at once.
        empty: bool,
    },
    /// `</name>`, with the place of the name.
    Close(Range<usize>),
    /// Text between tags, or CDATA: the place of the characters.
    Text(Range<usize>),
    /// A prolog, comment or doctype.
    Aside,
}

/// The pieces of `view` in `range`, each with the bytes it takes. A `<` that opens no tag is text.
pub fn pieces<'a>(view: &'a View<'a>, range: Range<usize>) -> impl Iterator<Item = (Piece, Range<usize>)> + 'a {
    let end = range.end.min(view.text().len());
    let mut at = range.start;
    std::iter::from_fn(move || {
        let rest = view.get(at..end);
        if rest.is_empty() || view.is_spent() {
            return None;
        }
        let (piece, length) = tag(rest, at).unwrap_or_else(|| {
            let length = text_length(rest);
            (Piece::Text(at..at + length), length)
        });
        view.spend(64 + 2 * length);
        at += length;
        Some((piece, at - length..at))
    })
}

/// How many bytes of `rest` are text: up to the next `<` that opens something, or that the end cuts off.
fn text_length(rest: &str) -> usize {
    memchr::memchr_iter(b'<', rest.as_bytes())
        .find(|&at| at > 0 && rest.get(at..).is_some_and(|tail| tag(tail, 0).is_some() || is_cut_tag(tail)))
        .unwrap_or(rest.len())
}

/// Whether `tail` may be a tag that the end of the text cut off.
fn is_cut_tag(tail: &str) -> bool {
    tail.len() < 64 && tail.trim_start_matches(['<', '/']).bytes().all(is_name)
}

/// The tag that begins `rest`, which stands at byte `at`, and its length.
fn tag(rest: &str, at: usize) -> Option<(Piece, usize)> {
    let inner = rest.strip_prefix('<')?;
    if let Some(data) = inner.strip_prefix("![CDATA[") {
        let length = data.first("]]>");
        let text = at + 9..at + 9 + length.unwrap_or(data.len());
        return Some((Piece::Text(text), 9 + length.map_or(data.len(), |length| length + 3)));
    }
    for (open, close) in [("?", "?>"), ("!--", "-->"), ("!", ">")] {
        if inner.starts_with(open) {
            let near = inner.get(..inner.floor_char_boundary(ASIDE)).unwrap_or_default();
            let line = rest.find('\n').unwrap_or(rest.len());
            let close = near.first(close).map(|found| 1 + found + close.len());
            return Some((Piece::Aside, close.unwrap_or(line)));
        }
    }
    // JSON writes a backslash before the stroke, which stays where its string was not pasted whole.
    let slash = if inner.starts_with("\\/") { 2 } else { usize::from(inner.starts_with('/')) };
    let name = inner.get(slash..)?;
    let name = name.get(..name_length(name))?;
    if !name.trim_start().starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
        return None;
    }
    let after = inner.get(slash + name.len()..)?;
    let inside = after.get(..after.find(['<', '>'])?)?;
    let is_tag = after.get(inside.len()..)?.starts_with('>')
        && (inside.is_empty() || inside.starts_with([' ', '\t', '\n', '\r', '/']));
    if !is_tag {
        return None;
    }
    let name_end = at + 1 + slash + name.len();
    let local = at + 1 + slash + name.rfind(':').map_or(0, |colon| colon + 1)..name_end;
    let piece = if slash > 0 {
        Piece::Close(local)
    } else {
        Piece::Open { name: local, attributes: name_end..name_end + inside.len(), empty: inside.ends_with('/') }
    };
    Some((piece, 1 + slash + name.len() + inside.len() + 1))
}

/// How many bytes of `text` are the name of a tag, which a terminal may have broken at the end of its line.
fn name_length(text: &str) -> usize {
    let run = |text: &str| text.bytes().take_while(|&b| is_name(b)).count();
    let first = run(text);
    let rest = text.get(first..).unwrap_or_default();
    let Some(more) = rest.strip_prefix('\n').or_else(|| rest.strip_prefix("\r\n")) else { return first };
    let second = run(more);
    let closes = second > 0 && more.get(second..).is_some_and(|rest| rest.starts_with('>'));
    if closes { text.len() - more.len() + second } else { first }
}

/// The name of a tag, without the line break that a terminal put into it.
fn named(view: &View<'_>, range: Range<usize>) -> String {
    view.get(range).replace(['\n', '\r'], "")
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b':')
}

/// An element that holds text only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// Its name, without a namespace prefix.
    pub name: String,
    /// The name of the element around it.
    pub parent: String,
    /// Its text, entities resolved, untrimmed.
    pub text: View<'static>,
    /// Where it stands, tags included.
    pub range: Range<usize>,
    /// Whether its end tag is there.
    pub closed: bool,
}

/// An element and the text-only elements inside it, up to its end tag or to where the text breaks off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// Its name, without a namespace prefix.
    pub name: String,
    /// Its attributes as they stand.
    pub attributes: String,
    /// The elements inside that hold text only, at any depth, in the order of the text.
    pub leaves: Vec<Leaf>,
    /// Where it stands.
    pub range: Range<usize>,
    /// Whether its end tag is there.
    pub closed: bool,
}

impl Element {
    /// The first leaf called `name`.
    pub fn leaf(&self, name: &str) -> Option<&Leaf> {
        self.leaves.iter().find(|leaf| leaf.name == name)
    }
}

/// An element that is open while reading.
struct Open {
    name: String,
    /// Where its start tag begins and ends.
    tag: Range<usize>,
    /// How many leaves there were when it began.
    leaves: usize,
}

/// How many bytes between elements may be something else: prefixes of lines, remarks.
const BETWEEN: usize = 300;

/// Reads the element whose start tag begins at byte `at`, no further than `end`.
///
/// Where it is not closed, it ends with the last thing that belongs to it: a leaf that the text breaks off in takes
/// the rest of its line. Start tags that are never closed (`<removed by hand>`) are part of the text around them.
pub fn element(view: &View<'_>, at: usize, end: usize) -> Option<Element> {
    let Some((Piece::Open { name, attributes, empty }, tag)) = pieces(view, at..end).next() else { return None };
    let mut found = Element {
        name: named(view, name),
        attributes: view.get(attributes).trim().to_owned(),
        leaves: Vec::new(),
        range: tag,
        closed: empty,
    };
    if !empty {
        inside(view, &mut found, end);
    }
    Some(found)
}

/// Reads the elements that stand one after the other from byte `at`: the rest of an element whose start tag is cut off.
/// It has no name.
pub fn fragment(view: &View<'_>, at: usize, end: usize) -> Option<Element> {
    let mut found =
        Element { name: String::new(), attributes: String::new(), leaves: Vec::new(), range: at..at, closed: false };
    inside(view, &mut found, end);
    (!found.leaves.is_empty()).then_some(found)
}

/// Reads on in `found` from the end of its start tag.
fn inside(view: &View<'_>, found: &mut Element, end: usize) {
    let from = found.range.end;
    let mut open = vec![Open { name: found.name.clone(), tag: found.range.clone(), leaves: 0 }];
    for (piece, place) in pieces(view, from..end) {
        match piece {
            Piece::Open { name, empty: true, .. } => {
                let text = View::empty(view.source(place.end));
                let parent = open.last().map(|open| open.name.clone()).unwrap_or_default();
                found.range.end = place.end;
                found.leaves.push(Leaf { name: named(view, name), parent, text, range: place, closed: true });
            }
            // The next element of this name, or the next document: this one was never closed.
            Piece::Open { name, .. } if named(view, name.clone()) == found.name => break,
            Piece::Open { name, .. } => {
                open.push(Open { name: named(view, name), tag: place, leaves: found.leaves.len() });
            }
            Piece::Close(name) => {
                let name = named(view, name);
                view.spend(8 * open.len());
                let Some(depth) = open.iter().rposition(|open| open.name == name) else {
                    // An end tag that nothing here opened belongs to what is around.
                    if found.name.is_empty() {
                        found.range.end = place.end;
                        continue;
                    }
                    break;
                };
                open.truncate(depth + 1);
                let Some(closed) = open.pop() else { break };
                found.range.end = place.end;
                let Some(parent) = open.last() else {
                    found.closed = true;
                    return;
                };
                if found.leaves.len() == closed.leaves {
                    let text = content(view, closed.tag.end..place.start);
                    let range = closed.tag.start..place.end;
                    found.leaves.push(Leaf {
                        name: closed.name,
                        parent: parent.name.clone(),
                        text,
                        range,
                        closed: true,
                    });
                }
            }
            Piece::Text(text) => {
                let text = view.get(text);
                let between = place.start == found.range.end;
                let foreign = found.name.is_empty() && text.contains(char::is_alphanumeric);
                if between && (foreign || text.split_whitespace().map(str::len).sum::<usize>() > BETWEEN) {
                    break;
                }
            }
            Piece::Aside if view.get(place.clone()).starts_with("<?xml") => break,
            Piece::Aside => {}
        }
    }
    cut_leaf(view, &open, found, end);
}

/// What the bytes of an element that holds no others say: entities resolved, CDATA as it is, without comments.
fn content(view: &View<'_>, range: Range<usize>) -> View<'static> {
    let mut text = View::empty(view.source(range.start));
    for (piece, place) in pieces(view, range) {
        match piece {
            Piece::Text(data) if data != place => text.extend(view, data),
            Piece::Aside if view.get(place.clone()).starts_with("<!--") => {}
            _ => text.append(&unescape(view, place, Escapes::Entities)),
        }
    }
    text
}

/// Adds the leaf that was open where the text broke off.
fn cut_leaf(view: &View<'_>, open: &[Open], found: &mut Element, end: usize) {
    let after = found.range.end;
    let mut inside = open.iter().skip(1).filter(|open| open.tag.start >= after);
    let parent = open.iter().rfind(|open| open.tag.start < after).map(|open| open.name.clone()).unwrap_or_default();
    let (mut parent, mut last) = (parent, inside.next());
    // Containers come one inside the other without text between; the innermost of them is the leaf.
    while let (Some(outer), Some(inner)) = (last, inside.next()) {
        if !view.get(outer.tag.end..inner.tag.start).trim().is_empty() {
            break;
        }
        parent.clone_from(&outer.name);
        last = Some(inner);
    }
    let Some(last) = last else { return };
    let line_end = view.rest_of_line(last.tag.end).end.min(end);
    let text = content(view, last.tag.end..line_end);
    let range = last.tag.start..line_end;
    found.range.end = line_end;
    found.leaves.push(Leaf { name: last.name.clone(), parent, text, range, closed: false });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<(String, String)>, bool, String) {
        let view = View::at(text, 0);
        let element = element(&view, text.find('<').unwrap(), text.len()).unwrap();
        let leaves = element.leaves.iter().map(|leaf| (leaf.name.clone(), leaf.text.text().to_owned())).collect();
        (leaves, element.closed, text.get(element.range).unwrap().to_owned())
    }

    fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
        expected.iter().map(|&(name, text)| (name.to_owned(), text.to_owned())).collect()
    }

    #[test]
    fn whole_and_broken_elements_are_read() {
        type Case = (&'static str, &'static [(&'static str, &'static str)], bool);
        let cases: &[Case] = &[
            ("<E><A>1</A><B>&lt;2&#13;</B></E> after", &[("A", "1"), ("B", "<2\r")], true),
            ("<E xmlns=\"u\">\n  <X><A>1</A></X>\n  <B/>\n</E>", &[("A", "1"), ("B", "")], true),
            ("<s:E><s:A >1</s:A ></s:E>", &[("A", "1")], true),
            (r"<E><A>1<\/A><B>2<\/B><\/E>", &[("A", "1"), ("B", "2")], true),
            ("<E><A>1</A><B>two wor", &[("A", "1"), ("B", "two wor")], false),
            ("<E><A>1</A><B>2</B", &[("A", "1"), ("B", "2</B")], false),
            ("<E><A>1</A><Bcd", &[("A", "1")], false),
            ("<E><A>1</A>\nplain prose\n", &[("A", "1")], false),
            ("<E><A><removed by hand></A><B>2</B></E>", &[("A", "<removed by hand>"), ("B", "2")], true),
            ("<E><A><![CDATA[a<b]]></A></E>", &[("A", "a<b")], true),
            ("<E><F><A>cut (truncated...)\n next line", &[("A", "cut (truncated...)")], false),
            ("<E><A>1</A></Other>", &[("A", "1")], false),
            ("<E/>", &[], true),
        ];
        for (text, leaves, closed) in cases {
            let (found, is_closed, _) = read(text);
            assert_eq!((found, is_closed), (pairs(leaves), *closed), "{text}");
        }
    }

    #[test]
    fn the_place_ends_with_what_was_read() {
        assert_eq!(read("<E><A>1</A></E> after").2, "<E><A>1</A></E>");
        assert_eq!(read("<E><A>1</A>\nafter").2, "<E><A>1</A>");
        assert_eq!(read("<E><A>1</A>\n<B>two\nafter").2, "<E><A>1</A>\n<B>two");
    }

    #[test]
    fn whole_documents_are_read_as_an_xml_library_reads_them() {
        let text = "<?xml version=\"1.0\"?>\n<ErrorResponse xmlns=\"u\">\n <Error><Type>Sender</Type><Code>Some&amp;Code</Code>\
                    <Message>a &#x41; b</Message></Error>\n <RequestId>1-2</RequestId>\n</ErrorResponse>";
        let mut oracle = quick_xml::Reader::from_str(text);
        let (mut name, mut expected) = (String::new(), Vec::<(String, String)>::new());
        loop {
            match oracle.read_event().unwrap() {
                quick_xml::events::Event::Eof => break,
                quick_xml::events::Event::Start(tag) => {
                    name = tag.name().as_ref().to_string();
                    expected.push((name.clone(), String::new()));
                }
                quick_xml::events::Event::Text(part) if !name.is_empty() => {
                    expected.last_mut().unwrap().1.push_str(&part);
                }
                quick_xml::events::Event::GeneralRef(part) => {
                    let resolved = part.resolve_char_ref().unwrap().unwrap_or('&');
                    expected.last_mut().unwrap().1.push(resolved);
                }
                quick_xml::events::Event::End(_) => name.clear(),
                _ => {}
            }
        }
        expected.retain(|(_, text)| !text.trim().is_empty());
        let start = text.find("<ErrorResponse").unwrap();
        let view = View::at(text, 0);
        let element = element(&view, start, text.len()).unwrap();
        let found: Vec<_> =
            element.leaves.iter().map(|leaf| (leaf.name.clone(), leaf.text.text().to_owned())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn names_that_a_terminal_broke_are_whole() {
        let text = "<Error\n a='b'><Co\nde>X</\nCode><Key>AK\nIA</K\r\ney></Error>";
        let view = View::at(text, 0);
        let found = element(&view, 0, text.len()).unwrap();
        let leaves: Vec<_> = found.leaves.iter().map(|leaf| (leaf.name.as_str(), leaf.text.text())).collect();
        assert_eq!(leaves, [("Code", "X"), ("Key", "AK\nIA")]);
        assert!(found.closed);
    }

    #[test]
    fn no_prefix_panics() {
        let text = "<?xml v?><E a='1'><!-- c --><A>é&#x41;</A><![CDATA[x]]><B/></E>";
        for end in (0..=text.len()).filter(|&end| text.is_char_boundary(end)) {
            let view = View::at(text.get(..end).unwrap(), 0);
            for at in 0..end {
                let _ = element(&view, at, end);
            }
            assert_eq!(pieces(&view, 0..end).map(|(_, place)| place.len()).sum::<usize>(), end, "all is read once");
        }
    }
}
