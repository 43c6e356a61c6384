//! Credentials that a command or a service handed out: `credential_process`, containers, instance metadata, STS, IAM
//! Identity Center, `create-access-key`, the CLI's cache; as JSON and in the CLI's other output formats. mc's
//! configuration holds keys in the same way.

use std::ops::Range;

use super::{Answer, Fact, Failure, Format, Given, KeyRecord, Kind, Place, Reading, Scope, Setting};
use crate::aws::errors;
use crate::aws::key;
use crate::aws::names::{self, Role};
use crate::text::listing::{self, Field, Listing};
use crate::text::{Words, json};

/// The format.
pub const FORMAT: Format = Format {
    kind: Kind::CredentialsJson,
    literals: &[
        "AccessKeyId",
        "SecretAccessKey",
        "AccessKey",
        "access_key",
        "secret_key",
        "SecretKey",
        "SessionToken",
        "CREDENTIALS",
        REFUSAL,
    ],
    read,
};

/// Begins the error code of instance metadata where a role cannot be assumed.
const REFUSAL: &str = "AssumeRoleUnauthorizedAccess";

/// Names of credentials and of what frames them, lower case.
const NAMES: &[&str] = &[
    "version",
    "accesskeyid",
    "secretaccesskey",
    "sessiontoken",
    "token",
    "expiration",
    "accountid",
    "rolearn",
    "code",
    "message",
    "lastupdated",
    "type",
    "credentials",
    "assumedroleuser",
    "assumedroleid",
    "arn",
    "packedpolicysize",
    "sourceidentity",
    "subjectfromwebidentitytoken",
    "audience",
    "provider",
    "providertype",
    "federateduser",
    "federateduserid",
    "identityid",
    "rolecredentials",
    "accesskey",
    "secretkey",
    "username",
    "status",
    "createdate",
    "access_key",
    "secret_key",
    "security_token",
    "session_token",
    "responsemetadata",
    "requestid",
    "httpstatuscode",
    "httpheaders",
    "retryattempts",
    "$metadata",
    "attempts",
    "totalretrydelay",
    "credentialscope",
    "canexpire",
    "source",
    "member",
    "assumeroleresponse",
    "assumeroleresult",
    "assumerolewithwebidentityresponse",
    "assumerolewithwebidentityresult",
    "getsessiontokenresponse",
    "getsessiontokenresult",
    "createaccesskeyresponse",
    "createaccesskeyresult",
    // mc
    "url",
    "api",
    "path",
];

fn knows(name: &str) -> bool {
    NAMES.contains(&name.to_ascii_lowercase().as_str())
}

fn read(place: &Place<'_>) -> Answer {
    let view = place.view;
    let rest = view.get(view.rest_near(place.at, 64));
    if rest.starts_with(REFUSAL) {
        return refusal(place).map_or(Answer::No, Answer::Yes);
    }
    if rest.starts_with("CREDENTIALS\t") || rest.starts_with("ACCESSKEY\t") || rest.starts_with("CREDENTIALS ") {
        return row(place).map_or(Answer::No, Answer::Yes);
    }
    if rest.get(.."credentials".len()).is_some_and(|word| word.eq_ignore_ascii_case("credentials")) {
        return Answer::No;
    }
    if listing::near(view, place.at, &["Secret", "secret", "Token", "token"]) == 0 {
        return Answer::No;
    }
    let Some(listing) = listing::around(view, place.at, place.floor, knows) else { return Answer::No };
    match credentials(&listing) {
        facts if facts.is_empty() || json::is_stored(view, listing.range.clone()) => Answer::No,
        facts => Answer::Yes(Reading { range: listing.range, facts, nested: Vec::new() }),
    }
}

/// What a name of such an object holds.
fn role(name: &str) -> Option<Role> {
    match name.to_ascii_lowercase().as_str() {
        "token" | "security_token" => Some(Role::SessionToken),
        "accountid" => Some(Role::AccountId),
        "rolearn" => Some(Role::RoleArn),
        _ => names::role(name),
    }
}

/// The settings of a listing in which an ID and a secret, or one of them with a token, stand together.
fn credentials(listing: &Listing) -> Vec<Fact> {
    let holds = |wanted: Role| listing.fields.iter().any(|field| role(field.name.text()) == Some(wanted));
    let (id, secret, token) = (holds(Role::AccessKeyId), holds(Role::SecretAccessKey), holds(Role::SessionToken));
    if usize::from(id) + usize::from(secret) + usize::from(token) < 2 {
        return Vec::new();
    }
    let scope = if listing.has("url") && listing.has("accessKey") { Scope::Tool("mc") } else { Scope::Object };
    listing.fields.iter().filter_map(|field| setting(field, &scope)).chain(created(listing)).collect()
}

/// What the answer of `create-access-key` says of the key that it made.
fn created(listing: &Listing) -> Option<Fact> {
    let value = |wanted: &str| {
        let field = listing.fields.iter().find(|field| field.name.text().eq_ignore_ascii_case(wanted))?;
        Some(&field.value)
    };
    let (id, status, date) = (value("AccessKeyId")?, value("Status")?, value("CreateDate")?);
    Some(Fact::KeyRecord(KeyRecord {
        key: Some(id.clone()),
        active: Some(status.text().eq_ignore_ascii_case("active")),
        user: value("UserName").map(|name| name.text().to_owned()),
        date: Some(date.text().to_owned()),
        span: id.whole(),
    }))
}

fn setting(field: &Field, scope: &Scope) -> Option<Fact> {
    let role = role(field.name.text())
        .or_else(|| (*scope == Scope::Tool("mc") && field.name.text() == "url").then_some(Role::Endpoint))?;
    let value = given(field)?;
    Some(Fact::Setting(Box::new(Setting {
        name: field.name.clone(),
        role: Some(role),
        scope: scope.clone(),
        value,
        span: field.value.whole(),
    })))
}

/// The value of a field: a bare word in a program's source is another variable, and one that says there is nothing is
/// none.
fn given(field: &Field) -> Option<Given> {
    let value = field.value.clone();
    let text = value.text();
    let word = text.trim_end_matches(';');
    let nothing = ["null", "undefined", "None", "nil"].contains(&word);
    let is_code =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '[' | ']' | '\'' | '"' | '(' | ')' | '!');
    match field.quoted {
        false if nothing => None,
        // Packer, Ansible, Helm and workflows fill in what their templates name.
        _ if text.trim_start_matches('$').starts_with("{{") => Some(Given::Elsewhere),
        false if key::prefix(text).is_none() && word.contains(['.', '[', '(']) && word.chars().all(is_code) => {
            Some(Given::Elsewhere)
        }
        _ => Some(Given::found(value)),
    }
}

/// A line of the text format: a tag in capitals and values without names, in the alphabetical order of their names:
/// `AccessKeyId`, `CreateDate` or `Expiration`, `SecretAccessKey`, `SessionToken` or `Status`, `UserName`.
fn row(place: &Place<'_>) -> Option<Reading> {
    let view = place.view;
    let end = view.rest_near(place.at, 8192).end;
    let words = listing::words(view, place.at..end);
    let [tag, id, date, secret, rest @ ..] = words.as_slice() else { return None };
    key::prefix(view.get(id.clone())).filter(|_| view.get(date.clone()).contains('T'))?;
    let value = |name: &str, word: &Range<usize>, role: Role| {
        Fact::Setting(Box::new(Setting {
            name: listing::label(name, view.source(word.start)),
            role: Some(role),
            scope: Scope::Object,
            value: Given::found(view.slice(word.clone())),
            span: view.span(word.clone()),
        }))
    };
    let mut range = place.at..end;
    let mut facts =
        vec![value("AccessKeyId", id, Role::AccessKeyId), value("SecretAccessKey", secret, Role::SecretAccessKey)];
    if view.get(tag.clone()) == "CREDENTIALS" {
        facts.push(value("Expiration", date, Role::Expiration));
        facts.extend(rest.first().map(|token| value("SessionToken", token, Role::SessionToken)));
        let before = view.line_before(&view.line_near(place.at, 512)).filter(|line| line.start >= place.floor);
        let role = before.filter(|line| view.get(line.clone()).trim_start().starts_with("ASSUMEDROLEUSER"));
        range.start = role.map_or(range.start, |line| line.start);
    }
    Some(Reading { range, facts, nested: Vec::new() })
}

/// The answer of instance metadata that the instance's role cannot be assumed.
fn refusal(place: &Place<'_>) -> Option<Reading> {
    let view = place.view;
    let before = view.line_near(place.at, 512).start;
    let code = before + view.get(before..place.at).last("Code").or_else(|| view.get(before..place.at).last("code"))?;
    let listing = listing::around(view, code, place.floor, knows)?;
    let (code, message) = (listing.get("Code")?.text(), listing.get("Message"));
    let sentence = message.and_then(|message| errors::of_message(message.text()));
    let failure = Failure {
        meaning: errors::meaning(errors::of_code(code), sentence),
        code: Some(code.to_owned()),
        message: message.cloned(),
        span: Some(view.span(listing.range.clone())),
        ..Failure::default()
    };
    Some(Reading { range: listing.range, facts: vec![Fact::Failure(Box::new(failure))], nested: Vec::new() })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "ASIAQNZGKIQY56JQ7WML";

    fn read(text: &str) -> Vec<String> {
        let facts = FORMAT.first(text).map(|reading| reading.facts).unwrap_or_default();
        facts
            .iter()
            .map(|fact| match fact {
                Fact::Setting(setting) => {
                    let value = match &setting.value {
                        Given::Text(value) => value.text().to_owned(),
                        other => format!("{other:?}").split('(').next().unwrap().to_owned(),
                    };
                    format!("{:?}={value}", setting.role.unwrap())
                }
                Fact::Failure(failure) => format!("failure {}", failure.code.as_deref().unwrap()),
                Fact::KeyRecord(record) => format!("made {}", record.date.as_deref().unwrap()),
                other => format!("{other:?}"),
            })
            .collect()
    }

    #[test]
    fn credentials_are_read_from_every_producer() {
        let id = format!("AccessKeyId={ID}");
        let all = [id.as_str(), "SecretAccessKey=s/e+c", "SessionToken=t==", "Expiration=2030-01-01T00:00:00Z"];
        for text in [
            format!(
                "{{\"Version\": 1, \"AccessKeyId\": \"{ID}\", \"SecretAccessKey\": \"s/e+c\", \"SessionToken\": \"t==\", \"Expiration\": \"2030-01-01T00:00:00Z\"}}"
            ),
            format!(
                "{{\n  \"Credentials\": {{\n    \"AccessKeyId\": \"{ID}\",\n    \"SecretAccessKey\": \"s/e+c\",\n    \"SessionToken\": \"t==\",\n    \"Expiration\": \"2030-01-01T00:00:00Z\"\n  }},\n  \"AssumedRoleUser\": {{\"AssumedRoleId\": \"AROA:x\", \"Arn\": \"arn:aws:sts::1:x\"}}\n}}"
            ),
            format!(
                "{{\"roleCredentials\": {{\"accessKeyId\": \"{ID}\", \"secretAccessKey\": \"s/e+c\", \"sessionToken\": \"t==\", \"expiration\": \"2030-01-01T00:00:00Z\"}}}}"
            ),
            format!(
                "{{\n  \"Code\" : \"Success\",\n  \"LastUpdated\" : \"x\",\n  \"Type\" : \"AWS-HMAC\",\n  \"AccessKeyId\" : \"{ID}\",\n  \"SecretAccessKey\" : \"s/e+c\",\n  \"Token\" : \"t==\",\n  \"Expiration\" : \"2030-01-01T00:00:00Z\"\n}}"
            ),
            format!(
                "{{\n  accessKeyId: '{ID}',\n  secretAccessKey: 's/e+c',\n  sessionToken: 't==',\n  expiration: 2030-01-01T00:00:00Z\n}}"
            ),
            format!(
                "{{'Credentials': {{'AccessKeyId': '{ID}', 'SecretAccessKey': 's/e+c', 'SessionToken': 't==', 'Expiration': '2030-01-01T00:00:00Z'}}, 'ResponseMetadata': {{'RequestId': 'x'}}}}"
            ),
        ] {
            assert_eq!(read(&text), all, "{text}");
        }
        for text in [
            format!("CREDENTIALS\t{ID}\t2030-01-01T00:00:00Z\ts/e+c\tt==\n"),
            format!(
                "Credentials:\n  AccessKeyId: {ID}\n  Expiration: '2030-01-01T00:00:00Z'\n  SecretAccessKey: s/e+c\n  SessionToken: t==\n"
            ),
            format!(
                "|  AssumeRole  |\n+----+\n||  Credentials  ||\n|+---+---+|\n||  AccessKeyId  |  {ID}  ||\n||  Expiration  |  2030-01-01T00:00:00Z  ||\n||  SecretAccessKey  |  s/e+c  ||\n||  SessionToken |  t==  ||\n|+--+--+|\n"
            ),
            format!(
                "<AssumeRoleResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><AssumeRoleResult><Credentials><AccessKeyId>{ID}</AccessKeyId><Expiration>2030-01-01T00:00:00Z</Expiration><SecretAccessKey>s/e+c</SecretAccessKey><SessionToken>t==</SessionToken></Credentials></AssumeRoleResult></AssumeRoleResponse>"
            ),
        ] {
            let mut facts = read(&text);
            facts.sort_unstable();
            let mut want = all.map(str::to_owned);
            want.sort_unstable();
            assert_eq!(facts, want, "{text}");
        }
    }

    #[test]
    fn new_keys_and_those_of_tools_are_read() {
        let key = "AKIASP2TPHJSQH3FRU7X";
        for text in [
            format!("ACCESSKEY\t{key}\t2015-03-09T18:39:23Z\ts/e+c\tActive\tBob\n"),
            format!(
                "{{\"AccessKey\": {{\"UserName\": \"Bob\", \"AccessKeyId\": \"{key}\", \"Status\": \"Active\", \"SecretAccessKey\": \"s/e+c\", \"CreateDate\": \"x\"}}}}"
            ),
            format!("{{\"access_key\": \"{key}\", \"secret_key\": \"s/e+c\"}}"),
        ] {
            let told = read(&text);
            assert_eq!(told[..2], [format!("AccessKeyId={key}"), "SecretAccessKey=s/e+c".to_owned()], "{text}");
            assert_eq!(told.contains(&"made x".to_owned()), text.contains("CreateDate"), "{text}");
        }
        let mc = format!(
            "{{\"url\": \"http://m:9000\", \"accessKey\": \"{key}\", \"secretKey\": \"x\", \"api\": \"S3v4\", \"path\": \"auto\"}}"
        );
        assert_eq!(read(&mc), ["Endpoint=http://m:9000", &format!("AccessKeyId={key}"), "SecretAccessKey=x"]);
    }

    #[test]
    fn what_is_not_there_is_not_set() {
        let text = format!("{{ accessKeyId: '{ID}', secretAccessKey: '***', sessionToken: undefined }}");
        assert_eq!(read(&text), [format!("AccessKeyId={ID}"), "SecretAccessKey=Masked".to_owned()]);
        let text = "{ accessKeyId: process.env.KEY, secretAccessKey: process.env.SECRET }";
        assert_eq!(read(text), ["AccessKeyId=Elsewhere", "SecretAccessKey=Elsewhere"]);
        let text = "S3(\n  accessKey: o.id,\n  secretKey: o.secret,\n  sessionToken: o.token);\n";
        assert_eq!(read(text), ["AccessKeyId=Elsewhere", "SecretAccessKey=Elsewhere", "SessionToken=Elsewhere"]);
        let text = "with:\n  access_key: ${{ secrets.KEY }}\n  secret_key: ${{ secrets.SECRET }}\n";
        assert_eq!(read(text), ["AccessKeyId=Elsewhere", "SecretAccessKey=Elsewhere"]);
    }

    #[test]
    fn the_refusal_of_instance_metadata_is_a_failure() {
        let text = "{\n  \"Code\" : \"AssumeRoleUnauthorizedAccess\",\n  \"Message\" : \"EC2 cannot assume the role x.\",\n  \"LastUpdated\" : \"2026-11-21T10:00:00Z\"\n}";
        assert_eq!(read(text), ["failure AssumeRoleUnauthorizedAccess"]);
    }

    #[test]
    fn other_objects_are_not_credentials() {
        for text in [
            "{\"type\": \"IAMUser\", \"accessKeyId\": \"AKIASP2TPHJSQH3FRU7X\", \"userName\": \"x\"}",
            "{\"AccessKeyMetadata\": [{\"UserName\": \"Bob\", \"AccessKeyId\": \"AKIASP2TPHJSQH3FRU7X\", \"Status\": \"Active\"}]}",
            "{\"name\": \"AWS_ACCESS_KEY_ID\", \"value\": \"x\"}",
            "AccessKeyId: AKIASP2TPHJSQH3FRU7X",
        ] {
            assert_eq!(read(text), Vec::<String>::new(), "{text}");
        }
    }
}
