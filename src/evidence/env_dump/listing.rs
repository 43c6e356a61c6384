//! Lines that each give a variable a value: `env`, `set`, `export -p`, `.env` files, assignments typed at a prompt.

use std::ops::Range;

use super::assignment::{self, Style};
use super::settle::{Item, settle};
use super::value::{assigns, before_comma, closing};
use super::{REACH, is_margin, matters};
use crate::aws::key;
use crate::aws::names::{self, Role};
use crate::evidence::{Place, Reading};
use crate::text::command;
use crate::text::margin::Margin;
use crate::text::{View, Words, shell};

/// What log programs put before a line is no longer than this.
const LONGEST_MARGIN: usize = 160;

/// Reads the listing whose line holds `name`.
pub fn read(place: &Place<'_>, name: &Range<usize>) -> Option<Reading> {
    let view = place.view;
    view.get(name.end..view.text().len()).starts_with(|c| !matches!(c, '.' | '[' | '(' | ',')).then_some(())?;
    let line = view.line_near(place.at, REACH);
    let line = line.start.max(place.floor)..line.end;
    let (from, first) = start_of(view, &line, name)?;
    let written = view.get(name.clone());
    let plain = matches!(first.style, Style::Plain | Style::Spaced | Style::Item | Style::Systemd);
    if !matters(written) || plain && written.contains(|c: char| c.is_ascii_lowercase()) {
        return None;
    }
    let margin = Margin::before(view, from).flush();
    let mut items = Vec::new();
    let end = push(view, &line, from, &mut items);
    let hit = items.first()?.clone();
    let start = before(place, &line, &margin, &mut items);
    let end = after(view, &line, end, &margin, &mut items);
    let facts = settle(view, &items, &hit, command::above(view, start));
    (!facts.is_empty()).then(|| Reading { range: start..end, facts, nested: Vec::new() })
}

/// Where in `line` the assignment to `name` begins, behind what a log put before it.
fn start_of(view: &View<'_>, line: &Range<usize>, name: &Range<usize>) -> Option<(usize, assignment::Assignment)> {
    let lead = view.get(line.start..name.start);
    let near = lead.len().min(LONGEST_MARGIN);
    let breaks = lead.char_indices().filter(|&(at, c)| at < near && matches!(c, ' ' | '\t' | '|' | '>' | '│' | '"'));
    let starts = std::iter::once(0).chain(breaks.map(|(at, c)| at + c.len_utf8()));
    // A quote that closes with the line is around the whole.
    let quoted = lead.ends_with('"') && view.get(line.clone()).trim_end_matches(['}', ']', ',']).ends_with('"');
    starts.filter(|&at| is_margin(lead.get(..at).unwrap_or_default())).find_map(|at| {
        let from = line.start + at;
        view.spend(4 * (line.end - from));
        let found = assignment::parse(view.get(from..line.end))?;
        let here = from + found.name.start == name.start && from + found.name.end == name.end;
        (here && (found.quote.is_some() || !quoted)).then_some((from, found))
    })
}

/// Reads the assignments of the line that holds bytes `from` on and adds them to `items`; where they end.
fn push(view: &View<'_>, line: &Range<usize>, from: usize, items: &mut Vec<Item>) -> usize {
    let text = view.get(from..line.end);
    let Some(mut found) = assignment::parse(text).filter(|_| !is_record(text)) else { return line.start };
    // `K="V",` on lines of their own is a list as supervisor has them.
    let held = text.get(found.value..).unwrap_or_default().trim_end();
    let quote = held.chars().next().filter(|quote| {
        matches!(quote, '"' | '\'') && held.strip_suffix(',').is_some_and(|held| held.ends_with(*quote))
    });
    let listed = quote.is_some() && found.style == Style::Plain;
    if listed {
        found.style = Style::Word;
    }
    let name = from + found.name.start..from + found.name.end;
    let value = from + found.value;
    let prefix = found.style == Style::Plain && is_prefix(view, &name, value..line.end);
    let several = prefix || matches!(found.style, Style::Word | Style::Systemd);
    let closing = found.quote.map(|quote| closing_at(view, &name, value, line.end, found.style, quote));
    let command = command_end(text.get(found.value..).unwrap_or_default(), found.style).map(|length| value + length);
    let word = || word_end(view, value);
    let end = match closing.or(command) {
        Some(end) => end,
        None if listed => value + held.len() - 1,
        None if several => word(),
        // A quoted value may take further lines, unless the next one is another variable's.
        None if view.get(value..line.end).starts_with(['"', '\'', '$']) => {
            let next = view.next_line(line).map_or("", |next| view.get(next));
            if assigns(next.trim_start_matches([' ', '>', '|'])) { line.end } else { word().max(line.end) }
        }
        None => wrapped(view, &name, value, line).unwrap_or(line.end),
    };
    let last = view.rest_near(end, REACH).end;
    let rest = view.get(last..view.text().len());
    let (ended, cr) = (rest.starts_with(['\r', '\n']), rest.starts_with("\r\n"));
    let value = value..if several || closing.or(command).is_some() { end } else { last };
    items.push(Item { name, value, style: found.style, quote: found.quote, ended, cr, gap: false });
    if let Some(end) = command {
        let next = last - view.get(end..last).trim_start_matches([' ', '&', '|', ';']).len();
        return push(view, line, next, items).max(last);
    }
    if several { push_more(view, end + usize::from(closing.is_some()), last, items) } else { last }
}

/// Where in `text`, from a value in `style` on, its command ends and another one follows on the line.
fn command_end(text: &str, style: Style) -> Option<usize> {
    let signs: &[char] = match style {
        Style::Cmd | Style::Setx => &['&', '|'],
        Style::PowerShell | Style::Fish => &[';'],
        _ => return None,
    };
    let quote = text.chars().next().filter(|quote| matches!(quote, '"' | '\''));
    let quoted = quote.and_then(|quote| closing(text.get(1..)?, quote)).map_or(0, |length| length + 2);
    text.get(quoted..)?.find(signs).map(|at| quoted + at)
}

/// Whether the assignment to `name`, whose value begins the range, stands before a command of the AWS CLI, or before other
/// assignments on its line: `K=V;K2=V2`, as `ps eww` and run configurations list them.
fn is_prefix(view: &View<'_>, name: &Range<usize>, value: Range<usize>) -> bool {
    let text = view.get(value.clone());
    let (_, rest) = text.split_once([' ', ';', ',']).unwrap_or_default();
    let rest = rest.trim_start_matches([' ', ';']);
    let before = rest.first("aws ").filter(|&at| at == 0 || rest.get(..at).is_some_and(|lead| lead.ends_with(' ')));
    let command = before.is_some_and(|at| rest.get(..at).unwrap_or_default().split_whitespace().all(assigns));
    let name = view.get(name.clone());
    // The name again is a value that was pasted with its name.
    let again = rest.strip_prefix(name).is_some_and(|rest| rest.starts_with('='));
    let exported = rest.starts_with("export ") && text.contains(';');
    (assigns(rest) && !again || command || exported) && matters(name)
}

/// Where the word at byte `at` ends, or the value before the next one of a list.
fn word_end(view: &View<'_>, at: usize) -> usize {
    let end = shell::word(view, at).end;
    before_comma(view.get(at..end)).map_or(end, |comma| at + comma)
}

/// Whether `text` is a record of a log, `level=error msg="…"`, rather than a variable and its value.
fn is_record(text: &str) -> bool {
    let is_key = |key: &str| !key.is_empty() && key.bytes().all(|b| b.is_ascii_lowercase() || matches!(b, b'_' | b'.'));
    let mut words = text.trim_start().split(' ').map(|word| word.split_once('=').is_some_and(|(key, _)| is_key(key)));
    words.next() == Some(true) && words.any(|is_pair| is_pair)
}

/// Where the `quote` closes that opened before `name`, whose value begins at byte `value`: of a shell's word the last one
/// of those side by side.
fn closing_at(view: &View<'_>, name: &Range<usize>, value: usize, last: usize, style: Style, quote: char) -> usize {
    if matches!(style, Style::Word | Style::Systemd) {
        let end = shell::word(view, name.start - quote.len_utf8()).end;
        return end.saturating_sub(quote.len_utf8()).clamp(value, last.max(value));
    }
    closing(view.get(value..last), quote).map_or(last, |at| value + at)
}

/// Adds the assignments that stand from byte `from` to the end of the line at `last`; where the last of all ends.
fn push_more(view: &View<'_>, from: usize, last: usize, items: &mut Vec<Item>) -> usize {
    let rest = view.get(from..last);
    let text = rest.trim_start_matches([' ', '\t', ';', ',']);
    let next = last - text.len();
    if text.is_empty() || matches!(text.trim_end(), "\\" | "$") {
        return last;
    }
    // What follows is quoted as a whole, or a word; an option may stand before each.
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''));
    let begin = next + quote.map_or(0, char::len_utf8);
    let found =
        assignment::parse(view.get(begin..last)).filter(|more| matches!(more.style, Style::Plain | Style::Word));
    let Some(found) = found.filter(|_| next > from || quote.is_some()) else { return from };
    let name = begin + found.name.start..begin + found.name.end;
    let value = begin + found.value;
    let quote = quote.or(found.quote);
    let style = items.last().map_or(Style::Word, |item| item.style);
    let end = match quote {
        Some(quote) => closing_at(view, &name, value, last, style, quote),
        None => word_end(view, value),
    };
    items.push(Item { name, value: value..end, style, quote, ended: false, cr: false, gap: false });
    push_more(view, end + usize::from(quote.is_some()), last.max(end), items)
}

/// Where the rest of a value ends that a terminal wrapped into the next line, from its first column on.
fn wrapped(view: &View<'_>, name: &Range<usize>, value: usize, line: &Range<usize>) -> Option<usize> {
    let held = view.get(value..line.end);
    let mut end = line.end;
    let base64 = |text: &str| {
        let body = text.trim_end_matches('=');
        !body.is_empty() && body.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/'))
    };
    let next = |line: &Range<usize>| {
        let next = view.next_line(line)?;
        base64(view.get(next.clone())).then_some(next)
    };
    match names::variable(view.get(name.clone()))? {
        Role::AccessKeyId if held.len() < key::LENGTH && key::prefix(held).is_some() => {
            let next = next(line)?;
            key::is_whole(&format!("{held}{}", view.get(next.clone()))).then_some(next.end)
        }
        Role::SecretAccessKey if held.len() < key::SECRET_LENGTH && base64(held) => {
            let next = next(line)?;
            (held.len() + next.len() == key::SECRET_LENGTH).then_some(next.end)
        }
        Role::SessionToken if held.len() >= key::SECRET_LENGTH && base64(held) => {
            let mut line = line.clone();
            while let Some(more) = next(&line) {
                end = more.end;
                line = more;
            }
            (end > line.start && end > value + held.len()).then_some(end)
        }
        _ => None,
    }
}

/// Adds what stands above `line` to the front of `items`; where the listing begins.
fn before(place: &Place<'_>, line: &Range<usize>, margin: &Margin, items: &mut Vec<Item>) -> usize {
    let view = place.view;
    let (mut start, mut skipped) = (line.start, 0);
    let mut above = Vec::new();
    let mut line = line.clone();
    while let Some(next) = view.line_before(&line).filter(|next| next.start >= place.floor && next.start < line.start) {
        line = next;
        let mut found = Vec::new();
        let text = margin.strip(view, &line);
        if let Some(text) = &text
            && !is_command(view.get(text.clone()))
        {
            push(view, &line, text.start, &mut found);
        }
        let fresh = !found.is_empty() && !found.iter().any(|new| holds(view, items, new) || holds(view, &above, new));
        if fresh {
            start = line.start;
            skipped = 0;
            found.reverse();
            above.append(&mut found);
        } else {
            skipped += 1;
            if !found.is_empty() || skipped > 1 || !text.is_some_and(|text| is_filler(view.get(text))) {
                break;
            }
        }
    }
    above.reverse();
    above.append(items);
    *items = above;
    start
}

/// Adds what stands below `line`, whose assignments end at byte `end`, to `items`; where the listing ends.
fn after(view: &View<'_>, line: &Range<usize>, mut end: usize, margin: &Margin, items: &mut Vec<Item>) -> usize {
    if end < line.end {
        return end;
    }
    let (mut skipped, mut empty) = (0, true);
    let mut line = view.rest_near(end, REACH);
    while let Some(next) = view.next_line(&line) {
        line = next;
        let text = margin.strip(view, &line);
        let mut found = Vec::new();
        let mut found_end = line.end;
        if let Some(text) = &text
            && !is_command(view.get(text.clone()))
        {
            found_end = push(view, &line, text.start, &mut found);
        }
        if found.is_empty() || found.iter().any(|new| holds(view, items, new)) {
            let text = text.map_or("\u{0}", |text| view.get(text));
            skipped += 1;
            empty &= matches!(text.trim(), "" | "$");
            if !found.is_empty() || skipped > 2 || !is_filler(text) {
                break;
            }
            continue;
        }
        if skipped == 1
            && empty
            && let Some(last) = items.last_mut()
        {
            last.gap = true;
        }
        (skipped, empty) = (0, true);
        items.append(&mut found);
        end = found_end;
        if end < line.end {
            break;
        }
        line = view.rest_near(end, REACH);
    }
    end
}

/// Whether `text` may stand between the lines of a listing: nothing, a comment that is no command typed by root.
fn is_filler(text: &str) -> bool {
    let text = text.trim();
    text.is_empty()
        || text == "$"
        || text.starts_with('#') && !text.starts_with("# ")
        || text.len() < 120 && text.strip_prefix("# ").is_some_and(|text| command::parse(text).is_none())
}

/// Whether `text` is a command typed at a prompt that prints something, so that another output begins.
fn is_command(text: &str) -> bool {
    command::prompt(text.trim_start()).is_some() && assignment::parse(text).is_none()
}

fn holds(view: &View<'_>, items: &[Item], new: &Item) -> bool {
    let name = view.get(new.name.clone());
    matters(name) && items.iter().any(|item| view.get(item.name.clone()) == name)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{id, settings};

    const REST: &str = "\nAWS_SECRET_ACCESS_KEY=kR7mPq2sT9vXz4bN6dF8hJ1lW3cY5aE0gUiOoLzQ\nAWS_REGION=us-east-1\n";

    #[test]
    fn a_line_holds_several_variables() {
        for line in [
            "AWS_ACCESS_KEY_ID=AKIA;AWS_REGION=x;",
            "AWS_ACCESS_KEY_ID=\"AKIA\"; export AWS_ACCESS_KEY_ID;\nAWS_REGION=\"x\"; export AWS_REGION;",
            "AWS_ACCESS_KEY_ID=AKIA; export AWS_ACCESS_KEY_ID",
            "HOME=/ AWS_ACCESS_KEY_ID=AKIA AWS_REGION=x PATH=/bin",
            "AWS_REGION=x,AWS_ACCESS_KEY_ID=AKIA,LANG=C",
            "C:\\> set AWS_REGION=x&& set AWS_ACCESS_KEY_ID=AKIA&& set LANG=C&& aws s3 ls",
            "set \"AWS_REGION=x\" & set \"AWS_ACCESS_KEY_ID=AKIA\" & aws s3 ls",
            "PS C:\\> $env:AWS_REGION='x;y'; $env:AWS_ACCESS_KEY_ID = \"AKIA\"; $env:LANG='C'; aws s3 ls",
            "set -x AWS_REGION x; set -x AWS_ACCESS_KEY_ID AKIA; aws s3 ls",
            "setx AWS_REGION x && setx AWS_ACCESS_KEY_ID AKIA",
            "environment=\n    AWS_REGION=\"x\",\n    AWS_ACCESS_KEY_ID=\"AKIA\",\n    LANG=\"C\"\n",
            "  7 ?  Ss  0:00 ./app HOME=/ AWS_ACCESS_KEY_ID=AKIA AWS_REGION=x PWD=/",
        ] {
            assert_eq!(id(line).as_deref(), Some("AKIA"), "{line}");
        }
    }

    #[test]
    fn values_stand_exactly_as_the_process_holds_them() {
        for (listing, value) in [
            ("AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE", "AKIAIOSFODNN7EXAMPLE"),
            ("AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE ", "AKIAIOSFODNN7EXAMPLE "),
            ("AWS_ACCESS_KEY_ID= AKIAIOSFODNN7EXAMPLE", " AKIAIOSFODNN7EXAMPLE"),
            ("AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE\r", "AKIAIOSFODNN7EXAMPLE\r"),
            ("AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE\u{a0}", "AKIAIOSFODNN7EXAMPLE\u{a0}"),
            ("AWS_ACCESS_KEY_ID=\u{feff}AKIA", "\u{feff}AKIA"),
            ("AWS_ACCESS_KEY_ID=\"AKIA\"", "\"AKIA\""),
            ("AWS_ACCESS_KEY_ID=AKIA IOSF", "AKIA IOSF"),
            ("AWS_ACCESS_KEY_ID=\"AKIA\nLANG=\"C\"", "\"AKIA"),
            ("AWS_ACCESS_KEY_ID=", ""),
            ("AWS_ACCESS_KEY_ID=${AWS_ACCESS_KEY_ID}", "${AWS_ACCESS_KEY_ID}"),
            ("AWS_ACCESS_KEY_ID=<YOUR_ACCESS_KEY_ID>", "<YOUR_ACCESS_KEY_ID>"),
            ("AWS_ACCESS_KEY_ID=$(cat id)", "$(cat id)"),
            ("AWS_ACCESS_KEY_ID=***", "*"),
            ("AWS_ACCESS_KEY_ID=$'AKIA\\r'", "AKIA\r"),
            ("AWS_ACCESS_KEY_ID='AKIA '", "AKIA "),
            ("AWS_ACCESS_KEY_ID='\"AKIA\"'", "\"AKIA\""),
            ("AWS_ACCESS_KEY_ID=AKIASP2TPHJS\nQH3FRU7X", "AKIASP2TPHJSQH3FRU7X"),
            ("AWS_ACCESS_KEY_ID=AKIASP2TPHJS\n\nQH3FRU7X", "AKIASP2TPHJS"),
        ] {
            let before = format!("HOME=/root\n{listing}{REST}");
            assert_eq!(id(&before).as_deref(), Some(value), "{listing:?}");
            assert_eq!(id(&format!("$ env\n{before}")).as_deref(), Some(value), "{listing:?}");
        }
        assert_eq!(
            id("AWS_ACCESS_KEY_ID=AKIASP2TPHJS\nQH3FRU7X\nAWS_REGION=x").as_deref(),
            Some("AKIASP2TPHJSQH3FRU7X")
        );
        assert_eq!(settings(&format!("AWS_ACCESS_KEY_ID=x{REST}")).len(), 3);
    }

    #[test]
    fn a_log_below_is_none_of_the_variables() {
        let log = "time=\"2026-11-21T21:55:40Z\" level=error error=\"InvalidAccessKeyId: The AWS\"\n";
        for text in
            [format!("AWS_ACCESS_KEY_ID=AKIA{REST}\n{log}"), format!("set AWS_ACCESS_KEY_ID=AKIA{REST}    {log}")]
        {
            let end = super::super::FORMAT.first(&text).unwrap().range.end;
            assert!(text.get(end..).unwrap().trim_start().starts_with("time="), "{text}");
        }
    }

    #[test]
    fn quotes_of_files_and_scripts_are_syntax() {
        for (listing, value) in [
            ("export AWS_ACCESS_KEY_ID=AKIA ", "AKIA"),
            ("export AWS_ACCESS_KEY_ID='AKIA '", "AKIA "),
            ("declare -x AWS_ACCESS_KEY_ID=\"\\\"AKIA\\\"\"", "\"AKIA\""),
            ("declare -x AWS_ACCESS_KEY_ID=$'AKIA\\302\\240'", "AKIA\u{a0}"),
            ("export AWS_ACCESS_KEY_ID='AKIA\r\n'", "AKIA\r\n"),
            ("export AWS_ACCESS_KEY_ID=$'AKIA\\C-M'", "AKIA\r"),
            ("export AWS_ACCESS_KEY_ID=$(aws configure get x)", "@"),
            ("export AWS_ACCESS_KEY_ID='${X}'", "${X}"),
            ("# old\nAWS_ACCESS_KEY_ID=\"AKIA\" # new", "AKIA"),
            ("set AWS_ACCESS_KEY_ID=AKIA && x", "AKIA "),
            ("set \"AWS_ACCESS_KEY_ID=AKIA\"", "AKIA"),
            ("set -gx AWS_ACCESS_KEY_ID 'AKIA '", "AKIA "),
            ("set -gx AWS_ACCESS_KEY_ID AKIA\\r", "AKIA\r"),
            ("setenv AWS_ACCESS_KEY_ID AKIA", "AKIA"),
            ("setx AWS_ACCESS_KEY_ID \"AKIA \"", "AKIA "),
            ("$env:AWS_ACCESS_KEY_ID = \"AKIA`r\"", "AKIA\r"),
            ("$Env:AWS_ACCESS_KEY_ID='AKIA'", "AKIA"),
            ("$env:AWS_ACCESS_KEY_ID = $creds.AccessKeyId", "@"),
            ("[Environment]::SetEnvironmentVariable(\"AWS_ACCESS_KEY_ID\",\"AKIA\",\"User\")", "AKIA"),
            ("ENV AWS_ACCESS_KEY_ID AKIA", "AKIA"),
            ("AWS_ACCESS_KEY_ID = 'AKIA'", "AKIA"),
            ("$ docker run --env-file .env app\n$ cat .env\nAWS_ACCESS_KEY_ID=\"AKIA\"", "\"AKIA\""),
            ("$ docker compose --env-file .env run app\n$ cat .env\nAWS_ACCESS_KEY_ID=\"AKIA\"", "AKIA"),
            ("  - AWS_ACCESS_KEY_ID=\"AKIA\"", "\"AKIA\""),
            ("  - AWS_ACCESS_KEY_ID=${AWS_ACCESS_KEY_ID}", "@"),
            ("+ export AWS_ACCESS_KEY_ID=AKIA", "AKIA"),
            ("+ export 'AWS_ACCESS_KEY_ID=AKIA ' AWS_REGION=x", "AKIA "),
            (r"+ export 'AWS_ACCESS_KEY_ID='\''AKIA'\''' AWS_REGION=x", "'AKIA'"),
            ("$env:AWS_ACCESS_KEY_ID = ''AKIA''", "AKIA"),
            ("export AWS_ACCESS_KEY_ID=''AKIA''", "AKIA"),
            ("Environment=\"AWS_ACCESS_KEY_ID=AKIA \" \"B=c\"", "AKIA "),
            ("Environment=\"AWS_ACCESS_KEY_ID=\"AKIA\"\"", "AKIA"),
            ("Environment=AWS_ACCESS_KEY_ID=${KEY}", "${KEY}"),
            ("0x7ffe3b1c8f12:\t\"AWS_ACCESS_KEY_ID=AKIA \"", "AKIA "),
            ("docker run -e AWS_ACCESS_KEY_ID=AKIA -e \"AWS_SECRET_ACCESS_KEY=x\" image", "AKIA"),
            ("AWS_ACCESS_KEY_ID=AKIA AWS_SECRET_ACCESS_KEY=x aws s3 ls", "AKIA"),
            ("I set (AWS_ACCESS_KEY_ID=AKIA) there", "AKIA"),
        ] {
            assert_eq!(id(listing).as_deref(), Some(value), "{listing:?}");
        }
        let several = "export AWS_ACCESS_KEY_ID=a AWS_SECRET_ACCESS_KEY='b' AWS_REGION=c";
        assert_eq!(settings(several).len(), 3);
        let parted = "Environment=AWS_REGION=c\n# cat -A /etc/app/env\nAWS_ACCESS_KEY_ID=AKIA^M$\n";
        assert_eq!(settings(parted).len(), 1, "the other file is another listing");
        let remarked = "AWS_REGION=c\n# env vars of the app\nAWS_ACCESS_KEY_ID=AKIA\n";
        assert_eq!(settings(remarked).len(), 2);
    }
}
