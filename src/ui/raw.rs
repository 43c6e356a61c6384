//! The raw text behind a text box. A box shows every line end as LF and may drop more; what was pasted is kept beside
//! it, and an edit of what the box shows is carried over to it.

use crate::text::Words;

/// A text as it was pasted, and as the box shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    raw: String,
    shown: String,
}

/// A piece of text put into a box in place of a selection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paste {
    /// Where the selection began, in UTF-16 units of what the box showed.
    pub start: usize,
    /// Where the selection ended.
    pub end: usize,
    /// The piece, as the clipboard held it.
    pub text: String,
}

impl Text {
    /// A text that no box has shown yet.
    pub fn new(raw: String) -> Self {
        let shown = shown(&raw);
        Self { raw, shown }
    }

    /// As pasted.
    pub fn raw(&self) -> &str {
        &self.raw
    }

    /// As the box shows it.
    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// Whether the box cannot tell the whole text.
    pub fn is_richer(&self) -> bool {
        self.raw != self.shown
    }

    /// The text after an edit: the box shows `now`. If the edit was a paste, the clipboard's own text is kept;
    /// otherwise only what differs between the old and the new is replaced.
    #[must_use]
    pub fn edited(&self, now: String, paste: Option<&Paste>) -> Self {
        if let Some(text) = paste.and_then(|paste| self.pasted(&now, paste)) {
            return text;
        }
        let (start, end, new_end) = difference(&self.shown, &now);
        let piece = now.get(start..new_end).unwrap_or_default();
        let raw = self.spliced(start, end, piece);
        Self { raw, shown: now }
    }

    /// The text after `paste`, if the box shows just that.
    fn pasted(&self, now: &str, paste: &Paste) -> Option<Self> {
        let (start, end) = (byte_offset(&self.shown, paste.start), byte_offset(&self.shown, paste.end));
        let inserted = now.get(start..now.len().checked_sub(self.shown.len().checked_sub(end)?)?)?;
        let kept = now.get(..start) == self.shown.get(..start) && now.ends_with(self.shown.get(end..)?);
        (kept && agrees(&paste.text, inserted))
            .then(|| Self { raw: self.spliced(start, end, &paste.text), shown: now.to_owned() })
    }

    /// The raw text with `piece` in the place of what is shown in `start..end`.
    fn spliced(&self, start: usize, end: usize, piece: &str) -> String {
        let from = self.raw_offset(start, true);
        let to = self.raw_offset(end, false).max(from);
        let mut raw = String::with_capacity(self.raw.len() + piece.len());
        for part in [self.raw.get(..from), Some(piece), self.raw.get(to..)].into_iter().flatten() {
            // The box shows two line ends here; a CR beside a LF would be one.
            if raw.ends_with('\r') && part.starts_with('\n') {
                raw.push('\r');
            }
            raw.push_str(part);
        }
        raw
    }

    /// The place in the raw text of byte `offset` of the shown one. Where the box dropped characters, the place is
    /// `after` them or before them.
    fn raw_offset(&self, offset: usize, after: bool) -> usize {
        let mut walk = Walk::new(&self.raw, &self.shown);
        while walk.shown < offset && walk.step() {}
        if after {
            while walk.dropped() {}
        }
        walk.raw
    }
}

/// What a box shows of `raw`: CR LF and CR are LF.
fn shown(raw: &str) -> String {
    if raw.contains('\r') { raw.with("\r\n", "\n").replace('\r', "\n") } else { raw.to_owned() }
}

/// Whether a box may show `raw` as `shown`.
fn agrees(raw: &str, shown: &str) -> bool {
    let mut walk = Walk::new(raw, shown);
    while walk.agrees() {}
    while walk.dropped() {}
    walk.raw == raw.len() && walk.shown == shown.len()
}

/// Goes through a raw text and what is shown of it side by side.
struct Walk<'a> {
    raws: &'a str,
    showns: &'a str,
    raw: usize,
    shown: usize,
}

impl<'a> Walk<'a> {
    fn new(raws: &'a str, showns: &'a str) -> Self {
        Self { raws, showns, raw: 0, shown: 0 }
    }

    fn next_raw(&self) -> Option<char> {
        self.raws.get(self.raw..).and_then(|rest| rest.chars().next())
    }

    fn next_shown(&self) -> Option<char> {
        self.showns.get(self.shown..).and_then(|rest| rest.chars().next())
    }

    /// Goes past a character that some browsers drop from a box; false where there is none.
    fn dropped(&mut self) -> bool {
        let drop = self.next_raw() == Some('\0') && self.next_shown() != Some('\0');
        self.raw += usize::from(drop);
        drop
    }

    /// Goes past one shown character; false at the end.
    fn step(&mut self) -> bool {
        while self.dropped() {}
        let (Some(raw), Some(shown)) = (self.next_raw(), self.next_shown()) else { return false };
        self.raw += match raw {
            '\r' if self.raws.as_bytes().get(self.raw + 1) == Some(&b'\n') => 2,
            _ => raw.len_utf8(),
        };
        self.shown += shown.len_utf8();
        true
    }

    /// [`Walk::step`], if the shown character is what a box makes of the raw one.
    fn agrees(&mut self) -> bool {
        while self.dropped() {}
        let same = match (self.next_raw(), self.next_shown()) {
            (Some('\r'), shown) => shown == Some('\n'),
            (raw, shown) => raw == shown,
        };
        same && self.step()
    }
}

/// Where `old` and `new` differ: the start in both, the end in `old`, the end in `new`.
fn difference(old: &str, new: &str) -> (usize, usize, usize) {
    let start = old.char_indices().zip(new.chars()).find(|&((_, a), b)| a != b);
    let start = start.map_or(old.len().min(new.len()), |((at, _), _)| at);
    let (old_rest, new_rest) = (old.get(start..).unwrap_or_default(), new.get(start..).unwrap_or_default());
    let back = old_rest.chars().rev().zip(new_rest.chars().rev()).take_while(|(a, b)| a == b);
    let back: usize = back.map(|(c, _)| c.len_utf8()).sum();
    (start, old.len() - back, new.len() - back)
}

/// The byte at UTF-16 offset `units`; the end for an offset past it.
pub fn byte_offset(text: &str, units: usize) -> usize {
    let mut left = units;
    for (at, c) in text.char_indices() {
        match left.checked_sub(c.len_utf16()) {
            _ if left == 0 => return at,
            Some(rest) => left = rest,
            None => return at,
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paste(text: &str, start: usize, end: usize) -> Paste {
        Paste { start, end, text: text.to_owned() }
    }

    #[test]
    fn an_edit_elsewhere_keeps_what_the_box_cannot_show() {
        // Raw text, what the box shows after the edit, the raw text then.
        let cases = [
            ("a\r\nb\rc\0d\u{feff}", "a\nb\nc\0d\u{feff}!", "a\r\nb\rc\0d\u{feff}!"),
            ("a\r\nb\rc\0d\u{feff}", "a\nb\nc\0\u{feff}", "a\r\nb\rc\0\u{feff}"),
            ("a\r\nb\r\nc", "ab\nc", "ab\r\nc"),
            ("a\r\nb\r\nc", "a\nX\nc", "a\r\nX\r\nc"),
            ("a\r\nb\r\nc", "a\nb\n\nc", "a\r\nb\r\n\nc"),
            ("\u{feff}é\r\nü", "\u{feff}é\nüü", "\u{feff}é\r\nüü"),
            ("a\r\nb", "", ""),
            ("", "a\nb", "a\nb"),
            ("a\r", "a\nb", "a\rb"),
            ("a\rb", "a\n\nb", "a\r\r\nb"),
        ];
        for (raw, now, after) in cases {
            let text = Text::new(raw.to_owned()).edited(now.to_owned(), None);
            assert_eq!((text.raw(), text.shown()), (after, now), "{raw:?} edited to {now:?}");
        }
    }

    #[test]
    fn a_paste_keeps_the_clipboards_own_text() {
        let text = Text::new("x\r\ny".to_owned());
        let after = text.edited("x\na\nb\ny".to_owned(), Some(&paste("a\r\nb\r", 2, 2)));
        assert_eq!(after.raw(), "x\r\na\r\nb\ry");
        let after = after.edited("x\na\nb\ny!".to_owned(), None);
        assert_eq!(after.raw(), "x\r\na\r\nb\ry!");
    }

    #[test]
    fn a_paste_stands_where_the_caret_was() {
        let text = Text::new("aa".to_owned());
        assert_eq!(text.edited("aaa".to_owned(), Some(&paste("a", 0, 0))).raw(), "aaa");
        let text = Text::new("😀\r\nz".to_owned());
        let after = text.edited("😀\n\n".to_owned(), Some(&paste("\r\n", 3, 4)));
        assert_eq!(after.raw(), "😀\r\n\r\n", "offsets are UTF-16 units, and the selection is replaced");
    }

    #[test]
    fn a_box_that_drops_nul_is_followed() {
        let text = Text::default().edited("AB".to_owned(), Some(&paste("A\0B", 0, 0)));
        assert_eq!(text.raw(), "A\0B");
        assert_eq!(text.edited("ABC".to_owned(), None).raw(), "A\0BC");
        assert_eq!(text.edited("B".to_owned(), None).raw(), "\0B");
        assert_eq!(text.edited("A".to_owned(), None).raw(), "A\0");
    }

    #[test]
    fn a_box_that_shows_something_else_is_believed() {
        let text = Text::default().edited("abc".to_owned(), Some(&paste("a\u{1}c", 0, 0)));
        assert_eq!(text.raw(), "abc");
    }

    #[test]
    fn offsets_past_the_end_or_inside_a_pair_are_bounded() {
        assert_eq!((byte_offset("a😀b", 3), byte_offset("a😀b", 2), byte_offset("a", 9)), (5, 1, 1));
    }
}
