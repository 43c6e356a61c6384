//! Variables in YAML and in outputs laid out like it: `K: V` of Compose, of Kubernetes secrets, of `kubectl describe`
//! and of CI logs; `- name: K` with `value: V` of Kubernetes and CloudFormation.

use std::ops::Range;

use super::value::is_interpolated;
use super::{fact, is_confidential, is_margin, matters};
use crate::evidence::{Fact, Given, Place, Reading, Scope};
use crate::text::margin::Margin;
use crate::text::quote::{Escapes, quoted};
use crate::text::{View, bytes};

/// A line longer than this is read in parts.
const REACH: usize = 16_384;
/// Lines above and below in which a label or the kind of a manifest is looked for.
const AROUND: usize = 80;

/// One line that has a key.
#[derive(Clone, Debug)]
struct Line {
    /// Column of the key, and of the dash before it if there is one.
    column: usize,
    dash: Option<usize>,
    key: Range<usize>,
    /// What follows the colon, blanks at its beginning included.
    rest: Range<usize>,
    whole: Range<usize>,
}

/// What surrounds variables and tells how they are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Setting {
    /// `kubectl describe` and CI logs print values as they are.
    literal: bool,
    /// A variable without a value is set to nothing, rather than taken from somewhere else.
    empty: bool,
    /// `${K}` is put in by the program that reads the file.
    interpolated: bool,
    /// Values are in base64.
    encoded: bool,
}

/// Reads the variables among which `name` stands, as a key or as the value of `name:`.
pub fn read(place: &Place<'_>, name: &Range<usize>) -> Option<Reading> {
    let view = place.view;
    matters(view.get(name.clone())).then_some(())?;
    let near = view.line_near(place.at, REACH);
    let near = near.start.max(place.floor)..near.end;
    let (from, line) = line_of(view, &near, name)?;
    let margin = Margin::before(view, from).flush();
    let text = Text { view, margin, floor: place.floor };
    if line.key == *name || view.get(line.key.clone()) == view.get(name.clone()) {
        text.mapping(&line)
    } else {
        text.named(&line)
    }
}

/// The line that holds `name` as its key or as its whole value, and where it begins behind its margin.
fn line_of(view: &View<'_>, near: &Range<usize>, name: &Range<usize>) -> Option<(usize, Line)> {
    let lead = view.get(near.start..name.start);
    let breaks = lead.char_indices().filter(|&(_, c)| matches!(c, ' ' | '\t' | '|' | '>' | '│'));
    let starts = std::iter::once(0).chain(breaks.map(|(at, c)| at + c.len_utf8()));
    starts.take(32).filter(|&at| is_margin(lead.get(..at).unwrap_or_default())).find_map(|at| {
        let from = near.start + at;
        let line = parse(view, from..near.end, near)?;
        let value = view.get(line.rest.clone()).trim_matches([' ', '\t', '"', '\'']);
        let is_key = line.key == *name;
        let is_value = value == view.get(name.clone()) && is_name_key(view.get(line.key.clone()));
        (is_key || is_value).then_some((from, line))
    })
}

fn is_name_key(key: &str) -> bool {
    ["name", "key"].iter().any(|name| key.eq_ignore_ascii_case(name))
}

/// Reads the line in `text`, which stands in the line `whole`.
fn parse(view: &View<'_>, text: Range<usize>, whole: &Range<usize>) -> Option<Line> {
    let line = view.get(text.clone());
    let mut column = line.len() - line.trim_start_matches([' ', '\t']).len();
    let mut dash = None;
    while let Some(rest) = line.get(column..)?.strip_prefix('-').filter(|rest| rest.starts_with(' ')) {
        dash = Some(column);
        column = line.len() - rest.trim_start_matches(' ').len();
    }
    let rest = line.get(column..)?;
    let quote = usize::from(rest.starts_with(['"', '\'']));
    let is_key = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '/');
    let length = rest.get(quote..)?.find(|c| !is_key(c)).unwrap_or(rest.len() - quote);
    let after = quote + length + quote;
    let colon = rest.get(after..)?;
    let blank = colon.len() - colon.trim_start_matches(' ').len();
    let value = colon.get(blank..)?.strip_prefix(':')?;
    (length > 0 && (value.is_empty() || value.starts_with([' ', '\t']))).then(|| {
        let key = text.start + column + quote;
        Line {
            column,
            dash,
            key: key..key + length,
            rest: text.start + column + after + blank + 1..text.end,
            whole: whole.clone(),
        }
    })
}

struct Text<'a> {
    view: &'a View<'a>,
    margin: Margin,
    floor: usize,
}

impl Text<'_> {
    fn get(&self, range: &Range<usize>) -> &str {
        self.view.get(range.clone())
    }

    /// The line `whole` without its margin.
    fn strip(&self, whole: &Range<usize>) -> Option<Range<usize>> {
        self.margin.strip(self.view, whole)
    }

    fn line(&self, whole: &Range<usize>) -> Option<Line> {
        parse(self.view, self.strip(whole)?, whole)
    }

    /// The column in which something stands on the line `whole`; none for a blank line, a comment, another margin.
    fn column(&self, whole: &Range<usize>) -> Option<usize> {
        let text = self.get(&self.strip(whole)?).to_owned();
        let body = text.trim_start_matches([' ', '\t']);
        (!body.is_empty() && !body.starts_with('#')).then(|| text.len() - body.len())
    }

    fn above(&self, whole: &Range<usize>) -> Option<Range<usize>> {
        self.view.line_before(whole).filter(|line| line.start < whole.start)
    }

    /// The nearest line above `line` that is indented less than `column`, or as much and without a dash.
    fn label(&self, line: &Line, column: usize) -> Option<Line> {
        let mut whole = line.whole.clone();
        for _ in 0..AROUND {
            whole = self.above(&whole)?;
            let Some(found) = self.column(&whole) else { continue };
            let label = self.line(&whole);
            let list =
                line.dash.is_some() && found == column && label.as_ref().is_some_and(|label| label.dash.is_none());
            if found < column || list {
                return label;
            }
        }
        None
    }

    /// What the label above and the lines around say of how variables are written.
    fn setting(&self, line: &Line, label: Option<&Line>) -> Setting {
        let named = label.map_or("", |label| self.get(&label.key));
        let value = label.map_or("", |label| self.get(&label.rest)).trim();
        let aligned = self.get(&line.rest).starts_with("  ");
        match named {
            "Environment" | "Data" if value.is_empty() && aligned => {
                Setting { literal: true, empty: true, ..Setting::default() }
            }
            "environment" => Setting { interpolated: true, ..Setting::default() },
            "data" if self.in_document(line, |text| text == "kind: Secret") => {
                Setting { encoded: true, empty: true, ..Setting::default() }
            }
            "env" if self.is_log(line) => Setting { literal: true, empty: true, ..Setting::default() },
            _ if aligned && line.dash.is_none() && label.is_none() => {
                Setting { literal: true, empty: true, ..Setting::default() }
            }
            _ => Setting { empty: true, ..Setting::default() },
        }
    }

    /// Whether the line stands in the log of a GitHub Actions step.
    fn is_log(&self, line: &Line) -> bool {
        let mut whole = line.whole.clone();
        (0..AROUND).any(|_| {
            let Some(above) = self.above(&whole) else { return false };
            whole = above;
            let text = self.strip(&whole).map_or("", |range| self.view.get(range)).trim();
            text.starts_with("shell: ") || text.starts_with("##[group]Run ") || text.starts_with("Run ")
        }) && !self.in_document(line, |text| {
            text.starts_with("- name:") || text.starts_with("uses:") || text.starts_with("- uses:")
        })
    }

    /// Whether a line of the same document, not far off, is as `wanted` says.
    fn in_document(&self, line: &Line, wanted: impl Fn(&str) -> bool) -> bool {
        let text = |whole: &Range<usize>| self.strip(whole).map_or("", |range| self.view.get(range)).trim();
        let mut whole = line.whole.clone();
        for _ in 0..AROUND {
            let Some(above) = self.above(&whole).filter(|above| text(above) != "---") else { break };
            whole = above;
            if wanted(text(&whole)) {
                return true;
            }
        }
        whole = line.whole.clone();
        for _ in 0..AROUND {
            let Some(below) = self.view.next_line(&whole).filter(|below| text(below) != "---") else { break };
            whole = below;
            if wanted(text(&whole)) {
                return true;
            }
        }
        false
    }

    /// Reads the mapping of variables that `line` belongs to.
    fn mapping(&self, line: &Line) -> Option<Reading> {
        let label = self.label(line, line.column);
        let setting = self.setting(line, label.as_ref());
        let written = self.get(&line.key);
        // A name in lower case is a key of somebody's configuration, save in a Secret.
        (setting.encoded || !written.contains(|c: char| c.is_ascii_lowercase())).then_some(())?;
        let mut first = line.clone();
        let mut start = line.whole.start;
        let mut whole = line.whole.clone();
        while let Some(above) = self.above(&whole).filter(|above| above.start >= self.floor) {
            whole = above;
            match self
                .line(&whole)
                .filter(|found| found.column == line.column && found.dash.is_none() && self.is_sibling(found))
            {
                Some(found) => {
                    start = whole.start;
                    first = found;
                }
                None if self.column(&whole).is_some_and(|column| column > line.column) => {}
                None => break,
            }
        }
        if let Some(label) =
            label.filter(|label| label.whole.end < start && self.view.get(label.whole.end..start).trim().is_empty())
        {
            start = label.whole.start.max(self.floor);
        }
        let column = setting.literal.then(|| self.value_column(&first)).flatten();
        let mut reading = Reading { range: start..line.whole.end, ..Reading::default() };
        let mut next = Some(first);
        while let Some(line) = next {
            let (given, end) = self.scalar(&line, setting, column);
            if let Some(given) = given {
                let name = self.get(&line.key);
                if matters(name) || setting.encoded || is_confidential(name) {
                    self.report(&line, given, setting, end, &mut reading);
                }
            }
            reading.range.end = reading.range.end.max(end);
            next = self.next_sibling(&line, end);
        }
        (!reading.facts.is_empty()).then_some(reading)
    }

    fn report(&self, line: &Line, given: Given, setting: Setting, end: usize, reading: &mut Reading) {
        let name = self.get(&line.key);
        if setting.encoded
            && let Given::Text(value) = &given
            && (value.text().contains("aws_access_key_id") || value.text().contains("AWS_ACCESS_KEY_ID"))
        {
            // A whole file in one value.
            reading.nested.push(value.clone());
            return;
        }
        if let Given::Text(value) = &given
            && super::names::variable(name).is_some_and(|role| role != super::Role::Other)
            && value.text().trim().contains(' ')
            && !setting.literal
            && !self.get(&line.rest).trim().starts_with(['"', '\'', '|', '>', '<', '{'])
        {
            // Prose after a name.
            return;
        }
        let lead = self.get(&line.rest).len() - self.get(&line.rest).trim_start_matches([' ', '\t']).len();
        let span = self.view.span(line.rest.start + lead..end.min(line.rest.end).max(line.rest.start + lead));
        reading.facts.extend(fact(self.view.slice(line.key.clone()), given, span, Scope::Environment));
    }

    /// Whether `line` may be a variable beside others.
    fn is_sibling(&self, line: &Line) -> bool {
        let name = self.get(&line.key);
        !name.contains(['/', '.']) && (line.column > 0 || !name.contains(|c: char| c.is_ascii_lowercase()))
    }

    /// The next line of the mapping after `line`, whose value ends at byte `end`.
    fn next_sibling(&self, line: &Line, end: usize) -> Option<Line> {
        let mut whole = self.view.rest_near(end, REACH);
        for _ in 0..3 {
            whole = self.view.next_line(&whole)?;
            if let Some(column) = self.column(&whole) {
                let found = self.line(&whole)?;
                let again = self.get(&found.key) == self.get(&line.key);
                return (column == line.column && found.dash.is_none() && self.is_sibling(&found) && !again)
                    .then_some(found);
            }
        }
        None
    }

    /// The column in which the values of aligned output begin: the leftmost one.
    fn value_column(&self, first: &Line) -> Option<usize> {
        let mut least = usize::MAX;
        let mut next = Some(first.clone());
        let mut count = 0;
        while let Some(line) = next {
            let rest = self.get(&line.rest);
            let value = rest.trim_start_matches(' ');
            if !value.is_empty() {
                least = least.min(line.rest.start - line.whole.start + rest.len() - value.len());
                count += 1;
            }
            next = self.next_sibling(&line, line.whole.end);
        }
        (count > 1).then_some(least)
    }

    /// The value that `line` gives and where it ends; none where it gives none.
    fn scalar(&self, line: &Line, setting: Setting, column: Option<usize>) -> (Option<Given>, usize) {
        let view = self.view;
        let rest = self.get(&line.rest);
        let lead = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        let mut at = line.rest.start + lead;
        let text = view.get(at..line.rest.end);
        let end = line.whole.end;
        if text.starts_with("<set to the key") || is_byte_count(text) {
            return (Some(Given::Elsewhere), end);
        }
        if setting.literal {
            if let Some(column) = column.filter(|&column| line.whole.start + column < at) {
                at = line.whole.start + column;
            }
            return (Some(Given::found(view.slice(at..line.rest.end))), end);
        }
        match text.chars().next() {
            None | Some('#') if setting.empty => (Some(Given::Text(View::empty(view.source(line.rest.start)))), end),
            None | Some('#' | '!') => (Some(Given::Elsewhere), end),
            Some('*') if text.get(1..).is_some_and(|name| name.starts_with(char::is_alphanumeric)) => {
                (Some(Given::Elsewhere), end)
            }
            Some('|' | '>') if text.len() <= 3 => self.block(line, text),
            Some(quote @ ('"' | '\'')) => {
                let escapes = if quote == '"' { Escapes::C } else { Escapes::None };
                match quoted(view, at, escapes) {
                    Some((value, after)) => {
                        (Some(self.given(value, at..after, setting)), view.rest_near(after, REACH).end)
                    }
                    None => (None, end),
                }
            }
            _ => {
                let remark = [" #", "\t#"].iter().filter_map(|mark| text.find(mark)).min().unwrap_or(text.len());
                let value = text.get(..remark).unwrap_or(text).trim_end_matches([' ', '\t']);
                if matches!(value, "null" | "~" | "{}") {
                    return (None, end);
                }
                let range = at..at + value.len();
                (Some(self.given(view.slice(range.clone()), range, setting)), end)
            }
        }
    }

    /// `value`, which stands in `range`, decoded where values are in base64, and from elsewhere where another program
    /// puts it in.
    fn given(&self, value: View<'static>, range: Range<usize>, setting: Setting) -> Given {
        let text = value.text();
        if setting.encoded {
            let inner = range.start + usize::from(self.get(&range).starts_with(['"', '\'']));
            let decoded = bytes::from_base64(self.view, &(inner..inner + text.len()));
            return decoded.map_or_else(|| Given::found(value), Given::found);
        }
        let workflow = text.starts_with("${{") && text.ends_with("}}");
        if workflow || setting.interpolated && is_interpolated(text) || text.contains("{{") && self.is_template(&range)
        {
            return Given::Elsewhere;
        }
        Given::found(value)
    }

    /// Whether the lines around `range` are the source of a template: directives stand in them.
    fn is_template(&self, range: &Range<usize>) -> bool {
        let from = self.view.boundary(range.start.saturating_sub(4096));
        let to = self.view.boundary(range.end + 4096);
        let near = [self.view.get(from..range.start), self.view.get(range.end..to)];
        near.iter().any(|text| {
            ["{{-", "{{ if", "{{ include", "{{ end", "{{ range", "{{ template"].iter().any(|mark| text.contains(mark))
        })
    }

    /// A block scalar: the lines after `line` that are indented more, joined by line ends; `header` says whether the last
    /// one keeps its own.
    fn block(&self, line: &Line, header: &str) -> (Option<Given>, usize) {
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

    /// Reads the list of `name:` and `value:` pairs that `line` belongs to.
    fn named(&self, line: &Line) -> Option<Reading> {
        let mut top = line.clone();
        // To the beginning of the item, then to that of the list.
        let mut whole = line.whole.clone();
        while top.dash.is_none() {
            whole = self.above(&whole).filter(|above| above.start >= self.floor)?;
            let found = self.line(&whole).filter(|found| found.column == line.column)?;
            top = found;
        }
        let dash = top.dash?;
        let label = self.label(&top, dash);
        let mut start = top.whole.start;
        while let Some(above) = self.above(&whole).filter(|above| above.start >= self.floor) {
            let Some(column) = self.column(&above).filter(|&column| column >= dash) else { break };
            let item = self.line(&above);
            if column == dash && item.as_ref().is_none_or(|item| item.dash != Some(dash)) {
                break;
            }
            start = above.start;
            whole = above;
        }
        let mut reading = Reading { range: start..line.whole.end, ..Reading::default() };
        if let Some(label) = label
            .filter(|label| label.whole.start >= self.floor && self.view.get(label.whole.end..start).trim().is_empty())
        {
            reading.range.start = label.whole.start;
        }
        let mut item: Vec<Line> = Vec::new();
        let mut next = Some(self.view.rest_near(start, REACH));
        while let Some(whole) = next.take() {
            match (self.column(&whole), self.line(&whole)) {
                (Some(column), _) if column < dash => break,
                (Some(column), found) if column == dash => {
                    let Some(found) = found.filter(|found| found.dash == Some(dash)) else { break };
                    self.pair(&item, &mut reading);
                    item = vec![found];
                }
                (_, Some(found)) => item.push(found),
                (None, None) if !self.strip(&whole).is_some_and(|text| self.get(&text).trim().is_empty()) => break,
                _ => {}
            }
            if self.column(&whole).is_some() {
                reading.range.end = reading.range.end.max(whole.end);
            }
            next = self.view.next_line(&whole);
        }
        self.pair(&item, &mut reading);
        (!reading.facts.is_empty()).then_some(reading)
    }

    /// What the lines of one item say together.
    fn pair(&self, item: &[Line], reading: &mut Reading) {
        let Some(column) = item.first().map(|line| line.column) else { return };
        let mut own = item.iter().filter(|line| line.column == column);
        let Some(named) = own.clone().find(|line| is_name_key(self.get(&line.key))) else { return };
        let is = |line: &&Line, key: &str| self.get(&line.key).eq_ignore_ascii_case(key);
        let value = own.clone().find(|line| is(line, "value"));
        let (given, at) = match value {
            Some(line) => match self.scalar(line, Setting { empty: true, ..Setting::default() }, None) {
                (Some(given), _) => (given, line),
                _ => return,
            },
            None => match own.find(|line| is(line, "valueFrom") || is(line, "value_from")) {
                Some(line) => (Given::Elsewhere, line),
                None => return,
            },
        };
        let rest = self.get(&named.rest);
        let trimmed = rest.trim_matches([' ', '\t', '"', '\'']);
        let Some(offset) = rest.find(trimmed) else { return };
        let name = self.view.slice(named.rest.start + offset..named.rest.start + offset + trimmed.len());
        let lead = self.get(&at.rest).len() - self.get(&at.rest).trim_start().len();
        let span = self.view.span(at.rest.start + lead..at.rest.end);
        reading.facts.extend::<Option<Fact>>(fact(name, given, span, Scope::Environment));
    }
}

/// Whether `text` is what `kubectl describe secret` prints of a value: `20 bytes`.
fn is_byte_count(text: &str) -> bool {
    text.trim().strip_suffix(" bytes").is_some_and(|count| count.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::super::FORMAT;
    use super::super::tests::{id, settings};

    #[test]
    fn kubernetes_pairs_are_read() {
        let manifest = |value: &str| {
            format!(
                "spec:\n  containers:\n  - name: api\n    image: x\n    env:\n    - name: HOME\n      value: /root\n    - name: AWS_ACCESS_KEY_ID\n      {value}\n    - name: AWS_REGION\n      value: \"us-east-1\"\n    ports:\n    - name: http\n      value: x\n"
            )
        };
        for (value, held) in [
            ("value: AKIA", "AKIA"),
            ("value: AKIA  # note", "AKIA"),
            ("value: \"AKIA\\u00a0\"", "AKIA\u{a0}"),
            ("value: \"\u{feff}AKIA \"", "\u{feff}AKIA "),
            ("value: '\"AKIA\"'", "\"AKIA\""),
            ("value: AKIA\u{a0}", "AKIA\u{a0}"),
            ("value: \"<YOUR_ACCESS_KEY_ID>\"", "<YOUR_ACCESS_KEY_ID>"),
            ("value: ${AWS_ACCESS_KEY_ID}", "${AWS_ACCESS_KEY_ID}"),
            ("value: {{ .Values.key }}", "{{ .Values.key }}"),
            ("value: |\n        AKIA", "AKIA\n"),
            ("value: |-\n        AKIA", "AKIA"),
            ("value: \"\"", ""),
            ("value:", ""),
            ("valueFrom:\n        secretKeyRef:\n          name: aws\n          key: id", "@"),
            ("value: ***", "*"),
        ] {
            let text = manifest(value);
            assert_eq!(id(&text).as_deref(), Some(held), "{value}");
            assert_eq!(settings(&text).len(), 2, "{value}");
            let range = FORMAT.first(&text).unwrap().range;
            let claimed = text.get(range).unwrap();
            assert!(claimed.starts_with("    env:") && claimed.ends_with("value: \"us-east-1\""), "{claimed}");
            let prefixed = format!("> {}", text.trim_end().replace('\n', "\n> "));
            assert_eq!(id(&prefixed).as_deref(), Some(held), "{prefixed}");
        }
        assert_eq!(id("env:\n- value: AKIA\n  name: AWS_ACCESS_KEY_ID\n").as_deref(), Some("AKIA"));
        assert_eq!(id("Environment:\n  - Name: AWS_ACCESS_KEY_ID\n    Value: AKIA\n").as_deref(), Some("AKIA"));
    }

    #[test]
    fn mappings_are_read() {
        for (text, held) in [
            ("environment:\n  HOME: /root\n  AWS_ACCESS_KEY_ID: AKIA\n  AWS_REGION: x\n", "AKIA"),
            ("    environment:\n      AWS_ACCESS_KEY_ID: \"AKIA \"\n", "AKIA "),
            ("environment:\n  AWS_ACCESS_KEY_ID: ${AWS_ACCESS_KEY_ID}\n", "@"),
            ("environment:\n  AWS_ACCESS_KEY_ID:\n  AWS_REGION: x\n", "@"),
            ("env:\n  AWS_ACCESS_KEY_ID: ${{ secrets.ID }}\n", "@"),
            ("env:\n  AWS_ACCESS_KEY_ID: $AWS_ACCESS_KEY_ID\n", "$AWS_ACCESS_KEY_ID"),
            ("variables:\n  AWS_ACCESS_KEY_ID: AKIA\n", "AKIA"),
            (
                "    Environment:\n      AWS_ACCESS_KEY_ID:      AKIA \n      AWS_SECRET_ACCESS_KEY:  <set to the key 'secret' in secret 'aws'>  Optional: false\n",
                "AKIA ",
            ),
            (
                "    Environment:\n      AWS_ACCESS_KEY_ID:       AKIA\n      AWS_SECRET_ACCESS_KEY:  x\n      AWS_REGION:             x\n",
                " AKIA",
            ),
            ("Data\n====\nAWS_ACCESS_KEY_ID:  21 bytes\n", "@"),
            (
                "2026-11-21T21:55:40.0980000Z shell: /usr/bin/bash -e {0}\n2026-11-21T21:55:40.0980000Z env:\n2026-11-21T21:55:40.0980000Z   AWS_ACCESS_KEY_ID: ***\n2026-11-21T21:55:40.0980000Z   AWS_REGION: x\n",
                "*",
            ),
            ("shell: /usr/bin/bash -e {0}\nenv:\n  AWS_ACCESS_KEY_ID: \n  AWS_REGION: x\n", ""),
            ("apiVersion: v1\ndata:\n  AWS_ACCESS_KEY_ID: QUtJQQo=\nkind: Secret\n", "AKIA\n"),
            ("apiVersion: v1\nkind: Secret\nstringData:\n  AWS_ACCESS_KEY_ID: \"AKIA\"\n", "AKIA"),
            ("kind: ConfigMap\ndata:\n  AWS_ACCESS_KEY_ID: QUtJQQo=\n", "QUtJQQo="),
        ] {
            assert_eq!(id(text).as_deref(), Some(held), "{text}");
        }
    }

    #[test]
    fn a_file_in_a_secret_is_read_again() {
        let text =
            "kind: Secret\ndata:\n  AWS_REGION: eA==\n  cloud: W2RlZmF1bHRdCmF3c19hY2Nlc3Nfa2V5X2lkID0gQUtJQQo=\n";
        let reading = FORMAT.first(text).unwrap();
        assert_eq!(reading.nested.first().map(crate::text::View::text), Some("[default]\naws_access_key_id = AKIA\n"));
    }
}
