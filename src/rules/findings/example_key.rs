//! A key ID from AWS's documentation.

use super::{Finding, Found, Rule, Severity};
use crate::rules::shape::Shape;
use crate::rules::{Case, UseKind};

/// The rule.
pub const RULE: Rule = Rule {
    id: "example-key",
    severity: Severity::Error,
    title: "The key ID is the one of AWS's documentation",
    meaning: "Key IDs that end in EXAMPLE stand in AWS's documentation and belong to nobody. A sample was copied and its key never replaced.",
    hits: hits!["AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE\nAWS_REGION=us-east-1\n"],
    misses: misses![
        "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_REGION=us-east-1\n",
        // A listing of IAM.
        "{\"AccessKeyMetadata\": [{\"UserName\": \"bob\", \"AccessKeyId\": \"AKIAIOSFODNN7EXAMPLE\", \"Status\": \"Active\"}]}\n",
    ],
    check,
};

fn check(case: &Case<'_>, found: &mut Found) {
    // What IAM lists of a sample's user was not sent by anybody.
    for held in case.uses.iter().filter(|held| !held.partial && held.kind != UseKind::Recorded) {
        if matches!(held.shape, Shape::Example(..)) {
            found.add(Finding::new(&RULE, held.place, held.value.whole(), EXPLAIN.to_owned()).of(held));
        }
    }
}

const EXPLAIN: &str = "This key ID stands in AWS's documentation and belongs to nobody.";
