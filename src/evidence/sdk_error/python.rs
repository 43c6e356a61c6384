//! botocore and boto3: tracebacks, exceptions on a line of their own, and boto before them.

use super::{Found, claim_start};
use crate::aws::errors;
use crate::evidence::failure::{Draft, Field, after_frames, body, message, sentence, traceback};
use crate::text::{View, Words};

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
    // The CLI of version 2 carries its own botocore.
    let client = if shown.contains("awscli/botocore/") || shown.contains("awscli\\botocore\\") {
        "aws-cli-2"
    } else if shown.contains("/awscli/") {
        "aws-cli-1"
    } else if shown.contains("boto.exception") || shown.contains("/boto/") {
        "boto2"
    } else {
        "boto3"
    };
    draft.failure.client.get_or_insert(client);
    let start = claim_start(view, at, floor);
    Some(Found { draft, range: start..end })
}

/// The exception whose name begins at byte `at`: `botocore.exceptions.ClientError: An error occurred (…) …`.
fn exception(view: &View<'_>, at: usize) -> Option<Found> {
    let line = view.rest_of_line(at);
    let text = view.get(line.clone());
    for words in ["An error occurred (", "A client error ("] {
        if let Some(found) = text.find(words).and_then(|offset| sentence(view, at + offset)) {
            return Some(Found { draft: found.draft, range: at..found.range.end });
        }
    }
    let name = text.split([':', '(']).next().unwrap_or_default();
    let from = at + text.find(": ").map_or(0, |colon| colon + 2);
    let mut message = message(view, from);
    let mut draft = Draft::default();
    let words = view.get(message.clone());
    let sentence = errors::of_message(words);
    let local = name.contains("Credential")
        || name.ends_with("ProfileNotFound")
        || name.ends_with("ConfigParseError")
        || name.contains("SSOToken");
    // boto: the status, then the body.
    if let Some((_, status)) =
        words.split_once("ResponseError: ").or_else(|| name.ends_with("ResponseError").then_some(("", words)))
    {
        draft.set(Field::Status, &View::at(status, 0));
        let next = view.next_line(&line)?;
        let open = next.start + view.get(next.start..view.text().len()).find("<Error")?;
        let found = body(view, open, next.start).filter(|body| body.range.start <= next.end)?;
        draft.merge(found.draft);
        message.end = found.range.end;
    } else if sentence.is_some() || name.starts_with("botocore.") && local {
        draft.failure.local = sentence.is_none_or(|sentence| sentence.local);
        draft.set(Field::Message, &view.slice(message.clone()));
    } else {
        return None;
    }
    Some(Found { draft, range: at..message.end })
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
