//! How programs name themselves in user agents and version lines.
//!
//! Sources: the user agent modules of the SDKs (botocore/useragent.py, core/user-agent-middleware, awsutil and others).

/// What a user agent holds, with the id of the provider chain of the program that sends it; the first row that fits
/// counts, so programs that use an SDK stand before it.
const AGENTS: &[(&str, &str)] = &[
    ("terraform-provider-aws/", "terraform-aws"),
    ("hashicorp/terraform", "terraform-aws"),
    ("rclone/v", "rclone"),
    ("minio-go/", "minio-go"),
    ("minio (", "minio-go"),
    ("hadoop ", "hadoop-s3a"),
    ("aws-cli/2.", "aws-cli-2"),
    ("aws-cli/1.", "botocore"),
    ("aws-cli/0.", "botocore"),
    ("boto3/1.", "botocore"),
    ("botocore/", "botocore"),
    ("aws-sdk-js/3.", "js-v3"),
    ("aws-sdk-js/2.", "js-v2"),
    ("aws-sdk-nodejs/2.", "js-v2"),
    ("aws-sdk-go-v2/", "go-v2"),
    ("aws-sdk-go/1.", "go-v1"),
    ("aws-sdk-java/2.", "java-v2"),
    ("aws-sdk-java/1.", "java-v1"),
    ("aws-sdk-rust/", "rust"),
    ("aws-sdk-cpp/", "cpp"),
    ("aws-sdk-php/3.", "php-v3"),
    ("aws-sdk-ruby3/", "ruby-v3"),
    ("aws-sdk-dotnet-coreclr/3.", "dotnet-v3"),
    ("aws-sdk-dotnet-45/3.", "dotnet-v3"),
    ("aws-sdk-dotnet-coreclr/4.", "dotnet-v4"),
    ("aws-sdk-dotnet-472/4.", "dotnet-v4"),
    ("aws-sdk-kotlin/", "kotlin"),
    ("aws-sdk-swift/", "swift"),
];

/// The letters with which newer user agents say, after `m/`, where credentials came from, with the Type of
/// `aws configure list`; what was built on other credentials stands first. Source: botocore/useragent.py.
const SOURCES: &[(&str, &str)] = &[
    ("i", "assume-role"),
    ("k", "assume-role-with-web-identity"),
    ("h", "assume-role-with-web-identity"),
    ("q", "assume-role-with-web-identity"),
    ("o", "assume-role"),
    ("p", "assume-role"),
    ("r", "sso"),
    ("s", "sso"),
    ("t", "sso"),
    ("u", "sso"),
    ("AC", "login"),
    ("AD", "login"),
    ("v", "custom-process"),
    ("w", "custom-process"),
    ("z", "container-role"),
    ("0", "iam-role"),
    ("x", "boto-config"),
    ("n", "profile"),
    ("g", "env"),
];

/// The most bytes of a user agent that are looked at.
const LONGEST: usize = 512;

/// The id of the provider chain of the program that names itself so; none for programs that are not known.
pub fn sdk(agent: &str) -> Option<&'static str> {
    let near = agent.get(..agent.floor_char_boundary(LONGEST)).unwrap_or(agent).as_bytes();
    let starts = (0..near.len()).filter(|&at| {
        let inside = at.checked_sub(1).and_then(|before| near.get(before)).is_some_and(u8::is_ascii_alphanumeric);
        !inside && near.get(at).is_some_and(u8::is_ascii_alphabetic)
    });
    let named = |at: usize| {
        let rest = near.get(at..).unwrap_or_default();
        AGENTS.iter().position(|(mark, _)| {
            let is_named = rest.get(..mark.len()).is_some_and(|name| name.eq_ignore_ascii_case(mark.as_bytes()));
            is_named && (!mark.ends_with('/') || rest.get(mark.len()).is_some_and(u8::is_ascii_digit))
        })
    };
    starts.filter_map(named).min().and_then(|number| AGENTS.get(number)).map(|&(_, sdk)| sdk)
}

/// The Type of the source that gave the credentials, by the features in a user agent; none where they do not say.
pub fn credential_source(agent: &str) -> Option<&'static str> {
    let features = agent.split(' ').find_map(|part| part.strip_prefix("m/"))?;
    SOURCES.iter().find(|(letter, _)| features.split(',').any(|held| held == *letter)).map(|&(_, source)| source)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_counts_before_its_sdk() {
        for (agent, want) in [
            ("aws-cli/2.36.7 md/awscrt#0.36.0 ua/2.1", Some("aws-cli-2")),
            ("aws-cli/1.46.3 Python/3.11.7 Linux/6.1 botocore/1.43.62", Some("botocore")),
            ("Boto3/1.28 Python/3.9 Botocore/1.31", Some("botocore")),
            (
                "APN/1.0 HashiCorp/1.0 Terraform/1.5.7 terraform-provider-aws/5.31.0 aws-sdk-go-v2/1.24",
                Some("terraform-aws"),
            ),
            ("Hadoop 3.3.1, aws-sdk-java/1.11.901 Linux", Some("hadoop-s3a")),
            ("curl/7.88.1", None),
        ] {
            assert_eq!(sdk(agent), want, "{agent}");
        }
        assert!(AGENTS.iter().all(|(_, sdk)| crate::aws::chains::of(sdk).is_some()), "each has a chain");
    }
}
