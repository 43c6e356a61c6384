//! Puts a report together from evidence and rules.

mod errors;
mod keys;

use super::hide::Hider;
use super::{
    Accounts, Ask, Because, Chain, Command, Diagnosis, Evident, Finding, Lines, Mark, MarkKind, Report, Rung, SCHEMA,
    Step, Trait,
};
use crate::aws::key;
use crate::aws::names::Role;
use crate::aws::regions::Partition;
use crate::evidence::{Evidence, Kind};
use crate::rules::{Case, Context, Place, ask, chain, diagnoses, findings, runtime};
use crate::text::{Source, Span, Words, mask};

/// As many blocks, and as many unread parts, a report lists; of more, the first.
const MOST: usize = 1_000;

/// Reports on `evidence`, which was read from `sources`. Between one step and the next it waits for `pause`, so that what
/// takes long need not take long at a time.
pub async fn build(sources: Vec<Source>, mut evidence: Evidence, context: &Context, pause: &impl AsyncFn()) -> Report {
    let (tally, mentions) = (std::mem::take(&mut evidence.tally), std::mem::take(&mut evidence.mentions));
    let case = Case::new(&evidence, context);
    pause().await;
    let found = findings::all(&case, pause).await;
    let causes = diagnoses::all(&case, &found, pause).await;
    let hider = Hider::new(&sources, &evidence, &case);
    pause().await;
    let frame = Frame { sources: &sources, hider: &hider, case: &case };
    let (errors, error_numbers) = frame.errors();
    pause().await;
    let findings: Vec<Finding> = found.iter().map(|finding| frame.finding(finding)).collect();
    let diagnoses = causes.iter().map(|cause| frame.diagnosis(cause, &found, &error_numbers)).collect();
    pause().await;
    let keys = frame.keys(tally, mentions);
    let accounts = Accounts::of(&keys, pause).await;
    let marks = marks(&evidence, &found, &case, &sources);
    pause().await;
    let unread = unread(&sources, &evidence);
    pause().await;
    Report {
        schema: SCHEMA,
        errors,
        evidence: frame.evidence(&evidence),
        keys,
        findings,
        chain: frame.chain(),
        diagnoses,
        ask: frame.ask(&found, &causes),
        runtime: frame.runtime(&found),
        unread,
        accounts,
        marks,
        sources: sources.into(),
    }
}

/// What every part of a report needs.
struct Frame<'a> {
    sources: &'a [Source],
    hider: &'a Hider<'a>,
    case: &'a Case<'a>,
}

impl Frame<'_> {
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

    /// First and last line of `span`.
    fn lines(&self, source: usize, span: Span) -> [usize; 2] {
        let Some(text) = self.sources.get(source) else { return [1, 1] };
        let first = text.line(span.start);
        [first, text.line(span.end.max(span.start + 1) - 1).max(first)]
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
        .with("{key}", id.as_deref().unwrap_or("ACCESS_KEY_ID"))
        .with("{account}", account.as_deref().unwrap_or("ACCOUNT"))
        .with("{region}", region.as_deref().unwrap_or("REGION"))
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
