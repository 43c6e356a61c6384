//! A key of the old layout, which holds no account.

use super::{Finding, Found, Rule, Severity};
use crate::aws::key::{self, NoAccount};
use crate::rules::Case;
use crate::rules::shape::Shape;

/// The rule.
pub const RULE: Rule = Rule {
    id: "legacy-key",
    severity: Severity::Info,
    title: "The key is of the layout before April 2019 and holds no account",
    meaning: "Keys made before the end of March 2019 carry no account number. Tools that print one for them are wrong; only `aws sts get-access-key-info`, run in the key's partition, tells whose they are. A key of that age is due for replacement.",
    hits: hits!["AWS_ACCESS_KEY_ID=AKIAJWMRCSBBKQO4HQCQ\nAWS_REGION=us-east-1\n"],
    misses: misses!["AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_REGION=us-east-1\n"],
    check,
};

fn check(case: &Case<'_>, found: &mut Found) {
    for held in &case.uses {
        let Shape::Key(id, _) = &held.shape else { continue };
        if key::is_whole(id) && key::account(id) == Err(NoAccount::OldLayout) {
            found.add(Finding::new(&RULE, held.place, held.value.whole(), EXPLAIN.to_owned()).of(held));
        }
    }
}

const EXPLAIN: &str = "The fifth character shows the old layout, in which no account stands.";
