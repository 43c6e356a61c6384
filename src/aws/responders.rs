//! Which server answered: AWS, or one of those that speak like S3. Told by host, wording and the shape of ids.
//!
//! Sources: minio/minio `cmd/api-errors.go`; seaweedfs `weed/s3api/s3err`; Garage `src/api/common/signature`; Ceph
//! `src/rgw`; versitygw `s3err`; the vendors' own pages; public reports for R2, B2, IBM COS, Scality, Internet Archive.
//! Several servers copy AWS's words, so wording alone says AWS only where nothing speaks against it.

use super::errors::{self, Family};
use super::regions::{Server, server};
use crate::text::Words;

/// What an answer shows of who gave it; what is not known is empty.
#[derive(Clone, Copy, Debug, Default)]
pub struct Clues<'a> {
    /// The error code.
    pub code: &'a str,
    /// The message.
    pub message: &'a str,
    /// The request id.
    pub request_id: &'a str,
    /// S3's second request id.
    pub host_id: &'a str,
    /// The host that was asked.
    pub host: &'a str,
    /// The XML name space of the body.
    pub name_space: &'a str,
    /// Whether the answer is an XML or JSON body as the server sent it, so that what is missing in it was not sent.
    pub body: bool,
    /// Names of elements that the body has besides code, message and ids.
    pub elements: &'a [&'a str],
    /// Whether the body's prolog is written with single quotes.
    pub single_quotes: bool,
}

/// Ids of vendors, by the names that [`server`] gives them.
const VENDORS: &[(&str, &str)] = &[
    ("Wasabi", "wasabi"),
    ("Backblaze B2", "b2"),
    ("Cloudflare R2", "r2"),
    ("DigitalOcean Spaces", "digitalocean"),
    ("Google Cloud Storage", "gcs"),
    ("Alibaba Cloud OSS", "oss"),
    ("IBM Cloud Object Storage", "ibm-cos"),
    ("Internet Archive", "internet-archive"),
    ("MinIO", "minio"),
    ("LocalStack", "localstack"),
    ("Akamai (Linode) Object Storage", "linode"),
    ("Scaleway Object Storage", "scaleway"),
    ("OVHcloud Object Storage", "ovh"),
    ("Yandex Object Storage", "yandex"),
    ("Hetzner Object Storage", "hetzner"),
    ("Tencent Cloud COS", "tencent-cos"),
    ("Huawei Cloud OBS", "huawei-obs"),
    ("Oracle Cloud Object Storage", "oracle"),
    ("IONOS Object Storage", "ionos"),
    ("Tigris", "tigris"),
    ("Storj", "storj"),
    ("Vultr Object Storage", "vultr"),
];

/// Words that only one server uses, in its own case of letters.
const WORDS: &[(&str, &str)] = &[
    ("The OSS Access Key Id", "oss"),
    ("The AWS access key Id you provided", "scality"),
    ("The Access Key Id you provided does not exist", "minio"),
    ("The access key ID you provided does not exist", "minio"),
    ("Your account is disabled; please contact your administrator", "minio"),
    ("No AWSAccessKey was presented", "minio"),
    ("Malformed Access Key Id", "b2"),
    ("Credential access key has length", "r2"),
    ("Forbidden: No such key: ", "garage"),
    ("Forbidden: Invalid signature", "garage"),
];

/// The zones of `DigitalOcean` by their beginnings; a digit and a letter follow.
const DIGITAL_OCEAN: &[&str] = &["nyc", "sfo", "ams", "fra", "sgp", "blr", "syd", "lon", "tor", "atl"];

/// The id of the server that `clues` point to; none where they point nowhere or in several directions.
pub fn responder(clues: &Clues<'_>) -> Option<&'static str> {
    let told = || by_ids(clues).or_else(|| by_words(clues));
    if clues.host.is_empty() {
        return told().or_else(|| by_custom(clues));
    }
    match server(&clues.host.to_ascii_lowercase()) {
        Server::Aws(_) => Some("aws"),
        Server::Vendor(name) => VENDORS.iter().find(|(vendor, _)| *vendor == name).map(|&(_, id)| id),
        // Words alone do not make AWS of a host that is not AWS's.
        Server::Local | Server::Other => told(),
    }
}

fn by_ids(clues: &Clues<'_>) -> Option<&'static str> {
    let request = clues.request_id;
    if let Some(zone) = radosgw_zone(request) {
        let digital_ocean = DIGITAL_OCEAN.iter().any(|place| {
            zone.strip_prefix(place)
                .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()) && rest.len() <= 2)
        });
        return Some(if digital_ocean { "digitalocean" } else { "ceph" });
    }
    let hex = |text: &str| text.bytes().all(|b| b.is_ascii_hexdigit());
    if clues.host_id.len() == 64 && hex(clues.host_id) {
        return Some("minio");
    }
    None
}

/// The zone in a request id of Ceph's gateway, `tx0000000000000030325cd-00604bb878-9d6bb8b-fra1b`.
fn radosgw_zone(id: &str) -> Option<&str> {
    let (transaction, rest) = id.strip_prefix("tx")?.split_once('-')?;
    let is_transaction = transaction.len() >= 15 && transaction.bytes().all(|b| b.is_ascii_hexdigit());
    is_transaction.then(|| rest.rsplit_once('-').map_or(rest, |(_, zone)| zone))
}

fn by_words(clues: &Clues<'_>) -> Option<&'static str> {
    let message = clues.message;
    if clues.code == "InvalidAccessKeyId.NotFound" {
        return Some("oss");
    }
    if clues.code == "InvalidTokenId" {
        return Some("minio");
    }
    if clues.elements.contains(&"Details") && clues.code == "InvalidSecurity" {
        return Some("gcs");
    }
    if clues.single_quotes {
        return Some(if clues.elements.contains(&"Resource") { "internet-archive" } else { "gcs" });
    }
    // RADOS gateways send no message, and botocore and the SDK for JavaScript put these words in its place.
    if clues.code == "InvalidAccessKeyId" && matches!(message, "Unknown" | "UnknownError") {
        return Some("ceph");
    }
    if message.starts_with("The key '") && message.holds("is not valid") {
        return Some("b2");
    }
    if message.holds("The access key ID you provided") && clues.body {
        return Some("seaweedfs");
    }
    if message.holds("The AWS Access Key ID you provided") && is_uuid(clues.request_id) {
        return Some("ibm-cos");
    }
    WORDS.iter().find(|(words, _)| message.holds(words)).map(|&(_, id)| id)
}

/// AWS, where its words and ids stand and nothing is missing that it always sends.
fn by_custom(clues: &Clues<'_>) -> Option<&'static str> {
    if clues.name_space.holds("amazonaws.com") || is_host_id(clues.host_id) {
        return Some("aws");
    }
    let families = errors::of_code(clues.code).map_or(&[][..], |known| known.families);
    let words = clues.message.holds("The AWS Access Key Id you provided");
    if words {
        // AWS always says which key it means.
        let complete = !clues.body || clues.elements.contains(&"AWSAccessKeyId") || !clues.host_id.is_empty();
        return complete.then_some("aws");
    }
    let of_service = |family: &Family| matches!(family, Family::Query | Family::Json | Family::Ec2);
    let service = families.iter().any(of_service) || clues.code.is_empty() && !clues.body;
    let own_words = OWN.iter().any(|words| clues.message.holds(words));
    (own_words && (service || !clues.body)).then_some("aws")
}

/// Words of AWS that servers which speak like S3 do not use.
const OWN: &[&str] = &[
    "The security token included in the request is",
    "AWS was not able to validate",
    "Credential must have exactly 5 slash-delimited elements",
    "not a valid key=value pair (missing equal-sign)",
    "Authorization header or parameters are not formatted correctly",
    "The provided token is malformed or otherwise invalid",
    "The provided token has expired",
    "is not authorized to perform",
    "Signature expired: ",
    "Signature not yet current: ",
];

/// Whether `id` is a second request id of Amazon S3: 56 bytes in base64.
fn is_host_id(id: &str) -> bool {
    id.len() == 76
        && id.ends_with('=')
        && id.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'='))
}

fn is_uuid(id: &str) -> bool {
    id.len() == 36
        && id
            .bytes()
            .enumerate()
            .all(|(at, b)| if matches!(at, 8 | 13 | 18 | 23) { b == b'-' } else { b.is_ascii_hexdigit() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn servers_are_told_by_host_ids_and_words() {
        let none = Clues::default();
        let aws = "The AWS Access Key Id you provided does not exist in our records.";
        let host_id = "rLpmhPFHzdSGJ8mbX3rVUw2OOlEkGqlT3hXYwWTHRvlyMKw9bRzoWb2y0RVAt7YQcs6iZs9DCFE=";
        let hex = "dd9025bab4ad464b049177c95eb6ebf374d3b3fd1af9251148b658df7ac2e3e8";
        let cases = [
            (Clues { code: "InvalidAccessKeyId", message: aws, ..none }, Some("aws")),
            (Clues { code: "InvalidAccessKeyId", message: aws, body: true, ..none }, None),
            (Clues { code: "InvalidAccessKeyId", message: aws, body: true, host_id, ..none }, Some("aws")),
            (Clues { code: "InvalidAccessKeyId", message: aws, host: "127.0.0.1:9000", ..none }, None),
            (Clues { message: aws, host: "s3.us-west-2.wasabisys.com", ..none }, Some("wasabi")),
            (Clues { message: "The Access Key Id you provided does not exist in our records.", ..none }, Some("minio")),
            (Clues { message: "Access Denied.", host_id: hex, ..none }, Some("minio")),
            (
                Clues { message: "The AWS access key Id you provided does not exist in our records.", ..none },
                Some("scality"),
            ),
            (
                Clues {
                    message: "The AWS Access Key ID you provided does not exist in our records.",
                    request_id: "9c1a2f5e-3c3b-4a39-9f0e-0e8c2a3c6d11",
                    ..none
                },
                Some("ibm-cos"),
            ),
            (Clues { request_id: "tx0000000000000030325cd-00604bb878-9d6bb8b-fra1b", ..none }, Some("digitalocean")),
            (Clues { request_id: "tx00000a1b2c3d4e5f60718-0065f1c2d3-1a2b3c-default", ..none }, Some("ceph")),
            (Clues { message: "The key '0005XX0000001' is not valid", ..none }, Some("b2")),
            (Clues { message: "Credential access key has length 25, should be 32", ..none }, Some("r2")),
            (Clues { message: "Forbidden: No such key: GK31c2", ..none }, Some("garage")),
            (Clues { code: "InvalidSecurity", elements: &["Details"], ..none }, Some("gcs")),
            (
                Clues {
                    code: "UnrecognizedClientException",
                    message: "The security token included in the request is invalid.",
                    ..none
                },
                Some("aws"),
            ),
            (Clues { code: "InvalidAccessKeyId", message: "Unknown", ..none }, Some("ceph")),
            (Clues { message: "The access key ID you provided does not exist in our records.", ..none }, Some("minio")),
            (Clues { code: "AccessDenied", message: "Access Denied", ..none }, None),
            (Clues { code: "SignatureDoesNotMatch", host_id, ..none }, Some("aws")),
        ];
        for (clues, expected) in cases {
            assert_eq!(responder(&clues), expected, "{clues:?}");
        }
    }
}
