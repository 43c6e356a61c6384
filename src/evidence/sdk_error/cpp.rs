//! The SDK for C++, which prints a line for each part of an error.

use std::ops::Range;

use super::{Found, claim_start};
use crate::aws::errors;
use crate::evidence::failure::{Draft, Field};
use crate::text::{View, Words};

/// C++: lines `Exception name: CODE`, `Error message: …`, `Request ID: …`, `HTTP response code: …`; `at` is in one of
/// them.
pub fn lines(view: &View<'_>, at: usize, floor: usize) -> Option<Found> {
    const NAMES: &[(&str, Field)] = &[
        ("HTTP response code", Field::Status),
        ("Request ID", Field::RequestId),
        ("Exception name", Field::Code),
        ("Error message", Field::Message),
        ("Resolved remote host IP address", Field::Element("address")),
    ];
    let pair = |line: &Range<usize>| {
        let text = view.get(line.clone());
        NAMES.iter().find_map(|&(name, field)| {
            let from = text.first(name)? + name.len();
            let value = text.get(from..)?.strip_prefix(':')?;
            Some((field, line.end - value.len()..line.end))
        })
    };
    let mut line = view.line(at);
    while let Some(above) = view.line_before(&line).filter(|above| above.start >= floor && pair(above).is_some()) {
        line = above;
    }
    let start = line.start.max(floor);
    let mut draft = Draft::of(Some("cpp"));
    let mut end = line.end;
    while let Some((field, value)) = pair(&line) {
        draft.set(field, &view.slice(value).trimmed());
        end = line.end;
        let Some(below) = view.next_line(&line) else { break };
        line = below;
    }
    // `7 response headers:` and that many lines `name : value`.
    if let Some(count) =
        view.get(line.clone()).strip_suffix(" response headers:").and_then(|count| count.trim().parse::<usize>().ok())
    {
        end = line.end;
        for _ in 0..count.min(64) {
            let Some(next) = view.next_line(&line).filter(|next| view.get(next.clone()).holds(" : ")) else { break };
            end = next.end;
            line = next;
        }
    }
    // Without a body the SDK has no name for it.
    if draft.failure.code.is_none() && draft.failure.http_status == Some(403) {
        draft.set(Field::Code, &View::at("403", 0));
    }
    draft.failure.code.is_some().then_some(Found { draft, range: start..end })
}

/// Apache Arrow, which is built on it: `AWS Error ACCESS_DENIED during ListObjectsV2 operation: message (Request ID: …)`,
/// `AWS Error UNKNOWN (HTTP status 400) during …`; `at` is where it begins.
pub fn arrow(view: &View<'_>, at: usize, floor: usize) -> Option<Found> {
    let line = view.rest_of_line(at);
    let (name, rest) = view.get(line.clone()).strip_prefix("AWS Error ")?.cut(" during ")?;
    let (operation, told) = rest.cut(" operation: ")?;
    let mut draft = Draft::of(Some("cpp"));
    let name = name.cut(" (HTTP status ").map_or(name, |(name, status)| {
        draft.set(Field::Status, &View::at(status, 0));
        name
    });
    // The SDK's names of codes are theirs in capitals; without a body it names one by the status alone.
    let is_bare = told.starts_with("No response body") && name == "ACCESS_DENIED";
    let code: String = if is_bare { "403".to_owned() } else { name.split('_').collect() };
    if let Some(known) = errors::of_code(&code) {
        draft.set(Field::Code, &View::at(known.code, 0));
    }
    draft.set(Field::Operation, &View::at(operation, 0));
    let (message, id) = told.cut(" (Request ID: ").unwrap_or((told, ""));
    draft.set(Field::RequestId, &View::at(id.trim_end_matches(')'), 0));
    let from = line.end - told.len();
    draft.set(Field::Message, &view.slice(from..from + message.len()));
    Some(Found { draft, range: claim_start(view, at, floor)..line.end })
}

/// C++ of a code that the SDK has no name for: `Unable to parse ExceptionName: CODE Message: …`; `at` is where it begins.
pub fn unparsed(view: &View<'_>, at: usize, floor: usize) -> Option<Found> {
    let text = view.get(view.rest_of_line(at));
    let told = text.cut("ExceptionName: ")?.1;
    let end = at + text.len();
    let mut draft = Draft::of(Some("cpp"));
    if let Some((code, message)) = told.cut(" Message: ") {
        draft.set(Field::Code, &View::at(code, 0));
        draft.set(Field::Message, &view.slice(end - message.len()..end));
    } else {
        let code = told.split(|c: char| !c.is_ascii_alphanumeric()).next()?;
        draft.set(Field::Code, &View::at(errors::of_code(code)?.code, 0));
    }
    Some(Found { draft, range: claim_start(view, at, floor)..end })
}
