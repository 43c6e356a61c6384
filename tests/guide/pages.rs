//! Pages: one per id of the contract, complete HTML without scripts, links that lead somewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use whosekey::guide::{self, Kind};
use whosekey::rules::diagnoses;

use super::{FILES, html, site, text};

/// The ids that tests, links and reports share, as they were agreed on: the list outside the program.
const CODES: [&str; 13] = [
    "InvalidAccessKeyId",
    "S3InvalidAccessKeyId",
    "InvalidClientTokenId",
    "UnrecognizedClientException",
    "AuthFailure",
    "SignatureDoesNotMatch",
    "IncompleteSignature",
    "AuthorizationHeaderMalformed",
    "InvalidToken",
    "ExpiredToken",
    "MissingAuthenticationToken",
    "AccessDenied",
    "RequestTimeTooSkewed",
];
/// Pages of codes beyond those.
const MORE_CODES: [&str; 1] = ["RequestExpired"];
const DIAGNOSES: [&str; 20] = [
    "corrupted-key-id",
    "truncated-key-id",
    "unsubstituted-placeholder",
    "swapped-id-and-secret",
    "temporary-key-without-token",
    "stale-session-token",
    "expired-temporary-credentials",
    "session-without-mfa",
    "static-keys-shadow-intended-source",
    "credentials-not-in-runtime",
    "stale-after-rotation",
    "new-key-not-yet-propagated",
    "deleted-or-inactive-key",
    "wrong-account",
    "wrong-partition",
    "region-not-enabled",
    "s3-compatible-endpoint",
    "wrong-secret",
    "clock-skew",
    "permissions",
];
const FINDINGS: [&str; 38] = [
    "hidden-character",
    "lookalike-character",
    "illegal-character",
    "lowercase",
    "truncated",
    "too-long",
    "quoted-value",
    "name-in-value",
    "base64-encoded",
    "placeholder",
    "example-key",
    "empty-value",
    "secret-in-id-field",
    "secret-malformed",
    "not-an-access-key",
    "foreign-key-shape",
    "unknown-prefix",
    "legacy-key",
    "redacted-value",
    "masked-tail-defect",
    "masked-tail-mismatch",
    "echoed-key-differs",
    "conflicting-keys",
    "partial-credentials",
    "misspelt-name",
    "temporary-key-without-token",
    "long-term-key-with-token",
    "token-key-mismatch",
    "env-shadows-profile",
    "env-shadows-role",
    "profile-shadows-role",
    "static-keys-in-role-profile",
    "account-mismatch",
    "partition-mismatch",
    "opt-in-region",
    "custom-endpoint",
    "not-aws-responder",
    "clock-difference",
];
/// Findings that only inform.
const MORE_FINDINGS: [&str; 3] = ["exposed-secret", "hard-coded-key", "token-age"];

/// Every page with its path.
fn pages() -> impl Iterator<Item = (&'static String, &'static String)> {
    FILES.iter().filter(|(path, _)| path.ends_with("/index.html"))
}

#[test]
fn every_id_has_its_page() {
    for id in CODES.iter().chain(&MORE_CODES).chain(&DIAGNOSES).chain(&FINDINGS).chain(&MORE_FINDINGS) {
        let page = guide::page(id).unwrap_or_else(|| panic!("no page for {id}"));
        assert_eq!(page.slug, *id);
        assert!(text(html(id)).contains(page.title), "{id}");
    }
    assert_eq!(guide::all().filter(|page| page.kind == Kind::Code).count(), CODES.len() + MORE_CODES.len());
    assert_eq!(guide::all().filter(|page| page.kind == Kind::Diagnosis).count(), DIAGNOSES.len());
}

#[test]
fn every_source_is_listed_and_whole() {
    let listed: BTreeSet<String> = guide::WRITTEN.iter().map(|page| format!("{}.md", page.slug)).collect();
    let there: BTreeSet<String> = fs::read_dir("src/guide/pages")
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(listed, there);
    for page in guide::WRITTEN {
        let source = site::Source::page(page.slug).unwrap();
        assert!(page.description.len() <= 160, "{}: search engines cut longer descriptions", page.slug);
        assert!(source.sources.iter().all(|(_, address)| address.starts_with("https://")), "{}", page.slug);
        let date: Vec<&str> = source.reviewed.split('-').collect();
        assert!(date.len() == 3 && date[0].len() == 4, "{}: {}", page.slug, source.reviewed);
        if page.kind == Kind::Diagnosis {
            assert_eq!(Some(page.title), diagnoses::rule(page.slug).map(|rule| rule.title), "one title for both");
        }
    }
}

#[test]
fn what_to_do_stands_first_on_codes_and_diagnoses() {
    for page in guide::WRITTEN {
        let html = html(page.slug);
        let order = ["<h1>", ">Do</h2>", ">Do not</h2>", ">Then verify</h2>", ">What it means</h2>", "id=\"related\""];
        let places: Vec<usize> =
            order.iter().map(|mark| html.find(mark).unwrap_or_else(|| panic!("{} lacks {mark}", page.slug))).collect();
        assert!(places.is_sorted(), "{}: {places:?}", page.slug);
    }
}

#[test]
fn pages_are_whole_and_run_nothing() {
    for (path, html) in pages() {
        assert!(html.starts_with("<!doctype html>") && html.ends_with("</html>\n"), "{path}");
        for forbidden in ["<script", " style=", " onclick", "javascript:", "{{", "}}\n"] {
            let shown = html.contains(forbidden) && !text(html).contains(forbidden);
            assert!(!shown, "{path} holds {forbidden}");
        }
        for (mark, count) in [("<title>", 1), ("<h1>", 1), ("<main", 1), ("name=\"description\"", 1)] {
            assert_eq!(html.matches(mark).count(), count, "{path}: {mark}");
        }
        assert!(!html.contains("rel=\"canonical\""), "{path}: nobody said where the site stands");
        let mut level = 1;
        for part in html.split("<h").skip(1) {
            let Some(next) = part.chars().next().and_then(|c| c.to_digit(10)) else { continue };
            assert!(next <= level + 1, "{path}: a heading of level {next} under {level}");
            level = next;
        }
    }
}

#[test]
fn the_address_is_named_where_it_is_known() {
    let files = site::build(Some("https://keys.example.com/tools/ ")).unwrap();
    let find = |path: &str| &files.iter().find(|file| file.path == path).unwrap().text;
    let page = find("guide/clock-skew/index.html");
    assert!(page.contains("<link rel=\"canonical\" href=\"https://keys.example.com/tools/guide/clock-skew/\">"));
    let map = find("sitemap.xml");
    for page in guide::all() {
        assert!(map.contains(&format!("<loc>https://keys.example.com/tools/guide/{}/</loc>", page.slug)));
    }
    assert!(!FILES.contains_key("sitemap.xml"));
}

#[test]
fn links_lead_somewhere() {
    let anchors: BTreeMap<&str, BTreeSet<&str>> = FILES
        .iter()
        .map(|(path, html)| (path.as_str(), attributes(html, "id").collect::<Vec<_>>()))
        .map(|(path, ids)| {
            let unique: BTreeSet<&str> = ids.iter().copied().collect();
            assert_eq!(unique.len(), ids.len(), "{path}: an id stands twice: {ids:?}");
            (path, unique)
        })
        .collect();
    for (path, html) in pages() {
        let folder = path.rsplit_once('/').unwrap().0;
        for link in attributes(html, "href") {
            if link.starts_with("https://") || link.starts_with("data:") || app(link) {
                continue;
            }
            if let Some(script) = link.rsplit('/').next().filter(|name| name.starts_with("collect.")) {
                assert_eq!(resolve(folder, link), script, "{path}: the build puts it beside the page");
                assert!(Path::new("static").join(script).exists(), "{path} links to {link}");
                continue;
            }
            let (target, fragment) = link.split_once('#').unwrap_or((link, ""));
            let file = if target.is_empty() { path.clone() } else { resolve(folder, target) };
            let known = anchors.get(file.as_str()).unwrap_or_else(|| panic!("{path} links to {link}"));
            assert!(fragment.is_empty() || known.contains(fragment), "{path} links to {link}");
        }
    }
}

/// Whether a link leads into the app; its routes are the contract's.
fn app(link: &str) -> bool {
    let Some((path, route)) = link.split_once("#/") else { return false };
    let known = ["", "compare", "link"].contains(&route)
        || route.strip_prefix("?error=").or(route.strip_prefix("?sample=")).is_some_and(|id| guide::page(id).is_some());
    assert!(known && ["../", "../../"].contains(&path), "{link}");
    true
}

/// The file that `link` names, seen from `folder`.
fn resolve(folder: &str, link: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').collect();
    for part in link.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            name => parts.push(name),
        }
    }
    let path = parts.join("/");
    if link.ends_with('/') { format!("{path}/index.html") } else { path }
}

/// The values of an attribute.
fn attributes<'a>(html: &'a str, name: &str) -> impl Iterator<Item = &'a str> {
    let mark = format!(" {name}=\"");
    html.match_indices(&mark)
        .map(|(at, mark)| html[at + mark.len()..].split('"').next().unwrap())
        .collect::<Vec<_>>()
        .into_iter()
}

#[test]
fn every_erratum_says_what_is_said_what_is_true_why_and_whence() {
    let mut count = 0;
    for slug in ["InvalidAccessKeyId", "S3InvalidAccessKeyId", "InvalidClientTokenId"] {
        let source = site::Source::page(slug).unwrap();
        let errata = source.body.split_once("\n## Errata\n").unwrap().1;
        for erratum in errata.split("\n### ").skip(1) {
            let parts = [" says:** ", "- **What is true:** ", "- **Why:** ", "- **Source:**"];
            let places: Vec<usize> =
                parts.iter().map(|part| erratum.find(part).unwrap_or_else(|| panic!("{slug}: {erratum}"))).collect();
            assert!(places.is_sorted(), "{slug}: {erratum}");
            count += 1;
        }
    }
    assert_eq!(count, 36, "errata");
}

/// The errors of the documents, each with the page that corrects it and how.
#[test]
fn the_errata_are_said() {
    for (slug, says) in [
        ("InvalidAccessKeyId", "a live key of another account authenticates"),
        ("S3InvalidAccessKeyId", "a live key of another account is known to S3"),
        ("InvalidClientTokenId", "within a partition AWS knows every live key"),
        ("InvalidClientTokenId", "white space in the ID gives IncompleteSignature"),
        ("InvalidClientTokenId", "permissions have no part in this error"),
        ("S3InvalidAccessKeyId", "that puts every secret of every profile on the screen"),
        ("InvalidClientTokenId", "the first shows every secret to whoever looks at the screen"),
        ("S3InvalidAccessKeyId", "in a pattern brackets are a character class"),
        ("S3InvalidAccessKeyId", "the first prints the secret"),
        ("InvalidClientTokenId", "some shells print the -n"),
        ("InvalidClientTokenId", "Skew has its own answers"),
    ] {
        assert!(text(html(slug)).contains(says), "{slug}: {says}");
    }
}

#[test]
fn a_live_key_of_another_account_is_nowhere_a_cause() {
    for (path, html) in pages() {
        let text = text(html).to_lowercase();
        for claim in ["belongs to a different aws account", "or belongs to another account", "unknown to that account"]
        {
            assert!(!text.contains(claim), "{path}: {claim}");
        }
    }
}
