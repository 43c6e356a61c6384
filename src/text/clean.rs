//! Marks that terminals and boxes put around text: colour codes, titles, the frames of diagnostics.

use std::borrow::Cow;
use std::ops::Range;

use super::{View, Words};

/// Characters that draw the frame around a diagnostic.
const FRAME: &[char] = &['│', '┃', '╷', '╵', '╭', '╮', '╰', '╯', '─', '━', '┏', '┓', '┗', '┛'];

/// The most bytes of a line that are searched for the beginning of a frame: a log may stamp its lines.
const STAMP: usize = 96;

/// The most bytes that a control sequence takes.
const LONGEST_SEQUENCE: usize = 512;

/// `view` without terminal control sequences (nor what is left of them where the escape character was shown as `^[` or
/// lost) and without the frames that Terraform and others draw around their lines; the same view where it holds none.
pub fn clean<'a, 'b>(view: &'b View<'a>) -> Cow<'b, View<'a>> {
    let mut out = Cow::Borrowed(view);
    if has_sequences(out.text()) {
        out = Cow::Owned(without_sequences(&out));
    }
    if has_frames(out.text()) {
        out = Cow::Owned(without_frames(&out));
    }
    out
}

/// Whether control sequences may stand in `text`.
fn has_sequences(text: &str) -> bool {
    let bytes = text.as_bytes();
    let marked = |at: usize| bytes.get(at) == Some(&0x1b) || text.get(at..).is_some_and(|rest| rest.starts_with("^[["));
    memchr::memchr2_iter(0x1b, b'^', bytes).any(marked) || text.holds("[0m")
}

/// Whether frames may stand in `text`. Their characters share their first byte with much of typography only.
fn has_frames(text: &str) -> bool {
    let begins = |at: usize| text.get(at..).is_some_and(|rest| rest.starts_with(['│', '╷', '╭', '┃']));
    memchr::memchr_iter(0xe2, text.as_bytes()).any(begins)
}

fn without_sequences(view: &View<'_>) -> View<'static> {
    let text = view.text();
    let bare = text.holds("[0m");
    let mut out = View::empty(view.source(0));
    let (mut kept, mut at) = (0, 0);
    while let Some(next) = text.get(at..).and_then(|rest| memchr::memchr3(0x1b, b'^', b'[', rest.as_bytes())) {
        at += next;
        match sequence(text.get(at..).unwrap_or_default(), bare) {
            0 => at += 1,
            length => {
                out.extend(view, kept..at);
                at += length;
                kept = at;
            }
        }
    }
    out.extend(view, kept..text.len());
    out
}

/// How many bytes of the beginning of `text` are a control sequence; `bare` ones have lost their escape character.
fn sequence(text: &str, bare: bool) -> usize {
    let real = text.strip_prefix('\u{1b}').or_else(|| text.strip_prefix("^["));
    let Some(rest) = real else { return if bare { colour(text) } else { 0 } };
    let before = text.len() - rest.len();
    let is_real = text.starts_with('\u{1b}');
    let length = match rest.bytes().next() {
        Some(b'[') if is_real => control(rest),
        Some(b'[') => colour(rest).max(if rest.starts_with("[K") { 2 } else { 0 }),
        Some(b']' | b'_') if is_real => command(rest),
        Some(b'(' | b')') if is_real => 2.min(rest.len()),
        Some(b'=' | b'>' | b'7' | b'8' | b'M' | b'c') if is_real => 1,
        _ => 0,
    };
    if length == 0 { 0 } else { before + length }
}

/// The length of `[36;1m` at the beginning of `text`.
fn colour(text: &str) -> usize {
    let Some(rest) = text.strip_prefix('[') else { return 0 };
    let digits = rest.bytes().take(16).take_while(|b| b.is_ascii_digit() || *b == b';').count();
    if rest.as_bytes().get(digits) == Some(&b'm') && (digits > 0 || text.starts_with("[m")) { digits + 2 } else { 0 }
}

/// The length of what follows the escape character of a control sequence, `[2K`.
fn control(text: &str) -> usize {
    let body = text.bytes().skip(1).take(LONGEST_SEQUENCE).take_while(|b| matches!(b, 0x20..=0x3f)).count();
    match text.as_bytes().get(1 + body) {
        Some(0x40..=0x7e) => body + 2,
        _ => 0,
    }
}

/// The length of what follows the escape character of a command to the terminal, `]0;title` and its end.
fn command(text: &str) -> usize {
    let near = text.bytes().take(LONGEST_SEQUENCE).take_while(|&b| b != b'\n');
    let mut length = 0;
    for byte in near {
        length += 1;
        match byte {
            0x07 => return length,
            0x1b => return length + usize::from(text.as_bytes().get(length) == Some(&b'\\')),
            _ => {}
        }
    }
    0
}

fn without_frames(view: &View<'_>) -> View<'static> {
    let text = view.text();
    let mut out = View::empty(view.source(0));
    let mut at = 0;
    while at < text.len() {
        let line = view.rest_of_line(at);
        let end = view.get(line.end..text.len()).find('\n').map_or(text.len(), |n| line.end + n + 1);
        match frame(view.get(line.clone())) {
            Some((stamp, body)) => {
                out.extend(view, at..at + stamp);
                out.extend(view, at + body.start..at + body.end);
            }
            None => out.extend(view, line.clone()),
        }
        out.extend(view, line.end..end);
        at = end;
    }
    out
}

/// Where the stamp before a frame ends and what stands inside the frame; none for a line without one.
fn frame(line: &str) -> Option<(usize, Range<usize>)> {
    let bar = line.char_indices().take_while(|(at, _)| *at < STAMP).find(|(_, c)| FRAME.contains(c))?.0;
    let stamp = line.get(..bar)?;
    let is_stamp = stamp.trim().is_empty() || stamp.ends_with(' ') && stamp.contains(|c: char| c.is_ascii_digit());
    let rest = line.get(bar..)?;
    // The number of a table's row is no stamp.
    let is_row = || stamp.trim().bytes().all(|b| b.is_ascii_digit()) && rest.matches('│').count() > 1;
    if !is_stamp || stamp.contains(['"', '=', '|']) || !stamp.trim().is_empty() && is_row() {
        return None;
    }
    let inside = match rest.strip_prefix(['│', '┃']) {
        Some(inside) => inside.strip_prefix(' ').unwrap_or(inside),
        None if rest.contains(|c: char| c.is_ascii_alphanumeric()) && !rest.starts_with(['╭', '┏']) => return None,
        None => "",
    };
    let from = line.len() - inside.len();
    let shut = inside.trim_end();
    let shut = shut.strip_suffix(['│', '┃']);
    let body = shut.map_or(inside, |body| body.trim_end_matches([' ', '\t']));
    // A frame within the frame.
    let nested = shut.filter(|_| body.trim_start().starts_with(['│', '╭', '╰'])).and_then(|_| frame(body));
    let body = nested.map_or(0..body.len(), |(_, inner)| inner);
    Some((if stamp.trim().is_empty() { 0 } else { bar }, from + body.start..from + body.end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(text: &str) -> String {
        clean(&View::at(text, 0)).text().to_owned()
    }

    #[test]
    fn control_sequences_go_in_every_form() {
        for (text, want) in [
            ("\u{1b}[31mError\u{1b}[0m: x", "Error: x"),
            ("\u{1b}[01;31m\u{1b}[KAWS\u{1b}[m\u{1b}[K_ACCESS", "AWS_ACCESS"),
            ("\u{1b}]0;title\u{7}a\u{1b}]8;;http://x\u{1b}\\b\u{1b}(B", "ab"),
            ("\u{1b}_bk;t=1795255200074\u{7}a", "a"),
            ("^[[36;1mrun^[[0m [x]", "run [x]"),
            ("[36;1mrun[0m [x] a[5]", "run [x] a[5]"),
            ("rate(x[5m]) ^[ [1] \u{1b}", "rate(x[5m]) ^[ [1] \u{1b}"),
        ] {
            assert_eq!(cleaned(text), want, "{text:?}");
        }
    }

    #[test]
    fn frames_go_and_lines_stay() {
        let text = "╷\n│ Error: x\r\n│ \n│   with a,\n╵\nafter │ b\n";
        assert_eq!(cleaned(text), "\nError: x\r\n\n  with a,\n\nafter │ b\n");
        assert_eq!(cleaned("╭── Traceback ──╮\n│ a  b      │\n╰───╯"), "\na  b\n");
        assert_eq!(
            cleaned("╭─ Traceback ─╮\n│ ╭─ locals ─╮ │\n│ │ e = x    │ │\n│ ╰──────────╯ │\n╰─────────────╯"),
            "\n\ne = x\n\n"
        );
        assert_eq!(cleaned("│ a │ 1 │\n│ b1 │ 2 │"), "a │ 1\nb1 │ 2");
        assert_eq!(cleaned("2026-11-21T21:55:40.09Z │ Error"), "2026-11-21T21:55:40.09Z Error");
        assert_eq!(cleaned("1 │ a │ b\n  1   │ a"), "1 │ a │ b\n  1   a");
        assert_eq!(cleaned("\u{1b}[31m│\u{1b}[0m \u{1b}[0mError"), "Error");
    }

    #[test]
    fn places_stay_and_plain_text_is_not_copied() {
        let view = View::at("│ \u{1b}[1mab", 10);
        let clean = clean(&view);
        assert_eq!((clean.text(), clean.source(0), clean.source(1)), ("ab", 18, 19));
        assert!(matches!(super::clean(&View::at("plain [1]", 0)), Cow::Borrowed(_)));
    }
}
