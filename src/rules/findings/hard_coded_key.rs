//! A key that stands in a program's source.

use super::{Finding, Found, Rule, Severity};
use crate::evidence::Scope;
use crate::rules::shape::Shape;
use crate::rules::{Case, UseKind};

/// The rule.
pub const RULE: Rule = Rule {
    id: "hard-coded-key",
    severity: Severity::Info,
    title: "The program brings its own key",
    meaning: "Credentials that code hands to a client come before every other source: no variable, profile or role changes what such a client signs with. A key in code also outlives its rotation, since nobody looks for it there. Take it out and let the SDK find credentials by its chain.",
    hits: hits![
        "client = boto3.client('s3', aws_access_key_id='AKIASP2TPHJSQH3FRU7X', aws_secret_access_key=secret)\n"
    ],
    misses: misses![
        "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_REGION=us-east-1\n",
        "client = boto3.client('s3', aws_access_key_id=key, aws_secret_access_key=secret)\n",
        "client = boto3.client('s3', aws_access_key_id='YOUR_ACCESS_KEY', aws_secret_access_key=secret)\n"
    ],
    check,
};

fn check(case: &Case<'_>, found: &mut Found) {
    for held in &case.uses {
        if let (UseKind::Configured(Scope::Code, _), Shape::Key(..)) = (&held.kind, &held.shape) {
            found.add(Finding::new(&RULE, held.place, held.value.whole(), EXPLAIN.to_owned()).of(held));
        }
    }
}

const EXPLAIN: &str = "The key ID stands in the program's source, which comes before every other credential source.";
