//! `S3InvalidAccessKeyId`: a name that catalogues give to [`super::invalid_access_key_id`]; no server sends it.

use super::{Advice, Code, OWNER, SOURCE, STATE, Step};

/// The words.
pub(super) const CODE: Code = Code {
    code: "S3InvalidAccessKeyId",
    advice: Advice {
        meaning: "The same answer as InvalidAccessKeyId, under a name that catalogues use: S3, or a server that speaks \
                  S3's protocol, does not know the access key ID. The body of the answer echoes the ID in \
                  AWSAccessKeyId; a HEAD request gets a bare 403 without body.",
        steps: &[
            Step::words("Find out who answered: an endpoint other than amazonaws.com has keys of its own."),
            SOURCE,
            Step::command(
                "If the tool shows a bare 403, ask with a request whose answer has a body.",
                "aws s3api list-objects-v2 --bucket {bucket} --max-items 1",
                "aws s3api list-objects-v2 --bucket {bucket} --max-items 1",
            ),
            OWNER,
            STATE,
            Step::words(
                "Repair the source that won; if the key was deleted, create one for the same user and store it there.",
            ),
        ],
        avoid: &[
            "Do not edit the bucket policy: it is read only after the key is known.",
            "Do not print a credentials file or a new secret to the screen, and do not send either to anybody.",
            "Do not take a refused list of buckets for a bad key: AccessDenied proves that the key is known.",
            "Do not create a second key while the first one may merely be shadowed.",
        ],
        verify: &[
            Step::command(
                "STS names the intended account with the same credentials.",
                "aws sts get-caller-identity",
                "aws sts get-caller-identity",
            ),
            Step::words("The S3 call that failed gets past this error."),
        ],
    },
    example: r#"<?xml version="1.0" encoding="UTF-8"?>
<Error><Code>InvalidAccessKeyId</Code><Message>The AWS Access Key Id you provided does not exist in our records.</Message><AWSAccessKeyId>AKIASP2TPHJSQH3FRU7X</AWSAccessKeyId><RequestId>K2H6N7ZGQT6WHCEG</RequestId><HostId>rLpmhPFHzdSGJ8mbX3rVUw2OOlEkGqlT3hXYwWTHRvlyMKw9bRzoWb2y0RVAt7YQcs6iZs9DCFE=</HostId></Error>
"#,
};
