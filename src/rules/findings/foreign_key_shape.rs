//! A key ID of another vendor.

use super::{Finding, Found, Rule, Severity};
use crate::rules::Case;
use crate::rules::shape::Shape;

/// The rule.
pub const RULE: Rule = Rule {
    id: "foreign-key-shape",
    severity: Severity::Warning,
    title: "The key ID looks like one of another vendor",
    meaning: "Services that speak S3's language issue keys of their own shape. Such a key works only at its own endpoint; AWS does not know it.",
    hits: hits!["AWS_ACCESS_KEY_ID=DO00KVDM5E6W5PWVWAH5\nAWS_REGION=us-east-1\n"],
    misses: misses!["AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_REGION=us-east-1\n"],
    check,
};

fn check(case: &Case<'_>, found: &mut Found) {
    for held in case.uses.iter().filter(|held| held.is_in_use() && !held.partial) {
        if let Shape::Foreign(vendor) = held.shape {
            found.add(Finding::new(&RULE, held.place, held.value.whole(), explain(vendor)));
        }
    }
}

fn explain(vendor: &str) -> String {
    format!("The value has the shape of a key of {vendor}.")
}
