//! `SignatureDoesNotMatch`: the key is known, the signature is not the one that the secret would make.

use super::{Advice, Code, SOURCE, Step};

/// The words.
pub(super) const CODE: Code = Code {
    code: "SignatureDoesNotMatch",
    advice: Advice {
        meaning: "AWS knows the access key ID, made the signature that its secret gives, and got another one than the \
                  request carries. Either the secret is not the one of this ID, or the request was changed after \
                  signing, or the clock is off (the message then says that the signature expired).",
        steps: &[
            Step::words(
                "Read the message to its end: \"Signature expired\" or \"not yet current\" is the clock, not the secret.",
            ),
            Step::command(
                "Count the characters of the secret without showing it: a secret has 40.",
                "printf %s \"$AWS_SECRET_ACCESS_KEY\" | wc -c",
                "\"$env:AWS_SECRET_ACCESS_KEY\".Length",
            ),
            SOURCE,
            Step::words("Take ID and secret again from one place, together; never mix two pairs."),
            Step::words(
                "If the secret is right, look at what stands between client and AWS: a proxy that rewrites path, host or headers, or a changed presigned address.",
            ),
        ],
        avoid: &[
            "Do not search for a missing key: the ID was found.",
            "Do not create keys until one has no slash or plus sign in its secret: these characters are not at fault, how they were copied is.",
            "Do not post a debug log as it is: canonical request and headers can hold the session token.",
        ],
        verify: &[
            Step::command(
                "A small signed call works in the same process.",
                "aws sts get-caller-identity",
                "aws sts get-caller-identity",
            ),
            Step::words("The call that failed works by the same way through the network."),
        ],
    },
    example: "An error occurred (SignatureDoesNotMatch) when calling the PutObject operation: The request signature we calculated does not match the signature you provided. Check your key and signing method.\n",
};
