//! Pairs of strings, a name and a value.

use std::ops::Range;

use super::{REACH, fact, is_name_char, matters};
use crate::evidence::{Given, Place, Reading, Scope};
use crate::text::Words;
use crate::text::quote::{Escapes, quoted};

/// `("K", "V")`, `{"K", "V"}`, `(#"K" . #"V")`, and `"K" "V"`, `"K","V"`, `│ "K" │ "V" │` on a line: a pair as programs
/// print one, and the arguments of what sets a variable.
pub(super) fn read(place: &Place<'_>, name: &Range<usize>) -> Option<Reading> {
    let view = place.view;
    let lead = view.get(view.boundary(name.start.saturating_sub(64)).max(place.floor)..name.start);
    let quote = lead.chars().next_back().filter(|c| matches!(c, '"' | '\''))?;
    let open = lead.strip_suffix(quote)?;
    let open = open.strip_suffix('#').unwrap_or(open);
    let bracket = open.trim_end().strip_suffix(['(', '[', '{']);
    let call = bracket.unwrap_or(open);
    let word = call.rsplit(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap_or_default();
    let rest = view.get(name.end..view.boundary(name.end + REACH)).strip_prefix(quote)?;
    let sets = |word: &str| word.is_empty() || word == "define" || word.holds("set") || word.holds("values");
    (bracket.is_none() || sets(&word.to_ascii_lowercase())).then_some(())?;
    // Brackets close what goes on in the next line.
    let marks = |c: char| matches!(c, ' ' | '\t' | ',' | '.' | '#' | '│') || bracket.is_some() && c.is_whitespace();
    let value = rest.trim_start_matches(marks);
    let gap = rest.get(..rest.len() - value.len())?;
    // Between other strings only what parts a name and a value otherwise than two of them makes a pair.
    let row = open.trim_end_matches([' ', '\t']).chars().next_back();
    let parted = bracket.is_some()
        || row.is_none_or(|c| matches!(c, '\n' | '│' | '>'))
        || row == Some(',') && !gap.contains(',');
    (parted && !gap.is_empty() && value.starts_with(['"', '\''])).then_some(())?;
    let at = name.end + 1 + rest.len() - value.len();
    let (held, end) = quoted(view, at, Escapes::C)?;
    let after = view.get(end..view.boundary(end + 64));
    let next = if bracket.is_some() { after.trim_start() } else { after.trim_start_matches([' ', '\t']) };
    let closed = next.starts_with([')', ']', ',', '}', '│'])
        || bracket.is_none() && (next.is_empty() || next.starts_with(['\n', '\r']));
    // A list of names is no pair.
    (closed && !(matters(held.text()) && held.text().chars().all(is_name_char))).then_some(())?;
    let fact = fact(view.slice(name.clone()), Given::found(held), view.span(at..end), Scope::Environment)?;
    Some(Reading { range: name.start - (lead.len() - call.len())..end, facts: vec![fact], nested: Vec::new() })
}

#[cfg(test)]
mod tests {
    use super::super::tests::settings;

    #[test]
    fn pairs_of_strings_are_read() {
        for text in [
            "[{\"AWS_REGION\",\"x\"},\n {\"AWS_ACCESS_KEY_ID\",\"AKIA \"}]",
            "[\n  {\"AWS_ACCESS_KEY_ID\", \"AKIA \"},\n  {\"AWS_REGION\", \"x\"}\n]",
            "{\"AWS_REGION\" \"x\", \"AWS_ACCESS_KEY_ID\" \"AKIA \"}",
            "#hash((#\"AWS_ACCESS_KEY_ID\" . #\"AKIA\\40\") (#\"AWS_REGION\" . #\"x\"))",
            "\"AWS_REGION\",\"x\"\n\"AWS_ACCESS_KEY_ID\",\"AKIA \"\n",
            "'AWS_ACCESS_KEY_ID' 'AKIA '\n'AWS_REGION' 'x'\n",
            "define( 'AWS_ACCESS_KEY_ID', 'AKIA ' );\n",
            "INSERT INTO t VALUES('AWS_ACCESS_KEY_ID','AKIA ');\n",
            "│     0 │ \"AWS_ACCESS_KEY_ID\"     │ \"AKIA \"                 │\n",
        ] {
            let at = text.find("AWS_ACCESS").unwrap();
            let view = crate::text::View::at(text, 0);
            let place = crate::evidence::Place { view: &view, at, floor: 0, name: "", hits: &[], format: 0 };
            let reading = super::read(&place, &(at..at + 17)).unwrap();
            let held = reading.facts.iter().find_map(|fact| match fact {
                crate::evidence::Fact::Setting(setting) => setting.value.text().map(|value| value.text().to_owned()),
                _ => None,
            });
            assert_eq!(held.as_deref(), Some("AKIA "), "{text}");
        }
        for text in [
            "[\n  \"PATH\",\n  \"AWS_REGION\",\n  \"HOME\"\n]",
            "[\"PATH\", \"AWS_REGION\", \"HOME\"]",
            "f(\"AWS_REGION\")",
            "getenv(\"AWS_REGION\", \"x\")",
        ] {
            assert_eq!(settings(text), Vec::new(), "{text}");
        }
    }
}
