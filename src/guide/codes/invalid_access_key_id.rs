//! `InvalidAccessKeyId`: S3's answer to a key ID that it does not know.

use super::{Advice, Code, IDENTITY, NAMES, OWNER, SOURCE, STATE, Step};

/// The words.
pub(super) const CODE: Code = Code {
    code: "InvalidAccessKeyId",
    advice: Advice {
        meaning: "S3 looked up the access key ID of the request and found no key that may be used. It stopped there: \
                  secret, signature and policies were not looked at. The ID was altered on its way, or its key is \
                  deleted, inactive or rotated away, or it belongs to another partition or another vendor, or it is a \
                  temporary key that came without its session token.",
        steps: &[
            SOURCE,
            NAMES,
            Step::words("Compare the key that the error echoes with the key you meant: that one was really sent."),
            OWNER,
            STATE,
            Step::words("Repair the source that won, remove the ones it shadowed, and restart the process."),
        ],
        avoid: &[
            "Do not widen IAM or bucket policies: no policy was read.",
            "Do not create another key before you know which source won: the process goes on sending the old one.",
            "Do not replace the secret alone: it was never compared.",
            "Do not delete a key to test a guess: deactivating can be undone, deleting cannot.",
        ],
        verify: &[
            IDENTITY,
            Step::words(
                "The call that failed gets past this error. AccessDenied now means that the key works and a policy is next.",
            ),
        ],
    },
    example: "An error occurred (InvalidAccessKeyId) when calling the ListObjectsV2 operation: The AWS Access Key Id you provided does not exist in our records.\n",
};
