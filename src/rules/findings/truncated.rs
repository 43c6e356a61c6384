//! A key ID shorter than twenty characters.

use super::{Finding, Found, Rule, Severity};
use crate::aws::key::LENGTH;
use crate::rules::shape::Defect;
use crate::rules::{Case, KeyUse, UseKind};

/// The rule.
pub const RULE: Rule = Rule {
    id: "truncated",
    severity: Severity::Error,
    title: "The key ID is too short",
    meaning: "AWS's key IDs have 20 characters. Characters were lost on the way: a field that was too small, a selection that ended early, a terminal that wrapped, a template that cut.",
    hits: hits!["AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU\nAWS_REGION=us-east-1\n"],
    misses: misses![
        "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_REGION=us-east-1\n",
        "access key AKIASP2T****************"
    ],
    check,
};

fn check(case: &Case<'_>, found: &mut Found) {
    for held in case.uses.iter().filter(|held| !held.partial) {
        for defect in held.shape.defects() {
            let &Defect::Truncated(length) = defect else { continue };
            if held.kind == UseKind::Bare && length < 16 {
                continue;
            }
            found.add(Finding::new(&RULE, held.place, held.value.whole(), explain(held, length)).of(held));
        }
    }
}

fn explain(held: &KeyUse<'_>, length: usize) -> String {
    let missing = LENGTH - length;
    let lost = if missing == 1 { "1 is missing".to_owned() } else { format!("{missing} are missing") };
    let front = !held.value.text().trim_start().starts_with(['A', 'a']);
    let end = if front { " at the front" } else { "" };
    format!("{length} of {LENGTH} characters are there; {lost}{end}.")
}
