//! Errors in words: the forms of PHP, Ruby, .NET, C++, Kotlin and of the S3 tools, and known codes and sentences that
//! stand by themselves.

use std::ops::Range;

use super::{Found, claim_start, is_word_start};
use crate::aws::errors;
use crate::evidence::failure::{Draft, Field, after_frames, body, is_code, message, printed};
use crate::text::View;
use crate::text::json;

/// The most bytes from the beginning of a PHP error to its code.
const LONGEST: usize = 6_000;
/// The most bytes of a name, and of a sentence after it.
const LONGEST_NAME: usize = 1_024;

/// PHP: `Error executing "ListBuckets" on "https://…"; AWS HTTP error: … CODE (client): message - <body>`.
pub fn php(view: &View<'_>, at: usize, floor: usize) -> Option<Found> {
    let text = view.get(at..view.text().floor_char_boundary(at + LONGEST));
    let mut parts = text.split('"');
    let (_, operation, _, address) = (parts.next()?, parts.next()?, parts.next()?, parts.next().unwrap_or_default());
    let mut draft = Draft::of(Some("php-v3"));
    draft.set(Field::Operation, &View::at(operation, 0));
    draft.set(Field::Host, &View::at(address, 0));
    if let Some(status) = text.split("resulted in a `").nth(1) {
        draft.set(Field::Status, &View::at(status, 0));
    }
    let start = claim_start(view, at, floor);
    let from = at + text.find("AWS HTTP error").unwrap_or(0);
    if let Some(found) = coded(view, from, at + text.len()) {
        let mut range = found.range;
        draft.merge(found.draft);
        range.start = start;
        range.end = after_frames(view, at, range.end).max(range.end);
        return Some(Found { draft, range });
    }
    // Cut off before the code: the shortened body may still have it.
    let mut end = view.rest_of_line(at).end;
    if let Some(open) = text.find("<Error").or_else(|| text.find("<Response"))
        && let Some(body) = body(view, at + open, at)
    {
        end = end.max(body.range.end);
        draft.merge(body.draft);
    }
    if !draft.says_something() {
        draft.set(Field::Message, &view.slice(from..view.rest_of_line(from).end));
    }
    Some(Found { draft, range: start..end })
}

/// `CODE (client): message - <body>` somewhere in the bytes from `from` to `limit`.
fn coded(view: &View<'_>, from: usize, limit: usize) -> Option<Found> {
    let text = view.get(from..limit);
    let mark = ["(client): ", "(server): ", "(client):", "(server):"]
        .iter()
        .find_map(|mark| Some((text.find(mark)?, mark.len())))?;
    let (at, length) = mark;
    let code = text.get(..at)?.trim_end();
    let start = code.rfind(|c: char| !(c.is_ascii_alphanumeric() || c == '.')).map_or(0, |at| at + 1);
    let mut draft = Draft::of(Some("php-v3"));
    draft.set(Field::Code, &View::at(code.get(start..).unwrap_or_default(), 0));
    let message_at = from + at + length;
    let mut end = message(view, message_at).end;
    // Behind the message stands the body.
    let rest = view.get(message_at..limit);
    let hyphen = [" - <", " - {", " -\n<"].iter().filter_map(|mark| rest.find(mark)).min();
    if let Some(hyphen) = hyphen {
        draft.set(Field::Message, &view.slice(message_at..message_at + hyphen));
        end = end.max(message_at + hyphen);
        let open = view.get(message_at + hyphen..limit);
        if let Some(found) = open.find("<Error").or_else(|| open.find("<Response"))
            && let Some(body) = body(view, message_at + hyphen + found, message_at)
        {
            end = end.max(body.range.end);
            draft.merge(body.draft);
        } else if let Some(found) = open.find('{')
            && let Some(value) = json::read(view, message_at + hyphen + found)
        {
            end = end.max(value.range.end);
        }
    } else {
        draft.set(Field::Message, &view.slice(message_at..end));
    }
    Some(Found { draft, range: from + start..end })
}

/// PHP's `CODE (client): message - <body>` whose beginning is cut off; `at` is where the bracket opens.
pub fn php_rest(view: &View<'_>, at: usize, floor: usize) -> Option<Found> {
    let from = view.line(at).start.max(floor);
    let mut found = coded(view, from, view.text().floor_char_boundary(at + LONGEST))?;
    found.range.start = claim_start(view, found.range.start, floor);
    Some(found)
}

/// Ruby: `Aws::S3::Errors::CODE: message`, or `message (Aws::S3::Errors::CODE)`; `at` is where `Aws::` stands.
pub fn ruby(view: &View<'_>, at: usize, floor: usize) -> Option<Found> {
    let line = view.line(at);
    let name = view.get(at..line.end.min(view.boundary(at + LONGEST_NAME)));
    let length = name.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, ':' | '_'))).unwrap_or(name.len());
    let name = name.get(..length)?.trim_end_matches(':');
    let parts: Vec<&str> = name.split("::").collect();
    let ["Aws", .., "Errors", code] = *parts.as_slice() else { return None };
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
    let told = if view.get(after..line.end).starts_with(": ") {
        let message = message(view, after + 2);
        end = message.end;
        message
    } else {
        // The message stands before the bracket, behind the place in the program.
        let before = view.get(from..at).trim_end_matches(['(', ' ']);
        let start = before
            .rfind("': ")
            .map(|place| place + 3)
            .or_else(|| before.rfind(": ").filter(|_| before.contains(".rb:")).map(|place| place + 2));
        from + start.unwrap_or(0)..from + before.len()
    };
    let words = view.get(told.clone());
    if !words.contains("::Errors::") {
        let inspected = view.get(from..at).ends_with("#<") && words.ends_with('>');
        draft.set(Field::Message, &view.slice(told.start..told.end - usize::from(inspected)));
    }
    let end = after_frames(view, at, end).max(end);
    draft.says_something().then(|| Found { draft, range: claim_start(view, from, floor)..end })
}

/// C++: lines `Exception name: CODE`, `Error message: …`, `Request ID: …`, `HTTP response code: …`; `at` is in one of
/// them.
pub fn cpp(view: &View<'_>, at: usize, floor: usize) -> Option<Found> {
    const NAMES: &[(&str, Field)] = &[
        ("HTTP response code", Field::Status),
        ("Request ID", Field::RequestId),
        ("Exception name", Field::Code),
        ("Error message", Field::Message),
        ("Resolved remote host IP address", Field::Element("address")),
    ];
    let pair = |line: &Range<usize>| {
        let text = view.get(line.clone());
        NAMES.iter().find_map(|&(name, field)| {
            let from = text.find(name)? + name.len();
            let value = text.get(from..)?.strip_prefix(':')?;
            Some((field, line.end - value.len()..line.end))
        })
    };
    let mut line = view.line(at);
    while let Some(above) = view.line_before(&line).filter(|above| above.start >= floor && pair(above).is_some()) {
        line = above;
    }
    let start = line.start.max(floor);
    let mut draft = Draft::of(Some("cpp"));
    let mut end = line.end;
    while let Some((field, value)) = pair(&line) {
        draft.set(field, &view.slice(value).trimmed());
        end = line.end;
        let Some(below) = view.next_line(&line) else { break };
        line = below;
    }
    // `7 response headers:` and that many lines `name : value`.
    if let Some(count) =
        view.get(line.clone()).strip_suffix(" response headers:").and_then(|count| count.trim().parse::<usize>().ok())
    {
        end = line.end;
        for _ in 0..count.min(64) {
            let Some(next) = view.next_line(&line).filter(|next| view.get(next.clone()).contains(" : ")) else { break };
            end = next.end;
            line = next;
        }
    }
    draft.failure.code.is_some().then_some(Found { draft, range: start..end })
}

/// Kotlin: `aws.sdk.kotlin.services.s3.model.S3Exception: message, Request ID: …`, and without a message `Service
/// returned error code CODE, Error type: Client, …, Request ID: …`.
pub fn kotlin(view: &View<'_>, at: usize, floor: usize) -> Option<Found> {
    let line = view.line(at);
    let text = view.get(at..line.end);
    let from = at + text.find(": ")? + 2;
    let told = view.get(from..line.end);
    let mut draft = Draft::of(Some("kotlin"));
    if let Some(code) = told.strip_prefix("Service returned error code ").and_then(|rest| rest.split(',').next()) {
        draft.set(Field::Code, &View::at(code, 0));
    }
    let end = told.find(", Request ID: ").map_or(line.end, |id| {
        let id_at = from + id + 14;
        let length = view.get(id_at..line.end).find([',', ' ', ')']).unwrap_or(line.end - id_at);
        draft.set(Field::RequestId, &view.slice(id_at..id_at + length));
        from + id
    });
    let message = view.slice(from..end);
    let sentence = errors::of_message(message.text());
    draft.failure.local = sentence.is_some_and(|sentence| sentence.local);
    draft.set(Field::Message, &message);
    if let Some(service) = text.split(".services.").nth(1).and_then(|rest| rest.split('.').next()) {
        draft.set(Field::Service, &View::at(service, 0));
    }
    let known = sentence.is_some() || draft.failure.code.is_some() || draft.failure.request_id.is_some();
    let end = after_frames(view, at, line.end).max(line.end);
    known.then(|| Found { draft, range: claim_start(view, at, floor)..end })
}

/// .NET without a body: `Error making request with Error Code CODE and Http Status Code Forbidden.`
pub fn dotnet_request(view: &View<'_>, at: usize, floor: usize) -> Option<Found> {
    let line = view.line(at);
    let text = view.get(at..line.end);
    let code = text.split("Error Code ").nth(1)?.split(' ').next()?;
    let mut draft = Draft::of(Some("dotnet"));
    draft.set(Field::Code, &View::at(code, 0));
    draft.set(Field::Message, &view.slice(at..line.end));
    match text.split("Http Status Code ").nth(1).and_then(|rest| rest.split(['.', ' ']).next()) {
        Some("Forbidden") => draft.set(Field::Status, &View::at("403", 0)),
        Some("Unauthorized") => draft.set(Field::Status, &View::at("401", 0)),
        Some("BadRequest") => draft.set(Field::Status, &View::at("400", 0)),
        _ => {}
    }
    let end = dotnet_rest(view, line.end);
    Some(Found { draft, range: claim_start(view, at, floor)..end })
}

/// The byte after the inner exceptions and frames of .NET that follow the line of byte `at`.
fn dotnet_rest(view: &View<'_>, at: usize) -> usize {
    let mut end = after_frames(view, at, at).max(at);
    let is_inner = |text: &str| {
        let text = text.trim_start();
        text.starts_with("---> ") || text.starts_with("Exception ") && text.contains(" of ") && text.contains(": ")
    };
    while let Some(next) = view.next_line(&view.line(end)).filter(|next| is_inner(view.get(next.clone()))) {
        end = after_frames(view, next.start, next.end).max(next.end);
    }
    end
}

/// Redshift's COPY: `S3ServiceException:message,Status 403,Error CODE,Rid …,ExtRid …,CanRetry 1`.
pub fn redshift(view: &View<'_>, at: usize, floor: usize) -> Option<Found> {
    let line = view.line(at);
    let from = at + "S3ServiceException:".len();
    let text = view.get(from..line.end);
    let mut draft = Draft::of(Some("redshift"));
    let names = [
        (",Status ", Field::Status),
        (",Error ", Field::Code),
        (",Rid ", Field::RequestId),
        (",ExtRid ", Field::HostId),
    ];
    let mut end: Option<usize> = None;
    for (name, field) in names {
        let Some(found) = text.find(name) else { continue };
        let value = from + found + name.len();
        let length = view.get(value..line.end).find(',').unwrap_or(line.end - value);
        draft.set(field, &view.slice(value..value + length));
        end = Some(end.map_or(found, |end| end.min(found)));
    }
    draft.set(Field::Service, &View::at("s3", 0));
    draft.set(Field::Message, &view.slice(from..from + end?));
    Some(Found { draft, range: claim_start(view, at, floor)..line.end })
}

/// s3fs: `HTTP response code 403, returning EPERM. Body Text: <body>`; `at` is where `HTTP response code` stands.
pub fn s3fs(view: &View<'_>, at: usize, floor: usize) -> Option<Found> {
    let line = view.line(at);
    let text = view.get(at..line.end);
    let open = at + text.find("Body Text: ")? + 11;
    let mut draft = Draft::of(Some("s3fs"));
    draft.set(Field::Status, &View::at(text.strip_prefix("HTTP response code ")?, 0));
    let rest = view.get(open..view.text().floor_char_boundary(open + 400));
    let from = open + rest.find("<Error").or_else(|| rest.find("<Response"))?;
    let body = body(view, from, open)?;
    draft.merge(body.draft);
    Some(Found { draft, range: claim_start(view, at, floor)..body.range.end })
}

/// s3cmd: `S3 error: 403 (CODE): message`; `at` is where `S3 error:` stands.
pub fn s3cmd(view: &View<'_>, at: usize, floor: usize) -> Option<Found> {
    let line = view.line(at);
    let text = view.get(at..line.end);
    let rest = text.strip_prefix("S3 error: ")?;
    let mut draft = Draft::of(Some("s3cmd"));
    draft.set(Field::Status, &View::at(rest, 0));
    let start = claim_start(view, at, floor);
    let Some((code, _)) = rest.split_once('(').and_then(|(_, rest)| rest.split_once(')')) else {
        draft.set(Field::Message, &view.slice(at + 10..line.end));
        return Some(Found { draft, range: start..line.end });
    };
    draft.set(Field::Code, &View::at(code, 0));
    let mut end = line.end;
    if let Some(colon) = text.find("): ") {
        let message = message(view, at + colon + 3);
        end = message.end;
        draft.set(Field::Message, &view.slice(message));
    }
    Some(Found { draft, range: start..end })
}

/// s3cmd's debug lines `DEBUG: ErrorXML: Code: 'CODE'`; `at` is where `ErrorXML:` stands in the first of them.
pub fn s3cmd_debug(view: &View<'_>, at: usize, floor: usize) -> Option<Found> {
    let mut line = view.line(at);
    let mut range = line.start.max(floor)..line.end;
    let mut draft = Draft::of(Some("s3cmd"));
    while let Some(from) = view.get(line.clone()).find("ErrorXML: ").map(|found| line.start + found + 10) {
        let text = view.get(from..line.end);
        if let Some((name, value)) = text.split_once(": ")
            && let Some(field) = Field::of(name)
        {
            let quoted = value.len() >= 2 && value.starts_with('\'') && value.ends_with('\'');
            let trim = usize::from(quoted);
            draft.set(field, &view.slice(line.end - value.len() + trim..line.end - trim));
        }
        range.end = line.end;
        let Some(next) = view.next_line(&line) else { break };
        line = next;
    }
    (draft.says_something() || draft.failure.key.is_some()).then_some(Found { draft, range })
}

/// Parts with their names one after the other, `code: CODE, message: …, request_id: …`, as the clients of MinIO print
/// them (`code = CODE` in Java's); `at` is where the code or the message stands.
pub fn parts(view: &View<'_>, at: usize, floor: usize) -> Option<Found> {
    let line = view.line_near(at, 4096);
    let from = line.start.max(floor);
    let head = view.get(from..at);
    let (sign, at) = [": ", " = ", "="].into_iter().find_map(|sign| {
        let name = head.trim_end_matches(|c: char| c.is_ascii_alphanumeric()).rfind(&format!("code{sign}"))?;
        Some((sign, from + name))
    })?;
    let before = view.get(from..at).trim_end();
    (before.is_empty() || before.ends_with([';', ',', '(', '[', '{', ':'])).then_some(())?;
    let mut draft = Draft::default();
    let mut end = at;
    let mut here = at;
    while let Some(length) = view.get(here..line.end).find(sign) {
        let field = Field::of(view.get(here..here + length));
        let from = here + length + sign.len();
        let value = view.get(from..line.end);
        // A value ends where the next name stands, the message with its last comma.
        let next = value.match_indices(", ").find(|(comma, _)| {
            let name = value.get(comma + 2..).and_then(|rest| rest.split_once(sign)).map(|(name, _)| name);
            name.is_some_and(|name| {
                !name.is_empty() && name.len() < 24 && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
            })
        });
        let close = value.find([')', '}', ']']).filter(|_| field != Some(Field::Message)).unwrap_or(value.len());
        let length = next.map_or(close, |(comma, _)| comma);
        if let Some(field) = field {
            draft.set(field, &view.slice(from..from + length));
        }
        end = from + length;
        let Some((comma, _)) = next else { break };
        here = from + comma + 2;
    }
    let told = draft.failure.code.as_deref().is_some_and(is_code) && draft.failure.message.is_some();
    end += usize::from(view.get(end..line.end).starts_with([')', '}', ']']));
    told.then(|| Found { draft, range: claim_start(view, at, floor)..end })
}

/// A known code at byte `at` in one of the forms that make an error of it: `CODE: message`, `CODE => message`, `(CODE)
/// message`, `CODEThe message`.
pub fn code(view: &View<'_>, at: usize, floor: usize) -> Option<Found> {
    let text = view.get(at..view.boundary(at + LONGEST_NAME));
    let length = text.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '.'))).unwrap_or(text.len());
    let word = text.get(..length)?.trim_end_matches('.');
    let before = view.get(floor..at);
    if !is_word_start(view, at) {
        return None;
    }
    let known = errors::of_code(word).or_else(|| glued(word))?;
    let from = at + known.code.len();
    let mut draft = Draft::default();
    draft.set(Field::Code, &View::at(known.code, 0));
    // AWS's own spelling is kept as the text has it.
    let rest = view.get(from..view.text().len());
    let after = [": ", ":\n", ":\r\n", " => ", "\t", " - ", ") ", "): ", "] ", "]: ", " error: "]
        .iter()
        .find(|mark| rest.starts_with(**mark));
    let begin = match after {
        Some(mark) => from + mark.len(),
        None if rest.starts_with(':') && rest.trim_end() == ":" => from + 1,
        None => from,
    };
    let told = view.get(begin..view.boundary(begin + LONGEST_NAME));
    let lead = told.len() - told.trim_start().len();
    let sentence = errors::sentence_at(told.get(lead..).unwrap_or_default());
    let colon = after.is_some_and(|mark| mark.starts_with(':'));
    // After a colon anything may be the message; elsewhere only a sentence that is known makes an error of a word.
    let begins = is_line_start(view, at, floor)
        || before.ends_with(": ")
        || before.ends_with("error ")
        || before.ends_with("::");
    if !(sentence.is_some() || colon && begins && !known.statuses.is_empty()) {
        return None;
    }
    let message = message(view, begin);
    draft.set(Field::Message, &view.slice(message.clone()));
    let end = message.end.max(from);
    Some(Found { draft, range: claim_start(view, at, floor)..after_frames(view, at, end).max(end) })
}

/// The known code that `word` begins with, glued to the first word of a message: `InvalidClientTokenIdThe`.
fn glued(word: &str) -> Option<&'static errors::Known> {
    let known =
        errors::KNOWN.iter().filter(|known| word.starts_with(known.code)).max_by_key(|known| known.code.len())?;
    let rest = word.get(known.code.len()..)?;
    matches!(rest, "The" | "AWS" | "Access" | "Signature" | "Request" | "Credential").then_some(known)
}

/// Whether only a log's stamp or nothing stands before byte `at` on its line.
fn is_line_start(view: &View<'_>, at: usize, floor: usize) -> bool {
    let before = view.get(view.line(at).start.max(floor)..at);
    before.trim().is_empty() || before.trim_end().ends_with([':', ']', '|', '>', '-', '"', '\'', 'Z', '*'])
}

/// A known sentence at byte `at`, without a code.
pub fn sentence(view: &View<'_>, at: usize, floor: usize) -> Option<Found> {
    let text = view.get(at..view.text().len());
    let (sentence, length) = errors::sentence_at(text)?;
    let line = view.line(at);
    let from = line.start.max(floor);
    let before = view.get(from..at);
    let mut draft = Draft::default();
    draft.failure.local = sentence.local;
    let (mut start, mut end) = (at, at + length);
    // A sentence that begins in the middle of a message: back to where the message begins.
    if !text.starts_with(|c: char| c.is_ascii_uppercase()) || sentence.words.starts_with("Credential should") {
        start = message_start(before).map_or(from, |offset| from + offset);
    }
    // Some sentences go on with values.
    if sentence.words.ends_with('*') || goes_on(sentence.meaning) {
        end = list_end(view, end.max(view.rest_of_line(end).end));
    } else {
        let rest = view.get(end..view.text().len());
        end += rest.len() - rest.trim_start_matches('.').len();
    }
    if let Some((code, offset)) = code_before(view.get(from..start)) {
        draft.set(Field::Code, &View::at(code, 0));
        start = from + offset;
    }
    draft.set(Field::Message, &view.slice(start..end));
    let mut range = claim_start(view, start, floor)..end;
    // Loggers of JavaScript print the error's members behind its message.
    let rest = view.get(view.rest_near(end, 8192));
    if rest.trim_start().starts_with('{')
        && let Some(value) = json::read(view, end + rest.len() - rest.trim_start().len())
        && let Some(members) = printed(&value)
    {
        range.end = value.range.end;
        draft.merge(members.draft);
    }
    range.end = dotnet_rest(view, range.end).max(range.end);
    // The rest of the line belongs to the same program's words.
    let line_end = view.rest_of_line(range.end).end;
    if line_end - range.end < 400 && range.start <= from {
        range.end = line_end;
    }
    range.end = location(view, range.end, &mut draft).unwrap_or(range.end);
    Some(Found { draft, range })
}

/// Where restic tells of the repository on the two lines after byte `end`, the byte after them; the host is taken.
fn location(view: &View<'_>, end: usize, draft: &mut Draft) -> Option<usize> {
    let question = view.next_line(&view.line(end))?;
    if !view.get(question.clone()).contains("repository at the following location?") {
        return None;
    }
    let line = view.next_line(&question).unwrap_or(question);
    let address = view.get(line.clone()).trim().trim_start_matches("s3:");
    draft.set(Field::Host, &View::at(address, 0));
    Some(line.end)
}

/// The byte after the indented lines that follow a line which ends in a colon at byte `end`.
fn list_end(view: &View<'_>, mut end: usize) -> usize {
    let mut line = view.line(end);
    if view.get(line.clone()).trim_end().ends_with(':') {
        while let Some(next) = view.next_line(&line).filter(|next| view.get(next.clone()).starts_with([' ', '\t'])) {
            end = next.end;
            line = next;
        }
    }
    end
}

/// Whether messages of this meaning go on with values behind the sentence.
fn goes_on(meaning: errors::Meaning) -> bool {
    use errors::Meaning as M;
    matches!(
        meaning,
        M::MalformedHeader
            | M::WrongSigningRegion
            | M::ClockSkew
            | M::InvalidHeaderValue
            | M::PartialCredentials
            | M::MissingCredentials
            | M::AccessDenied
            | M::ProfileNotFound
            | M::BadConfiguration
    )
}

/// Where a message begins that a sentence continues: behind the last `word: `, or at a quote.
fn message_start(before: &str) -> Option<usize> {
    if let Some(quote) = before.trim_end().strip_suffix('\'').and_then(|text| text.rfind('\'')) {
        return Some(quote);
    }
    ["User: ", "Post \"", "Get \"", "Put \"", "Get http", "Post http", "Put http"]
        .iter()
        .filter_map(|words| before.rfind(words))
        .max()
        .or_else(|| before.rfind(": ").map(|colon| colon + 2))
}

/// A code and its colon at the end of `before`, and the byte where they end.
fn code_before(before: &str) -> Option<(&str, usize)> {
    let head = before.trim_end().strip_suffix(':').or_else(|| before.trim_end().strip_suffix(" =>"))?;
    let start = head.rfind(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '_'))).map_or(0, |at| at + 1);
    let code = head.get(start..)?;
    let known = errors::of_code(code).is_some_and(|known| !known.statuses.is_empty());
    (known && is_code(code)).then_some((code, before.len()))
}
