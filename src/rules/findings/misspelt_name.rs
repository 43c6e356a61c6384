//! A near miss of a variable or setting name.

use super::{Finding, Rule, Severity, add};
use crate::aws::chains::Chain;
use crate::aws::names::{self, Role};
use crate::evidence::{Scope, Setting};
use crate::rules::{Case, chain};

/// The rule.
pub const RULE: Rule = Rule {
    id: "misspelt-name",
    severity: Severity::Warning,
    title: "A name is not quite the one that programs read",
    meaning: "The setting's name is nearly, but not exactly, one that the SDKs and the AWS CLI read. They pass over it in silence and take the value from somewhere else, or find none. AWS_ACCESS_KEY and AWS_SECRET_KEY are old names that only some SDKs still read.",
    hits: &[
        "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_SECRET_ACCES_KEY=***\nAWS_REGION=us-east-1\n",
        "AWS_ACCESS_KEY=AKIASP2TPHJSQH3FRU7X\nAWS_SECRET_KEY=***\nAWS_REGION=us-east-1\n",
        "[default]\naccess_key_id = AKIASP2TPHJSQH3FRU7X\naws_secret_access_key = ***\n",
    ],
    misses: &[
        "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_SECRET_ACCESS_KEY=***\nAWS_REGION=us-east-1\n",
        // The old names beside the right ones do no harm.
        "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_ACCESS_KEY=AKIASP2TPHJSQH3FRU7X\nAWS_SECRET_ACCESS_KEY=***\nAWS_SECRET_KEY=***\n",
    ],
    check,
};

fn check(case: &Case<'_>, found: &mut Vec<Finding>) {
    let (chain, _) = chain::whose(case);
    for &(setting, place) in case.settings.iter().filter(|(setting, _)| setting.value.is_set()) {
        let name = setting.name.text();
        let meant = match setting.scope {
            Scope::Environment => names::near_miss(name).or_else(|| unread_alias(case, setting, chain)),
            Scope::CredentialsFile(_) | Scope::ConfigFile(_) => names::near_miss_in_file(name),
            _ => None,
        };
        if let Some(meant) = meant {
            let detail = explain(name, meant);
            add(found, Finding::new(&RULE, place, setting.name.whole(), detail));
        }
    }
}

/// The standard name of an old one that `chain` does not read, where the standard one is not set.
fn unread_alias(case: &Case<'_>, setting: &Setting, chain: &Chain) -> Option<&'static str> {
    let variables = match setting.role? {
        Role::AccessKeyId => chain.id_variables,
        Role::SecretAccessKey => chain.secret_variables,
        _ => return None,
    };
    let name = setting.name.text();
    let is_old = ["AWS_ACCESS_KEY", "AWS_SECRET_KEY"].contains(&name);
    let standard = if setting.role == Some(Role::AccessKeyId) { "AWS_ACCESS_KEY_ID" } else { "AWS_SECRET_ACCESS_KEY" };
    (is_old && !variables.contains(&name) && case.env(standard).is_none()).then_some(standard)
}

fn explain(name: &str, meant: &str) -> String {
    format!("{name} is set; the name that programs read is {meant}.")
}
