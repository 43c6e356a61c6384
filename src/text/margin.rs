//! What stands before every line of quoted text: `> `, `| `, a time stamp, line numbers. It is learnt from one line and
//! recognised on the others by its shape.

use std::ops::Range;

use super::View;

/// The text before each line of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Margin {
    /// The margin without the blanks at its end.
    mark: String,
    /// The blanks at its end.
    blanks: usize,
}

impl Margin {
    /// The margin of the line in which the text proper begins at byte `at`.
    pub fn before(view: &View<'_>, at: usize) -> Self {
        let text = view.get(view.line(at).start..at).trim_start_matches('\u{feff}');
        let mark = text.trim_end_matches([' ', '\t']);
        Self { mark: mark.to_owned(), blanks: text.len() - mark.len() }
    }

    /// The same margin without the blanks at its end: lines may then be indented as they like.
    #[must_use]
    pub fn flush(&self) -> Self {
        Self { mark: self.mark.clone(), blanks: 0 }
    }

    /// The same margin without signs of a comment at its end.
    #[must_use]
    pub fn uncommented(&self) -> Self {
        let mark = self.mark.trim_end_matches([' ', '\t', '#', ';']);
        if mark.len() == self.mark.len() { self.clone() } else { Self { mark: mark.to_owned(), blanks: 0 } }
    }

    /// What of `line` follows the margin; none where the line does not have it. A line that ends with the margin, or
    /// within the margin's final blanks, has nothing after it. A byte order mark before the margin does not count.
    pub fn strip(&self, view: &View<'_>, line: &Range<usize>) -> Option<Range<usize>> {
        let text = view.get(line.clone()).trim_start_matches('\u{feff}');
        let mark = shape_length(&self.mark, text)?;
        let blanks = text.get(mark..)?.bytes().take(self.blanks).take_while(|b| matches!(b, b' ' | b'\t')).count();
        Some(line.end - text.len() + mark + blanks..line.end)
    }
}

/// How many bytes of `text` have the shape of `mark`: digits stand for any digits and runs of blanks for one another,
/// so that line numbers and clocks may move on; everything else stands for itself.
fn shape_length(mark: &str, text: &str) -> Option<usize> {
    let mut wanted = mark.chars().peekable();
    let mut held = text.char_indices().peekable();
    let mut end = 0;
    while let Some(want) = wanted.next() {
        let (at, c) = held.next()?;
        let alike: fn(char) -> bool = match want {
            '0'..='9' => |c| c.is_ascii_digit(),
            ' ' | '\t' => |c| matches!(c, ' ' | '\t'),
            _ if want == c => {
                end = at + c.len_utf8();
                continue;
            }
            _ => return None,
        };
        if !alike(c) {
            return None;
        }
        end = at + c.len_utf8();
        while wanted.next_if(|&c| alike(c)).is_some() {}
        while let Some((at, c)) = held.next_if(|&(_, c)| alike(c)) {
            end = at + c.len_utf8();
        }
    }
    Some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stripped<'a>(first: &str, at: usize, line: &'a str) -> Option<&'a str> {
        let margin = Margin::before(&View::at(first, 0), at);
        margin.strip(&View::at(line, 0), &(0..line.len())).and_then(|range| line.get(range))
    }

    #[test]
    fn lines_are_told_by_the_shape_of_their_margin() {
        for (first, line, rest) in [
            ("[default]", "  key = value", Some("  key = value")),
            ("> [default]", "> key = value", Some("key = value")),
            ("> [default]", ">   key = value", Some("  key = value")),
            ("> [default]", ">", Some("")),
            ("> [default]", "key = value", None),
            ("    [default]", "    key = value", Some("key = value")),
            ("    [default]", "  key = value", Some("key = value")),
            ("2026-11-21T21:55:40.123Z [default]", "2026-11-21T21:55:41.7Z key = value", Some("key = value")),
            ("     9\t[default]", "    10\tkey = value", Some("key = value")),
            ("credentials:1:[default]", "credentials:12:key = value", Some("key = value")),
            ("│ [default]", "│ key = value", Some("key = value")),
        ] {
            assert_eq!(stripped(first, first.find('[').unwrap(), line), rest, "{first} / {line}");
        }
    }
}
