//! The session token names another account than the key.

use super::{Finding, Found, Rule, Severity};
use crate::aws::key::{self, Account};
use crate::aws::token::Token;
use crate::evidence::Scope;
use crate::rules::{Case, KeyUse, UseKind, addresses};
use crate::text::sorted::Sorted;

/// The rule.
pub const RULE: Rule = Rule {
    id: "token-key-mismatch",
    severity: Severity::Warning,
    title: "The session token is of another account than the key",
    meaning: "A version 2 session token holds the number of its account, and it is not the one inside the key ID: the two come from different sessions. AWS refuses the pair. The layout of tokens is not documented, so this is a strong hint and no proof.",
    hits: hits![
        "AWS_ACCESS_KEY_ID=ASIAY34FZKBOKMUTVV7A\nAWS_SECRET_ACCESS_KEY=***\nAWS_SESSION_TOKEN=IQoJb3JpZ2luX2VjENb//////////wEaCXVzLWVhc3QtMiIfBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBSpTCK///////////wEQABoMMTcxNDM2ODgyNTMzIgwHBwcHBwcHBwcHBwcqKAkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkw4KiI2AY6FAMDAwMDAwMDAwMDAwMDAwMDAwMD\n",
    ],
    misses: misses![
        "AWS_ACCESS_KEY_ID=ASIAY34FZKBOKMUTVV7A\nAWS_SECRET_ACCESS_KEY=***\nAWS_SESSION_TOKEN=IQoJb3JpZ2luX2VjENb//////////wEaCXVzLWVhc3QtMiIfBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBSpTCK///////////wEQABoMNjA5NjI5MDY1MzA4IgwHBwcHBwcHBwcHBwcqKAkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkw4KiI2AY6FAMDAwMDAwMDAwMDAwMDAwMDAwMD\n",
    ],
    check,
};

fn check(case: &Case<'_>, found: &mut Found) {
    let configured: Sorted<&Scope, &KeyUse<'_>> =
        case.uses.iter().filter_map(|held| Some((scope(held)?, held))).collect();
    let sent: Sorted<usize, &KeyUse<'_>> = case.sent().map(|held| (held.place.block, held)).collect();
    for carried in addresses::tokens(case) {
        let Some(account) = Token::read(carried.value.text()).and_then(|token| token.account) else { continue };
        let beside = match carried.scope {
            Some(scope) => configured.get(&scope),
            None => sent.get(&carried.place.block),
        };
        let owner = beside.and_then(|held| key::account(held.shape.key_id()?).ok());
        if let (Some(held), Some(owner)) = (beside, owner.filter(|owner| *owner != account)) {
            let finding = Finding::new(&RULE, carried.place, carried.value.whole(), explain(account, owner));
            found.add(finding.of(*held).also(held.place));
        }
    }
}

fn scope<'c>(held: &'c KeyUse<'_>) -> Option<&'c Scope> {
    match &held.kind {
        UseKind::Configured(scope, _) => Some(scope),
        _ => None,
    }
}

fn explain(token: Account, key: Account) -> String {
    format!("The token seems to be of account {token}, the key is of account {key}.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aws::token::tests::version_two;
    use crate::evidence::Evidence;
    use crate::rules::Context;
    use crate::text::Source;

    #[test]
    fn a_token_of_another_account_is_told_from_the_key_s_own() {
        for (account, mismatch) in [("609629065308", false), ("666359764528", true)] {
            let token = version_two("us-east-1", account, 1_795_298_400);
            let text = format!(
                "AWS_ACCESS_KEY_ID=ASIAY34FZKBOKMUTVV7A\nAWS_SECRET_ACCESS_KEY=***\nAWS_SESSION_TOKEN={token}\n"
            );
            let (evidence, context) =
                (Evidence::read(&[Source::decode("test".into(), text.as_bytes())]), Context::default());
            let mut found = Found::default();
            check(&Case::new(&evidence, &context), &mut found);
            assert_eq!(found.has(RULE.id), mismatch, "{account}");
        }
    }
}
