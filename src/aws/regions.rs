//! Partitions, regions and endpoints: which belong together, and which hosts are not AWS's at all.
//!
//! Sources: boto/botocore `botocore/data/partitions.json` (patterns of region names and DNS suffixes of each
//! partition); AWS Account Management User Guide, "Enable or disable AWS Regions" (regions launched after 20 March 2019
//! must be enabled); IAM User Guide, "Manage AWS STS in an AWS Region" (version 1 tokens are refused there); the names
//! of other vendors' hosts are from their own documentation.

use crate::text::Words;
use std::net::Ipv4Addr;

/// A part of AWS with accounts and keys of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Partition {
    /// The standard partition, `aws`.
    Aws,
    /// China, `aws-cn`.
    China,
    /// GovCloud (US), `aws-us-gov`.
    GovCloud,
    /// The European Sovereign Cloud, `aws-eusc`.
    Eusc,
    /// An isolated partition: `aws-iso`, `aws-iso-b`, `aws-iso-e`, `aws-iso-f`.
    Iso(&'static str),
}

/// What tells a partition: its id in ARNs, the beginnings of its region names, the ends of its host names.
struct Marks {
    partition: Partition,
    id: &'static str,
    title: &'static str,
    regions: &'static [&'static str],
    suffixes: &'static [&'static str],
}

/// The partitions; the longer beginning of a region name stands before the shorter one, and so do host names' ends.
const PARTITIONS: &[Marks] = &[
    Marks {
        partition: Partition::GovCloud,
        id: "aws-us-gov",
        title: "AWS GovCloud (US)",
        regions: &["us-gov-"],
        suffixes: &[],
    },
    Marks {
        partition: Partition::China,
        id: "aws-cn",
        title: "AWS China",
        regions: &["cn-"],
        suffixes: &["amazonaws.com.cn", "api.amazonwebservices.com.cn", "amazonaws.cn"],
    },
    Marks {
        partition: Partition::Eusc,
        id: "aws-eusc",
        title: "AWS European Sovereign Cloud",
        regions: &["eusc-"],
        suffixes: &["amazonaws.eu", "api.amazonwebservices.eu"],
    },
    Marks {
        partition: Partition::Iso("aws-iso"),
        id: "aws-iso",
        title: "AWS Top Secret",
        regions: &["us-iso-"],
        suffixes: &["c2s.ic.gov", "api.aws.ic.gov"],
    },
    Marks {
        partition: Partition::Iso("aws-iso-b"),
        id: "aws-iso-b",
        title: "AWS Secret",
        regions: &["us-isob-"],
        suffixes: &["sc2s.sgov.gov", "api.aws.scloud"],
    },
    Marks {
        partition: Partition::Iso("aws-iso-e"),
        id: "aws-iso-e",
        title: "AWS isolated, Europe",
        regions: &["eu-isoe-"],
        suffixes: &["cloud.adc-e.uk"],
    },
    Marks {
        partition: Partition::Iso("aws-iso-f"),
        id: "aws-iso-f",
        title: "AWS isolated, F",
        regions: &["us-isof-"],
        suffixes: &["csp.hci.ic.gov", "api.aws.hci.ic.gov"],
    },
    Marks {
        partition: Partition::Aws,
        id: "aws",
        title: "AWS, the standard partition",
        regions: &["us-", "eu-", "ap-", "sa-", "ca-", "me-", "af-", "il-", "mx-"],
        suffixes: &["amazonaws.com", "api.aws", "on.aws", "amazon.com"],
    },
];

impl Partition {
    fn marks(self) -> Option<&'static Marks> {
        PARTITIONS.iter().find(|marks| marks.partition == self)
    }

    /// The id that ARNs use, `aws-us-gov`.
    pub fn id(self) -> &'static str {
        self.marks().map_or("", |marks| marks.id)
    }

    /// What a person calls it.
    pub fn title(self) -> &'static str {
        self.marks().map_or("", |marks| marks.title)
    }

    /// The partition called `id`.
    pub fn parse(id: &str) -> Option<Self> {
        PARTITIONS.iter().find(|marks| marks.id == id).map(|marks| marks.partition)
    }

    /// The partition of the region called `region`; none for what is not shaped like a region's name.
    pub fn of_region(region: &str) -> Option<Self> {
        if !is_region_shaped(region) {
            return None;
        }
        let begins = |marks: &&Marks| marks.regions.iter().any(|start| region.starts_with(start));
        PARTITIONS.iter().find(begins).map(|marks| marks.partition)
    }
}

/// Letters, then words of letters, then a number, with hyphens between: `us-gov-west-1`.
fn is_region_shaped(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let Some((number, words)) = parts.split_last() else { return false };
    let word = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase());
    words.len() >= 2 && words.iter().all(word) && (1..=2).contains(&number.len()) && digits(number)
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// Regions of the standard partition that every account may use, and where version 1 session tokens are valid.
const ALWAYS_ON: &[&str] = &[
    "ap-northeast-1",
    "ap-northeast-2",
    "ap-northeast-3",
    "ap-south-1",
    "ap-southeast-1",
    "ap-southeast-2",
    "ca-central-1",
    "eu-central-1",
    "eu-north-1",
    "eu-west-1",
    "eu-west-2",
    "eu-west-3",
    "sa-east-1",
    "us-east-1",
    "us-east-2",
    "us-west-1",
    "us-west-2",
];

/// Regions of the standard partition that an account must enable first.
const OPT_IN: &[&str] = &[
    "af-south-1",
    "ap-east-1",
    "ap-east-2",
    "ap-south-2",
    "ap-southeast-3",
    "ap-southeast-4",
    "ap-southeast-5",
    "ap-southeast-6",
    "ap-southeast-7",
    "ca-west-1",
    "eu-central-2",
    "eu-south-1",
    "eu-south-2",
    "il-central-1",
    "me-central-1",
    "me-south-1",
    "mx-central-1",
];

/// Whether the account must enable `region` before its keys work there; such regions refuse version 1 session tokens.
/// False for names that are not known.
pub fn is_opt_in(region: &str) -> bool {
    OPT_IN.contains(&region)
}

/// Whether `region` is the name of a region that is known to exist in the standard partition.
pub fn is_known(region: &str) -> bool {
    ALWAYS_ON.contains(&region) || OPT_IN.contains(&region)
}

/// An Amazon Resource Name, of which the parts that bear on credentials are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arn<'a> {
    /// The partition; none for an id that is not known.
    pub partition: Option<Partition>,
    /// `iam`, `sts`
    pub service: &'a str,
    /// Empty for global resources.
    pub region: &'a str,
    /// Twelve digits, `aws`, or empty.
    pub account: &'a str,
    /// `role/api`
    pub resource: &'a str,
}

impl<'a> Arn<'a> {
    /// Reads `arn:partition:service:region:account:resource`.
    pub fn parse(text: &'a str) -> Option<Self> {
        let mut parts = text.trim().splitn(6, ':');
        let mut next = || parts.next();
        let (arn, partition) = (next()?, next()?);
        let (service, region, account, resource) = (next()?, next()?, next()?, next()?);
        let named = arn == "arn" && !service.is_empty();
        named.then(|| Self { partition: Partition::parse(partition), service, region, account, resource })
    }
}

/// Which server an address leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Server<'a> {
    /// One of AWS's own.
    Aws(Endpoint<'a>),
    /// Another vendor's, by the vendor's name.
    Vendor(&'static str),
    /// This machine, or the network that it stands in.
    Local,
    /// Some other host.
    Other,
}

/// One of AWS's endpoints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Endpoint<'a> {
    /// Its partition.
    pub partition: Partition,
    /// Its region; none for global endpoints and where the name does not say.
    pub region: Option<&'a str>,
    /// The service's name in it; none where it does not say.
    pub service: Option<&'a str>,
    /// It belongs to a VPC.
    pub vpc: bool,
}

/// The host in an address: `https://user@host:9000/path` or `host:9000` or `host`. Lower case is not made.
pub fn host(address: &str) -> &str {
    let address = address.trim();
    let rest = address.cut("://").map_or(address, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    let authority = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    match authority.strip_prefix('[').and_then(|six| six.split_once(']')) {
        Some((six, _)) => six,
        None => authority.split_once(':').map_or(authority, |(host, _)| host).trim_end_matches('.'),
    }
}

/// Which server the host in `address` is, by its name. Names in capitals are not folded: pass them in lower case.
pub fn server(address: &str) -> Server<'_> {
    let host = host(address);
    if let Some(endpoint) = endpoint(host) {
        return Server::Aws(endpoint);
    }
    if let Some(&(_, vendor)) = VENDORS.iter().find(|(suffix, _)| ends_in(host, suffix)) {
        return Server::Vendor(vendor);
    }
    if is_local(host) { Server::Local } else { Server::Other }
}

/// Whether `host` is `suffix` or a name below it.
fn ends_in(host: &str, suffix: &str) -> bool {
    host.strip_suffix(suffix).is_some_and(|before| before.is_empty() || before.ends_with('.'))
}

fn is_local(host: &str) -> bool {
    if let Ok(ip) = host.parse::<Ipv4Addr>() {
        return ip.is_loopback() || ip.is_private() || ip.is_link_local() || ip.is_unspecified();
    }
    let ends = [".local", ".internal", ".lan", ".localhost", ".svc", ".svc.cluster.local", ".test"];
    host == "::1" || !host.contains(['.', ':']) && !host.is_empty() || ends.iter().any(|end| host.ends_with(end))
}

/// Reads the name of one of AWS's hosts: `bucket.s3.dualstack.eu-west-1.amazonaws.com`, `sts-fips.us-gov-west-1…`,
/// `vpce-1a-2b.s3.us-east-1.vpce…`, `s3-eu-west-1…`, `iam…`.
fn endpoint(host: &str) -> Option<Endpoint<'_>> {
    let (marks, before) = PARTITIONS.iter().find_map(|marks| {
        let end = marks.suffixes.iter().find(|suffix| ends_in(host, suffix))?;
        Some((marks, host.strip_suffix(end)?.trim_end_matches('.')))
    })?;
    let labels: Vec<&str> = before.split('.').filter(|label| !label.is_empty()).collect();
    let vpc = labels.last() == Some(&"vpce") || labels.iter().any(|label| label.starts_with("vpce-"));
    let plain: Vec<&str> = labels.iter().copied().filter(|label| !matches!(*label, "vpce" | "dualstack")).collect();
    let at = plain.iter().rposition(|label| Partition::of_region(label).is_some());
    let (region, service) = match at {
        Some(0) => (plain.first().copied(), plain.get(1).copied()),
        Some(at) => (plain.get(at).copied(), plain.get(at - 1).copied()),
        None => match plain.last().and_then(|label| label.strip_prefix("s3-")) {
            Some(region) if Partition::of_region(region).is_some() => (Some(region), Some("s3")),
            _ => (None, plain.iter().copied().rfind(|label| !matches!(*label, "us-gov" | "global"))),
        },
    };
    let gov = plain.contains(&"us-gov");
    let partition =
        if gov { Partition::GovCloud } else { region.and_then(Partition::of_region).unwrap_or(marks.partition) };
    let service = service.map(|name| name.strip_prefix("fips-").or_else(|| name.strip_suffix("-fips")).unwrap_or(name));
    Some(Endpoint { partition, region, service, vpc })
}

/// Ends of the host names of services that speak S3's protocol or another of AWS's, with the vendor's name.
const VENDORS: &[(&str, &str)] = &[
    ("wasabisys.com", "Wasabi"),
    ("backblazeb2.com", "Backblaze B2"),
    ("r2.cloudflarestorage.com", "Cloudflare R2"),
    ("digitaloceanspaces.com", "DigitalOcean Spaces"),
    ("googleapis.com", "Google Cloud Storage"),
    ("aliyuncs.com", "Alibaba Cloud OSS"),
    ("linodeobjects.com", "Akamai (Linode) Object Storage"),
    ("vultrobjects.com", "Vultr Object Storage"),
    ("scw.cloud", "Scaleway Object Storage"),
    ("ovh.net", "OVHcloud Object Storage"),
    ("ovh.us", "OVHcloud Object Storage"),
    ("idrivee2.com", "IDrive e2"),
    ("storjshare.io", "Storj"),
    ("myqcloud.com", "Tencent Cloud COS"),
    ("myhuaweicloud.com", "Huawei Cloud OBS"),
    ("appdomain.cloud", "IBM Cloud Object Storage"),
    ("softlayer.net", "IBM Cloud Object Storage"),
    ("oraclecloud.com", "Oracle Cloud Object Storage"),
    ("yandexcloud.net", "Yandex Object Storage"),
    ("contabostorage.com", "Contabo Object Storage"),
    ("exo.io", "Exoscale SOS"),
    ("your-objectstorage.com", "Hetzner Object Storage"),
    ("ionoscloud.com", "IONOS Object Storage"),
    ("profitbricks.com", "IONOS Object Storage"),
    ("dream.io", "DreamObjects"),
    ("filebase.com", "Filebase"),
    ("tigris.dev", "Tigris"),
    ("storage.dev", "Tigris"),
    ("supabase.co", "Supabase Storage"),
    ("upcloudobjects.com", "UpCloud Object Storage"),
    ("archive.org", "Internet Archive"),
    ("min.io", "MinIO"),
    ("localstack.cloud", "LocalStack"),
    ("outscale.com", "3DS OUTSCALE"),
    ("selcloud.ru", "Selectel"),
    ("lyvecloud.seagate.com", "Seagate Lyve Cloud"),
    ("qiniucs.com", "Qiniu Kodo"),
    ("bcebos.com", "Baidu BOS"),
    ("ksyuncs.com", "Kingsoft Cloud KS3"),
    ("volces.com", "Volcengine TOS"),
    ("ncloudstorage.com", "NAVER Cloud"),
    ("synologyc2.net", "Synology C2"),
    ("arvanstorage.ir", "ArvanCloud"),
    ("leviia.com", "Leviia"),
    ("impossibleapi.net", "Impossible Cloud"),
    ("t-systems.com", "Open Telekom Cloud OBS"),
    ("civo.com", "Civo Object Store"),
    ("mega.io", "MEGA S4"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_lead_to_partitions() {
        for (region, id) in [
            ("us-east-1", "aws"),
            ("ap-southeast-7", "aws"),
            ("us-gov-west-1", "aws-us-gov"),
            ("cn-north-1", "aws-cn"),
            ("us-iso-east-1", "aws-iso"),
            ("us-isob-east-1", "aws-iso-b"),
            ("eu-isoe-west-1", "aws-iso-e"),
            ("eusc-de-east-1", "aws-eusc"),
        ] {
            assert_eq!(Partition::of_region(region).map(Partition::id), Some(id), "{region}");
        }
        for none in
            ["", "auto", "garage", "us-east", "eu-central-1a", "US-EAST-1", "fr-par", "nyc3", "us-east-1 ", "--1"]
        {
            assert_eq!(Partition::of_region(none), None, "{none}");
        }
    }

    #[test]
    fn lists_of_regions_are_of_the_standard_partition_and_disjoint() {
        for region in ALWAYS_ON.iter().chain(OPT_IN) {
            assert_eq!(Partition::of_region(region), Some(Partition::Aws), "{region}");
        }
        assert!(OPT_IN.iter().all(|region| !ALWAYS_ON.contains(region)));
    }

    #[test]
    fn arns_are_read() {
        let arn = Arn::parse("arn:aws-us-gov:iam::123456789012:role/path/api").unwrap();
        assert_eq!((arn.partition, arn.service), (Some(Partition::GovCloud), "iam"));
        assert_eq!((arn.region, arn.account, arn.resource), ("", "123456789012", "role/path/api"));
        assert_eq!(Arn::parse("arn:aws:s3:::bucket:with:colons").unwrap().resource, "bucket:with:colons");
        assert_eq!(Arn::parse("arn:aws:iam::123456789012"), None);
        assert_eq!(Arn::parse("role/api"), None);
    }

    #[test]
    fn hosts_are_found_in_addresses() {
        for (address, name) in [
            ("https://minio.example.com:9000/bucket?x", "minio.example.com"),
            ("minio:9000", "minio"),
            ("http://[::1]:9000", "::1"),
            ("s3.amazonaws.com.", "s3.amazonaws.com"),
            ("https://key:secret@host/", "host"),
            ("", ""),
        ] {
            assert_eq!(host(address), name, "{address}");
        }
    }

    #[test]
    fn endpoints_of_aws_are_read() {
        let cases: &[(&str, &str, Option<&str>, Option<&str>)] = &[
            ("sts.amazonaws.com", "aws", None, Some("sts")),
            ("https://sts.us-east-1.amazonaws.com/", "aws", Some("us-east-1"), Some("sts")),
            ("my.bucket.s3.eu-west-1.amazonaws.com", "aws", Some("eu-west-1"), Some("s3")),
            ("bucket.s3.dualstack.us-west-2.amazonaws.com", "aws", Some("us-west-2"), Some("s3")),
            ("s3-ap-southeast-2.amazonaws.com", "aws", Some("ap-southeast-2"), Some("s3")),
            ("bucket.s3-eu-west-1.amazonaws.com", "aws", Some("eu-west-1"), Some("s3")),
            ("s3-fips.us-gov-west-1.amazonaws.com", "aws-us-gov", Some("us-gov-west-1"), Some("s3")),
            ("iam.us-gov.amazonaws.com", "aws-us-gov", None, Some("iam")),
            ("iam.cn-north-1.amazonaws.com.cn", "aws-cn", Some("cn-north-1"), Some("iam")),
            ("ec2.eu-central-1.api.aws", "aws", Some("eu-central-1"), Some("ec2")),
            ("us-west-2.queue.amazonaws.com", "aws", Some("us-west-2"), Some("queue")),
            ("api.ecr.us-east-1.amazonaws.com", "aws", Some("us-east-1"), Some("ecr")),
            ("s3.eusc-de-east-1.amazonaws.eu", "aws-eusc", Some("eusc-de-east-1"), Some("s3")),
            ("bucket.s3.amazonaws.com", "aws", None, Some("s3")),
        ];
        for &(address, partition, region, service) in cases {
            let Server::Aws(endpoint) = server(address) else { panic!("{address} is AWS") };
            assert_eq!(
                (endpoint.partition.id(), endpoint.region, endpoint.service),
                (partition, region, service),
                "{address}"
            );
            assert!(!endpoint.vpc, "{address}");
        }
        let vpc = "https://bucket.vpce-0a1b-2c3d.s3.us-east-1.vpce.amazonaws.com";
        let Server::Aws(endpoint) = server(vpc) else { panic!("a VPC endpoint is AWS") };
        assert!(endpoint.vpc && endpoint.region == Some("us-east-1") && endpoint.service == Some("s3"));
    }

    #[test]
    fn other_servers_are_told_apart() {
        assert_eq!(server("https://s3.us-west-1.wasabisys.com"), Server::Vendor("Wasabi"));
        assert_eq!(server("https://0123456789abcdef.r2.cloudflarestorage.com"), Server::Vendor("Cloudflare R2"));
        assert_eq!(server("http://localhost:4566"), Server::Local);
        assert_eq!(server("http://minio:9000"), Server::Local);
        assert_eq!(server("http://10.1.2.3:9000"), Server::Local);
        assert_eq!(server("https://minio.internal.example.com:9000"), Server::Other);
        assert_eq!(server("https://s3.amazonaws.com.example.org"), Server::Other);
        assert_eq!(server("https://notamazonaws.com"), Server::Other);
        assert_eq!(server(""), Server::Other);
    }
}
