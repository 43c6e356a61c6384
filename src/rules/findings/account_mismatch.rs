//! The decoded account is not the expected one.

use super::{Finding, Found, Rule, Severity};
use crate::aws::key::{self, Account};
use crate::evidence::Fact;
use crate::rules::Case;
use crate::rules::shape::Shape;

/// The rule.
pub const RULE: Rule = Rule {
    id: "account-mismatch",
    severity: Severity::Error,
    title: "The key belongs to another account than the expected one",
    meaning: "The account number inside the key ID, or the one that AWS names as the caller's, is not the one that the workload should use. The key comes from another environment than intended. That alone is no reason for AWS not to know it: within a partition AWS knows every live key.",
    hits: hits![
        "expect-account: 111122223333\n\nAWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_REGION=us-east-1\n",
        // A key of the old layout holds no account; AWS says whose it is.
        "expect-account: 111122223333\n\n$ aws sts get-access-key-info --access-key-id AKIAJWMRCSBBKQO4HQCQ --output text\n607481581596\n",
    ],
    misses: misses!["expect-account: 171436882533\n\nAWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_REGION=us-east-1\n"],
    check,
};

fn check(case: &Case<'_>, found: &mut Found) {
    let Some(expected) = case.context.expected_account else { return };
    for held in &case.uses {
        let Shape::Key(id, _) = &held.shape else { continue };
        if let Ok(account) = key::account(id)
            && account != expected
        {
            found.add(Finding::new(&RULE, held.place, held.value.whole(), of_key(account, expected)).of(held));
        }
    }
    for (fact, place) in case.facts() {
        let (value, explain): (_, fn(Account, Account) -> String) = match fact {
            Fact::Identity(identity) => (identity.account.as_ref(), of_caller),
            Fact::KeyOwner(account) => (Some(account), of_owner),
            _ => continue,
        };
        let Some(value) = value else { continue };
        if let Some(account) = Account::parse(value.text())
            && account != expected
        {
            found.add(Finding::new(&RULE, place, value.whole(), explain(account, expected)));
        }
    }
}

fn of_key(account: Account, expected: Account) -> String {
    format!("The key belongs to account {account}; {expected} is expected.")
}

fn of_caller(account: Account, expected: Account) -> String {
    format!("AWS names account {account} as the caller's; {expected} is expected.")
}

fn of_owner(account: Account, expected: Account) -> String {
    format!("AWS names account {account} as the key's owner; {expected} is expected.")
}
