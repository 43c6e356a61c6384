//! The key ID was altered on its way: hidden or wrong characters, quotes, encoding.

use super::weighing::R2_DAMAGED;
use super::{Confidence, Diagnosis, Rule, Step, Weighing};
use crate::aws::errors::Meaning;
use crate::rules::shape::Shape;
use crate::rules::{Case, Finding, KeyUse};
use crate::text::Words;

/// The rule.
pub const RULE: Rule = Rule {
    id: "corrupted-key-id",
    title: "The key ID was altered on its way",
    meaning: "The value that the program uses is not the key ID that AWS issued: an invisible character, a quote, a letter of another alphabet, small letters or a layer of base64 came in between. AWS looks up what it gets and finds nothing, or the client or the server already stumbles over the header.",
    steps: &[
        Step::words(
            "Set the value again from its source (the secret store, the console), typed or piped, without the extra characters.",
        ),
        Step::words(
            "Where a pipeline stores it, store it without a newline: `printf %s` instead of `echo`, a file without a trailing line end, no quotes in an env file.",
        ),
        Step::words("Restart the process: it keeps the old value."),
        Step::command(
            "Look at the length and the bytes of the value in the failing process; the command shows no secret.",
            "printf %s \"$AWS_ACCESS_KEY_ID\" | od -c",
            "$env:AWS_ACCESS_KEY_ID.Length; $env:AWS_ACCESS_KEY_ID.ToCharArray() | ForEach-Object { '{0:X4}' -f [int]$_ }",
        ),
    ],
    avoid: &[
        "Do not rotate the key: the new one will take the same way and be damaged the same way.",
        "Do not change IAM policies: the request never got as far as a policy.",
        "Do not upgrade the SDK: that another SDK works only means that it trims.",
    ],
    verify: &[
        Step::words("The value has 20 characters in the failing process."),
        Step::command(
            "Ask AWS who you are, in the same process or shell that failed.",
            "aws sts get-caller-identity",
            "aws sts get-caller-identity",
        ),
    ],
    hits: hits![
        "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\u{a0}\nAWS_REGION=us-east-1\n\nAn error occurred (InvalidAccessKeyId) when calling the ListObjectsV2 operation: The AWS Access Key Id you provided does not exist in our records.\n",
        "AWS_ACCESS_KEY_ID=AROASP2TPHJSQH3FRU7XA\nAWS_REGION=us-east-1\n\nAn error occurred (InvalidClientTokenId) when calling the GetCallerIdentity operation: The security token included in the request is invalid.\n",
        "Error InvalidArgument: Invalid Argument: Credential access key has length 34, should be 32\n",
        // A word that somebody wrote over the key breaks no header, the blank before it does.
        "IncompleteSignature: '<key>/20261121/us-east-1/sts/aws4_request' not a valid key=value pair (missing equal-sign) in Authorization header: 'AWS4-HMAC-SHA256 Credential= <key>/20261121/us-east-1/sts/aws4_request, SignedHeaders=host, Signature=0'.\n",
    ],
    misses: misses![
        "AWS_ACCESS_KEY_ID=changeme\nAWS_REGION=us-east-1\n\n      Name                    Value             Type    Location\n      ----                    -----             ----    --------\n   profile                <not set>             None    None\naccess_key     ****************geme              env    \nsecret_key     ****************oLzQ              env    \n    region                us-east-1              env    AWS_REGION\n",
        // A mail program curled the quotes: the key was sent without them.
        "export AWS_ACCESS_KEY_ID=‘AKIASP2TPHJSQH3FRU7X’\n\n<Error><Code>ExpiredToken</Code><Message>The provided token has expired.</Message><AWSAccessKeyId>AKIASP2TPHJSQH3FRU7X</AWSAccessKeyId></Error>\n",
        "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_REGION=us-east-1\n\nAn error occurred (InvalidAccessKeyId) when calling the ListObjectsV2 operation: The AWS Access Key Id you provided does not exist in our records.\n",
    ],
    check,
};

/// Findings that show an altered key ID, or something else in its place.
const FINDINGS: &[&str] = &[
    "hidden-character",
    "lookalike-character",
    "illegal-character",
    "lowercase",
    "too-long",
    "quoted-value",
    "name-in-value",
    "base64-encoded",
    "not-an-access-key",
];

fn check(case: &Case<'_>, findings: &[Finding]) -> Option<Diagnosis> {
    let weighing = Weighing::new(case, findings);
    let used = weighing.defects(FINDINGS);
    let tail: Vec<usize> =
        weighing.found(&["masked-tail-defect"]).into_iter().filter(|&n| !weighing.is_template_tail(n)).collect();
    let refused = weighing.told(|meaning| matches!(meaning, Meaning::InvalidHeaderValue));
    let malformed: Vec<usize> = weighing.told(|meaning| meaning == Meaning::MalformedHeader);
    let mut malformed: Vec<usize> = malformed
        .into_iter()
        .filter(|&n| !weighing.is_slash_in_credential(n) && !weighing.is_word_in_credential(n))
        .collect();
    malformed.extend(weighing.of_lengths(R2_DAMAGED));
    // What stands in the ID's place may hold blanks and slashes of its own.
    let breaks = |held: &KeyUse<'_>| {
        matches!(held.shape, Shape::Placeholder | Shape::Secret) && held.value.text().trim().contains([' ', '/', '='])
    };
    let other = weighing.defects(&["placeholder", "secret-in-id-field"]).reachable && case.uses.iter().any(breaks);
    let rejected = weighing.told(is_lookup);
    let confidence = if used.proven && !(rejected.is_empty() && refused.is_empty() && malformed.is_empty()) {
        Confidence::Certain
    } else if !used.numbers.is_empty() && used.reachable {
        Confidence::Likely
    } else if !tail.is_empty() {
        if weighing.is_broken_tail(&tail) { Confidence::Certain } else { Confidence::Likely }
    } else if !used.numbers.is_empty() {
        Confidence::Possible
    } else if !refused.is_empty() || !malformed.is_empty() && !other {
        Confidence::Likely
    } else if !malformed.is_empty() {
        Confidence::Possible
    } else {
        return None;
    };
    if weighing.is_settled_otherwise() && confidence != Confidence::Certain {
        return None;
    }
    let title = match findings.get(used.numbers.first().copied().unwrap_or(usize::MAX)) {
        Some(finding) => explain(finding.id, &finding.detail),
        None if !tail.is_empty() => TAIL.to_owned(),
        None if !refused.is_empty() => LOCAL.to_owned(),
        None => MALFORMED.to_owned(),
    };
    let errors = [refused, malformed, rejected].concat();
    Weighing::diagnosis(&RULE, confidence, title, &[used.numbers, tail].concat(), &errors)
}

/// Whether a failure comes from looking the key up or from reading the header that it stands in.
fn is_lookup(meaning: Meaning) -> bool {
    matches!(meaning, Meaning::UnknownKey | Meaning::AuthFailure | Meaning::Forbidden)
}

fn explain(id: &str, detail: &str) -> String {
    let fact = detail.cut(". ").map_or(detail, |(first, _)| first).trim_end_matches('.');
    let end = match id {
        "base64-encoded" => "the program sends the encoded text as the key ID",
        _ => "AWS is asked for a key that it never issued",
    };
    format!("{fact}, so {end}.")
}

const TAIL: &str = "The key ID that the CLI uses is damaged: its last four characters cannot be those of a key ID.";
const LOCAL: &str =
    "The client refused to send the request: a line end or another control character is in the key ID or the token.";
const MALFORMED: &str =
    "The credential in the Authorization header is broken, as by a blank before, after or inside the key ID.";
