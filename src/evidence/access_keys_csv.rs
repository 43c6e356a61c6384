//! The console's downloads of access keys: `accessKeys.csv` and `credentials.csv` with a header, `rootkey.csv` with a
//! name and a value on each of two lines. Spreadsheet programs add byte order marks, quotes and semicolons.

use std::ops::Range;

use super::{Answer, Fact, Format, Given, Kind, Place, Reading, Scope, Setting};
use crate::aws::key;
use crate::aws::names::Role;
use crate::text::View;
use crate::text::listing::label;
use crate::text::margin::Margin;
use crate::text::quote::{Escapes, quoted};

/// The format.
pub const FORMAT: Format = Format {
    kind: Kind::AccessKeysCsv,
    literals: &["Access key ID", "AccessKeyId", "AWSAccessKeyId", "access_key_id", "User name", "AKIA", "ASIA"],
    read,
};

/// The most rows that are read at once.
const ROWS: usize = 1000;
/// The most bytes of a row.
const LONGEST: usize = 4096;

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    Held(Role),
    Password,
    Other,
}

fn read(place: &Place<'_>) -> Answer {
    let view = place.view;
    let Some(line) = view.short_line(place.at, LONGEST).filter(|line| line.start >= place.floor) else {
        return Answer::No;
    };
    if view.get(place.at..line.end).starts_with(ROOT_NAMES.0.0) {
        return root_key(place, &line).map_or(Answer::No, Answer::Yes);
    }
    if key::prefix(view.get(place.at..line.end)).is_some() {
        return bare_row(place, &line).map_or(Answer::No, Answer::Maybe);
    }
    with_header(place, &line).map_or(Answer::No, Answer::Yes)
}

/// A header, and the rows under it that have as many cells.
fn with_header(place: &Place<'_>, line: &Range<usize>) -> Option<Reading> {
    let view = place.view;
    let (margin, delimiter, columns) = header(view, line)?;
    let mut reading = Reading { range: line.clone(), ..Reading::default() };
    let names = cells(view, &margin.strip(view, line)?, delimiter);
    let mut here = view.next_line(line);
    for _ in 0..ROWS {
        let Some(line) = here else { break };
        let Some(rest) = margin.strip(view, &line) else { break };
        let row = cells(view, &rest, delimiter);
        // The console leaves the last cells out where they are empty.
        let is_prose = |cell: &View<'_>| cell.text().split_whitespace().count() > 6;
        if row.len() < 2 || row.len() > columns.len() || row.iter().any(is_prose) {
            break;
        }
        for ((cell, column), name) in row.into_iter().zip(&columns).zip(&names) {
            match column {
                Column::Held(role) => reading.facts.push(setting(name.clone(), *role, cell)),
                Column::Password if !cell.is_empty() => reading.facts.push(Fact::Secret(cell.whole())),
                Column::Password | Column::Other => {}
            }
        }
        reading.range.end = line.end;
        here = view.next_line(&line);
    }
    (!reading.facts.is_empty()).then_some(reading)
}

/// The margin, the delimiter and the columns of a header.
fn header(view: &View<'_>, line: &Range<usize>) -> Option<(Margin, char, Vec<Column>)> {
    let text = view.get(line.clone());
    let delimiter = [',', ';', '\t'].into_iter().find(|&c| text.contains(c))?;
    let cut = text.trim_start_matches(['\u{feff}', '>', '|', ' ', '\t']);
    let start = line.end - cut.len();
    let margin = Margin::before(view, start);
    let columns: Vec<Column> =
        cells(view, &margin.strip(view, line)?, delimiter).iter().map(|cell| column(cell.text())).collect();
    let both = [Role::AccessKeyId, Role::SecretAccessKey].iter().all(|&role| columns.contains(&Column::Held(role)));
    both.then_some((margin, delimiter, columns))
}

fn column(name: &str) -> Column {
    let word: String = name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    match word.as_str() {
        "accesskeyid" | "awsaccesskeyid" | "accesskey" => Column::Held(Role::AccessKeyId),
        "secretaccesskey" | "awssecretaccesskey" | "secretkey" | "awssecretkey" => Column::Held(Role::SecretAccessKey),
        "sessiontoken" | "awssessiontoken" => Column::Held(Role::SessionToken),
        "password" => Column::Password,
        _ => Column::Other,
    }
}

fn cells(view: &View<'_>, row: &Range<usize>, delimiter: char) -> Vec<View<'static>> {
    let mut out = Vec::new();
    let mut at = row.start;
    loop {
        let rest = view.get(at..row.end);
        let (value, end) = match quoted(view, at, Escapes::None).filter(|_| rest.starts_with('"')) {
            Some((value, end)) if end <= row.end => (value, end),
            _ => {
                let end = at + rest.find(delimiter).unwrap_or(rest.len());
                (view.slice(at..end), end)
            }
        };
        out.push(value);
        if !view.get(end..row.end).starts_with(delimiter) {
            return out;
        }
        at = end + delimiter.len_utf8();
    }
}

fn setting(name: View<'static>, role: Role, cell: View<'static>) -> Fact {
    let span = cell.whole();
    Fact::Setting(Box::new(Setting { name, role: Some(role), scope: Scope::Object, value: Given::found(cell), span }))
}

/// A row whose header was left out: an ID and a secret, with or without a user's name in front.
fn bare_row(place: &Place<'_>, line: &Range<usize>) -> Option<Reading> {
    let view = place.view;
    let before = view.get(line.start..place.at).trim_end_matches('"');
    let start = line.start + before.len();
    let row = cells(view, &(start..view.rest_of_line(start).end), ',');
    let [id, secret] = row.as_slice() else { return None };
    let is_secret = secret.text().len() == key::SECRET_LENGTH
        && secret.text().bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/'));
    let fits = key::is_whole(id.text()) && is_secret && (before.is_empty() || before.ends_with([',', ' ', '>', '|']));
    if !fits {
        return None;
    }
    let columns = [("Access key ID", Role::AccessKeyId), ("Secret access key", Role::SecretAccessKey)];
    let facts =
        row.into_iter().zip(columns).map(|(cell, (name, role))| setting(label(name, cell.source(0)), role, cell));
    let facts = facts.collect();
    Some(Reading { range: start..line.end, facts, nested: Vec::new() })
}

/// The names of `rootkey.csv`.
const ROOT_NAMES: ((&str, Role), (&str, Role)) =
    (("AWSAccessKeyId=", Role::AccessKeyId), ("AWSSecretKey=", Role::SecretAccessKey));

/// `AWSAccessKeyId=…` and `AWSSecretKey=…` on two lines, in either order.
fn root_key(place: &Place<'_>, line: &Range<usize>) -> Option<Reading> {
    let view = place.view;
    let margin = Margin::before(view, place.at);
    let before = view.line_before(line).filter(|before| before.start >= place.floor);
    let lines = [before, Some(line.clone()), view.next_line(line)];
    let mut reading = Reading { range: place.at..line.end, ..Reading::default() };
    for line in lines.into_iter().flatten() {
        let Some(rest) = margin.strip(view, &line) else { continue };
        let text = view.get(rest.clone());
        let (first, second) = ROOT_NAMES;
        for (name, role) in [first, second] {
            if text.starts_with(name) {
                let at = rest.start + name.len();
                reading.facts.push(setting(view.slice(rest.start..at - 1), role, view.slice(at..rest.end)));
                reading.range = reading.range.start.min(rest.start)..reading.range.end.max(line.end);
            }
        }
    }
    (reading.facts.len() > 1).then_some(reading)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "AKIASP2TPHJSQH3FRU7X";
    const SECRET: &str = "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";

    fn read(text: &str) -> Vec<String> {
        let facts = FORMAT.first(text).map(|reading| reading.facts).unwrap_or_default();
        let words = facts.iter().map(|fact| match fact {
            Fact::Setting(setting) => format!("{:?}={}", setting.role.unwrap(), setting.value.text().unwrap().text()),
            Fact::Secret(_) => "secret".to_owned(),
            other => format!("{other:?}"),
        });
        words.collect()
    }

    #[test]
    fn keys_are_read_from_every_download() {
        let want = [format!("AccessKeyId={KEY}"), format!("SecretAccessKey={SECRET}")];
        for text in [
            format!("Access key ID,Secret access key\n{KEY},{SECRET}\n"),
            format!("\u{feff}Access key ID,Secret access key\r\n{KEY},{SECRET}\r\n"),
            format!("\"Access key ID\",\"Secret access key\"\n\"{KEY}\",\"{SECRET}\""),
            format!("Access key ID;Secret access key\n{KEY};{SECRET}\n"),
            format!("Access key ID,Secret access key\n{KEY},{SECRET}\nThe key does not work in here, it says\n"),
            format!("User Name,Access key ID,Secret access key\nbob,{KEY},{SECRET}\n"),
            format!(
                "User name,Password,Access key ID,Secret access key,Console login link\nbob,,{KEY},{SECRET},https://1.signin.aws.amazon.com/console\n"
            ),
            format!("> User name,Access key ID,Secret access key\n> bob,{KEY},{SECRET}\nreply"),
            format!("AWSAccessKeyId={KEY}\r\nAWSSecretKey={SECRET}\r\n"),
            format!("{KEY},{SECRET}\n"),
            format!("bob,{KEY},{SECRET}\n"),
        ] {
            assert_eq!(read(&text), want, "{text:?}");
        }
    }

    #[test]
    fn columns_are_taken_by_their_names() {
        let text = format!("Secret access key,Access key ID\n{KEY},{SECRET}\n");
        assert_eq!(read(&text), [format!("SecretAccessKey={KEY}"), format!("AccessKeyId={SECRET}")]);
        let text = format!(
            "User name,Password,Access key ID,Secret access key\na,pw,{KEY},s\nb,,{KEY},t\n\ntext,with,four,cells"
        );
        assert_eq!(
            read(&text),
            [
                "secret",
                &format!("AccessKeyId={KEY}"),
                "SecretAccessKey=s",
                &format!("AccessKeyId={KEY}"),
                "SecretAccessKey=t"
            ]
        );
    }

    #[test]
    fn other_lines_are_no_download() {
        for text in [
            "The AWS Access Key Id you provided does not exist, in our records.",
            "Enter the access key ID, then the secret access key.\nThanks, Bob",
            "https://b.s3.amazonaws.com/k?AWSAccessKeyId=AKIASP2TPHJSQH3FRU7X&Expires=1&Signature=x",
            "AKIASP2TPHJSQH3FRU7X, AKIASP2TPHJSQH3FRU7Y",
            "User name,Password,Console sign-in URL\nbob,pw,https://x\n",
        ] {
            assert_eq!(read(text), Vec::<String>::new(), "{text}");
        }
    }
}
