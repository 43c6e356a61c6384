//! The builder of runbook links: what the page expects anyway, and an error code.

use yew::prelude::*;

use crate::guide::{self, Kind};
use crate::ui::browser;
use crate::ui::components::{Act, command, expect};
use crate::ui::markup::html;
use crate::ui::route::{self, Page};
use crate::ui::state::{Action, State};
use crate::ui::words;

/// The fields of a link, and the link.
pub fn answer(state: &State, act: &Act) -> Html {
    let onchange = act.reform(|event: Event| Action::Explain(browser::value(&event)));
    let link = browser::absolute(&route::address(&Page::Triage, &state.query()));
    let codes = guide::all().filter(|page| page.kind == Kind::Code).map(|page| {
        let selected = state.error.as_deref() == Some(page.slug);
        html! { <option key={page.slug} value={page.slug} {selected}>{ page.slug }</option> }
    });
    html! {
        <>
            <section key="title" class="card welcome" aria-label="Runbook link">
                <h2>{ words::LINK_TITLE }</h2>
                <p>{ words::LINK_HINT }</p>
            </section>
            <section key="error" class="card expect" aria-label="What the runbook is about">
                <label>
                    <span>{ "Error code that the runbook is about" }</span>
                    <select aria-label="Error code" {onchange}>
                        <option key="any" value="" selected={state.error.is_none()}>{ "any" }</option>
                        { for codes }
                    </select>
                </label>
            </section>
            { expect(&state.expected, act) }
            <section key="link" class="card" aria-label="Link">
                <h2 class="label">{ "The link" }</h2>
                { command(link) }
                <p class="hint">{ words::LINK_FORM }</p>
            </section>
        </>
    }
}
