//! `AccessDenied`: AWS knows who asks, and a policy refuses.

use super::{Advice, Code, Step};

/// The words.
pub(super) const CODE: Code = Code {
    code: "AccessDenied",
    advice: Advice {
        meaning: "AWS accepted the key and the signature and knows who asks; a policy does not allow it. Before reading \
                  policies make sure that it is the identity you meant: a live key of another account ends here. S3 also \
                  says so to requests without any credentials, and for presigned addresses whose time is up.",
        steps: &[
            Step::command(
                "In the failing process, ask who it is.",
                "aws sts get-caller-identity",
                "aws sts get-caller-identity",
            ),
            Step::words("It is not the intended identity: repair the credential source, not the policy."),
            Step::words(
                "It is: read who, which action and which resource the message names, and which kind of policy refuses.",
            ),
            Step::words(
                "Look at every policy that counts: identity, resource, permission boundary, session, service and resource control policies, endpoint, KMS key.",
            ),
        ],
        avoid: &[
            "Do not attach administrator rights to see whether it helps.",
            "Do not replace the key: it works.",
            "Do not change a policy before the identity is proved.",
        ],
        verify: &[
            Step::words("The same call by the same identity works."),
            Step::words("A call that must stay forbidden still is."),
        ],
    },
    example: "An error occurred (AccessDenied) when calling the GetObject operation: User: arn:aws:iam::171436882533:user/deploy is not authorized to perform: s3:GetObject on resource: \"arn:aws:s3:::example-bucket/report.csv\" because no identity-based policy allows the s3:GetObject action\n",
};
