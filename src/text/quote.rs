//! Quoting and escaping as shells, programming languages and markup do it; every reader gives a [`View`], so that a
//! character behind an escape keeps its place.

use std::ops::Range;

use super::View;

/// How characters are written inside some text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Escapes {
    /// As they stand.
    None,
    /// Backslash sequences of C, JSON, JavaScript, Python, Rust and Go: `\n`, `\x0d`, `\u200b`, `\u{200b}`, `\015`.
    C,
    /// ANSI-C quoting of shells, `$'…'`: those of [`Escapes::C`], where `\xHH` and `\NNN` are bytes of UTF-8, and
    /// zsh's `\C-x`, `\M-x`.
    AnsiC,
    /// Double quotes of shells: a backslash before `"`, `\`, `$` or a backquote.
    ShellDouble,
    /// A shell's bare word: a backslash before any character.
    ShellWord,
    /// Entities of XML and HTML.
    Entities,
    /// Percent signs of URLs, once.
    Percent,
    /// Quoted-printable of mail: `=C2=A0`, `=` at the end of a line that goes on.
    Mail,
    /// Backquote sequences of PowerShell: `` `r ``, `` `n ``, `` `u{200b} ``.
    PowerShell,
    /// The quote itself, twice: single quotes of YAML, fields of a table with commas.
    Doubled(char),
}

/// The text of `view` in `range` with its escapes resolved.
pub fn unescape(view: &View<'_>, range: Range<usize>, escapes: Escapes) -> View<'static> {
    let begins = match escapes {
        Escapes::None => return view.slice(range),
        Escapes::Entities => b'&',
        Escapes::Percent => b'%',
        Escapes::Mail => b'=',
        Escapes::PowerShell => b'`',
        Escapes::Doubled('"') => b'"',
        Escapes::Doubled(_) => b'\'',
        Escapes::C | Escapes::AnsiC | Escapes::ShellDouble | Escapes::ShellWord => b'\\',
    };
    view.spend(4 * range.len());
    let mut out = View::empty(view.source(range.start));
    let mut at = range.start;
    while at < range.end {
        let rest = view.get(at..range.end);
        let plain = memchr::memchr(begins, rest.as_bytes()).unwrap_or(rest.len());
        out.extend(view, at..at + plain);
        at += plain;
        let (c, length) = next(view.get(at..range.end), escapes);
        if length == 0 {
            break;
        }
        view.spend(32);
        if let Some(c) = c {
            out.push(c, view.span(at..at + length));
        }
        at += length;
    }
    out
}

/// The string that begins with a quote at byte `at`, and the byte after its closing quote. An unclosed string ends
/// with its line, without a place after it being given more than that line's end.
pub fn quoted(view: &View<'_>, at: usize, escapes: Escapes) -> Option<(View<'static>, usize)> {
    let near = view.boundary(at.saturating_add(view.reach(LONGEST)));
    let close = closing_quote(view.get(at..near), escapes)?;
    view.spend(2 * close.unwrap_or_else(|length| length.max(near - at)));
    Some(match close {
        Ok(length) => (unescape(view, at + 1..at + length, escapes), at + length + 1),
        Err(length) => (unescape(view, at + 1..at + length, escapes), at + length),
    })
}

/// The most bytes of a string.
const LONGEST: usize = 65_536;

/// Where the quote that opens `text` closes: its offset, or as an error the end of the line where it does not close
/// before an empty line or the end of the text.
fn closing_quote(text: &str, escapes: Escapes) -> Option<Result<usize, usize>> {
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'))?;
    let backslash = matches!(escapes, Escapes::C | Escapes::AnsiC | Escapes::ShellDouble | Escapes::ShellWord);
    let mut after_backslash = false;
    let mut line_end = None;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if after_backslash => after_backslash = false,
            '\\' if backslash => after_backslash = true,
            '`' if escapes == Escapes::PowerShell => after_backslash = true,
            '\n' if line_end == Some(at - 1) => return Some(Err(line_end.unwrap_or(at))),
            '\n' => line_end = Some(line_end.unwrap_or(at)),
            _ if escapes == Escapes::Doubled(c) && text.get(at + 1..).is_some_and(|rest| rest.starts_with(c)) => {
                after_backslash = true;
            }
            _ if c == quote => return Some(Ok(at)),
            _ => {}
        }
    }
    Some(Err(line_end.unwrap_or(text.len())))
}

/// The first character of `text` as `escapes` reads it, and how many bytes it takes; no character where the sequence
/// stands for none (a line continuation).
fn next(text: &str, escapes: Escapes) -> (Option<char>, usize) {
    let Some(first) = text.chars().next() else { return (None, 0) };
    let plain = (Some(first), first.len_utf8());
    match (escapes, first) {
        (Escapes::C, '\\') => backslash(text, false).unwrap_or(plain),
        (Escapes::AnsiC, '\\') => backslash(text, true).unwrap_or(plain),
        (Escapes::ShellDouble, '\\') => match text.chars().nth(1) {
            Some('\n') => (None, 2),
            Some(c @ ('"' | '\\' | '$' | '`')) => (Some(c), 2),
            // To a shell these are no escapes, but nobody types them: Ruby's `inspect` and Go's `%q` write them of what is
            // beyond ASCII.
            Some(kind @ ('x' | 'u')) => {
                let read = if kind == 'u' { fixed(text, 4) } else { utf8(text, "\\x", |rest| hex(rest, 2)) };
                read.filter(|(c, _)| c.is_some_and(|c| !c.is_ascii())).unwrap_or(plain)
            }
            _ => plain,
        },
        (Escapes::ShellWord, '\\') => text.chars().nth(1).map_or(plain, |c| (Some(c), 1 + c.len_utf8())),
        (Escapes::Entities, '&') => entity(text).unwrap_or(plain),
        (Escapes::Percent, '%') => bytes_of(text, "%", |rest| hex(rest, 2)).unwrap_or(plain),
        (Escapes::Mail, '=') => match text.find('\n') {
            Some(end @ (1 | 2)) if text.get(1..end).is_some_and(|gap| gap.trim().is_empty()) => (None, end + 1),
            _ => bytes_of(text, "=", |rest| hex(rest, 2)).unwrap_or(plain),
        },
        (Escapes::Doubled(quote), c) if c == quote && text.chars().nth(1) == Some(c) => (Some(c), 2),
        (Escapes::PowerShell, '`') => match text.chars().nth(1) {
            Some('n') => (Some('\n'), 2),
            Some('r') => (Some('\r'), 2),
            Some('t') => (Some('\t'), 2),
            Some('0') => (Some('\0'), 2),
            Some('u') => braced(text, 2).unwrap_or(plain),
            Some(c) => (Some(c), 1 + c.len_utf8()),
            None => plain,
        },
        _ => plain,
    }
}

fn backslash(text: &str, shell: bool) -> Option<(Option<char>, usize)> {
    let kind = text.chars().nth(1)?;
    let simple = |c| Some((Some(c), 2));
    match kind {
        'n' => simple('\n'),
        'r' => simple('\r'),
        't' => simple('\t'),
        'a' => simple('\u{7}'),
        'b' => simple('\u{8}'),
        'f' => simple('\u{c}'),
        'v' => simple('\u{b}'),
        'e' | 'E' => simple('\u{1b}'),
        '\n' => Some((None, 2)),
        'x' if shell => bytes_of(text, "\\x", |rest| hex(rest, 2)),
        // Rust, Ruby and Python's `b'…'` write the bytes of UTF-8, JavaScript and Python's strings a character.
        'x' => utf8(text, "\\x", |rest| hex(rest, 2))
            .or_else(|| hex(text.get(2..)?, 2).map(|(value, length)| (Some(char::from(value)), 2 + length))),
        'u' => braced(text, 2).or_else(|| fixed(text, 4)),
        'U' => fixed(text, 8),
        '0'..='7' if shell => bytes_of(text, "\\", octal),
        // Perl and C write the bytes of UTF-8 so.
        '0'..='7' => utf8(text, "\\", octal)
            .or_else(|| octal(text.get(1..)?).map(|(value, length)| (Some(char::from(value)), 1 + length))),
        'C' | 'M' if shell => zsh(text),
        // Before anything else, a shell leaves the backslash where it stands.
        c if shell && !matches!(c, '\\' | '\'' | '"' | '?') => None,
        c => Some((Some(c), 1 + c.len_utf8())),
    }
}

/// `\u200b`, surrogate pairs included.
fn fixed(text: &str, digits: usize) -> Option<(Option<char>, usize)> {
    let code = |at: usize| u32::from_str_radix(text.get(at..at + digits)?, 16).ok();
    let high = code(2)?;
    if (0xd800..0xdc00).contains(&high) && text.get(2 + digits..4 + digits) == Some("\\u") {
        let low = code(4 + digits)?;
        let whole = 0x1_0000 + ((high - 0xd800) << 10) + low.checked_sub(0xdc00)?;
        return Some((Some(char::from_u32(whole)?), 2 * (2 + digits)));
    }
    Some((Some(char::from_u32(high).unwrap_or(char::REPLACEMENT_CHARACTER)), 2 + digits))
}

/// `\u{200b}`, and `\u[200b]` of ksh, of which the first `skip` bytes come before the brace.
fn braced(text: &str, skip: usize) -> Option<(Option<char>, usize)> {
    let inner = text.get(skip..)?.strip_prefix(['{', '['])?;
    let end = inner.find(['}', ']']).filter(|&end| end <= 8)?;
    Some((Some(char::from_u32(u32::from_str_radix(inner.get(..end)?, 16).ok()?)?), skip + end + 2))
}

fn hex(text: &str, most: usize) -> Option<(u8, usize)> {
    let length = text.bytes().take(most).take_while(u8::is_ascii_hexdigit).count();
    Some((u8::from_str_radix(text.get(..length).filter(|t| !t.is_empty())?, 16).ok()?, length))
}

fn octal(text: &str) -> Option<(u8, usize)> {
    let length = text.bytes().take(3).take_while(|b| matches!(b, b'0'..=b'7')).count();
    Some((u8::try_from(u32::from_str_radix(text.get(..length)?, 8).ok()?).ok()?, length))
}

/// One character written as escaped bytes of UTF-8, each behind `mark`.
fn bytes_of(text: &str, mark: &str, digit: fn(&str) -> Option<(u8, usize)>) -> Option<(Option<char>, usize)> {
    let mut bytes = Vec::new();
    let mut at = 0;
    let mut first = None;
    while let Some((byte, length)) = text.get(at..).and_then(|t| t.strip_prefix(mark)).and_then(digit) {
        bytes.push(byte);
        at += mark.len() + length;
        first.get_or_insert((byte, at));
        if let Some(c) = std::str::from_utf8(&bytes).ok().and_then(|s| s.chars().next()) {
            return Some((Some(c), at));
        }
        if bytes.len() == 4 {
            break;
        }
    }
    first.map(|(_, end)| (Some(char::REPLACEMENT_CHARACTER), end))
}

/// The same, where it is UTF-8: `\302\240`, `\xc2\xa0`.
fn utf8(text: &str, mark: &str, digit: fn(&str) -> Option<(u8, usize)>) -> Option<(Option<char>, usize)> {
    bytes_of(text, mark, digit).filter(|(c, _)| *c != Some(char::REPLACEMENT_CHARACTER))
}

/// zsh's `\C-M` and `\M-b\M-\C-@\M-\C-K`, the bytes of one character.
fn zsh(text: &str) -> Option<(Option<char>, usize)> {
    let mut bytes = Vec::new();
    let mut at = 0;
    while let Some((byte, length)) = text.get(at..).and_then(zsh_byte) {
        bytes.push(byte);
        at += length;
        if let Some(c) = std::str::from_utf8(&bytes).ok().and_then(|s| s.chars().next()) {
            return Some((Some(c), at));
        }
    }
    None
}

fn zsh_byte(text: &str) -> Option<(u8, usize)> {
    if let Some(rest) = text.strip_prefix("\\M-") {
        let (byte, length) = zsh_byte(rest).or_else(|| rest.bytes().next().filter(u8::is_ascii).map(|b| (b, 1)))?;
        return Some((byte | 0x80, 3 + length));
    }
    let byte = text.strip_prefix("\\C-")?.bytes().next().filter(u8::is_ascii)?;
    Some((byte.to_ascii_uppercase() ^ 0x40, 4))
}

fn entity(text: &str) -> Option<(Option<char>, usize)> {
    let end = text.bytes().take(12).position(|b| b == b';')?;
    let name = text.get(1..end)?;
    let c = match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)?
        }
    };
    Some((Some(c), end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, escapes: Escapes) -> String {
        unescape(&View::at(text, 0), 0..text.len(), escapes).text().to_owned()
    }

    #[test]
    fn each_kind_of_escape_is_resolved() {
        assert_eq!(read(r#"a\n\u200b\"\x0d\u{a0}\ud83d\ude00"#, Escapes::C), "a\n\u{200b}\"\r\u{a0}😀");
        assert_eq!(read(r"K\342\200\213\C-M\M-b\M-\C-@\M-\C-K", Escapes::AnsiC), "K\u{200b}\r\u{200b}");
        assert_eq!(read(r"a\302\240\015", Escapes::C), "a\u{a0}\r");
        assert_eq!(read(r"a\xe2\x80\x8b\xa0\x0d", Escapes::C), "a\u{200b}\u{a0}\r");
        assert_eq!(read(r#"a\"b\c"#, Escapes::ShellDouble), r#"a"b\c"#);
        assert_eq!(read(r"C:\xampp\users\xe2\x80\x8b\u00a0", Escapes::ShellDouble), "C:\\xampp\\users\u{200b}\u{a0}");
        assert_eq!(read(r"PLE\ ", Escapes::ShellWord), "PLE ");
        assert_eq!(read("&lt;a&#x200b;&amp;&nope;", Escapes::Entities), "<a\u{200b}&&nope;");
        assert_eq!(read("a%2Fb%E2%80%8B%", Escapes::Percent), "a/b\u{200b}%");
        assert_eq!(read("a=3Db=E2=80=8B=\nc=\r\n=", Escapes::Mail), "a=b\u{200b}c=");
        assert_eq!(read(r"a\u[200b]b", Escapes::AnsiC), "a\u{200b}b");
        assert_eq!(read("a`r`n`u{200b}", Escapes::PowerShell), "a\r\n\u{200b}");
        assert_eq!(read("''a''\"\"'", Escapes::Doubled('\'')), "'a'\"\"'");
        let doubled = quoted(&View::at("'''a''' b", 0), 0, Escapes::Doubled('\''));
        assert_eq!(doubled.map(|(value, end)| (value.text().to_owned(), end)), Some(("'a'".to_owned(), 7)));
    }

    #[test]
    fn a_quoted_string_ends_at_its_quote() {
        let view = View::at(r#"x="a\"b" c"#, 5);
        let (value, after) = quoted(&view, 2, Escapes::C).unwrap();
        assert_eq!((value.text(), after), ("a\"b", 8));
        assert_eq!(value.source(1), 9, "the quote stands at its backslash");
    }

    #[test]
    fn an_unclosed_string_ends_with_its_line() {
        let view = View::at("\"abc\n\nnext", 0);
        assert_eq!(quoted(&view, 0, Escapes::C).unwrap().0.text(), "abc");
        let view = View::at("\"abc", 0);
        assert_eq!(quoted(&view, 0, Escapes::C).unwrap().0.text(), "abc");
    }
}
