//! Several key IDs compete.

use super::{Finding, Found, Rule, Severity};
use crate::evidence::Scope;
use crate::rules::{Case, KeyUse, UseKind, addresses};
use crate::text::mask;
use crate::text::sorted::Sorted;

/// The rule.
pub const RULE: Rule = Rule {
    id: "conflicting-keys",
    severity: Severity::Warning,
    title: "Several key IDs compete",
    meaning: "Different access keys stand in places that one program may read: under two names in the environment, in the environment and in the profile in use, or twice in one profile. Which one is sent depends on the SDK. Remove all but the one that is meant.",
    hits: hits![
        "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_ACCESS_KEY=AKIA6ODU5DHT7HGWSLU5\nAWS_SECRET_ACCESS_KEY=***\n",
        "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_SECRET_ACCESS_KEY=***\n\n[default]\naws_access_key_id = AKIA6ODU5DHT7HGWSLU5\naws_secret_access_key = ***\n\nAn error occurred (InvalidAccessKeyId) when calling the ListBuckets operation: The AWS Access Key Id you provided does not exist in our records.\n",
    ],
    misses: misses![
        // The same key twice.
        "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_SECRET_ACCESS_KEY=***\n\n[default]\naws_access_key_id = AKIASP2TPHJSQH3FRU7X\naws_secret_access_key = ***\n",
        // A file of several profiles is as it should be.
        "[default]\naws_access_key_id = AKIASP2TPHJSQH3FRU7X\naws_secret_access_key = ***\n\n[dev]\naws_access_key_id = AKIA6ODU5DHT7HGWSLU5\naws_secret_access_key = ***\n",
    ],
    check,
};

fn check(case: &Case<'_>, found: &mut Found) {
    let profile = addresses::profile(case).unwrap_or_else(|| "default".to_owned());
    // Without a failure several environments or files may stand side by side, each as it should be.
    let all_one = !case.failures.is_empty();
    let mut first: Sorted<Option<&Scope>, (&str, &KeyUse<'_>)> = Sorted::default();
    for held in case.uses.iter().filter(|held| held.key.is_some() && !held.partial) {
        let UseKind::Configured(scope, name) = &held.kind else { continue };
        if !is_read(scope, &profile) {
            continue;
        }
        let Some(&mut (other_name, other)) = first.or_insert((!all_one).then_some(scope), (name, held)) else {
            continue;
        };
        let listed_again = *scope == Scope::Environment && name == other_name;
        if other.key != held.key && (all_one || !listed_again) {
            let finding = Finding::new(&RULE, held.place, held.value.whole(), explain(other, held));
            return found.add(finding.of(held).of(other).also(other.place));
        }
    }
}

/// Whether a program that uses `profile` may read `scope`.
fn is_read(scope: &Scope, profile: &str) -> bool {
    match scope {
        Scope::Environment | Scope::SystemProperties | Scope::Tool(_) | Scope::Code => true,
        Scope::CredentialsFile(name) | Scope::ConfigFile(name) => name == profile,
        Scope::Object => false,
    }
}

fn explain(one: &KeyUse<'_>, other: &KeyUse<'_>) -> String {
    let [one, other] = [one, other].map(|held| mask::key_id(held.shape.key_id().unwrap_or_default()));
    format!("{one} and {other} stand in places that one program may read.")
}
