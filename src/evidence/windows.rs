//! Large texts are read in windows, so that the first part of a log is read while the next is still coming and nothing
//! takes long at a time. A window ends at an empty line, so that no evidence is cut.

use std::ops::Range;

/// A window has about this many bytes: as many as a browser reads without keeping its page waiting.
const SIZE: usize = 1 << 17;
/// An empty line is looked for in this many bytes more; without one a line's end will do.
const SEARCH: usize = 1 << 16;

/// The windows of `text` from byte `from` on. Where they end depends on the text alone: as long as more may come
/// (`complete` is false) what is too short to tell waits.
pub(super) fn windows(text: &str, from: usize, complete: bool) -> Vec<Range<usize>> {
    let mut all = Vec::new();
    let mut start = from;
    while text.len() - start > SIZE + SEARCH {
        let end = cut(text, start + SIZE);
        all.push(start..end);
        start = end;
    }
    if complete && start < text.len() {
        all.push(start..text.len());
    }
    all
}

/// The end of a window at `at` or a little later.
fn cut(text: &str, at: usize) -> usize {
    let near = text.as_bytes().get(at..at + SEARCH).unwrap_or_default();
    let lines = || memchr::memchr_iter(b'\n', near).map(|end| end + 1);
    let is_empty = |&end: &usize| matches!(near.get(end..), Some([b'\n', ..] | [b'\r', b'\n', ..]));
    let blank = near.iter().position(|&b| matches!(b, b' ' | b',' | b';' | b'"')).map(|end| end + 1);
    let end = lines().find(is_empty).or_else(|| lines().next()).or(blank).unwrap_or(0);
    (at + end..text.len()).find(|&end| text.is_char_boundary(end)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_end_at_empty_lines_and_leave_nothing_out() {
        let text = format!("{}\n\n", "a line of some length\nand another\n".repeat(100)).repeat(800);
        let all = windows(&text, 0, true);
        assert!(all.len() > 1);
        let mut reached = 0;
        for window in &all {
            assert_eq!(window.start, reached);
            assert!(window.end == text.len() || text.get(window.end..).unwrap().starts_with('\n'));
            reached = window.end;
        }
        assert_eq!(reached, text.len());
        let half = text.get(..text.len() / 2).unwrap();
        let early = windows(half, 0, false);
        assert_eq!(all.get(..early.len()), Some(early.as_slice()), "the same cuts, however the text comes");
    }

    #[test]
    fn one_endless_line_is_cut_between_characters() {
        let text = "é".repeat(SIZE);
        let all = windows(&text, 0, true);
        assert!(all.iter().all(|window| text.get(window.clone()).is_some()));
    }
}
