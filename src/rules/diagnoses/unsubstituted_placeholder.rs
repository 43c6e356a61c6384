//! A template, variable or documentation example was sent as it stands.

use super::{Basis, Confidence, Diagnosis, Rule, Step, Weighing};
use crate::aws::errors::Meaning;
use crate::evidence::Topic;
use crate::rules::shape::{self, Shape};
use crate::rules::{Case, Finding, KeyUse};

/// The rule.
pub const RULE: Rule = Rule {
    id: "unsubstituted-placeholder",
    title: "A placeholder was sent instead of a key ID",
    meaning: "Nobody put the real value in the place of the template: single quotes kept the shell from expanding it, CI does not pass the variable to this job, a template engine did not run, or a sample from the documentation was copied whole.",
    steps: &[
        Step::words("Find where the value is set and put the real key ID there, or better, a role."),
        Step::words(
            "In CI check that the job may read the secret: pull requests from forks and jobs without the right environment get nothing.",
        ),
        Step::words("Where a shell sets it, use double quotes around `$NAME`; single quotes keep the text as it is."),
        Step::command(
            "See which AWS variables the failing process has, by name only.",
            "env | grep -E '^(AWS|AMAZON)_' | cut -d= -f1 | sort",
            "Get-ChildItem env:AWS*, env:AMAZON* | Select-Object -ExpandProperty Name",
        ),
    ],
    avoid: &[
        "Do not create a new key: the template would still be sent.",
        "Do not paste the real key into the template's source: it belongs into the secret store.",
        "Do not change IAM policies: the request never got as far as a policy.",
    ],
    verify: &[
        Step::words("The value in the failing process begins with AKIA or ASIA and has 20 characters."),
        Step::command(
            "Ask AWS who you are, in the same process or shell that failed.",
            "aws sts get-caller-identity",
            "aws sts get-caller-identity",
        ),
    ],
    hits: hits![
        "AWS_ACCESS_KEY_ID=${AWS_ACCESS_KEY_ID}\nAWS_REGION=us-east-1\n\nAn error occurred (InvalidAccessKeyId) when calling the ListObjectsV2 operation: The AWS Access Key Id you provided does not exist in our records.\n",
        "AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE\nAWS_REGION=us-east-1\n\nAn error occurred (InvalidAccessKeyId) when calling the ListObjectsV2 operation: The AWS Access Key Id you provided does not exist in our records.\n",
        "AWS_ACCESS_KEY_ID=<access key>\nAWS_REGION=us-east-1\n\nAn error occurred (AuthFailure) when calling the DescribeInstances operation: Credential must have exactly 5 slash-delimited elements\n",
    ],
    misses: misses!["with:\n  aws-access-key-id: ${{ secrets.AWS_ACCESS_KEY_ID }}\n"],
    check,
};

fn check(case: &Case<'_>, findings: &[Finding]) -> Option<Diagnosis> {
    let weighing = Weighing::new(case, findings);
    let used = weighing.defects(&["placeholder", "example-key"]);
    let tail: Vec<usize> =
        weighing.found(&["masked-tail-defect"]).into_iter().filter(|&n| weighing.is_template_tail(n)).collect();
    let rejected = weighing.told(|meaning| {
        matches!(
            meaning,
            Meaning::UnknownKey
                | Meaning::AuthFailure
                | Meaning::Forbidden
                | Meaning::MalformedHeader
                | Meaning::InvalidHeaderValue
        )
    });
    let words: Vec<usize> = weighing
        .told(|meaning| meaning == Meaning::MalformedHeader)
        .into_iter()
        .filter(|&n| weighing.is_word_in_credential(n))
        .collect();
    if (used.numbers.is_empty() && tail.is_empty() && words.is_empty()) || weighing.is_settled_otherwise() {
        return None;
    }
    // Who posts a configuration may have put words in place of the key himself.
    let word = |held: &KeyUse<'_>| held.shape == Shape::Placeholder && !shape::is_template(held.value.text());
    let abroad = !weighing.found(&["opt-in-region"]).is_empty() || !weighing.remarks(&[Topic::Abroad]).is_empty();
    let elsewhere = !weighing.found(&["custom-endpoint", "not-aws-responder"]).is_empty()
        || !weighing.remarks(&[Topic::Vendor]).is_empty()
        || abroad && tail.is_empty() && case.uses.iter().all(word);
    // What a server gives back was sent; in angle brackets stands what somebody wrote over it.
    let echoed = case
        .sent()
        .map(|held| held.value.text().trim())
        .any(|held| shape::is_template(held) && !held.starts_with(['<', '_']));
    // AWS looks for the key before it looks at what was signed with the secret.
    let shaped = |wanted: fn(&Shape) -> bool| case.uses.iter().any(|held| wanted(&held.shape));
    let secret = shaped(|shape| matches!(shape, Shape::Key(..)))
        && !shaped(|shape| matches!(shape, Shape::Placeholder | Shape::Example(..)))
        && tail.is_empty()
        && words.is_empty();
    let unknown = !weighing.told(|meaning| meaning == Meaning::UnknownKey).is_empty();
    let confidence = if secret && unknown {
        Confidence::Possible
    } else if (echoed || weighing.defects(&["example-key"]).proven) && !rejected.is_empty() {
        Confidence::Certain
    } else if elsewhere && !rejected.is_empty() && words.is_empty() {
        Confidence::Possible
    } else if used.reachable || !tail.is_empty() || !words.is_empty() {
        Confidence::Likely
    } else {
        Confidence::Possible
    };
    let title = match used.numbers.first().and_then(|&number| findings.get(number)) {
        Some(finding) if finding.id == "example-key" => EXAMPLE,
        _ => PLACEHOLDER,
    };
    let basis = if elsewhere && confidence == Confidence::Possible { Basis::Words } else { Basis::Evidence };
    let (findings, failures) = ([used.numbers, tail].concat(), [rejected, words].concat());
    Some(Weighing::diagnosis(&RULE, confidence, title, &findings, &failures)?.on(basis))
}

const EXAMPLE: &str = "The key ID in use is the one of AWS's documentation, which belongs to nobody.";
const PLACEHOLDER: &str = "The text of a placeholder is used as it stands: nothing put the real value in its place.";
