//! A key ID in lower case.

use super::{Finding, Found, Rule, Severity};
use crate::rules::shape::Defect;
use crate::rules::{Case, KeyUse};

/// The rule.
pub const RULE: Rule = Rule {
    id: "lowercase",
    severity: Severity::Error,
    title: "The key ID is in lower case",
    meaning: "AWS issues key IDs in capitals and compares them as they are. A template, a form or a well-meant clean-up turned this one into small letters.",
    hits: hits!["AWS_ACCESS_KEY_ID=akiasp2tphjsqh3fru7x\nAWS_REGION=us-east-1\n"],
    misses: misses!["AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_REGION=us-east-1\n"],
    check,
};

fn check(case: &Case<'_>, found: &mut Found) {
    for held in case.uses.iter().filter(|held| !held.partial) {
        for defect in held.shape.defects() {
            let &Defect::Lowercase(at) = defect else { continue };
            let span = held.value.span(at..held.value.text().len());
            found.add(Finding::new(&RULE, held.place, span, explain(held)).of(held));
        }
    }
}

fn explain(held: &KeyUse<'_>) -> String {
    let all = held.value.text().chars().all(|c| !c.is_ascii_uppercase());
    let how = if all { "The whole key ID" } else { "Part of the key ID" };
    format!("{how} is in lower case; AWS compares capitals.")
}
