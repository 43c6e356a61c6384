//! Four letters that AWS does not issue.

use super::{Finding, Found, Rule, Severity};
use crate::rules::Case;
use crate::rules::shape::Shape;

/// The rule.
pub const RULE: Rule = Rule {
    id: "unknown-prefix",
    severity: Severity::Warning,
    title: "AWS issues no key IDs with this prefix",
    meaning: "Key IDs of today begin with AKIA or ASIA. Another beginning means a typing error, a key of another service, or one of the few keys from before 2010, which had no prefix.",
    hits: hits!["AWS_ACCESS_KEY_ID=AKLASP2TPHJSQH3FRU7X\nAWS_REGION=us-east-1\n"],
    misses: misses!["AWS_ACCESS_KEY_ID=ASIASP2TPHJSQH3FRU7X\nAWS_SESSION_TOKEN=***\n"],
    check,
};

fn check(case: &Case<'_>, found: &mut Found) {
    for held in case.uses.iter().filter(|held| held.is_in_use() && !held.partial) {
        if let Shape::UnknownPrefix(id) = &held.shape {
            found.add(Finding::new(&RULE, held.place, held.value.whole(), explain(id)).of(held));
        }
    }
}

fn explain(id: &str) -> String {
    let prefix: String = id.chars().take(4).collect();
    format!("{prefix} is no prefix that AWS documents; access keys begin with AKIA or ASIA.")
}
