//! The session token did not come along.

use super::weighing::SESSION;
use super::{Basis, Confidence, Diagnosis, Rule, Step, Weighing};
use crate::aws::errors::Meaning;
use crate::aws::key::Class;
use crate::rules::{Case, Finding};

/// The rule.
pub const RULE: Rule = Rule {
    id: "temporary-key-without-token",
    title: "A temporary key is used without its session token",
    meaning: "A key that begins with ASIA is half of nothing without its session token. AWS then answers as if the key did not exist: InvalidAccessKeyId from S3, InvalidClientTokenId from the Query services.",
    steps: &[
        Step::words(
            "Pass all three values on: key ID, secret and AWS_SESSION_TOKEN (aws_session_token in a file, `sessionToken` in code, `fs.s3a.session.token` with the temporary provider in Hadoop).",
        ),
        Step::words(
            "Better, let the SDK take the role itself (container, web identity, instance, profile) instead of copying credentials.",
        ),
        Step::command(
            "See which AWS variables the failing process has, by name only.",
            "env | grep -E '^(AWS|AMAZON)_' | cut -d= -f1 | sort",
            "Get-ChildItem env:AWS*, env:AMAZON* | Select-Object -ExpandProperty Name",
        ),
    ],
    avoid: &[
        "Do not look for the key in IAM's list of keys: session keys are not in it.",
        "Do not create a long-term key to get around the token.",
        "Do not rotate anything: nothing is lost, only left behind.",
    ],
    verify: &[
        Step::command(
            "Ask AWS who you are, in the same process or shell that failed.",
            "aws sts get-caller-identity",
            "aws sts get-caller-identity",
        ),
        Step::words("AWS_SESSION_TOKEN is among the names of the failing process."),
    ],
    hits: hits![
        "AWS_ACCESS_KEY_ID=ASIAY34FZKBOKMUTVV7A\nAWS_SECRET_ACCESS_KEY=kR7mPq2sT9vXz4bN6dF8hJ1lW3cY5aE0gUiOoLzQ\nAWS_REGION=us-east-1\n\nAn error occurred (InvalidAccessKeyId) when calling the ListObjectsV2 operation: The AWS Access Key Id you provided does not exist in our records.\n",
        "I use ASIAY34FZKBOKMUTVV7A.\n\nAn error occurred (InvalidClientTokenId) when calling the GetUser operation: The security token included in the request is invalid.\n",
        "The pipeline uses temporary credentials.\n\nAn error occurred (InvalidClientTokenId) when calling the GetCallerIdentity operation: The security token included in the request is invalid.\n",
        // Three letters of a masked key show that it is temporary.
        "<Error><Code>InvalidAccessKeyId</Code><Message>The AWS Access Key Id you provided does not exist in our records.</Message><AWSAccessKeyId>ASI...7A</AWSAccessKeyId></Error>\n",
    ],
    misses: misses![
        "AWS_ACCESS_KEY_ID=ASIAY34FZKBOKMUTVV7A\nAWS_SECRET_ACCESS_KEY=kR7mPq2sT9vXz4bN6dF8hJ1lW3cY5aE0gUiOoLzQ\nAWS_SESSION_TOKEN=IQoJb3JpZ2luX2VjEXAMPLEIQoJb3JpZ2luX2VjEXAMPLEIQoJb3JpZ2luX2VjEXAMPLEIQoJb3JpZ2luX2VjEXAMPLEIQoJb3JpZ2luX2VjEXAMPLEIQoJb3JpZ2luX2VjEXAMPLE\n\nAn error occurred (InvalidAccessKeyId) when calling the ListObjectsV2 operation: The AWS Access Key Id you provided does not exist in our records.\n",
    ],
    check,
};

fn check(case: &Case<'_>, findings: &[Finding]) -> Option<Diagnosis> {
    let weighing = Weighing::new(case, findings);
    let shown = weighing.found(&["temporary-key-without-token"]);
    let rejected = weighing.told(|meaning| {
        matches!(meaning, Meaning::UnknownKey | Meaning::AuthFailure | Meaning::Forbidden | Meaning::InvalidToken)
    });
    if weighing.is_settled_otherwise() {
        return None;
    }
    let temporary = weighing.sent_class(Class::Temporary);
    let confidence = match (shown.is_empty(), rejected.is_empty()) {
        (false, false) if temporary => Confidence::Certain,
        (false, _) => Confidence::Likely,
        (true, false)
            if (weighing.uses_class(Class::Temporary) || weighing.shows_only_class(Class::Temporary))
                && !weighing.has_token() =>
        {
            Confidence::Likely
        }
        _ if !weighing.shows_no_key() => return None,
        // What is set need not be sent; S3 says of a token that was sent that it is invalid or has expired.
        (_, false) if weighing.has_token() => {
            let basis = if weighing.is_of_s3() { Basis::Evidence } else { Basis::Words };
            let unused = Weighing::diagnosis(&RULE, Confidence::Possible, UNUSED, &[], &rejected);
            return Some(unused?.on(basis));
        }
        _ => {
            let hinted = weighing.hinted(&RULE, GENERAL, SESSION);
            return hinted.or_else(|| weighing.general(&RULE, GENERAL));
        }
    };
    Weighing::diagnosis(&RULE, confidence, TITLE, &shown, &rejected)
}

const TITLE: &str = "The request is signed with a temporary key (ASIA), and its session token did not come along.";
const UNUSED: &str = "A session token is set, and the program may not send it along.";
const GENERAL: &str = "The key may be a temporary one (ASIA) whose session token did not come along.";
