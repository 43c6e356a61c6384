//! What the other headers of a signed request say.

use std::ops::Range;

use super::{MOST_LINES, REACH};
use crate::evidence::Request;
use crate::text::{View, Words, http, url};

/// What the other headers of the same request say: on the same line (the print of an object) or on the lines around.
pub(super) fn surround(view: &View<'_>, at: usize, request: &mut Request) {
    let line = view.line_near(at, REACH);
    let text = view.get(line.clone());
    if let Some(found) = text.first("url=http").or_else(|| text.first("url='http")) {
        let address = text.get(found + 4..).unwrap_or_default().trim_start_matches('\'');
        request.host = url::host(address.split(',').next().unwrap_or_default()).map(str::to_owned);
    }
    if let Some(date) = after_name(text, "X-Amz-Date") {
        request.date = Some(date.to_owned());
    }
    if after_name(text, "X-Amz-Security-Token").is_some() {
        request.token = Some(true);
    }
    let mut above = Some(line.clone());
    for _ in 0..MOST_LINES {
        above = above.and_then(|line| line.start.checked_sub(1)).map(|end| view.line_near(end, REACH));
        if !above.as_ref().is_some_and(|line| note(view, line.clone(), request)) {
            break;
        }
    }
    let mut below = Some(line);
    for _ in 0..MOST_LINES {
        below = below.and_then(|line| http::after(view, &line));
        if !below.as_ref().is_some_and(|line| note(view, line.clone(), request)) {
            break;
        }
    }
}

/// Takes what the header in `line` says into `request`; false where it is no header.
fn note(view: &View<'_>, line: Range<usize>, request: &mut Request) -> bool {
    let Some(header) = http::header(view, http::bare(view, line)) else { return false };
    let value = view.get(header.value);
    match view.get(header.name).to_ascii_lowercase().as_str() {
        "host" if request.host.is_none() => request.host = Some(value.to_owned()),
        "x-amz-date" => request.date = Some(value.to_owned()),
        "x-amz-security-token" => request.token = Some(true),
        _ => {}
    }
    true
}

/// The value after `'X-Amz-Date': b'…'`, `X-Amz-Date: …` and the like in `text`.
pub(super) fn after_name<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let found = text.first(name).or_else(|| text.first(&name.to_ascii_lowercase()))?;
    let rest = text.get(found + name.len()..)?;
    let value = rest.trim_start_matches(['"', '\'', ' ', '[']).strip_prefix([':', '='])?;
    let value = value.trim_start_matches([' ', '[']);
    let value = value.strip_prefix("b'").unwrap_or(value).trim_start_matches(['"', '\'']);
    let end =
        value.find(|c: char| matches!(c, '"' | '\'' | ',' | ';' | '\\') || c.is_whitespace()).unwrap_or(value.len());
    value.get(..end).filter(|value| !value.is_empty())
}
