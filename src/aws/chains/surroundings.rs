//! What stands around a program: the description that a chain is resolved against. What is not described is unknown.

use super::Holding;
use crate::text::sorted::Sorted;

/// What stands around a program, as far as it is known.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// Variables of the environment by their exact names; empty text for those that are set to nothing.
    pub variables: Sorted<String, String>,
    /// Variables that are not listed are known not to be set.
    pub variables_complete: bool,
    /// Profiles of the two shared files.
    pub profiles: Vec<Profile>,
    /// Nothing else stands in these files.
    pub profiles_complete: bool,
    /// The profile that an option or the code names.
    pub profile_option: Option<String>,
    /// Keys in code or in the tool's own configuration.
    pub explicit: Presence,
    /// The same with a session token.
    pub explicit_session: Presence,
    /// Keys in Java's system properties.
    pub properties: Presence,
    /// A role of the instance.
    pub instance: Presence,
    /// rclone's `env_auth`.
    pub env_auth: bool,
}

/// Whether something is there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Presence {
    /// It is.
    Present,
    /// It is not.
    Absent,
    /// Nobody said.
    #[default]
    Unknown,
}

/// A profile in one of the two files; one of the same name in the other file stands by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Its name.
    pub name: String,
    /// The file.
    pub file: File,
    /// What it holds.
    pub holds: Vec<Holding>,
}

/// One of the two shared files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum File {
    /// `~/.aws/credentials`
    Credentials,
    /// `~/.aws/config`
    Config,
}

impl Surroundings {
    /// The first of `names` that is set to something.
    pub(super) fn first_set(&self, names: &[&'static str]) -> Option<&'static str> {
        names.iter().copied().find(|&name| self.variables.get(name).is_some_and(|value| !value.is_empty()))
    }

    /// Whether one of `names` is set to something.
    pub(super) fn presence(&self, names: &[&'static str]) -> Presence {
        match self.first_set(names) {
            Some(_) => Presence::Present,
            None if self.variables_complete || names.iter().any(|&name| self.variables.contains_key(name)) => {
                Presence::Absent
            }
            None => Presence::Unknown,
        }
    }

    pub(super) fn truthy(&self, name: &str) -> bool {
        let value = self.variables.get(name).map_or("", String::as_str);
        ["1", "t", "true"].iter().any(|yes| value.eq_ignore_ascii_case(yes))
    }
}
