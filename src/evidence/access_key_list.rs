//! What IAM says of keys: `aws iam list-access-keys` and `get-access-key-last-used` in all output formats, and the same
//! answers as SDKs, PowerShell and curl print them.

use std::ops::Range;

use super::{Answer, Fact, Format, KeyRecord, Kind, Place, Reading};
use crate::aws::key;
use crate::text::View;
use crate::text::listing::{self, Field, Listing};

/// The format.
pub const FORMAT: Format = Format {
    kind: Kind::AccessKeyList,
    literals: &["AccessKeyId", "AccessKeyMetadata", "AccessKeyLastUsed", "LastUsedDate", "UserName", "IsTruncated"],
    read,
};

/// Names of the answers and of what frames them, lower case.
const NAMES: &[&str] = &[
    "accesskeymetadata",
    "username",
    "accesskeyid",
    "status",
    "createdate",
    "istruncated",
    "marker",
    "nexttoken",
    "accesskeylastused",
    "lastuseddate",
    "servicename",
    "region",
    "member",
    "responsemetadata",
    "requestid",
    "httpstatuscode",
    "httpheaders",
    "date",
    "retryattempts",
    "$metadata",
    "listaccesskeysresponse",
    "listaccesskeysresult",
    "getaccesskeylastusedresponse",
    "getaccesskeylastusedresult",
];

fn knows(name: &str) -> bool {
    NAMES.contains(&name.to_ascii_lowercase().as_str())
}

fn read(place: &Place<'_>) -> Answer {
    let tagged = place.view.get(place.view.rest_near(place.at, 32));
    let reading = if tagged.starts_with("ACCESSKEYMETADATA") || tagged.starts_with("ACCESSKEYLASTUSED") {
        rows(place)
    } else if listing::near(place.view, place.at, &["Status", "CreateDate", "LastUsedDate", "ServiceName"]) == 0 {
        None
    } else {
        listing::around(place.view, place.at, place.floor, knows).and_then(|listing| records(&listing))
    };
    reading.map_or(Answer::No, Answer::Yes)
}

/// The records of a listing.
fn records(listing: &Listing) -> Option<Reading> {
    let last_used = listing.has("LastUsedDate") || listing.has("ServiceName") && listing.has("Region");
    let listed = listing.has("AccessKeyId") && (listing.has("Status") || listing.has("CreateDate"));
    let mut facts = Vec::new();
    if listed {
        facts.extend(listing.items().filter_map(record).map(Fact::KeyRecord));
    } else if last_used {
        let whole: Vec<&Field> = listing.fields.iter().collect();
        facts.push(Fact::KeyRecord(last_use(&whole)?));
    }
    (!facts.is_empty()).then(|| Reading { range: listing.range.clone(), facts, nested: Vec::new() })
}

fn value<'a>(fields: impl IntoIterator<Item = &'a Field>, name: &str) -> Option<&'a View<'static>> {
    fields.into_iter().find(|field| field.name.text().eq_ignore_ascii_case(name)).map(|field| &field.value)
}

fn record(item: &[Field]) -> Option<KeyRecord> {
    let key = value(item, "AccessKeyId")?;
    let text = |name| value(item, name).map(|view| view.text().to_owned());
    Some(KeyRecord {
        key: Some(key.clone()),
        active: value(item, "Status").and_then(|status| active(status.text())),
        user: text("UserName"),
        date: text("CreateDate"),
        span: key.whole(),
    })
}

fn last_use(fields: &[&Field]) -> Option<KeyRecord> {
    let span = fields.first()?.value.whole();
    let span = fields.iter().fold(span, |span, field| span.join(field.value.whole()));
    let text = |name: &str| value(fields.iter().copied(), name).map(|view| view.text().to_owned());
    let date = text("LastUsedDate").filter(|date| !date.starts_with("N/A"));
    Some(KeyRecord { key: None, active: None, user: text("UserName"), date, span })
}

fn active(status: &str) -> Option<bool> {
    match status.to_ascii_lowercase().as_str() {
        "active" => Some(true),
        "inactive" => Some(false),
        _ => None,
    }
}

/// Lines of the text format: a tag in capitals and values without names, in the alphabetical order of their names.
fn rows(place: &Place<'_>) -> Option<Reading> {
    let view = place.view;
    let line = view.short_line(place.at, 512)?;
    let mut range = place.at..line.end;
    let mut facts = Vec::new();
    let words = listing::words(view, place.at..line.end);
    let (tag, values) = words.split_first()?;
    if view.get(tag.clone()) == "ACCESSKEYLASTUSED" {
        let user = view.line_before(&line).filter(|before| before.start >= place.floor);
        let user = user.and_then(|before| match listing::words(view, before).as_slice() {
            [user] => Some(user.clone()),
            _ => None,
        });
        range.start = user.as_ref().map_or(range.start, |user| user.start);
        let date = values.iter().map(|word| view.get(word.clone())).find(|word| is_date(word));
        facts.push(Fact::KeyRecord(KeyRecord {
            key: None,
            active: None,
            user: user.map(|user| view.get(user).to_owned()),
            date: date.map(str::to_owned),
            span: view.span(place.at..line.end),
        }));
    } else {
        facts.push(Fact::KeyRecord(row(view, values)?));
    }
    Some(Reading { range, facts, nested: Vec::new() })
}

fn row(view: &View<'_>, values: &[Range<usize>]) -> Option<KeyRecord> {
    let texts = || values.iter().map(|word| view.get(word.clone()));
    let key = values.iter().find(|word| key::prefix(view.get((*word).clone())).is_some())?;
    let key = view.slice(key.clone());
    let span = key.whole();
    Some(KeyRecord {
        active: texts().find_map(active),
        user: texts().next_back().filter(|user| active(user).is_none() && *user != key.text()).map(str::to_owned),
        date: texts().find(|word| is_date(word)).map(str::to_owned),
        key: Some(key),
        span,
    })
}

/// Whether `word` looks like `2013-06-04T18:17:34+00:00`.
fn is_date(word: &str) -> bool {
    word.len() >= 10 && word.get(..4).is_some_and(|year| year.bytes().all(|b| b.is_ascii_digit())) && word.contains('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let facts = FORMAT.first(text).map(|reading| reading.facts).unwrap_or_default();
        let or = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
        facts
            .iter()
            .filter_map(|fact| if let Fact::KeyRecord(record) = fact { Some(record) } else { None })
            .map(|r| {
                let key = r.key.as_ref().map_or("-".to_owned(), |key| key.text().to_owned());
                let active = r.active.map_or("-", |active| if active { "on" } else { "off" });
                format!("{key} {active} {} {}", or(&r.user), or(&r.date))
            })
            .collect()
    }

    #[test]
    fn keys_and_their_state_are_read_in_every_format() {
        for text in [
            "{\"AccessKeyMetadata\": [\n {\"UserName\": \"Bob\", \"AccessKeyId\": \"AKIAIOSFODNN7EXAMPLE\", \"Status\": \"Active\", \"CreateDate\": \"2013-06-04T18:17:34Z\"},\n {\"UserName\": \"Bob\", \"AccessKeyId\": \"AKIAI44QH8DHBEXAMPLE\", \"Status\": \"Inactive\", \"CreateDate\": \"2013-06-06T20:42:26Z\"}]}",
            "AccessKeyMetadata:\n- AccessKeyId: AKIAIOSFODNN7EXAMPLE\n  CreateDate: '2013-06-04T18:17:34Z'\n  Status: Active\n  UserName: Bob\n- AccessKeyId: AKIAI44QH8DHBEXAMPLE\n  CreateDate: '2013-06-06T20:42:26Z'\n  Status: Inactive\n  UserName: Bob\n",
            "----\n|   ListAccessKeys   |\n+----+\n||  AccessKeyMetadata ||\n|+---+---+---+---+|\n||  AccessKeyId | CreateDate | Status | UserName  ||\n|+---+---+---+---+|\n||  AKIAIOSFODNN7EXAMPLE |  2013-06-04T18:17:34Z  |  Active   |  Bob ||\n||  AKIAI44QH8DHBEXAMPLE |  2013-06-06T20:42:26Z  |  Inactive |  Bob ||\n|+---+---+---+---+|\n",
            "<ListAccessKeysResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><ListAccessKeysResult><AccessKeyMetadata><member><UserName>Bob</UserName><AccessKeyId>AKIAIOSFODNN7EXAMPLE</AccessKeyId><Status>Active</Status><CreateDate>2013-06-04T18:17:34Z</CreateDate></member><member><UserName>Bob</UserName><AccessKeyId>AKIAI44QH8DHBEXAMPLE</AccessKeyId><Status>Inactive</Status><CreateDate>2013-06-06T20:42:26Z</CreateDate></member></AccessKeyMetadata></ListAccessKeysResult></ListAccessKeysResponse>",
            "AccessKeyId          CreateDate           Status   UserName\n-----------          ----------           ------   --------\nAKIAIOSFODNN7EXAMPLE 2013-06-04T18:17:34Z Active   Bob\nAKIAI44QH8DHBEXAMPLE 2013-06-06T20:42:26Z Inactive Bob\n",
        ] {
            assert_eq!(
                read(text),
                [
                    "AKIAIOSFODNN7EXAMPLE on Bob 2013-06-04T18:17:34Z",
                    "AKIAI44QH8DHBEXAMPLE off Bob 2013-06-06T20:42:26Z"
                ],
                "{text}"
            );
        }
        let row = "ACCESSKEYMETADATA\tAKIAIOSFODNN7EXAMPLE\t2013-06-04T18:17:34Z\tActive\tBob\n";
        assert_eq!(read(row), ["AKIAIOSFODNN7EXAMPLE on Bob 2013-06-04T18:17:34Z"]);
    }

    #[test]
    fn the_last_use_of_a_key_is_read_in_every_format() {
        for text in [
            "{\n \"UserName\": \"bob\",\n \"AccessKeyLastUsed\": {\n  \"LastUsedDate\": \"2015-03-13T10:45:00Z\",\n  \"ServiceName\": \"s3\",\n  \"Region\": \"us-west-2\"\n }\n}",
            "AccessKeyLastUsed:\n  LastUsedDate: '2015-03-13T10:45:00Z'\n  Region: us-west-2\n  ServiceName: s3\nUserName: bob\n",
            "bob\nACCESSKEYLASTUSED\t2015-03-13T10:45:00Z\tus-west-2\ts3\n",
            "----\n|  GetAccessKeyLastUsed  |\n+---+---+\n|  UserName  |  bob |\n+---+---+\n||  AccessKeyLastUsed ||\n|+---+---+---+|\n||  LastUsedDate |   Region    |  ServiceName  ||\n|+---+---+---+|\n||  2015-03-13T10:45:00Z|  us-west-2  |  s3 ||\n|+---+---+---+|\n",
        ] {
            assert_eq!(read(text), ["- - bob 2015-03-13T10:45:00Z"], "{text}");
        }
        let never = "{\"UserName\": \"bob\", \"AccessKeyLastUsed\": {\"ServiceName\": \"N/A\", \"Region\": \"N/A\"}}";
        assert_eq!(read(never), ["- - bob -"]);
    }

    #[test]
    fn other_answers_are_not_of_this_kind() {
        for text in [
            "{\"User\": {\"UserName\": \"a\", \"UserId\": \"AIDAX\", \"CreateDate\": \"2013-06-04\"}}",
            "{\"AccessKey\": {\"UserName\": \"Bob\", \"AccessKeyId\": \"AKIA\", \"Status\": \"Active\", \"SecretAccessKey\": \"x\"}}",
            "UserName: bob\nRegion: us-east-1",
            "{\"type\": \"IAMUser\", \"accessKeyId\": \"AKIAIOSFODNN7EXAMPLE\", \"userName\": \"x\"}",
        ] {
            assert_eq!(read(text), Vec::<String>::new(), "{text}");
        }
    }
}
