//! What a session token says of itself: its version, and in version 2 the account, the region and the time of creation.
//!
//! AWS does not document the inside of tokens and asks nobody to rely on it: all of this is a heuristic, and a finding
//! that rests on it says so. Source: talbeerysec/STS-token-decoder `proto/aws_session.proto`. The first byte is the
//! kind; a protocol-buffers message follows. Signature and payload are encrypted and not looked at.

use super::key::Account;
use super::regions::Partition;

/// Which regions accept a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Version {
    /// From the global endpoint of STS: refused in regions that must be enabled.
    One,
    /// From a regional endpoint (or by choice of the account): valid everywhere.
    Two,
}

/// What could be read of a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its version.
    pub version: Version,
    /// The account; version 2 only.
    pub account: Option<Account>,
    /// The region that issued it; version 2 only.
    pub region: Option<String>,
    /// Seconds since 1970 at which it was made; none where the end of the token is missing.
    pub created: Option<i64>,
}

/// First bytes of tokens: the kind, the marker that follows it, the version.
const KINDS: &[(u8, Version)] =
    &[(0x15, Version::One), (0x17, Version::One), (0x02, Version::Two), (0x21, Version::Two)];

/// Names that the message gives as its origin.
const ORIGINS: &[&[u8]] = &[b"aws", b"er/aws", b"origin_ec"];

impl Token {
    /// Reads `text`; none for what is not shaped like a token of AWS. A token that was cut off is read as far as it goes.
    pub fn read(text: &str) -> Option<Self> {
        let bytes = bytes(text.trim());
        let (&kind, message) = bytes.split_first()?;
        let &(_, version) = KINDS.iter().find(|(known, _)| *known == kind)?;
        let fields = Fields(message);
        let mut token = Self { version, account: None, region: None, created: None };
        let mut origin = false;
        for (number, value) in fields {
            match (version, number, value) {
                (_, 1, Value::Bytes(name)) => origin = ORIGINS.contains(&name),
                (Version::Two, 3, Value::Bytes(name)) => token.region = region(name),
                (Version::Two, 5, Value::Bytes(user)) => token.account = account(user),
                (Version::Two, 6, Value::Number(time)) | (Version::One, 5, Value::Number(time)) => {
                    token.created = Some(time).filter(|time| PLAUSIBLE.contains(time));
                }
                _ => {}
            }
        }
        origin.then_some(token)
    }
}

/// Seconds since 1970 between which a token can have been made (2010 to 2100): anything else is noise.
const PLAUSIBLE: std::ops::Range<i64> = 1_262_304_000..4_102_444_800;

fn region(name: &[u8]) -> Option<String> {
    let name = std::str::from_utf8(name).ok()?;
    Partition::of_region(name).map(|_| name.to_owned())
}

fn account(user: &[u8]) -> Option<Account> {
    Fields(user).find_map(|field| match field {
        (3, Value::Bytes(digits)) => Account::parse(std::str::from_utf8(digits).ok()?),
        _ => None,
    })
}

/// The bytes that base64 `text` stands for, up to the first character that does not belong to it.
fn bytes(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    let (mut held, mut bits) = (0u32, 0u32);
    for byte in text.bytes() {
        let digit = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => break,
        };
        held = (held << 6 | u32::from(digit)) & 0xffff;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.push((held >> bits & 0xff) as u8);
        }
    }
    out
}

/// A field's value.
enum Value<'a> {
    Number(i64),
    Bytes(&'a [u8]),
}

/// The fields of a protocol-buffers message, until one cannot be read. A text field that the end of the message cuts
/// off is given as far as it goes, since a user field holds the account near its beginning.
struct Fields<'a>(&'a [u8]);

impl Fields<'_> {
    fn number(&mut self) -> Option<u64> {
        let mut value = 0u64;
        for shift in (0..64).step_by(7) {
            let (&byte, rest) = self.0.split_first()?;
            self.0 = rest;
            value |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
        None
    }
}

impl<'a> Iterator for Fields<'a> {
    type Item = (u64, Value<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        let tag = self.number()?;
        let value = match tag & 7 {
            0 => Value::Number(i64::from_ne_bytes(self.number()?.to_ne_bytes())),
            2 => {
                let length = usize::try_from(self.number()?).ok()?.min(self.0.len());
                let (bytes, rest) = self.0.split_at_checked(length)?;
                self.0 = rest;
                Value::Bytes(bytes)
            }
            _ => return None,
        };
        Some((tag >> 3, value))
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    fn varint(mut value: u64, out: &mut Vec<u8>) {
        while value > 0x7f {
            out.push((value & 0x7f) as u8 | 0x80);
            value >>= 7;
        }
        out.push((value & 0x7f) as u8);
    }

    fn field(number: u64, bytes: &[u8], out: &mut Vec<u8>) {
        varint(number << 3 | 2, out);
        varint(bytes.len() as u64, out);
        out.extend(bytes);
    }

    fn base64(bytes: &[u8]) -> String {
        const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let mut out = String::new();
        for chunk in bytes.chunks(3) {
            let value = chunk.iter().fold(0u32, |value, &b| value << 8 | u32::from(b)) << (8 * (3 - chunk.len()));
            for index in 0..=chunk.len() {
                out.push(DIGITS[(value >> (18 - 6 * index) & 63) as usize] as char);
            }
            out.extend(std::iter::repeat_n('=', 3 - chunk.len()));
        }
        out
    }

    /// A made-up token of version 2 in the layout of real ones.
    pub(crate) fn version_two(region: &str, account: &str, created: u64) -> String {
        let mut user = Vec::new();
        varint(1 << 3, &mut user);
        varint(u64::MAX - 80, &mut user);
        varint(2 << 3, &mut user);
        varint(0, &mut user);
        field(3, account.as_bytes(), &mut user);
        field(4, &[7; 12], &mut user);
        field(5, &[9; 470], &mut user);
        let mut out = vec![0x21];
        field(1, b"origin_ec", &mut out);
        varint(2 << 3, &mut out);
        varint(u64::MAX - 41, &mut out);
        field(3, region.as_bytes(), &mut out);
        field(4, &[5; 71], &mut out);
        field(5, &user, &mut out);
        varint(6 << 3, &mut out);
        varint(created, &mut out);
        field(7, &[3; 160], &mut out);
        base64(&out)
    }

    /// A made-up token of version 1 in the layout of real ones.
    pub(crate) fn version_one(created: u64) -> String {
        let mut out = vec![0x17];
        field(1, b"er/aws", &mut out);
        varint(2 << 3, &mut out);
        varint(17, &mut out);
        field(3, &[4; 12], &mut out);
        field(4, &[6; 200], &mut out);
        varint(5 << 3, &mut out);
        varint(created, &mut out);
        base64(&out)
    }

    #[test]
    fn a_token_of_version_two_names_account_region_and_time() {
        let text = version_two("ap-northeast-2", "029608264753", 1_795_298_400);
        assert!(text.starts_with("IQoJb3JpZ2luX2Vj"), "{text}");
        let token = Token::read(&text).unwrap();
        assert_eq!(token.version, Version::Two);
        assert_eq!(token.account.unwrap().to_string(), "029608264753");
        assert_eq!(token.region.as_deref(), Some("ap-northeast-2"));
        assert_eq!(token.created, Some(1_795_298_400));
    }

    #[test]
    fn a_token_that_was_cut_off_is_read_as_far_as_it_goes() {
        let text = version_two("us-east-2", "666359764528", 1_795_298_400);
        let token = Token::read(text.get(..240).unwrap()).unwrap();
        assert_eq!(token.account.unwrap().to_string(), "666359764528");
        assert_eq!(token.created, None);
        assert_eq!(Token::read(text.get(..20).unwrap()).map(|token| token.account), Some(None));
    }

    #[test]
    fn a_token_of_version_one_names_its_time_only() {
        let text = version_one(1_600_000_000);
        assert!(text.starts_with("FwoGZXIvYXdz"), "{text}");
        let token = Token::read(&text).unwrap();
        assert_eq!((token.version, token.account, token.created), (Version::One, None, Some(1_600_000_000)));
        assert_eq!(Token::read("FwoGZXIvYXdzEXXXXXXXXXXX").unwrap().version, Version::One, "hidden but for its head");
    }

    #[test]
    fn what_is_no_token_is_not_read() {
        for text in ["", "A", "STALE", "IQ", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "IQoJb3JpZ2lu", "FQoGZXJvYXdz"]
        {
            assert_eq!(Token::read(text), None, "{text}");
        }
    }
}
