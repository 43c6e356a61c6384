//! Programs with words of their own for what S3 answered: Redshift's COPY, s3fs, s3cmd, Fluent Bit.

use super::{Found, claim_start};
use crate::aws::errors;
use crate::evidence::failure::{Draft, Field, body, message};
use crate::text::{View, Words};

/// Redshift's COPY: `S3ServiceException:message,Status 403,Error CODE,Rid …,ExtRid …,CanRetry 1`.
pub fn redshift(view: &View<'_>, at: usize, floor: usize) -> Option<Found> {
    let line = view.line(at);
    let from = at + "S3ServiceException:".len();
    let text = view.get(from..line.end);
    let mut draft = Draft::of(Some("redshift"));
    let names = [
        (",Status ", Field::Status),
        (",Error ", Field::Code),
        (",Rid ", Field::RequestId),
        (",ExtRid ", Field::HostId),
    ];
    let mut end: Option<usize> = None;
    for (name, field) in names {
        let Some(found) = text.first(name) else { continue };
        let value = from + found + name.len();
        let length = view.get(value..line.end).find(',').unwrap_or(line.end - value);
        draft.set(field, &view.slice(value..value + length));
        end = Some(end.map_or(found, |end| end.min(found)));
    }
    draft.set(Field::Service, &View::at("s3", 0));
    draft.set(Field::Message, &view.slice(from..from + end?));
    Some(Found { draft, range: claim_start(view, at, floor)..line.end })
}

/// s3fs: `HTTP response code 403, returning EPERM. Body Text: <body>`; `at` is where `HTTP response code` stands.
pub fn s3fs(view: &View<'_>, at: usize, floor: usize) -> Option<Found> {
    let line = view.line(at);
    let text = view.get(at..line.end);
    let open = at + text.first("Body Text: ")? + 11;
    let mut draft = Draft::of(Some("s3fs"));
    draft.set(Field::Status, &View::at(text.strip_prefix("HTTP response code ")?, 0));
    let rest = view.get(open..view.text().floor_char_boundary(open + 400));
    let from = open + rest.first("<Error").or_else(|| rest.first("<Response"))?;
    let body = body(view, from, open)?;
    draft.merge(body.draft);
    Some(Found { draft, range: claim_start(view, at, floor)..body.range.end })
}

/// s3cmd: `S3 error: 403 (CODE): message`; `at` is where `S3 error:` stands.
pub fn s3cmd(view: &View<'_>, at: usize, floor: usize) -> Option<Found> {
    let line = view.line(at);
    let text = view.get(at..line.end);
    let rest = text.strip_prefix("S3 error: ").filter(|_| !view.get(line.start..at).ends_with("Generic "))?;
    let mut draft = Draft::of(Some("s3cmd"));
    draft.set(Field::Status, &View::at(rest, 0));
    let start = claim_start(view, at, floor);
    let Some((code, _)) = rest.split_once('(').and_then(|(_, rest)| rest.split_once(')')) else {
        draft.set(Field::Message, &view.slice(at + 10..line.end));
        // Veeam puts the code on the next line.
        let below = view.next_line(&line).filter(|below| below.len() < 200).unwrap_or(line.end..line.end);
        let told = view.get(below.clone()).cut("Code: ").map_or("", |(_, told)| told);
        let code = told.split(|c: char| !c.is_ascii_alphanumeric()).next().and_then(errors::of_code);
        if let Some(known) = code {
            draft.failure.client = None;
            draft.set(Field::Code, &View::at(known.code, 0));
        }
        return Some(Found { draft, range: start..if code.is_some() { below.end } else { line.end } });
    };
    draft.set(Field::Code, &View::at(code, 0));
    let mut end = line.end;
    if let Some(colon) = text.first("): ") {
        let message = message(view, at + colon + 3);
        end = message.end;
        draft.set(Field::Message, &view.slice(message));
    }
    Some(Found { draft, range: start..end })
}

/// The object store of Rust's tools for data, as Polars and delta-rs pass its words on: `Generic S3 error: Error performing
/// GET https://… in 83ms - Server returned non-2xx status code: 403 Forbidden: BODY`, in older versions `Client error with
/// status 403 Forbidden: BODY`; `at` is where `Server` or `Client` stands.
pub fn object_store(view: &View<'_>, at: usize, floor: usize) -> Option<Found> {
    let line = view.rest_of_line(at);
    let text = view.get(line.clone());
    let (_, status) = text.cut("status code: ").or_else(|| text.cut("with status "))?;
    let mut draft = Draft::default();
    draft.set(Field::Status, &View::at(status, 0));
    let before = view.get(view.line_near(at, 4_096).start.max(floor)..at);
    if let Some((_, request)) = before.cut("Error performing ") {
        draft.set(Field::Host, &View::at(request.split(' ').nth(1).unwrap_or_default(), 0));
    }
    let told = status.cut(": ").map_or("", |(_, told)| told);
    let from = line.end - told.len();
    let start = claim_start(view, at, floor);
    let body = view.get(from..view.boundary(from + 512)).first("<Error").and_then(|tag| body(view, from + tag, from));
    if let Some(body) = body {
        draft.merge(body.draft);
        return Some(Found { draft, range: start..body.range.end });
    }
    if matches!(told.trim(), "" | "No Body") {
        draft.set(Field::Code, &View::at(status.get(..3)?, 0));
    } else {
        draft.set(Field::Message, &view.slice(from..line.end));
    }
    draft.says_something().then_some(Found { draft, range: start..line.end })
}

/// s3cmd's debug lines `DEBUG: ErrorXML: Code: 'CODE'`; `at` is where `ErrorXML:` stands in the first of them.
pub fn s3cmd_debug(view: &View<'_>, at: usize, floor: usize) -> Option<Found> {
    let mut line = view.line(at);
    let mut range = line.start.max(floor)..line.end;
    let mut draft = Draft::of(Some("s3cmd"));
    while let Some(from) = view.get(line.clone()).first("ErrorXML: ").map(|found| line.start + found + 10) {
        let text = view.get(from..line.end);
        if let Some((name, value)) = text.cut(": ")
            && let Some(field) = Field::of(name)
        {
            let quoted = value.len() >= 2 && value.starts_with('\'') && value.ends_with('\'');
            let trim = usize::from(quoted);
            draft.set(field, &view.slice(line.end - value.len() + trim..line.end - trim));
        }
        range.end = line.end;
        let Some(next) = view.next_line(&line) else { break };
        line = next;
    }
    (draft.says_something() || draft.failure.key.is_some()).then_some(Found { draft, range })
}

/// Fluent Bit: `PutObject API responded with error='CODE', message='…'`; `at` is where `API` stands.
pub fn fluent_bit(view: &View<'_>, at: usize, floor: usize) -> Option<Found> {
    let text = view.get(view.rest_of_line(at));
    let mut quoted = text.split('\'');
    let (code, message) = (quoted.nth(1)?, quoted.nth(1)?);
    let mut draft = Draft::default();
    draft.set(Field::Code, &View::at(code, 0));
    let from = at + text.first(message)?;
    draft.set(Field::Message, &view.slice(from..from + message.len()));
    let operation = view.get(view.line_near(at, 512).start..at).trim_end().rsplit(' ').next()?;
    draft.set(Field::Operation, &View::at(operation, 0));
    Some(Found { draft, range: claim_start(view, at, floor)..at + text.len() })
}
