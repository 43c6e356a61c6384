//! `ExpiredToken`: the session is over.

use super::{Advice, Code, IDENTITY, NAMES, SOURCE, Step};

/// The words.
pub(super) const CODE: Code = Code {
    code: "ExpiredToken",
    advice: Advice {
        meaning: "The credentials are temporary and their time is up. Key, secret and token were right. A process that \
                  keeps getting this holds a copy of the session instead of the source that renews it.",
        steps: &[
            Step::command(
                "Sign in or assume the role again. For IAM Identity Center:",
                "aws sso login --profile {profile}",
                "aws sso login --profile {profile}",
            ),
            NAMES,
            Step::words("Remove exported copies of the session, so that the SDK reads and renews the source itself."),
            SOURCE,
            Step::words("Restart processes that read the credentials once at their start."),
        ],
        avoid: &[
            "Do not replace a session by a long-term key to be rid of expiry.",
            "Do not copy new values by hand into a service: they end as well.",
            "Do not sign in again and again while expired variables shadow the result: unset them first.",
        ],
        verify: &[IDENTITY, Step::words("It still works after the time at which the new session would have ended.")],
    },
    example: "An error occurred (ExpiredToken) when calling the ListBuckets operation: The provided token has expired.\n",
};
