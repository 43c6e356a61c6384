//! What stands before the text of a line of a log, piece by piece: a stamp, a tag, a number, a name.

use super::WIDEST;
use crate::text::{Words, stamp};

/// The length of what stands at the beginning of `text` and carries what follows, blanks after it included, and whether
/// it is a stamp; `stamped` where one came before.
pub(super) fn piece(text: &str, stamped: bool) -> Option<(usize, bool)> {
    let body = text.trim_start_matches([' ', '\t']);
    let lead = text.len() - body.len();
    let stamp = stamp::after_stamp(body).or_else(|| stamp::after_syslog(body));
    let length = match (tag(body), stamp) {
        (Some(length), _) => length,
        (None, Some(rest)) => body.len() - rest.len(),
        (None, None) => number(body)
            .or_else(|| column(body))
            .or_else(|| pod(body))
            .or_else(|| if stamped { field(body) } else { None })
            .or_else(|| name(body))?,
    };
    let rest = body.get(length..)?;
    let blank = rest.strip_prefix([' ', '\t']).map_or(0, |_| 1);
    (blank > 0 || rest.starts_with('[') || body.get(..length)?.ends_with([':', '|', ']']))
        .then_some((lead + length + blank, stamp.is_some()))
}

/// `[pod/web-1/app]`, `[ERROR]:`, `<14>1`, `##[error]`, Loki's `{app="web", pod="web-1"}`
fn tag(text: &str) -> Option<usize> {
    if let Some(labels) = text.strip_prefix('{').and_then(|rest| rest.cut("\"} ")).map(|(labels, _)| labels) {
        let fits = |label: &str| {
            let pair = label.trim_start().cut("=\"");
            pair.is_some_and(|(name, value)| !name.contains([' ', '{']) && !value.short_of("\"").contains('"'))
        };
        return labels.split(',').all(fits).then(|| labels.len() + 3);
    }
    if let Some(rest) = text.strip_prefix("##[") {
        return Some(rest.split_once(']')?.0.len() + 4);
    }
    let close = match text.bytes().next()? {
        b'[' => ']',
        b'<' => '>',
        _ => return None,
    };
    let (inside, rest) = text.get(1..)?.split_once(close)?;
    let number = close == '>';
    let fits =
        if number { inside.bytes().all(|b| b.is_ascii_digit()) } else { !inside.contains(['"', '\'', '=', '{']) };
    // TeamCity writes a letter between the clock and its colon.
    let letter = 2 * usize::from(rest.get(1..).is_some_and(|rest| rest.starts_with(":\t")));
    let more = if number { 1 } else { letter.max(usize::from(rest.starts_with(':'))) };
    (fits && !inside.is_empty() && rest.get(more..)?.starts_with([' ', '\t', '['])).then(|| inside.len() + 2 + more)
}

/// `12`, `12:`, `12 |` of line numbers, `  12  ` of a shell's history, milliseconds since 1970. Offsets of dumps and
/// accounts are longer or shorter.
fn number(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text.get(digits..)?;
    let (_, length) =
        [("\t", 0), (": ", 1), (" | ", 2), ("  ", 1)].into_iter().find(|(mark, _)| rest.starts_with(mark))?;
    matches!(digits, 1..=5 | 13).then_some(digits + length)
}

/// `web-7c9d8b5f6-x2x9k web` of stern
fn pod(text: &str) -> Option<usize> {
    let mut words = text.split(' ');
    let (pod, container) = (words.next()?, words.next().filter(|word| !word.is_empty())?);
    let mut parts = pod.rsplit('-');
    let fits = |part: &str, long: usize| {
        part.len() <= long
            && part.bytes().any(|b| b.is_ascii_digit())
            && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    };
    (fits(parts.next()?, 5) && fits(parts.next()?, 10) && parts.next().is_some())
        .then_some(pod.len() + 1 + container.len())
}

/// `web-1  |`, `0|web  |` of pm2
fn column(text: &str) -> Option<usize> {
    let near = text.get(..text.floor_char_boundary(WIDEST))?;
    let (name, _) = near.split_once('|')?;
    let rest = text.get(name.len() + 1..)?;
    if !name.is_empty() && name.bytes().all(|b| b.is_ascii_digit()) && !rest.starts_with([' ', '\t']) {
        return column(rest).map(|length| name.len() + 1 + length);
    }
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/');
    let word = name.trim();
    (rest.starts_with([' ', '\t']) && !word.is_empty() && word.chars().all(fits)).then_some(name.len() + 1)
}

/// `stderr F`, `01O` of GitLab's runner, `ERROR`, `- app -`, a word before a tab: what follows a stamp.
fn field(text: &str) -> Option<usize> {
    let word = text.split([' ', '\t']).next()?;
    let rest = text.get(word.len()..)?;
    let stream = ["stdout F", "stderr F", "stdout P", "stderr P"].iter().find(|stream| text.starts_with(**stream));
    // The stream's name, as `aws logs tail` writes it.
    let path = word.contains('/') && !word.contains(['=', '"', '\'', ':']);
    let stream_of_gitlab = matches!(word.as_bytes(), [b'0'..=b'9', b'0'..=b'9', b'O' | b'E']);
    let dash = || text.first(" - ").filter(|&at| text.get(..at).is_some_and(|before| before.split(' ').count() < 7));
    stream
        .map(|stream| stream.len())
        .or_else(|| (rest.starts_with('\t') || word == "-" || path || stream_of_gitlab).then_some(word.len()))
        .or_else(|| stamp::after_level(text).map(|rest| text.len() - rest.len()))
        .or_else(|| dash().map(|at| at + 2))
        .filter(|&length| length > 0)
}

/// `null_resource.app (local-exec):`, `host app[12]:`, `ERROR:`, `app.log:12:`
fn name(text: &str) -> Option<usize> {
    let near = text.get(..text.floor_char_boundary(WIDEST / 2))?;
    let is_word = |name: &str| name.chars().any(|c| c.is_alphabetic() && !c.is_ascii_hexdigit());
    let strange = ['"', '\'', '=', '{', '$', '<', '>', ','];
    let plain = |name: &&str| is_word(name) && !name.contains(strange) && name.split(' ').count() < 5;
    let spaced = near.cut(": ").map(|(name, _)| name).or_else(|| near.strip_suffix(':'));
    let numbered = || {
        let (file, rest) = near.split_once(':')?;
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let fits = digits > 0 && rest.get(digits..)?.starts_with(':') && !file.contains(' ');
        fits.then(|| file.len() + digits + 1)
    };
    numbered().or_else(|| spaced.filter(plain).map(str::len)).map(|length| length + 1)
}
