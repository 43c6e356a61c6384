//! Quotes that became part of the value.

use super::{Finding, Found, Rule, Severity};
use crate::rules::Case;
use crate::rules::shape::Defect;

/// The rule.
pub const RULE: Rule = Rule {
    id: "quoted-value",
    severity: Severity::Error,
    title: "Quotes are part of the key ID",
    meaning: "Whatever set the value kept the quotes: `docker run --env-file`, `set` on Windows, a credentials file of the AWS CLI, a YAML list. The program sends them along, and AWS knows no such key.",
    hits: hits!["$ env | grep AWS\nAWS_ACCESS_KEY_ID=\"AKIASP2TPHJSQH3FRU7X\"\nAWS_REGION=us-east-1\n"],
    misses: misses![
        "$ export -p\ndeclare -x AWS_ACCESS_KEY_ID=\"AKIASP2TPHJSQH3FRU7X\"\ndeclare -x AWS_REGION=\"us-east-1\"\n",
    ],
    check,
};

fn check(case: &Case<'_>, found: &mut Found) {
    for held in case.uses.iter().filter(|held| !held.partial) {
        for defect in held.shape.defects() {
            let &Defect::Quoted(at, c) = defect else { continue };
            let finding = Finding::new(&RULE, held.place, held.character_span(at), explain(c));
            found.add(finding.character(c).of(held));
        }
    }
}

fn explain(c: char) -> String {
    format!("The value holds the quote {c} itself; a program sends it along.")
}
