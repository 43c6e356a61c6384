//! Error bodies of Query services (STS, IAM, SNS, CloudFormation): `<ErrorResponse><Error>…</Error></ErrorResponse>`.
//!
//! Source: boto/botocore `botocore/parsers.py` (`QueryParser`).

use super::failure::{Shape, body};
use super::{Answer, Format, Kind, Place, Reading};

/// The format.
pub const FORMAT: Format =
    Format { kind: Kind::QueryErrorXml, literals: &["<ErrorResponse", "<Error>", "<Code>"], read };

fn read(place: &Place<'_>) -> Answer {
    match body(place.view, place.at, place.floor) {
        Some(body) if body.shape == Shape::Query => {
            let facts = body.draft.facts(place.view, body.range.clone());
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
    fn bodies_are_read_with_and_without_a_name_space() {
        for (text, service) in [
            (
                "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">\n  <Error>\n    <Type>Sender</Type>\n    <Code>InvalidClientTokenId</Code>\n    <Message>The security token included in the request is invalid.</Message>\n  </Error>\n  <RequestId>ab6425af-a488-dc99-b71a-169359a7b0e4</RequestId>\n</ErrorResponse>",
                Some("sts"),
            ),
            (
                "<ErrorResponse><Error><Type>Sender</Type><Code>InvalidClientTokenId</Code><Message>The security token included in the request is invalid.</Message><Detail/></Error><RequestId>ab6425af-a488-dc99-b71a-169359a7b0e4</RequestId></ErrorResponse>",
                None,
            ),
            (
                "<Error><Type>Sender</Type><Code>InvalidClientTokenId</Code><Message>The security token included in the request is invalid.</Message></Error><RequestId>x",
                None,
            ),
        ] {
            let (failure, range, _) = failure(&FORMAT, text);
            assert_eq!(range.start, 0);
            assert_eq!(failure.code.as_deref(), Some("InvalidClientTokenId"), "{text}");
            assert_eq!(failure.service.as_deref(), service, "{text}");
            assert_eq!(failure.responder, Some("aws"), "{text}");
        }
    }
}
