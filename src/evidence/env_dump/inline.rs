//! Variables that stand within a line: `-e K=V`, `"K=V"`, `(K=V)`, in commands and in prose.

use std::ops::Range;

use super::assignment::Style;
use super::value::{closing, in_quotes};
use super::{REACH, fact, matters};
use crate::evidence::{Given, Place, Reading, Scope};
use crate::text::shell;

/// Reads an assignment that stands within a line: `-e K=V`, `"K=V"`, `(K=V)`.
pub fn read(place: &Place<'_>, name: &Range<usize>) -> Option<Reading> {
    let view = place.view;
    let written = view.get(name.clone());
    (matters(written) && !written.contains(|c: char| c.is_ascii_lowercase())).then_some(())?;
    view.get(name.end..view.boundary(name.end + 2)).strip_prefix('=').filter(|rest| !rest.starts_with('='))?;
    let from = view.boundary(name.start.saturating_sub(4)).max(place.floor);
    let lead = view.get(from..name.start).chars().next_back();
    if lead.is_some_and(|c| matches!(c, '$' | '{' | '.' | '?' | '&' | '<' | '/' | '-' | '%' | '!')) {
        return None;
    }
    let value = name.end + 1;
    if let Some(quote) = lead.filter(|c| matches!(c, '"' | '\''))
        && let Some(length) = closing(view.get(value..view.boundary(value + REACH)), quote)
    {
        let range = value..value + length;
        let given = in_quotes(&view.slice(range.clone()), Style::Word, quote);
        let fact = fact(view.slice(name.clone()), given, view.span(range), Scope::Environment)?;
        let range = name.start - quote.len_utf8()..value + length + quote.len_utf8();
        return Some(Reading { range, facts: vec![fact], nested: Vec::new() });
    }
    let word = shell::word(view, value);
    let text = word.value.text();
    let trimmed = text.trim_end_matches([',', '.', ')', ']', '`', '"', '\'', ':']);
    let keep = if text.starts_with(['$', '<', '{', '[', '%', '"', '\'']) { text.len() } else { trimmed.len() };
    (keep > 0).then_some(())?;
    let end = if keep == text.len() { word.end } else { value + keep };
    let given = if word.expands && !view.get(value..end).starts_with('\'') {
        Given::Elsewhere
    } else {
        Given::found(word.value.slice(0..keep))
    };
    let fact = fact(view.slice(name.clone()), given, view.span(value..end), Scope::Environment)?;
    Some(Reading { range: name.start..end, facts: vec![fact], nested: Vec::new() })
}
