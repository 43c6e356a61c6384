//! Error bodies of Amazon S3 and of servers that speak like it: `<Error><Code>…</Code>…</Error>`.
//!
//! Source: boto/botocore `botocore/parsers.py` (`RestXMLParser`); the bodies that S3, MinIO, Ceph and others send.

use super::failure::{Shape, body};
use super::{Answer, Format, Kind, Place, Reading};

/// The format.
pub const FORMAT: Format =
    Format { kind: Kind::S3ErrorXml, literals: &["<Error>", "<Error ", "<Code>", "<AWSAccessKeyId>"], read };

fn read(place: &Place<'_>) -> Answer {
    match body(place.view, place.at, place.floor) {
        Some(body) if body.shape == Shape::S3 => {
            let facts = body.draft.facts(place.view, body.range.clone());
            Answer::Yes(Reading { range: body.range, facts, nested: Vec::new() })
        }
        _ => Answer::No,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::Fact;
    use crate::evidence::failure::testing::failure;
    use crate::text::View;

    const KEY: &str = "AKIASP2TPHJSQH3FRU7X";
    const HOST_ID: &str = "vr3DUC/zu0techXZN5LMX5mDL5d1hsTuAogjEfZ+XAO0mGjzmZfu4ZoBW4DKbZrm7wrm/asCIsa=";

    #[test]
    fn amazon_s3_names_the_key_that_it_read() {
        let text = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>InvalidAccessKeyId</Code><Message>The AWS Access Key Id you provided does not exist in our records.</Message><AWSAccessKeyId>{KEY}</AWSAccessKeyId><RequestId>Q6HK1OCRW98WYQ0T</RequestId><HostId>{HOST_ID}</HostId></Error>"
        );
        let (failure, range, _) = failure(&FORMAT, &text);
        assert_eq!(range, 0..text.len());
        assert_eq!(failure.code.as_deref(), Some("InvalidAccessKeyId"));
        assert_eq!(failure.key.unwrap().text(), KEY);
        assert_eq!(failure.request_id.as_deref(), Some("Q6HK1OCRW98WYQ0T"));
        assert_eq!(failure.host_id.as_deref(), Some(HOST_ID));
        assert_eq!(failure.responder, Some("aws"));
    }

    #[test]
    fn a_session_token_is_noted_as_a_secret() {
        let text = "<Error>\n <Code>ExpiredToken</Code>\n <Message>The provided token has expired.</Message>\n <Token-0>FwoGZXIvYXdzEXAMPLE</Token-0>\n <RequestId>1CZ5ZB8WMW3P070W</RequestId>";
        let (failure, _, facts) = failure(&FORMAT, text);
        assert!(failure.token);
        assert!(facts.iter().any(
            |fact| matches!(fact, Fact::Secret(span) if text.get(span.start..span.end) == Some("FwoGZXIvYXdzEXAMPLE"))
        ));
    }

    #[test]
    fn an_empty_or_strange_key_is_kept_as_it_is() {
        let (found, ..) =
            failure(&FORMAT, "<Error><Code>InvalidAccessKeyId</Code><AWSAccessKeyId></AWSAccessKeyId></Error>");
        assert_eq!(found.key.unwrap().text(), "");
        let text =
            format!("<Error><Code>InvalidAccessKeyId</Code><AWSAccessKeyId>{KEY}&#160;</AWSAccessKeyId></Error>");
        let (found, ..) = failure(&FORMAT, &text);
        assert_eq!(found.key.unwrap().text(), format!("{KEY}\u{a0}"));
    }

    #[test]
    fn broken_bodies_are_read_as_far_as_they_go() {
        for (text, message) in [
            (
                "<Error><Code>InvalidAccessKeyId</Code><Message>The AWS Access Key Id you provided (truncated...)\n more",
                Some("The AWS Access Key Id you provided (truncated...)"),
            ),
            ("<Error><Code>InvalidAccessKeyId</Code><Mess", None),
            ("<Code>InvalidAccessKeyId</Code><Message>m</Message></Error> and words", Some("m")),
            ("> <Error>\n> <Code>InvalidAccessKeyId</Code>\n> <Message>m</Message>\n> </Error>", Some("m")),
            ("<Error><HostId >h</HostId ><Message>m</Message><Code>InvalidAccessKeyId</Code></Error>", Some("m")),
        ] {
            let (failure, ..) = failure(&FORMAT, text);
            assert_eq!(failure.code.as_deref(), Some("InvalidAccessKeyId"), "{text}");
            assert_eq!(failure.message.as_ref().map(View::text), message, "{text}");
        }
    }

    #[test]
    fn servers_that_speak_like_s3_are_told() {
        for (text, responder) in [
            (
                "<Error><Code>InvalidAccessKeyId</Code><Message>The Access Key Id you provided does not exist in our records.</Message><BucketName>b</BucketName><Resource>/b</Resource><RequestId>17A2B3C4D5E6F708</RequestId><HostId>dd9025bab4ad464b049177c95eb6ebf374d3b3fd1af9251148b658df7ac2e3e8</HostId></Error>",
                Some("minio"),
            ),
            (
                "<Error><Code>AccessDenied</Code><Message>Forbidden: No such key: GK31c2f218a2e44f485b94239e</Message><Resource>/b</Resource><Region>garage</Region></Error>",
                Some("garage"),
            ),
            (
                "<Error><Code>InvalidAccessKeyId</Code><RequestId>tx00000a1b2c3d4e5f60718-0065f1c2d3-1a2b3c-default</RequestId><HostId>1a2b3c-default-default</HostId></Error>",
                Some("ceph"),
            ),
            (
                "<?xml version='1.0' encoding='UTF-8'?><Error><Code>InvalidSecurity</Code><Message>The provided security credentials are not valid.</Message><Details>Incorrect Authorization header</Details></Error>",
                Some("gcs"),
            ),
            (
                "<Error><Code>InvalidAccessKeyId</Code><Message>The OSS Access Key Id you provided does not exist in our records.</Message><OSSAccessKeyId>LTAI4Fx</OSSAccessKeyId></Error>",
                Some("oss"),
            ),
            (
                "<Error><Code>InvalidArgument</Code><Message>Credential access key has length 20, should be 32</Message></Error>",
                Some("r2"),
            ),
            ("<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>", None),
        ] {
            assert_eq!(failure(&FORMAT, text).0.responder, responder, "{text}");
        }
    }

    #[test]
    fn other_xml_is_left_alone() {
        for text in [
            "<Error>no code</Error>",
            "<Code>print(1)</Code>",
            "<ErrorResponse><Error><Code>A</Code></Error></ErrorResponse>",
        ] {
            assert!(FORMAT.first(text).is_none() || text.starts_with("<ErrorResponse"), "{text}");
        }
    }
}
