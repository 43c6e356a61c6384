//! `aws sts get-access-key-info`: the account that owns a key, whatever the state of the key. In the text format it is
//! twelve digits, which only the command before them tells from any others.

use std::ops::Range;

use super::{Answer, Fact, Format, Kind, Place, Reading};
use crate::aws::key::{self, Account};
use crate::text::listing::{self, Layout};
use crate::text::{View, Words};

/// The format.
pub const FORMAT: Format = Format { kind: Kind::AccessKeyInfo, literals: &["Account", COMMAND], read };

const COMMAND: &str = "get-access-key-info";

fn knows(name: &str) -> bool {
    let frame = ["ResponseMetadata", "RequestId", "GetAccessKeyInfoResponse", "GetAccessKeyInfoResult"];
    name.eq_ignore_ascii_case("Account") || frame.iter().any(|known| known.eq_ignore_ascii_case(name))
}

fn read(place: &Place<'_>) -> Answer {
    let view = place.view;
    if view.get(place.at..place.at + COMMAND.len()).eq_ignore_ascii_case(COMMAND) {
        return after_command(place).map_or(Answer::No, Answer::Yes);
    }
    if listing::near(view, place.at, &["GetAccessKeyInfo"]) == 0 && !is_alone(view, place.at) {
        return Answer::No;
    }
    let Some(listing) = listing::around(view, place.at, place.floor, knows) else { return Answer::No };
    let is_printed = match listing.layout {
        Layout::Json => true,
        Layout::Table => view.get(listing.range.clone()).holds("GetAccessKeyInfo"),
        // The CLI quotes the digits; a person who writes `Account: …` does not.
        Layout::Lines => listing.fields.iter().all(|field| field.quoted),
        Layout::Xml => view.get(listing.range.clone()).holds("GetAccessKeyInfoRes"),
        Layout::Columns => false,
    };
    match listing.get("Account").filter(|account| is_printed && Account::parse(account.text()).is_some()) {
        Some(account) => Answer::Yes(Reading {
            range: listing.range.clone(),
            facts: vec![Fact::KeyOwner(account.clone())],
            nested: Vec::new(),
        }),
        None => Answer::No,
    }
}

/// Whether the name at byte `at` is the first of its object or line, with quoted digits after it.
fn is_alone(view: &View<'_>, at: usize) -> bool {
    let line = view.line_near(at, 200);
    let before = view.get(line.start..at).trim_end_matches(['"', '\'']).trim_end();
    let after = view.get(at + "Account".len()..line.end);
    let value = after.trim_start_matches(['"', '\'']).trim_start().trim_start_matches([':', '=', '>']).trim_start();
    before.len() < 160 && value.starts_with(['"', '\''])
}

/// The key that the command asks about, and the account alone on the line after it.
fn after_command(place: &Place<'_>) -> Option<Reading> {
    let view = place.view;
    let line = view.short_line(place.at, 512)?;
    let answer = view.next_line(&line)?;
    let digits = only_word(view, answer)?;
    Account::parse(view.get(digits.clone())).filter(|_| digits.len() == 12)?;
    let mut facts = vec![Fact::KeyOwner(view.slice(digits.clone()))];
    let words = listing::words(view, place.at..line.end);
    facts.extend(
        words.into_iter().filter(|word| key::is_whole(view.get(word.clone()))).map(|word| Fact::Key(view.slice(word))),
    );
    Some(Reading { range: place.at..digits.end, facts, nested: Vec::new() })
}

fn only_word(view: &View<'_>, line: Range<usize>) -> Option<Range<usize>> {
    match listing::words(view, line).as_slice() {
        [word] => Some(word.clone()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        let facts = FORMAT.first(text)?.facts;
        let words = facts.iter().map(|fact| match fact {
            Fact::KeyOwner(view) | Fact::Key(view) => view.text().to_owned(),
            other => format!("{other:?}"),
        });
        Some(words.collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn the_owner_of_a_key_is_read() {
        for (text, want) in [
            ("{\n    \"Account\": \"111122223333\"\n}\n", "111122223333"),
            ("{'Account': '111122223333', 'ResponseMetadata': {'RequestId': 'x'}}", "111122223333"),
            ("Account: '111122223333'\n", "111122223333"),
            (
                "-----\n|     GetAccessKeyInfo      |\n+----+----+\n|  Account |  111122223333  |\n+----+----+\n",
                "111122223333",
            ),
            (
                "$ aws sts get-access-key-info --access-key-id AKIASP2TPHJSQH3FRU7X --query Account --output text\n111122223333\n",
                "111122223333 AKIASP2TPHJSQH3FRU7X",
            ),
        ] {
            assert_eq!(read(text).as_deref(), Some(want), "{text}");
        }
    }

    #[test]
    fn an_account_in_a_sentence_is_not() {
        for text in [
            "Account: 111122223333",
            "Customer\nAccount: 111122223333\nRegion: us-east-1",
            "{\"Account\": \"none\"}",
            "{\"Account\": \"111122223333\", \"Name\": \"x\"}",
            "$ aws sts get-access-key-info --access-key-id AKIASP2TPHJSQH3FRU7X\n\nAn error occurred",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
