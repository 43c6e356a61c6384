//! Words of a shell: quotes side by side, escapes, everything that a value in a script can be made of.

use std::io::Write;
use std::process::{Command, Stdio};

use proptest::prelude::*;
use whosekey::text::{View, shell};

use super::values;

/// A part of a word that closes whatever it opens and expands nothing.
fn part() -> impl Strategy<Value = String> {
    let ansi = prop_oneof![
        "[A-Za-z0-9/+ =;\"#$`]{1,4}",
        prop::sample::select(
            [
                r"\n", r"\t", r"\r", r"\\", r"\'", "\\\"", r"\a", r"\e", r"\x41", r"\x09", r"\u00e9", r"\u200b",
                r"\101", r"\q"
            ]
            .map(String::from)
            .to_vec()
        ),
    ];
    prop_oneof![
        3 => "[A-Za-z0-9/+=._:,@%-]{1,8}",
        2 => "'[A-Za-z0-9/+ =;\"#$`\\\\é\t]{0,6}'",
        2 => "\"[A-Za-z0-9/+ =;'#é\t]{0,4}(\\\\[\\\\\"$`nx'])?[A-Za-z0-9 ]{0,3}\"",
        2 => r#"\\[A-Za-z0-9 '"$`;&|#=]"#,
        1 => prop::collection::vec(ansi, 0..4).prop_map(|parts| format!("$'{}'", parts.concat())),
    ]
}

#[test]
fn words_are_what_bash_makes_of_them() {
    let words: Vec<String> = values(&prop::collection::vec(part(), 1..5).prop_map(|parts| parts.concat()), 4000);
    let mut bash = Command::new("bash")
        .args(["--norc", "--noprofile", "-s"])
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let script: String = words.iter().map(|word| format!("value={word}\nprintf '%s\\0' \"$value\"\n")).collect();
    let mut input = bash.stdin.take().unwrap();
    let writer = std::thread::spawn(move || input.write_all(script.as_bytes()));
    let output = bash.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    let theirs = String::from_utf8(output.stdout).unwrap();
    let theirs: Vec<&str> = theirs.split_terminator('\0').collect();
    assert_eq!(theirs.len(), words.len(), "bash answers each word");

    let mut wrong = Vec::new();
    for (word, theirs) in words.iter().zip(theirs) {
        let line = format!("{word}\nexport X=1");
        let ours = shell::word(&View::at(&line, 0), 0);
        if ours.value.text() != theirs || ours.end != word.len() || ours.expands {
            wrong.push(format!("{word}: bash has {theirs:?}, we have {:?} to byte {}", ours.value.text(), ours.end));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), words.len(), wrong[..wrong.len().min(20)].join("\n"));
}
