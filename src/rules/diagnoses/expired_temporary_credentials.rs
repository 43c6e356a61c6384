//! The session is over.

use super::weighing::SESSION;
use super::{Confidence, Diagnosis, Rule, Step, Weighing};
use crate::aws::errors::Meaning;
use crate::rules::{Case, Finding};

/// The rule.
pub const RULE: Rule = Rule {
    id: "expired-temporary-credentials",
    title: "The session has ended",
    meaning: "Temporary credentials end after minutes to hours. Right after the end AWS says that the token expired; long after, some services no longer know the key at all.",
    steps: &[
        Step::words("Get new credentials from the same source: sign in again, assume the role again."),
        Step::command(
            "With IAM Identity Center, sign in again.",
            "aws sso login --profile PROFILE",
            "aws sso login --profile PROFILE",
        ),
        Step::words(
            "Let the SDK renew them: give it the role or the profile, not a copy of three values. Copies in files, CI variables and images grow old.",
        ),
        Step::words("Restart processes that read the credentials once at their start."),
    ],
    avoid: &[
        "Do not create a long-term key to make the problem go away.",
        "Do not lengthen the session before you know why nobody renews it.",
        "Do not change IAM policies: they are not asked any more.",
    ],
    verify: &[
        Step::command(
            "Ask AWS who you are, in the same process or shell that failed.",
            "aws sts get-caller-identity",
            "aws sts get-caller-identity",
        ),
        Step::words("The call still works after the length of one session."),
    ],
    hits: hits![
        "AWS_ACCESS_KEY_ID=ASIAY34FZKBOKMUTVV7A\nAWS_SECRET_ACCESS_KEY=kR7mPq2sT9vXz4bN6dF8hJ1lW3cY5aE0gUiOoLzQ\nAWS_SESSION_TOKEN=IQoJb3JpZ2luX2VjEXAMPLEIQoJb3JpZ2luX2VjEXAMPLEIQoJb3JpZ2luX2VjEXAMPLEIQoJb3JpZ2luX2VjEXAMPLEIQoJb3JpZ2luX2VjEXAMPLEIQoJb3JpZ2luX2VjEXAMPLE\n\nAn error occurred (ExpiredToken) when calling the ListObjectsV2 operation: The provided token has expired.\n",
        "CredentialsProviderError: The SSO session associated with this profile has expired. To refresh this SSO session run aws sso login with the corresponding profile\n",
    ],
    misses: misses![
        "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_REGION=us-east-1\n\nAn error occurred (InvalidAccessKeyId) when calling the ListObjectsV2 operation: The AWS Access Key Id you provided does not exist in our records.\n",
    ],
    check,
};

fn check(case: &Case<'_>, findings: &[Finding]) -> Option<Diagnosis> {
    let weighing = Weighing::new(case, findings);
    let expired = weighing.told(|meaning| meaning == Meaning::ExpiredToken);
    let rejected = weighing.told(|meaning| matches!(meaning, Meaning::UnknownKey | Meaning::AuthFailure));
    let over = weighing.expired_settings();
    let temporary = weighing.uses_class(crate::aws::key::Class::Temporary);
    let confidence = if !expired.is_empty() {
        Confidence::Certain
    } else if !over.is_empty() {
        Confidence::Likely
    } else if !rejected.is_empty() && weighing.has_token() && (temporary || weighing.shows_no_key()) {
        // Long after its end a session's key is unknown rather than expired.
        if weighing.is_settled_otherwise() {
            return None;
        }
        // Where a profile of a role holds keys as well, they are what stands in its way.
        let in_the_way = !weighing.found(&["static-keys-in-role-profile"]).is_empty();
        if temporary && !in_the_way { Confidence::Likely } else { Confidence::Possible }
    } else {
        let refused = weighing.told(|meaning| meaning == Meaning::InvalidToken);
        let hinted = weighing.hinted(&RULE, ENDED, SESSION).filter(|_| weighing.shows_no_key());
        return hinted.or_else(|| Weighing::suggested(&RULE, ENDED, &refused));
    };
    let title = match (expired.is_empty(), over.is_empty()) {
        (false, _) => EXPIRED,
        (true, false) => OVER,
        (true, true) => OLD,
    };
    Weighing::resting_on(&RULE, confidence, title, &[], &[expired, rejected].concat(), over)
}

const ENDED: &str = "The session may be over for so long that AWS no longer knows it.";
const EXPIRED: &str = "The session is over: AWS says that the token has expired.";
const OVER: &str = "The session is over: its expiration lies in the past.";
const OLD: &str = "The session is probably over: a temporary key with its token that AWS no longer knows.";
