//! Which rung of a chain wins, given what stands around a program. Pure: it knows nothing of evidence, and what is not
//! described is unknown, never guessed.

use super::{
    Chain, EmptyProfile, ExplicitProfile, File, Holding, Needs, OnFault, Presence, Profile, Step, Surroundings,
};

/// What a rung has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Credentials.
    Set,
    /// A part of them: an ID without a secret.
    Part,
    /// None.
    Absent,
    /// The chain does not look there in these surroundings.
    Skipped,
    /// Nobody said.
    Unknown,
}

/// The rung that won, and what it used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Winner {
    /// Its number in [`Chain::order`].
    pub rung: usize,
    /// The profile that it came from.
    pub profile: Option<Picked>,
    /// The variable that gave the key ID.
    pub id_variable: Option<&'static str>,
    /// The variable whose session token goes along.
    pub token_variable: Option<&'static str>,
}

/// What was picked from a profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picked {
    /// The profile's name.
    pub name: String,
    /// What of it, and from which file; none where the order inside a profile is not known and it holds several.
    pub holding: Option<(Holding, File)>,
}

/// Why a chain stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The environment holds an ID without a secret.
    PartialEnvironment,
    /// The profile that a variable names does not exist.
    MissingProfile,
}

/// What comes of a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A rung gives the credentials.
    Won(Winner),
    /// It stops with an error.
    Fails(Fault),
    /// Requests go out without a signature.
    Anonymous,
    /// No rung has credentials.
    Nothing,
    /// It depends on this rung, of which nobody said anything.
    Unknown(usize),
}

/// What each rung has, and what comes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolution {
    /// One per step of [`Chain::order`].
    pub rungs: Vec<Standing>,
    /// What comes of it.
    pub outcome: Outcome,
}

/// The variables of a web identity.
const WEB_IDENTITY: [&str; 2] = ["AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_ROLE_ARN"];
/// The variables that lead to a container's credentials.
const CONTAINER: [&str; 2] = ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI"];

impl Surroundings {
    /// A pair of variables: an ID and its secret.
    fn pair(&self, ids: &[&'static str], secrets: &[&'static str]) -> Standing {
        match (self.presence(ids), self.presence(secrets)) {
            (Presence::Present, Presence::Present) => Standing::Set,
            (Presence::Present, _) => Standing::Part,
            (Presence::Absent, _) => Standing::Absent,
            (Presence::Unknown, _) => Standing::Unknown,
        }
    }

    fn all_of(&self, names: [&'static str; 2]) -> Standing {
        let states = names.map(|name| self.presence(&[name]));
        if states.contains(&Presence::Absent) {
            Standing::Absent
        } else if states.contains(&Presence::Unknown) {
            Standing::Unknown
        } else {
            Standing::Set
        }
    }
}

impl From<Presence> for Standing {
    fn from(presence: Presence) -> Self {
        match presence {
            Presence::Present => Self::Set,
            Presence::Absent => Self::Absent,
            Presence::Unknown => Self::Unknown,
        }
    }
}

/// The profile that `chain` selects, and the variable that names it; none of either where the default one is meant.
/// An empty name is given where a variable is set to nothing and the chain takes it at its word.
pub fn selected_profile<'a>(chain: &Chain, around: &'a Surroundings) -> Option<(&'a str, Option<&'static str>)> {
    if let Some(name) = &around.profile_option {
        return Some((name, None));
    }
    // Go v1 learns of the second variable together with the config file.
    let second: &[&'static str] =
        if chain.id == "go-v1" && loads_config(chain, around) { &["AWS_DEFAULT_PROFILE"] } else { &[] };
    let mut variables = chain.profile_variables.iter().chain(second);
    variables.find_map(|&name| {
        let value = around.variables.get(name)?;
        let counts = !value.is_empty() || chain.empty_profile == EmptyProfile::Named;
        counts.then_some((value.as_str(), Some(name)))
    })
}

fn loads_config(chain: &Chain, around: &Surroundings) -> bool {
    chain.needs != Needs::LoadConfig || around.truthy("AWS_SDK_LOAD_CONFIG")
}

/// Which rung of `chain` wins in `around`.
pub fn resolve(chain: &Chain, around: &Surroundings) -> Resolution {
    let reader = Reader { chain, around, profile: selected_profile(chain, around) };
    let rungs: Vec<Standing> = chain.order.iter().map(|&step| reader.standing(step)).collect();
    let outcome = reader.outcome(&rungs);
    Resolution { rungs, outcome }
}

struct Reader<'a> {
    chain: &'a Chain,
    around: &'a Surroundings,
    profile: Option<(&'a str, Option<&'static str>)>,
}

impl<'a> Reader<'a> {
    fn standing(&self, step: Step) -> Standing {
        if self.is_skipped(step) {
            return Standing::Skipped;
        }
        let (chain, around) = (self.chain, self.around);
        match step {
            Step::Explicit => around.explicit.into(),
            Step::ExplicitSession => around.explicit_session.into(),
            Step::SystemProperties => around.properties.into(),
            // Nothing but the program's own code brings these about.
            Step::ExplicitSso | Step::AppConfig => Standing::Absent,
            Step::Environment | Step::EnvironmentUnlessProfile => {
                around.pair(chain.id_variables, chain.secret_variables)
            }
            Step::AmazonEnvironment => around.pair(&["AMAZON_ACCESS_KEY_ID"], &["AMAZON_SECRET_ACCESS_KEY"]),
            Step::MinioEnvironment => {
                around.pair(&["MINIO_ROOT_USER", "MINIO_ACCESS_KEY"], &["MINIO_ROOT_PASSWORD", "MINIO_SECRET_KEY"])
            }
            Step::WebIdentity => self.web_identity(),
            Step::Ec2CredentialsFile => around.presence(&["AWS_CREDENTIAL_FILE"]).into(),
            Step::BotoConfig => match around.presence(&["BOTO_CONFIG"]) {
                Presence::Present => Standing::Set,
                Presence::Absent | Presence::Unknown => Standing::Absent,
            },
            Step::Container => around.presence(&CONTAINER).into(),
            Step::Imds => around.instance.into(),
            Step::NamedProfile if around.profile_option.is_none() => Standing::Absent,
            _ => self.profile_standing(step),
        }
    }

    /// Whether the chain leaves `step` out in these surroundings.
    fn is_skipped(&self, step: Step) -> bool {
        let (chain, around) = (self.chain, self.around);
        let explicit = around.profile_option.is_some();
        let by_profile = explicit
            && match chain.explicit_profile {
                ExplicitProfile::SkipsEnvironment { web_identity } => {
                    step.is_environment()
                        || web_identity && step == Step::WebIdentity && !self.profile_has_web_identity()
                }
                ExplicitProfile::Alone => step != Step::CredentialsFile && step != Step::ConfigFile,
                _ => false,
            };
        let by_variable = step == Step::EnvironmentUnlessProfile && self.profile.is_some();
        let not_asked = chain.needs == Needs::EnvAuth && !around.env_auth && step != Step::Explicit;
        let no_instance = step == Step::Imds && (self.metadata_is_off() || self.container_rules());
        by_profile || by_variable || not_asked || no_instance
    }

    fn metadata_is_off(&self) -> bool {
        let value = self.around.variables.get("AWS_EC2_METADATA_DISABLED").map_or("", String::as_str);
        let any_value = matches!(self.chain.id, "js-v3" | "aws-c-auth");
        value.eq_ignore_ascii_case("true") || any_value && !value.is_empty() && !value.eq_ignore_ascii_case("false")
    }

    fn container_rules(&self) -> bool {
        self.chain.container_excludes_imds == Some(true) && self.around.presence(&CONTAINER) == Presence::Present
    }

    fn web_identity(&self) -> Standing {
        let skips = ExplicitProfile::SkipsEnvironment { web_identity: true };
        let skipped = self.around.profile_option.is_some() && self.chain.explicit_profile == skips;
        let environment = if skipped { Standing::Absent } else { self.around.all_of(WEB_IDENTITY) };
        if environment != Standing::Set && self.profile_has_web_identity() { Standing::Set } else { environment }
    }

    /// Whether the profile holds a web identity that no other step of the chain takes.
    fn profile_has_web_identity(&self) -> bool {
        let elsewhere = self.chain.order.iter().any(|step| step.holdings().contains(&Holding::WebIdentity));
        !elsewhere && self.candidates().any(|profile| profile.holds.contains(&Holding::WebIdentity))
    }

    /// The selected profile in the files that the chain reads.
    fn candidates(&self) -> impl Iterator<Item = &'a Profile> {
        let name = self.profile.map_or("default", |(name, _)| name);
        let config = loads_config(self.chain, self.around);
        let named = move |profile: &&Profile| profile.name == name && (config || profile.file == File::Credentials);
        self.around.profiles.iter().filter(named)
    }

    fn profile_standing(&self, step: Step) -> Standing {
        if self.taken(step).next().is_some() {
            Standing::Set
        } else if self.around.profiles_complete {
            Standing::Absent
        } else {
            Standing::Unknown
        }
    }

    /// What `step` takes of the selected profile, with the file; the credentials file stands first.
    fn taken(&self, step: Step) -> impl Iterator<Item = (Holding, File)> {
        let files: &[File] = match step {
            Step::CredentialsFile | Step::CredentialsFileProcess => &[File::Credentials],
            Step::ConfigFile | Step::ConfigFileProcess => &[File::Config],
            _ => &[File::Credentials, File::Config],
        };
        let in_file = |file: File| self.candidates().filter(move |profile| profile.file == file);
        let all = files.iter().flat_map(move |&file| {
            in_file(file).flat_map(move |profile| profile.holds.iter().map(move |&holding| (holding, file)))
        });
        all.filter(move |(holding, _)| step.holdings().contains(holding))
    }

    fn outcome(&self, rungs: &[Standing]) -> Outcome {
        if self.is_profile_missing() && self.chain.missing_profile == OnFault::Error {
            return Outcome::Fails(Fault::MissingProfile);
        }
        for (number, (&step, &standing)) in self.chain.order.iter().zip(rungs).enumerate() {
            match standing {
                Standing::Set => return Outcome::Won(self.winner(number, step)),
                Standing::Unknown => return Outcome::Unknown(number),
                Standing::Part if !self.around.variables_complete => return Outcome::Unknown(number),
                Standing::Part if step.is_environment() => match self.chain.partial_environment {
                    OnFault::Error => return Outcome::Fails(Fault::PartialEnvironment),
                    OnFault::Anonymous => return Outcome::Anonymous,
                    OnFault::Next | OnFault::NotRead => {}
                },
                Standing::Part | Standing::Absent | Standing::Skipped => {}
            }
        }
        Outcome::Nothing
    }

    /// Whether a profile is named that is known not to exist.
    fn is_profile_missing(&self) -> bool {
        self.profile.is_some() && self.around.profiles_complete && self.candidates().next().is_none()
    }

    fn winner(&self, rung: usize, step: Step) -> Winner {
        let chain = self.chain;
        let (ids, tokens): (&[&'static str], &[&'static str]) = match step {
            Step::Environment | Step::EnvironmentUnlessProfile => (chain.id_variables, chain.token_variables),
            Step::AmazonEnvironment => (&["AMAZON_ACCESS_KEY_ID"], &["AMAZON_SESSION_TOKEN"]),
            _ => (&[], &[]),
        };
        let profile = step.is_profile().then(|| Picked {
            name: self.profile.map_or("default", |(name, _)| name).to_owned(),
            holding: self.picked(step),
        });
        let around = self.around;
        Winner { rung, profile, id_variable: around.first_set(ids), token_variable: around.first_set(tokens) }
    }

    fn picked(&self, step: Step) -> Option<(Holding, File)> {
        let mut taken: Vec<(Holding, File)> = self.taken(step).collect();
        let order = self.chain.profile_order;
        if matches!(step, Step::Profile | Step::NamedProfile) && !order.is_empty() {
            taken.sort_by_key(|(holding, _)| order.iter().position(|known| known == holding).unwrap_or(order.len()));
            return taken.first().copied();
        }
        let first = taken.first().copied();
        first.filter(|(holding, _)| taken.iter().all(|(other, _)| other == holding))
    }
}
