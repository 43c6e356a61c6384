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
    hits: hits![
        "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\u{a0}\nAWS_REGION=us-east-1\n",
        "[\"AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\\n\", \"AWS_REGION=us-east-1\"]",
    ],
    misses: misses!["AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\r\nAWS_REGION=us-east-1\r\n"],
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
    let what = format!("{} ({})", spelt_out(c), characters::code_point(c));
    let before = held.value.get(0..at).chars().filter(|&c| !characters::is_hidden(c)).count();
    let after = held.value.get(at..held.value.text().len()).chars().filter(|&c| !characters::is_hidden(c)).count();
    match (before, after) {
        (0, 0) => format!("The value holds nothing but {what}."),
        (0, _) => format!("{what} stands before the key ID."),
        (_, 0) => format!("{what} stands after the key ID."),
        _ => format!("{what} stands inside the key ID, after {before} characters."),
    }
}

/// The character in words.
fn spelt_out(c: char) -> String {
    let words = match c {
        ' ' => "A space",
        '\t' => "A tab",
        '\n' => "A line feed",
        '\r' => "A carriage return",
        '\0' => "A NUL byte",
        '\u{a0}' => "A no-break space",
        '\u{ad}' => "A soft hyphen",
        '\u{200b}' => "A zero-width space",
        '\u{200c}' => "A zero-width non-joiner",
        '\u{200d}' => "A zero-width joiner",
        '\u{200e}' => "A left-to-right mark",
        '\u{200f}' => "A right-to-left mark",
        '\u{2060}' => "A word joiner",
        '\u{202f}' => "A narrow no-break space",
        '\u{3000}' => "An ideographic space",
        '\u{feff}' => "A byte order mark",
        _ => return format!("The invisible character {}", characters::hidden_name(c).unwrap_or("without a name")),
    };
    words.to_owned()
}
