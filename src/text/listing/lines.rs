//! Listings of lines, each with a name, a colon and a value.

use std::ops::Range;

use super::{Around, LINES, LONGEST, Layout, Listing, Words, name_at};
use crate::text::View;
use crate::text::margin::Margin;
use crate::text::quote::{Escapes, quoted};

impl Around<'_> {
    pub(super) fn lines(&self) -> Option<Listing> {
        let line = self.view.short_line(self.at, LONGEST)?;
        let before = self.view.get(line.start..self.at);
        // Brackets that `json` did not read are not of this listing.
        if before.contains(['{', '(']) {
            return None;
        }
        let start = before.trim_end_matches(['"', '\'']).short_of("- ").len();
        let margin = Margin::before(self.view, line.start + start).flush();
        let first = self.first_line(&line, &|line| self.field(&margin, line).is_some());
        let mut listing = Listing::new(Layout::Lines, first.start..first.start);
        let mut here = Some(first);
        for _ in 0..LINES {
            let Some(line) = here else { break };
            let Some((begins, field)) = self.field(&margin, &line) else { break };
            let item = if begins { listing.next_item() } else { 0 };
            if let Some((name, value, quoted)) = field {
                listing.push(name, value, quoted, item);
            }
            listing.range.end = line.end;
            here = self.view.next_line(&line);
        }
        (listing.range.end > self.at && !listing.fields.is_empty()).then_some(listing)
    }

    /// What a line of a list says: whether it begins an item, and its name, value and whether that stood in quotes;
    /// nothing but brackets, or a name without a value, frames others.
    #[expect(clippy::type_complexity, reason = "read at one place")]
    fn field(
        &self,
        margin: &Margin,
        line: &Range<usize>,
    ) -> Option<(bool, Option<(View<'static>, View<'static>, bool)>)> {
        let rest = margin.strip(self.view, line)?;
        let text = self.view.get(rest.clone()).trim_ascii_end();
        let bare = text.trim_start();
        let inner = bare.past("- ").trim_start();
        let begins = inner.len() < bare.len();
        if !inner.is_empty() && inner.bytes().all(|b| matches!(b, b'{' | b'}' | b'[' | b']' | b',')) {
            return Some((false, None));
        }
        let at = rest.start + text.len() - inner.len();
        let (open, name_start) = match inner.strip_prefix(['"', '\'']) {
            Some(_) => (true, at + 1),
            None => (false, at),
        };
        let name = name_at(self.view, name_start);
        let after = name_start + name.len() + usize::from(open);
        let colon = after + self.view.get(after..line.end).find(':')?;
        if !(self.knows)(name) || !self.view.get(after..colon).trim().is_empty() {
            return None;
        }
        let end = rest.start + text.len();
        let value = self.view.get(colon + 1..end);
        if !(value.is_empty() || value.starts_with([' ', '\t', '"', '\''])) {
            return None;
        }
        let value_start = end - value.trim_ascii_start().len();
        let value = value.trim_ascii().trim_end_matches(',');
        if value.is_empty() || value.bytes().all(|b| matches!(b, b'{' | b'[' | b'}' | b']')) {
            return Some((begins, None));
        }
        let name = self.view.slice(name_start..name_start + name.len());
        let (value, quotes) = match quoted(self.view, value_start, Escapes::C) {
            Some((value, _)) => (value, true),
            None => (self.view.slice(value_start..value_start + value.len()), false),
        };
        Some((begins, Some((name, value, quotes))))
    }
}
