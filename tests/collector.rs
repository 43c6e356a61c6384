//! Runs the collector for shells, as a support engineer would have it run, and reads what it prints.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::string_slice)]

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::Command;
use std::{env, fs};

use serde_json::Value;
use whosekey::{Context, analyze};

const SECRET: &str = "p8Zk3Qv1nR7tYw5LmB2sD9fG4hJ6cX0aVeKuTiOo";
const TOKEN: &str =
    "IQoJb3JpZ2luX2VjEJbQxZk3Qv1nR7tYw5LmB2sD9fG4hJ6cX0aVeKuTiOoPQxZk3Qv1nR7tYw5LmB2sD9fG4hJ6cX0aVeKuTiOoP==";

/// Stands for the AWS CLI: it tells what it was given, as errors do.
const AWS: &str = r#"#!/bin/sh
case "$*" in
  --version) echo 'aws-cli/2.36.7 Python/3.13.7 Linux/6.1 exe/x86_64' ;;
  'configure list') printf 'NAME       : VALUE                    : TYPE             : LOCATION\naccess_key : ****************U7X\r     : env              : \n' ;;
  *) echo; echo "aws: [ERROR]: An error occurred (IncompleteSignature) when calling the GetCallerIdentity operation: got '$AWS_SECRET_ACCESS_KEY/20261121/us-east-1/sts/aws4_request' $AWS_SESSION_TOKEN" >&2; exit 254 ;;
esac
"#;

/// A folder of this test run's own with a stand-in for the CLI and a credentials file.
fn home() -> PathBuf {
    let home = env::temp_dir().join(format!("whosekey-collector-{}", std::process::id()));
    fs::create_dir_all(home.join(".aws")).unwrap();
    let aws = home.join("aws");
    fs::write(&aws, AWS).unwrap();
    fs::set_permissions(&aws, fs::Permissions::from_mode(0o755)).unwrap();
    let file = format!(
        "\u{feff}[default]\r\naws_access_key_id = AKIASP2TPHJSQH3FRU7X\r\naws_secret_access_key = {SECRET}\r\n"
    );
    fs::write(home.join(".aws/credentials"), file).unwrap();
    home
}

/// What the collector prints under `shell`; none where there is no such shell.
fn run(shell: &[&str], home: &PathBuf, variables: &[(&str, &[u8])]) -> Option<String> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/static/collect.sh");
    let path = format!("{}:{}", home.display(), env::var("PATH").unwrap());
    let mut command = Command::new(shell.first()?);
    command.args(shell.iter().skip(1)).arg(script).env_clear().env("PATH", path).env("HOME", home);
    for (name, value) in variables {
        command.env(name, OsStr::from_bytes(value));
    }
    let output = command.output().ok()?;
    assert!(output.status.success(), "{shell:?}: {}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn the_collector_shows_defects_and_no_secret() {
    let home = home();
    let (secret, token) = (format!("\"{SECRET}\""), format!("{TOKEN}\n"));
    let variables: &[(&str, &[u8])] = &[
        ("AWS_ACCESS_KEY_ID", b"AKIASP2TPHJSQH3FRU7X\r"),
        ("AWS_SECRET_ACCESS_KEY", secret.as_bytes()),
        ("AWS_SESSION_TOKEN", token.as_bytes()),
        ("AWSACCESSKEYID", SECRET.as_bytes()),
        ("AWS_PROFILE", "dev\u{a0}".as_bytes()),
        ("AWS_ENDPOINT_URL", b"http://user:pa55word@localhost:9000"),
        ("AWS_ACCES_KEY_ID", b"x"),
        ("NOT_OURS", SECRET.as_bytes()),
    ];
    let shells: [&[&str]; 5] = [&["sh"], &["dash"], &["bash"], &["bash", "--posix"], &["busybox", "ash"]];
    let mut runs = 0;
    for shell in shells {
        let Some(output) = run(shell, &home, variables) else { continue };
        runs += 1;
        for part in [&SECRET[..8], &SECRET[16..24], &SECRET[32..], &TOKEN[..12], &TOKEN[40..52], "pa55word", "SQH3F"] {
            assert!(!output.contains(part), "{shell:?} shows {part}:\n{output}");
        }
        for line in [
            "variable AWS_ACCESS_KEY_ID length=21 shown=AKIA*************U7X? account=171436882533 odd=21:U+000D",
            "variable AWSACCESSKEYID length=40 hidden=yes",
            "variable AWS_SECRET_ACCESS_KEY length=42 odd=2",
            "variable AWS_PROFILE length=4 odd=4:U+00A0 value=dev?",
            "variable AWS_ENDPOINT_URL length=35 value=http://(hidden)@localhost:9000",
            "other AWS_ACCES_KEY_ID",
            "section credentials [default] aws_access_key_id aws_secret_access_key",
            "exit 254",
        ] {
            assert!(output.lines().any(|held| held == line), "{shell:?} lacks {line}:\n{output}");
        }
        check_report(&output);
    }
    fs::remove_dir_all(home).unwrap();
    assert!(runs > 0, "there is no shell to run the collector");
}

fn check_report(output: &str) {
    let report = analyze(output, &Context::default());
    let kinds: Vec<&str> = report.evidence.iter().map(|block| block.kind.as_str()).collect();
    for kind in ["collector", "aws-configure-list", "cli-error"] {
        assert!(kinds.contains(&kind), "{kinds:?}");
    }
    let json: Value = serde_json::to_value(&report).unwrap();
    let hidden = report.findings.iter().find(|finding| finding.id == "hidden-character").unwrap();
    assert_eq!(hidden.code_point.as_deref(), Some("U+000D"), "{json}");
    assert_eq!(report.unread.len(), 0, "{json}");
}

#[test]
fn the_collector_is_clean_shell() {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/static/collect.sh");
    let Ok(output) = Command::new("shellcheck").arg(script).output() else {
        println!("there is no shellcheck: the collector was not checked");
        return;
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}
