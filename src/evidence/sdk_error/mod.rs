//! What the SDKs print when something fails, and the tools that are built on them.
//!
//! Few grammars, many producers: which program printed an error is a row in [`producers`], not a reader of its own.

mod beside;
mod cpp;
mod dotnet;
mod go;
mod java;
mod kotlin;
mod php;
mod print;
mod producers;
mod python;
mod ruby;
mod tools;
mod words;

use std::ops::Range;

use super::failure::Draft;
use super::{Answer, Format, Kind, Place, Reading};
use crate::aws::errors;
use crate::text::scan::joined;
use crate::text::{View, Words};

/// The format.
pub const FORMAT: Format = Format { kind: Kind::SdkError, literals: &LITERALS, read };

/// An error that a grammar read.
struct Found {
    draft: Draft,
    range: Range<usize>,
}

/// Reads an error whose mark stands at a byte of a view; nothing before the floor.
type Grammar = fn(&View<'_>, usize, usize) -> Option<Found>;

/// The mark of each grammar, the more particular first: of all that stand near a place, the first that fits is taken.
const GRAMMARS: &[(&str, Grammar)] = &[
    ("Traceback (most recent call last)", python::trace),
    ("Error executing \"", php::failed),
    ("S3ServiceException:", tools::redshift),
    ("HTTP response code ", tools::s3fs),
    ("Server returned non-2xx status code: ", tools::object_store),
    ("Client error with status ", tools::object_store),
    ("(Service: ", java::service),
    ("(Status Code: ", java::service),
    ("AWS Error Code: ", java::ancient),
    ("operation error ", go::v2),
    ("https response error StatusCode", go::v2),
    ("status code: ", go::v1),
    ("An error occurred (", python::line),
    ("A client error (", python::line),
    ("(client): ", php::rest),
    ("(server): ", php::rest),
    ("Aws::", ruby::class),
    ("Exception name: ", cpp::lines),
    ("Unable to parse ExceptionName: ", cpp::unparsed),
    ("AWS Error ", cpp::arrow),
    ("API responded with error=", tools::fluent_bit),
    ("Error making request with Error Code ", dotnet::request),
    ("S3 error: ", tools::s3cmd),
    ("ErrorXML: ", tools::s3cmd_debug),
    ("typeName: ", print::swift),
    ("CredentialsNotLoaded", print::rust_unloaded),
    ("unhandled error", print::rust),
    ("ServiceError(", print::rust),
    ("Error { code: \"", print::rust),
    ("Unhandled(", print::rust),
    ("ErrorMetadata { ", print::rust),
    ("RequestError: send request failed", go::v1_unsent),
    ("aws.sdk.kotlin.", kotlin::exception),
    ("value: InvalidHeaderValue", print::rust_panic),
    ("botocore.exceptions.", python::named),
    ("boto.exception.", python::named),
];

/// Marks of objects.
const OBJECTS: &[&str] = &["$metadata", "$fault", "ResponseMetadata", "extendedRequestId", "'Message': "];

/// Places where JavaScript's headings begin with other words than a code.
const HEADINGS: &[&str] =
    &["CredentialsProviderError: ", "CredentialsError: ", "TypeError [ERR_INVALID_CHAR]", "NetworkingError: "];

/// How far from a place, before and after it, the marks of a grammar are looked for.
const NEAR: usize = 2_000;
/// So many literals are looked at for them on either side.
const MANY: usize = 64;

fn read(place: &Place<'_>) -> Answer {
    let Place { view, floor, .. } = *place;
    let Some(found) = find(place) else { return Answer::No };
    let Found { mut draft, range } = found;
    if draft.failure.client.is_none_or(|client| matches!(client, "java-v1" | "java-v2" | "boto3")) {
        // A tool that is named around it is closer to the truth than its SDK.
        let line = view.line(range.start);
        let from = line.start.max(floor);
        let to = view.text().floor_char_boundary((range.end + 400).min(view.text().len()));
        let around = view.get(
            view.text().ceil_char_boundary(from.max(range.start.saturating_sub(NEAR)))..paragraph(view, range.end, to),
        );
        if let Some(client) = producers::producer(around) {
            draft.failure.client = Some(client);
        }
    }
    let facts = draft.facts(view, range.clone());
    // The request that was signed stands in the response that JavaScript keeps beside an error.
    let signed = view.get(range.clone()).first("\"_header\": ").map(|at| view.slice(view.line(range.start + at)));
    Answer::Yes(Reading { range, facts, nested: signed.into_iter().collect() })
}

/// The end of the paragraph that byte `from` stands in, `to` at most. A box around a diagnostic is one paragraph.
fn paragraph(view: &View<'_>, from: usize, to: usize) -> usize {
    let rest = view.get(from..to);
    let ends = ["\n\n\n", "\n\n"];
    ends.iter().filter_map(|end| rest.first(end)).min().map_or(to, |end| from + end)
}

/// Asks the grammars whose marks stand near the place, then those of objects, codes and sentences.
fn find(place: &Place<'_>) -> Option<Found> {
    let Place { view, at, floor, .. } = *place;
    let low = view.line_near(at, NEAR).start.max(floor);
    let high = view.text().floor_char_boundary(at + NEAR);
    let here = view.get(at..high);
    let word = here.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '.'))).next().unwrap_or_default();
    let is_code = errors::of_code(word.trim_end_matches('.')).is_some()
        || errors::KNOWN.iter().any(|known| here.starts_with(known.code));
    let is_heading = is_code || HEADINGS.iter().any(|words| here.starts_with(words));
    let is_sentence = errors::sentence_at(here).is_some();
    let is_in_object = is_code || is_sentence || OBJECTS.iter().any(|name| here.starts_with(name));
    // The first words of a sentence alone, as "credential", say nothing.
    if !is_heading && !is_in_object && !MARKS.iter().any(|mark| here.starts_with(mark)) {
        return None;
    }
    let fits = |found: &Found| found.range.contains(&at) && found.range.start >= floor;
    // The mark at the place itself, else the first after it, else the last before it.
    let mut places = [None; GRAMMARS.len()];
    let after = place.own_after(at).take_while(|&mark| mark < high).take(MANY);
    let before = place.own_before(at).take_while(|&mark| mark >= low).take(MANY);
    for found in after.chain(before) {
        let text = view.get(found..high);
        for (place, &(mark, _)) in places.iter_mut().zip(GRAMMARS) {
            if place.is_none() && text.starts_with(mark) {
                *place = Some(found);
            }
        }
    }
    let marked = GRAMMARS.iter().zip(places);
    let found = marked.filter_map(|((_, grammar), mark)| grammar(view, mark?, floor)).find(fits);
    found.or_else(|| unmarked(view, at, floor, is_heading, is_in_object))
}

/// The error whose heading, code or sentence stands at byte `at`, in one of the forms that have no mark of their own.
fn unmarked(view: &View<'_>, at: usize, floor: usize, is_heading: bool, is_in_object: bool) -> Option<Found> {
    let fits = |found: &Found| found.range.contains(&at) && found.range.start >= floor;
    let as_heading = || is_heading.then(|| print::heading(view, at, floor)).flatten().filter(fits);
    let as_object = || is_in_object.then(|| print::object_around(view, at, floor)).flatten().filter(fits);
    // Node shows the line of the program that throws above the error itself.
    if view.get(view.line_near(at, 128).start.max(floor)..at).holds("throw new ") {
        return None;
    }
    // Excon tells of the status before the body, which says more.
    let told = view.get(at..view.boundary(at + NEAR));
    if told.past("Forbidden").starts_with(": Expected(") && told.holds("<Code>") {
        return None;
    }
    // A stack that is a member of an object: the object says more.
    let first = if super::escaped::is_stack(view, at) { as_object() } else { None };
    first
        .or_else(|| print::bracketed(view, at, floor).filter(fits))
        .or_else(|| words::parts(view, at, floor).filter(fits))
        .or_else(as_heading)
        .or_else(as_object)
        .or_else(|| print::told(view, at, floor).filter(fits))
        .or_else(|| words::code(view, at, floor).filter(fits))
        .or_else(|| words::sentence(view, at, floor).filter(fits))
}

/// Whether a name begins at byte `at`: not in the middle of another, nor of a path or an address.
fn is_word_start(view: &View<'_>, at: usize) -> bool {
    let before = view.get(view.line(at).start..at);
    let inside = before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '#' | '.' | '/' | '\\'));
    !inside || before.ends_with("::")
}

/// Where the claim of an error that begins at byte `at` may begin: with its line, so that stamps and prefixes of logs
/// are part of it; at `at` itself where the line holds something else before it.
fn claim_start(view: &View<'_>, at: usize, floor: usize) -> usize {
    let start = view.line(at).start.max(floor);
    let before = view.get(start..at);
    let other = before.len() > 400
        || before.contains('{')
        || before.holds("AWS_")
        || before.holds("AKIA")
        || before.holds("ASIA")
        || before.holds("aws_")
        || before.holds("</");
    if other { at } else { start }
}

/// All literals: the marks of the grammars, of objects and headings, known codes and the beginnings of sentences.
const LITERALS: [&str; MARKS.len() + OBJECTS.len() + HEADINGS.len() + errors::CODES.len() + errors::BEGINNINGS.len()] =
    joined(&[&MARKS, OBJECTS, HEADINGS, &errors::CODES, &errors::BEGINNINGS]);

/// The marks of [`GRAMMARS`].
#[allow(clippy::indexing_slicing)] // Evaluated while compiling.
const MARKS: [&str; GRAMMARS.len()] = {
    let mut marks = [""; GRAMMARS.len()];
    let mut index = 0;
    while index < marks.len() {
        marks[index] = GRAMMARS[index].0;
        index += 1;
    }
    marks
};

#[cfg(test)]
mod tests;
