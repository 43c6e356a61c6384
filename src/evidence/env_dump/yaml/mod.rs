//! Variables in YAML and in outputs laid out like it: `K: V` of Compose, of Kubernetes secrets, of `kubectl describe`
//! and of CI logs; `- name: K` with `value: V` of Kubernetes and of AWS templates.

mod line;
mod scalar;

use std::ops::Range;

use self::line::{Line, Text, parse};
use self::scalar::byte_count;
use super::{REACH, fact, is_confidential, is_encoded_key, is_input, is_margin, matters, stored_fact};
use crate::aws::names::{self, Role};
use crate::evidence::{Bytes, Fact, Given, Place, Reading, Scope};
use crate::text::margin::Margin;
use crate::text::{View, Words, stamp};

/// Who wrote the variables, and so how their values are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Writer {
    /// A person, for a program that takes values as YAML has them.
    Manifest,
    /// A person, for Compose: it puts in `${K}`, and takes a variable without a value from its own environment.
    Compose,
    /// Kubernetes, for a Secret: in base64.
    Secret,
    /// `kubectl describe`: as they are, in a column.
    Aligned,
    /// The log of a CI step: as they are, behind one blank.
    Log,
}

/// Reads the variables among which `name` stands, as a key or as the value of `name:`.
pub fn read(place: &Place<'_>, name: &Range<usize>) -> Option<Reading> {
    let view = place.view;
    let encoded = is_encoded_key(view.get(name.clone()));
    (encoded || matters(view.get(name.clone()))).then_some(())?;
    let near = view.line_near(place.at, REACH);
    let near = near.start.max(place.floor)..near.end;
    let (from, line) = line_of(view, &near, name)?;
    let margin = Margin::before(view, from).flush();
    let body = margin.strip(view, &near)?;
    // Columns count from where the margin ends, on this line as on the others.
    let line = if body.start <= from { parse(view, body, &near)? } else { line };
    let text = Text { view, margin, floor: place.floor };
    if encoded {
        let label = text.label(&line, line.column);
        return (text.writer(&line, label.as_ref()) == Writer::Secret).then(|| text.mapping(&line)).flatten();
    }
    if line.key == *name || view.get(line.key.clone()) == view.get(name.clone()) {
        text.mapping(&line)
    } else {
        text.named(&line).or_else(|| text.flat(&line))
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
        let held = view.get(name.clone());
        let is_value = value == held && is_name_key(view.get(line.key.clone()))
            || is_encoded_key(held) && value.starts_with(held) && line.rest.contains(&name.start);
        (is_key || is_value).then_some((from, line))
    })
}

fn is_name_key(key: &str) -> bool {
    ["name", "key"].iter().any(|name| key.eq_ignore_ascii_case(name))
}

impl Text<'_> {
    /// Who wrote the variables beside `line`, by the `label` above them and the lines around.
    fn writer(&self, line: &Line, label: Option<&Line>) -> Writer {
        let named = label.map_or("", |label| self.get(&label.key));
        let value = label.map_or("", |label| self.get(&label.rest)).trim();
        let aligned = self.get(&line.rest).starts_with("  ");
        match named {
            "Environment" | "Data" if value.is_empty() && aligned => Writer::Aligned,
            "environment" => Writer::Compose,
            "data" if self.in_document(line, |text| text == "kind: Secret") => Writer::Secret,
            "env" if self.is_log(line) => Writer::Log,
            _ if aligned && line.dash.is_none() && label.is_none() => Writer::Aligned,
            _ => Writer::Manifest,
        }
    }

    /// Reads the mapping of variables that `line` belongs to.
    fn mapping(&self, line: &Line) -> Option<Reading> {
        let label = self.label(line, line.column);
        let writer = self.writer(line, label.as_ref());
        let written = self.get(&line.key);
        // A name in lower case is a key of somebody's configuration, save in a Secret.
        let own = writer == Writer::Secret || is_input(written);
        (own || !written.contains(|c: char| c.is_ascii_lowercase())).then_some(())?;
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
        let column = if writer == Writer::Aligned { self.value_column(&first) } else { None };
        // Values that no column aligns stand behind one blank each.
        let (writer, column) = if column == Some(0) { (Writer::Log, None) } else { (writer, column) };
        let mut reading = Reading { range: start..line.whole.end, ..Reading::default() };
        let mut next = Some(first);
        while let Some(line) = next {
            let (given, end) = self.scalar(&line, writer, column);
            if let Some(given) = given {
                let name = self.get(&line.key);
                if matters(name) || writer == Writer::Secret || is_confidential(name) {
                    self.report(&line, given, writer, end, &mut reading);
                }
            }
            reading.range.end = reading.range.end.max(end);
            next = self.next_sibling(&line, end);
        }
        (!reading.facts.is_empty() || !reading.nested.is_empty()).then_some(reading)
    }

    fn report(&self, line: &Line, given: Given, writer: Writer, end: usize, reading: &mut Reading) {
        let name = self.get(&line.key);
        let length = byte_count(self.get(&line.rest)).filter(|_| names::variable(name) == Some(Role::AccessKeyId));
        if length.is_some() {
            let text = View::empty(self.view.source(line.rest.start));
            reading.facts.push(Fact::Bytes(Bytes { text, length, newline_may_be_echo: false }));
        }
        if writer == Writer::Secret
            && let Given::Text(value) = &given
            && value.text().contains('\n')
            && value.text().to_ascii_lowercase().holds("aws_access_key_id")
        {
            // A whole file in one value.
            reading.nested.push(value.clone());
            return;
        }
        if let Given::Text(value) = &given
            && names::variable(name).is_some_and(|role| role != Role::Other)
            && value.text().trim().contains(' ')
            && !value.text().split(' ').all(|word| word.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()))
            && !matches!(writer, Writer::Aligned | Writer::Log | Writer::Secret)
            && !self.get(&line.rest).trim().is_empty()
            && !self.get(&line.rest).trim().starts_with(['"', '\'', '|', '>', '<', '{', '$'])
        {
            // Prose after a name.
            return;
        }
        let lead = self.get(&line.rest).len() - self.get(&line.rest).trim_start_matches([' ', '\t']).len();
        let span = self.view.span(line.rest.start + lead..end.min(line.rest.end).max(line.rest.start + lead));
        let key = self.view.slice(line.key.clone());
        reading.facts.extend(match writer {
            Writer::Secret => stored_fact(key, given, span, Scope::Environment),
            _ => fact(key, given, span, Scope::Environment),
        });
    }

    /// Whether `line` may be a variable beside others.
    fn is_sibling(&self, line: &Line) -> bool {
        let name = self.get(&line.key);
        // `ERROR: …` is a log's.
        let level = stamp::after_level(name) == Some("");
        !level && !name.contains(['/', '.']) && (line.column > 0 || !name.contains(|c: char| c.is_ascii_lowercase()))
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

    /// The column in which the values of aligned output begin: the leftmost one; none where only one value stands, and
    /// zero where that column is not to the right of every name.
    fn value_column(&self, first: &Line) -> Option<usize> {
        let mut values = Vec::new();
        let mut next = Some(first.clone());
        while let Some(line) = next {
            let rest = self.get(&line.rest);
            let value = rest.trim_start_matches(' ');
            if !value.is_empty() {
                let name = line.rest.start - line.whole.start;
                values.push((name, name + rest.len() - value.len()));
            }
            next = self.next_sibling(&line, line.whole.end);
        }
        // A name that fills the column has one blank behind it.
        let wide = |&(name, value): &(usize, usize)| value > name + 1;
        if values.iter().filter(|pair| wide(pair)).count() > 1 {
            values.retain(wide);
        }
        let least = values.iter().map(|&(_, value)| value).min()?;
        let names = values.iter().map(|&(name, _)| name).max()?;
        (values.len() > 1).then_some(if names < least { least } else { 0 })
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
            let other = |column| {
                column < dash || column == dash && self.line(&above).is_none_or(|item| item.dash != Some(dash))
            };
            if self.column(&above).map_or(!self.is_comment(&above), other) {
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
                (None, None)
                    if !self.is_comment(&whole)
                        && self.strip(&whole).is_none_or(|text| !self.get(&text).trim().is_empty()) =>
                {
                    break;
                }
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

    /// Reads a `name:` and the `value:` right below it, whose indentation was lost on the way.
    fn flat(&self, line: &Line) -> Option<Reading> {
        let whole = self.view.next_line(&line.whole)?;
        let value = self.line(&whole).filter(|value| value.dash.is_none() && self.get(&value.key) == "value")?;
        let mut reading = Reading { range: line.whole.start.max(self.floor)..whole.end, ..Reading::default() };
        self.pair(&[line.clone(), Line { column: line.column, ..value }], &mut reading);
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
            Some(line) => match self.scalar(line, Writer::Manifest, None) {
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
        let Some(offset) = rest.first(trimmed) else { return };
        let name = self.view.slice(named.rest.start + offset..named.rest.start + offset + trimmed.len());
        let lead = self.get(&at.rest).len() - self.get(&at.rest).trim_start().len();
        let span = self.view.span(at.rest.start + lead..at.rest.end);
        reading.facts.extend(fact(name, given, span, Scope::Environment));
    }
}

#[cfg(test)]
mod tests {
    use crate::evidence::env_dump::FORMAT;
    use crate::evidence::env_dump::tests::{id, settings};

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
            ("# value: KIA\n#      value: KIB\n      value: AKIA", "AKIA"),
            ("value: AKIA IOSF", "AKIA IOSF"),
            ("value: \"AKIA\\u00a0\"", "AKIA\u{a0}"),
            ("value: \"\u{feff}AKIA \"", "\u{feff}AKIA "),
            ("value: '\"AKIA\"'", "\"AKIA\""),
            ("value: '''AKIA'''", "'AKIA'"),
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
            ("- hosts: all\n  environment:\n    AWS_ACCESS_KEY_ID: \"{{ lookup('env', 'ID') }}\"\n", "@"),
            ("environment:\n  AWS_ACCESS_KEY_ID:\n  AWS_REGION: x\n", "@"),
            ("env:\n  AWS_ACCESS_KEY_ID: ${{ secrets.ID }}\n", "@"),
            ("secrets:\n  AWS_ACCESS_KEY_ID: $${{ secrets.ID }}\n", "$${{ secrets.ID }}"),
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
            ("AWS_ACCESS_KEY_ID:     AKIA\nAWS_SECRET_ACCESS_KEY: x\nERROR:  not found\n", "AKIA"),
            ("Data\n====\nAWS_ACCESS_KEY_ID:\n----\nAKIA \nAWS_REGION:\n----\nx\nEvents: <none>\n", "AKIA "),
            ("| Data\n| ====\n| AWS_ACCESS_KEY_ID:\n| ----\n| AKIA\n|\n| AWS_REGION:\n| ----\n| x\n", "AKIA"),
            ("AWS_ACCESS_KEY_ID:  AKIA\nAWS_SECRET_ACCESS_KEY: x\nAWS_REGION: x\n", " AKIA"),
            (
                "2026-11-21T21:55:40.0980000Z shell: /usr/bin/bash -e {0}\n2026-11-21T21:55:40.0980000Z env:\n2026-11-21T21:55:40.0980000Z   AWS_ACCESS_KEY_ID: ***\n2026-11-21T21:55:40.0980000Z   AWS_REGION: x\n",
                "*",
            ),
            ("Run x\nshell: bash\nenv:\n  AWS_ACCESS_KEY_ID:  \"AKIA\" \n  HOME: /root\n", " \"AKIA\" "),
            ("    Environment:\n      AWS_ACCESS_KEY_ID:  AKIA\r\n      AWS_REGION:         x\n", "AKIA\r"),
            ("kind: Secret\ndata:\n  AWS_ACCESS_KEY_ID: JHtBV1NfQUNDRVNTX0tFWV9JRH0=\n", "${AWS_ACCESS_KEY_ID}"),
            ("shell: /usr/bin/bash -e {0}\nenv:\n  AWS_ACCESS_KEY_ID: \n  AWS_REGION: x\n", ""),
            ("apiVersion: v1\ndata:\n  AWS_ACCESS_KEY_ID: QUtJQQo=\nkind: Secret\n", "AKIA\n"),
            ("apiVersion: v1\nkind: Secret\nstringData:\n  AWS_ACCESS_KEY_ID: \"AKIA\"\n", "AKIA"),
            ("kind: ConfigMap\ndata:\n  AWS_ACCESS_KEY_ID: QUtJQQo=\n", "QUtJQQo="),
            ("web1:\n    AWS_ACCESS_KEY_ID:\n        AKIA\n    AWS_REGION:\n        x\n", "AKIA"),
            ("env:\n  AWS_ACCESS_KEY_ID:\n  AWS_REGION: x\n", ""),
            ("• AWS_ACCESS_KEY_ID: `AKIA`\n• AWS_REGION: `x`\n", "AKIA"),
        ] {
            assert_eq!(id(text).as_deref(), Some(held), "{text}");
        }
    }

    #[test]
    fn inputs_of_workflows_are_read() {
        for (value, held) in [
            ("${{ secrets.AWS_ACCESS_KEY_ID }}", "@"),
            ("$AWS_ACCESS_KEY_ID", "$AWS_ACCESS_KEY_ID"),
            ("$${{ secrets.AWS_ACCESS_KEY_ID }}", "$${{ secrets.AWS_ACCESS_KEY_ID }}"),
            ("AKIA", "AKIA"),
            ("***", "*"),
        ] {
            let text = format!("  with:\n    role: x\n    aws-access-key-id: {value}\n    aws-region: us-east-1\n");
            assert_eq!(settings(&text).first(), Some(&("aws-access-key-id".into(), held.into())), "{value}");
        }
    }

    #[test]
    fn a_file_in_a_secret_is_read_again() {
        let text =
            "kind: Secret\ndata:\n  AWS_REGION: eA==\n  cloud: W2RlZmF1bHRdCmF3c19hY2Nlc3Nfa2V5X2lkID0gQUtJQQo=\n";
        for text in [text, &text.replace("  AWS_REGION: eA==\n", "")] {
            let reading = FORMAT.first(text).unwrap();
            assert_eq!(
                reading.nested.first().map(crate::text::View::text),
                Some("[default]\naws_access_key_id = AKIA\n")
            );
        }
    }
}
