//! Errors printed as objects: by JavaScript with a heading and a stack, by Python, Rust and Swift, as JSON.

use super::words::is_member;
use super::{Found, claim_start, is_word_start};
use crate::aws::errors;
use crate::evidence::failure::{Draft, Field, after_frames, around, is_code, is_frame, message, printed, undecorated};
use crate::text::json;
use crate::text::{View, Words};

/// How many lines a heading may stand above the object.
const STACK: usize = 120;

/// `CODE: message` at byte `at`, with the stack and the object that JavaScript prints after it.
pub fn heading(view: &View<'_>, at: usize, floor: usize) -> Option<Found> {
    if !is_word_start(view, at) {
        return None;
    }
    let line = view.rest_of_line(at);
    let (name, after) = name(view.get(line.clone()))?;
    let mut draft = Draft::default();
    if errors::of_code(name).is_some_and(|known| known.code != "ERR_INVALID_CHAR") {
        draft.set(Field::Code, &View::at(name, 0));
    } else if !is_plain_class(name) {
        draft.weak_code(name);
    }
    let mut message = message(view, line.start + after);
    // Node puts brackets around an error without a stack, and its members behind them; Python puts quotes.
    let close = if view.get(floor..at).ends_with('\'') { '\'' } else { ']' };
    let within = view.get(message.clone()).trim_end_matches([' ', '{']).strip_suffix(close).map(str::len);
    if let Some(length) = within.filter(|_| view.get(floor..at).ends_with(['[', '\''])) {
        message.end = message.start + length;
    }
    // A body or an object is read for itself.
    let told = view.get(message.clone());
    (!told.starts_with(['<', '{']) && !is_member(told)).then_some(())?;
    let sentence = errors::of_message(view.get(message.clone()));
    let mut range = claim_start(view, at, floor)..message.end.max(line.end);
    draft.set(Field::Message, &view.slice(message.clone()));
    let stack = after_frames(view, at, range.end);
    let has_stack = stack > view.rest_of_line(range.end).end;
    range.end = range.end.max(stack);
    let has_object = object(view, &mut draft, &mut range);
    let from = view.line(at).start.max(floor);
    if let Some(lead) = view.get(from..at).trim_end().strip_suffix('{').filter(|_| has_stack) {
        range = claim_start(view, from + lead.len(), floor)..members(view, range.end, &mut draft);
    }
    // A heading alone counts only for what is known: any program may print `Word: words`.
    let known = errors::of_code(name).is_some() || sentence.is_some();
    if draft.code_is_weak && sentence.is_some() && !has_object {
        draft.failure.code = None;
    }
    (known || has_object && has_stack).then_some(Found { draft, range })
}

/// An error whose sentence stands at byte `at`: behind a class that is no code, with the members after the stack, or
/// before the error itself, as loggers print `message stack`.
pub fn told(view: &View<'_>, at: usize, floor: usize) -> Option<Found> {
    let line = view.line_near(at, 4096);
    let (_, length) = errors::sentence_at(view.get(at..line.end))?;
    let before = view.get(line.start.max(floor)..at);
    let class =
        before.strip_suffix(": ").map_or(0, |head| head.bytes().rev().take_while(u8::is_ascii_alphanumeric).count());
    let behind = || {
        let rest = view.get(at + length..view.boundary(line.end + 256));
        let begin = at + length + rest.len() - rest.trim_start_matches(|c: char| c == '.' || c.is_whitespace()).len();
        let mut found = heading(view, begin, floor.max(at))?;
        found.range.start = claim_start(view, at, floor);
        Some(found)
    };
    let found = if class > 0 { heading(view, at - 2 - class, floor) } else { behind() };
    found.filter(|found| found.draft.failure.code.is_some())
}

/// The name before the colon of a heading, `TypeError [ERR_INVALID_CHAR]` included, and the byte after the colon. Of
/// `S3ServiceException [CODE]` the code's bracket may have opened before.
fn name(text: &str) -> Option<(&str, usize)> {
    let colon = text.first(": ").or_else(|| text.ends_with(':').then(|| text.len() - 1))?;
    // A member of an object is named in quotes or behind a comma.
    let head = text.get(..colon).filter(|head| !head.contains(['"', '\'', ',', '=', '{', '}']))?;
    let name = head.cut(" [").map_or(head, |(name, _)| name);
    let name = name.rsplit(['.', ' ']).next().unwrap_or(name);
    let name = name.strip_suffix(']').unwrap_or(name);
    is_code(name).then_some((name, (colon + 2).min(text.len())))
}

/// Names of classes that every program has.
fn is_plain_class(name: &str) -> bool {
    matches!(
        name,
        "Error"
            | "TypeError"
            | "RangeError"
            | "AxiosError"
            | "Exception"
            | "ServiceException"
            | "ERROR"
            | "error"
            | "Caused"
            | "NetworkingError"
            | "err"
    )
}

/// How old versions of Node.js print an error: `{ [CODE: message]` and its members on the lines below, `  code: 'CODE',`;
/// the code or the message stands at byte `at`.
pub fn bracketed(view: &View<'_>, at: usize, floor: usize) -> Option<Found> {
    let line = view.line_near(at, 4096);
    let from = line.start.max(floor);
    let open = from + view.get(from..at).rfind('[')?;
    let text = view.get(open + 1..line.end);
    let (name, told) = text.cut(": ").filter(|(name, _)| is_code(name))?;
    let told = told.trim_end().trim_end_matches(',').strip_suffix(']')?;
    let message = open + 1 + name.len() + 2;
    let mut draft = Draft::default();
    if errors::of_code(name).is_some() {
        draft.set(Field::Code, &View::at(name, 0));
    }
    draft.set(Field::Message, &view.slice(message..message + told.len()));
    let end = members(view, line.end, &mut draft);
    let brace = view.get(from..open).trim_end().strip_suffix('{').map_or(open, |before| from + before.len());
    draft.says_something().then(|| Found { draft, range: claim_start(view, brace, floor)..end })
}

/// The members of an error that old versions of Node.js print on the lines below byte `end`, `  code: 'CODE',`, each of
/// which is added to `draft`; where the last one ends.
fn members(view: &View<'_>, mut end: usize, draft: &mut Draft) -> usize {
    while let Some(below) = view.next_line(&view.line(end)).filter(|below| below.len() < 1024) {
        let text = view.get(below.clone());
        let Some((name, value)) = text.trim_start().cut(": ").filter(|_| text.starts_with([' ', '\t'])) else {
            break;
        };
        if !is_code(name.trim_matches('\'')) {
            break;
        }
        let close = value.trim_end().ends_with('}');
        let quoted = usize::from(value.starts_with('\''));
        let from = below.end - value.len() + quoted;
        let value = value.trim_end().trim_end_matches([',', '}', ' ']).trim_matches('\'');
        if let Some(field) = Field::of(name).filter(|_| !matches!(value, "" | "null" | "undefined")) {
            draft.set(field, &view.slice(from..from + value.len()));
        }
        end = below.end;
        if close {
            break;
        }
    }
    end
}

/// The object after a stack, `… index.js:137:26 {`, whose members are added to `draft`.
fn object(view: &View<'_>, draft: &mut Draft, range: &mut std::ops::Range<usize>) -> bool {
    let last = view.get(range.clone());
    let open = last.strip_suffix(" {").map(|text| range.start + text.len() + 1);
    let Some(open) = open else { return false };
    let Some(value) = json::read(view, open) else { return false };
    let mut inner = Draft::default();
    if let Some(printed) = printed(&value) {
        inner = printed.draft;
    } else if value.members().is_empty() {
        return false;
    }
    if inner.failure.code.as_deref() == Some("ERR_INVALID_CHAR") {
        inner.failure.code = None;
    }
    range.end = value.range.end;
    draft.merge(inner);
    true
}

/// The object around byte `at`, with the heading and the stack before it.
pub fn object_around(view: &View<'_>, at: usize, floor: usize) -> Option<Found> {
    let printed = around(view, at, floor)?;
    let open = printed.range.start;
    // The bracket stands at the end of a stack: the heading is above.
    let mut line = view.line(open);
    let lead = view.get(line.start..open).trim_end();
    let is_member = lead.ends_with("\":") || lead.ends_with("':");
    if is_frame(undecorated(view.get(line.clone()))) || lead.ends_with(':') && !is_member {
        for _ in 0..STACK {
            if !is_frame(undecorated(view.get(line.clone()))) {
                break;
            }
            let Some(above) = view.line_before(&line).filter(|above| above.start >= floor) else { break };
            line = above;
        }
        let text = view.get(line.clone());
        let start = line.start + text.len() - undecorated(text).len();
        if let Some(found) = heading(view, start.max(floor), floor).filter(|found| found.range.end > at) {
            return Some(found);
        }
    }
    // A heading on the same line: `InvalidAccessKeyId: message {`, `Error { code: … }`.
    let before = view.get(view.line(open).start.max(floor)..open);
    if let Some(from) = before.trim_end().last(": ").and_then(|_| before.find(|c: char| c.is_ascii_uppercase())) {
        let start = open - before.len() + from;
        if let Some(found) = heading(view, start, floor).filter(|found| found.range.end > at) {
            return Some(found);
        }
    }
    // The name alone before its members: `InvalidAccessKeyId { httpStatusCode: 403, … }`.
    let (mut draft, mut range) = (printed.draft, printed.range);
    let word = before.trim_end().bytes().rev().take_while(u8::is_ascii_alphanumeric).count();
    let start = open - (before.len() - before.trim_end().len()) - word;
    if let Some(known) = errors::of_code(view.get(start..open).trim_end()) {
        draft.weak_code(known.code);
        range.start = start;
    }
    Some(Found { draft, range })
}

/// Rust's debug form: `unhandled error (CODE): Error { … } (ServiceError(ServiceError { … raw: Response { … } }))`.
pub fn rust(view: &View<'_>, at: usize, floor: usize) -> Option<Found> {
    let line = view.line(at);
    let from = line.start.max(floor);
    let mut draft = Draft::default();
    let mut end = line.end;
    for words in ["Error { ", "ServiceError(", "Unhandled(", "ErrorMetadata { "] {
        let Some(open) = view.get(from..line.end).first(words) else { continue };
        if let Some(value) = json::read(view, from + open) {
            end = end.max(value.range.end);
            if let Some(printed) = printed(&value) {
                draft.merge(printed.draft);
            }
        }
    }
    let text = view.get(from..line.end);
    if let Some(code) = text.cut("unhandled error (").and_then(|(_, rest)| rest.split(')').next()) {
        draft.set(Field::Code, &View::at(code, 0));
    }
    let known = draft.says_something() || draft.failure.request_id.is_some();
    draft.failure.client = Some("rust");
    known.then(|| Found { draft, range: claim_start(view, from, floor)..end })
}

/// Rust's panic on a header that cannot be: ``called `Result::unwrap()` on an `Err` value: InvalidHeaderValue``.
pub fn rust_panic(view: &View<'_>, at: usize, floor: usize) -> Option<Found> {
    let line = view.line(at);
    let from = line.start.max(floor);
    let mut draft = Draft::of(Some("rust"));
    draft.failure.local = true;
    draft.set(Field::Code, &View::at("InvalidHeaderValue", 0));
    draft.set(Field::Message, &view.slice(from..line.end));
    // The line above names the thread and the place.
    let above =
        view.line_before(&line).filter(|above| above.start >= floor && view.get(above.clone()).holds("panicked at"));
    (from < line.end).then(|| Found { draft, range: above.map_or(from, |above| above.start)..line.end })
}

/// Rust's debug form of credentials that were not found: `DispatchFailure(… CredentialsNotLoaded(…) …)`.
pub fn rust_unloaded(view: &View<'_>, at: usize, floor: usize) -> Option<Found> {
    let line = view.line(at);
    let from = line.start.max(floor);
    let mut draft = Draft::of(Some("rust"));
    draft.failure.local = true;
    draft.set(Field::Message, &view.slice(at..at + "CredentialsNotLoaded".len()));
    (from < line.end).then_some(Found { draft, range: from..line.end })
}

/// Swift's dump: `UnknownAWSHTTPServiceError(typeName: Optional("CODE"), message: Optional("…"), requestID: …)`.
pub fn swift(view: &View<'_>, at: usize, floor: usize) -> Option<Found> {
    let before = view.get(floor..at);
    let open = floor + before.rfind('(').filter(|open| before.len() - open < 4)?;
    let name = view.get(floor..open).bytes().rev().take_while(u8::is_ascii_alphanumeric).count();
    let value = json::read(view, open - name)?;
    let printed = printed(&value)?;
    let mut draft = printed.draft;
    draft.failure.client = Some("swift");
    Some(Found { draft, range: printed.range })
}
