//! The unique ID of a user, role or other entity where a key ID belongs.

use super::{Finding, Found, Rule, Severity};
use crate::aws::errors::Meaning;
use crate::aws::key;
use crate::aws::names::Role;
use crate::evidence::{Fact, Failure, Topic};
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
        "AWS_ACCESS_KEY_ID=deploy-user\nAWS_SECRET_ACCESS_KEY=kR7mPq2sT9vXz4bN6dF8hJ1lW3cY5aE0gUiOoLzQ\n\nInvalidClientTokenId: The security token included in the request is invalid.\n",
    ],
    misses: misses![
        "{\n    \"UserId\": \"AIDASP2TPHJSUFRSTTZX4\",\n    \"Account\": \"171436882533\",\n    \"Arn\": \"arn:aws:iam::171436882533:user/alice\"\n}\n",
        // Another server's keys may be words; so may its secrets.
        "AWS_ACCESS_KEY_ID=deploy-user\nAWS_SECRET_ACCESS_KEY=kR7mPq2sT9vXz4bN6dF8hJ1lW3cY5aE0gUiOoLzQ\nAWS_ENDPOINT_URL=http://store:9000\n\nInvalidAccessKeyId: The AWS Access Key Id you provided does not exist in our records.\n",
        "AWS_ACCESS_KEY_ID=deploy-user\nAWS_SECRET_ACCESS_KEY=deploy-password\n\nInvalidAccessKeyId: The AWS Access Key Id you provided does not exist in our records.\n",
        "AWS_ACCESS_KEY_ID=deploy-user\nAWS_SECRET_ACCESS_KEY=kR7mPq2sT9vXz4bN6dF8hJ1lW3cY5aE0gUiOoLzQ\n",
    ],
    check,
};

fn check(case: &Case<'_>, found: &mut Found) {
    for held in case.uses.iter().filter(|held| held.is_in_use() && !held.partial) {
        let what = match &held.shape {
            Shape::UniqueId(id) => key::prefix(id).map_or("ID of something else", |(_, _, what)| what),
            Shape::Other => match identity(held.value.text().trim()) {
                Some(what) => what,
                None if is_name(held.value.text().trim()) && was_sent_to_aws(case) => "name of a user or the like",
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

/// Whether `value` is a word such as people call a user by.
fn is_name(value: &str) -> bool {
    let small = value.bytes().filter(u8::is_ascii_lowercase).count();
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.');
    value.len() <= 32 && 2 * small > value.len() && value.bytes().all(plain)
}

/// Whether AWS itself does not know the key, its secret stands there whole, and nothing speaks of another server, whose
/// keys may be words, as those are that stand for a key in a question.
fn was_sent_to_aws(case: &Case<'_>) -> bool {
    let elsewhere = case.facts().any(|(fact, _)| match fact {
        Fact::Setting(held) => held.role == Some(Role::Endpoint),
        Fact::Endpoint(_) => true,
        _ => false,
    });
    let mut secrets = case.settings_of(Role::SecretAccessKey, |_| true).peekable();
    let whole = secrets.peek().is_some()
        && secrets
            .all(|(held, _)| held.value.text().is_some_and(|secret| secret.text().trim().len() == key::SECRET_LENGTH));
    let other = || case.remarks.iter().any(|(topic, _)| matches!(topic, Topic::Vendor | Topic::Emulator));
    let aws = |failure: &Failure| failure.meaning == Some(Meaning::UnknownKey) && failure.responder == Some("aws");
    whole && !elsewhere && case.failures.iter().any(|(failure, _)| aws(failure)) && !other()
}
