//! Another source won than the one that is meant.

use super::{Finding, Found, Rule, Severity};
use crate::aws::chains::{Holding, Step};
use crate::aws::key::{self, Class};
use crate::aws::regions::Arn;
use crate::evidence::Fact;
use crate::rules::chain::{self, Ladder, Rung, State};
use crate::rules::{Case, Intended, KeyUse, Place};

/// The rule.
pub const RULE: Rule = Rule {
    id: "unintended-source",
    severity: Severity::Warning,
    title: "Another credential source is used than the one that is meant",
    meaning: "The reader of the evidence said which source should be used, and what programs or AWS say of the caller shows another one. Everything that follows, the error included, is about that other identity.",
    hits: hits![
        "expect-source: sso\n\nAWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_SECRET_ACCESS_KEY=***\nAWS_REGION=us-east-1\n",
        "expect-source: role\n\n{\n    \"UserId\": \"AIDASP2TPHJSUFRSTTZX4\",\n    \"Account\": \"171436882533\",\n    \"Arn\": \"arn:aws:iam::171436882533:user/deploy\"\n}\n",
        "expect-source: sso\n\nNAME       : VALUE                    : TYPE             : LOCATION\nprofile    : <not set>                : None             : None\naccess_key : ****************RU7X     : shared-credentials-file : \nsecret_key : ****************oLzQ     : shared-credentials-file : \nregion     : us-east-1                : env              : ['AWS_REGION', 'AWS_DEFAULT_REGION']\n",
    ],
    misses: misses![
        // A session's key in the environment may be that of a role.
        "expect-source: role\n\nAWS_ACCESS_KEY_ID=ASIAY34FZKBOKMUTVV7A\nAWS_SECRET_ACCESS_KEY=***\nAWS_SESSION_TOKEN=***\n",
        "expect-source: role\n\n{\n    \"UserId\": \"AROASP2TPHJSUFRSTTZX4:i-0abc\",\n    \"Account\": \"171436882533\",\n    \"Arn\": \"arn:aws:sts::171436882533:assumed-role/api/i-0abc\"\n}\n",
        // Nobody said what is meant.
        "{\n    \"UserId\": \"AIDASP2TPHJSUFRSTTZX4\",\n    \"Account\": \"171436882533\",\n    \"Arn\": \"arn:aws:iam::171436882533:user/deploy\"\n}\n",
    ],
    check,
};

/// Findings that say the same of a case in more particular words.
const PARTICULAR: &[&str] = &["env-shadows-profile", "env-shadows-role", "profile-shadows-role"];

fn check(case: &Case<'_>, found: &mut Found) {
    let Some(intended) = case.context.expected_source else { return };
    if PARTICULAR.iter().any(|id| found.has(id)) {
        return;
    }
    if let Some(ladder) = chain::ladder(case)
        && let Some(rung) = used(ladder)
        && let Some(&place) = rung.proof.first()
        && !may_be(intended, rung, rung.key(case))
    {
        found.add(Finding::new(&RULE, place, place.span, won(rung.step, intended)).of(rung.key(case)));
    }
    for (fact, place) in case.facts() {
        if let Fact::Identity(identity) = fact
            && let Some(view) = &identity.arn
            && let Some(caller) = Arn::parse(view.text()).and_then(|arn| caller(&arn))
            && !fits(intended, caller)
        {
            let place = Place { span: view.whole(), ..place };
            found.add(Finding::new(&RULE, place, place.span, is_caller(caller, intended)));
        }
    }
}

/// The rung that won, or, as long as nothing proves a winner, the one that comes first.
fn used(ladder: &Ladder) -> Option<&Rung> {
    let first = || ladder.rungs.get(ladder.expected?).filter(|rung| rung.state == State::Set);
    ladder.winner().or_else(first)
}

/// Who the caller is, by the ARN.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Caller {
    User,
    Role,
    Sso,
    Root,
}

fn caller(arn: &Arn<'_>) -> Option<Caller> {
    let (kind, name) = arn.resource.split_once('/').unwrap_or((arn.resource, ""));
    Some(match kind {
        "user" => Caller::User,
        "assumed-role" if name.starts_with("AWSReservedSSO_") => Caller::Sso,
        "assumed-role" => Caller::Role,
        "root" => Caller::Root,
        _ => return None,
    })
}

/// Whether a caller of this sort may come from the source that is meant. A profile may hold anything.
fn fits(intended: Intended, caller: Caller) -> bool {
    match intended {
        Intended::Profile => true,
        Intended::Role => caller == Caller::Role,
        Intended::Sso => caller == Caller::Sso,
        Intended::UserKey => matches!(caller, Caller::User | Caller::Root),
    }
}

/// Whether the rung that won may be the source that is meant: keys of a session may come from anywhere.
fn may_be(intended: Intended, rung: &Rung, key: Option<&KeyUse<'_>>) -> bool {
    let class = key.and_then(|held| key::prefix(held.shape.key_id()?)).map(|(_, class, _)| class);
    let holdings = rung.step.holdings();
    let may_hold = |wanted: &[Holding]| wanted.iter().any(|holding| holdings.contains(holding));
    let is_static = rung.step.is_environment() || may_hold(&[Holding::Static]);
    match intended {
        Intended::Profile => rung.step.is_profile(),
        Intended::UserKey => is_static && class != Some(Class::Temporary),
        Intended::Role => {
            matches!(rung.step, Step::WebIdentity | Step::Container | Step::Imds)
                || may_hold(&[Holding::RoleFromProfile, Holding::RoleFromSource, Holding::WebIdentity])
                || is_static && class == Some(Class::Temporary)
        }
        Intended::Sso => may_hold(&[Holding::Sso, Holding::Login]) || is_static && class == Some(Class::Temporary),
    }
}

fn words(intended: Intended) -> &'static str {
    match intended {
        Intended::Role => "a role",
        Intended::UserKey => "a user's key",
        Intended::Profile => "a named profile",
        Intended::Sso => "IAM Identity Center",
    }
}

fn won(step: Step, intended: Intended) -> String {
    format!("The credentials come from the {}; {} is meant.", step.title(), words(intended))
}

fn is_caller(caller: Caller, intended: Intended) -> String {
    let who = match caller {
        Caller::User => "an IAM user",
        Caller::Role => "a role",
        Caller::Sso => "a role of IAM Identity Center",
        Caller::Root => "the root user",
    };
    format!("The caller is {who}; {} is meant.", words(intended))
}
