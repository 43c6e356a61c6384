//! Lines of debug logs: which lines belong to the log of the AWS CLI, an SDK or a tool that uses one. The log frames
//! what its messages hold; those are read by the formats that know them.

use std::ops::Range;
use std::sync::LazyLock;

use super::{Answer, Format, Kind, Place, Reading};
use crate::text::scan::Scanner;
use crate::text::{View, Words, stamp};

/// Lines of debug logs.
pub const FORMAT: Format = Format { kind: Kind::DebugLog, literals: MARKS, read };

/// What stands in a line of such a log: the logger's name, or how a message begins.
const MARKS: &[&str] = &[
    // Python
    "botocore.",
    "awscli.",
    "boto3.",
    "s3transfer.",
    "urllib3.connectionpool",
    // Rust
    "aws_config::",
    "aws_runtime::",
    "aws_smithy_",
    "aws_credential_types::",
    "aws_sigv4::",
    // Java
    "software.amazon.awssdk.",
    "com.amazonaws.",
    "org.apache.http.wire",
    "org.apache.http.headers",
    // C++ and the common runtime
    "AWSCredentialsProvider",
    "AWSAuthV4Signer",
    "AuthCredentialsProvider",
    // Go
    "DEBUG: Request ",
    "DEBUG: Response ",
    "DEBUG Request",
    "DEBUG Response",
    // Terraform, Packer
    "provider.terraform-provider-aws",
    "AWS auth structure",
    "AWS Auth provider used",
    "AWS metadata API",
    "aws-sdk-go",
    // JavaScript
    "@aws-sdk/credential-provider",
    "@smithy/property-provider",
    // aws-vault
    "Setting subprocess env:",
    "Looking for sessions for",
    "Using session *",
    "using GetSessionToken",
    "from sts.GetSessionToken",
    "using AssumeRole",
    // s3cmd, rclone
    "Sending request method_string",
    "ErrorXML:",
    "ConfigParser:",
    "DEBUG : rclone",
];

/// Finds the marks.
static SCANNER: LazyLock<Scanner> = LazyLock::new(|| Scanner::new(MARKS.iter().map(|&mark| (mark, 0))));

/// As far into a line its mark is looked for, in bytes.
const MARK_WITHIN: usize = 200;
/// The most lines of one record after its first.
const MOST_LINES: usize = 120;

fn read(place: &Place<'_>) -> Answer {
    let view = place.view;
    let start = view.line_near(place.at, MARK_WITHIN + 4).start;
    let first = start..view.rest_of_line(place.at).end;
    let offset = place.at - start;
    if start < place.floor || !is_record(view.get(first.clone()), offset) {
        return Answer::No;
    }
    let mut last = first;
    while let Some(next) = next_record(view, &last, offset) {
        last = next;
    }
    let range = start..traceback(view, &last).unwrap_or(last).end;
    Answer::Frame(Reading { range, ..Reading::default() })
}

/// Whether `line`, which has a mark at byte `offset`, is a line of a log.
fn is_record(line: &str, offset: usize) -> bool {
    let (Some(before), Some(after)) = (line.get(..offset), line.get(offset..)) else { return false };
    if offset > MARK_WITHIN {
        return false;
    }
    let name = after.split(|c: char| c.is_whitespace() || matches!(c, ':' | '(' | ']')).next().unwrap_or_default();
    if name.holds("xception") {
        return false;
    }
    if let Some(rest) = after.strip_prefix('@').and_then(|rest| rest.split_once(' ')) {
        return before.trim().is_empty() && rest.1.starts_with('-');
    }
    if !stamp::is_stamped(before) && stamp::after_level(line).is_none() {
        return false;
    }
    let is_message = || MARKS.iter().any(|mark| mark.contains(' ') && after.starts_with(mark));
    let near = line.floor_char_boundary(offset + MARK_WITHIN);
    stamp::holds_level(before) || stamp::holds_level(line.get(offset..near).unwrap_or_default()) || is_message()
}

/// The next record after `line`, whatever lines belong to the record before it passed over; none where the log ends.
fn next_record(view: &View<'_>, line: &Range<usize>, offset: usize) -> Option<Range<usize>> {
    let mut next = view.next_line(line)?;
    if begins_record(view.get(next.clone()), offset) {
        return Some(next);
    }
    let open = view.get(line.clone()).ends_with([':', ')']);
    let first = view.get(next.clone());
    if !(open || first.starts_with([' ', '\t']) || first.starts_with("Traceback") || first.starts_with("---[")) {
        return None;
    }
    for _ in 0..MOST_LINES {
        next = view.next_line(&next)?;
        if begins_record(view.get(next.clone()), offset) {
            return Some(next);
        }
    }
    None
}

/// Whether `line` is a line of the log, too: it has a mark at the same byte, or at another.
fn begins_record(line: &str, offset: usize) -> bool {
    let rest = line.get(offset..).unwrap_or_default();
    if MARKS.iter().any(|mark| rest.starts_with(mark)) {
        return is_record(line, offset);
    }
    if !line.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '[' | '@')) && !stamp::is_stamped(line) {
        return false;
    }
    let near = line.get(..line.floor_char_boundary(MARK_WITHIN)).unwrap_or(line);
    SCANNER.scan(near).first().is_some_and(|hit| is_record(line, hit.at))
}

/// The last line of the traceback that follows `line`, and of those that it led to; the final line (the error itself)
/// left out.
fn traceback(view: &View<'_>, line: &Range<usize>) -> Option<Range<usize>> {
    let mut last = one_traceback(view, line)?;
    while let Some(next) = view.next_line(&last).and_then(|error| led_to(view, &error)) {
        last = next;
    }
    Some(last)
}

fn one_traceback(view: &View<'_>, line: &Range<usize>) -> Option<Range<usize>> {
    let mut last = view.next_line(line).filter(|next| view.get(next.clone()).starts_with("Traceback (most"))?;
    while let Some(next) = view.next_line(&last).filter(|next| view.get(next.clone()).starts_with(' ')) {
        last = next;
    }
    Some(last)
}

/// The last line of the traceback that the one before led to, which ends with the line `error`.
fn led_to(view: &View<'_>, error: &Range<usize>) -> Option<Range<usize>> {
    let blank = view.next_line(error).filter(Range::is_empty)?;
    let link = view.next_line(&blank)?;
    let text = view.get(link.clone());
    if !text.starts_with("During handling of the above") && !text.starts_with("The above exception was") {
        return None;
    }
    one_traceback(view, &view.next_line(&link)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claimed(text: &str) -> Option<usize> {
        let reading = FORMAT.first(text)?;
        text.get(reading.range).map(|claimed| claimed.lines().count())
    }

    #[test]
    fn lines_of_logs_are_told_from_what_only_names_the_sdk() {
        for line in [
            "2026-11-21 21:55:38,835 - MainThread - botocore.credentials - DEBUG - Looking for credentials via: env",
            "2026-11-21 21:55:38,835 botocore.credentials [DEBUG] Looking for credentials via: env",
            "DEBUG:botocore.credentials:Looking for credentials via: env",
            "[2026-11-21, 21:55:38 UTC] x",
            "2026-11-21T21:55:41.011261Z DEBUG default_credentials_chain: aws_config::meta::credentials::chain: loaded credentials provider=Environment",
            "21:55:38.123 [main] DEBUG software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain - Loading credentials from X()",
            "[INFO] 2026-11-21 21:55:38.123 EnvironmentAWSCredentialsProvider [1404] Found credential in environment with access key id AKIAX",
            "web-1  | 2026-11-21 21:55:38,835 - MainThread - botocore.credentials - DEBUG - x",
            "Nov 21 21:55:38 host app[12]: DEBUG:botocore.credentials:Looking for credentials via: env",
            "SDK 2026/11/21 21:55:40 DEBUG Request",
            "2018/01/22 13:58:23 Setting subprocess env: AWS_SESSION_TOKEN, AWS_SECURITY_TOKEN",
            "2017/04/24 17:41:53 [INFO] Building AWS auth structure",
            "2026/11/21 21:55:40 DEBUG: Request s3/ListBuckets Details:",
            "@aws-sdk/credential-provider-node - defaultProvider::fromEnv",
            "DEBUG: Sending request method_string='GET', uri='/', headers={}",
        ] {
            let expected = (!line.contains("UTC] x")).then_some(1);
            assert_eq!(claimed(line), expected, "{line}");
        }
        for line in [
            "botocore.exceptions.ClientError: An error occurred (X) when calling the Y operation: z",
            "  File \"/usr/lib/python3/site-packages/botocore/client.py\", line 1, in botocore.client",
            "Caused by: com.amazonaws.services.s3.model.AmazonS3Exception: x",
            "    at async /app/node_modules/@aws-sdk/credential-provider-node/dist-cjs/index.js:1:2",
            "I use boto3.client and botocore.config",
        ] {
            assert_eq!(claimed(line), None, "{line}");
        }
    }

    #[test]
    fn records_go_on_over_their_bodies() {
        let line =
            |message: &str| format!("2026-11-21 21:55:38,912 - MainThread - botocore.auth - DEBUG - {message}\n");
        let body = "GET\n/\n\nhost:x\n\nhost\nabc\n";
        let text = format!("$ aws s3 ls\n{}{}{body}{}\nprose\n", line("a"), line("CanonicalRequest:"), line("b"));
        assert_eq!(claimed(&text), Some(10));
        let text =
            format!("{}Traceback (most recent call last):\n  File x\n    y\nbotocore.exceptions.E: z\n", line("a"));
        assert_eq!(claimed(&text), Some(4));
        let second = "\nDuring handling of the above exception, another exception occurred:\n\nTraceback (most recent call last):\n  File z\nE: z\n";
        assert_eq!(claimed(&(text + second)), Some(10));
    }
}
