//! Where secrets stand in the text: what facts name as secret, and whatever has the shape of one, wherever it stands.

use super::{Block, Fact, Given, Setting};
use crate::aws::key::{self, SECRET_LENGTH};
use crate::aws::names::Role;
use crate::text::{Span, View, Words};

/// A signature of version 4 has this many hexadecimal digits.
const SIGNATURE_LENGTH: usize = 64;
/// Runs of this length and more are taken for session tokens or signatures.
const TOKEN_LENGTH: usize = 100;
/// A value shorter than this is no secret worth hiding (`true`, an empty string).
const SHORTEST: usize = 6;

/// The secrets in `text`, which stands in source number `number`: spans, ascending, without overlaps.
pub fn find(text: &View<'_>, number: usize, blocks: &[Block]) -> Vec<(usize, Span)> {
    let mut found = Vec::new();
    for block in blocks {
        for fact in &block.facts {
            match fact {
                Fact::Secret(span) => found.push((block.source, *span)),
                Fact::Setting(setting) => found.extend(of_setting(setting).map(|span| (block.source, span))),
                Fact::Failure(failure) => {
                    found.extend(misplaced(failure.key.as_ref()).map(|span| (block.source, span)));
                }
                Fact::Request(request) => {
                    found.extend(misplaced(request.key.as_ref()).map(|span| (block.source, span)));
                }
                _ => {}
            }
        }
    }
    by_shape(text.text(), |start, end| found.push((number, text.span(start..end))));
    merged(found)
}

/// The secret that `setting` holds.
fn of_setting(setting: &Setting) -> Option<Span> {
    match setting.role {
        Some(Role::SecretAccessKey | Role::SessionToken) => {}
        Some(Role::AccessKeyId) => return misplaced(setting.value.text()),
        _ => return None,
    }
    match &setting.value {
        // A key ID in a secret's place is shown: that it stands there is the finding.
        Given::Text(value) if key::is_whole(value.text().trim()) => None,
        Given::Text(value) if value.text().chars().count() < SHORTEST => None,
        Given::Text(value) | Given::Cut(value) => Some(value.whole()),
        Given::Masked(_) | Given::Elsewhere => None,
    }
}

/// A value in the place of a key ID that must be taken for a secret: long, in both cases of letters, and no key ID.
fn misplaced(value: Option<&View<'static>>) -> Option<Span> {
    let text = value?.text().trim();
    let mixed = text.bytes().any(|b| b.is_ascii_lowercase()) && text.bytes().any(|b| b.is_ascii_uppercase());
    let plain = text.bytes().filter(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'=')).count();
    let known = key::prefix(text).is_some();
    (plain >= 30 && plain + 2 >= text.len() && mixed && !known && !text.holds("://"))
        .then(|| value.map(View::whole))
        .flatten()
}

fn merged(mut spans: Vec<(usize, Span)>) -> Vec<(usize, Span)> {
    spans.sort_unstable();
    let mut out: Vec<(usize, Span)> = Vec::with_capacity(spans.len());
    for (source, span) in spans {
        match out.last_mut() {
            Some((last, held)) if *last == source && span.start < held.end => *held = held.join(span),
            _ => out.push((source, span)),
        }
    }
    out
}

/// Calls `found` for every run of characters in `text` that has the shape of a secret access key or a session token, or
/// is a signature by its name.
///
/// A run of forty characters or more covers a multiple of forty, so one character in forty is looked at; shorter runs
/// that happen to cover one are passed over.
fn by_shape(text: &str, mut found: impl FnMut(usize, usize)) {
    let bytes = text.as_bytes();
    let inside = |at: usize| bytes.get(at).copied().is_some_and(is_secret_byte);
    let mut at = SECRET_LENGTH - 1;
    while at < bytes.len() {
        if !inside(at) {
            at += SECRET_LENGTH;
            continue;
        }
        let mut start = at;
        while start > 0 && inside(start - 1) {
            start -= 1;
        }
        let mut end = at + 1;
        while inside(end) {
            end += 1;
        }
        if let Some(run) = text.get(start..end).map(before_scope)
            && run.len() >= SECRET_LENGTH
            && looks_secret(run)
        {
            found(start + name_length(run), start + run.len());
        }
        at = end + SECRET_LENGTH;
    }
}

/// `run` up to the scope of a credential, `/20261121/us`, in whose first place a secret may stand.
fn before_scope(run: &str) -> &str {
    let is_day = |part: &str| part.len() == 8 && part.bytes().all(|b| b.is_ascii_digit());
    let is_scope = |rest: &str| is_day(rest.split(['/', '\\']).next().unwrap_or_default());
    let scope =
        run.match_indices('/').find_map(|(at, _)| run.split_at_checked(at + 1).filter(|(_, rest)| is_scope(rest)));
    scope.map_or(run, |(before, _)| before.strip_suffix('/').unwrap_or(before).trim_end_matches('\\'))
}

/// How much of `NAME=value` in one run is not the value.
fn name_length(run: &str) -> usize {
    run.trim_end_matches('=').rfind('=').map_or(0, |sign| sign + 1)
}

/// Base64, with the escaped slash of JSON.
fn is_secret_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=' | b'\\')
}

/// Whether `run` has the shape of a secret access key, a session token or a signature.
pub(super) fn looks_secret(run: &str) -> bool {
    let plain = run.with("\\/", "/");
    if plain.contains('\\') {
        // `\n` and its kin part strings; each part is looked at by itself.
        return plain.split('\\').any(|part| looks_secret(part.get(1..).unwrap_or_default()) || looks_secret(part));
    }
    let body = plain.trim_start_matches('=');
    // `NAME=value` in one run: the value decides.
    let (name, body) = body.trim_end_matches('=').rsplit_once('=').unwrap_or(("", body));
    if name.ends_with("Signature") && body.len() == SIGNATURE_LENGTH && body.bytes().all(|b| b.is_ascii_hexdigit()) {
        return true;
    }
    let count = |class: fn(&u8) -> bool| body.bytes().filter(class).count();
    let (lower, upper, digits) =
        (count(u8::is_ascii_lowercase), count(u8::is_ascii_uppercase), count(u8::is_ascii_digit));
    let words = body.split('/').filter(|part| part.len() >= 3 && part.bytes().all(|b| b.is_ascii_lowercase())).count();
    let mixed = lower >= 4 && upper >= 4 && digits + body.matches(['+', '/']).count() >= 1 && words < 3;
    let length = body.len();
    mixed && (length == SECRET_LENGTH || length >= TOKEN_LENGTH)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shapes(text: &str) -> Vec<&str> {
        let mut found = Vec::new();
        by_shape(text, |start, end| found.push(text.get(start..end).unwrap()));
        found
    }

    #[test]
    fn secrets_are_known_by_their_shape() {
        let secret = "kR7mPq2sT9vXz4bN6dF8hJ1lW3cY5aE0gUiOoLzQ";
        for text in [
            format!("x {secret} y"),
            format!("\"{secret}\""),
            format!("'{secret}',"),
            format!("\u{a0}{secret}\u{200b}"),
            format!("AWS_SECRET_ACCESS_KEY={secret}"),
            format!("'{secret}/20261121/us-east-1/lambda/aws4_request' not a valid"),
            format!("Credential={secret}\\/20261121\\/us-east-1"),
        ] {
            assert_eq!(shapes(&text), [secret], "{text}");
        }
        let signature = "16bf0947224d76edffbea9741123882d8cfb17f777679e457b5d80981c17ff6c";
        for before in ["SignedHeaders=host, ", "X-Amz-"] {
            assert_eq!(shapes(&format!("{before}Signature={signature}'")), [signature]);
        }
        let token = "IQoJb3JpZ2luX2Vj".repeat(8);
        assert_eq!(shapes(&format!("token: {token}")), [token]);
    }

    #[test]
    fn hashes_paths_and_words_are_not_secrets() {
        for text in [
            "da39a3ee5e6b4b0d3255bfef95601890afd80709",
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "/usr/lib/python3/distpackages/awscli/data",
            "2026112122142520261121221425202611212214",
        ] {
            assert_eq!(shapes(text), Vec::<&str>::new(), "{text}");
        }
    }
}
