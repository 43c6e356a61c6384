//! The SDK for Kotlin.

use super::{Found, claim_start};
use crate::aws::errors;
use crate::evidence::failure::{Draft, Field, after_frames};
use crate::text::{View, Words};

/// Kotlin: `aws.sdk.kotlin.services.s3.model.S3Exception: message, Request ID: …`, and without a message `Service
/// returned error code CODE, Error type: Client, …, Request ID: …`.
pub fn exception(view: &View<'_>, at: usize, floor: usize) -> Option<Found> {
    let line = view.line(at);
    let text = view.get(at..line.end);
    let from = at + text.first(": ")? + 2;
    let told = view.get(from..line.end);
    let mut draft = Draft::of(Some("kotlin"));
    if let Some(code) = told.strip_prefix("Service returned error code ").and_then(|rest| rest.split(',').next()) {
        draft.set(Field::Code, &View::at(code, 0));
    }
    let end = told.first(", Request ID: ").map_or(line.end, |id| {
        let id_at = from + id + 14;
        let length = view.get(id_at..line.end).find([',', ' ', ')']).unwrap_or(line.end - id_at);
        draft.set(Field::RequestId, &view.slice(id_at..id_at + length));
        from + id
    });
    let message = view.slice(from..end);
    let sentence = errors::of_message(message.text());
    draft.failure.local = sentence.is_some_and(|sentence| sentence.local);
    draft.set(Field::Message, &message);
    if let Some(service) = text.cut(".services.").and_then(|(_, rest)| rest.split('.').next()) {
        draft.set(Field::Service, &View::at(service, 0));
    }
    let known = sentence.is_some() || draft.failure.code.is_some() || draft.failure.request_id.is_some();
    let end = after_frames(view, at, line.end).max(line.end);
    known.then(|| Found { draft, range: claim_start(view, at, floor)..end })
}
