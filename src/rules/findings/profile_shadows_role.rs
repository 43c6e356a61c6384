//! A profile wins over a role.

use super::{Finding, Found, Rule, Severity};
use crate::aws::chains::{Holding, Step};
use crate::rules::Case;
use crate::rules::chain;

/// The rule.
pub const RULE: Rule = Rule {
    id: "profile-shadows-role",
    severity: Severity::Warning,
    title: "A profile wins over the role of the runtime",
    meaning: "The runtime offers a role, and the selected profile holds static keys. The SDK finds the profile first and never asks for the role. Often a credentials file was built into an image or mounted from somebody's home.",
    hits: hits![
        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI=/v2/credentials/0f4c1d2e-811b\nAWS_PROFILE=sandbox\nAWS_REGION=us-east-1\n\n[sandbox]\naws_access_key_id = AKIASP2TPHJSQH3FRU7X\naws_secret_access_key = ***\n",
    ],
    misses: misses![
        // Another profile than the selected one.
        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI=/v2/credentials/0f4c1d2e-811b\nAWS_REGION=us-east-1\n\n[sandbox]\naws_access_key_id = AKIASP2TPHJSQH3FRU7X\naws_secret_access_key = ***\n",
        // No role is offered.
        "AWS_PROFILE=sandbox\nAWS_REGION=us-east-1\n\n[sandbox]\naws_access_key_id = AKIASP2TPHJSQH3FRU7X\naws_secret_access_key = ***\n",
    ],
    check,
};

fn check(case: &Case<'_>, found: &mut Found) {
    let Some(ladder) = chain::ladder(case) else { return };
    for (number, rung) in ladder.rungs_of(holds_static_keys) {
        let roles: Vec<_> = ladder.rungs_of(is_role).filter(|&(role, _)| ladder.beats(number, role)).collect();
        let environment = ladder.rungs_of(Step::is_environment).any(|(other, _)| ladder.beats(other, number));
        if let (Some(&place), Some((_, role)), false) = (rung.proof.first(), roles.first(), environment) {
            let finding = Finding::new(&RULE, place, place.span, explain(role.step));
            let finding = finding.of(rung.key(case));
            found.add(role.proof.first().copied().into_iter().fold(finding, Finding::also));
        }
    }
}

fn holds_static_keys(step: Step) -> bool {
    step.holdings().contains(&Holding::Static)
}

fn is_role(step: Step) -> bool {
    matches!(step, Step::WebIdentity | Step::Container | Step::Imds)
}

fn explain(step: Step) -> String {
    format!("The keys of the profile win over the {}.", step.title())
}
