//! The SDK for Ruby, whose classes bear the code.

use super::{Found, claim_start};
use crate::aws::errors;
use crate::evidence::failure::{Draft, Field, after_frames, message};
use crate::text::{View, Words};

/// The most bytes of a class's name.
const LONGEST_NAME: usize = 256;

/// Ruby: `Aws::S3::Errors::CODE: message`, or `message (Aws::S3::Errors::CODE)`; `at` is where `Aws::` stands.
pub fn class(view: &View<'_>, at: usize, floor: usize) -> Option<Found> {
    let name = view.get(at..view.boundary(at + LONGEST_NAME));
    let length = name.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, ':' | '_'))).unwrap_or(name.len());
    let name = name.get(..length)?.trim_end_matches(':');
    let parts: Vec<&str> = name.split(':').step_by(2).collect();
    let ["Aws", .., "Errors", code] = *parts.as_slice() else { return None };
    let line = view.line(at);
    let mut draft = Draft::of(Some("ruby-v3"));
    if let [_, service, "Errors", _] = *parts.as_slice() {
        draft.set(Field::Service, &View::at(service, 0));
    }
    let class = code.ends_with("Error") && errors::of_code(code).is_none_or(|known| known.statuses.is_empty());
    if !class {
        draft.set(Field::Code, &View::at(code, 0));
    }
    let from = line.start.max(floor);
    let after = at + name.len();
    let mut end = line.end;
    let rest = view.get(after..line.end);
    // Rails puts the message in brackets behind the class, Logstash and Fluentd under a name.
    let within = |open: &str, close: &str| {
        let mut near = rest.char_indices().take(4).map(|(gap, _)| gap);
        let from = near.find(|&gap| rest.get(gap..).is_some_and(|rest| rest.starts_with(open)))? + open.len();
        let inner = rest.get(from..)?;
        // The journal cuts long lines off.
        let cut = open == " (" && inner.ends_with('>');
        Some(after + from..after + from + inner.first(close).or(cut.then_some(inner.len()))?)
    };
    let named = [(" (", "):"), (":message=>\"", "\""), ("message: \"", "\""), ("error=\"", "\"")];
    let beside = named.iter().find_map(|(open, close)| within(open, close));
    let told = if let Some(told) = beside {
        told
    } else if let Some(begin) = behind(view, after, rest) {
        let message = message(view, begin);
        end = message.end.max(end);
        message
    } else {
        // The message stands before the bracket, behind the place in the program.
        let before = view.get(from..at).trim_end_matches(['(', ' ']);
        let start = before
            .last("': ")
            .map(|place| place + 3)
            .or_else(|| before.last(" -- : ").map(|place| place + 6))
            .or_else(|| before.last(": ").filter(|_| before.holds(".rb:")).map(|place| place + 2));
        from + start.unwrap_or(0)..from + before.len()
    };
    let words = view.get(told.clone());
    // Only the class stands, in words.
    if class && errors::of_message(words).is_none() && view.get(from..at).ends_with('`') {
        draft.set(Field::Code, &View::at(code, 0));
        return draft.says_something().then_some(Found { draft, range: at..after });
    }
    // What stands before a class alone may be the name that Logstash gives it.
    if !words.holds("::Errors::") && !words.ends_with(':') {
        let inspected = view.get(from..at).ends_with("#<") && words.ends_with('>');
        draft.set(Field::Message, &view.slice(told.start..told.end - usize::from(inspected)));
    }
    let end = after_frames(view, at, end).max(end);
    draft.says_something().then(|| Found { draft, range: claim_start(view, from, floor)..end })
}

/// Where the message begins that stands behind the class, which ends at byte `after` and goes on with `rest`: behind a
/// colon, as `RSpec` prints it on the line below the colon, as the SDK's own log does behind a blank.
fn behind(view: &View<'_>, after: usize, rest: &str) -> Option<usize> {
    if rest.trim_end() == ":" {
        let below = view.next_line(&view.line(after))?;
        let text = view.get(below.clone());
        let told = text.trim_start_matches([' ', '#', '\t']);
        return errors::of_message(told).map(|_| below.end - told.len());
    }
    let told =
        rest.strip_prefix(": ").or_else(|| rest.strip_prefix(' ').filter(|told| errors::of_message(told).is_some()));
    told.map(|told| after + rest.len() - told.len())
}
