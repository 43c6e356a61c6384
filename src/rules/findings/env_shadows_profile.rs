//! Keys in the environment win over a named profile.

use super::{Finding, Found, Rule, Severity};
use crate::aws::chains::{ExplicitProfile, Step, selected_profile};
use crate::aws::errors::Meaning;
use crate::aws::names::Role;
use crate::evidence::{Row, Scope};
use crate::rules::chain::{self, Around, State};
use crate::rules::{Case, Intended, Place};

/// The rule.
pub const RULE: Rule = Rule {
    id: "env-shadows-profile",
    severity: Severity::Warning,
    title: "Keys in the environment win over the named profile",
    meaning: "A profile is named, and an access key stands in the environment, too. Almost every SDK and the AWS CLI take the key from the environment and never look at the profile; only --profile turns that round, and the SDKs for JavaScript v3 and .NET v3 prefer the profile by themselves.",
    hits: hits![
        "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_SECRET_ACCESS_KEY=***\nAWS_PROFILE=prod\nAWS_REGION=us-east-1\n",
        "NAME       : VALUE                    : TYPE             : LOCATION\nprofile    : prod                     : env              : ['AWS_PROFILE', 'AWS_DEFAULT_PROFILE']\naccess_key : ****************RU7X     : env              : \nsecret_key : ****************oLzQ     : env              : \nregion     : us-east-1                : env              : ['AWS_REGION', 'AWS_DEFAULT_REGION']\n",
        // Version 1.16 says "--profile" of the variable, too.
        "      Name                    Value             Type    Location\n      ----                    -----             ----    --------\n   profile                     prod           manual    --profile\naccess_key     ****************RU7X              env    \nsecret_key     ****************oLzQ              env    \n    region                us-east-1              env    AWS_DEFAULT_REGION\n",
    ],
    misses: misses![
        // No profile is named.
        "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_SECRET_ACCESS_KEY=***\nAWS_REGION=us-east-1\n\n[default]\naws_access_key_id = AKIA6ODU5DHT7HGWSLU5\n",
        // --profile turns the environment off.
        "NAME       : VALUE                    : TYPE             : LOCATION\nprofile    : prod                     : manual           : --profile\naccess_key : ****************RU7X     : shared-credentials-file : \nsecret_key : ****************oLzQ     : shared-credentials-file : \nregion     : us-east-1                : env              : ['AWS_REGION', 'AWS_DEFAULT_REGION']\n\nAWS_ACCESS_KEY_ID=AKIA6ODU5DHT7HGWSLU5\nAWS_SECRET_ACCESS_KEY=***\n",
        // The client stops at the profile and takes nothing from anywhere.
        "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_SECRET_ACCESS_KEY=***\nAWS_PROFILE=prod\n\nThe config profile (prod) could not be found\n",
        // The keys are not set to anything.
        "AWS_ACCESS_KEY_ID=\nAWS_SECRET_ACCESS_KEY=\nAWS_PROFILE=prod\n",
    ],
    check,
};

fn check(case: &Case<'_>, found: &mut Found) {
    let Some(ladder) = chain::ladder(case) else { return };
    let Some((name, profile)) = named_profile(case, ladder.chain.explicit_profile) else { return };
    if ladder.chain.environment_beats_profile_variable() != Some(true) || case.means(stops_before) {
        return;
    }
    for (_, rung) in ladder.rungs_of(Step::is_environment) {
        let wins = rung.state == State::Won || rung.state == State::Set && ladder.winner().is_none();
        if let Some(&place) = rung.proof.first().filter(|_| wins) {
            let finding = Finding::new(&RULE, place, place.span, explain(&name));
            found.add(finding.of(rung.key(case)).also(profile));
        }
    }
}

/// Whether the client stopped before it took credentials from anywhere.
fn stops_before(meaning: Meaning) -> bool {
    matches!(meaning, Meaning::PartialCredentials | Meaning::ProfileNotFound)
}

/// The profile that a variable names, or where the chain does not let an option decide, the option; or the profile that
/// the reader intends.
fn named_profile(case: &Case<'_>, explicit: ExplicitProfile) -> Option<(String, Place)> {
    let (chain, _) = chain::whose(case);
    let around = Around::of(case, chain).surroundings;
    let selected = selected_profile(chain, &around).filter(|(name, _)| !name.is_empty());
    if let Some((name, variable)) = selected {
        if variable.is_none() && explicit != ExplicitProfile::KeepsOrder {
            return None;
        }
        let set = case.settings.iter().find(|(setting, _)| {
            setting.role == Some(Role::Profile) && setting.value.text().is_some_and(|value| value.text() == name)
        });
        let row = || case.rows(Row::Profile).find(|(row, _)| row.value.is_some()).map(|(_, place)| place);
        return Some((name.to_owned(), set.map(|(_, place)| *place).or_else(row)?));
    }
    let intended = case.context.expected_source == Some(Intended::Profile);
    case.settings.iter().filter(|_| intended).find_map(|(setting, place)| match &setting.scope {
        Scope::CredentialsFile(name) | Scope::ConfigFile(name) => Some((name.clone(), *place)),
        _ => None,
    })
}

fn explain(profile: &str) -> String {
    format!("The access key in the environment wins over the profile {profile}.")
}
