//! Named values as commands print them: JSON and the object prints of programming languages, YAML, boxed tables,
//! `Name : value` lists, columns under dashes, XML. The reader of a listing says which names belong to it.

use std::ops::Range;

use super::json::{self, Node, Value};
use super::margin::Margin;
use super::quote::{Escapes, quoted};
use super::xml;
use super::{Span, View};

/// The most bytes before a place in which the beginning of its listing is looked for.
const BEFORE: usize = 2048;
/// The most bytes of a listing.
const LONGEST: usize = 16_384;
/// The most lines of a listing.
const LINES: usize = 200;
/// The most lines before a place that belong to its listing.
const LINES_BEFORE: usize = 24;

/// How the values stand in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Brackets.
    Json,
    /// A name, a colon and a value on each line.
    Lines,
    /// Cells between bars.
    Table,
    /// Columns under dashes.
    Columns,
    /// Elements.
    Xml,
}

/// A named value.
#[derive(Clone, Debug)]
pub struct Field {
    /// The name.
    pub name: View<'static>,
    /// The value without quotes and escapes.
    pub value: View<'static>,
    /// Whether the value stood in quotes.
    pub quoted: bool,
    /// Number of the item of a list that it belongs to.
    pub item: usize,
}

/// Named values that were printed together.
#[derive(Clone, Debug)]
pub struct Listing {
    /// How they stand.
    pub layout: Layout,
    /// Where they stand, with what frames them.
    pub range: Range<usize>,
    /// The values in their order.
    pub fields: Vec<Field>,
}

impl Listing {
    fn new(layout: Layout, range: Range<usize>) -> Self {
        Self { layout, range, fields: Vec::new() }
    }

    /// The value of the first field called `name`; the case of letters does not count.
    pub fn get(&self, name: &str) -> Option<&View<'static>> {
        self.fields.iter().find(|field| field.name.text().eq_ignore_ascii_case(name)).map(|field| &field.value)
    }

    /// Whether there is a field called `name`; the case of letters does not count.
    pub fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// The fields, one group for each item of a list.
    pub fn items(&self) -> impl Iterator<Item = &[Field]> {
        self.fields.chunk_by(|a, b| a.item == b.item)
    }

    /// Adds a field to item number `item`; a name that comes again begins the next one.
    fn push(&mut self, name: View<'static>, value: View<'static>, quoted: bool, item: usize) {
        let last = self.fields.last().map_or(0, |field| field.item).max(item);
        let again = self
            .fields
            .iter()
            .rev()
            .take_while(|field| field.item == last)
            .any(|field| field.name.text() == name.text());
        self.fields.push(Field { name, value, quoted, item: last + usize::from(again) });
    }

    /// The number of the next item of a list.
    fn next_item(&self) -> usize {
        self.fields.last().map_or(0, |field| field.item + 1)
    }
}

/// How many of `words` stand near byte `at`, where the rest of its listing would stand: cheap to ask before [`around`].
pub fn near(view: &View<'_>, at: usize, words: &[&str]) -> usize {
    let start = view.boundary(at.saturating_sub(BEFORE / 2));
    let window = view.get(start..view.boundary(at + BEFORE));
    words.iter().filter(|word| memchr::memmem::find(window.as_bytes(), word.as_bytes()).is_some()).count()
}

/// The listing in which the name at byte `at` stands, not before `floor`. `knows` names the names of its values and of
/// what frames them; other names end it.
pub fn around(view: &View<'_>, at: usize, floor: usize, knows: fn(&str) -> bool) -> Option<Listing> {
    let from = view.boundary(at.saturating_sub(BEFORE).max(floor));
    let found = Around { view, at, from, knows };
    let before = view.get(from..at);
    let name = name_at(view, at);
    if !knows(name) || before.ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '/')) {
        return None;
    }
    let after = at + name.len();
    let sign = view.get(after..view.boundary(after + 64));
    let listing = if before.ends_with('<') {
        found.xml()
    } else if sign.trim_start_matches(['"', '\'', ' ', '\t']).starts_with([':', '=', '|']) {
        found.json().or_else(|| found.table()).or_else(|| found.lines())
    } else {
        found.columns()
    };
    // The beginning of its first line may be somebody else's.
    let whole = |listing: Listing| Listing { range: listing.range.start.max(floor)..listing.range.end, ..listing };
    listing.map(whole)
}

/// The letters, digits and underscores from byte `at` on.
fn name_at<'a>(view: &'a View<'_>, at: usize) -> &'a str {
    let bytes = view.text().as_bytes().get(at..).unwrap_or_default();
    let length = bytes.iter().take(64).take_while(|&&b| b.is_ascii_alphanumeric() || b == b'_').count();
    view.get(at..at + length)
}

/// A name that does not stand in the text, for the value at source offset `at`.
pub fn label(name: &str, at: usize) -> View<'static> {
    let mut view = View::empty(at);
    for c in name.chars() {
        view.push(c, Span::new(at, at));
    }
    view
}

/// The words of `range`, which blanks and tabs part.
pub fn words(view: &View<'_>, range: Range<usize>) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut open = false;
    for (at, c) in view.get(range.clone()).char_indices() {
        let at = range.start + at;
        match words.last_mut() {
            _ if c.is_ascii_whitespace() => open = false,
            Some(word) if open => word.end = at + c.len_utf8(),
            _ => {
                words.push(at..at + c.len_utf8());
                open = true;
            }
        }
    }
    words
}

struct Around<'a> {
    view: &'a View<'a>,
    at: usize,
    from: usize,
    knows: fn(&str) -> bool,
}

impl Around<'_> {
    fn end(&self, start: usize) -> usize {
        self.view.boundary(start + LONGEST)
    }

    fn xml(&self) -> Option<Listing> {
        let before = self.view.get(self.from..self.at);
        let known = |at: &usize| {
            let name = before.get(at + 1..).unwrap_or_default();
            let name = name.split(['>', ' ', '\n', '\r']).next().unwrap_or_default();
            name.starts_with('?') || name.starts_with('/') || name.is_empty() || (self.knows)(name)
        };
        let opens: Vec<usize> = before.rmatch_indices('<').map(|(at, _)| at).take_while(known).collect();
        let element = opens.iter().rev().find_map(|open| {
            let element = xml::element(self.view, self.from + open, self.end(self.at))?;
            (element.range.end > self.at && element.leaves.len() > 1).then_some(element)
        })?;
        let mut listing = Listing::new(Layout::Xml, element.range);
        for leaf in element.leaves {
            listing.push(label(&leaf.name, leaf.text.source(0)), leaf.text.trimmed(), false, 0);
        }
        Some(listing)
    }

    fn json(&self) -> Option<Listing> {
        let mut found: Option<Listing> = None;
        let mut open = json::opening(self.view, self.at, self.from)?;
        for _ in 0..6 {
            let part = self.view.slice(open..self.end(open));
            let Some(value) = json::read(&part, 0).filter(|value| self.is_known(value)) else { break };
            if open + value.range.end <= self.at {
                break;
            }
            let mut listing = Listing::new(Layout::Json, open..open + value.range.end);
            flatten(&value, &mut listing);
            found = Some(listing);
            let Some(outer) = json::opening(self.view, open, self.from) else { break };
            open = outer;
        }
        found.filter(|listing| !listing.fields.is_empty())
    }

    fn is_known(&self, value: &Value) -> bool {
        match &value.node {
            Node::Object(members) => {
                !members.is_empty() && members.iter().all(|member| (self.knows)(member.name.text()))
            }
            Node::Array(items) => !items.is_empty() && items.iter().all(|item| self.is_known(item)),
            Node::Text(_) | Node::Bare(_) => false,
        }
    }

    fn table(&self) -> Option<Listing> {
        let line = self.view.short_line(self.at, LONGEST)?;
        let bar = line.start + self.view.get(line.start..self.at).find('|')?;
        let margin = Margin::before(self.view, bar);
        let row = |line: &Range<usize>| {
            let rest = margin.strip(self.view, line)?;
            let text = self.view.get(rest.clone());
            let is_row = text.starts_with(['|', '+']) || text.starts_with("---");
            is_row.then_some(rest)
        };
        let first = self.first_line(&line, |line| row(line).is_some());
        let mut listing = Listing::new(Layout::Table, first.start..first.start);
        let mut header: Vec<Range<usize>> = Vec::new();
        let mut here = Some(first);
        for _ in 0..LINES {
            let Some((line, rest)) = here.and_then(|line| Some((line.clone(), row(&line)?))) else { break };
            let cells = self.cells(&rest);
            let known = |cell: &Range<usize>| (self.knows)(self.view.get(cell.clone()));
            match cells.as_slice() {
                [] | [_] => {}
                cells if cells.iter().all(known) => header = cells.to_vec(),
                cells if cells.len() == header.len() => {
                    let item = listing.next_item();
                    for (name, value) in header.iter().zip(cells) {
                        listing.push(self.view.slice(name.clone()), self.view.slice(value.clone()), false, item);
                    }
                }
                [name, value] if known(name) => {
                    listing.push(self.view.slice(name.clone()), self.view.slice(value.clone()), false, 0);
                }
                _ => break,
            }
            listing.range.end = line.end;
            here = self.view.next_line(&line);
        }
        (listing.range.end > self.at && !listing.fields.is_empty()).then_some(listing)
    }

    /// The cells between the bars of a row; rulers have none.
    fn cells(&self, row: &Range<usize>) -> Vec<Range<usize>> {
        let text = self.view.get(row.clone()).trim_end();
        if text.bytes().all(|b| matches!(b, b'|' | b'+' | b'-' | b' ')) {
            return Vec::new();
        }
        let inner = text.trim_matches('|');
        let mut at = row.start + text.len() - text.trim_start_matches('|').len();
        let mut cells = Vec::new();
        for cell in inner.split('|') {
            let start = at + cell.len() - cell.trim_start().len();
            cells.push(start..start + cell.trim().len());
            at += cell.len() + 1;
        }
        cells
    }

    fn columns(&self) -> Option<Listing> {
        let header = self.view.short_line(self.at, LONGEST)?;
        let margin = Margin::before(self.view, self.at).flush();
        let dashes = self.view.next_line(&header)?;
        let dashes = margin.strip(self.view, &dashes)?;
        let ruler = self.view.get(dashes.clone()).trim_end();
        if ruler.len() < 3 || !ruler.bytes().all(|b| matches!(b, b'-' | b' ')) {
            return None;
        }
        let starts: Vec<usize> = ruler
            .char_indices()
            .filter(|&(at, c)| c == '-' && !ruler.get(..at).is_some_and(|before| before.ends_with('-')))
            .map(|(at, _)| at)
            .collect();
        let cells = |line: &Range<usize>| -> Vec<Range<usize>> {
            let text = self.view.get(line.clone());
            let place = |column: usize| text.char_indices().nth(column).map_or(text.len(), |(at, _)| at);
            starts
                .iter()
                .enumerate()
                .map(|(index, &start)| {
                    let (start, end) = (place(start), starts.get(index + 1).map_or(text.len(), |&next| place(next)));
                    let cell = text.get(start..end).unwrap_or_default();
                    let start = line.start + start + cell.len() - cell.trim_start().len();
                    start..start + cell.trim().len()
                })
                .collect()
        };
        let names = cells(&margin.strip(self.view, &header)?);
        if names.len() < 2 || !names.iter().all(|name| (self.knows)(self.view.get(name.clone()))) {
            return None;
        }
        let mut listing = Listing::new(Layout::Columns, header.start..dashes.end);
        let mut here = self.view.next_line(&self.view.line(dashes.start));
        for _ in 0..LINES {
            let Some(line) = here.filter(|line| !self.view.get(line.clone()).trim().is_empty()) else { break };
            let Some(rest) = margin.strip(self.view, &line) else { break };
            let item = listing.next_item();
            for (name, value) in names.iter().zip(cells(&rest)) {
                listing.push(self.view.slice(name.clone()), self.view.slice(value), false, item);
            }
            listing.range.end = line.end;
            here = self.view.next_line(&line);
        }
        (!listing.fields.is_empty()).then_some(listing)
    }

    fn lines(&self) -> Option<Listing> {
        let line = self.view.short_line(self.at, LONGEST)?;
        let before = self.view.get(line.start..self.at);
        // Brackets that `json` did not read are not of this listing.
        if before.contains(['{', '(']) {
            return None;
        }
        let start = before.trim_end_matches(['"', '\'']).trim_end_matches("- ").len();
        let margin = Margin::before(self.view, line.start + start).flush();
        let first = self.first_line(&line, |line| self.field(&margin, line).is_some());
        let mut listing = Listing::new(Layout::Lines, first.start..first.start);
        let mut here = Some(first);
        for _ in 0..LINES {
            let Some(line) = here else { break };
            let Some((begins, field)) = self.field(&margin, &line) else { break };
            let item = if begins { listing.next_item() } else { 0 };
            if let Some((name, value, quoted)) = field {
                listing.push(name, value, quoted, item);
            }
            listing.range.end = line.end;
            here = self.view.next_line(&line);
        }
        (listing.range.end > self.at && !listing.fields.is_empty()).then_some(listing)
    }

    /// What a line of a list says: whether it begins an item, and its name, value and whether that stood in quotes;
    /// nothing but brackets, or a name without a value, frames others.
    #[expect(clippy::type_complexity, reason = "read at one place")]
    fn field(
        &self,
        margin: &Margin,
        line: &Range<usize>,
    ) -> Option<(bool, Option<(View<'static>, View<'static>, bool)>)> {
        let rest = margin.strip(self.view, line)?;
        let text = self.view.get(rest.clone()).trim_end();
        let bare = text.trim_start();
        let inner = bare.trim_start_matches("- ").trim_start();
        let begins = inner.len() < bare.len();
        if !inner.is_empty() && inner.bytes().all(|b| matches!(b, b'{' | b'}' | b'[' | b']' | b',')) {
            return Some((false, None));
        }
        let at = rest.start + text.len() - inner.len();
        let (open, name_start) = match inner.strip_prefix(['"', '\'']) {
            Some(_) => (true, at + 1),
            None => (false, at),
        };
        let name = name_at(self.view, name_start);
        let after = name_start + name.len() + usize::from(open);
        let colon = after + self.view.get(after..line.end).find(':')?;
        if !(self.knows)(name) || !self.view.get(after..colon).trim().is_empty() {
            return None;
        }
        let end = rest.start + text.len();
        let value = self.view.get(colon + 1..end);
        if !(value.is_empty() || value.starts_with([' ', '\t', '"', '\''])) {
            return None;
        }
        let value_start = end - value.trim_start().len();
        let value = value.trim().trim_end_matches(',');
        if value.is_empty() || value.bytes().all(|b| matches!(b, b'{' | b'[' | b'}' | b']')) {
            return Some((begins, None));
        }
        let name = self.view.slice(name_start..name_start + name.len());
        let (value, quotes) = match quoted(self.view, value_start, Escapes::C) {
            Some((value, _)) => (value, true),
            None => (self.view.slice(value_start..value_start + value.len()), false),
        };
        Some((begins, Some((name, value, quotes))))
    }

    /// The first of the lines up to `line` that all belong to the listing.
    fn first_line(&self, line: &Range<usize>, belongs: impl Fn(&Range<usize>) -> bool) -> Range<usize> {
        let mut first = line.clone();
        for _ in 0..LINES_BEFORE {
            match self.view.line_before(&first) {
                Some(line) if line.start >= self.from && belongs(&line) => first = line,
                _ => break,
            }
        }
        first
    }
}

fn flatten(value: &Value, listing: &mut Listing) {
    for member in value.members() {
        match &member.value.node {
            Node::Text(text) => listing.push(member.name.clone(), text.clone(), true, 0),
            Node::Bare(text) => listing.push(member.name.clone(), text.clone(), false, 0),
            Node::Object(_) | Node::Array(_) => flatten(&member.value, listing),
        }
    }
    for item in value.items() {
        let before = listing.fields.len();
        let number = listing.next_item();
        flatten(item, listing);
        for field in listing.fields.iter_mut().skip(before) {
            field.item = field.item.max(number);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn knows(name: &str) -> bool {
        ["List", "Id", "State", "Made", "listresponse", "member"].iter().any(|known| known.eq_ignore_ascii_case(name))
    }

    /// The fields around the first `Id`, items parted by `;`.
    fn read(text: &str) -> Option<(Layout, String)> {
        let view = View::at(text, 0);
        let listing = around(&view, text.find("Id")?, 0, knows)?;
        let items: Vec<String> = listing
            .items()
            .map(|item| {
                let fields: Vec<String> =
                    item.iter().map(|field| format!("{}={}", field.name.text(), field.value.text())).collect();
                fields.join(" ")
            })
            .collect();
        Some((listing.layout, items.join("; ")))
    }

    #[test]
    fn a_listing_begins_behind_what_others_claimed() {
        let text = "claimed; State: c\nId: a\n";
        let view = View::at(text, 0);
        let at = text.find("State").unwrap();
        for floor in [0, 8] {
            if let Some(listing) = around(&view, at, floor, knows) {
                assert!(listing.range.start >= floor, "{:?} with a floor of {floor}", listing.range);
            }
        }
    }

    #[test]
    fn the_same_values_are_read_in_every_layout() {
        let want = "Id=a Made=2 b State=c; Id=d Made=e State=f";
        for (layout, text) in [
            (
                Layout::Json,
                r#"{"List": [{"Id": "a", "Made": "2 b", "State": "c"}, {"Id": "d", "Made": "e", "State": "f"}]}"#,
            ),
            (
                Layout::Json,
                "{\n  List: [\n    { Id: 'a', Made: '2 b', State: 'c' },\n    { Id: 'd', Made: 'e', State: 'f' }\n  ]\n}",
            ),
            (Layout::Lines, "List:\n- Id: a\n  Made: '2 b'\n  State: c\n- Id: d\n  Made: e\n  State: f\n\nBye: now"),
            (
                Layout::Lines,
                "> List:\n> - Id: a\n>   Made: '2 b'\n>   State: c\n> - Id: d\n>   Made: e\n>   State: f\nBye",
            ),
            (Layout::Lines, "Id    : a\nMade  : 2 b\nState : c\nId    : d\nMade  : e\nState : f"),
            (
                Layout::Lines,
                "    \"Id\": \"a\",\n    \"Made\": \"2 b\",\n    \"State\": \"c\"\n},\n{\n \"Id\": \"d\",\n \"Made\": \"e\",\n \"State\": \"f\"\n}",
            ),
            (
                Layout::Table,
                "-------\n|  Things  |\n+----+\n||  Id  |  Made |  State ||\n|+----+\n||  a | 2 b |  c  ||\n||  d |  e |  f  ||\n|+-----+|\nx",
            ),
            (Layout::Columns, "Id Made  State\n-- ----  -----\na  2 b   c\nd  e     f\n\nx"),
            (
                Layout::Xml,
                "<ListResponse x=\"y\"><List><member><Id>a</Id><Made>2 b</Made><State>c</State></member><member><Id>d</Id><Made>e</Made><State>f</State></member></List></ListResponse>",
            ),
        ] {
            assert_eq!(read(text), Some((layout, want.to_owned())), "{text}");
        }
    }

    #[test]
    fn what_is_cut_or_framed_is_read_as_far_as_it_goes() {
        for (text, want) in [
            (r#"{"log": 1, "x": {"Id": "a", "State": "c"}}"#, "Id=a State=c"),
            (r#"out: {"Id": "a", "State": "c"#, "Id=a State=c"),
            ("|  Id  |  a  |\n|  State  |  c  |", "Id=a State=c"),
            ("+ Id: a", "Id=a"),
        ] {
            assert_eq!(read(text).map(|(_, fields)| fields).as_deref(), Some(want), "{text}");
        }
        assert_eq!(read("the Id is here"), None);
        assert_eq!(read("{\"Id\": \"a\", \"Other\": 1}"), None);
    }
}
