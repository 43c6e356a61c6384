//! The SDK for PHP, which prints the code and the body behind the words of its HTTP client.

use super::{Found, claim_start};
use crate::evidence::failure::{Draft, Field, after_frames, body, message};
use crate::text::json;
use crate::text::{View, Words};

/// The most bytes from the beginning of a PHP error to its code.
const LONGEST: usize = 6_000;

/// PHP: `Error executing "ListBuckets" on "https://…"; AWS HTTP error: … CODE (client): message - <body>`.
pub fn failed(view: &View<'_>, at: usize, floor: usize) -> Option<Found> {
    let text = view.get(at..view.text().floor_char_boundary(at + LONGEST));
    let mut parts = text.split('"');
    let (_, operation, _, address) = (parts.next()?, parts.next()?, parts.next()?, parts.next().unwrap_or_default());
    let mut draft = Draft::of(Some("php-v3"));
    draft.set(Field::Operation, &View::at(operation, 0));
    draft.set(Field::Host, &View::at(address, 0));
    if let Some(status) = text.cut("resulted in a `").map(|(_, rest)| rest) {
        draft.set(Field::Status, &View::at(status, 0));
    }
    let start = claim_start(view, at, floor);
    let from = at + text.first("AWS HTTP error").unwrap_or(0);
    if let Some(found) = coded(view, from, at + text.len()) {
        let mut range = found.range;
        draft.merge(found.draft);
        range.start = start;
        range.end = after_frames(view, at, range.end).max(range.end);
        return Some(Found { draft, range });
    }
    // Cut off before the code: the shortened body may still have it.
    let mut end = view.rest_of_line(at).end;
    if let Some(open) = text.first("<Error").or_else(|| text.first("<Response"))
        && let Some(body) = body(view, at + open, at)
    {
        end = end.max(body.range.end);
        draft.merge(body.draft);
    }
    if !draft.says_something() {
        draft.set(Field::Message, &view.slice(from..view.rest_of_line(from).end));
    }
    Some(Found { draft, range: start..end })
}

/// `CODE (client): message - <body>` somewhere in the bytes from `from` to `limit`.
fn coded(view: &View<'_>, from: usize, limit: usize) -> Option<Found> {
    let text = view.get(from..limit);
    let mark = ["(client): ", "(server): ", "(client):", "(server):"]
        .iter()
        .find_map(|mark| Some((text.first(mark)?, mark.len())))?;
    let (at, length) = mark;
    let code = text.get(..at)?.trim_end();
    let start = code.rfind(|c: char| !(c.is_ascii_alphanumeric() || c == '.')).map_or(0, |at| at + 1);
    let mut draft = Draft::of(Some("php-v3"));
    draft.set(Field::Code, &View::at(code.get(start..).unwrap_or_default(), 0));
    let message_at = from + at + length;
    let mut end = message(view, message_at).end;
    // Behind the message stands the body.
    let rest = view.get(message_at..limit);
    let hyphen = [" - <", " - {", " -\n<"].iter().filter_map(|mark| rest.first(mark)).min();
    if let Some(hyphen) = hyphen {
        draft.set(Field::Message, &view.slice(message_at..message_at + hyphen));
        end = end.max(message_at + hyphen);
        let open = view.get(message_at + hyphen..limit);
        if let Some(found) = open.first("<Error").or_else(|| open.first("<Response"))
            && let Some(body) = body(view, message_at + hyphen + found, message_at)
        {
            end = end.max(body.range.end);
            draft.merge(body.draft);
        } else if let Some(found) = open.find('{')
            && let Some(value) = json::read(view, message_at + hyphen + found)
        {
            end = end.max(value.range.end);
        }
    } else {
        draft.set(Field::Message, &view.slice(message_at..end));
    }
    Some(Found { draft, range: from + start..end })
}

/// PHP's `CODE (client): message - <body>` whose beginning is cut off; `at` is where the bracket opens.
pub fn rest(view: &View<'_>, at: usize, floor: usize) -> Option<Found> {
    let from = view.line(at).start.max(floor);
    let mut found = coded(view, from, view.text().floor_char_boundary(at + LONGEST))?;
    found.range.start = claim_start(view, found.range.start, floor);
    // The shortened body above it says the same.
    let above = view.line_before(&view.line(from)).filter(|above| found.range.start <= from && above.start >= floor);
    if let Some(above) = above.filter(|above| view.get(above.clone()).trim_end().ends_with("(truncated...)")) {
        found.range.start = above.start;
    }
    Some(found)
}
