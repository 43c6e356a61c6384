//! botocore and boto3: tracebacks, exceptions on a line of their own, and boto before them.

use std::ops::Range;

use super::{Found, claim_start, cpp, unmarked};
use crate::aws::errors;
use crate::evidence::failure::{Draft, Field, Printed, after_frames, body, message, printed, sentence, traceback};
use crate::text::json;
use crate::text::{View, Words};

/// The most bytes of a body's first tag that are looked at.
const LONGEST_TAG: usize = 200;

/// A Python traceback that ends in an error of AWS.
pub fn trace(view: &View<'_>, at: usize, floor: usize) -> Option<Found> {
    let trace = traceback(view, at);
    let mut draft: Option<Draft> = None;
    let mut end = trace.range.end;
    for line in trace.exceptions.iter().rev() {
        let Some(found) = exception(view, line.start) else { continue };
        end = end.max(found.range.end);
        match &mut draft {
            None => draft = Some(found.draft),
            Some(draft) => draft.merge(found.draft),
        }
    }
    let mut draft = draft?;
    let shown = view.get(trace.range.clone());
    // The CLI carries its own botocore: version 2 does, and version 1 since 1.46.
    let client = if shown.holds("awscli/botocore/") || shown.holds("awscli\\botocore\\") {
        Some("aws-cli")
    } else if shown.holds("/awscli/") {
        Some("aws-cli-1")
    } else if shown.holds("boto.exception") || shown.holds("/boto/") {
        Some("boto2")
    } else {
        shown.holds("boto").then_some("boto3")
    };
    draft.failure.client = draft.failure.client.or(client);
    let start = claim_start(view, at, floor);
    Some(Found { draft, range: start..end })
}

/// The exception whose name begins at byte `at`: `botocore.exceptions.ClientError: An error occurred (…) …`.
fn exception(view: &View<'_>, at: usize) -> Option<Found> {
    let line = view.rest_of_line(at);
    let text = view.get(line.clone());
    for words in ["An error occurred (", "A client error ("] {
        if let Some(found) = text.first(words).and_then(|offset| sentence(view, at + offset)) {
            return Some(Found { draft: found.draft, range: at..found.range.end });
        }
    }
    let name = text.split([':', '(']).next().unwrap_or_default();
    let from = at + text.first(": ").map_or(0, |colon| colon + 2);
    let mut message = message(view, from);
    let mut draft = Draft::default();
    let words = view.get(message.clone());
    let sentence = errors::of_message(words);
    let local = name.holds("Credential")
        || name.ends_with("ProfileNotFound")
        || name.ends_with("ConfigParseError")
        || name.holds("SSOToken");
    // boto: the status, then the body.
    let is_boto = name.ends_with("ResponseError") || words.holds("ResponseError: ");
    if is_boto {
        draft.set(
            Field::Status,
            &View::at(words.last("Error: ").and_then(|at| words.get(at + 7..)).unwrap_or(words), 0),
        );
    }
    if let Some(found) = within(view, &message) {
        message.end = message.end.max(found.range.end);
        draft.merge(found.draft);
    } else if is_boto {
        return None;
    } else if sentence.is_some() || name.starts_with("botocore.") && local {
        draft.failure.local = sentence.is_none_or(|sentence| sentence.local);
        draft.set(Field::Message, &view.slice(message.clone()));
    } else {
        return None;
    }
    Some(Found { draft, range: at..message.end })
}

/// What a server or another program said within the message of an exception: a body there or on the line below, as it
/// came or in quotes, or a known code with its message in any form.
fn within(view: &View<'_>, message: &Range<usize>) -> Option<Found> {
    let found = |printed: Printed| Found { draft: printed.draft, range: printed.range };
    let below = view.next_line(&view.line(message.end)).unwrap_or(message.end..message.end);
    let starts =
        [message.start, below.start].map(|at| view.get(at..below.end).starts_with(['\'', '"', '{']).then_some(at));
    if let Some(printed) = starts.into_iter().flatten().find_map(|at| printed(&json::read(view, at)?)) {
        return Some(found(printed));
    }
    // The prolog has a line of its own.
    let text = view.get(message.start..view.boundary(below.end + LONGEST_TAG));
    let body = text
        .first("<Response")
        .or_else(|| text.first("<Error"))
        .and_then(|open| body(view, message.start + open, message.start));
    if let Some(body) = body.filter(|body| body.range.start <= below.end) {
        return Some(Found { draft: body.draft, range: body.range });
    }
    let text = view.get(message.clone());
    let arrow = text.first("AWS Error ").map(|offset| message.start + offset);
    if let Some(found) = arrow.and_then(|at| cpp::arrow(view, at, at)) {
        return Some(found);
    }
    let codes = errors::KNOWN.iter().filter(|known| !known.statuses.is_empty());
    let mut places = codes.filter_map(|known| text.first(known.code)).map(|code| message.start + code);
    places
        .find_map(|at| unmarked(view, at, message.start, true, true).filter(|found| found.draft.failure.code.is_some()))
}

/// botocore's sentence behind the name of an exception, or inside `ClientError('…')`, outside a traceback.
pub fn line(view: &View<'_>, at: usize, floor: usize) -> Option<Found> {
    let found = sentence(view, at)?;
    let mut draft = found.draft;
    let mut range = found.range;
    // The quote and the bracket of a printed exception are not the message's.
    let before = view.get(view.line(at).start.max(floor)..at);
    if before.ends_with("('") || before.ends_with("(\"") {
        let text = view.get(range.clone());
        let quote = before.get(before.len() - 1..).unwrap_or("'");
        if let Some(close) = text.last(&format!("{quote})")).or_else(|| text.last(quote)) {
            let trimmed = draft.failure.message.take();
            if let Some(message) = trimmed {
                let length = message.text().len().saturating_sub(text.len() - close);
                draft.failure.message = Some(message.slice(0..length));
            }
        }
    }
    draft.failure.client.get_or_insert("boto3");
    range.start = claim_start(view, at, floor);
    range.end = range.end.max(after_frames(view, at, range.end));
    Some(Found { draft, range })
}

/// An exception of botocore on a line of its own, `botocore.exceptions.NoCredentialsError: …`.
pub fn named(view: &View<'_>, at: usize, floor: usize) -> Option<Found> {
    let mut found = exception(view, at)?;
    found.draft.failure.client.get_or_insert("boto3");
    found.range.start = claim_start(view, at, floor);
    found.range.end = found.range.end.max(after_frames(view, at, found.range.end));
    Some(found)
}
