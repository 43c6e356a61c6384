//! The kinds of evidence.

/// What a block of evidence is; the ids are those of reports and of the guide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// An error body of Amazon S3 or of a server that speaks like it.
    S3ErrorXml,
    /// An error body of a Query service: STS, IAM, SNS.
    QueryErrorXml,
    /// An error body of EC2.
    Ec2ErrorXml,
    /// An error body of a JSON service.
    JsonError,
    /// An error printed by the AWS CLI.
    CliError,
    /// An error printed by an SDK or by a tool that uses one.
    SdkError,
    /// Status line and headers of an HTTP response or exchange.
    HttpResponse,
    /// `aws configure list`.
    AwsConfigureList,
    /// Any listing of environment variables.
    EnvDump,
    /// `~/.aws/credentials` and the credential files of other tools.
    CredentialsFile,
    /// `~/.aws/config`.
    ConfigFile,
    /// The output of WhoseKey's own collector.
    Collector,
    /// A debug log of the CLI or of an SDK.
    DebugLog,
    /// A signed request's Authorization header, canonical request or string to sign.
    Sigv4Header,
    /// A presigned URL.
    PresignedUrl,
    /// `od`, `hexdump`, `xxd` and their kin.
    ByteDump,
    /// `aws sts get-caller-identity`.
    CallerIdentity,
    /// `aws sts get-access-key-info`.
    AccessKeyInfo,
    /// `aws iam list-access-keys` and `get-access-key-last-used`.
    AccessKeyList,
    /// Credentials as JSON: process, container, instance, assumed role.
    CredentialsJson,
    /// The console's download of access keys.
    AccessKeysCsv,
    /// What `date` prints.
    Clock,
    /// A key ID that stands alone.
    BareKey,
}

impl Kind {
    /// The id that reports use.
    pub fn id(self) -> &'static str {
        match self {
            Self::S3ErrorXml => "s3-error-xml",
            Self::QueryErrorXml => "query-error-xml",
            Self::Ec2ErrorXml => "ec2-error-xml",
            Self::JsonError => "json-error",
            Self::CliError => "cli-error",
            Self::SdkError => "sdk-error",
            Self::HttpResponse => "http-response",
            Self::AwsConfigureList => "aws-configure-list",
            Self::EnvDump => "env-dump",
            Self::CredentialsFile => "credentials-file",
            Self::ConfigFile => "config-file",
            Self::Collector => "collector",
            Self::DebugLog => "debug-log",
            Self::Sigv4Header => "sigv4-header",
            Self::PresignedUrl => "presigned-url",
            Self::ByteDump => "byte-dump",
            Self::CallerIdentity => "caller-identity",
            Self::AccessKeyInfo => "access-key-info",
            Self::AccessKeyList => "access-key-list",
            Self::CredentialsJson => "credentials-json",
            Self::AccessKeysCsv => "access-keys-csv",
            Self::Clock => "clock",
            Self::BareKey => "bare-key",
        }
    }

    /// Whether it is an error, as a server answers or a program prints it.
    pub fn is_error(self) -> bool {
        use Kind::{CliError, Ec2ErrorXml, JsonError, QueryErrorXml, S3ErrorXml, SdkError};
        matches!(self, S3ErrorXml | QueryErrorXml | Ec2ErrorXml | JsonError | CliError | SdkError)
    }

    /// What a person calls it.
    pub fn title(self) -> &'static str {
        match self {
            Self::S3ErrorXml => "S3 error body",
            Self::QueryErrorXml => "Query service error body",
            Self::Ec2ErrorXml => "EC2 error body",
            Self::JsonError => "JSON error body",
            Self::CliError => "AWS CLI error",
            Self::SdkError => "SDK error",
            Self::HttpResponse => "HTTP response",
            Self::AwsConfigureList => "aws configure list",
            Self::EnvDump => "Environment",
            Self::CredentialsFile => "Credentials file",
            Self::ConfigFile => "Config file",
            Self::Collector => "WhoseKey collector",
            Self::DebugLog => "Debug log",
            Self::Sigv4Header => "Signed request",
            Self::PresignedUrl => "Presigned URL",
            Self::ByteDump => "Byte dump",
            Self::CallerIdentity => "get-caller-identity",
            Self::AccessKeyInfo => "get-access-key-info",
            Self::AccessKeyList => "Access key list",
            Self::CredentialsJson => "Credentials JSON",
            Self::AccessKeysCsv => "Access keys CSV",
            Self::Clock => "Clock",
            Self::BareKey => "Access key ID",
        }
    }
}
