//! What is written for a value, read as the process that holds it reads it.

use super::assignment::Style;
use crate::evidence::Given;
use crate::text::quote::{Escapes, quoted, unescape};
use crate::text::{View, Words, shell};

/// The value that `raw`, the text from the value's first character on, stands for in `style`; `literal` says whether
/// quotes and blanks of [`Style::Plain`] are part of it. None where it is no value but a piece of a program.
pub fn evaluate(raw: &View<'_>, style: Style, literal: bool) -> Option<Given> {
    let text = raw.text();
    Some(match style {
        Style::Plain if literal => Given::found(raw.slice(0..text.len())),
        Style::Plain => dotenv(raw),
        Style::Word => word(raw),
        // systemd puts nothing in for `$K`.
        Style::Systemd => Given::found(shell::word(raw, 0).value),
        Style::Spaced => spaced(raw)?,
        Style::Cmd => {
            let end = text.find(['&', '|']).unwrap_or(text.len());
            percent(raw.slice(0..end))
        }
        Style::Setx => first_word(raw, Escapes::None),
        Style::Fish => fish(raw),
        Style::PowerShell => power_shell(raw),
        Style::Item => item(raw),
    })
}

/// A value of a `.env` file: quotes are taken off, a remark behind a blank and `#` too.
fn dotenv(raw: &View<'_>) -> Given {
    let text = raw.text();
    let start = text.len() - text.trim_start_matches([' ', '\t']).len();
    let rest = text.get(start..).unwrap_or_default();
    if rest.starts_with("$'") || rest.starts_with(['"', '\'']) {
        let word = shell::word(raw, start);
        let after = text.get(word.end..).unwrap_or_default().trim_start_matches([' ', '\t']);
        if after.is_empty() || after.starts_with(['#', '\r', '\n']) {
            return Given::found(word.value);
        }
    }
    let line = rest.find('\n').unwrap_or(rest.len());
    let rest = rest.get(..line).unwrap_or(rest);
    let value = before_remark(rest);
    if value.contains('\\') {
        return Given::found(shell::word(raw, start).value);
    }
    Given::found(raw.slice(start..start + value.len()))
}

/// The value of an assignment in `quote`s, of which `raw` is what stands between the sign and the closing one.
pub fn in_quotes(raw: &View<'_>, style: Style, quote: char) -> Given {
    if matches!(style, Style::Word | Style::Systemd) && raw.text().contains(quote) && !raw.text().contains('\\')
        || style == Style::Word && quote != '`' && raw.text().contains('\'')
    {
        return side_by_side(raw, quote);
    }
    let escapes = match style {
        // A shell would not have kept the escapes of the language that printed the value.
        _ if is_printed(raw.text()) => Escapes::C,
        _ if quote != '"' => Escapes::None,
        Style::Word => Escapes::ShellDouble,
        Style::Systemd | Style::Item => Escapes::C,
        _ => Escapes::None,
    };
    let value = unescape(raw, 0..raw.text().len(), escapes);
    let elsewhere = match style {
        Style::Word => quote == '"' && is_interpolated(value.text()),
        Style::Item => is_interpolated(value.text()),
        _ => false,
    };
    if elsewhere { Given::Elsewhere } else { Given::found(value) }
}

/// Whether `text` holds characters as languages print them.
pub fn is_printed(text: &str) -> bool {
    text.holds("\\u") || text.holds("\\x")
}

/// The value of a shell's word in several quotes, `'K='\''V'\'''`, of which `raw` is what stands behind the first sign.
fn side_by_side(raw: &View<'_>, quote: char) -> Given {
    let mut whole = View::empty(raw.source(0));
    whole.push(quote, raw.span(0..0));
    whole.append(raw);
    whole.push(quote, raw.span(raw.text().len()..raw.text().len()));
    word(&whole)
}

/// Where the `quote` that opened before `text` closes; none where it does not close in its line.
pub fn closing(text: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quote == '"' => escaped = true,
            '\n' => return None,
            _ if c == quote => return Some(at),
            _ => {}
        }
    }
    None
}

fn word(raw: &View<'_>) -> Given {
    let word = shell::word(raw, 0);
    if word.expands { Given::Elsewhere } else { Given::found(word.value) }
}

/// `K = V` of a settings file or of a program: a string, or a single word that is no expression.
fn spaced(raw: &View<'_>) -> Option<Given> {
    let text = raw.text();
    if text.starts_with(['"', '\'', '`']) {
        return Some(Given::found(quoted(raw, 0, Escapes::C)?.0));
    }
    let value = before_remark(text).trim_end_matches(['\r', '\n', ' ', '\t']);
    if is_interpolated(value) {
        return Some(Given::Elsewhere);
    }
    let expression = value.contains([' ', '(', '[', ';']) || value.starts_with('$');
    (!expression).then(|| Given::found(raw.slice(0..value.len())))
}

/// A variable of Windows is put in by the shell.
fn percent(value: View<'static>) -> Given {
    let text = value.text().trim();
    let variable = text.len() > 2 && text.starts_with('%') && text.ends_with('%');
    if variable { Given::Elsewhere } else { Given::found(value) }
}

/// A quoted string, or everything to the next blank. Quotes that somebody doubled, `''V''`, are taken off as one.
fn first_word(raw: &View<'_>, escapes: Escapes) -> Given {
    let text = raw.text();
    for double in ["''", "\"\""] {
        let inner = text.strip_prefix(double).and_then(|rest| rest.split_once(double)).map(|(inner, _)| inner);
        if let Some(inner) = inner.filter(|inner| inner.starts_with(char::is_alphanumeric)) {
            return Given::found(raw.slice(double.len()..double.len() + inner.len()));
        }
    }
    if text.starts_with(['"', '\''])
        && let Some((value, _)) = quoted(raw, 0, escapes)
    {
        return Given::found(value);
    }
    let end = text.find([' ', '\t']).unwrap_or(text.len());
    Given::found(unescape(raw, 0..end, escapes))
}

/// fish writes control characters as escapes outside of quotes.
fn fish(raw: &View<'_>) -> Given {
    match raw.text().chars().next() {
        Some('$' | '(') => Given::Elsewhere,
        Some('"') if raw.text().holds("\"$") || raw.text().holds("\"(") => Given::Elsewhere,
        Some('"' | '\'') => first_word(raw, Escapes::ShellDouble),
        _ => first_word(raw, Escapes::C),
    }
}

fn power_shell(raw: &View<'_>) -> Given {
    let text = raw.text();
    match text.chars().next() {
        Some('$' | '(' | '[') => Given::Elsewhere,
        Some('"') => match quoted(raw, 0, Escapes::PowerShell) {
            Some((value, _)) if value.text().contains('$') => Given::Elsewhere,
            Some((value, _)) => Given::found(value),
            None => Given::Elsewhere,
        },
        Some('\'') => first_word(raw, Escapes::None),
        _ => Given::found(raw.slice(0..text.find([';', ')', ',']).unwrap_or(text.len()))),
    }
}

/// A scalar of YAML behind `K=`; what Compose puts in itself comes from elsewhere.
fn item(raw: &View<'_>) -> Given {
    let text = raw.text();
    let value = before_remark(text);
    if is_interpolated(value) { Given::Elsewhere } else { Given::found(raw.slice(0..value.len())) }
}

/// What stands in `text` before a remark behind a blank, without the blanks between them.
pub fn before_remark(text: &str) -> &str {
    let end = [" #", "\t#"].iter().filter_map(|mark| text.first(mark)).min().unwrap_or(text.len());
    text.get(..end).unwrap_or(text).trim_end_matches([' ', '\t'])
}

/// Whether `value` is nothing but a variable that Compose or a workflow puts in: `${K}`, `${K:-x}`, `$K`, `${{ … }}`.
pub fn is_interpolated(value: &str) -> bool {
    let Some(rest) = value.strip_prefix('$') else { return false };
    match rest.strip_prefix('{') {
        Some(inner) => inner.ends_with('}') && inner.len() > 1,
        None => !rest.is_empty() && rest.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'),
    }
}

/// Whether `text` begins with the name of a variable, in capitals, and the sign for its value.
pub fn assigns(text: &str) -> bool {
    let is_name = |name: &str| name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_');
    text.split_once('=').is_some_and(|(name, _)| name.len() > 1 && is_name(name))
}

/// Where the value at the beginning of `text` ends before a comma and the next variable: `V,K2=V2`.
pub fn before_comma(text: &str) -> Option<usize> {
    text.match_indices(',').map(|(at, _)| at).find(|&at| text.get(at + 1..).is_some_and(assigns))
}
