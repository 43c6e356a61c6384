//! What to ask for next: of all observations that the paste lacks, those that separate most of the causes that remain.
//!
//! A question is one command, for bash and for PowerShell, that prints no secret; the list is [`QUESTIONS`].

mod questions;

use super::diagnoses::{Confidence, Diagnosis};
use super::{Case, Finding, chain};
use crate::aws::chains::Step;
use crate::aws::errors::Meaning;
use crate::aws::key::{self, Class};
use crate::evidence::{Fact, Row, Scope};
use questions::QUESTIONS;

/// As many questions as a customer answers.
const MOST: usize = 3;

/// A question: what to run, why, and which causes its answer tells apart.
#[derive(Debug)]
pub struct Question {
    /// Its name, for links and tests.
    pub id: &'static str,
    /// What it looks at.
    pub about: About,
    /// The command for bash. `{key}`, `{account}` and `{region}` stand for what the case knows.
    pub command: &'static str,
    /// The command for PowerShell.
    pub powershell: &'static str,
    /// Why it is asked and who runs it, in one or two sentences.
    pub why: &'static str,
    /// The diagnoses that the answer tells apart, by their ids.
    pub separates: &'static [&'static str],
    /// What the command may print, and the diagnosis that each answer points to.
    pub answers: &'static [(&'static str, &'static str)],
}

/// What a question looks at; one that the paste answers already is not asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// The variables of the environment.
    Environment,
    /// The source that the CLI takes its credentials from.
    Source,
    /// The bytes of the key ID.
    Bytes,
    /// What IAM says of the key.
    KeyStatus,
    /// The clocks of client and server.
    Clock,
    /// Who the caller is.
    Caller,
    /// What `GetCallerIdentity` says in the region, and in one that is always on.
    Region,
}

impl About {
    /// Whether it shows what the AWS CLI finds in the environment and the shared files.
    fn is_of_the_chain(self) -> bool {
        matches!(self, Self::Environment | Self::Source | Self::Bytes | Self::Caller | Self::Region)
    }
}

/// Whether the program takes its keys from its own configuration, so that neither environment nor profiles count.
fn uses_own_keys(case: &Case<'_>) -> bool {
    let Some(ladder) = chain::ladder(case) else { return false };
    let first = ladder.winner().or_else(|| ladder.rungs.get(ladder.expected?));
    first.is_some_and(|rung| matches!(rung.step, Step::Explicit | Step::ExplicitSession))
}

/// The questions to ask about a case with these `findings` and ranked `diagnoses`, the one that separates most first.
/// None where the cause is certain, or nothing is wrong.
pub fn questions(case: &Case<'_>, findings: &[Finding], diagnoses: &[Diagnosis]) -> Vec<&'static Question> {
    let settled = diagnoses.first().is_some_and(|first| first.confidence == Confidence::Certain);
    let wrong = !case.failures.is_empty() || !diagnoses.is_empty();
    if settled || !wrong {
        return Vec::new();
    }
    let own_keys = uses_own_keys(case);
    let mut open: Vec<(usize, &Question)> = QUESTIONS
        .iter()
        .filter(|question| !is_answered(case, question.about) && makes_sense(case, findings, question.about))
        .filter(|question| !(own_keys && question.about.is_of_the_chain()))
        .map(|question| (weight(question, diagnoses), question))
        .filter(|(weight, _)| *weight > 0)
        .collect();
    open.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    open.truncate(MOST);
    open.into_iter().map(|(_, question)| question).collect()
}

/// How much an answer tells: a cause that leads the list counts most, then each that it sets apart, then those that
/// nobody has thought of yet. Without any cause all that a question separates counts.
fn weight(question: &Question, diagnoses: &[Diagnosis]) -> usize {
    let separates = |diagnosis: &&Diagnosis| question.separates.contains(&diagnosis.rule.id);
    let known = diagnoses.iter().filter(separates).count();
    let leads = diagnoses.first().as_ref().is_some_and(separates);
    if known == 0 && !diagnoses.is_empty() {
        return 0;
    }
    100 * usize::from(leads) + 10 * known + question.separates.len()
}

/// Whether the paste shows already what `about` looks at.
fn is_answered(case: &Case<'_>, about: About) -> bool {
    let fact = |shows: fn(&Fact) -> bool| case.facts().any(|(fact, _)| shows(fact));
    match about {
        About::Environment => case.holdings.iter().any(|held| *held.scope == Scope::Environment && held.is_listing()),
        About::Source => {
            case.rows(Row::AccessKey).next().is_some()
                || fact(|fact| matches!(fact, Fact::Provider(provider) if provider.found.is_some()))
        }
        About::Bytes => fact(|fact| matches!(fact, Fact::Bytes(_))),
        About::KeyStatus => fact(|fact| matches!(fact, Fact::KeyRecord(_))),
        About::Clock => fact(|fact| matches!(fact, Fact::Clock(_))),
        About::Caller | About::Region => fact(|fact| matches!(fact, Fact::Identity(_))),
    }
}

/// Whether the answer can bear on the case: a status only where a user's key is known, a region only where it must be
/// enabled, a clock only where the answer may come of one. A clock never makes a key unknown.
fn makes_sense(case: &Case<'_>, findings: &[Finding], about: About) -> bool {
    match about {
        About::KeyStatus => case.keys.iter().any(|held| is_long_term(&held.id)),
        About::Region => findings.iter().any(|finding| finding.id == "opt-in-region"),
        About::Clock => case.means(|meaning| {
            matches!(meaning, Meaning::AuthFailure | Meaning::BadSignature | Meaning::ClockSkew | Meaning::Forbidden)
        }),
        _ => true,
    }
}

fn is_long_term(id: &str) -> bool {
    key::prefix(id).is_some_and(|(_, class, _)| class == Class::LongTerm)
}

#[cfg(test)]
mod tests;
