//! HTTP exchanges: status lines with their headers, request lines with theirs, plain or as `curl -v` and logs print them.

use std::ops::Range;

use super::{Answer, Client, Fact, Failure, Format, Kind, Place, Reading, Response};
use crate::aws::clients;
use crate::aws::errors;
use crate::text::http::{self, Header};
use crate::text::margin::Margin;
use crate::text::{View, json};

/// HTTP exchanges.
pub const FORMAT: Format = Format { kind: Kind::HttpResponse, literals: &["HTTP/1.", "HTTP/2", "HTTP/3"], read };

/// The most headers of one message.
const MOST_HEADERS: usize = 100;

/// Methods of requests.
const METHODS: &[&str] = &["GET", "PUT", "POST", "HEAD", "DELETE", "PATCH", "OPTIONS"];

fn read(place: &Place<'_>) -> Answer {
    let view = place.view;
    let (line, bare) = http::line(view, place.at);
    if line.start < place.floor {
        return Answer::No;
    }
    if bare.start == place.at {
        return response(view, line, bare, None).map_or(Answer::No, Answer::Yes);
    }
    if let Some(reading) = request(view, line.clone(), bare.clone()) {
        return Answer::Frame(reading);
    }
    let margin = Margin::before(view, place.at);
    response(view, line, place.at..bare.end, Some(&margin)).map_or(Answer::No, Answer::Yes)
}

/// The response whose status line is `line`, without marks before and after it `bare`; in a log, every line has its
/// `margin`, and headers have to follow.
fn response(view: &View<'_>, line: Range<usize>, bare: Range<usize>, margin: Option<&Margin>) -> Option<Reading> {
    let status = view.get(bare).split_ascii_whitespace().nth(1).filter(|status| status.len() == 3)?.parse().ok()?;
    let (headers, end) = http::headers(view, &line, MOST_HEADERS, margin);
    if margin.is_some() && headers.is_empty() {
        return None;
    }
    let range = line.start..remarks(view, end);
    let mut response = Response { status: Some(status), span: Some(view.span(line.start..end)), ..Response::default() };
    for header in &headers {
        note(view, header, &mut response);
    }
    let mut reading = Reading { range, ..Reading::default() };
    if let Some(code) = response.code.clone() {
        let message = message(view, reading.range.end).map(|(message, end)| {
            reading.range.end = end;
            message
        });
        let sentence = message.as_ref().and_then(|message| errors::of_message(message.text()));
        reading.facts.push(Fact::Failure(Box::new(Failure {
            meaning: errors::meaning(errors::of_code(&code), sentence),
            code: Some(code),
            message,
            http_status: response.status,
            request_id: response.request_id.clone(),
            host_id: response.host_id.clone(),
            span: Some(view.span(reading.range.clone())),
            ..Failure::default()
        })));
    }
    reading.facts.push(Fact::Response(response));
    Some(reading)
}

/// The end of the remarks that curl adds after byte `end`: `{ [354 bytes data]`, `* Connection #0 to host …`.
fn remarks(view: &View<'_>, end: usize) -> usize {
    let mut line = end..end;
    for _ in 0..MOST_HEADERS {
        match http::after(view, &line) {
            Some(next) if is_remark(view.get(next.clone())) => line = next,
            _ => break,
        }
    }
    line.end
}

fn is_remark(line: &str) -> bool {
    ["* ", "{ [", "} ["].iter().any(|mark| line.starts_with(mark))
}

/// Takes what `header` says into `response`.
fn note(view: &View<'_>, header: &Header, response: &mut Response) {
    let value = view.get(header.value.clone());
    let held = match view.get(header.name.clone()).to_ascii_lowercase().as_str() {
        "date" => {
            response.date.get_or_insert_with(|| view.slice(header.value.clone()));
            return;
        }
        "server" => {
            let server = response.server.take();
            response.server = Some(server.map_or_else(|| value.to_owned(), |first| format!("{first}, {value}")));
            return;
        }
        "x-amz-request-id" | "x-amzn-requestid" | "x-amzn-request-id" => &mut response.request_id,
        "x-amz-id-2" => &mut response.host_id,
        "x-amzn-errortype" | "x-amzn-query-error" => {
            response.code = code(value);
            return;
        }
        _ => return,
    };
    held.get_or_insert_with(|| value.to_owned());
}

/// The error code in a header: `UnrecognizedClientException:http://…`, `InvalidClientTokenId;Sender`, `ns#Code`.
fn code(value: &str) -> Option<String> {
    let code = value.split([':', ';', ',']).next()?.rsplit('#').next()?.trim();
    (!code.is_empty()).then(|| code.to_owned())
}

/// The message of the JSON body that follows byte `from` and names no code of its own, and where the body ends.
fn message(view: &View<'_>, from: usize) -> Option<(View<'static>, usize)> {
    let rest = view.get(from..view.boundary(from + 512));
    let mut at = from;
    for line in rest.split_inclusive('\n') {
        let text = line.trim();
        if text.starts_with('{') && !text.starts_with("{ [") {
            at += line.len() - line.trim_start().len();
            let body = json::read(view, at)?;
            if body.get("__type").is_some() || body.get("code").is_some() {
                return None;
            }
            return Some((body.get("message")?.text()?.clone(), body.range.end));
        }
        if !text.is_empty() && !text.starts_with(['*', '<', '{', '}']) {
            return None;
        }
        at += line.len();
    }
    None
}

/// The request whose first line is `line`: others read the headers that they know.
fn request(view: &View<'_>, line: Range<usize>, bare: Range<usize>) -> Option<Reading> {
    let mut words = view.get(bare).split_ascii_whitespace();
    let (method, _, _) = (words.next()?, words.next()?, words.next().filter(|word| word.starts_with("HTTP/"))?);
    if !METHODS.contains(&method) || words.next().is_some() {
        return None;
    }
    let (headers, end) = http::headers(view, &line, MOST_HEADERS, None);
    let mut first = line;
    for _ in 0..MOST_HEADERS {
        let before = first.start.checked_sub(1).map(|end| http::line(view, end).0);
        let Some(before) = before.filter(|before| is_remark(view.get(before.clone()))) else {
            break;
        };
        first = before;
    }
    let facts = headers.iter().filter_map(|header| {
        let value = || view.slice(header.value.clone());
        match view.get(header.name.clone()).to_ascii_lowercase().as_str() {
            "host" => Some(Fact::Endpoint(value())),
            "user-agent" => {
                let version = view.get(header.value.clone()).to_owned();
                let span = view.span(header.value.clone());
                Some(Fact::Client(Client { sdk: clients::sdk(&version), version, span }))
            }
            _ => None,
        }
    });
    let facts: Vec<Fact> = facts.collect();
    (!headers.is_empty()).then(|| Reading { range: first.start..end, facts, nested: Vec::new() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn response(text: &str) -> (Response, String) {
        let reading = FORMAT.first(text).unwrap();
        let claimed = text.get(reading.range).unwrap().to_owned();
        let found = reading.facts.into_iter().find_map(|fact| match fact {
            Fact::Response(response) => Some(response),
            _ => None,
        });
        (found.unwrap(), claimed)
    }

    #[test]
    fn a_response_ends_with_its_headers() {
        for (text, lines) in [
            (
                "HTTP/1.1 403 Forbidden\r\nServer: AmazonS3\r\nDate: Sat, 21 Nov 2026 21:57:02 GMT\r\nx-amz-request-id: K2H6\r\n\r\n<Error>",
                4,
            ),
            (
                "< HTTP/2 403 \n< server: AmazonS3\n< date: Sat, 21 Nov 2026 21:57:02 GMT\n< x-amz-request-id: K2H6\n< \n{ [354 bytes data]\n",
                6,
            ),
            (
                "reply: 'HTTP/1.1 403 Forbidden\\r\\n'\nheader: Server: AmazonS3\nheader: Date: Sat, 21 Nov 2026 21:57:02 GMT\nheader: x-amz-request-id: K2H6\n\nx",
                4,
            ),
        ] {
            let (response, claimed) = response(text);
            assert_eq!(response.status, Some(403), "{text}");
            assert_eq!(response.server.as_deref(), Some("AmazonS3"), "{text}");
            assert_eq!(response.date.unwrap().text(), "Sat, 21 Nov 2026 21:57:02 GMT", "{text}");
            assert_eq!((response.request_id.as_deref(), claimed.lines().count()), (Some("K2H6"), lines), "{text}");
        }
    }

    #[test]
    fn an_error_type_in_a_header_is_a_failure() {
        let text = "HTTP/1.1 403 Forbidden\nx-amzn-RequestId: 3b9c\nx-amzn-ErrorType: UnrecognizedClientException:http://internal/\n\n{\"message\":\"The security token included in the request is invalid.\"}\n";
        let reading = FORMAT.first(text).unwrap();
        let Some(Fact::Failure(failure)) = reading.facts.first() else { panic!("no failure") };
        assert_eq!(failure.code.as_deref(), Some("UnrecognizedClientException"));
        assert_eq!(failure.message.as_ref().unwrap().text(), "The security token included in the request is invalid.");
        assert_eq!((failure.http_status, failure.request_id.as_deref()), (Some(403), Some("3b9c")));
    }

    #[test]
    fn requests_are_frames_and_prose_is_nothing() {
        let text = "> GET / HTTP/1.1\n> Host: s3.example.com\n> User-Agent: curl/7.88.1\n> \n< ";
        let reading = FORMAT.first(text).unwrap();
        assert!(
            matches!(&reading.facts[..], [Fact::Endpoint(host), Fact::Client(_)] if host.text() == "s3.example.com")
        );
        for text in ["it said HTTP/1.1 403 Forbidden", "\"GET / HTTP/1.1\" 403 354", "HTTP/2 is fast"] {
            assert!(FORMAT.first(text).is_none(), "{text}");
        }
    }
}
