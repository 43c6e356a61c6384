//! Error bodies of EC2: `<Response><Errors><Error>…</Error></Errors><RequestID>…</RequestID></Response>`.
//!
//! Source: boto/botocore `botocore/parsers.py` (`EC2QueryParser`).

use super::failure::{Shape, body};
use super::{Answer, Format, Kind, Place, Reading};

/// The format.
pub const FORMAT: Format =
    Format { kind: Kind::Ec2ErrorXml, literals: &["<Response>", "<Response xmlns", "<Errors>"], read };

fn read(place: &Place<'_>) -> Answer {
    match body(place.view, place.at, place.floor) {
        Some(body) if body.shape == Shape::Ec2 => {
            let mut draft = body.draft;
            if draft.failure.code.as_deref() == Some("AuthFailure") {
                draft.failure.service.get_or_insert_with(|| "ec2".to_owned());
            }
            let facts = draft.facts(place.view, body.range.clone());
            Answer::Yes(Reading { range: body.range, facts, nested: Vec::new() })
        }
        _ => Answer::No,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::failure::testing::failure;

    #[test]
    fn the_request_id_stands_outside_the_error() {
        let text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Response><Errors><Error><Code>AuthFailure</Code><Message>AWS was not able to validate the provided access credentials</Message></Error></Errors><RequestID>0f1e2d3c-1111-2222-3333-444455556666</RequestID></Response>";
        assert!(
            FORMAT.first(&text.replace("<Response>", "<Response [403]>").replace("<Errors>", "")).is_none(),
            "Python"
        );
        let (failure, range, _) = failure(&FORMAT, text);
        assert_eq!(range, 0..text.len());
        assert_eq!(failure.code.as_deref(), Some("AuthFailure"));
        assert_eq!(failure.request_id.as_deref(), Some("0f1e2d3c-1111-2222-3333-444455556666"));
        assert_eq!((failure.service.as_deref(), failure.responder), (Some("ec2"), Some("aws")));
    }

    #[test]
    fn a_cut_body_keeps_what_is_there() {
        let text =
            "<Response><Errors><Error><Code>AuthFailure</Code><Message>AWS was not able to val (truncated...)\n more";
        let (failure, ..) = failure(&FORMAT, text);
        assert_eq!(failure.message.unwrap().text(), "AWS was not able to val (truncated...)");
    }
}
