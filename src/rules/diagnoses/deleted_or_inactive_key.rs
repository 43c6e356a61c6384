//! AWS does not know the key, or it is disabled.

use super::{Basis, Confidence, Diagnosis, Rule, Step, Weighing};
use crate::aws::errors::Meaning;
use crate::rules::{Case, Finding};

/// The rule.
pub const RULE: Rule = Rule {
    id: "deleted-or-inactive-key",
    title: "AWS does not know the key: it is deleted or inactive",
    meaning: "The key ID is sound, and the service that was asked has no active key of that name. It was deleted, deactivated, or its user or account is gone. Which of these, only the owning account can tell.",
    steps: &[
        Step::command(
            "Ask which account owns the key, with working credentials of the same partition; the answer does not say whether the key is active.",
            "aws sts get-access-key-info --access-key-id {key}",
            "aws sts get-access-key-info --access-key-id {key}",
        ),
        Step::command(
            "List the keys of the user that should own it; run it with working credentials of the owning account.",
            "aws iam list-access-keys --user-name USER",
            "aws iam list-access-keys --user-name USER",
        ),
        Step::words("If it is Inactive, find out who switched it off and why before switching it on again."),
        Step::words(
            "If it is gone, put the current key, or better a role, into the source that the failing process reads, and restart it.",
        ),
    ],
    avoid: &[
        "Do not change IAM policies: AWS refuses before it looks at policies.",
        "Do not rotate the secret alone: the ID is what is not known.",
        "Do not delete a key because it seems not to exist: deactivating can be undone, deleting cannot.",
        "Do not retry: the answer stays the same.",
    ],
    verify: &[
        Step::command(
            "Ask AWS who you are, in the same process or shell that failed.",
            "aws sts get-caller-identity",
            "aws sts get-caller-identity",
        ),
        Step::command("See which source wins in the failing process.", "aws configure list", "aws configure list"),
    ],
    hits: hits![
        "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_REGION=us-east-1\n\nAn error occurred (InvalidAccessKeyId) when calling the ListObjectsV2 operation: The AWS Access Key Id you provided does not exist in our records.\n",
    ],
    misses: misses!["AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_REGION=us-east-1\n"],
    check,
};

fn check(case: &Case<'_>, findings: &[Finding]) -> Option<Diagnosis> {
    let weighing = Weighing::new(case, findings);
    let rejected =
        weighing.told(|meaning| matches!(meaning, Meaning::UnknownKey | Meaning::AuthFailure | Meaning::DisabledKey));
    let disabled = !weighing.told(|meaning| meaning == Meaning::DisabledKey).is_empty();
    if weighing.is_settled_otherwise() {
        return None;
    }
    if rejected.is_empty() {
        return Weighing::suggested(&RULE, UNTOLD, &weighing.told(|meaning| meaning == Meaning::Forbidden));
    }
    let inactive = weighing.inactive_keys();
    // EC2 says the same of a secret that does not fit.
    let damaged = weighing.told(|meaning| meaning == Meaning::UnknownKey).is_empty()
        && !weighing.found(&["secret-malformed"]).is_empty();
    let confidence = if disabled || !inactive.is_empty() {
        Confidence::Certain
    } else if weighing.has_sound_long_term_key() && !damaged {
        Confidence::Likely
    } else {
        Confidence::Possible
    };
    let title = match (disabled, inactive.is_empty()) {
        (true, _) => DISABLED,
        (false, false) => INACTIVE,
        (false, true) => UNKNOWN,
    };
    let diagnosis = Weighing::resting_on(&RULE, confidence, title, &[], &rejected, inactive)?;
    // Nobody deletes or deactivates the key of a session.
    let session = confidence == Confidence::Possible && weighing.has_token() && weighing.shows_no_key();
    Some(diagnosis.on(if session { Basis::Words } else { Basis::Evidence }))
}

const UNKNOWN: &str = "AWS knows no active key with this ID: it was deleted or deactivated.";
const UNTOLD: &str = "AWS may not know the key: an answer without a body, as to HEAD, does not say.";
const INACTIVE: &str = "The key is inactive: IAM lists it so.";
const DISABLED: &str = "The service knows the key and says that it is disabled.";
