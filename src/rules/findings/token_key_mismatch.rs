//! The session token names another account than the key.

use super::{Finding, Rule, Severity, add};
use crate::aws::key::{self, Account};
use crate::aws::token::Token;
use crate::rules::addresses::{self, Carried};
use crate::rules::{Case, KeyUse, UseKind};

/// The rule.
pub const RULE: Rule = Rule {
    id: "token-key-mismatch",
    severity: Severity::Warning,
    title: "The session token is of another account than the key",
    meaning: "A version 2 session token holds the number of its account, and it is not the one inside the key ID: the two come from different sessions. AWS refuses the pair. The layout of tokens is not documented, so this is a strong hint and no proof.",
    hits: &[],
    misses: &[],
    check,
};

fn check(case: &Case<'_>, found: &mut Vec<Finding>) {
    for carried in addresses::tokens(case) {
        let Some(account) = Token::read(carried.value.text()).and_then(|token| token.account) else { continue };
        let beside = case.uses.iter().rev().filter(|held| stand_together(held, &carried));
        for held in beside.take(1) {
            let owner = held.shape.key_id().and_then(|id| key::account(id).ok());
            if let Some(owner) = owner.filter(|owner| *owner != account) {
                let finding = Finding::new(&RULE, carried.place, carried.value.whole(), explain(account, owner));
                add(found, finding.key(held.key).also(held.place));
            }
        }
    }
}

/// Whether key and token are set in one place, or were sent or echoed together.
fn stand_together(held: &KeyUse<'_>, carried: &Carried<'_>) -> bool {
    match (&held.kind, carried.scope) {
        (UseKind::Configured(scope, _), Some(other)) => scope == other,
        (UseKind::Sent, None) => held.place.block == carried.place.block,
        _ => false,
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
                (Evidence::read(&[Source::decode("test".into(), text.into_bytes())]), Context::default());
            let mut found = Vec::new();
            check(&Case::new(&evidence, &context), &mut found);
            assert_eq!(!found.is_empty(), mismatch, "{account}");
        }
    }
}
