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

/// Whether a mail says that it encoded `text`, and one of its signs is.
pub(super) fn is_quoted_printable(text: &str) -> bool {
    text.holds("=3D") && text.to_ascii_lowercase().holds("encoding: quoted-printable")
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
pub(super) fn unbackslashed(view: &View<'_>) -> View<'static> {
    let text = view.text();
    let mut out = View::empty(view.source(0));
    let mut from = 0;
    for (at, _) in text.match_indices('\\') {
        if at >= from
            && text.get(at + 1..).is_some_and(|rest| rest.starts_with(['_', '*', '<', '>', '[', ']', '~', '#']))
        {
            out.extend(view, from..at);
            from = at + 1;
        }
    }
    out.extend(view, from..text.len());
    out
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
pub(super) fn straightened(view: &View<'_>) -> View<'static> {
    let text = view.text();
    let (double, single) = (!text.contains('"'), !text.contains('\''));
    let mut out = View::empty(view.source(0));
    for (at, c) in text.char_indices() {
        let c_or_quote = match c {
            '“' | '”' | '„' if double => '"',
            '‘' | '’' | '‚' if single => '\'',
            _ => c,
        };
        out.push(c_or_quote, view.span(at..at + c.len_utf8()));
    }
    out
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
    let mut out = View::empty(view.source(0));
    let mut from = 0;
    for run in runs {
        out.extend(view, from..run.start);
        from = run.end;
        for (at, c) in view.get(run.clone()).char_indices() {
            out.push(' ', view.span(run.start + at..run.start + at + c.len_utf8()));
        }
    }
    out.extend(view, from..text.len());
    Some(out)
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
    let mut out = View::empty(view.source(0));
    for (line, number) in lines.iter().zip(1..) {
        let length = filled(line).filter(|filled| filled.0 == width).map_or(line.len(), |(_, length)| length);
        out.extend(view, line.start..line.start + length);
        out.extend(view, line.end..lines.get(number).map_or(view.text().len(), |next| next.start));
    }
    Some(out)
}

/// `view` without every second line, where all of those are empty: paragraphs of a page, one for each line.
pub(super) fn unspaced(view: &View<'_>, lines: &[Range<usize>]) -> Option<View<'static>> {
    let is_blank = |line: &Range<usize>| view.get(line.clone()).trim().is_empty();
    let (printed, between) = (lines.iter().step_by(2), lines.iter().skip(1).step_by(2));
    let full = printed.clone().filter(|line| !is_blank(line)).count();
    if full < FEWEST + 1 || !between.clone().all(is_blank) {
        return None;
    }
    let mut out = View::empty(view.source(0));
    for (line, number) in printed.zip(1..) {
        out.extend(view, line.start..lines.get(2 * number - 1).map_or(line.end, |blank| blank.start));
    }
    Some(out)
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
    let is_broken = |line: &Range<usize>, next: &Range<usize>| {
        let text = view.get(line.clone());
        let word = view.get(next.clone()).split(' ').next().unwrap_or_default();
        let goes_on = text.strip_suffix(' ').is_some_and(|text| !text.ends_with([' ', '\t']));
        let begins =
            begins_anew(text, view.get(next.clone())) || word.find('=').is_some_and(|at| at < *WIDTH.start() / 2);
        goes_on && !begins && width(text) <= *WIDTH.end() && width(text) + width(word) > *WIDTH.start()
    };
    let pairs = || lines.iter().zip(lines.iter().skip(1).map(Some).chain([None]));
    let is_joined =
        |(line, next): (&Range<usize>, Option<&Range<usize>>)| next.is_some_and(|next| is_broken(line, next));
    pairs().any(is_joined).then_some(())?;
    let mut out = View::empty(view.source(0));
    for (line, next) in pairs() {
        let end = if is_joined((line, next)) { line.end } else { next.map_or(view.text().len(), |next| next.start) };
        out.extend(view, line.start..end);
    }
    Some(out)
}

/// `view` with the lines as they were sent that curl's `--trace-ascii` broke into pieces of 64 bytes, each behind its
/// offset, `0040: `.
pub(super) fn untraced(view: &View<'_>, lines: &[Range<usize>]) -> Option<View<'static>> {
    view.text().holds("=> Send header, ").then_some(())?;
    let offset = |line: &Range<usize>| {
        let digits = view.get(line.clone()).cut(": ").map_or("", |(digits, _)| digits);
        usize::from_str_radix(digits, 16).ok().filter(|_| digits.len() == 4)
    };
    let goes_on =
        |line: &Range<usize>, next: &Range<usize>| offset(next).is_some_and(|at| offset(line) == at.checked_sub(64));
    let pairs = || lines.iter().zip(lines.iter().skip(1).map(Some).chain([None]));
    let is_joined = |(line, next): (&Range<usize>, Option<&Range<usize>>)| next.is_some_and(|next| goes_on(line, next));
    pairs().any(is_joined).then_some(())?;
    let mut out = View::empty(view.source(0));
    for (line, next) in pairs() {
        let end = next.map_or(view.text().len(), |next| next.start);
        let from = line.start + offset(line).map_or(0, |_| 6);
        out.extend(view, from..if is_joined((line, next)) { line.end } else { end });
    }
    Some(out)
}

/// `view` with the lines joined that a terminal broke: several are as wide as it is, and none is wider.
pub(super) fn unwrapped(view: &View<'_>, lines: &[Range<usize>]) -> Option<View<'static>> {
    let width = |line: &Range<usize>| view.get(line.clone()).chars().count();
    let widest = lines.iter().map(width).max().filter(|widest| TERMINAL.contains(widest))?;
    let next = lines.iter().skip(1);
    let is_broken = |line: &Range<usize>, next: &Range<usize>| {
        let (end, begin) = (view.get(line.clone()), view.get(next.clone()));
        let digits = begin.bytes().take_while(u8::is_ascii_hexdigit).count();
        let offset = matches!(digits, 7 | 8) && begin.get(digits..).is_some_and(|rest| rest.starts_with([' ', ':']));
        let is_line = begins_anew(end, begin) || offset;
        let is_row = |c| matches!(c, '|' | '+' | '-' | ' ' | '*' | '#' | '\u{2500}'..='\u{257f}');
        width(line) == widest && !is_line && !end.ends_with(is_row)
    };
    let broken = lines.iter().zip(next.clone()).filter(|(line, next)| is_broken(line, next)).count();
    let usual = matches!(widest, 80 | 100 | 120 | 132 | 160);
    if broken < if usual { 2 } else { 3 } {
        return None;
    }
    let mut out = View::empty(view.source(0));
    for (line, next) in lines.iter().zip(next.map(Some).chain([None])) {
        let end = next.map_or(view.text().len(), |next| next.start);
        let joined = next.is_some_and(|next| is_broken(line, next));
        out.extend(view, line.start..if joined { line.end } else { end });
    }
    Some(out)
}
