//! A secret access key or a session token stands in the paste.

use super::{Finding, Found, Rule, Severity};
use crate::aws::names::Role;
use crate::evidence::Given;
use crate::rules::Case;
use crate::rules::shape::{self, Shape};

/// The rule.
pub const RULE: Rule = Rule {
    id: "exposed-secret",
    severity: Severity::Info,
    title: "A secret stands in the evidence: treat it as exposed",
    meaning: "Whoever can read the ticket can use it. Create a second key, move every user of the old one over, watch the old one's last use, deactivate it, and delete it when nothing breaks. Session tokens end by themselves; revoke the role's sessions if that is too late.",
    hits: hits![
        "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_SECRET_ACCESS_KEY=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\n"
    ],
    misses: misses![
        "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_SECRET_ACCESS_KEY=***\n",
        "AWS_ACCESS_KEY_ID=your_key\nAWS_SECRET_ACCESS_KEY=mysecretaccesskey\nAWS_SESSION_TOKEN=your_session_token\n",
    ],
    check,
};

fn check(case: &Case<'_>, found: &mut Found) {
    let mut places = Vec::new();
    for &(setting, place) in &case.settings {
        let Given::Text(value) = &setting.value else { continue };
        let whole = value.text().chars().count() >= 16;
        let real = whole && !shape::is_placeholder(value.text()) && !shape::is_redacted(value.text());
        let secret = match setting.role {
            Some(Role::SecretAccessKey) => real && !matches!(shape::of(value.text()), Shape::Key(..)),
            Some(Role::SessionToken) => real,
            Some(Role::AccessKeyId) => shape::of(value.text()) == Shape::Secret,
            _ => false,
        };
        if secret {
            places.push((place, value.whole()));
        }
    }
    let echoed = case.failures.iter().filter(|(failure, _)| failure.token);
    places.extend(echoed.map(|&(_, place)| (place, place.span)));
    let count = places.len();
    let mut places = places.into_iter();
    if let Some((place, span)) = places.next() {
        let mut finding = Finding::new(&RULE, place, span, explain(count));
        finding.also = places.map(|(place, span)| (place.source, span)).collect();
        found.add(finding);
    }
}

fn explain(count: usize) -> String {
    match count {
        1 => "A secret or a session token stands in the evidence in clear.".to_owned(),
        _ => format!("Secrets or session tokens stand in the evidence in clear, in {count} places."),
    }
}
