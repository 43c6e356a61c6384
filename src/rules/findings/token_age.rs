//! When and in which region a session token was made.

use super::{Finding, Found, Rule, Severity};
use crate::aws::time::{self, Moment};
use crate::aws::token::{Token, Version};
use crate::rules::{Case, addresses};

/// The rule.
pub const RULE: Rule = Rule {
    id: "token-age",
    severity: Severity::Info,
    title: "What the session token says of its origin",
    meaning: "A session token holds the time at which it was made, and in version 2 the region, too. Sessions last between 15 minutes and 36 hours, so an old token is an expired one. AWS does not document the layout: take it as a hint.",
    hits: hits![
        "AWS_ACCESS_KEY_ID=ASIAY34FZKBOKMUTVV7A\nAWS_SECRET_ACCESS_KEY=***\nAWS_SESSION_TOKEN=IQoJb3JpZ2luX2VjENb//////////wEaCXVzLWVhc3QtMiIfBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBSpTCK///////////wEQABoMNjA5NjI5MDY1MzA4IgwHBwcHBwcHBwcHBwcqKAkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkw4KiI2AY6FAMDAwMDAwMDAwMDAwMDAwMDAwMD\n",
    ],
    misses: misses!["AWS_ACCESS_KEY_ID=ASIAY34FZKBOKMUTVV7A\nAWS_SECRET_ACCESS_KEY=***\nAWS_SESSION_TOKEN=***\n"],
    check,
};

fn check(case: &Case<'_>, found: &mut Found) {
    let now = case.context.now.as_deref().and_then(time::parse);
    for carried in addresses::tokens(case) {
        let Some(token) = Token::read(carried.value.text()) else { continue };
        let Some(created) = token.created else { continue };
        let made = Moment { seconds: created, local: false };
        let age = now.map(|now| now.seconds - created).filter(|age| *age >= 0);
        found.add(Finding::new(&RULE, carried.place, carried.value.whole(), explain(&token, made, age)));
    }
}

fn explain(token: &Token, made: Moment, age: Option<i64>) -> String {
    let version = match token.version {
        Version::One => 1,
        Version::Two => 2,
    };
    let region = token.region.as_ref().map_or(String::new(), |region| format!(" in {region}"));
    let age = age.map_or(String::new(), |age| format!(", {} ago", time::span(age)));
    format!("The token is of version {version} and seems to have been made {made}{region}{age}.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aws::token::tests::{version_one, version_two};

    #[test]
    fn a_token_tells_its_age() {
        let token = Token::read(&version_two("us-east-2", "666359764528", 1_795_299_285)).unwrap();
        let made = Moment { seconds: 1_795_299_285, local: false };
        assert_eq!(
            explain(&token, made, Some(7_300)),
            "The token is of version 2 and seems to have been made 2026-11-21 22:14:45 UTC in us-east-2, 2 hours ago."
        );
        let token = Token::read(&version_one(1_795_299_285)).unwrap();
        assert_eq!(
            explain(&token, made, None),
            "The token is of version 1 and seems to have been made 2026-11-21 22:14:45 UTC."
        );
    }
}
