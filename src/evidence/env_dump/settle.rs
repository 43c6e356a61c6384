//! What the lines of a listing say when they are seen together: whether quotes, blanks and line ends are part of values.

use std::ops::Range;

use super::assignment::Style;
use super::value::{evaluate, in_quotes};
use super::{REACH, fact, is_confidential, matters};
use crate::aws::key;
use crate::aws::names::{self, Role};
use crate::evidence::{Fact, Scope};
use crate::text::command::{self, Command};
use crate::text::{View, Words, caret};

/// A variable of the listing.
#[derive(Clone, Debug)]
pub struct Item {
    pub name: Range<usize>,
    /// From the value's first character to the end of its line (the last one that it takes).
    pub value: Range<usize>,
    pub style: Style,
    pub quote: Option<char>,
    /// Whether the line ends at all, and with CR LF.
    pub ended: bool,
    pub cr: bool,
    /// Whether exactly one empty line and then another variable follow.
    pub gap: bool,
}

/// What the variables of one listing say, seen together.
pub fn settle(view: &View<'_>, items: &[Item], hit: &Item, command: Option<Command>) -> Vec<Fact> {
    let told = command.unwrap_or_default();
    let ends = |mark: &str| items.iter().all(|item| view.get(item.value.clone()).ends_with(mark));
    // A quoted value ends before the sign that `cat -A` puts at the end of the line.
    let caret = told.caret
        || items.iter().all(|item| view.get(item.value.start..item.value.end + 1).ends_with('$'))
        || ends("$");
    let blank = [" ", "\t"].into_iter().find(|blank| items.len() > 1 && ends(blank)).unwrap_or_default();
    let odd_cr = items.iter().any(|item| item.ended && !item.cr)
        || items.len() == 1 && told.raw == Some(true) && !told.windows && !above_has_cr(view, hit);
    let literal = told.raw.unwrap_or_else(|| is_literal(view, items)) || is_of_env_file(view, items, hit);
    items
        .iter()
        .filter_map(|item| {
            let name = view.get(item.name.clone());
            let own = key::prefix(view.get(item.value.clone())).is_some();
            if !matters(name) && !is_confidential(name) && !own {
                return None;
            }
            let mut range = item.value.clone();
            range.end = range.end.max(range.start + blank.len()) - blank.len();
            let plain = item.style == Style::Plain;
            if item.cr && odd_cr {
                range.end += 1;
            }
            if plain && literal && item.gap && told.raw == Some(true) && !told.torn {
                range.end = item.value.end + if item.cr { 2 } else { 1 };
            }
            let raw = plain_text(view, &range, caret, names::variable(name).is_some());
            // What the listing of a shell quotes, it quotes in its own way.
            let shell = command.is_some() && told.raw.is_none() && raw.text().starts_with('\'');
            let literal = literal && !(plain && (shell || needs_quotes(raw.text())));
            let raw = if plain && literal { without_remark(raw, name, told.raw == Some(true)) } else { raw };
            let given = match item.quote {
                Some(quote) => in_quotes(&raw, item.style, quote),
                None => evaluate(&raw, item.style, literal)?,
            };
            fact(view.slice(item.name.clone()), given, view.span(range), Scope::Environment)
        })
        .collect()
}

/// Whether quotes stand in `items`, and Docker takes them from the file as they are.
fn is_of_env_file(view: &View<'_>, items: &[Item], hit: &Item) -> bool {
    let quoted = |item: &Item| view.get(item.value.clone()).starts_with(['"', '\'']);
    hit.style == Style::Plain && items.iter().any(quoted) && command::is_env_file(view, hit.name.start)
}

fn above_has_cr(view: &View<'_>, hit: &Item) -> bool {
    let line = view.line_near(hit.name.start, REACH);
    view.get(0..line.start).ends_with("\r\n")
}

/// The text of `range` as the program wrote it, before `cat -A` and line wraps.
fn plain_text(view: &View<'_>, range: &Range<usize>, caret: bool, credential: bool) -> View<'static> {
    let text = view.get(range.clone());
    if caret {
        let mut out = View::empty(view.source(range.start));
        let mut at = range.start;
        for line in text.split_inclusive('\n') {
            let body = line.strip_suffix('\n').unwrap_or(line);
            let shown = body.strip_suffix('$').unwrap_or(body);
            out.append(&caret::decode(view, at..at + shown.len()));
            out.extend(view, at + body.len()..at + line.len());
            at += line.len();
        }
        return out;
    }
    if credential && caret::is_marked(text) {
        return caret::decode(view, range.clone());
    }
    if credential && text.contains('\n') && !text.starts_with(['"', '\'', '$']) && !text.ends_with('\n') {
        let mut out = View::empty(view.source(range.start));
        let mut at = range.start;
        for line in text.split_inclusive('\n') {
            out.extend(view, at..at + line.trim_end_matches(['\r', '\n']).len());
            at += line.len();
        }
        return out;
    }
    view.slice(range.clone())
}

/// Whether quotes are part of the values where no command tells: they are if other values stand without, as `env` prints
/// them, and not in a file with comments, with exports, or with a value that must be quoted.
fn is_literal(view: &View<'_>, items: &[Item]) -> bool {
    let values: Vec<&str> = items
        .iter()
        .filter(|item| item.style == Style::Plain)
        .map(|item| view.get(item.value.clone()).trim_end_matches('$'))
        .filter(|value| !value.is_empty())
        .collect();
    let is_quoted =
        |value: &str| value.len() > 1 && value.starts_with(['"', '\'']) && value.trim_end().ends_with(['"', '\'']);
    let must = |value: &&str| is_quoted(value) && value.trim().trim_matches(['"', '\'']).trim().contains(' ');
    let file = values.iter().any(must)
        || values.iter().any(|value| value.holds(" #"))
        || items.iter().any(|item| item.style != Style::Plain);
    !file && values.iter().any(|value| !is_quoted(value))
}

/// Whether `value` is quoted as a shell quotes what needs it: `'AKIA… '`, `$'…\r'`, `''`.
fn needs_quotes(value: &str) -> bool {
    if value.starts_with("$'") {
        return value.ends_with('\'');
    }
    let inner = value.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\''));
    inner.is_some_and(|inner| {
        inner.is_empty()
            || inner
                .contains(|c: char| !c.is_alphanumeric() && !matches!(c, '/' | '+' | '=' | '_' | '-' | '.' | ':' | ','))
    })
}

/// `raw` without what follows a value on its line: a comment, a command. What looks like the rest of a value stays.
fn without_remark(raw: View<'static>, name: &str, exact: bool) -> View<'static> {
    let credential =
        matches!(names::variable(name), Some(Role::AccessKeyId | Role::SecretAccessKey | Role::SessionToken));
    let text = raw.text();
    let open = text.starts_with(['$', '{', '<', '%', '[', '"', '\'']);
    let Some((first, rest)) = text.split_once([' ', '\t']).filter(|_| credential && !exact && !open) else {
        return raw;
    };
    let value_like =
        |word: &str| word.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || matches!(c, '+' | '/' | '='));
    if first.len() < 4 || rest.trim().is_empty() || rest.split_whitespace().all(value_like) {
        return raw;
    }
    raw.slice(0..first.len())
}
