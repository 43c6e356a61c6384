//! Another source won the provider chain than the one intended.

use super::{Confidence, Diagnosis, Rule, Step, Weighing};
use crate::aws::errors::Meaning;
use crate::rules::{Case, Finding};

/// The rule.
pub const RULE: Rule = Rule {
    id: "static-keys-shadow-intended-source",
    title: "Another credential source won than the one intended",
    meaning: "SDKs ask their sources in a fixed order and take the first that answers. Keys in the environment, or in a default profile, come before roles and are used although a role or another profile was meant. The key that wins may be long dead.",
    steps: &[
        Step::command("See which source wins in the failing process.", "aws configure list", "aws configure list"),
        Step::words(
            "Remove the source that should not win, where it is set: shell profile, CI variable, task definition, mounted file.",
        ),
        Step::command(
            "In the shell at hand, remove the variables and try again.",
            "unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN",
            "Remove-Item env:AWS_ACCESS_KEY_ID, env:AWS_SECRET_ACCESS_KEY, env:AWS_SESSION_TOKEN -ErrorAction SilentlyContinue",
        ),
        Step::words("Restart the process and watch which source it names."),
    ],
    avoid: &[
        "Do not rotate keys while the wrong source still wins: the new key will not be asked for.",
        "Do not change policies of the role: the role is not in use.",
        "Do not trust a test in another shell or with `--profile`: it takes another source.",
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
        "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_SECRET_ACCESS_KEY=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\nAWS_PROFILE=prod\n\nAn error occurred (InvalidAccessKeyId) when calling the ListObjectsV2 operation: The AWS Access Key Id you provided does not exist in our records.\n",
    ],
    misses: misses![
        "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_SECRET_ACCESS_KEY=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\nAWS_REGION=us-east-1\n\nAn error occurred (InvalidAccessKeyId) when calling the ListObjectsV2 operation: The AWS Access Key Id you provided does not exist in our records.\n",
    ],
    check,
};

/// Findings that show a source in front of another.
const SHADOWS: &[&str] = &[
    "env-shadows-profile",
    "env-shadows-role",
    "profile-shadows-role",
    "static-keys-in-role-profile",
    "unintended-source",
];

fn check(case: &Case<'_>, findings: &[Finding]) -> Option<Diagnosis> {
    let weighing = Weighing::new(case, findings);
    let shadows = weighing.found(SHADOWS);
    let mut other = weighing.found(&["masked-tail-mismatch", "echoed-key-differs"]);
    let rejected = weighing.told(|meaning| {
        matches!(
            meaning,
            Meaning::UnknownKey
                | Meaning::AuthFailure
                | Meaning::Forbidden
                | Meaning::AccessDenied
                | Meaning::InvalidToken
        )
    });
    let differs = !shadows.is_empty() || !other.is_empty();
    if !differs && !rejected.is_empty() {
        other = weighing.found(&["conflicting-keys"]);
    }
    if shadows.is_empty() && other.is_empty() {
        return weighing.general(&RULE, GENERAL).filter(|_| case.listed.is_empty());
    }
    if weighing.is_settled_otherwise() {
        return None;
    }
    let rotated = shadows.is_empty() && weighing.keys_of_one_account(&other);
    let confidence = if rejected.is_empty() || rotated || !differs { Confidence::Possible } else { Confidence::Likely };
    let title = match findings.get(shadows.first().or(other.first()).copied().unwrap_or(usize::MAX)) {
        Some(finding) if SHADOWS.contains(&finding.id) => {
            let told = &finding.detail;
            let told = told.strip_prefix("The ").map_or_else(|| told.clone(), |rest| format!("the {rest}"));
            format!("Another source won than the one intended: {told}")
        }
        _ => OTHER.to_owned(),
    };
    Weighing::diagnosis(&RULE, confidence, title, &[shadows, other].concat(), &rejected)
}

const OTHER: &str = "The key in use is not the one that was looked at: another source won.";
const GENERAL: &str = "Another source may have won than the one looked at.";

#[cfg(test)]
mod tests {
    #[test]
    fn two_sources_with_two_keys_are_a_possible_cause() {
        let text = "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_SECRET_ACCESS_KEY=***\n\n[default]\naws_access_key_id = AKIAQNZGKIQY56JQ7WML\naws_secret_access_key = ***\n\nAn error occurred (InvalidAccessKeyId) when calling the ListObjectsV2 operation: The AWS Access Key Id you provided does not exist in our records.\n";
        let report = crate::analyze(text, &crate::Context::default());
        let cause = report.diagnoses.iter().find(|cause| cause.id == super::RULE.id);
        assert_eq!(cause.map(|cause| cause.confidence), Some("possible"));
    }
}
