//! What a page, a mail program, a terminal or a diff does to a whole text: it escapes the markup, curls the quotes, parts
//! the lines, fills them up, or puts signs beside them.

use std::ops::{Range, RangeInclusive};

use super::FEWEST;
use crate::text::{View, Words};

/// As wide as a terminal that breaks lines may be, in characters.
pub(super) const TERMINAL: RangeInclusive<usize> = 60..=240;

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

/// What stands before the name of a mail's encoding.
const LABEL: &str = "encoding:";
/// The names of the encoding with signs of equality, as mail programs write it.
const ENCODINGS: [&str; 3] = ["quoted-printable", "Quoted-Printable", "QUOTED-PRINTABLE"];

/// Whether a mail says that it encoded `text`, and one of its signs is, or all are.
pub(super) fn is_quoted_printable(text: &str) -> bool {
    // Folding a whole log would take longer than reading it.
    let Some((head, body)) = ENCODINGS.iter().find_map(|name| text.cut(name)) else { return false };
    let head = head.short_of(" ");
    let label = head.get(head.len().saturating_sub(LABEL.len())..).unwrap_or_default();
    if !label.eq_ignore_ascii_case(LABEL) {
        return false;
    }
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

/// Bytes of a text, and the character that stands in their place.
pub(super) type Change = (Range<usize>, Option<char>);

/// `view` with `changes`, which ascend; none without any.
pub(super) fn changed(view: &View<'_>, changes: Vec<Change>) -> Option<View<'static>> {
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
