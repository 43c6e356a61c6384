//! The SDKs for Java and Kotlin.

use super::{Chain, EmptyProfile, ExplicitProfile, Holding, ID, Needs, OnFault, SECRET, Step, StsEndpoint, TOKEN};

pub(super) const JAVA_V1: Chain = Chain {
    id: "java-v1",
    title: "AWS SDK for Java v1",
    names: &["aws-sdk-java/1", "java-sdk-1"],
    order: &[Step::Environment, Step::SystemProperties, Step::WebIdentity, Step::Profile, Step::Container, Step::Imds],
    profile_order: &[],
    id_variables: &["AWS_ACCESS_KEY_ID", "AWS_ACCESS_KEY"],
    secret_variables: &["AWS_SECRET_KEY", "AWS_SECRET_ACCESS_KEY"],
    token_variables: TOKEN,
    profile_variables: &["AWS_PROFILE"],
    region_variables: &["AWS_REGION"],
    explicit_profile: ExplicitProfile::Unknown,
    missing_profile: OnFault::Next,
    empty_profile: EmptyProfile::Unknown,
    partial_environment: OnFault::Next,
    needs: Needs::Nothing,
    container_excludes_imds: Some(true),
    trims_environment: Some(true),
    sts: StsEndpoint::Unknown,
    source: "aws/aws-sdk-java aws-java-sdk-core com/amazonaws/auth/DefaultAWSCredentialsProviderChain.java (constructor)",
    traps: &[
        "The environment wins over system properties; in v2 it is the other way round.",
        "The ID is read from AWS_ACCESS_KEY_ID before AWS_ACCESS_KEY, but the secret from AWS_SECRET_KEY before \
         AWS_SECRET_ACCESS_KEY: two old names can mix two pairs, which ends in SignatureDoesNotMatch.",
        "The system property of the secret is aws.secretKey; v2 and Kotlin call it aws.secretAccessKey.",
        "An ID without a secret is passed over in silence, and another identity may win.",
    ],
};

pub(super) const JAVA_V2: Chain = Chain {
    id: "java-v2",
    title: "AWS SDK for Java v2",
    names: &["aws-sdk-java/2", "java-sdk-2"],
    order: &[Step::SystemProperties, Step::Environment, Step::WebIdentity, Step::Profile, Step::Container, Step::Imds],
    profile_order: &[
        Holding::WebIdentity,
        Holding::Sso,
        Holding::RoleFromProfile,
        Holding::RoleFromSource,
        Holding::Process,
        Holding::Static,
    ],
    id_variables: ID,
    secret_variables: SECRET,
    token_variables: TOKEN,
    profile_variables: &["AWS_PROFILE"],
    region_variables: &["AWS_REGION"],
    explicit_profile: ExplicitProfile::KeepsOrder,
    missing_profile: OnFault::Next,
    empty_profile: EmptyProfile::Unknown,
    partial_environment: OnFault::Next,
    needs: Needs::Nothing,
    container_excludes_imds: Some(false),
    trims_environment: Some(true),
    sts: StsEndpoint::Regional,
    source: "aws/aws-sdk-java-v2 core/auth software/amazon/awssdk/auth/credentials/DefaultCredentialsProvider.java \
             (createChain), ProfileCredentialsUtils.java",
    traps: &[
        "System properties (-Daws.accessKeyId) win over the environment.",
        "A profile named in code leaves the environment first.",
        "Values of variables are trimmed: a key with a blank works here and fails in every other SDK.",
        "An ID without a secret is passed over in silence, and another identity may win.",
    ],
};

pub(super) const KOTLIN: Chain = Chain {
    id: "kotlin",
    title: "AWS SDK for Kotlin",
    names: &["aws-sdk-kotlin"],
    order: &[Step::SystemProperties, Step::Environment, Step::WebIdentity, Step::Profile, Step::Container, Step::Imds],
    profile_order: &[
        Holding::Static,
        Holding::RoleFromProfile,
        Holding::RoleFromSource,
        Holding::WebIdentity,
        Holding::Sso,
        Holding::Process,
    ],
    id_variables: ID,
    secret_variables: SECRET,
    token_variables: TOKEN,
    profile_variables: &["AWS_PROFILE"],
    region_variables: &["AWS_REGION"],
    explicit_profile: ExplicitProfile::KeepsOrder,
    missing_profile: OnFault::Next,
    empty_profile: EmptyProfile::Unknown,
    partial_environment: OnFault::Next,
    needs: Needs::Nothing,
    container_excludes_imds: Some(false),
    trims_environment: Some(false),
    sts: StsEndpoint::Regional,
    source: "aws/aws-sdk-kotlin aws-runtime/aws-config DefaultChainCredentialsProvider.kt, profile/ProfileChain.kt, \
             profile/LeafProvider.kt",
    traps: &[
        "System properties win over the environment.",
        "Static keys in a profile win over the role that the same profile names; most other SDKs assume the role.",
    ],
};
