//! A secret in the evidence: what to do about it without an outage.

use yew::prelude::*;

use super::{Icon, icon};
use crate::aws::key::Class;
use crate::report::Report;
use crate::ui::markup::html;
use crate::ui::words;

/// The banner of an exposed secret.
pub fn exposed(report: &Report) -> Html {
    let found = report.findings.iter().any(|finding| finding.id == "exposed-secret");
    // Nobody rotates the keys of a session.
    let session = !report.keys.is_empty() && report.keys.told().iter().all(|key| key.class == Class::Temporary.id());
    let title = if session { words::EXPOSED_SESSION } else { words::EXPOSED };
    let steps = words::ROTATION.iter().map(|&step| html! { <li key={step}>{ step }</li> });
    html! {
        <section key="exposed" class="card exposed" aria-label="Exposed secret" hidden={!found}>
            <h2>{ icon(Icon::Warning) }{ title }</h2>
            <ol hidden={session}>{ for steps }</ol>
            <p class="hint">{ words::EXPOSED_TOKEN }{ " " }<a href="#/guide/exposed-secret">{ "Guide" }</a></p>
        </section>
    }
}
