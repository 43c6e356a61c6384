//! Every rule against its own examples: the pastes that show it and those that only look like it.
//!
//! A paste may begin with lines of context, `expect-account: 111122223333`, and an empty line.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use whosekey::rules::{diagnoses, findings};
use whosekey::{Context, Report, analyze};

fn report(paste: &str) -> Report {
    let mut context = Context::default();
    let mut rest = paste;
    while let Some((line, after)) = rest.split_once('\n') {
        let Some((name, value)) =
            line.split_once(": ").filter(|(name, _)| ["expect-account", "expect-source", "sdk", "now"].contains(name))
        else {
            break;
        };
        context.set(name, value).unwrap();
        rest = after;
    }
    analyze(rest, &context)
}

#[test]
fn findings_hit_and_miss() {
    let mut wrong = Vec::new();
    for rule in findings::ALL {
        assert!(!rule.hits.is_empty() && !rule.misses.is_empty(), "{} has no examples", rule.id);
        let shows = |paste: &&str| report(paste).findings.iter().any(|finding| finding.id == rule.id);
        wrong.extend(
            rule.hits
                .iter()
                .filter(|paste| !shows(paste))
                .map(|paste| format!("{} does not show in:\n{paste}", rule.id)),
        );
        wrong.extend(
            rule.misses.iter().filter(|paste| shows(paste)).map(|paste| format!("{} shows in:\n{paste}", rule.id)),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn diagnoses_hit_and_miss() {
    let mut wrong = Vec::new();
    for rule in diagnoses::ALL {
        assert!(!rule.hits.is_empty() && !rule.misses.is_empty(), "{} has no examples", rule.id);
        let first = |paste: &&str| report(paste).diagnoses.first().map(|diagnosis| diagnosis.id);
        wrong.extend(
            rule.hits
                .iter()
                .filter(|paste| first(paste) != Some(rule.id))
                .map(|paste| format!("{} but {:?} for:\n{paste}", rule.id, first(paste))),
        );
        wrong.extend(
            rule.misses
                .iter()
                .filter(|paste| first(paste) == Some(rule.id))
                .map(|paste| format!("{} is first for:\n{paste}", rule.id)),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_diagnosis_rests_on_lines_of_the_text() {
    for paste in diagnoses::ALL.iter().flat_map(|rule| rule.hits).chain(findings::ALL.iter().flat_map(|rule| rule.hits))
    {
        let report = report(paste);
        let lines = report.sources.iter().map(whosekey::text::Source::line_count).max().unwrap_or(0);
        for diagnosis in &report.diagnoses {
            assert!(!diagnosis.because.is_empty(), "{} rests on nothing", diagnosis.id);
            for because in &diagnosis.because {
                assert!(
                    1 <= because.lines[0] && because.lines[0] <= because.lines[1] && because.lines[1] <= lines,
                    "{paste}"
                );
            }
        }
    }
}

#[test]
fn a_finding_points_at_its_character() {
    for paste in findings::ALL.iter().flat_map(|rule| rule.hits) {
        let report = report(paste);
        for finding in &report.findings {
            let Some(code_point) = &finding.code_point else { continue };
            let source = &report.sources[finding.source];
            let line = source.slice(source.line_span(finding.line));
            let Some(shown) = line.chars().nth(finding.column - 1) else { continue };
            let literal = whosekey::text::characters::code_point(shown);
            assert!(
                literal == *code_point || shown == '\\',
                "{}: {code_point} but {literal} stands there in:\n{paste}",
                finding.id
            );
        }
    }
}

#[test]
fn only_what_the_program_keeps_is_certain_to_be_the_cause() {
    let java = "com.amazonaws.services.s3.model.AmazonS3Exception: The AWS Access Key Id you provided does not exist in our records. (Service: Amazon S3; Status Code: 403; Error Code: InvalidAccessKeyId; Request ID: 4442587FB7D0A2F9)";
    let python = "botocore.exceptions.ClientError: An error occurred (InvalidAccessKeyId) when calling the ListBuckets operation: The AWS Access Key Id you provided does not exist in our records.";
    for (error, value, confidence) in [
        (python, "AKIASP2TPHJSQH3FRU7X ", "certain"),
        (java, "AKIASP2TPHJSQH3FRU7X ", "likely"),
        (java, "AKIASP2TPHJSQH3FRU7X^M", "likely"),
        (java, "AKIASP2TPHJSQH3FRU7XM-bM-^@M-^K", "certain"),
        (java, "\"AKIASP2TPHJSQH3FRU7X\"", "certain"),
    ] {
        let paste = format!("{error}\n$ env | grep AWS | cat -A\nAWS_ACCESS_KEY_ID={value}$\nAWS_REGION=us-east-1$\n");
        let report = report(&paste);
        let first = report.diagnoses.first().unwrap();
        assert_eq!((first.id, first.confidence), ("corrupted-key-id", confidence), "{paste}");
    }
}

/// An answer to HEAD has no body: a policy may have refused, or the key is not known.
#[test]
fn an_answer_without_a_body_leaves_both_causes_open() {
    let report = report("An error occurred (403) when calling the HeadBucket operation: Forbidden\n");
    let causes: Vec<&str> = report.diagnoses.iter().map(|diagnosis| diagnosis.id).collect();
    assert_eq!(causes, ["permissions", "deleted-or-inactive-key"]);
}
