//! Names that are nearly those of settings: what somebody probably meant.

use super::role;
use crate::text::Words;

/// Variables that people mean to set.
const VARIABLES: &[&str] = &[
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "AWS_PROFILE",
    "AWS_REGION",
    "AWS_DEFAULT_REGION",
    "AWS_ENDPOINT_URL",
    "AWS_ROLE_ARN",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "AWS_SHARED_CREDENTIALS_FILE",
    "AWS_CONFIG_FILE",
];

/// Keys that people mean to write into the credentials or config file.
const KEYS: &[&str] = &[
    "aws_access_key_id",
    "aws_secret_access_key",
    "aws_session_token",
    "region",
    "output",
    "role_arn",
    "source_profile",
    "credential_source",
    "credential_process",
    "endpoint_url",
    "mfa_serial",
    "sso_session",
    "sso_start_url",
    "sso_account_id",
    "sso_role_name",
    "web_identity_token_file",
];

/// Mistakes that are too far from the standard name to be told by their letters, lower case, each with the one meant.
const MISTAKES: &[(&str, &str)] = &[
    ("aws_access_id", "aws_access_key_id"),
    ("aws_key_id", "aws_access_key_id"),
    ("aws_key", "aws_access_key_id"),
    ("aws_access_key_name", "aws_access_key_id"),
    ("aws_secret_id", "aws_secret_access_key"),
    ("aws_secret", "aws_secret_access_key"),
    ("aws_secret_key_id", "aws_secret_access_key"),
    ("aws_secret_access", "aws_secret_access_key"),
    ("aws_secret_access_id", "aws_secret_access_key"),
    ("aws_secret_access_key_id", "aws_secret_access_key"),
    ("aws_access_secret_key", "aws_secret_access_key"),
    ("aws_access_key_secret", "aws_secret_access_key"),
    ("aws_access_secret", "aws_secret_access_key"),
    ("aws_token", "aws_session_token"),
    ("aws_session", "aws_session_token"),
    ("aws_session_key", "aws_session_token"),
    ("aws_default_profil", "aws_profile"),
];

/// Keys without their `aws_`, and the older names that the files do not know, each with the one meant.
const MISTAKES_IN_FILES: &[(&str, &str)] = &[
    ("aws_access_key", "aws_access_key_id"),
    ("access_key_id", "aws_access_key_id"),
    ("access_key", "aws_access_key_id"),
    ("awsaccesskeyid", "aws_access_key_id"),
    ("aws_secret_key", "aws_secret_access_key"),
    ("secret_access_key", "aws_secret_access_key"),
    ("secret_key", "aws_secret_access_key"),
    ("awssecretkey", "aws_secret_access_key"),
    ("session_token", "aws_session_token"),
    ("token", "aws_session_token"),
    ("aws_region", "region"),
    ("aws_default_region", "region"),
    ("default_region", "region"),
];

/// The variable that `name` is probably meant to be, in upper case; none for names that are known or unlike any.
pub fn near_miss(name: &str) -> Option<&'static str> {
    let folded = name.to_ascii_lowercase();
    let own = folded.starts_with("aws") || ["access", "session_token"].iter().any(|part| folded.holds(part));
    // `AWS_S3_ACCESS_KEY_ID` is a setting of somebody's application.
    if !own || folded.len() > 40 || folded.starts_with("aws_s3_") || role(&folded).is_some() {
        return None;
    }
    let meant = mistake(&folded, MISTAKES).or_else(|| nearest(&folded, VARIABLES))?;
    VARIABLES.iter().copied().find(|known| known.eq_ignore_ascii_case(meant))
}

/// The key of the credentials or config file that `name` is probably meant to be; none for keys that the files know and
/// for names unlike any.
pub fn near_miss_in_file(name: &str) -> Option<&'static str> {
    let folded = name.to_ascii_lowercase();
    if folded.len() > 40 {
        return None;
    }
    if let Some(meant) = mistake(&folded, MISTAKES_IN_FILES) {
        return Some(meant);
    }
    if role(&folded).is_some() {
        return None;
    }
    mistake(&folded, MISTAKES).or_else(|| nearest(&folded, KEYS))
}

fn mistake(folded: &str, table: &[(&str, &'static str)]) -> Option<&'static str> {
    table.iter().find(|(wrong, _)| *wrong == folded).map(|&(_, meant)| meant)
}

/// The most bytes by which a name and a slip of it differ in length: two slips, and the signs between five words.
const SIGNS: usize = 6;

/// The name of `names` that differs from `folded` by a slip or two: a letter more, less, other or exchanged, a sign
/// between the words. A standard name with a suffix of its own (`AWS_ACCESS_KEY_ID_OLD`, `…_2`) is somebody's intent.
fn nearest(folded: &str, names: &[&'static str]) -> Option<&'static str> {
    let bare = |name: &str| name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    let word = bare(folded);
    // What differs more in length than by slips and signs needs no closer look.
    let near = |name: &&'static str| name.len().abs_diff(folded.len()) <= SIGNS;
    names.iter().copied().filter(near).find(|name| {
        let known = name.to_ascii_lowercase();
        let suffixed =
            folded.strip_prefix(&known).is_some_and(|rest| rest.starts_with(|c: char| c == '_' || c.is_ascii_digit()));
        let slips = if known.len() < 12 { 1 } else { 2 };
        let plain = bare(name);
        !suffixed && plain.len().abs_diff(word.len()) <= slips && distance(&word, &plain) <= slips
    })
}

/// How many slips part `a` from `b`: a character more, less or other, or two neighbours exchanged.
fn distance(a: &str, b: &str) -> usize {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut before: Vec<usize> = Vec::with_capacity(b.len() + 1);
    let mut row: Vec<usize> = Vec::with_capacity(b.len() + 1);
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, &x) in a.iter().enumerate() {
        row.clear();
        row.push(i + 1);
        for (j, &y) in b.iter().enumerate() {
            let cell = |cells: &[usize], at: usize| cells.get(at).copied().unwrap_or(usize::MAX / 2);
            let mut fewest = (cell(&last, j) + usize::from(x != y)).min(cell(&last, j + 1) + 1).min(cell(&row, j) + 1);
            let exchanged = i > 0 && j > 0 && a.get(i - 1) == Some(&y) && b.get(j - 1) == Some(&x);
            if exchanged {
                fewest = fewest.min(cell(&before, j - 1) + 1);
            }
            row.push(fewest);
        }
        std::mem::swap(&mut before, &mut last);
        std::mem::swap(&mut last, &mut row);
    }
    last.last().copied().unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_told_from_names() {
        for (name, meant) in [
            ("AWS_SECRET_ACCES_KEY", "AWS_SECRET_ACCESS_KEY"),
            ("AWS_SECERT_ACCESS_KEY", "AWS_SECRET_ACCESS_KEY"),
            ("AWS_ACCESSKEY_ID", "AWS_ACCESS_KEY_ID"),
            ("AWS_ACCES_KEY_ID", "AWS_ACCESS_KEY_ID"),
            ("AWS_ACCESS_KEYID", "AWS_ACCESS_KEY_ID"),
            ("AWS_ACCESS_KEY_IDS", "AWS_ACCESS_KEY_ID"),
            ("AWS_ACESS_KEY_ID", "AWS_ACCESS_KEY_ID"),
            ("WS_ACCESS_KEY_ID", "AWS_ACCESS_KEY_ID"),
            ("AWS_SECRET_KEY_ID", "AWS_SECRET_ACCESS_KEY"),
            ("AWS_SECRET", "AWS_SECRET_ACCESS_KEY"),
            ("AWS_SESION_TOKEN", "AWS_SESSION_TOKEN"),
            ("AWS_TOKEN", "AWS_SESSION_TOKEN"),
            ("AWS_REGIONS", "AWS_REGION"),
            ("AWS_DEFUALT_REGION", "AWS_DEFAULT_REGION"),
            ("AWS_PROFLIE", "AWS_PROFILE"),
            ("aws_acces_key_id", "AWS_ACCESS_KEY_ID"),
        ] {
            assert_eq!(near_miss(name), Some(meant), "{name}");
        }
        for name in [
            "AWS_ACCESS_KEY_ID",
            "AWS_ACCESS_KEY",
            "AWS_SECRET_KEY",
            "AWS_ACCESS_KEY_ID_OLD",
            "AWS_ACCESS_KEY_ID_2",
            "AWS_ACCESS_KEY_ID2",
            "AWS_SECURITY_TOKEN",
            "AWS_DEFAULT_PROFILE",
            "AWS_ENDPOINT_URL_S3",
            "AWS_S3_ENDPOINT_URL",
            "AWS_S3_SECRET_ACCESS_KEY",
            "AWS_CONTAINER_AUTHORIZATION_TOKEN",
            "AWS_SECRET_ACCESS_KEY_FILE",
            "AWS_BUCKET",
            "AWS_REGION_NAME",
            "AWS_LAMBDA_FUNCTION_NAME",
            "REGION",
            "ACCESS_TOKEN",
            "PATH",
            "",
        ] {
            assert_eq!(near_miss(name), None, "{name}");
        }
    }

    #[test]
    fn files_have_names_of_their_own() {
        for (name, meant) in [
            ("aws_access_key", Some("aws_access_key_id")),
            ("access_key_id", Some("aws_access_key_id")),
            ("aws_secret_acces_key", Some("aws_secret_access_key")),
            ("aws_region", Some("region")),
            ("regoin", Some("region")),
            ("aws_access_key_id", None),
            ("AWS_ACCESS_KEY_ID", None),
            ("s3", None),
            ("cli_pager", None),
            ("aws_security_token", None),
            ("parameter_validation", None),
        ] {
            assert_eq!(near_miss_in_file(name), meant, "{name}");
        }
    }
}
