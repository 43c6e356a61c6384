//! The sentences that stand for errors where no code is printed, and how they are found however a program wrapped them.

use std::sync::LazyLock;

use super::Meaning;
use crate::text::Words;
use crate::text::scan::Scanner;

/// A sentence that stands for an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// The words; `*` stands for a value. Case, blanks and punctuation do not count.
    pub words: &'static str,
    /// What it says about the cause.
    pub meaning: Meaning,
    /// Whether a client says it of itself, without having sent the request.
    pub local: bool,
}

const fn server(words: &'static str, meaning: Meaning) -> Sentence {
    Sentence { words, meaning, local: false }
}

const fn client(words: &'static str, meaning: Meaning) -> Sentence {
    Sentence { words, meaning, local: true }
}

/// The sentences, the more particular before those that they contain.
pub const SENTENCES: &[Sentence] = {
    use Meaning as M;
    &[
        server("The AWS Access Key Id you provided does not exist in our records", M::UnknownKey),
        server("The Amazon Web Services access key ID you provided does not exist in our records", M::UnknownKey),
        server("The OSS Access Key Id you provided does not exist in our records", M::UnknownKey),
        server("The Access Key Id you provided does not exist in our records", M::UnknownKey),
        server("The X.509 certificate or AWS access key ID provided does not exist in our records", M::UnknownKey),
        server("The security token included in the request is invalid", M::UnknownKey),
        server("The Access Key ID or security token is invalid", M::UnknownKey),
        server("The AWS Access Key Id is invalid", M::UnknownKey),
        server("The AWS Access Key Id you provided is not valid", M::UnknownKey),
        server("Forbidden: No such key: *", M::UnknownKey),
        server("The key * is not valid", M::UnknownKey),
        server("Malformed Access Key Id", M::UnknownKey),
        server("Credential access key has length *, should be *", M::ForeignKey),
        server("Your account is disabled; please contact your administrator", M::DisabledKey),
        server("AWS was not able to validate the provided access credentials", M::AuthFailure),
        server("The provided security credentials are not valid", M::AuthFailure),
        server("Invalid credentials configured", M::AuthFailure),
        client(
            "unable to validate AWS AccessKeyID and/or SecretAccessKey * no valid credential sources",
            M::MissingCredentials,
        ),
        client("unable to discover AWS AccessKeyID and/or SecretAccessKey", M::MissingCredentials),
        server("unable to validate AWS AccessKeyID and/or SecretAccessKey", M::AuthFailure),
        server("Failed to check bucket and directory for mount point : Invalid Credentials", M::Forbidden),
        server("invalid credentials(host=", M::Forbidden),
        server("Credentials are provided, but they did not work", M::Forbidden),
        server("The request signature we calculated does not match the signature you provided", M::BadSignature),
        server("Forbidden: Invalid signature", M::BadSignature),
        server("The provided token is malformed or otherwise invalid", M::InvalidToken),
        server("The provided token must be refreshed", M::ExpiredToken),
        server("The security token included in the request is expired", M::ExpiredToken),
        server("The security token included in the request has expired", M::ExpiredToken),
        server("The provided token has expired", M::ExpiredToken),
        server("not a valid key=value pair (missing equal-sign)", M::MalformedHeader),
        server("Credential must have exactly 5 slash-delimited elements", M::MalformedHeader),
        server("the Credential is mal-formed", M::MalformedHeader),
        server("requires three components: Credential, SignedHeaders, and Signature", M::MalformedHeader),
        server("Authorization header requires * parameter", M::MalformedHeader),
        server("Authorization header or parameters are not formatted correctly", M::MalformedHeader),
        server("The authorization header you provided is invalid", M::MalformedHeader),
        server("The authorization header that you provided is not valid", M::MalformedHeader),
        server("The request signature does not conform to AWS standards", M::MalformedHeader),
        server("Authorization header is invalid", M::MalformedHeader),
        server("The authorization header is malformed; the region * is wrong", M::WrongSigningRegion),
        server("The authorization header is malformed; a non-empty Access Key", M::MissingCredentials),
        server("a non-empty Access Key (AKID) must be provided in the credential", M::MissingCredentials),
        server("Credential should be scoped to", M::WrongSigningRegion),
        server("The authorization header is malformed", M::MalformedHeader),
        server("Date in Credential scope does not match", M::WrongSigningRegion),
        server("Signature expired:", M::ClockSkew),
        server("Signature not yet current:", M::ClockSkew),
        server("The difference between the request time and the server's time is too large", M::ClockSkew),
        server("The difference between the request time and the current time is too large", M::ClockSkew),
        server("Request has expired. Timestamp date is", M::ClockSkew),
        server("Request has expired", M::ExpiredToken),
        server("Request is missing Authentication Token", M::MissingCredentials),
        server("Missing Authentication Token", M::MissingCredentials),
        server("Request must contain either a valid (registered) AWS access key ID or X.509", M::MissingCredentials),
        server("Request must contain a valid (registered) AWS Access Key ID", M::MissingCredentials),
        server("No AWSAccessKey was presented", M::MissingCredentials),
        server("is not activated in the requested region for the account", M::RegionDisabled),
        server("Region is disabled", M::RegionDisabled),
        server("The AWS Access Key Id needs a subscription for the service", M::AccountProblem),
        server("Your account is not signed up for the Amazon S3 service", M::AccountProblem),
        server("is not authorized to perform", M::AccessDenied),
        server("Not authorized to perform sts:", M::AccessDenied),
        server("You are not authorized to perform this operation", M::AccessDenied),
        server("Access Denied", M::AccessDenied),
        client("Partial credentials found in *, missing: *", M::PartialCredentials),
        client("partial credentials found for profile *", M::PartialCredentials),
        client("profile missing aws_secret_access_key", M::PartialCredentials),
        client("aws-secret-access-key must be provided if aws-access-key-id is provided", M::PartialCredentials),
        server("Session token not found or invalid", M::ExpiredToken),
        client("The retrieved credentials have already expired", M::ExpiredToken),
        client("Token has expired and refresh failed", M::ExpiredToken),
        client("refresh cached SSO token failed", M::ExpiredToken),
        client("SSO session has expired or is invalid", M::ExpiredToken),
        client("SSO session associated with this profile is invalid", M::ExpiredToken),
        client("SSO access token has either expired or is otherwise invalid", M::ExpiredToken),
        client("Token is expired. To refresh this SSO session run", M::ExpiredToken),
        client("SSO session associated with this profile has expired", M::ExpiredToken),
        client("Credentials could not be loaded", M::MissingCredentials),
        client("Unable to locate credentials", M::MissingCredentials),
        client("Generic S3 error: Missing AccessKeyId", M::PartialCredentials),
        client("Generic S3 error: Missing SecretAccessKey", M::PartialCredentials),
        client("Error performing PUT http://169.254.169.254/latest/api/token", M::MissingCredentials),
        client("Could not load credentials from any providers", M::MissingCredentials),
        client("Missing credentials in config", M::MissingCredentials),
        client("missing credentials, provide", M::MissingCredentials),
        client("KeyError: 'AWS_ACCESS_KEY_ID'", M::MissingCredentials),
        client("AWS_ACCESS_KEY_ID: unbound variable", M::MissingCredentials),
        client("Missing environment variables: * AWS_ACCESS_KEY_ID", M::MissingCredentials),
        client("No valid AWS credentials found", M::MissingCredentials),
        client("missing access_key_id", M::MissingCredentials),
        client("Missing S3 credentials", M::MissingCredentials),
        client("AWS_NO_SIGN_REQUEST configuration options not defined", M::MissingCredentials),
        client("Missing required arguments: aws_", M::MissingCredentials),
        client("accessKeyId is a required option", M::MissingCredentials),
        client("no valid providers in chain", M::MissingCredentials),
        client("no EC2 IMDS role found", M::MissingCredentials),
        client("static credentials are empty", M::MissingCredentials),
        client("Unable to load AWS credentials from any provider in the chain", M::MissingCredentials),
        client("Unable to load credentials from", M::MissingCredentials),
        client("Valid credentials could not be sourced by", M::MissingCredentials),
        client("Required environment variables could not be sourced", M::MissingCredentials),
        client("Failed to resolve AWS credentials", M::MissingCredentials),
        client("Unable to find credentials", M::MissingCredentials),
        client("Couldn't find AWS credentials in", M::MissingCredentials),
        client("Unable to find AWS Credentials", M::MissingCredentials),
        client("No AWS Credentials provided by", M::MissingCredentials),
        client("No signing credentials found", M::MissingCredentials),
        client("Attempt to sign an http request without credentials", M::MissingCredentials),
        client("No credentials are provided", M::MissingCredentials),
        client("No credentials specified or obtained from persisted/shell defaults", M::MissingCredentials),
        client("No handler was ready to authenticate", M::MissingCredentials),
        client("no providers in chain provided credentials", M::MissingCredentials),
        client("Profile file contained no credentials for profile", M::MissingCredentials),
        client("Cannot read credentials from", M::MissingCredentials),
        client("No AWS profile named", M::ProfileNotFound),
        client("AWS Access Key ID and Secret Access Key must be specified", M::MissingCredentials),
        client("Unable to get IAM security credentials from EC2 Instance Metadata Service", M::MissingCredentials),
        client("Error retrieving credentials from the instance profile metadata service", M::MissingCredentials),
        client("unable to sign request without credentials set", M::MissingCredentials),
        client("no credentials found in chain", M::MissingCredentials),
        client("no credentials found. Use '-o s3.unsafe-anonymous-auth=true'", M::MissingCredentials),
        client("No identity could be resolved from the chain", M::MissingCredentials),
        client("No valid credential sources", M::MissingCredentials),
        client("could not determine how to establish security credentials", M::MissingCredentials),
        client("AWS provider credentials not found", M::MissingCredentials),
        client("the current credentials could not be used to assume", M::BadConfiguration),
        client("but no credentials have been configured", M::MissingCredentials),
        client("but no credentials found", M::MissingCredentials),
        client("Unable to retrieve credentials: no credentials found", M::MissingCredentials),
        client("Unable to resolve AWS account to use", M::MissingCredentials),
        client("Need to perform AWS calls for account *, but the current credentials are for *", M::WrongAccount),
        client("AWS account ID not allowed", M::WrongAccount),
        client("Credentials loaded by the SDK do not match the expected access key ID", M::BadConfiguration),
        client("Error when retrieving credentials from", M::MissingCredentials),
        client("Error loading SSO Token:", M::ExpiredToken),
        client("CredentialsNotLoaded", M::MissingCredentials),
        client("The config profile * could not be found", M::ProfileNotFound),
        client("failed to get shared config profile", M::ProfileNotFound),
        client("Unable to parse config file", M::MissingCredentials),
        client("contains both source_profile and credential_source", M::BadConfiguration),
        client("You must specify a region", M::BadConfiguration),
        client("Invalid header value b", M::InvalidHeaderValue),
        client("Invalid header value 'AWS", M::InvalidHeaderValue),
        client("Invalid character in header content", M::InvalidHeaderValue),
        client("Cannot convert argument to a ByteString because", M::InvalidHeaderValue),
        client("InvalidArgumentError: invalid Authorization header", M::InvalidHeaderValue),
        client("The header content contains invalid characters", M::InvalidHeaderValue),
        client("invalid header field value", M::InvalidHeaderValue),
        client("`Err` value: InvalidHeaderValue", M::InvalidHeaderValue),
        client("header value contains forbidden", M::InvalidHeaderValue),
        client("failed to parse header value", M::InvalidHeaderValue),
        client("Illegal character(s) in message header value", M::InvalidHeaderValue),
        client("a header value contains prohibited character", M::InvalidHeaderValue),
        client("header field value cannot include CR/LF", M::InvalidHeaderValue),
        client("is not valid header value", M::InvalidHeaderValue),
        client("is an invalid header value", M::InvalidHeaderValue),
        client("New-line characters are not allowed in header values", M::InvalidHeaderValue),
        client("Specified value has invalid", M::InvalidHeaderValue),
        client("Request headers must contain only ASCII characters", M::InvalidHeaderValue),
        client("return character(s) in header value", M::InvalidHeaderValue),
        client("return character(s), or leading space in header value", M::InvalidHeaderValue),
        client("null byte detected in header", M::InvalidHeaderValue),
        client("detected in headers. Potential header injection attack", M::InvalidHeaderValue),
        client("Unexpected char * in Authorization value", M::InvalidHeaderValue),
    ]
};

/// The beginnings of [`SENTENCES`], two or three words of each, for readers that look for them.
#[allow(clippy::indexing_slicing)] // Evaluated while compiling, as what follows.
pub const BEGINNINGS: [&str; SENTENCES.len()] = {
    let mut beginnings = [""; SENTENCES.len()];
    let mut index = 0;
    while index < beginnings.len() {
        beginnings[index] = beginning(SENTENCES[index].words);
        index += 1;
    }
    beginnings
};

/// The words of `sentence` up to the first blank after ten bytes, or to the first value.
#[allow(clippy::indexing_slicing)]
const fn beginning(sentence: &str) -> &str {
    let bytes = sentence.as_bytes();
    let mut end = 0;
    while end < bytes.len() && bytes[end] != b'*' && !(end >= 10 && bytes[end] == b' ') {
        end += 1;
    }
    sentence.split_at(end).0
}

/// The sentence that stands somewhere in `text`.
pub fn of_message(text: &str) -> Option<&'static Sentence> {
    let folded = fold(text);
    let mut owners: Vec<u16> = SCANNER.scan(&folded).into_iter().map(|hit| hit.owner).collect();
    owners.sort_unstable();
    owners.dedup();
    let whole = |&owner: &usize| FOLDED.get(owner).is_some_and(|parts| holds(&folded, parts));
    owners.into_iter().map(usize::from).find(whole).and_then(|owner| SENTENCES.get(owner))
}

/// The sentence that `text` begins with, and how many bytes of `text` it takes. Where the text breaks off in the
/// sentence, as much of it as stands there.
pub fn sentence_at(text: &str) -> Option<(&'static Sentence, usize)> {
    let initial = |text: &str| text.bytes().find(u8::is_ascii_alphanumeric).map(|b| b.to_ascii_lowercase());
    let first = initial(text.get(..text.floor_char_boundary(LONGEST_GAP)).unwrap_or_default())?;
    let alike = |sentence: &&Sentence| initial(sentence.words) == Some(first);
    SENTENCES.iter().filter(alike).find_map(|sentence| Some((sentence, begins(text, sentence.words)?)))
}

/// The letters and digits of [`SENTENCES`], parted at `*`.
static FOLDED: LazyLock<Vec<Vec<String>>> =
    LazyLock::new(|| SENTENCES.iter().map(|sentence| sentence.words.split('*').map(fold).collect()).collect());

/// The longest parts of [`FOLDED`]: one scan tells which sentences a message may hold.
static SCANNER: LazyLock<Scanner> = LazyLock::new(|| {
    let longest = |parts: &'static Vec<String>| parts.iter().map(String::as_str).max_by_key(|part| part.len());
    Scanner::new(FOLDED.iter().zip(0u16..).filter_map(|(parts, owner)| Some((longest(parts)?, owner))))
});

/// The letters and digits of `text`, in lower case.
fn fold(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).map(|c| c.to_ascii_lowercase()).collect()
}

/// Whether `folded` holds `parts` one after the other.
fn holds(folded: &str, parts: &[String]) -> bool {
    let mut rest = folded;
    parts.iter().all(|part| match rest.first(part) {
        Some(at) => {
            rest = rest.get(at + part.len()..).unwrap_or_default();
            true
        }
        None => false,
    })
}

/// How far a value that a sentence leaves open may reach, in bytes.
const LONGEST_VALUE: usize = 200;
/// The most characters between two letters of a sentence: a line's end and what the next line begins with.
const LONGEST_GAP: usize = 24;
/// How many letters and digits of a sentence must stand before the text may break off.
const FEWEST: usize = 24;

/// How many bytes of `text` the words of a sentence take from its beginning.
fn begins(text: &str, words: &str) -> Option<usize> {
    let mut end = 0;
    let mut matched = 0;
    for (number, part) in words.split('*').enumerate().filter(|(_, part)| part.contains(char::is_alphanumeric)) {
        let rest = text.get(end..)?;
        let found = if number == 0 {
            run(rest, part, Some(matched)).map(|(length, count)| (0, length, count))
        } else {
            let places = rest.char_indices().take_while(|(at, _)| *at < LONGEST_VALUE);
            let mut found =
                places.filter_map(|(at, _)| run(rest.get(at..)?, part, None).map(|(length, n)| (at, length, n)));
            found.next()
        };
        let (at, length, count) = found?;
        end += at + length;
        matched += count;
    }
    Some(end)
}

/// How many bytes of `text` hold the letters and digits of `part`, and how many those are. Anything else may stand
/// between them, since lines are wrapped and prefixed, but where `part` has a blank, something must. Where the text
/// breaks off, that much counts if `before` letters and digits (if it may at all) and these are enough.
fn run(text: &str, part: &str, before: Option<usize>) -> Option<(usize, usize)> {
    let mut wanted = part.trim().chars().peekable();
    let (mut end, mut count, mut gap, mut blank) = (0, 0, 0, false);
    for (at, c) in text.char_indices() {
        while let Some(skipped) = wanted.next_if(|want| !want.is_alphanumeric()) {
            blank |= skipped == ' ';
        }
        let Some(&want) = wanted.peek() else { break };
        if c == '(' && text.get(at..).is_some_and(|rest| rest.starts_with("(truncated")) {
            break;
        }
        if !c.is_alphanumeric() {
            gap += 1;
            if gap > LONGEST_GAP || count == 0 && !matches!(c, '\'' | '"' | '`' | '(') {
                return None;
            }
            continue;
        }
        if !c.eq_ignore_ascii_case(&want) || blank && gap == 0 && count > 0 {
            return None;
        }
        wanted.next();
        (end, count, gap, blank) = (at + c.len_utf8(), count + 1, 0, false);
    }
    let whole = !wanted.any(char::is_alphanumeric);
    let cut = before.is_some_and(|before| before + count >= FEWEST);
    (whole || cut).then_some((end, count))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_found_however_they_are_wrapped() {
        for text in [
            "The AWS Access Key Id you provided does not exist in our records.",
            "the aws access key id you provided does not exist in our records",
            "Stat: The AWS Access Key Id you provided does not\n  exist in our rec\nords. (Service: S3)",
            "The access key ID you provided does not exist in our records.",
            "Forbidden: No such key: GK31c2f218a2e44f485b94239e",
            "The key '0005XXXXXXXXXXX0000000001' is not valid status code: 403",
        ] {
            assert_eq!(of_message(text).map(|sentence| sentence.meaning), Some(Meaning::UnknownKey), "{text}");
        }
        assert_eq!(of_message("NoSuchBucket: The specified bucket does not exist"), None);
    }

    #[test]
    fn a_sentence_ends_where_its_words_do() {
        let end = |text: &str| sentence_at(text).map(|(_, end)| text.get(..end).unwrap().to_owned());
        assert_eq!(end("The provided token has expired. More").as_deref(), Some("The provided token has expired"));
        assert_eq!(end("The provided\n> token has expired.").as_deref(), Some("The provided\n> token has expired"));
        assert_eq!(
            end("The AWS Access Key Id you provided (truncated...)\n Inv").as_deref(),
            Some("The AWS Access Key Id you provided")
        );
        assert_eq!(end("The AWS Access Key Id you provided").as_deref(), Some("The AWS Access Key Id you provided"));
        assert_eq!(end("The key 'x' is not valid status").as_deref(), Some("The key 'x' is not valid"));
        assert_eq!(end("The tokens"), None);
        assert_eq!(end("AccessDenied and more"), None, "that is a code");
        assert_eq!(
            end("Partial credentials found in env, missing: X").as_deref(),
            Some("Partial credentials found in env, missing")
        );
    }
}
