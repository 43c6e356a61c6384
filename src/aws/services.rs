//! How services are called: the names that SDKs print, and the operations that belong to one service only.
//!
//! Sources: the service ids and endpoint prefixes of boto/botocore `botocore/data/*/*/service-2.json`; the class names
//! of the AWS SDKs for Java and .NET.

/// Names that SDKs print, without blanks and in lower case, and without `aws` or `amazon` before them; and the names in
/// endpoints, where the two differ.
const ALIASES: &[(&str, &str)] = &[
    ("certificatemanager", "acm"),
    ("cloudwatch", "monitoring"),
    ("cloudwatchevents", "events"),
    ("cloudwatchlogs", "logs"),
    ("cognitoidentity", "cognito-identity"),
    ("cognitoidentityprovider", "cognito-idp"),
    ("costexplorer", "ce"),
    ("dynamodbv2", "dynamodb"),
    ("ec2containerregistry", "ecr"),
    ("ecrapi", "ecr"),
    ("elasticcomputecloud", "ec2"),
    ("elasticloadbalancingv2", "elasticloadbalancing"),
    ("emr", "elasticmapreduce"),
    ("eventbridge", "events"),
    ("identityandaccessmanagement", "iam"),
    ("identitymanagement", "iam"),
    ("identitymanagementservice", "iam"),
    ("keymanagementservice", "kms"),
    ("relationaldatabaseservice", "rds"),
    ("s3control", "s3-control"),
    ("securitytoken", "sts"),
    ("securitytokenservice", "sts"),
    ("ses", "email"),
    ("sesv2", "email"),
    ("sfn", "states"),
    ("simpleemail", "email"),
    ("simpleemailservice", "email"),
    ("simpleemailservicev2", "email"),
    ("simplenotificationservice", "sns"),
    ("simplequeueservice", "sqs"),
    ("simplestorageservice", "s3"),
    ("simplesystemsmanagement", "ssm"),
    ("sso", "portal.sso"),
    ("ssooidc", "oidc"),
    ("stepfunctions", "states"),
];

/// The name in endpoints of the service that an SDK calls `name`: `sts` for `AWSSecurityTokenService`, `secretsmanager`
/// for `Secrets Manager`, `s3` for `Amazon S3`. None for what is no name.
pub fn endpoint_name(name: &str) -> Option<String> {
    let folded: String = name.chars().filter(|c| !matches!(c, ' ' | '_')).map(|c| c.to_ascii_lowercase()).collect();
    let bare = ["amazon", "aws"].iter().find_map(|vendor| folded.strip_prefix(vendor));
    let bare = bare.filter(|rest| rest.len() > 1).unwrap_or(&folded).trim_matches('-');
    let bare = bare.strip_suffix("client").unwrap_or(bare);
    let is_name = !bare.is_empty() && bare.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.'));
    let alias = ALIASES.iter().find(|(alias, _)| *alias == bare).map(|&(_, service)| service);
    is_name.then(|| alias.unwrap_or(bare).to_owned())
}

/// Operations of which only one service has one of that name.
const OPERATIONS: &[(&str, &[&str])] = &[
    (
        "s3",
        &[
            "ListBuckets",
            "ListObjects",
            "ListObjectsV2",
            "ListObjectVersions",
            "HeadObject",
            "HeadBucket",
            "GetObject",
            "PutObject",
            "CopyObject",
            "DeleteObject",
            "DeleteObjects",
            "CreateBucket",
            "DeleteBucket",
            "GetBucketLocation",
            "GetBucketAcl",
            "GetBucketPolicy",
            "CreateMultipartUpload",
            "UploadPart",
            "ListMultipartUploads",
        ],
    ),
    (
        "sts",
        &[
            "GetCallerIdentity",
            "AssumeRole",
            "AssumeRoleWithWebIdentity",
            "AssumeRoleWithSAML",
            "GetSessionToken",
            "GetFederationToken",
            "GetAccessKeyInfo",
            "DecodeAuthorizationMessage",
        ],
    ),
    (
        "iam",
        &["ListAccessKeys", "GetAccessKeyLastUsed", "CreateAccessKey", "GetUser", "ListUsers", "ListRoles", "GetRole"],
    ),
    ("ec2", &["DescribeInstances", "DescribeRegions", "DescribeVpcs", "DescribeSubnets", "DescribeSecurityGroups"]),
    ("ecr", &["GetAuthorizationToken", "DescribeRepositories", "BatchGetImage"]),
    ("dynamodb", &["ListTables", "DescribeTable", "GetItem", "PutItem", "BatchGetItem"]),
    ("lambda", &["ListFunctions", "GetFunction", "UpdateFunctionCode", "UpdateFunctionConfiguration"]),
    ("secretsmanager", &["GetSecretValue", "ListSecrets"]),
    ("ssm", &["GetParameter", "GetParameters", "GetParametersByPath"]),
    ("sqs", &["ReceiveMessage", "SendMessage", "ListQueues"]),
    ("logs", &["DescribeLogGroups", "PutLogEvents", "DescribeLogStreams"]),
    ("cloudformation", &["DescribeStacks", "CreateChangeSet", "ListStacks"]),
];

/// Whether `name` is the name in endpoints of one of the services that stand here.
pub fn is_known(name: &str) -> bool {
    OPERATIONS
        .iter()
        .map(|&(service, _)| service)
        .chain(ALIASES.iter().map(|&(_, service)| service))
        .any(|known| known == name)
}

/// The service that alone has `operation`; none for operations that are not known or that several services have.
pub fn of_operation(operation: &str) -> Option<&'static str> {
    OPERATIONS.iter().find(|(_, operations)| operations.contains(&operation)).map(|&(service, _)| service)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn services_are_called_by_their_endpoints() {
        for (name, service) in [
            ("Amazon S3", Some("s3")),
            ("S3", Some("s3")),
            ("AWSSecurityTokenService", Some("sts")),
            ("Sts", Some("sts")),
            ("AmazonDynamoDBv2", Some("dynamodb")),
            ("Secrets Manager", Some("secretsmanager")),
            ("AmazonECR", Some("ecr")),
            ("AmazonIdentityManagement", Some("iam")),
            ("CloudWatch Logs", Some("logs")),
            ("", None),
            ("null?", None),
        ] {
            assert_eq!(endpoint_name(name).as_deref(), service, "{name}");
        }
        assert_eq!(of_operation("ListObjectsV2"), Some("s3"));
        assert_eq!(of_operation("ListTagsForResource"), None);
    }

    #[test]
    fn no_operation_stands_twice() {
        let mut all: Vec<_> = OPERATIONS.iter().flat_map(|(_, operations)| *operations).collect();
        let count = all.len();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), count);
        assert!(ALIASES.is_sorted_by_key(|(alias, _)| *alias));
    }
}
