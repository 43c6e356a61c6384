//! A region that must be enabled, or that refuses version 1 tokens.

use super::{Finding, Found, Rule, Severity};
use crate::aws::errors::Meaning;
use crate::aws::regions;
use crate::aws::token::{Token, Version};
use crate::rules::Case;
use crate::rules::addresses;

/// The rule.
pub const RULE: Rule = Rule {
    id: "opt-in-region",
    severity: Severity::Warning,
    title: "The region must be enabled for the account",
    meaning: "Regions that AWS opened after March 2019 are off until somebody enables them for the account. Until then they do not know its keys. They refuse version 1 session tokens even then: such tokens come from the global endpoint of STS, sts.amazonaws.com, and those of regional endpoints are valid everywhere.",
    hits: hits![
        "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_SECRET_ACCESS_KEY=***\nAWS_REGION=ap-east-1\nAWS_DEFAULT_REGION=ap-east-1\n\nAn error occurred (InvalidClientTokenId) when calling the GetCallerIdentity operation: The security token included in the request is invalid.\n",
        // A command follows on the setting.
        "AWS_DEFAULT_REGION=ap-east-1 deploy --all\nAn error occurred (InvalidClientTokenId) when calling the GetCallerIdentity operation: The security token included in the request is invalid.\n",
    ],
    misses: misses![
        "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_SECRET_ACCESS_KEY=***\nAWS_REGION=eu-west-1\n\nAn error occurred (InvalidClientTokenId) when calling the GetCallerIdentity operation: The security token included in the request is invalid.\n",
        // Nothing failed.
        "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_SECRET_ACCESS_KEY=***\nAWS_REGION=ap-east-1\n",
    ],
    check,
};

fn check(case: &Case<'_>, found: &mut Found) {
    let tokens = addresses::tokens(case);
    let is_version_one = |text: &str| Token::read(text).is_some_and(|token| token.version == Version::One);
    let old = tokens.iter().find(|carried| is_version_one(carried.value.text()));
    let fits = case.means(is_refusal);
    let in_use = addresses::regions_in_use(case);
    let region = in_use.iter().find(|mention| mention.region.as_deref().is_some_and(regions::is_opt_in));
    if let Some(mention) = region.filter(|_| fits || old.is_some()) {
        let name = mention.region.as_deref().unwrap_or_default();
        let detail = if old.is_some() { old_token(name) } else { must_be_enabled(name) };
        let finding = Finding::new(&RULE, mention.place, mention.place.span, detail);
        found.add(old.into_iter().fold(finding, |finding, carried| finding.also(carried.place)));
    } else if let Some(carried) = old.filter(|_| in_use.is_empty() && case.means(|m| m == Meaning::InvalidToken)) {
        found.add(Finding::new(&RULE, carried.place, carried.value.whole(), SOMEWHERE.to_owned()));
    }
}

/// Whether a region that is not enabled answers so.
fn is_refusal(meaning: Meaning) -> bool {
    matches!(meaning, Meaning::UnknownKey | Meaning::AuthFailure | Meaning::InvalidToken | Meaning::RegionDisabled)
}

fn must_be_enabled(region: &str) -> String {
    format!("{region} must be enabled for the account before it knows keys and roles.")
}

fn old_token(region: &str) -> String {
    format!(
        "{region} must be enabled for the account and refuses version 1 session tokens; the one here is of version 1."
    )
}

const SOMEWHERE: &str = "The token that was refused is of version 1; regions that must be enabled refuse those.";
