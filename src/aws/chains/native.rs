//! The SDKs for Rust, C++ and Swift, and the common runtime.

use super::{Chain, EmptyProfile, ExplicitProfile, Holding, ID, Needs, OnFault, SECRET, Step, StsEndpoint, TOKEN};

const TRAP_WEB_IDENTITY: &str = "Keys of the profile win over a web identity: a credentials file mounted into an EKS \
                                 pod takes the place of the pod's role.";
const TRAP_PARTIAL: &str = "An ID without a secret is passed over in silence, and another identity may win.";

pub(super) const RUST: Chain = Chain {
    id: "rust",
    title: "AWS SDK for Rust",
    names: &["aws-sdk-rust", "aws-config"],
    order: &[Step::Environment, Step::Profile, Step::WebIdentity, Step::Container, Step::Imds],
    profile_order: &[
        Holding::RoleFromProfile,
        Holding::RoleFromSource,
        Holding::WebIdentity,
        Holding::Sso,
        Holding::Login,
        Holding::Process,
        Holding::Static,
    ],
    id_variables: ID,
    secret_variables: &["AWS_SECRET_ACCESS_KEY", "SECRET_ACCESS_KEY"],
    token_variables: TOKEN,
    profile_variables: &["AWS_PROFILE"],
    region_variables: &["AWS_REGION", "AWS_DEFAULT_REGION"],
    explicit_profile: ExplicitProfile::KeepsOrder,
    missing_profile: OnFault::Next,
    empty_profile: EmptyProfile::Named,
    partial_environment: OnFault::Next,
    needs: Needs::Nothing,
    container_excludes_imds: Some(false),
    trims_environment: Some(false),
    sts: StsEndpoint::Regional,
    source: "smithy-lang/smithy-rs aws/rust-runtime/aws-config/src/default_provider/credentials.rs, \
             profile/credentials/repr.rs; run",
    traps: &[
        TRAP_WEB_IDENTITY,
        "AWS_PROFILE that is exported empty names a profile without a name, which nobody has.",
        "A control character in the key ID makes the program panic instead of sending the request.",
        TRAP_PARTIAL,
    ],
};

pub(super) const CPP: Chain = Chain {
    id: "cpp",
    title: "AWS SDK for C++",
    names: &["aws-sdk-cpp"],
    order: &[
        Step::Environment,
        Step::ProfileStatic,
        Step::ProfileProcess,
        Step::WebIdentity,
        Step::ProfileSso,
        Step::Container,
        Step::Imds,
    ],
    profile_order: &[],
    id_variables: ID,
    secret_variables: SECRET,
    token_variables: TOKEN,
    profile_variables: &["AWS_DEFAULT_PROFILE", "AWS_PROFILE"],
    region_variables: &["AWS_DEFAULT_REGION", "AWS_REGION"],
    explicit_profile: ExplicitProfile::Unknown,
    missing_profile: OnFault::Next,
    empty_profile: EmptyProfile::Unknown,
    partial_environment: OnFault::Next,
    needs: Needs::Nothing,
    container_excludes_imds: Some(true),
    trims_environment: Some(false),
    sts: StsEndpoint::RegionalSince("July 2025"),
    source: "aws/aws-sdk-cpp src/aws-cpp-sdk-core/source/auth/AWSCredentialsProviderChain.cpp (constructor), \
             client/ClientConfiguration.cpp",
    traps: &[
        "AWS_DEFAULT_PROFILE and AWS_DEFAULT_REGION are read before AWS_PROFILE and AWS_REGION.",
        TRAP_WEB_IDENTITY,
        TRAP_PARTIAL,
    ],
};

pub(super) const SWIFT: Chain = Chain {
    id: "swift",
    title: "AWS SDK for Swift",
    names: &["aws-sdk-swift"],
    order: &[
        Step::Environment,
        Step::Profile,
        Step::WebIdentity,
        Step::ProfileWebIdentity,
        Step::Container,
        Step::Imds,
    ],
    profile_order: &[],
    id_variables: ID,
    secret_variables: SECRET,
    token_variables: TOKEN,
    profile_variables: &["AWS_PROFILE"],
    region_variables: &["AWS_REGION"],
    explicit_profile: ExplicitProfile::Unknown,
    missing_profile: OnFault::Next,
    empty_profile: EmptyProfile::Unknown,
    partial_environment: OnFault::Next,
    needs: Needs::Nothing,
    container_excludes_imds: Some(false),
    trims_environment: Some(false),
    sts: StsEndpoint::Unknown,
    source: "awslabs/aws-sdk-swift, default credential provider chain",
    traps: &[TRAP_WEB_IDENTITY, TRAP_PARTIAL],
};

pub(super) const AWS_C_AUTH: Chain = Chain {
    id: "aws-c-auth",
    title: "AWS Common Runtime (aws-c-auth)",
    names: &["aws-crt", "mountpoint-s3"],
    order: &[Step::Environment, Step::Profile, Step::WebIdentity, Step::Container, Step::Imds],
    profile_order: &[],
    id_variables: ID,
    secret_variables: SECRET,
    token_variables: TOKEN,
    profile_variables: &["AWS_PROFILE"],
    region_variables: &["AWS_REGION", "AWS_DEFAULT_REGION"],
    explicit_profile: ExplicitProfile::KeepsOrder,
    missing_profile: OnFault::Next,
    empty_profile: EmptyProfile::Unknown,
    partial_environment: OnFault::Next,
    needs: Needs::Nothing,
    container_excludes_imds: Some(true),
    trims_environment: Some(false),
    sts: StsEndpoint::Regional,
    source: "awslabs/aws-c-auth source/credentials_provider_default_chain.c",
    traps: &[
        TRAP_WEB_IDENTITY,
        "Any value of AWS_EC2_METADATA_DISABLED other than false turns the instance role off.",
        TRAP_PARTIAL,
    ],
};
