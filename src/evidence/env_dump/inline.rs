//! Variables that stand within a line: `-e K=V`, `"K=V"`, `(K=V)`, in commands and in prose.

use std::ops::Range;

use super::assignment::Style;
use super::value::{before_comma, closing, in_quotes, is_printed};
use super::{REACH, fact, matters};
use crate::aws::{key, names};
use crate::evidence::{Fact, Given, Place, Reading, Scope};
use crate::text::quote::{Escapes, unescape};
use crate::text::{View, shell};

/// Reads an assignment that stands within a line: `-e K=V`, `"K=V"`, `(K=V)`. One that is commented out sets nothing.
pub fn read(place: &Place<'_>, name: &Range<usize>) -> Option<Reading> {
    let mut reading = assigned(place, name)?;
    let line = place.view.line_near(name.start, REACH);
    let lead = place.view.get(line.start..name.start).trim_start_matches(['>', '|', ' ', '\t']);
    // Behind root's prompt a command follows.
    let alone = || place.view.get(reading.range.end..line.end).trim().is_empty();
    if lead == "#" || matches!(lead.trim_end(), "#" | "//" | ";") && alone() {
        for fact in &mut reading.facts {
            let Fact::Setting(setting) = fact else { continue };
            *fact = match setting.value.text().filter(|value| key::is_whole(value.text())) {
                Some(value) => Fact::Key(value.clone()),
                None => Fact::Secret(setting.span),
            };
        }
    }
    Some(reading)
}

fn assigned(place: &Place<'_>, name: &Range<usize>) -> Option<Reading> {
    let view = place.view;
    let written = view.get(name.clone());
    (matters(written) && !written.contains(|c: char| c.is_ascii_lowercase())).then_some(())?;
    view.get(name.end..view.boundary(name.end + 2)).strip_prefix('=').filter(|rest| !rest.starts_with('='))?;
    let from = view.boundary(name.start.saturating_sub(4)).max(place.floor);
    let lead = view.get(from..name.start).chars().next_back();
    if lead.is_some_and(|c| matches!(c, '$' | '{' | '.' | '?' | '&' | '<' | '/' | '-' | '%' | '!')) {
        return None;
    }
    // In brackets a name that is nearly a variable's is SQL's own.
    if lead == Some('(') && names::near_miss(written).is_some() {
        return None;
    }
    let value = name.end + 1;
    // In quotes behind `sh -c` stands a command.
    let command = view.get(from..name.start).get(..3).is_some_and(|lead| lead == "-c ");
    if let Some(quote) = lead.filter(|c| matches!(c, '"' | '\'' | '`') && !command)
        && let Some(length) = closing(view.get(value..view.boundary(value + REACH)), quote)
    {
        let range = value..value + length;
        let given = match printed(view, &range) {
            Some(held) => Given::found(held),
            None => in_quotes(&view.slice(range.clone()), Style::Word, quote),
        };
        let fact = fact(view.slice(name.clone()), given, view.span(range), Scope::Environment)?;
        let range = name.start - quote.len_utf8()..value + length + quote.len_utf8();
        return Some(Reading { range, facts: vec![fact], nested: Vec::new() });
    }
    // A quoted value ends with its quote where a list goes on: `K="V",K2="V2"`.
    let quoted = view.get(value..value + 1).chars().next().filter(|c| matches!(c, '"' | '\''));
    let closed = quoted.and_then(|quote| closing(view.get(value + 1..view.boundary(value + REACH)), quote));
    let close =
        closed.map(|length| value + length + 2).filter(|&end| view.get(end..end + 1).starts_with([',', ')', ']']));
    let end = close.unwrap_or_else(|| shell::word(view, value).end);
    // A string around the whole ends the word: `"cmd": "export K=V"`.
    let line = view.line_near(name.start, REACH).start.max(place.floor);
    let open = ['"', '\''].into_iter().find(|quote| view.get(line..name.start).matches(*quote).count() % 2 == 1);
    let inner = open.and_then(|quote| view.get(value..end).find(quote)).filter(|&length| length > 0);
    let end = inner.map_or(end, |length| value + length);
    let end = before_comma(view.get(value..end)).map_or(end, |comma| value + comma);
    let word = shell::word(&view.slice(value..end), 0);
    let text = word.value.text();
    let trimmed = text.trim_end_matches([',', '.', ')', ']', '`', '"', '\'', ':']);
    let open = quoted.is_some() || text.starts_with(['$', '<', '{', '[', '%', '"', '\'']);
    let keep = if open { text.len() } else { trimmed.len() };
    (keep > 0 || close.is_some()).then_some(())?;
    let end = value + if keep == text.len() { word.end } else { keep };
    let given = if word.expands && !view.get(value..end).starts_with('\'') {
        Given::Elsewhere
    } else {
        let held = word.value.slice(0..keep);
        Given::found(if quoted.is_some() && is_printed(text) { unescape(&held, 0..keep, Escapes::C) } else { held })
    };
    let fact = fact(view.slice(name.clone()), given, view.span(value..end), Scope::Environment)?;
    Some(Reading { range: name.start..end, facts: vec![fact], nested: Vec::new() })
}

/// The value in `range` of a line that is a string as languages print it, `'K=V\n'`. The line feed is the line's own where
/// a line beside it has one too: somebody printed the lines of a file.
fn printed(view: &View<'_>, range: &Range<usize>) -> Option<View<'static>> {
    let is_printed = |line: &Range<usize>| {
        let text = view.get(line.clone()).trim();
        text.starts_with(['"', '\'']) && text.trim_end_matches(['"', '\'']).ends_with("\\n")
    };
    let line = view.line_near(range.start, REACH);
    is_printed(&line).then_some(())?;
    let held = unescape(view, range.clone(), Escapes::C);
    let beside = [view.line_before(&line), view.next_line(&line)];
    let own = beside.iter().flatten().any(is_printed) && held.text().ends_with('\n');
    Some(held.slice(0..held.text().len() - usize::from(own)))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{id, settings};

    #[test]
    fn what_is_commented_out_sets_nothing() {
        for text in ["#AWS_ACCESS_KEY_ID=AKIA\n", "> # AWS_ACCESS_KEY_ID=AKIA\n", "// AWS_PROFILE=x\n"] {
            assert_eq!(settings(text), [], "{text}");
        }
        assert_eq!(id("# AWS_ACCESS_KEY_ID=AKIA aws s3 ls\n").as_deref(), Some("AKIA"));
    }

    #[test]
    fn a_value_within_a_line_ends_where_it_was_meant_to() {
        for (text, held) in [
            ("* `AWS_ACCESS_KEY_ID=AKIA `", "AKIA "),
            ("environment=AWS_ACCESS_KEY_ID=\"AKIA \",AWS_REGION=\"x\"", "AKIA "),
            ("environment=AWS_ACCESS_KEY_ID=\"\",AWS_REGION=\"x\"", ""),
            ("docker run -e AWS_ACCESS_KEY_ID='AKIA,' image", "AKIA,"),
            ("docker run -e AWS_ACCESS_KEY_ID=AKIA, and so on", "AKIA"),
            ("docker run -e AWS_ACCESS_KEY_ID='A'\"K\"IA image", "AKIA"),
            ("\"cmd\": \"export AWS_ACCESS_KEY_ID=AKIA\",\n\"x\": \"y\"", "AKIA"),
            ("call(AWS_ACCESS_KEY_ID=\"AKIA\")", "AKIA"),
            ("EXEC /bin/sh -c 'AWS_ACCESS_KEY_ID=AKIA AWS_REGION=x /usr/bin/python3 x && sleep 0'", "AKIA"),
            ("EXEC /bin/sh -c 'AWS_ACCESS_KEY_ID=AKIA python3'", "AKIA"),
            ("deploy --set-env-vars AWS_ACCESS_KEY_ID=AKIA,AWS_SECRET_ACCESS_KEY=y", "AKIA"),
            ("docker run -e AWS_ACCESS_KEY_ID=\"$X\" image", "@"),
            ("DEBUG root - env AWS_ACCESS_KEY_ID='AKIA\\u200d'", "AKIA\u{200d}"),
            // A string as a language prints it; where the line beside it ends alike, the line feed is the line's.
            (r"'AWS_ACCESS_KEY_ID=AKIA\n'", "AKIA\n"),
            ("'AWS_ACCESS_KEY_ID=AKIA\\n'\n'AWS_REGION=x\\n'", "AKIA"),
            ("\"X=1\\r\\n\"\n\"AWS_ACCESS_KEY_ID=AKIA\\r\\n\"", "AKIA\r"),
        ] {
            assert_eq!(id(text).as_deref(), Some(held), "{text}");
        }
    }
}
