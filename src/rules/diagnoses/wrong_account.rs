//! The key is not of the expected account.

use super::{Confidence, Diagnosis, Rule, Step, Weighing};
use crate::aws::errors::Meaning;
use crate::rules::{Case, Finding};

/// The rule.
pub const RULE: Rule = Rule {
    id: "wrong-account",
    title: "The key belongs to another account than the expected one",
    meaning: "The account inside the key ID is not the one that the workload should use: the key comes from another environment. That explains wrong or missing resources and refusals by policy. It is never the reason why AWS does not know a key: within a partition AWS knows every live key, whoever owns it.",
    steps: &[
        Step::words("Find out which environment the key comes from: the account's owner knows."),
        Step::command("See which source wins in the failing process.", "aws configure list", "aws configure list"),
        Step::words("Replace it by the key or the role of the expected account."),
        Step::words(
            "If AWS also says that it does not know the key, it is deleted or inactive in its own account as well.",
        ),
    ],
    avoid: &[
        "Do not add permissions for the foreign account to make it work.",
        "Do not rotate the key in the expected account: that one is not in use.",
        "Do not take the decoded account as proof that the key exists: it is arithmetic.",
    ],
    verify: &[
        Step::command(
            "Ask which account owns the key, with working credentials of the same partition; the answer does not say whether the key is active.",
            "aws sts get-access-key-info --access-key-id {key}",
            "aws sts get-access-key-info --access-key-id {key}",
        ),
        Step::command(
            "Ask AWS who you are, in the same process or shell that failed.",
            "aws sts get-caller-identity",
            "aws sts get-caller-identity",
        ),
    ],
    hits: hits![
        "Need to perform AWS calls for account 123456789012, but the current credentials are for 210987654321\n",
        "expect-account: 111122223333\n\nAWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_SECRET_ACCESS_KEY=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\n\nAn error occurred (InvalidAccessKeyId) when calling the ListObjectsV2 operation: The AWS Access Key Id you provided does not exist in our records.\n",
    ],
    misses: misses![
        "expect-account: 171436882533\n\nAWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_SECRET_ACCESS_KEY=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\n\nAn error occurred (InvalidAccessKeyId) when calling the ListObjectsV2 operation: The AWS Access Key Id you provided does not exist in our records.\n",
    ],
    check,
};

fn check(case: &Case<'_>, findings: &[Finding]) -> Option<Diagnosis> {
    let weighing = Weighing::new(case, findings);
    let other = weighing.found(&["account-mismatch"]);
    let named = weighing.told(|meaning| meaning == Meaning::WrongAccount);
    let (confidence, title) = match other.first().and_then(|&number| findings.get(number)) {
        Some(finding) => (Confidence::Likely, finding.detail.clone()),
        None if !named.is_empty() => (Confidence::Certain, NAMED.to_owned()),
        None => return None,
    };
    let refused = weighing.told(|meaning| matches!(meaning, Meaning::AccessDenied | Meaning::Forbidden));
    Weighing::diagnosis(&RULE, confidence, title, &other, &[named, refused].concat())
}

const NAMED: &str = "The tool is to work in one account and found the credentials of another; its message names both.";
