//! What programs and servers say of the source that was used: the proof of a rung.

use super::{Rung, State, is_cli};
use crate::aws::chains::{Chain, Step};
use crate::aws::errors::Meaning;
use crate::evidence::{Fact, Row, Scope};
use crate::rules::{Case, KeyUse, Place, UseKind};
use crate::text::Words;
use crate::text::sorted::Sorted;

/// Who says it; the stronger stands first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Witness {
    /// The key that was sent is the key of this rung alone.
    Sent,
    /// A log of the program tells of it.
    Log,
    /// `aws configure list` names it.
    Listing,
}

#[derive(Debug)]
struct Statement {
    rung: usize,
    state: State,
    witness: Witness,
    at: Place,
    /// Where the key of the rung stands, too.
    also: Option<Place>,
}

/// All that is said of rungs.
#[derive(Debug)]
pub(super) struct Proof {
    statements: Vec<Statement>,
    /// The listing is the chain's own program's.
    own_listing: bool,
    /// The text in which a client says that it found nothing anywhere.
    nothing: Option<Place>,
}

impl Proof {
    /// What `case` holds of it.
    pub(super) fn of(case: &Case<'_>, chain: &Chain) -> Self {
        let mut proof = Self { statements: Vec::new(), own_listing: is_cli(chain), nothing: None };
        proof.read_sent(case, chain);
        proof.read_log(case, chain);
        proof.read_listing(case, chain);
        proof.nothing = case
            .failures
            .iter()
            .find(|(failure, _)| failure.meaning == Some(Meaning::MissingCredentials) && failure.local)
            .map(|(_, place)| *place);
        proof
    }

    /// Takes in what `witness` says of `rung`, once.
    fn say(&mut self, rung: Option<usize>, state: State, witness: Witness, at: Place, also: Option<Place>) {
        let Some(rung) = rung else { return };
        let same = |said: &Statement| said.rung == rung && said.state == state && said.witness == witness;
        if !self.statements.iter().any(same) {
            self.statements.push(Statement { rung, state, witness, at, also });
        }
    }

    /// The key that was sent stands in one rung only.
    fn read_sent(&mut self, case: &Case<'_>, chain: &Chain) {
        // The rung of each key, none for a key that stands in several.
        let mut rungs: Sorted<usize, Option<(usize, Place)>> = Sorted::default();
        for held in case.uses.iter().filter(|held| !held.partial) {
            let (Some(key), Some(rung)) = (held.key, rung_of_key(held, chain)) else { continue };
            if let Some(known) = rungs.or_insert(key, Some((rung, held.place))) {
                *known = known.filter(|(other, _)| *other == rung);
            }
        }
        for sent in case.sent().filter(|sent| !sent.partial) {
            if let Some((rung, place)) = sent.key.and_then(|key| *rungs.get(&key)?) {
                self.say(Some(rung), State::Won, Witness::Sent, sent.place, Some(place));
            }
        }
    }

    /// A log asks one provider after the other: those before the one that has something had nothing.
    fn read_log(&mut self, case: &Case<'_>, chain: &Chain) {
        let mut asked: Vec<(usize, Place)> = Vec::new();
        for (fact, place) in case.facts() {
            let Fact::Provider(provider) = fact else { continue };
            let Some(rung) = step_of_provider(&provider.name).and_then(|steps| first_of(chain, steps)) else {
                continue;
            };
            let at = Place { span: provider.span, ..place };
            if asked.last().is_some_and(|(last, _)| *last > rung) {
                asked.clear();
            }
            for (earlier, span) in asked.drain(..).filter(|(earlier, _)| *earlier < rung) {
                self.say(Some(earlier), State::Absent, Witness::Log, span, None);
            }
            match provider.found {
                Some(true) => self.say(Some(rung), State::Won, Witness::Log, at, None),
                Some(false) => self.say(Some(rung), State::Absent, Witness::Log, at, None),
                None => asked.push((rung, at)),
            }
        }
    }

    fn read_listing(&mut self, case: &Case<'_>, chain: &Chain) {
        let named = case.rows(Row::Profile).any(|(row, _)| row.kind == "manual");
        for (row, place) in case.rows(Row::AccessKey) {
            let at = place;
            if row.kind == "None" || row.value.is_none() {
                let rungs = 0..chain.order.len();
                rungs.for_each(|rung| self.say(Some(rung), State::Absent, Witness::Listing, at, None));
                continue;
            }
            let steps = steps_of_type(&row.kind);
            let option = named && steps.iter().any(|step| step.is_profile());
            let rung = option.then(|| first_of(chain, &[Step::NamedProfile])).flatten();
            let rung = rung.or_else(|| first_of(chain, steps));
            self.say(rung, if self.own_listing { State::Won } else { State::Set }, Witness::Listing, at, None);
        }
    }

    /// Takes over what is said of each rung, the strongest word first.
    pub(super) fn apply(&self, rungs: &mut [Rung]) {
        let best = self.best();
        for (number, rung) in rungs.iter_mut().enumerate() {
            let said = self.statements.iter().filter(|said| said.rung == number);
            for said in said {
                let won = said.state == State::Won;
                match (rung.state, said.state) {
                    // What is listed as set and yet found absent was set elsewhere: the listing stays, without more.
                    (State::Set | State::Shadowed, State::Absent) => {}
                    (_, State::Absent) => {
                        rung.state = State::Absent;
                        rung.proof = vec![said.at];
                    }
                    _ => {
                        // A chain may leave a rung out by its own rule, whatever another program does with it.
                        rung.state = if rung.state == State::Shadowed && !won { State::Shadowed } else { State::Set };
                        rung.proof.insert(0, said.at);
                        rung.proof.extend(said.also.filter(|_| Some(number) == best));
                        rung.proof.dedup();
                    }
                }
            }
            if let Some(at) = self.nothing.filter(|_| best.is_none() && rung.state == State::Unknown) {
                rung.state = State::Absent;
                rung.proof = vec![at];
            }
        }
    }

    /// The rung that the strongest witness calls the winner.
    fn best(&self) -> Option<usize> {
        let won = self.statements.iter().filter(|said| said.state == State::Won);
        won.min_by_key(|said| said.witness).map(|said| said.rung)
    }

    /// The rung that won: by the strongest witness; else, where the AWS CLI lists what it found, the one that the chain
    /// of another program asks before all others that have something.
    pub(super) fn winner(&self, rungs: &[Rung], expected: Option<usize>) -> Option<usize> {
        let listed = |rung: usize| self.statements.iter().any(|said| said.rung == rung && said.state == State::Set);
        self.best().or_else(|| {
            let rung = expected.filter(|&rung| listed(rung))?;
            rungs.get(rung).filter(|held| held.state == State::Set).map(|_| rung)
        })
    }
}

/// The first rung of `chain` that is one of `steps`, in the order of `steps`.
fn first_of(chain: &Chain, steps: &[Step]) -> Option<usize> {
    steps.iter().find_map(|wanted| chain.order.iter().position(|step| step == wanted))
}

/// The rung that a configured key belongs to.
fn rung_of_key(held: &KeyUse<'_>, chain: &Chain) -> Option<usize> {
    let UseKind::Configured(scope, name) = &held.kind else { return None };
    match scope {
        Scope::Environment if chain.id_variables.contains(&name.as_str()) => first_of(chain, steps_of_type("env")),
        Scope::Environment if name.starts_with("AMAZON_") => first_of(chain, &[Step::AmazonEnvironment]),
        Scope::CredentialsFile(_) => first_of(chain, steps_of_type("shared-credentials-file")),
        Scope::ConfigFile(_) => first_of(chain, steps_of_type("config-file")),
        Scope::SystemProperties => first_of(chain, &[Step::SystemProperties]),
        Scope::Tool(_) | Scope::Code => first_of(chain, &[Step::Explicit]),
        Scope::Environment | Scope::Object => None,
    }
}

/// The steps that the Type column of `aws configure list` means, the closest first.
fn steps_of_type(kind: &str) -> &'static [Step] {
    match kind.replace('_', "-").as_str() {
        "env" => &[Step::Environment, Step::EnvironmentUnlessProfile],
        "shared-credentials-file" => &[Step::CredentialsFile, Step::ProfileStatic, Step::Profile],
        "config-file" => &[Step::ConfigFile, Step::ProfileStatic, Step::Profile],
        "assume-role" => &[Step::ProfileRole, Step::Profile],
        "assume-role-with-web-identity" => &[Step::WebIdentity, Step::ProfileWebIdentity, Step::Profile],
        "sso" => &[Step::ProfileSso, Step::Profile],
        "login" => &[Step::ProfileLogin, Step::Profile],
        "custom-process" => &[Step::ProfileProcess, Step::CredentialsFileProcess, Step::Profile],
        "container-role" => &[Step::Container],
        "iam-role" => &[Step::Imds],
        "ec2-credentials-file" => &[Step::Ec2CredentialsFile],
        "boto-config" => &[Step::BotoConfig],
        _ => &[],
    }
}

/// Words in the names of providers and the steps that they mean; the more particular stands before the more general.
const PROVIDERS: &[(&str, &[Step])] = &[
    ("systempropert", &[Step::SystemProperties]),
    ("webidentity", &[Step::WebIdentity, Step::ProfileWebIdentity]),
    ("tokenfile", &[Step::WebIdentity, Step::ProfileWebIdentity]),
    ("sso", &[Step::ProfileSso, Step::Profile]),
    ("process", &[Step::ProfileProcess, Step::Profile]),
    ("login", &[Step::ProfileLogin, Step::Profile]),
    ("assumerole", &[Step::ProfileRole, Step::Profile]),
    ("environment", &[Step::Environment, Step::EnvironmentUnlessProfile]),
    ("env", &[Step::Environment, Step::EnvironmentUnlessProfile]),
    ("ec2container", &[Step::Container]),
    ("container", &[Step::Container]),
    ("ecs", &[Step::Container]),
    ("instance", &[Step::Imds]),
    ("imds", &[Step::Imds]),
    ("ec2", &[Step::Imds]),
    ("profile", &[Step::Profile, Step::ProfileStatic, Step::CredentialsFile]),
    ("ini", &[Step::ProfileStatic, Step::Profile]),
    ("shared", &[Step::Profile, Step::ProfileStatic, Step::CredentialsFile]),
];

/// The steps that a provider's name in a log means: a Type of `aws configure list`, or a class or function of an SDK.
fn step_of_provider(name: &str) -> Option<&'static [Step]> {
    let exact = steps_of_type(name);
    if !exact.is_empty() {
        return Some(exact);
    }
    let folded: String = name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    PROVIDERS.iter().find(|(word, _)| folded.holds(word)).map(|&(_, steps)| steps)
}
