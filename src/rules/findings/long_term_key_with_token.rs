//! A long-term key with a session token.

use super::{Finding, Found, Rule, Severity};
use crate::aws::key::{self, Class};
use crate::aws::names::Role;
use crate::evidence::{Fact, Scope};
use crate::rules::Case;

/// The rule.
pub const RULE: Rule = Rule {
    id: "long-term-key-with-token",
    severity: Severity::Error,
    title: "A long-term key is there together with a session token",
    meaning: "Keys that begin with AKIA have no token. The one that is set is left over from a session and is sent along by every SDK; AWS checks it against the key and refuses the request.",
    hits: hits!["AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_SECRET_ACCESS_KEY=***\nAWS_SESSION_TOKEN=***\n"],
    misses: misses!["AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_SECRET_ACCESS_KEY=***\nAWS_SESSION_TOKEN=\n"],
    check,
};

fn check(case: &Case<'_>, found: &mut Found) {
    for holding in case.holdings.iter().filter(|holding| !matches!(holding.scope, Scope::Tool(_))) {
        let Some((id, place)) = holding.shown(Role::AccessKeyId) else { continue };
        let Some((token, token_place)) = holding.set(Role::SessionToken) else { continue };
        if is_long_term(id.text()) {
            let held = case.use_of(place.block, id);
            let finding = Finding::new(&RULE, token_place, token.name.whole().join(token.span), set(token.name.text()));
            found.add(finding.of(held).also(place));
        }
    }
    for (fact, place) in case.facts() {
        let Fact::Request(request) = fact else { continue };
        let Some(id) = request.key.as_ref().filter(|id| request.token == Some(true) && is_long_term(id.text())) else {
            continue;
        };
        let held = case.use_of(place.block, id);
        found.add(Finding::new(&RULE, place, id.whole(), SENT.to_owned()).of(held));
    }
}

fn is_long_term(id: &str) -> bool {
    key::class_of_beginning(id.trim()) == Some(Class::LongTerm)
}

fn set(name: &str) -> String {
    format!("{name} is set beside a long-term key (AKIA), which has no token.")
}

const SENT: &str = "The request was signed with a long-term key (AKIA) and carried a session token.";
