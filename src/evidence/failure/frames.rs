//! Stack traces around errors, which belong to them: Python's `Traceback`, the `at …` lines of JavaScript, Java and
//! .NET, Go's goroutines.

use std::ops::Range;

use crate::text::View;

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
    /// The lines that name an exception, `botocore.exceptions.ClientError: …`, in their order.
    pub exceptions: Vec<Range<usize>>,
    /// Where it stands, all exceptions of the chain included.
    pub range: Range<usize>,
}

/// The Python traceback whose first line holds byte `at`.
pub fn traceback(view: &View<'_>, at: usize) -> Traceback {
    let mut line = view.line(at);
    let mut found = Traceback { exceptions: Vec::new(), range: line.clone() };
    let mut in_frames = true;
    let mut code_line = false;
    for _ in 0..LONGEST {
        let Some(next) = next_line(view, &line) else { break };
        line = next;
        let text = undecorated(view.get(line.clone()));
        let indented = view.get(line.clone()).trim_start_matches(['|', '│', '>']).starts_with("  ");
        if text.starts_with("Traceback (most recent call last)") {
            in_frames = true;
        } else if text.is_empty() || CHAIN.iter().any(|words| text.starts_with(words)) {
            in_frames = false;
            // Blank lines belong to the traceback only where the chain goes on behind them.
            if text.is_empty() {
                continue;
            }
        } else if in_frames && (is_python_frame(text) || indented || code_line) {
            code_line = text.starts_with("File \"");
            found.range.end = line.end;
            continue;
        } else if in_frames {
            found.exceptions.push(line.clone());
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

/// The byte after the frames that follow the line of byte `at`: its end where none follow.
pub fn after_frames(view: &View<'_>, at: usize) -> usize {
    let mut line = view.line(at);
    let mut end = line.end;
    let mut code_line = false;
    for _ in 0..LONGEST {
        let Some(next) = next_line(view, &line) else { break };
        line = next;
        let raw = view.get(line.clone());
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
        || text.starts_with("--- End of ")
        || (text.starts_with("... ") && text.contains(" more"))
        || text.strip_prefix('#').is_some_and(numbered)
}

/// The line after `line`, empty lines included.
fn next_line(view: &View<'_>, line: &Range<usize>) -> Option<Range<usize>> {
    view.next_line(line)
}

/// `line` without what logs and boxes put before it: blanks, bars, a time stamp.
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
        let found = traceback(&view, 3);
        let exceptions: Vec<_> = found.exceptions.iter().map(|line| view.get(line.clone())).collect();
        assert_eq!(exceptions, ["x.A: one", "x.B: two"]);
        assert!(view.get(found.range).ends_with("x.B: two"));
    }

    #[test]
    fn prefixes_of_lines_do_not_matter() {
        let text =
            "| Traceback (most recent call last):\n|   File \"a.py\", line 1, in f\n|     g()\n| x.A: one\nafter";
        let view = View::at(text, 0);
        let found = traceback(&view, 3);
        assert_eq!(view.get(found.exceptions.first().unwrap().clone()), "| x.A: one");
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
            assert!(view.get(0..after_frames(&view, 0)).ends_with(end), "{text}");
        }
    }
}
