//! A setting that is set to nothing.

use super::{Finding, Found, Rule, Severity};
use crate::aws::names::Role;
use crate::evidence::Given;
use crate::rules::Case;

/// The rule.
pub const RULE: Rule = Rule {
    id: "empty-value",
    severity: Severity::Error,
    title: "A setting is set to nothing",
    meaning: "The name is there and its value is empty: a CI secret that this job may not read, a variable passed on without a value. Most SDKs then look further down their chain and find other credentials; an empty AWS_PROFILE makes the AWS CLI and the Rust SDK fail.",
    hits: hits!["AWS_ACCESS_KEY_ID=\nAWS_SECRET_ACCESS_KEY=\nAWS_REGION=us-east-1\n"],
    misses: misses!["AWS_SESSION_TOKEN=\nAWS_REGION=us-east-1\n"],
    check,
};

fn check(case: &Case<'_>, found: &mut Found) {
    for &(setting, place) in &case.settings {
        let matters = matches!(setting.role, Some(Role::AccessKeyId | Role::SecretAccessKey | Role::Profile));
        if matters && matches!(&setting.value, Given::Text(value) if value.text().trim().is_empty()) {
            found.add(Finding::new(&RULE, place, setting.name.whole(), explain(setting.name.text())));
        }
    }
}

fn explain(name: &str) -> String {
    format!("{name} is there and empty.")
}
