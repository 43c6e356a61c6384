//! The key is seconds old.

use super::{Confidence, Diagnosis, Rule, Step, Weighing};
use crate::aws::errors::Meaning;
use crate::aws::key::Class;
use crate::evidence::Topic;
use crate::rules::{Case, Finding};

/// The rule.
pub const RULE: Rule = Rule {
    id: "new-key-not-yet-propagated",
    title: "The key is too new to be known everywhere",
    meaning: "A new key needs seconds, sometimes a quarter of a minute and more, until every service and region knows it. Until then the answer is the one for a key that does not exist; then it works without any change.",
    steps: &[
        Step::words("Wait half a minute and try again; in automation retry on exactly this error for a limited time."),
        Step::command(
            "See when the key was made.",
            "aws iam list-access-keys --user-name USER",
            "aws iam list-access-keys --user-name USER",
        ),
    ],
    avoid: &[
        "Do not create another key: a user may have two, and the next is just as new.",
        "Do not delete the new key because it seems not to work.",
        "Do not retry without an end: a wrong key never starts to work.",
    ],
    verify: &[Step::command(
        "Ask AWS who you are, in the same process or shell that failed.",
        "aws sts get-caller-identity",
        "aws sts get-caller-identity",
    )],
    hits: hits![NEWKEY],
    misses: misses![
        "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_REGION=us-east-1\n\nAn error occurred (InvalidAccessKeyId) when calling the ListObjectsV2 operation: The AWS Access Key Id you provided does not exist in our records.\n",
    ],
    check,
};

/// A key that was just made, and is refused.
const NEWKEY: &str = r#"{
    "AccessKey": {
        "UserName": "ci",
        "AccessKeyId": "AKIASP2TPHJSQH3FRU7X",
        "Status": "Active",
        "SecretAccessKey": "***",
        "CreateDate": "2026-11-21T10:00:00+00:00"
    }
}

An error occurred (InvalidAccessKeyId) when calling the ListObjectsV2 operation: The AWS Access Key Id you provided does not exist in our records.
"#;

fn check(case: &Case<'_>, findings: &[Finding]) -> Option<Diagnosis> {
    let weighing = Weighing::new(case, findings);
    let rejected = weighing.told(|meaning| matches!(meaning, Meaning::UnknownKey | Meaning::AuthFailure));
    if rejected.is_empty() || weighing.is_settled_otherwise() {
        return None;
    }
    let fresh = weighing.fresh_keys();
    let settled = weighing.unknown_then_denied();
    if fresh.is_empty() && settled.is_empty() {
        let long_term =
            weighing.uses_class(Class::LongTerm) || weighing.has_sound_long_term_key() || weighing.shows_no_key();
        let hinted = weighing.hinted(&RULE, GENERAL, &[Topic::Issued]);
        return hinted.or_else(|| weighing.general(&RULE, GENERAL)).filter(|_| long_term);
    }
    Weighing::resting_on(&RULE, Confidence::Likely, TITLE, &[], &[rejected, settled].concat(), fresh)
}

const TITLE: &str = "The key was made only just now and is not known everywhere yet.";
const GENERAL: &str = "The key may be so new that it is not known everywhere yet.";
