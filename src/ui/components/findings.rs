//! What the text shows, one by one.

use yew::prelude::*;

use super::{Act, Icon, icon, place, prose};
use crate::report::{Finding, Report};
use crate::ui::markup::html;
use crate::ui::state::Target;
use crate::ui::words;

/// As many findings as are shown at once.
const SHOWN: usize = 12;
/// As many as are listed at all.
const LISTED: usize = 300;

/// The region of the findings; `target` is what the reader asked to see.
pub fn findings(report: &Report, target: Option<Target>, act: &Act) -> Html {
    let (first, rest) = report.findings.split_at(SHOWN.min(report.findings.len()));
    let items = |from: usize, findings: &[Finding]| -> Html {
        let numbered = findings.iter().take(LISTED).enumerate();
        numbered.map(|(number, finding)| item(report, from + number, finding, target, act)).collect()
    };
    html! {
        <section key="findings" class="card findings" aria-label="Findings" hidden={report.findings.is_empty()}>
            <h2 class="label">{ words::count(report.findings.len(), "finding", "findings") }</h2>
            <ul key="first">{ items(0, first) }</ul>
            <details key="rest" hidden={rest.is_empty()} open={is_in(target, SHOWN)}>
                <summary>{ format!("{} more", words::thousands(rest.len())) }</summary>
                <ul>{ items(SHOWN, rest) }</ul>
            </details>
        </section>
    }
}

fn is_in(target: Option<Target>, from: usize) -> bool {
    matches!(target, Some(Target::Finding(number)) if number >= from)
}

fn item(report: &Report, number: usize, finding: &Finding, target: Option<Target>, act: &Act) -> Html {
    let target = target == Some(Target::Finding(number));
    let lines = [finding.line, finding.line.max(finding.last_line)];
    let class = classes!("finding", finding.severity, target.then_some("target"));
    html! {
        <li key={number} id={format!("F{number}")} tabindex="-1" {class} data-id={finding.id.clone()}>
            { icon(Icon::of_severity(finding.severity)) }
            <div>
                <p><span class="unseen">{ words::severity(finding.severity) }{ ": " }</span><strong>{ finding.title.clone() }</strong></p>
                <p class="detail">{ prose(&finding.detail) }</p>
            </div>
            <div class="links">
                { place(report, finding.source, lines, Some(finding.column), act) }
                <a href={format!("#/guide/{}", finding.id)}>{ "Guide" }<span class="unseen">{ ": " }{ finding.title.clone() }</span></a>
            </div>
        </li>
    }
}
