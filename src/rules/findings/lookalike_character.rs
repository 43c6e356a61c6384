//! A letter of another script or width in place of a Latin one, or a small L in place of an I.

use super::{Finding, Found, Rule, Severity};
use crate::rules::shape::Defect;
use crate::rules::{Case, KeyUse};

/// The rule.
pub const RULE: Rule = Rule {
    id: "lookalike-character",
    severity: Severity::Error,
    title: "A letter in the key ID only looks like the right one",
    meaning: "The character prints like a Latin capital and is another one, often after copying from a chat, a document or a picture. AWS compares code points, so the key is unknown to it.",
    hits: hits![
        "AWS_ACCESS_KEY_ID=\u{410}KIASP2TPHJSQH3FRU7X\nAWS_REGION=us-east-1\n",
        "AWS_ACCESS_KEY_ID=AKlASP2TPHJSQH3FRU7X\nAWS_REGION=us-east-1\n"
    ],
    misses: misses!["AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_REGION=us-east-1\n"],
    check,
};

fn check(case: &Case<'_>, found: &mut Found) {
    for held in case.uses.iter().filter(|held| !held.partial) {
        for defect in held.shape.defects() {
            let &Defect::Lookalike(at, c, plain) = defect else { continue };
            let finding = Finding::new(&RULE, held.place, held.character_span(at), explain(held, at, c, plain));
            found.add(finding.character(c).of(held));
        }
    }
}

fn explain(held: &KeyUse<'_>, at: usize, c: char, plain: char) -> String {
    let number = held.value.get(0..at).chars().count() + 1;
    format!("Character {number} is {}, which looks like {plain} and is not.", crate::text::characters::code_point(c))
}
