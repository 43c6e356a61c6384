//! What a ticket says in words beside its evidence: a region, a partition, another vendor's service, how a session was
//! opened, that keys were rotated. Such a word proves nothing; it says which of the causes that fit is to be looked at.

use std::ops::Range;

use super::{Block, Fact, Remark, Topic};
use crate::aws::errors;
use crate::aws::regions::{self, Partition};
use crate::text::View;

/// Texts longer than this are logs, whose own format says what counts.
const LONGEST: usize = 1 << 18;

/// As many remarks a text makes; of more, the first.
const MOST: usize = 100;

/// As many bytes stand between two words that belong together.
const BETWEEN: usize = 2;

/// Words in lower case, of letters, digits, `_` and `-`; or two of them, one after the other.
///
/// The credentials of `aws-vault exec` are those of `GetSessionToken`, unless the profile names a role (`USAGE.md`,
/// "Temporary credentials limitations with STS, IAM"). Every read of Vault's `aws/creds/ROLE` makes a key, which AWS
/// does not know everywhere for some seconds (Vault's documentation of the AWS secrets engine).
const WORDS: &[(&str, &str, Topic)] = &[
    ("govcloud", "", Topic::Abroad),
    ("china", "", Topic::Abroad),
    ("aws-cn", "", Topic::Abroad),
    ("aws-us-gov", "", Topic::Abroad),
    ("minio", "", Topic::Vendor),
    ("wasabi", "", Topic::Vendor),
    ("wasabisys", "", Topic::Vendor),
    ("digitalocean", "", Topic::Vendor),
    ("digitaloceanspaces", "", Topic::Vendor),
    ("backblaze", "", Topic::Vendor),
    ("backblazeb2", "", Topic::Vendor),
    ("cloudflare", "", Topic::Vendor),
    ("cloudflarestorage", "", Topic::Vendor),
    ("linode", "", Topic::Vendor),
    ("linodeobjects", "", Topic::Vendor),
    ("scaleway", "", Topic::Vendor),
    ("hetzner", "", Topic::Vendor),
    ("contabo", "", Topic::Vendor),
    ("vultr", "", Topic::Vendor),
    ("ionos", "", Topic::Vendor),
    ("storj", "", Topic::Vendor),
    ("ovh", "", Topic::Vendor),
    ("ceph", "", Topic::Vendor),
    ("rustfs", "", Topic::Vendor),
    ("seaweedfs", "", Topic::Vendor),
    ("s3-compatible", "", Topic::Vendor),
    ("s3", "compatible", Topic::Vendor),
    ("localstack", "", Topic::Emulator),
    ("elasticmq", "", Topic::Emulator),
    ("dynamodb-local", "", Topic::Emulator),
    ("dynamodb", "local", Topic::Emulator),
    ("get-session-token", "", Topic::GetSessionToken),
    ("getsessiontoken", "", Topic::GetSessionToken),
    ("get_session_token", "", Topic::GetSessionToken),
    ("aws-vault", "", Topic::GetSessionToken),
    ("session", "token", Topic::Session),
    ("session-token", "", Topic::Session),
    ("sessiontoken", "", Topic::Session),
    ("session_token", "", Topic::Session),
    ("aws_session_token", "", Topic::Session),
    ("temporary", "credentials", Topic::Session),
    ("rotate", "", Topic::Rotation),
    ("rotated", "", Topic::Rotation),
    ("rotation", "", Topic::Rotation),
    ("aws", "creds", Topic::Issued),
];

/// The remarks in `view`, in the order of the text: outside of `blocks`, and in those that tell of a failure. Where
/// nothing tells of one, the codes of AWS that stand in passing are failures.
pub(super) fn find(view: &View<'_>, blocks: &[Block]) -> Vec<Fact> {
    let text = view.text();
    let mut found = Vec::new();
    if text.len() > LONGEST {
        return found;
    }
    let told = blocks.iter().any(fails);
    let mut blocks = blocks.iter().peekable();
    let (mut read, mut failed) = (0, 0);
    let mut last = 0..0;
    while let Some(word) = next_word(text, last.end).filter(|_| found.len() < MOST) {
        let place = view.source(word.start);
        while let Some(block) = blocks.next_if(|block| block.span.start <= place) {
            read = read.max(block.span.end);
            failed = failed.max(if fails(block) { block.span.end } else { 0 });
        }
        let shown = view.get(word.clone());
        let before = std::mem::replace(&mut last, word.clone());
        if place < read && place >= failed {
            continue;
        }
        if !told && let Some(failure) = errors::in_passing(shown).filter(|_| !is_compared(view, word.start)) {
            found.push(Fact::Failure(Box::new(super::Failure {
                code: Some(shown.to_owned()),
                span: Some(view.span(word)),
                meaning: Some(failure),
                ..Default::default()
            })));
            continue;
        }
        let near = word.start - before.end <= BETWEEN;
        let before = if near { view.get(before).to_ascii_lowercase() } else { String::new() };
        if let Some(topic) = topic(&before, &shown.to_ascii_lowercase()).filter(|_| !is_of_library(view, &word)) {
            found.push(Fact::Remark(Remark { topic, span: view.span(word) }));
        }
    }
    found
}

/// Whether `block` tells of a failure.
fn fails(block: &Block) -> bool {
    block.facts.iter().any(|fact| matches!(fact, Fact::Failure(_)))
}

/// What `word` after `before` is about.
fn topic(before: &str, word: &str) -> Option<Topic> {
    let said = |(first, second, _): &&(&str, &str, Topic)| {
        if second.is_empty() { *first == word } else { *second == word && *first == before }
    };
    if let Some(&(_, _, topic)) = WORDS.iter().find(said) {
        return Some(topic);
    }
    Some(match Partition::of_region(word)? {
        Partition::Aws => Topic::Region(regions::is_opt_in(word)),
        _ => Topic::Abroad,
    })
}

/// The next word from byte `at` on.
fn next_word(text: &str, at: usize) -> Option<Range<usize>> {
    let is_of_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let start = at + text.get(at..)?.find(is_of_word)?;
    let length = text.get(start..)?.find(|c| !is_of_word(c)).unwrap_or(text.len() - start);
    Some(start..start + length)
}

/// Whether the word in `range` names a library or the program of somebody, who may well use AWS: `minio.ErrorResponse`,
/// `MinIO (linux; amd64)`, `github.com/minio/…`.
fn is_of_library(view: &View<'_>, range: &Range<usize>) -> bool {
    let before = view.get(view.boundary(range.start.saturating_sub(4))..range.start);
    let after = view.get(range.end..view.boundary(range.end + 2));
    before.ends_with("com/") || after == " (" || after.strip_prefix('.').is_some_and(|name| name.starts_with('E'))
}

/// Whether a program's source compares something with the code at byte `at`.
fn is_compared(view: &View<'_>, at: usize) -> bool {
    let lead = view.get(view.boundary(at.saturating_sub(BETWEEN + 2))..at);
    lead.contains("==") || lead.contains('.') || lead.contains('/')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aws::errors::Meaning;

    fn topics(text: &str) -> Vec<Topic> {
        let of = |fact: Fact| match fact {
            Fact::Remark(remark) => remark.topic,
            other => panic!("{other:?}"),
        };
        find(&View::at(text, 0), &[]).into_iter().map(of).collect()
    }

    fn meanings(text: &str) -> Vec<Meaning> {
        let of = |fact: Fact| match fact {
            Fact::Failure(failure) => failure.meaning,
            _ => None,
        };
        find(&View::at(text, 0), &[]).into_iter().filter_map(of).collect()
    }

    #[test]
    fn words_have_a_topic() {
        for (text, expected) in [
            ("Our account is in GovCloud.", vec![Topic::Abroad]),
            ("deploy --task-def arn:aws-cn:ecs:cn-north-1:1:x", vec![Topic::Abroad, Topic::Abroad]),
            ("{\"region\":\"cn-northwest-1\"}", vec![Topic::Abroad]),
            ("done region eu-west-3, start region eu-south-1", vec![Topic::Region(false), Topic::Region(true)]),
            ("Uploads go to MinIO, s3-compatible", vec![Topic::Vendor, Topic::Vendor]),
            ("an S3 compatible store", vec![Topic::Vendor]),
            ("DynamoDB Local and localstack", vec![Topic::Emulator, Topic::Emulator]),
            ("$ aws sts get-session-token", vec![Topic::GetSessionToken]),
            ("$ aws-vault exec work -- aws iam list-users", vec![Topic::GetSessionToken]),
            ("with a session token, temporary credentials", vec![Topic::Session, Topic::Session]),
            ("We rotated the keys", vec![Topic::Rotation]),
            ("path = \"aws/creds/deploy\"", vec![Topic::Issued]),
        ] {
            assert_eq!(topics(text), expected, "{text}");
        }
    }

    #[test]
    fn other_words_have_none() {
        for text in [
            "User-Agent: MinIO (linux; amd64) minio-go/v7.0.10",
            "Error: x (minio.ErrorResponse)",
            "github.com/minio/minio-go/v7/api.go:12",
            "the security token included in the request",
            "aws: the creds are fine",
            "s3 is not compatible",
            "us-east",
        ] {
            assert_eq!(topics(text), [], "{text}");
        }
    }

    #[test]
    fn codes_in_passing_are_failures() {
        assert_eq!(meanings("We get InvalidAccessKeyId on upload"), [Meaning::UnknownKey]);
        assert_eq!(meanings("a 403 \"SignatureDoesNotMatch\"."), [Meaning::BadSignature]);
        for text in [
            "if code == 'InvalidAccessKeyId' {",
            "Errors.InvalidAccessKeyId",
            "guide/InvalidAccessKeyId",
            "invalidaccesskeyid",
            "AccessDenied",
        ] {
            assert_eq!(meanings(text), [], "{text}");
        }
    }
}
