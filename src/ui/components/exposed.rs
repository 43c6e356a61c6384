//! A secret in the evidence: what to do about it without an outage.

use yew::prelude::*;

use super::{Icon, icon};
use crate::report::Report;
use crate::ui::markup::html;
use crate::ui::words;

/// The banner of an exposed secret.
pub fn exposed(report: &Report) -> Html {
    let found = report.findings.iter().any(|finding| finding.id == "exposed-secret");
    let steps = words::ROTATION.iter().map(|&step| html! { <li key={step}>{ step }</li> });
    html! {
        <section key="exposed" class="card exposed" aria-label="Exposed secret" hidden={!found}>
            <h2>{ icon(Icon::Warning) }{ words::EXPOSED }</h2>
            <ol>{ for steps }</ol>
            <p class="hint">{ words::EXPOSED_TOKEN }{ " " }<a href="#/guide/exposed-secret">{ "Guide" }</a></p>
        </section>
    }
}
