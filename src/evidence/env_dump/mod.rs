//! Any listing of environment variables: shells, Windows, PowerShell, `.env` files, `/proc/PID/environ`, Docker,
//! Kubernetes, task definitions, CI logs, prints of objects.
//!
//! Which program printed a listing shows in how its entries are written; each family of grammars has a file of its own.
//! What all share is here: which variables matter, and what a variable becomes. Values are given exactly as the process
//! holds them, hidden characters included. A name without a value, in prose or in a program, is no listing.

mod assignment;
mod columns;
mod echoed;
mod environ;
mod inline;
mod listing;
mod object;
mod pair;
mod property;
mod reversed;
mod settle;
mod strings;
mod value;
mod yaml;

use std::ops::Range;

use super::{Answer, Fact, Format, Given, Kind, Place, Reading, Scope, Setting};
use crate::aws::key::{self, Class};
use crate::aws::names::{self, Role};
use crate::text::{Span, View, Words};

/// The format.
pub const FORMAT: Format = Format {
    kind: Kind::EnvDump,
    literals: &[
        "aws_",
        "amazon_",
        "AWSACCESSKEYID",
        "AWSSECRETACCESSKEY",
        "AWSSESSIONTOKEN",
        "ws_access_",
        "secret_access_key",
        "aws.accessKeyId",
        "aws.secret",
        "aws.sessionToken",
        "fs.s3",
        "access_key",
        "secret_key",
        "aws-access-key-id",
        "aws-secret-access-key",
        "aws-session-token",
        "access-key",
        "secret-key",
        "session-token",
        "access.key",
        "secret.key",
        ".accessKey",
        ".secretKey",
        "AKIA",
        "ASIA",
        key::ENCODED[0],
        key::ENCODED[1],
        ENCODED_PROFILES,
    ],
    read,
};

/// How the base64 of a file of profiles begins: `[default]`.
const ENCODED_PROFILES: &str = "W2RlZmF1bHRd";

/// Reads a listing of one family at a place, given the range of the variable's name there.
type Family = fn(&Place<'_>, &Range<usize>) -> Option<Reading>;

/// The families of grammars, the more particular first.
const FAMILIES: &[Family] = &[
    reversed::read,
    property::read,
    strings::read,
    strings::read_slice,
    strings::read_entry,
    environ::read,
    object::read,
    echoed::read,
    columns::read,
    yaml::read,
    listing::read,
    inline::read,
];

/// A line longer than this is read in parts.
const REACH: usize = 16_384;
/// Names no longer than this are looked at.
const LONGEST_NAME: usize = 80;

fn read(place: &Place<'_>) -> Answer {
    let name = name_around(place);
    match FAMILIES.iter().find_map(|family| family(place, &name)) {
        Some(reading) if reading.range.end > place.at && reading.range.start >= place.floor => Answer::Yes(reading),
        _ => Answer::No,
    }
}

/// The name that the literal at the place is part of.
fn name_around(place: &Place<'_>) -> Range<usize> {
    let from = place.view.boundary(place.at.saturating_sub(LONGEST_NAME)).max(place.floor);
    let before = place.view.get(from..place.at);
    let start = before.trim_end_matches(is_name_char).len();
    let after = place.view.get(place.at..place.view.boundary(place.at + LONGEST_NAME));
    // The inputs of a workflow's step have names of their own.
    let input = after.get(..4).is_some_and(|lead| lead.eq_ignore_ascii_case("aws-"));
    let length = after.find(|c| !(is_name_char(c) || input && c == '-')).unwrap_or(after.len());
    from + start..place.at + length
}

/// Whether `c` may stand in the name of a variable.
fn is_name_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// Whether a variable called `name` has to do with AWS.
fn matters(name: &str) -> bool {
    if key::is_whole(name) {
        return false;
    }
    let folded = name.to_ascii_lowercase();
    folded.starts_with("aws_")
        || is_input(&folded)
        || folded.starts_with("amazon_")
        || names::variable(&folded).is_some()
        || names::near_miss(&folded).is_some()
}

/// Whether `name` is an input of the step that configures credentials in a workflow.
fn is_input(name: &str) -> bool {
    name.starts_with("aws-") && names::role(name).is_some()
}

/// Whether the value of a variable called `name` is nobody's business, whosever it is.
fn is_confidential(name: &str) -> bool {
    let folded = name.to_ascii_lowercase();
    let word = |text: &str| folded.split('_').any(|part| part == text);
    ["secret", "password", "passwd", "token", "credentials"].into_iter().any(word)
        || ["api_key", "apikey", "private_key", "access_key"].iter().any(|part| folded.holds(part))
}

/// Whether `text` begins as the base64 of a key ID does, or of a file of profiles.
fn is_encoded_key(text: &str) -> bool {
    key::ENCODED.into_iter().chain([ENCODED_PROFILES]).any(|lead| text.starts_with(lead))
}

/// What an entry of a store says, such as a Kubernetes Secret, whose name is the person's own: key IDs show by themselves,
/// secrets and tokens by a word of the name and their length.
fn stored_fact(name: View<'static>, given: Given, span: Span, scope: Scope) -> Option<Fact> {
    let role = given.text().filter(|_| !matters(name.text())).and_then(|value| {
        let (value, folded) = (value.text().trim(), name.text().to_ascii_lowercase());
        let id = key::prefix(value).filter(|(_, class, _)| matches!(class, Class::LongTerm | Class::Temporary));
        match value.len() {
            16..=24 if id.is_some() => Some(Role::AccessKeyId),
            38..=42 if folded.holds("secret") => Some(Role::SecretAccessKey),
            100.. if folded.holds("token") => Some(Role::SessionToken),
            _ => None,
        }
    });
    match role {
        Some(_) => Some(Fact::Setting(Box::new(Setting { name, role, scope, value: given, span }))),
        None => fact(name, given, span, scope),
    }
}

/// What the variable `name` with `given` says; nothing for variables that do not matter here.
fn fact(name: View<'static>, given: Given, span: Span, scope: Scope) -> Option<Fact> {
    if matters(name.text()) {
        let role = if is_input(name.text()) { names::role(name.text()) } else { names::variable(name.text()) };
        if role == Some(Role::Other)
            && is_confidential(name.text())
            && !name.text().to_ascii_lowercase().ends_with("_file")
        {
            return Some(Fact::Secret(span));
        }
        // What programs print of a variable that is not there.
        let optional = matches!(role, Some(Role::SessionToken | Role::SecretAccessKey | Role::Profile));
        if optional && given.text().is_some_and(|value| is_nothing(value.text())) {
            return None;
        }
        return Some(Fact::Setting(Box::new(Setting { name, role, scope, value: given, span })));
    }
    // A key under a name of somebody's own.
    if let Given::Text(value) = &given
        && key::is_whole(value.text())
    {
        return Some(Fact::Key(value.clone()));
    }
    let long = given.text().is_some_and(|value| value.text().len() >= 8);
    confidential_fact(name.text(), span).filter(|_| long)
}

/// Whether `text` is a program's word for nothing: `None`, `undefined`, `<nil>`, `(not set)`.
fn is_nothing(text: &str) -> bool {
    let word = text.trim().trim_matches(['<', '>', '(', ')']).to_ascii_lowercase();
    matches!(word.as_str(), "none" | "null" | "undefined" | "nil" | "unset" | "not set" | "n/a")
}

/// That `span` is to be hidden, if it is the value of a variable called `name` that is nobody's business.
fn confidential_fact(name: &str, span: Span) -> Option<Fact> {
    is_confidential(name).then_some(Fact::Secret(span))
}

/// Whether `line` ends with CR LF and the line above it with LF alone, so that the CR is its value's.
fn has_odd_cr(view: &View<'_>, line: &Range<usize>) -> bool {
    let above = view.get(0..line.start);
    view.get(line.end..line.end + 2) == "\r\n" && above.ends_with('\n') && !above.ends_with("\r\n")
}

/// Whether `text` may stand before every line of a listing: nothing, marks of a quotation, the stamp of a log, but no sign
/// of a comment.
fn is_margin(text: &str) -> bool {
    let text = text.trim_end_matches([' ', '\t']);
    if text.ends_with(['#', ';']) || text.ends_with("//") {
        return false;
    }
    let tail = text.chars().next_back();
    text.chars().all(|c| !c.is_alphanumeric()) && !text.contains(['"', '\'', '(', '{', '['])
        || matches!(tail, Some('|' | '>' | '│' | ']'))
        || text.ends_with("]:")
        || text.ends_with('Z') && text.contains(|c: char| c.is_ascii_digit())
        || text.chars().filter(char::is_ascii_digit).count() >= 6
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Name and value of each setting: what it holds, `*` and what shows of a masked one, `~` and what shows of a cut
    /// one, `@` for one from elsewhere.
    pub(super) fn settings(text: &str) -> Vec<(String, String)> {
        let Some(reading) = FORMAT.first(text) else { return Vec::new() };
        let shown = reading.facts.into_iter().filter_map(|fact| match fact {
            Fact::Setting(setting) => {
                let value = match setting.value {
                    Given::Text(value) => value.text().to_owned(),
                    Given::Masked(left) => format!("*{}", left.text()),
                    Given::Cut(head) => format!("~{}", head.text()),
                    Given::Elsewhere => "@".to_owned(),
                };
                Some((setting.name.text().to_owned(), value))
            }
            _ => None,
        });
        shown.collect()
    }

    /// The value of `AWS_ACCESS_KEY_ID`.
    pub(super) fn id(text: &str) -> Option<String> {
        settings(text)
            .into_iter()
            .find(|(name, _)| name.eq_ignore_ascii_case("AWS_ACCESS_KEY_ID"))
            .map(|(_, value)| value)
    }

    #[test]
    fn a_name_alone_is_no_listing() {
        for text in [
            "AWS_ACCESS_KEY_ID",
            "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, then try again.",
            "const id = process.env.AWS_ACCESS_KEY_ID;",
            "id = os.environ['AWS_ACCESS_KEY_ID']",
            "id = os.environ.get(\"AWS_ACCESS_KEY_ID\", None)",
            "echo $AWS_ACCESS_KEY_ID",
            "if [ -z \"$AWS_ACCESS_KEY_ID\" ]; then",
            "Partial credentials found in env, missing: AWS_SECRET_ACCESS_KEY",
            "AWS_ACCESS_KEY_ID: the access key of the user that runs the job",
            "2018/01/22 13:58:23 Setting subprocess env: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY",
            "aws_access_key_id = AKIASP2TPHJSQH3FRU7X",
            "AWSAccessKeyId: 'AKIASP2TPHJSQH3FRU7X',",
            "AWS_ACCESS_KEY_ID == \"\"",
            "MY_AWS_REGION=us-east-1",
        ] {
            assert_eq!(settings(text), Vec::new(), "{text}");
        }
    }

    #[test]
    fn what_programs_print_of_a_missing_variable_is_no_value() {
        for nothing in ["None", "undefined", "nil", "<nil>", "null", "(not set)"] {
            for sign in [": ", "\t"] {
                let text = format!(
                    "AWS_ACCESS_KEY_ID{sign}AKIASP2TPHJSQH3FRU7X\nAWS_SESSION_TOKEN{sign}{nothing}\nAWS_PROFILE{sign}{nothing}\n"
                );
                assert_eq!(settings(&text).len(), 1, "{text}");
            }
        }
        assert_eq!(settings("AWS_ACCESS_KEY_ID: undefined\nAWS_REGION: x\n").len(), 1);
        assert_eq!(settings("AWS_ACCESS_KEY_ID\tnil\nAWS_REGION\tx\n").len(), 1);
        assert_eq!(settings("AWS_REGION=x\nAWS_SESSION_TOKEN=None\nAWS_PROFILE=nonesuch\n").len(), 2);
    }

    #[test]
    fn what_a_program_could_not_print_is_no_mask() {
        assert_eq!(
            id("{AWS_ACCESS_KEY_ID=???AKIASP2TPHJSQH3FRU7X, AWS_REGION=x}").as_deref(),
            Some("???AKIASP2TPHJSQH3FRU7X")
        );
        assert_eq!(id("{AWS_ACCESS_KEY_ID=AKIASP2TPHJSQH3FRU7X???}").as_deref(), Some("AKIASP2TPHJSQH3FRU7X???"));
        assert_eq!(id("{AWS_ACCESS_KEY_ID=AKIA????????, AWS_REGION=x}").as_deref(), Some("*AKIA"));
    }

    #[test]
    fn other_programs_secrets_are_hidden_and_not_reported() {
        let text = "AWS_REGION=us-east-1\nDJANGO_SECRET_KEY=0123456789abcdef\nHOME=/root\nAWS_CONTAINER_AUTHORIZATION_TOKEN=abcdefgh\n";
        let reading = FORMAT.first(text).unwrap();
        let hidden: Vec<&str> = reading
            .facts
            .iter()
            .filter_map(|fact| match fact {
                Fact::Secret(span) => text.get(span.start..span.end),
                _ => None,
            })
            .collect();
        assert_eq!(hidden, ["0123456789abcdef", "abcdefgh"]);
        assert_eq!(settings(text).len(), 1);
        let own = "AWS_REGION=us-east-1\nS3_KEY=AKIASP2TPHJSQH3FRU7X\nBACKUP_ACCESS_KEY=ASIASP2TPHJSQH3FRU7X\n";
        let keys = FORMAT.first(own).unwrap().facts;
        assert_eq!(keys.iter().filter(|fact| matches!(fact, Fact::Key(_))).count(), 2, "{keys:?}");
    }
}
