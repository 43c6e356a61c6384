//! The errors that bear on credentials: their codes, the sentences that stand for them where no code is printed, and
//! what each says about the cause. One table of codes and one of sentences, which readers and rules share.
//!
//! Sources: the error lists of the S3, IAM, EC2 and Lambda API references (S3's as it stands in boto/botocore
//! `data/s3/2006-03-01/service-2.json`), what the services really send as public reports show it, and the sources of
//! the clients that refuse requests themselves. The code follows the protocol, not the cause: one and the same unknown
//! key is `InvalidAccessKeyId` to S3, `InvalidClientTokenId` to Query services, `UnrecognizedClientException` to JSON
//! services and `AuthFailure` to EC2.

mod sentences;

pub use sentences::{BEGINNINGS, SENTENCES, Sentence, of_message, sentence_at};

use crate::text::Words;

/// What an error says about the cause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Meaning {
    /// The server does not know the key, or it is inactive, or it came without (or with a wrong) session token. Says
    /// nothing about the secret: the key is looked up before the signature is checked.
    UnknownKey,
    /// The key, the signature or the token is wrong; the service does not say which.
    AuthFailure,
    /// The key is known; the secret or the signing is wrong.
    BadSignature,
    /// The session token is not one that the server can read.
    InvalidToken,
    /// The session is over.
    ExpiredToken,
    /// The client found no credentials, or sent none.
    MissingCredentials,
    /// The client found only a part of the credentials.
    PartialCredentials,
    /// The server could not take the Authorization header apart: a blank, a slash or nothing in the key ID.
    MalformedHeader,
    /// The client refused to send the Authorization header: a character in key ID or token that no header may hold.
    InvalidHeaderValue,
    /// The signature names another region or service than the one that was asked.
    WrongSigningRegion,
    /// The identity is fine; a policy refuses.
    AccessDenied,
    /// The clock of the client, or the age of a presigned URL.
    ClockSkew,
    /// The region is not enabled for the account.
    RegionDisabled,
    /// The account is not signed up, blocked or in trouble.
    AccountProblem,
    /// The key has the shape of another vendor's than the server's.
    ForeignKey,
    /// The key is known and disabled.
    DisabledKey,
    /// The credentials that were found belong to another account than the one that is meant.
    WrongAccount,
    /// Refused without a word of why: the answer to a HEAD request has no body.
    Forbidden,
    /// A profile that was named does not exist.
    ProfileNotFound,
    /// A file or a setting that the client needs is missing or cannot be read.
    BadConfiguration,
}

/// Which sort of service sends a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Family {
    /// Amazon S3 and servers that speak like it.
    S3,
    /// Services of the Query protocol: STS, IAM, SNS.
    Query,
    /// Services that speak JSON: DynamoDB, ECR, Lambda.
    Json,
    /// Amazon EC2.
    Ec2,
    /// No service: the client itself.
    Client,
}

/// An error code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// The code.
    pub code: &'static str,
    /// Who sends it.
    pub families: &'static [Family],
    /// HTTP status codes that it comes with; empty for the client's own.
    pub statuses: &'static [u16],
    /// What it says about the cause.
    pub meaning: Meaning,
}

const fn known(code: &'static str, families: &'static [Family], statuses: &'static [u16], meaning: Meaning) -> Known {
    Known { code, families, statuses, meaning }
}

/// The codes.
pub const KNOWN: &[Known] = {
    use Family::{Client, Ec2, Json, Query, S3};
    use Meaning as M;
    &[
        known("InvalidAccessKeyId", &[S3], &[403], M::UnknownKey),
        known("InvalidClientTokenId", &[Query, Ec2], &[403], M::UnknownKey),
        known("UnrecognizedClientException", &[Json], &[400, 403], M::UnknownKey),
        known("UnrecognizedClient", &[Json], &[400, 403], M::UnknownKey),
        known("InvalidTokenId", &[S3], &[403], M::InvalidToken),
        known("AuthFailure", &[Ec2], &[401], M::AuthFailure),
        known("UnauthenticatedException", &[Json], &[400], M::AuthFailure),
        known("InvalidSecurity", &[S3], &[403], M::AuthFailure),
        known("SignatureDoesNotMatch", &[S3, Query], &[403], M::BadSignature),
        known("InvalidSignatureException", &[Json], &[400, 403], M::BadSignature),
        known("InvalidToken", &[S3], &[400], M::InvalidToken),
        known("TokenRefreshRequired", &[S3], &[400], M::ExpiredToken),
        known("ExpiredToken", &[S3, Query], &[400, 403], M::ExpiredToken),
        known("ExpiredTokenException", &[Json, Query], &[400, 403], M::ExpiredToken),
        known("RequestExpired", &[Query, Ec2], &[400], M::ExpiredToken),
        known("RequestTimeTooSkewed", &[S3], &[403], M::ClockSkew),
        known("RequestInTheFuture", &[S3, Query], &[403], M::ClockSkew),
        known("AuthorizationHeaderMalformed", &[S3], &[400], M::MalformedHeader),
        known("AuthorizationQueryParametersError", &[S3], &[400], M::MalformedHeader),
        known("IncompleteSignature", &[Query, Ec2], &[400, 403], M::MalformedHeader),
        known("IncompleteSignatureException", &[Json], &[400, 403], M::MalformedHeader),
        known("MissingAuthenticationToken", &[Query, Ec2], &[403], M::MissingCredentials),
        known("MissingAuthenticationTokenException", &[Json], &[400, 403], M::MissingCredentials),
        known("MissingSecurityHeader", &[S3], &[400], M::MissingCredentials),
        known("MissingSecurityElement", &[S3], &[400], M::MissingCredentials),
        known("AccessDenied", &[S3, Query], &[403], M::AccessDenied),
        known("AccessDeniedException", &[Json, Query], &[400, 403], M::AccessDenied),
        known("UnauthorizedOperation", &[Ec2], &[403], M::AccessDenied),
        known("NotAuthorized", &[Query, Json], &[400, 401], M::AccessDenied),
        known("AllAccessDisabled", &[S3], &[403], M::AccessDenied),
        known("RegionDisabledException", &[Query], &[403], M::RegionDisabled),
        known("OptInRequired", &[Query, Ec2], &[403], M::AccountProblem),
        known("SubscriptionRequiredException", &[Json], &[400], M::AccountProblem),
        known("NotSignedUp", &[S3], &[403], M::AccountProblem),
        known("AccountProblem", &[S3], &[403], M::AccountProblem),
        known("PendingVerification", &[Ec2], &[403], M::AccountProblem),
        known("InvalidAccessKeyId.NotFound", &[S3], &[404], M::UnknownKey),
        known("InvalidAccessKeyId.Inactive", &[S3], &[403], M::DisabledKey),
        known("S3InvalidAccessKeyId", &[S3], &[403], M::UnknownKey),
        known("ExpiredTokenError", &[Client], &[], M::ExpiredToken),
        known("AuthorizationError", &[Query], &[403], M::AccessDenied),
        known("ProfileNotFound", &[Client], &[], M::ProfileNotFound),
        known("UserSuspended", &[S3], &[403], M::DisabledKey),
        known("AccountNotActivated", &[S3], &[403], M::AccountProblem),
        known("AuthenticationLockout", &[S3], &[403], M::AccountProblem),
        known("NoCredentialProviders", &[Client], &[], M::MissingCredentials),
        known("EmptyStaticCreds", &[Client], &[], M::MissingCredentials),
        known("EnvAccessKeyNotFound", &[Client], &[], M::MissingCredentials),
        known("EnvSecretNotFound", &[Client], &[], M::PartialCredentials),
        known("SharedCredsLoad", &[Client], &[], M::BadConfiguration),
        known("SharedCredsAccessKey", &[Client], &[], M::PartialCredentials),
        known("SharedCredsSecret", &[Client], &[], M::PartialCredentials),
        known("CredentialsError", &[Client], &[], M::MissingCredentials),
        known("CredentialsProviderError", &[Client], &[], M::MissingCredentials),
        known("NoCredentials", &[Client], &[], M::MissingCredentials),
        known("NoCredentialsError", &[Client], &[], M::MissingCredentials),
        known("PartialCredentialsError", &[Client], &[], M::PartialCredentials),
        known("MissingCredentialsError", &[Client], &[], M::MissingCredentials),
        known("NoRegion", &[Client], &[], M::BadConfiguration),
        known("ERR_INVALID_CHAR", &[Client], &[], M::InvalidHeaderValue),
        known("InvalidHeaderValue", &[Client], &[], M::InvalidHeaderValue),
    ]
};

/// Codes that are words of everyday use; only a grammar that says "this is a code" makes errors of them.
const PLAIN: &[Known] = {
    use Family::{Json, S3};
    &[
        known("403", &[S3], &[403], Meaning::Forbidden),
        known("Forbidden", &[S3], &[403], Meaning::Forbidden),
        known("403 Forbidden", &[S3], &[403], Meaning::Forbidden),
        known("ForbiddenException", &[Json], &[403], Meaning::AccessDenied),
        known("Unauthorized", &[S3], &[401], Meaning::AuthFailure),
        known("UnauthorizedException", &[Json], &[401], Meaning::AuthFailure),
        known("Blocked", &[Family::Ec2], &[403], Meaning::AccountProblem),
        known("PermanentRedirect", &[S3], &[301], Meaning::WrongSigningRegion),
    ]
};

/// The codes of [`KNOWN`], for readers that look for them.
#[allow(clippy::indexing_slicing)] // Evaluated while compiling.
pub const CODES: [&str; KNOWN.len()] = {
    let mut codes = [""; KNOWN.len()];
    let mut index = 0;
    while index < codes.len() {
        codes[index] = KNOWN[index].code;
        index += 1;
    }
    codes
};

/// What is known of `code`: `InvalidAccessKeyId`, `com.amazon.coral.service#ExpiredTokenException`,
/// `ExpiredTokenException:http://…`, `Aws::S3::Errors::AccessDenied`.
pub fn of_code(code: &str) -> Option<&'static Known> {
    let code = bare(code);
    let all = || KNOWN.iter().chain(PLAIN);
    let named = |code: &str| all().find(|known| is_like(known.code, code));
    named(code).or_else(|| named(code.split_once('.')?.0))
}

/// Whether `shown` is `code`, whatever the case and whichever of I and L stands where one does: a scan of a picture has a
/// small L for an I.
fn is_like(code: &str, shown: &str) -> bool {
    let plain = |byte: u8| if matches!(byte, b'l' | b'L') { b'i' } else { byte.to_ascii_lowercase() };
    code.len() == shown.len() && code.bytes().map(plain).eq(shown.bytes().map(plain))
}

/// What `word` means where it stands in a sentence: one of AWS's codes about a key, a token or a signature, whose spelling
/// no other word has.
pub fn in_passing(word: &str) -> Option<Meaning> {
    use Meaning as M;
    // Most words do not begin like a code.
    word.starts_with(|c: char| c.is_ascii_uppercase()).then_some(())?;
    let known = KNOWN.iter().find(|known| known.code == word)?;
    let about = matches!(
        known.meaning,
        M::UnknownKey | M::AuthFailure | M::BadSignature | M::InvalidToken | M::ExpiredToken | M::ClockSkew
    );
    about.then_some(known.meaning)
}

/// `code` without the name space before and the address after it, as botocore cuts them.
pub fn bare(code: &str) -> &str {
    let code = code.trim();
    let code = code.last("::").and_then(|at| code.get(at + 2..)).unwrap_or(code);
    let code = code.split_once(':').map_or(code, |(code, _)| code);
    code.rsplit_once('#').map_or(code, |(_, code)| code)
}

/// What a code and a message together say about the cause: the message where it is more particular than the code.
pub fn meaning(code: Option<&Known>, message: Option<&Sentence>) -> Option<Meaning> {
    match (code.map(|known| known.meaning), message.map(|sentence| sentence.meaning)) {
        (Some(code), Some(message)) if is_open(code) && !says_less(message) => Some(message),
        (Some(code), _) => Some(code),
        (None, message) => message,
    }
}

/// Whether a code of this meaning stands for several causes, of which a message may name one.
fn is_open(code: Meaning) -> bool {
    use Meaning as M;
    matches!(
        code,
        M::UnknownKey
            | M::BadSignature
            | M::AuthFailure
            | M::MalformedHeader
            | M::AccessDenied
            | M::Forbidden
            | M::MissingCredentials
            | M::ExpiredToken
    )
}

/// Whether a message of this meaning says no more than any code.
fn says_less(message: Meaning) -> bool {
    matches!(message, Meaning::AuthFailure | Meaning::AccessDenied | Meaning::Forbidden)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_known_under_all_their_names() {
        for code in [
            "UnrecognizedClientException",
            "com.amazon.coral.service#UnrecognizedClientException",
            "UnrecognizedClientException:http://internal.amazon.com/coral/com.amazon.coral.service/",
            "unrecognizedclientexception",
            "UnrecognizedCIientException",
        ] {
            assert_eq!(of_code(code).map(|known| known.meaning), Some(Meaning::UnknownKey), "{code}");
        }
        assert_eq!(of_code("Aws::S3::Errors::ExpiredToken").unwrap().meaning, Meaning::ExpiredToken);
        assert_eq!(of_code("AuthFailure.SignatureExpire").unwrap().code, "AuthFailure");
        assert_eq!(of_code("NoSuchBucket"), None);
    }

    #[test]
    fn no_code_and_no_sentence_stands_twice() {
        let mut codes: Vec<_> = KNOWN.iter().chain(PLAIN).map(|known| known.code.to_ascii_lowercase()).collect();
        codes.sort();
        codes.dedup();
        assert_eq!(codes.len(), KNOWN.len() + PLAIN.len());
        for (index, sentence) in SENTENCES.iter().enumerate() {
            let found = of_message(sentence.words).unwrap();
            assert!(SENTENCES.iter().position(|other| other == found).unwrap() == index, "{}", sentence.words);
        }
    }

    #[test]
    fn the_message_refines_the_code() {
        let cases = [
            (
                "AuthFailure",
                "Authorization header or parameters are not formatted correctly.",
                Meaning::MalformedHeader,
            ),
            ("AuthFailure", "AWS was not able to validate the provided access credentials", Meaning::AuthFailure),
            ("InvalidSignatureException", "Signature expired: 20261121T010203Z is now earlier", Meaning::ClockSkew),
            ("RequestExpired", "Request has expired.", Meaning::ExpiredToken),
            ("RequestExpired", "Request has expired. Timestamp date is 2026-11-20T10:00:00Z", Meaning::ClockSkew),
            ("AccessDenied", "Forbidden: No such key: GK31c2", Meaning::UnknownKey),
            (
                "AuthorizationHeaderMalformed",
                "The authorization header is malformed; the region 'us-east-1' is wrong; expecting 'eu-west-1'",
                Meaning::WrongSigningRegion,
            ),
            ("InvalidArgument", "Credential access key has length 25, should be 32", Meaning::ForeignKey),
            ("ExpiredToken", "Access Denied", Meaning::ExpiredToken),
            ("403", "Forbidden", Meaning::Forbidden),
        ];
        for (code, message, expected) in cases {
            assert_eq!(meaning(of_code(code), of_message(message)), Some(expected), "{code}: {message}");
        }
        assert_eq!(meaning(None, of_message("nothing known")), None);
    }

    #[test]
    fn no_text_panics() {
        let text = "The kéy 'ü' is not valid: Partial credentials found in é, missing";
        for at in (0..=text.len()).filter(|&at| text.is_char_boundary(at)) {
            let _ = (
                sentence_at(text.get(at..).unwrap()),
                of_message(text.get(..at).unwrap()),
                of_code(text.get(at..).unwrap()),
            );
        }
    }
}
