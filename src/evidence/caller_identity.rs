//! `aws sts get-caller-identity` in all its output formats, and the same answer as SDKs, PowerShell and curl print it.

use std::ops::Range;

use super::{Answer, Fact, Format, Identity, Kind, Place, Reading};
use crate::aws::key::Account;
use crate::text::listing::{self, Listing};

/// The format.
pub const FORMAT: Format =
    Format { kind: Kind::CallerIdentity, literals: &["UserId", "Account", "arn:aws", COMMAND], read };

const COMMAND: &str = "get-caller-identity";

/// Names of the answer and of what frames it, lower case.
const NAMES: &[&str] = &[
    "userid",
    "account",
    "arn",
    "responsemetadata",
    "$metadata",
    "requestid",
    "httpstatuscode",
    "httpheaders",
    "retryattempts",
    "attempts",
    "totalretrydelay",
    "extendedrequestid",
    "cfid",
    "resultmetadata",
    "contentlength",
    "loggedat",
    "x-amzn-requestid",
    "content-type",
    "content-length",
    "date",
    "getcalleridentityresponse",
    "getcalleridentityresult",
    "getcalleridentityoutput",
];

/// The most bytes of a row of the text format on either side of its ARN.
const ROW: usize = 512;

fn knows(name: &str) -> bool {
    NAMES.contains(&name.to_ascii_lowercase().as_str())
}

fn read(place: &Place<'_>) -> Answer {
    let view = place.view;
    if view.get(place.at..place.at + "arn:aws".len()).eq_ignore_ascii_case("arn:aws") {
        return row(place).map_or(Answer::No, |(range, identity)| found(range, identity));
    }
    if view.get(place.at..place.at + COMMAND.len()).eq_ignore_ascii_case(COMMAND) {
        return queried(place).map_or(Answer::No, |(range, identity)| found(range, identity));
    }
    if listing::near(view, place.at, &["Account", "Arn", "UserId"]) < 2 {
        return Answer::No;
    }
    match listing::around(view, place.at, place.floor, knows) {
        Some(listing) if is_identity(&listing) => {
            let identity = Identity {
                account: listing.get("Account").cloned(),
                arn: listing.get("Arn").cloned(),
                user_id: listing.get("UserId").cloned(),
            };
            found(listing.range, identity)
        }
        _ => Answer::No,
    }
}

fn found(range: Range<usize>, identity: Identity) -> Answer {
    Answer::Yes(Reading { range, facts: vec![Fact::Identity(identity)], nested: Vec::new() })
}

/// Two of the three, so that a listing that is cut off is one too; masked values count.
fn is_identity(listing: &Listing) -> bool {
    ["Account", "Arn", "UserId"].iter().filter(|name| listing.has(name)).count() >= 2
}

/// The line of the text format that holds an ARN: account, ARN and unique ID.
fn row(place: &Place<'_>) -> Option<(Range<usize>, Identity)> {
    let view = place.view;
    let line = view.line_near(place.at, ROW);
    let before = view.get(line.start..place.at).trim_end();
    let account = before.len().checked_sub(12).map(|start| line.start + start..line.start + before.len())?;
    Account::parse(view.get(account.clone()))?;
    let starts = account.start == line.start || view.get(line.start..account.start).ends_with([' ', '\t', '|', '>']);
    let words = listing::words(view, place.at..line.end);
    let [arn, user_id] = words.as_slice() else { return None };
    let fits = starts && account.start >= place.floor && view.get(arn.clone()).matches(':').count() >= 5;
    fits.then(|| {
        let identity = Identity {
            account: Some(view.slice(account.clone())),
            arn: Some(view.slice(arn.clone())),
            user_id: Some(view.slice(user_id.clone())),
        };
        (account.start..user_id.end, identity)
    })
}

/// The one value that `--query` asked for: an account or an ARN alone on the line after the command.
fn queried(place: &Place<'_>) -> Option<(Range<usize>, Identity)> {
    let view = place.view;
    let line = view.next_line(&view.short_line(place.at, ROW)?)?;
    let words = listing::words(view, line.clone());
    let [word] = words.as_slice() else { return None };
    let value = view.slice(word.clone());
    let is_account = Account::parse(value.text()).is_some() && value.text().len() == 12;
    let is_arn = value.text().starts_with("arn:aws") && value.text().matches(':').count() >= 5;
    let identity =
        Identity { account: is_account.then(|| value.clone()), arn: is_arn.then(|| value.clone()), user_id: None };
    (is_account || is_arn).then_some((place.at..line.end, identity))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::View;

    fn read(text: &str) -> Option<String> {
        let reading = FORMAT.first(text)?;
        let Fact::Identity(identity) = reading.facts.first()? else { return None };
        let text = |view: &Option<View<'static>>| view.as_ref().map_or("-".to_owned(), |view| view.text().to_owned());
        Some(format!("{} {} {}", text(&identity.account), text(&identity.arn), text(&identity.user_id)))
    }

    const WANT: &str = "123456789012 arn:aws:iam::123456789012:user/Alice AIDACKCEVSQ6C2EXAMPLE";

    #[test]
    fn the_answer_is_read_in_every_format() {
        for text in [
            "{\n    \"UserId\": \"AIDACKCEVSQ6C2EXAMPLE\",\n    \"Account\": \"123456789012\",\n    \"Arn\": \"arn:aws:iam::123456789012:user/Alice\"\n}\n",
            "123456789012\tarn:aws:iam::123456789012:user/Alice\tAIDACKCEVSQ6C2EXAMPLE\n",
            "2026-11-21 10:00 | 123456789012  arn:aws:iam::123456789012:user/Alice   AIDACKCEVSQ6C2EXAMPLE",
            "Account: '123456789012'\nArn: arn:aws:iam::123456789012:user/Alice\nUserId: AIDACKCEVSQ6C2EXAMPLE\n",
            "- Account: '123456789012'\n  Arn: arn:aws:iam::123456789012:user/Alice\n  UserId: AIDACKCEVSQ6C2EXAMPLE\n",
            "---\n|  GetCallerIdentity  |\n+---+---+\n|  Account|  123456789012  |\n|  Arn    |  arn:aws:iam::123456789012:user/Alice |\n|  UserId |  AIDACKCEVSQ6C2EXAMPLE |\n+---+---+\n",
            "{'UserId': 'AIDACKCEVSQ6C2EXAMPLE', 'Account': '123456789012', 'Arn': 'arn:aws:iam::123456789012:user/Alice', 'ResponseMetadata': {'RequestId': 'x', 'HTTPStatusCode': 200, 'HTTPHeaders': {'date': 'x'}, 'RetryAttempts': 0}}",
            "{\n  '$metadata': { httpStatusCode: 200, requestId: 'x', attempts: 1 },\n  UserId: 'AIDACKCEVSQ6C2EXAMPLE',\n  Account: '123456789012',\n  Arn: 'arn:aws:iam::123456789012:user/Alice'\n}",
            "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">\n  <GetCallerIdentityResult>\n    <Arn>arn:aws:iam::123456789012:user/Alice</Arn>\n    <UserId>AIDACKCEVSQ6C2EXAMPLE</UserId>\n    <Account>123456789012</Account>\n  </GetCallerIdentityResult>\n  <ResponseMetadata><RequestId>x</RequestId></ResponseMetadata>\n</GetCallerIdentityResponse>",
            "Account      Arn                                  UserId\n-------      ---                                  ------\n123456789012 arn:aws:iam::123456789012:user/Alice AIDACKCEVSQ6C2EXAMPLE\n",
            "Account : 123456789012\nArn     : arn:aws:iam::123456789012:user/Alice\nUserId  : AIDACKCEVSQ6C2EXAMPLE\n",
        ] {
            assert_eq!(read(text).as_deref(), Some(WANT), "{text}");
        }
    }

    #[test]
    fn parts_of_the_answer_are_read() {
        for (text, want) in [
            ("{\n \"UserId\": \"AROAX:s\",\n \"Account\": \"123456789012\",\n \"Ar", "123456789012 - AROAX:s"),
            ("$ aws sts get-caller-identity --query Account --output text\n123456789012\n", "123456789012 - -"),
            (
                "> aws sts get-caller-identity --query Arn\narn:aws:sts::123456789012:assumed-role/a/b",
                "- arn:aws:sts::123456789012:assumed-role/a/b -",
            ),
        ] {
            assert_eq!(read(text).as_deref(), Some(want), "{text}");
        }
    }

    #[test]
    fn other_answers_are_no_identity() {
        for text in [
            "{\"User\": {\"UserName\": \"a\", \"UserId\": \"AIDAX\", \"Arn\": \"arn:aws:iam::123456789012:user/a\"}}",
            "{\"Account\": \"123456789012\"}",
            "Account: 123456789012",
            "User: arn:aws:iam::123456789012:user/a is not authorized to perform: s3:ListBucket",
            "$ aws sts get-caller-identity\n\nUnable to locate credentials.",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
