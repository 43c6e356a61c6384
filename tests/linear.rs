//! The time of an analysis grows with its text and no faster, whatever the text: every literal that a reader reacts to,
//! written over and over, and whatever else made a reader look far.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]
#![cfg(unix)]

use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};
use whosekey::evidence::ALL;
use whosekey::{Analysis, Context};

/// The shorter of the two lengths that are compared, in bytes: of literals, of which there are many, and of [`UNITS`].
const LENGTHS: [usize; 2] = [512, 4_096];
/// By how much the other one is longer.
const LONGER: usize = 4;
/// By how much its time may be; twice the growth of the text leaves room for a machine that does other things, too.
const SLOWER: u32 = 9;
/// Less than this is noise. A quadratic reader takes longer for the longer text.
const FLOOR: Duration = Duration::from_millis(150);

/// Other units; `%` stands for a number that differs from one to the next.
const UNITS: &[&str] = &[
    "<",
    "\"",
    "'",
    "{",
    "[",
    "(",
    "\\",
    "`",
    "a",
    "=",
    " \n",
    "\n",
    "\0",
    "\u{1b}[31m",
    "\u{1b}]",
    "│ x\n",
    "<a>",
    "<a ",
    "<!",
    "<![CDATA[",
    "<?xml",
    "<Error><Code>",
    "{\"a\":",
    "[{\"Code\":",
    "{$metadata: ",
    "{\"message\":\"",
    "\"\\\\n",
    "\\\"",
    "%2F",
    "&lt;",
    "QUtJQVNQMlRQSEpTUUgzRlJVN1g",
    "41 4b 49 41 ",
    "0000000   A   K   I   A  \\n\n",
    "00000000  41 4b 49 41  |AKIA|\n",
    "KEY%=VALUE\n",
    "AWS_REGION=x\n",
    "AWS_%=VALUE\n",
    "AWS_ACCESS_KEY_ID=AKIASP2TPHJS%\n",
    "AWS_ACCESS_KEY_ID=AKIASP2TPHJS%\nAWS_SECRET_ACCESS_KEY=x\n",
    "AWS_REGION=x\0",
    "export AWS_REGION=x; ",
    "-e AWS_REGION=x ",
    "name: AWS_REGION\n",
    "- name: AWS_REGION\n  value: x\n",
    "  AWS_REGION: x\n",
    "\"AWS_REGION\": \"x\",\n",
    "{\"name\":\"AWS_REGION\",\"value\":\"x\"},",
    "Name : AWS_REGION\nValue : x\n",
    "[%]\n",
    "[profile %]\naws_access_key_id=AKIASP2TPHJS%\n",
    "  key = value\n",
    "a:\n  b:\n",
    "access_key     ****************RU7X shared-credentials-file    \n",
    "access_key : ****************RU7X : env : \n",
    "AKIASP2TPHJS%\n",
    "{\"level\":\"error\",\"msg\":\"InvalidAccessKeyId\",\"key\":\"AKIASP2TPHJS%\"}\n",
    "{\"AccessKeyId\":\"AKIASP2TPHJS%\",\"SecretAccessKey\":\"x\"},",
    "2026-11-21 21:55:38,835 - MainThread - botocore.credentials - DEBUG - Found credentials in environment variables.\n",
    "HTTP/1.1 403 Forbidden\n",
    "< x: y\n",
    "https://b.s3.amazonaws.com/?X-Amz-Credential=AKIASP2TPHJS%%2F20261121%2Fus-east-1%2Fs3%2Faws4_request\n",
    "X-Amz-Credential=AKIASP2TPHJS%%2F20261121%2Fus-east-1%2Fs3%2Faws4_request&",
    "Authorization: AWS4-HMAC-SHA256 Credential=AKIASP2TPHJS%/20261121/us-east-1/s3/aws4_request\n",
    "An error occurred (InvalidClientTokenId) when calling the GetUser operation: The security token included in the request is invalid\n",
    "<Error><Code>InvalidAccessKeyId</Code><AWSAccessKeyId>AKIASP2TPHJS%</AWSAccessKeyId></Error>\n",
    "Traceback (most recent call last):\n",
    "\tat com.amazonaws.x(y.java:1)\n",
    "operation error S3: ListBuckets, https response error StatusCode: 403, RequestID: %, api error InvalidAccessKeyId: x\n",
    "--region us-east-1 ",
    "region=",
    "User name,Access key ID,Secret access key\n",
    "u%,AKIASP2TPHJS%,x\n",
    "{\"AccessKeyMetadata\":[{\"UserName\":\"x\",\"AccessKeyId\":\"AKIASP2TPHJS%\",\"Status\":\"Active\"}]}\n",
    "ACCESSKEYMETADATA\tAKIASP2TPHJS%\tActive\n",
    "{\"UserId\":\"AIDA\",\"Account\":\"123456789012\",\"Arn\":\"arn:aws:iam::123456789012:user/%\"}\n",
];

/// `unit` over and over, up to `length` bytes.
fn text(unit: &str, length: usize) -> String {
    let letters = |mut number: usize| {
        let mut name = String::new();
        for _ in 0..8 {
            name.push(char::from(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[number % 32]));
            number /= 32;
        }
        name
    };
    let mut text = String::with_capacity(length + unit.len());
    for number in 0.. {
        if text.len() >= length {
            break;
        }
        text.push_str(&unit.replace('%', &letters(number)));
    }
    text
}

/// For how long this thread has been computing: what other programs take from it does not count.
fn now() -> Duration {
    clock_gettime(ClockId::ThreadCPUTime).try_into().unwrap()
}

/// How long the analysis of `text` takes.
fn time(text: &str) -> Duration {
    let begin = now();
    let mut analysis = Analysis::new(&Context::default());
    analysis.feed("paste", text.as_bytes());
    std::hint::black_box(analysis.finish());
    now().checked_sub(begin).unwrap()
}

/// Whether the time of `unit` grows faster than its text: what is too slow is measured again.
fn is_slow(unit: &str, length: usize) -> bool {
    let (short, long) = (text(unit, length), text(unit, length * LONGER));
    let mut least = time(&long);
    if least < FLOOR {
        return false;
    }
    let mut base = time(&short);
    for _ in 0..3 {
        if least <= FLOOR.max(base * SLOWER) {
            return false;
        }
        (least, base) = (least.min(time(&long)), base.min(time(&short)));
    }
    true
}

#[test]
fn time_is_linear_in_the_text() {
    let mut literals: Vec<&str> = ALL.iter().flat_map(|format| format.literals).copied().collect();
    literals.sort_unstable();
    literals.dedup();
    let lengths = literals.iter().map(|unit| (unit, LENGTHS[0])).chain(UNITS.iter().map(|unit| (unit, LENGTHS[1])));
    let slow: Vec<&str> = lengths.filter(|(unit, length)| is_slow(unit, *length)).map(|(unit, _)| *unit).collect();
    assert!(slow.is_empty(), "slower than the text grows: {slow:#?}");
}
