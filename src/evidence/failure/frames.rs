//! Stack traces around errors, which belong to them: Python's `Traceback`, the `at …` lines of JavaScript, Java and
//! .NET, Go's goroutines.

use std::ops::Range;

use crate::text::{View, Words};

/// The most lines of one trace.
const LONGEST: usize = 400;

/// Python's sentences between the exceptions of a chain.
const CHAIN: &[&str] = &[
    "During handling of the above exception, another exception occurred:",
    "The above exception was the direct cause of the following exception:",
];

/// A Python traceback.
#[derive(Debug)]
pub struct Traceback {
    /// The text that names an exception, `botocore.exceptions.ClientError: …`, in their order.
    pub exceptions: Vec<Range<usize>>,
    /// Where it stands, all exceptions of the chain included.
    pub range: Range<usize>,
}

/// What a log puts before each line: a time stamp, the name of a container. Digits differ from line to line.
#[derive(Debug, Default)]
struct Prefix(Vec<char>);

impl Prefix {
    /// What stands on the line of byte `at` before it.
    fn before(view: &View<'_>, at: usize) -> Self {
        Self(view.get(view.line(at).start..at).chars().map(shape).collect())
    }

    /// `line` without the prefix, its indentation kept.
    fn strip<'a>(&self, line: &'a str) -> &'a str {
        let mut rest = line.chars();
        let same = !self.0.is_empty() && self.0.iter().all(|&wanted| rest.next().is_some_and(|c| shape(c) == wanted));
        if same { rest.as_str() } else { line.trim_start_matches(['|', '│', '>', '\r']) }
    }
}

fn shape(c: char) -> char {
    if c.is_ascii_digit() { '0' } else { c }
}

/// The Python traceback whose first word stands at byte `at`.
pub fn traceback(view: &View<'_>, at: usize) -> Traceback {
    let prefix = Prefix::before(view, at);
    let mut line = view.line(at);
    let mut found = Traceback { exceptions: Vec::new(), range: line.clone() };
    let (mut in_frames, mut code_line) = (true, false);
    for _ in 0..LONGEST {
        let Some(next) = view.next_line(&line) else { break };
        line = next;
        let raw = prefix.strip(view.get(line.clone()));
        let text = undecorated(raw);
        if text.is_empty() {
            // Blank lines belong to the traceback only where the chain goes on behind them.
            in_frames = false;
            continue;
        }
        if text.starts_with("Traceback (most recent call last)") {
            in_frames = true;
        } else if CHAIN.iter().any(|words| text.starts_with(words)) {
            in_frames = false;
        } else if in_frames && (is_python_frame(text) || raw.starts_with("  ") || code_line) {
            code_line = text.starts_with("File \"");
            found.range.end = line.end;
            continue;
        } else if in_frames {
            found.exceptions.push(line.end - text.len()..line.end);
            in_frames = false;
        } else {
            break;
        }
        found.range.end = line.end;
        code_line = false;
    }
    found
}

/// Whether `text` is a line of a Python traceback's frames.
fn is_python_frame(text: &str) -> bool {
    text.starts_with("File \"")
        || text.starts_with("[Previous line repeated")
        || !text.is_empty() && text.bytes().all(|b| matches!(b, b'^' | b'~' | b' '))
}

/// The byte after the frames that follow the line of byte `end`, of an error that begins at byte `at`; the end of that
/// line where none follow.
pub fn after_frames(view: &View<'_>, at: usize, end: usize) -> usize {
    let prefix = Prefix::before(view, at);
    let mut line = view.line(end);
    let mut end = line.end;
    let mut code_line = false;
    for _ in 0..LONGEST {
        let Some(next) = view.next_line(&line) else { break };
        line = next;
        let raw = prefix.strip(view.get(line.clone()));
        let text = undecorated(raw);
        let frame = is_frame(text) || is_python_frame(text) || text.starts_with("Traceback (most recent call last)");
        let code = code_line && raw.starts_with("  ");
        if !frame && !code {
            break;
        }
        code_line = text.starts_with("File \"");
        end = line.end;
    }
    end
}

/// Whether `text`, without its indentation, is a frame of JavaScript, Java, .NET, PHP or Ruby.
pub fn is_frame(text: &str) -> bool {
    let numbered = |text: &str| {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        digits > 0 && text.get(digits..).is_some_and(|rest| rest.starts_with(' '))
    };
    text.starts_with("at ")
        || text.starts_with("from /")
        || text.holds(".rb:") && text.holds(":in ") && text.ends_with('\'')
        || text.starts_with("--- End of ")
        || text.starts_with("For verbose messaging see aws.Config")
        || text == "Stack trace:"
        || text == "[stacktrace]"
        || (text.starts_with("... ") && text.holds(" more"))
        || text.strip_prefix('#').is_some_and(numbered)
}

/// `line` without what logs and boxes put before it: blanks, bars, a time stamp; and without blanks behind.
pub fn undecorated(line: &str) -> &str {
    let line = line.trim_start_matches([' ', '\t', '|', '│', '>', '\r']);
    let stamp = line.split(' ').next().unwrap_or_default();
    let is_stamp = stamp.len() >= 8
        && stamp.bytes().filter(u8::is_ascii_digit).count() >= 6
        && stamp
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'-' | b':' | b'.' | b'T' | b'Z' | b'+' | b'/' | b'[' | b']'));
    if is_stamp { line.get(stamp.len()..).unwrap_or_default().trim() } else { line.trim_end() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chain_of_exceptions_is_one_traceback() {
        let text = "Traceback (most recent call last):\n  File \"a.py\", line 1, in f\n    g()\n    ^^^\nx.A: one\n\nDuring handling of the above exception, another exception occurred:\n\nTraceback (most recent call last):\n  File \"b.py\", line 2, in h\n    raise\nx.B: two\n\nafter";
        let view = View::at(text, 0);
        let found = traceback(&view, text.find("Traceback").unwrap());
        let exceptions: Vec<_> = found.exceptions.iter().map(|line| view.get(line.clone())).collect();
        assert_eq!(exceptions, ["x.A: one", "x.B: two"]);
        assert!(view.get(found.range).ends_with("x.B: two"));
    }

    #[test]
    fn prefixes_of_lines_do_not_matter() {
        let text =
            "| Traceback (most recent call last):\n|   File \"a.py\", line 1, in f\n|     g()\n| x.A: one\nafter";
        let view = View::at(text, 0);
        let found = traceback(&view, text.find("Traceback").unwrap());
        assert_eq!(view.get(found.exceptions.first().unwrap().clone()), "x.A: one");
        assert!(view.get(found.range).ends_with("one"));
    }

    #[test]
    fn frames_after_an_error_belong_to_it() {
        for (text, end) in [
            ("E: m\n    at f (a.js:1:2)\n    at async b.js:3\nafter", "b.js:3"),
            ("E: m\nTraceback (most recent call last):\n  File \"a.py\", line 1, in f\n    g()\nafter", "g()"),
            ("E: m\n\tat a.B.c(D.java:1)\n\t... 12 more\nafter", "more"),
            ("E: m\nafter", "m"),
            ("E: m", "m"),
        ] {
            let view = View::at(text, 0);
            assert!(view.get(0..after_frames(&view, 0, 0)).ends_with(end), "{text}");
        }
    }
}
