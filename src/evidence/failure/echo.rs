//! What a message echoes of the request: the key ID, the signature, the token, the region, the host.

use std::ops::Range;

use super::{Draft, keep};
use crate::text::quote::{Escapes, quoted};
use crate::text::{View, Words};

/// The most bytes that a key ID in a message takes; a session token or a sentence may stand in its place.
const LONGEST_KEY: usize = 512;

/// What stands before the key ID in the header that signs a request.
const CREDENTIAL: &str = "Credential=";

/// Adds to `draft` what its `message` echoes.
pub fn mine(draft: &mut Draft, message: &View<'_>) {
    let text = message.text();
    for at in text.places(CREDENTIAL) {
        let from = at + CREDENTIAL.len();
        if let Some(scope) = scope(text, from) {
            keep(&mut draft.failure.key, Some(message.slice(from..scope.key_end)));
            keep(&mut draft.failure.region, scope.region);
            keep(&mut draft.failure.service, scope.service);
        }
    }
    quoted_credential(draft, message);
    for mark in ["Signature=", "Signature\":\"", "X-Amz-Signature="] {
        for at in text.places(mark) {
            let from = at + mark.len();
            let length = text.get(from..).map_or(0, |rest| rest.bytes().take_while(|&b| is_base64(b)).count());
            if length >= 16 {
                draft.secret(message.span(from..from + length));
            }
        }
    }
    security_token(draft, message);
    refused_header(draft, message);
    regions(draft, text);
    missing(draft, text);
    if let Some(host) = host(text) {
        keep(&mut draft.failure.host, Some(host.to_owned()));
    }
}

/// A credential: where the key ends, and the scope behind it.
struct Scope {
    key_end: usize,
    region: Option<String>,
    service: Option<String>,
}

/// The credential that begins at byte `from`: the key ID is what stands before `/20261121/`.
fn scope(text: &str, from: usize) -> Option<Scope> {
    let rest = text.get(from..)?;
    let mut parts = None;
    for (at, _) in rest.match_indices('/').take_while(|(at, _)| *at <= LONGEST_KEY) {
        let after = rest.get(at + 1..)?;
        let year =
            after.get(..4).is_some_and(|year| year.starts_with("20") && year.bytes().all(|b| b.is_ascii_digit()));
        if year {
            parts = Some((at, after));
            break;
        }
    }
    let (key, after) = parts?;
    if rest.get(..key)?.holds(CREDENTIAL) {
        return None;
    }
    let end = after.find(|c: char| c == ',' || c == '\'' || c == '"' || c.is_whitespace()).unwrap_or(after.len());
    let mut parts = after.get(..end)?.split('/').skip(1);
    let mut part = || parts.next().filter(|part| !part.is_empty()).map(str::to_owned);
    let (region, service) = (part(), part());
    // The scope of version 4a has no region.
    let (region, service) = if service.as_deref() == Some("aws4_request") { (None, region) } else { (region, service) };
    Some(Scope { key_end: from + key, region, service: service.filter(|name| !name.ends_with("_request")) })
}

/// Key IDs that messages quote: `got 'AKIA…/2026…'`, `'AKIA…/2026…' not a valid key=value pair`, `The key 'x' is not
/// valid`, `No such key: GK…`.
fn quoted_credential(draft: &mut Draft, message: &View<'_>) {
    let text = message.text();
    if draft.failure.key.is_some() {
        return;
    }
    if let Some(at) = text.first(", got '") {
        let from = at + 7;
        let end = from + text.get(from..).and_then(|rest| rest.find('\'')).unwrap_or(0);
        let scope = scope(text, from).filter(|scope| scope.key_end <= end.max(from));
        if let Some(scope) = scope {
            draft.failure.key = Some(message.slice(from..scope.key_end));
            keep(&mut draft.failure.region, scope.region);
            keep(&mut draft.failure.service, scope.service);
        } else if end > from && !message.get(from..end).contains('/') {
            draft.failure.key = Some(message.slice(from..end));
        }
    } else if let Some(at) = text.first("' not a valid key=value pair") {
        let from = text.get(..at).and_then(|before| before.rfind('\'')).map_or(at, |quote| quote + 1);
        if let Some(scope) = scope(text, from).filter(|scope| scope.key_end > from && scope.key_end <= at) {
            draft.failure.key = Some(message.slice(from..scope.key_end));
            keep(&mut draft.failure.region, scope.region);
            keep(&mut draft.failure.service, scope.service);
        }
    } else if let Some(range) = between(text, "The key '", "' is not valid") {
        draft.failure.key = Some(message.slice(range));
    } else if let Some(at) = text.first("No such key: ") {
        let from = at + 13;
        let length = text.get(from..).map_or(0, |rest| rest.bytes().take_while(u8::is_ascii_alphanumeric).count());
        if length > 0 {
            draft.failure.key = Some(message.slice(from..from + length));
        }
    }
}

/// The place between `before` and `after`.
fn between(text: &str, before: &str, after: &str) -> Option<Range<usize>> {
    let from = text.first(before)? + before.len();
    let length = text.get(from..)?.first(after)?;
    Some(from..from + length)
}

/// Session tokens in canonical requests and query strings.
fn security_token(draft: &mut Draft, message: &View<'_>) {
    let text = message.text();
    for mark in ["x-amz-security-token:", "X-Amz-Security-Token=", "x-amz-security-token="] {
        for at in text.places(mark) {
            let from = at + mark.len();
            let length =
                text.get(from..).map_or(0, |rest| rest.bytes().take_while(|&b| is_base64(b) || b == b'%').count());
            if length >= 16 {
                draft.failure.token = true;
                draft.secret(message.span(from..from + length));
            }
        }
    }
}

/// The value of a header that a client refused to send: `Invalid header value b'AWS4-… Credential=…'`, `invalid header
/// field value "AWS KEY\n:…" for key Authorization`.
fn refused_header(draft: &mut Draft, message: &View<'_>) {
    let text = message.text();
    let Some(at) = ["eader value b", "eader value: ", "eader value ", "eader field value "]
        .iter()
        .find_map(|mark| text.first(mark).map(|at| at + mark.len()))
    else {
        return;
    };
    let Some((value, _)) = quoted(message, at, Escapes::C) else { return };
    let header = value.text();
    if let Some(from) = header.first("Credential=").map(|from| from + 11) {
        let Some(scope) = scope(header, from) else { return };
        // The escapes of the printed value are resolved here, not in the message.
        draft.failure.key = Some(value.slice(from..scope.key_end));
        keep(&mut draft.failure.region, scope.region);
        keep(&mut draft.failure.service, scope.service);
    } else if let Some((key, _)) = header.strip_prefix("AWS ").and_then(|rest| rest.rsplit_once(':')) {
        draft.failure.key = Some(value.slice(4..4 + key.len()));
        draft.secret(value.span(4 + key.len() + 1..header.len()));
    } else if header.len() > 100 {
        draft.failure.token = true;
        draft.secret(value.whole());
    }
}

/// `the region 'us-east-1' is wrong; expecting 'eu-west-1'`
fn regions(draft: &mut Draft, text: &str) {
    if let Some(range) = between(text, "is wrong; expecting '", "'")
        && let Some(region) = text.get(range)
    {
        draft.failure.region = Some(region.to_owned());
    }
}

/// Names of settings in the words of those who miss them, and the source that each is looked for in.
const MISSING: &[(&str, &str, &str)] = &[
    ("EnvSecretNotFound", "env", "AWS_SECRET_ACCESS_KEY"),
    ("AWS_SECRET_ACCESS_KEY or AWS_SECRET_KEY not found in environment", "env", "AWS_SECRET_ACCESS_KEY"),
    ("AWS_ACCESS_KEY_ID or AWS_ACCESS_KEY not found in environment", "env", "AWS_ACCESS_KEY_ID"),
    ("Secret key must be specified either via environment variable", "env", "AWS_SECRET_ACCESS_KEY"),
    ("missing aws_secret_access_key", "shared-credentials-file", "aws_secret_access_key"),
    ("missing aws_access_key_id", "shared-credentials-file", "aws_access_key_id"),
    ("did not contain aws_secret_access_key", "shared-credentials-file", "aws_secret_access_key"),
    ("did not contain aws_access_key_id", "shared-credentials-file", "aws_access_key_id"),
    ("'aws-secret-access-key' must be provided if", "input", "aws-secret-access-key"),
];

/// What the message calls missing where the rest is there.
fn missing(draft: &mut Draft, text: &str) {
    if let Some(range) = between(text, "artial credentials found in ", ", missing: ")
        && let Some(source) = text.get(range.clone())
        && let Some(rest) = text.get(range.end + 11..)
    {
        let name = rest.lines().next().unwrap_or_default().trim().trim_end_matches(['.', ')', '\'', '"']);
        draft.failure.missing = Some((source.trim().to_owned(), name.to_owned()));
    } else if let Some(&(_, source, name)) = MISSING.iter().find(|(words, ..)| text.holds(words)) {
        draft.failure.missing = Some((source.to_owned(), name.to_owned()));
    }
}

/// The host of the address in `text`.
fn host(text: &str) -> Option<&str> {
    let at = text.first("https://").or_else(|| text.first("http://"))?;
    let address = text.get(at..)?;
    let address = address.get(
        ..address
            .find(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '`' | ')' | '>'))
            .unwrap_or(address.len()),
    )?;
    let host = crate::aws::regions::host(address);
    let link = [
        "docs.",
        "console.",
        "slss.io",
        "a.co",
        "registry.terraform.io",
        "www.",
        "github.com",
        "repost.aws",
        "internal.",
    ];
    let is_host = host.len() > 2
        && !link.iter().any(|link| host.starts_with(link))
        && host.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b':' | b'_'));
    is_host.then_some(host)
}

fn is_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mined(text: &str) -> Draft {
        let mut draft = Draft::default();
        mine(&mut draft, &View::at(text, 0));
        draft
    }

    fn key(text: &str) -> Option<String> {
        mined(text).failure.key.map(|key| key.text().to_owned())
    }

    #[test]
    fn the_key_that_a_message_echoes_is_found_as_it_was_sent() {
        let id = "AKIASP2TPHJSQH3FRU7X";
        for (text, want) in [
            (
                format!(
                    "'{id}/20200122/us-east-1/sts/aws4_request' not a valid key=value pair (missing equal-sign) in Authorization header: 'AWS4-HMAC-SHA256 Credential= {id}/20200122/us-east-1/sts/aws4_request, SignedHeaders=host, Signature=ab'."
                ),
                format!(" {id}"),
            ),
            (
                format!(
                    "'/20220809/us-east-1/sts/aws4_request' not a valid key=value pair (missing equal-sign) in Authorization header: 'AWS4-HMAC-SHA256 Credential={id} /20220809/us-east-1/sts/aws4_request"
                ),
                format!("{id} "),
            ),
            (
                format!("'{id}/20200122/us-east-1/sts/aws4_request' not a valid key=value pair (missing equal-sign)"),
                id.to_owned(),
            ),
            (format!("e.g. keyid/date/region/service/term, got '{id}'"), id.to_owned()),
            (
                "e.g. keyid/date/region/service/term, got 'REDA/CTED/20170117/us-east-1/iam/aws4_request'".to_owned(),
                "REDA/CTED".to_owned(),
            ),
            ("The key '0005XX0001' is not valid".to_owned(), "0005XX0001".to_owned()),
            ("Forbidden: No such key: GK31c2f218".to_owned(), "GK31c2f218".to_owned()),
            (
                format!(
                    "Invalid header value b'AWS4-HMAC-SHA256 Credential={id}\\r/20261121/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=00'"
                ),
                format!("{id}\r"),
            ),
            (format!("Invalid header value 'AWS {id}\\r:c2lnbmF0dXJl='"), format!("{id}\r")),
            (
                format!(
                    "Invalid leading whitespace, reserved character(s), or return character(s) in header value: 'AWS4-HMAC-SHA256 Credential={id}\\r/20261121/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=00'"
                ),
                format!("{id}\r"),
            ),
            (
                format!("net/http: invalid header field value \"AWS {id}\\n:c2lnbmF0dXJl\" for key Authorization"),
                format!("{id}\n"),
            ),
            ("Credential=/20261121/us-east-1/s3/aws4_request, Sig".to_owned(), String::new()),
        ] {
            assert_eq!(key(&text), Some(want), "{text}");
        }
        for text in [
            "'value' not a valid key=value pair (missing equal-sign)",
            "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got 'a/b/c/d'",
            "the Credential is mal-formed; expecting \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".",
            "Credential=",
        ] {
            assert_eq!(key(text), None, "{text}");
        }
    }

    #[test]
    fn scope_region_host_and_missing_names_are_read() {
        let draft = mined("term, got 'AKIA x/20170117/eu-west-1/iam/aws4_request'");
        assert_eq!(
            (draft.failure.region.as_deref(), draft.failure.service.as_deref()),
            (Some("eu-west-1"), Some("iam"))
        );
        let draft = mined("the region 'us-east-1' is wrong; expecting 'eu-west-1'");
        assert_eq!(draft.failure.region.as_deref(), Some("eu-west-1"));
        let draft = mined("Post \"https://secretsmanager.us-east-2.amazonaws.com/\": net/http");
        assert_eq!(draft.failure.host.as_deref(), Some("secretsmanager.us-east-2.amazonaws.com"));
        for (text, source, name) in [
            ("Partial credentials found in env, missing: AWS_SECRET_ACCESS_KEY", "env", "AWS_SECRET_ACCESS_KEY"),
            (
                "Partial credentials found in assume-role, missing: source_profile or credential_source",
                "assume-role",
                "source_profile or credential_source",
            ),
            ("EnvSecretNotFound: AWS_SECRET_ACCESS_KEY or AWS_SECRET_KEY not found", "env", "AWS_SECRET_ACCESS_KEY"),
        ] {
            assert_eq!(mined(text).failure.missing, Some((source.to_owned(), name.to_owned())), "{text}");
        }
    }

    #[test]
    fn secrets_in_messages_are_noted() {
        let text = "x-amz-security-token:IQoJb3JpZ2luX2VjEXAMPLE\nSignature=34e121a1af4e3fe910cc39e4dfb5e174";
        let draft = mined(text);
        assert_eq!(draft.secrets.len(), 2);
        assert!(draft.failure.token);
    }

    #[test]
    fn no_text_panics() {
        let text =
            "Invalid header value b'AWS é:\\r' Credential=é/2026/a/b got 'é/2026' The key 'é' is not valid https://é";
        for at in (0..=text.len()).filter(|&at| text.is_char_boundary(at)) {
            let _ = mined(text.get(..at).unwrap());
            let _ = mined(text.get(at..).unwrap());
        }
    }
}
