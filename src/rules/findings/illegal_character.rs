//! A character that key IDs never contain.

use super::{Finding, Found, Rule, Severity};
use crate::evidence::{Divergence, Fact, Quirk};
use crate::rules::shape::Defect;
use crate::rules::{Case, KeyUse, chain};
use crate::text::characters;

/// The rule.
pub const RULE: Rule = Rule {
    id: "illegal-character",
    severity: Severity::Error,
    title: "The key ID contains a character that AWS never uses",
    meaning: "Key IDs are made of the letters A to Z and the digits 2 to 7. A 0, 1, 8 or 9 is usually an O, I, B or g misread or mistyped; punctuation comes from copying too much.",
    hits: hits![
        "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU10\nAWS_REGION=us-east-1\n",
        "[default]\naws_access_key_id = AKIASP2TPHJSQH3FRU7X # live\naws_secret_access_key = ***\n\nAn error occurred (InvalidClientTokenId) when calling the GetCallerIdentity operation: The security token included in the request is invalid.\n",
    ],
    misses: misses![
        "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_REGION=us-east-1\n",
        // Whoever masked the key added the remark.
        "[default]\naws_access_key_id = ****************RU7X # live\naws_secret_access_key = ########\n\nAn error occurred (InvalidClientTokenId) when calling the GetCallerIdentity operation: The security token included in the request is invalid.\n",
        "[default]\naws_access_key_id = ########\naws_secret_access_key = ########\n\nAn error occurred (InvalidClientTokenId) when calling the GetCallerIdentity operation: The security token included in the request is invalid.\n",
        // Only botocore takes the remark for a part of the key.
        "[default]\naws_access_key_id = AKIASP2TPHJSQH3FRU7X # live\naws_secret_access_key = ***\n\noperation error STS: GetCallerIdentity, https response error StatusCode: 403, api error InvalidClientTokenId: The security token included in the request is invalid.\n",
    ],
    check,
};

fn check(case: &Case<'_>, found: &mut Found) {
    for held in case.uses.iter().filter(|held| !held.partial) {
        for defect in held.shape.defects() {
            let &Defect::Illegal(at, c) = defect else { continue };
            let finding = Finding::new(&RULE, held.place, held.character_span(at), explain(held, at, c));
            found.add(finding.character(c).of(held));
        }
    }
    let (chain, told) = chain::whose(case);
    if told && matches!(chain.id, "botocore" | "aws-cli-2") {
        remarks(case, found);
    }
}

/// Remarks behind key IDs in the shared files, which botocore takes for a part of them.
fn remarks(case: &Case<'_>, found: &mut Found) {
    for (fact, place) in case.facts() {
        let Fact::Divergence(Divergence { quirk: Quirk::InlineComment, span, .. }) = fact else { continue };
        let before = |held: &&KeyUse<'_>| held.place.block == place.block && held.value.whole().end <= span.start;
        let Some(held) = case.uses.iter().rfind(before).filter(|held| !held.partial && held.key.is_some()) else {
            continue;
        };
        let gap = span.start - held.value.whole().end;
        if gap <= WIDEST_GAP {
            found.add(Finding::new(&RULE, place, *span, REMARK.to_owned()).character('#').of(held));
        }
    }
}

/// The most blanks between a key ID and the remark behind it.
const WIDEST_GAP: usize = 40;

const REMARK: &str = "The AWS CLI and boto3 take the remark behind the key ID for a part of it; other SDKs drop it.";

fn explain(held: &KeyUse<'_>, at: usize, c: char) -> String {
    let number = held.value.get(0..at).chars().count() + 1;
    let meant = match c {
        '0' => ", perhaps meant as O",
        '1' => ", perhaps meant as I",
        '8' => ", perhaps meant as B",
        _ => "",
    };
    format!("Character {number} is {}{meant}. Key IDs hold only A to Z and 2 to 7.", characters::quoted(c))
}
