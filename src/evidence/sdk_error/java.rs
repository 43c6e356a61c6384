//! The Java SDKs, Hadoop's S3A and Spark on top of them, and Kotlin's.
//!
//! Sources: aws/aws-sdk-java `AmazonServiceException`; aws/aws-sdk-java-v2 `AwsServiceException`; apache/hadoop
//! `S3AUtils.translateException`.

use super::{Found, claim_start};
use crate::aws::errors;
use crate::evidence::failure::{Draft, Field, after_frames, is_code};
use crate::text::{View, Words};

/// The most bytes of the details in brackets.
const LONGEST: usize = 1_200;

/// `class: message (Service: Amazon S3; Status Code: 403; Error Code: …; Request ID: …)`; `at` is where `(Service:`
/// stands.
pub fn service(view: &View<'_>, at: usize, floor: usize) -> Option<Found> {
    let text = view.get(at..view.text().len());
    let near = text.get(..text.floor_char_boundary(LONGEST))?;
    let close = near.find(')').filter(|&close| !near.get(..close).is_some_and(is_cut));
    let open_end = || near.find(if is_cut(near) { "\n" } else { "\n\n" }).unwrap_or(near.len());
    let inside = near.get(1..close.unwrap_or_else(open_end))?.trim_end_matches([',', ';', ' ', '\r']);
    let separator = if inside.contains(';') { ';' } else { ',' };
    let mut draft = Draft::of(Some(if separator == ';' { "java-v1" } else { "java-v2" }));
    let mut offset = at + 1;
    for pair in inside.split(separator) {
        if let Some((name, value)) = pair.split_once(':') {
            let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
            if let Some(field) = Field::of(&name) {
                let from = offset + pair.len() - value.len();
                code_or(&mut draft, field, &view.slice(from..from + value.len()).trimmed());
            }
        }
        offset += pair.len() + 1;
    }
    let mut end = at + close.map_or(1 + inside.len(), |close| close + 1);
    end = tail(view, end, &mut draft);
    let start = message(view, at, floor, &mut draft);
    let trace = after_frames(view, start, end);
    if trace > view.rest_of_line(end).end {
        end = trace;
    }
    draft.says_something().then_some(Found { draft, range: start..end })
}

/// Whether what stands in brackets was cut off at the end of its line: nothing on the lines below has its names.
fn is_cut(inside: &str) -> bool {
    let Some((_, below)) = inside.split_once('\n') else { return false };
    let named = |part: &str| {
        let name = part.split(':').next().unwrap_or_default();
        part.contains(':') && Field::of(&name.split_whitespace().collect::<Vec<_>>().join(" ")).is_some()
    };
    (below.len() > 120 || below.contains(['=', '\n'])) && !below.split([';', ',']).any(named)
}

/// `Error Code: 403 Forbidden` is Hadoop's and version 1's word for a body-less answer.
fn code_or(draft: &mut Draft, field: Field, value: &View<'_>) {
    if field == Field::Code && !is_code(value.text()) && !value.text().ends_with("Forbidden") {
        return;
    }
    if value.text() != "null" {
        draft.set(field, value);
    }
}

/// What comes after the bracket: attempts, the extended id once more, Hadoop's `:CODE`.
fn tail(view: &View<'_>, mut end: usize, draft: &mut Draft) -> usize {
    let rest = |end: usize| view.get(end..view.text().len());
    if let Some(attempts) = rest(end).strip_prefix(" (SDK Attempt Count: ") {
        end += 21 + attempts.find(')').map_or(0, |close| close + 1);
    }
    if let Some(id) = rest(end).strip_prefix(", S3 Extended Request ID: ") {
        let from = end + 26;
        let length = id.find(|c: char| c.is_whitespace() || matches!(c, ':' | ')' | '"' | ',')).unwrap_or(id.len());
        draft.set(Field::HostId, &view.slice(from..from + length));
        end = from + length;
    }
    if let Some(code) = rest(end).strip_prefix(':') {
        let length = code.find(|c: char| !(c.is_ascii_alphanumeric() || c == '.')).unwrap_or(code.len());
        let word = code.get(..length).unwrap_or_default();
        if code.starts_with("403 Forbidden") {
            end += 14;
            draft.set(Field::Code, &View::at("403 Forbidden", 0));
        } else if is_code(word) {
            draft.set(Field::Code, &View::at(word, 0));
            end += 1 + length;
        }
    }
    end
}

/// Sets the message that ends before byte `at`; gives where the claim begins.
fn message(view: &View<'_>, at: usize, floor: usize, draft: &mut Draft) -> usize {
    let mut from = view.line(at).start.max(floor);
    // A message over several lines begins behind the name of a class above.
    for _ in 0..12 {
        if class_end(view.get(from..at)).is_some() || view.get(from..at).holds("Caused by") {
            break;
        }
        let above = view
            .line_before(&view.line(from))
            .filter(|line| line.start >= floor && !view.get(line.clone()).trim().is_empty());
        match above {
            Some(line) if class_end(view.get(line.start..at)).is_some() => from = line.start,
            _ => break,
        }
    }
    let text = view.get(from..at);
    let begin = class_end(text).or_else(|| sentence_start(text)).map_or(from, |offset| from + offset);
    draft.set(Field::Message, &view.slice(begin..at));
    claim_start(view, from.max(floor), floor).min(begin)
}

/// The byte after the last class name and its colon in `text`: `com.amazonaws.services.s3.model.AmazonS3Exception: `.
fn class_end(text: &str) -> Option<usize> {
    let ends = ["Exception: ", "Error: "].iter().flat_map(|end| text.places(end).map(|at| at + end.len()));
    ends.filter(|&end| {
        let name = text.get(..end).unwrap_or_default().short_of(": ");
        let start =
            name.rfind(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '$'))).map_or(0, |at| at + 1);
        name.get(start..).is_some_and(|name| name.contains('.') || name.ends_with("Exception"))
    })
    .max()
}

/// Where a known sentence begins in `text`.
fn sentence_start(text: &str) -> Option<usize> {
    text.char_indices()
        .filter(|(_, c)| c.is_ascii_uppercase())
        .find(|(at, _)| text.get(*at..).is_some_and(|rest| errors::sentence_at(rest).is_some()))
        .map(|(at, _)| at)
}

/// The oldest form: `Status Code: 403, AWS Service: Amazon S3, AWS Request ID: …, AWS Error Code: …, AWS Error Message:
/// …, S3 Extended Request ID: …`; `at` is where `AWS Error Code:` stands.
pub fn ancient(view: &View<'_>, at: usize, floor: usize) -> Option<Found> {
    let line = view.line(at);
    let from = line.start.max(floor);
    let line_text = view.get(from..line.end);
    let first = ["Status Code: ", "AWS Service: ", "AWS Request ID: ", "AWS Error Code: "];
    let start = from + first.iter().filter_map(|name| line_text.first(name)).min()?;
    let text = view.get(start..line.end);
    let client = if text.holds("AWS Error Type: client") { "php-v2" } else { "java-v1" };
    let mut draft = Draft::of(Some(client));
    let names = [
        "Status Code: ",
        "AWS Service: ",
        "AWS Request ID: ",
        "AWS Error Code: ",
        "AWS Error Message: ",
        "S3 Extended Request ID: ",
        "AWS Error Type: ",
        "User-Agent: ",
    ];
    let mut places: Vec<(usize, &str)> = names.iter().filter_map(|name| Some((text.first(name)?, *name))).collect();
    places.sort_unstable();
    for (index, (found, name)) in places.iter().enumerate() {
        let value = found + name.len();
        let end = places.get(index + 1).map_or(text.len(), |(next, _)| *next);
        let value = view.slice(start + value..start + end);
        let value = value.slice(0..value.text().trim_end().trim_end_matches(',').len());
        if let Some(field) = Field::of(name.short_of(": ").past("AWS ")) {
            draft.set(field, &value);
        }
    }
    let end = after_frames(view, start, line.end).max(line.end);
    draft.says_something().then(|| Found { draft, range: claim_start(view, start, floor)..end })
}
