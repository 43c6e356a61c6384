//! A copy of the old key is still in use.

use super::{Confidence, Diagnosis, Rule, Step, Weighing};
use crate::aws::errors::Meaning;
use crate::evidence::Topic;
use crate::rules::{Case, Finding};

/// The rule.
pub const RULE: Rule = Rule {
    id: "stale-after-rotation",
    title: "A copy of the old key is still in use",
    meaning: "The key was rotated and one copy was missed: a process that read it at its start, a secret version that is mounted, a CI variable, a cached session, a state file. Everything else works, this one asks for a key that is gone.",
    steps: &[
        Step::words(
            "Find every copy: secret versions, CI variables, mounted files, images, state files, running processes.",
        ),
        Step::command(
            "See when and for which service the key was used last.",
            "aws iam get-access-key-last-used --access-key-id {key}",
            "aws iam get-access-key-last-used --access-key-id {key}",
        ),
        Step::words("Put the new key into the copy that was missed, and restart what reads it at its start only."),
        Step::words(
            "Next time: make the second key, move everything over, watch the old key's last use stop, deactivate it, wait, delete it.",
        ),
    ],
    avoid: &[
        "Do not rotate again: it makes one more generation of copies.",
        "Do not delete the old key before its last use stands still.",
        "Do not restart at random: the process comes back with the same copy until its source is changed.",
    ],
    verify: &[
        Step::command("See which source wins in the failing process.", "aws configure list", "aws configure list"),
        Step::command(
            "Ask AWS who you are, in the same process or shell that failed.",
            "aws sts get-caller-identity",
            "aws sts get-caller-identity",
        ),
    ],
    hits: hits![
        "      Name                    Value             Type    Location\n      ----                    -----             ----    --------\n   profile                <not set>             None    None\naccess_key     ****************RU7X shared-credentials-file    \nsecret_key     ****************oLzQ shared-credentials-file    \n    region                us-east-1              env    AWS_DEFAULT_REGION\n\n[default]\naws_access_key_id = AKIASP2TPHJSQH3FRU7X\n\n<Error><Code>InvalidAccessKeyId</Code><Message>The AWS Access Key Id you provided does not exist in our records.</Message><AWSAccessKeyId>AKIASP2TPHJSQ4BZWCMK</AWSAccessKeyId><RequestId>7GOMKMVAJGAHD2J1</RequestId></Error>\n",
        "    environment:\n      AWS_ACCESS_KEY_ID: AKIASP2TPHJSQH3FRU7X\n      AWS_SECRET_ACCESS_KEY: ***\n$ docker compose exec app env | grep AWS\nAWS_ACCESS_KEY_ID=AKIASP2TPHJSQ4BZWCMK\nAWS_SECRET_ACCESS_KEY=***\n\nAn error occurred (InvalidAccessKeyId) when calling the ListObjectsV2 operation: The AWS Access Key Id you provided does not exist in our records.\n",
    ],
    misses: misses![
        "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_REGION=us-east-1\n\nAn error occurred (InvalidAccessKeyId) when calling the ListObjectsV2 operation: The AWS Access Key Id you provided does not exist in our records.\n",
    ],
    check,
};

fn check(case: &Case<'_>, findings: &[Finding]) -> Option<Diagnosis> {
    let weighing = Weighing::new(case, findings);
    let other = weighing.found(&["masked-tail-mismatch", "echoed-key-differs", "conflicting-keys"]);
    let rejected =
        weighing.told(|meaning| matches!(meaning, Meaning::UnknownKey | Meaning::AuthFailure | Meaning::Forbidden));
    let replaced = weighing.replaced_keys();
    if other.is_empty() && replaced.is_empty() {
        let hinted = weighing.hinted(&RULE, GENERAL, &[Topic::Rotation]);
        return hinted.or_else(|| weighing.general(&RULE, GENERAL));
    }
    if rejected.is_empty() || weighing.is_settled_otherwise() {
        return None;
    }
    let likely = !replaced.is_empty() || weighing.keys_of_one_account(&other);
    let confidence = if likely { Confidence::Likely } else { Confidence::Possible };
    Weighing::resting_on(&RULE, confidence, TITLE, &other, &rejected, replaced)
}

const TITLE: &str = "An older copy of the key is still in use; another key stands in its place elsewhere.";
const GENERAL: &str = "The key may have been rotated, and this process still uses the old one.";
