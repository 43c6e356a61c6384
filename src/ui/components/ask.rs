//! What to ask for next.

use yew::prelude::*;

use super::{Act, Copy, prose};
use crate::report::Ask;
use crate::ui::reply;
use crate::ui::state::{Answer, Shell};

/// Properties of [`Asks`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct AsksProps {
    /// The report.
    pub answer: Answer,
    /// In which shell's words commands are shown.
    pub shell: Shell,
    /// Tells of what the reader did.
    pub act: Act,
}

/// The region of the next evidence.
#[component]
pub fn Asks(props: &AsksProps) -> Html {
    let report = &*props.answer.0;
    let letter = {
        let (answer, shell) = (props.answer.clone(), props.shell);
        move |()| reply::letter(&answer.0, shell)
    };
    html! {
        <section class="card asks" aria-label="Next evidence" hidden={report.ask.is_empty()}>
            <header class="bar">
                <h2 class="label">{ "Next evidence" }</h2>
                <span class="space" />
                <Copy text={letter} label="Copy a reply to the customer" />
            </header>
            { for report.ask.iter().enumerate().map(|(number, ask)| html! { <div key={number}>{ question(ask, props.shell) }</div> }) }
        </section>
    }
}

fn question(ask: &Ask, shell: Shell) -> Html {
    let text = match shell {
        Shell::Bash => ask.command.clone(),
        Shell::PowerShell => ask.command_powershell.clone(),
    };
    let copied = text.clone();
    html! {
        <>
            <p>{ prose(&ask.why) }</p>
            <div class="command"><code>{ text }</code><Copy text={move |()| copied.clone()} what="the command" /></div>
        </>
    }
}
