//! What a page, a mail program or a terminal does to a whole text: it escapes the markup, curls the quotes, parts or
//! breaks the lines.

use std::ops::{Range, RangeInclusive};

use super::FEWEST;
use crate::text::{View, Words, stamp};

/// As wide as a terminal that breaks lines may be, in characters.
const TERMINAL: RangeInclusive<usize> = 60..=240;
/// Lines that begin with so many characters alike are lines of their own.
const ALIKE: usize = 6;

/// How the tags begin in which a page holds what was printed.
const TAGS: &[&str] = &["<pre", "</pre", "<code", "</code", "<br", "<p>", "</p>", "<div", "</div", "<span", "</span"];

/// Whether one of `names`, which all begin with `lead`, stands in `text`.
fn holds(text: &str, lead: u8, names: &[&str]) -> bool {
    let begins = |at: usize| text.get(at..).is_some_and(|rest| names.iter().any(|name| rest.starts_with(name)));
    memchr::memchr_iter(lead, text.as_bytes()).any(begins)
}

/// Whether all of `text` is escaped as a page's is: an angle bracket stands escaped and none as itself but in a page's
/// tags, or a quote, and none as itself but inside a tag.
pub(super) fn is_escaped(text: &str) -> bool {
    let has = |names: &[&str]| holds(text, b'&', names);
    let bracket =
        |(at, _): (usize, &str)| text.get(at..).is_some_and(|rest| TAGS.iter().any(|tag| rest.starts_with(tag)));
    if has(&["&lt;", "&gt;", "&nbsp;"])
        && text.matches('<').count() == text.matches('>').count()
        && text.match_indices('<').all(bracket)
    {
        return true;
    }
    let (double, single) = (has(&["&quot;", "&#34;"]), has(&["&#39;", "&#039;", "&#x27;", "&apos;"]));
    if !double && !single {
        return false;
    }
    let mut in_tag = false;
    let mut bytes = text.bytes().peekable();
    while let Some(byte) = bytes.next() {
        match byte {
            b'<' => in_tag = bytes.peek().is_some_and(|b| b.is_ascii_alphabetic() || *b == b'/'),
            b'>' | b'\n' => in_tag = false,
            b'"' if double && !in_tag => return false,
            b'\'' if single && !in_tag => return false,
            _ => {}
        }
    }
    true
}

/// Whether a mail says that it encoded `text`, and one of its signs is, or all are.
pub(super) fn is_quoted_printable(text: &str) -> bool {
    let folded = text.to_ascii_lowercase();
    let Some((head, _)) = folded.cut("encoding: quoted-printable") else { return false };
    let body = text.get(head.len()..).unwrap_or_default();
    let encoded = |rest: &str| {
        let digits = rest.bytes().take(2).filter(|b| b.is_ascii_digit() || (b'A'..=b'F').contains(b)).count();
        digits == 2 || rest.starts_with(['\r', '\n'])
    };
    let mut signs = body.split('=').skip(1).peekable();
    text.holds("=3D") || signs.peek().is_some() && signs.all(encoded)
}

/// What stands before and behind the backslash in names as Markdown has them, which takes a bare underscore for emphasis.
const BACKSLASHED: &[(&str, &str)] = &[("WS", "\\_"), ("ws", "\\_"), ("access", "\\_key"), ("secret", "\\_key")];

/// Whether `text` was made Markdown of: signs that mean something there stand behind a backslash.
pub(super) fn is_backslashed(text: &str) -> bool {
    let parts = |at: usize| text.split_at_checked(at);
    let stands = |(before, after): (&str, &str)| {
        BACKSLASHED.iter().any(|(left, right)| before.ends_with(left) && after.starts_with(right))
    };
    memchr::memchr_iter(b'\\', text.as_bytes()).filter_map(parts).any(stands)
}

/// `view` without the backslashes before those signs.
pub(super) fn unbackslashed(view: &View<'_>) -> Option<View<'static>> {
    let text = view.text();
    let mut cuts: Vec<Change> = Vec::new();
    for (at, _) in text.match_indices('\\') {
        let is_sign = |rest: &str| rest.starts_with(['_', '*', '<', '>', '[', ']', '~', '#']);
        if text.get(at + 1..).is_some_and(is_sign) {
            cuts.push((at..at + 1, None));
        }
    }
    changed(view, cuts)
}

/// Where programs write straight quotes: members of JSON and of Python, XML, what bash declares.
const CURLED: &[&str] = &["[“", "{“", "”:", "version=“", "declare -x ", "’:", "[‘", "{‘", "b‘<"];

/// Whether a mail program curled the quotes of `text`: they are curled where programs write them straight, and none is
/// straight.
pub(super) fn is_curled(text: &str) -> bool {
    // All of these begin with the same byte.
    if memchr::memchr(0xe2, text.as_bytes()).is_none() {
        return false;
    }
    let curled = |quote: char, curls: [&str; 2]| !text.contains(quote) && curls.iter().any(|curl| text.holds(curl));
    (curled('"', ["“", "”"]) || curled('\'', ["‘", "’"])) && CURLED.iter().any(|sign| text.holds(sign))
}

/// `view` with the quotes that were typed.
pub(super) fn straightened(view: &View<'_>) -> Option<View<'static>> {
    let text = view.text();
    let (double, single) = (!text.contains('"'), !text.contains('\''));
    let straight = |(at, c): (usize, char)| {
        let quote = match c {
            '“' | '”' | '„' if double => '"',
            '‘' | '’' | '‚' if single => '\'',
            _ => return None,
        };
        Some((at..at + c.len_utf8(), Some(quote)))
    };
    changed(view, text.char_indices().filter_map(straight).collect())
}

/// `view` with plain blanks for the no-break ones by which a page keeps blanks apart: they stand among other blanks or
/// begin a line, and in several places. One that stands alone may be a value's.
pub(super) fn unpadded(view: &View<'_>) -> Option<View<'static>> {
    const NO_BREAK: char = '\u{a0}';
    const BLANKS: [char; 2] = [' ', NO_BREAK];
    let text = view.text();
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, _) in text.match_indices(NO_BREAK) {
        if runs.last().is_some_and(|run| at < run.end) {
            continue;
        }
        let start = text.get(..at)?.trim_end_matches(BLANKS).len();
        let end = text.len() - text.get(at..)?.trim_start_matches(BLANKS).len();
        let alone = end - start == NO_BREAK.len_utf8() && start > 0 && !view.get(0..start).ends_with('\n');
        if !alone {
            runs.push(start..end);
        }
    }
    (runs.len() >= FEWEST).then_some(())?;
    let plain = |run: Range<usize>| {
        let blanks = view.get(run.clone()).match_indices(NO_BREAK);
        blanks.map(move |(at, blank)| (run.start + at..run.start + at + blank.len(), Some(' ')))
    };
    changed(view, runs.into_iter().flat_map(plain).collect())
}

/// `view` without the blanks with which a terminal filled its lines up to one width, some more than others.
pub(super) fn unfilled(view: &View<'_>, lines: &[Range<usize>]) -> Option<View<'static>> {
    let filled = |line: &Range<usize>| {
        let text = view.get(line.clone());
        let length = text.trim_end_matches(' ').len();
        (length < text.len()).then(|| (text.chars().count(), length))
    };
    let mut widths: Vec<(usize, usize)> = lines.iter().filter_map(filled).collect();
    widths.sort_unstable();
    widths.dedup();
    let same = widths.chunk_by(|a, b| a.0 == b.0).max_by_key(|same| same.len())?;
    let width = same.first().map(|same| same.0).filter(|width| same.len() >= FEWEST && TERMINAL.contains(width))?;
    let filling = |line: &Range<usize>| {
        let (_, length) = filled(line).filter(|filled| filled.0 == width)?;
        Some((line.start + length..line.end, None))
    };
    changed(view, lines.iter().filter_map(filling).collect())
}

/// `view` without every second line, where all of those are empty: paragraphs of a page, one for each line.
pub(super) fn unspaced(view: &View<'_>, lines: &[Range<usize>]) -> Option<View<'static>> {
    let is_blank = |line: &Range<usize>| view.get(line.clone()).trim().is_empty();
    let (printed, between) = (lines.iter().step_by(2), lines.iter().skip(1).step_by(2));
    let full = printed.clone().filter(|line| !is_blank(line)).count();
    if full < FEWEST + 1 || !between.clone().all(is_blank) {
        return None;
    }
    let end = |number: usize| lines.get(number + 1).map_or(view.text().len(), |next| next.start);
    changed(view, between.zip((1..).step_by(2)).map(|(line, number)| (line.start..end(number), None)).collect())
}

/// Whether `next` is no part of the line before it: nothing, a log's line, one that begins as that one does.
fn begins_anew(line: &str, next: &str) -> bool {
    let alike = next.chars().zip(line.chars()).take_while(|(a, b)| a == b).count();
    next.trim().is_empty() || alike >= ALIKE || stamp::is_stamped(next)
}

/// `view` with the lines joined that a mail program broke and marked as going on with a blank at their end.
pub(super) fn unflowed(view: &View<'_>, lines: &[Range<usize>]) -> Option<View<'static>> {
    /// No broken line is wider, and none would be narrower with the next word.
    const WIDTH: RangeInclusive<usize> = 72..=79;
    let width = |text: &str| text.chars().count();
    let is_broken = |text: &str, next: &str| {
        let word = next.split(' ').next().unwrap_or_default();
        let goes_on = text.strip_suffix(' ').is_some_and(|text| !text.ends_with([' ', '\t']));
        let begins = begins_anew(text, next) || word.find('=').is_some_and(|at| at < *WIDTH.start() / 2);
        goes_on && !begins && width(text) <= *WIDTH.end() && width(text) + width(word) > *WIDTH.start()
    };
    joined(view, lines, 1, is_broken)
}

/// `view` with the lines as they were sent that curl's `--trace-ascii` broke into pieces of 64 bytes, each behind its
/// offset, `0040: `.
pub(super) fn untraced(view: &View<'_>, lines: &[Range<usize>]) -> Option<View<'static>> {
    view.text().holds("=> Send header, ").then_some(())?;
    let offset = |line: &Range<usize>| {
        let digits = view.get(line.clone()).cut(": ").map_or("", |(digits, _)| digits);
        usize::from_str_radix(digits, 16).ok().filter(|_| digits.len() == 4)
    };
    let (mut cuts, mut joined): (Vec<Change>, _) = (Vec::new(), false);
    let mut last = None;
    for line in lines {
        let Some(at) = offset(line) else {
            last = None;
            continue;
        };
        let before = last.filter(|&(before, _)| before + 64 == at).map(|(_, end)| end);
        joined |= before.is_some();
        cuts.push((before.unwrap_or(line.start)..line.start + 6, None));
        last = Some((at, line.end));
    }
    changed(view, cuts).filter(|_| joined)
}

/// `view` with the lines joined that a terminal broke: several are as wide as it is, and none is wider.
pub(super) fn unwrapped(view: &View<'_>, lines: &[Range<usize>]) -> Option<View<'static>> {
    let width = |line: &str| line.chars().count();
    let widest = lines.iter().map(|line| width(view.get(line.clone()))).max();
    let widest = widest.filter(|widest| TERMINAL.contains(widest))?;
    let is_broken = |end: &str, begin: &str| {
        let is_line = begins_anew(end, begin) || is_numbered(begin);
        let is_row = |c| matches!(c, '|' | '+' | '-' | ' ' | '*' | '#' | '\u{2500}'..='\u{257f}');
        width(end) == widest && !is_line && !end.ends_with(is_row)
    };
    let usual = matches!(widest, 80 | 100 | 120 | 132 | 160);
    joined(view, lines, if usual { 2 } else { 3 }, is_broken)
}

/// Whether `line` begins with the offset of a dump.
fn is_numbered(line: &str) -> bool {
    let digits = line.bytes().take_while(u8::is_ascii_hexdigit).count();
    matches!(digits, 6..=8) && line.get(digits..).is_some_and(|rest| rest.starts_with([' ', ':']) || rest.is_empty())
}

/// `view` with the lines joined of which one `goes_on` in the next one; none where fewer than `fewest` do.
fn joined(
    view: &View<'_>,
    lines: &[Range<usize>],
    fewest: usize,
    goes_on: impl Fn(&str, &str) -> bool,
) -> Option<View<'static>> {
    let mut cuts: Vec<Change> = Vec::new();
    for (line, next) in lines.iter().zip(lines.iter().skip(1)) {
        if goes_on(view.get(line.clone()), view.get(next.clone())) {
            cuts.push((line.end..next.start, None));
        }
    }
    if cuts.len() < fewest { None } else { changed(view, cuts) }
}

/// Bytes of a text, and the character that stands in their place.
type Change = (Range<usize>, Option<char>);

/// `view` with `changes`, which ascend; none without any.
fn changed(view: &View<'_>, changes: Vec<Change>) -> Option<View<'static>> {
    let mut out = (!changes.is_empty()).then(|| View::empty(view.source(0)))?;
    let mut from = 0;
    for (range, instead) in changes {
        out.extend(view, from..range.start);
        from = range.end;
        if let Some(c) = instead {
            out.push(c, view.span(range));
        }
    }
    out.extend(view, from..view.text().len());
    Some(out)
}

/// `view` with the rows of a dump whole that a mail program broke: what is neither a row nor blank stands between two
/// offsets.
pub(super) fn unparted(view: &View<'_>, lines: &[Range<usize>]) -> Option<View<'static>> {
    /// Columns of a cell: fewer blanks may stand where a row was broken.
    const CELL: usize = 4;
    let mut cuts: Vec<Change> = Vec::new();
    for rows in lines.windows(3) {
        let [line, next, after] = rows else { continue };
        let text = view.get(line.clone());
        let row = text.trim_start_matches(['>', ' ']);
        let quote = text.short_of(row);
        let body = |line: &Range<usize>| view.get(line.clone()).strip_prefix(quote);
        let (Some(piece), Some(after)) = (body(next), body(after)) else { continue };
        // The same bytes in other cells stand below where the offset ends.
        let indent = piece.len() - piece.trim_start().len();
        let is_piece = !is_numbered(piece) && !piece.trim().is_empty() && !piece.starts_with('*') && indent < CELL;
        if is_numbered(row) && is_piece && is_numbered(after) {
            cuts.push((line.end..next.end - piece.len(), (!text.ends_with(' ')).then_some(' ')));
        }
    }
    changed(view, cuts)
}

/// `view` without the bars at both sides of its lines, which make one column of them: the box of a chat or a terminal.
pub(super) fn unboxed(view: &View<'_>, lines: &[Range<usize>]) -> Option<View<'static>> {
    let text = |line: &Range<usize>| view.get(line.clone()).trim_end();
    let inside = |line: &Range<usize>| text(line).strip_prefix('|')?.strip_suffix('|');
    let is_rule =
        |line: &Range<usize>| text(line).starts_with("+-") && text(line).bytes().all(|b| matches!(b, b'+' | b'-'));
    let mut cuts: Vec<Change> = Vec::new();
    for rows in lines.chunk_by(|a, b| (inside(a).is_some() || is_rule(a)) == (inside(b).is_some() || is_rule(b))) {
        let cells = || rows.iter().filter_map(inside);
        let barred = cells().filter(|cell| cell.contains('|')).count();
        if cells().count() < FEWEST || 4 * barred > cells().count() {
            continue;
        }
        // What fills the rows up to one width is not theirs.
        let width = cells().map(|cell| cell.chars().count()).min();
        let filled = 2 * cells().filter(|cell| Some(cell.chars().count()) == width).count() > cells().count();
        for line in rows {
            let Some(cell) = inside(line) else { continue };
            let body = cell.strip_prefix(' ').unwrap_or(cell);
            let held = if filled { body.trim_end_matches(' ') } else { body.strip_suffix(' ').unwrap_or(body) };
            let start = line.start + 1 + cell.len() - body.len();
            cuts.extend([(line.start..start, None), (start + held.len()..line.end, None)]);
        }
    }
    changed(view, cuts)
}

/// `view` as a diff leaves it: the lines of a hunk without their signs, and lines in a row that were all added or removed.
/// What was removed stands as a comment.
pub(super) fn undiffed(view: &View<'_>, lines: &[Range<usize>]) -> Option<View<'static>> {
    let text = |line: &Range<usize>| view.get(line.clone()).past("> ");
    let is_head = |line: &Range<usize>| text(line).starts_with("+++ ") || text(line).starts_with("--- ");
    let is_changed = |line: &Range<usize>| text(line).starts_with(['+', '-']) && !is_head(line);
    // Behind a table's rule, a shell's trace and the mark of a list stands something else.
    let is_added = |line: &Range<usize>| {
        let added = text(line).strip_prefix('+').and_then(|rest| rest.chars().next());
        added.is_some_and(|c| c.is_alphabetic() || matches!(c, '[' | '{' | '<' | '"' | '$'))
    };
    let mut cuts: Vec<Change> = Vec::new();
    // Up to which line all are changed alike, and whether that makes a diff of them.
    let (mut in_hunk, mut end, mut is_diff) = (false, 0, false);
    for (line, number) in lines.iter().zip(0..) {
        if text(line).starts_with("@@ -") {
            in_hunk = true;
            cuts.push((line.clone(), None));
            continue;
        }
        in_hunk &= text(line).starts_with([' ', '+', '-', '\\']) && !is_head(line);
        if number >= end {
            let run = || lines.iter().skip(number).take_while(|line| is_changed(line));
            end = number + run().count().max(1);
            is_diff = end >= number + FEWEST && run().any(is_added);
        }
        if in_hunk || is_diff {
            let sign = line.end - text(line).len();
            cuts.push((sign..sign + 1, text(line).starts_with('-').then_some('#')));
        }
    }
    changed(view, cuts)
}
