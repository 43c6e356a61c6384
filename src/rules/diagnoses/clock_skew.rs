//! The machine's clock is off.

use super::{Basis, Confidence, Diagnosis, Rule, Step, Weighing};
use crate::aws::errors::Meaning;
use crate::evidence::Topic;
use crate::rules::{Case, Finding};

/// The rule.
pub const RULE: Rule = Rule {
    id: "clock-skew",
    title: "The machine's clock is off",
    meaning: "A signature carries its time, and AWS takes it for a quarter of an hour at most. The client's clock differs by more than that.",
    steps: &[
        Step::command(
            "Compare the machine's time with the one of AWS.",
            "date -u; curl -sI https://sts.amazonaws.com | grep -i '^date:'",
            "(Get-Date).ToUniversalTime(); (Invoke-WebRequest -Method Head https://sts.amazonaws.com -SkipHttpErrorCheck).Headers.Date",
        ),
        Step::words(
            "Set the clock by NTP (chrony, systemd-timesyncd, w32tm), on the host rather than in the container.",
        ),
        Step::words("Resume or restart machines that slept: their clock may stand still at the moment of sleep."),
    ],
    avoid: &[
        "Do not create new keys: the signature's time is what is refused.",
        "Do not take a difference of whole hours in a log for it: that is a time zone.",
        "Do not switch the check off in the SDK: the server checks too.",
    ],
    verify: &[
        Step::words("The difference is below a minute."),
        Step::command(
            "Ask AWS who you are, in the same process or shell that failed.",
            "aws sts get-caller-identity",
            "aws sts get-caller-identity",
        ),
    ],
    hits: hits![
        "An error occurred (RequestTimeTooSkewed) when calling the ListBuckets operation: The difference between the request time and the current time is too large.\n",
        "The clock of the virtual machine drifts.\n\nAuthFailure: AWS was not able to validate the provided access credentials\n",
        "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_SECRET_ACCESS_KEY=***\n\nAn error occurred (RequestExpired) when calling the DescribeInstances operation: Request has expired.\n",
    ],
    misses: misses![
        "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_REGION=us-east-1\n\nAn error occurred (InvalidAccessKeyId) when calling the ListObjectsV2 operation: The AWS Access Key Id you provided does not exist in our records.\n",
    ],
    check,
};

fn check(case: &Case<'_>, findings: &[Finding]) -> Option<Diagnosis> {
    let weighing = Weighing::new(case, findings);
    let skewed = weighing.told(|meaning| meaning == Meaning::ClockSkew);
    let differs = weighing.found(&["clock-difference"]);
    let failed = weighing.told(|meaning| {
        matches!(
            meaning,
            Meaning::BadSignature
                | Meaning::ExpiredToken
                | Meaning::AuthFailure
                | Meaning::Forbidden
                | Meaning::ClockSkew
        )
    });
    let confidence = match (skewed.is_empty(), differs.is_empty()) {
        (false, _) => Confidence::Certain,
        (true, false) if !failed.is_empty() => Confidence::Likely,
        (true, false) if !case.failures.is_empty() => {
            return Some(Weighing::diagnosis(&RULE, Confidence::Possible, TITLE, &differs, &[])?.on(Basis::Words));
        }
        _ => {
            // EC2 tells no other way that the time of a request is off.
            let refused = weighing.told(|meaning| meaning == Meaning::AuthFailure);
            let hinted = || weighing.hinted(&RULE, GENERAL, &[Topic::Clock]);
            let suggested =
                || weighing.general(&RULE, GENERAL).and_then(|_| Weighing::suggested(&RULE, GENERAL, &refused));
            return if refused.is_empty() { None } else { hinted().or_else(suggested) };
        }
    };
    Weighing::diagnosis(&RULE, confidence, TITLE, &differs, &failed)
}

const GENERAL: &str = "The client's clock may be off: EC2 calls that a failure to validate the credentials.";
const TITLE: &str = "The client's clock differs too much from the one of AWS.";
