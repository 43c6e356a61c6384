//! Values that stand in the place of a key ID without being one: templates, words that ask to be replaced, what
//! somebody masked.

use crate::aws::key;
use crate::text::Words;

/// Whether `value` is a template or a variable that somebody was to fill in, or a word that asks to be replaced.
pub fn is_placeholder(value: &str) -> bool {
    let value = value.trim_matches(['"', '\'', ' ']);
    let folded: String = value.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    let phrase = PHRASES.iter().any(|phrase| folded.holds(phrase))
        && !value.contains('/')
        && !key::is_whole(value)
        && (folded.len() < 48 || value.contains(' '));
    let word = WORDS.contains(&folded.as_str()) && !folded.is_empty();
    is_template(value) || phrase || word || is_name(value)
}

/// Whether `value` is the name of a variable, `S3_KEY`: key IDs hold no `_`.
fn is_name(value: &str) -> bool {
    let capital = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
    value.chars().all(capital) && ["_KEY", "_ID", "KEY_"].iter().any(|part| value.holds(part))
}

/// Whether `value` is a word that somebody made up to have any key at all, which is right for an emulator.
pub fn is_made_up(value: &str) -> bool {
    ["test", "testing", "foo", "bar", "foobar", "dummy", "fake", "mock"].contains(&value)
}

/// Whether `value` is the text of a template or the name of a variable, by its punctuation.
pub fn is_template(value: &str) -> bool {
    let value = value.trim_matches(['"', '\'', ' ']);
    // One sign too many before an expression of a workflow.
    let value = value.strip_prefix('$').filter(|rest| rest.starts_with("${{")).unwrap_or(value);
    let pairs = [
        ("${", "}"),
        ("$(", ")"),
        ("{{", "}}"),
        ("<", ">"),
        ("%", "%"),
        ("#{", "}"),
        ("#{", "}#"),
        ("@@", "@@"),
        ("__", "__"),
        ("ENC[", "]"),
        ("@Microsoft.KeyVault(", ")"),
    ];
    let wrapped = pairs.iter().any(|(open, close)| {
        value.len() > open.len() + close.len()
            && value.starts_with(open)
            && value.ends_with(close)
            && !is_redaction_word(value)
    });
    let variable = value.strip_prefix('$').map(|rest| rest.past("env:")).is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && rest.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '{' | '}' | ':' | '-' | '.'))
    });
    // Terraform takes a reference in quotes as text.
    let reference = ["var.", "local.", "data.", "module."].iter().any(|kind| value.starts_with(kind))
        && value.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-'));
    let expression = reference || value.starts_with("${{") || value.starts_with("{{") || value.starts_with("${");
    wrapped || variable || expression || is_reference(value)
}

/// Whether `value` names the place of a value in some store, which nobody looked up: `ssm:/app/key`, `op://vault/item`,
/// `arn:aws:secretsmanager:…`, `vault:secret/data/aws#key`, `!Ref Key`.
fn is_reference(value: &str) -> bool {
    let scheme = |name: &str| {
        name.len() > 1 && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'+' | b'-'))
    };
    let store = value.split_once(':').is_some_and(|(name, path)| {
        scheme(name) && (path.contains('/') || path.starts_with("aws")) && !path.contains(char::is_whitespace)
    });
    // The ARN of a user or role is what it names.
    let entity = value.holds(":iam:") || value.holds(":sts:");
    store && !entity || value.strip_prefix('!').is_some_and(|tag| tag.starts_with(|c: char| c.is_ascii_uppercase()))
}

/// Parts of values that ask to be replaced, letters and digits only.
const PHRASES: &[&str] = &[
    "your",
    "replaceme",
    "changeme",
    "keyhere",
    "fillme",
    "todo",
    "myaccesskey",
    "accesskeyid",
    "mysecret",
    "exampleaccesskey",
    "placeholder",
    "idhere",
];

/// Whole values that stand for nothing, letters and digits only.
const WORDS: &[&str] = &[
    "null",
    "undefined",
    "none",
    "nil",
    "nan",
    "tbd",
    "value",
    "string",
    "key",
    "accesskey",
    "secret",
    "foo",
    "bar",
    "foobar",
    "dummy",
    "fake",
    "mock",
    "test",
    "testing",
    "example",
    "novalue",
    "false",
    "true",
];

/// Whether `value` was masked by somebody: stars, dots, an X run, a word for it.
pub fn is_redacted(value: &str) -> bool {
    let runs =
        ["***", "...", "\u{2026}", "\u{2022}\u{2022}", "xxxx", "XXXX", "####", "----", "\u{25cf}\u{25cf}", "\u{2588}"];
    runs.iter().any(|run| value.holds(run)) || is_redaction_word(value)
}

fn is_redaction_word(value: &str) -> bool {
    let folded: String = value.chars().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_lowercase()).collect();
    [
        "redacted",
        "masked",
        "hidden",
        "removed",
        "secure",
        "censored",
        "sensitive",
        "obfuscated",
        "stripped",
        "omitted",
        "snip",
        "filtered",
    ]
    .iter()
    .any(|word| folded.holds(word))
}
