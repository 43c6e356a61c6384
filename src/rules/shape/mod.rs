//! What a value in the place of an access key ID really is, character by character.

mod placeholder;
mod strip;
mod vendor;

pub use placeholder::{is_made_up, is_placeholder, is_redacted, is_template};
pub use vendor::vendor;

use crate::aws::key::{self, Class};
use crate::text::characters::{self, Oddity};
use crate::text::{base64, mask};

/// What is wrong with a value where a key ID belongs; offsets are bytes of the value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Defect {
    /// An invisible or blank character.
    Hidden(usize, char),
    /// A character of another script or width, and the one it looks like.
    Lookalike(usize, char, char),
    /// A character that key IDs never contain.
    Illegal(usize, char),
    /// Letters in lower case, from this one on.
    Lowercase(usize),
    /// Characters are missing: how many are there.
    Truncated(usize),
    /// Characters are too many: how many are there, and whether it is one key ID written twice.
    TooLong(usize, bool),
    /// A quote that became part of the value.
    Quoted(usize, char),
    /// A setting's name stands before the value.
    NameInside(usize),
}

impl Defect {
    /// Where in the value it stands; the end of the visible part for a missing end.
    pub fn offset(&self) -> usize {
        match *self {
            Self::Hidden(at, _)
            | Self::Lookalike(at, ..)
            | Self::Illegal(at, _)
            | Self::Lowercase(at)
            | Self::Quoted(at, _)
            | Self::NameInside(at) => at,
            Self::Truncated(_) | Self::TooLong(..) => 0,
        }
    }

    /// The character at fault, where one is.
    pub fn character(&self) -> Option<char> {
        match *self {
            Self::Hidden(_, c) | Self::Lookalike(_, c, _) | Self::Illegal(_, c) | Self::Quoted(_, c) => Some(c),
            _ => None,
        }
    }
}

/// What a value is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Nothing.
    Empty,
    /// An access key ID, with its defects; sound if there are none. The ID is what remains without them.
    Key(String, Vec<Defect>),
    /// A key ID of AWS's documentation, with its defects.
    Example(String, Vec<Defect>),
    /// A template or variable that nobody filled in.
    Placeholder,
    /// Base64 of something that is a key ID, with what it decodes to.
    Base64(String),
    /// The unique ID of a user, role or other entity.
    UniqueId(String),
    /// A secret access key or a session token.
    Secret,
    /// A key ID of this other vendor.
    Foreign(&'static str),
    /// Shaped like a key ID, with four letters that AWS does not issue.
    UnknownPrefix(String),
    /// A value that somebody masked.
    Redacted,
    /// Something else.
    Other,
}

impl Shape {
    /// The key ID that it holds, free of defects as far as they can be told.
    pub fn key_id(&self) -> Option<&str> {
        match self {
            Self::Key(id, _) | Self::Example(id, _) | Self::UniqueId(id) | Self::UnknownPrefix(id) => Some(id),
            Self::Base64(plain) => Some(bare(plain)),
            _ => None,
        }
    }

    /// What is wrong with a key ID; nothing for what is no key ID.
    pub fn defects(&self) -> &[Defect] {
        match self {
            Self::Key(_, defects) | Self::Example(_, defects) => defects,
            _ => &[],
        }
    }

    /// What may be shown of `value`, which has this shape, outside the reader's own box.
    pub fn masked(&self, value: &str) -> String {
        match self {
            Self::Key(id, _) | Self::Example(id, _) | Self::UniqueId(id) | Self::UnknownPrefix(id) => mask::key_id(id),
            Self::Secret => mask::secret(value.chars().count()),
            _ => String::new(),
        }
    }
}

/// Tells what `value` is.
pub fn of(value: &str) -> Shape {
    let mut defects = Vec::new();
    let mut visible: Vec<(usize, char)> = Vec::new();
    for (at, c) in value.char_indices() {
        if characters::is_hidden(c) {
            defects.push(Defect::Hidden(at, c));
        } else {
            visible.push((at, c));
        }
    }
    if visible.is_empty() {
        return if defects.is_empty() { Shape::Empty } else { Shape::Key(String::new(), defects) };
    }
    strip::quotes(&mut visible, &mut defects);
    strip::name_before(&mut visible, &mut defects);
    strip::escapes(&mut visible, &mut defects);
    strip::brackets(&mut visible, &mut defects);
    strip::retyped(&mut visible, &mut defects);
    let core: String = visible.iter().map(|&(_, c)| c).collect();
    if is_placeholder(&core) {
        return Shape::Placeholder;
    }
    let folded: String = core.chars().map(fold).collect();
    if let Some(shape) = by_prefix(&core, &folded, &visible, defects) {
        return shape;
    }
    if let Some(plain) = decoded(&core) {
        return Shape::Base64(plain);
    }
    if is_redacted(&core) {
        return Shape::Redacted;
    }
    if is_secret(&core) {
        return Shape::Secret;
    }
    if let Some(vendor) = vendor(&core) {
        return Shape::Foreign(vendor);
    }
    if folded.len() == key::LENGTH
        && folded.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
        && core == folded
    {
        return Shape::UnknownPrefix(core);
    }
    Shape::Other
}

/// Tells what a key ID is of which an outline shows: stars stand for characters that belong there.
pub fn of_outline(value: &str) -> Shape {
    match of(&value.replace('*', "A")) {
        Shape::Key(_, defects) => Shape::Key(value.chars().filter(|&c| !characters::is_hidden(c)).collect(), defects),
        Shape::Example(..) | Shape::UniqueId(_) | Shape::UnknownPrefix(_) => Shape::Redacted,
        other => other,
    }
}

/// The ASCII capital that `c` stands for or looks like.
fn fold(c: char) -> char {
    match characters::oddity(c) {
        Some(Oddity::Lookalike(plain)) => plain.to_ascii_uppercase(),
        _ => c.to_ascii_uppercase(),
    }
}

/// A key ID, a documentation example or a unique ID, by the first four characters.
fn by_prefix(core: &str, folded: &str, visible: &[(usize, char)], mut defects: Vec<Defect>) -> Option<Shape> {
    let length = core.chars().count();
    let (_, class, _) = match key::prefix(folded) {
        Some(known) => known,
        None if length == key::LENGTH - 1 && key::is_whole(&format!("A{core}")) => {
            defects.push(Defect::Truncated(length));
            return Some(Shape::Key(core.to_owned(), defects));
        }
        None => return None,
    };
    let body = folded.get(key::PREFIX_LENGTH..).unwrap_or_default();
    if is_redacted(core) {
        return Some(Shape::Redacted);
    }
    if body.ends_with("EXAMPLE") && length <= 21 {
        return Some(Shape::Example(folded.to_owned(), defects));
    }
    if class == Class::NotAnAccessKey {
        let plausible = (16..=64).contains(&length) && folded.chars().all(|c| c.is_ascii_alphanumeric());
        return plausible.then(|| Shape::UniqueId(folded.to_owned()));
    }
    if length < 8 || (class != Class::LongTerm && class != Class::Temporary && length < 16) || length > 64 {
        return None;
    }
    let mut lower = None;
    for &(at, c) in visible {
        match characters::oddity(c) {
            Some(Oddity::Lookalike(plain)) => defects.push(Defect::Lookalike(at, c, plain)),
            _ if c.is_ascii_lowercase() => {
                lower.get_or_insert(at);
            }
            _ if !key::in_alphabet(c) => defects.push(Defect::Illegal(at, c)),
            _ => {}
        }
    }
    defects.extend(lower.map(Defect::Lowercase));
    if length < key::LENGTH {
        defects.push(Defect::Truncated(length));
    } else if length > key::LENGTH {
        let (first, second) = (folded.get(..key::LENGTH), folded.get(key::LENGTH..));
        defects.push(Defect::TooLong(length, first == second));
    }
    Some(Shape::Key(core.to_owned(), defects))
}

/// Whether `value` has the shape of a secret access key or of a session token.
pub fn is_secret(value: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=');
    let length = value.len();
    let mixed = value.bytes().any(|b| b.is_ascii_lowercase()) && value.bytes().any(|b| b.is_ascii_uppercase());
    value.chars().all(allowed) && mixed && ((38..=42).contains(&length) || length >= 100)
}

/// The key ID that `core` is base64 of, white space at its end included.
fn decoded(core: &str) -> Option<String> {
    let mut text = core.to_owned();
    while !text.len().is_multiple_of(4) {
        text.push('=');
    }
    let plain = String::from_utf8(base64::decode(&text)?).ok()?;
    let clean = bare(&plain);
    let sound = key::prefix(clean).is_some() && clean.chars().all(|c| c.is_ascii_alphanumeric()) && clean.len() >= 16;
    sound.then_some(plain).or_else(|| {
        let twice = decoded(plain_once(core)?.trim())?;
        Some(twice)
    })
}

/// `plain` without hidden characters and quotes at its ends.
fn bare(plain: &str) -> &str {
    plain.trim_matches(|c: char| characters::is_hidden(c) || c == '"' || c == '\'')
}

/// One layer of base64 taken off, where text lies beneath that is base64 of a key ID again.
fn plain_once(core: &str) -> Option<String> {
    let plain = String::from_utf8(base64::decode(core)?).ok()?;
    key::ENCODED.iter().any(|lead| plain.starts_with(lead)).then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn defects(value: &str) -> Vec<Defect> {
        match of(value) {
            Shape::Key(_, defects) => defects,
            other => panic!("{value:?} is {other:?}"),
        }
    }

    #[test]
    fn each_defect_has_its_place() {
        assert_eq!(defects("AKIASP2TPHJSQH3FRU7X"), []);
        assert_eq!(defects("AKIASP2TPHJSQH3FRU7X\u{a0}"), [Defect::Hidden(20, '\u{a0}')]);
        assert_eq!(defects("\u{feff}AKIASP2TPHJSQH3FRU7X"), [Defect::Hidden(0, '\u{feff}')]);
        assert_eq!(defects("АKIASP2TPHJSQH3FRU7X"), [Defect::Lookalike(0, 'А', 'A')]);
        assert_eq!(defects("AKlASP2TPHJSQH3FRU7X"), [Defect::Lookalike(2, 'l', 'I')]);
        assert_eq!(of("AKlASP2TPHJSQH3FRU7X").key_id(), Some("AKIASP2TPHJSQH3FRU7X"));
        assert_eq!(defects("AKIASP2TPHJSQH3FRU70"), [Defect::Illegal(19, '0')]);
        assert_eq!(defects("akiasp2tphjsqh3fru7x"), [Defect::Lowercase(0)]);
        assert_eq!(defects("AKIASP2TPHJSQH3FRU"), [Defect::Truncated(18)]);
        assert_eq!(defects("KIASP2TPHJSQH3FRU7X"), [Defect::Truncated(19)]);
        assert_eq!(defects("AKIASP2TPHJSQH3FRU7XAKIASP2TPHJSQH3FRU7X"), [Defect::TooLong(40, true)]);
        assert_eq!(defects("\"AKIASP2TPHJSQH3FRU7X\""), [Defect::Quoted(0, '"'), Defect::Quoted(21, '"')]);
        assert_eq!(defects("AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X"), [Defect::NameInside(0)]);
    }

    #[test]
    fn what_is_no_key_is_told_apart() {
        for value in [
            "${AWS_ACCESS_KEY_ID}",
            "$AWS_ACCESS_KEY_ID",
            "<YOUR_ACCESS_KEY_ID>",
            "{{ .Values.key }}",
            "%KEY%",
            "your-access-key-id",
            "$(cat id)",
            "${{ secrets.X }}",
            "null",
            "CHANGEME",
            "[your key]",
            "S3_KEY",
        ] {
            assert_eq!(of(value), Shape::Placeholder, "{value}");
        }
        assert_eq!(of("AKIAIOSFODNN7EXAMPLE"), Shape::Example("AKIAIOSFODNN7EXAMPLE".into(), Vec::new()));
        assert_eq!(of("AIDASP2TPHJSUFRSTTZX4"), Shape::UniqueId("AIDASP2TPHJSUFRSTTZX4".into()));
        assert_eq!(of("rNMrzmqEhmm+zafTVGlZn1ZWiT8A9H"), Shape::Other);
        assert_eq!(of("wJalrXUtnFEMI/K7MDENG/bPxRfiCYzzzzzzzKEY"), Shape::Secret);
        assert_eq!(of("QUtJQVNQMlRQSEpTUUgzRlJVN1gK"), Shape::Base64("AKIASP2TPHJSQH3FRU7X\n".into()));
        assert_eq!(of("AKIA****************"), Shape::Redacted);
        assert_eq!(of("DO00KVDM5E6W5PWVWAH5"), Shape::Foreign("DigitalOcean Spaces"));
        assert!(is_template("var.AWS_ACCESS_KEY") && !is_template("variable.x"));
        assert_eq!(of("u4bmMCAAMKpP5Ucs8PgW"), Shape::Foreign("MinIO"));
        assert_eq!(of("XKIASP2TPHJSQH3FRU7X"), Shape::UnknownPrefix("XKIASP2TPHJSQH3FRU7X".into()));
        assert_eq!(of(""), Shape::Empty);
    }
}
