//! Builds the address that a runbook links to.

use yew::prelude::*;

use super::{Copy, Expect};
use crate::guide::{self, Kind};
use crate::ui::browser;
use crate::ui::route::{self, Page, Query};
use crate::ui::state::{Action, Expected, State};

/// The fields of a link, and the link.
#[component]
pub fn LinkBuilder() -> Html {
    let expected = use_state(Expected::default);
    let error = use_state(String::new);
    let act = {
        let expected = expected.clone();
        Callback::from(move |action: Action| {
            let state = State { expected: (*expected).clone(), ..State::default() };
            expected.set(state.after(action).expected);
        })
    };
    let onchange = {
        let error = error.clone();
        move |event: Event| error.set(browser::value(&event))
    };
    let state = State { expected: (*expected).clone(), ..State::default() };
    let query = Query { error: Some((*error).clone()), ..state.query() };
    let link = browser::absolute(&route::address(&Page::Triage, &query));
    let copied = link.clone();
    let codes = guide::all().filter(|page| page.kind == Kind::Code);
    html! {
        <div class="link-builder">
            <section key="error" class="card expect" aria-label="Error code">
                <label>
                    <span>{ "Error code that the runbook is about" }</span>
                    <select aria-label="Error code" {onchange}>
                        <option key="any" value="" selected={error.is_empty()}>{ "any" }</option>
                        { for codes.map(|page| html! {
                            <option key={page.slug} value={page.slug} selected={*error == page.slug}>{ page.slug }</option>
                        }) }
                    </select>
                </label>
            </section>
            <Expect key="expect" expected={(*expected).clone()} {act} />
            <section key="link" class="card" aria-label="Link">
                <h2 class="label">{ "The link" }</h2>
                <div class="command"><code>{ link }</code><Copy text={move |()| copied.clone()} what="the link" /></div>
                <p class="hint">{ "It holds what stands above and nothing else. What follows # never reaches a server. An alert may add &key= and an access key ID; the page reads it and takes it out of the address." }</p>
            </section>
        </div>
    }
}
