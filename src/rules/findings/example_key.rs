//! A key ID from AWS's documentation.

use super::{Finding, Found, Rule, Severity};
use crate::rules::Case;
use crate::rules::shape::Shape;

/// The rule.
pub const RULE: Rule = Rule {
    id: "example-key",
    severity: Severity::Error,
    title: "The key ID is the one of AWS's documentation",
    meaning: "Key IDs that end in EXAMPLE stand in AWS's documentation and belong to nobody. A sample was copied and its key never replaced.",
    hits: &["AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE\nAWS_REGION=us-east-1\n"],
    misses: &["AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_REGION=us-east-1\n"],
    check,
};

fn check(case: &Case<'_>, found: &mut Found) {
    for held in case.uses.iter().filter(|held| !held.partial) {
        if matches!(held.shape, Shape::Example(..)) {
            found.add(Finding::new(&RULE, held.place, held.value.whole(), EXPLAIN.to_owned()).of(held));
        }
    }
}

const EXPLAIN: &str = "This key ID stands in AWS's documentation and belongs to nobody.";
