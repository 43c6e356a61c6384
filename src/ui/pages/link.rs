//! The builder of runbook links.

use yew::prelude::*;

use crate::ui::components::LinkBuilder;
use crate::ui::words;

/// The builder.
pub fn answer() -> Html {
    html! {
        <>
            <section key="title" class="card welcome" aria-label="Runbook link">
                <h2>{ words::LINK_TITLE }</h2>
                <p>{ words::LINK_HINT }</p>
            </section>
            <LinkBuilder key="builder" />
        </>
    }
}
