//! Static keys inside an SSO or role profile.

use super::{Finding, Found, Rule, Severity};
use crate::aws::names::Role;
use crate::evidence::{Scope, Setting};
use crate::rules::{Case, Place};
use crate::text::sorted::Sorted;

/// The rule.
pub const RULE: Rule = Rule {
    id: "static-keys-in-role-profile",
    severity: Severity::Warning,
    title: "A profile for a role or for SSO holds static keys, too",
    meaning: "The profile says that credentials come from a role, from IAM Identity Center or from a program, and it holds an access key as well. Which of them counts differs between SDKs, so that one program uses the role and the next one an old key. Only a role that names its own profile as source_profile needs the keys there.",
    hits: hits![
        "[profile dev]\nsso_session = corp\nsso_account_id = 171436882533\nsso_role_name = Admin\nregion = us-east-1\naws_access_key_id = AKIASP2TPHJSQH3FRU7X\naws_secret_access_key = ***\n",
        "[profile dev]\nrole_arn = arn:aws:iam::171436882533:role/deploy\nsource_profile = base\naws_access_key_id = AKIASP2TPHJSQH3FRU7X\naws_secret_access_key = ***\n",
    ],
    misses: misses![
        // The role is assumed with these very keys.
        "[profile dev]\nrole_arn = arn:aws:iam::171436882533:role/deploy\nsource_profile = dev\naws_access_key_id = AKIASP2TPHJSQH3FRU7X\naws_secret_access_key = ***\n",
        // Two profiles.
        "[profile dev]\nrole_arn = arn:aws:iam::171436882533:role/deploy\nsource_profile = base\n\n[profile base]\naws_access_key_id = AKIASP2TPHJSQH3FRU7X\naws_secret_access_key = ***\n",
    ],
    check,
};

/// What stands in one profile, in both files together.
#[derive(Default)]
struct Held<'a> {
    key: Option<(&'a Setting, Place)>,
    source: Option<(&'a Setting, Place)>,
    is_own_source: bool,
}

fn check(case: &Case<'_>, found: &mut Found) {
    let mut profiles: Sorted<&str, Held<'_>> = Sorted::default();
    for &(setting, place) in &case.settings {
        let (Scope::CredentialsFile(name) | Scope::ConfigFile(name)) = &setting.scope else { continue };
        if !setting.value.is_set() {
            continue;
        }
        let Some(held) = profiles.or_insert(name, Held::default()) else { continue };
        if setting.role == Some(Role::AccessKeyId) {
            held.key = held.key.or(Some((setting, place)));
        } else if is_source(setting) {
            held.source = held.source.or(Some((setting, place)));
        }
        let own = setting.name.text().eq_ignore_ascii_case("source_profile")
            && setting.value.text().is_some_and(|value| value.text() == name);
        held.is_own_source |= own;
    }
    for (name, held) in profiles {
        if let (Some((setting, place)), Some((source, other)), false) = (held.key, held.source, held.is_own_source) {
            let key = setting.value.text().and_then(|value| case.use_of(place.block, value));
            let span = setting.name.whole().join(setting.span);
            let finding = Finding::new(&RULE, place, span, explain(name, source.name.text()));
            found.add(finding.of(key).also(other));
        }
    }
}

/// Whether `setting` says where the credentials of its profile come from.
fn is_source(setting: &Setting) -> bool {
    let named = [
        "role_arn",
        "web_identity_token_file",
        "credential_process",
        "sso_session",
        "sso_start_url",
        "sso_role_name",
        "login_session",
    ];
    named.iter().any(|name| setting.name.text().eq_ignore_ascii_case(name))
}

fn explain(profile: &str, source: &str) -> String {
    format!("The profile {profile} holds an access key beside {source}.")
}
