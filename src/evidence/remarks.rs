//! What a ticket says in words beside its evidence: a region, a partition, another vendor's service, how a session was
//! opened, that keys were rotated. Such a word proves nothing; it says which of the causes that fit is to be looked at.

use std::ops::Range;
use std::sync::LazyLock;

use super::{Block, Fact, Remark, Topic};
use crate::aws::errors;
use crate::aws::regions::{self, Partition};
use crate::text::{View, Words};

/// Texts longer than this are logs, whose own format says what counts.
const LONGEST: usize = 1 << 18;

/// As many remarks a text makes; of more, the first.
const MOST: usize = 100;

/// As many bytes stand between two words that belong together.
const BETWEEN: usize = 2;

/// Words in lower case, of letters, digits, `_` and `-`; two with a blank or the like between them as `one+two`, two with
/// a slash as `one/two`.
///
/// The credentials of `aws-vault exec` are those of `GetSessionToken`, unless the profile names a role (`USAGE.md`,
/// "Temporary credentials limitations with STS, IAM"). Every read of Vault's `aws/creds/ROLE` makes a key, which AWS
/// does not know everywhere for some seconds (Vault's documentation of the AWS secrets engine). In Lambda, whose code lies
/// in `/var/task` and `/var/runtime`, the key of the environment is that of the role's session.
const WORDS: &[(Topic, &str)] = &[
    (Topic::Abroad, "govcloud china aws-cn aws-us-gov"),
    (
        Topic::Vendor,
        "minio wasabi wasabisys digitalocean digitaloceanspaces backblaze backblazeb2 cloudflare cloudflarestorage linode \
         linodeobjects scaleway hetzner contabo vultr ionos storj ovh ceph rustfs seaweedfs s3-compatible s3+compatible \
         digital+ocean scality radosgw exoscale upcloud filebase yandex ibm+cloud oracle+cloud aliyun tencent idrive",
    ),
    (Topic::Region(true), "hong+kong bahrain cape+town opt-in+region opt-in+regions"),
    (Topic::Emulator, "localstack elasticmq dynamodb-local dynamodb+local"),
    (Topic::GetSessionToken, "get-session-token getsessiontoken get_session_token aws-vault"),
    (
        Topic::Session,
        "session+token session-token sessiontoken temporary+credentials temporary+key temporary+keys \
         temporary+access temporary+aws var/task var/runtime instance+profile",
    ),
    (Topic::Rotation, "rotate rotated rotates rotating rotation"),
    (
        Topic::Clock,
        "clock ntp ntpd ntpdate chrony requesthasexpired of+sync time+drift skew timedatectl hwclock local+time system+time",
    ),
    (
        Topic::Issued,
        "aws/creds createaccesskey create-access-key create_access_key eventually+consistent eventual+consistency",
    ),
    (Topic::Iam, "creating+iam reading+iam updating+iam deleting+iam creating+iamrole"),
];

/// How the names of variables end whose session somebody meant.
const SESSION_TOKEN: &str = "session_token";

/// An entry of [`WORDS`].
struct Entry {
    word: &'static str,
    /// The word before it, and what stands between them.
    before: Option<(&'static str, char)>,
    topic: Topic,
}

/// The entries of [`WORDS`] by their words.
static ENTRIES: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    let entry = |topic, entry: &'static str| match entry.find(['+', '/']).map(|at| (entry.split_at(at), at + 1)) {
        Some(((before, sign), word)) => Entry {
            word: entry.get(word..).unwrap_or_default(),
            before: sign.chars().next().map(|sign| (before, sign)),
            topic,
        },
        None => Entry { word: entry, before: None, topic },
    };
    let mut entries: Vec<Entry> =
        WORDS.iter().flat_map(|&(topic, words)| words.split(' ').map(move |word| entry(topic, word))).collect();
    entries.sort_unstable_by_key(|entry| entry.word);
    entries
});

/// The remarks in `view`, in the order of the text: outside of `blocks`, and in those that tell of a failure. Where
/// nothing tells of one or of a success, the codes of AWS that stand in passing are failures.
pub(super) fn find(view: &View<'_>, blocks: &[Block]) -> Vec<Fact> {
    let text = view.text();
    let mut found = Vec::new();
    if text.len() > LONGEST {
        return found;
    }
    let succeeds = |block: &Block| block.facts.iter().any(|fact| matches!(fact, Fact::Identity(_)));
    let told = blocks.iter().any(|block| fails(block) || succeeds(block));
    let mut blocks = blocks.iter().peekable();
    let (mut read, mut failed) = (0, 0);
    let mut last = 0..0;
    while let Some(word) = text.name_from(last.end).filter(|_| found.len() < MOST) {
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
        let sign = if view.get(before.end..word.start) == "/" { '/' } else { '+' };
        let before = if word.start - before.end <= BETWEEN { view.get(before) } else { "" };
        if let Some(topic) = topic(before, sign, shown).filter(|_| !is_of_library(view, &word)) {
            found.push(Fact::Remark(Remark { topic, span: view.span(word) }));
        }
    }
    found
}

/// Whether `block` tells of a failure.
fn fails(block: &Block) -> bool {
    block.facts.iter().any(|fact| matches!(fact, Fact::Failure(_)))
}

/// What `word` is about, or it with the one `before`, with `sign` between them.
fn topic(before: &str, sign: char, word: &str) -> Option<Topic> {
    let folded = word.to_ascii_lowercase();
    let from = ENTRIES.partition_point(|entry| entry.word < folded.as_str());
    let mut entries = ENTRIES.iter().skip(from).take_while(|entry| entry.word == folded);
    let follows = |(first, between): (&str, char)| between == sign && before.eq_ignore_ascii_case(first);
    if let Some(entry) = entries.find(|entry| entry.before.is_none_or(follows)) {
        return Some(entry.topic);
    }
    if folded.ends_with(SESSION_TOKEN) {
        return Some(Topic::Session);
    }
    // Only a region's name ends in a number.
    let region = folded.ends_with(|c: char| c.is_ascii_digit()).then(|| Partition::of_region(&folded)).flatten()?;
    Some(match region {
        Partition::Aws => Topic::Region(regions::is_opt_in(&folded)),
        _ => Topic::Abroad,
    })
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
    lead.holds("==") || lead.contains('.') || lead.contains('/')
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
            ("It fails in Hong Kong and Bahrain", vec![Topic::Region(true), Topic::Region(true)]),
            ("Uploads go to MinIO, s3-compatible", vec![Topic::Vendor, Topic::Vendor]),
            ("an S3 compatible store", vec![Topic::Vendor]),
            ("DynamoDB Local and localstack", vec![Topic::Emulator, Topic::Emulator]),
            ("$ aws sts get-session-token", vec![Topic::GetSessionToken]),
            ("$ aws-vault exec work -- aws iam list-users", vec![Topic::GetSessionToken]),
            ("with a session token, temporary credentials", vec![Topic::Session, Topic::Session]),
            ("We rotated the keys", vec![Topic::Rotation]),
            ("It fails in opt-in regions", vec![Topic::Region(true)]),
            ("then iam.createAccessKey(user)", vec![Topic::Issued]),
            ("The laptop is out of sync: no NTP", vec![Topic::Clock, Topic::Clock]),
            ("path = \"aws/creds/deploy\"", vec![Topic::Issued]),
            ("at Runtime.handler (/var/task/index.js:1:2)", vec![Topic::Session]),
            ("File \"/var/runtime/botocore/client.py\", line 7", vec![Topic::Session]),
            ("-e MY_SESSION_TOKEN=***", vec![Topic::Session]),
            ("Error: creating IAM Role (x): y", vec![Topic::Iam]),
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
            "our aws creds are fine",
            "a temporary file",
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
