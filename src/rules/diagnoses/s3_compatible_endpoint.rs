//! AWS keys sent to another service, or the reverse.

use super::weighing::{R2_DAMAGED, R2_SECRET};
use super::{Confidence, Diagnosis, Rule, Step, Weighing};
use crate::aws::errors::Meaning;
use crate::evidence::Topic;
use crate::rules::{Case, Finding};

/// The rule.
pub const RULE: Rule = Rule {
    id: "s3-compatible-endpoint",
    title: "The request goes to another service than the key belongs to",
    meaning: "Many services speak S3's language and answer with AWS's own words. A key of AWS is unknown there, and their keys are unknown to AWS. An endpoint setting, often an old one, decides where requests go.",
    steps: &[
        Step::words("Decide which service is meant, and make endpoint, region and key belong to it."),
        Step::command(
            "See which endpoint settings the process has.",
            "env | grep -i endpoint | cut -d= -f1; aws configure get endpoint_url",
            "Get-ChildItem env: | Where-Object Name -like '*ENDPOINT*' | Select-Object -ExpandProperty Name; aws configure get endpoint_url",
        ),
        Step::words("For AWS remove the endpoint setting; for another service use a key that it issued."),
    ],
    avoid: &[
        "Do not create new AWS keys: a service that is not AWS will not know them either.",
        "Do not look for the key in IAM while requests go elsewhere.",
        "Do not switch off credential validation in the tool: it hides the message, not the cause.",
    ],
    verify: &[Step::words("The host in the client's debug output is the one of the service meant.")],
    hits: hits![
        "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_SECRET_ACCESS_KEY=kR7mPq2sT9vXz4bN6dF8hJ1lW3cY5aE0gUiOoLzQ\nAWS_ENDPOINT_URL=https://minio.internal.example.com:9000\n\nAn error occurred (InvalidAccessKeyId) when calling the ListObjectsV2 operation: The AWS Access Key Id you provided does not exist in our records.\n",
        "Uploads should go to our MinIO.\n\nInvalidAccessKeyId: The AWS Access Key Id you provided does not exist in our records.\n",
        "I run LocalStack.\n\nAn error occurred (InvalidClientTokenId) when calling the GetCallerIdentity operation: The security token included in the request is invalid.\n",
        // A key of Wasabi has no prefix.
        "<Error><Code>InvalidAccessKeyId</Code><Message>The AWS Access Key Id you provided does not exist in our records.</Message><AWSAccessKeyId>P11LOWDB3U7VE85SZ9Z4</AWSAccessKeyId></Error>\n",
        "InvalidArgument: Invalid Argument: Credential access key has length 20, should be 32\n",
    ],
    misses: misses![
        "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_ENDPOINT_URL=https://s3.eu-west-1.amazonaws.com\n\nAn error occurred (InvalidAccessKeyId) when calling the ListObjectsV2 operation: The AWS Access Key Id you provided does not exist in our records.\n",
    ],
    check,
};

fn check(case: &Case<'_>, findings: &[Finding]) -> Option<Diagnosis> {
    let weighing = Weighing::new(case, findings);
    let endpoint = weighing.found(&["custom-endpoint"]);
    let responder = weighing.found(&["not-aws-responder"]);
    let foreign = weighing.found(&["foreign-key-shape"]);
    let rejected = weighing.told(|meaning| {
        matches!(
            meaning,
            Meaning::UnknownKey
                | Meaning::AuthFailure
                | Meaning::Forbidden
                | Meaning::InvalidToken
                | Meaning::BadSignature
        )
    });
    let explained = weighing.of_lengths(&[R2_DAMAGED, R2_SECRET].concat());
    let mut length = weighing.told(|meaning| meaning == Meaning::ForeignKey);
    length.retain(|number| !explained.contains(number));
    let all = [endpoint.as_slice(), &responder, &foreign].concat();
    if length.is_empty() && !explained.is_empty() {
        return Weighing::suggested(&RULE, LENGTH, &explained);
    }
    if all.is_empty() && length.is_empty() {
        let hinted = weighing.hinted(&RULE, HINTED, &[Topic::Vendor, Topic::Emulator]);
        let (strangers, unknown) = (weighing.strangers(), weighing.told(|meaning| meaning == Meaning::UnknownKey));
        if hinted.is_none() && !strangers.is_empty() && !unknown.is_empty() {
            return Weighing::resting_on(&RULE, Confidence::Possible, STRANGER, &[], &unknown, strangers);
        }
        let general = || weighing.general(&RULE, GENERAL).filter(|_| weighing.shows_no_key() && weighing.is_of_s3());
        return hinted.or_else(general);
    }
    if (rejected.is_empty() && length.is_empty()) || weighing.is_settled_otherwise() {
        return None;
    }
    let confidence = if length.is_empty() { Confidence::Likely } else { Confidence::Certain };
    let title = if !endpoint.is_empty() {
        ENDPOINT
    } else if foreign.is_empty() {
        RESPONDER
    } else {
        FOREIGN
    };
    Weighing::diagnosis(&RULE, confidence, title, &all, &[length, rejected].concat())
}

const ENDPOINT: &str = "Requests go to an endpoint that is not AWS's, and the key is not known there.";
const LENGTH: &str = "The key may be one of another service: R2 takes none of this length.";
const STRANGER: &str = "AWS issued no such key: it is of another service, and the request went to AWS.";
const HINTED: &str = "The text speaks of another service than AWS: its keys may have gone to AWS, or the reverse.";
const GENERAL: &str = "The key may be of another service that speaks like S3, and the request may have gone to AWS.";
const RESPONDER: &str = "Another service than AWS answered, and it does not know the key.";
const FOREIGN: &str = "The key has the shape of another vendor's, and the service that was asked does not know it.";
