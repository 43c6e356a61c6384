//! The options that such files have, right and misspelt, and what they tell the reader of INI files.

use super::which::{named, of_tool};
use crate::aws::key;
use crate::aws::names::{self, Role};
use crate::text::Words;
use crate::text::ini::Dialect;

/// Options of the AWS files beside those that [`names::role`] knows.
const OPTIONS: &[&str] = &[
    "s3",
    "services",
    "cli_pager",
    "cli_auto_prompt",
    "sso_registration_scopes",
    "sts_regional_endpoints",
    "ca_bundle",
    "max_attempts",
    "retry_mode",
    "role_session_name",
    "duration_seconds",
    "parameter_validation",
    "defaults_mode",
    "ignore_configured_endpoint_urls",
];

pub(super) const DIALECT: Dialect = Dialect {
    knows: is_option,
    tells: |name| is_key(name) || of_tool(name).is_some(),
    parts: |comment| named(comment).is_some(),
    wraps,
};

pub(super) fn is_option(name: &str) -> bool {
    names::role(name).is_some() || OPTIONS.contains(&name) || meant(name).is_some()
}

/// Whether `line` holds exactly the characters that a terminal wrapped off the end of a value.
fn wraps(name: &str, value: &str, line: &str) -> bool {
    let base64 = |text: &str| {
        let body = text.trim_end_matches('=');
        !body.is_empty() && body.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/'))
    };
    match names::role(name) {
        Some(Role::AccessKeyId) => {
            let whole = format!("{value}{line}");
            !line.is_empty() && value.len() < key::LENGTH && whole.len() == key::LENGTH && key::is_whole(&whole)
        }
        Some(Role::SecretAccessKey) => {
            value.len() + line.len() == key::SECRET_LENGTH && value.len() < key::SECRET_LENGTH && base64(line)
        }
        // Terminals are at least so wide; a whole token is longer.
        Some(Role::SessionToken) => {
            value.len() >= key::SECRET_LENGTH && base64(line) && !is_option(line.trim_end_matches('='))
        }
        _ => false,
    }
}

/// The credential that a misspelt name means.
pub(super) fn meant(name: &str) -> Option<Role> {
    let parts = ["key", "secret", "token", "acces"];
    let near = (8..=32).contains(&name.len()) && parts.iter().any(|part| name.holds(part));
    let meant = near.then(|| names::near_miss_in_file(name)).flatten()?;
    names::role(meant).filter(|&role| is_credential(role))
}

pub(super) fn is_key(name: &str) -> bool {
    names::role(name).is_some_and(is_credential)
}

fn is_credential(role: Role) -> bool {
    matches!(role, Role::AccessKeyId | Role::SecretAccessKey | Role::SessionToken)
}
