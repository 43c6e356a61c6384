//! Records that hold a line of text each: objects in JSON, logfmt, cells of a notebook, rows of a table.

use std::ops::Range;

use super::Carried;
use crate::text::quote::{Escapes, unescape};
use crate::text::{View, Words, json};

/// The most lines between two records of pretty JSON.
const APART: usize = 6;
/// Members of records that hold the line of text: of Docker, of loggers, of `CloudWatch`, of Google's log.
const MESSAGES: &[&str] = &["log", "message", "msg", "@message", "textPayload", "line", "_raw", "text"];

impl Carried<'_> {
    /// The messages of the records from line `index` on, two or more, and the line after them.
    pub(super) fn records(&self, index: usize) -> Option<(View<'static>, usize)> {
        let mut messages = vec![self.record(self.lines.get(index)?)?];
        let (mut after, mut apart) = (index + 1, 0);
        while let Some(line) = self.lines.get(after + apart).filter(|_| apart <= APART) {
            if let Some(message) = self.record(line) {
                messages.push(message);
                after += apart + 1;
                apart = 0;
            } else if self.is_between(line) {
                apart += 1;
            } else {
                break;
            }
        }
        if messages.len() < 2 {
            return None;
        }
        let mut out = View::empty(self.view.source(0));
        for (message, end) in messages {
            out.append(&message);
            if !message.text().ends_with('\n') {
                out.extend(self.view, self.line_end(end));
            }
        }
        Some((out, after))
    }

    /// Whether `line` is one of those between the messages of pretty JSON.
    fn is_between(&self, line: &Range<usize>) -> bool {
        let text = self.view.get(line.clone()).trim();
        let is_member = || text.starts_with('"') && text.holds("\": ");
        (is_member() || matches!(text, "{" | "}" | "}," | "},{")) && !self.holds_evidence(line)
    }

    /// The message of the record that `line` is, and where the line ends.
    fn record(&self, line: &Range<usize>) -> Option<(View<'static>, usize)> {
        let view = self.view;
        let text = view.get(line.clone());
        let start = line.start + text.len() - text.trim_start().len();
        let (message, range) = match text.trim_start().bytes().next()? {
            b'{' => {
                let object = json::within(view, start, line.end).filter(|object| object.whole)?;
                let rest = view.get(object.range.end..line.end).trim();
                let value = MESSAGES.iter().find_map(|name| object.get(name)).filter(|_| matches!(rest, "" | ","))?;
                (value.text()?.clone(), value.range.clone())
            }
            // A line of text in a notebook.
            b'"' if text.trim_end().trim_end_matches(',').ends_with("\\n\"") && !text.holds("\": ") => {
                let length = text.trim().trim_end_matches(',').len();
                let range = start + 1..start + length - 1;
                (unescape(view, range.clone(), Escapes::C), range)
            }
            b'"' => {
                let (name, rest) = text.trim().strip_prefix('"')?.cut("\": \"")?;
                let from = line.end - (text.len() - text.trim_end().len()) - rest.len();
                let length = rest.strip_suffix(',').unwrap_or(rest).strip_suffix('"')?.len();
                let range = from..from + length;
                (MESSAGES.contains(&name)).then(|| (unescape(view, range.clone(), Escapes::C), range))?
            }
            first if first.is_ascii_alphabetic() => {
                let (name, _) = text.trim_start().split_once('=').filter(|(name, _)| !name.contains(' '))?;
                let mark = [" msg=", " message="].iter().find_map(|mark| Some(text.first(mark)? + mark.len()))?;
                let from = line.start + mark;
                let range = match json::within(view, from, line.end).filter(|_| text.get(mark..=mark) == Some("\"")) {
                    Some(value) => value.range.start + 1..value.range.end - usize::from(value.whole),
                    None => from..view.get(from..line.end).find(' ').map_or(line.end, |length| from + length),
                };
                (!name.is_empty()).then(|| (unescape(view, range.clone(), Escapes::C), range))?
            }
            // A line of a table that was saved with commas: the milliseconds of a stamp follow one too.
            b'0'..=b'9' => {
                let (stamp, rest) = text.trim_start().split_once(',').filter(|(stamp, _)| stamp.len() > 9)?;
                let body = rest.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
                let from = line.end - rest.len() + usize::from(body.is_some());
                let range = from..from + body.unwrap_or(rest).len();
                let fits = |b: u8| b.is_ascii_digit() || b"-:. TZ".contains(&b);
                (stamp.bytes().all(fits) && !rest.starts_with(|c: char| c.is_ascii_digit()))
                    .then(|| (unescape(view, range.clone(), Escapes::Doubled('"')), range))?
            }
            _ => return None,
        };
        let beside = self.holds_evidence(&(line.start..range.start)) || self.holds_evidence(&(range.end..line.end));
        (!beside).then_some((message, line.end))
    }
}
