//! Lines that a mail program, a terminal or a trace broke, put together again.

use std::ops::{Range, RangeInclusive};

use super::page::{Change, TERMINAL, changed};
use crate::text::{View, Words, stamp};

/// Lines that begin with so many characters alike are lines of their own.
const ALIKE: usize = 6;

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
