//! Which credential source won: the provider chain of the program at hand, rung by rung, and the text that proves each.
//!
//! What a program says of itself is proof: the Type column of `aws configure list`, a log's "Found credentials in …", the
//! key that a server echoed. An environment that somebody listed in some shell is not; it shows what is set there.

mod proof;
mod surroundings;

pub use surroundings::Around;

use crate::aws::chains::{self, Chain, ExplicitProfile, Outcome, Standing, Step};
use crate::evidence::{Fact, Row, Scope};
use crate::rules::{Case, KeyUse, Place};
use proof::Proof;

/// The provider chain of one SDK, as the evidence shows it.
#[derive(Clone, Debug)]
pub struct Ladder {
    /// Whose chain.
    pub chain: &'static Chain,
    /// Whether the reader or the evidence says whose chain it is; else it is the default.
    pub known: bool,
    /// Its rungs in order.
    pub rungs: Vec<Rung>,
    /// The profile that an option or a variable names, else `default`.
    pub profile: String,
    /// The rung that wins by the chain's order, given what is set; none where that depends on what nobody showed. It
    /// says nothing of what a program really did.
    pub expected: Option<usize>,
}

impl Ladder {
    /// The rung that is proved to have won.
    pub fn winner(&self) -> Option<&Rung> {
        self.rungs.iter().find(|rung| rung.state == State::Won)
    }

    /// Whether rung `number` wins over rung `other`, both of which have something: by proof, or as long as nothing
    /// proves another winner, by the chain's order.
    pub fn beats(&self, number: usize, other: usize) -> bool {
        let state = |number: usize| self.rungs.get(number).map(|rung| rung.state);
        let has_something = matches!(state(other), Some(State::Set | State::Shadowed));
        has_something
            && match self.winner() {
                Some(_) => state(number) == Some(State::Won),
                None => state(number) == Some(State::Set) && number < other,
            }
    }

    /// The rungs whose steps `matches` takes, with their numbers.
    pub fn rungs_of(&self, matches: fn(Step) -> bool) -> impl Iterator<Item = (usize, &Rung)> {
        self.rungs.iter().enumerate().filter(move |(_, rung)| matches(rung.step))
    }
}

/// A rung of a provider chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rung {
    /// Where the chain looks.
    pub step: Step,
    /// What the evidence shows of it.
    pub state: State,
    /// The text that proves it.
    pub proof: Vec<Place>,
}

impl Rung {
    /// The key that its proof shows.
    pub fn key<'c, 'a>(&self, case: &'c Case<'a>) -> Option<&'c KeyUse<'a>> {
        let shows = |place: &Place| {
            self.proof.iter().any(|proof| {
                let (outer, inner) = (proof.span, place.span);
                proof.source == place.source && outer.start <= inner.start && inner.end <= outer.end
            })
        };
        case.uses.iter().find(|held| held.key.is_some() && shows(&held.place))
    }
}

/// What the evidence shows of a rung.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// It gave the credentials.
    Won,
    /// It has credentials, and another one won.
    Shadowed,
    /// It has credentials; whether it won is not known.
    Set,
    /// It is shown to have none.
    Absent,
    /// Nothing is shown of it.
    Unknown,
}

impl State {
    /// The id that reports use.
    pub fn id(self) -> &'static str {
        match self {
            Self::Won => "won",
            Self::Shadowed => "shadowed",
            Self::Set => "set",
            Self::Absent => "absent",
            Self::Unknown => "unknown",
        }
    }
}

/// Whose chain applies: the reader's word, else the program that failed, else a log, else a program that names itself,
/// else a tool whose configuration is there; and whether any of these says so. The default is the AWS CLI's.
///
/// A tool speaks in the words of the library that it is built on; its configuration tells the two apart.
pub fn whose(case: &Case<'_>) -> (&'static Chain, bool) {
    let said = case.context.sdk.as_deref().and_then(chains::of);
    // The CLI's own sentence does not tell its generation.
    let is_told = |client: &&str| *client != "aws-cli";
    let failed = || case.failures.iter().find_map(|(failure, _)| chains::of(failure.client.filter(is_told)?));
    let called = || case.failures.iter().find_map(|(failure, _)| chains::of(failure.client?));
    let of_fact = |sdk: fn(&Fact) -> Option<&'static str>| case.facts().find_map(|(fact, _)| chains::of(sdk(fact)?));
    let logged = || {
        of_fact(|fact| match fact {
            Fact::Provider(provider) => provider.sdk,
            _ => None,
        })
    };
    let named = || {
        of_fact(|fact| match fact {
            Fact::Client(client) => client.sdk,
            _ => None,
        })
    };
    let configured = || {
        case.settings.iter().find_map(|(setting, _)| match setting.scope {
            Scope::Tool(name) => chains::of(name),
            _ => None,
        })
    };
    let spoke = failed().or_else(logged).or_else(named);
    let tool = || configured().filter(|tool| spoke.is_none_or(|library| tool.is_built_on(library)));
    match said.or_else(tool).or(spoke).or_else(|| lister(case)).or_else(called) {
        Some(chain) => (chain, true),
        None => (chains::DEFAULT, false),
    }
}

/// The generation of the AWS CLI that printed `aws configure list`, by the variables that it names in its last column.
fn lister(case: &Case<'_>) -> Option<&'static Chain> {
    case.listed.iter().find_map(|(listed, _)| {
        let first = listed.location.trim_start_matches(['[', '\'', '"']);
        match listed.row {
            Row::Region if first.starts_with("AWS_DEFAULT_REGION") => chains::of("botocore"),
            Row::Profile if first.starts_with("AWS_DEFAULT_PROFILE") => chains::of("botocore"),
            Row::Region if first.starts_with("AWS_REGION") => chains::of("aws-cli-2"),
            Row::Profile if first.starts_with("AWS_PROFILE") => chains::of("aws-cli-2"),
            _ => None,
        }
    })
}

/// Whether `chain` is one of the AWS CLI's, whose own word `aws configure list` is.
fn is_cli(chain: &Chain) -> bool {
    matches!(chain.id, "aws-cli-2" | "botocore")
}

/// The chain that applies, with what the evidence shows of each rung; none where it shows nothing of any.
pub fn ladder<'c>(case: &'c Case<'_>) -> Option<&'c Ladder> {
    case.ladder.get_or_init(|| climb(case)).as_ref()
}

fn climb(case: &Case<'_>) -> Option<Ladder> {
    let (chain, known) = whose(case);
    let around = Around::of(case, chain);
    let resolution = chains::resolve(chain, &around.surroundings);
    let mut rungs: Vec<Rung> = chain
        .order
        .iter()
        .zip(&resolution.rungs)
        .enumerate()
        .map(|(number, (&step, &standing))| {
            let (state, proof) = shown(standing, around.proof(number, true), around.proof(number, false));
            Rung { step, state, proof }
        })
        .collect();
    let proof = Proof::of(case, chain);
    proof.apply(&mut rungs);
    let expected = match resolution.outcome {
        Outcome::Won(winner) => Some(winner.rung),
        _ => None,
    };
    if let Some(winner) = proof.winner(&rungs, expected) {
        crown(chain, &around, known, winner, &mut rungs);
    }
    let shows = rungs.iter().any(|rung| rung.state != State::Unknown);
    shows.then_some(Ladder { chain, known, rungs, profile: around.profile, expected })
}

/// The state of a rung without regard to others, and its proof: text that shows something set there, or that shows that
/// nothing is. Nothing is claimed without.
fn shown(standing: Standing, set: Vec<Place>, unset: Vec<Place>) -> (State, Vec<Place>) {
    match standing {
        Standing::Set | Standing::Part if !set.is_empty() => (State::Set, set),
        // Left out by the chain's own rule although something is set there.
        Standing::Skipped if !set.is_empty() => (State::Shadowed, set),
        Standing::Absent | Standing::Skipped if !unset.is_empty() => (State::Absent, unset),
        Standing::Absent if !set.is_empty() => (State::Absent, set),
        _ => (State::Unknown, Vec::new()),
    }
}

/// Takes in that rung `winner` won: what is set below it is shadowed, and what stands above it had nothing, or was set
/// in another place than the one that was asked.
fn crown(chain: &Chain, around: &Around, known: bool, winner: usize, rungs: &mut [Rung]) {
    let proof = rungs.get(winner).map(|rung| rung.proof.clone()).unwrap_or_default();
    let skips = around.surroundings.profile_option.is_some()
        && matches!(chain.explicit_profile, ExplicitProfile::SkipsEnvironment { .. });
    for (number, rung) in rungs.iter_mut().enumerate() {
        let above = number < winner;
        let skipped = skips && (rung.step.is_environment() || rung.step == Step::WebIdentity);
        match rung.state {
            _ if number == winner => rung.state = State::Won,
            State::Set if !above || skipped => rung.state = State::Shadowed,
            State::Unknown if above && known && !skipped => {
                rung.state = State::Absent;
                rung.proof.clone_from(&proof);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests;
