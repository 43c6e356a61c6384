//! What to ask for next.

use yew::prelude::*;

use super::{command, copy, prose};
use crate::ui::markup::html;
use crate::ui::reply;
use crate::ui::state::{Answer, Shell};

/// The region of the next evidence.
pub fn asks(answer: &Answer, shell: Shell) -> Html {
    let questions = answer.0.ask.iter().enumerate().map(|(number, ask)| {
        let text = match shell {
            Shell::Bash => &ask.command,
            Shell::PowerShell => &ask.command_powershell,
        };
        html! { <div key={number}><p>{ prose(&ask.why) }</p>{ command(text.clone()) }</div> }
    });
    let held = answer.clone();
    html! {
        <section key="asks" class="card asks" aria-label="Next evidence" hidden={answer.0.ask.is_empty()}>
            <header class="bar">
                <h2 class="label">{ "Next evidence" }</h2>
                <span class="space" />
                <button type="button" data-opens="collector">{ "Collector" }</button>
                { copy(move || reply::letter(&held.0, shell), "Copy a reply to the customer", "", "copy") }
            </header>
            { for questions }
        </section>
    }
}
