//! The end of the key ID was cut off.

use super::{Confidence, Diagnosis, Rule, Step, Weighing};
use crate::aws::errors::Meaning;
use crate::rules::{Case, Finding};

/// The rule.
pub const RULE: Rule = Rule {
    id: "truncated-key-id",
    title: "A part of the key ID is missing",
    meaning: "The key ID in use has fewer than 20 characters. It was cut by a field that was too small, a selection that ended early, a terminal that wrapped, or a template.",
    steps: &[
        Step::words("Copy the whole key ID from its source again and set it."),
        Step::words(
            "Find what cut it (a form field, a `cut`, a column width), or the next key will lose its end there too.",
        ),
        Step::words("Restart the process: it keeps the old value."),
        Step::command(
            "Look at the length and the bytes of the value in the failing process; the command shows no secret.",
            "printf %s \"$AWS_ACCESS_KEY_ID\" | od -c",
            "$env:AWS_ACCESS_KEY_ID.Length; $env:AWS_ACCESS_KEY_ID.ToCharArray() | ForEach-Object { '{0:X4}' -f [int]$_ }",
        ),
    ],
    avoid: &[
        "Do not create a new key: it would be cut in the same place.",
        "Do not look for the rest of the key by guessing: nothing in the ID tells which characters are missing.",
        "Do not change IAM policies: the request never got as far as a policy.",
    ],
    verify: &[
        Step::words("The value has 20 characters in the failing process."),
        Step::command(
            "Ask AWS who you are, in the same process or shell that failed.",
            "aws sts get-caller-identity",
            "aws sts get-caller-identity",
        ),
    ],
    hits: hits![
        "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU\nAWS_REGION=us-east-1\n\nAn error occurred (InvalidAccessKeyId) when calling the ListObjectsV2 operation: The AWS Access Key Id you provided does not exist in our records.\n",
    ],
    misses: misses![
        "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_REGION=us-east-1\n\nAn error occurred (InvalidAccessKeyId) when calling the ListObjectsV2 operation: The AWS Access Key Id you provided does not exist in our records.\n",
    ],
    check,
};

fn check(case: &Case<'_>, findings: &[Finding]) -> Option<Diagnosis> {
    let weighing = Weighing::new(case, findings);
    let used = weighing.defects(&["truncated"]);
    let first = findings.get(*used.numbers.first()?)?;
    let rejected = weighing.told(|meaning| {
        matches!(meaning, Meaning::UnknownKey | Meaning::AuthFailure | Meaning::Forbidden | Meaning::MalformedHeader)
    });
    if weighing.is_settled_otherwise() {
        return None;
    }
    let confidence = match (used.proven && !rejected.is_empty(), used.reachable) {
        (true, _) => Confidence::Certain,
        (false, true) => Confidence::Likely,
        (false, false) => Confidence::Possible,
    };
    let title = format!("The key ID in use is cut short: {}", first.detail);
    Weighing::diagnosis(&RULE, confidence, title, &used.numbers, &rejected)
}
