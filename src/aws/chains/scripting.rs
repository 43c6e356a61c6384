//! The SDKs for PHP and Ruby.

use super::{Chain, EmptyProfile, ExplicitProfile, ID, Needs, OnFault, SECRET, Step, StsEndpoint, TOKEN};

pub(super) const PHP_V3: Chain = Chain {
    id: "php-v3",
    title: "AWS SDK for PHP v3",
    names: &["aws-sdk-php/3", "aws-sdk-php", "laravel", "flysystem"],
    order: &[
        Step::Environment,
        Step::WebIdentity,
        Step::ProfileSso,
        Step::CredentialsFileProcess,
        Step::CredentialsFile,
        Step::ConfigFileProcess,
        Step::ConfigFile,
        Step::Container,
        Step::Imds,
    ],
    profile_order: &[],
    id_variables: ID,
    secret_variables: SECRET,
    token_variables: TOKEN,
    profile_variables: &["AWS_PROFILE"],
    region_variables: &["AWS_REGION"],
    explicit_profile: ExplicitProfile::Alone,
    missing_profile: OnFault::Next,
    empty_profile: EmptyProfile::Ignored,
    partial_environment: OnFault::Next,
    needs: Needs::Nothing,
    container_excludes_imds: Some(true),
    trims_environment: Some(false),
    sts: StsEndpoint::RegionalSince("July 2025"),
    source: "aws/aws-sdk-php src/Credentials/CredentialProvider.php (defaultProvider), src/ClientResolver.php \
             (_apply_profile)",
    traps: &[
        "The client option profile replaces the whole chain by the credentials file alone.",
        "Laravel and flysystem pass key and secret from their own configuration, without the token unless it is set \
         there: on Lambda that breaks the role's keys.",
        "An ID without a secret is passed over in silence, and another identity may win.",
    ],
};

pub(super) const RUBY_V3: Chain = Chain {
    id: "ruby-v3",
    title: "AWS SDK for Ruby v3",
    names: &["aws-sdk-ruby3", "aws-sdk-ruby"],
    order: &[
        Step::Explicit,
        Step::NamedProfile,
        Step::Environment,
        Step::WebIdentity,
        Step::ProfileSso,
        Step::ProfileRole,
        Step::ProfileStatic,
        Step::ProfileProcess,
        Step::Container,
        Step::Imds,
    ],
    profile_order: &[],
    id_variables: &["AWS_ACCESS_KEY_ID", "AMAZON_ACCESS_KEY_ID", "AWS_ACCESS_KEY"],
    secret_variables: &["AWS_SECRET_ACCESS_KEY", "AMAZON_SECRET_ACCESS_KEY", "AWS_SECRET_KEY"],
    token_variables: &["AWS_SESSION_TOKEN", "AMAZON_SESSION_TOKEN"],
    profile_variables: &["AWS_PROFILE", "AWS_DEFAULT_PROFILE"],
    region_variables: &["AWS_REGION", "AMAZON_REGION", "AWS_DEFAULT_REGION"],
    explicit_profile: ExplicitProfile::AskedFirst,
    missing_profile: OnFault::Next,
    empty_profile: EmptyProfile::Unknown,
    partial_environment: OnFault::Next,
    needs: Needs::Nothing,
    container_excludes_imds: Some(true),
    trims_environment: Some(false),
    sts: StsEndpoint::Unknown,
    source: "aws/aws-sdk-ruby gems/aws-sdk-core/lib/aws-sdk-core/credential_provider_chain.rb",
    traps: &[
        "The old names AMAZON_ACCESS_KEY_ID and AWS_ACCESS_KEY are read, too; a standard variable that is set to nothing \
         hides them.",
        "An ID without a secret is passed over in silence, and another identity may win.",
    ],
};
