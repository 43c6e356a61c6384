//! Error codes and messages of AWS's services, of servers that speak like them, and of clients that refuse by
//! themselves: what each says about the cause.
//!
//! Sources: the S3 model in boto/botocore `botocore/data/s3/2006-03-01/service-2.json`; "Common Errors" of the IAM,
//! STS and Lambda references; the EC2 API reference, "Error codes"; the DynamoDB developer guide, "Error handling";
//! the messages of the clients as their sources print them.

/// What an error says about its cause. The same cause has the same name whatever the protocol calls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Meaning {
    /// The key ID is not known, or not active.
    UnknownKey,
    /// EC2's one code for an unknown key, a bad signature, a bad token and a region that is off.
    AuthFailure,
    /// The key ID is known and the signature does not fit.
    BadSignature,
    /// The session token is not valid for this key, region or partition.
    InvalidToken,
    /// The session is over.
    ExpiredToken,
    /// No credentials were found.
    MissingCredentials,
    /// Only a part of the credentials was found.
    PartialCredentials,
    /// The Authorization header or the credential in it is broken: a blank, a slash, an empty part.
    MalformedHeader,
    /// The client refused to send a header with a control character in it.
    InvalidHeaderValue,
    /// The request was signed for another region than the one that answered.
    WrongSigningRegion,
    /// The identity is fine and the policy refuses.
    AccessDenied,
    /// Refused without a reason: an answer without a body.
    Forbidden,
    /// The clocks differ too much.
    ClockSkew,
    /// The region is not enabled for the account.
    RegionDisabled,
    /// A profile that was named does not exist.
    ProfileNotFound,
    /// The account has no subscription, or a problem of its own.
    AccountProblem,
}

/// What is known of an error code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// The code, as AWS writes it.
    pub code: &'static str,
    /// What it says about the cause.
    pub meaning: Meaning,
}

const fn known(code: &'static str, meaning: Meaning) -> Known {
    Known { code, meaning }
}

/// The codes that bear on credentials.
pub const CODES: &[Known] = &[
    known("InvalidAccessKeyId", Meaning::UnknownKey),
    known("S3InvalidAccessKeyId", Meaning::UnknownKey),
    known("InvalidClientTokenId", Meaning::UnknownKey),
    known("UnrecognizedClientException", Meaning::UnknownKey),
    known("UnrecognizedClient", Meaning::UnknownKey),
    known("InvalidAccessKeyId.NotFound", Meaning::UnknownKey),
    known("InvalidAccessKeyId.Inactive", Meaning::UnknownKey),
    known("UnauthenticatedException", Meaning::UnknownKey),
    known("InvalidSecurity", Meaning::UnknownKey),
    known("AuthFailure", Meaning::AuthFailure),
    known("SignatureDoesNotMatch", Meaning::BadSignature),
    known("InvalidSignatureException", Meaning::BadSignature),
    known("InvalidSignature", Meaning::BadSignature),
    known("InvalidToken", Meaning::InvalidToken),
    known("InvalidTokenId", Meaning::InvalidToken),
    known("TokenRefreshRequired", Meaning::ExpiredToken),
    known("ExpiredToken", Meaning::ExpiredToken),
    known("ExpiredTokenException", Meaning::ExpiredToken),
    known("ExpiredTokenError", Meaning::ExpiredToken),
    known("RequestExpired", Meaning::ExpiredToken),
    known("IncompleteSignature", Meaning::MalformedHeader),
    known("IncompleteSignatureException", Meaning::MalformedHeader),
    known("AuthorizationHeaderMalformed", Meaning::MalformedHeader),
    known("MissingAuthenticationToken", Meaning::MissingCredentials),
    known("MissingAuthenticationTokenException", Meaning::MissingCredentials),
    known("MissingSecurityHeader", Meaning::MissingCredentials),
    known("CredentialsProviderError", Meaning::MissingCredentials),
    known("CredentialsError", Meaning::MissingCredentials),
    known("NoCredentialProviders", Meaning::MissingCredentials),
    known("NoCredentials", Meaning::MissingCredentials),
    known("NoCredentialsError", Meaning::MissingCredentials),
    known("MissingCredentialsError", Meaning::MissingCredentials),
    known("PartialCredentialsError", Meaning::PartialCredentials),
    known("AccessDenied", Meaning::AccessDenied),
    known("AccessDeniedException", Meaning::AccessDenied),
    known("UnauthorizedOperation", Meaning::AccessDenied),
    known("NotAuthorized", Meaning::AccessDenied),
    known("UnauthorizedAccess", Meaning::AccessDenied),
    known("AllAccessDisabled", Meaning::AccessDenied),
    known("AuthorizationError", Meaning::AccessDenied),
    known("Forbidden", Meaning::Forbidden),
    known("403", Meaning::Forbidden),
    known("RequestTimeTooSkewed", Meaning::ClockSkew),
    known("RequestInTheFuture", Meaning::ClockSkew),
    known("RegionDisabledException", Meaning::RegionDisabled),
    known("ProfileNotFound", Meaning::ProfileNotFound),
    known("OptInRequired", Meaning::AccountProblem),
    known("NotSignedUp", Meaning::AccountProblem),
    known("AccountProblem", Meaning::AccountProblem),
];

/// What is known of `code`; the case of letters does not count.
pub fn of_code(code: &str) -> Option<&'static Known> {
    CODES.iter().find(|known| known.code.eq_ignore_ascii_case(code))
}

/// Phrases of messages, in lower case and with single blanks, the more particular first.
const PHRASES: &[(&str, Meaning)] = &[
    ("signature expired", Meaning::ClockSkew),
    ("signature not yet current", Meaning::ClockSkew),
    ("difference between the request time and the", Meaning::ClockSkew),
    ("security token included in the request is expired", Meaning::ExpiredToken),
    ("the provided token has expired", Meaning::ExpiredToken),
    ("the provided token must be refreshed", Meaning::ExpiredToken),
    ("token has expired and refresh failed", Meaning::ExpiredToken),
    ("provided token is malformed or otherwise invalid", Meaning::InvalidToken),
    ("not a valid key=value pair", Meaning::MalformedHeader),
    ("exactly 5 slash-delimited elements", Meaning::MalformedHeader),
    ("credential is mal-formed", Meaning::MalformedHeader),
    ("header or parameters are not formatted correctly", Meaning::MalformedHeader),
    ("requires three components: credential", Meaning::MalformedHeader),
    ("is wrong; expecting", Meaning::WrongSigningRegion),
    ("credential should be scoped to a valid region", Meaning::WrongSigningRegion),
    ("the authorization header is malformed", Meaning::MalformedHeader),
    ("authorization header is invalid", Meaning::MalformedHeader),
    ("invalid header value", Meaning::InvalidHeaderValue),
    ("invalid character in header content", Meaning::InvalidHeaderValue),
    ("invalid header field value", Meaning::InvalidHeaderValue),
    ("failed to parse header value", Meaning::InvalidHeaderValue),
    ("invalidheadervalue", Meaning::InvalidHeaderValue),
    ("request signature we calculated does not match", Meaning::BadSignature),
    ("access key id or security token is invalid", Meaning::UnknownKey),
    ("does not exist in our records", Meaning::UnknownKey),
    ("security token included in the request is invalid", Meaning::UnknownKey),
    ("malformed access key id", Meaning::UnknownKey),
    ("no such key: gk", Meaning::UnknownKey),
    ("was not able to validate the provided access credentials", Meaning::AuthFailure),
    ("partial credentials found", Meaning::PartialCredentials),
    ("profile missing aws_secret_access_key", Meaning::PartialCredentials),
    ("must be provided if 'aws-access-key-id' is provided", Meaning::PartialCredentials),
    ("unable to locate credentials", Meaning::MissingCredentials),
    ("could not load credentials from any providers", Meaning::MissingCredentials),
    ("credentials could not be loaded", Meaning::MissingCredentials),
    ("missing credentials in config", Meaning::MissingCredentials),
    ("no valid providers in chain", Meaning::MissingCredentials),
    ("no ec2 imds role found", Meaning::MissingCredentials),
    ("no credentials found in chain", Meaning::MissingCredentials),
    ("unable to load aws credentials from any provider", Meaning::MissingCredentials),
    ("unable to load credentials from any of the providers", Meaning::MissingCredentials),
    ("failed to resolve aws credentials", Meaning::MissingCredentials),
    ("unable to find credentials", Meaning::MissingCredentials),
    ("unable to sign request without credentials", Meaning::MissingCredentials),
    ("no identity could be resolved from the chain", Meaning::MissingCredentials),
    ("no valid credential sources found", Meaning::MissingCredentials),
    ("could not determine how to establish security credentials", Meaning::MissingCredentials),
    ("no awsaccesskey was presented", Meaning::MissingCredentials),
    ("is not authorized to perform", Meaning::AccessDenied),
    ("access denied", Meaning::AccessDenied),
    ("could not be found", Meaning::ProfileNotFound),
    ("failed to get shared config profile", Meaning::ProfileNotFound),
];

/// What `message` says about the cause; line breaks, blanks and the case of letters do not count.
pub fn of_message(message: &str) -> Option<Meaning> {
    let words: Vec<&str> = message.split_whitespace().collect();
    let folded = words.join(" ").to_ascii_lowercase();
    let (_, meaning) = *PHRASES.iter().find(|(phrase, _)| folded.contains(phrase))?;
    (meaning != Meaning::ProfileNotFound || folded.contains("profile")).then_some(meaning)
}

/// What a code and a message together say. The message decides where a code stands for several causes.
pub fn meaning(code: Option<&str>, message: Option<&str>) -> Option<Meaning> {
    let by_code = code.and_then(of_code).map(|known| known.meaning);
    let by_message = message.and_then(of_message);
    match (by_code, by_message) {
        (
            Some(Meaning::UnknownKey | Meaning::BadSignature | Meaning::AuthFailure | Meaning::MalformedHeader),
            Some(told),
        ) if told != Meaning::AuthFailure && told != Meaning::AccessDenied => Some(told),
        (Some(known), _) => Some(known),
        (None, told) => told,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_code_stands_twice() {
        for (index, known) in CODES.iter().enumerate() {
            let again = CODES.iter().skip(index + 1).any(|other| other.code.eq_ignore_ascii_case(known.code));
            assert!(!again, "{}", known.code);
        }
    }

    #[test]
    fn the_message_decides_where_a_code_does_not() {
        let told = |code, message| meaning(Some(code), Some(message));
        let expired = "Signature expired: 20261121T010203Z is now earlier than 20261121T085500Z";
        assert_eq!(told("InvalidSignatureException", expired), Some(Meaning::ClockSkew));
        assert_eq!(
            told("AuthFailure", "Credential must have exactly 5 slash-delimited elements"),
            Some(Meaning::MalformedHeader)
        );
        assert_eq!(
            told("InvalidClientTokenId", "The security token included in the request is invalid."),
            Some(Meaning::UnknownKey)
        );
        let region = "The authorization header is malformed; the region 'us-east-1' is wrong; expecting 'eu-west-1'";
        assert_eq!(told("AuthorizationHeaderMalformed", region), Some(Meaning::WrongSigningRegion));
        assert_eq!(
            meaning(None, Some("The AWS Access Key Id you\nprovided does not exist in our records")),
            Some(Meaning::UnknownKey)
        );
        assert_eq!(meaning(Some("NoSuchBucket"), None), None);
    }
}
