//! The unique ID of a user, role or other entity where a key ID belongs.

use super::{Finding, Found, Rule, Severity};
use crate::aws::key;
use crate::rules::Case;
use crate::rules::shape::Shape;

/// The rule.
pub const RULE: Rule = Rule {
    id: "not-an-access-key",
    severity: Severity::Error,
    title: "This is no access key ID but the ID of something else",
    meaning: "IDs that begin with AIDA, AROA, AGPA and the like name users, roles and other entities of IAM. They stand beside access keys in the console and sign nothing.",
    hits: hits!["AWS_ACCESS_KEY_ID=AIDASP2TPHJSUFRSTTZX4\nAWS_REGION=us-east-1\n"],
    misses: misses![
        "{\n    \"UserId\": \"AIDASP2TPHJSUFRSTTZX4\",\n    \"Account\": \"171436882533\",\n    \"Arn\": \"arn:aws:iam::171436882533:user/alice\"\n}\n",
    ],
    check,
};

fn check(case: &Case<'_>, found: &mut Found) {
    for held in case.uses.iter().filter(|held| held.is_in_use() && !held.partial) {
        if let Shape::UniqueId(id) = &held.shape {
            found.add(Finding::new(&RULE, held.place, held.value.whole(), explain(id)).of(held));
        }
    }
}

fn explain(id: &str) -> String {
    let what = key::prefix(id).map_or("ID of something else", |(_, _, what)| what);
    format!("The value is the {what}.")
}
