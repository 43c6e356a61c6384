//! What was signed: strings to sign and canonical requests, as the SDKs log them.

use super::{MOST_LINES, REACH, SCOPE, facts, scoped};
use crate::aws::sigv4::TERMINATOR;
use crate::evidence::{Fact, Place, Reading, Request};
use crate::text::http;

/// The algorithm on a line of its own, then time, scope and hash.
pub(super) fn string_to_sign(place: &Place<'_>) -> Option<Reading> {
    let view = place.view;
    let first = view.rest_near(place.at, SCOPE);
    if view.get(first.clone()).contains(' ') {
        return None;
    }
    let date = http::after(view, &first)?;
    let scope = http::after(view, &date)?;
    let hash = http::after(view, &scope)?;
    let is_scope = view.get(scope.clone()).trim_end().ends_with(TERMINATOR);
    if !is_scope || view.get(hash.clone()).bytes().filter(u8::is_ascii_hexdigit).count() < 64 {
        return None;
    }
    let range = place.at..hash.end;
    let scoped = scoped(&view.slice(scope).trimmed());
    let date = view.get(date).trim().to_owned();
    let request = Request { key: None, date: Some(date), span: view.span(range.clone()), ..scoped };
    Some(Reading { range, facts: facts(request, None, view), nested: Vec::new() })
}

/// The canonical request on the lines after byte `at`.
pub(super) fn canonical_request(place: &Place<'_>) -> Option<Reading> {
    let view = place.view;
    let mut line = http::after(view, &view.rest_near(place.at, REACH))?;
    let method = view.get(line.clone()).trim_start_matches(['\'', '"']);
    if method.is_empty() || !method.bytes().all(|b| b.is_ascii_uppercase()) {
        return None;
    }
    let mut request = Request::default();
    let mut tokens = Vec::new();
    for _ in 0..MOST_LINES {
        line = http::after(view, &line)?;
        let text = view.get(line.clone()).trim_end_matches(['\'', '"']);
        let is_hash = text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit());
        if is_hash || text.starts_with("UNSIGNED-PAYLOAD") || text.starts_with("STREAMING-") {
            request.token.get_or_insert(false);
            request.span = view.span(place.at..line.end);
            let mut facts = facts(request, None, view);
            facts.extend(tokens.into_iter().map(Fact::SessionToken));
            return Some(Reading { range: place.at..line.end, facts, nested: Vec::new() });
        }
        match text.split_once(':') {
            Some(("host", host)) => request.host = Some(host.to_owned()),
            Some(("x-amz-date", date)) => request.date = Some(date.to_owned()),
            Some((name @ "x-amz-security-token", _)) => {
                request.token = Some(true);
                tokens.push(view.slice(line.start + name.len() + 1..line.start + text.len()));
            }
            _ => {}
        }
    }
    None
}
