//! One runtime in a few aspects: which source, which key, which token, where to. Two of them can be compared.

use super::addresses::{self, What};
use super::chain::{self, Around, Ladder, State};
use super::{Case, Finding, KeyUse, Place};
use crate::aws::chains::selected_profile;
use crate::aws::key;
use crate::aws::names::Role;
use crate::aws::regions::{self, Server};
use crate::aws::time::Moment;
use crate::aws::token::Token;
use crate::evidence::{Fact, Row, Scope};
use crate::text::characters::code_point;
use crate::text::{View, mask};

/// What may differ between two runtimes, the most telling first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    /// What is wrong with the key ID as it stands.
    Defect,
    /// The credential source that won.
    Source,
    /// The key ID.
    Key,
    /// The account of the key or the caller.
    Account,
    /// Whether a session token comes along.
    Token,
    /// When the session token was made.
    TokenAge,
    /// Where requests go.
    Endpoint,
    /// The region.
    Region,
    /// The profile.
    Profile,
    /// Who AWS says the caller is.
    Caller,
    /// The SDK or tool.
    Sdk,
}

impl Aspect {
    /// All aspects, the most telling first.
    pub const ALL: [Self; 11] = [
        Self::Defect,
        Self::Source,
        Self::Key,
        Self::Account,
        Self::Token,
        Self::TokenAge,
        Self::Endpoint,
        Self::Region,
        Self::Profile,
        Self::Caller,
        Self::Sdk,
    ];

    /// The id that the page uses.
    pub fn id(self) -> &'static str {
        match self {
            Self::Defect => "defect",
            Self::Source => "source",
            Self::Key => "key",
            Self::Account => "account",
            Self::Token => "token",
            Self::TokenAge => "token-age",
            Self::Endpoint => "endpoint",
            Self::Region => "region",
            Self::Profile => "profile",
            Self::Caller => "caller",
            Self::Sdk => "sdk",
        }
    }
}

/// What is known of one aspect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trait {
    /// Which.
    pub aspect: Aspect,
    /// What to show: secrets and key IDs hidden. None where it is known that there is nothing.
    pub value: Option<String>,
    /// What two runtimes are compared by; it may hold a whole key ID and is not to be shown.
    same: String,
    /// Where it stands.
    pub place: Option<Place>,
}

impl Trait {
    fn new(aspect: Aspect, value: impl Into<String>, place: Option<Place>) -> Self {
        let value = value.into();
        Self { aspect, same: value.clone(), value: Some(value), place }
    }

    fn nothing(aspect: Aspect, place: Option<Place>) -> Self {
        Self { aspect, value: None, same: String::new(), place }
    }

    /// Whether both say the same; of keys of which only the end is known, as far as that goes.
    pub fn agrees(&self, other: &Self) -> bool {
        let ends = |whole: &Self, tail: &Self| {
            tail.same.starts_with('*') && whole.same.ends_with(tail.same.trim_start_matches('*'))
        };
        self.same == other.same || ends(self, other) || ends(other, self)
    }
}

/// What `case` shows of its runtime; what it does not show is left out.
pub fn traits(case: &Case<'_>, findings: &[Finding]) -> Vec<Trait> {
    let ladder = chain::ladder(case);
    let (chain, known) = chain::whose(case);
    let around = Around::of(case, chain);
    let key = key_in_use(case, ladder);
    let complete = around.surroundings.variables_complete;
    let mut all = Vec::new();
    all.extend(defect(case, findings, key));
    all.extend(ladder.and_then(source));
    all.extend(key.map(key_trait).or_else(|| tail(case)));
    all.extend(account(case, key));
    all.extend(token(case, key));
    all.extend(token_age(case));
    all.extend(endpoint(case, complete));
    all.extend(region(case, chain.region_variables));
    let unnamed = complete || case.rows(Row::Profile).any(|(row, _)| row.value.is_none());
    all.extend(match selected_profile(chain, &around.surroundings) {
        Some((name, _)) => Some(Trait::new(Aspect::Profile, name, profile_place(case, name))),
        None => unnamed.then(|| Trait::nothing(Aspect::Profile, None)),
    });
    all.extend(caller(case));
    all.extend(known.then(|| Trait::new(Aspect::Sdk, chain.title, None)));
    all
}

/// The key in use: the one that was sent, else that of the rung that won or comes first, else the only one.
fn key_in_use<'c, 'a>(case: &'c Case<'a>, ladder: Option<&Ladder>) -> Option<&'c KeyUse<'a>> {
    let sent = case.sent().find(|held| held.key.is_some());
    let of_rung = || ladder.and_then(|ladder| leading(ladder)?.key(case));
    let only = || case.uses.iter().find(|held| held.key.is_some() && case.keys.len() == 1);
    sent.or_else(of_rung).or_else(only)
}

/// The rung that won, else the first that has something.
fn leading(ladder: &Ladder) -> Option<&chain::Rung> {
    ladder.winner().or_else(|| ladder.rungs.iter().find(|rung| rung.state == State::Set))
}

/// Findings about the form of a key ID.
const DEFECTS: &[&str] = &[
    "hidden-character",
    "lookalike-character",
    "illegal-character",
    "lowercase",
    "truncated",
    "too-long",
    "quoted-value",
    "name-in-value",
    "base64-encoded",
    "placeholder",
    "masked-tail-defect",
];

fn defect(case: &Case<'_>, findings: &[Finding], key: Option<&KeyUse<'_>>) -> Option<Trait> {
    let Some(found) = findings.iter().find(|finding| DEFECTS.contains(&finding.id)) else {
        return (key.is_some() || !case.listed.is_empty()).then(|| Trait::nothing(Aspect::Defect, None));
    };
    let name = found.id.replace('-', " ");
    let value = found.character.map_or(name.clone(), |c| format!("{name} {}", code_point(c)));
    Some(Trait::new(Aspect::Defect, value, Some(Place { block: 0, source: found.source, span: found.span })))
}

fn source(ladder: &Ladder) -> Option<Trait> {
    let rung = leading(ladder)?;
    Some(Trait::new(Aspect::Source, rung.step.title(), rung.proof.first().copied()))
}

fn key_trait(held: &KeyUse<'_>) -> Trait {
    let id = held.shape.key_id().unwrap_or_default();
    Trait { aspect: Aspect::Key, value: Some(mask::key_id(id)), same: id.to_owned(), place: Some(held.place) }
}

/// The key of which `aws configure list` shows the end.
fn tail(case: &Case<'_>) -> Option<Trait> {
    let (row, place) = case.rows(Row::AccessKey).next()?;
    let shown = format!("****************{}", row.value.as_ref().map(View::text)?.trim());
    Some(Trait::new(Aspect::Key, shown, Some(place)))
}

fn account(case: &Case<'_>, key: Option<&KeyUse<'_>>) -> Option<Trait> {
    let told = case.facts().find_map(|(fact, place)| match fact {
        Fact::Identity(identity) => Some((identity.account.as_ref()?, place)),
        _ => None,
    });
    if let Some((account, place)) = told {
        let place = Place { span: account.whole(), ..place };
        return Some(Trait::new(Aspect::Account, account.text(), Some(place)));
    }
    let held = key?;
    let account = key::account(held.shape.key_id()?).ok()?;
    Some(Trait::new(Aspect::Account, account.to_string(), Some(held.place)))
}

/// Whether a token is set beside the key, or was sent with it.
fn token(case: &Case<'_>, key: Option<&KeyUse<'_>>) -> Option<Trait> {
    let sent = case.facts().find_map(|(fact, place)| match fact {
        Fact::Request(request) => Some((request.token?, Place { span: request.span, ..place })),
        _ => None,
    });
    let beside = || {
        let place = key?.place;
        let holding = case.holdings.iter().find(|held| held.settings.iter().any(|(_, at)| *at == place))?;
        let token = holding.set(Role::SessionToken);
        holding.is_listing().then_some((token.is_some(), token.map_or(place, |(_, place)| place)))
    };
    let (there, place) = sent.or_else(beside)?;
    Some(if there { Trait::new(Aspect::Token, SET, Some(place)) } else { Trait::nothing(Aspect::Token, Some(place)) })
}

const SET: &str = "set";

fn token_age(case: &Case<'_>) -> Option<Trait> {
    addresses::tokens(case).into_iter().find_map(|carried| {
        let seconds = Token::read(carried.value.text())?.created?;
        Some(Trait::new(Aspect::TokenAge, Moment { seconds, local: false }.to_string(), Some(carried.place)))
    })
}

/// An endpoint that is not AWS's, or where the environment is known, that there is none.
fn endpoint(case: &Case<'_>, complete: bool) -> Option<Trait> {
    let profile = addresses::profile(case);
    let foreign = |address: &str| {
        let folded = address.trim().to_ascii_lowercase();
        let host = regions::host(&folded).to_owned();
        (!host.is_empty() && !matches!(regions::server(&folded), Server::Aws(_))).then_some(host)
    };
    let set = case.settings_of(Role::Endpoint, |_| true).find_map(|(setting, place)| {
        let in_use = addresses::is_in_use(setting, profile.as_deref());
        let host = setting.value.text().filter(|_| in_use).and_then(|value| foreign(value.text()))?;
        Some(Trait::new(Aspect::Endpoint, host, Some(place)))
    });
    let named = || {
        case.facts().find_map(|(fact, place)| match fact {
            Fact::Endpoint(address) => {
                let place = Place { span: address.whole(), ..place };
                Some(Trait::new(Aspect::Endpoint, foreign(address.text())?, Some(place)))
            }
            _ => None,
        })
    };
    set.or_else(named).or_else(|| complete.then(|| Trait::nothing(Aspect::Endpoint, None)))
}

/// The region: of the variable that the SDK reads first, else of whatever names one first.
fn region(case: &Case<'_>, variables: &[&'static str]) -> Option<Trait> {
    let by_variable = variables.iter().find_map(|name| {
        let (setting, place) = case.env_setting(name)?;
        let value = setting.value.text().filter(|value| !value.is_empty())?;
        Some(Trait::new(Aspect::Region, value.text(), Some(place)))
    });
    let listed = || {
        let (row, place) = case.rows(Row::Region).next()?;
        Some(Trait::new(Aspect::Region, row.value.as_ref()?.text(), Some(place)))
    };
    let named = || {
        addresses::mentions(case).into_iter().find_map(|mention| match mention.what {
            What::Region(region) => Some(Trait::new(Aspect::Region, region, Some(mention.place))),
            _ => None,
        })
    };
    by_variable.or_else(listed).or_else(named)
}

fn profile_place(case: &Case<'_>, name: &str) -> Option<Place> {
    let set = case.settings_of(Role::Profile, |scope| *scope == Scope::Environment);
    let mut named = set.filter(|(setting, _)| setting.value.text().is_some_and(|value| value.text() == name));
    let row = || case.rows(Row::Profile).next().map(|(_, place)| place);
    named.next().map(|(_, place)| place).or_else(row)
}

fn caller(case: &Case<'_>) -> Option<Trait> {
    case.facts().find_map(|(fact, place)| match fact {
        Fact::Identity(identity) => {
            let arn = identity.arn.as_ref()?;
            Some(Trait::new(Aspect::Caller, arn.text(), Some(Place { span: arn.whole(), ..place })))
        }
        _ => None,
    })
}
