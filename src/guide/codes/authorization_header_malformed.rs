//! `AuthorizationHeaderMalformed`: S3 could take the header apart and refuses a part of it.

use super::{Advice, Code, Step};

/// The words.
pub(super) const CODE: Code = Code {
    code: "AuthorizationHeaderMalformed",
    advice: Advice {
        meaning: "S3 refuses the Authorization header before it looks up the key. The rest of the message says which \
                  part: a wrong region (not a key problem at all), a Credential that is not \
                  key/date/region/service/aws4_request, or a missing part of the header.",
        steps: &[
            Step::words("The message names a region: sign for that one. Nothing is wrong with the key."),
            Step::words(
                "The Credential is malformed: a slash stands in the key ID. Mostly the secret was put in place of the ID.",
            ),
            Step::words("Three components are required: a blank or a comma stands in the key ID."),
            Step::command(
                "Ask S3 in which region the bucket is.",
                "aws s3api get-bucket-location --bucket {bucket}",
                "aws s3api get-bucket-location --bucket {bucket}",
            ),
        ],
        avoid: &[
            "Do not replace the key when the message names a region.",
            "Do not post the header: a swapped secret stands in it in clear. If it did, deactivate that key.",
            "Do not switch to signature version 2 to get around it.",
        ],
        verify: &[
            Step::command(
                "The bucket answers with the region set.",
                "aws s3api head-bucket --bucket {bucket} --region {region}",
                "aws s3api head-bucket --bucket {bucket} --region {region}",
            ),
            Step::words("The call that failed gets past this error."),
        ],
    },
    example: "An error occurred (AuthorizationHeaderMalformed) when calling the PutObject operation: The authorization header is malformed; the region 'us-east-1' is wrong; expecting 'eu-west-1'\n",
};
