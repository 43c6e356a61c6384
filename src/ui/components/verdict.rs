//! The answer: what is wrong, how sure that is, which lines prove it, and what to do.

use yew::prelude::*;

use super::{Act, Icon, advice, icon, place, prose, shells, warnings};
use crate::report::{Because, Diagnosis, Report};
use crate::ui::anatomy;
use crate::ui::markup::html;
use crate::ui::state::{Action, Drawn, Shell};
use crate::ui::words;

/// As many reasons as are named at once.
const MOST_REASONS: usize = 4;

/// The diagnoses, the first in full, the others as far as they are `drawn`; or what is to be said where there is none.
pub fn verdict(report: &Report, drawn: Drawn, shell: Shell, act: &Act) -> Html {
    let Some((first, others)) = report.diagnoses.split_first() else { return no_diagnosis(report, act) };
    let others = if drawn < Drawn::Causes { &[] } else { others };
    let (word, why) = words::confidence(first.confidence);
    html! {
        <section key="diagnosis" class={classes!("card", "verdict", first.confidence)} aria-label="Diagnosis">
            <article key="first" data-id={first.id}>
                <header class="bar">
                    <span class="label">{ "Diagnosis" }</span>
                    <span class="sure">{ icon(Icon::Cross) }{ word }</span>
                    <span class="why">{ why }</span>
                    <span class="space" />
                    { shells(shell, act) }
                </header>
                <h2>{ prose(&first.title) }</h2>
                { grounds(report, first, shell, act) }
            </article>
            { doubt("This diagnosis is wrong", act) }
            <div key="others" class="others" hidden={others.is_empty()}>
                <h3 class="label">{ "Other causes" }</h3>
                { for others.iter().map(|other| alternative(report, other, shell, act)) }
            </div>
        </section>
    }
}

/// What is said where nothing is wrong, or nothing is known.
fn no_diagnosis(report: &Report, act: &Act) -> Html {
    let (class, picture, title, next) = if report.evidence.is_empty() {
        ("possible", Icon::Info, words::NOTHING_READ, words::NOTHING_READ_NEXT)
    } else if report.errors.is_empty() {
        ("clean", Icon::Check, words::NOTHING_WRONG, words::NOTHING_WRONG_NEXT)
    } else {
        ("possible", Icon::Info, words::NO_CAUSE, words::NO_CAUSE_NEXT)
    };
    // Where nothing is wrong, whose key it is is the answer.
    let title = anatomy::owner(report).filter(|_| class == "clean").unwrap_or_else(|| title.to_owned());
    let mut kinds: Vec<&str> = report.evidence.iter().map(|block| block.title).collect();
    kinds.dedup();
    html! {
        <section key="reading" class={classes!("card", "verdict", class)} aria-label="Reading">
            <header class="bar"><span class="label">{ "Reading" }</span><span class="sure">{ icon(picture) }{ kinds.join(", ") }</span></header>
            <h2>{ title }</h2>
            <p>{ prose(next) }</p>
            <p class="more"><button type="button" data-opens="collector">{ words::COLLECTOR }</button></p>
            { doubt("This is wrong", act) }
        </section>
    }
}

/// Leads to a report for those who can mend it.
fn doubt(label: &'static str, act: &Act) -> Html {
    let onclick = act.reform(|_: MouseEvent| Action::Doubted(None));
    html! { <button key="doubt" type="button" class="doubt" {onclick}>{ label }</button> }
}

/// A diagnosis that fits less well, folded.
fn alternative(report: &Report, other: &Diagnosis, shell: Shell, act: &Act) -> Html {
    html! {
        <details key={other.id} data-id={other.id}>
            <summary><span class="rank">{ words::confidence(other.confidence).0 }</span><span>{ prose(&other.title) }</span></summary>
            { grounds(report, other, shell, act) }
        </details>
    }
}

/// What proves a diagnosis, and what to do about it.
fn grounds(report: &Report, diagnosis: &Diagnosis, shell: Shell, act: &Act) -> Html {
    let shown = diagnosis.because.iter().take(MOST_REASONS).enumerate();
    let rest = diagnosis.because.len().saturating_sub(MOST_REASONS);
    html! {
        <>
            <ul class="proof" aria-label="Proof">
                { for shown.map(|(number, reason)| html! { <li key={number}>{ because(report, reason, act) }</li> }) }
                <li key="rest" hidden={rest == 0}>{ format!("and {}", words::count(rest, "more place", "more places")) }</li>
            </ul>
            { advice(&diagnosis.steps, &warnings(&diagnosis.do_not), &diagnosis.verify, shell) }
            <p class="more"><a href={format!("#/guide/{}", diagnosis.id)}>{ "Guide: how this comes about" }</a></p>
        </>
    }
}

fn because(report: &Report, reason: &Because, act: &Act) -> Html {
    let finding = reason.finding.and_then(|number| report.findings.get(number));
    let error = reason.error.and_then(|number| report.errors.get(number));
    let column = finding.filter(|finding| finding.line == reason.lines[0]).map(|finding| finding.column);
    let words = match (finding, error) {
        (Some(finding), _) => finding.detail.clone(),
        (None, Some(error)) => match (&error.code, &error.message) {
            (Some(code), _) => format!("The answer was {code}."),
            (None, message) => message.clone().unwrap_or_default(),
        },
        (None, None) => String::new(),
    };
    html! { <>{ place(report, reason.source, reason.lines, column, act) }<span>{ prose(&words) }</span></> }
}
