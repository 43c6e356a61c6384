//! The failing process never had (all of) the credentials.

use super::{Confidence, Diagnosis, Rule, Step, Weighing};
use crate::aws::errors::Meaning;
use crate::aws::names::{self, Role};
use crate::rules::{Case, Finding};
use crate::text::Span;

/// The rule.
pub const RULE: Rule = Rule {
    id: "credentials-not-in-runtime",
    title: "The failing process does not have the credentials",
    meaning: "The SDK searched its whole chain and found nothing, or found an ID without a secret. The credentials exist somewhere else: in another shell, for another user, outside the container, behind sudo or a scheduler.",
    steps: &[
        Step::words(
            "Give the credentials to the process that fails: the role of the container or instance, the profile, or all the variables.",
        ),
        Step::command(
            "See which AWS variables the failing process has, by name only.",
            "env | grep -E '^(AWS|AMAZON)_' | cut -d= -f1 | sort",
            "Get-ChildItem env:AWS*, env:AMAZON* | Select-Object -ExpandProperty Name",
        ),
        Step::words(
            "Check what stands between the shell and the process: sudo, cron, systemd, docker, a CI step each start with an environment of their own.",
        ),
        Step::words("With a profile, check the home folder and the profile's name as that process sees them."),
    ],
    avoid: &[
        "Do not create a new key: the old one was never asked for.",
        "Do not write keys into the image or the code.",
        "Do not test in your own shell and conclude that it works: it is another environment.",
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
        "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_REGION=us-east-1\n\nPartial credentials found in env, missing: AWS_SECRET_ACCESS_KEY\n",
    ],
    misses: misses![
        "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_SECRET_ACCESS_KEY=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\n",
        "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_SECRET_ACCESS_KEY=***\nAWS_DEFAULT_REGIONS=us-east-1\n",
    ],
    check,
};

fn check(case: &Case<'_>, findings: &[Finding]) -> Option<Diagnosis> {
    let weighing = Weighing::new(case, findings);
    let partial = weighing.found(&["partial-credentials"]);
    let empty = weighing.found(&["empty-value"]);
    let mut misspelt = weighing.found(&["misspelt-name"]);
    misspelt.retain(|&number| findings.get(number).is_none_or(|found| !is_of_region(case, found.span)));
    let missing = weighing.told(|meaning| {
        matches!(meaning, Meaning::MissingCredentials | Meaning::PartialCredentials | Meaning::ProfileNotFound)
    });
    let shown = [partial.as_slice(), &empty, &misspelt].concat();
    // The CDK says so too where AWS did not take the credentials.
    let of_cdk = |&number: &usize| case.failures.get(number).is_some_and(|(failure, _)| failure.client == Some("cdk"));
    let doubtful = !case.uses.is_empty() && missing.iter().all(of_cdk);
    let confidence = match (missing.is_empty(), shown.is_empty()) {
        (false, _) if doubtful => Confidence::Possible,
        (false, _) => Confidence::Certain,
        (true, false) if case.failures.is_empty() => Confidence::Likely,
        (true, false) => Confidence::Possible,
        (true, true) => return None,
    };
    if missing.is_empty() && weighing.is_settled_otherwise() {
        return None;
    }
    let half = !partial.is_empty() || !weighing.told(|meaning| meaning == Meaning::PartialCredentials).is_empty();
    let title = if half { PARTIAL } else { MISSING };
    Weighing::diagnosis(&RULE, confidence, title, &shown, &missing)
}

/// Whether `span` is the name of a setting that is meant to hold a region or an address, not credentials.
fn is_of_region(case: &Case<'_>, span: Span) -> bool {
    case.settings.iter().filter(|(setting, _)| setting.name.whole() == span).any(|(setting, _)| {
        let name = setting.name.text();
        let meant = names::near_miss(name).or_else(|| names::near_miss_in_file(name)).and_then(names::role);
        matches!(meant, Some(Role::Region | Role::Endpoint))
    })
}

const PARTIAL: &str = "The failing process has only a part of the credentials.";
const MISSING: &str = "The failing process found no usable credentials in any source.";
