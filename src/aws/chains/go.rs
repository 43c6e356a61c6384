//! The SDKs for Go, and Terraform, which is built on the second.

use super::{Chain, EmptyProfile, ExplicitProfile, Holding, Needs, OnFault, Step, StsEndpoint, TOKEN};

const IDS: &[&str] = &["AWS_ACCESS_KEY_ID", "AWS_ACCESS_KEY"];
const SECRETS: &[&str] = &["AWS_SECRET_ACCESS_KEY", "AWS_SECRET_KEY"];

const PROFILE_V2: &[Holding] = &[
    Holding::RoleFromProfile,
    Holding::Static,
    Holding::RoleFromSource,
    Holding::WebIdentity,
    Holding::Sso,
    Holding::Login,
    Holding::Process,
];

const TRAP_ALIASES: &str = "AWS_ACCESS_KEY and AWS_SECRET_KEY are read, too; the AWS CLI and most SDKs ignore them.";
const TRAP_PARTIAL: &str = "An ID without a secret is passed over in silence, and another identity may win.";

pub(super) const GO_V1: Chain = Chain {
    id: "go-v1",
    title: "AWS SDK for Go v1",
    names: &["aws-sdk-go", "aws-sdk-go/1"],
    order: &[Step::NamedProfile, Step::Environment, Step::WebIdentity, Step::Profile, Step::Container, Step::Imds],
    profile_order: &[
        Holding::RoleFromProfile,
        Holding::Static,
        Holding::RoleFromSource,
        Holding::WebIdentity,
        Holding::Sso,
        Holding::Process,
    ],
    id_variables: IDS,
    secret_variables: SECRETS,
    token_variables: TOKEN,
    profile_variables: &["AWS_PROFILE"],
    region_variables: &["AWS_REGION"],
    explicit_profile: ExplicitProfile::AskedFirst,
    missing_profile: OnFault::Next,
    empty_profile: EmptyProfile::Ignored,
    partial_environment: OnFault::Next,
    needs: Needs::LoadConfig,
    container_excludes_imds: Some(true),
    trims_environment: Some(false),
    sts: StsEndpoint::Global,
    source: "aws/aws-sdk-go aws/session/credentials.go, aws/defaults/defaults.go; run",
    traps: &[
        "Without AWS_SDK_LOAD_CONFIG it ignores ~/.aws/config, and with it AWS_DEFAULT_PROFILE and AWS_DEFAULT_REGION.",
        "Of a container's addresses the full one is asked before the relative one; v2 does it the other way round.",
        "It calls the global endpoint of STS: its version 1 tokens are refused in regions that must be enabled.",
        TRAP_ALIASES,
        TRAP_PARTIAL,
    ],
};

pub(super) const GO_V2: Chain = Chain {
    id: "go-v2",
    title: "AWS SDK for Go v2",
    names: &["aws-sdk-go-v2", "aws-sdk-go/2"],
    order: &[Step::NamedProfile, Step::Environment, Step::WebIdentity, Step::Profile, Step::Container, Step::Imds],
    profile_order: PROFILE_V2,
    id_variables: IDS,
    secret_variables: SECRETS,
    token_variables: TOKEN,
    profile_variables: &["AWS_PROFILE", "AWS_DEFAULT_PROFILE"],
    region_variables: &["AWS_REGION", "AWS_DEFAULT_REGION"],
    explicit_profile: ExplicitProfile::AskedFirst,
    missing_profile: OnFault::Error,
    empty_profile: EmptyProfile::Ignored,
    partial_environment: OnFault::Next,
    needs: Needs::Nothing,
    container_excludes_imds: Some(true),
    trims_environment: Some(false),
    sts: StsEndpoint::Regional,
    source: "aws/aws-sdk-go-v2 config/resolve_credentials.go; run",
    traps: &[
        "AWS_PROFILE that names a missing profile is an error even if keys are in the environment (not so before 2023).",
        TRAP_ALIASES,
        TRAP_PARTIAL,
    ],
};

pub(super) const TERRAFORM: Chain = Chain {
    id: "terraform-aws",
    title: "Terraform AWS provider, OpenTofu S3 backend",
    names: &["terraform-provider-aws", "terraform", "opentofu", "tofu", "terragrunt", "pulumi-aws", "pulumi"],
    order: &[
        Step::Explicit,
        Step::NamedProfile,
        Step::Environment,
        Step::WebIdentity,
        Step::Profile,
        Step::Container,
        Step::Imds,
    ],
    profile_order: PROFILE_V2,
    id_variables: IDS,
    secret_variables: SECRETS,
    token_variables: TOKEN,
    profile_variables: &["AWS_PROFILE", "AWS_DEFAULT_PROFILE"],
    region_variables: &["AWS_REGION", "AWS_DEFAULT_REGION"],
    explicit_profile: ExplicitProfile::AskedFirst,
    missing_profile: OnFault::Error,
    empty_profile: EmptyProfile::Ignored,
    partial_environment: OnFault::Next,
    needs: Needs::Nothing,
    container_excludes_imds: Some(true),
    trims_environment: Some(false),
    sts: StsEndpoint::Regional,
    source: "hashicorp/aws-sdk-go-base credentials.go, aws_config.go",
    traps: &[
        "The provider block's profile wins over keys in the environment (with a warning); the variable AWS_PROFILE does \
         not.",
        "access_key and secret_key in the provider block win over everything.",
        "assume_role is applied on top: the error may be about the base credentials or about the role.",
        TRAP_ALIASES,
    ],
};
