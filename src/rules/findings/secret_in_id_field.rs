//! A secret access key where the ID belongs.

use super::{Finding, Found, Rule, Severity};
use crate::rules::shape::Shape;
use crate::rules::{Case, UseKind};

/// The rule.
pub const RULE: Rule = Rule {
    id: "secret-in-id-field",
    severity: Severity::Error,
    title: "A secret stands where the key ID belongs",
    meaning: "ID and secret changed places, or the secret was pasted into both fields. The secret travels in clear as a key ID, in the Authorization header, in logs and in error messages: treat it as exposed.",
    hits: hits![
        "AWS_ACCESS_KEY_ID=kR7mPq2sT9vXz4bN6dF8hJ1lW3cY5aE0gUiOoLzQ\nAWS_SECRET_ACCESS_KEY=AKIASP2TPHJSQH3FRU7X\n"
    ],
    misses: misses![
        "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_SECRET_ACCESS_KEY=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\n",
    ],
    check,
};

fn check(case: &Case<'_>, found: &mut Found) {
    for held in &case.uses {
        match (&held.kind, &held.shape) {
            (_, Shape::Secret) if !held.partial => {
                let length = held.value.text().trim().chars().count();
                found.add(Finding::new(&RULE, held.place, held.value.whole(), secret(length)));
            }
            (UseKind::InSecretField(..), Shape::Key(..) | Shape::Redacted) => {
                found.add(Finding::new(&RULE, held.place, held.value.whole(), KEY_ID.to_owned()).of(held));
            }
            _ => {}
        }
    }
}

fn secret(length: usize) -> String {
    format!("A value of {length} characters with the shape of a secret stands in the place of the key ID.")
}

const KEY_ID: &str = "A key ID stands in the place of the secret.";
