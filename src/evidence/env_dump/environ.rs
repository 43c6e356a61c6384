//! `/proc/PID/environ`: variables parted by NUL, by what `cat -v` makes of it, or by nothing where a terminal drops it.

use std::ops::Range;

use super::{REACH, fact, is_confidential, is_name_char, matters};
use crate::aws::key;
use crate::aws::names::{self, Role};
use crate::evidence::{Fact, Given, Place, Reading, Scope};
use crate::text::{View, Words, caret};

/// Bytes after a variable's name in which the next variable is looked for.
const NEAR: usize = 2048;

/// What stands between two variables.
const SEPARATORS: &[&str] = &["\0", "^@"];

/// Reads the variables of the line that holds the place.
pub fn read(place: &Place<'_>, _: &Range<usize>) -> Option<Reading> {
    let view = place.view;
    let line = view.line_near(place.at, REACH);
    let line = line.start.max(place.floor)..line.end;
    // A value may hold line ends.
    let text = view.get(line.start..view.boundary(place.at + NEAR));
    let separator = SEPARATORS.iter().copied().find(|mark| text.holds(mark) && has_two(text, mark));
    match separator {
        Some(separator) => separated(place, separator),
        None => glued(place, &line),
    }
}

/// Whether a variable stands on either side of `mark`.
fn has_two(text: &str, mark: &str) -> bool {
    let first = find(text, mark, 0).unwrap_or(0);
    // Whatever a log or a mail put before the first one.
    let before = text.get(..first).unwrap_or_default().rsplit('\n').next().and_then(|line| line.split_once('='));
    before.is_some_and(|(name, _)| name.ends_with(is_name_char))
        && is_variable(text.get(first + mark.len()..).unwrap_or_default())
        || text.split(mark).filter(|part| is_variable(part)).take(2).count() == 2
}

/// The first `mark` in `text` from byte `from` on; what `cat -v` makes of a byte of UTF-8 is none.
fn find(text: &str, mark: &str, from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += text.get(at..)?.first(mark)?;
        if !text.get(..at).is_some_and(|lead| mark == "^@" && lead.ends_with("M-")) {
            return Some(at);
        }
        at += mark.len();
    }
}

fn is_variable(part: &str) -> bool {
    part.split_once('=').is_some_and(|(name, _)| !name.is_empty() && name.chars().all(is_name_char))
}

/// Variables with a `separator` between them; values may hold line ends.
fn separated(place: &Place<'_>, separator: &str) -> Option<Reading> {
    let view = place.view;
    let from = view.boundary(place.at.saturating_sub(REACH)).max(place.floor);
    // From the first variable in a row of them.
    let lead = view.get(from..place.at);
    let mut start = from + lead.last(separator).map_or(0, |at| at + separator.len());
    if !lead.holds(separator) {
        start = from + lead.rfind('\n').map_or(0, |at| at + 1);
        let first = view.get(start..view.text().len()).split('=').next().unwrap_or_default();
        start += first.trim_end_matches(is_name_char).len();
    }
    let mut before = view.get(from..start);
    while let Some(rest) = before.strip_suffix(separator) {
        let begin = rest.rfind([*separator.as_bytes().first()? as char, '\n']).map_or(0, |at| at + 1);
        let part = rest.get(begin..)?.trim_start_matches('@');
        if !is_variable(part) {
            break;
        }
        start = from + rest.len() - part.len();
        before = view.get(from..start);
    }
    let mut reading = Reading { range: start..start, ..Reading::default() };
    let mut at = start;
    loop {
        let rest = view.get(at..view.boundary(at + REACH));
        let length = find(rest, separator, 0);
        // The last variable ends with its line.
        let end = at + length.unwrap_or_else(|| rest.find('\n').unwrap_or(rest.len()));
        let part = view.get(at..end);
        let Some(sign) = part.find('=').filter(|_| is_variable(part)) else { break };
        reading.facts.extend(variable(view, at..at + sign, at + sign + 1..end, separator == "^@"));
        reading.range.end = end + length.map_or(0, |_| separator.len());
        if length.is_none() {
            break;
        }
        at = reading.range.end;
    }
    (!reading.facts.is_empty()).then_some(reading)
}

fn variable(view: &View<'_>, name: Range<usize>, value: Range<usize>, shown: bool) -> Option<Fact> {
    let written = view.get(name.clone());
    (matters(written) || is_confidential(written)).then_some(())?;
    let held = if shown { caret::decode(view, value.clone()) } else { view.slice(value.clone()) };
    fact(view.slice(name), Given::found(held), view.span(value), Scope::Environment)
}

/// Variables without anything between them: `…EXAMPLEAWS_SECRET_ACCESS_KEY=…`.
fn glued(place: &Place<'_>, line: &Range<usize>) -> Option<Reading> {
    let view = place.view;
    let name = standard_name(view, place.at)?;
    let lead = view.get(line.start..name.start);
    let joined = lead.ends_with(|c: char| c.is_ascii_alphanumeric());
    let value = name.end + 1;
    let rest = view.get(value..line.end);
    let next = (1..rest.len()).find(|&at| rest.is_char_boundary(at) && starts_variable(rest, at));
    (joined || next.is_some()).then_some(())?;
    // The value of an option is a word.
    let end = next.or_else(|| rest.find(' ').filter(|_| is_of_option(lead)));
    let part = end.and_then(|end| rest.get(..end)).unwrap_or(rest);
    let length = part.len().min(likely_length(view.get(name.clone()), part));
    let given = Given::found(view.slice(value..value + length));
    let fact = fact(view.slice(name.clone()), given, view.span(value..value + length), Scope::Environment)?;
    Some(Reading { range: name.start..value + part.len(), facts: vec![fact], nested: Vec::new() })
}

/// The name at byte `at`, if it is one that is known and a value follows.
fn standard_name(view: &View<'_>, at: usize) -> Option<Range<usize>> {
    let text = view.get(at..view.boundary(at + 64));
    let length = text.find('=')?;
    let name = text.get(..length)?;
    let known = names::variable(name).is_some() && name.bytes().all(|b| b.is_ascii_uppercase() || b == b'_');
    known.then_some(at..at + length)
}

/// Whether a variable that is known begins at byte `at` of `text`, right behind the value of another: behind no blank, no
/// sign that parts values or names a scope (`$env:K=V`), no option (`-DK=V`).
fn starts_variable(text: &str, at: usize) -> bool {
    let lead = text.get(..at).unwrap_or_default();
    let behind = |c: char| {
        c.is_ascii_graphic()
            && !matches!(c, '_' | '"' | '\'' | ',' | ';' | ':' | '{' | '(' | '$' | '=' | '.' | '&' | '|')
    };
    lead.ends_with(behind)
        && !is_of_option(lead)
        && text.get(at..).is_some_and(|rest| rest.starts_with("AWS_") || rest.starts_with("AMAZON_"))
        && text.get(at..).and_then(|rest| rest.split_once('=')).is_some_and(|(name, _)| names::variable(name).is_some())
}

/// Whether `lead` ends in the sign and the letters of an option: `java -D`.
fn is_of_option(lead: &str) -> bool {
    lead.rsplit_once(' ').is_some_and(|(_, word)| word.starts_with('-'))
}

/// How long the value of `name` at the beginning of `text` is where another variable may follow without a sign.
fn likely_length(name: &str, text: &str) -> usize {
    let follows = |length: usize| {
        let rest = text.get(length..)?;
        let (name, _) = rest.split_once('=')?;
        (name.len() > 1 && name.bytes().all(|b| b.is_ascii_uppercase() || b == b'_')).then_some(length)
    };
    match names::variable(name) {
        Some(Role::AccessKeyId) => follows(key::LENGTH),
        Some(Role::SecretAccessKey) => follows(key::SECRET_LENGTH),
        Some(Role::Region) => follows(text.find(|c: char| c.is_ascii_uppercase()).unwrap_or(text.len())),
        _ => None,
    }
    .unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::super::tests::{id, settings};

    #[test]
    fn separated_variables_are_read() {
        for (text, held) in [
            ("HOME=/root\0AWS_ACCESS_KEY_ID=AKIA\0AWS_REGION=x\0", "AKIA"),
            ("AWS_REGION=x\0AWS_ACCESS_KEY_ID=AKIA\n\0PATH=/bin\0", "AKIA\n"),
            ("AWS_ACCESS_KEY_ID=AKIA \0AWS_REGION=x\0", "AKIA "),
            ("HOME=/root^@AWS_ACCESS_KEY_ID=AKIA^M^@AWS_REGION=x^@", "AKIA\r"),
            ("AWS_ACCESS_KEY_ID=AKIA\n\0AWS_REGION=x\0", "AKIA\n"),
            ("AWS_ACCESS_KEY_ID=AKIAM-bM-^@M-^K^@AWS_REGION=x^@", "AKIA\u{200b}"),
            ("AWS_ACCESS_KEY_ID=\0AWS_REGION=x\0\n$ next", ""),
            ("x\n    AWS_ACCESS_KEY_ID=AKIA\0AWS_REGION=x\0\n", "AKIA"),
            (">> AWS_ACCESS_KEY_ID=AKIA^@AWS_REGION=x^@\n", "AKIA"),
        ] {
            assert_eq!(id(text).as_deref(), Some(held), "{text:?}");
            assert_eq!(settings(text).len(), 2, "{text:?}");
        }
    }

    #[test]
    fn glued_variables_are_parted() {
        let text = "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7XAWS_SECRET_ACCESS_KEY=x";
        assert_eq!(id(text).as_deref(), Some("AKIASP2TPHJSQH3FRU7X"));
        let text = "PATH=/usr/binAWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7XHOME=/root";
        assert_eq!(id(text).as_deref(), Some("AKIASP2TPHJSQH3FRU7X"));
        let text = "kubectl create secret generic aws --from-literal=AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X --from-literal=AWS_REGION=x";
        assert_eq!(id(text).as_deref(), Some("AKIASP2TPHJSQH3FRU7X"), "an option is no variable");
        let text = "helm install app --set env.AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X --set env.AWS_REGION=x";
        assert_eq!(settings(text).len(), 0, "the options of a chart are no environment");
        let text = "$env:AWS_ACCESS_KEY_ID='AKIASP2TPHJSQH3FRU7X'; $env:AWS_REGION='x'; aws s3 ls";
        assert_eq!(id(text).as_deref(), Some("AKIASP2TPHJSQH3FRU7X"), "a scope of PowerShell");
        assert_eq!(settings(text).len(), 2);
        let text = "java -DAWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X -DAWS_REGION=x";
        assert_eq!(id(text).as_deref(), Some("AKIASP2TPHJSQH3FRU7X"), "a property of Java");
    }
}
