//! The answer's wording or ids are not those of AWS.

use super::{Finding, Found, Rule, Severity};
use crate::rules::Case;

/// The rule.
pub const RULE: Rule = Rule {
    id: "not-aws-responder",
    severity: Severity::Warning,
    title: "The answer is not AWS's",
    meaning: "The wording of the error, its request ids or its headers are those of another server that speaks AWS's protocol. That server does not know AWS's keys; advice on IAM does not apply to it.",
    hits: &[],
    misses: &[],
    check,
};

fn check(case: &Case<'_>, found: &mut Found) {
    for &(failure, place) in &case.failures {
        if let Some(responder) = failure.responder.filter(|responder| *responder != "aws") {
            found.add(Finding::new(&RULE, place, place.span, explain(responder)));
        }
    }
}

fn explain(responder: &str) -> String {
    format!("The answer has the marks of {responder}.")
}
