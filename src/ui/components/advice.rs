//! What to do, what not to do, how to verify.

use yew::prelude::*;

use super::{Icon, command, icon, prose};
use crate::report::Step;
use crate::ui::markup::html;
use crate::ui::state::Shell;

/// Three columns: do, do not, then verify.
pub fn advice(steps: &[Step], avoid: &[Step], verify: &[Step], shell: Shell) -> Html {
    html! {
        <div class="advice">
            { column("do", Icon::Check, "Do", steps, shell) }
            { column("do-not", Icon::Cross, "Do not", avoid, shell) }
            { column("then", Icon::Arrow, "Then verify", verify, shell) }
        </div>
    }
}

/// Warnings as steps: they have no commands.
pub fn warnings<T: ToString>(texts: &[T]) -> Vec<Step> {
    texts.iter().map(|text| Step { text: text.to_string(), command: None }).collect()
}

fn column(class: &'static str, picture: Icon, title: &'static str, steps: &[Step], shell: Shell) -> Html {
    let steps = steps.iter().enumerate().map(|(number, step)| {
        let below = step.command.as_ref().map(|held| command(shell.of(&held.shown).to_owned()));
        html! { <li key={number}><p>{ prose(&step.text) }</p>{ below }</li> }
    });
    html! {
        <div key={class} class={classes!("column", class)}>
            <h3>{ icon(picture) }{ title }</h3>
            <ol>{ for steps }</ol>
        </div>
    }
}
