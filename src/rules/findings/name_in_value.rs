//! The variable's name stands inside its value.

use super::{Finding, Found, Rule, Severity};
use crate::rules::Case;
use crate::rules::shape::Defect;

/// The rule.
pub const RULE: Rule = Rule {
    id: "name-in-value",
    severity: Severity::Error,
    title: "The setting's name is part of its value",
    meaning: "The whole assignment was pasted into the field for the value, so that the key ID begins with the variable's name.",
    hits: hits!["AWS_ACCESS_KEY_ID=AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_REGION=us-east-1\n"],
    misses: misses!["AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_REGION=us-east-1\n"],
    check,
};

fn check(case: &Case<'_>, found: &mut Found) {
    for held in case.uses.iter().filter(|held| !held.partial) {
        for defect in held.shape.defects() {
            let &Defect::NameInside(at) = defect else { continue };
            let span = held.value.span(at..held.value.text().len());
            found.add(Finding::new(&RULE, held.place, span, EXPLAIN.to_owned()).of(held));
        }
    }
}

const EXPLAIN: &str =
    "The value begins with the name of the setting; only the part after the equals sign belongs there.";
