//! Which program printed an error, by the words around it.

use std::sync::LazyLock;

use crate::text::scan::Scanner;

/// Words and the program that alone uses them. Tools stand before the SDKs that they are built on.
const MARKS: &[(&str, &str)] = &[
    ("retrieving caller identity from STS", "terraform-aws"),
    ("validating provider credentials", "terraform-aws"),
    ("configuring Terraform AWS Provider", "terraform-aws"),
    ("registry.terraform.io", "terraform-aws"),
    ("registry.opentofu.org", "terraform-aws"),
    ("provider.aws:", "terraform-aws"),
    ("configuring S3 Backend", "terraform-aws"),
    ("No valid credential source", "terraform-aws"),
    ("pulumi:providers:", "pulumi"),
    ("www.pulumi.com", "pulumi"),
    ("unable to validate AWS credentials", "pulumi"),
    ("unable to validate AWS AccessKeyID", "pulumi"),
    ("Need to perform AWS calls for account", "cdk"),
    ("Unable to determine the default AWS account", "cdk"),
    ("Unable to resolve AWS account to use", "cdk"),
    ("ServerlessError", "serverless"),
    ("Serverless Error", "serverless"),
    ("AWS provider credentials not found", "serverless"),
    ("AWS credentials missing or invalid", "serverless"),
    ("has a problem: Invalid credentials configured", "pulumi"),
    ("s3fs", "s3fs"),
    ("curl.cpp", "s3fs"),
    ("ERROR: S3 error: ", "s3cmd"),
    ("ErrorXML: ", "s3cmd"),
    ("s5cmd", "s5cmd"),
    ("ERROR \"ls", "s5cmd"),
    ("ERROR \"cp", "s5cmd"),
    ("ERROR \"rm", "s5cmd"),
    ("ERROR \"mv", "s5cmd"),
    ("ERROR \"du", "s5cmd"),
    ("ERROR \"cat", "s5cmd"),
    ("ERROR \"sync", "s5cmd"),
    ("rclone", "rclone"),
    ("ERROR : : error listing", "rclone"),
    ("Failed to lsd", "rclone"),
    ("Failed to lsf", "rclone"),
    ("Failed to copy:", "rclone"),
    ("Failed to copy with", "rclone"),
    ("Failed to sync", "rclone"),
    ("Fatal: unable to open config file", "restic"),
    ("Fatal: unable to open repository", "restic"),
    ("Fatal: create repository at", "restic"),
    ("repository at the following location", "restic"),
    ("restic", "restic"),
    ("mc: <ERROR>", "mc"),
    ("mc: Unable to", "mc"),
    ("velero", "velero"),
    ("BackupStorageLocation", "velero"),
    ("thanos", "thanos"),
    ("loki", "loki"),
    ("stat s3 object:", "minio-go"),
    ("upload s3 object:", "minio-go"),
    ("s3a://", "hadoop-s3a"),
    ("org.apache.hadoop.fs.s3a", "hadoop-s3a"),
    ("configure-aws-credentials", "configure-aws-credentials"),
    ("please check your action inputs", "configure-aws-credentials"),
    ("ecr: Failed to get authorization token", "ecr-credential-helper"),
    ("An error occurred (", "boto3"),
    ("botocore.", "boto3"),
    ("boto3.", "boto3"),
    ("boto.exception", "boto2"),
    ("software.amazon.awssdk", "java-v2"),
    ("aws.sdk.kotlin", "kotlin"),
    ("com.amazonaws.AWSServiceErrorDomain", "ios-v2"),
    ("com.amazonaws.", "java-v1"),
    ("AWS HTTP error", "php-v3"),
    ("Aws\\", "php-v3"),
    ("(client): ", "php-v3"),
    ("Aws::", "ruby-v3"),
    ("Amazon.Runtime", "dotnet"),
    ("Amazon.S3", "dotnet"),
    ("Amazon.Sec", "dotnet"),
    ("Amazon.DynamoDB", "dotnet"),
    ("Amazon.SQS", "dotnet"),
    ("SDK Attempt Count", "java-v2"),
    ("aws-sdk-js-v3", "js-v3"),
    ("node_modules/@aws-sdk/", "js-v3"),
    ("node_modules/@smithy/", "js-v3"),
    ("$metadata", "js-v3"),
    ("'ResponseMetadata'", "boto3"),
    ("CredentialsProviderError", "js-v3"),
    ("aws-sdk/lib/", "js-v2"),
    ("extractError (", "js-v2"),
    ("AWS_SDK_LOAD_CONFIG", "js-v2"),
    ("aws.Config.CredentialsChainVerboseErrors", "go-v1"),
    ("caused by: ", "go-v1"),
    ("https response error", "go-v2"),
    ("operation error ", "go-v2"),
    ("api error ", "go-v2"),
    ("get identity: get credentials", "go-v2"),
    ("request id: ", "go-v1"),
    ("ServiceError(", "rust"),
    ("DispatchFailure(", "rust"),
    ("unhandled error (", "rust"),
    ("no credentials found in chain", "rust"),
    ("the credential provider was not enabled", "rust"),
    ("InvalidHeaderValue", "rust"),
    ("failed to parse header value", "rust"),
    ("UnknownAWSHTTPServiceError", "swift"),
    ("Resolved remote host IP address", "cpp"),
];

/// Finds the words of [`MARKS`], in any case.
static SCANNER: LazyLock<Scanner> = LazyLock::new(|| Scanner::new(MARKS.iter().map(|&(words, _)| words).zip(0..)));

/// The program that printed `text`; none where several might have.
pub fn producer(text: &str) -> Option<&'static str> {
    let hits = SCANNER.scan(text).into_iter();
    hits.filter_map(|hit| {
        let &(words, client) = MARKS.get(usize::from(hit.owner))?;
        text.get(hit.at..)?.starts_with(words).then_some((hit.owner, client))
    })
    .min()
    .map(|(_, client)| client)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tools_come_before_the_sdks_they_use() {
        let text =
            "│ Error: validating provider credentials: operation error STS: GetCallerIdentity, https response error";
        assert_eq!(producer(text), Some("terraform-aws"));
        assert_eq!(producer("operation error STS: GetCallerIdentity"), Some("go-v2"));
        assert_eq!(producer("InvalidClientTokenId: The security token"), None);
    }
}
