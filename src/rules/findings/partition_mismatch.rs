//! Region, endpoint or ARN belong to different partitions.

use super::{Finding, Rule, Severity, add};
use crate::aws::errors::Meaning;
use crate::rules::Case;
use crate::rules::addresses::{self, Group, Mention, What};

/// The rule.
pub const RULE: Rule = Rule {
    id: "partition-mismatch",
    severity: Severity::Error,
    title: "Region, endpoint or ARN belong to different partitions",
    meaning: "AWS, AWS China and AWS GovCloud (US) are separate: each has accounts and keys of its own, and none knows those of another. A key or role of one partition that is used in a region of another one does not exist there, and the error says so in the same words as for a deleted key.",
    hits: &[
        "AWS_REGION=us-gov-west-1\nAWS_ROLE_ARN=arn:aws:iam::340734239267:role/api\n",
        "declare -x AWS_DEFAULT_REGION=\"cn-north-1\"\ndeclare -x AWS_ROLE_ARN=\"arn:aws:iam::389074833628:role/api\"\n",
        "[default]\nregion = us-east-1\nrole_arn = arn:aws-cn:iam::389074833628:role/api\nsource_profile = base\n",
    ],
    misses: &[
        "AWS_REGION=us-gov-west-1\nAWS_ROLE_ARN=arn:aws-us-gov:iam::340734239267:role/api\n",
        // Two profiles for two partitions are as they should be.
        "[default]\nregion = us-east-1\n\n[china]\nregion = cn-north-1\n",
        "AWS_REGION=eu-west-1\nAWS_ROLE_ARN=arn:aws:iam::340734239267:role/api\nAWS_ENDPOINT_URL_STS=https://sts.amazonaws.com\n",
    ],
    check,
};

fn check(case: &Case<'_>, found: &mut Vec<Finding>) {
    let mentions = addresses::mentions(case);
    let fits = case.means(|meaning| {
        matches!(
            meaning,
            Meaning::UnknownKey
                | Meaning::AuthFailure
                | Meaning::InvalidToken
                | Meaning::Forbidden
                | Meaning::RegionDisabled
        )
    });
    for (index, mention) in mentions.iter().enumerate() {
        let before = mentions.get(..index).unwrap_or_default();
        let other = before.iter().find(|other| {
            other.partition != mention.partition
                && (other.group == mention.group || fits && bear_on_one(other, mention))
        });
        if let Some(other) = other {
            let finding = Finding::new(&RULE, mention.place, mention.place.span, explain(other, mention));
            add(found, finding.also(other.place));
            return;
        }
    }
}

/// Whether two mentions of different places bear on one request: settings on requests and callers, but not one request
/// on another.
fn bear_on_one(one: &Mention, other: &Mention) -> bool {
    !matches!((&one.group, &other.group), (Group::Request(_), Group::Request(_)))
}

fn explain(one: &Mention, other: &Mention) -> String {
    format!("{} belongs to {}, {} to {}.", name(one), one.partition.title(), name(other), other.partition.title())
}

fn name(mention: &Mention) -> String {
    match &mention.what {
        What::Region(region) => format!("the region {region}"),
        What::Endpoint(host) => format!("the endpoint {host}"),
        What::Role => "the role's ARN".to_owned(),
        What::Caller => "the caller's ARN".to_owned(),
    }
}
