//! A key ID shorter than twenty characters.

use super::{Finding, Found, Rule, Severity};
use crate::aws::key::LENGTH;
use crate::evidence::Fact;
use crate::rules::shape::Defect;
use crate::rules::{Case, UseKind};

/// The rule.
pub const RULE: Rule = Rule {
    id: "truncated",
    severity: Severity::Error,
    title: "The key ID is too short",
    meaning: "AWS's key IDs have 20 characters. Characters were lost on the way: a field that was too small, a selection that ended early, a terminal that wrapped, a template that cut.",
    hits: hits![
        "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU\nAWS_REGION=us-east-1\n",
        "$ printf %s \"$AWS_ACCESS_KEY_ID\" | wc -c\n18\n"
    ],
    misses: misses![
        "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_REGION=us-east-1\n",
        "access key AKIASP2T****************",
        "$ echo \"$AWS_ACCESS_KEY_ID\" | wc -c\n21\n",
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
            let front = !held.value.text().trim_start().starts_with(['A', 'a']);
            found.add(Finding::new(&RULE, held.place, held.value.whole(), explain(length, front)).of(held));
        }
    }
    for (fact, place) in case.facts() {
        // A count without the characters.
        let Fact::Bytes(bytes) = fact else { continue };
        let newline = usize::from(bytes.newline_may_be_echo);
        let length = bytes.length.filter(|_| bytes.text.is_empty()).unwrap_or_default().saturating_sub(newline);
        if (16..LENGTH).contains(&length) {
            found.add(Finding::new(&RULE, place, place.span, explain(length, false)));
        }
    }
}

fn explain(length: usize, front: bool) -> String {
    let missing = LENGTH - length;
    let lost = if missing == 1 { "1 is missing".to_owned() } else { format!("{missing} are missing") };
    let end = if front { " at the front" } else { "" };
    format!("{length} of {LENGTH} characters are there; {lost}{end}.")
}
