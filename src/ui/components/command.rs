//! Commands to copy, in the words of one shell.

use yew::prelude::*;

use super::{Act, copy};
use crate::ui::markup::html;
use crate::ui::state::{Action, Shell};

/// A command, or anything else to be copied as it stands.
pub fn command(text: String) -> Html {
    // A line ends at blanks only: left to itself, a browser breaks options and names at their hyphens.
    let words = text.split(' ').map(|word| html! { <><span>{ word.to_owned() }</span>{ " " }</> });
    html! {
        <div class="command">
            <code>{ for words }</code>
            { copy(move || text.clone(), "Copy", "what stands beside it", "copy") }
        </div>
    }
}

/// Chooses the shell of all commands.
pub fn shells(chosen: Shell, act: &Act) -> Html {
    let choices = [(Shell::Bash, "bash"), (Shell::PowerShell, "PowerShell")].map(|(shell, name)| {
        let onclick = act.reform(move |_: MouseEvent| Action::Shell(shell));
        html! { <button key={name} type="button" aria-pressed={(shell == chosen).to_string()} {onclick}>{ name }</button> }
    });
    html! { <div class="segments" role="group" aria-label="Commands for">{ for choices }</div> }
}
