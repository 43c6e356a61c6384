//! What the AWS CLI prints when something fails, in both generations and every output format.
//!
//! Sources: aws/aws-cli `awscli/errorhandler.py`, `awscli/errorformat.py`, `awscli/customizations/s3/results.py`,
//! `awscli/customizations/configure/exportcreds.py`; boto/botocore `botocore/exceptions.py`.

use std::ops::Range;

use super::failure::{Draft, Field, around, message, sentence, string_end};
use super::{Answer, Format, Kind, Place, Reading};
use crate::aws::errors;
use crate::text::margin::Margin;
use crate::text::scan::joined;
use crate::text::{View, Words};

/// The format.
pub const FORMAT: Format = Format { kind: Kind::CliError, literals: &LITERALS, read };

/// The beginnings of what the CLI says and of its formats; known codes for its text format.
const LITERALS: [&str; MARKS.len() + errors::CODES.len()] = joined(&[MARKS, &errors::CODES]);

const MARKS: &[&str] = &[
    "An error occurred (",
    "A client error (",
    "Partial credentials found in",
    "Unable to locate credentials",
    "The config profile (",
    "Unable to parse config file",
    "You must specify a region",
    "An HTTP Client raised an unhandled exception",
    "Error when retrieving credentials from",
    "Error loading SSO Token",
    "Token has expired and refresh failed",
    "The SSO session associated with this profile",
    "aws: [ERROR]",
    "Code: ",
    "\"Code\": ",
    "AWSAccessKeyId: ",
    "AWSAccessKeyId|",
    "|  Code",
];

/// What stands before the sentence in lines that the CLI prints, and which generation prints it.
const BEGINNINGS: &[(&str, &str)] = &[("aws: [ERROR]:", "aws-cli-2"), ("aws: error:", "aws-cli-1")];

/// Words that only another program than the CLI puts before the sentence.
const FOREIGN: &[&str] = &[
    "botocore",
    "boto3",
    "exceptions.",
    "ClientError",
    "Exception",
    "S3UploadFailedError",
    "ERROR:root",
    "Error('",
    "raised by",
    "exception(",
];

fn read(place: &Place<'_>) -> Answer {
    let found = spoken(place).or_else(|| listed(place)).or_else(|| tabled(place));
    let found = found.or_else(|| object(place)).or_else(|| parted(place));
    match found {
        Some((draft, range)) => {
            let facts = draft.facts(place.view, range.clone());
            Answer::Yes(Reading { range, facts, nested: Vec::new() })
        }
        None => Answer::No,
    }
}

/// A sentence on standard error.
fn spoken(place: &Place<'_>) -> Option<(Draft, Range<usize>)> {
    let view = place.view;
    let line = view.line(place.at);
    let from = line.start.max(place.floor);
    let before = view.get(from..place.at);
    if FOREIGN.iter().any(|words| before.holds(words)) || string_end(view, place.at).is_some() {
        return None;
    }
    let here = view.get(place.at..view.text().len());
    let mut at = place.at;
    let mut client = client(before);
    if starts_with(here, "aws: [ERROR]") {
        at += here.first("]:").map_or(12, |end| end + 2);
        at += view.get(at..line.end.max(at)).len() - view.get(at..line.end.max(at)).trim_start().len();
        client = Some("aws-cli-2");
    }
    let (mut draft, mut range) = match sentence(view, at) {
        Some(sentence) => (sentence.draft, sentence.range),
        None => refusal(view, at, client == Some("aws-cli-2"))?,
    };
    draft.failure.client = client.or_else(|| generation(view.get(range.clone()))).or(Some("aws-cli"));
    details(view, &mut draft, &mut range);
    let whole_line =
        before.len() < 400 && !before.contains(['=', '{']) && !before.holds("AKIA") && !before.holds("ASIA");
    if whole_line {
        range.start = from;
    } else {
        range.start = place.at;
    }
    Some((draft, range))
}

fn starts_with(text: &str, words: &str) -> bool {
    text.get(..words.len()).is_some_and(|start| start.eq_ignore_ascii_case(words))
}

/// Which generation prints `before` at the beginning of a line.
fn client(before: &str) -> Option<&'static str> {
    BEGINNINGS.iter().find(|(words, _)| before.holds(words)).map(|&(_, client)| client)
}

/// Which generation says `text`.
fn generation(text: &str) -> Option<&'static str> {
    text.holds("\"aws login\"").then_some("aws-cli-2")
}

/// What the CLI says when it sends no request; `named` where it names itself before it.
fn refusal(view: &View<'_>, at: usize, named: bool) -> Option<(Draft, Range<usize>)> {
    let message = message(view, at);
    let text = view.get(message.clone());
    let begins = errors::sentence_at(text).is_some_and(|(sentence, _)| sentence.local);
    let holds = named || text.starts_with("An HTTP Client raised an unhandled exception");
    let known = begins || holds && errors::of_message(text).is_some();
    if !known || !text.starts_with(|c: char| c.is_ascii_uppercase() || c == '\'') {
        return None;
    }
    let mut draft = Draft::default();
    draft.failure.local = true;
    draft.set(Field::Message, &view.slice(message.clone()));
    Some((draft, message))
}

/// The block `Additional error details:` after a sentence.
fn details(view: &View<'_>, draft: &mut Draft, range: &mut Range<usize>) {
    let mut line = view.line(range.end);
    while let Some(next) = view.next_line(&line).filter(|next| view.get(next.clone()).trim().is_empty()) {
        line = next;
    }
    let Some(title) = view.next_line(&line).filter(|next| view.get(next.clone()).trim() == "Additional error details:")
    else {
        return;
    };
    line = title;
    range.end = line.end;
    while let Some(next) = view.next_line(&line) {
        let text = view.get(next.clone());
        let Some((name, value)) = text.cut(": ").filter(|(name, _)| !name.contains(' ')) else { break };
        if let Some(field) = Field::of(name) {
            let from = next.end - value.len();
            draft.set(field, &view.slice(from..next.end));
        }
        range.end = next.end;
        line = next;
    }
}

/// `--cli-error-format yaml`: `Code: …` and `Message: …` on lines of their own.
fn listed(place: &Place<'_>) -> Option<(Draft, Range<usize>)> {
    let view = place.view;
    let mut line = view.line(place.at);
    let quoted = view.get(line.start..place.at).contains(char::is_alphanumeric);
    if line.start < place.floor || quoted {
        return None;
    }
    let margin = Margin::before(view, place.at);
    let mut draft = Draft::of(Some("aws-cli-2"));
    let start = line.start;
    let mut end = start;
    let mut names = Vec::new();
    while let Some(body) = margin.strip(view, &line) {
        let Some((name, value)) =
            view.get(body).cut(": ").filter(|(name, _)| name.bytes().all(|b| b.is_ascii_alphanumeric()))
        else {
            break;
        };
        if let Some(field) = Field::of(name) {
            let from = line.end - value.len();
            let value = value.trim_end_matches([',', ' ']);
            // Members of an object that a program printed.
            (!value.ends_with('}')).then_some(())?;
            let quoted = ['\'', '"'].iter().any(|&quote| value.starts_with(quote) && value.ends_with(quote));
            let inset = usize::from(value.len() > 1 && quoted);
            draft.set(field, &view.slice(from + inset..from + value.len() - inset));
            names.push(name.to_owned());
        }
        end = line.end;
        let Some(next) = view.next_line(&line) else { break };
        line = next;
    }
    let both = ["Code", "Message"].iter().all(|wanted| names.iter().any(|name| name.eq_ignore_ascii_case(wanted)));
    // AsyncAws sets the values below one another; other programs have no such form, but the people who use them.
    let text = view.get(start..end);
    if text.holds("Code:    ") {
        draft.failure.client = Some("php-v3");
    } else if !text.holds("Message: ") || text.contains(['\'', '"']) {
        draft.failure.client = None;
    }
    (both && draft.says_something()).then_some((draft, start..end))
}

/// `--cli-error-format table`: rows `|  Code  |  InvalidAccessKeyId  |`.
fn tabled(place: &Place<'_>) -> Option<(Draft, Range<usize>)> {
    let view = place.view;
    let first = view.line(place.at);
    // A bar before every line is a quotation's.
    let first_text = view.get(first.clone()).trim_start_matches([' ', '\t', '>']);
    let bar = first_text.strip_prefix("| ").is_some_and(|rest| rest.trim_start().starts_with('|'));
    let body = |line: &Range<usize>| {
        let text = view.get(line.clone()).trim_start_matches([' ', '\t', '>']);
        let inner = if bar { text.strip_prefix("| ").map(str::trim_start) } else { Some(text) };
        inner.unwrap_or_default().to_owned()
    };
    let is_table = |line: &Range<usize>| {
        let text = body(line);
        text.starts_with(['|', '+', '-']) && text.trim_end().ends_with(['|', '+', '-'])
    };
    if !body(&first).starts_with('|') || first.start < place.floor {
        return None;
    }
    let mut start = first.clone();
    while let Some(before) = view.line_before(&start).filter(|line| is_table(line) && line.start >= place.floor) {
        start = before;
    }
    let mut draft = Draft::of(Some("aws-cli-2"));
    let (mut line, mut end) = (start.clone(), start.end);
    loop {
        let text = body(&line);
        let mut cells = text.split('|').skip(1);
        if let (Some(name), Some(value)) = (cells.next(), cells.next())
            && let Some(field) = Field::of(name.trim())
        {
            let from = line.end - text.len() + 1 + name.len() + 1;
            draft.set(field, &view.slice(from..from + value.len()).trimmed());
        }
        end = line.end.max(end);
        let Some(next) = view.next_line(&line).filter(|line| is_table(line)) else { break };
        line = next;
    }
    let known = draft.failure.code.is_some() && draft.failure.message.is_some();
    known.then_some((draft, start.start..end))
}

/// `--cli-error-format json`: an object, indented by four blanks.
fn object(place: &Place<'_>) -> Option<(Draft, Range<usize>)> {
    let view = place.view;
    let line = view.line(place.at);
    let above = view.line_before(&line)?;
    let first = view.get(above.clone()).trim();
    let indented = view.get(line.start..place.at).trim_end_matches('"') == "    ";
    if !indented || first != "{" && !first.starts_with("\"AWSAccessKeyId\"") || above.start < place.floor {
        return None;
    }
    let printed = around(view, place.at, place.floor)?;
    let mut draft = printed.draft;
    draft.failure.client = Some("aws-cli-2");
    let both = ["Code", "Message"].iter().all(|name| printed.names.iter().any(|other| other == name));
    both.then_some((draft, printed.range))
}

/// `--cli-error-format text`: the values, parted by tabs, in the order of their names: the key, the code, the message.
fn parted(place: &Place<'_>) -> Option<(Draft, Range<usize>)> {
    let view = place.view;
    let line = view.line(place.at);
    let start = line.start.max(place.floor);
    let text = view.get(start..line.end);
    let cells: Vec<&str> = text.split('\t').take(4).collect();
    let (key, code, message) = match *cells.as_slice() {
        [code, message] => (None, code, message),
        [key, code, message] => (Some(key), code, message),
        _ => return None,
    };
    if start + text.len() - message.len() - 1 - code.len() != place.at || errors::of_code(code).is_none() {
        return None;
    }
    let mut draft = Draft::of(Some("aws-cli-2"));
    draft.set(Field::Code, &View::at(code, 0));
    draft.set(Field::Message, &view.slice(line.end - message.len()..line.end));
    if let Some(key) = key {
        draft.set(Field::Key, &view.slice(start..start + key.len()));
    }
    Some((draft, start..line.end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::failure::testing::failure;

    const KEY: &str = "AKIASP2TPHJSQH3FRU7X";
    const UNKNOWN: &str = "The AWS Access Key Id you provided does not exist in our records.";

    #[test]
    fn sentences_are_read_with_whatever_stands_before_them() {
        for (text, client) in [
            (
                format!("\nAn error occurred (InvalidAccessKeyId) when calling the ListObjectsV2 operation: {UNKNOWN}"),
                "aws-cli",
            ),
            (
                format!(
                    "aws: [ERROR]: An error occurred (InvalidAccessKeyId) when calling the ListObjectsV2 operation: {UNKNOWN}"
                ),
                "aws-cli-2",
            ),
            (
                format!(
                    "fatal error: An error occurred (InvalidAccessKeyId) when calling the ListObjectsV2 operation (reached max retries: 4): {UNKNOWN}\n"
                ),
                "aws-cli",
            ),
            (
                format!(
                    "Completed 3 Bytes/3 Bytes (61 Bytes/s) with 1 file(s) remaining\rupload failed: ./f.txt to s3://b/k An error occurred (InvalidAccessKeyId) when calling the ListObjectsV2 operation: {UNKNOWN}"
                ),
                "aws-cli",
            ),
            (
                format!(
                    "A client error (InvalidAccessKeyId) occurred when calling the ListObjectsV2 operation: {UNKNOWN}"
                ),
                "aws-cli",
            ),
            (
                format!(
                    "2026-11-21T22:14:26.1234567Z An error occurred (InvalidAccessKeyId) when calling the ListObjectsV2 operation: {UNKNOWN}"
                ),
                "aws-cli",
            ),
        ] {
            let (failure, range, _) = failure(&FORMAT, &text);
            assert_eq!(failure.code.as_deref(), Some("InvalidAccessKeyId"), "{text}");
            assert_eq!(failure.operation.as_deref(), Some("ListObjectsV2"), "{text}");
            assert_eq!(failure.message.unwrap().text(), UNKNOWN, "{text}");
            assert_eq!(
                (failure.service.as_deref(), failure.client, failure.responder),
                (Some("s3"), Some(client), Some("aws"))
            );
            assert_eq!(text.get(range).unwrap(), text.trim_matches('\n'), "the line is claimed");
        }
    }

    #[test]
    fn details_formats_and_tables_name_the_key() {
        for text in [
            format!(
                "aws: [ERROR]: An error occurred (InvalidAccessKeyId) when calling the ListBuckets operation: {UNKNOWN}\n\nAdditional error details:\nAWSAccessKeyId: {KEY}"
            ),
            format!(
                "{{\n    \"AWSAccessKeyId\": \"{KEY}\",\n    \"Code\": \"InvalidAccessKeyId\",\n    \"Message\": \"{UNKNOWN}\"\n}}"
            ),
            format!("{KEY}\tInvalidAccessKeyId\t{UNKNOWN}"),
            format!("AWSAccessKeyId: {KEY}\nCode: InvalidAccessKeyId\nMessage: {UNKNOWN}"),
            format!("> AWSAccessKeyId: {KEY}\n> Code: InvalidAccessKeyId\n> Message: {UNKNOWN}"),
            format!(
                "| +----+\n|   |  AWSAccessKeyId|  {KEY} |\n|   | Code | InvalidAccessKeyId |\n|   | Message | {UNKNOWN} |"
            ),
            format!(
                "> +----+\n> |  AWSAccessKeyId|  {KEY} |\n> | Code | InvalidAccessKeyId |\n> | Message | {UNKNOWN} |\n> +--+"
            ),
            format!(
                "---------\n|   error   |\n+-----+----+\n|  AWSAccessKeyId|  {KEY} |\n|  Code          |  InvalidAccessKeyId   |\n|  Message       |  {UNKNOWN}   |\n+-----+----+"
            ),
        ] {
            let (failure, range, _) = failure(&FORMAT, &text);
            assert_eq!(failure.key.unwrap().text(), KEY, "{text}");
            assert_eq!(failure.code.as_deref(), Some("InvalidAccessKeyId"), "{text}");
            assert_eq!(failure.client, Some("aws-cli-2"));
            assert_eq!(range, 0..text.len(), "{text}");
        }
    }

    #[test]
    fn values_below_one_another_are_of_another_client() {
        let text = format!("Code:    InvalidAccessKeyId\nMessage: {UNKNOWN}\nType:    Sender\nDetail:  ");
        assert_eq!(failure(&FORMAT, &text).0.client, Some("php-v3"));
        let (other, range, _) = failure(&FORMAT, &format!("Code: 'InvalidAccessKeyId',\nmessage: '{UNKNOWN}'\n"));
        assert_eq!((other.client, other.code.as_deref()), (None, Some("InvalidAccessKeyId")));
        assert_eq!((other.message.unwrap().text(), range.start), (UNKNOWN, 0));
    }

    #[test]
    fn refusals_of_the_client_are_local() {
        for (text, client, missing) in [
            (
                "Partial credentials found in env, missing: AWS_SECRET_ACCESS_KEY",
                "aws-cli",
                Some(("env", "AWS_SECRET_ACCESS_KEY")),
            ),
            (
                "aws: [ERROR]: Partial credentials found in shared-credentials-file, missing: aws_secret_access_key",
                "aws-cli-2",
                Some(("shared-credentials-file", "aws_secret_access_key")),
            ),
            (
                "Unable to locate credentials. You can configure credentials by running \"aws configure\".",
                "aws-cli",
                None,
            ),
            (
                "aws: [ERROR]: An error occurred (NoCredentials): Unable to locate credentials. You can configure credentials by running \"aws login\".",
                "aws-cli-2",
                None,
            ),
            ("The config profile (nope) could not be found", "aws-cli", None),
            ("Unable to parse config file: /home/u/.aws/credentials", "aws-cli", None),
        ] {
            let (failure, range, _) = failure(&FORMAT, text);
            assert!(failure.local, "{text}");
            assert_eq!(failure.client, Some(client), "{text}");
            assert_eq!(
                failure.missing.as_ref().map(|(source, name)| (source.as_str(), name.as_str())),
                missing,
                "{text}"
            );
            assert_eq!((range, failure.responder), (0..text.len(), None), "{text}");
        }
    }

    #[test]
    fn a_refused_header_shows_the_key_as_it_was() {
        let text = format!(
            "aws: [ERROR]: An HTTP Client raised an unhandled exception: Invalid header value b'AWS4-HMAC-SHA256 Credential={KEY}\\r/20261121/us-east-1/s3/aws4_request, SignedHeaders=host;x-amz-date, Signature=6b30a5db3f470883fc890eff1948910e90f433edf472641d087736d188bd4ca5'"
        );
        let (failure, ..) = failure(&FORMAT, &text);
        assert_eq!(failure.key.unwrap().text(), format!("{KEY}\r"));
        assert!(failure.local && failure.code.is_none());
        assert_eq!((failure.service.as_deref(), failure.region.as_deref()), (Some("s3"), Some("us-east-1")));
    }

    #[test]
    fn a_head_request_has_no_code_but_its_status() {
        let (failure, ..) =
            failure(&FORMAT, "fatal error: An error occurred (403) when calling the HeadObject operation: Forbidden");
        assert_eq!((failure.code.as_deref(), failure.http_status), (Some("403"), Some(403)));
    }

    #[test]
    fn what_the_cli_did_not_print_is_left_alone() {
        for text in [
            "botocore.exceptions.ClientError: An error occurred (InvalidAccessKeyId) when calling the ListBuckets operation: x",
            "Code: 12\nfoo",
            "name: x\nCode: y",
            "| Code | foo |",
            "the docs say partial credentials found in env are bad",
        ] {
            assert!(FORMAT.first(text).is_none(), "{text}");
        }
    }
}
