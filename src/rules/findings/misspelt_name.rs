//! A near miss of a variable or setting name.

use super::{Finding, Found, Rule, Severity};
use crate::aws::chains::Chain;
use crate::aws::names;
use crate::evidence::{Divergence, Fact, Quirk, Scope, Setting};
use crate::rules::{Case, Place, chain};

/// The rule.
pub const RULE: Rule = Rule {
    id: "misspelt-name",
    severity: Severity::Warning,
    title: "A name is not quite the one that programs read",
    meaning: "The setting's name is nearly, but not exactly, one that the SDKs and the AWS CLI read. They pass over it in silence and take the value from somewhere else, or find none. AWS_ACCESS_KEY and AWS_SECRET_KEY are old names that only some SDKs still read.",
    hits: hits![
        "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_SECRET_ACCES_KEY=***\nAWS_REGION=us-east-1\n",
        "AWS_ACCESS_KEY=AKIASP2TPHJSQH3FRU7X\nAWS_SECRET_KEY=***\nAWS_REGION=us-east-1\n",
        "[default]\naccess_key_id = AKIASP2TPHJSQH3FRU7X\naws_secret_access_key = ***\n",
        "$ cat ~/.aws/credentials\n[profile dev]\naws_access_key_id = AKIASP2TPHJSQH3FRU7X\naws_secret_access_key = ***\n",
        "[Default]\naws_access_key_id = AKIASP2TPHJSQH3FRU7X\naws_secret_access_key = ***\n",
    ],
    misses: misses![
        "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_SECRET_ACCESS_KEY=***\nAWS_REGION=us-east-1\n",
        "AWS_REGION=us-east-1\nAWS_REGIONS=us-east-1,us-west-2\nAWS_S3_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\n",
        // The old names beside the right ones do no harm.
        "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_ACCESS_KEY=AKIASP2TPHJSQH3FRU7X\nAWS_SECRET_ACCESS_KEY=***\nAWS_SECRET_KEY=***\n",
    ],
    check,
};

fn check(case: &Case<'_>, found: &mut Found) {
    let (chain, _) = chain::whose(case);
    let [has_id, has_secret] = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"].map(|name| case.env(name).is_some());
    for &(setting, place) in case.settings.iter().filter(|(setting, _)| setting.value.is_set()) {
        let name = setting.name.text();
        let meant = match setting.scope {
            Scope::Environment => names::near_miss(name)
                .filter(|meant| !is_beside(case, place, meant))
                .or_else(|| unread_alias(setting, chain, has_id, has_secret)),
            Scope::CredentialsFile(_) | Scope::ConfigFile(_) => names::near_miss_in_file(name),
            _ => None,
        };
        if let Some(meant) = meant {
            let detail = explain(name, meant);
            found.add(Finding::new(&RULE, place, setting.name.whole(), detail));
        }
    }
    for (fact, place) in case.facts() {
        let Fact::Divergence(Divergence { quirk, span, .. }) = fact else { continue };
        let explain = match quirk {
            Quirk::ProfilePrefix => PREFIX,
            Quirk::SectionName => SECTION,
            Quirk::Export => EXPORT,
            _ => continue,
        };
        found.add(Finding::new(&RULE, place, *span, explain.to_owned()));
    }
}

const PREFIX: &str = "In the credentials file a section is named by the profile alone, without the word profile.";
const SECTION: &str = "The section's name is not quite that of the profile: case of letters and blanks count.";
const EXPORT: &str = "The shared files are not read by a shell: no SDK finds a setting behind the word export.";

/// Whether `name` itself is set in the listing that `place` is in: then what is like it has a purpose of its own.
fn is_beside(case: &Case<'_>, place: Place, name: &str) -> bool {
    let same = |other: &Place| other.block == place.block;
    case.settings.iter().any(|(setting, at)| same(at) && setting.name.text() == name && setting.value.is_set())
}

/// The standard name of an old one that `chain` does not read, where the standard one is not set.
fn unread_alias(setting: &Setting, chain: &Chain, has_id: bool, has_secret: bool) -> Option<&'static str> {
    let name = setting.name.text();
    let (variables, standard) = match name {
        "AWS_ACCESS_KEY" if !has_id => (chain.id_variables, "AWS_ACCESS_KEY_ID"),
        "AWS_SECRET_KEY" if !has_secret => (chain.secret_variables, "AWS_SECRET_ACCESS_KEY"),
        _ => return None,
    };
    (!variables.contains(&name)).then_some(standard)
}

fn explain(name: &str, meant: &str) -> String {
    format!("{name} is set; the name that programs read is {meant}.")
}
