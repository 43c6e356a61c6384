//! What a value wears around a key ID: quotes, a setting's name, escapes, brackets. Each is taken off and noted.

use super::Defect;
use super::placeholder::is_redacted;
use crate::aws::key;
use crate::aws::names::{self, Role};
use crate::text::Words;

pub(super) fn quotes(visible: &mut Vec<(usize, char)>, defects: &mut Vec<Defect>) {
    let is_quote =
        |c: char| matches!(c, '"' | '\'' | '`' | '\u{201c}' | '\u{201d}' | '\u{2018}' | '\u{2019}' | '\u{201e}');
    while let Some(&(at, c)) = visible.first().filter(|(_, c)| is_quote(*c)) {
        defects.push(Defect::Quoted(at, c));
        visible.remove(0);
    }
    while let Some(&(at, c)) = visible.last().filter(|(_, c)| is_quote(*c)) {
        defects.push(Defect::Quoted(at, c));
        visible.pop();
    }
}

/// Takes `AWS_ACCESS_KEY_ID=` off the front.
pub(super) fn name_before(visible: &mut Vec<(usize, char)>, defects: &mut Vec<Defect>) {
    let text: String = visible.iter().map(|&(_, c)| c).collect();
    let Some(sign) = text.find(['=', ':']) else { return };
    let Some(name) = text.get(..sign) else { return };
    let name = name.past("export").past("set");
    let known = names::role(name) == Some(Role::AccessKeyId);
    let after = text.get(sign + 1..).unwrap_or_default().trim_start_matches(['"', '\'', '=', ':']);
    if known && key::prefix(&after.to_ascii_uppercase()).is_some() {
        if let Some(&(at, _)) = visible.first() {
            defects.push(Defect::NameInside(at));
        }
        let keep = after.chars().count();
        visible.drain(..visible.len() - keep);
    }
}

/// Line ends and blanks as somebody wrote them: the letters of the escape, which no program resolved.
const WRITTEN_ENDS: &[&str] = &["\\n", "\\r", "\\t", "%0a", "%0d", "%20"];

/// Takes escapes that were never resolved off the end of a key ID.
pub(super) fn escapes(visible: &mut Vec<(usize, char)>, defects: &mut Vec<Defect>) {
    loop {
        let text: String = visible.iter().map(|&(_, c)| c.to_ascii_lowercase()).collect();
        let written = WRITTEN_ENDS.iter().find(|written| text.ends_with(**written));
        let Some(kept) = written.and_then(|written| visible.len().checked_sub(written.len())) else { return };
        if kept < key::PREFIX_LENGTH {
            return;
        }
        if let Some(&(at, c)) = visible.get(kept) {
            defects.push(Defect::Illegal(at, c));
        }
        visible.truncate(kept);
    }
}

/// Takes the punctuation off both ends of what is a whole key ID without it: `{AKIA…}`, `AKIA…,`.
pub(super) fn brackets(visible: &mut Vec<(usize, char)>, defects: &mut Vec<Defect>) {
    let text: String = visible.iter().map(|&(_, c)| c).collect();
    let core = text.trim_matches(|c: char| c.is_ascii_punctuation());
    let lead = text.len() - text.trim_start_matches(|c: char| c.is_ascii_punctuation()).len();
    if core.len() == text.len() || !key::is_whole(core) || is_redacted(&text) {
        return;
    }
    for (number, &(at, c)) in visible.iter().enumerate() {
        if number < lead || number >= lead + core.len() {
            defects.push(Defect::Illegal(at, c));
        }
    }
    *visible = visible.iter().copied().skip(lead).take(core.len()).collect();
}

/// Puts the letter I of a prefix where what was typed or scanned from a picture has something like it: `AKlA…`, `AK1A…`.
pub(super) fn retyped(visible: &mut [(usize, char)], defects: &mut Vec<Defect>) {
    let like = |c: char| matches!(c, 'l' | '1' | '|');
    let prefix: String = visible.iter().take(key::PREFIX_LENGTH).map(|&(_, c)| if like(c) { 'I' } else { c }).collect();
    if key::prefix(&prefix).is_none() || visible.len().abs_diff(key::LENGTH) > 4 {
        return;
    }
    for (at, c) in visible.iter_mut().take(key::PREFIX_LENGTH).filter(|(_, c)| like(*c)) {
        defects.push(Defect::Lookalike(*at, *c, 'I'));
        *c = 'I';
    }
}
