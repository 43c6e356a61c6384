//! A blank, a line end or an invisible character in or around a key ID.

use super::{Finding, Found, Rule, Severity};
use crate::rules::shape::Defect;
use crate::rules::{Case, KeyUse};
use crate::text::characters;

/// The rule.
pub const RULE: Rule = Rule {
    id: "hidden-character",
    severity: Severity::Error,
    title: "The key ID contains a character that nobody sees",
    meaning: "The character came along from a web page, a chat, a spreadsheet, a file with Windows line ends or a secret stored with a newline. Programs keep it: line ends are refused by the client itself, blanks break the Authorization header, and other invisible characters make a key that AWS never issued.",
    hits: &[
        "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\u{a0}\nAWS_REGION=us-east-1\n",
        "[\"AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\\n\", \"AWS_REGION=us-east-1\"]",
    ],
    misses: &["AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\r\nAWS_REGION=us-east-1\r\n"],
    check,
};

fn check(case: &Case<'_>, found: &mut Found) {
    for held in case.uses.iter().filter(|held| !held.partial) {
        for defect in held.shape.defects() {
            let &Defect::Hidden(at, c) = defect else { continue };
            let finding = Finding::new(&RULE, held.place, held.character_span(at), explain(held, at, c));
            found.add(finding.character(c).of(held));
        }
    }
}

fn explain(held: &KeyUse<'_>, at: usize, c: char) -> String {
    let name = characters::hidden_name(c).unwrap_or("an invisible character");
    let code = characters::code_point(c);
    let before = held.value.get(0..at).chars().filter(|&c| !characters::is_hidden(c)).count();
    let after = held.value.get(at..held.value.text().len()).chars().filter(|&c| !characters::is_hidden(c)).count();
    match (before, after) {
        (0, 0) => format!("The value holds nothing but {name} ({code})."),
        (0, _) => format!("{name} ({code}) stands before the key ID."),
        (_, 0) => format!("{name} ({code}) stands after the key ID."),
        _ => format!("{name} ({code}) stands inside the key ID, after {before} characters."),
    }
}
