//! Lines of YAML with their columns, behind whatever a log or a mail put before each.

use std::ops::Range;

use crate::text::View;
use crate::text::margin::Margin;

/// Lines above and below in which a label or the kind of a manifest is looked for.
const AROUND: usize = 80;

/// One line that has a key.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Column of the key, and of the dash before it if there is one.
    pub(super) column: usize,
    pub(super) dash: Option<usize>,
    pub(super) key: Range<usize>,
    /// What follows the colon, blanks at its beginning included.
    pub(super) rest: Range<usize>,
    pub(super) whole: Range<usize>,
}

/// Reads the line in `text`, which stands in the line `whole`.
pub(super) fn parse(view: &View<'_>, text: Range<usize>, whole: &Range<usize>) -> Option<Line> {
    let line = view.get(text.clone());
    let mut column = line.len() - line.trim_start_matches([' ', '\t']).len();
    let mut dash = None;
    while let Some(rest) = line.get(column..)?.strip_prefix('-').filter(|rest| rest.starts_with(' ')) {
        dash = Some(column);
        column = line.len() - rest.trim_start_matches(' ').len();
    }
    let rest = line.get(column..)?;
    let quote = usize::from(rest.starts_with(['"', '\'']));
    let is_key = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '/');
    let length = rest.get(quote..)?.find(|c| !is_key(c)).unwrap_or(rest.len() - quote);
    let after = quote + length + quote;
    let colon = rest.get(after..)?;
    let blank = colon.len() - colon.trim_start_matches(' ').len();
    let value = colon.get(blank..)?.strip_prefix(':')?;
    (length > 0 && (value.is_empty() || value.starts_with([' ', '\t']))).then(|| {
        let key = text.start + column + quote;
        Line {
            column,
            dash,
            key: key..key + length,
            rest: text.start + column + after + blank + 1..text.end,
            whole: whole.clone(),
        }
    })
}

/// A text, the margin of its lines, and where what is claimed ends.
pub(super) struct Text<'a> {
    pub(super) view: &'a View<'a>,
    pub(super) margin: Margin,
    pub(super) floor: usize,
}

impl Text<'_> {
    pub(super) fn get(&self, range: &Range<usize>) -> &str {
        self.view.get(range.clone())
    }

    /// The line `whole` without its margin.
    pub(super) fn strip(&self, whole: &Range<usize>) -> Option<Range<usize>> {
        self.margin.strip(self.view, whole)
    }

    pub(super) fn line(&self, whole: &Range<usize>) -> Option<Line> {
        parse(self.view, self.strip(whole)?, whole)
    }

    /// The column in which something stands on the line `whole`; none for a blank line, a comment, another margin.
    pub(super) fn column(&self, whole: &Range<usize>) -> Option<usize> {
        let text = self.get(&self.strip(whole)?);
        let body = text.trim_start_matches([' ', '\t']);
        (!body.is_empty() && !body.starts_with('#')).then(|| text.len() - body.len())
    }

    /// Whether the line `whole` holds nothing but a comment.
    pub(super) fn is_comment(&self, whole: &Range<usize>) -> bool {
        self.strip(whole).is_some_and(|text| self.get(&text).trim_start().starts_with('#'))
    }

    pub(super) fn above(&self, whole: &Range<usize>) -> Option<Range<usize>> {
        self.view.line_before(whole).filter(|line| line.start < whole.start)
    }

    /// The nearest line above `line` that is indented less than `column`, or as much and without a dash.
    pub(super) fn label(&self, line: &Line, column: usize) -> Option<Line> {
        let mut whole = line.whole.clone();
        for _ in 0..AROUND {
            whole = self.above(&whole)?;
            let Some(found) = self.column(&whole) else { continue };
            let label = self.line(&whole);
            let list =
                line.dash.is_some() && found == column && label.as_ref().is_some_and(|label| label.dash.is_none());
            if found < column || list {
                return label;
            }
        }
        None
    }

    /// Whether the line stands in the log of a GitHub Actions step.
    pub(super) fn is_log(&self, line: &Line) -> bool {
        let mut whole = line.whole.clone();
        (0..AROUND).any(|_| {
            let Some(above) = self.above(&whole) else { return false };
            whole = above;
            let text = self.strip(&whole).map_or("", |range| self.view.get(range)).trim();
            text.starts_with("shell: ") || text.starts_with("##[group]Run ") || text.starts_with("Run ")
        }) && !self.in_document(line, |text| {
            text.starts_with("- name:") || text.starts_with("uses:") || text.starts_with("- uses:")
        })
    }

    /// Whether a line of the same document, not far off, is as `wanted` says.
    pub(super) fn in_document(&self, line: &Line, wanted: fn(&str) -> bool) -> bool {
        let text = |whole: &Range<usize>| self.strip(whole).map_or("", |range| self.view.get(range)).trim();
        let mut whole = line.whole.clone();
        for _ in 0..AROUND {
            let Some(above) = self.above(&whole).filter(|above| text(above) != "---") else { break };
            whole = above;
            if wanted(text(&whole)) {
                return true;
            }
        }
        whole = line.whole.clone();
        for _ in 0..AROUND {
            let Some(below) = self.view.next_line(&whole).filter(|below| text(below) != "---") else { break };
            whole = below;
            if wanted(text(&whole)) {
                return true;
            }
        }
        false
    }
}
