//! INI files as Python's configparser reads them, inside other text: where such a file begins, its sections, options and
//! comments, and where it ends. A margin (`> `, a time stamp) before every line does not count.

use std::ops::Range;

use super::View;
use super::margin::Margin;

/// The most lines that are looked back for the header of a section.
const LOOK_BACK: usize = 60;
/// The most lines that are read at once.
const LINES: usize = 200;
/// The most of them where no header stands above.
const LINES_WITHOUT_HEADER: usize = 20;

/// The most bytes of a line on either side of a place.
const LONGEST: usize = 8192;
/// The widest margin, in bytes.
const WIDEST: usize = 160;

/// What the reader of a file knows of its options.
#[derive(Clone, Copy, Debug)]
pub struct Dialect {
    /// Whether files have an option of this name.
    pub knows: fn(&str) -> bool,
    /// Whether an option of this name is enough to tell a file of which the header is not there.
    pub tells: fn(&str) -> bool,
    /// Whether a comment says that another file begins below it.
    pub parts: fn(&str) -> bool,
    /// Whether a line is the rest of an option's value that a terminal wrapped: the option's name, the value before the
    /// wrap, and the line.
    pub wraps: fn(&str, &str, &str) -> bool,
}

/// A file, or the part of it that shows.
#[derive(Debug, Default)]
pub struct Ini {
    /// Its lines, from the first that says something to the last.
    pub range: Range<usize>,
    /// What they say.
    pub items: Vec<Item>,
}

/// What a line says.
#[derive(Debug)]
pub enum Item {
    /// A comment, without its sign and the blanks after it.
    Comment(Range<usize>),
    /// The header of a section: what stands between the brackets.
    Section(Range<usize>),
    /// An option.
    Entry(Entry),
}

impl Item {
    /// The first byte of what it says.
    pub fn start(&self) -> usize {
        match self {
            Self::Comment(range) | Self::Section(range) => range.start,
            Self::Entry(entry) => entry.name.start,
        }
    }
}

/// An option and its value.
#[derive(Debug)]
pub struct Entry {
    /// Where the name stands.
    pub name: Range<usize>,
    /// `=` or `:`.
    pub delimiter: char,
    /// The value without blanks at either end, without a comment; the parts of a wrapped value are joined.
    pub value: View<'static>,
    /// The value as the text writes it.
    pub raw: Range<usize>,
    /// A comment after the value, from its sign on.
    pub comment: Option<Range<usize>>,
    /// Blanks after the value that are not ASCII.
    pub odd_blanks: Option<Range<usize>>,
    /// Whether it is indented more than the option before it: a part of that one's value, or of its block if that value
    /// is empty.
    pub deeper: bool,
    /// Whether `export` stands before the name.
    pub exported: Option<Range<usize>>,
}

impl Entry {
    /// Takes `line` for the rest of the value, which a terminal wrapped, if it can be.
    fn goes_on(&mut self, view: &View<'_>, line: &Range<usize>, dialect: &Dialect) -> bool {
        let more = view.get(line.clone()).trim_end();
        let wraps = (dialect.wraps)(view.get(self.name.clone()), self.value.text(), more);
        if wraps {
            self.raw.end = line.start + more.len();
            self.value.append(&view.slice(line.start..self.raw.end));
        }
        wraps
    }

    /// Where the next option begins that stands in the value, which ends before it then.
    fn part(&mut self, view: &View<'_>, dialect: &Dialect) -> Option<usize> {
        (dialect.knows)(view.get(self.name.clone())).then_some(())?;
        let next = next_option(self.value.text(), dialect)?;
        let length = self.value.text().get(..next)?.trim_end().len();
        self.value = self.value.slice(0..length);
        self.raw.end = self.raw.start + length;
        Some(self.raw.start + next)
    }
}

/// One line without its margin.
enum Line {
    Blank,
    Comment(Range<usize>),
    Section(Range<usize>),
    Entry(Entry),
    Other,
}

/// Reads the file in whose lines byte `at` lies: in the name of an option, in its value or at the header of a section.
/// Nothing before byte `floor` is read.
pub fn around(view: &View<'_>, at: usize, floor: usize, dialect: &Dialect) -> Option<Ini> {
    let line = view.short_line(at, LONGEST)?;
    let start = content_start(view, &line, at);
    let margin = Margin::before(view, start);
    // `-var 'NAME=VALUE'` is a word of a command.
    let quoted = view.get(line.start..start).ends_with(['\'', '"']);
    if line.start < floor || start - line.start > WIDEST || quoted || !is_of_file(view, start..line.end, at, dialect) {
        return None;
    }
    if let Some((header, earlier)) = look_back(view, &line, floor, &margin) {
        for first in [earlier, header] {
            let bracket = first.start + view.get(first.clone()).find('[')?;
            let ini = read(view, &first, &Margin::before(view, bracket), dialect, LINES);
            if holds(&ini, at) {
                return Some(ini);
            }
        }
    }
    let Line::Entry(entry) = classify(view, &(start..line.end)) else { return None };
    let told = (dialect.tells)(view.get(entry.name));
    told.then(|| read(view, &line, &margin, dialect, LINES_WITHOUT_HEADER)).filter(|ini| holds(ini, at))
}

/// Whether a line of `view`, without its margin, is worth a closer look at byte `at`: the header of a section with
/// options under it, a comment, an option whose known name begins there, or one with another name in whose value it is.
fn is_of_file(view: &View<'_>, line: Range<usize>, at: usize, dialect: &Dialect) -> bool {
    match classify(view, &line) {
        Line::Section(_) => {
            let below = std::iter::successors(view.next_line(&line), |line| view.next_line(line)).take(3);
            below.into_iter().any(|line| view.get(line).contains(['=', ':', '#', ';']))
        }
        Line::Comment(_) => true,
        Line::Entry(entry) if (dialect.knows)(view.get(entry.name.clone())) => at == entry.name.start,
        Line::Entry(entry) => at >= entry.name.end,
        Line::Other | Line::Blank => false,
    }
}

fn holds(ini: &Ini, at: usize) -> bool {
    ini.range.start <= at && at < ini.range.end && !ini.items.is_empty()
}

/// Where the header or the option of `line` begins whose text holds byte `at`.
fn content_start(view: &View<'_>, line: &Range<usize>, at: usize) -> usize {
    let before = view.get(line.start..at);
    let rest = view.get(at..line.end);
    if rest.starts_with('[') {
        return at;
    }
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-');
    // In a value: back over what may stand between the name and it.
    let in_value = before.trim_end_matches(['"', '\'', '<', '{', '$', '\u{a0}', '\u{200b}', '\u{feff}', ' ', '\t']);
    let name_end = in_value.strip_suffix(['=', ':']).map_or(before, |name| name.trim_end_matches([' ', '\t']));
    let start = name_end.trim_end_matches(is_name);
    let start = start.strip_suffix("export ").unwrap_or(start);
    line.start + start.len()
}

/// The lines of the nearest header above `line` or in it, and of the earliest that belongs to the same file.
fn look_back(
    view: &View<'_>,
    line: &Range<usize>,
    floor: usize,
    margin: &Margin,
) -> Option<(Range<usize>, Range<usize>)> {
    let margin = margin.flush().uncommented();
    let mut nearest = None;
    let mut earliest = None;
    let mut here = Some(line.clone());
    for _ in 0..LOOK_BACK {
        let Some(line) = here.filter(|line| line.start >= floor) else { break };
        let Some(rest) = margin.strip(view, &line) else { break };
        match classify(view, &rest) {
            Line::Section(_) => {
                nearest.get_or_insert(line.clone());
                earliest = Some(line.clone());
            }
            Line::Entry(entry) if entry.delimiter == '=' || nearest.is_none() => {}
            Line::Blank | Line::Comment(_) => {}
            // The rest of a wrapped value.
            Line::Other if nearest.is_none() && is_word(view.get(rest)) => {}
            Line::Other | Line::Entry(_) => break,
        }
        here = view.line_before(&line);
    }
    nearest.zip(earliest)
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'='))
}

/// Reads the file that begins with line `first`.
fn read(view: &View<'_>, first: &Range<usize>, margin: &Margin, dialect: &Dialect, most: usize) -> Ini {
    let mut ini = Ini { range: first.start..first.start, items: Vec::new() };
    let mut state = State::default();
    let mut here = Some(first.clone());
    // What of a line stands behind its first option, where all of a file was made one line.
    let mut more: Option<Range<usize>> = None;
    for _ in 0..most {
        let Some(line) = here else { break };
        here = view.next_line(&line);
        if let Some(Item::Entry(entry)) = ini.items.last_mut().filter(|_| !state.gap && more.is_none())
            && entry.goes_on(view, &line, dialect)
        {
            ini.range.end = line.end;
            continue;
        }
        let rest = more.take().or_else(|| margin.strip(view, &line));
        let Some(rest) = rest else { break };
        let indent = view.get(rest.clone()).len() - view.get(rest.clone()).trim_start().len();
        let mut said = classify(view, &rest);
        if let Line::Entry(entry) = &mut said
            && let Some(next) = entry.part(view, dialect)
        {
            more = Some(next..line.end);
            here = Some(line.clone());
        }
        let item = match said {
            Line::Blank => {
                state.gap = true;
                continue;
            }
            Line::Comment(range) if !ini.items.is_empty() && (dialect.parts)(view.get(range.clone())) => break,
            Line::Comment(range) => Item::Comment(range),
            Line::Section(range) => {
                state = State::default();
                Item::Section(range)
            }
            Line::Entry(mut entry) if state.takes(view.get(entry.name.clone()), &entry, dialect) => {
                entry.deeper = state.indent.is_some_and(|before| indent > before);
                if !entry.deeper {
                    state.indent = Some(indent);
                }
                Item::Entry(entry)
            }
            Line::Entry(_) | Line::Other => break,
        };
        // What a comment after a gap belongs to shows only what follows it, unless it is an option of this file that
        // somebody took out.
        let stands = match &item {
            Item::Comment(range) => !state.gap || is_option(view, range, dialect),
            Item::Section(_) | Item::Entry(_) => true,
        };
        if stands {
            ini.range.end = line.end;
        }
        state.gap &= !stands;
        ini.items.push(item);
    }
    while matches!(ini.items.last(), Some(Item::Comment(range)) if range.start > ini.range.end) {
        ini.items.pop();
    }
    ini
}

/// Where in `value` the next option begins that files have, with a blank before it.
fn next_option(value: &str, dialect: &Dialect) -> Option<usize> {
    value.match_indices('=').find_map(|(sign, _)| {
        let (lead, name) = value.get(..sign)?.trim_end().rsplit_once([' ', '\t'])?;
        (name.len() > 3 && (dialect.knows)(name)).then_some(lead.len() + 1)
    })
}

/// Whether what a comment says is an option that files have.
fn is_option(view: &View<'_>, comment: &Range<usize>, dialect: &Dialect) -> bool {
    entry(view, comment.start, comment.end, comment.end).is_some_and(|entry| (dialect.knows)(view.get(entry.name)))
}

/// What the lines before one say about it.
#[derive(Default)]
struct State {
    /// The indentation of the last option that was not indented more than the one before.
    indent: Option<usize>,
    /// Whether the names so far are in upper case.
    upper: Option<bool>,
    /// Whether an empty line came last.
    gap: bool,
}

impl State {
    /// Whether an option of this name may follow: a listing of environment variables, a sentence with a colon, a log's
    /// `key=value key=value` or systemd's `Environment=K=V` ends the file.
    fn takes(&mut self, name: &str, entry: &Entry, dialect: &Dialect) -> bool {
        let known = (dialect.knows)(name);
        let value = entry.value.text();
        let is_variable = |name: &str| name.len() > 1 && name.bytes().all(|b| b.is_ascii_uppercase() || b == b'_');
        let pairs = value.contains(' ') && value.matches('=').count() > 1;
        if !known && (pairs || value.split_once('=').is_some_and(|(name, _)| is_variable(name))) {
            return false;
        }
        let upper = !name.bytes().any(|b| b.is_ascii_lowercase());
        let fits = *self.upper.get_or_insert(upper) == upper;
        (known || entry.delimiter == '=' && entry.exported.is_none())
            && fits
            && (!self.gap || !upper || self.indent.is_none())
    }
}

fn classify(view: &View<'_>, rest: &Range<usize>) -> Line {
    let whole = view.get(rest.clone());
    let text = whole.trim_start();
    let start = rest.end - text.len();
    let text = text.trim_end();
    if text.is_empty() {
        return Line::Blank;
    }
    // `##[error]` is the log of a workflow.
    if let Some(comment) = text.strip_prefix(['#', ';']).filter(|comment| !comment.starts_with("#[")) {
        let comment = comment.trim_start_matches(['#', ';']).trim_start();
        return Line::Comment(start + text.len() - comment.len()..start + text.len());
    }
    if let Some(header) = header(text) {
        return Line::Section(start + 1..start + 1 + header.len());
    }
    entry(view, start, start + text.len(), rest.end).map_or(Line::Other, Line::Entry)
}

/// What stands between the brackets of a section's header; nothing but a comment may follow it.
fn header(text: &str) -> Option<&str> {
    let (name, after) = text.strip_prefix('[')?.split_once(']')?;
    let after = after.trim();
    let plain =
        |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | '%' | '@' | ':' | '+' | ' ' | '"' | '\'');
    let first = name.trim_start().chars().next()?;
    (name.chars().all(plain)
        && (first.is_alphanumeric() || first == '_')
        && (after.is_empty() || after.starts_with(['#', ';'])))
    .then_some(name)
}

/// The option in bytes `start..end` of a line that ends, blanks included, at `line_end`.
fn entry(view: &View<'_>, start: usize, end: usize, line_end: usize) -> Option<Entry> {
    let text = view.get(start..end);
    let exported = text.strip_prefix("export ").map(|_| start..start + "export".len());
    let name_start = start + exported.as_ref().map_or(0, |_| "export ".len());
    let text = view.get(name_start..end);
    let (sign, delimiter) = text.char_indices().find(|(_, c)| matches!(c, '=' | ':'))?;
    let name = text.get(..sign)?.trim_end();
    let after = text.get(sign + 1..)?;
    let is_name = !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '-' | '\u{200b}' | '\u{feff}' | '\u{ad}'));
    // `https://` and `12:30` are no options.
    if !is_name || delimiter == ':' && !(after.is_empty() || after.starts_with(char::is_whitespace)) {
        return None;
    }
    let value_start = end - after.trim_start().len();
    let value = view.get(value_start..end);
    let comment = comment_in(value).map(|at| value_start + at..end);
    let value_end = comment.as_ref().map_or(end, |comment| comment.start);
    let value_end = value_start + view.get(value_start..value_end).trim_end().len();
    let blanks = value_end..line_end;
    let odd = comment.is_none() && !view.get(blanks.clone()).is_ascii();
    Some(Entry {
        name: name_start..name_start + name.len(),
        delimiter,
        value: view.slice(value_start..value_end),
        raw: value_start..value_end,
        comment,
        odd_blanks: odd.then_some(blanks),
        deeper: false,
        exported,
    })
}

/// Where a comment begins in `value`: at a sign after a blank that stands in no quotes.
fn comment_in(value: &str) -> Option<usize> {
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
    let quoted = quote.and_then(|quote| value.get(1..)?.find(quote)).map_or(0, |close| close + 2);
    let mut blank = quoted == 0;
    for (at, c) in value.char_indices().skip_while(|&(at, _)| at < quoted) {
        if matches!(c, '#' | ';') && blank {
            return Some(at);
        }
        blank = matches!(c, ' ' | '\t');
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const DIALECT: Dialect = Dialect {
        tells: |name| name == "key",
        parts: |comment| comment == "other",
        knows: |name| name.eq_ignore_ascii_case("key") || name.eq_ignore_ascii_case("secret"),
        wraps: |_, value, line| value.len() + line.len() == 20 && line.bytes().all(|b| b.is_ascii_uppercase()),
    };

    /// The file around the first place of `mark`, one word for each item.
    fn read(text: &str, mark: &str) -> Option<String> {
        let view = View::at(text, 0);
        let ini = around(&view, text.find(mark)?, 0, &DIALECT)?;
        let words: Vec<String> = ini
            .items
            .iter()
            .map(|item| match item {
                Item::Comment(range) => format!("#{}", view.get(range.clone())),
                Item::Section(range) => format!("[{}]", view.get(range.clone())),
                Item::Entry(entry) => format!(
                    "{}{}{}{}",
                    if entry.deeper { ">" } else { "" },
                    view.get(entry.name.clone()),
                    entry.delimiter,
                    entry.value.text()
                ),
            })
            .collect();
        Some(words.join(" "))
    }

    #[test]
    fn sections_options_and_comments_are_told() {
        for (text, want) in [
            ("[a]\nkey = 1\n# note\n\n[b c]\nsecret: 2\n", "[a] key=1 #note [b c] secret:2"),
            ("[a] # why\nkey = 1 # two\nx=a#b;c ; d", "[a] key=1 x=a#b;c"),
            ("[a]\nkey =  1 \t\u{a0}\nx = '1 # 2'", "[a] key=1 x='1 # 2'"),
            ("[a]\n  key = 1\n  x = 2\n    y = 3\n  z=", "[a] key=1 x=2 >y=3 z="),
            ("[a]\nexport key=1\nKEY=2", "[a] key=1"),
            ("[a]\nKEY=1\nSECRET=2\n\nPATH=3", "[a] KEY=1 SECRET=2"),
            ("[a]\r\nkey=1\r\n", "[a] key=1"),
            ("\u{feff}[a]\nkey=1", "[a] key=1"),
            ("[a]\nkey=ABCDEFGHIJKL\nMNOPQRST\nx=1", "[a] key=ABCDEFGHIJKLMNOPQRST x=1"),
            ("[a]\nkey = 1 secret = 2 secret=3 y=4\nkey = 5", "[a] key=1 secret=2 secret=3 y=4 key=5"),
        ] {
            assert_eq!(read(text, "[a").as_deref(), Some(want), "{text:?}");
        }
    }

    #[test]
    fn the_file_is_found_from_within_and_ends_where_other_text_begins() {
        for (text, mark, want) in [
            ("$ cat f\n[a]\nx=1\n\n[b]\nkey=2\n$ ls", "key", Some("[a] x=1 [b] key=2")),
            ("Hi,\n[a]\nkey=2\n\nThanks: Bob\n", "key", Some("[a] key=2")),
            ("[a]\nkey=2\n\nSee output below, please advise.", "key", Some("[a] key=2")),
            ("```\n[a]\nkey=2\n```", "key", Some("[a] key=2")),
            ("[a]\nkey=2\n\nEnvironment=AWS_KEY=1", "key", Some("[a] key=2")),
            ("[a]\nkey=2\n##[error]no", "key", Some("[a] key=2")),
            ("[a]\nkey=2\n\n## log\n\ntime=\"1\" level=error msg=\"x\"", "key", Some("[a] key=2")),
            ("> [a]\n> key=2\n>\n> secret=3\nreply", "key", Some("[a] key=2 secret=3")),
            ("09:15:01 [a]\n09:15:02 key=2\n09:15:02 x", "key", Some("[a] key=2")),
            ("  [a]\n  key = 2\nsecret = 3", "secret", Some("[a] key=2 secret=3")),
            ("key = 1\nsecret = 2\n\ntext", "key", Some("key=1 secret=2")),
            ("[a]\nx = \"AKIA\"", "AKIA", Some("[a] x=\"AKIA\"")),
            ("[INFO] start\nkey=2", "key", Some("key=2")),
            ("PROFILE=x\n\n[a]\nkey=2\n\nFOO=1", "key", Some("[a] key=2")),
            ("[a]\n# key = 1\nsecret = 2", "key", Some("[a] #key = 1 secret=2")),
            ("[a]\nkey=2\n# aws s3 ls\n\n# done", "key", Some("[a] key=2 #aws s3 ls")),
            ("[a]\nkey=2\n\n# secret : 3\n", "key", Some("[a] key=2 #secret : 3")),
        ] {
            assert_eq!(read(text, mark).as_deref(), want, "{text:?}");
        }
    }

    #[test]
    fn what_surrounds_a_value_keeps_its_place() {
        let text = "[a]\nkey = 1\u{a0}\nx = 2 # c";
        let view = View::at(text, 0);
        let ini = around(&view, 0, 0, &DIALECT).unwrap();
        let entries: Vec<&Entry> = ini
            .items
            .iter()
            .filter_map(|item| if let Item::Entry(entry) = item { Some(entry) } else { None })
            .collect();
        assert_eq!(view.get(entries[0].odd_blanks.clone().unwrap()), "\u{a0}");
        assert_eq!(view.get(entries[1].comment.clone().unwrap()), "# c");
        assert_eq!(view.get(ini.range), text);
    }
}
