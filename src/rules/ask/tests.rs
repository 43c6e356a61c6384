use super::*;
use crate::evidence::Evidence;
use crate::rules::{Context, diagnoses, findings};
use crate::text::Source;

const KEY: &str = "AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\n";
const UNKNOWN_KEY: &str = "An error occurred (InvalidAccessKeyId) when calling the ListObjectsV2 operation: The AWS Access Key Id you provided does not exist in our records.\n";
const AUTH_FAILURE: &str = "An error occurred (AuthFailure) when calling the DescribeInstances operation: AWS was not able to validate the provided access credentials\n";
const DENIED: &str = "An error occurred (AccessDenied) when calling the ListObjectsV2 operation: Access Denied\n";
const OPT_IN: &str = "AWS_REGION=ap-east-1\nAWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X\nAWS_SECRET_ACCESS_KEY=***\n\nAn error occurred (InvalidClientTokenId) when calling the GetCallerIdentity operation: The security token included in the request is invalid.\n";

const RCLONE: &str = "[remote]\ntype = s3\nprovider = AWS\naccess_key_id = AKIASP2TPHJSQH3FRU7X\nsecret_access_key = ***\n\n2026/11/21 22:14:26 ERROR : S3 bucket b: error reading source root directory: InvalidAccessKeyId: The AWS Access Key Id you provided does not exist in our records.\n\tstatus code: 403, request id: 7GOMKMVAJGAHD2J1, host id: M1Li9ZYXkzB2Fr7qVhYGV32YXNlsVJlwyJfTFmWXfN040OVIYSZ4DlnUzOuDsg8mVp0VP0Uhc=\n";

/// The questions that are asked about `text`, and the first diagnosis.
fn asked(text: &str) -> (Vec<&'static str>, Option<&'static str>) {
    let (evidence, context) = (Evidence::read(&[Source::decode("test".into(), text.as_bytes())]), Context::default());
    let case = Case::new(&evidence, &context);
    let found = crate::at_once(findings::all(&case, &async || ()));
    let causes = crate::at_once(diagnoses::all(&case, &found, &async || ()));
    let asked = questions(&case, &found, &causes).iter().map(|question| question.id).collect();
    (asked, causes.first().map(|cause| cause.rule.id))
}

#[test]
fn the_question_that_separates_most_comes_first() {
    for (text, expected) in [
        (UNKNOWN_KEY.to_owned(), vec!["environment", "source", "bytes"]),
        (
            format!("{KEY}AWS_REGION=us-east-1\nAWS_SECRET_ACCESS_KEY=***\n\n{UNKNOWN_KEY}"),
            vec!["source", "key-status", "bytes"],
        ),
        (AUTH_FAILURE.to_owned(), vec!["environment", "source", "clock"]),
        (DENIED.to_owned(), vec!["caller"]),
        // Nothing is wrong.
        (KEY.to_owned(), vec![]),
        // The cause is certain.
        (
            format!("{KEY}AWS_REGION=us-east-1\n\nPartial credentials found in env, missing: AWS_SECRET_ACCESS_KEY\n"),
            vec![],
        ),
        // The program reads neither environment nor profiles.
        (RCLONE.to_owned(), vec!["key-status"]),
        // IAM lists no keys of sessions.
        (
            format!("AWS_ACCESS_KEY_ID=ASIAY34FZKBOKMUTVV7A\nAWS_SECRET_ACCESS_KEY=***\n\n{UNKNOWN_KEY}"),
            vec!["source", "bytes"],
        ),
    ] {
        assert_eq!(asked(&text).0, expected, "{text}");
    }
}

/// Every answer that a question may get, added to a paste that leads to the question, points to its diagnosis.
#[test]
fn every_answer_points_to_a_cause() {
    let mut wrong = Vec::new();
    for question in QUESTIONS {
        let paste = match question.about {
            About::Environment | About::Source => UNKNOWN_KEY.to_owned(),
            About::KeyStatus | About::Bytes => format!("{KEY}\n{UNKNOWN_KEY}"),
            About::Clock => AUTH_FAILURE.to_owned(),
            About::Caller => DENIED.to_owned(),
            About::Region => OPT_IN.to_owned(),
        };
        for &(answer, cause) in question.answers {
            assert!(question.separates.contains(&cause), "{}: {cause}", question.id);
            let (again, first) = asked(&format!("{paste}\n{answer}"));
            if first != Some(cause) {
                wrong.push(format!("{}: {first:?} and not {cause} after\n{paste}\n{answer}", question.id));
            }
            if again.contains(&question.id) {
                wrong.push(format!("{} is asked again after\n{paste}\n{answer}", question.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn causes_that_are_separated_exist() {
    for question in QUESTIONS {
        for id in question.separates {
            assert!(diagnoses::rule(id).is_some(), "{}: {id}", question.id);
        }
    }
}

/// No command prints a secret: none names a secret or a token but to hide it, and none prints whole files.
#[test]
fn no_command_prints_a_secret() {
    for question in QUESTIONS {
        for command in [question.command, question.powershell] {
            let hides = command.contains("***");
            let names = ["SECRET", "TOKEN", "secret", "token"].iter().any(|word| command.contains(word));
            assert!(hides || !names, "{command}");
            assert!(
                !["cat ", "Get-Content", "export-credentials", "printenv"].iter().any(|word| command.contains(word)),
                "{command}"
            );
        }
    }
}
