//! Errors in the words of no particular program: parts with their names, known codes and sentences that stand by
//! themselves.

use super::{Found, claim_start, is_word_start};
use super::{beside, dotnet};
use crate::aws::errors;
use crate::evidence::failure::{Draft, Field, after_frames, is_code, message, printed, string_end};
use crate::text::{View, Words, json, stamp};

/// The most bytes of a name, and of a sentence after it.
const LONGEST_NAME: usize = 1_024;

/// Parts with their names one after the other, `code: CODE, message: …, request_id: …`, as the clients of MinIO print
/// them (`code = CODE` in Java's; GitLab's runner says `Request failed with code: …`); `at` is where the code or the
/// message stands.
pub fn parts(view: &View<'_>, at: usize, floor: usize) -> Option<Found> {
    let line = view.line_near(at, 4096);
    let from = line.start.max(floor);
    let head = view.get(from..at);
    let (sign, at) = [": ", " = ", "="].into_iter().find_map(|sign| {
        let name = head.trim_end_matches(|c: char| c.is_ascii_alphanumeric()).last(&format!("ode{sign}"))?;
        let name = name.checked_sub(1)?;
        let begins = |letter| view.get(from + name..at).starts_with(letter);
        (begins('c') || sign == ": " && begins('C')).then_some(())?;
        Some((sign, from + name))
    })?;
    let before = view.get(from..at).trim_end();
    let stamp = stamp::after_stamp(before).is_some_and(str::is_empty);
    (stamp || before.is_empty() || before.ends_with([';', ',', '(', '[', '{', ':', '.']) || before.ends_with(" with"))
        .then_some(())?;
    let mut draft = Draft::default();
    let mut end = at;
    let mut here = at;
    while let Some(length) = view.get(here..line.end).first(sign) {
        let field = Field::of(view.get(here..here + length));
        let from = here + length + sign.len();
        let value = view.get(from..line.end);
        // A value ends where the next name stands, the message with its last comma.
        let next = value.places(", ").find(|comma| {
            let name = value.get(comma + 2..).and_then(|rest| rest.cut(sign)).map(|(name, _)| name);
            name.is_some_and(|name| {
                !name.is_empty() && name.len() < 24 && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
            })
        });
        let close = value.find([')', '}', ']']).filter(|_| field != Some(Field::Message)).unwrap_or(value.len());
        let length = next.unwrap_or(close);
        if let Some(field) = field {
            // A status and words behind `Code:` are a sentence of another program.
            (field != Field::Code || !view.get(from..from + length).trim().contains(' ')).then_some(())?;
            draft.set(field, &view.slice(from..from + length));
        }
        end = from + length;
        let Some(comma) = next else { break };
        here = from + comma + 2;
    }
    let told = draft.failure.code.as_deref().is_some_and(is_code) && draft.failure.message.is_some();
    end += usize::from(view.get(end..line.end).starts_with([')', '}', ']']));
    told.then(|| Found { draft, range: claim_start(view, at, floor)..end })
}

/// What programs put between a code and its message.
#[rustfmt::skip]
const AFTER_CODE: &[&str] = &[
    ": ", ":\n", ":\r\n", " : ", " => ", "\t", " - ", " -- ", ") ", "): ", "] ", "]: ",
    " error: ", " (", "`, message: '",
];

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
    let after = AFTER_CODE.iter().find(|mark| rest.starts_with(**mark));
    let begin = match after {
        Some(mark) => from + mark.len(),
        None if rest.starts_with(':') && rest.trim_end() == ":" => from + 1,
        None => from,
    };
    let begin = begin + status_length(view.get(begin..view.boundary(begin + LONGEST_NAME)));
    let told = view.get(begin..view.boundary(begin + LONGEST_NAME));
    (!is_member(told)).then_some(())?;
    let lead = told.len() - told.trim_start().len();
    let sentence = errors::sentence_at(told.get(lead..).unwrap_or_default());
    let colon = after.is_some_and(|mark| mark.trim_start().starts_with([':', '`']));
    // After a colon anything may be the message; elsewhere only a sentence that is known makes an error of a word.
    let begins = is_line_start(view, at, floor)
        || before.trim_end_matches('`').ends_with(": ")
        || before.ends_with("error ")
        || before.ends_with("::");
    if !(sentence.is_some() || colon && begins && !known.statuses.is_empty()) {
        return None;
    }
    let message = message(view, begin);
    // Rails puts the message in brackets behind the class, ClickHouse in quotes.
    let close = match after {
        Some(&" (") => view.get(message.clone()).find(')'),
        Some(mark) if mark.starts_with('`') => view.get(message.clone()).first("': "),
        _ => None,
    };
    let told = message.start..close.map_or(message.end, |close| message.start + close);
    draft.set(Field::Message, &view.slice(told));
    let end = message.end.max(from);
    Some(Found { draft, range: claim_start(view, at, floor)..after_frames(view, at, end).max(end) })
}

/// Whether `told` is a value of an object, which any name may stand before.
pub fn is_member(told: &str) -> bool {
    ["null,", "true,", "false,"].iter().any(|value| told.starts_with(value))
}

/// The bytes of the status that `told` begins with, as in `console.log(e.code, e.statusCode, e.message)`.
fn status_length(told: &str) -> usize {
    let word = told.trim_start().split_inclusive(' ').next().unwrap_or_default();
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 3 && word.len() == 4 { told.len() - told.trim_start().len() + 4 } else { 0 }
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
    if sentence.meaning == errors::Meaning::InvalidHeaderValue && is_foreign(text.get(length..)?) {
        return None;
    }
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
        end = string_end(view, at).unwrap_or_else(|| list_end(view, end.max(view.rest_of_line(end).end)));
    } else {
        let rest = view.get(end..view.text().len());
        end += rest.len() - rest.trim_start_matches('.').len();
    }
    if let Some((code, offset)) = code_before(view.get(from..start)) {
        draft.set(Field::Code, &View::at(code, 0));
        start = from + offset;
    } else if let Some((code, _)) =
        view.get(view.rest_near(end, 64)).strip_prefix(" (").and_then(|rest| rest.split_once(')'))
        && errors::CODES.contains(&code)
    {
        draft.set(Field::Code, &View::at(code, 0));
    }
    if draft.failure.code.is_none() {
        beside::members(view, &(start..end), floor, sentence.meaning, &mut draft);
    }
    // Loggers of JavaScript print the error's members behind its message.
    let rest = view.get(view.rest_near(at + length, 8192));
    let open = rest.find('{').filter(|&open| rest.get(..open).is_some_and(|gap| !gap.contains(['"', '\'', '='])));
    let members = open.and_then(|open| json::read(view, at + length + open)).and_then(|value| printed(&value));
    if let Some(members) = &members {
        end = end.min(members.range.start);
    }
    draft.set(Field::Message, &view.slice(start..start + view.get(start..end).trim_end().len()));
    let mut range = claim_start(view, start, floor)..end;
    if let Some(members) = members {
        range.end = range.end.max(members.range.end);
        draft.merge(members.draft);
    }
    // The same failure once more, with its code.
    if view.get(view.rest_of_line(range.end)).cut(": ").is_some_and(|(_, rest)| begins_with_code(rest)) {
        return Some(Found { draft, range });
    }
    range.end = dotnet::rest(view, range.end).max(range.end);
    // The rest of the line belongs to the same program's words.
    let line_end = view.rest_of_line(range.end).end;
    if line_end - range.end < 400 && range.start <= from {
        range.end = line_end;
    }
    range.end = location(view, range.end, &mut draft).unwrap_or(range.end);
    Some(Found { draft, range })
}

/// Whether a header's value that `text` quotes is for another service: `"Bearer …"`.
fn is_foreign(text: &str) -> bool {
    let value = text.trim_start_matches([' ', ':', 'b', '\\', '"', '\'']);
    ["Bearer ", "Basic ", "token "].iter().any(|scheme| value.starts_with(scheme))
}

/// Where restic tells of the repository on the two lines after byte `end`, the byte after them; the host is taken.
fn location(view: &View<'_>, end: usize, draft: &mut Draft) -> Option<usize> {
    let question = view.next_line(&view.line(end))?;
    if !view.get(question.clone()).holds("repository at the following location?") {
        return None;
    }
    let line = view.next_line(&question).unwrap_or(question);
    let address = view.get(line.clone()).trim().past("s3:");
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
        .filter_map(|words| before.last(words))
        .max()
        .or_else(|| before.last(": ").map(|colon| colon + 2))
}

/// Whether `text` begins with a code that AWS answers with.
fn begins_with_code(text: &str) -> bool {
    let length = text.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(text.len());
    text.get(..length).and_then(errors::of_code).is_some_and(|known| !known.statuses.is_empty())
}

/// A code and its colon at the end of `before`, and the byte where they end.
fn code_before(before: &str) -> Option<(&str, usize)> {
    let head = [":", " =>", " -"].iter().find_map(|sign| before.trim_end().strip_suffix(sign))?;
    let start = head.rfind(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '_'))).map_or(0, |at| at + 1);
    let code = head.get(start..)?;
    // R2 names a key of the wrong length by a code that AWS has for much else.
    let known = code == "InvalidArgument" || errors::of_code(code).is_some_and(|known| !known.statuses.is_empty());
    (known && is_code(code)).then_some((code, before.len()))
}
