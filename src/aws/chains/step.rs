//! The rungs of a chain, and what a profile may hold.

/// A place where a chain looks for credentials.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Step {
    /// Keys with a session token in the tool's own configuration.
    ExplicitSession,
    /// Keys in code or in the tool's own configuration.
    Explicit,
    /// IAM Identity Center as given in code.
    ExplicitSso,
    /// System properties of a Java virtual machine.
    SystemProperties,
    /// The application's configuration file on .NET Framework.
    AppConfig,
    /// The profile that an option or the code names.
    NamedProfile,
    /// The environment.
    Environment,
    /// The environment, unless a profile is named by a variable or in code.
    EnvironmentUnlessProfile,
    /// The environment under the names of Amazon's old tools, `AMAZON_ACCESS_KEY_ID`.
    AmazonEnvironment,
    /// The environment under `MinIO`'s names.
    MinioEnvironment,
    /// A web identity token: `AWS_WEB_IDENTITY_TOKEN_FILE` and `AWS_ROLE_ARN`.
    WebIdentity,
    /// Whatever the selected profile holds.
    Profile,
    /// A role that the profile assumes.
    ProfileRole,
    /// A web identity token that the profile names.
    ProfileWebIdentity,
    /// IAM Identity Center.
    ProfileSso,
    /// A session of `aws login`.
    ProfileLogin,
    /// A program that the profile names.
    ProfileProcess,
    /// Static keys of the profile in either file.
    ProfileStatic,
    /// Static keys of the profile in the shared credentials file.
    CredentialsFile,
    /// Static keys of the profile in the shared config file.
    ConfigFile,
    /// A program that the shared credentials file names.
    CredentialsFileProcess,
    /// A program that the shared config file names.
    ConfigFileProcess,
    /// The file that `AWS_CREDENTIAL_FILE` names.
    Ec2CredentialsFile,
    /// boto 2's configuration.
    BotoConfig,
    /// The credentials endpoint of a container.
    Container,
    /// The metadata service of an EC2 instance.
    Imds,
}

impl Step {
    /// The id that reports use.
    pub fn id(self) -> &'static str {
        match self {
            Self::ExplicitSession => "explicit-session",
            Self::Explicit => "explicit",
            Self::ExplicitSso => "explicit-sso",
            Self::SystemProperties => "sysprops",
            Self::AppConfig => "app-config",
            Self::NamedProfile => "named-profile",
            Self::Environment | Self::EnvironmentUnlessProfile => "env",
            Self::AmazonEnvironment => "env-amazon",
            Self::MinioEnvironment => "env-minio",
            Self::WebIdentity => "web-identity",
            Self::Profile => "profile",
            Self::ProfileRole => "profile-role",
            Self::ProfileWebIdentity => "profile-web-identity",
            Self::ProfileSso => "profile-sso",
            Self::ProfileLogin => "profile-login",
            Self::ProfileProcess => "profile-process",
            Self::ProfileStatic => "profile-static",
            Self::CredentialsFile => "credentials-file",
            Self::ConfigFile => "config-file",
            Self::CredentialsFileProcess => "credentials-process",
            Self::ConfigFileProcess => "config-process",
            Self::Ec2CredentialsFile => "ec2-credentials-file",
            Self::BotoConfig => "boto-config",
            Self::Container => "container",
            Self::Imds => "imds",
        }
    }

    /// What a person calls it.
    pub fn title(self) -> &'static str {
        match self {
            Self::ExplicitSession => "keys with a session token in the tool's configuration",
            Self::Explicit => "keys in code or in the tool's configuration",
            Self::ExplicitSso => "IAM Identity Center set up in code",
            Self::SystemProperties => "Java system properties",
            Self::AppConfig => "the application's configuration file",
            Self::NamedProfile => "the profile named in code or by an option",
            Self::Environment | Self::EnvironmentUnlessProfile => "environment variables",
            Self::AmazonEnvironment => "environment variables AMAZON_*",
            Self::MinioEnvironment => "environment variables MINIO_*",
            Self::WebIdentity => "web identity token (EKS, OIDC)",
            Self::Profile => "the selected profile",
            Self::ProfileRole => "role of the profile",
            Self::ProfileWebIdentity => "web identity token of the profile",
            Self::ProfileSso => "IAM Identity Center (SSO) profile",
            Self::ProfileLogin => "aws login session of the profile",
            Self::ProfileProcess => "credential process of the profile",
            Self::ProfileStatic => "static keys of the profile",
            Self::CredentialsFile => "static keys in the credentials file",
            Self::ConfigFile => "static keys in the config file",
            Self::CredentialsFileProcess => "credential process in the credentials file",
            Self::ConfigFileProcess => "credential process in the config file",
            Self::Ec2CredentialsFile => "the file of AWS_CREDENTIAL_FILE",
            Self::BotoConfig => "boto 2 configuration",
            Self::Container => "container credentials (ECS, EKS Pod Identity)",
            Self::Imds => "instance role (EC2 metadata)",
        }
    }

    /// Whether it reads keys from variables of the environment.
    pub fn is_environment(self) -> bool {
        matches!(self, Self::Environment | Self::EnvironmentUnlessProfile)
    }

    /// Whether it reads the selected profile in any way.
    pub fn is_profile(self) -> bool {
        !self.holdings().is_empty()
    }

    /// What of a profile it takes, whatever the order inside [`Step::Profile`].
    pub fn holdings(self) -> &'static [Holding] {
        match self {
            Self::Profile | Self::NamedProfile => &[
                Holding::RoleFromProfile,
                Holding::RoleFromSource,
                Holding::WebIdentity,
                Holding::Sso,
                Holding::Login,
                Holding::Process,
                Holding::Static,
            ],
            Self::ProfileRole => &[Holding::RoleFromProfile, Holding::RoleFromSource],
            Self::ProfileWebIdentity => &[Holding::WebIdentity],
            Self::ProfileSso => &[Holding::Sso],
            Self::ProfileLogin => &[Holding::Login],
            Self::ProfileProcess | Self::CredentialsFileProcess | Self::ConfigFileProcess => &[Holding::Process],
            Self::ProfileStatic | Self::CredentialsFile | Self::ConfigFile => &[Holding::Static],
            _ => &[],
        }
    }
}

/// What a profile may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Holding {
    /// A role with `source_profile`.
    RoleFromProfile,
    /// A role with `credential_source`.
    RoleFromSource,
    /// A role with `web_identity_token_file`.
    WebIdentity,
    /// Settings of IAM Identity Center.
    Sso,
    /// A session of `aws login`.
    Login,
    /// `credential_process`
    Process,
    /// Static keys.
    Static,
}
