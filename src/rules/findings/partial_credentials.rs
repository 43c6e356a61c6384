//! An ID without its secret, or the reverse.

use super::{Finding, Found, Rule, Severity};
use crate::aws::errors::Meaning;
use crate::aws::names::Role;
use crate::evidence::Scope;
use crate::rules::{Case, Holding};

/// The rule.
pub const RULE: Rule = Rule {
    id: "partial-credentials",
    severity: Severity::Error,
    title: "Only a part of the credentials is there",
    meaning: "A key ID stands without its secret, or a secret without its ID. The AWS CLI and boto3 stop with an error; most other SDKs silently look further down their chain and find another identity, often of another account.",
    hits: hits![
        "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_REGION=us-east-1\n\nPartial credentials found in env, missing: AWS_SECRET_ACCESS_KEY\n",
        "[default]\naws_access_key_id = AKIASP2TPHJSQH3FRU7X\nregion = us-east-1\n",
    ],
    misses: misses!["AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_SECRET_ACCESS_KEY=***\nAWS_REGION=us-east-1\n"],
    check,
};

fn check(case: &Case<'_>, found: &mut Found) {
    // A request that AWS answered was signed, so the secret was there and only the paste leaves it out.
    let signed = case.means(|meaning| !matches!(meaning, Meaning::PartialCredentials | Meaning::MissingCredentials));
    let refused = case.means(|meaning| matches!(meaning, Meaning::PartialCredentials | Meaning::MissingCredentials));
    for holding in &case.holdings {
        if (signed && !refused) || !holding.is_listing() || !is_credential_scope(holding.scope) {
            continue;
        }
        if let Some((detail, role)) = missing(holding)
            && let Some((setting, place)) = holding.set(role)
        {
            found.add(Finding::new(&RULE, place, setting.span, detail.to_owned()));
        }
    }
    for &(failure, place) in &case.failures {
        if let Some((source, name)) = &failure.missing
            && failure.meaning == Some(Meaning::PartialCredentials)
            && !found.has(RULE.id)
        {
            found.add(Finding::new(&RULE, place, place.span, named(source, name)));
        }
    }
}

/// Where ID and secret must stand together.
fn is_credential_scope(scope: &Scope) -> bool {
    matches!(scope, Scope::Environment | Scope::CredentialsFile(_) | Scope::ConfigFile(_) | Scope::Object)
}

/// What is missing, and what stands there alone.
fn missing(holding: &Holding<'_>) -> Option<(&'static str, Role)> {
    let (id, secret) = (holding.set(Role::AccessKeyId), holding.set(Role::SecretAccessKey));
    match (id, secret) {
        (Some(_), None) => Some((NO_SECRET, Role::AccessKeyId)),
        (None, Some(_)) => Some((NO_ID, Role::SecretAccessKey)),
        _ => None,
    }
}

const NO_SECRET: &str = "The key ID is set and its secret is not.";
const NO_ID: &str = "The secret is set and its key ID is not.";

fn named(source: &str, name: &str) -> String {
    format!("{name} is missing in {source}.")
}
