//! What holds for any input: a report, in time, that does not depend on how the bytes came, with places inside the text.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::collections::BTreeSet;

use proptest::prelude::*;
use whosekey::{Analysis, Context, Report, analyze};

/// Pieces that formats react to, to be thrown together.
const PIECES: &[&str] = &[
    "<Error><Code>InvalidAccessKeyId</Code>",
    "<Message>The AWS Access Key Id you provided",
    "</Error>",
    "<AWSAccessKeyId>",
    "An error occurred (InvalidClientTokenId) when calling the",
    " operation: ",
    "AWS_ACCESS_KEY_ID",
    "=",
    ": ",
    "\"",
    "'",
    "\\n",
    "\n",
    "\r\n",
    "\r",
    "AKIASP2TPHJSQH3FRU7X",
    "AKIA",
    "ASIAY34FZKBOKMUTVV7A",
    "\u{a0}",
    "\u{200b}",
    "\u{feff}",
    "\0",
    "export ",
    "declare -x ",
    "$'",
    "[default]\n",
    "[profile x]\n",
    "aws_access_key_id = ",
    "aws_secret_access_key = ",
    // A secret, between what parts words.
    " kR7mPq2sT9vXz4bN6dF8hJ1lW3cY5aE0gUiOoLzQ ",
    "\"kR7mPq2sT9vXz4bN6dF8hJ1lW3cY5aE0gUiOoLzQ\"",
    "'kR7mPq2sT9vXz4bN6dF8hJ1lW3cY5aE0gUiOoLzQ',",
    "=kR7mPq2sT9vXz4bN6dF8hJ1lW3cY5aE0gUiOoLzQ\n",
    ": kR7mPq2sT9vXz4bN6dF8hJ1lW3cY5aE0gUiOoLzQ\r\n",
    "<kR7mPq2sT9vXz4bN6dF8hJ1lW3cY5aE0gUiOoLzQ>",
    "****************RU7X",
    "access_key     ",
    "NAME       : VALUE                    : TYPE             : LOCATION\n",
    "0000000   A   K   I   A  \\n\n",
    "0000024\n",
    "{\"Code\":",
    "{",
    "}",
    "[",
    "]",
    "X-Amz-Credential=",
    "%2F20261121%2Fus-east-1%2Fs3%2Faws4_request",
    "Authorization: AWS4-HMAC-SHA256 Credential=",
    "/20261121/us-east-1/s3/aws4_request",
    "HTTP/1.1 403 Forbidden\r\n",
    "Date: Sat, 21 Nov 2026 22:14:24 GMT\r\n",
    "2026-11-21 21:55:38,835 - MainThread - botocore.credentials - DEBUG - ",
    "Found credentials in environment variables.\n",
    "api error ",
    "StatusCode: 403, ",
    "Traceback (most recent call last):\n",
    "\u{1b}[31m",
    "│ ",
    "é",
    "密钥",
    "мой ключ",
    "- name: ",
    "value: ",
    "\t",
];

fn soup() -> impl Strategy<Value = String> {
    prop::collection::vec(prop_oneof![4 => prop::sample::select(PIECES).prop_map(str::to_owned), 1 => ".{0,12}"], 0..40)
        .prop_map(|pieces| pieces.concat())
}

fn report(chunks: &[&[u8]]) -> Report {
    let mut analysis = Analysis::new(&Context::default());
    for chunk in chunks {
        analysis.feed("paste", chunk);
    }
    analysis.finish()
}

fn json(report: &Report) -> serde_json::Value {
    serde_json::to_value(report).unwrap()
}

/// Every place that a report names lies inside the text.
fn check_places(report: &Report) {
    let inside = |source: usize, lines: [usize; 2]| {
        let count = report.sources[source].line_count();
        assert!(1 <= lines[0] && lines[0] <= lines[1] && lines[1] <= count.max(1), "lines {lines:?} of {count}");
    };
    report.errors.iter().for_each(|error| inside(error.source, error.lines));
    report.evidence.iter().for_each(|block| inside(block.source, block.lines));
    report.unread.iter().for_each(|unread| inside(unread.source, unread.lines));
    report.keys.told().iter().flat_map(|key| &key.seen).for_each(|seen| inside(seen.source, [seen.line, seen.line]));
    for finding in &report.findings {
        inside(finding.source, [finding.line, finding.last_line]);
        let source = &report.sources[finding.source];
        let line = source.slice(source.line_span(finding.line));
        assert!(finding.column <= line.chars().count() + 2, "column {} of {line:?}", finding.column);
    }
    for diagnosis in &report.diagnoses {
        assert_ne!(diagnosis.because, []);
        diagnosis.because.iter().for_each(|because| inside(because.source, because.lines));
    }
    for mark in &report.marks {
        let text = report.sources[mark.source].text();
        assert!(text.get(mark.span.start..mark.span.end).is_some(), "{mark:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn any_bytes_get_a_report(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        check_places(&report(&[&bytes]));
    }

    #[test]
    fn any_soup_gets_a_report(text in soup()) {
        check_places(&report(&[text.as_bytes()]));
    }

    #[test]
    fn the_way_of_feeding_does_not_matter(text in soup(), cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..6)) {
        let bytes = text.as_bytes();
        let mut at: Vec<usize> = cuts.iter().map(|cut| cut.index(bytes.len() + 1)).collect();
        at.extend([0, bytes.len()]);
        at.sort_unstable();
        let chunks: Vec<&[u8]> = at.windows(2).map(|pair| &bytes[pair[0]..pair[1]]).collect();
        prop_assert_eq!(json(&report(&chunks)), json(&report(&[bytes])));
    }

    #[test]
    fn no_secret_reaches_the_report(text in soup()) {
        let secret = "kR7mPq2sT9vXz4bN6dF8hJ1lW3cY5aE0gUiOoLzQ";
        let report = report(&[text.as_bytes()]);
        prop_assert!(!json(&report).to_string().contains(secret), "{}", text);
        prop_assert!(!whosekey::report::markdown(&report).contains(secret));
    }
}

/// A ticket as it stands in a log at second `number` of a day, with the request ID of its own.
fn told(number: usize) -> String {
    let (minute, second) = (number / 60 % 60, number % 60);
    format!(
        "2026-11-21T10:{minute:02}:{second:02}Z job {number}\nAWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\u{a0}\nAWS_SECRET_ACCESS_KEY=***\nAn error occurred (InvalidAccessKeyId) when calling the ListObjectsV2 operation: The AWS Access Key Id you provided does not exist in our records.\n\n"
    )
}

#[test]
fn what_is_said_thousands_of_times_means_what_it_means_once() {
    let count = 2_500;
    let once = analyze(&told(1), &Context::default());
    let often = analyze(&(0..count).map(told).collect::<String>(), &Context::default());
    let meant = |report: &Report| {
        let findings: BTreeSet<String> = report.findings.iter().map(|held| held.id.clone()).collect();
        let causes: Vec<&str> = report.diagnoses.iter().map(|held| held.id).collect();
        (findings, causes.first().copied())
    };
    assert_eq!(meant(&often), meant(&once));
    assert_eq!(meant(&once).1, Some("corrupted-key-id"));
    assert_eq!(often.keys.iter().map(|key| key.count).collect::<Vec<_>>(), [count]);
    assert!(often.errors.len() <= 1_000 && often.unread.iter().all(|part| part.lines[1] <= 5 * count));
}

#[test]
fn what_is_new_at_the_end_of_a_long_log_is_not_lost() {
    let log: String = (0..2_500).map(told).collect();
    let end = "AWS_PROFILE=night\n\nAn error occurred (ExpiredToken) when calling the ListObjectsV2 operation: The provided token has expired.\n";
    let report = analyze(&format!("{log}{end}"), &Context::default());
    assert!(report.errors.iter().any(|error| error.code.as_deref() == Some("ExpiredToken")));
    assert!(report.diagnoses.iter().any(|held| held.id == "expired-temporary-credentials"));
    assert!(report.findings.iter().any(|held| held.id == "env-shadows-profile"));
}
