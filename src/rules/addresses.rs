//! Where requests go, as the evidence names it: regions, endpoints and ARNs, with what belongs together.

use super::chain;
use super::{Case, Place};
use crate::aws::chains::selected_profile;
use crate::aws::names::Role;
use crate::aws::regions::{self, Arn, Endpoint, Partition, Server};
use crate::evidence::{Fact, Given, Scope, Setting};
use crate::text::View;

/// What belongs together: the settings of one environment or profile, one request.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Settings of one place.
    Setting(Scope),
    /// What one request was sent to or signed for, or one answer named, by its block.
    Request(usize),
    /// What one option on a command line or one line of source says, by its place.
    Aside(usize),
    /// Who the caller is.
    Caller,
}

impl Group {
    /// Whether it is about one request, so that it says nothing of another one.
    pub fn is_request(&self) -> bool {
        matches!(self, Self::Request(_) | Self::Aside(_))
    }
}

/// What is mentioned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A region by its name.
    Region(String),
    /// An endpoint by its host.
    Endpoint(String),
    /// A role's ARN.
    Role,
    /// The caller's ARN.
    Caller,
}

/// A place that names a partition, and mostly a region.
#[derive(Clone, Debug)]
pub struct Mention {
    /// What names it.
    pub what: What,
    /// The partition.
    pub partition: Partition,
    /// The region, where it is named.
    pub region: Option<String>,
    /// What it belongs to.
    pub group: Group,
    /// Where it stands.
    pub place: Place,
}

/// All mentions, in the order of the evidence. Profiles that are not the selected one do not count, unless only one
/// profile is shown.
pub fn mentions(case: &Case<'_>) -> Vec<Mention> {
    let profile = profile(case);
    let mut all = Vec::new();
    for &(setting, place) in &case.settings {
        if is_in_use(setting, profile.as_deref()) {
            all.extend(of_setting(setting, place));
        }
    }
    for (fact, place) in case.facts() {
        let group = Group::Request(place.block);
        match fact {
            Fact::Failure(failure) => {
                let place = Place { span: failure.span.unwrap_or(place.span), ..place };
                all.extend(failure.region.as_deref().and_then(|region| of_region(region, group.clone(), place)));
                all.extend(failure.host.as_deref().and_then(|host| of_address(host, group, place)));
            }
            Fact::Request(request) => {
                let place = Place { span: request.span, ..place };
                all.extend(request.region.as_deref().and_then(|region| of_region(region, group.clone(), place)));
                all.extend(request.host.as_deref().and_then(|host| of_address(host, group, place)));
            }
            Fact::Endpoint(address) => {
                let place = Place { span: address.whole(), ..place };
                all.extend(of_address(address.text(), group, place));
            }
            Fact::Identity(identity) => all.extend(identity.arn.as_ref().and_then(|arn| {
                let partition = Arn::parse(arn.text())?.partition?;
                let place = Place { span: arn.whole(), ..place };
                Some(Mention { what: What::Caller, partition, region: None, group: Group::Caller, place })
            })),
            _ => {}
        }
    }
    all
}

/// The profile whose settings count: the selected one, or the only one that is shown.
pub fn profile(case: &Case<'_>) -> Option<String> {
    let (chain, _) = chain::whose(case);
    let around = chain::Around::of(case, chain);
    if let Some((name, _)) = selected_profile(chain, &around.surroundings) {
        return Some(name.to_owned());
    }
    let mut names = case.settings.iter().filter_map(|(setting, _)| match &setting.scope {
        Scope::CredentialsFile(name) | Scope::ConfigFile(name) => Some(name),
        _ => None,
    });
    let first = names.next()?;
    Some(if names.all(|name| name == first) { first.clone() } else { "default".to_owned() })
}

/// Whether the endpoint that is set is a machine in the own network: an emulator takes any key.
pub fn is_emulated(case: &Case<'_>) -> bool {
    case.settings.iter().filter(|(setting, _)| setting.role == Some(Role::Endpoint)).any(|(setting, _)| {
        let address = setting.value.text().map(|value| value.text().trim().to_ascii_lowercase());
        address.is_some_and(|address| regions::server(&address) == Server::Local)
    })
}

/// Whether `setting` counts where `profile` is the one in use.
pub fn is_in_use(setting: &Setting, profile: Option<&str>) -> bool {
    match &setting.scope {
        Scope::CredentialsFile(name) | Scope::ConfigFile(name) => profile == Some(name.as_str()),
        _ => true,
    }
}

fn of_setting(setting: &Setting, place: Place) -> Option<Mention> {
    let Given::Text(value) = &setting.value else { return None };
    let group = match &setting.scope {
        Scope::Code => Group::Aside(place.span.start),
        Scope::ConfigFile(name) => Group::Setting(Scope::CredentialsFile(name.clone())),
        other => Group::Setting(other.clone()),
    };
    let text = value.text().trim();
    match setting.role? {
        // A command may follow on the assignment.
        Role::Region => of_region(text.split(' ').next()?, group, place),
        Role::Endpoint => of_address(text, group, place),
        Role::RoleArn => {
            let partition = Arn::parse(text)?.partition?;
            Some(Mention { what: What::Role, partition, region: None, group, place })
        }
        _ => None,
    }
}

fn of_region(region: &str, group: Group, place: Place) -> Option<Mention> {
    let partition = Partition::of_region(region)?;
    let region = region.to_owned();
    Some(Mention { what: What::Region(region.clone()), partition, region: Some(region), group, place })
}

fn of_address(address: &str, group: Group, place: Place) -> Option<Mention> {
    let folded = address.to_ascii_lowercase();
    let Server::Aws(Endpoint { partition, region, .. }) = regions::server(&folded) else { return None };
    let region = region.map(str::to_owned);
    Some(Mention { what: What::Endpoint(regions::host(&folded).to_owned()), partition, region, group, place })
}

/// The region in which the failing requests run: of the requests themselves where that shows, else what is configured.
pub fn regions_in_use(case: &Case<'_>) -> Vec<Mention> {
    let all: Vec<Mention> = mentions(case).into_iter().filter(|mention| mention.region.is_some()).collect();
    let of_requests: Vec<Mention> = all.iter().filter(|mention| mention.group.is_request()).cloned().collect();
    if of_requests.is_empty() { all } else { of_requests }
}

/// A session token that stands in the evidence whole or from its beginning on.
pub struct Carried<'a> {
    /// The token.
    pub value: &'a View<'static>,
    /// What it is set in; none for tokens that were sent or echoed.
    pub scope: Option<&'a Scope>,
    /// Where it stands.
    pub place: Place,
}

/// All session tokens of which something shows.
pub fn tokens<'a>(case: &Case<'a>) -> Vec<Carried<'a>> {
    let of_setting = |&(setting, place): &(&'a Setting, Place)| match &setting.value {
        Given::Text(value) | Given::Cut(value) if setting.role == Some(Role::SessionToken) => {
            Some(Carried { value, scope: Some(&setting.scope), place })
        }
        _ => None,
    };
    let of_fact = |(fact, place): (&'a Fact, Place)| match fact {
        Fact::SessionToken(value) => {
            Some(Carried { value, scope: None, place: Place { span: value.whole(), ..place } })
        }
        _ => None,
    };
    case.settings.iter().filter_map(of_setting).chain(case.facts().filter_map(of_fact)).collect()
}
