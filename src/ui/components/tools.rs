//! What can be done with the box.

use std::rc::Rc;

use yew::prelude::*;

use super::Act;
use crate::ui::browser;
use crate::ui::state::{Action, Input, Slot};
use crate::ui::words;

/// Properties of [`Tools`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ToolsProps {
    /// Which box.
    pub slot: Slot,
    /// What is in it and beside it.
    pub input: Rc<Input>,
    /// Tells of what the reader did.
    pub act: Act,
}

/// The tools of a box and the files beside it.
#[component]
pub fn Tools(props: &ToolsProps) -> Html {
    let slot = props.slot;
    let clear = props.act.reform(move |_: MouseEvent| Action::Cleared(slot));
    html! {
        <div class="tools">
            <button key="open" type="button" onclick={move |_| browser::choose_files(slot)}>{ "Open files" }</button>
            <input key="files" type="file" multiple=true aria-label="Open files" tabindex="-1" />
            <button key="clear" type="button" disabled={props.input.is_empty()} onclick={clear}>
                { "Clear" }<kbd>{ "Esc" }</kbd>
            </button>
            <ul key="list" class="files" hidden={props.input.files.is_empty()}>
                { for props.input.files.iter().enumerate().map(|(number, file)| {
                    let remove = props.act.reform(move |_: MouseEvent| Action::Detached(slot, number));
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
