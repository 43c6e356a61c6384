//! The key that AWS echoed in the error is not the key that was configured.

use super::{Finding, Found, Rule, Severity};
use crate::rules::shape::Shape;
use crate::rules::{Case, KeyUse, UseKind};

/// The rule.
pub const RULE: Rule = Rule {
    id: "echoed-key-differs",
    severity: Severity::Error,
    title: "The request was signed with another key than the one configured",
    meaning: "The error or the signed request names the key that was really used, and it is not one of those in the configuration shown. Another source won, the process still holds an older value, or the outputs come from different places.",
    hits: hits![
        "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_REGION=us-east-1\n\n<Error><Code>InvalidAccessKeyId</Code><Message>The AWS Access Key Id you provided does not exist in our records.</Message><AWSAccessKeyId>AKIA6ODU5DHT7HGWSLU5</AWSAccessKeyId><RequestId>7GOMKMVAJGAHD2J1</RequestId></Error>\n",
    ],
    misses: misses![
        "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_REGION=us-east-1\n\n<Error><Code>InvalidAccessKeyId</Code><Message>The AWS Access Key Id you provided does not exist in our records.</Message><AWSAccessKeyId>AKIASP2TPHJSQH3FRU7X</AWSAccessKeyId><RequestId>7GOMKMVAJGAHD2J1</RequestId></Error>\n",
    ],
    check,
};

fn check(case: &Case<'_>, found: &mut Found) {
    let configured: Vec<&KeyUse<'_>> = case.uses.iter().filter(|held| is_configured(held)).collect();
    for sent in case.sent().filter(|held| matches!(held.shape, Shape::Key(..) | Shape::Example(..)) && !held.partial) {
        let known = configured.iter().any(|held| is_same(held, sent));
        if let (false, Some(other)) = (known, configured.first()) {
            let finding = Finding::new(&RULE, sent.place, sent.value.whole(), EXPLAIN.to_owned());
            found.add(finding.of(sent).of(*other).also(other.place));
        }
    }
}

fn is_configured(held: &KeyUse<'_>) -> bool {
    matches!(held.kind, UseKind::Configured(..)) && matches!(held.shape, Shape::Key(..) | Shape::Example(..))
}

/// Whether the two are one key; of a key that is partly masked, as far as it shows.
fn is_same(held: &KeyUse<'_>, sent: &KeyUse<'_>) -> bool {
    let (Some(a), Some(b)) = (held.shape.key_id(), sent.shape.key_id()) else { return false };
    a.eq_ignore_ascii_case(b) || (held.partial && b.starts_with(a)) || is_outline_of(a, b)
}

/// Whether `outline` shows `key` with stars in its middle.
fn is_outline_of(outline: &str, key: &str) -> bool {
    outline.len() == key.len() && outline.bytes().zip(key.bytes()).all(|(a, b)| a == b || a == b'*')
}

const EXPLAIN: &str = "The key in the request is none of those in the configuration shown.";
