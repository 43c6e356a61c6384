//! What an access key ID says by its shape alone: its class and the account that owns it.
//!
//! Sources: the prefixes are from the IAM User Guide, "Understanding unique ID prefixes". The place of the account
//! number is not documented by AWS; it was found by Aidan Steele (2020, 2023) and Tal Be'ery (2023). Keys made before
//! the end of March 2019 hold no account: their fifth character stands before `Q` in the alphabet.

use std::fmt;

/// Characters of a key ID that AWS issues today.
pub const LENGTH: usize = 20;
/// Characters of a secret access key, by every one seen so far; AWS documents no length.
pub const SECRET_LENGTH: usize = 40;
/// Length of the unique IDs of users, roles and other entities.
const UNIQUE_ID_LENGTH: usize = 21;
/// Characters of the prefix.
pub const PREFIX_LENGTH: usize = 4;
/// The characters up to this one decide the account.
pub const ACCOUNT_END: usize = 13;
/// How the base64 of a key ID begins.
pub const ENCODED: [&str; 2] = ["QUtJQ", "QVNJQ"];
/// The largest account number that can be issued.
const LARGEST_ACCOUNT: u64 = 999_999_999_999;

/// What an identifier with some prefix stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// An access key of an IAM user or of the root user: `AKIA`.
    LongTerm,
    /// An access key of a session, valid only with its session token: `ASIA`.
    Temporary,
    /// A bearer token of STS: `ABIA`.
    ServiceBearerToken,
    /// A context-specific credential: `ACCA`.
    ContextSpecific,
    /// The unique ID of a user, role or other entity: `AIDA`, `AROA` and their kin.
    NotAnAccessKey,
    /// Another vendor's key.
    NotAws,
    /// Nothing that is known.
    Unknown,
}

impl Class {
    /// The id that reports use.
    pub fn id(self) -> &'static str {
        match self {
            Self::LongTerm => "long-term",
            Self::Temporary => "temporary",
            Self::ServiceBearerToken => "service-bearer-token",
            Self::ContextSpecific => "context-specific",
            Self::NotAnAccessKey => "not-an-access-key",
            Self::NotAws => "not-aws",
            Self::Unknown => "unknown",
        }
    }
}

/// Prefixes that AWS documents, with what they stand for in words.
pub const PREFIXES: &[(&str, Class, &str)] = &[
    ("AKIA", Class::LongTerm, "long-term access key of a user"),
    ("ASIA", Class::Temporary, "temporary access key of a session"),
    ("ABIA", Class::ServiceBearerToken, "STS service bearer token"),
    ("ACCA", Class::ContextSpecific, "context-specific credential"),
    ("AGPA", Class::NotAnAccessKey, "unique ID of a user group"),
    ("AIDA", Class::NotAnAccessKey, "unique ID of an IAM user"),
    ("AIPA", Class::NotAnAccessKey, "unique ID of an instance profile"),
    ("ANPA", Class::NotAnAccessKey, "unique ID of a managed policy"),
    ("ANVA", Class::NotAnAccessKey, "unique ID of a managed policy version"),
    ("APKA", Class::NotAnAccessKey, "unique ID of a public key"),
    ("AROA", Class::NotAnAccessKey, "unique ID of a role"),
    ("ASCA", Class::NotAnAccessKey, "unique ID of a certificate"),
];

/// The class and the description of the prefix that `id` begins with, in the case that AWS uses.
pub fn prefix(id: &str) -> Option<(&'static str, Class, &'static str)> {
    PREFIXES.iter().copied().find(|(prefix, ..)| id.starts_with(prefix))
}

/// The class of the access key that begins with what `shown` begins with, of which the rest may be masked: three letters
/// tell it.
pub fn class_of_beginning(shown: &str) -> Option<Class> {
    let letters = shown.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    let cut = |whole: &str| letters.starts_with(whole) || letters.len() == 3 && whole.starts_with(letters);
    [("AKIA", Class::LongTerm), ("ASIA", Class::Temporary)].into_iter().find(|(whole, _)| cut(whole)).map(|(_, c)| c)
}

/// Whether `c` may stand in the body of a key ID: the base32 alphabet of RFC 4648.
pub fn in_alphabet(c: char) -> bool {
    matches!(c, 'A'..='Z' | '2'..='7')
}

/// An account number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Account(u64);

impl Account {
    /// Reads twelve digits; blanks and hyphens between them are allowed.
    pub fn parse(text: &str) -> Option<Self> {
        let digits: String =
            text.chars().filter(|c| !matches!(c, ' ' | '-' | '\u{a0}' | '\u{2009}' | '\u{202f}')).collect();
        let whole = digits.len() == 12 && digits.bytes().all(|b| b.is_ascii_digit());
        whole.then(|| digits.parse().ok().map(Self)).flatten()
    }
}

impl fmt::Display for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:012}", self.0)
    }
}

/// Why no account can be read from an identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoAccount {
    /// It is no AWS identifier by its prefix.
    Prefix,
    /// Too few characters to reach the end of the account.
    Short,
    /// A character before the end of the account that key IDs never contain.
    Alphabet,
    /// Made before the end of March 2019: such keys hold no account.
    OldLayout,
    /// The number would have thirteen digits.
    Range,
}

impl fmt::Display for NoAccount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Prefix => "no account: the prefix is not one that AWS issues",
            Self::Short => "no account: too few characters are left to read it",
            Self::Alphabet => "no account: a character stands in the key that AWS never uses",
            Self::OldLayout => "no account: keys of the layout before April 2019 do not hold one",
            Self::Range => "no account: the number would have thirteen digits, so the key is not a real one",
        })
    }
}

/// The account inside `id`.
///
/// Thirteen characters decide; what follows them must be of the alphabet too, but may be missing or too long (the
/// caller says so to the reader).
///
/// # Errors
/// Says why the identifier holds no account. Nothing is guessed.
pub fn account(id: &str) -> Result<Account, NoAccount> {
    prefix(id).ok_or(NoAccount::Prefix)?;
    decode(id)
}

/// [`account`] without regard to what the prefix says.
///
/// # Errors
/// As [`account`].
pub fn decode(id: &str) -> Result<Account, NoAccount> {
    let body = id.get(PREFIX_LENGTH..).ok_or(NoAccount::Short)?;
    if !body.chars().take(UNIQUE_ID_LENGTH - PREFIX_LENGTH).all(in_alphabet) {
        return Err(NoAccount::Alphabet);
    }
    // Nine characters are 45 bits: one that marks the layout, forty of the account, four of the rest. Padded to whole
    // bytes, since base32 drops a trailing part without a word.
    let nine = body.get(..ACCOUNT_END - PREFIX_LENGTH).ok_or(NoAccount::Short)?;
    let bytes = base32::decode(base32::Alphabet::Rfc4648 { padding: false }, &format!("{nine}AAAAAAA"));
    let bytes = bytes.ok_or(NoAccount::Alphabet)?;
    let value = bytes.iter().take(6).fold(0u64, |value, &byte| value << 8 | u64::from(byte));
    if value >> 47 == 0 {
        return Err(NoAccount::OldLayout);
    }
    let account = value >> 7 & 0xff_ffff_ffff;
    if account > LARGEST_ACCOUNT { Err(NoAccount::Range) } else { Ok(Account(account)) }
}

/// Whether `id` has the whole shape of a key that can sign requests: prefix, length and alphabet.
pub fn is_whole(id: &str) -> bool {
    id.len() == LENGTH
        && id.bytes().all(|byte| in_alphabet(char::from(byte)))
        && prefix(id).is_some_and(|(_, class, _)| class != Class::NotAnAccessKey)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts_are_read_or_refused() {
        assert_eq!(account("ASIAY34FZKBOKMUTVV7A").unwrap().to_string(), "609629065308");
        assert_eq!(account("ASIAQNZGKIQY56JQ7WML").unwrap().to_string(), "029608264753");
        assert_eq!(account("AKIASP2TPHJSQ").unwrap().to_string(), "171436882533", "thirteen characters suffice");
        assert_eq!(account("AKIASP2TPHJS"), Err(NoAccount::Short));
        assert_eq!(account("AKIAJWMRCSBBKQO4HQCQ"), Err(NoAccount::OldLayout));
        assert_eq!(account("AKIAIOSFODNN7EXAMPLE"), Err(NoAccount::OldLayout));
        assert_eq!(account("AKIA7777777777777777"), Err(NoAccount::Range));
        assert_eq!(account("AKIAI44QH8DHBEXAMPLE"), Err(NoAccount::Alphabet));
        assert_eq!(account("LKIAQAAAAAAALX6GRE2E"), Err(NoAccount::Prefix));
        assert_eq!(account("AKIAé"), Err(NoAccount::Alphabet));
    }

    #[test]
    fn an_account_is_twelve_digits() {
        assert_eq!(Account::parse("0296 0826-4753").unwrap().to_string(), "029608264753");
        assert_eq!(Account::parse("29608264753"), None);
    }
}
