//! The same settings as properties: `-Daws.accessKeyId=…` of Java, `fs.s3a.access.key` of Hadoop and Spark, the provider
//! block of Terraform.

use std::ops::Range;

use super::value::is_interpolated;
use super::{REACH, fact, matters};
use crate::aws::names::{self, Role};
use crate::evidence::{Fact, Given, Place, Reading, Scope, Setting};
use crate::text::quote::{Escapes, quoted, unescape};
use crate::text::{View, Words, shell};

/// Lines above a setting of Terraform in which its block's head is looked for.
const ABOVE: usize = 40;

/// The connector of Hadoop, and whatever speaks its names.
const HADOOP: &str = "hadoop-s3a";

/// Reads the property whose name holds the place.
pub fn read(place: &Place<'_>, word: &Range<usize>) -> Option<Reading> {
    let view = place.view;
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    let from = view.boundary(word.start.saturating_sub(64)).max(place.floor);
    let lead = view.get(from..word.start);
    let start = from + lead.trim_end_matches(is_part).len();
    let after = view.get(word.end..view.boundary(word.end + 64));
    let end = word.end + after.find(|c| !is_part(c)).unwrap_or(after.len());
    let written = view.get(start..end);
    let flag = written.len() - written.strip_prefix("-D").unwrap_or(written).len();
    let name = start + flag..end;
    let written = view.get(name.clone());
    if let Some(reading) = tagged(view, &name) {
        return Some(reading);
    }
    if written.contains('.') {
        let Some((role, scope)) = property(written) else {
            // What is quoted stands in a program's source.
            let value = view.get(view.rest_near(end, REACH)).trim_start_matches([' ', '=', ':']);
            let role = plain(written).filter(|_| !value.starts_with(['"', '\'']))?;
            return assigned(view, &name, role, &Scope::Tool("properties")).filter(holds_literal);
        };
        return element(view, &name, |given, value| Some(setting(view, &name, role, &scope, given, value)))
            .or_else(|| assigned(view, &name, role, &scope));
    }
    if matters(written) {
        return element(view, &name, |given, value| {
            fact(view.slice(name.clone()), given, view.span(value), Scope::Environment)
        });
    }
    terraform(place, &name)
}

/// What the property `name` holds, and whose it is.
fn property(name: &str) -> Option<(Role, Scope)> {
    let folded = name.to_ascii_lowercase();
    if let Some(role) = names::role(&folded).filter(|_| folded.starts_with("aws.")) {
        return Some((role, Scope::SystemProperties));
    }
    // Hadoop's names for one bucket hold the bucket's name; those of the older connectors spell like Java.
    let plain = folded.strip_prefix("spark.hadoop.").unwrap_or(&folded);
    let Some(rest) = ["fs.s3a.", "fs.s3n.", "fs.s3."].iter().find_map(|lead| plain.strip_prefix(lead)) else {
        return service(name).map(|role| (role, Scope::Tool("properties")));
    };
    let ends = |tails: &[&str]| tails.iter().any(|tail| rest.ends_with(tail));
    let role = if ends(&["access.key", "awsaccesskeyid"]) {
        Role::AccessKeyId
    } else if ends(&["secret.key", "awssecretaccesskey"]) {
        Role::SecretAccessKey
    } else if ends(&["session.token"]) {
        Role::SessionToken
    } else if ends(&["endpoint.region"]) {
        Role::Region
    } else if ends(&["endpoint"]) {
        Role::Endpoint
    } else {
        return None;
    };
    Some((role, Scope::Tool(HADOOP)))
}

/// What the last words of a property say that is for a service of AWS, however they are joined: `hive.s3.aws-access-key` of
/// Trino, `aws.secret.access.key` of Kafka Connect, `spring.cloud.aws.credentials.secretKey`.
fn service(name: &str) -> Option<Role> {
    // A name in capitals is an environment variable, which `process.env.NAME` tells of.
    let own = name.rsplit('.').next()?.contains(|c: char| c.is_ascii_lowercase());
    let name = name.to_ascii_lowercase();
    (own && (name.holds("aws") || name.holds("s3"))).then_some(())?;
    let bare: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    let ends = |tails: &[&str]| tails.iter().any(|tail| bare.ends_with(tail));
    if ends(&["accesskey", "accesskeyid"]) && !bare.ends_with("secretaccesskey") {
        Some(Role::AccessKeyId)
    } else if ends(&["secretkey", "secretaccesskey"]) {
        Some(Role::SecretAccessKey)
    } else {
        ends(&["sessiontoken"]).then_some(Role::SessionToken)
    }
}

/// What the last word of a property says whose other words name no service: `auth.secret_access_key`. Programs have members
/// of such names, too, in a spelling of their own.
fn plain(name: &str) -> Option<Role> {
    let last = name.rsplit('.').next().filter(|last| !last.contains(|c: char| c.is_ascii_uppercase()))?;
    names::role(&last.replace('-', "_"))
        .filter(|role| last.len() > 12 && matches!(role, Role::AccessKeyId | Role::SecretAccessKey))
}

/// Whether the value is a key ID or a secret, and no variable of a program.
fn holds_literal(reading: &Reading) -> bool {
    reading.facts.iter().any(|fact| match fact {
        Fact::Setting(held) => held.value.text().is_some_and(|value| {
            let value = value.text();
            let mixed = |is: fn(&u8) -> bool| value.as_bytes().iter().any(is);
            value.len() >= 16
                && mixed(u8::is_ascii_digit)
                && mixed(u8::is_ascii_uppercase)
                && !value.contains(['.', '('])
        }),
        _ => false,
    })
}

fn setting(view: &View<'_>, name: &Range<usize>, role: Role, scope: &Scope, given: Given, value: Range<usize>) -> Fact {
    let name = view.slice(name.clone());
    // Hadoop drops the blanks around its keys.
    let held = match given {
        Given::Text(whole) if *scope == Scope::Tool(HADOOP) => {
            let text = whole.text().trim_end_matches(|c| c <= ' ');
            let start = text.len() - text.trim_start_matches(|c| c <= ' ').len();
            Given::Text(whole.slice(start..text.len()))
        }
        given => given,
    };
    Fact::Setting(Box::new(Setting {
        name,
        role: Some(role),
        scope: scope.clone(),
        value: held,
        span: view.span(value),
    }))
}

/// `<name>K</name><value>V</value>` of Hadoop, `<add key="K" value="V"/>`; `tell` says what the value means.
fn element(
    view: &View<'_>,
    name: &Range<usize>,
    tell: impl Fn(Given, Range<usize>) -> Option<Fact>,
) -> Option<Reading> {
    let lead = view.get(view.boundary(name.start.saturating_sub(32))..name.start).trim_end();
    let rest = view.get(name.end..view.boundary(name.end + REACH));
    let after = rest.trim_start();
    let (inner, close) = if lead.ends_with('>') {
        (next_element(after)?, '<')
    } else {
        let attribute = lead.ends_with("name=\"") || lead.ends_with("key=\"");
        (after.strip_prefix('"').filter(|_| attribute)?.cut("value=\"").filter(|(gap, _)| gap.len() < 512)?.1, '"')
    };
    let text = inner.get(..inner.find(close)?)?;
    // The next name of a list, or what a manual says of this one.
    (!matters(text) && text.trim().split(' ').count() < 3).then_some(())?;
    let end = name.end + rest.len() - inner.len() + text.len();
    // Indentation is Hadoop's to drop, and a blank behind name and value is the page's: no hidden characters.
    let body = if text.contains('\n') { text.trim() } else { text };
    let body = body.strip_suffix(' ').filter(|_| rest.starts_with(" <")).unwrap_or(body);
    let start = end - text.trim_start_matches('\n').len();
    let start = start + view.get(start..end).first(body).unwrap_or(0);
    let value = start..start + body.len();
    let given = Given::found(unescape(view, value.clone(), Escapes::Entities));
    let range = name.start..end;
    Some(Reading { range, facts: vec![tell(given, value)?], nested: Vec::new() })
}

/// What stands in the next element behind the end of one, as in the cells of a page's table and in property lists.
fn next_element(text: &str) -> Option<&str> {
    let mut rest = text.strip_prefix("</")?.cut(">")?.1.trim_start();
    let before = rest.len();
    while rest.starts_with('<') && !rest.starts_with("</") {
        let inner = rest.cut(">")?.1;
        rest = if inner.trim_start().starts_with('<') { inner.trim_start() } else { inner };
    }
    (rest.len() < before).then_some(rest)
}

/// `<access_key_id>V</access_key_id>` of `ClickHouse` and whoever else keeps settings as elements.
fn tagged(view: &View<'_>, name: &Range<usize>) -> Option<Reading> {
    let open = name.start.checked_sub(1)?;
    let written = view.get(name.clone());
    let role = names::role(&written.to_ascii_lowercase().replace('-', "_"))
        .filter(|role| matches!(role, Role::AccessKeyId | Role::SecretAccessKey | Role::SessionToken))?;
    let rest = view.get(name.end..view.boundary(name.end + REACH)).strip_prefix('>')?;
    let close = format!("</{written}>");
    let length = rest.first(&close).filter(|_| view.get(open..name.start) == "<")?;
    let value = name.end + 1..name.end + 1 + length;
    let given = Given::found(unescape(view, value.clone(), Escapes::Entities));
    let end = value.end + close.len();
    let fact = setting(view, name, role, &Scope::Tool("properties"), given, value);
    Some(Reading { range: open..end, facts: vec![fact], nested: Vec::new() })
}

/// `K=V` on a command line or in a file of properties, `"K", "V"` in a call, `K V` in Spark's file.
fn assigned(view: &View<'_>, name: &Range<usize>, role: Role, scope: &Scope) -> Option<Reading> {
    let line = view.rest_near(name.end, REACH);
    let text = view.get(line.clone());
    let rest = text.trim_start_matches(['"', '\'']).trim_start_matches([' ', '\t']);
    let value = rest.strip_prefix(['=', ':', ',']).unwrap_or(rest);
    let signed = value.len() < rest.len();
    let at = line.end - value.trim_start_matches([' ', '\t']).len();
    let value = view.get(at..line.end);
    let alone = value.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '"' | '\'' | '$' | '<' | '*'))
        && !value.trim().contains([' ', '\t'])
        && rest.len() < text.len();
    (signed || alone).then_some(())?;
    let written = in_file(view, name, scope).filter(|_| rest.starts_with('='));
    let (given, end) = if let Some(written) = written.filter(|written| written.start == at) {
        (Given::found(unescape(view, written.clone(), Escapes::C)), written.end)
    } else if value.starts_with(['"', '\'']) {
        let (held, end) = quoted(view, at, Escapes::C)?;
        (Given::found(held), end)
    } else {
        let word = shell::word(view, at);
        let ends = word.value.text().find(['"', ')', ',']).unwrap_or(word.value.text().len());
        let end = if ends < word.value.text().len() { at + ends } else { word.end };
        let held = word.value.slice(0..ends);
        // An argument of a call without quotes is an expression of the program.
        let elsewhere =
            word.expands || value.len() < rest.len() && rest.starts_with(',') && text.starts_with(['"', '\'']);
        (if elsewhere { Given::Elsewhere } else { Given::found(held) }, end)
    };
    Some(Reading {
        range: name.start..end,
        facts: vec![setting(view, name, role, scope, given, at..end)],
        nested: Vec::new(),
    })
}

/// The value of `K=V` on a line of its own in a file of Java's properties, which holds quotes and blanks at its end as they
/// stand; none where it is interpolated, or does not end with the line. Blanks that other lines have too are nobody's.
fn in_file(view: &View<'_>, name: &Range<usize>, scope: &Scope) -> Option<Range<usize>> {
    let line = view.line_near(name.start, REACH);
    let value = view.get(name.end..line.end).strip_prefix('=')?;
    let body = value.trim_end_matches([' ', '\t']);
    let own = *scope == Scope::SystemProperties || *scope == Scope::Tool("properties");
    let alone = view.get(line.start..name.start).trim().is_empty() && !body.contains([' ', '\t', '$', '#', ',']);
    (own && alone && !body.is_empty()).then_some(())?;
    let padded = |line: Option<Range<usize>>| line.is_some_and(|line| view.get(line).ends_with([' ', '\t']));
    let odd = !padded(view.line_before(&line)) && !padded(view.next_line(&line));
    Some(name.end + 1..if odd { line.end } else { name.end + 1 + body.len() })
}

/// `access_key = "…"` in the provider block or the backend of Terraform, with the secret and the token below it.
fn terraform(place: &Place<'_>, name: &Range<usize>) -> Option<Reading> {
    let view = place.view;
    argument(view.get(name.clone()))?;
    let line = view.line_near(name.start, REACH);
    let block = (0..ABOVE).try_fold(line.clone(), |line, _| {
        let above = view
            .line_before(&line)
            .filter(|above| above.start >= place.floor && above.start < line.start)
            .ok_or(None)?;
        let text = view.get(above.clone()).trim();
        let opens = text.ends_with('{') && ["provider", "backend", "terraform"].iter().any(|word| text.holds(word));
        if opens { Err(Some(above)) } else { Ok(above) }
    });
    matches!(block, Err(Some(_))).then_some(())?;
    let mut reading = Reading { range: name.start..name.start, facts: Vec::new(), nested: Vec::new() };
    let mut here = Some(line);
    for _ in 0..ABOVE {
        let Some(line) = here.filter(|line| view.get(line.clone()).trim() != "}") else { break };
        if let Some((fact, end)) = hcl(view, &line) {
            reading.facts.push(fact);
            reading.range.end = end;
        }
        here = view.next_line(&line).filter(|line| line.len() <= 2 * REACH);
    }
    (!reading.facts.is_empty()).then_some(reading)
}

/// What an argument of a provider or a backend holds.
fn argument(name: &str) -> Option<Role> {
    match name {
        "access_key" => Some(Role::AccessKeyId),
        "secret_key" => Some(Role::SecretAccessKey),
        "token" => Some(Role::SessionToken),
        _ => None,
    }
}

/// The credential that a line of Terraform sets, and the byte after its value.
fn hcl(view: &View<'_>, line: &Range<usize>) -> Option<(Fact, usize)> {
    let text = view.get(line.clone());
    let start = line.end - text.trim_start().len();
    let (name, value) = text.trim_start().split_once('=')?;
    let name = start..start + name.trim_end().len();
    let role = argument(view.get(name.clone()))?;
    let value = value.trim_start_matches(' ');
    let at = line.end - value.len();
    let (given, end) = if value.starts_with('"') {
        let (held, end) = quoted(view, at, Escapes::C)?;
        (!held.is_empty() || role == Role::AccessKeyId).then_some(())?;
        let elsewhere = is_interpolated(held.text()) || held.text().starts_with("${");
        (if elsewhere { Given::Elsewhere } else { Given::found(held) }, end)
    } else {
        (Given::Elsewhere, line.end)
    };
    Some((setting(view, &name, role, &Scope::Tool("terraform-aws"), given, at..end), end))
}

#[cfg(test)]
mod tests {
    use super::super::tests::settings;

    #[test]
    fn properties_are_read() {
        for (text, held) in [
            ("java -Daws.accessKeyId=AKIA -Daws.secretKey=x -jar a.jar", "AKIA"),
            ("aws.accessKeyId=AKIA", "AKIA"),
            ("aws.accessKeyId=AKIA\\u00a0\naws.secretKey=x", "AKIA\u{a0}"),
            ("aws.accessKeyId=AKIA \naws.secretKey=x", "AKIA "),
            ("aws.accessKeyId=AKIA \naws.secretKey=x \n", "AKIA"),
            ("spring.cloud.aws.credentials.access-key=\"AKIA\"", "\"AKIA\""),
            ("aws.accessKeyId = \"AKIA\"", "AKIA"),
            ("System.setProperty(\"aws.accessKeyId\", \"AKIA \");", "AKIA "),
            ("<property>\n  <name>fs.s3a.access.key</name>\n  <value>AKIA</value>\n</property>", "AKIA"),
            ("<name>fs.s3a.bucket.logs.access.key</name><value>AKIA </value>", "AKIA"),
            ("<name>fs.s3a.access.key</name><value>AKIA\u{a0}</value>", "AKIA\u{a0}"),
            ("spark.hadoop.fs.s3a.access.key=AKIA \n", "AKIA"),
            ("<name>fs.s3a.access.key</name>\n<value>\n  AKIA\n</value>", "AKIA"),
            ("<key>AWS_ACCESS_KEY_ID</key>\n  <string>AKIA </string>", "AKIA "),
            ("<tr><td>AWS_ACCESS_KEY_ID</td> <td>AKIA</td></tr>", "AKIA"),
            ("<td class=\"e\">AWS_ACCESS_KEY_ID </td><td class=\"v\">AKIA </td>", "AKIA"),
            ("<TR><TD>AWS_ACCESS_KEY_ID</TD>\n<TD>AKIA </TD>\n</TR>", "AKIA "),
            ("<field name=\"name\">AWS_ACCESS_KEY_ID</field>\n\t<field name=\"value\">AKIA</field>", "AKIA"),
            ("<dt>AWS_ACCESS_KEY_ID</dt>\n<dd><code>AKIA</code></dd>", "AKIA"),
            ("<add key=\"AWS_ACCESS_KEY_ID\" value=\"AKIA&quot;\" />", "AKIA\""),
            ("<environmentVariable name=\"AWS_ACCESS_KEY_ID\" value=\"AKIA\" />", "AKIA"),
            ("spark.hadoop.fs.s3a.access.key=AKIA", "AKIA"),
            ("spark.hadoop.fs.s3a.access.key AKIA", "AKIA"),
            ("--conf \"spark.hadoop.fs.s3a.access.key=AKIA\"", "AKIA"),
            (".config(\"fs.s3a.access.key\", \"AKIA\")", "AKIA"),
            ("conf.set(\"fs.s3a.access.key\", creds.getAWSAccessKeyId)", "@"),
            (
                "<s3>\n  <access_key_id>AKIA </access_key_id>\n  <secret_access_key>x</secret_access_key>\n</s3>",
                "AKIA ",
            ),
            ("hive.s3.aws-access-key=AKIA", "AKIA"),
            ("    hive.metastore.glue.aws-access-key=AKIA", "AKIA"),
            ("\"aws.access.key.id\": \"AKIA \",", "AKIA "),
            ("s3.access-key: AKIA", "AKIA"),
            ("auth.access_key_id = AKIASP2TPHJSQH3FRU7X", "AKIASP2TPHJSQH3FRU7X"),
            ("storage.main.access-key-id: AKIASP2TPHJSQH3FRU7X", "AKIASP2TPHJSQH3FRU7X"),
            ("spring.cloud.aws.credentials.accessKey=AKIA", "AKIA"),
            ("druid.s3.accessKey=AKIA", "AKIA"),
            ("hadoop distcp -Dfs.s3a.access.key=***", "*"),
            ("provider \"aws\" {\n  region = \"x\"\n  access_key = \"AKIA\"\n}", "AKIA"),
            ("provider \"aws\" {\n  access_key = \"AKIA\"\n  secret_key = \"x\"\n}", "AKIA"),
            ("provider \"aws\" {\n  access_key = var.key\n}", "@"),
            ("provider \"aws\" {\n  access_key = \"${var.key}\"\n}", "@"),
        ] {
            assert_eq!(settings(text).first().map(|(_, value)| value.as_str()), Some(held), "{text}");
        }
        for text in [
            "access_key = AKIA",
            "The property fs.s3a.access.key is missing",
            "aws.accessKeyId",
            "access_key: x",
            "System.getProperty(\"aws.accessKeyId\");",
            "conf.get(\"fs.s3a.access.key\")",
            "minio.access-key=AKIA",
            "<th>AWS_ACCESS_KEY_ID</th><th>AWS_SECRET_ACCESS_KEY</th>",
            "<dt>AWS_ACCESS_KEY_ID</dt><dd>The access key to use.</dd>",
            "<li><code>AWS_ACCESS_KEY_ID</code></li>\n<li><code>x</code></li>",
        ] {
            assert_eq!(settings(text), Vec::new(), "{text}");
        }
    }
}
