//! Text derived from a source (unescaped, without colour codes) that remembers where each character came from.

use std::borrow::Cow;
use std::ops::Range;

use super::Span;
use super::effort::Effort;

/// A piece of text with the place of each of its characters in the source.
///
/// The whole source is a view of itself; an unescaped string, a value and a decoded body are views of parts of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View<'a>(Box<Parts<'a>>);

/// What a view is made of. Facts hold views by the dozen and hand them on, hence one pointer outside.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Parts<'a> {
    text: Cow<'a, str>,
    /// Where runs begin: (byte of this text, byte of the source), ascending; within a run both advance together.
    runs: Vec<(usize, usize)>,
    /// Source offset of the end of the text.
    end: usize,
    effort: Effort,
}

impl<'a> View<'a> {
    fn of(text: Cow<'a, str>, runs: Vec<(usize, usize)>, end: usize) -> Self {
        let effort = Effort::of(text.len());
        Self(Box::new(Parts { text, runs, end, effort }))
    }

    /// A view of `text`, which stands in the source at byte `at`.
    pub fn at(text: &'a str, at: usize) -> Self {
        Self::of(Cow::Borrowed(text), vec![(0, at)], at + text.len())
    }

    /// An empty view, to be filled with [`View::push`]; it ends at source offset `at` until then.
    pub fn empty(at: usize) -> View<'static> {
        View::of(Cow::Owned(String::new()), Vec::new(), at)
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.0.text
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.0.text.is_empty()
    }

    /// Appends `c`, which `source` shows (an escape sequence, say).
    pub fn push(&mut self, c: char, source: Span) {
        let at = self.0.text.len();
        match self.0.runs.last() {
            Some(&(text, from)) if from + (at - text) == source.start && self.0.end == source.start => {}
            _ => self.0.runs.push((at, source.start)),
        }
        self.0.text.to_mut().push(c);
        self.0.end = source.end;
    }

    /// Appends all of `other`.
    pub fn append(&mut self, other: &View<'_>) {
        let at = self.0.text.len();
        for &(text, source) in &other.0.runs {
            self.0.runs.push((at + text, source));
        }
        self.0.text.to_mut().push_str(&other.0.text);
        self.0.end = other.0.end;
    }

    /// Appends the part of `other` in `range`; nothing where the range does not fit.
    pub fn extend(&mut self, other: &View<'_>, range: Range<usize>) {
        let Some(text) = other.0.text.get(range.clone()).filter(|text| !text.is_empty()) else { return };
        let (at, start) = (self.0.text.len(), other.source(range.start));
        match self.0.runs.last() {
            Some(&(text, from)) if from + (at - text) == start && self.0.end == start => {}
            _ => self.0.runs.push((at, start)),
        }
        self.0.runs.extend(other.runs_within(&range).iter().map(|&(text, source)| (at + text - range.start, source)));
        self.0.text.to_mut().push_str(text);
        self.0.end = other.source(range.end);
    }

    /// The runs that begin inside `range`, its first byte left out.
    fn runs_within(&self, range: &Range<usize>) -> &[(usize, usize)] {
        let from = self.0.runs.partition_point(|&(text, _)| text <= range.start);
        let to = self.0.runs.partition_point(|&(text, _)| text < range.end);
        self.0.runs.get(from..to).unwrap_or_default()
    }

    /// The source offset of byte `offset` of this text.
    pub fn source(&self, offset: usize) -> usize {
        if offset >= self.0.text.len() {
            return self.0.end;
        }
        let after = self.0.runs.partition_point(|&(text, _)| text <= offset);
        let (text, source) =
            after.checked_sub(1).and_then(|index| self.0.runs.get(index)).copied().unwrap_or((0, self.0.end));
        source + (offset - text)
    }

    /// The span of the source that `range` of this text came from.
    pub fn span(&self, range: Range<usize>) -> Span {
        let start = self.source(range.start);
        Span::new(start, if range.end > range.start { self.source(range.end) } else { start })
    }

    /// The span of the source that the whole text came from.
    pub fn whole(&self) -> Span {
        self.span(0..self.0.text.len())
    }

    /// The part in `range`; empty where the range does not fit.
    #[must_use]
    pub fn slice(&self, range: Range<usize>) -> View<'static> {
        self.spend(range.len());
        let Some(text) = self.0.text.get(range.clone()) else { return View::empty(self.source(range.start)) };
        let mut runs = vec![(0, self.source(range.start))];
        runs.extend(self.runs_within(&range).iter().map(|&(text, source)| (text - range.start, source)));
        View::of(Cow::Owned(text.to_owned()), runs, self.source(range.end))
    }

    /// The same without white space (as ASCII has it) at either end.
    #[must_use]
    pub fn trimmed(&self) -> View<'static> {
        let lead = self.0.text.len() - self.0.text.trim_ascii_start().len();
        self.slice(lead..lead + self.0.text.trim_ascii().len())
    }

    /// Grants what may be looked at for the places up to byte `at`; until this is called, for the whole text.
    pub fn grant(&self, at: usize) {
        self.0.effort.grant(at, self.0.text.len());
    }

    /// Takes in that a reader looked at `bytes` of the text. What finds lines and what reads values counts by itself.
    pub fn spend(&self, bytes: usize) {
        self.0.effort.spend(bytes);
    }

    /// Whether readers have looked at more than any text is worth: they leave it at what is near then.
    pub fn is_spent(&self) -> bool {
        self.0.effort.is_spent()
    }

    /// How many of `most` bytes a reader may look at.
    pub fn reach(&self, most: usize) -> usize {
        self.0.effort.reach(most)
    }

    /// The text of byte `from` to the end of its line, without the line end (LF or CR LF).
    pub fn rest_of_line(&self, from: usize) -> Range<usize> {
        self.rest_near(from, self.0.text.len())
    }

    /// The line that holds byte `offset`, without its line end.
    pub fn line(&self, offset: usize) -> Range<usize> {
        let start = self.line_start(offset, self.0.text.len());
        start..self.rest_of_line(start).end
    }

    /// [`View::line`], but no farther than `reach` bytes either way: what looks at many places of one endless line stays
    /// linear by it.
    pub fn line_near(&self, offset: usize, reach: usize) -> Range<usize> {
        self.line_start(offset, reach)..self.rest_near(offset, reach).end
    }

    /// Where the line begins that holds byte `offset`, no farther than `reach` bytes before it.
    fn line_start(&self, offset: usize, reach: usize) -> usize {
        let from = self.boundary(offset.saturating_sub(self.reach(reach)));
        let before = self.0.text.get(from..offset.min(self.0.text.len())).unwrap_or_default();
        let start = memchr::memrchr(b'\n', before.as_bytes()).map_or(from, |at| from + at + 1);
        self.spend(offset.saturating_sub(start));
        start
    }

    /// [`View::rest_of_line`], but no farther than `reach` bytes.
    pub fn rest_near(&self, from: usize, reach: usize) -> Range<usize> {
        let limit = self.boundary(from.saturating_add(self.reach(reach)));
        let rest = self.0.text.get(from..limit).unwrap_or_default();
        let line = memchr::memchr(b'\n', rest.as_bytes()).and_then(|end| rest.get(..end));
        self.spend(line.unwrap_or(rest).len());
        match line {
            Some(line) => from..from + line.strip_suffix('\r').unwrap_or(line).len(),
            None => from..from + rest.len(),
        }
    }

    /// The line that holds byte `offset`, if it begins and ends within `reach` bytes of it.
    pub fn short_line(&self, offset: usize, reach: usize) -> Option<Range<usize>> {
        let line = self.line_near(offset, reach);
        let begins = line.start == 0 || self.0.text.as_bytes().get(line.start - 1) == Some(&b'\n');
        let ends = self.0.text.get(line.end..).is_some_and(|rest| rest.is_empty() || rest.starts_with(['\n', '\r']));
        (begins && ends).then_some(line)
    }

    /// The first character boundary at or after byte `offset`; the end of the text for offsets beyond it.
    pub fn boundary(&self, offset: usize) -> usize {
        (offset..self.0.text.len()).find(|&at| self.0.text.is_char_boundary(at)).unwrap_or(self.0.text.len())
    }

    /// The line after `line`; none after the last.
    pub fn next_line(&self, line: &Range<usize>) -> Option<Range<usize>> {
        let rest = self.0.text.get(line.end..).filter(|_| !self.is_spent())?;
        let start = line.end + memchr::memchr(b'\n', rest.as_bytes())? + 1;
        (start < self.0.text.len()).then(|| self.rest_of_line(start))
    }

    /// The line before `line`; none before the first.
    pub fn line_before(&self, line: &Range<usize>) -> Option<Range<usize>> {
        line.start.checked_sub(1).filter(|_| !self.is_spent()).map(|end| self.line(end))
    }

    /// The text in `range`; empty where the range does not fit.
    pub fn get(&self, range: Range<usize>) -> &str {
        self.0.text.get(range).unwrap_or_default()
    }

    /// The same view, owning its text.
    #[must_use]
    pub fn into_owned(self) -> View<'static> {
        let Parts { text, runs, end, .. } = *self.0;
        View::of(Cow::Owned(text.into_owned()), runs, end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_escape_leads_back_to_its_place() {
        let mut view = View::empty(10);
        view.push('a', Span::new(10, 11));
        view.push('\n', Span::new(11, 13));
        view.push('b', Span::new(13, 14));
        assert_eq!(view.text(), "a\nb");
        assert_eq!((view.source(0), view.source(1), view.source(2), view.source(3)), (10, 11, 13, 14));
        let tail = view.slice(1..3);
        assert_eq!((tail.text(), tail.source(0), tail.source(1), tail.whole()), ("\nb", 11, 13, Span::new(11, 14)));
    }

    #[test]
    fn lines_end_at_lf_or_crlf() {
        let view = View::at("one\r\ntwo\rtwo\n\nfour", 100);
        let one = view.line(2);
        assert_eq!(view.get(one.clone()), "one");
        let two = view.next_line(&one).unwrap();
        assert_eq!(view.get(two.clone()), "two\rtwo");
        let three = view.next_line(&two).unwrap();
        assert_eq!(view.get(three.clone()), "");
        let four = view.next_line(&three).unwrap();
        assert_eq!(view.get(four.clone()), "four");
        assert_eq!(view.next_line(&four), None);
        assert_eq!(view.line_before(&two), Some(one));
        assert_eq!(view.source(two.start), 105);
    }

    #[test]
    fn near_lines_end_where_the_reach_ends() {
        let view = View::at("one\r\nabéghi\nfour", 0);
        assert_eq!(view.get(view.line_near(7, 100)), "abéghi");
        assert_eq!(view.get(view.line_near(1, 100)), "one");
        assert_eq!(view.get(view.line_near(9, 2)), "égh");
        assert_eq!(view.get(view.line_near(12, 100)), "abéghi");
        assert_eq!(view.get(view.line_near(99, 9)), "");
    }

    #[test]
    fn what_does_not_fit_is_empty() {
        let view = View::at("é", 0);
        assert!(view.slice(1..2).is_empty());
        assert_eq!(view.get(0..9), "");
    }
}
