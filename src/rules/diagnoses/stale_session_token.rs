//! A session token left over from other credentials.

use super::weighing::SESSION;
use super::{Confidence, Diagnosis, Rule, Step, Weighing};
use crate::aws::errors::Meaning;
use crate::rules::{Case, Finding};

/// The rule.
pub const RULE: Rule = Rule {
    id: "stale-session-token",
    title: "A session token is left over from other credentials",
    meaning: "The token that is sent does not belong to the key: a long-term key (AKIA) has none, and a temporary key goes with its own only. Usually AWS_SESSION_TOKEN was exported for a session and stayed when the key was changed.",
    steps: &[
        Step::words("Remove the token where the key is a long-term one."),
        Step::command(
            "Remove it from the shell, and from whatever sets it (profile, CI, task definition).",
            "unset AWS_SESSION_TOKEN AWS_SECURITY_TOKEN",
            "Remove-Item env:AWS_SESSION_TOKEN, env:AWS_SECURITY_TOKEN -ErrorAction SilentlyContinue",
        ),
        Step::words(
            "In the credentials file delete `aws_session_token` and `aws_security_token` from the profile: `aws configure` does not.",
        ),
        Step::words("Restart the process."),
    ],
    avoid: &[
        "Do not rotate the key: it is fine, the token beside it is not.",
        "Do not run `aws configure` again: it leaves the token where it is.",
        "Do not change IAM policies: the request never got as far as a policy.",
    ],
    verify: &[
        Step::command(
            "Ask AWS who you are, in the same process or shell that failed.",
            "aws sts get-caller-identity",
            "aws sts get-caller-identity",
        ),
        Step::command(
            "See which AWS variables the failing process has, by name only.",
            "env | grep -E '^(AWS|AMAZON)_' | cut -d= -f1 | sort",
            "Get-ChildItem env:AWS*, env:AMAZON* | Select-Object -ExpandProperty Name",
        ),
    ],
    hits: hits![
        "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_SECRET_ACCESS_KEY=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\nAWS_SESSION_TOKEN=IQoJb3JpZ2luX2VjEXAMPLEIQoJb3JpZ2luX2VjEXAMPLEIQoJb3JpZ2luX2VjEXAMPLEIQoJb3JpZ2luX2VjEXAMPLEIQoJb3JpZ2luX2VjEXAMPLEIQoJb3JpZ2luX2VjEXAMPLE\n\nAn error occurred (InvalidAccessKeyId) when calling the ListObjectsV2 operation: The AWS Access Key Id you provided does not exist in our records.\n",
        "AWS_ACCESS_KEY_ID=AKIA****************\nAWS_SECRET_ACCESS_KEY=***\nAWS_SESSION_TOKEN=***\n\nAn error occurred (InvalidClientTokenId) when calling the GetCallerIdentity operation: The security token included in the request is invalid.\n",
    ],
    misses: misses![
        "AWS_ACCESS_KEY_ID=ASIAY34FZKBOKMUTVV7A\nAWS_SECRET_ACCESS_KEY=kR7mPq2sT9vXz4bN6dF8hJ1lW3cY5aE0gUiOoLzQ\nAWS_SESSION_TOKEN=IQoJb3JpZ2luX2VjEXAMPLEIQoJb3JpZ2luX2VjEXAMPLEIQoJb3JpZ2luX2VjEXAMPLEIQoJb3JpZ2luX2VjEXAMPLEIQoJb3JpZ2luX2VjEXAMPLEIQoJb3JpZ2luX2VjEXAMPLE\n",
    ],
    check,
};

fn check(case: &Case<'_>, findings: &[Finding]) -> Option<Diagnosis> {
    let weighing = Weighing::new(case, findings);
    let beside = weighing.found(&["long-term-key-with-token"]);
    let other = weighing.found(&["token-key-mismatch"]);
    let rejected =
        weighing.told(|meaning| matches!(meaning, Meaning::UnknownKey | Meaning::AuthFailure | Meaning::InvalidToken));
    let refused = weighing.told(|meaning| meaning == Meaning::InvalidToken);
    let long_term = weighing.sent_class(crate::aws::key::Class::LongTerm);
    if weighing.is_settled_otherwise() {
        return None;
    }
    let confidence = match (beside.is_empty(), other.is_empty()) {
        (false, _) if long_term && !rejected.is_empty() && !weighing.another_key_was_sent(&beside) => {
            Confidence::Certain
        }
        (false, _) | (true, false) => Confidence::Likely,
        (true, true) if long_term && !refused.is_empty() => Confidence::Likely,
        (true, true) if !refused.is_empty() => return Weighing::suggested(&RULE, TITLE, &refused),
        // Of a key that does not show, with a token beside it.
        (true, true) if !rejected.is_empty() && weighing.has_token() && weighing.shows_no_key() => Confidence::Possible,
        (true, true) => {
            return weighing.hinted(&RULE, GENERAL, SESSION).filter(|_| weighing.shows_no_key());
        }
    };
    Weighing::diagnosis(&RULE, confidence, TITLE, &[beside, other].concat(), &rejected)
}

const GENERAL: &str = "A session token of other credentials may be sent along with the key.";
const TITLE: &str = "A session token that belongs to other credentials is sent along with the key.";
