//! What messages of logs say, whoever printed them: which credential source was asked and which had something, what the
//! program is, where its requests go, what the server's headers say.

mod messages;

use std::ops::Range;

use messages::{LITERALS, MESSAGES, Says};

use super::{Answer, Client, Fact, Format, Given, Kind, Place, Provider, Reading, Response, Scope, Setting};
use crate::aws::{clients, names};
use crate::text::json::{self, Value};
use crate::text::{View, Words, stamp};

/// Messages of logs.
pub const FORMAT: Format = Format { kind: Kind::DebugLog, literals: LITERALS, read };

/// The most bytes of a message that are looked at.
const REACH: usize = 4_096;

fn read(place: &Place<'_>) -> Answer {
    let here = place.view.get(place.at..place.view.text().len());
    let starts = |literal: &str| here.get(..literal.len()).is_some_and(|start| start.eq_ignore_ascii_case(literal));
    let Some(&(literal, says, sdk)) = MESSAGES.iter().find(|(literal, ..)| starts(literal)) else { return Answer::No };
    let message = Message { place, after: place.at + literal.len(), sdk };
    let reading = match says {
        Says::Found(name) => Some(message.provider(name.to_owned(), Some(true), message.after)),
        Says::Absent(name) => Some(message.provider(name.to_owned(), Some(false), message.after)),
        Says::AskedNamed => message.named(None),
        Says::FoundNamed => message.named(Some(true)),
        Says::AbsentNamed => message.named(Some(false)),
        Says::Agent => message.agent(),
        Says::Arguments => message.arguments(),
        Says::Endpoint => message.endpoint(),
        Says::Headers => message.headers(),
        Says::Exports => message.exports(),
        Says::RustCredentials => message.rust_credentials(),
        Says::KeyInEnvironment => message.key_in_environment(),
        Says::KeysAndProfile => Some(message.keys_and_profile()),
    };
    reading.map_or(Answer::No, Answer::Yes)
}

/// A message that is being read.
struct Message<'a> {
    place: &'a Place<'a>,
    /// The byte after the literal that it begins with.
    after: usize,
    sdk: Option<&'static str>,
}

impl Message<'_> {
    fn view(&self) -> &View<'_> {
        self.place.view
    }

    /// What follows the literal on its line.
    fn rest(&self) -> Range<usize> {
        self.view().rest_near(self.after, REACH)
    }

    fn reading(&self, end: usize, facts: Vec<Fact>) -> Reading {
        Reading { range: self.place.at..end, facts, nested: Vec::new() }
    }

    fn provider(&self, name: String, found: Option<bool>, end: usize) -> Reading {
        let span = self.view().span(self.place.at..end);
        self.reading(end, vec![Fact::Provider(Provider { name, found, sdk: self.sdk, span })])
    }

    /// A message with the name of the provider behind it; what is said of anything else is no message.
    fn named(&self, found: Option<bool>) -> Option<Reading> {
        let rest = self.rest();
        let text = self.view().get(rest.clone());
        let quoted = text.trim_start_matches(['"', '\'']);
        let ends = |c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '$'));
        let name = quoted.split(ends).next().filter(|name| !name.is_empty())?;
        let java = self.sdk.is_none() && found.is_some();
        let name = name.rsplit('.').next().unwrap_or(name);
        if java && !name.holds("Provider") {
            return None;
        }
        let end = rest.start + text.len() - quoted.len() + quoted.find(ends).unwrap_or(quoted.len());
        let mut reading = self.provider(name.to_owned(), found, end);
        for fact in &mut reading.facts {
            if let Fact::Provider(provider) = fact {
                provider.sdk = provider.sdk.or_else(|| if java { self.java() } else { None });
            }
        }
        Some(reading)
    }

    /// Which SDK for Java the log is of, by the package that the line names.
    fn java(&self) -> Option<&'static str> {
        let line = self.view().line_near(self.place.at, REACH);
        let line = self.view().get(line);
        let packages = [("software.amazon.awssdk", "java-v2"), ("com.amazonaws", "java-v1")];
        packages.iter().find(|(package, _)| line.contains(package)).map(|&(_, sdk)| sdk)
    }

    /// A user agent or version line: the program and, where its features are listed, the credential source.
    fn agent(&self) -> Option<Reading> {
        let view = self.view();
        // A version follows the name, or the slash after the rest of the name.
        let near = view.get(self.after..view.boundary(self.after + 24));
        let name = view.get(self.place.at..self.after);
        let version = if name.ends_with('-') { near.split_once('/')?.1 } else { near };
        if !name.ends_with('.') && !version.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let rest = view.rest_near(self.place.at, REACH);
        let text = view.get(rest.clone());
        let text = text.split(['"', '\'', '\\', '<', '`']).next().unwrap_or(text).trim_end();
        let sdk = clients::sdk(text)?;
        let end = rest.start + text.len();
        let span = view.span(rest.start..end);
        let mut facts = vec![Fact::Client(Client { sdk: Some(sdk), version: text.to_owned(), span })];
        facts.extend(
            clients::credential_source(text).map(|name| {
                Fact::Provider(Provider { name: name.to_owned(), found: Some(true), sdk: Some(sdk), span })
            }),
        );
        Some(self.reading(end, facts))
    }

    /// `['s3', 'ls', '--profile', 'dev', '--endpoint-url', 'https://…']`
    fn arguments(&self) -> Option<Reading> {
        let list = json::read(self.view(), self.after)?;
        let words: Vec<&View<'static>> = list.items().iter().filter_map(Value::text).collect();
        let mut facts = Vec::new();
        for pair in words.windows(2) {
            let &[option, value] = pair else { continue };
            let role = match option.text() {
                "--profile" => names::Role::Profile,
                "--region" => names::Role::Region,
                "--endpoint-url" => names::Role::Endpoint,
                _ => continue,
            };
            if role == names::Role::Endpoint {
                facts.push(Fact::Endpoint(value.clone()));
            }
            facts.push(Fact::Setting(Box::new(Setting {
                name: option.clone(),
                role: Some(role),
                scope: Scope::Code,
                value: Given::Text(value.clone()),
                span: value.whole(),
            })));
        }
        Some(self.reading(list.range.end, facts))
    }

    fn endpoint(&self) -> Option<Reading> {
        let address = self.view().slice(self.rest()).trimmed();
        let facts = vec![Fact::Endpoint(address)];
        self.view().get(self.rest()).holds("://").then(|| self.reading(self.rest().end, facts))
    }

    /// The headers of a response, the client's clock at that moment and the status that stands some lines above.
    fn headers(&self) -> Option<Reading> {
        let view = self.view();
        let headers = json::read(view, self.after - 1)?;
        let get = |name: &str| headers.get(name).and_then(Value::text);
        let text = |name: &str| get(name).map(|value| value.text().to_owned());
        let response = Response {
            status: self.status(),
            date: get("date").cloned(),
            server: text("server"),
            request_id: text("x-amz-request-id").or_else(|| text("x-amzn-requestid")),
            host_id: text("x-amz-id-2"),
            code: text("x-amzn-errortype").and_then(|code| code.split(':').next().map(str::to_owned)),
            span: Some(view.span(self.place.at..headers.range.end)),
        };
        let mut facts = vec![Fact::Response(response)];
        let line = view.line_near(self.place.at, REACH);
        if let Some(rest) = stamp::after_stamp(view.get(line.clone())) {
            let clock = view.slice(line.start..line.end - rest.len());
            facts.push(Fact::Clock(clock));
        }
        Some(self.reading(headers.range.end, facts))
    }

    /// The status in `"GET / HTTP/1.1" 403 354`, on one of the lines above.
    fn status(&self) -> Option<u16> {
        let view = self.view();
        let from = view.boundary(self.place.at.saturating_sub(REACH));
        let before = view.get(from..self.place.at);
        let found =
            ["HTTP/1.1\" ", "HTTP/1.0\" "].iter().filter_map(|mark| Some(before.last(mark)? + mark.len())).max()?;
        before.get(found..found + 3)?.parse().ok()
    }

    /// `AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY` or `AWS_REGION=eu-west-1`, whose values other lines may show.
    fn exports(&self) -> Option<Reading> {
        let view = self.view();
        let rest = self.rest();
        let mut facts = Vec::new();
        let mut from = rest.start;
        for part in view.get(rest.clone()).split(',') {
            let lead = part.len() - part.trim_start().len();
            let word = part.trim();
            let start = from + lead;
            from += part.len() + 1;
            let (name, value) = word.split_once('=').map_or((word, None), |(name, value)| (name, Some(value)));
            let Some(role) = names::role(name) else { continue };
            let end = start + word.len();
            facts.push(Fact::Setting(Box::new(Setting {
                name: view.slice(start..start + name.len()),
                role: Some(role),
                scope: Scope::Environment,
                value: value.map_or(Given::Elsewhere, |value| Given::Text(view.slice(end - value.len()..end))),
                span: view.span(start..end),
            })));
        }
        (!facts.is_empty()).then(|| self.reading(rest.end, facts))
    }

    /// `"ProfileFile", access_key_id: "AKIA…", secret_access_key: "** redacted **" }`
    fn rust_credentials(&self) -> Option<Reading> {
        let view = self.view();
        let object = json::read(view, view.get(self.place.at..self.after).find('{')? + self.place.at)?;
        let key = object.get("access_key_id")?.text()?;
        let provider = object.get("provider_name").and_then(Value::text)?;
        let span = view.span(object.range.clone());
        let name = provider.text().to_owned();
        let mut facts = vec![Fact::Provider(Provider { name, found: Some(true), sdk: self.sdk, span })];
        let field = |name: &str, role, value: Given, span| {
            let member = object.members().iter().find(|member| member.name.text() == name)?;
            let name = member.name.clone();
            Some(Fact::Setting(Box::new(Setting { name, role: Some(role), scope: Scope::Object, value, span })))
        };
        facts.extend(field("access_key_id", names::Role::AccessKeyId, Given::Text(key.clone()), key.whole()));
        for (name, role) in
            [("secret_access_key", names::Role::SecretAccessKey), ("session_token", names::Role::SessionToken)]
        {
            if let Some(value) = object.get(name).and_then(Value::text) {
                facts.extend(field(name, role, Given::Masked(view.slice(0..0)), value.whole()));
            }
        }
        // A session token is never printed.
        if key.text().starts_with("ASIA") && object.get("session_token").is_none() {
            facts.extend(field("access_key_id", names::Role::SessionToken, Given::Elsewhere, key.whole()));
        }
        Some(self.reading(object.range.end, facts))
    }

    /// The key ID is the rest of the line.
    fn key_in_environment(&self) -> Option<Reading> {
        let view = self.view();
        let rest = self.rest();
        let name = "access key id";
        let start = self.place.at + view.get(self.place.at..self.after).first(name)?;
        let mut reading = self.provider("env".to_owned(), Some(true), rest.end);
        reading.facts.push(Fact::Setting(Box::new(Setting {
            name: view.slice(start..start + name.len()),
            role: Some(names::Role::AccessKeyId),
            scope: Scope::Environment,
            value: Given::Text(view.slice(rest.clone())),
            span: view.span(rest),
        })));
        Some(reading)
    }

    /// The SDK says that a profile and keys are set, and takes the profile.
    fn keys_and_profile(&self) -> Reading {
        let view = self.view();
        let mut line = self.rest();
        let mut facts = Vec::new();
        for _ in 0..3 {
            let Some(next) = view.next_line(&line) else { break };
            for name in ["AWS_PROFILE", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"] {
                let Some(at) = view.get(next.clone()).first(name).filter(|_| facts.len() < 3) else { continue };
                let start = next.start + at;
                facts.push(Fact::Setting(Box::new(Setting {
                    name: view.slice(start..start + name.len()),
                    role: names::role(name),
                    scope: Scope::Environment,
                    value: Given::Elsewhere,
                    span: view.span(start..start + name.len()),
                })));
            }
            line = next;
        }
        self.reading(line.end, facts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(text: &str) -> Vec<Fact> {
        FORMAT.first(text).map(|reading| reading.facts).unwrap_or_default()
    }

    #[test]
    fn providers_are_named_as_asked_found_or_absent() {
        for (text, name, found, sdk) in [
            ("Looking for credentials via: container-role", "container-role", None, None),
            (
                "Found credentials in shared credentials file: ~/.aws/credentials",
                "shared-credentials-file",
                Some(true),
                None,
            ),
            (
                "Skipping environment variable credential check because profile name was explicitly set.",
                "env",
                Some(false),
                None,
            ),
            (
                "DEBUG software.amazon.awssdk.auth.X - Loading credentials from EnvironmentVariableCredentialsProvider()",
                "EnvironmentVariableCredentialsProvider",
                Some(true),
                Some("java-v2"),
            ),
            (
                "DEBUG com.amazonaws.auth.X - Unable to load credentials from SystemPropertiesCredentialsProvider: y",
                "SystemPropertiesCredentialsProvider",
                Some(false),
                Some("java-v1"),
            ),
            ("chain: loaded credentials provider=Environment", "Environment", Some(true), Some("rust")),
            (
                "provider in chain did not provide credentials provider=WebIdentityToken context=x",
                "WebIdentityToken",
                Some(false),
                Some("rust"),
            ),
            ("@aws-sdk/credential-provider-node - defaultProvider::fromSSO", "fromSSO", None, Some("js-v3")),
            (
                "@smithy/property-provider -> AWS_PROFILE is set, skipping fromEnv provider.",
                "env",
                Some(false),
                Some("js-v3"),
            ),
            (
                "[INFO] AWS Auth provider used: \"SharedCredentialsProvider\"",
                "SharedCredentialsProvider",
                Some(true),
                Some("terraform-aws"),
            ),
            (
                "tf_aws.credentials_source=\"SharedConfigCredentials: /u/.aws/credentials\" x",
                "SharedConfigCredentials",
                Some(true),
                Some("terraform-aws"),
            ),
        ] {
            let found_facts = facts(text);
            let Some(Fact::Provider(provider)) = found_facts.first() else { panic!("{text}: {found_facts:?}") };
            assert_eq!((provider.name.as_str(), provider.found, provider.sdk), (name, found, sdk), "{text}");
        }
        for text in [
            "Unable to load credentials from any of the providers in the chain",
            "Unable to load credentials from system settings.",
            "Loading credentials from disk",
        ] {
            assert!(facts(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn programs_name_themselves() {
        for (text, sdk, version) in [
            (
                "aws-cli/2.36.7 Python/3.11.7 exe/x86_64.ubuntu.22",
                "aws-cli-2",
                "aws-cli/2.36.7 Python/3.11.7 exe/x86_64.ubuntu.22",
            ),
            ("'User-Agent': b'Boto3/1.28 md/x Botocore/1.31', 'X': b'y'", "botocore", "Boto3/1.28 md/x Botocore/1.31"),
            ("\"aws-sdk-js/3.400.0 ua/2.0\"", "js-v3", "aws-sdk-js/3.400.0 ua/2.0"),
        ] {
            let found = facts(text);
            let Some(Fact::Client(client)) = found.first() else { panic!("{text}") };
            assert_eq!((client.sdk, client.version.as_str()), (Some(sdk), version), "{text}");
        }
        for text in ["/site-packages/botocore/client.py", "aws-sdk-s3-1.2.jar", "node_modules/aws-sdk-mock/x"] {
            assert!(facts(text).is_empty(), "{text}");
        }
        let found = facts("aws-cli/2.36.7 md/x m/N,C,Z,g,b,E cfg/retry-mode#standard");
        assert!(matches!(&found[..], [_, Fact::Provider(p)] if p.name == "env" && p.found == Some(true)));
    }

    #[test]
    fn arguments_headers_and_exports_are_facts() {
        let found =
            facts("Arguments entered to CLI: ['s3', 'ls', '--profile', 'dev', '--endpoint-url', 'https://x:9000']");
        assert!(matches!(&found[..], [Fact::Setting(p), Fact::Endpoint(e), Fact::Setting(_)]
            if p.value.text().unwrap().text() == "dev" && e.text() == "https://x:9000"));
        let found = facts(
            "2026-11-21 21:55:38,917 - x - DEBUG - http://h \"GET / HTTP/1.1\" 403 354\n2026-11-21 21:55:38,917 - x - DEBUG - Response headers: {'Server': 'mock', 'Date': 'Sat, 21 Nov 2026 21:55:38 GMT', 'x-amzn-requestid': '9acf'}\n",
        );
        let [Fact::Response(response), Fact::Clock(clock)] = &found[..] else { panic!("{found:?}") };
        assert_eq!((response.status, response.request_id.as_deref()), (Some(403), Some("9acf")));
        assert_eq!(clock.text(), "2026-11-21 21:55:38,917");
        let found = facts("2018/01/22 13:58:23 Setting subprocess env: AWS_SESSION_TOKEN, AWS_REGION=eu-west-1");
        assert!(matches!(&found[..], [Fact::Setting(t), Fact::Setting(r)]
            if t.value == Given::Elsewhere && r.value.text().unwrap().text() == "eu-west-1"));
        let found = facts(
            "Multiple credential sources detected: \n    Both AWS_PROFILE and the pair AWS_ACCESS_KEY_ID/AWS_SECRET_ACCESS_KEY static credentials are set.\n    This SDK will proceed with the AWS_PROFILE value.\n",
        );
        assert_eq!(found.len(), 3);
    }

    #[test]
    fn the_token_that_rust_does_not_print_is_not_missing() {
        let token = |key: &str| {
            let text = format!(
                "Credentials {{ provider_name: \"EnvironmentVariable\", access_key_id: \"{key}\", secret_access_key: \"** redacted **\", expires_after: \"never\" }}"
            );
            let facts = facts(&text);
            facts.iter().any(|fact| matches!(fact, Fact::Setting(set) if set.role == Some(names::Role::SessionToken)))
        };
        assert!(token("ASIAY34FZKBOKMUTVV7A") && !token("AKIASP2TPHJSQH3FRU7X"));
    }

    #[test]
    fn key_ids_in_logs_are_settings() {
        for text in [
            "base: AccessKey(Credentials { provider_name: \"ProfileFile\", access_key_id: \"AKIAX\", secret_access_key: \"** redacted **\", expires_after: \"never\" })",
            "[INFO] Found credential in environment with access key id AKIAX",
        ] {
            let key = facts(text).into_iter().find_map(|fact| match fact {
                Fact::Setting(setting) if setting.role == Some(names::Role::AccessKeyId) => Some(setting.value),
                _ => None,
            });
            assert_eq!(key.unwrap().text().unwrap().text(), "AKIAX", "{text}");
        }
    }
}
