//! Region, endpoint or ARN belong to different partitions.

use super::{Finding, Found, Rule, Severity};
use crate::aws::errors::Meaning;
use crate::rules::Case;
use crate::rules::addresses::{self, Group, Mention, What};
use crate::text::sorted::Sorted;

/// The rule.
pub const RULE: Rule = Rule {
    id: "partition-mismatch",
    severity: Severity::Error,
    title: "Region, endpoint or ARN belong to different partitions",
    meaning: "AWS, AWS China and AWS GovCloud (US) are separate: each has accounts and keys of its own, and none knows those of another. A key or role of one partition that is used in a region of another one does not exist there, and the error says so in the same words as for a deleted key.",
    hits: hits![
        "AWS_REGION=us-gov-west-1\nAWS_ROLE_ARN=arn:aws:iam::340734239267:role/api\n",
        "declare -x AWS_DEFAULT_REGION=\"cn-north-1\"\ndeclare -x AWS_ROLE_ARN=\"arn:aws:iam::389074833628:role/api\"\n",
        "[default]\nregion = us-east-1\nrole_arn = arn:aws-cn:iam::389074833628:role/api\nsource_profile = base\n",
    ],
    misses: misses![
        "AWS_REGION=us-gov-west-1\nAWS_ROLE_ARN=arn:aws-us-gov:iam::340734239267:role/api\n",
        // Two profiles for two partitions are as they should be.
        "[default]\nregion = us-east-1\n\n[china]\nregion = cn-north-1\n",
        // Two commands, each for itself.
        "$ aws s3 ls --region cn-north-1\n$ aws s3 ls --region us-east-1\n",
        "AWS_REGION=eu-west-1\nAWS_ROLE_ARN=arn:aws:iam::340734239267:role/api\nAWS_ENDPOINT_URL_STS=https://sts.amazonaws.com\n",
    ],
    check,
};

fn check(case: &Case<'_>, found: &mut Found) {
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
    // The first mention of each group, and the first of each sort: settings and callers, requests.
    let mut groups: Sorted<&Group, &Mention> = Sorted::default();
    let mut sorts: [Option<&Mention>; 2] = [None, None];
    for mention in &mentions {
        let Some(&mut other) = groups.or_insert(&mention.group, mention) else { continue };
        let is_request = mention.group.is_request();
        let [settings, requests] = &mut sorts;
        // Settings bear on requests and on one another; one request does not bear on another.
        let across = settings.or(if is_request { None } else { *requests }).filter(|_| fits);
        let differing = [Some(other), across].into_iter().flatten().find(|other| other.partition != mention.partition);
        if let Some(other) = differing {
            let finding = Finding::new(&RULE, mention.place, mention.place.span, explain(other, mention));
            return found.add(finding.also(other.place));
        }
        let sort = if is_request { requests } else { settings };
        *sort = sort.or(Some(mention));
    }
}

fn explain(one: &Mention, other: &Mention) -> String {
    format!(
        "The {} belongs to {}, the {} to {}.",
        name(one),
        one.partition.title(),
        name(other),
        other.partition.title()
    )
}

fn name(mention: &Mention) -> String {
    match &mention.what {
        What::Region(region) => format!("region {region}"),
        What::Endpoint(host) => format!("endpoint {host}"),
        What::Role => "role's ARN".to_owned(),
        What::Caller => "caller's ARN".to_owned(),
    }
}
