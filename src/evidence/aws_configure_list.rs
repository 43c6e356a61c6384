//! `aws configure list`: which source the AWS CLI took each value from, and the last four characters of the key.
//!
//! Two row formats, both from `awscli/customizations/configure/list.py`: `'%10s %24s %16s    %s'` (version 1, and 2 up
//! to 2.30) and `'{:<10} : {:<24} : {:<16} : {}'` (since 2.31). A value is shown as sixteen asterisks and its last four
//! characters, hidden ones included. Columns overflow, and tickets collapse blanks, so nothing here counts columns.

use std::ops::Range;

use super::{Answer, Fact, Format, Kind, Listed, Place, Reading, Row};
use crate::text::{View, Words};

/// The format.
pub const FORMAT: Format =
    Format { kind: Kind::AwsConfigureList, literals: &["location", "access_key", "secret_key", "<not set>"], read };

/// The rows in the order in which they are printed.
const ROWS: [(Row, &str); 4] = [
    (Row::Profile, "profile"),
    (Row::AccessKey, "access_key"),
    (Row::SecretKey, "secret_key"),
    (Row::Region, "region"),
];

/// What the Type column says: the `METHOD` of botocore's providers, `manual` and `imds` of the profile and region rows,
/// and the spelling of the CLI's own documentation.
const TYPES: &[&str] = &[
    "shared-credentials-file",
    "ec2-credentials-file",
    "assume-role-with-web-identity",
    "assume-role",
    "config-file",
    "config_file",
    "custom-process",
    "container-role",
    "boto-config",
    "iam-role",
    "manual",
    "login",
    "imds",
    "None",
    "env",
    "sso",
];

/// What stands for a value that is not set.
const NOT_SET: &str = "<not set>";
/// How many characters of a value are shown.
const SHOWN: usize = 4;
/// The fewest asterisks that are taken for the mask; the CLI prints sixteen.
const FEWEST_ASTERISKS: usize = 6;
/// How far a row or a header may stand from the beginning of its line, behind the stamp of a log.
const NEAR: usize = 80;

fn read(place: &Place<'_>) -> Answer {
    let view = place.view;
    let header = header_before(view, place.floor, place.at);
    let (start, mut at) = match header {
        Some((start, end)) => (start, end),
        None => match headless(view, place) {
            Some(start) => (start, start),
            None => return Answer::No,
        },
    };
    let crlf = header.is_some() && ends_with_crlf(view, at);
    let mut reading = Reading { range: start..at, ..Reading::default() };
    let mut from = 0;
    while let Some((index, name)) = next_row(view, at, from) {
        let Some(&(row, _)) = ROWS.get(index) else { break };
        let (listed, end) = read_row(view, row, &name, index, crlf);
        reading.facts.push(Fact::Listed(listed));
        reading.range.end = end;
        at = end;
        from = index + 1;
    }
    let found = header.is_some() || !reading.facts.is_empty();
    if found && reading.range.end > place.at { Answer::Yes(reading) } else { Answer::No }
}

/// The header that ends with the literal at `at`: from its first word to its last.
fn header_before(view: &View<'_>, floor: usize, at: usize) -> Option<(usize, usize)> {
    view.get(at..at + "location".len()).eq_ignore_ascii_case("location").then_some(())?;
    let from = view.boundary(at.saturating_sub(NEAR * 2)).max(floor);
    let mut before = view.get(from..at);
    for word in ["type", "value", "name"] {
        before = before.trim_end_matches([' ', '\t', ':', '|', '\u{a0}']);
        let cut = before.len().checked_sub(word.len())?;
        before.get(cut..).filter(|text| text.eq_ignore_ascii_case(word))?;
        before = before.get(..cut)?;
    }
    let start = from + before.len();
    (!before.ends_with(char::is_alphanumeric)).then_some((start, at + "location".len()))
}

/// Where the row begins that holds the literal at the place, if it is one by itself.
fn headless(view: &View<'_>, place: &Place<'_>) -> Option<usize> {
    let from = view.line_near(place.at, NEAR).start.max(place.floor);
    let (index, name) =
        ROWS.iter().enumerate().find_map(|(index, _)| row_in(view, from, index).map(|at| (index, at)))?;
    let rest = value_text(view, name.end);
    let unset = rest.strip_prefix(NOT_SET).is_some_and(|rest| type_at(skip_separator(rest)).is_some());
    let masked = asterisks(rest) >= FEWEST_ASTERISKS && matches!(index, 1 | 2);
    ((unset || masked) && name.start <= place.at).then_some(name.start)
}

fn ends_with_crlf(view: &View<'_>, at: usize) -> bool {
    view.get(rest(view, at).end..view.text().len()).starts_with("\r\n")
}

/// The text of byte `from` to the end of its line; a row with its list of variables is far shorter than this.
fn rest(view: &View<'_>, from: usize) -> Range<usize> {
    view.rest_near(from, 2048)
}

/// The next row from `at` on, not before the one of number `from`: in the rest of this line, or in one of the next lines
/// that hold something.
fn next_row(view: &View<'_>, at: usize, from: usize) -> Option<(usize, Range<usize>)> {
    let mut line = rest(view, at);
    let mut blank = 0;
    loop {
        let found = (from..ROWS.len()).find_map(|index| row_in(view, line.start, index).map(|name| (index, name)));
        if found.is_some() {
            return found;
        }
        let text = view.get(line.clone());
        let rule = text.holds("----");
        blank += usize::from(text.trim().is_empty());
        if line.start > at && !rule && !text.trim().is_empty() || blank > 2 {
            return None;
        }
        line = view.next_line(&line)?;
    }
}

/// The name of row `index` where it stands near the beginning of the line from `from` on.
fn row_in(view: &View<'_>, from: usize, index: usize) -> Option<Range<usize>> {
    let &(_, name) = ROWS.get(index)?;
    let line = rest(view, from);
    let text = view.get(line);
    let offset = text.places(name).find(|&offset| {
        let before = text.get(..offset).unwrap_or_default();
        let after = text.get(offset + name.len()..).unwrap_or_default();
        let apart = !before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | '\'' | '"'))
            && after.starts_with([' ', '\t', '\u{a0}', ':']);
        apart && is_cell(after)
    })?;
    (offset <= NEAR || text.get(..offset).is_some_and(|before| before.holds("--")))
        .then(|| from + offset..from + offset + name.len())
}

/// Whether `after`, the text behind a row's name, goes on like a row: a value and a type.
fn is_cell(after: &str) -> bool {
    let rest = skip_separator(after);
    rest.starts_with(NOT_SET) || asterisks(rest) > 0 || type_in(rest).is_some() || rest.holds(" : ")
}

fn read_row(view: &View<'_>, row: Row, name: &Range<usize>, index: usize, crlf: bool) -> (Listed, usize) {
    let value_at = view.text().len() - value_text_whole(view, name.end).len();
    let mut line = rest(view, value_at);
    if let Some(next) = ROWS.get(index + 1..).unwrap_or_default().iter().find_map(|(_, next)| {
        view.get(line.clone())
            .places(next)
            .map(|at| line.start + at)
            .find(|&at| is_cell(view.get(at + next.len()..line.end)) && view.get(line.start..at).ends_with(' '))
    }) {
        line.end = next;
    }
    let value_end;
    let value = if view.get(line.clone()).starts_with(NOT_SET) {
        value_end = value_at + NOT_SET.len();
        None
    } else if asterisks(view.get(line.clone())) >= FEWEST_ASTERISKS {
        let tail = shown_tail(view, value_at + asterisks(view.get(line.clone())), crlf);
        value_end = tail.1;
        Some(tail.0)
    } else if matches!(row, Row::AccessKey | Row::SecretKey) {
        // Somebody masked the masked value: nothing may be concluded from it.
        value_end = value_at + plain_value(view.get(line.clone()));
        Some(View::empty(view.source(value_at)))
    } else {
        value_end = value_at + plain_value(view.get(line.clone()));
        Some(view.slice(value_at..value_end))
    };
    if value_end > line.end {
        line = rest(view, value_end);
    }
    let (kind, location) = kind_and_location(view.get(value_end..line.end));
    (Listed { row, value, kind, location, span: view.span(name.start..line.end) }, line.end)
}

/// The characters after the mask and where they end. All four are taken, blanks and line ends included: fewer visible
/// ones mean that the value ends in something invisible. Nothing is taken where nothing visible follows.
fn shown_tail(view: &View<'_>, at: usize, crlf: bool) -> (View<'static>, usize) {
    let rest = view.get(at..view.text().len());
    if rest.chars().next().is_none_or(|c| matches!(c, ' ' | '\t' | '\n') || rest.starts_with("\r\n")) {
        return (View::empty(view.source(at)), at);
    }
    let mut tail = View::empty(view.source(at));
    let mut end = at;
    let mut taken = 0;
    for (offset, c) in rest.char_indices() {
        let (from, to) = (at + offset, at + offset + c.len_utf8());
        let line_end = c == '\r' && crlf && rest.get(offset..).is_some_and(|rest| rest.starts_with("\r\n"));
        if taken == SHOWN || (c == '\n' && !continues(view.get(to..view.text().len()))) {
            break;
        }
        if !line_end {
            tail.push(c, view.span(from..to));
            taken += 1;
        }
        end = to;
    }
    (tail, end)
}

/// Whether `rest`, the text after a line end, is the other half of a row: blanks and a type.
fn continues(rest: &str) -> bool {
    let rest = rest.trim_start_matches(['\r', '\n']);
    let after = skip_separator(rest);
    after.len() < rest.len() && type_at(after).is_some()
}

/// The length of a profile's name or a region at the beginning of `text`.
fn plain_value(text: &str) -> usize {
    let end = text.first(" : ").or_else(|| type_in(text).map(|(at, _)| at)).or_else(|| text.first("  "));
    text.get(..end.unwrap_or(text.len())).unwrap_or(text).trim_end().len()
}

/// The Type and Location columns in `text`, which follows the value.
fn kind_and_location(text: &str) -> (String, String) {
    let rest = skip_separator(text);
    let end = type_at(rest).map(str::len).or_else(|| rest.find(char::is_whitespace)).unwrap_or(rest.len());
    let kind = rest.get(..end).unwrap_or_default();
    let location = skip_separator(rest.get(end..).unwrap_or_default()).trim_end();
    (kind.to_owned(), location.to_owned())
}

/// The first known type in `text` that stands apart, after something else.
fn type_in(text: &str) -> Option<(usize, &'static str)> {
    let blanks = text.match_indices(' ').map(|(at, _)| at);
    blanks.filter(|&at| at > 0).find_map(|at| Some((at, type_at(text.get(at + 1..)?)?)))
}

/// The known type that `text` begins with.
fn type_at(text: &str) -> Option<&'static str> {
    TYPES.iter().copied().find(|kind| {
        text.strip_prefix(kind).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\r', '\n']))
    })
}

fn skip_separator(text: &str) -> &str {
    let text = text.trim_start_matches([' ', '\t', '\u{a0}']);
    let after =
        text.strip_prefix(':').filter(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\u{a0}', '\r', '\n']));
    after.map_or(text, |rest| rest.trim_start_matches([' ', '\t', '\u{a0}']))
}

fn value_text<'a>(view: &'a View<'_>, at: usize) -> &'a str {
    skip_separator(view.get(rest(view, at)))
}

fn value_text_whole<'a>(view: &'a View<'_>, at: usize) -> &'a str {
    skip_separator(view.get(at..view.text().len()))
}

fn asterisks(text: &str) -> usize {
    text.bytes().take_while(|&byte| byte == b'*').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Option<(Vec<Listed>, Range<usize>)> {
        let reading = FORMAT.first(text)?;
        let listed = reading.facts.into_iter().map(|fact| match fact {
            Fact::Listed(listed) => listed,
            other => panic!("{other:?}"),
        });
        Some((listed.collect(), reading.range))
    }

    /// Row, value, type, location of each row.
    fn table(text: &str) -> Vec<(Row, Option<String>, String, String)> {
        let (rows, _) = rows(text).unwrap_or_else(|| panic!("not read: {text}"));
        rows.into_iter().map(|row| (row.row, row.value.map(|v| v.text().to_owned()), row.kind, row.location)).collect()
    }

    fn key_tail(text: &str) -> String {
        table(text).into_iter().find(|row| row.0 == Row::AccessKey).unwrap().1.unwrap()
    }

    const OLD: &str = "      Name                    Value             Type    Location
      ----                    -----             ----    --------
   profile                     prod              env    ['AWS_PROFILE', 'AWS_DEFAULT_PROFILE']
access_key     ****************MPLE shared-credentials-file    
secret_key     ****************EKEY shared-credentials-file    
    region                us-west-2      config-file    ~/.aws/config
prose about a profile";

    const NEW: &str = "NAME       : VALUE                    : TYPE             : LOCATION
profile    : <not set>                : None             : None
access_key : ****************MPLE     : env              : 
secret_key : ****************EKEY     : env              : 
region     : us-east-1                : env              : ['AWS_REGION', 'AWS_DEFAULT_REGION']
";

    #[test]
    fn both_layouts_are_read() {
        let s = |text: &str| Some(text.to_owned());
        let list = "['AWS_PROFILE', 'AWS_DEFAULT_PROFILE']".to_owned();
        assert_eq!(
            table(OLD),
            [
                (Row::Profile, s("prod"), "env".into(), list),
                (Row::AccessKey, s("MPLE"), "shared-credentials-file".into(), String::new()),
                (Row::SecretKey, s("EKEY"), "shared-credentials-file".into(), String::new()),
                (Row::Region, s("us-west-2"), "config-file".into(), "~/.aws/config".into()),
            ]
        );
        assert_eq!(OLD.get(rows(OLD).unwrap().1.end..), Some("\nprose about a profile"));
        assert_eq!(
            table(NEW),
            [
                (Row::Profile, None, "None".into(), "None".into()),
                (Row::AccessKey, s("MPLE"), "env".into(), String::new()),
                (Row::SecretKey, s("EKEY"), "env".into(), String::new()),
                (Row::Region, s("us-east-1"), "env".into(), "['AWS_REGION', 'AWS_DEFAULT_REGION']".into()),
            ]
        );
    }

    #[test]
    fn blanks_that_a_ticket_collapsed_do_not_matter() {
        for text in [OLD, NEW] {
            let (one_line, _) = text.split_once("\nprose").unwrap_or((text, ""));
            let one_line = one_line.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(table(&one_line), table(text), "{one_line}");
            let lines: Vec<String> =
                text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
            assert_eq!(table(&lines.join("\n")), table(text));
        }
    }

    #[test]
    fn prefixes_quotes_and_line_ends_do_not_matter() {
        for text in [OLD, NEW] {
            for prefix in ["> ", "| ", "2026-11-21T10:00:00.123Z stdout F ", "\t"] {
                let prefixed = format!("{prefix}{}", text.replace('\n', &format!("\n{prefix}")));
                assert_eq!(table(&prefixed), table(text), "{prefix}");
            }
            assert_eq!(table(&text.replace('\n', "\r\n")), table(text));
        }
    }

    #[test]
    fn the_tail_keeps_what_is_hidden_in_it() {
        for (tail, pad) in
            [("PLE\r", ""), ("PLE\n", ""), ("PLE ", ""), ("PLE\u{200b}", ""), ("PLE\"", ""), ("E\u{a0}\r\n", "")]
        {
            let old = OLD.replace("MPLE shared-credentials-file", &format!("{tail}{pad}              env"));
            assert_eq!(key_tail(&old), tail, "{old:?}");
            let new = NEW.replace("MPLE", tail);
            assert_eq!(key_tail(&new), tail, "{new:?}");
            assert_eq!(table(&new).len(), 4);
            assert_eq!(table(&new).get(1).unwrap().2, "env");
        }
        let crlf = NEW.replace("MPLE", "PLE\n").replace('\n', "\r\n");
        assert_eq!(key_tail(&crlf), "PLE\n");
        assert_eq!(key_tail(&NEW.replace("MPLE ", "")), "", "an empty value leaves sixteen asterisks");
        let view = rows(NEW).unwrap().0.remove(1).value.unwrap();
        assert_eq!(view.source(0), NEW.find("MPLE").unwrap());
    }

    #[test]
    fn partial_output_is_read() {
        let header = OLD.lines().take(3).collect::<Vec<_>>().join("\n");
        assert_eq!(table(&header).len(), 1);
        assert_eq!(table("access_key     ****************MPLE              env").len(), 1);
        assert_eq!(table("secret_key : <not set>                : None             : None").len(), 1);
        let redacted = NEW.replace("****************MPLE", "[REDACTED]");
        assert_eq!((key_tail(&redacted).as_str(), table(&redacted).len()), ("", 4));
        let overflowing = "   profile a-very-long-name-of-a-profile-indeed              env    x";
        let text = OLD.replace(OLD.lines().nth(2).unwrap(), overflowing);
        assert_eq!(table(&text).first().unwrap().1.as_deref(), Some("a-very-long-name-of-a-profile-indeed"));
    }

    #[test]
    fn other_text_is_not_taken_for_it() {
        for text in [
            "the location of the profile",
            "access_key = AKIAIOSFODNN7EXAMPLE",
            "access_key: ****",
            "\"secret_key\": \"abc\"",
            "region: <not set>, profile: <none>",
            "access_key: see below, location: env",
            "Name Value",
            "Location: https://example.com",
        ] {
            assert!(rows(text).is_none(), "{text}");
        }
    }
}
