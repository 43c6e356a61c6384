//! The report, to take along.

use yew::prelude::*;

use super::Copy;
use crate::ui::browser;
use crate::ui::state::Answer;

/// Properties of [`Export`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ExportProps {
    /// The report.
    pub answer: Answer,
}

/// Copies and prints the report.
#[component]
pub fn Export(props: &ExportProps) -> Html {
    let json = {
        let answer = props.answer.clone();
        move |()| serde_json::to_string_pretty(&*answer.0).unwrap_or_default()
    };
    html! {
        <section class="card export" aria-label="Report">
            <h2 class="label">{ "Report" }</h2>
            <span class="why">{ "secrets removed, key IDs masked" }</span>
            <span class="space" />
            <Copy text={json} label="Copy JSON" />
            <button type="button" onclick={|_| browser::print()}>{ "Print" }</button>
        </section>
    }
}
