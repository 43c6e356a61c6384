//! The answer's wording or ids are not those of AWS.

use super::{Finding, Found, Rule, Severity};
use crate::rules::Case;

/// The rule.
pub const RULE: Rule = Rule {
    id: "not-aws-responder",
    severity: Severity::Warning,
    title: "The answer is not AWS's",
    meaning: "The wording of the error, its request ids or its headers are those of another server that speaks AWS's protocol. That server does not know AWS's keys; advice on IAM does not apply to it.",
    hits: hits![
        "<Error><Code>InvalidAccessKeyId</Code><Message>The Access Key Id you provided does not exist in our records.</Message><Key>x</Key><BucketName>b</BucketName><Resource>/b/x</Resource><RequestId>17A0C2B4D1E9F012</RequestId><HostId>dd9025bab4ad464b049177c95eb6ebf374d3b3fd1af9251148b658df7ac2e3e8</HostId></Error>\n",
    ],
    misses: misses![
        "<Error><Code>InvalidAccessKeyId</Code><Message>The AWS Access Key Id you provided does not exist in our records.</Message><AWSAccessKeyId>AKIASP2TPHJSQH3FRU7X</AWSAccessKeyId><RequestId>7GOMKMVAJGAHD2J1</RequestId></Error>\n",
    ],
    check,
};

fn check(case: &Case<'_>, found: &mut Found) {
    for &(failure, place) in &case.failures {
        if let Some(responder) = failure.responder.filter(|responder| *responder != "aws") {
            found.add(Finding::new(&RULE, place, place.span, explain(responder)));
        }
    }
}

fn explain(responder: &str) -> String {
    format!("The answer has the marks of {responder}.")
}
