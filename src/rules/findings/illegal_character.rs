//! A character that key IDs never contain.

use super::{Finding, Found, Rule, Severity};
use crate::rules::shape::Defect;
use crate::rules::{Case, KeyUse};

/// The rule.
pub const RULE: Rule = Rule {
    id: "illegal-character",
    severity: Severity::Error,
    title: "The key ID contains a character that AWS never uses",
    meaning: "Key IDs are made of the letters A to Z and the digits 2 to 7. A 0, 1, 8 or 9 is usually an O, I, B or g misread or mistyped; punctuation comes from copying too much.",
    hits: &["AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU10\nAWS_REGION=us-east-1\n"],
    misses: &["AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_REGION=us-east-1\n"],
    check,
};

fn check(case: &Case<'_>, found: &mut Found) {
    for held in case.uses.iter().filter(|held| !held.partial) {
        for defect in held.shape.defects() {
            let &Defect::Illegal(at, c) = defect else { continue };
            let finding = Finding::new(&RULE, held.place, held.character_span(at), explain(held, at, c));
            found.add(finding.character(c).of(held));
        }
    }
}

fn explain(held: &KeyUse<'_>, at: usize, c: char) -> String {
    let number = held.value.get(0..at).chars().count() + 1;
    let meant = match c {
        '0' => ", perhaps meant as O",
        '1' => ", perhaps meant as I",
        '8' => ", perhaps meant as B",
        _ => "",
    };
    format!("Character {number} is {c:?}{meant}. Key IDs hold only A to Z and 2 to 7.")
}
