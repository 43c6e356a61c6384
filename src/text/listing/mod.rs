//! Named values as commands print them: JSON and the object prints of programming languages, YAML, boxed tables,
//! `Name : value` lists, columns under dashes, XML. The reader of a listing says which names belong to it.

mod lines;
mod nested;
mod table;

use std::ops::Range;

use super::{Span, View, Words};

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
    words.iter().filter(|word| window.holds(word)).count()
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

/// The place around which a listing is looked for; each layout is read in a file of its own.
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

    /// The first of the lines up to `line` that all belong to the listing.
    fn first_line(&self, line: &Range<usize>, belongs: &dyn Fn(&Range<usize>) -> bool) -> Range<usize> {
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
            ("Id: a\u{a0}\nState: \u{202f}c \n", "Id=a\u{a0} State=\u{202f}c"),
            ("|  Id  |  a\u{a0}  |\n|  State  |  c  |", "Id=a\u{a0} State=c"),
        ] {
            assert_eq!(read(text).map(|(_, fields)| fields).as_deref(), Some(want), "{text}");
        }
        assert_eq!(read("the Id is here"), None);
        assert_eq!(read("{\"Id\": \"a\", \"Other\": 1}"), None);
    }
}
