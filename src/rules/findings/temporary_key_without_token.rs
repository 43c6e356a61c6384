//! A temporary key and no session token.

use super::{Finding, Found, Rule, Severity};
use crate::aws::key::{self, Class};
use crate::aws::names::Role;
use crate::evidence::{Fact, Scope};
use crate::rules::Case;

/// The rule.
pub const RULE: Rule = Rule {
    id: "temporary-key-without-token",
    severity: Severity::Error,
    title: "A temporary key is there without its session token",
    meaning: "Keys that begin with ASIA belong to a session and are valid only together with its token. Without it AWS looks the key up as if it were a user's, finds nothing, and says that it does not exist.",
    hits: hits!["AWS_ACCESS_KEY_ID=ASIAY34FZKBOKMUTVV7A\nAWS_SECRET_ACCESS_KEY=***\nAWS_REGION=us-east-1\n"],
    misses: misses![
        "#<Aws::Credentials access_key_id=\"ASIAY34FZKBOKMUTVV7A\">\n",
        "AWS_ACCESS_KEY_ID=ASIAY34FZKBOKMUTVV7A\nAWS_SECRET_ACCESS_KEY=***\nAWS_SESSION_TOKEN=***\n"
    ],
    check,
};

fn check(case: &Case<'_>, found: &mut Found) {
    for holding in &case.holdings {
        let shown = match holding.scope {
            // Regions and profiles of other lines count as code as well.
            Scope::Code => holding.set(Role::SecretAccessKey).is_some(),
            _ => holding.is_listing(),
        };
        let Some((id, place)) = holding.shown(Role::AccessKeyId).filter(|_| shown) else { continue };
        if is_temporary(id.text()) && holding.set(Role::SessionToken).is_none() {
            let held = case.use_of(place.block, id);
            found.add(Finding::new(&RULE, place, id.whole(), SET.to_owned()).of(held));
        }
    }
    for (fact, place) in case.facts() {
        let Fact::Request(request) = fact else { continue };
        let Some(id) = request.key.as_ref().filter(|id| request.token == Some(false) && is_temporary(id.text())) else {
            continue;
        };
        let held = case.use_of(place.block, id);
        found.add(Finding::new(&RULE, place, id.whole(), SENT.to_owned()).of(held));
    }
}

fn is_temporary(id: &str) -> bool {
    key::class_of_beginning(id.trim_start_matches(|c: char| !c.is_ascii_alphanumeric())) == Some(Class::Temporary)
}

const SET: &str = "The key is temporary (ASIA) and no session token is set with it.";
const SENT: &str = "The request was signed with a temporary key (ASIA) and carried no session token.";
