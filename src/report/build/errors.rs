//! The failures of a report; one that was told twice is one entry.

use super::Frame;
use crate::aws::errors;
use crate::evidence::Failure;
use crate::report::Error;
use crate::rules::Place;

/// Among as many of the failures before it is the same failure looked for.
const NEAR: usize = 64;

impl Frame<'_> {
    /// The distinct failures, and for each failure of the case the number of its entry.
    pub(super) fn errors(&self) -> (Vec<Error>, Vec<usize>) {
        let mut errors: Vec<Error> = Vec::new();
        let mut numbers = Vec::new();
        for &(failure, place) in &self.case.failures {
            let new = self.error(failure, place);
            let near = errors.len().saturating_sub(NEAR);
            let same = errors.iter().skip(near).position(|held| is_same(held, &new)).map(|number| near + number);
            match same.and_then(|number| errors.get_mut(number)) {
                Some(held) => fill(held, new),
                None => errors.push(new),
            }
            numbers.push(same.unwrap_or(errors.len() - 1));
        }
        (errors, numbers)
    }

    fn error(&self, failure: &Failure, place: Place) -> Error {
        Error {
            code: self.hider.name(failure.code.as_ref()),
            message: failure.message.as_ref().map(|message| self.hider.view(message, place.source)),
            http_status: failure.http_status,
            service: self.hider.name(failure.service.as_ref()),
            operation: self.hider.name(failure.operation.as_ref()),
            request_id: self.hider.id(failure.request_id.as_ref()),
            host_id: self.hider.id(failure.host_id.as_ref()),
            client: failure.client.map(str::to_owned),
            responder: failure.responder.map(str::to_owned),
            source: place.source,
            lines: self.lines(place.source, place.span),
        }
    }
}

/// Whether two entries tell of one failure: the same code, or the same message where one has no code, and no fact of one
/// contradicts the other.
fn is_same(held: &Error, new: &Error) -> bool {
    fn agree<T: PartialEq>(a: Option<&T>, b: Option<&T>) -> bool {
        a.is_none() || b.is_none() || a == b
    }
    // A client's own words around the answer of the server, on the line where that stands.
    let nothing_new = || new.message.as_ref().is_none_or(|message| errors::of_message(message).is_none());
    let retold = new.code.is_none() && new.http_status.is_some() && held.lines[1] >= new.lines[0] && nothing_new();
    // What a server said stands twice: as the message of an exception, and with its code.
    let answered = held.responder.is_some() || new.responder.is_some();
    let begins = |a: &Option<String>, b: &Option<String>| match (a, b) {
        (Some(a), Some(b)) => a.starts_with(b.as_str()),
        _ => a == b,
    };
    let words = begins(&held.message, &new.message) || begins(&new.message, &held.message);
    let same_words = words && (answered || held.code == new.code);
    // Ids alone, of an answer that was told.
    let silent = |error: &Error| error.code.is_none() && error.message.is_none();
    let ids = held.request_id.is_some() && held.request_id == new.request_id && (silent(held) || silent(new));
    held.source == new.source
        && agree(held.code.as_ref(), new.code.as_ref())
        && (retold || held.code.is_some() && new.code.is_some() || same_words || ids)
        && agree(held.service.as_ref(), new.service.as_ref())
        && agree(held.operation.as_ref(), new.operation.as_ref())
        && agree(held.request_id.as_ref(), new.request_id.as_ref())
        && of_one_client(held, new)
        && agree(held.http_status.as_ref(), new.http_status.as_ref())
        && agree(held.responder.as_ref(), new.responder.as_ref())
}

/// Whether one client told of both, as far as they know: `aws-cli` leaves open which of its versions it is.
fn of_one_client(held: &Error, new: &Error) -> bool {
    held.client.iter().zip(&new.client).all(|(held, new)| held.starts_with(new) || new.starts_with(held))
}

/// Takes from `new` what `held` does not know.
fn fill(held: &mut Error, new: Error) {
    if held.code.is_none() && new.code.is_some() {
        (held.code, held.lines) = (new.code, new.lines);
    }
    held.message = held.message.take().or(new.message);
    held.http_status = held.http_status.or(new.http_status);
    held.service = held.service.take().or(new.service);
    held.operation = held.operation.take().or(new.operation);
    held.request_id = held.request_id.take().or(new.request_id);
    held.host_id = held.host_id.take().or(new.host_id);
    // Of two programs that fit, whichever comes first in the text, the same one.
    held.client = held.client.take().max(new.client);
    held.responder = held.responder.take().or(new.responder);
}
