//! The questions that diagnoses ask of a case; answers are numbers of findings and failures, ready to be proof.

mod keys;
mod words;

pub(super) use self::words::SESSION;

use std::cell::LazyCell;

use super::{Basis, Because, Confidence, Diagnosis, Rule};
use crate::aws::errors::{self, Meaning};
use crate::aws::key::{self, Class};
use crate::aws::names::Role;
use crate::aws::regions::Partition;
use crate::evidence::{Failure, Row, Scope};
use crate::rules::shape::{self, Defect, Shape};
use crate::rules::{Case, Finding, KeyUse, Place, Severity, UseKind};
use crate::rules::{addresses, chain};
use crate::text::Words;

/// Lengths that R2 tells of its key IDs, of 32 characters, with a blank, a line end or quotes in them.
pub(super) const R2_DAMAGED: &[&str] = &["33", "34"];
/// The length of R2's secrets.
pub(super) const R2_SECRET: &[&str] = &["64"];

/// A case and what was found in it.
#[derive(Debug)]
pub(super) struct Weighing<'c, 'a> {
    case: &'c Case<'a>,
    findings: &'c [Finding],
}

/// Findings about a key ID, and how near they are to the failing request.
#[derive(Debug)]
pub(super) struct Defects {
    /// Numbers of the findings.
    pub numbers: Vec<usize>,
    /// The text shows that a damaged value was sent, or that it is the one in use.
    pub proven: bool,
    /// Nothing shows that another, sound key was used instead.
    pub reachable: bool,
}

impl<'c, 'a> Weighing<'c, 'a> {
    /// Weighs `case`.
    pub fn new(case: &'c Case<'a>, findings: &'c [Finding]) -> Self {
        Self { case, findings }
    }

    /// A diagnosis that rests on findings and failures; none where it rests on nothing.
    pub fn diagnosis(
        rule: &'static Rule,
        confidence: Confidence,
        title: impl Into<String>,
        findings: &[usize],
        failures: &[usize],
    ) -> Option<Diagnosis> {
        Self::resting_on(rule, confidence, title, findings, failures, Vec::new())
    }

    /// A diagnosis that rests on findings, failures and other text; none where it rests on nothing.
    pub fn resting_on(
        rule: &'static Rule,
        confidence: Confidence,
        title: impl Into<String>,
        findings: &[usize],
        failures: &[usize],
        texts: Vec<Because>,
    ) -> Option<Diagnosis> {
        let mut because: Vec<Because> = findings.iter().map(|&number| Because::Finding(number)).collect();
        for &number in failures {
            if !because.contains(&Because::Error(number)) {
                because.push(Because::Error(number));
            }
        }
        because.extend(texts);
        let title = title.into();
        (!because.is_empty()).then_some(Diagnosis { rule, confidence, title, because, basis: Basis::Evidence })
    }

    /// A diagnosis that fits any unknown key, where nothing in the evidence explains why this one is not known.
    pub fn general(&self, rule: &'static Rule, title: &str) -> Option<Diagnosis> {
        let rejected = self.told(|meaning| matches!(meaning, Meaning::UnknownKey | Meaning::AuthFailure));
        let explained = self.findings.iter().any(|finding| finding.severity != Severity::Info);
        let fits = !explained && !self.is_settled_otherwise();
        let diagnosis = Self::diagnosis(rule, Confidence::Possible, title, &[], &rejected).filter(|_| fits)?;
        Some(diagnosis.on(Basis::Any))
    }

    /// Whether S3, or what speaks like it, does not know a key.
    pub fn is_of_s3(&self) -> bool {
        let of_s3 = |code: &str| code.holds("AccessKeyId");
        self.case.failures.iter().any(|(failure, _)| {
            failure.meaning == Some(Meaning::UnknownKey)
                && (failure.service.as_deref() == Some("s3")
                    || failure.code.as_deref().is_some_and(of_s3)
                    || failure.message.as_ref().is_some_and(|message| of_s3(&message.text().replace(' ', ""))))
        })
    }

    /// Whether the evidence names no region.
    pub fn shows_no_region(&self) -> bool {
        self.case.settings_of(Role::Region, |_| true).next().is_none()
            && self.case.rows(Row::Region).all(|(row, _)| row.value.is_none())
            && self.case.failures.iter().all(|(failure, _)| failure.region.is_none())
    }

    /// Numbers of the findings with one of `ids`.
    pub fn found(&self, ids: &[&str]) -> Vec<usize> {
        self.findings.iter().enumerate().filter(|(_, held)| ids.contains(&held.id)).map(|(number, _)| number).collect()
    }

    /// Numbers of the failures whose meaning `matches` takes.
    pub fn told(&self, matches: fn(Meaning) -> bool) -> Vec<usize> {
        let means = |number: &usize| self.meaning_of(*number).is_some_and(matches);
        (0..self.case.failures.len()).filter(means).collect()
    }

    /// What failure `number` says. EC2 has one code for a session that is over and for a request that is too old; a user's
    /// key has no session.
    fn meaning_of(&self, number: usize) -> Option<Meaning> {
        let meaning = self.case.meaning_of(number)?;
        let (failure, _) = self.case.failures.get(number)?;
        let expired = meaning == Meaning::ExpiredToken && failure.code.as_deref() == Some("RequestExpired");
        let of_request = expired && self.shows_only_class(Class::LongTerm) && !self.has_token();
        Some(if of_request { Meaning::ClockSkew } else { meaning })
    }

    fn message(&self, number: usize) -> Option<&'a str> {
        let (failure, _) = self.case.failures.get(number)?;
        failure.message.as_ref().map(crate::text::View::text)
    }

    /// Whether nothing but its code tells of failure `number`, which other services than S3 give to a wrong clock, too.
    pub fn may_be_clock(&self, number: usize) -> bool {
        let of_s3 = |&(failure, _): &(&Failure, Place)| failure.service.as_deref() == Some("s3");
        // Java's first SDK has a sentence of its own for all that it does not know.
        let silent = self.message(number).is_none_or(|message| errors::of_message(message).is_none());
        silent && !self.case.failures.get(number).is_some_and(of_s3)
    }

    /// Whether the failures show that the key was found and read, so that a fault of the key ID is not the cause.
    pub fn is_settled_otherwise(&self) -> bool {
        let is_past = |meaning| {
            matches!(
                meaning,
                Meaning::ExpiredToken
                    | Meaning::ClockSkew
                    | Meaning::BadSignature
                    | Meaning::AccessDenied
                    | Meaning::AccountProblem
            )
        };
        let failures = 0..self.case.failures.len();
        !failures.is_empty() && failures.into_iter().all(|number| self.case.meaning_of(number).is_some_and(is_past))
    }

    /// Findings with one of `ids` that are about a value in use.
    pub fn defects(&self, ids: &[&str]) -> Defects {
        let numbers = self.found(ids);
        let (mut proven, mut reachable) = (false, false);
        let sound_environment_wins = LazyCell::new(|| self.sound_environment_wins());
        for &number in &numbers {
            let Some(finding) = self.findings.get(number) else { continue };
            for held in self.uses_of(finding) {
                let other = self.sound_key_was_sent_instead(held)
                    || held.profile().is_some_and(|own| {
                        self.is_idle(own) || *sound_environment_wins || self.another_tail_is_in_use(held)
                    });
                proven |= match &held.kind {
                    UseKind::Sent => true,
                    UseKind::Configured(scope, _) | UseKind::InSecretField(scope, _) => {
                        !other && !held.partial && self.wins(scope) && !self.is_trimmed(held, scope)
                    }
                    UseKind::Dumped => !other,
                    UseKind::Bare | UseKind::Recorded => false,
                };
                reachable |= !other && held.kind != UseKind::Recorded;
            }
        }
        // A secret is no use of a key; it stands beside its key ID.
        let has_uses = |number: &usize| self.findings.get(*number).is_some_and(|finding| !finding.uses.is_empty());
        reachable |= !numbers.is_empty() && !numbers.iter().any(has_uses);
        Defects { numbers, proven, reachable }
    }

    /// The values that `finding` is about.
    fn uses_of<'f>(&'f self, finding: &'f Finding) -> impl Iterator<Item = &'f KeyUse<'a>> {
        finding.uses.iter().filter_map(|&number| self.case.uses.get(number))
    }

    /// Whether requests were signed with a sound key, and not with the value `held`: with another key, or with this one
    /// without what is wrong with `held`, unless an echo may have lost it.
    fn sound_key_was_sent_instead(&self, held: &KeyUse<'_>) -> bool {
        let is_seen = |defect: &Defect| !matches!(defect, Defect::Hidden(..) | Defect::Lookalike(..));
        let seen = matches!(&held.shape, Shape::Key(_, defects) if !defects.is_empty() && defects.iter().all(is_seen));
        let instead = |sent: &KeyUse<'_>| match &sent.shape {
            Shape::Key(id, defects) => defects.is_empty() && (seen || Some(id.as_str()) != held.shape.key_id()),
            _ => false,
        };
        let mut sent = self.case.sent().filter(|sent| !sent.partial).peekable();
        sent.peek().is_some() && sent.all(instead)
    }

    /// Whether another profile is selected than this one, and a file shows its key.
    fn is_idle(&self, profile: &str) -> bool {
        let selected = chain::ladder(self.case).map(|ladder| ladder.profile.as_str());
        let holds = |held: &KeyUse<'_>| held.profile().is_some() && held.profile() == selected;
        selected != Some(profile) && self.case.uses.iter().any(holds)
    }

    /// Whether the environment gives the credentials, as the evidence or the chain's order has it, and a sound key.
    fn sound_environment_wins(&self) -> bool {
        let ladder = chain::ladder(self.case);
        let won = ladder.as_ref().and_then(|ladder| ladder.winner().or_else(|| ladder.rungs.get(ladder.expected?)));
        let key = won.filter(|rung| rung.step.is_environment()).and_then(|rung| rung.key(self.case));
        key.is_some_and(|held| matches!(&held.shape, Shape::Key(_, defects) if defects.is_empty()))
    }

    /// Whether the CLI lists a sound key as the one in use, and it is not `held`, which is set as one.
    fn another_tail_is_in_use(&self, held: &KeyUse<'_>) -> bool {
        let mut rows = self.case.rows(Row::AccessKey).filter_map(|(row, _)| row.value.as_ref()).peekable();
        let is_sound = |tail: &str| tail.len() == 4 && tail.chars().all(key::in_alphabet);
        let other = |tail: &str| is_sound(tail) && !held.value.text().trim_end().ends_with(tail);
        matches!(held.kind, UseKind::Configured(..)) && rows.peek().is_some() && rows.all(|tail| other(tail.text()))
    }

    /// Whether nothing is wrong with `held`, of `scope`, once the program at hand has dropped the blanks around it.
    fn is_trimmed(&self, held: &KeyUse<'_>, scope: &Scope) -> bool {
        let trims = || {
            let ladder = chain::ladder(self.case).filter(|ladder| ladder.known);
            ladder.is_some_and(|ladder| ladder.chain.trims_environment == Some(true))
        };
        matches!(scope, Scope::Environment | Scope::SystemProperties)
            && shape::of(held.value.text().trim_matches(|c| c <= ' ')).defects().is_empty()
            && trims()
    }

    /// Whether the credentials of `scope` are those in use, as far as the evidence shows: `aws configure list` names
    /// the source; without it the environment comes before files.
    fn wins(&self, scope: &Scope) -> bool {
        let named: Vec<&str> =
            self.case.rows(Row::AccessKey).map(|(row, _)| row.kind.as_str()).filter(|kind| !kind.is_empty()).collect();
        if !named.is_empty() {
            let kind = match scope {
                Scope::Environment => "env",
                Scope::CredentialsFile(_) => "shared-credentials-file",
                Scope::ConfigFile(_) => "config-file",
                _ => return true,
            };
            return named.iter().any(|named| named.replace('_', "-") == kind);
        }
        let in_environment = |held: &KeyUse<'_>| matches!(&held.kind, UseKind::Configured(Scope::Environment, _));
        match scope {
            Scope::CredentialsFile(_) | Scope::ConfigFile(_) => !self.case.uses.iter().any(in_environment),
            _ => true,
        }
    }

    /// Whether the masked tail of finding `number` looks like the end of a template: `_ID}`, `EY>`, `HERE`; or is that of a
    /// placeholder which the evidence shows whole.
    pub fn is_template_tail(&self, number: usize) -> bool {
        self.tail(number).is_some_and(|tail| {
            let shown = |held: &KeyUse<'_>| held.shape == Shape::Placeholder && held.value.text().ends_with(tail);
            if self.case.uses.iter().any(shown) {
                return true;
            }
            let closed = tail.trim_end().ends_with(['}', '>', ')', '%']);
            closed || tail.contains('_') || tail.contains('$') || matches!(tail, "here" | "_key" | "e_me")
        })
    }

    /// Whether one of the masked tails holds what no value holds by intent: an invisible character, a quote.
    pub fn is_broken_tail(&self, numbers: &[usize]) -> bool {
        let odd = |c: char| crate::text::characters::is_hidden(c) || matches!(c, '"' | '\'');
        numbers.iter().any(|&number| self.tail(number).is_some_and(|tail| tail.contains(odd)))
            && !self
                .told(|meaning| {
                    matches!(
                        meaning,
                        Meaning::UnknownKey
                            | Meaning::MalformedHeader
                            | Meaning::AuthFailure
                            | Meaning::InvalidHeaderValue
                    )
                })
                .is_empty()
    }

    fn tail(&self, number: usize) -> Option<&'a str> {
        let finding = self.findings.get(number)?;
        let (row, _) = self.case.rows(Row::AccessKey).find(|(row, place)| {
            place.source == finding.source && row.span.start <= finding.span.start && finding.span.start <= row.span.end
        })?;
        row.value.as_ref().map(crate::text::View::text)
    }

    /// Failures in which R2 says that a key ID is of one of these `lengths`.
    pub fn of_lengths(&self, lengths: &[&str]) -> Vec<usize> {
        let length = |number: &usize| {
            let (_, rest) = self.message(*number)?.cut("has length ")?;
            Some(rest.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default())
        };
        let told = self.told(|meaning| meaning == Meaning::ForeignKey);
        told.into_iter().filter(|number| length(number).is_some_and(|told| lengths.contains(&told))).collect()
    }

    /// Whether failure `number` quotes a credential with more slashes than its scope has: a secret in the ID's place.
    pub fn is_slash_in_credential(&self, number: usize) -> bool {
        let quoted =
            self.message(number).and_then(|text| text.cut("got '")).and_then(|(_, rest)| rest.split('\'').next());
        quoted.is_some_and(|credential| credential.matches('/').count() > 4)
    }

    /// Whether failure `number` quotes a part of the credential that is a word of its own, as when a sentence stands in
    /// the place of the key ID; a key ID or the scope that follows it would show a stray blank.
    pub fn is_word_in_credential(&self, number: usize) -> bool {
        let quoted = self.message(number).and_then(|text| text.cut("' not a valid key=value pair"));
        let word = quoted.map(|(before, _)| before.rsplit_once('\'').map_or(before, |(_, word)| word).trim());
        // The algorithm is quoted where the header's own name stands in its value.
        let of_header = |word: &str| word.starts_with("AWS4-") || word.contains('/') || key::prefix(word).is_some();
        word.is_some_and(|word| !word.is_empty() && !of_header(word))
    }

    /// Failures, of keys that are not known, where requests go to a partition other than the commercial one.
    pub fn failures_abroad(&self) -> Vec<usize> {
        let regions = addresses::regions_in_use(self.case);
        if regions.first().is_none_or(|mention| mention.partition == Partition::Aws) {
            return Vec::new();
        }
        self.told(|meaning| matches!(meaning, Meaning::UnknownKey | Meaning::AuthFailure | Meaning::InvalidToken))
    }

    /// Refusals by policy that follow, for the same operation, on an unknown key.
    pub fn unknown_then_denied(&self) -> Vec<usize> {
        let unknown = self.told(|meaning| meaning == Meaning::UnknownKey);
        let denied = self.told(|meaning| meaning == Meaning::AccessDenied);
        let operation =
            |number: usize| self.case.failures.get(number).and_then(|(failure, _)| failure.operation.as_deref());
        let follows = |denied: &usize| {
            unknown.iter().any(|unknown| {
                unknown < denied && operation(*unknown).is_some() && operation(*unknown) == operation(*denied)
            })
        };
        denied.into_iter().filter(follows).collect()
    }
}

fn is_class(held: &KeyUse<'_>, class: Class) -> bool {
    let known = match &held.shape {
        Shape::Key(id, _) => key::prefix(id).map(|(_, class, _)| class),
        Shape::Redacted => key::class_of_beginning(held.value.text()),
        _ => None,
    };
    known == Some(class)
}

fn text(place: Place) -> Because {
    Because::Text(place.source, place.span)
}
