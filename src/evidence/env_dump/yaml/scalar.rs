//! Values of YAML: plain, quoted and block scalars, and the values of outputs that only look like it.

use std::ops::Range;

use super::Writer;
use super::line::{Line, Text};
use crate::evidence::Given;
use crate::evidence::env_dump::value::{before_remark, is_interpolated};
use crate::evidence::env_dump::{REACH, has_odd_cr, is_nothing};
use crate::text::quote::{Escapes, quoted};
use crate::text::{View, Words, bytes};

impl Text<'_> {
    /// The value that `line` gives and where it ends; none where it gives none.
    pub(super) fn scalar(&self, line: &Line, writer: Writer, column: Option<usize>) -> (Option<Given>, usize) {
        let view = self.view;
        let rest = self.get(&line.rest);
        let lead = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        let mut at = line.rest.start + lead;
        let text = view.get(at..line.rest.end);
        let end = line.whole.end;
        if text.starts_with("<set to the key") || byte_count(text).is_some() {
            return (Some(Given::Elsewhere), end);
        }
        if let Some(value) = self.ruled(line).filter(|_| text.is_empty()) {
            let cr = usize::from(has_odd_cr(view, &value));
            return (Some(Given::found(view.slice(value.start..value.end + cr))), value.end);
        }
        if matches!(writer, Writer::Aligned | Writer::Log) {
            if writer == Writer::Log {
                at = line.rest.start + lead.min(1);
            }
            if let Some(column) = column.filter(|&column| line.whole.start + column < at) {
                at = line.whole.start + column;
            }
            let range = at..line.rest.end + usize::from(has_odd_cr(view, &line.whole));
            return (Some(Given::found(view.slice(range))), end);
        }
        if let Some(value) = self.folded(line).filter(|_| text.is_empty()) {
            let end = value.end;
            return (Some(self.given(view.slice(value.clone()), value, writer)), end);
        }
        match text.chars().next() {
            None | Some('#') if writer != Writer::Compose => {
                (Some(Given::Text(View::empty(view.source(line.rest.start)))), end)
            }
            None | Some('#' | '!') => (Some(Given::Elsewhere), end),
            Some('*') if text.get(1..).is_some_and(|name| name.starts_with(char::is_alphanumeric)) => {
                (Some(Given::Elsewhere), end)
            }
            Some('|' | '>') if text.len() <= 3 => self.block(line, text),
            Some(quote @ ('"' | '\'')) => {
                let escapes = if quote == '"' { Escapes::C } else { Escapes::Doubled(quote) };
                match quoted(view, at, escapes) {
                    Some((value, after)) => {
                        (Some(self.given(value, at..after, writer)), view.rest_near(after, REACH).end)
                    }
                    None => (None, end),
                }
            }
            _ => {
                let value = before_remark(text);
                if matches!(value, "~" | "{}") || is_nothing(value) {
                    return (None, end);
                }
                // In prose a value is marked as code.
                let code = value.strip_prefix('`').and_then(|value| value.strip_suffix('`'));
                at += usize::from(code.is_some());
                let range = at..at + code.unwrap_or(value).len();
                (Some(self.given(view.slice(range.clone()), range, writer)), end)
            }
        }
    }

    /// The value below a rule below `line`, as `kubectl describe configmap` prints it.
    fn ruled(&self, line: &Line) -> Option<Range<usize>> {
        let rule = self.view.next_line(&line.whole)?;
        let dashes = self.get(&self.strip(&rule)?).trim();
        let value = self.strip(&self.view.next_line(&rule)?)?;
        let start = value.start + line.column.min(value.len());
        (dashes.len() > 2 && dashes.bytes().all(|b| b == b'-')).then_some(start..value.end)
    }

    /// The plain value on the line below `line`, indented more.
    fn folded(&self, line: &Line) -> Option<Range<usize>> {
        let below = self.view.next_line(&line.whole)?;
        let text = self.strip(&below)?;
        let body = self.get(&text).trim();
        let plain = self.line(&below).is_none() && !body.starts_with(['-', '#', '"', '\'', '{', '[']);
        let deeper = self.column(&below)? > line.column;
        let start = text.end - self.get(&text).trim_start().len();
        (plain && deeper).then(|| start..start + body.len())
    }

    /// `value`, which stands in `range`, decoded where values are in base64, and from elsewhere where another program
    /// puts it in.
    pub(super) fn given(&self, value: View<'static>, range: Range<usize>, writer: Writer) -> Given {
        let text = value.text();
        if writer == Writer::Secret {
            let inner = range.start + usize::from(self.get(&range).starts_with(['"', '\'']));
            let decoded = bytes::from_base64(self.view, &(inner..inner + text.len()));
            return decoded.map_or_else(|| Given::found(value), Given::found);
        }
        let workflow = text.starts_with("${{") && text.ends_with("}}");
        if workflow
            || writer == Writer::Compose && is_interpolated(text)
            || text.holds("{{") && self.is_template(&range)
        {
            return Given::Elsewhere;
        }
        Given::found(value)
    }

    /// Whether the lines around `range` are the source of a template: directives stand in them.
    pub(super) fn is_template(&self, range: &Range<usize>) -> bool {
        let from = self.view.boundary(range.start.saturating_sub(4096));
        let to = self.view.boundary(range.end + 4096);
        let near = [self.view.get(from..range.start), self.view.get(range.end..to)];
        near.iter().any(|text| {
            ["- hosts:", "{{-", "{{ if", "{{ include", "{{ end", "{{ range", "{{ template"]
                .iter()
                .any(|mark| text.holds(mark))
        })
    }

    /// A block scalar: the lines after `line` that are indented more, joined by line ends; `header` says whether the last
    /// one keeps its own.
    pub(super) fn block(&self, line: &Line, header: &str) -> (Option<Given>, usize) {
        let view = self.view;
        let mut out = View::empty(view.source(line.rest.end));
        let mut whole = line.whole.clone();
        let mut indent = None;
        let mut end = line.whole.end;
        while let Some(next) = view.next_line(&whole) {
            let Some(column) = self.column(&next).filter(|&column| column > line.dash.unwrap_or(line.column)) else {
                break;
            };
            let Some(body) = self.strip(&next) else { break };
            let indent = *indent.get_or_insert(column);
            if !out.is_empty() {
                let line_end = view.get(whole.end..next.start).len();
                let c = if header.starts_with('>') { ' ' } else { '\n' };
                out.push(c, view.span(next.start - line_end..next.start));
            }
            out.extend(view, body.start + indent.min(column)..body.end);
            end = next.end;
            whole = next;
        }
        if !header.contains('-') && !out.is_empty() {
            out.push('\n', view.span(end..(end + 1).min(view.text().len())));
        }
        (Some(Given::found(out)), end)
    }
}

/// What `kubectl describe secret` prints of a value, `20 bytes`.
pub(super) fn byte_count(text: &str) -> Option<usize> {
    text.trim().strip_suffix(" bytes")?.parse().ok()
}
