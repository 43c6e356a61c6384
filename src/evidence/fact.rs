//! What evidence can say: the vocabulary between formats, which state facts, and rules, which weigh them.

use crate::aws::errors::Meaning;
use crate::aws::key;
use crate::aws::names::Role;
use crate::text::{Span, View, Words, redaction};

/// One fact, as some format states it. Spans and views lead back to the pasted text.
#[derive(Clone, Debug)]
pub enum Fact {
    /// A request failed.
    Failure(Box<Failure>),
    /// A setting has a value.
    Setting(Box<Setting>),
    /// A row of `aws configure list`.
    Listed(Listed),
    /// Who AWS says the caller is.
    Identity(Identity),
    /// The account that `get-access-key-info` gave, twelve digits.
    KeyOwner(View<'static>),
    /// What IAM says of a key.
    KeyRecord(KeyRecord),
    /// A signed request.
    Request(Box<Request>),
    /// An HTTP response.
    Response(Response),
    /// Bytes that a dump shows.
    Bytes(Bytes),
    /// What a log says of the search for credentials.
    Provider(Provider),
    /// A program that names itself.
    Client(Client),
    /// The address of an endpoint that requests go to, with its scheme where the text has it.
    Endpoint(View<'static>),
    /// A key ID that stands for itself.
    Key(View<'static>),
    /// The client's clock, as the text writes it.
    Clock(View<'static>),
    /// A session token that a server echoed or a request carried; never to be shown. Settings hold theirs themselves.
    SessionToken(View<'static>),
    /// A secret that stands in the text; never to be shown.
    Secret(Span),
    /// A line that SDKs read in different ways.
    Divergence(Divergence),
    /// What the words beside the evidence are about.
    Remark(Remark),
}

impl Fact {
    /// The value that it holds for a key ID, whatever its state.
    pub fn key(&self) -> Option<&View<'static>> {
        match self {
            Self::Failure(failure) => failure.key.as_ref(),
            Self::Request(request) => request.key.as_ref(),
            Self::KeyRecord(record) => record.key.as_ref(),
            Self::Key(key) => Some(key),
            Self::Bytes(bytes) => Some(&bytes.text),
            Self::Setting(setting) => match setting.role {
                Some(Role::AccessKeyId | Role::SecretAccessKey) => setting.value.text(),
                _ => None,
            },
            _ => None,
        }
    }
}

/// A request that failed, from whatever told of it. Unknown facts are none, never guessed.
#[derive(Clone, Debug, Default)]
pub struct Failure {
    /// The error code as the text has it, `InvalidAccessKeyId`; none where only a message stands.
    pub code: Option<String>,
    /// The message.
    pub message: Option<View<'static>>,
    /// HTTP status.
    pub http_status: Option<u16>,
    /// Service by the name in its endpoint, `s3`, `sts`.
    pub service: Option<String>,
    /// Operation, `ListBuckets`.
    pub operation: Option<String>,
    /// Request id.
    pub request_id: Option<String>,
    /// S3's second request id.
    pub host_id: Option<String>,
    /// Which program told of it: an id such as `aws-cli-2`, `boto3`, `js-v3`, `terraform-aws`.
    pub client: Option<&'static str>,
    /// Which server answered: `aws`, `minio`, `ceph`, `r2` …; none where neither wording nor ids show it, or where the
    /// request was never sent.
    pub responder: Option<&'static str>,
    /// The access key ID that the server or client echoed.
    pub key: Option<View<'static>>,
    /// Whether the session token was echoed.
    pub token: bool,
    /// The request was never sent: the client itself refused.
    pub local: bool,
    /// Names of settings that the message calls missing, and the source it looked in: `env`, `AWS_SECRET_ACCESS_KEY`.
    pub missing: Option<(String, String)>,
    /// Host that answered or was asked.
    pub host: Option<String>,
    /// Region that the request was signed for or that the answer names.
    pub region: Option<String>,
    /// The time of signing that the answer gives back, `<RequestTime>`, as the text writes it.
    pub request_time: Option<String>,
    /// The server's own time that the answer gives, `<ServerTime>`, as the text writes it.
    pub server_time: Option<String>,
    /// Where it stands.
    pub span: Option<Span>,
    /// What code and message say about the cause.
    pub meaning: Option<Meaning>,
}

/// A setting with a value, from wherever settings are kept.
#[derive(Clone, Debug)]
pub struct Setting {
    /// The name as the text writes it.
    pub name: View<'static>,
    /// What it holds; none for names that are not known.
    pub role: Option<Role>,
    /// Where it is set.
    pub scope: Scope,
    /// Its value.
    pub value: Given,
    /// The value as the text writes it, quotes and escapes included.
    pub span: Span,
}

/// Where a setting is set.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// The environment of a process (or what is written to become one: a task definition, a manifest).
    Environment,
    /// A profile of the shared credentials file.
    CredentialsFile(String),
    /// A profile of the shared config file; other sections under their whole name, `sso-session corp`.
    ConfigFile(String),
    /// System properties of a Java virtual machine.
    SystemProperties,
    /// The configuration of some tool, by its name: `rclone`, `s3cfg`, `hadoop-s3a`, `terraform-aws`.
    Tool(&'static str),
    /// A credentials object that some command or service returned.
    Object,
    /// Arguments in a program's source or on a command line.
    Code,
}

/// A value, or what stands in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given {
    /// The value, unquoted and unescaped as the program holds it; empty if it was set to nothing.
    Text(View<'static>),
    /// Somebody or something masked it; what still shows, if anything.
    Masked(View<'static>),
    /// The listing cut it off: only the beginning shows.
    Cut(View<'static>),
    /// It comes from elsewhere: a secret of Kubernetes, a parameter store, the surrounding environment.
    Elsewhere,
}

impl Given {
    /// `value` as somebody left it: masked, or as it is.
    pub fn found(value: View<'static>) -> Self {
        match redaction::shown(value.text()) {
            // A whole key ID between question marks: characters that the program could not print.
            Some(left) if !(key::is_whole(value.get(left.clone())) && value.text().holds("???")) => {
                Self::Masked(value.slice(left))
            }
            _ => Self::Text(value),
        }
    }

    /// The value, where it is known whole.
    pub fn text(&self) -> Option<&View<'static>> {
        match self {
            Self::Text(view) => Some(view),
            Self::Masked(_) | Self::Cut(_) | Self::Elsewhere => None,
        }
    }

    /// Whether the setting is there with something in it.
    pub fn is_set(&self) -> bool {
        !matches!(self, Self::Text(view) if view.is_empty())
    }
}

/// Rows of `aws configure list`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// `profile`
    Profile,
    /// `access_key`
    AccessKey,
    /// `secret_key`
    SecretKey,
    /// `region`
    Region,
}

/// One row of `aws configure list`.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Which row.
    pub row: Row,
    /// The value: for keys the characters after the sixteen asterisks, untrimmed; none for `<not set>`.
    pub value: Option<View<'static>>,
    /// The Type column, `env`; empty where it is cut off.
    pub kind: String,
    /// The Location column.
    pub location: String,
    /// Where the row stands.
    pub span: Span,
}

/// Who the caller is.
#[derive(Clone, Debug)]
pub struct Identity {
    /// Twelve digits.
    pub account: Option<View<'static>>,
    /// The caller's ARN.
    pub arn: Option<View<'static>>,
    /// The caller's unique ID, `AROA…:session`.
    pub user_id: Option<View<'static>>,
}

/// What IAM says of a key.
#[derive(Clone, Debug)]
pub struct KeyRecord {
    /// The key ID; none in the answer of `get-access-key-last-used`.
    pub key: Option<View<'static>>,
    /// `Active` or `Inactive`.
    pub active: Option<bool>,
    /// The user that holds it.
    pub user: Option<String>,
    /// When it was created or last used, as the text writes it.
    pub date: Option<String>,
    /// Where it stands.
    pub span: Span,
}

/// A signed request.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// The access key ID that signed it.
    pub key: Option<View<'static>>,
    /// Whether a session token went along; none where only a part of the request shows.
    pub token: Option<bool>,
    /// Region of the credential scope.
    pub region: Option<String>,
    /// Service of the credential scope.
    pub service: Option<String>,
    /// Host that it was sent to.
    pub host: Option<String>,
    /// The time of signing, as the text writes it.
    pub date: Option<String>,
    /// When a presigned URL ends, in seconds since 1970-01-01 UTC.
    pub expires: Option<i64>,
    /// The URL carried the signature.
    pub presigned: bool,
    /// Where it stands.
    pub span: Span,
}

/// An HTTP response.
#[derive(Clone, Debug, Default)]
pub struct Response {
    /// Status.
    pub status: Option<u16>,
    /// The Date header.
    pub date: Option<View<'static>>,
    /// The Server header.
    pub server: Option<String>,
    /// `x-amz-request-id` or `x-amzn-requestid`.
    pub request_id: Option<String>,
    /// `x-amz-id-2`.
    pub host_id: Option<String>,
    /// The error type that a header names.
    pub code: Option<String>,
    /// Where it stands.
    pub span: Option<Span>,
}

/// Bytes that a dump shows.
#[derive(Clone, Debug)]
pub struct Bytes {
    /// The bytes as text, decoded lossily; each character's place is that of its first byte's digits.
    pub text: View<'static>,
    /// How many bytes there are by the final offset, where the dump gives one.
    pub length: Option<usize>,
    /// Whether a newline at the end may be `echo`'s own: no command, or one without `-n` or `printf`.
    pub newline_may_be_echo: bool,
}

/// What a log says of the search for credentials.
#[derive(Clone, Debug)]
pub struct Provider {
    /// The provider's name as the log has it, or the Type of `aws configure list` where they agree: `env`,
    /// `shared-credentials-file`, `iam-role`.
    pub name: String,
    /// Whether it gave the credentials; none where the log only says that it was asked.
    pub found: Option<bool>,
    /// Which SDK's log it is, by the ids of the provider chains.
    pub sdk: Option<&'static str>,
    /// Where it stands.
    pub span: Span,
}

/// A program that names itself.
#[derive(Clone, Debug)]
pub struct Client {
    /// The id of its provider chain, `aws-cli-2`, `js-v3`; none for others.
    pub sdk: Option<&'static str>,
    /// Name and version as the text has them, `aws-cli/2.36.7`.
    pub version: String,
    /// Where it stands.
    pub span: Span,
}

/// A line of the shared files that SDKs read in different ways. The values in [`Setting`]s are those of most SDKs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Divergence {
    /// What is special about it.
    pub quirk: Quirk,
    /// The profile it stands in, and which file.
    pub scope: Scope,
    /// The text at fault: the comment, the quote, the name.
    pub span: Span,
}

/// What makes SDKs read a line of the shared files in different ways.
///
/// Seen by feeding the same files to botocore 1.43, the SDKs for Go 1.44 and 2 (config 1.32), JavaScript 2 and 3, and
/// Rust (aws-config 1.13).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Quirk {
    /// `key = AKIA… # note`: botocore keeps the comment in the value, all others drop it.
    InlineComment,
    /// Quotes around a value: Go drops double ones (Go 2 single ones too), all others keep them.
    Quotes,
    /// A byte order mark at the start of the file: botocore, Go 1 and Rust refuse it, Go 2 loses the first section.
    ByteOrderMark,
    /// Blanks at the end of a value that are not ASCII: Go 1 and Rust keep a no-break space, all others drop it.
    TrailingBlank,
    /// Names in upper case: JavaScript and Go 1 do not find them.
    UpperCaseName,
    /// `key: value`: JavaScript does not find it, Rust refuses the file.
    Colon,
    /// `export key=value`: nobody finds it.
    Export,
    /// `[profile dev]` in the credentials file: only Go 1 takes it for the profile `dev`.
    ProfilePrefix,
    /// `[dev]` in the config file: only Go 1 and JavaScript 2 take it for the profile `dev`.
    NoProfilePrefix,
    /// `[ default ]`: botocore and JavaScript do not find it. `[Default]`: nobody does.
    SectionName,
    /// A section or an option that stands twice: botocore refuses the file, in all others the last one wins.
    Duplicate,
    /// Options before any section header: botocore and Rust refuse the file, all others find nothing.
    NoSection,
    /// An option that is indented more than the one before: botocore and Rust take it for the rest of that one's value.
    Continuation,
    /// `aws_security_token` beside `aws_session_token`: botocore takes the former, all others the latter.
    LegacyToken,
}

/// A word beside the evidence, or a name in a failure, that points to a cause without showing it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Remark {
    /// What it is about.
    pub topic: Topic,
    /// Where it stands.
    pub span: Span,
}

/// What a remark is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// China, `GovCloud` or another partition than the commercial one, or a region of it.
    Abroad,
    /// A region of the commercial partition, and whether it must be enabled.
    Region(bool),
    /// Another vendor's service that speaks like S3.
    Vendor,
    /// A program that stands in for AWS on the own machine, and takes any key.
    Emulator,
    /// A session that `GetSessionToken` opened.
    GetSessionToken,
    /// A session and its token.
    Session,
    /// That keys are rotated.
    Rotation,
    /// The clock of a machine.
    Clock,
    /// A key that was made for this use.
    Issued,
    /// A step of a tool that IAM takes; what came before it, the same credentials were good for.
    Iam,
}
