//! `IncompleteSignature`: the Authorization header could not be taken apart.

use super::{Advice, Code, Step};

/// The words.
pub(super) const CODE: Code = Code {
    code: "IncompleteSignature",
    advice: Advice {
        meaning: "The server could not take the Authorization header apart, so it looked up no key at all. Nearly \
                  always the access key ID holds a blank, a slash or something else that breaks the header: white \
                  space from copying, the secret in place of the ID, or an empty value.",
        steps: &[
            Step::words(
                "Read the quoted fragment: it begins with a slash when a blank follows the ID, and with the ID when a blank stands before it.",
            ),
            Step::command(
                "Show the ID byte by byte. An access key ID is no secret; do not do this to the secret.",
                "printf %s \"$AWS_ACCESS_KEY_ID\" | od -An -c",
                "[char[]]\"$env:AWS_ACCESS_KEY_ID\" | ForEach-Object { '{0} U+{1:X4}' -f $_, [int]$_ }",
            ),
            Step::words(
                "Set the value again without the stray character, at the place where it is stored, and restart the process.",
            ),
        ],
        avoid: &[
            "Do not rotate the key: a new one that is copied the same way breaks the same way.",
            "Do not look up the key in IAM first: the server never got to see a whole ID.",
            "Do not paste the error into a ticket unread: it quotes the header, and in place of the ID the secret may stand there.",
        ],
        verify: &[
            Step::command(
                "The ID has 20 characters in the failing process.",
                "printf %s \"$AWS_ACCESS_KEY_ID\" | wc -c",
                "\"$env:AWS_ACCESS_KEY_ID\".Length",
            ),
            Step::words("The call that failed gets past this error."),
        ],
    },
    example: "An error occurred (IncompleteSignature) when calling the GetCallerIdentity operation: '/20261121/us-east-1/sts/aws4_request' not a valid key=value pair (missing equal-sign) in Authorization header: 'AWS4-HMAC-SHA256 Credential=AKIASP2TPHJSQH3FRU7X /20261121/us-east-1/sts/aws4_request, SignedHeaders=host;x-amz-date, Signature=0000000000000000000000000000000000000000000000000000000000000000'.\n",
};
