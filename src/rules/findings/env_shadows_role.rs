//! Keys in the environment win over a container, web-identity or instance role.

use super::{Finding, Found, Rule, Severity};
use crate::aws::chains::Step;
use crate::aws::errors::Meaning;
use crate::aws::key::{self, Class};
use crate::rules::chain::{self, Ladder, State};
use crate::rules::{Case, Intended, KeyUse};

/// The rule.
pub const RULE: Rule = Rule {
    id: "env-shadows-role",
    severity: Severity::Warning,
    title: "Keys in the environment win over the role of the runtime",
    meaning: "The runtime offers a role (ECS task role, EKS pod identity, IAM role for a service account), and an access key stands in the environment, too. The SDK stops at the environment and never asks for the role, so the workload runs as the key's owner.",
    hits: hits![
        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI=/v2/credentials/0f4c1d2e-1775\nAWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_SECRET_ACCESS_KEY=***\nAWS_REGION=us-east-1\n",
        "AWS_ROLE_ARN=arn:aws:iam::630949892278:role/api\nAWS_WEB_IDENTITY_TOKEN_FILE=/var/run/secrets/eks.amazonaws.com/serviceaccount/token\nAWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_SECRET_ACCESS_KEY=***\n",
        "expect-source: role\n\nAWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_SECRET_ACCESS_KEY=***\nAWS_REGION=us-east-1\n",
    ],
    misses: misses![
        // A session's key in the environment may be the role's own.
        "expect-source: role\n\nAWS_ACCESS_KEY_ID=ASIAY34FZKBOKMUTVV7A\nAWS_SECRET_ACCESS_KEY=***\nAWS_SESSION_TOKEN=***\n",
        // No role is offered.
        "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_SECRET_ACCESS_KEY=***\nAWS_REGION=us-east-1\n",
        // The role's ARN alone offers nothing.
        "AWS_ROLE_ARN=arn:aws:iam::630949892278:role/api\nAWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_SECRET_ACCESS_KEY=***\n",
        // No key is set.
        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI=/v2/credentials/0f4c1d2e-1775\nAWS_ACCESS_KEY_ID=\nAWS_REGION=us-east-1\n",
    ],
    check,
};

fn check(case: &Case<'_>, found: &mut Found) {
    let Some(ladder) = chain::ladder(case) else { return };
    if case.means(|meaning| meaning == Meaning::PartialCredentials) {
        return;
    }
    for (number, rung) in ladder.rungs_of(Step::is_environment) {
        let Some(&place) = rung.proof.first() else { continue };
        let new = |detail: String| Finding::new(&RULE, place, place.span, detail).of(rung.key(case));
        let roles: Vec<_> = ladder.rungs_of(is_role).filter(|&(role, _)| ladder.beats(number, role)).collect();
        if let Some((_, role)) = roles.first() {
            let also = role.proof.first().copied();
            let finding = new(explain(role.step));
            found.add(also.into_iter().fold(finding, Finding::also));
        } else if is_intended(case) && wins(ladder, rung.state) && !is_session(rung.key(case)) {
            found.add(new(INTENDED.to_owned()));
        }
    }
}

/// Whether `step` gives the credentials of a role that the runtime offers.
fn is_role(step: Step) -> bool {
    matches!(step, Step::WebIdentity | Step::Container | Step::Imds)
}

fn is_intended(case: &Case<'_>) -> bool {
    case.context.expected_source == Some(Intended::Role)
}

/// Whether the key is one of a session: in Lambda the environment holds the role's own.
fn is_session(held: Option<&KeyUse<'_>>) -> bool {
    let class = held.and_then(|held| key::prefix(held.shape.key_id()?)).map(|(_, class, _)| class);
    class == Some(Class::Temporary)
}

fn wins(ladder: &Ladder, state: State) -> bool {
    state == State::Won || state == State::Set && ladder.winner().is_none()
}

fn explain(step: Step) -> String {
    format!("The access key in the environment wins over the {}.", step.title())
}

const INTENDED: &str = "A role is meant to be used, and the access key in the environment wins over it.";
