//! JSON, and the object prints of programming languages that look like it: JavaScript's `{ code: 'x' }`, Python's
//! `{'code': None}`, Ruby's `{:code=>"x"}`, Rust's `Error { code: Some("x") }`, Swift's `Failure(code: Optional("x"))`.
//!
//! Reading never fails: what is cut off ends where the text does, and what stands between members without being one (a
//! line's prefix, an ellipsis) is passed over. Of valid JSON it reads what a JSON library reads.

use std::cell::Cell;
use std::ops::Range;

use super::command;
use super::quote::{Escapes, quoted};
use super::{View, Words};

/// How deep objects may stand in one another.
const DEEPEST: usize = 64;

/// A value, or as much of it as the text has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// What it is.
    pub node: Node,
    /// Where it stands.
    pub range: Range<usize>,
    /// Whether its end is there.
    pub whole: bool,
}

/// What a value is. The wrappers `Some("x")`, `Optional("x")` and `b'x'` are what they wrap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// Members in their order.
    Object(Vec<Member>),
    /// Items in their order.
    Array(Vec<Value>),
    /// A string, its escapes resolved.
    Text(View<'static>),
    /// A number, `true`, `null`, `undefined`, a date: whatever stands without quotes.
    Bare(View<'static>),
}

/// A member of an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Its name, unquoted.
    pub name: View<'static>,
    /// Its value.
    pub value: Value,
}

impl Value {
    /// The members, if it is an object.
    pub fn members(&self) -> &[Member] {
        if let Node::Object(members) = &self.node { members } else { &[] }
    }

    /// The items, if it is an array.
    pub fn items(&self) -> &[Value] {
        if let Node::Array(items) = &self.node { items } else { &[] }
    }

    /// The first member of this name; the case of letters does not count.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.members().iter().find(|member| member.name.text().eq_ignore_ascii_case(name)).map(|member| &member.value)
    }

    /// The characters of a string.
    pub fn text(&self) -> Option<&View<'static>> {
        if let Node::Text(text) = &self.node { Some(text) } else { None }
    }

    /// The characters of a string or of what stands without quotes.
    pub fn scalar(&self) -> Option<&View<'static>> {
        match &self.node {
            Node::Text(text) | Node::Bare(text) => Some(text),
            Node::Object(_) | Node::Array(_) => None,
        }
    }
}

/// Reads the value that begins at byte `at` with a bracket, a quote or the name of a type.
pub fn read(view: &View<'_>, at: usize) -> Option<Value> {
    within(view, at, view.text().len())
}

/// The same, reading no further than byte `end`.
pub fn within(view: &View<'_>, at: usize, end: usize) -> Option<Value> {
    Reader { view, end, angle: false, stop: &Cell::new(at) }.value(at, 0)
}

/// The place of the bracket that opens what byte `at` stands in, not before `floor`; brackets inside strings are taken
/// for brackets, so the caller reads what is there and looks whether it fits.
pub fn opening(view: &View<'_>, at: usize, floor: usize) -> Option<usize> {
    let floor = floor.max(view.boundary(at.saturating_sub(view.reach(at))));
    view.spend(at.saturating_sub(floor));
    let mut closed = 0usize;
    for (offset, byte) in view.get(floor..at).bytes().enumerate().rev() {
        match byte {
            b'}' | b']' => closed += 1,
            b'{' | b'[' if closed == 0 => return Some(floor + offset),
            b'{' | b'[' => closed -= 1,
            _ => {}
        }
    }
    None
}

/// As far around an object its manifest is looked at.
const MANIFEST: usize = 4096;

/// Whether the members in `range` are the data of a Kubernetes Secret, whose values are in base64.
pub fn is_stored(view: &View<'_>, range: Range<usize>) -> bool {
    let before = view.get(view.boundary(range.start.saturating_sub(MANIFEST))..range.start);
    let after = view.get(range.end..view.boundary(range.end + MANIFEST));
    let label = before.trim_end().strip_suffix('{').is_some_and(|lead| lead.trim_end().ends_with("\"data\":"));
    let named = |text: &str| text.holds("\"kind\": \"Secret\"") || text.holds("\"kind\":\"Secret\"");
    let line = view.line_near(range.start, MANIFEST);
    let told = command::line_above(view, line.start).map_or("", |line| view.get(line));
    if told.holds("secret") && told.holds("jsonpath=") && !view.get(line.start..range.start).contains('"') {
        return true;
    }
    (label || before.holds("\"data\"") && !before.holds("stringData")) && (named(before) || named(after))
}

#[derive(Clone, Copy)]
struct Reader<'a> {
    view: &'a View<'a>,
    /// Where the text ends for this reader.
    end: usize,
    /// How far the values that broke off were looked through, so that nothing is looked through twice.
    stop: &'a Cell<usize>,
    /// Whether `>` closes what is being read, as in Ruby's `#<struct …>`.
    angle: bool,
}

impl Reader<'_> {
    fn rest(&self, at: usize) -> &str {
        self.view.get(at..self.end)
    }

    /// Past blanks and line ends from `at`.
    fn past_space(&self, at: usize) -> usize {
        let rest = self.rest(at);
        at + rest.len() - rest.trim_start().len()
    }

    fn value(&self, at: usize, depth: usize) -> Option<Value> {
        let rest = self.rest(at);
        let first = rest.chars().next()?;
        if depth > DEEPEST {
            return None;
        }
        match first {
            '{' => Some(self.container(at, at + 1, '}', depth)),
            '[' => Some(self.before_object(self.container(at, at + 1, ']', depth), depth)),
            '(' => Some(self.container(at, at + 1, ')', depth)),
            '#' if rest.starts_with("#<") => {
                let name = rest.bytes().skip(2).take_while(|&b| !b.is_ascii_whitespace() && b != b'>').count();
                Some(self.container(at, at + 2 + name, '>', depth))
            }
            '"' | '\'' | '`' => self.string(at, at),
            'b' | 'B' | 'u' | 'U' if rest.get(1..).is_some_and(|rest| rest.starts_with(['"', '\''])) => {
                self.string(at, at + 1)
            }
            _ => self.named(at, depth).or_else(|| self.bare(at)),
        }
    }

    /// `[Object: null prototype] { … }` is the object.
    fn before_object(&self, array: Value, depth: usize) -> Value {
        let space = self.rest(array.range.end);
        let brace = array.range.end + space.len() - space.trim_start_matches(' ').len();
        let prototype = self.view.get(array.range.clone()).starts_with("[Object");
        if prototype && self.rest(brace).starts_with('{') {
            return self.container(array.range.start, brace + 1, '}', depth);
        }
        array
    }

    /// A string that opens at `quote`, joined with those that `+` adds to it, or that Python put on the lines below it.
    fn string(&self, start: usize, quote: usize) -> Option<Value> {
        let (mut text, mut end) = quoted(self.view, quote, Escapes::C)?;
        loop {
            let plus = self.past_space(end);
            let added = self.rest(plus).starts_with('+');
            let next = if added { self.past_space(plus + 1) } else { plus };
            let below = self.rest(next).starts_with('\'') && self.view.get(end..next).contains('\n');
            if !(below || added && self.rest(next).starts_with(['"', '\'', '`'])) {
                break;
            }
            let Some((more, after)) = quoted(self.view, next, Escapes::C) else { break };
            // The name of another member, where commas are not written.
            if !added && self.rest(self.past_space(after)).starts_with([':', '=']) {
                break;
            }
            text.append(&more);
            end = after;
        }
        let mark = self.view.get(quote..quote + 1);
        let whole = end > quote + 1 && self.view.get(end - 1..end) == mark;
        Some(Value { node: Node::Text(text), range: start..end, whole })
    }

    /// `Name { … }`, `Name(…)`, `Map(2) { … }`, `<ref *1> Name { … }`.
    fn named(&self, at: usize, depth: usize) -> Option<Value> {
        let rest = self.rest(at);
        let mark = if rest.starts_with("<ref *") { rest.first("> ")? + 2 } else { 0 };
        let name = rest.get(mark..)?.bytes().take_while(|&b| is_name(b) || b == b':').count() + mark;
        let mut open = at + name;
        let counted =
            self.rest(open).strip_prefix('(').map_or(0, |rest| rest.bytes().take_while(u8::is_ascii_digit).count());
        if counted > 0 && self.rest(open + 1 + counted).starts_with(") {") {
            open += counted + 2;
        }
        let blank = usize::from(self.rest(open).starts_with(" {"));
        let open = open + blank;
        match self.rest(open).bytes().next()? {
            b'{' => Some(self.container(at, open + 1, '}', depth)),
            b'(' if name > mark => {
                let mut value = self.container(at, open + 1, ')', depth);
                if let Node::Array(items) = &mut value.node
                    && items.len() == 1
                    && let Some(only) = items.pop()
                {
                    value.node = only.node;
                }
                Some(value)
            }
            _ => None,
        }
    }

    /// What stands without quotes: up to a comma, a closing bracket or the end of the line.
    fn bare(&self, at: usize) -> Option<Value> {
        let rest = self.rest(at);
        let ends = |c| matches!(c, ',' | '}' | ']' | ')' | '\n') || (self.angle && c == '>');
        let length = rest.find(ends).unwrap_or(rest.len());
        self.view.spend(4 * length);
        let text = rest.get(..length)?.trim_end();
        (!text.is_empty()).then(|| {
            let range = at..at + text.len();
            Value { node: Node::Bare(self.view.slice(range.clone())), range, whole: length < rest.len() }
        })
    }

    /// The lines from `at` on, up to one that begins with a quote or a closing bracket.
    fn block(&self, at: usize) -> Value {
        let rest = self.rest(at);
        let mut length = 0;
        for line in rest.split_inclusive('\n') {
            if line.trim_start().starts_with(['"', '}', ']']) {
                break;
            }
            length += line.len();
        }
        self.view.spend(4 * length);
        let range = at..at + rest.get(..length).unwrap_or_default().trim_end().len();
        Value { node: Node::Bare(self.view.slice(range.clone())), range, whole: true }
    }

    /// The name of a member that begins at `at`, and the byte after its separator.
    fn name(&self, at: usize) -> Option<(View<'static>, usize)> {
        let rest = self.rest(at);
        let (name, after) = match rest.strip_prefix([':', '@']).unwrap_or(rest).bytes().next()? {
            b'"' | b'\'' => quoted(self.view, at + usize::from(rest.starts_with(':')), Escapes::C)?,
            b'u' if rest.starts_with("u'") || rest.starts_with("u\"") => quoted(self.view, at + 1, Escapes::C)?,
            _ => {
                let sigil = rest.len() - rest.trim_start_matches([':', '@']).len();
                let length = rest.bytes().skip(sigil).take_while(|&b| is_name(b)).count();
                let name = rest.get(sigil..sigil + length)?;
                if !name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_' || c == '$') {
                    return None;
                }
                (self.view.slice(at + sigil..at + sigil + length), at + sigil + length)
            }
        };
        let separator = after + self.rest(after).len() - self.rest(after).trim_start_matches([' ', '\t']).len();
        let rest = self.rest(separator);
        let length = match rest.as_bytes() {
            [b'=', b'>', ..] => 2,
            [b':', b':', ..] | [b'=', b'=', ..] => return None,
            [b':' | b'=', ..] => 1,
            _ => return None,
        };
        Some((name, separator + length))
    }

    /// What stands from `at` to the bracket `close`; `start` is where the value begins.
    fn container(&self, start: usize, mut at: usize, close: char, depth: usize) -> Value {
        let inner = Reader { angle: close == '>', ..*self };
        let (mut members, mut items) = (Vec::new(), Vec::new());
        let (mut end, mut whole) = (at, false);
        // Whether words that are neither member nor item stand on the present line, and whether either stands there.
        let (mut junk, mut fruitful, mut comma) = (false, true, true);
        loop {
            let next = self.past_space(at);
            self.view.spend(64 + 4 * (next - at));
            if self.view.is_spent() {
                break;
            }
            if self.view.get(at..next).contains('\n') {
                let ends = (junk && !fruitful) || (close != '}' && !comma && members.is_empty() && !items.is_empty());
                if ends && !self.rest(next).starts_with([close, ',']) {
                    break;
                }
                (junk, fruitful) = (false, false);
            }
            at = next;
            let Some(first) = self.rest(at).chars().next() else { break };
            if first == close {
                (end, whole) = (at + 1, true);
                break;
            }
            if matches!(first, '}' | ']' | ')') {
                break;
            }
            if matches!(first, ',' | ';') {
                at += 1;
                (end, comma) = (at, true);
                continue;
            }
            let read_whole;
            if let Some(member) = inner.member(at, depth) {
                (end, read_whole) = (member.value.range.end, member.value.whole);
                members.push(member);
            } else if !matches!(close, '}' | '>')
                && let Some(item) = inner.value(at, depth + 1)
            {
                (end, read_whole) = (item.range.end.max(at + first.len_utf8()), item.whole);
                items.push(item);
            } else {
                let word = self.junk(at);
                junk |= self.view.get(at..word).contains(char::is_alphanumeric);
                at = word;
                continue;
            }
            at = if read_whole { end } else { end.max(self.stop.get()) };
            (fruitful, comma) = (true, false);
        }
        if !whole {
            self.stop.set(self.stop.get().max(at));
        }
        let node =
            if matches!(close, '}' | '>') || !members.is_empty() { Node::Object(members) } else { Node::Array(items) };
        Value { node, range: start..end, whole }
    }

    /// The member that begins at `at`.
    fn member(&self, at: usize, depth: usize) -> Option<Member> {
        let (name, after) = self.name(at)?;
        let from = self.past_space(after);
        let rest = self.rest(from);
        // pino-pretty sets a stack below its name as it is.
        let is_stack = name.text() == "stack" && rest.starts_with(|c: char| c.is_ascii_alphabetic());
        let value = match rest.chars().next() {
            None | Some(',' | '}' | ']' | ')') => None,
            Some(_) if is_stack => Some(self.block(from)),
            Some(_) => self.value(from, depth + 1),
        };
        let node = || Node::Bare(View::empty(self.view.source(after)));
        Some(Member { name, value: value.unwrap_or_else(|| Value { node: node(), range: after..after, whole: true }) })
    }

    /// Past what is no member: a word, or a string.
    fn junk(&self, at: usize) -> usize {
        let rest = self.rest(at);
        if rest.starts_with(['"', '\''])
            && let Some((_, after)) = quoted(self.view, at, Escapes::C)
        {
            return after.max(at + 1);
        }
        let mut open = 0usize;
        let ends = |c: char| match c {
            '[' | '(' | '{' => {
                open += 1;
                false
            }
            ']' | ')' | '}' if open > 0 => {
                open -= 1;
                false
            }
            _ => c.is_whitespace() || matches!(c, ',' | ']' | ')' | '}' | '"' | '\''),
        };
        let length = rest.find(ends).unwrap_or(rest.len());
        self.view.spend(4 * length);
        at + length.max(rest.chars().next().map_or(1, char::len_utf8))
    }
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | b'-' | b'.')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Value {
        let view = View::at(text, 0);
        read(&view, 0).unwrap()
    }

    /// What was read, in JSON's own words; bare values other than numbers and words of JSON as strings.
    fn render(value: &Value) -> serde_json::Value {
        match &value.node {
            Node::Object(members) => serde_json::Value::Object(
                members.iter().map(|member| (member.name.text().to_owned(), render(&member.value))).collect(),
            ),
            Node::Array(items) => serde_json::Value::Array(items.iter().map(render).collect()),
            Node::Text(text) => serde_json::Value::String(text.text().to_owned()),
            Node::Bare(text) => serde_json::from_str(text.text()).unwrap_or_else(|_| text.text().into()),
        }
    }

    #[test]
    fn json_is_read_as_a_json_library_reads_it() {
        for text in [
            r#"{"a": 1, "b": [true, null, -2.5e3, "x\n\u200b\"\\\/"], "c": {"d": {}, "e": []}}"#,
            "{\n  \"a\": \"x\",\n  \"b\": {\n    \"c\": [\n      1,\n      2\n    ]\n  }\n}",
            r#"[{"a":""},[[]],"a:b",{"k":"{}[],:"}]"#,
            r#"{"\ud83d\ude00":"日本"}"#,
            "{}",
            "[]",
        ] {
            let found = value(text);
            assert_eq!(render(&found), serde_json::from_str::<serde_json::Value>(text).unwrap(), "{text}");
            assert!(found.whole && found.range == (0..text.len()), "{text}");
        }
    }

    #[test]
    fn object_prints_of_languages_are_read() {
        let cases = [
            (
                "{ code: 'x', time: 2026-11-21T21:55:40.098Z, '$m': { a: undefined } }",
                r#"{"code":"x","time":"2026-11-21T21:55:40.098Z","$m":{"a":"undefined"}}"#,
            ),
            (
                "{\n  message:\n   'one ' +\n   'two',\n  b: [Function: f]\n}",
                r#"{"message":"one two","b":{"Function":"f"}}"#,
            ),
            ("{u'A': None, 'b': b'x\\'y', \"c\": (1, 'z')}", r#"{"A":"None","b":"x'y","c":[1,"z"]}"#),
            ("{:code=>\"x\", \"k\"=>nil}", r#"{"code":"x","k":"nil"}"#),
            ("#<struct Foo code=\"x\", n=1>", r#"{"Foo":null,"code":"x","n":1}"#),
            (
                "Error { code: Some(\"x\"), s: StatusCode(403), extras: Some({\"id\": \"y\"}) }",
                r#"{"code":"x","s":403,"extras":{"id":"y"}}"#,
            ),
            ("Failure(code: Optional(\"x\"), n: nil)", r#"{"code":"x","n":"nil"}"#),
            ("Map(1) { 'a' => 1 }", r#"{"a":1}"#),
            ("[Object: null prototype] { a: 1 }", r#"{"a":1}"#),
            ("{\"a\": 1,}", r#"{"a":1}"#),
            ("{\n| \"a\": 1,\n│ \"b\": 2\n| }", r#"{"a":1,"b":2}"#),
            ("{\n2026-11-21T22:14:26Z   \"a\": 1,\nNov 21 10:00:00 host app[12]:   \"b\": 2\n}", r#"{"a":1,"b":2}"#),
            ("{ a: 1,\n  ...\n  b: 2 }", r#"{"a":1,"b":2}"#),
        ];
        for (text, expected) in cases {
            let mut expected: serde_json::Value = serde_json::from_str(expected).unwrap();
            if let Some(object) = expected.as_object_mut() {
                object.retain(|_, value| !value.is_null());
            }
            let found = value(text);
            assert_eq!(render(&found), expected, "{text}");
            assert!(found.whole, "{text}");
        }
    }

    #[test]
    fn what_is_cut_off_ends_where_it_was_read() {
        let text = "{\n  \"a\": 1,\n  \"b\": \"two\nwords of prose after it\nmore of them";
        let found = value("{\n  \"a\": 1,\n  \"b\": 2\nwords of prose after it\nmore of them, and: more");
        assert_eq!((render(&found).to_string().as_str(), found.whole), (r#"{"a":1,"b":2}"#, false));
        assert_eq!(found.range.end, 20);
        assert!(!value(text).whole);
        assert_eq!(value("[ERROR] something").range, 0..7);
    }

    #[test]
    fn a_character_keeps_its_place() {
        let text = r#"{"id": "AK\u00a0IA"}"#;
        let view = View::at(text, 100);
        let id = read(&view, 0).unwrap().get("ID").unwrap().text().unwrap().clone();
        assert_eq!((id.text(), id.source(2)), ("AK\u{a0}IA", 110));
    }

    #[test]
    fn the_bracket_around_a_place_is_found() {
        let view = View::at("x {a: {b: 1}, c: [2], d: 3", 0);
        let at = view.text().find('d').unwrap();
        assert_eq!(opening(&view, at, 0), Some(2));
        assert_eq!(opening(&view, at, 3), None);
    }

    #[test]
    fn strings_that_python_put_on_several_lines_are_one() {
        let member = |text: &str| {
            let value = read(&View::at(text, 0), 0).unwrap();
            value.members().first().and_then(|member| member.value.text()).map(|text| text.text().to_owned())
        };
        assert_eq!(member("{'a': 'one '\n      'two '\n      'three',\n 'b': 'x'}").as_deref(), Some("one two three"));
        assert_eq!(member("{'a': 'one'\n 'b': 'x'}").as_deref(), Some("one"));
    }

    #[test]
    fn no_text_panics() {
        let text = "x{a: 'é\\u00', \"b\": Some([1, (2)]), #<C d=1>}: `]) Map(2) {";
        let view = View::at(text, 0);
        for at in (0..=text.len()).filter(|&at| text.is_char_boundary(at)) {
            let _ = read(&view, at);
            let prefix = View::at(text.get(..at).unwrap(), 0);
            let _ = read(&prefix, 1);
        }
        for part in ["[{a:", "{a: (", "(", "{a: [1, ", "Some(", "[Object] {", "#<a b="] {
            let deep = part.repeat(500);
            let _ = read(&View::at(&deep, 0), 0);
        }
    }
}
