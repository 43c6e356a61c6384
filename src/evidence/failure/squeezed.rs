//! Text without its blanks, for sentences that a terminal may have wrapped anywhere.

use crate::text::View;

/// Text without its blanks and line ends, which knows where each byte came from.
#[derive(Debug)]
pub struct Squeezed {
    text: String,
    offsets: Vec<usize>,
    end: usize,
}

/// As many bytes before the text are looked at for the marks of a quotation.
const REACH: usize = 64;

impl Squeezed {
    /// The text of `view` from byte `at` to the next empty line, of `most` characters at most. Marks of a quotation that
    /// stand before its line do not count on the lines after it.
    pub fn new(view: &View<'_>, at: usize, most: usize) -> Self {
        let mut out = Self { text: String::new(), offsets: Vec::new(), end: at };
        let mut line_ends = 0;
        let lead = view.get(view.line_near(at, REACH).start..at);
        let marks = lead.get(..lead.len() - lead.trim_start_matches(['>', '|', '│', ' ']).len()).unwrap_or_default();
        let mut begins = false;
        for (offset, c) in view.get(at..view.text().len()).char_indices().take(most) {
            if c == '\n' {
                line_ends += 1;
            } else if !(c.is_whitespace() || begins && marks.contains(c)) {
                line_ends = 0;
            }
            if line_ends > 1 {
                break;
            }
            begins = c == '\n' || begins && (c.is_whitespace() || marks.contains(c));
            if !c.is_whitespace() && !begins {
                out.text.push(c);
                out.offsets.extend(std::iter::repeat_n(at + offset, c.len_utf8()));
            }
            out.end = at + offset + c.len_utf8();
        }
        view.spend(2 * (out.end - at));
        out
    }

    /// The characters that are left.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The byte of the view right after the character that stands before byte `index` of the squeezed text, so that the
    /// blanks between belong to what follows.
    pub fn offset(&self, index: usize) -> usize {
        match index.checked_sub(1).and_then(|before| self.offsets.get(before)) {
            Some(&before) => before + 1,
            None => self.end,
        }
    }

    /// How many bytes of the squeezed text stand before byte `offset` of the view.
    pub fn index(&self, offset: usize) -> usize {
        self.offsets.partition_point(|&other| other < offset)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_lead_back_to_the_view() {
        let quoted = View::at(">> a\n>> b > c\n>>\n>> d", 0);
        assert_eq!(Squeezed::new(&quoted, 3, 100).text(), "ab>c");
        let view = View::at("x a\n b c\n\nd", 0);
        let squeezed = Squeezed::new(&view, 2, 100);
        assert_eq!(squeezed.text(), "abc");
        assert_eq!((squeezed.offset(1), squeezed.index(5), squeezed.index(6)), (3, 1, 2));
    }
}
