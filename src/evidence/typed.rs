//! What somebody typed to have the AWS CLI write it into its files: `aws configure set NAME VALUE`, and the answers to
//! the questions of `aws configure`.

use super::{Answer, Fact, Format, Given, Kind, Place, Reading, Scope, Setting};
use crate::aws::names::{self, Role};
use crate::text::{View, Words, listing, shell};

/// The format. What it reads is a key ID outside of any file or listing.
pub const FORMAT: Format = Format { kind: Kind::BareKey, literals: &[SET, ASKED_ID, ASKED_SECRET], read };

/// Sets one value of a profile.
const SET: &str = "configure set ";
/// What `aws configure` asks for.
const ASKED_ID: &str = "AWS Access Key ID [";
/// The same for the secret.
const ASKED_SECRET: &str = "AWS Secret Access Key [";

/// How far from the literal a line is read, in bytes: a session token.
const LONGEST: usize = 4096;

fn read(place: &Place<'_>) -> Answer {
    let view = place.view;
    let line = view.line_near(place.at, LONGEST);
    let text = view.get(place.at..line.end);
    let reading = if text.starts_with(SET) {
        set(view, place.at, line.end)
    } else if text.starts_with(ASKED_ID) {
        answer(view, place.at, line.end, ("aws_access_key_id", Role::AccessKeyId))
    } else if text.starts_with(ASKED_SECRET) {
        answer(view, place.at, line.end, ("aws_secret_access_key", Role::SecretAccessKey))
    } else {
        None
    };
    reading.map_or(Answer::No, Answer::Yes)
}

/// The command at byte `at`: its value is a word of the shell.
fn set(view: &View<'_>, at: usize, line_end: usize) -> Option<Reading> {
    let from = at + SET.len();
    let text = view.get(from..line_end);
    let (name, _) = text.split_once(' ')?;
    let role = names::role(name)
        .filter(|role| matches!(role, Role::AccessKeyId | Role::SecretAccessKey | Role::SessionToken))?;
    let profile = text.cut("--profile").and_then(|(_, rest)| rest.strip_prefix([' ', '=']));
    let profile = profile.and_then(|rest| rest.split_whitespace().next()).unwrap_or("default");
    let value = shell::word(view, from + name.len() + 1);
    setting(at..value.end, view.slice(from..from + name.len()), role, profile, &value.value)
}

/// The answer to the question at byte `at`, which takes the rest of the line; the setting that it asks for.
fn answer(view: &View<'_>, at: usize, line_end: usize, (name, role): (&str, Role)) -> Option<Reading> {
    let from = at + view.get(at..line_end).first("]: ")? + "]: ".len();
    setting(at..line_end, listing::label(name, view.source(at)), role, "default", &view.slice(from..line_end))
}

fn setting(
    range: std::ops::Range<usize>,
    name: View<'static>,
    role: Role,
    profile: &str,
    value: &View<'static>,
) -> Option<Reading> {
    // The CLI reads its files without the blanks at either end of a value.
    let value = value.trimmed();
    (!value.is_empty()).then_some(())?;
    let (span, scope) = (value.whole(), Scope::CredentialsFile(profile.to_owned()));
    let setting = Setting { name, role: Some(role), scope, value: Given::found(value), span };
    Some(Reading { range, facts: vec![Fact::Setting(Box::new(setting))], nested: Vec::new() })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Profile, role and value.
    fn told(text: &str) -> Option<(String, Role, String)> {
        let reading = FORMAT.first(text)?;
        let [Fact::Setting(held)] = reading.facts.as_slice() else { panic!("{:?}", reading.facts) };
        let Scope::CredentialsFile(profile) = &held.scope else { panic!("{:?}", held.scope) };
        Some((profile.clone(), held.role?, held.value.text()?.text().to_owned()))
    }

    #[test]
    fn commands_and_answers_are_settings() {
        let (id, secret) = ("AKIASP2TPHJSQH3FRU7X", "kR7mPq2sT9vXz4bN6dF8hJ1lW3cY5aE0gUiOoLzQ");
        for (text, profile, role, value) in [
            (format!("aws configure set aws_access_key_id '{id} ' --profile x"), "x", Role::AccessKeyId, id),
            (format!("aws configure set aws_access_key_id {id} --profile=x"), "x", Role::AccessKeyId, id),
            (format!("aws configure set aws_secret_access_key {secret}"), "default", Role::SecretAccessKey, secret),
            (format!("AWS Access Key ID [None]: {id} "), "default", Role::AccessKeyId, id),
            (format!("AWS Secret Access Key [****oLzQ]: {secret}\n"), "default", Role::SecretAccessKey, secret),
        ] {
            assert_eq!(told(&text), Some((profile.to_owned(), role, value.to_owned())), "{text}");
        }
        for text in ["AWS Access Key ID [****************RU7X]: \n", "aws configure set region us-east-1"] {
            assert_eq!(told(text), None, "{text}");
        }
    }
}
