//! Variables as strings of a list: `["K=V", "K2=V2"]` of `docker inspect` and of image configurations.

use std::ops::Range;

use super::{fact, is_confidential, matters};
use crate::evidence::{Fact, Given, Place, Reading, Scope};
use crate::text::quote::{Escapes, unescape};
use crate::text::{View, Words};

/// A string of a list is no longer than this.
const REACH: usize = 8192;

/// Reads the list whose string begins with `name`.
pub fn read(place: &Place<'_>, name: &Range<usize>) -> Option<Reading> {
    let view = place.view;
    matters(view.get(name.clone())).then_some(())?;
    let open = name.start.checked_sub(1).filter(|&open| open >= place.floor)?;
    let quote = view.get(open..name.start).chars().next().filter(|c| matches!(c, '"' | '\''))?;
    view.get(name.end..name.end + 1).starts_with('=').then_some(())?;
    let first = string(view, open, quote)?;
    let lead = view.get(view.boundary(open.saturating_sub(REACH)).max(place.floor)..open).trim_end();
    if is_shell(lead, quote) {
        let nested = vec![unescape(view, first.start + 1..first.end - 1, Escapes::C)];
        return Some(Reading { range: first, facts: Vec::new(), nested });
    }
    let rest = view.get(first.end..view.boundary(first.end + 64)).trim_start();
    // Go's `%q` parts them by blanks, Scheme by lines.
    let listed = lead.ends_with(['[', ','])
        || rest.starts_with([',', ']'])
        || lead.ends_with([quote, '(']) && rest.starts_with([quote, ')']);
    // Behind `-e` and its kin stands a word of a shell.
    (listed && !lead.ends_with("-e")).then_some(())?;
    let mut strings = Vec::new();
    let start = before(view, place.floor, open, quote, &mut strings);
    strings.reverse();
    strings.push(first.clone());
    let end = after(view, first.end, quote, &mut strings);
    // Lines of a file end alike.
    let is_line = |string: &Range<usize>| view.get(string.start..string.end - 1).ends_with("\\n");
    let lines = strings.len() > 1 && strings.iter().all(is_line);
    let facts: Vec<Fact> = strings.iter().filter_map(|string| variable(view, string, lines)).collect();
    Some(Reading { range: start..end, facts, nested: Vec::new() })
}

/// How a list in brackets without quotes begins and ends, what parts its variables and what stands behind their names: of
/// Go's slices (`docker inspect -f '{{.Config.Env}}'`) and maps, of Java's maps and Groovy's.
const BRACKETS: &[(&str, char, &str, char)] =
    &[("map[", ']', " ", ':'), ("[", ']', " ", '='), ("{", '}', ", ", '='), ("[", ']', ", ", ':')];

/// Reads the list in brackets without quotes: what parts two variables and a name end a value, whatever else it holds.
pub fn read_slice(place: &Place<'_>, name: &Range<usize>) -> Option<Reading> {
    let view = place.view;
    matters(view.get(name.clone())).then_some(())?;
    let line = view.line_near(place.at, REACH);
    let start = line.start.max(place.floor);
    let text = view.get(start..line.end);
    let (from, &(_, close, gap, sign)) = BRACKETS.iter().find_map(|brackets| {
        let after = text.places(brackets.0).map(|at| at + brackets.0.len());
        Some((after.clone().find(|&at| text.get(at..).is_some_and(|rest| is_name(rest, brackets.3)))?, brackets))
    })?;
    let open = start + from;
    let inner = view.get(open..line.end).trim_end_matches([' ', '\'']).strip_suffix(close)?;
    // The AWS CLI's shorthand: `Variables={K=V,K2=V2}`.
    let gap = if close == '}' && breaks(inner, ",", sign).next().is_some() { "," } else { gap };
    let mut at = open;
    let mut facts = Vec::new();
    let ends = breaks(inner, gap, sign).map(|at| open + at).chain(std::iter::once(open + inner.len()));
    for end in ends {
        let sign = at + view.get(at..end).find(sign).filter(|_| is_name(view.get(at..end), sign))?;
        let written = view.get(at..sign);
        if matters(written) || is_confidential(written) {
            let value = sign + 1..end;
            let given = Given::found(view.slice(value.clone()));
            facts.extend(fact(view.slice(at..sign), given, view.span(value), Scope::Environment));
        }
        at = end + gap.len();
    }
    (!facts.is_empty() && open <= place.at).then(|| Reading {
        range: open - 1..open + inner.len() + 1,
        facts,
        nested: Vec::new(),
    })
}

/// Reads .NET's print of one variable, `[K, V]` on a line; a list of names is none.
pub fn read_entry(place: &Place<'_>, name: &Range<usize>) -> Option<Reading> {
    let view = place.view;
    let rest = name.end..view.line_near(name.end, REACH).end;
    let value = view.get(rest.clone()).strip_prefix(", ")?.trim_end_matches([' ', '\r']).strip_suffix(']')?;
    let open = name.start.checked_sub(1).filter(|&open| open >= place.floor && view.get(open..name.start) == "[")?;
    (!value.contains([',', '[', '"', '\'']) && !value.bytes().all(|b| b.is_ascii_uppercase() || b == b'_'))
        .then_some(())?;
    let range = name.end + 2..name.end + 2 + value.len();
    let given = Given::found(view.slice(range.clone()));
    let fact = fact(view.slice(name.clone()), given, view.span(range.clone()), Scope::Environment)?;
    Some(Reading { range: open..range.end + 1, facts: vec![fact], nested: Vec::new() })
}

/// Where each `gap` stands in `text` that a name and a sign follow.
fn breaks(text: &str, gap: &'static str, sign: char) -> impl Iterator<Item = usize> {
    let is_break = move |at: &usize| text.get(at + gap.len()..).is_some_and(|rest| is_name(rest, sign));
    text.places(gap).filter(is_break)
}

/// Whether `text` begins with the name of a variable and a sign.
fn is_name(text: &str, sign: char) -> bool {
    let length =
        text.bytes().take(64).take_while(|&b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_').count();
    length > 1 && text.get(length..).is_some_and(|rest| rest.starts_with(sign))
}

/// The string that `quote` opens at byte `at`, quotes included.
fn string(view: &View<'_>, at: usize, quote: char) -> Option<Range<usize>> {
    let text = view.get(at..view.boundary(at + REACH));
    let mut escaped = false;
    for (offset, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '\n' => return None,
            _ if c == quote => return Some(at..at + offset + 1),
            _ => {}
        }
    }
    None
}

/// Whether `lead`, what stands before a string, ends with the option of a shell whose next word is a command:
/// `["sh", "-c", `
fn is_shell(lead: &str, quote: char) -> bool {
    let option = lead.strip_suffix(',').and_then(|lead| lead.trim_end().strip_suffix(quote));
    let option = option.and_then(|lead| lead.rsplit(quote).next());
    option.is_some_and(|option| option.len() < 5 && option.starts_with('-') && option.ends_with('c'))
}

/// What the string says, if it is a variable; `line` says that the line feed at its end is not the value's.
fn variable(view: &View<'_>, string: &Range<usize>, line: bool) -> Option<Fact> {
    let inner = string.start + 1..string.end - 1;
    let length = view.get(inner.clone()).find('=')?;
    let name = inner.start..inner.start + length;
    let written = view.get(name.clone());
    (matters(written) || is_confidential(written)).then_some(())?;
    let value = name.end + 1..inner.end;
    let held = unescape(view, value.clone(), Escapes::C);
    let held = held.slice(0..held.text().len() - usize::from(line && held.text().ends_with('\n')));
    fact(view.slice(name), Given::found(held), view.span(value), Scope::Environment)
}

/// Whether the inside of the string in `range` is an assignment.
fn is_variable(view: &View<'_>, range: &Range<usize>) -> bool {
    let inner = view.get(range.start + 1..range.end.saturating_sub(1));
    inner.split_once('=').is_some_and(|(name, _)| !name.is_empty() && !name.contains([' ', '"', '\'', '{']))
}

/// Adds the strings of the list before byte `at`, the last first; where the list begins, bracket and label included.
fn before(view: &View<'_>, floor: usize, mut at: usize, quote: char, strings: &mut Vec<Range<usize>>) -> usize {
    loop {
        let from = view.boundary(at.saturating_sub(REACH)).max(floor);
        let text = view.get(from..at);
        let lead = text.trim_end();
        if let Some(bracket) = lead.strip_suffix(['[', '(']) {
            let label = bracket.trim_end_matches([' ', '\t']);
            let named = label.strip_suffix("\"Env\":").or_else(|| label.strip_suffix("Env:")).unwrap_or(bracket);
            return from + named.len();
        }
        let item =
            if lead.len() < text.len() { Some(lead.strip_suffix(',').unwrap_or(lead)) } else { lead.strip_suffix(',') };
        let Some(item) = item.map(str::trim_end).and_then(|item| item.strip_suffix(quote)) else {
            return at;
        };
        let Some(open) = item.rfind(quote) else { return at };
        let range = from + open..from + item.len() + 1;
        if !is_variable(view, &range) {
            return at;
        }
        at = range.start;
        strings.push(range);
    }
}

/// Adds the strings of the list from byte `at` on; where the list ends, bracket included.
fn after(view: &View<'_>, mut at: usize, quote: char, strings: &mut Vec<Range<usize>>) -> usize {
    loop {
        let text = view.get(at..view.boundary(at + REACH));
        let rest = text.trim_start();
        if rest.starts_with([']', ')']) {
            return at + text.len() - rest.len() + 1;
        }
        let next = rest.strip_prefix(',').map(str::trim_start).or(text.starts_with([' ', '\n']).then_some(rest));
        let Some(next) = next.filter(|next| next.starts_with(quote)) else {
            return at;
        };
        match string(view, at + text.len() - next.len(), quote).filter(|range| is_variable(view, range)) {
            Some(range) => {
                at = range.end;
                strings.push(range);
            }
            None => return at,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::FORMAT;
    use super::super::tests::{id, settings};

    #[test]
    fn lists_are_read_whole() {
        for (listing, value) in [
            (r#"["PATH=/bin","AWS_ACCESS_KEY_ID=AKIA\n", "AWS_REGION=x"]"#, "AKIA\n"),
            (
                "\"Env\": [\n  \"PATH=/bin\",\n  \"AWS_ACCESS_KEY_ID=AKIA\\u200b\",\n  \"AWS_REGION=x\"\n]",
                "AKIA\u{200b}",
            ),
            // The lines of a file.
            (r"['AWS_ACCESS_KEY_ID=AKIA\n', 'AWS_REGION=x\n']", "AKIA"),
            (r"['AWS_ACCESS_KEY_ID=AKIA\r\n', 'AWS_REGION=x\r\n']", "AKIA\r"),
            (r#"["AWS_ACCESS_KEY_ID=\"AKIA\"", "AWS_REGION=x"]"#, "\"AKIA\""),
            ("['AWS_ACCESS_KEY_ID=AKIA ', 'AWS_REGION=x']", "AKIA "),
            (r#"["PATH=/bin" "AWS_ACCESS_KEY_ID=AKIA\t" "AWS_REGION=x"]"#, "AKIA\t"),
            ("(\"AWS_REGION=x\"\n \"AWS_ACCESS_KEY_ID=AKIA\\xa0\")", "AKIA\u{a0}"),
        ] {
            assert_eq!(id(listing).as_deref(), Some(value), "{listing}");
            assert_eq!(settings(listing).len(), 2, "{listing}");
            let range = FORMAT.first(listing).unwrap().range;
            assert_eq!(range, 0..listing.len(), "{listing}");
        }
        // What a shell is given is a command of its own.
        for command in
            [r#"["sh", "-c", "AWS_ACCESS_KEY_ID=AKIA aws s3 ls"]"#, "['bash','-ec','AWS_ACCESS_KEY_ID=AKIA x']"]
        {
            let reading = FORMAT.first(command).unwrap();
            assert!(reading.facts.is_empty(), "{command}");
            assert!(reading.nested[0].text().starts_with("AWS_ACCESS_KEY_ID=AKIA "), "{command}");
        }
        for (listing, value) in [
            ("[PATH=/bin AWS_ACCESS_KEY_ID=AKIA  AWS_REGION=x]", "AKIA "),
            ("[AWS_ACCESS_KEY_ID=\"AKIA\" AWS_REGION=x]", "\"AKIA\""),
            ("[AWS_ACCESS_KEY_ID= AWS_REGION=x]", ""),
            ("map[AWS_ACCESS_KEY_ID:AKIA  AWS_REGION:x PATH:/bin:/sbin]", "AKIA "),
            ("{PATH=/bin, AWS_ACCESS_KEY_ID=AKIA , AWS_REGION=x}", "AKIA "),
            ("--environment Variables={AWS_ACCESS_KEY_ID=AKIA ,AWS_REGION=x}", "AKIA "),
            ("env: {AWS_ACCESS_KEY_ID=AKIA,, AWS_REGION=x}", "AKIA,"),
            ("[AWS_ACCESS_KEY_ID:AKIA , AWS_REGION:x]", "AKIA "),
        ] {
            assert_eq!(id(listing).as_deref(), Some(value), "{listing}");
            assert_eq!(settings(listing).len(), 2, "{listing}");
        }
        assert_eq!(id("[AWS_REGION, x]\n[AWS_ACCESS_KEY_ID, AKIA1 ]\n"), None, "one at a time");
        assert_eq!(id("[AWS_ACCESS_KEY_ID, AKIA1 ]\n[AWS_REGION, x]\n").as_deref(), Some("AKIA1 "));
        assert_eq!(settings("[AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY]"), Vec::new());
        assert_eq!(id("Env: [\"AWS_ACCESS_KEY_ID=AKIA\", cut off").as_deref(), Some("AKIA"));
        assert_eq!(id("docker run -e \"AWS_ACCESS_KEY_ID=AKIA\" image").as_deref(), Some("AKIA"));
    }
}
