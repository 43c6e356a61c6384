//! A value that is still in base64.

use super::{Finding, Found, Rule, Severity};
use crate::rules::shape::Shape;
use crate::rules::{Case, UseKind};

/// The rule.
pub const RULE: Rule = Rule {
    id: "base64-encoded",
    severity: Severity::Error,
    title: "The key ID is still in base64",
    meaning: "The value of a Kubernetes secret, or of a CI variable, was used without being decoded. If the decoded bytes end in a newline, the secret was also stored with `echo` instead of `printf %s`, and decoding it once more leaves that newline in the key ID.",
    hits: hits!["AWS_ACCESS_KEY_ID=QUtJQVNQMlRQSEpTUUgzRlJVN1g=\nAWS_REGION=us-east-1\n"],
    misses: misses!["AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_REGION=us-east-1\n"],
    check,
};

fn check(case: &Case<'_>, found: &mut Found) {
    for held in case.uses.iter().filter(|held| !held.partial && held.kind != UseKind::Recorded) {
        if let Shape::Base64(plain) = &held.shape {
            found.add(Finding::new(&RULE, held.place, held.value.whole(), explain(plain)));
        }
    }
}

fn explain(plain: &str) -> String {
    let newline =
        if plain.ends_with('\n') { " and ends in a newline, so the stored secret is wrong as well" } else { "" };
    let shown = crate::text::mask::key_id(plain.trim());
    format!("Decoded, the value is {shown}{newline}.")
}
