//! `InvalidToken`: S3 found the key and refuses the session token.

use super::{Advice, Code, IDENTITY, NAMES, Step};

/// The words.
pub(super) const CODE: Code = Code {
    code: "InvalidToken",
    advice: Advice {
        meaning: "S3 does not accept the session token that came with the key. The token belongs to other credentials, \
                  was cut or altered, comes from another partition, or is a version 1 token used in a region that must \
                  be enabled.",
        steps: &[
            NAMES,
            Step::words("The key begins with AKIA: remove the session token. A long-term key has none."),
            Step::words("The key begins with ASIA: take ID, secret and token again, all three from one answer."),
            Step::command(
                "Only some regions fail: ask for a token at a regional STS endpoint, and see whether the region is enabled.",
                "export AWS_STS_REGIONAL_ENDPOINTS=regional",
                "$env:AWS_STS_REGIONAL_ENDPOINTS = 'regional'",
            ),
        ],
        avoid: &[
            "Do not rotate the long-term key: a token that was left behind breaks the new one too.",
            "Do not cut a token to make it fit a field: its length is not fixed, and every character counts.",
            "Do not paste the whole error: S3 repeats the token in Token-0.",
        ],
        verify: &[IDENTITY, Step::words("The S3 call works in the region where it failed.")],
    },
    example: "An error occurred (InvalidToken) when calling the ListBuckets operation: The provided token is malformed or otherwise invalid.\n",
};
