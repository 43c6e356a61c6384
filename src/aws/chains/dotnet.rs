//! The SDKs for .NET.

use super::{Chain, EmptyProfile, ExplicitProfile, ID, Needs, OnFault, Step, StsEndpoint, TOKEN};

const SECRETS: &[&str] = &["AWS_SECRET_ACCESS_KEY", "AWS_SECRET_KEY"];

pub(super) const DOTNET_V3: Chain = Chain {
    id: "dotnet-v3",
    title: "AWS SDK for .NET v3",
    names: &["aws-sdk-dotnet/3", "aws-sdk-dotnet-coreclr", "powershell-4"],
    order: &[Step::AppConfig, Step::WebIdentity, Step::Profile, Step::Environment, Step::Container, Step::Imds],
    profile_order: &[],
    id_variables: ID,
    secret_variables: SECRETS,
    token_variables: TOKEN,
    profile_variables: &["AWS_PROFILE"],
    region_variables: &["AWS_REGION"],
    explicit_profile: ExplicitProfile::Unknown,
    missing_profile: OnFault::Next,
    empty_profile: EmptyProfile::Named,
    partial_environment: OnFault::Next,
    needs: Needs::Nothing,
    container_excludes_imds: Some(true),
    trims_environment: Some(false),
    sts: StsEndpoint::RegionalSince("July 2025"),
    source: "aws/aws-sdk-net sdk/src/Core/Amazon.Runtime/Credentials/FallbackCredentialsFactory.cs (Reset)",
    traps: &[
        "Even the default profile wins over keys in the environment; v4 turned that round.",
        "On Windows the SDK's own encrypted store of profiles is looked at, too.",
    ],
};

pub(super) const DOTNET_V4: Chain = Chain {
    id: "dotnet-v4",
    title: "AWS SDK for .NET v4",
    names: &["aws-sdk-dotnet/4", "aws-sdk-dotnet", "aws-sdk-net", "powershell-5"],
    order: &[
        Step::NamedProfile,
        Step::AppConfig,
        Step::Environment,
        Step::WebIdentity,
        Step::Profile,
        Step::Container,
        Step::Imds,
    ],
    profile_order: &[],
    id_variables: ID,
    secret_variables: SECRETS,
    token_variables: TOKEN,
    profile_variables: &["AWS_PROFILE"],
    region_variables: &["AWS_REGION"],
    explicit_profile: ExplicitProfile::AskedFirst,
    missing_profile: OnFault::Error,
    empty_profile: EmptyProfile::Unknown,
    partial_environment: OnFault::Next,
    needs: Needs::Nothing,
    container_excludes_imds: None,
    trims_environment: Some(false),
    sts: StsEndpoint::RegionalSince("July 2025"),
    source: "aws/aws-sdk-net DefaultAWSCredentialsIdentityResolver",
    traps: &["Keys in the environment win over profiles; in v3 it was the other way round."],
};
