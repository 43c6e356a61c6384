//! The names under which programs keep credentials, and what each stands for.
//!
//! Sources: the sources of the SDKs named in [`super::chains`]; the list of variables and who reads them is in
//! ARCHITECTURE.md's references.

mod slips;

pub use self::slips::{near_miss, near_miss_in_file};

/// What a setting holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// An access key ID.
    AccessKeyId,
    /// A secret access key.
    SecretAccessKey,
    /// A session token.
    SessionToken,
    /// The name of a profile.
    Profile,
    /// A region.
    Region,
    /// The address of an endpoint.
    Endpoint,
    /// A role to assume.
    RoleArn,
    /// A file that holds a web identity token.
    WebIdentityTokenFile,
    /// Where a container finds its credentials.
    ContainerUri,
    /// An account number.
    AccountId,
    /// When the credentials end.
    Expiration,
    /// A setting that makes a profile a role, SSO or process profile.
    ProfileSource,
    /// Any other setting that bears on credentials.
    Other,
}

/// Names of settings (environment variables, keys of the AWS files, properties), lower case, with what they hold.
/// A name of the AWS files that is also a variable in upper case stands once.
const NAMES: &[(&str, Role)] = &[
    ("aws_access_key_id", Role::AccessKeyId),
    ("aws_access_key", Role::AccessKeyId),
    ("amazon_access_key_id", Role::AccessKeyId),
    ("awsaccesskeyid", Role::AccessKeyId),
    ("accesskeyid", Role::AccessKeyId),
    ("access_key_id", Role::AccessKeyId),
    ("access_key", Role::AccessKeyId),
    ("accesskey", Role::AccessKeyId),
    ("aws-access-key-id", Role::AccessKeyId),
    ("aws.accesskeyid", Role::AccessKeyId),
    ("fs.s3a.access.key", Role::AccessKeyId),
    ("spark.hadoop.fs.s3a.access.key", Role::AccessKeyId),
    ("x_cos_accesskeyid", Role::AccessKeyId),
    ("aws_secret_access_key", Role::SecretAccessKey),
    ("aws_secret_key", Role::SecretAccessKey),
    ("amazon_secret_access_key", Role::SecretAccessKey),
    ("secret_access_key", Role::SecretAccessKey),
    ("awssecretaccesskey", Role::SecretAccessKey),
    ("awssecretkey", Role::SecretAccessKey),
    ("secretaccesskey", Role::SecretAccessKey),
    ("secret_key", Role::SecretAccessKey),
    ("secretkey", Role::SecretAccessKey),
    ("aws-secret-access-key", Role::SecretAccessKey),
    ("aws.secretkey", Role::SecretAccessKey),
    ("aws.secretaccesskey", Role::SecretAccessKey),
    ("fs.s3a.secret.key", Role::SecretAccessKey),
    ("spark.hadoop.fs.s3a.secret.key", Role::SecretAccessKey),
    ("aws_session_token", Role::SessionToken),
    ("aws_security_token", Role::SessionToken),
    ("amazon_session_token", Role::SessionToken),
    ("awssessiontoken", Role::SessionToken),
    ("sessiontoken", Role::SessionToken),
    ("session_token", Role::SessionToken),
    ("aws-session-token", Role::SessionToken),
    ("aws-region", Role::Region),
    ("aws.sessiontoken", Role::SessionToken),
    ("fs.s3a.session.token", Role::SessionToken),
    ("aws_profile", Role::Profile),
    ("aws_default_profile", Role::Profile),
    ("aws.profile", Role::Profile),
    ("aws_region", Role::Region),
    ("aws_default_region", Role::Region),
    ("amazon_region", Role::Region),
    ("aws.region", Role::Region),
    ("region", Role::Region),
    ("fs.s3a.endpoint.region", Role::Region),
    ("aws_endpoint_url", Role::Endpoint),
    ("endpoint_url", Role::Endpoint),
    ("aws_endpoint", Role::Endpoint),
    ("aws_url", Role::Endpoint),
    ("aws_s3_endpoint_url", Role::Endpoint),
    ("aws_s3_endpoint", Role::Endpoint),
    ("fs.s3a.endpoint", Role::Endpoint),
    ("host_base", Role::Endpoint),
    ("aws_role_arn", Role::RoleArn),
    ("role_arn", Role::RoleArn),
    ("aws_web_identity_token_file", Role::WebIdentityTokenFile),
    ("web_identity_token_file", Role::WebIdentityTokenFile),
    ("aws_container_credentials_relative_uri", Role::ContainerUri),
    ("aws_container_credentials_full_uri", Role::ContainerUri),
    ("aws_account_id", Role::AccountId),
    ("sso_account_id", Role::AccountId),
    ("aws_credential_expiration", Role::Expiration),
    ("expiration", Role::Expiration),
    ("source_profile", Role::ProfileSource),
    ("credential_source", Role::ProfileSource),
    ("credential_process", Role::ProfileSource),
    ("sso_session", Role::ProfileSource),
    ("sso_start_url", Role::ProfileSource),
    ("sso_role_name", Role::ProfileSource),
    ("sso_region", Role::ProfileSource),
    ("login_session", Role::ProfileSource),
    ("mfa_serial", Role::ProfileSource),
    ("external_id", Role::Other),
    ("role_session_name", Role::Other),
    ("duration_seconds", Role::Other),
    ("output", Role::Other),
    ("aws_shared_credentials_file", Role::Other),
    ("aws_config_file", Role::Other),
    ("aws_sdk_load_config", Role::Other),
    ("aws_role_session_name", Role::Other),
    ("aws_ec2_metadata_disabled", Role::Other),
    ("aws_container_authorization_token", Role::Other),
    ("aws_container_authorization_token_file", Role::Other),
    ("aws_credential_scope", Role::Other),
    ("aws_ec2_metadata_v1_disabled", Role::Other),
    ("aws_ec2_metadata_service_endpoint", Role::Other),
    ("aws_ignore_configured_endpoint_urls", Role::Other),
    ("aws_sdk_config_opt_out", Role::Other),
    ("aws_use_fips_endpoint", Role::Other),
    ("aws_use_dualstack_endpoint", Role::Other),
    ("aws_ca_bundle", Role::Other),
    ("aws_max_attempts", Role::Other),
    ("aws_retry_mode", Role::Other),
    ("aws_pager", Role::Other),
    ("aws_vault", Role::Other),
    ("aws_execution_env", Role::Other),
    ("aws_lambda_function_name", Role::Other),
    ("aws_sts_regional_endpoints", Role::Other),
    ("aws_credential_file", Role::Other),
];

/// What a setting called `name` holds; the case of letters does not count. None for names that are not known.
pub fn role(name: &str) -> Option<Role> {
    let folded = name.to_ascii_lowercase();
    if let Some(&(_, role)) = NAMES.iter().find(|(known, _)| *known == folded) {
        return Some(role);
    }
    folded.strip_prefix("aws_endpoint_url_").map(|_| Role::Endpoint)
}

/// What the environment variable `name` holds. Fewer names than [`role`] knows: `REGION` and `SECRET_KEY` mean something
/// in a file of AWS's, but as variables they are other programs' own.
pub fn variable(name: &str) -> Option<Role> {
    let folded = name.to_ascii_lowercase();
    let own = folded.starts_with("aws") || folded.starts_with("amazon_") || folded == "secret_access_key";
    if own && !folded.contains(['-', '.']) { role(&folded) } else { None }
}

/// The variable whose name begins with `start`, lower case; none where several do that hold different things. For
/// listings that cut long names.
pub fn variable_beginning(start: &str) -> Option<&'static str> {
    let folded = start.to_ascii_lowercase();
    let mut found = NAMES.iter().filter(|(name, _)| name.starts_with(&folded) && variable(name).is_some());
    let &(name, role) = found.next()?;
    found.all(|&(_, other)| other == role).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_of_other_programs_are_not_aws_settings() {
        assert_eq!(variable("AWS_SECRET_KEY"), Some(Role::SecretAccessKey));
        assert_eq!(variable("AWSACCESSKEYID"), Some(Role::AccessKeyId));
        assert_eq!(variable("AWS_ENDPOINT_URL_S3"), Some(Role::Endpoint));
        for name in ["SECRET_KEY", "REGION", "OUTPUT", "ACCESS_KEY", "aws-access-key-id"] {
            assert_eq!(variable(name), None, "{name}");
        }
    }

    #[test]
    fn no_name_stands_twice() {
        for (index, (name, _)) in NAMES.iter().enumerate() {
            assert!(!NAMES.iter().skip(index + 1).any(|(other, _)| other == name), "{name}");
        }
    }
}
