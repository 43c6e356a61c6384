//! What can be done with the box.

use yew::prelude::*;

use super::Act;
use crate::ui::browser;
use crate::ui::markup::html;
use crate::ui::state::{Action, Input, Slot};
use crate::ui::words;

/// The tools of the box of `slot` and the files beside it.
pub fn tools(slot: Slot, input: &Input, act: &Act) -> Html {
    let clear = act.reform(move |_: MouseEvent| Action::Cleared(slot));
    html! {
        <div class="tools">
            <button key="open" type="button" onclick={move |_| browser::choose_files(slot)}>{ "Open files" }</button>
            <input key="files" type="file" multiple=true aria-label="Open files" tabindex="-1" />
            <button key="clear" type="button" disabled={input.is_empty()} onclick={clear}>
                { "Clear" }<kbd>{ "Esc" }</kbd>
            </button>
            <ul key="list" class="files" hidden={input.files.is_empty()}>
                { for input.files.iter().enumerate().map(|(number, file)| {
                    let remove = act.reform(move |_: MouseEvent| Action::Detached(slot, number));
                    html! {
                        <li key={file.name.clone()}>
                            <span class="name">{ file.name.clone() }</span>
                            <span class="size">{ words::size(file.bytes.len()) }</span>
                            <button type="button" onclick={remove}>{ "Remove" }<span class="unseen">{ " " }{ file.name.clone() }</span></button>
                        </li>
                    }
                }) }
            </ul>
        </div>
    }
}
