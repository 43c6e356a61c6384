//! The masked tail is not the tail of the key shown elsewhere.

use super::{Finding, Found, Rule, Severity};
use crate::aws::key;
use crate::evidence::{Listed, Row, Scope};
use crate::rules::{Case, KeyUse, UseKind};

/// The rule.
pub const RULE: Rule = Rule {
    id: "masked-tail-mismatch",
    severity: Severity::Warning,
    title: "The CLI uses another key than the one shown elsewhere",
    meaning: "The last four characters in `aws configure list` are not those of the key that stands in the same source elsewhere in the evidence. Either the two outputs come from different shells, or another source wins than the one that was looked at.",
    hits: hits![
        "      Name                    Value             Type    Location\n      ----                    -----             ----    --------\n   profile                <not set>             None    None\naccess_key     ****************JJH6              env    \nsecret_key     ****************oLzQ              env    \n    region                us-east-1              env    AWS_DEFAULT_REGION\n\nAWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_REGION=us-east-1\n",
        // The environment would have won, had it been the one of this shell.
        "NAME       : VALUE                    : TYPE             : LOCATION\nprofile    : <not set>                : None             : None\naccess_key : ****************ZZ9Q     : shared-credentials-file : \nsecret_key : ****************oLzQ     : shared-credentials-file : \nregion     : us-east-1                : env              : ['AWS_REGION', 'AWS_DEFAULT_REGION']\n\nAWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_REGION=us-east-1\n",
    ],
    misses: misses![
        "      Name                    Value             Type    Location\n      ----                    -----             ----    --------\n   profile                <not set>             None    None\naccess_key     ****************RU7X              env    \nsecret_key     ****************oLzQ              env    \n    region                us-east-1              env    AWS_DEFAULT_REGION\n\nAWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_REGION=us-east-1\n",
    ],
    check,
};

fn check(case: &Case<'_>, found: &mut Found) {
    for (row, place) in case.rows(Row::AccessKey) {
        let Some(tail) = row.value.as_ref().map(crate::text::View::text).filter(|tail| is_sound(tail)) else {
            continue;
        };
        let others = compared(case, row);
        if others.is_empty() || others.iter().any(|held| held.value.text().ends_with(tail)) {
            continue;
        }
        for held in others.iter().take(1) {
            let finding = Finding::new(&RULE, place, row.span, explain(tail, held));
            found.add(finding.of(*held).also(held.place));
        }
    }
}

/// Whether the tail can be compared: four capitals or digits.
fn is_sound(tail: &str) -> bool {
    tail.len() == 4 && tail.chars().all(|c| key::in_alphabet(c) || c.is_ascii_digit())
}

/// The keys that stand in the source that the row names; where there are none, those that were sent, or else all.
fn compared<'c, 'a>(case: &'c Case<'a>, row: &Listed) -> Vec<&'c KeyUse<'a>> {
    let in_source = |scope: &Scope| match row.kind.as_str() {
        "env" => *scope == Scope::Environment,
        "shared-credentials-file" => matches!(scope, Scope::CredentialsFile(_)),
        "config-file" | "config_file" => matches!(scope, Scope::ConfigFile(_)),
        _ => false,
    };
    let whole = |held: &&KeyUse<'a>| !held.partial && held.key.is_some();
    let configured = |held: &&KeyUse<'a>| matches!(&held.kind, UseKind::Configured(scope, _) if in_source(scope));
    let named: Vec<_> = case.uses.iter().filter(whole).filter(configured).collect();
    if !named.is_empty() {
        return named;
    }
    let sent: Vec<_> = case.sent().filter(whole).collect();
    let anywhere = |held: &&KeyUse<'a>| matches!(held.kind, UseKind::Configured(..));
    if sent.is_empty() { case.uses.iter().filter(whole).filter(anywhere).collect() } else { sent }
}

fn explain(tail: &str, held: &KeyUse<'_>) -> String {
    let other: String = held.value.text().chars().rev().take(4).collect::<Vec<_>>().into_iter().rev().collect();
    let whose = if held.kind == UseKind::Sent { "the key in the request" } else { "the key shown elsewhere" };
    format!("The CLI's key ends in {tail}, {whose} in {other}.")
}
