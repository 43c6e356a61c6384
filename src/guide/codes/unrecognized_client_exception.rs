//! `UnrecognizedClientException`: what the services that speak JSON say in place of `InvalidClientTokenId`.

use super::{Advice, Code, IDENTITY, NAMES, OWNER, SOURCE, Step};

/// The words.
pub(super) const CODE: Code = Code {
    code: "UnrecognizedClientException",
    advice: Advice {
        meaning: "A service that speaks JSON (DynamoDB, ECR, ECS, KMS, Secrets Manager, Lambda and many more) does not \
                  accept the access key ID or the session token. It is the same fault that STS calls \
                  InvalidClientTokenId; only the protocol differs.",
        steps: &[
            SOURCE,
            NAMES,
            Step::words("Hold key and token together: ASIA needs its session token, AKIA must have none."),
            Step::words(
                "If the same credentials work in us-east-1, look at the region: it may be off in this account, or refuse a version 1 token.",
            ),
            OWNER,
        ],
        avoid: &[
            "Do not look for a second cause because two codes appear: one bad key gives this code here and InvalidClientTokenId elsewhere.",
            "Do not widen policies: no policy was read.",
            "Do not repair docker login when ECR says this: the empty password is a consequence.",
        ],
        verify: &[IDENTITY, Step::words("The call that failed works in the region where it failed.")],
    },
    example: "{\"__type\":\"com.amazon.coral.service#UnrecognizedClientException\",\"message\":\"The security token included in the request is invalid.\"}\n",
};
