//! A secret access key of the wrong length or with white space.

use super::{Finding, Found, Rule, Severity};
use crate::aws::key;
use crate::aws::names::Role;
use crate::evidence::Row;
use crate::rules::Case;
use crate::rules::shape;
use crate::text::{View, characters};

/// The rule.
pub const RULE: Rule = Rule {
    id: "secret-malformed",
    severity: Severity::Warning,
    title: "The secret access key does not look whole",
    meaning: "Secrets of AWS have 40 characters of base64 so far (AWS documents no length). White space, quotes or lost characters in the secret lead to SignatureDoesNotMatch, not to an unknown key.",
    hits: hits!["AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_SECRET_ACCESS_KEY=kR7mPq2sT9vXz4bN6dF8hJ1lW3cY5aE0gUiO\n"],
    misses: misses![
        "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_SECRET_ACCESS_KEY=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\n",
        "AWS_ACCESS_KEY_ID=minioadmin\nAWS_SECRET_ACCESS_KEY=minioadmin\n",
    ],
    check,
};

fn check(case: &Case<'_>, found: &mut Found) {
    for holding in &case.holdings {
        let of_aws = holding.text(Role::AccessKeyId).is_some_and(|(id, _)| key::prefix(id.text().trim()).is_some());
        let Some((value, place)) = holding.text(Role::SecretAccessKey) else { continue };
        let text = value.text();
        if shape::is_template(text) || shape::is_redacted(text) || key::is_whole(text.trim()) {
            continue;
        }
        if let Some((at, c)) = text.char_indices().find(|&(_, c)| characters::is_hidden(c) || of_aws && is_foreign(c)) {
            let span = value.span(at..at + c.len_utf8());
            found.add(Finding::new(&RULE, place, span, character(c)).character(c));
        } else if of_aws && text.chars().count() != key::SECRET_LENGTH {
            found.add(Finding::new(&RULE, place, value.whole(), length(value)));
        }
    }
    for (row, place) in case.rows(Row::SecretKey) {
        let Some(value) = &row.value else { continue };
        if let Some((at, c)) = value.text().char_indices().find(|&(_, c)| is_foreign(c)) {
            let span = value.span(at..at + c.len_utf8());
            found.add(Finding::new(&RULE, place, span, character(c)).character(c));
        }
    }
}

/// Whether a secret never holds `c`.
fn is_foreign(c: char) -> bool {
    characters::is_hidden(c) || !c.is_ascii() || matches!(c, '"' | '\'' | '`')
}

fn character(c: char) -> String {
    let name = characters::hidden_name(c).map_or_else(|| characters::quoted(c), str::to_owned);
    format!("{name} ({}) stands in the secret.", characters::code_point(c))
}

fn length(value: &View<'_>) -> String {
    format!("The secret has {} characters; AWS's have {}.", value.text().chars().count(), key::SECRET_LENGTH)
}
