//! What the formats of errors share: the names under which clients and servers print code, message and ids, what a
//! message echoes, error bodies, object prints, and the stack traces around them. No format of its own.

mod body;
mod echo;
mod fields;
mod frames;
mod object;
mod sentence;
mod squeezed;

pub use body::{Shape, body};
pub use fields::Field;
pub use frames::{after_frames, is_frame, traceback, undecorated};
pub use object::{Printed, around, is_code, printed};
pub use sentence::{message, sentence, string_end};
pub use squeezed::Squeezed;

use std::ops::Range;

use super::{Fact, Failure};
use crate::aws::responders::{Clues, responder};
use crate::aws::{errors, regions, services};
use crate::text::{Span, View};

/// A failure in the making: fields are added as they are met, what came first stays.
#[derive(Debug, Default)]
pub struct Draft {
    /// What is known so far.
    pub failure: Failure,
    /// The code is only the name of a class or the beginning of a line: a field that says "code" replaces it.
    pub code_is_weak: bool,
    /// Names of further elements of a body, for telling who answered.
    pub elements: Vec<&'static str>,
    /// The name space of a body.
    pub name_space: String,
    /// The answer is a body as the server sent it.
    pub is_body: bool,
    /// The body's prolog is written with single quotes.
    pub single_quotes: bool,
    secrets: Vec<Span>,
    tokens: Vec<View<'static>>,
}

impl Draft {
    /// A draft for a failure that `client` printed.
    pub fn of(client: Option<&'static str>) -> Self {
        Self { failure: Failure { client, ..Failure::default() }, ..Self::default() }
    }

    /// Adds what stands under `field`.
    pub fn set(&mut self, field: Field, value: &View<'_>) {
        let text = value.text().trim();
        let failure = &mut self.failure;
        match field {
            Field::Code => {
                let code = errors::bare(text);
                // JavaScript's name for whatever has no name of its own.
                if is_given(code) && code != "Error" && (failure.code.is_none() || self.code_is_weak) {
                    failure.code = Some(code.to_owned());
                    self.code_is_weak = false;
                }
            }
            Field::Message => {
                if failure.message.is_none() && is_given(text) {
                    failure.message = Some(value.trimmed());
                }
            }
            Field::Status => {
                let status = text.get(..3).and_then(|digits| digits.parse().ok());
                failure.http_status = failure.http_status.or(status.filter(|status| (100..600).contains(status)));
            }
            Field::RequestId => keep(&mut failure.request_id, id(text)),
            Field::HostId => keep(&mut failure.host_id, id(text)),
            Field::Key => {
                self.elements.push("AWSAccessKeyId");
                if failure.key.is_none() {
                    failure.key = Some(unwrapped(value));
                }
            }
            Field::Token => {
                failure.token = true;
                self.secrets.push(value.whole());
                self.tokens.push(unwrapped(value));
            }
            Field::Secret => self.secrets.push(value.whole()),
            Field::Service => keep(&mut failure.service, services::endpoint_name(text)),
            Field::Operation => keep(&mut failure.operation, id(text)),
            Field::Region => keep(&mut failure.region, id(text)),
            Field::Host => keep(&mut failure.host, id(regions::host(text))),
            Field::RequestTime => keep(&mut failure.request_time, Some(text.to_owned())),
            Field::ServerTime => keep(&mut failure.server_time, Some(text.to_owned())),
            Field::Element(name) => self.elements.push(name),
        }
    }

    /// Adds the code at the beginning of a line or the name of a class, which a field may replace.
    pub fn weak_code(&mut self, code: &str) {
        let known = |code: &str| errors::of_code(code).is_some();
        if self.failure.code.as_deref().is_none_or(|held| self.code_is_weak && known(code) && !known(held)) {
            self.failure.code = Some(code.to_owned());
            self.code_is_weak = true;
        }
    }

    /// Notes that `span` holds a secret.
    pub fn secret(&mut self, span: Span) {
        self.secrets.push(span);
    }

    /// Adds what `other` knows and this does not.
    pub fn merge(&mut self, other: Self) {
        let Failure {
            code,
            message,
            http_status,
            service,
            operation,
            request_id,
            host_id,
            client,
            key,
            token,
            local,
            ..
        } = other.failure;
        let failure = &mut self.failure;
        if self.code_is_weak && code.is_some() && !other.code_is_weak {
            failure.code = code;
            self.code_is_weak = false;
        } else {
            keep(&mut failure.code, code);
        }
        keep(&mut failure.message, message);
        keep(&mut failure.http_status, http_status);
        keep(&mut failure.service, service);
        keep(&mut failure.operation, operation);
        keep(&mut failure.request_id, request_id);
        keep(&mut failure.host_id, host_id);
        keep(&mut failure.client, client);
        keep(&mut failure.key, key);
        keep(&mut failure.missing, other.failure.missing);
        keep(&mut failure.host, other.failure.host);
        keep(&mut failure.region, other.failure.region);
        keep(&mut failure.request_time, other.failure.request_time);
        keep(&mut failure.server_time, other.failure.server_time);
        failure.token |= token;
        failure.local |= local;
        self.elements.extend(other.elements);
        self.secrets.extend(other.secrets);
        self.tokens.extend(other.tokens);
        self.is_body |= other.is_body;
        self.single_quotes |= other.single_quotes;
        if self.name_space.is_empty() {
            self.name_space = other.name_space;
        }
    }

    /// Whether code, message or status are known: without them there is no failure to tell of.
    pub fn says_something(&self) -> bool {
        self.failure.code.is_some() || self.failure.message.is_some()
    }

    /// The facts, for a failure that stands in `range` of `view`, and where its span says already.
    pub fn facts(mut self, view: &View<'_>, range: Range<usize>) -> Vec<Fact> {
        let span = view.span(range);
        self.failure.span = Some(self.failure.span.map_or(span, |held| held.join(span)));
        if let Some(message) = self.failure.message.clone() {
            echo::mine(&mut self, &message);
        }
        let failure = &mut self.failure;
        let sentence = failure.message.as_ref().and_then(|message| errors::of_message(message.text()));
        // A code that services send stands for their word; others are the client's own.
        // What JavaScript makes of an answer without a body: its status is all that is known.
        let empty = failure.message.as_ref().is_some_and(|message| message.text().ends_with("UnknownError"));
        let status = || errors::of_code("403").filter(|_| empty && failure.http_status == Some(403));
        let known = failure.code.as_deref().and_then(errors::of_code).or_else(status);
        failure.meaning = errors::meaning(known, sentence);
        // A scan of a picture may have another letter.
        if let (Some(known), Some(code)) = (known, &mut failure.code)
            && known.code.len() == code.len()
            && !known.code.eq_ignore_ascii_case(code)
        {
            known.code.clone_into(code);
        }
        // So minio-go words an answer without a body.
        if known.is_none() && failure.message.as_ref().is_some_and(|message| message.text() == "Access Denied.") {
            failure.meaning = Some(errors::Meaning::Forbidden);
        }
        failure.local |= match known {
            Some(known) => known.statuses.is_empty(),
            None => failure.http_status.is_none() && sentence.is_some_and(|sentence| sentence.local),
        };
        if failure.service.is_none() {
            let by_host = failure.host.as_deref().and_then(|host| match regions::server(host) {
                regions::Server::Aws(endpoint) => endpoint.service.map(str::to_owned),
                _ => None,
            });
            let by_operation = failure.operation.as_deref().and_then(services::of_operation).map(str::to_owned);
            failure.service = by_operation.or(by_host);
        }
        if !failure.local {
            let or_empty = |text: &Option<String>| text.clone().unwrap_or_default();
            failure.responder = responder(&Clues {
                code: failure.code.as_deref().unwrap_or_default(),
                message: failure.message.as_ref().map_or("", View::text),
                request_id: &or_empty(&failure.request_id),
                host_id: &or_empty(&failure.host_id),
                host: &or_empty(&failure.host),
                name_space: &self.name_space,
                body: self.is_body,
                elements: &self.elements,
                single_quotes: self.single_quotes,
            });
        }
        let secrets = self.secrets.into_iter().map(Fact::Secret);
        let tokens = self.tokens.into_iter().map(Fact::SessionToken);
        std::iter::once(Fact::Failure(Box::new(self.failure))).chain(secrets).chain(tokens).collect()
    }
}

fn keep<T>(held: &mut Option<T>, new: Option<T>) {
    if held.is_none() {
        *held = new;
    }
}

/// Whether `text` is more than a word for nothing.
fn is_given(text: &str) -> bool {
    !matches!(text, "" | "null" | "undefined" | "None" | "nil" | "N/A" | "<nil>")
}

/// An id without the line ends that a terminal or a person put into it.
fn id(text: &str) -> Option<String> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let text = text.trim_matches(['"', '\'']);
    is_given(text).then(|| text.to_owned())
}

/// A value that went over the wire, where no line end can have been in it: line ends and the blanks after them are the
/// terminal's or the printer's. Everything else is kept.
fn unwrapped(value: &View<'_>) -> View<'static> {
    let text = value.text();
    if !text.contains('\n') {
        return value.slice(0..text.len());
    }
    let mut out = View::empty(value.source(0));
    let mut start = 0;
    for line in text.split('\n') {
        let body = line.trim_end_matches('\r');
        let lead = if start == 0 { 0 } else { body.len() - body.trim_start_matches([' ', '\t']).len() };
        out.append(&value.slice(start + lead..start + body.len()));
        start += line.len() + 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_value_stays_unless_it_was_weak() {
        let mut draft = Draft::default();
        draft.weak_code("S3ServiceException");
        draft.set(Field::Code, &View::at("com.amazon.coral.service#AccessDenied", 0));
        draft.set(Field::Code, &View::at("Other", 0));
        draft.set(Field::RequestId, &View::at("undefined", 0));
        draft.set(Field::RequestId, &View::at("K2H6\n  N7ZG", 0));
        assert_eq!(draft.failure.code.as_deref(), Some("AccessDenied"));
        assert_eq!(draft.failure.request_id.as_deref(), Some("K2H6N7ZG"));
    }

    #[test]
    fn an_echoed_key_keeps_what_is_in_it_but_line_ends() {
        let value = View::at("\n  AKIASP2TPHJS\n  QH3FRU7X \n", 10);
        let key = unwrapped(&value);
        assert_eq!((key.text(), key.source(0), key.source(12)), ("AKIASP2TPHJSQH3FRU7X ", 13, 28));
    }
}

/// What the tests of several formats use.
#[cfg(test)]
pub mod testing {
    use std::ops::Range;

    use crate::evidence::{Fact, Failure, Format};

    /// The one failure that `format` reads in `text`, what it claims and all its facts.
    pub fn failure(format: &Format, text: &str) -> (Failure, Range<usize>, Vec<Fact>) {
        let reading = format.first(text).unwrap_or_else(|| panic!("nothing was read in {text}"));
        let mut failures = reading.facts.iter().filter_map(|fact| match fact {
            Fact::Failure(failure) => Some((**failure).clone()),
            _ => None,
        });
        let first = failures.next().unwrap();
        assert!(failures.next().is_none(), "two failures in {text}");
        (first, reading.range, reading.facts)
    }
}
