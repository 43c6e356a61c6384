//! The output of WhoseKey's own collector (`static/collect.sh`, `static/collect.ps1`): lines of a word and its values.
//! What the commands printed that it ran stands in it as printed, and is read by the formats that know it.
//!
//! A key ID comes as an outline: its first and last four characters, stars for those between them that belong there, and
//! every other character as it is.

use std::ops::Range;

use super::{Answer, Client, Fact, Format, Given, Kind, Place, Reading, Scope, Setting};
use crate::aws::{clients, names};
use crate::text::margin::Margin;
use crate::text::{Span, View, Words, listing};

/// The format.
pub const FORMAT: Format = Format { kind: Kind::Collector, literals: &[MARK], read };

/// Begins the first and the last line.
const MARK: &str = "whosekey-collector ";
/// The most lines of one output.
const LINES: usize = 2000;

fn read(place: &Place<'_>) -> Answer {
    let view = place.view;
    let first = view.line(place.at);
    let version = listing::words(view, place.at + MARK.len()..first.end);
    if version.len() != 1 || !version.iter().all(|word| view.get(word.clone()).bytes().all(|b| b.is_ascii_digit())) {
        return Answer::No;
    }
    let mut out = Output { view, margin: Margin::before(view, place.at), facts: Vec::new(), nested: Vec::new() };
    let mut end = first.end;
    let mut here = view.next_line(&first);
    for _ in 0..LINES {
        let Some(line) = here else { break };
        let Some(rest) = out.margin.strip(view, &line) else { break };
        let text = view.get(rest.clone());
        if let Some(word) = text.strip_prefix(MARK) {
            if word.trim() == "end" {
                end = line.end;
            }
            break;
        }
        let last = match text.split_once(' ').map_or(text, |(word, _)| word) {
            "run" => Some(out.run(&line)),
            word if out.line(word, &rest) => Some(line),
            _ => None,
        };
        let Some(last) = last else { break };
        end = last.end;
        here = view.next_line(&last);
    }
    Answer::Yes(Reading { range: place.at..end, facts: out.facts, nested: out.nested })
}

/// What has been read so far.
struct Output<'a> {
    view: &'a View<'a>,
    margin: Margin,
    facts: Vec<Fact>,
    nested: Vec<View<'static>>,
}

impl Output<'_> {
    /// Reads the line `rest` that begins with `word`; false for words that no collector prints.
    fn line(&mut self, word: &str, rest: &Range<usize>) -> bool {
        let words = listing::words(self.view, rest.clone());
        let values = words.get(1..).unwrap_or_default();
        match word {
            "clock" => self.facts.extend(values.first().map(|moment| Fact::Clock(self.view.slice(moment.clone())))),
            "variable" => self.variable(values, rest.end),
            "other" => self.facts.extend(values.first().map(|name| self.masked(name, Scope::Environment))),
            "section" => self.section(values, rest.end),
            "system" | "user" | "absent" | "file" | "missing" | "unreadable" | "no" | "exit" => {}
            _ => return false,
        }
        true
    }

    /// A setting called what stands in `name`, of which the value is not shown.
    fn masked(&self, name: &Range<usize>, scope: Scope) -> Fact {
        let nothing = View::empty(self.view.source(name.end));
        self.setting(name, scope, Given::Masked(nothing), name.clone())
    }

    fn setting(&self, name: &Range<usize>, scope: Scope, value: Given, range: Range<usize>) -> Fact {
        let text = self.view.get(name.clone());
        let role = if scope == Scope::Environment { names::variable(text) } else { names::role(text) };
        let (name, span) = (self.view.slice(name.clone()), self.view.span(range));
        Fact::Setting(Box::new(Setting { name, role, scope, value, span }))
    }

    /// `variable NAME length=… shown=… account=… odd=… value=…`
    fn variable(&mut self, words: &[Range<usize>], end: usize) {
        let view = self.view;
        let Some((name, fields)) = words.split_first() else { return };
        let field = |key: &str| {
            let word = fields.iter().find(|word| view.get((*word).clone()).starts_with(key))?;
            Some(word.start + key.len()..word.end)
        };
        let length = field("length=").unwrap_or_default();
        let range = name.start..fields.last().map_or(name.end, |last| last.end);
        let odd = field("odd=").unwrap_or(end..end);
        // A value may hold blanks, and stands last.
        let given = match (view.get(length), field("value="), field("shown=")) {
            ("0", ..) => Given::Text(View::empty(view.source(range.end))),
            (_, Some(value), _) => Given::found(self.with_odd(value.start..end, odd)),
            (_, None, Some(shown)) => Given::Text(self.with_odd(shown, odd)),
            _ => Given::Masked(View::empty(view.source(range.end))),
        };
        self.facts.push(self.setting(name, Scope::Environment, given, range));
        self.facts.extend(field("account=").map(|account| Fact::KeyOwner(view.slice(account))));
    }

    /// The characters of `shown`, with those in the place of which a question mark stands as `odd` names them:
    /// `3:U+000D,21:U+200B`.
    fn with_odd(&self, shown: Range<usize>, odd: Range<usize>) -> View<'static> {
        let view = self.view;
        let mut points = Vec::new();
        let mut at = odd.start;
        for entry in view.get(odd).split(',') {
            let point = entry.cut(":U+").and_then(|(number, point)| {
                let c = char::from_u32(u32::from_str_radix(point, 16).ok()?)?;
                Some((number.parse::<usize>().ok()?, c, view.span(at..at + entry.len())))
            });
            points.extend(point);
            at += entry.len() + 1;
        }
        let mut out = View::empty(view.source(shown.start));
        for ((index, c), number) in view.get(shown.clone()).char_indices().zip(1..) {
            match points.iter().find(|(place, ..)| *place == number).filter(|_| c == '?' || c == '*') {
                Some(&(_, c, span)) => out.push(c, span),
                None => out.push(c, view.span(shown.start + index..shown.start + index + c.len_utf8())),
            }
        }
        out
    }

    /// `section credentials [NAME] SETTING SETTING`
    fn section(&mut self, words: &[Range<usize>], end: usize) {
        let view = self.view;
        let Some((file, rest)) = words.split_first() else { return };
        let Some(open) = rest.first().filter(|word| view.get((*word).clone()).starts_with('[')) else { return };
        let text = view.get(open.start..end);
        let Some(close) = text.find(']') else { return };
        let header = text.get(1..close).unwrap_or_default().trim();
        let scope = match view.get(file.clone()) {
            "config" => {
                let name = header.strip_prefix("profile ").unwrap_or(header).trim();
                Scope::ConfigFile(name.trim_matches('"').to_owned())
            }
            _ => Scope::CredentialsFile(header.to_owned()),
        };
        for name in listing::words(view, open.start + close + 1..end) {
            self.facts.push(self.masked(&name, scope.clone()));
        }
    }

    /// What a command printed, from the line that names the command to the one that tells how it ended; the latter, or
    /// the former where the output is cut off before it.
    fn run(&mut self, line: &Range<usize>) -> Range<usize> {
        let view = self.view;
        let mut output = View::empty(view.source(line.end));
        let mut here = view.next_line(line);
        for _ in 0..LINES {
            let Some(next) = here else { break };
            let Some(rest) = self.margin.strip(view, &next) else { break };
            let text = view.get(rest.clone());
            if text.strip_prefix("exit ").is_some_and(|status| status.trim().parse::<i64>().is_ok()) {
                if !self.client(&output) {
                    self.nested.push(output);
                }
                return next;
            }
            if text.starts_with(MARK) {
                break;
            }
            output.append(&view.slice(rest));
            output.push('\n', Span::new(view.source(next.end), view.source(next.end)));
            here = view.next_line(&next);
        }
        line.clone()
    }

    /// Takes the output of `aws --version`, in which the CLI names itself; false for any other.
    fn client(&mut self, output: &View<'static>) -> bool {
        let line = output.line(0);
        let version = output.get(line.clone());
        let is_version = version.starts_with("aws-cli/");
        if is_version {
            let (sdk, span) = (clients::sdk(version), output.span(line));
            self.facts.push(Fact::Client(Client { sdk, version: version.to_owned(), span }));
        }
        is_version
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OUTPUT: &str = "whosekey-collector 1\n\
        clock 2026-11-21T21:55:40Z\n\
        system Linux 6.1 x86_64\n\
        user bob\n\
        variable AWS_ACCESS_KEY_ID length=21 shown=AKIA*************U7X? account=171436882533 odd=21:U+000D\n\
        variable AWS_SECRET_ACCESS_KEY length=40\n\
        variable AWS_PROFILE length=5 odd=4:U+00A0 value=dev?b\n\
        variable AWS_REGION length=0\n\
        absent AWS_SESSION_TOKEN\n\
        other AWS_ACCES_KEY\n\
        file credentials /home/bob/.aws/credentials\n\
        section credentials [default] aws_access_key_id aws_secret_access_key\n\
        section config [profile a b] role_arn\n\
        missing config /x\n\
        run aws --version\n\
        aws-cli/2.36.7 Python/3.13\n\
        exit 0\n\
        run aws configure list\n\
        NAME : x\n\
        exit 255\n\
        whosekey-collector end\n\
        and so on";

    fn words(text: &str) -> Vec<String> {
        let reading = FORMAT.first(text).unwrap();
        reading
            .facts
            .iter()
            .map(|fact| match fact {
                Fact::Clock(view) => format!("clock {}", view.text()),
                Fact::KeyOwner(view) => format!("owner {}", view.text()),
                Fact::Client(client) => format!("client {}", client.sdk.unwrap()),
                Fact::Setting(setting) => {
                    let value = match &setting.value {
                        Given::Text(value) => format!("{:?}", value.text()),
                        _ => "set".to_owned(),
                    };
                    format!("{:?} {} {value}", setting.scope, setting.name.text())
                }
                other => format!("{other:?}"),
            })
            .collect()
    }

    #[test]
    fn every_line_says_what_it_holds() {
        let want = [
            "clock 2026-11-21T21:55:40Z",
            "Environment AWS_ACCESS_KEY_ID \"AKIA*************U7X\\r\"",
            "owner 171436882533",
            "Environment AWS_SECRET_ACCESS_KEY set",
            "Environment AWS_PROFILE \"dev\\u{a0}b\"",
            "Environment AWS_REGION \"\"",
            "Environment AWS_ACCES_KEY set",
            "CredentialsFile(\"default\") aws_access_key_id set",
            "CredentialsFile(\"default\") aws_secret_access_key set",
            "ConfigFile(\"a b\") role_arn set",
            "client aws-cli-2",
        ];
        assert_eq!(words(OUTPUT), want);
        let quoted: Vec<String> = OUTPUT.lines().map(|line| format!("> {line}")).collect();
        assert_eq!(words(&quoted.join("\r\n")), want);
    }

    #[test]
    fn what_commands_printed_is_read_by_others() {
        let reading = FORMAT.first(OUTPUT).unwrap();
        let nested: Vec<&str> = reading.nested.iter().map(View::text).collect();
        assert_eq!(nested, ["NAME : x\n"]);
        assert!(OUTPUT.get(reading.range).unwrap().ends_with("whosekey-collector end"));
        let cut = OUTPUT.split("NAME").next().unwrap().to_owned() + "NAME : VALUE";
        let reading = FORMAT.first(&cut).unwrap();
        assert!(cut.get(reading.range).unwrap().ends_with("run aws configure list"), "the rest is left to others");
    }

    #[test]
    fn an_odd_character_stands_where_it_is_named() {
        let reading = FORMAT.first(OUTPUT).unwrap();
        let Some(Fact::Setting(id)) = reading.facts.get(1) else { panic!() };
        let value = id.value.text().unwrap();
        let at = value.text().find('\r').unwrap();
        let span = value.span(at..at + 1);
        assert_eq!(OUTPUT.get(span.start..span.end), Some("21:U+000D"));
    }

    #[test]
    fn a_mention_is_no_output() {
        assert!(FORMAT.first("run the whosekey-collector please").is_none());
    }
}
