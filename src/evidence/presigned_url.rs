//! Presigned URLs of Signature Versions 4 and 2.

use super::{Answer, Fact, Format, Kind, Place, Reading, Request};
use crate::aws::{sigv4, time};
use crate::text::url::{self, Parameter};
use crate::text::{Span, View, Words};

/// Presigned URLs.
pub const FORMAT: Format = Format { kind: Kind::PresignedUrl, literals: &["X-Amz-Credential", "AWSAccessKeyId"], read };

fn read(place: &Place<'_>) -> Answer {
    let name = FORMAT.literals.iter().map(|literal| literal.len());
    let is_parameter = name.map(|length| place.view.get(place.at + length..place.at + length + 1));
    if !is_parameter.into_iter().any(|after| after == "=" || after == "%") {
        return Answer::No;
    }
    let range = url::around(place.view, place.at, place.floor);
    let url = url::plain(place.view, range.clone());
    let query = Query(url::parameters(&url));
    let span = place.view.span(range.clone());
    let Some(request) = query.version_4(&url, span).or_else(|| query.version_2(&url, span)) else {
        return Answer::No;
    };
    let mut facts = vec![Fact::Request(Box::new(request))];
    facts.extend(query.get("x-amz-security-token").cloned().map(Fact::SessionToken));
    facts.extend(["x-amz-signature", "signature"].iter().filter_map(|name| query.get(name)).map(secret));
    Answer::Yes(Reading { range, facts, nested: Vec::new() })
}

fn secret(value: &View<'static>) -> Fact {
    Fact::Secret(value.whole())
}

/// The parameters of a URL.
struct Query(Vec<Parameter>);

impl Query {
    /// The first parameter of this name with a value.
    fn get(&self, name: &str) -> Option<&View<'static>> {
        let found = self.0.iter().find(|parameter| parameter.name.eq_ignore_ascii_case(name));
        found.map(|parameter| &parameter.value).filter(|value| !value.is_empty())
    }

    fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    fn version_4(&self, url: &View<'_>, span: Span) -> Option<Request> {
        let credential = self.get("x-amz-credential")?;
        let scope = sigv4::scope(credential.text());
        let part = |range: Option<_>| range.map(|range| credential.get(range).to_owned());
        let date = self.get("x-amz-date").map(|date| date.text().to_owned());
        let made = date.as_deref().and_then(time::parse).map(|moment| moment.seconds);
        let lasts = self.get("x-amz-expires").and_then(|seconds| seconds.text().parse::<i64>().ok());
        Some(Request {
            key: Some(scope.as_ref().map_or_else(|| credential.clone(), |scope| credential.slice(scope.key.clone()))),
            token: self.token(url, self.has("x-amz-signature")),
            region: part(scope.as_ref().and_then(|scope| scope.region.clone())),
            service: part(scope.and_then(|scope| scope.service)),
            host: url::host(url.text()).map(str::to_owned),
            expires: made.zip(lasts).and_then(|(made, lasts)| made.checked_add(lasts)),
            date,
            presigned: true,
            span,
        })
    }

    fn version_2(&self, url: &View<'_>, span: Span) -> Option<Request> {
        let key = self.get("awsaccesskeyid")?;
        if !self.has("expires") || self.has("signatureversion") || !(self.has("signature") || url.text().contains('?'))
        {
            return None;
        }
        Some(Request {
            key: Some(key.clone()),
            token: self.token(url, self.has("signature")),
            region: None,
            service: Some("s3".to_owned()),
            host: url::host(url.text()).map(str::to_owned),
            date: None,
            expires: self.get("expires").and_then(|moment| moment.text().parse().ok()),
            presigned: true,
            span,
        })
    }

    /// Whether a session token is in the URL; without one it is unknown where the URL is not `whole`.
    fn token(&self, url: &View<'_>, whole: bool) -> Option<bool> {
        let sent = self.has("x-amz-security-token");
        let known = sent || whole && url.text().contains('?') && !url.text().holds("...");
        known.then_some(sent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(text: &str) -> Option<(Request, usize)> {
        let reading = FORMAT.first(text)?;
        let secrets = reading.facts.iter().filter(|f| matches!(f, Fact::Secret(_) | Fact::SessionToken(_))).count();
        reading.facts.into_iter().find_map(|fact| match fact {
            Fact::Request(request) => Some((*request, secrets)),
            _ => None,
        })
    }

    #[test]
    fn both_generations_are_read_in_every_escaping() {
        let v4 = "https://bkt.s3.us-east-1.amazonaws.com/k?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIASP2TPHJSQH3FRU7X%2F20261121%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20261121T215407Z&X-Amz-Expires=3600&X-Amz-SignedHeaders=host&X-Amz-Signature=7944ac56";
        for text in [
            v4.to_owned(),
            v4.replace("%2F", "%252F"),
            v4.replace("%2F", "/"),
            v4.replace('&', "&amp;"),
            format!("curl '{v4}'"),
            format!("[link]({v4})."),
            format!("{{\"url\": \"{}\"}}", v4.replace('&', "\\u0026")),
        ] {
            let (request, secrets) = request(&text).unwrap();
            assert_eq!(request.key.unwrap().text(), "AKIASP2TPHJSQH3FRU7X", "{text}");
            assert_eq!(
                (request.region.as_deref(), request.service.as_deref()),
                (Some("us-east-1"), Some("s3")),
                "{text}"
            );
            assert_eq!(request.host.as_deref(), Some("bkt.s3.us-east-1.amazonaws.com"), "{text}");
            assert_eq!((request.token, request.presigned, secrets), (Some(false), true, 1), "{text}");
            assert_eq!((request.date.as_deref(), request.expires), (Some("20261121T215407Z"), Some(1_795_301_647)));
        }
        let (request, _) = request(
            "https://bkt.s3.amazonaws.com/k?AWSAccessKeyId=AKIASP2TPHJSQH3FRU7X&Signature=DIpq%3D&Expires=1795301640",
        )
        .unwrap();
        assert_eq!((request.key.unwrap().text(), request.expires), ("AKIASP2TPHJSQH3FRU7X", Some(1_795_301_640)));
    }

    #[test]
    fn the_key_keeps_its_defects_and_the_token_is_seen() {
        let text = "https://h/k?X-Amz-Security-Token=IQoJb3JpZ2lu%2Babc&X-Amz-Credential=%20AKIA%0A%2F20261121%2Feu-west-1%2Fs3%2Faws4_request&X-Amz-Signature=ab";
        let (request, secrets) = request(text).unwrap();
        assert_eq!((request.key.unwrap().text(), request.token, secrets), (" AKIA\n", Some(true), 2));
    }

    #[test]
    fn a_cut_url_leaves_the_token_unknown() {
        let (request, _) = request("https://h/k?X-Amz-Credential=AKIASP2TPHJSQH3FRU7X%2F20261121%2Fus-ea").unwrap();
        assert_eq!((request.key.unwrap().text(), request.token), ("AKIASP2TPHJSQH3FRU7X", None));
    }

    #[test]
    fn other_uses_of_the_names_are_not_read() {
        for text in [
            "AWSAccessKeyId=AKIASP2TPHJSQH3FRU7X\nAWSSecretKey=x",
            "<AWSAccessKeyId>AKIASP2TPHJSQH3FRU7X</AWSAccessKeyId>",
            "missing X-Amz-Credential parameter",
            "AWSAccessKeyId=AKIASP2TPHJSQH3FRU7X&Action=X&SignatureVersion=2&Signature=a",
        ] {
            assert!(request(text).is_none(), "{text}");
        }
    }
}
