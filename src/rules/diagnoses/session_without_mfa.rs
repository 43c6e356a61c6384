//! A valid session that IAM and STS refuse for want of MFA.

use super::{Confidence, Diagnosis, Rule, Step, Weighing};
use crate::aws::errors::Meaning;
use crate::evidence::Topic;
use crate::rules::{Case, Finding};
use crate::text::Words;

/// The rule.
pub const RULE: Rule = Rule {
    id: "session-without-mfa",
    title: "The session is valid, and IAM and STS refuse it for want of MFA",
    meaning: "Credentials from GetSessionToken without MFA may not call IAM, nor STS beyond AssumeRole and GetCallerIdentity. AWS then says InvalidClientTokenId, although the same session works for other services.",
    steps: &[
        Step::words("Call IAM with the long-term key itself, with a role, or with a session that was opened with MFA."),
        Step::command(
            "With aws-vault, skip the session for such calls.",
            "aws-vault exec --no-session PROFILE -- aws iam get-user",
            "aws-vault exec --no-session PROFILE -- aws iam get-user",
        ),
        Step::words("Compare with a call to another service in the same shell: if that works, this is the cause."),
    ],
    avoid: &[
        "Do not rotate the key: it works.",
        "Do not add IAM permissions: the refusal comes from the kind of session.",
        "Do not take the error's text at its word: the token is valid elsewhere.",
    ],
    verify: &[
        Step::words("The same IAM call works with the new credentials."),
        Step::command(
            "Ask AWS who you are, in the same process or shell that failed.",
            "aws sts get-caller-identity",
            "aws sts get-caller-identity",
        ),
    ],
    hits: hits![
        "AWS_ACCESS_KEY_ID=ASIAY34FZKBOKMUTVV7A\nAWS_SECRET_ACCESS_KEY=kR7mPq2sT9vXz4bN6dF8hJ1lW3cY5aE0gUiOoLzQ\nAWS_SESSION_TOKEN=IQoJb3JpZ2luX2VjEXAMPLEIQoJb3JpZ2luX2VjEXAMPLEIQoJb3JpZ2luX2VjEXAMPLEIQoJb3JpZ2luX2VjEXAMPLEIQoJb3JpZ2luX2VjEXAMPLEIQoJb3JpZ2luX2VjEXAMPLE\n\nLooking for sessions for work\nUsing session ****************VV7A, expires in 3h58m45s\n\nAn error occurred (InvalidClientTokenId) when calling the GetUser operation: The security token included in the request is invalid\n",
        "AWS_ACCESS_KEY_ID=ASIAY34FZKBOKMUTVV7A\nAWS_SECRET_ACCESS_KEY=***\nAWS_SESSION_TOKEN=***\n\nError: Error creating IAM Role app: InvalidClientTokenId: The security token included in the request is invalid\n",
        "$ aws-vault exec work -- aws iam list-users\n\nAn error occurred (InvalidClientTokenId) when calling the ListUsers operation: The security token included in the request is invalid\n",
    ],
    misses: misses![
        "An error occurred (InvalidClientTokenId) when calling the GetCallerIdentity operation: The security token included in the request is invalid.\n",
    ],
    check,
};

/// Beginnings of names of IAM's operations; what follows names one of [`THINGS`].
const VERBS: &[&str] =
    &["Get", "List", "Create", "Update", "Delete", "Attach", "Detach", "Put", "Add", "Remove", "Tag"];
/// What IAM's operations act on.
const THINGS: &[&str] = &[
    "User",
    "Role",
    "Group",
    "AccessKey",
    "Policy",
    "Policies",
    "InstanceProfile",
    "LoginProfile",
    "MFADevice",
    "AccountAlias",
    "AccountSummary",
    "SAMLProvider",
    "OpenIDConnectProvider",
];

fn check(case: &Case<'_>, findings: &[Finding]) -> Option<Diagnosis> {
    let weighing = Weighing::new(case, findings);
    let named = !weighing.remarks(&[Topic::Iam]).is_empty();
    let iam: Vec<usize> = (0..case.failures.len()).filter(|&number| is_iam_refusal(case, number, named)).collect();
    let texts = weighing.remarks(&[Topic::GetSessionToken]);
    if texts.is_empty() && !weighing.has_session() {
        let suggested = || Weighing::suggested(&RULE, GENERAL, &iam);
        let hinted = weighing.hinted(&RULE, GENERAL, &[Topic::Iam]);
        return hinted.or_else(suggested).filter(|_| weighing.shows_no_key());
    }
    if iam.is_empty() {
        return None;
    }
    Weighing::resting_on(&RULE, Confidence::Likely, TITLE, &[], &iam, texts)
}

/// Whether failure number `number` is IAM's by its own words, or by those beside it where IAM is `named`, and says that the
/// key or token is not known.
fn is_iam_refusal(case: &Case<'_>, number: usize, named: bool) -> bool {
    let Some((failure, _)) = case.failures.get(number) else { return false };
    let unknown = matches!(failure.meaning, Some(Meaning::UnknownKey | Meaning::InvalidToken));
    let by_name = failure.operation.as_deref().map_or(named, |operation| {
        VERBS.iter().any(|verb| operation.starts_with(verb)) && THINGS.iter().any(|thing| operation.holds(thing))
    });
    unknown && (failure.service.as_deref() == Some("iam") || (failure.service.is_none() && by_name))
}

const GENERAL: &str = "If this is a session that was opened without MFA, IAM alone refuses it.";
const TITLE: &str = "IAM refuses a session that was opened without MFA; the same session is valid for other services.";
