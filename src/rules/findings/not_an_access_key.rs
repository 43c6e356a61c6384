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
    meaning: "IDs that begin with AIDA, AROA, AGPA and the like name users, roles and other entities of IAM. They stand beside access keys in the console and sign nothing; nor does an account's number, an ARN, or what one signs in with.",
    hits: hits![
        "AWS_ACCESS_KEY_ID=AIDASP2TPHJSUFRSTTZX4\nAWS_REGION=us-east-1\n",
        "AWS_ACCESS_KEY_ID=1714-3688-2533\nAWS_REGION=us-east-1\n",
        "AWS_ACCESS_KEY_ID=alice@example.org\nAWS_REGION=us-east-1\n",
        "AWS_ACCESS_KEY_ID=arn:aws:iam::171436882533:user/alice\nAWS_REGION=us-east-1\n",
    ],
    misses: misses![
        "{\n    \"UserId\": \"AIDASP2TPHJSUFRSTTZX4\",\n    \"Account\": \"171436882533\",\n    \"Arn\": \"arn:aws:iam::171436882533:user/alice\"\n}\n",
    ],
    check,
};

fn check(case: &Case<'_>, found: &mut Found) {
    for held in case.uses.iter().filter(|held| held.is_in_use() && !held.partial) {
        let what = match &held.shape {
            Shape::UniqueId(id) => key::prefix(id).map_or("ID of something else", |(_, _, what)| what),
            Shape::Other => match identity(held.value.text().trim()) {
                Some(what) => what,
                None => continue,
            },
            _ => continue,
        };
        found.add(Finding::new(&RULE, held.place, held.value.whole(), explain(what)).of(held));
    }
}

fn explain(what: &str) -> String {
    format!("The value is the {what}.")
}

/// Whom or what `value` names, if it is something that AWS or a person signs in with.
fn identity(value: &str) -> Option<&'static str> {
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    if digits == 12 && value.bytes().all(|b| b.is_ascii_digit() || b == b'-') {
        return Some("number of an account");
    }
    if value.starts_with("arn:") {
        return Some("ARN of an entity");
    }
    let (name, host) = value.split_once('@')?;
    (!name.is_empty() && host.contains('.')).then_some("e-mail address of a person")
}
