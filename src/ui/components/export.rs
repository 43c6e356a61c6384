//! What leaves the page, shown before it does.

use yew::prelude::*;

use super::Copy;
use crate::ui::browser;
use crate::ui::export::{self, Kind};
use crate::ui::state::Answer;

/// Properties of [`Export`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ExportProps {
    /// The report.
    pub answer: Answer,
}

/// Shows, copies and prints the report.
#[component]
pub fn Export(props: &ExportProps) -> Html {
    let chosen = use_state(Kind::default);
    let shown = use_state(|| false);
    let kind = *chosen;
    let copied = {
        let answer = props.answer.clone();
        move |()| export::text(&answer.0, kind)
    };
    let kinds = Kind::ALL.map(|(kind, name)| {
        let chosen = chosen.clone();
        let pressed = (kind == *chosen).to_string();
        html! { <button key={name} type="button" aria-pressed={pressed} onclick={move |_| chosen.set(kind)}>{ name }</button> }
    });
    let toggle = {
        let shown = shown.clone();
        move |_| shown.set(!*shown)
    };
    let preview = if *shown { export::text(&props.answer.0, kind) } else { String::new() };
    html! {
        <section class="card export" aria-label="Report">
            <h2 class="label">{ "Take along" }</h2>
            <div class="segments" role="group" aria-label="What">{ for kinds }</div>
            <span class="space" />
            <Copy text={copied} class="main" what="what is chosen" />
            <button type="button" onclick={|_| browser::print()}>{ "Print" }</button>
            <button type="button" aria-expanded={shown.to_string()} onclick={toggle}>{ "Preview" }</button>
            <p class="hint">{ "Secrets are gone and key IDs masked in all of them; the preview shows every character that leaves the page." }</p>
            <pre hidden={!*shown} tabindex="0" aria-label="Preview">{ preview }</pre>
        </section>
    }
}
