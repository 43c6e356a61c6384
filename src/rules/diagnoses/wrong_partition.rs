//! A key of aws, aws-cn or aws-us-gov used in another of them.

use super::{Confidence, Diagnosis, Rule, Step, Weighing};
use crate::aws::errors::Meaning;
use crate::evidence::Topic;
use crate::rules::{Case, Finding};

/// The rule.
pub const RULE: Rule = Rule {
    id: "wrong-partition",
    title: "The key belongs to another partition",
    meaning: "Accounts and keys of the commercial regions, of China and of GovCloud are separate worlds. A key of one is unknown in the others, with the same error as a deleted one. The key ID does not show its partition.",
    steps: &[
        Step::words(
            "Use a key, or a role, of the partition that the region belongs to: `cn-` for China, `us-gov-` for GovCloud.",
        ),
        Step::words("Or correct the region or endpoint, where the key is the right one."),
        Step::command("See which source wins in the failing process.", "aws configure list", "aws configure list"),
    ],
    avoid: &[
        "Do not rotate the key: it is alive in its own partition.",
        "Do not conclude from the decoded account: the number does not show the partition.",
        "Do not change IAM policies: nothing crosses partitions.",
    ],
    verify: &[Step::command(
        "Ask who you are, in a region of the key's own partition.",
        "aws sts get-caller-identity --region us-east-1",
        "aws sts get-caller-identity --region us-east-1",
    )],
    hits: hits![
        "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_SECRET_ACCESS_KEY=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\nAWS_REGION=us-gov-west-1\nAWS_ROLE_ARN=arn:aws:iam::340734239267:role/api\n\nAn error occurred (InvalidClientTokenId) when calling the GetCallerIdentity operation: The security token included in the request is invalid.\n",
        "$ aws sts get-caller-identity --region cn-north-1\n\nAn error occurred (InvalidClientTokenId) when calling the GetCallerIdentity operation: The security token included in the request is invalid.\n",
        // Words tell of the partition.
        "The account is in GovCloud, only us-gov-west-1 is set up.\n\nAn error occurred (InvalidClientTokenId) when calling the GetCallerIdentity operation: The security token included in the request is invalid.\n",
        "failed to list zones of cn-northwest-1: InvalidClientTokenId: The security token included in the request is invalid.\n\tstatus code: 403, request id: 67ef1b00-180f-11e9-b3a2-336274aa562b\n",
    ],
    misses: misses!["AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_REGION=us-gov-west-1\n"],
    check,
};

fn check(case: &Case<'_>, findings: &[Finding]) -> Option<Diagnosis> {
    let weighing = Weighing::new(case, findings);
    let mixed = weighing.found(&["partition-mismatch"]);
    let rejected =
        weighing.told(|meaning| matches!(meaning, Meaning::UnknownKey | Meaning::AuthFailure | Meaning::InvalidToken));
    let abroad = weighing.failures_abroad();
    if mixed.is_empty() && abroad.is_empty() {
        let general = || weighing.general(&RULE, GENERAL).filter(|_| weighing.shows_no_region());
        return weighing.hinted(&RULE, HINTED, &[Topic::Abroad]).or_else(general);
    }
    if weighing.is_settled_otherwise() {
        return None;
    }
    let confidence = match (mixed.is_empty(), rejected.is_empty()) {
        (false, false) => Confidence::Likely,
        _ => Confidence::Possible,
    };
    Weighing::diagnosis(&RULE, confidence, TITLE, &mixed, if mixed.is_empty() { &abroad } else { &rejected })
}

const TITLE: &str = "The key is used in another partition than its own, where AWS does not know it.";
const HINTED: &str = "The text speaks of another partition, China or GovCloud: the key may be of one, and the request may have gone to the other.";
const GENERAL: &str = "The key may belong to another partition: China or GovCloud.";
