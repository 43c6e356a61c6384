//! An opt-in region that is off, or a version 1 token in one.

use super::{Confidence, Diagnosis, Rule, Step, Weighing};
use crate::aws::errors::Meaning;
use crate::evidence::Topic;
use crate::rules::{Case, Finding};

/// The rule.
pub const RULE: Rule = Rule {
    id: "region-not-enabled",
    title: "The region is not enabled, or refuses this kind of token",
    meaning: "Regions since 2019 must be enabled per account. Until then they know neither keys nor roles of it. Session tokens of version 1, from the global STS endpoint, are refused there even when the region is enabled.",
    steps: &[
        Step::command(
            "See whether the region is enabled; run it with working credentials of the account.",
            "aws account get-region-opt-status --region-name {region}",
            "aws account get-region-opt-status --region-name {region}",
        ),
        Step::words(
            "Get the session from a regional STS endpoint: set AWS_STS_REGIONAL_ENDPOINTS=regional, or let the account's global endpoint issue version 2 tokens.",
        ),
        Step::words(
            "Or enable the region for the account; that takes minutes to hours and is a decision of the account's owner.",
        ),
    ],
    avoid: &[
        "Do not rotate the key: it works in the default regions.",
        "Do not skip the region check in the tool: the service still refuses.",
        "Do not change IAM policies: the request never got as far as a policy.",
    ],
    verify: &[Step::command(
        "Ask who you are, in the region itself.",
        "aws sts get-caller-identity --region {region}",
        "aws sts get-caller-identity --region {region}",
    )],
    hits: hits![
        "AWS_ACCESS_KEY_ID=ASIAY34FZKBOKMUTVV7A\nAWS_SECRET_ACCESS_KEY=kR7mPq2sT9vXz4bN6dF8hJ1lW3cY5aE0gUiOoLzQ\nAWS_SESSION_TOKEN=FwoGZXIvYXdzEXAMPLEtokenFwoGZXIvYXdzEXAMPLEtokenFwoGZXIvYXdzEXAMPLEtokenFwoGZXIvYXdzEXAMPLEtokenFwoGZXIvYXdzEXAMPLEtokenFwoGZXIvYXdzEXAMPLEtoken\nAWS_REGION=ap-east-1\n\nAn error occurred (InvalidToken) when calling the ListObjectsV2 operation: The provided token is malformed or otherwise invalid.\n",
        "eu-west-3 done\nstarting eu-south-1\nAn error occurred (InvalidClientTokenId) when calling the GetCallerIdentity operation: The security token included in the request is invalid.\n",
        // The words in the key's place are the poster's.
        "[profile work]\naws_access_key_id = myaccesskeyid\naws_secret_access_key = mysecretkey\nregion = eu-south-1\n\nError: InvalidClientTokenId: The security token included in the request is invalid\n",
    ],
    misses: misses![
        "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_REGION=us-east-1\n\nAn error occurred (InvalidAccessKeyId) when calling the ListObjectsV2 operation: The AWS Access Key Id you provided does not exist in our records.\n",
    ],
    check,
};

fn check(case: &Case<'_>, findings: &[Finding]) -> Option<Diagnosis> {
    let weighing = Weighing::new(case, findings);
    let disabled = weighing.told(|meaning| meaning == Meaning::RegionDisabled);
    let region = weighing.found(&["opt-in-region"]);
    let rejected = weighing.told(|meaning| {
        matches!(
            meaning,
            Meaning::UnknownKey | Meaning::AuthFailure | Meaning::InvalidToken | Meaning::WrongSigningRegion
        )
    });
    if weighing.is_settled_otherwise() {
        return None;
    }
    let confidence = match (disabled.is_empty(), region.is_empty(), rejected.is_empty()) {
        (false, _, _) => Confidence::Certain,
        (true, false, false) => Confidence::Likely,
        _ if weighing.remarks_on_opt_in() => {
            return weighing.hinted(&RULE, TITLE, &[Topic::Region(true)]);
        }
        _ => return None,
    };
    Weighing::diagnosis(&RULE, confidence, TITLE, &region, &[disabled, rejected].concat())
}

const TITLE: &str = "The region must be enabled for the account, or it refuses this session's token.";
