//! Words as POSIX shells read them: quotes of every kind side by side, escapes, expansions.

use super::View;
use super::quote::{Escapes, unescape};

/// A word of a shell's command line.
#[derive(Clone, Debug)]
pub struct Word {
    /// What the word stands for; expansions stand as they are written.
    pub value: View<'static>,
    /// The byte after the word.
    pub end: usize,
    /// Whether the shell puts something else in its place: a variable, the output of a command.
    pub expands: bool,
}

/// The longest quoted string that is looked for.
const LONGEST: usize = 16_384;

/// The word that begins at byte `at` of `view`; empty where a blank or the end of a command stands there.
pub fn word(view: &View<'_>, at: usize) -> Word {
    let mut word = Word { value: View::empty(view.source(at)), end: at, expands: false };
    while let Some(length) = step(view, &mut word) {
        word.end += length;
    }
    word
}

/// Reads the next part of `word` at its end and gives its length; none where the word ends.
fn step(view: &View<'_>, word: &mut Word) -> Option<usize> {
    let at = word.end;
    let rest = view.get(at..view.boundary(at + view.reach(LONGEST)));
    let first = rest.chars().next()?;
    // What may close far off is looked for.
    view.spend(if matches!(first, '\'' | '"' | '$' | '`') { rest.len() } else { 1 });
    match first {
        ' ' | '\t' | '\n' | '\r' | '\0' | ';' | '&' | '|' => {
            // A CR inside a line is no blank for a shell.
            (first == '\r' && !rest.starts_with("\r\n")).then(|| literal(view, word, at, 1))
        }
        '\'' => {
            let inner = inner_length(rest, 1, '\'', false);
            word.value.extend(view, at + 1..at + inner.0);
            Some(inner.1)
        }
        '"' => Some(double(view, word, at, 1, rest)),
        '$' if rest.starts_with("$\"") => Some(double(view, word, at, 2, rest)),
        '$' if rest.starts_with("$'") => {
            let (close, length) = inner_length(rest, 2, '\'', true);
            word.value.append(&unescape(view, at + 2..at + close, Escapes::AnsiC));
            Some(length)
        }
        '$' if rest.starts_with("$(") => {
            word.expands = true;
            Some(literal(view, word, at, balanced(rest)))
        }
        '`' => {
            word.expands = true;
            let (_, length) = inner_length(rest, 1, '`', true);
            Some(literal(view, word, at, length))
        }
        '$' => {
            word.expands |= expands(rest);
            let braces = rest.starts_with("${").then(|| rest.find('}').map(|end| end + 1)).flatten();
            Some(literal(view, word, at, braces.unwrap_or(1)))
        }
        '\\' => {
            let length = 1 + rest.chars().nth(1).map_or(0, char::len_utf8);
            word.value.append(&unescape(view, at..at + length, Escapes::ShellWord));
            Some(length)
        }
        _ => Some(literal(view, word, at, first.len_utf8())),
    }
}

fn literal(view: &View<'_>, word: &mut Word, at: usize, length: usize) -> usize {
    word.value.extend(view, at..at + length);
    length
}

fn double(view: &View<'_>, word: &mut Word, at: usize, open: usize, rest: &str) -> usize {
    let (close, length) = inner_length(rest, open, '"', true);
    let inner = rest.get(open..close).unwrap_or_default();
    word.expands |= inner.match_indices(['$', '`']).any(|(found, _)| {
        let escaped = inner.get(..found).is_some_and(|before| before.ends_with('\\'));
        !escaped && inner.get(found..).is_some_and(|rest| rest.starts_with('`') || expands(rest))
    });
    word.value.append(&unescape(view, at + open..at + close, Escapes::ShellDouble));
    length
}

/// Whether a shell expands what begins with the dollar sign of `rest`.
fn expands(rest: &str) -> bool {
    rest.get(1..)
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '_' | '{' | '(')))
}

/// For a string of `text` whose inside begins at `from`: where the inside ends, and where the string does. A string that
/// does not close ends with its first line.
fn inner_length(text: &str, from: usize, quote: char, backslash: bool) -> (usize, usize) {
    let mut escaped = false;
    for (at, c) in text.get(from..).unwrap_or_default().char_indices() {
        if escaped {
            escaped = false;
        } else if c == '\\' && backslash {
            escaped = true;
        } else if c == quote {
            return (from + at, from + at + c.len_utf8());
        }
    }
    let line = text.find('\n').unwrap_or(text.len());
    let end =
        text.get(..line).and_then(|line| line.strip_suffix('\r')).map_or(line, str::len).max(from.min(text.len()));
    (end, end)
}

/// The length of the `$( … )` that `text` begins with; the rest of the line if it does not close.
fn balanced(text: &str) -> usize {
    let mut open = 0usize;
    for (at, c) in text.char_indices() {
        match c {
            '(' => open += 1,
            ')' if open == 1 => return at + 1,
            ')' => open = open.saturating_sub(1),
            '\n' => return at,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (String, usize, bool) {
        let word = word(&View::at(text, 0), 0);
        (word.value.text().to_owned(), word.end, word.expands)
    }

    #[test]
    fn words_lose_their_quotes() {
        for (text, value) in [
            ("AKIA next", "AKIA"),
            ("'AKIA ' next", "AKIA "),
            ("\"AK\\\"IA\\$ \"", "AK\"IA$ "),
            ("$'AKIA\\r\\n'", "AKIA\r\n"),
            ("$'AKIA\\C-M'", "AKIA\r"),
            ("$'\\357\\273\\277AKIA'", "\u{feff}AKIA"),
            ("'it'\\''s'", "it's"),
            ("AKIA\\ ", "AKIA "),
            ("\\\"AKIA\\\"", "\"AKIA\""),
            ("'AKIA\r\n'\nnext", "AKIA\r\n"),
            ("AKIA\r\nnext", "AKIA"),
            ("AKIA\rx", "AKIA\rx"),
            ("AKIA\u{a0} x", "AKIA\u{a0}"),
            ("AKIA;x", "AKIA"),
            ("", ""),
        ] {
            assert_eq!((read(text).0.as_str(), read(text).2), (value, false), "{text:?}");
        }
        assert_eq!(read("\"AKIA\nnext").0, "AKIA", "an unclosed string ends with its line");
    }

    #[test]
    fn expansions_are_noticed() {
        for text in ["$(aws configure get x)", "${X}", "\"$X\"", "`cat x`", "\"a${X:-b}\""] {
            let (value, end, expands) = read(text);
            assert!(expands && end == text.len(), "{text} {value}");
        }
        for text in ["'${X}'", "\"\\$X\"", "a$", "$'x'"] {
            assert!(!read(text).2, "{text}");
        }
    }
}
