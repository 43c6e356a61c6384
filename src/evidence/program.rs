//! Credentials in the source of a program: named arguments and assignments (`aws_access_key_id="…"`, `accessKey: '…'`,
//! `'key' => '…'`, `-AccessKey …`), members of a configuration (`"aws_access_key_id": "…"`, `access_key_id: …`), and
//! constructors that take them in order (`BasicAWSCredentials("…", "…")`).

use std::ops::Range;

use super::{Answer, Fact, Format, Given, Kind, Place, Reading, Scope, Setting};
use crate::aws::key;
use crate::aws::names::{self, Role};
use crate::text::quote::{Escapes, quoted};
use crate::text::{View, Words, listing};

/// The format. What it reads is a key ID outside of any file or listing.
pub const FORMAT: Format = Format {
    kind: Kind::BareKey,
    literals: &[
        "access_key",
        "AccessKey",
        "secret_key",
        "SecretKey",
        "secret_access_key",
        "'key'",
        "\"key\" =>",
        "[key] =>",
        "key_id '",
        "key_id='",
        "key_id = '",
        "Credentials(",
        "Credentials.new(",
        "Credentials::new(",
        "Credentials.create(",
        "Credentials::from_keys(",
        "CredentialsProvider(",
        "NewStaticV4(",
        "S3Connection(",
        "connect_s3(",
    ],
    read,
};

/// The most named values that belong together.
const MOST: usize = 16;
/// The longest name, and the longest stretch of blanks and signs before a value, in bytes.
const REACH: usize = 80;
/// The longest value, in bytes: a session token.
const LONGEST: usize = 4096;

/// How languages write that there is nothing.
const NOTHING: [&str; 7] = ["None", "nil", "null", "undefined", "NULL", "nullptr", "~"];

/// A value in a program's source.
struct Argument {
    /// What it is, none for a variable or the output of a function.
    value: Option<View<'static>>,
    /// Where it is written.
    raw: Range<usize>,
    /// The byte after it, closing brackets included.
    end: usize,
}

impl Argument {
    /// What the program holds; nothing where it says that there is nothing.
    fn given(&self, view: &View<'_>) -> Option<Given> {
        if let Some(value) = &self.value {
            let given = || if is_expression(value.text()) { Given::Elsewhere } else { Given::found(value.clone()) };
            return (!value.is_empty()).then(given);
        }
        let word = view.get(self.raw.clone());
        (!NOTHING.contains(&word)).then_some(Given::Elsewhere)
    }
}

/// Whether `value` is an expression that the language or tool resolves within a string: `{{ key }}` of Ansible and Helm,
/// `${{ secrets.KEY }}` of workflows, `{os.getenv("KEY")}` of Python.
fn is_expression(value: &str) -> bool {
    let inner = value.strip_prefix('$').unwrap_or(value);
    inner.starts_with("{{") || value.starts_with('{') && value.ends_with('}') && value.contains('(')
}

fn read(place: &Place<'_>) -> Answer {
    let view = place.view;
    let rest = view.get(view.rest_near(place.at, REACH));
    let call = rest.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | '.' | ':')).unwrap_or(rest.len());
    let facts = if rest.get(call..).is_some_and(|rest| rest.starts_with('(')) && !is_name(rest) {
        in_order(view, place.at, place.at + call + 1)
    } else {
        named(view, place)
    };
    facts.map_or(Answer::No, Answer::Yes)
}

/// Whether `text` begins with the name of a credential.
fn is_name(text: &str) -> bool {
    let end = text.find(|c: char| !is_of_name(c)).unwrap_or(text.len());
    text.get(..end).is_some_and(|name| role(name).is_some())
}

fn is_of_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// What a name in a program's source holds, if it is a credential.
fn role(name: &str) -> Option<Role> {
    // A name in capitals is an environment variable or a constant, whose value may come from anywhere.
    name.contains(|c: char| c.is_ascii_lowercase()).then_some(())?;
    let name = name.to_ascii_lowercase();
    let role = match name.past("with").past("set").past("s3_") {
        "key" => Role::AccessKeyId,
        "secret" => Role::SecretAccessKey,
        "token" => Role::SessionToken,
        name => names::role(name)?,
    };
    matches!(role, Role::AccessKeyId | Role::SecretAccessKey | Role::SessionToken).then_some(role)
}

/// What a clause of SQL says under a name in capitals: `ACCESS_KEY_ID '…'` of Redshift, `AWS_KEY_ID='…'` of Snowflake,
/// `KEY_ID '…'` of the other databases.
fn clause(view: &View<'_>, name: &Range<usize>) -> Option<Role> {
    let rest = view.get(name.end..view.boundary(name.end + 8));
    rest.trim_start_matches([' ', '=']).starts_with('\'').then_some(())?;
    match view.get(name.clone()) {
        "ACCESS_KEY_ID" | "AWS_KEY_ID" | "KEY_ID" => Some(Role::AccessKeyId),
        "SECRET_ACCESS_KEY" | "AWS_SECRET_KEY" | "SECRET" => Some(Role::SecretAccessKey),
        "SESSION_TOKEN" | "AWS_TOKEN" => Some(Role::SessionToken),
        _ => None,
    }
}

/// Named values one after the other, of which the first stands at the place.
fn named(view: &View<'_>, place: &Place<'_>) -> Option<Reading> {
    let line = view.line_near(place.at, REACH);
    let before = view.get(line.start.max(place.floor)..place.at);
    let start = place.at - (before.len() - before.trim_end_matches(is_of_name).len());
    let marked = !view.get(start..place.at + 1).starts_with(is_of_name);
    let mut at = start + usize::from(marked);
    // What a program printed is no source: Python's credentials, Ruby's objects, those of Go and Java without quotes.
    let lead = view.get(line.start..start);
    let first = view.get(start..view.boundary(start + REACH)).split([',', ')', '}']).next().unwrap_or_default();
    let printed = lead.ends_with("ReadOnlyCredentials(")
        || lead.holds("#<")
        // PHP's dumps have no commas.
        || marked && !view.get(start..line.end).contains(',')
        || view.get(view.rest_near(start, LONGEST)).holds("'method': '")
        || lead.ends_with(['(', '{']) && !first.contains(['"', '\'', '`']);
    let mut found = Found::of(if printed { Scope::Object } else { Scope::Code });
    for _ in 0..MOST {
        let rest = view.get(at..view.boundary(at + REACH));
        let name = at..at + rest.find(|c: char| !is_of_name(c)).unwrap_or(rest.len());
        let Some(argument) = assigned(view, &name) else { break };
        match role(view.get(name.clone())).or_else(|| clause(view, &name)) {
            // Another set of them begins.
            Some(role) if found.has(role) => break,
            Some(role) => found.add(view, view.slice(name), role, &argument),
            None if found.facts.is_empty() => return None,
            None => {}
        }
        let rest = view.get(argument.end..view.boundary(argument.end + REACH));
        let between = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '\'' | '"' | '.' | '-' | '[');
        at = argument.end + rest.find(|c| !between(c)).unwrap_or(rest.len());
        // DuckDB's prompt and statement.
        for word in ["D ", "SET ", "set "] {
            at += if view.get(at..view.boundary(at + 4)).starts_with(word) { word.len() } else { 0 };
        }
    }
    // The member of an object alone may tell of somebody else's key, that of an error of the one that was sent; what is
    // but a key may be an object's of S3.
    let member = marked || view.get(0..start).ends_with('"') || view.get(start..at).starts_with("AWSAccessKeyId");
    found.reading(start).filter(|reading| !member || reading.facts.len() > 1)
}

/// The value that is assigned to a name, or stands behind it as an option.
fn assigned(view: &View<'_>, name: &Range<usize>) -> Option<Argument> {
    let at = name.end;
    let rest = view.get(at..view.boundary(at + REACH));
    let option = view.get(0..name.start).ends_with('-') || clause(view, name).is_some();
    if option && rest.starts_with(' ') && !rest.trim_start().starts_with('=') {
        return argument(view, at).filter(|argument| argument.value.is_some());
    }
    let sign = rest.trim_start_matches(['\'', '"']).trim_start_matches([']', ' ', '\t']);
    let length = ["=>", ":=", "=", ":", "("].iter().find(|found| sign.starts_with(**found))?.len();
    let after = sign.get(length..)?;
    let mut argument = (!after.starts_with(['=', '/'])).then(|| argument(view, at + rest.len() - after.len()))??;
    // YAML has words without quotes and without commas.
    let word = view.get(argument.raw.clone());
    let next = view.get(argument.raw.end..view.boundary(argument.raw.end + REACH));
    let yaml = sign.starts_with(": ") && !word.contains([' ', '(']) && next.starts_with('\n');
    let more = !next.trim_start().starts_with(['}', ')', ']', '.']);
    if argument.value.is_none() && yaml && more && !NOTHING.contains(&word) {
        argument.value = Some(view.slice(argument.raw.clone()));
    }
    Some(argument)
}

/// The values of the call whose arguments begin at byte `from`: the ID, the secret, the token.
fn in_order(view: &View<'_>, at: usize, from: usize) -> Option<Reading> {
    let mut found = Found::of(Scope::Code);
    let mut at_argument = from;
    for (name, role) in [
        ("access key ID", Role::AccessKeyId),
        ("secret access key", Role::SecretAccessKey),
        ("session token", Role::SessionToken),
    ] {
        let Some(argument) = argument(view, at_argument) else { break };
        found.add(view, listing::label(name, view.source(argument.raw.start)), role, &argument);
        let rest = view.get(argument.end..view.boundary(argument.end + REACH));
        let Some(next) = rest.trim_start().strip_prefix(',') else { break };
        at_argument = argument.end + rest.len() - next.len();
    }
    // Other libraries have credentials of other kinds: a user's name and password.
    let of_aws = found.id.as_deref().is_some_and(|id| key::prefix(id).is_some())
        || found.secret == Some(key::SECRET_LENGTH)
        || view.get(view.line_near(at, REACH)).contains(['A', 'a']) && is_of_aws(view, at, from);
    (of_aws && found.facts.len() > 1).then(|| found.reading(at)).flatten()
}

/// Whether the name of the call in front of byte `from` says that it is for AWS.
fn is_of_aws(view: &View<'_>, at: usize, from: usize) -> bool {
    let line = view.line_near(at, REACH);
    let head = view.get(line.start..at);
    let start = head.trim_end_matches(|c: char| is_of_name(c) || matches!(c, '.' | ':')).len();
    let name = view.get(line.start + start..from).to_ascii_lowercase();
    ["aws", "static", "s3"].iter().any(|word| name.holds(word))
}

/// The value that begins at byte `at`, after blanks and line ends, perhaps in a call (`aws.String("…")`, `Some("…")`).
fn argument(view: &View<'_>, at: usize) -> Option<Argument> {
    let rest = view.get(at..view.boundary(at + REACH));
    let start = at + rest.len() - rest.trim_start().len();
    let rest = view.get(start..view.boundary(start + REACH));
    let word = rest.find(|c: char| !is_of_name(c) && !matches!(c, '.' | ':' | '&' | '@')).unwrap_or(rest.len());
    let inner = rest.get(word..)?;
    let call = usize::from(inner.starts_with('('));
    let open = start + word + call;
    let wraps = |name: &str| ["string", "some", "str"].iter().any(|end| name.to_ascii_lowercase().ends_with(end));
    let prefix = if call == 1 { wraps(rest.get(..word)?) } else { word <= 2 };
    if prefix && view.get(open..open + 1).starts_with(['"', '\'', '`']) {
        let (value, end) = quoted(view, open, Escapes::C)?;
        (end - open <= LONGEST).then_some(())?;
        let closed = end + usize::from(call == 1 && view.get(end..end + 1) == ")");
        // Between a shell's backticks stands a command.
        let command = view.get(open..open + 1) == "`" && value.text().trim().contains(' ');
        return Some(Argument { value: (!command).then_some(value), raw: open..end, end: closed });
    }
    let plain = rest.find([' ', '\t', '\r', '\n', ',', ';', ')', ']', '}', '"', '\'']).unwrap_or(rest.len());
    if is_literal(rest.get(..plain)?) {
        let raw = start..start + plain;
        return Some(Argument { value: Some(view.slice(raw.clone())), end: raw.end, raw });
    }
    // A variable, or the output of a function with simple arguments.
    let length = rest.find([',', ')', ';', '\n', '}', ']']).unwrap_or(rest.len());
    let call = rest.get(..length)?.contains('(') && rest.get(length..)?.starts_with(')');
    let raw = start..start + rest.get(..length)?.trim_end().len();
    // Another constructor, which is asked for itself; the next name, where there is no value.
    let nested = view.get(raw.clone()).contains('(') && !call;
    let is_name = view.get(raw.clone()).split_once(':').is_some_and(|(_, rest)| !rest.starts_with(':'));
    (!raw.is_empty() && !nested && !is_name).then_some(Argument {
        value: None,
        raw,
        end: start + length + usize::from(call),
    })
}

/// Whether a word without quotes is a key ID or a secret and no variable's name.
fn is_literal(word: &str) -> bool {
    let mixed = word.bytes().any(|b| b.is_ascii_digit()) && word.bytes().any(|b| b.is_ascii_uppercase());
    let base64 = word.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'='));
    base64 && (key::prefix(word).is_some() && word.len() >= 16 || mixed && (38..43).contains(&word.len()))
}

/// What was read so far.
struct Found {
    scope: Scope,
    facts: Vec<Fact>,
    roles: Vec<Role>,
    /// The access key ID, if it stands there.
    id: Option<String>,
    /// The length of the secret, if it stands there.
    secret: Option<usize>,
    end: usize,
}

impl Found {
    fn of(scope: Scope) -> Self {
        Self { scope, facts: Vec::new(), roles: Vec::new(), id: None, secret: None, end: 0 }
    }

    fn has(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    fn add(&mut self, view: &View<'_>, name: View<'static>, role: Role, argument: &Argument) {
        let Some(value) = argument.given(view) else { return };
        self.end = argument.end;
        self.roles.push(role);
        match (&argument.value, role) {
            // A word alone may be anything.
            _ if !view.get(argument.raw.clone()).contains(['"', '\'', '`', '('])
                && !is_literal(view.get(argument.raw.clone())) => {}
            (Some(id), Role::AccessKeyId) => self.id = Some(id.text().to_owned()),
            (Some(secret), Role::SecretAccessKey) => self.secret = Some(secret.text().chars().count()),
            _ => {}
        }
        let span = view.span(argument.raw.clone());
        self.facts.push(Fact::Setting(Box::new(Setting {
            name,
            role: Some(role),
            scope: self.scope.clone(),
            value,
            span,
        })));
    }

    /// The reading from byte `start` on, if the ID or the secret stands in it.
    fn reading(self, start: usize) -> Option<Reading> {
        let pair = self.id.is_some() || self.secret.is_some() && self.roles.len() > 1;
        pair.then_some(Reading { range: start..self.end, facts: self.facts, nested: Vec::new() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "AKIASP2TPHJSQH3FRU7X";
    const SECRET: &str = "kR7mPq2sT9vXz4bN6dF8hJ1lW3cY5aE0gUiOoLzQ";

    fn told(text: &str) -> Option<String> {
        let reading = FORMAT.first(&text.replace("<ID>", ID).replace("<SECRET>", SECRET))?;
        let words = reading.facts.iter().map(|fact| match fact {
            Fact::Setting(held) => match (&held.role, &held.value) {
                (Some(role), Given::Text(value)) => {
                    format!("{role:?}={}", value.text().replace(ID, "<ID>").replace(SECRET, "<SECRET>"))
                }
                (Some(role), other) => {
                    format!("{role:?}:{}", if *other == Given::Elsewhere { "elsewhere" } else { "?" })
                }
                _ => String::new(),
            },
            other => format!("{other:?}"),
        });
        Some(words.collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn arguments_are_read_in_every_language() {
        let both = "AccessKeyId=<ID> SecretAccessKey=<SECRET>";
        for text in [
            "boto3.client('s3', aws_access_key_id='<ID>', aws_secret_access_key='<SECRET>', region_name='us-east-1')",
            "s3 = boto3.client(\n    's3',\n    aws_access_key_id=\"<ID>\",\n    aws_secret_access_key=\"<SECRET>\",\n    aws_session_token=None,\n)",
            "new S3Client({ region: 'x', credentials: { accessKeyId: '<ID>', secretAccessKey: '<SECRET>' } })",
            "'credentials' => [\n  'key'    => '<ID>',\n  'secret' => '<SECRET>',\n],",
            "array:3 [\n  \"key\" => \"<ID>\"\n  \"secret\" => \"<SECRET>\"\n  \"token\" => null\n]",
            "Array\n(\n    [key] => <ID>\n    [secret] => <SECRET>\n    [token] => \n)",
            "Aws.config[:credentials] = Aws::Credentials.new('<ID>', '<SECRET>')",
            "new BasicAWSCredentials(\"<ID>\", \"<SECRET>\");",
            "AwsBasicCredentials.create(\n    \"<ID>\",\n    \"<SECRET>\")",
            "WithCredentialsProvider(credentials.NewStaticCredentialsProvider(\"<ID>\", \"<SECRET>\", \"\"))",
            "Credentials::new(\"<ID>\", \"<SECRET>\", None, None, \"x\")",
            "Credentials: credentials.NewStaticV4(\"<ID>\", \"<SECRET>\", \"\"),",
            "let key = AWSStaticCredentialsProvider(accessKey: \"<ID>\", secretKey: \"<SECRET>\")",
            "access_key := \"<ID>\"\nsecret_key := \"<SECRET>\"",
            "conn = S3Connection('<ID>', '<SECRET>')",
            "{\"aws_access_key_id\": \"<ID>\", \"aws_secret_access_key\": \"<SECRET>\", \"region\": \"x\"}",
            "amazon:\n  access_key_id: <ID>\n  secret_access_key: <SECRET>\n  region: x\n",
            "COPY t FROM 's3://b' ACCESS_KEY_ID '<ID>' SECRET_ACCESS_KEY '<SECRET>' FORMAT CSV;",
            "URL='s3://b' CREDENTIALS=(AWS_KEY_ID='<ID>' AWS_SECRET_KEY='<SECRET>');",
            "CREATE SECRET s (\n  TYPE S3,\n  KEY_ID '<ID>',\n  SECRET '<SECRET>',\n  REGION 'x'\n);",
            "D SET s3_access_key_id='<ID>';\nD SET s3_secret_access_key = '<SECRET>';",
            "s3cmd --access_key=<ID> --secret_key=<SECRET> ls",
            "Set-AWSCredential -AccessKey <ID> -SecretKey '<SECRET>' -StoreAs backup",
        ] {
            assert_eq!(told(text).as_deref(), Some(both), "{text}");
        }
    }

    #[test]
    fn a_value_keeps_what_stands_in_its_quotes() {
        assert_eq!(told("x(aws_access_key_id='<ID> ')").as_deref(), Some("AccessKeyId=<ID> "));
        assert_eq!(
            told("access_key_id: <SECRET>\nsecret_access_key: <ID>\n").as_deref(),
            Some("AccessKeyId=<SECRET> SecretAccessKey=<ID>")
        );
        assert_eq!(
            told("Minio('s3.amazonaws.com',\n  access_key='minio',\n  secret_key='minio123')").as_deref(),
            Some("AccessKeyId=minio SecretAccessKey=minio123")
        );
        for (id, secret) in [("{{ key }}", "{{ secret }}"), ("{os.getenv(\"K\")}", "{os.getenv(\"S\")}")] {
            let text = format!("access_key='{id}' secret_key='{secret}'");
            assert_eq!(told(&text).as_deref(), Some("AccessKeyId:elsewhere SecretAccessKey:elsewhere"));
        }
        assert_eq!(told("accessKeyId=`jq -r .id k`\nsecretAccessKey=`jq -r .secret k`"), None);
        assert_eq!(
            told("BasicSessionCredentials(\"<ID>\", secret, token)").as_deref(),
            Some("AccessKeyId=<ID> SecretAccessKey:elsewhere SessionToken:elsewhere")
        );
        assert_eq!(
            told("NewStaticCredentials(\"<ID>\", os.Getenv(\"X\"), \"\")").as_deref(),
            Some("AccessKeyId=<ID> SecretAccessKey:elsewhere")
        );
    }

    #[test]
    fn words_of_yaml_are_values_and_words_of_programs_are_variables() {
        for id in ["<your-key>", "YOUR_ACCESS_KEY", "akiasp2tphjsqh3fru7x", "AKIASPXTPHJSQHX"] {
            let text = format!("amazon:\n  access_key_id: {id}\n  secret_access_key: <SECRET>\n");
            assert_eq!(told(&text), Some(format!("AccessKeyId={id} SecretAccessKey=<SECRET>")));
        }
        assert_eq!(
            told("f({\n  accessKeyId: id,\n  secretAccessKey: '<SECRET>'\n})").as_deref(),
            Some("AccessKeyId:elsewhere SecretAccessKey=<SECRET>")
        );
        for text in ["access_key_id: missing\nsecret_access_key: missing\n", "f({\n  access_key: id\n})"] {
            assert_eq!(told(text), None, "{text}");
        }
    }

    #[test]
    fn what_a_program_printed_is_no_source() {
        let scope = |text: &str| {
            let reading = FORMAT.first(&text.replace("<ID>", ID).replace("<SECRET>", SECRET)).unwrap();
            match reading.facts.as_slice() {
                [Fact::Setting(held), rest @ ..] if rest.len() < 2 => held.scope.clone(),
                other => panic!("{text}: {other:?}"),
            }
        };
        for text in [
            "env ReadOnlyCredentials(access_key='<ID>', secret_key='<SECRET>', token=None, account_id=None)",
            "{AccessKeyID:<ID> SecretAccessKey:<SECRET> SessionToken: Source:EnvConfigCredentials CanExpire:false}",
            "AwsBasicCredentials(accessKeyId=<ID>, providerName=EnvironmentVariableCredentialsProvider)",
            "{'access_key': '<ID>', 'secret_key': '<SECRET>', 'token': None, 'method': 'env', 'account_id': None}",
            "#<Aws::Credentials access_key_id=\"<ID>\">",
            "[\n  \"key\" => \"<ID>\"\n  \"secret\" => \"<SECRET>\"\n]",
        ] {
            assert_eq!(scope(text), Scope::Object, "{text}");
        }
        assert_eq!(scope("S3Client(accessKeyId = \"<ID>\", secretAccessKey = \"<SECRET>\")"), Scope::Code);
    }

    #[test]
    fn other_code_and_prose_is_not_read() {
        for text in [
            "$s3->putObject(['Bucket' => 'b', 'Key' => 'YOUR_FILE'])",
            "new NetworkCredentials(\"bob\", \"hunter2\")",
            "aws_access_key_id=key, aws_secret_access_key=secret",
            "the access_key: see below",
            "if access_key == 'x' {",
            "Credentials(",
            "AWS_ACCESS_KEY = '<ID>'",
            "\"userIdentity\": {\"accessKeyId\": \"<ID>\", \"userName\": \"x\"}",
            "access_key(",
        ] {
            assert_eq!(told(text), None, "{text}");
        }
    }
}
