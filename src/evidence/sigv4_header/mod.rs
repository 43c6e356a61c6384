//! Signed requests: Authorization headers of Signature Versions 4, 4A, 2 and 3, canonical requests, strings to sign,
//! POST forms, parameters of the Query API, in whatever quoting a log or a program put them.

mod around;
mod header;
mod signed;

use std::ops::Range;

use around::after_name;
use header::{authorization, version_4};
use signed::{canonical_request, string_to_sign};

use super::{Answer, Fact, Format, Kind, Place, Reading, Request};
use crate::aws::sigv4::{self, TERMINATOR};
use crate::text::quote::{Escapes, unescape};
use crate::text::{View, Words, url};

/// Signed requests.
pub const FORMAT: Format = Format {
    kind: Kind::Sigv4Header,
    literals: &[
        "AWS4-HMAC-SHA256",
        "AWS4-ECDSA-P256-SHA256",
        "Authorization",
        TERMINATOR,
        "X-Amz-Security-Token",
        "X-Amz-Signature",
        "Signature:",
        "SignatureVersion=",
        "CanonicalRequest:",
        "[ CANONICAL STRING",
        "Canonical String for this request",
        "AWS_SIGV4 with user '",
    ],
    read,
};

/// The most bytes of a header, and of the line around it.
const REACH: usize = 4_096;

/// The most bytes of a credential scope.
const SCOPE: usize = 400;

/// The most lines of a canonical request.
const MOST_LINES: usize = 80;

fn read(place: &Place<'_>) -> Answer {
    let here = place.view.get(place.at..place.view.boundary(place.at + 40));
    let begins = |literal: &str| here.get(..literal.len()).is_some_and(|start| start.eq_ignore_ascii_case(literal));
    let reading = match () {
        // In a URL the algorithm is a parameter like others.
        () if begins("AWS4-") && is_in_query(here) => None,
        () if begins("AWS4-") => version_4(place, place.at, place.at).or_else(|| string_to_sign(place)),
        () if begins("Authorization") => authorization(place),
        () if begins(TERMINATOR) => lone_scope(place),
        () if begins("X-Amz-Security-Token") => token(place),
        () if begins("X-Amz-Signature") || begins("Signature:") => signature(place),
        () if begins("SignatureVersion=") => query_api(place),
        () if begins("AWS_SIGV4") => curl(place),
        () => canonical_request(place),
    };
    reading.map_or(Answer::No, Answer::Yes)
}

fn facts(request: Request, secrets: impl IntoIterator<Item = Range<usize>>, view: &View<'_>) -> Vec<Fact> {
    let hidden = secrets.into_iter().map(|range| Fact::Secret(view.span(range)));
    std::iter::once(Fact::Request(Box::new(request))).chain(hidden).collect()
}

/// Whether another parameter follows on the algorithm that `text` begins with.
fn is_in_query(text: &str) -> bool {
    text.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '-').starts_with(['&', '%'])
}

/// The text in `range` without the escapes of the string or URL around it.
fn plain(view: &View<'_>, range: Range<usize>) -> View<'static> {
    let text = view.get(range.clone());
    let escapes = match () {
        () if text.contains('\\') => Escapes::C,
        () if text.holds("%2F") || text.holds("%2f") => Escapes::Percent,
        () => Escapes::None,
    };
    unescape(view, range, escapes)
}

/// What a credential scope says of a request.
fn scoped(credential: &View<'_>) -> Request {
    let Some(scope) = sigv4::scope(credential.text()) else {
        let key = (!credential.is_empty()).then(|| credential.slice(0..credential.text().len()));
        return Request { key, ..Request::default() };
    };
    let part = |range: Range<usize>| credential.get(range).to_owned();
    Request {
        key: Some(credential.slice(scope.key.clone())),
        region: scope.region.map(part),
        service: scope.service.map(part),
        date: Some(part(scope.date)),
        ..Request::default()
    }
}

/// A credential scope outside of any header, which ends at byte `at`: a field of a POST form, a message.
fn lone_scope(place: &Place<'_>) -> Option<Reading> {
    let view = place.view;
    let end = place.at + TERMINATOR.len();
    // The error that quotes it is read as a whole.
    if view.get(end..view.boundary(end + 16)).starts_with("' not a valid") {
        return None;
    }
    let from = view.boundary(place.at.saturating_sub(SCOPE).max(place.floor));
    let before = view.get(from..place.at);
    let scope = sigv4::scope(before.strip_suffix('/')?)?;
    let key = before.get(scope.key)?;
    let delimits = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '`' | '>' | '<' | '=' | '(' | '[' | ',');
    let start = key.trim_end().char_indices().rfind(|(_, c)| delimits(*c)).map_or(0, |(at, c)| at + c.len_utf8());
    let range = from + start..end;
    let mut request = scoped(&plain(view, range.clone()));
    request.key = request.key.filter(|key| !key.is_empty());
    request.span = view.span(range.clone());
    Some(Reading { range, facts: facts(request, None, view), nested: Vec::new() })
}

/// The session token after its header's name.
fn token(place: &Place<'_>) -> Option<Reading> {
    let view = place.view;
    let name = "X-Amz-Security-Token";
    let text = view.get(place.at..view.boundary(place.at + 2 * REACH));
    let shown = text.get(..name.len())?;
    let value = after_name(text, shown).filter(|value| value.len() >= 16)?;
    let start = place.at + text.first(value)?;
    let range = place.at..start + value.len();
    let facts = vec![Fact::SessionToken(view.slice(start..range.end))];
    Some(Reading { range, facts, nested: Vec::new() })
}

/// The signature on its own: 64 hexadecimal digits after the name.
fn signature(place: &Place<'_>) -> Option<Reading> {
    let view = place.view;
    let text = view.get(place.at..view.boundary(place.at + 160));
    let run = text.split(|c: char| !c.is_ascii_hexdigit()).find(|run| run.len() == 64)?;
    let start = place.at + text.first(run)?;
    let range = place.at..start + run.len();
    let facts = vec![Fact::Secret(view.span(start..range.end))];
    Some(Reading { range, facts, nested: Vec::new() })
}

/// Parameters of the Query API: `AWSAccessKeyId=…&Action=…&SignatureVersion=2&Signature=…`.
fn query_api(place: &Place<'_>) -> Option<Reading> {
    let range = url::around(place.view, place.at, place.floor);
    let url = url::plain(place.view, range.clone());
    let parameters = url::parameters(&url);
    let get = |name: &str| parameters.iter().find(|p| p.name.eq_ignore_ascii_case(name)).map(|p| p.value.clone());
    let token = get("SecurityToken");
    let request = Request {
        key: Some(get("AWSAccessKeyId")?),
        token: (token.is_some() || get("Signature").is_some()).then_some(token.is_some()),
        host: url::host(url.text()).map(str::to_owned),
        date: get("Timestamp").map(|date| date.text().to_owned()),
        span: place.view.span(range.clone()),
        ..Request::default()
    };
    let mut facts = vec![Fact::Request(Box::new(request))];
    facts.extend(token.map(Fact::SessionToken));
    facts.extend(get("Signature").map(|signature| Fact::Secret(signature.whole())));
    Some(Reading { range, facts, nested: Vec::new() })
}

/// `* Server auth using AWS_SIGV4 with user 'AKIA…'`
fn curl(place: &Place<'_>) -> Option<Reading> {
    let view = place.view;
    let line = view.line_near(place.at, SCOPE);
    let start = place.at + "AWS_SIGV4 with user '".len();
    let end = start + view.get(start..line.end).rfind('\'')?;
    let range = line.start.max(place.floor)..line.end;
    let request = Request { key: Some(view.slice(start..end)), span: view.span(range.clone()), ..Request::default() };
    Some(Reading { range, facts: facts(request, None, view), nested: Vec::new() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(Request, Vec<String>)> {
        let reading = FORMAT.first(text)?;
        let view = View::at(text, 0);
        let hidden = reading.facts.iter().filter_map(|fact| match fact {
            Fact::Secret(span) => text.get(span.start..span.end).map(str::to_owned),
            Fact::SessionToken(token) => Some(token.text().to_owned()),
            _ => None,
        });
        let hidden = hidden.collect();
        assert!(view.get(reading.range.clone()).len() > 8, "{text}");
        let request = reading.facts.into_iter().find_map(|fact| match fact {
            Fact::Request(request) => Some(*request),
            _ => None,
        });
        Some((request.unwrap_or_default(), hidden))
    }

    fn key(text: &str) -> String {
        read(text).and_then(|(request, _)| request.key).map_or_else(|| "none".to_owned(), |key| key.text().to_owned())
    }

    const SIGNATURE: &str = "d4b902a1a38da526d9a528deedaed59febbbeae1a1ed50d2361c23506202f8fb";

    #[test]
    fn headers_of_version_4_are_read_in_any_quoting() {
        let header = |key: &str| {
            format!(
                "AWS4-HMAC-SHA256 Credential={key}/20261121/us-east-1/s3/aws4_request, SignedHeaders=host;x-amz-date, Signature={SIGNATURE}"
            )
        };
        for (text, want) in [
            (format!("> Authorization: {}", header("AKIASP2TPHJSQH3FRU7X")), "AKIASP2TPHJSQH3FRU7X"),
            (
                format!("'Authorization': b'{}', 'x': 'y'}}>", header("AKIASP2TPHJSQH3FRU7X\\n")),
                "AKIASP2TPHJSQH3FRU7X\n",
            ),
            (format!("{{\"authorization\":[\"{}\"]}}", header("AKIASP2TPHJSQH3FRU7X ")), "AKIASP2TPHJSQH3FRU7X "),
            (format!("header: '{}'", header(" AKIASP2TPHJSQH3FRU7X")), " AKIASP2TPHJSQH3FRU7X"),
            (header("wJal/rXU"), "wJal/rXU"),
            (header(""), ""),
            (header("A").replace(", ", ","), "A"),
        ] {
            assert_eq!(key(&text), want, "{text}");
            let (request, hidden) = read(&text).unwrap();
            assert_eq!(
                (request.region.as_deref(), request.service.as_deref()),
                (Some("us-east-1"), Some("s3")),
                "{text}"
            );
            assert_eq!((request.token, hidden), (Some(false), vec![SIGNATURE.to_owned()]), "{text}");
        }
        let (request, _) = read(&format!(
            "Authorization=AWS4-ECDSA-P256-SHA256 Credential=ASIAX/20261121/s3/aws4_request, SignedHeaders=host;x-amz-security-token, Signature={SIGNATURE}"
        ))
        .unwrap();
        assert_eq!((request.region, request.service.as_deref(), request.token), (None, Some("s3"), Some(true)));
    }

    #[test]
    fn the_headers_around_tell_host_date_and_token() {
        let text = "> GET / HTTP/1.1\n> Host: 127.0.0.1:18555\n> Authorization: AWS4-HMAC-SHA256 Credential=ASIAX/20261121/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=ab\n> X-Amz-Date: 20261121T215702Z\n> X-Amz-Security-Token: IQoJb3JpZ2luX2VjEXAMPLE\n> \n";
        let (request, _) = read(text).unwrap();
        assert_eq!(
            (request.host.as_deref(), request.date.as_deref()),
            (Some("127.0.0.1:18555"), Some("20261121T215702Z"))
        );
        assert_eq!(request.token, Some(true));
        let text = "<AWSPreparedRequest method=POST, url=https://sts.us-east-1.amazonaws.com/, headers={'X-Amz-Date': b'20261121T221427Z', 'Authorization': b'AWS4-HMAC-SHA256 Credential=AKIAX/20261121/us-east-1/sts/aws4_request, SignedHeaders=host, Signature=ab'}>";
        let (request, _) = read(text).unwrap();
        assert_eq!(request.host.as_deref(), Some("sts.us-east-1.amazonaws.com"));
        assert_eq!((request.date.as_deref(), request.token), (Some("20261121T221427Z"), Some(false)));
    }

    #[test]
    fn older_signatures_and_forms_are_read() {
        for (text, want) in [
            ("'Authorization': 'AWS DO00KVDM5E6W5PWVWAH5:XXXXXXXXXXXXXXXXXXXXXXXXXXX='}", "DO00KVDM5E6W5PWVWAH5"),
            ("Authorization: AWS AKIASP2TPHJSQH3FRU7X:DIpqXBAbIKqvt9s3DVLpz2IPacc=", "AKIASP2TPHJSQH3FRU7X"),
            ("Authorization: AWS3-HTTPS AWSAccessKeyId=AKIAX,Algorithm=HmacSHA256,Signature=abc=", "AKIAX"),
            (
                "AWSAccessKeyId=AKIASP2TPHJSQH3FRU7X&Action=GetUser&SignatureVersion=2&Signature=DIpq%3D",
                "AKIASP2TPHJSQH3FRU7X",
            ),
            ("<input name=\"x-amz-credential\" value=\"AKIAX/20261121/us-east-1/s3/aws4_request\">", "AKIAX"),
            ("* Server auth using AWS_SIGV4 with user 'AKIAX '", "AKIAX "),
            ("Authorization: Bearer AWS", "none"),
            ("Authorization header requires AWS", "none"),
            ("X-Amz-Algorithm=AWS4-HMAC-SHA256&x=1", "none"),
            ("X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAX%2F20261121%2Fus-east-1", "none"),
            ("expecting \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\"", "none"),
        ] {
            assert_eq!(key(text), want, "{text}");
        }
    }

    #[test]
    fn canonical_requests_and_strings_to_sign_are_read_as_blocks() {
        let hash = SIGNATURE;
        let text = format!(
            "CanonicalRequest:\nPOST\n/\n\nhost:sts.amazonaws.com\nx-amz-date:20261121T221427Z\nx-amz-security-token:IQoJb3JpZ2luX2VjEXAMPLE\n\nhost;x-amz-date;x-amz-security-token\n{hash}\nrest"
        );
        let (request, hidden) = read(&text).unwrap();
        assert_eq!((request.host.as_deref(), request.token), (Some("sts.amazonaws.com"), Some(true)));
        assert_eq!(hidden, ["IQoJb3JpZ2luX2VjEXAMPLE"]);
        let text = format!("AWS4-HMAC-SHA256\n20261121T221427Z\n20261121/us-east-1/sts/aws4_request\n{hash}\n");
        let (request, _) = read(&text).unwrap();
        assert_eq!((request.region.as_deref(), request.date.as_deref()), (Some("us-east-1"), Some("20261121T221427Z")));
        assert!(request.key.is_none());
    }

    #[test]
    fn tokens_and_signatures_are_secrets_wherever_they_stand() {
        for text in [
            "'X-Amz-Security-Token': b'IQoJb3JpZ2luX2VjEXAMPLE',",
            "x-amz-security-token: IQoJb3JpZ2luX2VjEXAMPLE",
            "\"x-amz-security-token\":[\"IQoJb3JpZ2luX2VjEXAMPLE\"]",
        ] {
            assert_eq!(read(text).unwrap().1, ["IQoJb3JpZ2luX2VjEXAMPLE"], "{text}");
        }
        assert_eq!(read(&format!("Signature:\n{SIGNATURE}")).unwrap().1, [SIGNATURE]);
        assert!(read("SignedHeaders=host;x-amz-security-token, x").is_none());
    }
}
