//! The credential provider chain of each SDK and tool: in which order it looks for credentials and how it treats what
//! is half there. One file per family; [`ALL`] is the one list. Each entry names the source that it was read from;
//! what is not known is said to be unknown, and nothing may be concluded from it.

mod dotnet;
mod go;
mod javascript;
mod jvm;
#[cfg(test)]
mod matrix;
mod native;
mod python;
mod resolve;
mod scripting;
mod step;
mod surroundings;
mod tools;

pub use resolve::{Fault, Outcome, Picked, Resolution, Standing, Winner, resolve, selected_profile};
pub use step::{Holding, Step};
pub use surroundings::{File, Presence, Profile, Surroundings};

/// All chains, by family.
pub const ALL: &[&Chain] = &[
    &python::AWS_CLI_2,
    &python::BOTOCORE,
    &jvm::JAVA_V2,
    &jvm::JAVA_V1,
    &jvm::KOTLIN,
    &javascript::JS_V3,
    &javascript::JS_V2,
    &go::GO_V2,
    &go::GO_V1,
    &go::TERRAFORM,
    &dotnet::DOTNET_V4,
    &dotnet::DOTNET_V3,
    &scripting::PHP_V3,
    &scripting::RUBY_V3,
    &native::RUST,
    &native::CPP,
    &native::SWIFT,
    &native::AWS_C_AUTH,
    &tools::HADOOP_S3A,
    &tools::RCLONE,
    &tools::MINIO_GO,
];

/// The chain that applies where nothing says whose it is.
pub const DEFAULT: &Chain = &python::AWS_CLI_2;

/// The chain called `name`: by its id, or by a name of a program that uses it.
pub fn of(name: &str) -> Option<&'static Chain> {
    let named = |chain: &&&Chain| chain.id == name || chain.names.iter().any(|known| known.eq_ignore_ascii_case(name));
    ALL.iter().find(named).copied()
}

/// How one SDK or tool looks for credentials.
#[derive(Debug)]
pub struct Chain {
    /// The id that flags, links and reports use.
    pub id: &'static str,
    /// What a person calls it.
    pub title: &'static str,
    /// Programs that use it, as clients are named elsewhere and as they name themselves in user agents.
    pub names: &'static [&'static str],
    /// Where it looks, in order; the first that has credentials wins.
    pub order: &'static [Step],
    /// What wins inside one profile, where [`Step::Profile`] stands in the order; empty where that is not known.
    pub profile_order: &'static [Holding],
    /// Variables that hold the key ID; the first that is set counts.
    pub id_variables: &'static [&'static str],
    /// Variables that hold the secret.
    pub secret_variables: &'static [&'static str],
    /// Variables that hold the session token.
    pub token_variables: &'static [&'static str],
    /// Variables that name the profile.
    pub profile_variables: &'static [&'static str],
    /// Variables that name the region.
    pub region_variables: &'static [&'static str],
    /// What a profile that is named by an option (`--profile`, in code) does to the rest.
    pub explicit_profile: ExplicitProfile,
    /// What a profile variable does that names no profile.
    pub missing_profile: OnFault,
    /// What a profile variable does that is set to nothing.
    pub empty_profile: EmptyProfile,
    /// What an ID without a secret does in the environment.
    pub partial_environment: OnFault,
    /// What has to be set before all of it counts.
    pub needs: Needs,
    /// Whether credentials of a container rule out those of the instance; none where that is not known.
    pub container_excludes_imds: Option<bool>,
    /// Whether white space around values of variables is taken off; none where that is not known.
    pub trims_environment: Option<bool>,
    /// Which endpoint of STS it calls by itself.
    pub sts: StsEndpoint,
    /// The source that it was read from.
    pub source: &'static str,
    /// What misleads people about it, one sentence each.
    pub traps: &'static [&'static str],
}

/// What a profile named by an option does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExplicitProfile {
    /// Keys in the environment are not looked at; a web identity of the environment neither, where it says so.
    SkipsEnvironment {
        /// Whether a web identity of the environment is skipped, too.
        web_identity: bool,
    },
    /// It is asked before all else: [`Step::NamedProfile`].
    AskedFirst,
    /// Only the static keys of that profile are used.
    Alone,
    /// It says which profile is meant; the order stays.
    KeepsOrder,
    /// Not known.
    Unknown,
}

/// What a chain does about something that is half there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnFault {
    /// It stops with an error.
    Error,
    /// It goes on to the next place, in silence.
    Next,
    /// It sends requests without a signature.
    Anonymous,
    /// It does not look there at all.
    NotRead,
}

/// What a profile variable does that is set to nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmptyProfile {
    /// It is as if it were not set.
    Ignored,
    /// It names a profile without a name, which does not exist.
    Named,
    /// Not known.
    Unknown,
}

/// What has to be set before all of a chain counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Nothing.
    Nothing,
    /// `AWS_SDK_LOAD_CONFIG`, before `~/.aws/config` is read.
    LoadConfig,
    /// `env_auth = true`, before anything but the tool's own configuration is read.
    EnvAuth,
}

/// Which endpoint of STS a client calls by itself. Tokens of the global one are of version 1, which regions refuse
/// that must be enabled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StsEndpoint {
    /// That of the region.
    Regional,
    /// The global one, `sts.amazonaws.com`.
    Global,
    /// The global one before this version or date, that of the region since.
    RegionalSince(&'static str),
    /// It calls none.
    NotUsed,
    /// Not known.
    Unknown,
}

/// The standard names of the key ID.
const ID: &[&str] = &["AWS_ACCESS_KEY_ID"];
/// The standard names of the secret.
const SECRET: &[&str] = &["AWS_SECRET_ACCESS_KEY"];
/// The standard names of the session token.
const TOKEN: &[&str] = &["AWS_SESSION_TOKEN"];

/// Tools with chains of their own, and the libraries that send their requests.
const BUILT_ON: &[(&str, &[&str])] =
    &[("rclone", &["go-v1", "go-v2"]), ("terraform-aws", &["go-v1", "go-v2"]), ("hadoop-s3a", &["java-v1", "java-v2"])];

impl Chain {
    /// Whether it is a tool that is built on `library`, so that the words of its errors are those of the library.
    pub fn is_built_on(&self, library: &Self) -> bool {
        BUILT_ON.iter().any(|(tool, libraries)| *tool == self.id && libraries.contains(&library.id))
    }

    fn place(&self, wanted: fn(Step) -> bool) -> Option<usize> {
        self.order.iter().position(|&step| wanted(step))
    }

    /// Whether keys in the environment win where a profile variable is set, too; none where one of them is not read.
    pub fn environment_beats_profile_variable(&self) -> Option<bool> {
        let environment = self.place(Step::is_environment)?;
        let profile = self.place(|step| step.is_profile() && step != Step::NamedProfile)?;
        Some(environment < profile && !self.order.contains(&Step::EnvironmentUnlessProfile))
    }

    /// Whether a web identity of the environment wins over static keys of the profile; none where one is not read.
    pub fn web_identity_beats_profile(&self) -> Option<bool> {
        let web = self.place(|step| step == Step::WebIdentity)?;
        let profile = self.place(|step| step.holdings().contains(&Holding::Static) && step != Step::NamedProfile)?;
        Some(web < profile)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_names_lead_to_one_chain_each() {
        let mut names: Vec<&str> = ALL.iter().flat_map(|chain| chain.names.iter().copied().chain([chain.id])).collect();
        for name in &names {
            assert!(of(name).is_some(), "{name}");
        }
        names.sort_unstable();
        let before = names.len();
        names.dedup();
        assert_eq!(names.len(), before, "a name stands twice");
    }

    #[test]
    fn every_chain_is_whole() {
        for chain in ALL {
            assert!(!chain.source.is_empty() && !chain.traps.is_empty(), "{}", chain.id);
            let mut steps: Vec<&str> = chain.order.iter().map(|step| step.id()).collect();
            let count = steps.len();
            steps.sort_unstable();
            steps.dedup();
            assert_eq!(steps.len(), count, "{}: a step stands twice", chain.id);
            let named = chain.order.contains(&Step::NamedProfile);
            assert_eq!(named, chain.explicit_profile == ExplicitProfile::AskedFirst, "{}", chain.id);
        }
        for (tool, libraries) in BUILT_ON {
            assert!(of(tool).is_some() && libraries.iter().all(|id| of(id).is_some()), "{tool}");
        }
    }

    /// Who wins between keys in the environment and a profile variable, and between a web identity and static keys, as
    /// observed or read in the sources.
    #[test]
    fn the_orders_say_what_beats_what() {
        let environment_loses = ["js-v3", "dotnet-v3"];
        let no_profiles = ["hadoop-s3a"];
        let profile_before_web_identity = ["js-v2", "js-v3", "rust", "cpp", "swift", "aws-c-auth", "minio-go"];
        for chain in ALL {
            let expected = (!no_profiles.contains(&chain.id)).then(|| !environment_loses.contains(&chain.id));
            assert_eq!(chain.environment_beats_profile_variable(), expected, "{}", chain.id);
            let expected = (!no_profiles.contains(&chain.id)).then(|| !profile_before_web_identity.contains(&chain.id));
            assert_eq!(chain.web_identity_beats_profile(), expected, "{}", chain.id);
        }
    }
}
