//! The ID is known; the secret or the signing is wrong.

use super::{Confidence, Diagnosis, Rule, Step, Weighing};
use crate::aws::errors::Meaning;
use crate::rules::{Case, Finding};

/// The rule.
pub const RULE: Rule = Rule {
    id: "wrong-secret",
    title: "The key ID is known; the secret or the signature is wrong",
    meaning: "AWS found the key ID and the signature does not fit. The secret belongs to another key, was damaged on its way (white space, quotes, a lost character), or something changed the request after it was signed.",
    steps: &[
        Step::words("Set ID and secret again, both from the same key."),
        Step::command(
            "Look at the length of the secret in the failing process; the command shows nothing of it.",
            "printf %s \"$AWS_SECRET_ACCESS_KEY\" | wc -c",
            "$env:AWS_SECRET_ACCESS_KEY.Length",
        ),
        Step::words(
            "If another tool works with the same pair, look for what changes the request: a proxy, a rewritten host header, a double-encoded path.",
        ),
    ],
    avoid: &[
        "Do not take `/` or `+` in the secret for the fault: they are allowed.",
        "Do not look for a deleted key: this answer means that the ID is known.",
        "Do not change IAM policies: they are asked only after the signature.",
    ],
    verify: &[Step::command(
        "Ask AWS who you are, in the same process or shell that failed.",
        "aws sts get-caller-identity",
        "aws sts get-caller-identity",
    )],
    hits: hits![
        "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_SECRET_ACCESS_KEY=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\n\nAn error occurred (SignatureDoesNotMatch) when calling the GetCallerIdentity operation: The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.\n",
        "An error occurred (SignatureDoesNotMatch) when calling the ListUsers operation: Credential should be scoped to a valid region, not 'us-east-2'.\n",
        // A blank behind the secret; EC2 does not tell it from an unknown key.
        "export AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nexport AWS_SECRET_ACCESS_KEY='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 '\n\nAn error occurred (AuthFailure) when calling the DescribeInstances operation: AWS was not able to validate the provided access credentials\n",
        // Only the code stands, in words.
        "Uploads fail with SignatureDoesNotMatch since this morning.\n",
    ],
    misses: misses![
        "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_REGION=us-east-1\n\nAn error occurred (InvalidAccessKeyId) when calling the ListObjectsV2 operation: The AWS Access Key Id you provided does not exist in our records.\n",
    ],
    check,
};

fn check(case: &Case<'_>, findings: &[Finding]) -> Option<Diagnosis> {
    let weighing = Weighing::new(case, findings);
    let unfit = weighing.told(|meaning| meaning == Meaning::BadSignature);
    let secret = weighing.found(&["secret-malformed"]);
    if unfit.is_empty() {
        // EC2 says the same of a key that it does not know and of a signature that does not fit.
        let refused = weighing.told(|meaning| meaning == Meaning::AuthFailure);
        if !secret.is_empty() && !refused.is_empty() {
            return Weighing::diagnosis(&RULE, Confidence::Likely, DAMAGED, &secret, &refused);
        }
        let scope = weighing.told(|meaning| meaning == Meaning::WrongSigningRegion);
        return Weighing::diagnosis(&RULE, Confidence::Likely, SCOPE, &[], &scope);
    }
    let foreign = !weighing.found(&["not-aws-responder", "custom-endpoint"]).is_empty();
    let unsure = foreign || unfit.iter().all(|&number| weighing.may_be_clock(number));
    let confidence = if unsure { Confidence::Likely } else { Confidence::Certain };
    let title = if secret.is_empty() { TITLE } else { MALFORMED };
    Weighing::diagnosis(&RULE, confidence, title, &secret, &unfit)
}

const SCOPE: &str = "The signing is wrong: the request is signed for another region than the service takes.";
const TITLE: &str = "AWS knows the key ID, and the signature does not fit: the secret or the signing is wrong.";
const MALFORMED: &str = "AWS knows the key ID, and the signature does not fit: the secret is damaged.";
const DAMAGED: &str = "The secret is damaged, and the service does not say whether it knows the key ID.";
