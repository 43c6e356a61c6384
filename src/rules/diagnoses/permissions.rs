//! The identity is fine; the policy refuses.

use super::{Confidence, Diagnosis, Rule, Step, Weighing};
use crate::aws::errors::Meaning;
use crate::rules::{Case, Finding};

/// The rule.
pub const RULE: Rule = Rule {
    id: "permissions",
    title: "AWS knows who asks, and a policy refuses",
    meaning: "The credentials are valid. What refuses is a policy: of the identity, of the resource, of the organisation, of an endpoint, or a condition such as MFA.",
    steps: &[
        Step::command(
            "Ask AWS who you are, in the same process or shell that failed.",
            "aws sts get-caller-identity",
            "aws sts get-caller-identity",
        ),
        Step::words("Read the message: newer ones name the action, the resource and the kind of policy."),
        Step::words(
            "Compare the caller's ARN with the one that the policy means; another role than intended is the usual cause.",
        ),
        Step::words(
            "Look at the resource's policy, the organisation's service control policies, the endpoint's policy and conditions such as MFA or the source network.",
        ),
    ],
    avoid: &[
        "Do not rotate keys: they are accepted.",
        "Do not allow `*` to see whether it helps.",
        "Do not take a 403 without a body for proof: without ListBucket, S3 says the same of objects that do not exist.",
    ],
    verify: &[Step::words("The original call works as the identity that is meant to make it.")],
    hits: hits![
        "An error occurred (AccessDenied) when calling the ListObjectsV2 operation: User: arn:aws:iam::171436882533:user/ci is not authorized to perform: s3:ListBucket\n",
        "An error occurred (403) when calling the HeadObject operation: Forbidden\n",
    ],
    misses: misses![
        "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_REGION=us-east-1\n\nAn error occurred (InvalidAccessKeyId) when calling the ListObjectsV2 operation: The AWS Access Key Id you provided does not exist in our records.\n",
    ],
    check,
};

fn check(case: &Case<'_>, findings: &[Finding]) -> Option<Diagnosis> {
    let weighing = Weighing::new(case, findings);
    let denied = weighing.told(|meaning| meaning == Meaning::AccessDenied);
    let refused = weighing.told(|meaning| meaning == Meaning::Forbidden);
    let earlier = weighing.told(|meaning| !matches!(meaning, Meaning::AccessDenied | Meaning::Forbidden));
    let confidence = match (denied.is_empty(), refused.is_empty()) {
        (false, _) if earlier.is_empty() => Confidence::Likely,
        (false, _) | (true, false) => Confidence::Possible,
        (true, true) => return None,
    };
    let title = if denied.is_empty() { UNTOLD } else { TITLE };
    Weighing::diagnosis(&RULE, confidence, title, &[], &[denied, refused].concat())
}

const TITLE: &str = "AWS accepts the credentials, and a policy refuses the call.";
const UNTOLD: &str = "A policy may refuse the call: an answer without a body, as to HEAD, does not say.";
