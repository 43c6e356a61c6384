//! Authorization headers: of Signature Version 4 and 4A, of version 2 and of version 3.

use std::ops::Range;

use super::around::surround;
use super::{REACH, SCOPE, facts, plain, scoped};
use crate::aws::sigv4::TERMINATOR;
use crate::evidence::{Place, Reading, Request};
use crate::text::{View, Words};

/// What follows the word "Authorization", if it is a signature of AWS.
pub(super) fn authorization(place: &Place<'_>) -> Option<Reading> {
    let view = place.view;
    let after = place.at + "Authorization".len();
    let rest = view.get(after..view.boundary(after + 32));
    let value = after + rest.first("AWS")?;
    let between = view.get(after..value);
    if !between.contains([':', '=']) || between.contains(|c: char| c.is_ascii_alphanumeric() && c != 'b' && c != 'u') {
        return None;
    }
    version_4(place, place.at, value).or_else(|| version_2(place, value)).or_else(|| version_3(place, value))
}

/// `AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…` at byte `at`; claimed from byte `from` on.
pub(super) fn version_4(place: &Place<'_>, from: usize, at: usize) -> Option<Reading> {
    let view = place.view;
    let limit = view.boundary(at + REACH);
    let text = view.get(at..limit);
    let mark = text.first("Credential=").filter(|&mark| mark <= 40)?;
    let credential = credential(view, at + mark + "Credential=".len());
    let part = |name: &str, from: usize| {
        let start = from + view.get(from..view.boundary(from + 16).min(limit)).first(name)? + name.len();
        let value = view.get(start..limit);
        let end =
            value.find(|c: char| c.is_whitespace() || matches!(c, ',' | '"' | '\'' | '\\' | '<' | '&' | ')' | ']'));
        Some(start..start + end.unwrap_or(value.len()))
    };
    let signed = part("SignedHeaders=", credential.end);
    let signature = part("Signature=", signed.as_ref().map_or(credential.end, |signed| signed.end));
    let end = signature.as_ref().or(signed.as_ref()).map_or(credential.end, |last| last.end);
    let end = end + usize::from(view.get(end..view.boundary(end + 1)).starts_with(['\'', '"']));
    let mut request = scoped(&plain(view, credential));
    request.token = signed
        .filter(|_| signature.is_some())
        .map(|signed| view.get(signed).split(';').any(|name| name.eq_ignore_ascii_case("x-amz-security-token")));
    request.span = view.span(from..end);
    surround(view, at, &mut request);
    let secret = signature.filter(|range| range.len() >= 16);
    Some(Reading { range: from..end, facts: facts(request, secret, view), nested: Vec::new() })
}

/// The credential scope that begins at byte `from`: up to its terminator, line ends in the key ID included; without
/// one, up to a blank or a comma.
fn credential(view: &View<'_>, from: usize) -> Range<usize> {
    let near = view.get(from..view.boundary(from + SCOPE));
    let whole = near.first(TERMINATOR).filter(|&end| {
        let inside = near.get(..end).unwrap_or_default();
        !inside.holds("SignedHeaders") && !inside.holds("Credential=") && inside.matches('\n').count() < 3
    });
    let end = whole.map(|end| end + TERMINATOR.len());
    let end = end.or_else(|| near.find(|c: char| c.is_whitespace() || matches!(c, ',' | '"' | '\'' | '<' | '&')));
    from..from + end.unwrap_or(near.len())
}

/// `AWS AKIA…:signature` at byte `at`.
fn version_2(place: &Place<'_>, at: usize) -> Option<Reading> {
    let view = place.view;
    let rest = view.get(at..view.rest_near(at, SCOPE).end).strip_prefix("AWS ")?;
    let rest = rest.split(['"', '\'', ',']).next()?;
    let colon = rest.rfind(':')?;
    let start = at + "AWS ".len();
    let signature = start + colon + 1..start + rest.trim_end().len();
    let mut request = Request { key: Some(plain(view, start..start + colon)), ..Request::default() };
    request.span = view.span(place.at..signature.end);
    surround(view, at, &mut request);
    let range = place.at..signature.end;
    let secret = (signature.len() >= 16).then_some(signature);
    Some(Reading { range, facts: facts(request, secret, view), nested: Vec::new() })
}

/// `AWS3-HTTPS AWSAccessKeyId=AKIA…,Algorithm=HmacSHA256,Signature=…` at byte `at`.
fn version_3(place: &Place<'_>, at: usize) -> Option<Reading> {
    let view = place.view;
    let line = view.get(at..view.rest_near(at, SCOPE).end);
    let value = |name: &str| {
        let start = line.first(name)? + name.len();
        let rest = line.get(start..)?;
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, ',' | '"' | '\'')).unwrap_or(rest.len());
        Some(at + start..at + start + end)
    };
    let key = line.starts_with("AWS3").then(|| value("AWSAccessKeyId="))??;
    let signature = value("Signature=");
    let range = place.at..signature.as_ref().map_or(key.end, |signature| signature.end);
    let request = Request { key: Some(plain(view, key)), span: view.span(range.clone()), ..Request::default() };
    Some(Reading { range, facts: facts(request, signature, view), nested: Vec::new() })
}
