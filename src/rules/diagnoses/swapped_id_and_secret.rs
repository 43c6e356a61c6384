//! ID and secret changed places.

use super::weighing::R2_SECRET;
use super::{Confidence, Diagnosis, Rule, Step, Weighing};
use crate::aws::errors::Meaning;
use crate::aws::key;
use crate::aws::names::Role;
use crate::rules::{Case, Finding};

/// The rule.
pub const RULE: Rule = Rule {
    id: "swapped-id-and-secret",
    title: "Key ID and secret changed places",
    meaning: "The secret stands where the key ID belongs. AWS looks the secret up as if it were a key ID; where it holds a slash, the header falls apart. The secret went over the wire and into logs in clear.",
    steps: &[
        Step::words(
            "Put both values into their own places; a key ID has 20 characters and begins with AKIA or ASIA, a secret has 40.",
        ),
        Step::words(
            "Treat the secret as exposed: it was sent and logged as an identifier. Make a second key, move everything over, deactivate this one, then delete it.",
        ),
        Step::words("Restart the process."),
    ],
    avoid: &[
        "Do not leave the key as it is after the swap is repaired: its secret stands in logs.",
        "Do not paste the pair into a ticket to show the order.",
        "Do not change IAM policies: the request never got as far as a policy.",
    ],
    verify: &[
        Step::command(
            "Ask AWS who you are, in the same process or shell that failed.",
            "aws sts get-caller-identity",
            "aws sts get-caller-identity",
        ),
        Step::words("The old key's last use stops moving after the change-over."),
        Step::command(
            "See when and for which service the key was used last.",
            "aws iam get-access-key-last-used --access-key-id {key}",
            "aws iam get-access-key-last-used --access-key-id {key}",
        ),
    ],
    hits: hits![
        "AWS_ACCESS_KEY_ID=kR7mPq2sT9vXz4bN6dF8hJ1lW3cY5aE0gUiOoLzQ\nAWS_SECRET_ACCESS_KEY=AKIASP2TPHJSQH3FRU7X\n\nAn error occurred (InvalidAccessKeyId) when calling the ListObjectsV2 operation: The AWS Access Key Id you provided does not exist in our records.\n",
        // What is left of a masked secret is the beginning of a key ID.
        "AWS_ACCESS_KEY_ID=***\nAWS_SECRET_ACCESS_KEY=AKIA****************\n\nInvalidClientTokenId: The security token included in the request is invalid.\n",
        "InvalidArgument: Invalid Argument: Credential access key has length 64, should be 32\n",
    ],
    misses: misses![
        // A masked secret.
        "AWS_ACCESS_KEY_ID=AKIA****\nAWS_SECRET_ACCESS_KEY=kR7m****\n\nInvalidClientTokenId: The security token included in the request is invalid.\n",
        "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_SECRET_ACCESS_KEY=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\n\nAn error occurred (InvalidAccessKeyId) when calling the ListObjectsV2 operation: The AWS Access Key Id you provided does not exist in our records.\n",
    ],
    check,
};

fn check(case: &Case<'_>, findings: &[Finding]) -> Option<Diagnosis> {
    let weighing = Weighing::new(case, findings);
    let used = weighing.defects(&["secret-in-id-field"]);
    let malformed = weighing.told(|meaning| meaning == Meaning::MalformedHeader);
    let mut slashes: Vec<usize> = malformed.iter().copied().filter(|&n| weighing.is_slash_in_credential(n)).collect();
    slashes.extend(weighing.of_lengths(R2_SECRET));
    let rejected = weighing.told(|meaning| {
        matches!(meaning, Meaning::UnknownKey | Meaning::AuthFailure | Meaning::Forbidden | Meaning::MalformedHeader)
    });
    if used.numbers.is_empty() && slashes.is_empty() {
        return None;
    }
    // Where a sound ID stands in its own place, the secret alone is wrong, which AWS calls by another name.
    let id_is_sound = case.holdings.iter().any(|held| {
        let whole = |role| held.text(role).is_some_and(|(value, _)| key::is_whole(value.text()));
        whole(Role::AccessKeyId) && whole(Role::SecretAccessKey)
    });
    let confidence =
        if used.proven && !rejected.is_empty() && !id_is_sound { Confidence::Certain } else { Confidence::Likely };
    Weighing::diagnosis(&RULE, confidence, TITLE, &used.numbers, &[slashes, rejected].concat())
}

const TITLE: &str = "A secret is used as the key ID: the two values changed places.";
