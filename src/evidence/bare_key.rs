//! An access key ID that stands for itself: the output of `printenv KEY`, a line of its own, a mention in prose; and the
//! `ID:SECRET` lines of s3fs. The unique ID of a user or role, which is often taken for one, on a line of its own.

use std::ops::Range;

use super::{Answer, Fact, Format, Given, Kind, Place, Reading, Scope, Setting};
use crate::aws::key::{self, Class};
use crate::aws::names::Role;
use crate::text::characters::{self, Oddity};
use crate::text::quote::{Escapes, quoted, unescape};
use crate::text::{View, Words, caret, command, redaction, shell};

/// The format.
pub const FORMAT: Format =
    Format { kind: Kind::BareKey, literals: &["AKIA", "ASIA", "ABIA", "ACCA", "\u{410}KIA", "AIDA", "AROA"], read };

/// A key ID of which this much is left is still one.
const SHORTEST: usize = 12;
/// Nothing longer is a key ID, however often it was pasted.
const LONGEST: usize = 64;
/// Bytes of a line that are looked at before and after the literal.
const REACH: usize = 512;
/// The lengths of unique IDs: those of today have 21 characters.
const UNIQUE_ID: Range<usize> = 20..25;
/// The lengths of secret access keys that s3fs files hold, a blank or a quote more or less.
const SECRET: Range<usize> = 30..48;

/// The most bytes of a credential scope.
const SCOPE: usize = 200;

fn read(place: &Place<'_>) -> Answer {
    let view = place.view;
    let line = view.line_near(place.at, REACH);
    let line = line.start.max(place.floor)..line.end;
    // The error that quotes a credential scope is read as a whole.
    if view.get(place.at..line.end).first("/aws4_request' not a valid").is_some_and(|at| at < SCOPE) {
        return Answer::No;
    }
    let prefix = view.get(place.at..view.boundary(place.at + key::PREFIX_LENGTH)).to_ascii_uppercase();
    if key::prefix(&prefix).is_some_and(|(_, class, _)| class == Class::NotAnAccessKey) {
        return unique_id(view, &line, place.at).map_or(Answer::No, Answer::Yes);
    }
    if let Some(reading) = alone(view, &line, place.at) {
        return Answer::Yes(reading);
    }
    let Some(token) = token(view, &line, place.at) else { return Answer::No };
    if let Some(reading) = with_secret(view, &line, &token) {
        return Answer::Yes(reading);
    }
    let (token, key) = within_quotes(view, &line, &token).unwrap_or_else(|| (token.clone(), view.slice(token.clone())));
    Answer::Yes(key_fact(token, key))
}

fn key_fact(range: Range<usize>, key: View<'static>) -> Reading {
    Reading { range, facts: vec![Fact::Key(key)], nested: Vec::new() }
}

/// The unique ID at byte `at`, which stands alone on its line: elsewhere it says whose a call was, and claims to be no key.
fn unique_id(view: &View<'_>, line: &Range<usize>, at: usize) -> Option<Reading> {
    let rest = view.get(at..line.end);
    let length = rest.find(|c: char| !(c.is_ascii_uppercase() || c.is_ascii_digit())).unwrap_or(rest.len());
    let around = |text: &str| text.trim_matches([' ', '\t', '\r', '>', '"', '\'', '`', ',']).is_empty();
    let alone = around(view.get(line.start..at)) && around(view.get(at + length..line.end));
    (alone && UNIQUE_ID.contains(&length)).then(|| key_fact(at..at + length, view.slice(at..at + length)))
}

/// A line that holds nothing but a key ID, perhaps as `printf %q`, `cat -A`, a language's print of a string shows it.
fn alone(view: &View<'_>, line: &Range<usize>, at: usize) -> Option<Reading> {
    let text = view.get(line.clone());
    (text.len() <= 160 && line.start == view.line_near(at, REACH).start).then_some(())?;
    let lead = text.len() - text.trim_start_matches([' ', '\t', '>']).len();
    let body = text.get(lead..)?.trim_end_matches([' ', '\t']);
    let range = line.start + lead..line.start + lead + body.len();
    let mut shown = shown(view, &range)?;
    // jq's filter quotes for a shell, and what prints it quotes once more.
    let by_jq = || command::line_above(view, line.start).is_some_and(|above| view.get(above).holds("@sh"));
    if shown.text().len() > 2 && shown.text().starts_with('\'') && shown.text().ends_with('\'') && by_jq() {
        shown = shown.slice(1..shown.text().len() - 1);
    }
    (shown.text() != body && is_key(core(shown.text())?)).then(|| key_fact(range, shown))
}

/// What the whole of `range` stands for, if it is written in a way that shows what does not print.
fn shown(view: &View<'_>, range: &Range<usize>) -> Option<View<'static>> {
    let body = view.get(range.clone());
    if caret::is_marked(body) || body.ends_with('$') {
        let end = range.end - usize::from(body.ends_with('$'));
        return Some(caret::decode(view, range.start..end));
    }
    let python = usize::from(body.starts_with(['b', 'u']) && body.get(1..).is_some_and(|b| b.starts_with(['"', '\''])));
    if body.get(python..)?.starts_with(['"', '\'']) {
        // A Python string of bytes writes each byte of UTF-8.
        let escapes = if body.starts_with('b') { Escapes::AnsiC } else { Escapes::C };
        let (value, end) = quoted(view, range.start + python, escapes)?;
        return (end >= range.end.saturating_sub(1) && view.get(end..range.end).trim_matches(',').is_empty())
            .then_some(value);
    }
    if body.starts_with("$'") || body.contains('\\') {
        let tail = view.get(range.end..range.end + 1);
        // The blank that ends the line may be the escaped one.
        let view_end = range.end + usize::from(body.ends_with('\\') && tail == " ");
        let word = shell::word(view, range.start);
        return (word.end >= view_end && !word.expands).then_some(word.value);
    }
    None
}

/// The part of `value` without hidden characters and quotes at its ends.
fn core(value: &str) -> Option<&str> {
    let core = value.trim_matches(|c| characters::is_hidden(c) || matches!(c, '"' | '\'' | '\u{201c}' | '\u{201d}'));
    (!core.is_empty()).then_some(core)
}

/// The key ID that holds the literal at byte `at`, with the invisible characters that adjoin it.
fn token(view: &View<'_>, line: &Range<usize>, at: usize) -> Option<Range<usize>> {
    let before = view.get(line.start..at);
    let after = view.get(at..line.end);
    let mut length = after.find(|c| !belongs(c)).unwrap_or(after.len());
    // A prompt stands right behind what was printed without a line end.
    let upper = after.find(|c: char| !(c.is_ascii_uppercase() || c.is_ascii_digit())).unwrap_or(after.len());
    if upper < length && key::is_whole(after.get(..upper)?) && command::prompt(after.get(upper..)?).is_some() {
        length = upper;
    }
    let last = after.get(..length)?.trim_end_matches(is_joined).len();
    // A no-break space, or a CR in the middle of a line, belongs to the key where no word follows.
    let blanks = after.get(length..)?;
    let wide = blanks.len() - blanks.trim_start_matches(is_blank_like).len();
    let tail = blanks.get(wide..)?;
    if !tail.starts_with(|c: char| c.is_alphanumeric()) || after.get(length..)?.starts_with('\r') {
        length += wide;
    }
    let mut start = before.trim_end_matches(is_joined).len();
    let lead = before.get(..start)?;
    let wide = lead.trim_end_matches(is_blank_like).len();
    if wide < start && lead.get(..wide)?.trim_start_matches([' ', '\t', '>']).is_empty() {
        start = wide;
    }
    let lead = before.get(..start)?;
    let mark = lead.chars().next_back();
    if mark.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '+' | '.' | '%' | '$' | '*')) {
        return None;
    }
    // The mark that a file begins with is no part of what the file says.
    let start = if line.start + start == 0 && view.source(0) == 0 {
        before.len() - before.trim_start_matches('\u{feff}').len()
    } else {
        start
    };
    let visible: String = after.get(..last)?.chars().filter(|&c| !characters::is_hidden(c)).collect();
    let next = after.get(last..)?.chars().next();
    let goes_on =
        next.is_some_and(|c| matches!(c, '_' | '+' | '*' | '…' | '%')) || after.get(last..)?.starts_with("..");
    (is_key(&visible) && !goes_on).then(|| line.start + start.min(before.len())..at + length)
}

/// What people put around a value to see its ends; of those that differ only where a blank stands at one end.
const QUOTES: [(char, char); 8] =
    [('"', '"'), ('\'', '\''), ('`', '`'), ('[', ']'), ('<', '>'), ('>', '<'), ('(', ')'), ('{', '}')];

/// The key ID `token` with what stands between it and the quotes around it, blanks and escapes: `--body "AKIA… "`,
/// `key="AKIA…\r"`.
fn within_quotes(view: &View<'_>, line: &Range<usize>, token: &Range<usize>) -> Option<(Range<usize>, View<'static>)> {
    let before = view.get(line.start..token.start);
    let after = view.get(token.end..line.end);
    let (lead, tail) = (before.trim_end_matches(' '), after.trim_start_matches(' '));
    let one_side = (lead.len() < before.len()) != (tail.len() < after.len());
    let mark = lead.chars().next_back()?;
    let (_, close) = QUOTES.iter().find(|(open, close)| *open == mark && (open == close || one_side))?;
    let opens = !lead.trim_end_matches(mark).ends_with(|c: char| c.is_alphanumeric());
    let start = line.start + lead.len();
    let end = if tail.starts_with(*close) {
        line.end - tail.len()
    } else {
        after.starts_with('\\').then_some(())?;
        let (_, end) = quoted(view, start - 1, Escapes::C).filter(|(held, _)| core(held.text()).is_some_and(is_key))?;
        end - 1
    };
    opens.then(|| (start..end, unescape(view, start..end, Escapes::C)))
}

/// Whether `c` may stand inside a key ID, defects included.
fn belongs(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || is_joined(c)
        || matches!(characters::oddity(c), Some(Oddity::Lookalike(like)) if like.is_ascii_alphanumeric())
}

/// Whether `c` takes no room, so that nobody sees it between two letters.
fn is_joined(c: char) -> bool {
    characters::is_hidden(c) && !c.is_whitespace() && !c.is_ascii_control()
}

fn is_blank_like(c: char) -> bool {
    characters::is_hidden(c) && !matches!(c, ' ' | '\t' | '\n' | '\0')
}

/// Whether `text`, without its hidden characters, is a key ID or what is left of one: not a word, not base64 of
/// something else, not one that somebody masked.
fn is_key(text: &str) -> bool {
    let folded: String = text
        .chars()
        .filter(|&c| !characters::is_hidden(c))
        .map(|c| match characters::oddity(c) {
            Some(Oddity::Lookalike(like)) => like,
            _ => c,
        })
        .collect();
    let length = folded.chars().count();
    let known = key::prefix(&folded.to_ascii_uppercase()).is_some();
    if !known || !(SHORTEST..=LONGEST).contains(&length) || redaction::shown(&folded).is_some() {
        return false;
    }
    let body = folded.get(key::PREFIX_LENGTH..).unwrap_or_default();
    let digits = body.bytes().filter(u8::is_ascii_digit).count();
    let upper = folded.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    let lower = folded.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    let same = body.chars().all(|c| body.starts_with(c));
    let whole = length == key::LENGTH && (digits > 0 || upper);
    !same && folded.is_ascii() && (whole || digits > 0 && (upper || lower && length >= 16))
}

/// `ID:SECRET` of a file of s3fs, with or without its bucket, or of an address, where it is escaped.
fn with_secret(view: &View<'_>, line: &Range<usize>, token: &Range<usize>) -> Option<Reading> {
    let rest = view.get(token.end..line.end).strip_prefix(':')?;
    let length = rest.find(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ',' | '@')).unwrap_or(rest.len());
    let secret = rest.get(..length)?;
    let base64 = secret.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'=' | b'%'));
    let escapes = secret.matches('%').count();
    (SECRET.contains(&length.saturating_sub(2 * escapes)) && base64).then_some(())?;
    let secret = token.end + 1..token.end + 1 + length;
    let escapes = if escapes > 0 { Escapes::Percent } else { Escapes::None };
    let setting = |name: &str, role, range: &Range<usize>| {
        let mut written = View::empty(view.source(range.start));
        name.chars().for_each(|c| written.push(c, view.span(range.start..range.start)));
        Fact::Setting(Box::new(Setting {
            name: written,
            role: Some(role),
            scope: Scope::Tool("s3fs"),
            value: Given::found(unescape(view, range.clone(), escapes)),
            span: view.span(range.clone()),
        }))
    };
    let id = setting("access key ID", Role::AccessKeyId, token);
    Some(Reading {
        range: token.start..secret.end,
        facts: vec![id, setting("secret access key", Role::SecretAccessKey, &secret)],
        nested: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> Option<String> {
        FORMAT.first(text)?.facts.into_iter().find_map(|fact| match fact {
            Fact::Key(key) => Some(key.text().to_owned()),
            _ => None,
        })
    }

    #[test]
    fn keys_are_found_with_what_clings_to_them() {
        for (text, value) in [
            ("AKIAIOSFODNN7EXAMPLE", "AKIAIOSFODNN7EXAMPLE"),
            ("The key AKIAIOSFODNN7EXAMPLE, which", "AKIAIOSFODNN7EXAMPLE"),
            ("(\"AKIAIOSFODNN7EXAMPLE\").", "AKIAIOSFODNN7EXAMPLE"),
            ("x AKIAIOSFODNN7EXAMPLE\u{a0}\nnext", "AKIAIOSFODNN7EXAMPLE\u{a0}"),
            ("x AKIAIOSFODNN7EXAMPLE\u{a0}next", "AKIAIOSFODNN7EXAMPLE"),
            ("\u{200b}AKIAIOSF\u{200b}ODNN7EXAMPLE.", "\u{200b}AKIAIOSF\u{200b}ODNN7EXAMPLE"),
            ("x\n\u{feff}AKIAIOSFODNN7EXAMPLE", "\u{feff}AKIAIOSFODNN7EXAMPLE"),
            ("\u{feff}AKIAIOSFODNN7EXAMPLE", "AKIAIOSFODNN7EXAMPLE"),
            ("AKIAIOSFODNN7EXAMPLE\r\nx", "AKIAIOSFODNN7EXAMPLE"),
            ("AKIAIOSFODNN7EXAMPLEdeploy@web-1:~$ date", "AKIAIOSFODNN7EXAMPLE"),
            ("AKIAIOSFODNN7EXAMPLEsh-4.2$ date", "AKIAIOSFODNN7EXAMPLE"),
            ("akia2ujravmhyva2t7tx", "akia2ujravmhyva2t7tx"),
            ("AKIARATVQ7KT32MN", "AKIARATVQ7KT32MN"),
            ("\u{410}KIAZKRI6CGQFJ6KAOR2", "\u{410}KIAZKRI6CGQFJ6KAOR2"),
            ("AKIAIOSFODNN7EXAMPLE^M$", "AKIAIOSFODNN7EXAMPLE\r"),
            ("AKIAIOSFODNN7EXAMPLEM-BM- $", "AKIAIOSFODNN7EXAMPLE\u{a0}"),
            ("AKIAIOSFODNN7EXAMPLE$", "AKIAIOSFODNN7EXAMPLE"),
            ("$'AKIAIOSFODNN7EXAMPLE\\r\\n'", "AKIAIOSFODNN7EXAMPLE\r\n"),
            ("\\ AKIAIOSFODNN7EXAMPLE", " AKIAIOSFODNN7EXAMPLE"),
            ("AKIAIOSFODNN7EXAMPLE\\ \n", "AKIAIOSFODNN7EXAMPLE "),
            ("\\\"AKIAIOSFODNN7EXAMPLE\\\"", "\"AKIAIOSFODNN7EXAMPLE\""),
            ("'AKIAIOSFODNN7EXAMPLE\\u200b'", "AKIAIOSFODNN7EXAMPLE\u{200b}"),
            ("b'AKIAIOSFODNN7EXAMPLE\\r'", "AKIAIOSFODNN7EXAMPLE\r"),
            ("b'AKIAIOSFODNN7EXAMPLE\\xc2\\xa0'", "AKIAIOSFODNN7EXAMPLE\u{a0}"),
            ("\"AKIAIOSFODNN7EXAMPLE \",", "AKIAIOSFODNN7EXAMPLE "),
            ("gh secret set ID --body \"AKIAIOSFODNN7EXAMPLE \"", "AKIAIOSFODNN7EXAMPLE "),
            ("- the key is ` AKIAIOSFODNN7EXAMPLE`", " AKIAIOSFODNN7EXAMPLE"),
            ("msg=\"key\" key=\"AKIAIOSFODNN7EXAMPLE\\r\"", "AKIAIOSFODNN7EXAMPLE\r"),
            ("panic: key 'AKIAIOSFODNN7EXAMPLE\\u200b' is", "AKIAIOSFODNN7EXAMPLE\u{200b}"),
            ("[AKIAIOSFODNN7EXAMPLE ]", "AKIAIOSFODNN7EXAMPLE "),
            ("the id is <AKIAIOSFODNN7EXAMPLE >.", "AKIAIOSFODNN7EXAMPLE "),
            (">AKIAIOSFODNN7EXAMPLE <", "AKIAIOSFODNN7EXAMPLE "),
            ("[ AKIAIOSFODNN7EXAMPLE ]", "AKIAIOSFODNN7EXAMPLE"),
            ("the 'user' AKIAIOSFODNN7EXAMPLE 'x'", "AKIAIOSFODNN7EXAMPLE"),
            ("\"'AKIAIOSFODNN7EXAMPLE'\"", "'AKIAIOSFODNN7EXAMPLE'"),
            ("$ jq -n 'env.ID|@sh'\n\"'AKIAIOSFODNN7EXAMPLE '\"\n", "AKIAIOSFODNN7EXAMPLE "),
        ] {
            assert_eq!(key(text).as_deref(), Some(value), "{text:?}");
        }
    }

    #[test]
    fn a_unique_id_is_read_where_it_stands_alone() {
        for (text, value) in [
            ("AIDASP2TPHJSUFRSTTZX4", Some("AIDASP2TPHJSUFRSTTZX4")),
            ("whose is this?\n\t\"AROASP2TPHJSUFRSTTZX4\",\r\nthanks", Some("AROASP2TPHJSUFRSTTZX4")),
            ("AROASP2TPHJSUFRSTTZX4:session", None),
            ("principal AIDASP2TPHJSUFRSTTZX4", None),
            ("\"UserId\": \"AIDASP2TPHJSUFRSTTZX4\",", None),
            ("AIDA", None),
            ("Aida Roa", None),
            ("aidadb01server0123456", None),
        ] {
            assert_eq!(key(text).as_deref(), value, "{text:?}");
        }
    }

    #[test]
    fn words_masks_and_other_tokens_are_no_keys() {
        for text in [
            "Asia Pacific",
            "asia-northeast1",
            "AKIA...",
            "AKIAXXXXXXXXXXXXXXXX",
            "AKIA************RU7X",
            "AKIA",
            "AKIAAAAAAAAAAAAAAAAA",
            "xAKIAIOSFODNN7EXAMPLE",
            "ab/AKIAiosfodnn7eXampleAndMoreOfTheSame0123",
            "AKIA_REDACTED_0123456",
            "ASIAPACIFICREGIONS",
            "AKIAIOSFODNN7...",
        ] {
            assert_eq!(key(text), None, "{text}");
        }
    }

    #[test]
    fn s3fs_lines_hold_both_halves() {
        let text = "bucket:AKIASP2TPHJSQH3FRU7X:kR7mPq2sT9vXz4bN6dF8hJ1lW3cY5aE0gUiOoLzQ\n";
        let address =
            FORMAT.first("sqs://AKIASP2TPHJSQH3FRU7X:kR7mPq2sT9vXz4bN6dF8hJ1lW3cY5aE0gUi%2BoLz%2F@/").unwrap();
        let [_, Fact::Setting(secret)] = address.facts.as_slice() else { panic!("{address:?}") };
        assert_eq!(secret.value.text().unwrap().text(), "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");
        let reading = FORMAT.first(text).unwrap();
        let values: Vec<String> = reading
            .facts
            .iter()
            .map(|fact| match fact {
                Fact::Setting(setting) => setting.value.text().unwrap().text().to_owned(),
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(values, ["AKIASP2TPHJSQH3FRU7X", "kR7mPq2sT9vXz4bN6dF8hJ1lW3cY5aE0gUiOoLzQ"]);
    }
}
