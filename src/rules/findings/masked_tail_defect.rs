//! The last four characters in `aws configure list` contain what a key ID cannot.

use super::{Finding, Found, Rule, Severity};
use crate::aws::key;
use crate::evidence::Row;
use crate::rules::shape::Shape;
use crate::rules::{Case, KeyUse};
use crate::text::{View, characters};

/// The rule.
pub const RULE: Rule = Rule {
    id: "masked-tail-defect",
    severity: Severity::Error,
    title: "The end of the key ID that the CLI uses cannot be one of a key ID",
    meaning: "`aws configure list` masks all but the last four characters of the value in use, as it stands. A quote, a brace, a blank, a line break or a small letter among them, or fewer than four, shows that the value is damaged, although the rest is hidden.",
    hits: hits![
        "      Name                    Value             Type    Location\n      ----                    -----             ----    --------\n   profile                <not set>             None    None\naccess_key     ****************U7X\"              env    \nsecret_key     ****************oLzQ              env    \n    region                us-east-1              env    AWS_DEFAULT_REGION\n",
    ],
    misses: misses![
        "      Name                    Value             Type    Location\n      ----                    -----             ----    --------\n   profile                <not set>             None    None\naccess_key     ****************RU7X              env    \nsecret_key     ****************oLzQ              env    \n    region                us-east-1              env    AWS_DEFAULT_REGION\n",
        // A key of Garage.
        "AWS_ACCESS_KEY_ID=GK31c2f218a2e44f485b94239e\n\n      Name                    Value             Type    Location\n      ----                    -----             ----    --------\n   profile                <not set>             None    None\naccess_key     ****************239e              env    \nsecret_key     ****************oLzQ              env    \n",
    ],
    check,
};

/// Characters that the mask leaves.
const SHOWN: usize = 4;

fn check(case: &Case<'_>, found: &mut Found) {
    for (row, place) in case.rows(Row::AccessKey) {
        let Some(value) = &row.value else { continue };
        let text = value.text();
        // The end of another vendor's key, which the evidence shows whole.
        let is_foreign =
            |held: &KeyUse<'_>| matches!(held.shape, Shape::Foreign(_)) && held.value.text().ends_with(text);
        if case.uses.iter().any(is_foreign) {
            continue;
        }
        if let Some((at, c)) = text.char_indices().find(|&(_, c)| !key::in_alphabet(c) && !c.is_ascii_digit()) {
            let span = value.span(at..at + c.len_utf8());
            found.add(Finding::new(&RULE, place, span, character(c)).character(c));
        } else if text.chars().count() < SHOWN {
            found.add(Finding::new(&RULE, place, row.span, short(value)));
        }
    }
}

fn character(c: char) -> String {
    match characters::hidden_name(c) {
        Some(name) => {
            format!("{name} ({}) is among the last four characters of the key ID in use.", characters::code_point(c))
        }
        None => format!(
            "{} is among the last four characters of the key ID in use; key IDs never hold it.",
            characters::quoted(c)
        ),
    }
}

fn short(value: &View<'_>) -> String {
    let count = value.text().chars().count();
    format!(
        "Only {count} of the last four characters can be seen: another one is invisible, or the value is shorter than four."
    )
}
