//! The cause. One file per diagnosis; [`ALL`] is the one list, and its order breaks ties.

mod clock_skew;
mod corrupted_key_id;
mod credentials_not_in_runtime;
mod deleted_or_inactive_key;
mod expired_temporary_credentials;
mod new_key_not_yet_propagated;
mod permissions;
mod region_not_enabled;
mod s3_compatible_endpoint;
mod session_without_mfa;
mod stale_after_rotation;
mod stale_session_token;
mod static_keys_shadow_intended_source;
mod swapped_id_and_secret;
mod temporary_key_without_token;
mod truncated_key_id;
mod unsubstituted_placeholder;
mod weighing;
mod wrong_account;
mod wrong_partition;
mod wrong_secret;

use super::{Case, Finding};
use crate::text::Span;
use weighing::Weighing;

/// How sure a diagnosis is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// The text proves it.
    Certain,
    /// The text points to it, and another cause remains possible.
    Likely,
    /// It fits, and so do others.
    Possible,
}

impl Confidence {
    /// The id that reports use.
    pub fn id(self) -> &'static str {
        match self {
            Self::Certain => "certain",
            Self::Likely => "likely",
            Self::Possible => "possible",
        }
    }
}

/// How a diagnosis came into question; among those that are equally sure the earlier comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// Something points to it.
    Evidence,
    /// A word beside the evidence speaks for it, or the failure more than others.
    Words,
    /// Nothing points to it in particular: it fits as it fits any such failure.
    Any,
}

/// What a diagnosis rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Because {
    /// A finding, by its number.
    Finding(usize),
    /// A failure, by its number in [`Case::failures`].
    Error(usize),
    /// Other text: source and span.
    Text(usize, Span),
}

/// A step to take, and the command that takes it. `{key}`, `{account}` and `{region}` stand
/// for what the case knows. No command prints a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// What to do, in one sentence.
    pub text: &'static str,
    /// The command for bash and for PowerShell.
    pub command: Option<(&'static str, &'static str)>,
}

impl Step {
    /// A step in words.
    pub const fn words(text: &'static str) -> Self {
        Self { text, command: None }
    }

    /// A step with the command that takes it.
    pub const fn command(text: &'static str, bash: &'static str, powershell: &'static str) -> Self {
        Self { text, command: Some((bash, powershell)) }
    }
}

/// A cause, as it applies to a case.
#[derive(Clone, Debug)]
pub struct Diagnosis {
    /// The rule behind it.
    pub rule: &'static Rule,
    /// How sure it is.
    pub confidence: Confidence,
    /// One sentence with the facts of this case, secrets and key IDs hidden.
    pub title: String,
    /// What it rests on; never empty.
    pub because: Vec<Because>,
    /// How it came into question.
    pub basis: Basis,
}

impl Diagnosis {
    /// The same, which came into question by `basis`.
    fn on(self, basis: Basis) -> Self {
        Self { basis, ..self }
    }
}

/// A cause that is looked for, and all words that stand once.
#[derive(Debug)]
pub struct Rule {
    /// The id, the file's name and the guide page's slug.
    pub id: &'static str,
    /// The cause in a few words.
    pub title: &'static str,
    /// What it means and how it comes about, in two or three sentences.
    pub meaning: &'static str,
    /// What to do, in order.
    pub steps: &'static [Step],
    /// The wrong fixes to avoid, each with its reason.
    pub avoid: &'static [&'static str],
    /// How to tell that it is repaired.
    pub verify: &'static [Step],
    /// Pastes whose first diagnosis it is.
    pub hits: &'static [&'static str],
    /// Pastes that look like it and are not.
    pub misses: &'static [&'static str],
    /// Weighs the case.
    pub check: fn(&Case<'_>, &[Finding]) -> Option<Diagnosis>,
}

/// The rules; among diagnoses that are equally sure the earlier comes first.
pub const ALL: &[&Rule] = &[
    &corrupted_key_id::RULE,
    &truncated_key_id::RULE,
    &unsubstituted_placeholder::RULE,
    &swapped_id_and_secret::RULE,
    &temporary_key_without_token::RULE,
    &stale_session_token::RULE,
    &session_without_mfa::RULE,
    &s3_compatible_endpoint::RULE,
    &wrong_partition::RULE,
    &region_not_enabled::RULE,
    &expired_temporary_credentials::RULE,
    &credentials_not_in_runtime::RULE,
    &wrong_account::RULE,
    &static_keys_shadow_intended_source::RULE,
    &stale_after_rotation::RULE,
    &new_key_not_yet_propagated::RULE,
    &clock_skew::RULE,
    &deleted_or_inactive_key::RULE,
    &wrong_secret::RULE,
    &permissions::RULE,
];

/// All diagnoses of a case, best first: by proof, then by how they came into question, else by the order of [`ALL`].
pub async fn all(case: &Case<'_>, findings: &[Finding], pause: &impl AsyncFn()) -> Vec<Diagnosis> {
    let mut found = Vec::new();
    for rule in ALL {
        found.extend((rule.check)(case, findings));
        pause().await;
    }
    found.sort_by_key(|diagnosis| (diagnosis.confidence, diagnosis.basis));
    found
}

/// The rule called `id`.
pub fn rule(id: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.id == id)
}

#[cfg(test)]
mod tests {
    /// The diagnoses of `text`, best first.
    fn of(text: &str) -> Vec<&'static str> {
        crate::analyze(text, &crate::Context::default()).diagnoses.iter().map(|cause| cause.id).collect()
    }

    /// What fits any failure of a kind comes after what a word speaks for, and both after what shows.
    #[test]
    fn words_speak_for_a_cause_and_never_against_evidence() {
        const S3: &str = "InvalidAccessKeyId: The AWS Access Key Id you provided does not exist in our records.\n";
        const STS: &str = "An error occurred (InvalidClientTokenId) when calling the GetCallerIdentity operation: The security token included in the request is invalid.\n";
        const EC2: &str = "AuthFailure: AWS was not able to validate the provided access credentials\n";
        for (text, expected) in [
            (S3.to_owned(), ["deleted-or-inactive-key", "temporary-key-without-token", "s3-compatible-endpoint"]),
            (EC2.to_owned(), ["deleted-or-inactive-key", "clock-skew", "temporary-key-without-token"]),
            (
                format!("We rotated the keys last week.\n\n{S3}"),
                ["stale-after-rotation", "deleted-or-inactive-key", "temporary-key-without-token"],
            ),
            (
                format!(
                    "storage_service:\n s3:\n   accesskey: <my-access-key>\n   secretkey: <my-secret-key>\n   regionendpoint: https://minio.local\n\n{S3}"
                ),
                ["s3-compatible-endpoint", "deleted-or-inactive-key", "unsubstituted-placeholder"],
            ),
            (
                format!("AWS_ACCESS_KEY_ID=***\nAWS_SECRET_ACCESS_KEY=***\nAWS_SESSION_TOKEN=***\n\n{S3}"),
                ["temporary-key-without-token", "stale-session-token", "expired-temporary-credentials"],
            ),
            (
                format!("AWS_ACCESS_KEY_ID=***\nAWS_SECRET_ACCESS_KEY=***\nAWS_SESSION_TOKEN=***\n\n{STS}"),
                ["stale-session-token", "expired-temporary-credentials", "temporary-key-without-token"],
            ),
            (
                format!("The portal gives a session token as well.\n\n{S3}"),
                ["temporary-key-without-token", "stale-session-token", "expired-temporary-credentials"],
            ),
            // A place that is named says more than a session.
            (
                format!("The profile of us-gov-west-1 has no session token.\n\n{STS}"),
                ["wrong-partition", "deleted-or-inactive-key", "temporary-key-without-token"],
            ),
            (
                format!("conf.set(\"fs.s3a.endpoint\", \"s3.cn-north-1.amazonaws.com.cn\")\n\n{S3}"),
                ["wrong-partition", "deleted-or-inactive-key", "temporary-key-without-token"],
            ),
            (
                format!("data \"vault\" {{\n  path = \"aws/creds/deploy\"\n}}\n\n{S3}"),
                ["new-key-not-yet-propagated", "deleted-or-inactive-key", "temporary-key-without-token"],
            ),
            (
                format!("We rotated the keys last week.\n\nAWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\n\n{S3}"),
                ["deleted-or-inactive-key", "stale-after-rotation", "wrong-partition"],
            ),
            (
                format!("AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\u{a0}\nAWS_REGION=us-east-1\nOur MinIO works.\n\n{S3}"),
                ["corrupted-key-id", "s3-compatible-endpoint", "deleted-or-inactive-key"],
            ),
        ] {
            assert_eq!(of(&text).get(..3), Some(expected.as_slice()), "{text}");
        }
    }

    #[test]
    fn a_code_that_the_clock_may_have_caused_as_well_proves_no_wrong_secret() {
        const JAVA: &str = "com.amazonaws.AmazonServiceException: Unable to unmarshall exception response with the unmarshallers provided (Service: AmazonDynamoDBv2; Status Code: 400; Error Code: InvalidSignatureException; Request ID: X)\n";
        const KEY: &str = "SignatureDoesNotMatch: The request signature we calculated does not match the signature you provided. Check your key and signing method.\n";
        for (text, sure) in [(JAVA, "likely"), (KEY, "certain")] {
            let report = crate::analyze(text, &crate::Context::default());
            let first = report.diagnoses.first().map(|cause| (cause.id, cause.confidence));
            assert_eq!(first, Some(("wrong-secret", sure)), "{text}");
        }
    }

    #[test]
    fn damage_where_nobody_looks_comes_after_what_fits_the_key_in_use() {
        const S3: &str = "InvalidAccessKeyId: The AWS Access Key Id you provided does not exist in our records.\n";
        const PAIR: &str = "aws_access_key_id = AKIASP2TPHJSQH3FRU7X\naws_secret_access_key = R4nm063hgMVo4BTT5xOs5nHLeLXA6lar7ZJ3Nt0i\n";
        const TEMPLATE: &str = "aws_access_key_id = YOUR_ACCESS_KEY\naws_secret_access_key = <YOUR_SECRET_KEY>\n";
        let env = format!("{}AWS_REGION=us-east-1\n", PAIR.to_uppercase().replace(" = ", "="));
        let cut = PAIR.replace("FRU7X", "FR");
        for (text, first) in [
            (format!("[default]\n{PAIR}\n[old]\n{cut}\n{S3}"), "deleted-or-inactive-key"),
            (format!("[default]\n{cut}\n[old]\n{PAIR}\n{S3}"), "truncated-key-id"),
            (format!("AWS_PROFILE=old\n\n[default]\n{cut}\n[old]\n{PAIR}\n{S3}"), "deleted-or-inactive-key"),
            (format!("AWS_PROFILE=new\n\n[default]\n{PAIR}\n[old]\n{cut}\n{S3}"), "truncated-key-id"),
            (format!("{env}\n[default]\n{cut}\n{S3}"), "deleted-or-inactive-key"),
            (format!("{env}\n[default]\n{TEMPLATE}\n{S3}"), "deleted-or-inactive-key"),
        ] {
            assert_eq!(of(&text).first(), Some(&first), "{text}");
        }
    }

    #[test]
    fn codes_in_words_count_where_nothing_else_tells() {
        let alone = "Uploads end with InvalidAccessKeyId.\n";
        assert_eq!(of(alone).first(), Some(&"deleted-or-inactive-key"));
        let success = "{\n    \"UserId\": \"AIDASP2TPHJSUFRSTTZX4\",\n    \"Account\": \"171436882533\",\n    \"Arn\": \"arn:aws:iam::171436882533:user/deploy\"\n}\n";
        assert_eq!(of(&format!("{alone}That is over:\n{success}")), Vec::<&str>::new());
    }
}
