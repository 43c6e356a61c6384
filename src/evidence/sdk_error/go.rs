//! The Go SDKs, and the many tools built on them.
//!
//! Sources: aws/aws-sdk-go `aws/awserr/types.go`; aws/smithy-go `errors.go`; aws/aws-sdk-go-v2
//! `aws/transport/http/response_error.go`.

use super::{Found, claim_start};
use crate::aws::errors;
use crate::evidence::failure::{Draft, Field, Squeezed, is_code, message};
use crate::text::{View, Words};

/// How far before its status code a message of version 1 may begin.
const LONGEST: usize = 6_000;

/// Version 2: `operation error S3: ListBuckets, https response error StatusCode: 403, RequestID: …, HostID: …, api error
/// CODE: message`. Terminal wraps anywhere in it do not matter.
pub fn v2(view: &View<'_>, at: usize, floor: usize) -> Option<Found> {
    let squeezed = Squeezed::new(view, at, 3_000);
    let text = squeezed.text();
    let mut draft = Draft::default();
    let api = text.first("apierror");
    let line_end = view.rest_of_line(at).end;
    // Without an API error the sentence ends with its line.
    let head_end = api.unwrap_or_else(|| squeezed.index(line_end));
    let head = text.get(..head_end)?;
    // Where a server answered, the innermost operation is the one that failed.
    let mark = "operationerror";
    let operation = if api.is_some() { head.last(mark) } else { head.first(mark) };
    if let Some(operation) = operation.and_then(|from| head.get(from + 14..))
        && let Some((service, rest)) = operation.split_once(':')
    {
        draft.set(Field::Service, &View::at(service, 0));
        draft.set(Field::Operation, &View::at(rest.split([',', ':']).next().unwrap_or_default(), 0));
    }
    for (name, field) in [("StatusCode:", Field::Status), ("RequestID:", Field::RequestId), ("HostID:", Field::HostId)]
    {
        if let Some(from) = head.first(name).map(|found| found + name.len()) {
            let value = head.get(from..)?.split(',').next().unwrap_or_default();
            draft.set(field, &View::at(value, 0));
        }
    }
    let start = claim_start(view, at, floor);
    if let Some(api) = api {
        let rest = text.get(api + 8..)?;
        let code = rest.split(':').next().filter(|code| is_code(code))?;
        draft.set(Field::Code, &View::at(code, 0));
        let after = api + 8 + code.len();
        let from = squeezed.offset(after + usize::from(rest.len() > code.len()));
        let message = message(view, from);
        draft.set(Field::Message, &view.slice(message.clone()));
        return Some(Found { draft, range: start..message.end });
    }
    // Refused before it was sent: what comes after the operation says why.
    let rest = view.get(at..line_end);
    let why = ["get identity:", "failed to sign request:", "request send failed,", "failed to refresh cached"];
    let from = at + why.iter().filter_map(|words| rest.first(words)).min()?;
    draft.failure.http_status = None;
    draft.failure.local = true;
    draft.set(Field::Message, &view.slice(from..line_end));
    Some(Found { draft, range: start..line_end })
}

/// Version 1: `CODE: message` and, after a line end, a blank or an escaped line end, `status code: 403, request id: …,
/// host id: …`; `at` is where `status code:` stands.
pub fn v1(view: &View<'_>, at: usize, floor: usize) -> Option<Found> {
    let lowest = view.text().ceil_char_boundary(at.saturating_sub(LONGEST)).max(floor);
    let before = view.get(lowest..at).trim_end().short_of("\\n\\t").short_of("\\t").short_of("\\n");
    let (code, from) = code_before(view, lowest, lowest + before.len())?;
    // What a program puts before each of its lines is no part of the message.
    let last = view.line_near(at, LONGEST).start;
    let lead = view.get(last.max(lowest)..at).trim();
    let is_margin = last > from && !lead.is_empty() && view.get(view.line(from)).trim_start().starts_with(lead);
    let before = if is_margin { view.get(lowest..last).trim_end() } else { before };
    let mut draft = Draft::default();
    draft.set(Field::Code, &View::at(code, 0));
    draft.set(Field::Message, &view.slice(from..(lowest + before.len()).max(from)));
    let line = view.line(from);
    let start = from - code.len() - 1;
    if let Some((service, operation)) = call(view.get(line.start.max(floor)..start.min(from))) {
        draft.set(Field::Service, &View::at(service, 0));
        draft.set(Field::Operation, &View::at(operation, 0));
    }
    let mut end = at;
    for (name, field) in
        [("status code: ", Field::Status), ("request id: ", Field::RequestId), ("host id: ", Field::HostId)]
    {
        let rest = view.get(end..view.text().len());
        let near = rest.len().min(160);
        let Some(found) = rest.first(name).filter(|found| *found < near) else { continue };
        let from = end + found + name.len();
        let (value, after) = id(view, from);
        draft.set(field, &View::at(&value, 0));
        end = after;
    }
    // A quote, a bracket or a full stop closes what the error stands in.
    let line_end = view.rest_of_line(end).end;
    let rest = view.get(end..line_end);
    if rest.len() <= 3 && !rest.contains(char::is_alphanumeric) {
        end = line_end;
    }
    draft.says_something().then(|| Found { draft, range: claim_start(view, start, floor)..end })
}

/// Version 1 where no answer came: `RequestError: send request failed` and `caused by: …`; `at` is where it begins.
pub fn v1_unsent(view: &View<'_>, at: usize, floor: usize) -> Option<Found> {
    let line = view.line(at);
    let text = view.get(at..line.end);
    let (from, end) = if let Some(found) = text.first("caused by: ") {
        (at + found + 11, line.end)
    } else {
        let after = at + "RequestError: send request failed".len();
        let same = view.get(after..line.end).trim_start();
        let next = view.next_line(&line).filter(|next| view.get(next.clone()).trim_start().starts_with("caused by: "));
        match next {
            Some(next) => (next.start + view.get(next.clone()).first(": ")? + 2, next.end),
            None => (line.end - same.len(), line.end),
        }
    };
    let message = view.slice(from..end);
    let known = errors::of_message(message.text())?;
    let mut draft = Draft::default();
    draft.failure.local = known.local;
    draft.set(Field::Message, &message);
    Some(Found { draft, range: claim_start(view, at, floor)..end })
}

/// An id that begins at byte `from`, and the byte after it. One that the terminal wrapped is put together again.
fn id(view: &View<'_>, from: usize) -> (String, usize) {
    let rest = view.get(from..view.text().len());
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '+' | '/' | '=' | '_');
    let length = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
    let value = rest.get(..length).unwrap_or_default();
    let after = rest.get(length..).unwrap_or_default();
    let more = after.trim_start_matches([' ', '\n', '\r', '\t', '|', '>']);
    let next: String = more.chars().take_while(|c| is_part(*c)).collect();
    let whole = |id: &str| {
        let uuid = id.len() == 36 && id.matches('-').count() == 4;
        uuid || id.len() == 76 && id.ends_with('=')
    };
    if !whole(value) && after.starts_with(['\n', '\r']) && length > 0 && whole(&format!("{value}{next}")) {
        let skipped = after.len() - more.len();
        return (format!("{value}{next}"), from + length + skipped + next.len());
    }
    (value.to_owned(), from + length)
}

/// The error code nearest before byte `end`, and the byte after its colon. A known code wins over words that only look
/// like one; a line is searched before the lines above it.
fn code_before<'a>(view: &'a View<'_>, lowest: usize, end: usize) -> Option<(&'a str, usize)> {
    let mut line = view.line(end);
    line.end = end;
    for _ in 0..60 {
        let from = line.start.max(lowest);
        let text = view.get(from..line.end);
        let candidates = || {
            text.match_indices(':').filter_map(|(colon, _)| {
                let head = text.get(..colon)?;
                let after = text.get(colon + 1..)?;
                let start =
                    head.rfind(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '_'))).map_or(0, |at| at + 1);
                let code = head
                    .get(start..)
                    .filter(|code| is_code(code) && code.starts_with(|c: char| c.is_ascii_uppercase()))?;
                // `sts:GetCallerIdentity:` is a call.
                let call = head.get(..start).is_some_and(|head| head.ends_with(':') && !head.ends_with("::"));
                (!call && (after.is_empty() || after.starts_with([' ', '\\']))).then_some((code, from + colon + 1))
            })
        };
        // `403 Forbidden: InvalidAccessKeyId: …`: words of HTTP tell less than a code.
        let named = |code: &str| errors::of_code(code).is_some_and(|known| errors::CODES.contains(&known.code));
        let known = candidates().find(|(code, _)| named(code));
        let known = known.or_else(|| candidates().find(|(code, _)| errors::of_code(code).is_some()));
        let humps = |code: &str| {
            code.bytes().filter(u8::is_ascii_uppercase).count() > 1 && code.bytes().any(|b| b.is_ascii_lowercase())
        };
        let found = known.or_else(|| candidates().rfind(|(code, _)| humps(code)));
        let found =
            found.or_else(|| candidates().find(|(code, _)| matches!(*code, "Unknown" | "NotFound" | "BadRequest")));
        if found.is_some() {
            return found;
        }
        line = view.line_before(&line).filter(|before| before.end > lowest)?;
    }
    None
}

/// The call that `text` names last: `error calling sts:GetCallerIdentity: ` is service and operation.
fn call(text: &str) -> Option<(&str, &str)> {
    text.rsplit(' ').take(6).find_map(|word| {
        let (service, operation) = word.trim_end_matches(':').split_once(':')?;
        let is_call = service.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
            && !service.is_empty()
            && operation.starts_with(|c: char| c.is_ascii_uppercase())
            && operation.bytes().all(|b| b.is_ascii_alphanumeric());
        is_call.then_some((service, operation))
    })
}
