//! Error bodies of services that speak JSON: `{"__type":"…#CODE","message":"…"}`.
//!
//! Source: boto/botocore `botocore/parsers.py` (`BaseJSONParser`, `RestJSONParser`).

use super::failure::{Draft, around};
use super::{Answer, Format, Kind, Place, Reading};
use crate::aws::errors;
use crate::text::scan::joined;

/// The format.
pub const FORMAT: Format = Format { kind: Kind::JsonError, literals: &LITERALS, read };

/// The mark of JSON 1.0 and 1.1, known codes and the beginnings of known sentences.
const LITERALS: [&str; 1 + errors::CODES.len() + errors::BEGINNINGS.len()] =
    joined(&[&["\"__type\""], &errors::CODES, &errors::BEGINNINGS]);

/// Members of bodies. An object with others is some program's print of the error.
const MEMBERS: &[&str] = &[
    "__type",
    "message",
    "Message",
    "code",
    "Code",
    "Type",
    "type",
    "RequestId",
    "HostId",
    "AWSAccessKeyId",
    "Resource",
    "Error",
    "error",
    "requestId",
    "x-amzn-RequestId",
];

fn read(place: &Place<'_>) -> Answer {
    let here = place.view.get(place.at..place.view.text().len());
    let is_code = || errors::CODES.iter().any(|code| here.starts_with(code));
    // The first words of a sentence alone, as "credential", say nothing.
    if !here.starts_with('"') && !is_code() && errors::sentence_at(here).is_none() {
        return Answer::No;
    }
    let Some(printed) = around(place.view, place.at, place.floor) else { return Answer::No };
    let is_body = printed.names.iter().all(|name| MEMBERS.contains(&name.as_str()));
    let quoted = place.view.get(printed.range.start + 1..place.view.text().len()).trim_start().starts_with('"');
    let known = known(&printed.draft) || printed.names.iter().any(|name| name == "__type");
    if !is_body || !quoted || !known {
        return Answer::No;
    }
    let mut draft = printed.draft;
    draft.is_body = true;
    let facts = draft.facts(place.view, printed.range.clone());
    Answer::Yes(Reading { range: printed.range, facts, nested: Vec::new() })
}

/// Whether code or message are among those that bear on credentials.
fn known(draft: &Draft) -> bool {
    let failure = &draft.failure;
    failure.code.as_deref().is_some_and(|code| errors::of_code(code).is_some())
        || failure.message.as_ref().is_some_and(|message| errors::of_message(message.text()).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::failure::testing::failure;

    #[test]
    fn bodies_are_read_whatever_they_call_the_code() {
        let message = "The security token included in the request is invalid.";
        for (text, code) in [
            (
                format!(
                    "{{\"__type\":\"com.amazon.coral.service#UnrecognizedClientException\",\"message\":\"{message}\"}}"
                ),
                Some("UnrecognizedClientException"),
            ),
            (
                format!("{{\n  \"__type\": \"UnrecognizedClientException\",\n  \"Message\": \"{message}\"\n}}"),
                Some("UnrecognizedClientException"),
            ),
            (format!("{{\"message\":\"{message}\"}}"), None),
            (
                format!("{{\"code\":\"UnrecognizedClientException\",\"message\":\"{message}\"}}"),
                Some("UnrecognizedClientException"),
            ),
        ] {
            let (failure, range, _) = failure(&FORMAT, &text);
            assert_eq!((failure.code.as_deref(), range), (code, 0..text.len()), "{text}");
            assert_eq!(failure.message.unwrap().text(), message);
        }
    }

    #[test]
    fn other_objects_are_left_alone() {
        for text in [
            r#"{"code":"ECONNREFUSED","message":"connect"}"#,
            r#"{"Code":"Success","AccessKeyId":"x"}"#,
            r#"{"message":"ok"}"#,
            "{ message: 'The security token included in the request is invalid.' }",
        ] {
            assert!(FORMAT.first(text).is_none(), "{text}");
        }
    }
}
