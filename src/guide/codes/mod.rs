//! What an error code means, what to do, what not to do, how to verify: the words that app and static page print first.
//! One file per code; [`ALL`] is the one list. Causes, cases and background are in the code's page.

mod access_denied;
mod auth_failure;
mod authorization_header_malformed;
mod expired_token;
mod incomplete_signature;
mod invalid_access_key_id;
mod invalid_client_token_id;
mod invalid_token;
mod missing_authentication_token;
mod request_expired;
mod request_time_too_skewed;
mod s3_invalid_access_key_id;
mod signature_does_not_match;
mod unrecognized_client_exception;

use super::Advice;
use crate::rules::diagnoses::Step;

/// An error code in words.
#[derive(Debug)]
pub struct Code {
    /// The code and the page's slug.
    pub code: &'static str,
    /// What it means and what to do.
    pub advice: Advice,
    /// A paste with this error.
    pub example: &'static str,
}

/// The codes, in the order of the guide's menu.
pub const ALL: &[&Code] = &[
    &invalid_access_key_id::CODE,
    &s3_invalid_access_key_id::CODE,
    &invalid_client_token_id::CODE,
    &unrecognized_client_exception::CODE,
    &auth_failure::CODE,
    &signature_does_not_match::CODE,
    &incomplete_signature::CODE,
    &authorization_header_malformed::CODE,
    &invalid_token::CODE,
    &expired_token::CODE,
    &missing_authentication_token::CODE,
    &access_denied::CODE,
    &request_time_too_skewed::CODE,
    &request_expired::CODE,
];

/// The words for `code`.
pub fn advice(code: &str) -> Option<Advice> {
    find(code).map(|found| found.advice)
}

/// A paste with the error `code`.
pub fn example(code: &str) -> Option<&'static str> {
    find(code).map(|found| found.example)
}

fn find(code: &str) -> Option<&'static Code> {
    ALL.iter().copied().find(|found| found.code == code)
}

/// Which source supplied the key; the last four characters are all that it prints.
const SOURCE: Step = Step::command(
    "In the failing process, see which source supplied the key.",
    "aws configure list",
    "aws configure list",
);

/// Which variables are set, without their values.
const NAMES: Step = Step::command(
    "List the AWS variables of that process by name, without their values.",
    "env | grep -E '^(AWS|AMAZON)_' | cut -d= -f1 | sort",
    "Get-ChildItem env:AWS*, env:AMAZON* | Select-Object -ExpandProperty Name",
);

/// Whose key it is.
const OWNER: Step = Step::command(
    "With credentials that work, of any account, ask which account owns the key.",
    "aws sts get-access-key-info --access-key-id {key}",
    "aws sts get-access-key-info --access-key-id {key}",
);

/// Whether the key still exists.
const STATE: Step = Step::command(
    "In that account, with rights on IAM, see whether the key is listed and Active.",
    "aws iam list-access-keys --user-name USER",
    "aws iam list-access-keys --user-name USER",
);

/// Who the process is now.
const IDENTITY: Step = Step::command(
    "In the same process, the identity is the intended one.",
    "aws sts get-caller-identity",
    "aws sts get-caller-identity",
);

#[cfg(test)]
mod tests {
    use super::super::{Kind, WRITTEN};
    use super::*;

    #[test]
    fn every_code_page_has_its_words() {
        let pages: Vec<&str> = WRITTEN.iter().filter(|page| page.kind == Kind::Code).map(|page| page.slug).collect();
        let words: Vec<&str> = ALL.iter().map(|code| code.code).collect();
        assert_eq!(pages, words, "one order for both");
        for code in ALL {
            let advice = code.advice;
            assert!(!advice.meaning.is_empty() && !advice.steps.is_empty(), "{}", code.code);
            assert!((2..=5).contains(&advice.avoid.len()), "{}: what not to do stays in view", code.code);
            assert!(!advice.verify.is_empty(), "{}", code.code);
        }
    }
}
