//! Puts a report together from evidence and rules.

use super::hide::Hider;
use super::{
    Ask, Because, Chain, Command, Diagnosis, Error, Evident, Finding, Key, Lines, Mark, MarkKind, Report, Rung, SCHEMA,
    Seen, Step, Trait,
};
use crate::aws::errors;
use crate::aws::key::{self, Class, NoAccount};
use crate::aws::names::Role;
use crate::aws::regions::Partition;
use crate::evidence::{Evidence, Failure, Kind};
use crate::rules::{Case, Context, KeyUse, Place, UseKind, findings, shape};
use crate::rules::{ask, chain, diagnoses, runtime};
use crate::text::{Source, Span, mask};

/// As many places of one key as a report names.
const MOST_SEEN: usize = 20;

/// As many blocks, and as many unread parts, a report lists; of more, the first.
const MOST: usize = 1_000;

/// Among as many of the failures before it is the same failure looked for.
const NEAR: usize = 64;

/// Reports on `evidence`, which was read from `sources`.
pub fn build(sources: Vec<Source>, evidence: &Evidence, context: &Context) -> Report {
    let case = Case::new(evidence, context);
    let found = findings::all(&case);
    let causes = diagnoses::all(&case, &found);
    let hider = Hider::new(&sources, evidence, &case);
    let frame = Frame { sources: &sources, hider: &hider, case: &case };
    let (errors, error_numbers) = frame.errors();
    let findings: Vec<Finding> = found.iter().map(|finding| frame.finding(finding)).collect();
    let diagnoses = causes.iter().map(|cause| frame.diagnosis(cause, &found, &error_numbers)).collect();
    let keys = frame.keys();
    let marks = marks(evidence, &found, &case, &sources);
    Report {
        schema: SCHEMA,
        errors,
        evidence: frame.evidence(evidence),
        keys,
        findings,
        chain: frame.chain(),
        diagnoses,
        ask: frame.ask(&found, &causes),
        runtime: frame.runtime(&found),
        unread: unread(&sources, evidence),
        sources: Vec::new().into(),
        marks,
    }
    .with_sources(sources)
}

impl Report {
    fn with_sources(mut self, sources: Vec<Source>) -> Self {
        self.sources = sources.into();
        self
    }
}

/// What every part of a report needs.
struct Frame<'a> {
    sources: &'a [Source],
    hider: &'a Hider<'a>,
    case: &'a Case<'a>,
}

impl Frame<'_> {
    /// First and last line of `span`.
    fn ask(&self, found: &[findings::Finding], causes: &[diagnoses::Diagnosis]) -> Vec<Ask> {
        let questions = ask::questions(self.case, found, causes);
        let text = |template: &str| fill_in(template, self.case, true);
        questions
            .into_iter()
            .map(|question| Ask {
                command: text(question.command),
                command_powershell: text(question.powershell),
                why: question.why.to_owned(),
                separates: question.separates.to_vec(),
            })
            .collect()
    }

    fn runtime(&self, found: &[findings::Finding]) -> Vec<Trait> {
        let lines = |place: Place| Lines { source: place.source, lines: self.lines(place.source, place.span) };
        let shown = runtime::traits(self.case, found);
        shown.into_iter().map(|held| Trait { lines: held.place.map(lines), held }).collect()
    }

    fn chain(&self) -> Option<Chain> {
        let ladder = chain::ladder(self.case)?;
        let lines = |place: &Place| Lines { source: place.source, lines: self.lines(place.source, place.span) };
        let rung = |rung: &chain::Rung| {
            let mut proof: Vec<Lines> = rung.proof.iter().map(lines).collect();
            proof.sort_by_key(|lines| (lines.source, lines.lines));
            proof.dedup();
            Rung { step: rung.step.id().to_owned(), title: rung.step.title(), state: rung.state.id(), proof }
        };
        Some(Chain {
            sdk: ladder.chain.id.to_owned(),
            title: ladder.chain.title,
            known: ladder.known,
            rungs: ladder.rungs.iter().map(rung).collect(),
            expected: ladder.expected,
            traps: ladder.chain.traps,
        })
    }

    fn lines(&self, source: usize, span: Span) -> [usize; 2] {
        let Some(text) = self.sources.get(source) else { return [1, 1] };
        let first = text.line(span.start);
        [first, text.line(span.end.max(span.start + 1) - 1).max(first)]
    }

    /// The distinct failures, and for each failure of the case the number of its entry.
    fn errors(&self) -> (Vec<Error>, Vec<usize>) {
        let mut errors: Vec<Error> = Vec::new();
        let mut numbers = Vec::new();
        for &(failure, place) in &self.case.failures {
            let new = self.error(failure, place);
            let near = errors.len().saturating_sub(NEAR);
            let same = errors.iter().skip(near).position(|held| is_same(held, &new)).map(|number| near + number);
            match same.and_then(|number| errors.get_mut(number)) {
                Some(held) => fill(held, new),
                None => errors.push(new),
            }
            numbers.push(same.unwrap_or(errors.len() - 1));
        }
        (errors, numbers)
    }

    fn error(&self, failure: &Failure, place: Place) -> Error {
        Error {
            code: self.hider.name(failure.code.as_ref()),
            message: failure.message.as_ref().map(|message| self.hider.view(message, place.source)),
            http_status: failure.http_status,
            service: self.hider.name(failure.service.as_ref()),
            operation: self.hider.name(failure.operation.as_ref()),
            request_id: self.hider.id(failure.request_id.as_ref()),
            host_id: self.hider.id(failure.host_id.as_ref()),
            client: failure.client.map(str::to_owned),
            responder: failure.responder.map(str::to_owned),
            source: place.source,
            lines: self.lines(place.source, place.span),
        }
    }

    /// Blocks as entries; neighbours of one kind with nothing but blanks between them are one.
    fn evidence(&self, evidence: &Evidence) -> Vec<Evident> {
        let mut out: Vec<(Kind, usize, Span)> = Vec::new();
        let mut kinds: Vec<Kind> = Vec::new();
        for block in &evidence.blocks {
            let listed = out.len() >= MOST && kinds.contains(&block.kind);
            let near = out.iter_mut().rev().take(4).find(|(kind, source, span)| {
                *kind == block.kind && *source == block.source && self.adjacent(*source, *span, block.span)
            });
            match near {
                Some((_, _, span)) => *span = span.join(block.span),
                None if listed => {}
                None => {
                    kinds.push(block.kind);
                    out.push((block.kind, block.source, block.span));
                }
            }
        }
        let entry = |(kind, source, span): (Kind, usize, Span)| Evident {
            kind: kind.id().to_owned(),
            title: kind.title(),
            source,
            lines: self.lines(source, span),
        };
        out.into_iter().map(entry).collect()
    }

    /// Whether only blanks (and, inside, other blocks' text) lie between two spans.
    fn adjacent(&self, source: usize, first: Span, second: Span) -> bool {
        if second.start <= first.end {
            return true;
        }
        let between = self.sources.get(source).map_or("", |text| text.slice(Span::new(first.end, second.start)));
        between.len() < 200 && between.trim().is_empty() && between.matches('\n').count() < 2
    }

    /// The distinct keys, each with the first places where it stands.
    fn keys(&self) -> Vec<Key> {
        let mut seen: Vec<Vec<Seen>> = vec![Vec::new(); self.case.keys.len()];
        for held in &self.case.uses {
            if let Some(places) =
                held.key.and_then(|number| seen.get_mut(number)).filter(|places| places.len() < MOST_SEEN)
            {
                places.push(self.seen(held));
            }
        }
        self.case.keys.iter().zip(seen).map(|(held, seen)| Self::key(held, seen)).collect()
    }

    fn key(held: &crate::rules::Key, seen: Vec<Seen>) -> Key {
        let known = key::prefix(&held.id);
        let example = matches!(shape::of(&held.id), shape::Shape::Example(..));
        let (account_id, account_note) = account(&held.id, example, held.partial);
        Key {
            masked: mask::key_id(&held.id),
            id: held.id.clone(),
            raw: held.raw.clone(),
            prefix: known.map(|(prefix, ..)| prefix.to_owned()),
            class: class(&held.id, known.map(|(_, class, _)| class)).id(),
            length: held.raw.chars().count(),
            account_id,
            count: held.count,
            account_note,
            seen,
        }
    }

    fn seen(&self, key: &KeyUse<'_>) -> Seen {
        let name = match &key.kind {
            UseKind::Configured(_, name) | UseKind::InSecretField(_, name) => Some(self.hider.text(name)),
            _ => None,
        };
        Seen {
            kind: self.case.kind(key.place).map_or("", Kind::id).to_owned(),
            name,
            source: key.place.source,
            line: self.lines(key.place.source, key.place.span)[0],
        }
    }

    fn finding(&self, finding: &findings::Finding) -> Finding {
        let text = self.sources.get(finding.source);
        let position = text.map(|text| text.position(finding.span.start));
        let (line, column) = position.map_or((1, 1), |position| (position.line, position.column));
        Finding {
            id: finding.id.to_owned(),
            severity: finding.severity.id(),
            title: findings::rule(finding.id).map_or_else(String::new, |rule| rule.title.to_owned()),
            detail: self.hider.text(&finding.detail),
            source: finding.source,
            line,
            column,
            last_line: self.lines(finding.source, finding.span)[1],
            code_point: finding.character.map(crate::text::characters::code_point),
            key: finding.key,
        }
    }

    fn diagnosis(&self, cause: &diagnoses::Diagnosis, found: &[findings::Finding], errors: &[usize]) -> Diagnosis {
        let because = cause.because.iter().filter_map(|reason| self.because(reason, found, errors)).collect();
        let words = |steps: &[diagnoses::Step]| steps.iter().map(|step| self.step(step)).collect();
        Diagnosis {
            id: cause.rule.id,
            confidence: cause.confidence.id(),
            title: self.hider.text(&cause.title),
            because,
            steps: words(cause.rule.steps),
            do_not: cause.rule.avoid.iter().map(|&text| text.to_owned()).collect(),
            verify: words(cause.rule.verify),
        }
    }

    /// A step, its command filled in.
    fn step(&self, step: &diagnoses::Step) -> Step {
        let command = step.command.map(|(bash, powershell)| {
            let filled = |masked| [bash, powershell].map(|command| fill_in(command, self.case, masked));
            Command { shown: filled(false), masked: filled(true) }
        });
        Step { text: step.text.to_owned(), command }
    }

    fn because(&self, reason: &diagnoses::Because, found: &[findings::Finding], errors: &[usize]) -> Option<Because> {
        let (finding, error, source, span) = match *reason {
            diagnoses::Because::Finding(number) => {
                let finding = found.get(number)?;
                (Some(number), None, finding.source, finding.span)
            }
            diagnoses::Because::Error(number) => {
                let entry = errors.get(number).copied()?;
                // The failure of the entry that has most to say: the one that gave it its code.
                let told = |&other: &usize| {
                    errors.get(other) == Some(&entry)
                        && self.case.failures.get(other).is_some_and(|(failure, _)| failure.code.is_some())
                };
                let number = if told(&number) { number } else { (0..errors.len()).find(told).unwrap_or(number) };
                let (_, place) = self.case.failures.get(number)?;
                (None, Some(entry), place.source, place.span)
            }
            diagnoses::Because::Text(source, span) => (None, None, source, span),
        };
        Some(Because { finding, error, source, lines: self.lines(source, span) })
    }
}

/// `template` with what the case knows in the place of `{key}` and its kin; what is not known stays in words.
pub fn fill_in(template: &str, case: &Case<'_>, masked: bool) -> String {
    if !template.contains('{') {
        return template.to_owned();
    }
    let key = case.sent().chain(case.uses.iter()).find_map(|held| case.keys.get(held.key?));
    let id = key.map(|key| if masked { mask::key_id(&key.id) } else { key.id.clone() });
    let account = key.and_then(|key| key::account(&key.id).ok()).map(|account| account.to_string());
    let set = case.settings_of(Role::Region, |_| true).find_map(|(held, _)| Some(held.value.text()?.text().to_owned()));
    let region = set.or_else(|| case.failures.iter().find_map(|(failure, _)| failure.region.clone()));
    let region = region.filter(|region| Partition::of_region(region).is_some());
    template
        .replace("{key}", id.as_deref().unwrap_or("ACCESS_KEY_ID"))
        .replace("{account}", account.as_deref().unwrap_or("ACCOUNT"))
        .replace("{region}", region.as_deref().unwrap_or("REGION"))
}

/// Whether two entries tell of one failure: the same code, or the same message where one has no code, and no fact of one
/// contradicts the other.
fn is_same(held: &Error, new: &Error) -> bool {
    fn agree<T: PartialEq>(a: Option<&T>, b: Option<&T>) -> bool {
        a.is_none() || b.is_none() || a == b
    }
    // A client's own words around the answer of the server, on the line where that stands.
    let nothing_new = || new.message.as_ref().is_none_or(|message| errors::of_message(message).is_none());
    let retold = new.code.is_none() && new.http_status.is_some() && held.lines[1] >= new.lines[0] && nothing_new();
    // What a server said stands twice: as the message of an exception, and with its code.
    let answered = held.responder.is_some() || new.responder.is_some();
    let same_words = held.message == new.message && (answered || held.code == new.code);
    held.source == new.source
        && agree(held.code.as_ref(), new.code.as_ref())
        && (retold || held.code.is_some() && new.code.is_some() || same_words)
        && agree(held.service.as_ref(), new.service.as_ref())
        && agree(held.operation.as_ref(), new.operation.as_ref())
        && agree(held.request_id.as_ref(), new.request_id.as_ref())
        && agree(held.client.as_ref(), new.client.as_ref())
        && agree(held.http_status.as_ref(), new.http_status.as_ref())
        && agree(held.responder.as_ref(), new.responder.as_ref())
}

/// Takes from `new` what `held` does not know.
fn fill(held: &mut Error, new: Error) {
    if held.code.is_none() && new.code.is_some() {
        (held.code, held.lines) = (new.code, new.lines);
    }
    held.message = held.message.take().or(new.message);
    held.http_status = held.http_status.or(new.http_status);
    held.service = held.service.take().or(new.service);
    held.operation = held.operation.take().or(new.operation);
    held.request_id = held.request_id.take().or(new.request_id);
    held.host_id = held.host_id.take().or(new.host_id);
    held.client = held.client.take().or(new.client);
    held.responder = held.responder.take().or(new.responder);
}

fn class(id: &str, known: Option<Class>) -> Class {
    known.unwrap_or_else(|| if shape::vendor(id).is_some() { Class::NotAws } else { Class::Unknown })
}

fn account(id: &str, example: bool, partial: bool) -> (Option<String>, Option<String>) {
    if example {
        return (None, Some("no account: this is a key ID from AWS's documentation".to_owned()));
    }
    match key::account(id) {
        Ok(account) => {
            let short = id.len() < key::LENGTH;
            let note = match (partial, short) {
                (true, _) => Some("read from the part of the key ID that shows"),
                (false, true) => Some("read from the first 13 characters; the rest is missing"),
                (false, false) => None,
            };
            (Some(account.to_string()), note.map(str::to_owned))
        }
        Err(NoAccount::Prefix) if key::account(&id.to_ascii_uppercase()).is_ok() => {
            (None, Some("no account: AWS issues key IDs in capitals only".to_owned()))
        }
        Err(reason) => (None, Some(reason.to_string())),
    }
}

/// Lines with something on them that no block touches.
fn unread(sources: &[Source], evidence: &Evidence) -> Vec<Lines> {
    let mut out: Vec<Lines> = Vec::new();
    for (number, source) in sources.iter().enumerate() {
        let mut spans: Vec<Span> = evidence.blocks.iter().filter(|b| b.source == number).map(|b| b.span).collect();
        spans.sort_unstable();
        let mut read = spans.into_iter().peekable();
        let mut reached = 0;
        for line in 1..=source.line_count() {
            let span = source.line_span(line);
            while let Some(next) = read.next_if(|next| next.start < span.end.max(span.start + 1)) {
                reached = reached.max(next.end);
            }
            if reached > span.start || source.slice(span).trim().is_empty() {
                continue;
            }
            let full = out.len() >= MOST;
            match out.last_mut() {
                Some(last) if last.source == number && last.lines[1] + 1 == line => last.lines[1] = line,
                _ if full => return out,
                _ => out.push(Lines { source: number, lines: [line, line] }),
            }
        }
    }
    out
}

fn marks(evidence: &Evidence, found: &[findings::Finding], case: &Case<'_>, sources: &[Source]) -> Vec<Mark> {
    let length = |source: usize, span| sources.get(source).map_or(0, |text: &Source| text.slice(span).chars().count());
    let secrets = evidence.secrets.iter().map(|&(source, span)| (source, span, MarkKind::Secret(length(source, span))));
    let shown = found.iter().enumerate().flat_map(|(number, finding)| {
        let also = finding.also.iter().map(move |&(source, span)| (source, span, MarkKind::Finding(number)));
        also.chain(std::iter::once((finding.source, finding.span, MarkKind::Finding(number))))
    });
    let keys = case.uses.iter().filter_map(|key| Some((key.place.source, key.value.whole(), MarkKind::Key(key.key?))));
    let mut marks: Vec<Mark> =
        secrets.chain(shown).chain(keys).map(|(source, span, what)| Mark { source, span, what }).collect();
    marks.sort_by_key(|mark| (mark.source, mark.span, mark.what));
    marks
}
