//! botocore and what is built on it: boto3, the AWS CLI.

use super::{Chain, EmptyProfile, ExplicitProfile, ID, Needs, OnFault, SECRET, Step, StsEndpoint};

const ORDER: &[Step] = &[
    Step::Environment,
    Step::ProfileRole,
    Step::WebIdentity,
    Step::ProfileSso,
    Step::CredentialsFile,
    Step::ProfileLogin,
    Step::ProfileProcess,
    Step::ConfigFile,
    Step::Ec2CredentialsFile,
    Step::BotoConfig,
    Step::Container,
    Step::Imds,
];

const TOKENS: &[&str] = &["AWS_SECURITY_TOKEN", "AWS_SESSION_TOKEN"];

const TRAP_ENVIRONMENT: &str = "Keys in the environment win over AWS_PROFILE; only --profile (or a profile named in \
                                code) turns them off, and an environment web identity with them.";
const TRAP_PARTIAL: &str = "An AWS_ACCESS_KEY_ID without a secret stops it with \"Partial credentials found in env\", \
                            where other SDKs move on in silence to another identity.";
const TRAP_PROFILE: &str = "AWS_PROFILE that names a missing profile, or that is exported empty, is an error even if keys are in the \
     environment.";
const TRAP_TOKEN: &str = "AWS_SECURITY_TOKEN, boto 2's name of the session token, is read before AWS_SESSION_TOKEN: a \
                          leftover breaks Python tools alone.";

pub(super) const BOTOCORE: Chain = Chain {
    id: "botocore",
    title: "boto3, botocore and AWS CLI v1",
    names: &["boto3", "aws-cli-1", "aws-cli/1", "Botocore", "s3transfer", "ansible", "s3fs-python", "awscli"],
    order: ORDER,
    profile_order: &[],
    id_variables: ID,
    secret_variables: SECRET,
    token_variables: TOKENS,
    profile_variables: &["AWS_DEFAULT_PROFILE", "AWS_PROFILE"],
    region_variables: &["AWS_DEFAULT_REGION"],
    explicit_profile: ExplicitProfile::SkipsEnvironment { web_identity: true },
    missing_profile: OnFault::Error,
    empty_profile: EmptyProfile::Named,
    partial_environment: OnFault::Error,
    needs: Needs::Nothing,
    container_excludes_imds: Some(false),
    trims_environment: Some(false),
    sts: StsEndpoint::RegionalSince("botocore 1.40.0, AWS CLI 1.42.0"),
    source: "boto/botocore botocore/credentials.py create_credential_resolver and ProfileProviderBuilder.providers; \
             botocore/configprovider.py BOTOCORE_DEFAUT_SESSION_VARIABLES; run",
    traps: &[
        TRAP_ENVIRONMENT,
        TRAP_PARTIAL,
        TRAP_PROFILE,
        TRAP_TOKEN,
        "AWS_DEFAULT_PROFILE wins over AWS_PROFILE; in AWS CLI v2 it is the other way round, so an upgrade changes the \
         profile.",
        "AWS_REGION is not read: only AWS_DEFAULT_REGION is.",
    ],
};

pub(super) const AWS_CLI_2: Chain = Chain {
    id: "aws-cli-2",
    title: "AWS CLI v2",
    names: &["aws-cli/2", "aws-cli"],
    order: ORDER,
    profile_order: &[],
    id_variables: ID,
    secret_variables: SECRET,
    token_variables: TOKENS,
    profile_variables: &["AWS_PROFILE", "AWS_DEFAULT_PROFILE"],
    region_variables: &["AWS_REGION", "AWS_DEFAULT_REGION"],
    explicit_profile: ExplicitProfile::SkipsEnvironment { web_identity: true },
    missing_profile: OnFault::Error,
    empty_profile: EmptyProfile::Named,
    partial_environment: OnFault::Error,
    needs: Needs::Nothing,
    container_excludes_imds: Some(false),
    trims_environment: Some(false),
    sts: StsEndpoint::Regional,
    source: "aws/aws-cli (v2) awscli/botocore/credentials.py create_credential_resolver; awscli/clidriver.py \
             (--profile); awscli/botocore/configprovider.py; run",
    traps: &[TRAP_ENVIRONMENT, TRAP_PARTIAL, TRAP_PROFILE, TRAP_TOKEN],
};
