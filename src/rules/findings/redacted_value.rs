//! A value that somebody masked.

use super::{Finding, Found, Rule, Severity};
use crate::aws::names::Role;
use crate::evidence::{Given, Kind};
use crate::rules::Case;
use crate::rules::shape::Shape;

/// The rule.
pub const RULE: Rule = Rule {
    id: "redacted-value",
    severity: Severity::Info,
    title: "A value was masked",
    meaning: "Somebody, or the CI system, put something else in the place of the value. That it is there is known; nothing follows from its length or its characters.",
    hits: hits!["AWS_ACCESS_KEY_ID=***\nAWS_SECRET_ACCESS_KEY=***\nAWS_REGION=us-east-1\n"],
    misses: misses!["AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_REGION=us-east-1\n"],
    check,
};

fn check(case: &Case<'_>, found: &mut Found) {
    for &(setting, place) in &case.settings {
        let matters = matches!(setting.role, Some(Role::AccessKeyId | Role::SecretAccessKey | Role::SessionToken));
        let by_collector = case.kind(place) == Some(Kind::Collector);
        if matters && !by_collector && matches!(setting.value, Given::Masked(_)) {
            found.add(Finding::new(&RULE, place, setting.span, explain(setting.name.text())));
        }
    }
    for held in case.sent().filter(|held| held.shape == Shape::Redacted) {
        found.add(Finding::new(&RULE, held.place, held.value.whole(), SENT.to_owned()));
    }
}

fn explain(name: &str) -> String {
    format!("The value of {name} was masked; nothing follows from its length.")
}

const SENT: &str = "The key ID in the answer was masked; nothing follows from its length.";
