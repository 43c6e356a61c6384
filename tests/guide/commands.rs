//! Every command that the guide shows: bash blocks satisfy shellcheck and run against stand-ins for `aws` and its kin, show
//! no secret, and change nothing without saying so and asking first. PowerShell blocks stand beside them and parse.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::{env, fs};

use whosekey::guide;

use super::site;

/// What must never be shown: the value of every secret while the commands run.
const CANARY: &str = "kR7mPq2sT9vXz4bN6dF8hJ1lW3cY5aE0gUiOoLzQ";
/// How a block begins that changes something.
const CHANGES: &str = "# Changes something:";

/// A command or script of a page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Block {
    page: &'static str,
    language: String,
    code: String,
}

/// The blocks of the written text, in order, then the commands of do and verify.
fn blocks() -> Vec<Block> {
    let mut blocks = Vec::new();
    for page in guide::WRITTEN {
        let mut fence: Option<Block> = None;
        for line in site::Source::page(page.slug).unwrap().body.lines() {
            match (line.strip_prefix("```"), &mut fence) {
                (Some(""), _) => blocks.extend(fence.take()),
                (Some(language), _) => {
                    fence = Some(Block { page: page.slug, language: language.to_owned(), code: String::new() });
                }
                (None, Some(block)) => block.code.extend([line, "\n"]),
                (None, None) => {}
            }
        }
        let advice = page.advice();
        for (bash, powershell) in advice.steps.iter().chain(advice.verify).filter_map(|step| step.command) {
            for (language, code) in [("bash", bash), ("powershell", powershell)] {
                let code = format!("{}\n", whosekey::guide::filled(code));
                blocks.push(Block { page: page.slug, language: language.into(), code });
            }
        }
    }
    blocks
}

/// The distinct blocks of one language.
fn distinct(language: &str) -> BTreeSet<Block> {
    let mut seen = BTreeSet::new();
    blocks().into_iter().filter(|block| block.language == language && seen.insert(block.code.clone())).collect()
}

/// Whether `program` can be started here.
fn there_is(program: &str) -> bool {
    Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
}

/// A folder of its own for a run, with the files that commands look at; all values in it are the canary.
fn home(name: &str) -> PathBuf {
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("guide").join(name);
    let _ = fs::remove_dir_all(&home);
    fs::create_dir_all(home.join(".aws/cli/cache")).unwrap();
    let profile = format!(
        "[default]\naws_access_key_id = AKIASP2TPHJSQH3FRU7X\naws_secret_access_key = {CANARY} \naws_session_token={CANARY}\n"
    );
    fs::write(home.join(".aws/credentials"), &profile).unwrap();
    fs::write(home.join(".aws/config"), profile.replace("[default]", "[profile intended]")).unwrap();
    let cached =
        format!("{{\"Credentials\": {{\"SecretAccessKey\": \"{CANARY}\", \"Expiration\": \"2026-11-21T16:00:00Z\"}}}}");
    fs::write(home.join(".aws/cli/cache/session.json"), cached).unwrap();
    home
}

/// Runs `code` in bash with every credential variable set, and `answer` for what it asks.
fn run(code: &str, name: &str, answer: &str) -> (Output, String) {
    let home = home(name);
    let changes = home.join("changes");
    let stand_in = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/guide/stand-in");
    let mut child = Command::new("bash")
        .args(["-c", code])
        .env_clear()
        .env("PATH", format!("{}:/usr/bin:/bin", stand_in.display()))
        .env("HOME", &home)
        .env("CHANGES", &changes)
        .env("CANARY", CANARY)
        .env("PAUSE", "0")
        .envs([("AWS_ACCESS_KEY_ID", "AKIASP2TPHJSQH3FRU7X"), ("AWS_PROFILE", "intended"), ("AWS_REGION", "us-east-1")])
        .envs(
            ["AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN", "AMAZON_SECRET_ACCESS_KEY"]
                .map(|name| (name, CANARY)),
        )
        .env("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/v2/credentials/00000000")
        .env("AWS_ENDPOINT_URL", "http://localhost:4566")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A script that asks nothing may have ended by now.
    let _ = child.stdin.take().unwrap().write_all(answer.as_bytes());
    (child.wait_with_output().unwrap(), fs::read_to_string(changes).unwrap_or_default())
}

#[test]
fn bash_commands_run_show_no_secret_and_change_nothing_unasked() {
    let mut faults = Vec::new();
    for (number, block) in distinct("bash").iter().enumerate() {
        let (output, changes) = run(&block.code, &format!("yes-{number}"), "y\n");
        let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        let mut fault = |what: &str| faults.push(format!("{}: {what}\n{}{said}\n{changes}", block.page, block.code));
        if !output.status.success() || said.contains("stand-in:") || said.contains("command not found") {
            fault("does not run");
        }
        // Ten characters in a row are more than a command may show of a secret.
        if CANARY
            .as_bytes()
            .windows(10)
            .any(|part| output.stdout.windows(10).chain(output.stderr.windows(10)).any(|said| said == part))
        {
            fault("shows a secret");
        }
        let warned = block.code.starts_with(CHANGES);
        if warned == changes.is_empty() && !block.code.starts_with("aws sso login") {
            fault("changes something and does not say so, or the reverse");
        }
        if warned && !run(&block.code, &format!("no-{number}"), "\n").1.is_empty() {
            fault("changes something without asking");
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_bash_block_has_its_powershell_twin() {
    let blocks = blocks();
    for pair in blocks.windows(2).filter(|pair| pair[0].language == "bash") {
        assert_eq!((pair[1].language.as_str(), pair[1].page), ("powershell", pair[0].page), "{}", pair[0].code);
    }
    let count = |language: &str| blocks.iter().filter(|block| block.language == language).count();
    assert_eq!(count("bash"), count("powershell"));
}

#[test]
#[ignore = "needs shellcheck: make test-more"]
fn bash_commands_satisfy_shellcheck() {
    assert!(there_is("shellcheck"), "shellcheck is not installed");
    let folder = home("shellcheck");
    let files: Vec<PathBuf> = distinct("bash")
        .iter()
        .enumerate()
        .map(|(number, block)| {
            let file = folder.join(format!("{}-{number}.bash", block.page));
            fs::write(&file, &block.code).unwrap();
            file
        })
        .collect();
    let stand_ins = fs::read_dir("tests/guide/stand-in").unwrap().map(|entry| entry.unwrap().path());
    let output = Command::new("shellcheck").args(["--shell", "bash"]).args(files).args(stand_ins).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

#[test]
#[ignore = "needs PowerShell: make test-more"]
fn powershell_commands_parse() {
    assert!(there_is("pwsh"), "PowerShell is not installed");
    let folder = home("powershell");
    for (number, block) in distinct("powershell").iter().enumerate() {
        let file = folder.join(format!("{}-{number}.ps1", block.page));
        fs::write(&file, &block.code).unwrap();
        let parse = "$errors = $null; $null = [Management.Automation.Language.Parser]::ParseFile($args[0], [ref]$null, [ref]$errors); $errors; exit $errors.Count";
        let output = Command::new("pwsh").args(["-NoProfile", "-CommandWithArgs", parse]).arg(&file).output().unwrap();
        assert!(output.status.success(), "{}\n{}", block.code, String::from_utf8_lossy(&output.stdout));
    }
}

/// What no PowerShell would take, and what bash habits put there.
#[test]
fn powershell_commands_are_not_bash() {
    for block in distinct("powershell") {
        let code = &block.code;
        for habit in [" \\\n", "export ", "fi\n", "done\n", "/dev/null", " && ", "${#", "printf ", "| grep ", "| cut "]
        {
            assert!(!code.contains(habit) || code.contains(" sh -c "), "{}: {habit:?} in\n{code}", block.page);
        }
        for (open, close) in [('(', ')'), ('{', '}')] {
            assert_eq!(
                code.matches(open).count(),
                code.matches(close).count(),
                "{}: {open}{close} in\n{code}",
                block.page
            );
        }
        assert_eq!(
            code.matches('\'').count() % 2,
            usize::from(code.contains("user's")),
            "{}: quotes in\n{code}",
            block.page
        );
        for (before, _) in code.match_indices(",AttributeValue") {
            assert!(
                code[..before].ends_with("'AttributeKey=ResourceName"),
                "a comma outside quotes makes a list\n{code}"
            );
        }
        if code.contains("create-") || code.contains("update-") {
            assert!(code.starts_with(CHANGES) && code.contains("Read-Host"), "{}: asks first\n{code}", block.page);
        }
        assert!(!code.contains("Get-ChildItem env:AWS*, env:AMAZON*\n"), "{}: shows values\n{code}", block.page);
    }
}

#[test]
fn the_check_would_notice() {
    let (shown, _) = run("printf '%s\\n' \"$AWS_SECRET_ACCESS_KEY\"", "shows", "");
    assert!(String::from_utf8_lossy(&shown.stdout).contains(CANARY));
    let (unknown, _) = run("aws sts get-caller-identiy", "unknown", "");
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("stand-in:"));
    let (_, changes) = run("aws iam update-access-key --status Inactive", "changes", "");
    assert_ne!(changes, "");
    assert!(distinct("bash").len() > 40, "blocks are found");
}
