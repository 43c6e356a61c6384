//! What the evidence shows of a program's surroundings, in the terms of the provider chains.

use crate::aws::chains::{Chain, File, Holding, Presence, Profile, Step, Surroundings, selected_profile};
use crate::aws::names::Role;
use crate::evidence::{Given, Row, Scope, Setting};
use crate::rules::{Case, Place};
use crate::text::sorted::Sorted;

/// How many variables a listing of the environment shows at least, so that what it does not show counts as not set.
const LISTING: usize = 2;

/// How many places prove one rung at most.
const MOST: usize = 8;

/// What stands in place of a value that is set and not shown.
const HIDDEN: &str = "(set)";

/// The surroundings, and which text shows what of them.
#[derive(Debug)]
pub struct Around {
    /// In the terms of the chains.
    pub surroundings: Surroundings,
    /// The text that shows something of each rung.
    shown: Vec<Shown>,
    /// The profile that an option or a variable names, else `default`.
    pub profile: String,
}

/// The text that shows something of a rung.
#[derive(Clone, Debug, Default)]
struct Shown {
    /// Something is set there.
    set: Vec<Place>,
    /// Something is not.
    unset: Vec<Place>,
}

impl Around {
    /// What `case` shows of the surroundings, as `chain` sees them.
    pub fn of(case: &Case<'_>, chain: &Chain) -> Self {
        let surroundings = surroundings(case);
        let profile = selected_profile(chain, &surroundings).map_or("default", |(name, _)| name).to_owned();
        let mut around = Self { surroundings, shown: vec![Shown::default(); chain.order.len()], profile };
        for &(setting, place) in &case.settings {
            let at = Place { span: setting.name.whole().join(setting.span), ..place };
            for rung in rungs_of(setting, chain, &around.profile) {
                let shown = around.shown.get_mut(rung);
                let places = shown.map(|shown| if setting.value.is_set() { &mut shown.set } else { &mut shown.unset });
                if let Some(places) = places.filter(|places| places.len() < MOST && places.last() != Some(&at)) {
                    places.push(at);
                }
            }
        }
        around.show_absence(case, chain);
        around
    }

    /// A listing of the environment shows that what it does not hold is not set there.
    fn show_absence(&mut self, case: &Case<'_>, chain: &Chain) {
        let Some(place) = listing(case) else { return };
        let Some(span) = case.blocks.get(place.block).map(|block| block.span) else { return };
        let reads = |step: Step| {
            step.is_environment()
                || matches!(
                    step,
                    Step::WebIdentity | Step::Container | Step::AmazonEnvironment | Step::MinioEnvironment
                )
        };
        for (&step, shown) in chain.order.iter().zip(&mut self.shown) {
            if reads(step) && shown.set.is_empty() && shown.unset.is_empty() {
                shown.unset.push(Place { span, ..place });
            }
        }
    }

    /// The text that shows that rung `number` has something, or has nothing.
    pub(super) fn proof(&self, number: usize, set: bool) -> Vec<Place> {
        let shown = self.shown.get(number);
        shown.map(|shown| if set { &shown.set } else { &shown.unset }).cloned().unwrap_or_default()
    }
}

/// The first block that lists an environment.
fn listing(case: &Case<'_>) -> Option<Place> {
    let mut count = 0;
    let mut last = None;
    case.settings.iter().filter(|(setting, _)| setting.scope == Scope::Environment).find_map(|&(_, place)| {
        count = if last == Some(place.block) { count + 1 } else { 1 };
        last = Some(place.block);
        (count == LISTING).then_some(place)
    })
}

fn surroundings(case: &Case<'_>) -> Surroundings {
    let mut around = Surroundings { variables_complete: listing(case).is_some(), ..Surroundings::default() };
    let mut profiles: Sorted<(&str, File), Vec<Holding>> = Sorted::default();
    for (setting, _) in &case.settings {
        let name = setting.name.text();
        match &setting.scope {
            Scope::Environment => {
                around.variables.insert(name.to_owned(), value(setting).to_owned());
            }
            Scope::CredentialsFile(profile) => hold(&mut profiles, profile, File::Credentials, setting),
            Scope::ConfigFile(profile) if !profile.contains(' ') => hold(&mut profiles, profile, File::Config, setting),
            Scope::SystemProperties if is_set(setting, Role::AccessKeyId) => around.properties = Presence::Present,
            Scope::Tool(_) if name.eq_ignore_ascii_case("env_auth") => around.env_auth = value(setting) == "true",
            Scope::Tool(_) | Scope::Code => explicit(&mut around, setting),
            Scope::ConfigFile(_) | Scope::SystemProperties | Scope::Object => {}
        }
    }
    let of = |((name, file), holds): ((&str, File), _)| Profile { name: name.to_owned(), file, holds };
    around.profiles = profiles.into_iter().map(of).collect();
    // With an option the environment's keys do not count: of such keys the old CLI names the option for the variable too.
    let listed = |kind: &str| {
        let mut rows = case.rows(Row::Profile).zip(case.rows(Row::AccessKey));
        let row = rows.find(|((row, _), (key, _))| match key.kind.as_str() {
            "env" => kind == "env" && matches!(row.kind.as_str(), "env" | "manual"),
            _ => row.kind == kind,
        });
        row.and_then(|((row, _), _)| row.value.as_ref()).map(|name| name.text().to_owned())
    };
    let is_set = |around: &Surroundings| PROFILES.iter().any(|name| around.variables.contains_key(*name));
    if let Some(name) = listed("env").filter(|_| !is_set(&around)) {
        around.variables.insert("AWS_PROFILE".to_owned(), name);
    }
    // A command with an option may stand beside the one that failed without it: the variable, or a listing, says more.
    let in_doubt = is_set(&around) || case.rows(Row::Profile).next().is_some();
    around.profile_option = listed("manual").or(around.profile_option.filter(|_| !in_doubt));
    around
}

/// The variables that name a profile.
const PROFILES: [&str; 2] = ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"];

/// Keys and profile names in code, on the command line and in a tool's own configuration.
fn explicit(around: &mut Surroundings, setting: &Setting) {
    if is_set(setting, Role::AccessKeyId) {
        around.explicit = Presence::Present;
    } else if is_set(setting, Role::SessionToken) {
        around.explicit_session = Presence::Present;
    } else if is_set(setting, Role::Profile)
        && let Given::Text(name) = &setting.value
    {
        around.profile_option = Some(name.text().to_owned());
    }
}

fn is_set(setting: &Setting, role: Role) -> bool {
    setting.role == Some(role) && setting.value.is_set()
}

fn value(setting: &Setting) -> &str {
    match &setting.value {
        Given::Text(value) => value.text(),
        Given::Masked(_) | Given::Cut(_) | Given::Elsewhere => HIDDEN,
    }
}

fn hold<'a>(profiles: &mut Sorted<(&'a str, File), Vec<Holding>>, profile: &'a str, file: File, setting: &Setting) {
    let Some(holding) = holding(setting).filter(|_| setting.value.is_set()) else { return };
    let holds = profiles.or_insert((profile, file), Vec::new());
    if let Some(holds) = holds.filter(|holds| !holds.contains(&holding)) {
        holds.push(holding);
    }
}

/// What `setting` makes of the profile that it stands in.
pub(super) fn holding(setting: &Setting) -> Option<Holding> {
    Some(match (setting.role?, setting.name.text().to_ascii_lowercase().as_str()) {
        (Role::AccessKeyId, _) => Holding::Static,
        (Role::WebIdentityTokenFile, _) => Holding::WebIdentity,
        (_, "source_profile") => Holding::RoleFromProfile,
        (_, "credential_source") => Holding::RoleFromSource,
        (_, "credential_process") => Holding::Process,
        (_, "sso_session" | "sso_start_url" | "sso_role_name" | "sso_account_id") => Holding::Sso,
        (_, "login_session") => Holding::Login,
        _ => return None,
    })
}

/// The rungs of which `setting` shows something.
fn rungs_of<'a>(setting: &'a Setting, chain: &'a Chain, selected: &'a str) -> impl Iterator<Item = usize> + use<'a> {
    let name = setting.name.text();
    let is_pair = matches!(setting.role, Some(Role::AccessKeyId | Role::SecretAccessKey));
    let concerns = move |step: Step| match &setting.scope {
        Scope::Environment => match step {
            Step::Environment | Step::EnvironmentUnlessProfile => {
                chain.id_variables.contains(&name) || chain.secret_variables.contains(&name)
            }
            Step::AmazonEnvironment => is_pair && name.starts_with("AMAZON_"),
            Step::MinioEnvironment => is_pair && name.starts_with("MINIO_"),
            Step::WebIdentity => matches!(name, "AWS_WEB_IDENTITY_TOKEN_FILE" | "AWS_ROLE_ARN"),
            Step::Container => setting.role == Some(Role::ContainerUri),
            Step::Ec2CredentialsFile => name == "AWS_CREDENTIAL_FILE",
            Step::BotoConfig => name == "BOTO_CONFIG",
            _ => false,
        },
        Scope::CredentialsFile(profile) | Scope::ConfigFile(profile) => {
            let file = match step {
                Step::CredentialsFile | Step::CredentialsFileProcess => Some(true),
                Step::ConfigFile | Step::ConfigFileProcess => Some(false),
                _ => None,
            };
            let in_file = file.is_none_or(|wanted| wanted == matches!(setting.scope, Scope::CredentialsFile(_)));
            let held = holding(setting).is_some_and(|held| step.holdings().contains(&held));
            profile == selected && in_file && held && setting.value.is_set()
        }
        Scope::SystemProperties => step == Step::SystemProperties && is_pair,
        Scope::Tool(_) | Scope::Code => match step {
            Step::Explicit => is_pair,
            Step::ExplicitSession => setting.role == Some(Role::SessionToken),
            Step::NamedProfile => setting.role == Some(Role::Profile),
            _ => false,
        },
        Scope::Object => false,
    };
    chain.order.iter().enumerate().filter(move |(_, step)| concerns(**step)).map(|(rung, _)| rung)
}
