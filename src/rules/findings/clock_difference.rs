//! Client and server times differ by minutes.

use super::{Finding, Found, Rule, Severity};
use crate::aws::time::{self, Moment};
use crate::evidence::{Fact, Failure};
use crate::rules::{Case, Place};
use crate::text::{View, Words};

/// The rule.
pub const RULE: Rule = Rule {
    id: "clock-difference",
    severity: Severity::Warning,
    title: "The clocks of client and server differ",
    meaning: "AWS refuses requests that were signed more than a few minutes ago or ahead (5 to 15, by service). Differences of whole and half hours between a log and a server are time zones and do no harm: signatures are made in UTC.",
    hits: hits![
        "An error occurred (InvalidSignatureException) when calling the ListTables operation: Signature expired: 20261121T010203Z is now earlier than 20261121T085500Z (20261121T091000Z - 15 min.)\n",
        "<Error><Code>RequestTimeTooSkewed</Code><Message>The difference between the request time and the current time is too large.</Message><RequestTime>20261121T010203Z</RequestTime><ServerTime>2026-11-21T01:42:03Z</ServerTime><MaxAllowedSkewMilliseconds>900000</MaxAllowedSkewMilliseconds><RequestId>7GOMKMVAJGAHD2J1</RequestId></Error>\n",
    ],
    misses: misses![
        "An error occurred (InvalidAccessKeyId) when calling the ListBuckets operation: The AWS Access Key Id you provided does not exist in our records.\n",
    ],
    check,
};

/// Seconds from which on a difference counts: slower than any answer, stricter than any service.
const LEAST: i64 = 240;
/// Seconds between the offsets of time zones.
const ZONES: i64 = 900;
/// Seconds from which on a difference may be a time zone.
const NEAREST_ZONE: i64 = 3_600 - ZONES;
/// How many bytes of text may lie between two outputs that belong to one another.
const NEAR: usize = 4_096;

fn check(case: &Case<'_>, found: &mut Found) {
    for &(failure, place) in &case.failures {
        if let Some((client, server)) = of_failure(failure) {
            report(client.seconds - server.seconds, place, None, found);
        }
    }
    let mut last: [Option<(Reading, Place)>; 2] = [None, None];
    for (fact, place) in case.facts() {
        let Some((reading, place)) = reading(fact, place) else { continue };
        let [server, client] = &mut last;
        let (own, other) = if reading.is_server() { (server, client) } else { (client, server) };
        if let Some((before, at)) = other.filter(|(_, at)| are_near(*at, place)) {
            report(reading.difference(before), at, Some(place), found);
        }
        *own = Some((reading, place));
    }
}

/// A time that the evidence gives, by whose clock it is.
#[derive(Clone, Copy)]
enum Reading {
    /// A server's Date header.
    Server(Moment),
    /// The time at which a request was signed.
    Signed(Moment),
    /// The client's clock.
    Clock(Moment),
}

impl Reading {
    fn is_server(self) -> bool {
        matches!(self, Self::Server(_))
    }

    /// Seconds that the client is ahead of the server; nothing where both are of one side.
    fn difference(self, other: Self) -> i64 {
        match (self, other) {
            // A signature is made in UTC; whole hours between it and the server are as wrong as minutes.
            (Self::Server(server), Self::Signed(client)) | (Self::Signed(client), Self::Server(server)) => {
                client.seconds - server.seconds
            }
            (Self::Server(server), Self::Clock(client)) | (Self::Clock(client), Self::Server(server)) => {
                without_zone(client.seconds - server.seconds)
            }
            _ => 0,
        }
    }
}

/// What `fact` says of a clock, and where.
fn reading(fact: &Fact, place: Place) -> Option<(Reading, Place)> {
    match fact {
        Fact::Response(response) => {
            let date = time::parse(response.date.as_ref()?.text()).filter(|date| !date.local)?;
            Some((Reading::Server(date), Place { span: response.span.unwrap_or(place.span), ..place }))
        }
        Fact::Request(request) if !request.presigned => {
            let date = time::parse(request.date.as_deref()?).filter(|date| !date.local)?;
            Some((Reading::Signed(date), Place { span: request.span, ..place }))
        }
        Fact::Clock(clock) => {
            Some((Reading::Clock(time::parse(clock.text())?), Place { span: clock.whole(), ..place }))
        }
        _ => None,
    }
}

fn report(difference: i64, place: Place, other: Option<Place>, found: &mut Found) {
    if difference.abs() >= LEAST {
        let finding = Finding::new(&RULE, place, place.span, explain(difference));
        found.add(other.into_iter().fold(finding, Finding::also));
    }
}

fn are_near(one: Place, other: Place) -> bool {
    let gap = one.span.start.max(other.span.start).saturating_sub(one.span.end.min(other.span.end));
    one.source == other.source && gap <= NEAR
}

/// What is left of a difference once a time zone is taken off it; no zone is nearer to UTC than an hour.
fn without_zone(difference: i64) -> i64 {
    if difference.abs() < NEAREST_ZONE { difference } else { (difference + ZONES / 2).rem_euclid(ZONES) - ZONES / 2 }
}

/// The two times that a server compared: the client's and its own.
fn of_failure(failure: &Failure) -> Option<(Moment, Moment)> {
    let given = |text: &Option<String>| text.as_deref().and_then(time::parse);
    if let (Some(client), Some(server)) = (given(&failure.request_time), given(&failure.server_time)) {
        return Some((client, server));
    }
    of_message(failure.message.as_ref().map(View::text)?)
}

/// `Signature expired: A is now earlier than B (C - 15 min.)`, `Signature not yet current: A is still later than B
/// (C + 15 min.)`: A is the client's time, C the server's; where C is cut off, B will do.
fn of_message(message: &str) -> Option<(Moment, Moment)> {
    let start = ["Signature expired", "Signature not yet current"].iter().find_map(|words| message.first(words))?;
    let words = message.get(start..)?.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ',' | ':'));
    let times: Vec<Moment> = words.filter_map(|word| time::parse(word).filter(|_| word.len() > 10)).take(3).collect();
    Some((*times.first()?, *times.get(2).or(times.get(1))?))
}

fn explain(difference: i64) -> String {
    let (span, side) = (time::span(difference), if difference < 0 { "behind" } else { "ahead of" });
    format!("The client's clock is {span} {side} the server's.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_give_both_times() {
        let late =
            "Signature expired: 20261121T010203Z is now earlier than 20261121T085500Z (20261121T091000Z - 15 min.)";
        let (client, server) = of_message(late).unwrap();
        assert_eq!(explain(client.seconds - server.seconds), "The client's clock is 8 hours behind the server's.");
        let early = "Signature not yet current: 20261121T094000Z is still later than 20261121T092500Z (20261121T091000Z + 15 min.)";
        let (client, server) = of_message(early).unwrap();
        assert_eq!(explain(client.seconds - server.seconds), "The client's clock is 30 minutes ahead of the server's.");
        assert_eq!(of_message("The security token included in the request is invalid."), None);
        assert_eq!(of_message("Signature expired"), None);
    }

    #[test]
    fn time_zones_do_not_count() {
        for (difference, left) in [
            (3_600, 0),
            (19_800, 0),
            (-20_700, 0),
            (3_600 + 300, 300),
            (1_080, 1_080),
            (-2_000, -2_000),
            (-7_200 - 360, -360),
            (20, 20),
        ] {
            assert_eq!(without_zone(difference), left, "{difference}");
        }
    }
}
