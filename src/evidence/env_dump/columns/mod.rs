//! Variables in columns: fish's listings, tables and lists of PowerShell, Vault's tables, tabs, cells of a table with rules.

mod table;

use std::ops::Range;

use self::table::table;

use super::assignment::Style;
use super::value::evaluate;
use super::{REACH, fact, has_odd_cr, is_margin, is_nothing, matters};
use crate::aws::names;
use crate::evidence::{Fact, Given, Place, Reading, Scope};
use crate::text::margin::Margin;
use crate::text::quote::{Escapes, quoted, unescape};
use crate::text::{View, Words, command};

/// Reads the table, list or listing whose line holds `name`.
pub fn read(place: &Place<'_>, name: &Range<usize>) -> Option<Reading> {
    let written = place.view.get(name.clone());
    if !matters(written) || written.contains(|c: char| c.is_ascii_lowercase()) {
        let column = names::role(written).is_some() && place.view.get(name.end..name.end + 2) == "  ";
        return column.then(|| table(place, name)).flatten();
    }
    fish_details(place, name)
        .or_else(|| table(place, name))
        .or_else(|| list(place, name))
        .or_else(|| cells(place, name))
        .or_else(|| above(place))
        .or_else(|| pairs(place, name))
}

/// R's named vector: names on a line, and on the line below the strings that they hold; its list: `$K` and `[1] "V"`.
fn above(place: &Place<'_>) -> Option<Reading> {
    let view = place.view;
    let line = view.line_near(place.at, REACH);
    let below = view.next_line(&line)?;
    let is_name = |word: &str| word.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_');
    let (mut at, mut value) = (line.start.max(place.floor), below.start);
    let mut facts = Vec::new();
    loop {
        let rest = view.get(at..line.end);
        let named = rest.trim_start().trim_start_matches('$');
        let Some(word) = named.split_whitespace().next().filter(|word| is_name(word)) else { break };
        let name = line.end - named.len();
        let strings = view.get(value..below.end).trim_start().past("[1] ");
        let open = below.end - strings.len();
        let (held, end) = quoted(view, open, Escapes::C).filter(|(_, end)| *end <= below.end)?;
        facts.extend(fact(
            view.slice(name..name + word.len()),
            Given::found(held),
            view.span(open..end),
            Scope::Environment,
        ));
        (at, value) = (name + word.len(), end);
    }
    let whole = view.get(at..line.end).trim().is_empty() && view.get(value..below.end).trim().is_empty();
    (whole && !facts.is_empty()).then(|| Reading {
        range: line.start.max(place.floor)..below.end,
        facts,
        nested: Vec::new(),
    })
}

/// fish's `set -S K`: `$K[1]: |V|` among other lines about `K`.
fn fish_details(place: &Place<'_>, name: &Range<usize>) -> Option<Reading> {
    let view = place.view;
    let written = format!("${}", view.get(name.clone()));
    let first = view.line_near(place.at, REACH);
    let start =
        name.start.checked_sub(1).filter(|&start| start >= place.floor && view.get(start..name.end) == written)?;
    let after = view.get(name.end..first.end);
    (after.starts_with(": set ") || after.starts_with("[1]: |") || after.starts_with(": originally ")).then_some(())?;
    let margin = Margin::before(view, start).flush();
    let mut reading = Reading { range: start..first.end, ..Reading::default() };
    let mut line = start..first.end;
    loop {
        let text = view.get(line.clone());
        let Some(rest) = text.strip_prefix(&written) else { break };
        if let Some(value) = rest.strip_prefix("[1]: |").and_then(|rest| rest.strip_suffix('|')) {
            let range = line.end - 1 - value.len()..line.end - 1;
            let given = Given::found(unescape(view, range.clone(), Escapes::C));
            reading.facts.extend(fact(view.slice(name.clone()), given, view.span(range), Scope::Environment));
        }
        reading.range.end = line.end;
        let Some(next) = view.next_line(&line).and_then(|next| margin.strip(view, &next)) else { break };
        line = next;
    }
    (!reading.facts.is_empty()).then_some(reading)
}

/// PowerShell's `| fl`: `Name  : K` and `Value : V`, a long value on several lines.
fn list(place: &Place<'_>, name: &Range<usize>) -> Option<Reading> {
    let view = place.view;
    let first = view.line_near(place.at, REACH);
    let lead = view.get(first.start.max(place.floor)..name.start);
    let label = lead.strip_suffix(" : ")?;
    let start = first.start.max(place.floor) + label.trim_end().rfind([' ', '\t', '>', '|']).map_or(0, |at| at + 1);
    matches!(label.trim_end().rsplit([' ', '\t', '>', '|']).next(), Some("Name" | "Key")).then_some(())?;
    let margin = Margin::before(view, start);
    let mut line = first.clone();
    for _ in 0..4 {
        line = view.next_line(&line)?;
        let text = margin.strip(view, &line)?;
        let Some(rest) = view.get(text.clone()).strip_prefix("Value") else { continue };
        let value = rest.trim_start_matches(' ').strip_prefix(':')?;
        let at = text.end - value.len() + usize::from(value.starts_with(' '));
        let indent = at - text.start;
        let mut held = view.slice(at..text.end + usize::from(has_odd_cr(view, &line)));
        // PowerShell breaks long values and indents the rest to where the value began.
        while let Some(next) = view.next_line(&line) {
            let Some(text) = margin.strip(view, &next).filter(|text| {
                let text = view.get(text.clone());
                text.len() > indent && text.get(..indent).is_some_and(|lead| lead.trim().is_empty())
            }) else {
                break;
            };
            held.extend(view, text.start + indent..text.end);
            line = next;
        }
        let span = view.span(at..line.end);
        let fact = fact(view.slice(name.clone()), Given::found(held), span, Scope::Environment)?;
        return Some(Reading { range: start..line.end, facts: vec![fact], nested: Vec::new() });
    }
    None
}

/// `│ K │ V │`: a row of a table with rules, as Nushell and Markdown have them. The blanks around a cell are the table's.
fn cells(place: &Place<'_>, name: &Range<usize>) -> Option<Reading> {
    const BARS: [char; 4] = ['|', '│', '┃', '║'];
    const MARKS: [char; 5] = [' ', '\t', '`', '*', '\''];
    let view = place.view;
    let line = view.line_near(place.at, REACH);
    let lead = view.get(line.start.max(place.floor)..name.start).trim_end_matches(MARKS);
    let row = lead.ends_with(BARS);
    (row || lead.is_empty()).then_some(())?;
    let rest = view.get(name.end..line.end).trim_start_matches(MARKS);
    let cells = rest.strip_prefix(BARS)?;
    let cell = cells.split(BARS).next()?;
    // A frame that was drawn around the row is gone by now; else a row ends as it begins.
    let drawn = !rest.starts_with('|');
    let value = cell.trim_matches([' ', '\t', '`']);
    let sure = drawn || row && !value.is_empty() || !value.is_empty() && !value.contains(' ');
    (sure && (drawn || row == (cell.len() < cells.len()))).then_some(())?;
    let start = line.end - cells.len() + cell.len() - cell.trim_start_matches([' ', '\t', '`']).len();
    let range = start..start + value.len();
    let strings = value.starts_with(['\'', '"']) && is_console_table(view, line.start);
    let held = strings.then(|| quoted(view, start, Escapes::C)).flatten().filter(|(_, end)| *end == range.end);
    let given = Given::found(held.map_or_else(|| view.slice(range.clone()), |(held, _)| held));
    let fact = fact(view.slice(name.clone()), given, view.span(range), Scope::Environment)?;
    Some(Reading { range: line.start.max(place.floor)..line.end, facts: vec![fact], nested: Vec::new() })
}

/// Whether the row that begins at byte `at` is one of what Node's `console.table` prints, which quotes strings.
fn is_console_table(view: &View<'_>, at: usize) -> bool {
    let above = view.get(view.boundary(at.saturating_sub(8 * REACH))..at);
    let mut rows = above.lines().rev().take_while(|line| line.contains(['│', '─']));
    rows.any(|line| line.holds("(index)"))
}

/// `K V` on each line, as fish lists variables, and tables that were copied with tabs.
fn pairs(place: &Place<'_>, name: &Range<usize>) -> Option<Reading> {
    let view = place.view;
    let line = view.line_near(place.at, REACH);
    let lead = view.get(line.start.max(place.floor)..name.start);
    // The AWS CLI's text output begins a line with what it lists.
    let tag = lead.strip_suffix('\t').and_then(|lead| lead.rsplit([' ', '\t']).next());
    let tag = tag.is_some_and(|tag| tag.bytes().all(|b| b.is_ascii_uppercase()));
    (tag || is_margin(lead)).then_some(())?;
    let margin = Margin::before(view, name.start);
    let mut items = vec![pair(view, &(name.start..line.end))?];
    let mut start = name.start;
    let mut above = line.clone();
    while let Some(next) = view.line_before(&above).filter(|next| next.start >= place.floor && next.start < above.start)
    {
        let Some(item) = margin.strip(view, &next).and_then(|text| pair(view, &text)) else { break };
        items.push(item);
        start = next.start;
        above = next;
    }
    items.reverse();
    let mut end = line.end;
    let mut below = line;
    while let Some(next) = view.next_line(&below) {
        let Some(item) = margin.strip(view, &next).and_then(|text| pair(view, &text)) else { break };
        items.push(item);
        end = next.end;
        below = next;
    }
    let told = command::line_above(view, start).map(|line| view.get(line));
    let fish = told.is_some_and(|line| line.holds("set -") || line.trim_end().ends_with("set"));
    let tabs = matches!(view.get(name.end..name.end + 2).as_bytes(), [b'\t', ..] | b"  ");
    // One line alone may be prose, unless its value is what such a variable holds.
    let sure = fish
        || tabs
        || items.len() > 1
        || items.iter().any(|(_, value)| crate::aws::key::prefix(view.get(value.clone())).is_some());
    sure.then_some(())?;
    // Quotes around every value are those of the language that printed it.
    let inner = |value: &Range<usize>| quoted(view, value.start, Escapes::C).filter(|(_, end)| *end == value.end);
    let printed = items.len() > 1 && items.iter().all(|(_, value)| inner(value).is_some());
    let facts: Vec<Fact> = items
        .into_iter()
        .filter_map(|(name, value)| {
            let raw =
                inner(&value).filter(|_| tabs && printed).map_or_else(|| view.slice(value.clone()), |(held, _)| held);
            if tabs && is_nothing(raw.text()) {
                return None;
            }
            let given = if tabs { Given::found(raw) } else { evaluate(&raw, Style::Fish, false)? };
            fact(view.slice(name), given, view.span(value), Scope::Environment)
        })
        .collect();
    (!facts.is_empty()).then(|| Reading { range: start..end, facts, nested: Vec::new() })
}

/// The name and the value of a line `K V`; prose has more words.
fn pair(view: &View<'_>, line: &Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let text = view.get(line.clone());
    let length = text.find([' ', '\t'])?;
    let name = text.get(..length)?;
    let upper = name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_');
    let after = text.get(length..)?;
    // Tabs, or blanks that make a column; fish leaves one.
    let gap = after.len() - after.trim_start_matches(['\t', ' ']).len();
    let value = after.get(gap..)?;
    let word = value.starts_with(['\'', '"']) || !value.trim_end().contains(' ') || text.contains('\t');
    (upper && name.len() > 2 && !value.trim().is_empty() && word)
        .then(|| (line.start..line.start + name.len(), line.start + length + gap..line.end))
}

#[cfg(test)]
mod tests {
    use super::super::FORMAT;
    use super::super::tests::{id, settings};
    use crate::aws::names::Role;
    use crate::evidence::{Fact, Scope};

    #[test]
    fn fish_is_read() {
        for (text, held) in [
            ("AWS_ACCESS_KEY_ID AKIA\nAWS_REGION x\n", "AKIA"),
            ("AWS_ACCESS_KEY_ID 'AKIA '\nHOME /root\nAWS_REGION x\n", "AKIA "),
            ("AWS_ACCESS_KEY_ID AKIA\\r\nAWS_REGION x\n", "AKIA\r"),
            (
                "$AWS_ACCESS_KEY_ID: set in global scope, exported, with 1 elements\n$AWS_ACCESS_KEY_ID[1]: |AKIA\\n|\n$AWS_ACCESS_KEY_ID: originally inherited as |AKIA\\n|\n",
                "AKIA\n",
            ),
            ("> $AWS_ACCESS_KEY_ID[1]: |AKIA |", "AKIA "),
            ("AWS_ACCESS_KEY_ID AKIASP2TPHJSQH3FRU7X", "AKIASP2TPHJSQH3FRU7X"),
            ("AWS_ACCESS_KEY_ID\tAKIA\nAWS_REGION\tx\n", "AKIA"),
            ("AWS_ACCESS_KEY_ID    \"AKIA\"\nAWS_REGION           x\n", "\"AKIA\""),
            ("AWS_ACCESS_KEY_ID\tAKIA\tSP2T\nAWS_REGION\tx\n", "AKIA\tSP2T"),
            ("AWS_ACCESS_KEY_ID    \"AKIA\\t\"\nAWS_REGION           \"x\"\n", "AKIA\t"),
        ] {
            assert_eq!(id(text).as_deref(), Some(held), "{text}");
        }
        for text in ["AWS_ACCESS_KEY_ID is not set", "AWS_ACCESS_KEY_ID missing", "AWS_REGION and others"] {
            assert_eq!(settings(text), Vec::new(), "{text}");
        }
    }

    #[test]
    fn strings_below_their_names_are_read() {
        let text = "      AWS_ACCESS_KEY_ID              AWS_REGION \n \"AKIA\\t\"             \"us-east-1\" \n";
        assert_eq!(id(text).as_deref(), Some("AKIA\t"));
        assert_eq!(settings(text).len(), 2);
        assert_eq!(id("$AWS_ACCESS_KEY_ID\n[1] \"AKIA \"\n\n").as_deref(), Some("AKIA "));
        for text in ["AWS_ACCESS_KEY_ID\n\"x\" y\n", "AWS_ACCESS_KEY_ID or\n\"x\"\n", "AWS_ACCESS_KEY_ID\nx\n"] {
            assert_eq!(settings(text), Vec::new(), "{text}");
        }
    }

    #[test]
    fn tables_of_a_store_are_read() {
        let text = "Key                Value\n---                -----\nlease_id           aws/creds/x\naccess_key         AKIASP2TPHJSQH3FRU7X\nsecret_key         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\nsecurity_token     <nil>\n";
        let facts = FORMAT.first(text).unwrap().facts;
        let scopes = facts.iter().filter_map(|fact| match fact {
            Fact::Setting(held) => Some((held.name.text(), held.role, held.scope.clone())),
            _ => None,
        });
        let object = |name, role| (name, Some(role), Scope::Object);
        let held = [object("access_key", Role::AccessKeyId), object("secret_key", Role::SecretAccessKey)];
        assert_eq!(scopes.collect::<Vec<_>>(), held);
        let odd = text.replace("AKIASP2TPHJSQH3FRU7X", "<your key>");
        assert_eq!(settings(&odd).first().map(|(_, value)| value.as_str()), Some("<your key>"));
    }

    #[test]
    fn cells_are_read() {
        for (text, held) in [
            ("╭───┬───╮\n│ AWS_ACCESS_KEY_ID │ AKIA                 │\n│ AWS_REGION │ x │\n", "AKIA"),
            ("│ 0 │ AWS_ACCESS_KEY_ID │ AKIA\u{200b} │", "AKIA\u{200b}"),
            ("│ (index) │ Values │\n├─┼─┤\n│ AWS_ACCESS_KEY_ID │ 'AKIA\\r' │\n└─┴─┘\n", "AKIA\r"),
            ("│ (index) │ 0 │ 1 │\n├─┼─┼─┤\n│ 0 │ 'AWS_ACCESS_KEY_ID' │ '${KEY}' │\n└─┴─┘\n", "${KEY}"),
            ("│ name │ value │\n│ AWS_ACCESS_KEY_ID │ 'AKIA' │\n", "'AKIA'"),
            ("AWS_ACCESS_KEY_ID     │ {{ key }}", "{{ key }}"),
            ("AWS_ACCESS_KEY_ID     │ ", ""),
            ("│ AWS_ACCESS_KEY_ID │ *** │", "*"),
            ("| **AWS_ACCESS_KEY_ID** | AKIA |", "AKIA"),
            ("| Name | Value |\n|---|---|\n| `AWS_ACCESS_KEY_ID` | `\"AKIA\"` |\n", "\"AKIA\""),
            ("AWS_ACCESS_KEY_ID | AKIA\n", "AKIA"),
            ("> ENVIRONMENT\tAWS_ACCESS_KEY_ID\tAKIA\n> ENVIRONMENT\tAWS_REGION\tx\n", "AKIA"),
            ("ENVIRONMENT\tAWS_ACCESS_KEY_ID\tAKIA\nENVIRONMENT\tAWS_REGION\tx\n", "AKIA"),
        ] {
            assert_eq!(id(text).as_deref(), Some(held), "{text}");
        }
        for text in [
            "printenv AWS_ACCESS_KEY_ID | wc -c",
            "AWS_ACCESS_KEY_ID | the key of the user",
            "| AWS_ACCESS_KEY_ID |  |",
        ] {
            assert_eq!(settings(text), Vec::new(), "{text}");
        }
    }

    #[test]
    fn power_shell_is_read() {
        let table = "PS C:\\> gci env:\n\nName                           Value\n----                           -----\nALLUSERSPROFILE                C:\\ProgramData\nAWS_ACCESS_KEY_ID              AKIASP2TPHJSQH3FRU7X\nAWS_CONTAINER_CREDENTIALS_R... /v2/credentials/1\nAWS_SESSION_TOKEN              IQoJb3JpZ2luX2VjEXAMPLE...\nPath                           C:\\Windows;C:\\x y\n\nPS C:\\> ";
        assert_eq!(
            settings(table),
            [
                ("AWS_ACCESS_KEY_ID".into(), "AKIASP2TPHJSQH3FRU7X".into()),
                ("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI".into(), "/v2/credentials/1".into()),
                ("AWS_SESSION_TOKEN".into(), "~IQoJb3JpZ2luX2VjEXAMPLE".into()),
            ]
        );
        let more =
            "{noformat}\nClientError\nAn error occurred (InvalidClientTokenId) when calling the X operation: y\n";
        let end = FORMAT.first(&table.replace("\nPS C:\\> ", more)).unwrap().range.end;
        assert!(table.get(..end).unwrap().ends_with("x y"));
        let claimed = table.get(FORMAT.first(table).unwrap().range).unwrap();
        assert!(claimed.starts_with("Name ") && claimed.ends_with("x y"), "{claimed}");
        let table = "Name                           Value\n----                           -----\nA                              b\nAWS_ACCESS_KEY_ID              AKIA \r\nAWS_REGION                     x\n";
        assert_eq!(id(table).as_deref(), Some("AKIA \r"));
        let lead = table.replace("AKIA \r", " AKIA");
        assert_eq!(id(&lead).as_deref(), Some(" AKIA"));
        let vault = "Key                  Value\n---                  -----\nAWS_ACCESS_KEY_ID    AKIA\n";
        assert_eq!(id(vault).as_deref(), Some("AKIA"));
        let list = "Name  : AWS_ACCESS_KEY_ID\r\nValue : AKIA\r\n\r\nName  : AWS_SESSION_TOKEN\r\nValue : abc\r\n        def\r\n";
        assert_eq!(id(list).as_deref(), Some("AKIA"));
        assert_eq!(settings(list.split_once("\r\n\r\n").unwrap().1), [("AWS_SESSION_TOKEN".into(), "abcdef".into())]);
    }
}
