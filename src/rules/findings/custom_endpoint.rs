//! Requests go to something other than AWS.

use super::{Finding, Found, Rule, Severity};
use crate::aws::names::Role;
use crate::aws::regions::{self, Server};
use crate::evidence::{Fact, Given, Setting};
use crate::rules::{Case, Place, addresses};
use crate::text::View;

/// The rule.
pub const RULE: Rule = Rule {
    id: "custom-endpoint",
    severity: Severity::Warning,
    title: "Requests go to something other than AWS",
    meaning: "An endpoint is set that is not one of AWS's. A server there has keys of its own and does not know those of AWS, and AWS does not know those of that server. Many such servers answer with AWS's own error codes and words.",
    hits: hits![
        "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_SECRET_ACCESS_KEY=***\nAWS_ENDPOINT_URL=https://minio.internal.example.com:9000\n",
        "AWS_REGION=us-east-1\nAWS_ENDPOINT_URL_S3=https://s3.us-west-1.wasabisys.com\n",
        "[profile local]\nregion = us-east-1\nendpoint_url = http://localhost:4566\n",
    ],
    misses: misses![
        "AWS_REGION=us-east-1\nAWS_ENDPOINT_URL=https://s3.us-east-1.amazonaws.com\n",
        // An endpoint of a VPC, one of FIPS, one of both IP versions.
        "AWS_REGION=us-east-1\nAWS_ENDPOINT_URL_S3=https://bucket.vpce-0a1b-2c3d.s3.us-east-1.vpce.amazonaws.com\n",
        "AWS_REGION=us-east-1\nAWS_ENDPOINT_URL_STS=https://sts-fips.us-east-1.amazonaws.com\n",
        "AWS_REGION=us-east-1\nAWS_ENDPOINT_URL_S3=https://s3.dualstack.us-east-1.amazonaws.com\n",
        "AWS_REGION=us-east-1\nAWS_ENDPOINT_URL=\n",
        "GET /latest/meta-data/iam/ HTTP/1.1\nHost: 169.254.169.254\nAccept: */*\n\nHTTP/1.1 200 OK\nContent-Length: 26\n",
        // It is switched off.
        "AWS_ENDPOINT_URL=http://localhost:4566\nAWS_IGNORE_CONFIGURED_ENDPOINT_URLS=true\n",
    ],
    check,
};

fn check(case: &Case<'_>, found: &mut Found) {
    let ignored = case.env("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS").and_then(Given::text);
    let ignored = ignored.is_some_and(|value| value.text().eq_ignore_ascii_case("true"));
    let profile = addresses::profile(case);
    for &(setting, place) in &case.settings {
        if setting.role == Some(Role::Endpoint) && addresses::is_in_use(setting, profile.as_deref()) {
            let switched_off = ignored && is_sdk_setting(setting);
            look(setting.value.text().filter(|_| !switched_off).map(View::text), setting.name.text(), place, found);
        }
    }
    for (fact, place) in case.facts() {
        match fact {
            Fact::Endpoint(address) => {
                look(Some(address.text()), ENDPOINT, Place { span: address.whole(), ..place }, found);
            }
            // A host in passing counts only where it is known whose it is: others may be proxies.
            Fact::Failure(failure) => {
                let place = Place { span: failure.span.unwrap_or(place.span), ..place };
                look(failure.host.as_deref().filter(|host| is_vendor(host)), REQUEST, place, found);
            }
            Fact::Request(request) => {
                let place = Place { span: request.span, ..place };
                look(request.host.as_deref().filter(|host| is_vendor(host)), REQUEST, place, found);
            }
            _ => {}
        }
    }
}

/// Whether the SDKs' switch for configured endpoints concerns `setting`.
fn is_sdk_setting(setting: &Setting) -> bool {
    let name = setting.name.text().to_ascii_lowercase();
    name.starts_with("aws_endpoint_url") || name == "endpoint_url"
}

fn is_vendor(host: &str) -> bool {
    matches!(regions::server(&host.to_ascii_lowercase()), Server::Vendor(_))
}

fn look(address: Option<&str>, name: &str, place: Place, found: &mut Found) {
    let Some(folded) = address.map(|address| address.trim().to_ascii_lowercase()).filter(|a| is_address(a)) else {
        return;
    };
    let host = regions::host(&folded);
    let whose = match regions::server(&folded) {
        Server::Aws(_) => return,
        Server::Vendor(vendor) => vendor,
        // Instance metadata and the credentials of containers are AWS's.
        Server::Local if host.starts_with("169.254.") => return,
        Server::Local => LOCAL,
        Server::Other => OTHER,
    };
    found.add(Finding::new(&RULE, place, place.span, explain(name, host, whose)));
}

/// Whether `text` is an address that somebody filled in.
fn is_address(text: &str) -> bool {
    let host = regions::host(text);
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | ':');
    !host.is_empty()
        && host.chars().all(plain)
        && (host.contains(['.', ':']) || text.contains(':') || host == "localhost")
}

fn explain(name: &str, host: &str, whose: &str) -> String {
    format!("{name} leads to {host}: {whose}.")
}

const ENDPOINT: &str = "The endpoint";
const REQUEST: &str = "The request";
const LOCAL: &str = "a machine in the own network";
const OTHER: &str = "not one of AWS's hosts";
