//! What the person knows and the text may not say.

use std::fmt;

use crate::aws::key::Account;

/// What the reader knows; every field is optional.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// The account that the workload should use.
    pub expected_account: Option<Account>,
    /// The credential source that should win.
    pub expected_source: Option<Intended>,
    /// Whose provider chain applies, by the ids of [`crate::aws::chains`]; else read from the evidence.
    pub sdk: Option<String>,
    /// The reader's clock, RFC 3339; without it nothing depends on time.
    pub now: Option<String>,
}

/// A credential source that somebody intends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intended {
    /// A role: container, web identity, instance or assumed.
    Role,
    /// A user's long-term key.
    UserKey,
    /// A named profile.
    Profile,
    /// IAM Identity Center.
    Sso,
}

impl Intended {
    /// The sources by the ids that flags and links use.
    pub const ALL: [(&'static str, Self); 4] =
        [("role", Self::Role), ("user-key", Self::UserKey), ("profile", Self::Profile), ("sso", Self::Sso)];

    /// The id that flags and links use.
    pub fn id(self) -> &'static str {
        Self::ALL.iter().find(|(_, source)| *source == self).map_or("", |(id, _)| id)
    }
}

/// Why a value cannot be taken into a [`Context`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ContextError {
    /// No field has this name.
    Unknown(String),
    /// Not an account number.
    Account(String),
    /// Not a credential source.
    Source(String),
}

impl fmt::Display for ContextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(name) => {
                write!(f, "there is no --{name}; there are --expect-account, --expect-source, --sdk and --now")
            }
            Self::Account(value) => write!(f, "an account number has twelve digits, this has not: {value}"),
            Self::Source(value) => write!(f, "a credential source is role, user-key, profile or sso, not {value}"),
        }
    }
}

impl std::error::Error for ContextError {}

impl Context {
    /// Sets the field that flags and links call `name`.
    ///
    /// # Errors
    /// For a name that is not known and for a value that the field cannot hold.
    pub fn set(&mut self, name: &str, value: &str) -> Result<(), ContextError> {
        match name {
            "expect-account" => {
                let account = Account::parse(value).ok_or_else(|| ContextError::Account(value.to_owned()))?;
                self.expected_account = Some(account);
            }
            "expect-source" => {
                let source = Intended::ALL.iter().find(|(id, _)| *id == value);
                self.expected_source = Some(source.ok_or_else(|| ContextError::Source(value.to_owned()))?.1);
            }
            "sdk" => self.sdk = Some(value.to_owned()),
            "now" => self.now = Some(value.to_owned()),
            _ => return Err(ContextError::Unknown(name.to_owned())),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_are_taken_or_refused() {
        let mut context = Context::default();
        context.set("expect-account", "1234 5678-9012").unwrap();
        context.set("expect-source", "sso").unwrap();
        assert_eq!(context.expected_account.unwrap().to_string(), "123456789012");
        assert_eq!(context.expected_source.unwrap().id(), "sso");
        assert_eq!(context.set("expect-account", "12"), Err(ContextError::Account("12".into())));
        assert_eq!(context.set("nope", ""), Err(ContextError::Unknown("nope".into())));
    }
}
