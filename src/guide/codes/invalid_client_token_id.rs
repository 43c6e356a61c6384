//! `InvalidClientTokenId`: the answer of STS, IAM and other query services to a key ID or token that they do not accept.

use super::{Advice, Code, IDENTITY, NAMES, OWNER, SOURCE, STATE, Step};

/// The words.
pub(super) const CODE: Code = Code {
    code: "InvalidClientTokenId",
    advice: Advice {
        meaning: "STS, IAM or another query service does not accept the access key ID or the session token of the \
                  request. Policies were not looked at. The key is deleted, inactive or of another partition; or the \
                  session token is missing, left over from other credentials, or not valid in this region; or the \
                  session may not call IAM and STS for want of MFA.",
        steps: &[
            SOURCE,
            NAMES,
            Step::words("Hold key and token together: ASIA needs its session token, AKIA must have none."),
            OWNER,
            STATE,
            Step::words("Repair the source that won, drop cached copies of the old key, and restart the process."),
        ],
        avoid: &[
            "Do not attach more permissions: the identity itself was refused.",
            "Do not rotate the key again before you know which source the process reads.",
            "Do not trust a test from your own shell: it has other variables and files than the process that fails.",
            "Do not rely on running aws configure again: it leaves an old session token where it is.",
        ],
        verify: &[IDENTITY, Step::words("The call that failed gets past this error, also after the next restart.")],
    },
    example: "An error occurred (InvalidClientTokenId) when calling the GetCallerIdentity operation: The security token included in the request is invalid.\n",
};
