//! The messages of which something is understood: how they begin and what they say.

use Says::{
    Absent, AbsentNamed, Agent, Arguments, AskedNamed, Endpoint, Exports, Found, FoundNamed, Headers, KeyInEnvironment,
    KeysAndProfile, RustCredentials,
};

/// What a message says that begins with a literal.
#[derive(Clone, Copy, Debug)]
pub(super) enum Says {
    /// This source gave the credentials.
    Found(&'static str),
    /// This source had none.
    Absent(&'static str),
    /// The source whose name follows was asked.
    AskedNamed,
    /// The source whose name follows gave the credentials.
    FoundNamed,
    /// The source whose name follows had none.
    AbsentNamed,
    /// The program's own name.
    Agent,
    /// The arguments of a command, as a list.
    Arguments,
    /// The address of an endpoint.
    Endpoint,
    /// Headers of a response, as an object.
    Headers,
    /// Names of variables that a program sets for another.
    Exports,
    /// Credentials as Rust prints them.
    RustCredentials,
    /// The key ID that was found in the environment.
    KeyInEnvironment,
    /// Keys and a profile are set in the environment.
    KeysAndProfile,
}

/// How messages begin, what they say, and whose chain it is where only one program says so.
pub(super) const MESSAGES: &[(&str, Says, Option<&str>)] = &[
    // botocore
    ("Looking for credentials via: ", AskedNamed, None),
    ("Found credentials in environment variables", Found("env"), None),
    ("Found credentials in shared credentials file", Found("shared-credentials-file"), None),
    ("Credentials found in config file", Found("config-file"), None),
    ("Found credentials in AWS_CREDENTIAL_FILE", Found("ec2-credentials-file"), None),
    ("Found credentials in boto config file", Found("boto-config"), None),
    ("Found credentials from IAM Role", Found("iam-role"), None),
    ("Credentials for role retrieved from cache", Found("assume-role"), None),
    ("Skipping environment variable credential check", Absent("env"), None),
    ("attempting to retrieve data from metadata service", Absent("iam-role"), None),
    ("Arguments entered to CLI: ", Arguments, None),
    ("Endpoint provider result: ", Endpoint, None),
    ("Response headers: {", Headers, None),
    // Java
    ("Loading credentials from ", FoundNamed, None),
    ("Unable to load credentials from ", AbsentNamed, None),
    // Rust
    ("loaded credentials provider=", FoundNamed, Some("rust")),
    ("did not provide credentials provider=", AbsentNamed, Some("rust")),
    ("Credentials { provider_name: ", RustCredentials, Some("rust")),
    // JavaScript
    ("defaultProvider::", AskedNamed, Some("js-v3")),
    ("skipping fromEnv provider", Absent("env"), Some("js-v3")),
    ("Unable to find environment variable credentials", Absent("env"), Some("js-v3")),
    ("Multiple credential sources detected", KeysAndProfile, Some("js-v3")),
    // C++
    ("Found credential in environment with access key id ", KeyInEnvironment, Some("cpp")),
    // Serverless
    ("Credentials: Local, environment variables", Found("env"), Some("js-v2")),
    ("Credentials: Local, \"", Found("shared-credentials-file"), Some("js-v2")),
    // Terraform, Packer
    ("AWS Auth provider used: ", FoundNamed, Some("terraform-aws")),
    ("tf_aws.credentials_source=", FoundNamed, Some("terraform-aws")),
    ("Ignoring AWS metadata API endpoint", Absent("iam-role"), Some("terraform-aws")),
    // aws-vault
    ("Setting subprocess env: ", Exports, None),
    // Programs that name themselves
    ("aws-cli/", Agent, None),
    ("boto3/1.", Agent, None),
    ("botocore/1.", Agent, None),
    ("botocore/0.", Agent, None),
    ("aws-sdk-", Agent, None),
    ("terraform-provider-aws/", Agent, None),
    ("rclone/v", Agent, None),
    ("minio-go/", Agent, None),
];

#[allow(clippy::indexing_slicing, reason = "the compiler evaluates it")]
pub(super) const LITERALS: &[&str] = &{
    let mut literals = [""; MESSAGES.len()];
    let mut index = 0;
    while index < literals.len() {
        literals[index] = MESSAGES[index].0;
        index += 1;
    }
    literals
};
