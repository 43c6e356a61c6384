//! A key ID longer than twenty characters, or written twice.

use super::{Finding, Found, Rule, Severity};
use crate::aws::key::LENGTH;
use crate::evidence::Fact;
use crate::rules::Case;
use crate::rules::shape::Defect;

/// The rule.
pub const RULE: Rule = Rule {
    id: "too-long",
    severity: Severity::Error,
    title: "The key ID is too long",
    meaning: "AWS's key IDs have 20 characters. Something was added: the key pasted twice, the next line joined on, a separator or a part of the secret.",
    hits: hits![
        "Data\n====\nAWS_ACCESS_KEY_ID:  21 bytes\n",
        "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7XAKIASP2TPHJSQH3FRU7X\nAWS_REGION=us-east-1\n",
        "$ echo -n $AWS_ACCESS_KEY_ID | wc -c\n21\n",
    ],
    misses: misses![
        "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_REGION=us-east-1\n",
        "$ echo $AWS_ACCESS_KEY_ID | wc -c\n21\n",
    ],
    check,
};

fn check(case: &Case<'_>, found: &mut Found) {
    for held in case.uses.iter().filter(|held| !held.partial) {
        for defect in held.shape.defects() {
            let &Defect::TooLong(length, twice) = defect else { continue };
            found.add(Finding::new(&RULE, held.place, held.value.whole(), explain(length, twice)).of(held));
        }
    }
    for (fact, place) in case.facts() {
        // A count without the characters.
        let Fact::Bytes(bytes) = fact else { continue };
        let own = LENGTH + usize::from(bytes.newline_may_be_echo);
        if let Some(length) = bytes.length.filter(|&length| bytes.text.is_empty() && length > own) {
            found.add(Finding::new(&RULE, place, place.span, explain(length, false)));
        }
    }
}

fn explain(length: usize, twice: bool) -> String {
    if twice {
        format!("The key ID stands twice in a row, {length} characters in all.")
    } else {
        format!("{length} characters instead of {LENGTH}.")
    }
}
