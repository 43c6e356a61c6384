//! Errors printed as objects: JSON bodies, `JSON.stringify`, Node's inspection, Python's `response` dictionary, Rust's
//! and Swift's debug forms.

use std::ops::Range;

use super::{Draft, Field, body, keep, sentence};
use crate::aws::errors;
use crate::text::json::{self, Node, Value};
use crate::text::{View, Words};

/// How far before a place the bracket may stand that opens its object.
const LONGEST: usize = 16_384;
/// How deep objects are searched for parts of an error.
const DEEPEST: u8 = 8;

/// Members whose own members belong to the error around them.
const PARTS: &[&str] = &[
    "error",
    "err",
    "cause",
    "$metadata",
    "ResponseMetadata",
    "response_metadata",
    "HTTPHeaders",
    "headers",
    "$response",
    "meta",
    "extras",
    "source",
    "raw",
    "inner",
    "body",
    "detail",
    "originalError",
    "response",
    "data",
    "output",
];

/// An error printed as an object.
#[derive(Debug)]
pub struct Printed {
    /// What it says.
    pub draft: Draft,
    /// Where the object stands.
    pub range: Range<usize>,
    /// Names of its members, as they stand.
    pub names: Vec<String>,
}

/// The error object around byte `at`, which begins at `floor` or later.
pub fn around(view: &View<'_>, at: usize, floor: usize) -> Option<Printed> {
    let lowest = view.text().ceil_char_boundary(at.saturating_sub(LONGEST)).max(floor);
    let highest = view.text().floor_char_boundary(at.saturating_add(LONGEST));
    let mut inner = at;
    let mut found: Option<Printed> = None;
    for _ in 0..4 {
        let Some(open) = json::opening(view, inner, lowest) else { break };
        let Some(value) = json::within(view, open, highest).filter(|value| value.range.end > at) else { break };
        // A wider object counts only if what was found stands in it as a part of an error.
        let holds = match &found {
            None => true,
            Some(found) => value.members().iter().any(|member| {
                let is_part = PARTS.iter().any(|part| part.eq_ignore_ascii_case(member.name.text()));
                is_part && member.value.range.start <= found.range.start && found.range.end <= member.value.range.end
            }),
        };
        if !holds {
            break;
        }
        inner = open;
        match printed(&value) {
            Some(printed) => found = Some(printed),
            None if found.is_some() => break,
            None => {}
        }
    }
    found
}

/// What `value` says as an error; none if it is none.
pub fn printed(value: &Value) -> Option<Printed> {
    let mut draft = Draft::default();
    collect(value, &mut draft, 0);
    let names: Vec<String> = value.members().iter().map(|member| member.name.text().to_owned()).collect();
    let failure = &draft.failure;
    let is_code = failure.code.as_deref().is_some_and(|code| code != "Success");
    let known_message = failure.message.as_ref().is_some_and(|message| errors::of_message(message.text()).is_some());
    let company = failure.message.is_some() || failure.request_id.is_some() || failure.http_status.is_some();
    let metadata = names.iter().any(|name| name == "$metadata" || name == "ResponseMetadata");
    let refused = failure.http_status.is_some_and(|status| status >= 400);
    let is_error = is_code && company || known_message || refused && (metadata || failure.request_id.is_some());
    (is_error && (failure.code.is_none() || is_code)).then(|| Printed { draft, range: claim(value), names })
}

/// Members that say nothing of the error and nothing of other things either.
const NEUTRAL: &[&str] = &[
    "name",
    "type",
    "$fault",
    "$retryable",
    "$service",
    "retryable",
    "retryDelay",
    "time",
    "cfId",
    "attempts",
    "totalRetryDelay",
    "tryNextLink",
    "stack",
    "level",
    "ts",
    "timestamp",
    "logger",
    "caller",
];

/// Where the object stands; of one that holds other things too, only the members that tell of the error.
fn claim(value: &Value) -> Range<usize> {
    let part = |name: &str| Field::of(name).is_some() || PARTS.iter().any(|part| part.eq_ignore_ascii_case(name));
    let strange = |name: &str| !part(name) && !NEUTRAL.contains(&name);
    if value.members().iter().filter(|member| strange(member.name.text())).count() < 3 {
        return value.range.clone();
    }
    let parts = || value.members().iter().filter(|member| part(member.name.text()));
    match (parts().next(), parts().next_back()) {
        (Some(first), Some(last)) => first.value.range.start..last.value.range.end,
        _ => value.range.clone(),
    }
}

/// Adds the parts of an error that stand in `value`.
fn collect(value: &Value, draft: &mut Draft, depth: u8) {
    if depth > DEEPEST {
        return;
    }
    for item in value.items() {
        collect(item, draft, depth + 1);
    }
    match &value.node {
        Node::Text(text) => embedded(text, draft),
        Node::Object(members) => {
            // An error inside says more than the message of what is around it.
            let inner = |name: &str| matches!(name, "error" | "Error" | "err");
            for member in members.iter().filter(|member| inner(member.name.text())) {
                collect(&member.value, draft, depth + 1);
                field(member.name.text(), &member.value, draft);
            }
            for member in members.iter().filter(|member| !inner(member.name.text())) {
                field(member.name.text(), &member.value, draft);
            }
            for member in members.iter().filter(|member| !inner(member.name.text())) {
                if PARTS.iter().any(|part| part.eq_ignore_ascii_case(member.name.text())) {
                    collect(&member.value, draft, depth + 1);
                }
            }
        }
        Node::Array(_) | Node::Bare(_) => {}
    }
}

fn field(name: &str, value: &Value, draft: &mut Draft) {
    let Some(text) = value.scalar() else { return };
    if name == "name" {
        let code = text.text();
        let class = code.starts_with(|c: char| c.is_ascii_uppercase()) && is_code(code);
        if errors::of_code(code).is_some() || class && !matches!(code, "Error" | "TypeError" | "AxiosError") {
            draft.weak_code(code);
        }
        return;
    }
    let Some(field) = Field::of(name) else {
        // Programs put the code under names of their own: `error`, `errorType`; `reason` is the status in words.
        let code = errors::of_code(text.text()).filter(|known| !known.statuses.is_empty());
        if let Some(known) = code.filter(|known| known.meaning != errors::Meaning::Forbidden) {
            draft.weak_code(known.code);
        }
        return;
    };
    let number = text.text().trim().bytes().all(|b| b.is_ascii_digit());
    match field {
        // `"code": 403` is a status.
        Field::Code if number => draft.set(Field::Status, text),
        Field::Code if !is_code(errors::bare(text.text())) => {}
        Field::Status if !number => {}
        // A region beside an error is the one that the client was set to, or nothing.
        Field::Region | Field::Host | Field::Service | Field::Operation if text.text() == "null" => {}
        // A message that is botocore's sentence names the operation.
        Field::Message => {
            let told = text.text().first("An error occurred (").and_then(|at| sentence(text, at));
            draft.set(field, text);
            keep(&mut draft.failure.operation, told.and_then(|told| told.draft.failure.operation));
        }
        field => draft.set(field, text),
    }
}

/// Whether `text` has the shape of an error code: letters and digits beginning with a letter.
pub fn is_code(text: &str) -> bool {
    (3..80).contains(&text.len())
        && text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-'))
}

/// A body inside a string.
fn embedded(text: &View<'static>, draft: &mut Draft) {
    let inside = text.text();
    if let Some(at) = inside.first("<Error").or_else(|| inside.first("<Response"))
        && let Some(found) = body(text, at, 0)
    {
        merge_body(draft, found.draft);
    } else if let Some(at) = inside.find('{')
        && let Some(value) = json::read(text, at)
        && let Some(found) = printed(&value)
    {
        draft.merge(found.draft);
    }
}

/// Adds what a body says, whose client the print around it knows better.
fn merge_body(draft: &mut Draft, body: Draft) {
    keep(&mut draft.failure.key, body.failure.key.clone());
    draft.merge(body);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Printed {
        let value = json::read(&View::at(text, 0), 0).unwrap();
        printed(&value).unwrap()
    }

    #[test]
    fn objects_of_several_languages_say_the_same() {
        let key = "AKIASP2TPHJSQH3FRU7X";
        for text in [
            format!(
                "{{'Error': {{'Code': 'InvalidAccessKeyId', 'Message': 'm', 'AWSAccessKeyId': '{key}'}}, 'ResponseMetadata': {{'RequestId': 'R', 'HostId': 'H', 'HTTPStatusCode': 403, 'HTTPHeaders': {{'x-amz-request-id': 'R'}}}}}}"
            ),
            format!(
                "{{\n  '$fault': 'client',\n  '$metadata': {{ httpStatusCode: 403, requestId: 'R', extendedRequestId: 'H', cfId: undefined }},\n  message: 'm', Code: 'InvalidAccessKeyId', AWSAccessKeyId: '{key}', RequestId: 'R' }}"
            ),
            format!(
                "{{\"name\":\"InvalidAccessKeyId\",\"message\":\"m\",\"$metadata\":{{\"httpStatusCode\":403,\"requestId\":\"R\",\"extendedRequestId\":\"H\"}},\"AWSAccessKeyId\":\"{key}\"}}"
            ),
            format!(
                "Error {{ code: Some(\"InvalidAccessKeyId\"), message: \"m\", extras: Some({{\"aws_request_id\": \"R\", \"s3_extended_request_id\": \"H\"}}), raw: Response {{ status: StatusCode(403), body: SdkBody {{ inner: Once(Some(b\"<Error><Code>InvalidAccessKeyId</Code><AWSAccessKeyId>{key}</AWSAccessKeyId></Error>\")) }} }} }}"
            ),
        ] {
            let failure = read(&text).draft.failure;
            assert_eq!(failure.code.as_deref(), Some("InvalidAccessKeyId"), "{text}");
            assert_eq!(failure.message.as_ref().map(View::text), Some("m"), "{text}");
            assert_eq!(failure.http_status, Some(403), "{text}");
            assert_eq!((failure.request_id.as_deref(), failure.host_id.as_deref()), (Some("R"), Some("H")), "{text}");
            assert_eq!(failure.key.as_ref().map(View::text), Some(key), "{text}");
        }
    }

    #[test]
    fn the_object_around_a_place_is_the_error_and_not_the_log_line() {
        let text = r#"{"level":"error","key":"x","err":{"Code":"AccessDenied","Message":"Access Denied"}}"#;
        let view = View::at(text, 0);
        let found = around(&view, text.find("AccessDenied").unwrap(), 0).unwrap();
        assert!(found.names.iter().any(|name| name == "level"), "the error is a part of the line");
        let text = r#"{"env":{"AWS_ACCESS_KEY_ID":"x"},"events":[{"Code":"AccessDenied","Message":"Access Denied"}]}"#;
        let view = View::at(text, 0);
        let found = around(&view, text.find("AccessDenied").unwrap(), 0).unwrap();
        assert_eq!(found.names, ["Code", "Message"]);
    }

    #[test]
    fn what_is_no_error_is_none() {
        for text in [
            r#"{"Code":"Success","Type":"AWS-HMAC","message":"x"}"#,
            r#"{"code":0,"message":"ok"}"#,
            "{}",
            r#"{"Code":"A"}"#,
        ] {
            let value = json::read(&View::at(text, 0), 0).unwrap();
            assert!(printed(&value).is_none(), "{text}");
        }
    }
}
