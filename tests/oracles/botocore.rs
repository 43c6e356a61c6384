//! Credentials files: which profiles there are and what each holds.

use std::collections::BTreeMap;
use std::io::Write;
use std::process::{Command, Stdio};

use proptest::prelude::*;
use whosekey::evidence::{Evidence, Fact, Given, Scope};
use whosekey::text::Source;

use super::values;

/// Profiles, each with what its options are set to.
type Profiles = BTreeMap<String, BTreeMap<String, String>>;

const NAMES: [&str; 3] = ["aws_access_key_id", "aws_secret_access_key", "aws_session_token"];

/// A value, sometimes with what people put around it. Not a comment behind it and no other case of a name: SDKs differ
/// there, and `Divergence` says so.
fn value(name: &'static str) -> impl Strategy<Value = String> {
    let sound = if name == NAMES[0] { "(AKIA|ASIA)[A-Z2-7]{16}" } else { "[A-Za-z0-9/+]{40}" };
    let odd = |value: String, odd: usize| match odd {
        0 => format!("\"{value}\""),
        1 => format!("'{value}'"),
        3 => format!("{value};"),
        4 => format!("{value}\u{a0}"),
        5 => format!("{value}="),
        6 => format!("\t{value}  "),
        8 => format!("%{value}"),
        _ => value,
    };
    (sound, 0..24_usize).prop_map(move |(value, choice)| odd(value, choice))
}

fn option(name: &'static str) -> impl Strategy<Value = String> {
    let delimiter = prop::sample::select(vec!["=", " = ", " =", "= ", "  =\t", ": ", " : "]);
    (delimiter, value(name), 0..12_usize).prop_map(move |(delimiter, value, shape)| match shape {
        0 => format!("# {name}{delimiter}{value}\n"),
        2 => format!("{name}{delimiter}{value}\n\n"),
        3 => format!("; note\n{name}{delimiter}{value}\n"),
        _ => format!("{name}{delimiter}{value}\n"),
    })
}

fn file() -> impl Strategy<Value = String> {
    let header = prop::sample::select(vec![
        "[default]\n",
        "[dev]\n",
        "[prod-admin]\n",
        "[ spaced ]\n",
        "[profile dev]\n",
        "[a.b@c]\n",
        "[team] # ours\n",
    ]);
    let section = (header, option(NAMES[0]), option(NAMES[1]), prop::option::of(option(NAMES[2])), 0..6_usize)
        .prop_map(|(header, id, secret, token, extra)| {
            let extra = if extra == 0 { "region = eu-west-1\n" } else { "" };
            format!("{header}{id}{secret}{}{extra}", token.unwrap_or_default())
        });
    (prop::collection::vec(section, 1..4), any::<bool>()).prop_map(|(sections, crlf)| {
        let text = sections.concat();
        if crlf { text.replace('\n', "\r\n") } else { text }
    })
}

fn ours(text: &str) -> Profiles {
    let evidence = Evidence::read(&[Source::decode(".aws/credentials".to_owned(), text.as_bytes())]);
    let mut profiles = Profiles::new();
    for fact in evidence.blocks.iter().flat_map(|block| &block.facts) {
        if let Fact::Setting(setting) = fact
            && let Scope::CredentialsFile(profile) = &setting.scope
            && let Given::Text(value) = &setting.value
        {
            profiles
                .entry(profile.clone())
                .or_default()
                .insert(setting.name.text().to_lowercase(), value.text().to_owned());
        }
    }
    profiles
}

#[test]
#[ignore = "needs Python with botocore: make test-more"]
fn credentials_files_are_what_botocore_makes_of_them() {
    let files = values(&file(), 2000);
    let mut python = Command::new("python3")
        .arg("tests/oracles/profiles.py")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    python.stdin.take().unwrap().write_all(&serde_json::to_vec(&files).unwrap()).unwrap();
    let output = python.wait_with_output().unwrap();
    assert!(output.status.success(), "botocore answers");
    let theirs: Vec<Option<Profiles>> = serde_json::from_slice(&output.stdout).unwrap();

    let (mut wrong, mut compared) = (Vec::new(), 0);
    for (text, theirs) in files.iter().zip(theirs) {
        // What botocore refuses as a whole (a section that stands twice) has no answer to compare with.
        let Some(theirs) = theirs else { continue };
        compared += 1;
        let ours = ours(text);
        let keys = |profiles: &Profiles| -> Profiles {
            let credentials = |options: &BTreeMap<String, String>| {
                options
                    .iter()
                    .filter(|(name, _)| NAMES.contains(&name.as_str()))
                    .map(|(n, v)| (n.clone(), v.clone()))
                    .collect()
            };
            profiles
                .iter()
                .map(|(profile, options)| (profile.trim().to_owned(), credentials(options)))
                .filter(|(_, options): &(String, BTreeMap<_, _>)| !options.is_empty())
                .collect()
        };
        if keys(&ours) != keys(&theirs) {
            wrong.push(format!("{text}\n  botocore: {:?}\n  ours:     {:?}", keys(&theirs), keys(&ours)));
        }
    }
    assert!(compared > files.len() / 3, "only {compared} files could be compared");
    assert!(wrong.is_empty(), "{} of {compared}:\n{}", wrong.len(), wrong[..wrong.len().min(6)].join("\n"));
}
