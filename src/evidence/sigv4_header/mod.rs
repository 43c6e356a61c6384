//! Signed requests: Authorization headers of Signature Versions 4, 4A, 2 and 3, canonical requests, strings to sign,
//! POST forms, parameters of the Query API, in whatever quoting a log or a program put them.

use std::ops::Range;

use super::{Answer, Fact, Format, Kind, Place, Reading, Request};
use crate::aws::sigv4::{self, TERMINATOR};
use crate::text::quote::{Escapes, unescape};
use crate::text::{View, http, url};

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
        () if begins("AWS4-") => header_4(place, place.at, place.at).or_else(|| string_to_sign(place)),
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

/// What follows the word "Authorization", if it is a signature of AWS.
fn authorization(place: &Place<'_>) -> Option<Reading> {
    let view = place.view;
    let after = place.at + "Authorization".len();
    let rest = view.get(after..view.boundary(after + 32));
    let value = after + rest.find("AWS")?;
    let between = view.get(after..value);
    if !between.contains([':', '=']) || between.contains(|c: char| c.is_ascii_alphanumeric() && c != 'b' && c != 'u') {
        return None;
    }
    header_4(place, place.at, value).or_else(|| header_2(place, value)).or_else(|| header_3(place, value))
}

/// Whether another parameter follows on the algorithm that `text` begins with.
fn is_in_query(text: &str) -> bool {
    text.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '-').starts_with(['&', '%'])
}

/// `AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…` at byte `at`; claimed from byte `from` on.
fn header_4(place: &Place<'_>, from: usize, at: usize) -> Option<Reading> {
    let view = place.view;
    let limit = view.boundary(at + REACH);
    let text = view.get(at..limit);
    let mark = text.find("Credential=").filter(|&mark| mark <= 40)?;
    let credential = credential(view, at + mark + "Credential=".len());
    let part = |name: &str, from: usize| {
        let start = from + view.get(from..view.boundary(from + 16).min(limit)).find(name)? + name.len();
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
    let whole = near.find(TERMINATOR).filter(|&end| {
        let inside = near.get(..end).unwrap_or_default();
        !inside.contains("SignedHeaders") && !inside.contains("Credential=") && inside.matches('\n').count() < 3
    });
    let end = whole.map(|end| end + TERMINATOR.len());
    let end = end.or_else(|| near.find(|c: char| c.is_whitespace() || matches!(c, ',' | '"' | '\'' | '<' | '&')));
    from..from + end.unwrap_or(near.len())
}

/// The text in `range` without the escapes of the string or URL around it.
fn plain(view: &View<'_>, range: Range<usize>) -> View<'static> {
    let text = view.get(range.clone());
    let escapes = match () {
        () if text.contains('\\') => Escapes::C,
        () if text.contains("%2F") || text.contains("%2f") => Escapes::Percent,
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

/// What the other headers of the same request say: on the same line (the print of an object) or on the lines around.
fn surround(view: &View<'_>, at: usize, request: &mut Request) {
    let line = view.line_near(at, REACH);
    let text = view.get(line.clone());
    if let Some(found) = text.find("url=http").or_else(|| text.find("url='http")) {
        let address = text.get(found + 4..).unwrap_or_default().trim_start_matches('\'');
        request.host = url::host(address.split(',').next().unwrap_or_default()).map(str::to_owned);
    }
    if let Some(date) = after_name(text, "X-Amz-Date") {
        request.date = Some(date.to_owned());
    }
    if after_name(text, "X-Amz-Security-Token").is_some() {
        request.token = Some(true);
    }
    let mut above = Some(line.clone());
    for _ in 0..MOST_LINES {
        above = above.and_then(|line| line.start.checked_sub(1)).map(|end| view.line_near(end, REACH));
        if !above.as_ref().is_some_and(|line| note(view, line.clone(), request)) {
            break;
        }
    }
    let mut below = Some(line);
    for _ in 0..MOST_LINES {
        below = below.and_then(|line| http::after(view, &line));
        if !below.as_ref().is_some_and(|line| note(view, line.clone(), request)) {
            break;
        }
    }
}

/// Takes what the header in `line` says into `request`; false where it is no header.
fn note(view: &View<'_>, line: Range<usize>, request: &mut Request) -> bool {
    let Some(header) = http::header(view, http::bare(view, line)) else { return false };
    let value = view.get(header.value);
    match view.get(header.name).to_ascii_lowercase().as_str() {
        "host" if request.host.is_none() => request.host = Some(value.to_owned()),
        "x-amz-date" => request.date = Some(value.to_owned()),
        "x-amz-security-token" => request.token = Some(true),
        _ => {}
    }
    true
}

/// The value after `'X-Amz-Date': b'…'`, `X-Amz-Date: …` and the like in `text`.
fn after_name<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let found = memchr::memmem::find_iter(text.as_bytes(), name.as_bytes()).next().or_else(|| {
        let folded = name.to_ascii_lowercase();
        memchr::memmem::find(text.as_bytes(), folded.as_bytes())
    })?;
    let rest = text.get(found + name.len()..)?;
    let value = rest.trim_start_matches(['"', '\'', ' ', '[']).strip_prefix([':', '='])?;
    let value = value.trim_start_matches([' ', '[']);
    let value = value.strip_prefix("b'").unwrap_or(value).trim_start_matches(['"', '\'']);
    let end =
        value.find(|c: char| matches!(c, '"' | '\'' | ',' | ';' | '\\') || c.is_whitespace()).unwrap_or(value.len());
    value.get(..end).filter(|value| !value.is_empty())
}

/// `AWS AKIA…:signature` at byte `at`.
fn header_2(place: &Place<'_>, at: usize) -> Option<Reading> {
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
fn header_3(place: &Place<'_>, at: usize) -> Option<Reading> {
    let view = place.view;
    let line = view.get(at..view.rest_near(at, SCOPE).end);
    let value = |name: &str| {
        let start = line.find(name)? + name.len();
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

/// The algorithm on a line of its own, then time, scope and hash.
fn string_to_sign(place: &Place<'_>) -> Option<Reading> {
    let view = place.view;
    let first = view.rest_near(place.at, SCOPE);
    if view.get(first.clone()).contains(' ') {
        return None;
    }
    let date = http::after(view, &first)?;
    let scope = http::after(view, &date)?;
    let hash = http::after(view, &scope)?;
    let is_scope = view.get(scope.clone()).trim_end().ends_with(TERMINATOR);
    if !is_scope || view.get(hash.clone()).bytes().filter(u8::is_ascii_hexdigit).count() < 64 {
        return None;
    }
    let range = place.at..hash.end;
    let scoped = scoped(&view.slice(scope).trimmed());
    let date = view.get(date).trim().to_owned();
    let request = Request { key: None, date: Some(date), span: view.span(range.clone()), ..scoped };
    Some(Reading { range, facts: facts(request, None, view), nested: Vec::new() })
}

/// The canonical request on the lines after byte `at`.
fn canonical_request(place: &Place<'_>) -> Option<Reading> {
    let view = place.view;
    let mut line = http::after(view, &view.rest_near(place.at, REACH))?;
    let method = view.get(line.clone()).trim_start_matches(['\'', '"']);
    if method.is_empty() || !method.bytes().all(|b| b.is_ascii_uppercase()) {
        return None;
    }
    let mut request = Request::default();
    let mut tokens = Vec::new();
    for _ in 0..MOST_LINES {
        line = http::after(view, &line)?;
        let text = view.get(line.clone()).trim_end_matches(['\'', '"']);
        let is_hash = text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit());
        if is_hash || text.starts_with("UNSIGNED-PAYLOAD") || text.starts_with("STREAMING-") {
            request.token.get_or_insert(false);
            request.span = view.span(place.at..line.end);
            let mut facts = facts(request, None, view);
            facts.extend(tokens.into_iter().map(Fact::SessionToken));
            return Some(Reading { range: place.at..line.end, facts, nested: Vec::new() });
        }
        match text.split_once(':') {
            Some(("host", host)) => request.host = Some(host.to_owned()),
            Some(("x-amz-date", date)) => request.date = Some(date.to_owned()),
            Some((name @ "x-amz-security-token", _)) => {
                request.token = Some(true);
                tokens.push(view.slice(line.start + name.len() + 1..line.start + text.len()));
            }
            _ => {}
        }
    }
    None
}

/// A credential scope outside of any header, which ends at byte `at`: a field of a POST form, a message.
fn lone_scope(place: &Place<'_>) -> Option<Reading> {
    let view = place.view;
    let end = place.at + TERMINATOR.len();
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
    let start = place.at + text.find(value)?;
    let range = place.at..start + value.len();
    let facts = vec![Fact::SessionToken(view.slice(start..range.end))];
    Some(Reading { range, facts, nested: Vec::new() })
}

/// The signature on its own: 64 hexadecimal digits after the name.
fn signature(place: &Place<'_>) -> Option<Reading> {
    let view = place.view;
    let text = view.get(place.at..view.boundary(place.at + 160));
    let run = text.split(|c: char| !c.is_ascii_hexdigit()).find(|run| run.len() == 64)?;
    let start = place.at + text.find(run)?;
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
