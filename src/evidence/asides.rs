//! What commands and code say in passing: the region, profile and endpoint on a command line, or in a line of source, and
//! the secret in one of somebody's settings.
//!
//! Such a line is no evidence of its own and is not claimed; what it says is a setting all the same.

use std::ops::Range;

use super::secrets::looks_secret;
use super::{Block, Fact, Given, Scope, Setting};
use crate::aws::key;
use crate::aws::names::{self, Role};
use crate::aws::regions::{self, Partition};
use crate::aws::services;
use crate::text::{View, Words};

/// Texts longer than this are logs, whose own format says what counts.
const LONGEST: usize = 1 << 20;

/// The value of a setting stands so near to its name.
const LONGEST_LINE: usize = 1 << 10;

/// Names, in lower case, of options and of what code assigns, with what they hold.
const NAMES: &[(&str, Role)] = &[
    ("--region", Role::Region),
    ("--profile", Role::Profile),
    ("--aws-profile", Role::Profile),
    ("--endpoint-url", Role::Endpoint),
    ("--endpoint", Role::Endpoint),
    ("--s3-endpoint", Role::Endpoint),
    ("--host", Role::Endpoint),
    ("https", Role::Endpoint),
    ("region", Role::Region),
    ("withregion", Role::Region),
    ("region_name", Role::Region),
    ("aws_region", Role::Region),
    ("regionendpoint", Role::Region),
    ("endpoint", Role::Endpoint),
    ("endpoint_url", Role::Endpoint),
    ("endpointurl", Role::Endpoint),
    ("withendpoint", Role::Endpoint),
    ("serviceurl", Role::Endpoint),
    ("s3url", Role::Endpoint),
    ("s3endpoint", Role::Endpoint),
];

/// The settings that stand in passing in `view`, outside of `blocks`.
pub(super) fn find(view: &View<'_>, blocks: &[Block]) -> Vec<Fact> {
    let text = view.text();
    let mut found = Vec::new();
    if text.len() > LONGEST {
        return found;
    }
    let mut blocks = blocks.iter().map(|block| block.span).peekable();
    let mut read = 0;
    let mut at = 0;
    while let Some(name) = text.name_from(at) {
        at = name.end;
        let folded = view.get(name.clone()).to_ascii_lowercase();
        let known = NAMES.iter().find(|(known, _)| *known == folded).map(|&(_, role)| role);
        let known = known.or_else(|| is_endpoint(text, &folded, at).then_some(Role::Endpoint));
        let Some(role) = known.or_else(|| secret(&folded)) else { continue };
        let option = folded.starts_with("--");
        let lead = view.get(view.line_near(name.start, LONGEST_LINE).start..name.start);
        if is_comment(lead, option) {
            continue;
        }
        let Some(value) = value(text, name.end, option) else { continue };
        if folded == "https" && !is_request(lead, view.get(value.clone())) {
            continue;
        }
        let place = view.source(name.start);
        while let Some(block) = blocks.next_if(|block| block.start <= place) {
            read = read.max(block.end);
        }
        if place < read || !fits(view.get(value.clone()), role) {
            continue;
        }
        at = value.end;
        found.push(Fact::Setting(Box::new(Setting {
            name: view.slice(name),
            role: Some(role),
            scope: Scope::Code,
            span: view.span(value.clone()),
            value: Given::Text(view.slice(value)),
        })));
    }
    found
}

/// Whether `name`, which ends at byte `at`, is a service to which an address is given in quotes, as in Terraform's block
/// `endpoints`: `s3 = "http://localhost:4566"`.
fn is_endpoint(text: &str, name: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default().trim_start_matches(' ').strip_prefix('=').unwrap_or_default();
    services::is_known(name) && rest.trim_start_matches(' ').starts_with("\"http")
}

/// What `name` holds if it is one for a secret, in any of the spellings that settings files have: `secret-key`.
fn secret(name: &str) -> Option<Role> {
    // Every word of the text comes by here.
    name.holds("secret").then_some(())?;
    names::role(&name.with("-", "_")).filter(|&role| role == Role::SecretAccessKey)
}

/// Whether what stands before a name on its line makes a comment of it. A sign with a blank before an option's command is
/// the prompt of a shell.
fn is_comment(before: &str, option: bool) -> bool {
    let before = before.trim_start_matches([' ', '\t', '>', '|']);
    let sign = before.strip_prefix('#').is_some_and(|rest| !(option && rest.starts_with(' ')));
    sign || before.starts_with("//") || before.starts_with(';')
}

/// Whether `address` is asked by a client whose command `lead` begins, and is AWS's: others are asked for pages of their own.
fn is_request(lead: &str, address: &str) -> bool {
    ["curl ", "wget "].iter().any(|client| lead.contains(client)) && regions::host(address).holds(".amazonaws.com")
}

/// The value that follows a name: after `=` or a blank for an option; for an assignment after `=`, `:` or `(`, in quotes.
fn value(text: &str, from: usize, option: bool) -> Option<Range<usize>> {
    let rest = text.get(from..)?;
    let line = rest.get(..rest.floor_char_boundary(LONGEST_LINE)).unwrap_or(rest).split('\n').next()?;
    let blanks = line.len() - line.trim_start_matches([' ', '\t', '"', '\'', ',']).len();
    let after = line.get(blanks..)?;
    let sign = if option {
        usize::from(after.starts_with('='))
    } else {
        after.bytes().take_while(|b| matches!(b, b'=' | b':' | b'(' | b' ' | b'>')).count()
    };
    if !option && !after.starts_with(['=', ':', '(']) {
        return None;
    }
    let shown = after.get(sign..)?;
    let call = shown.find(['"', '\'']).filter(|&at| at > 0 && shown.get(..at).is_some_and(|head| head.ends_with('(')));
    let lead = call.unwrap_or(0);
    let body = shown.get(lead..)?;
    let quote = body.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'));
    let slashes = if body.starts_with("//") { 2 } else { 0 };
    let start = from + blanks + sign + lead + slashes + usize::from(quote.is_some());
    let value = text.get(start..text.floor_char_boundary(start + LONGEST_LINE))?;
    let end = value.find(|c: char| match quote {
        Some(quote) => c == quote || c == '\n',
        None => c.is_whitespace() || matches!(c, ',' | ';' | '"' | '\'' | ')' | '`'),
    });
    (quote.is_some() || option || sign > 0)
        .then(|| start..start + end.unwrap_or(value.len()))
        .filter(|found| !found.is_empty())
}

/// Whether `value` can be what its name says.
fn fits(value: &str, role: Role) -> bool {
    match role {
        Role::Region => Partition::of_region(value).is_some(),
        Role::Endpoint => {
            let host = regions::host(value);
            let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '<' | '>');
            !host.is_empty()
                && host.chars().all(plain)
                && (host.contains('.') || value.holds("://") || value.holds(":9"))
        }
        Role::SecretAccessKey => value.len() == key::SECRET_LENGTH && looks_secret(value),
        _ => value.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '@' | '/' | '+')),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<(Role, String)> {
        let of = |fact: Fact| match fact {
            Fact::Setting(held) => (held.role.unwrap(), held.value.text().unwrap().text().to_owned()),
            other => panic!("{other:?}"),
        };
        find(&View::at(text, 0), &[]).into_iter().map(of).collect()
    }

    #[test]
    fn options_and_assignments_are_settings() {
        let region = |value: &str| vec![(Role::Region, value.to_owned())];
        let endpoint = |value: &str| vec![(Role::Endpoint, value.to_owned())];
        assert_eq!(told("$ aws sts get-caller-identity --region ap-east-1"), region("ap-east-1"));
        assert_eq!(told("aws s3 ls --region=cn-north-1 s3://b"), region("cn-north-1"));
        assert_eq!(told("        String region = \"ap-east-1\";"), region("ap-east-1"));
        assert_eq!(told(".withRegion(\"me-south-1\")"), region("me-south-1"));
        assert_eq!(told("Region: aws.String(\"us-gov-west-1\"),"), region("us-gov-west-1"));
        assert_eq!(told("s3cmd --host my.host.com:9000 --no-check-certificate ls"), endpoint("my.host.com:9000"));
        assert_eq!(told("  endpoint: \"https://minio.example.com\""), endpoint("https://minio.example.com"));
        assert_eq!(told("# aws s3 ls --endpoint-url http://minio:9000"), endpoint("http://minio:9000"));
        assert_eq!(
            told("$ curl -v https://s3.cn-north-1.amazonaws.com.cn/b"),
            endpoint("s3.cn-north-1.amazonaws.com.cn/b")
        );
        assert_eq!(told("  endpoints {\n    s3  = \"http://localhost:4566\"\n"), endpoint("http://localhost:4566"));
        assert_eq!(told("aws s3 ls --profile dev"), vec![(Role::Profile, "dev".to_owned())]);
        let secret = "kR7mPq2sT9vXz4bN6dF8hJ1lW3cY5aE0gUiOoLzQ";
        assert_eq!(told(&format!("      secret-key: {secret}\n")), vec![(Role::SecretAccessKey, secret.to_owned())]);
        assert_eq!(told("      secret-key: ${SECRET}\n"), []);
    }

    #[test]
    fn prose_is_no_setting() {
        for text in [
            "in this region we see",
            "curl https://api.example.com/upload",
            "see https://s3.amazonaws.com/doc",
            "the region: see below",
            "endpoint is down",
            "S3: https://aws.amazon.com/s3",
            "s3 = client",
            "--region",
            "region = variable",
            "--profile <name>",
            "#hive.s3.endpoint=http://minio:9000",
            "  # endpoint: https://minio.example.com",
            "// .withEndpoint(\"http://minio:9000\")",
        ] {
            assert_eq!(told(text), [], "{text}");
        }
    }
}
