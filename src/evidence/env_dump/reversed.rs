//! Pairs whose value stands before its name: `{"value": "AKIA…", "name": "AWS_ACCESS_KEY_ID"}`.

use std::ops::Range;

use super::{is_name_char, matters, object, yaml};
use crate::evidence::{Place, Reading};

/// Bytes after a value in which its name is looked for.
const NEAR: usize = 256;

/// Reads the pair in whose value `token`, a key ID, stands.
pub fn read(place: &Place<'_>, token: &Range<usize>) -> Option<Reading> {
    let view = place.view;
    let lead = view.get(view.boundary(token.start.saturating_sub(32)).max(place.floor)..token.start);
    let lead = lead.trim_end_matches(|c: char| !c.is_ascii_alphanumeric() && c != ':' && c != '=');
    let key = lead.trim_end_matches(['=', ':', '>', ' ', '"', '\'']);
    (key.len() < lead.len() && key.get(key.len().checked_sub(5)?..)?.eq_ignore_ascii_case("value")).then_some(())?;
    let after = view.get(token.end..view.boundary(token.end + NEAR));
    let name = names(after).find(|name| matters(after.get(name.clone()).unwrap_or_default()))?;
    let name = token.end + name.start..token.end + name.end;
    let there = Place { at: name.start, ..*place };
    let reading = object::read(&there, &name).or_else(|| yaml::read(&there, &name))?;
    (reading.range.start <= token.start).then_some(reading)
}

/// The values of what is called `name` or `key` in `text`.
fn names(text: &str) -> impl Iterator<Item = Range<usize>> {
    text.match_indices([':', '=']).filter_map(|(at, _)| {
        let label = text.get(..at)?.trim_end_matches([' ', '"', '\'']);
        let word = label.rsplit(|c: char| !c.is_ascii_alphanumeric()).next()?;
        (word.eq_ignore_ascii_case("name") || word.eq_ignore_ascii_case("key")).then_some(())?;
        let rest = text.get(at + 1..)?;
        let value = rest.trim_start_matches([' ', '"', '\'']);
        let start = text.len() - value.len();
        let length = value.find(|c| !is_name_char(c)).unwrap_or(value.len());
        Some(start..start + length)
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::id;

    #[test]
    fn the_value_may_come_first() {
        for text in [
            "[{\"value\":\"AKIASP2TPHJSQH3FRU7X \",\"name\":\"AWS_ACCESS_KEY_ID\"},{\"value\":\"x\",\"name\":\"AWS_REGION\"}]",
            "env:\n- value: \"AKIASP2TPHJSQH3FRU7X \"\n  name: AWS_ACCESS_KEY_ID\n- value: x\n  name: AWS_REGION\n",
            "{\n  value = \"AKIASP2TPHJSQH3FRU7X \"\n  name  = \"AWS_ACCESS_KEY_ID\"\n}",
        ] {
            assert_eq!(id(text).as_deref(), Some("AKIASP2TPHJSQH3FRU7X "), "{text}");
        }
    }
}
