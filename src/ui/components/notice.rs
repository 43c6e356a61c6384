//! A message that does not move anything.

use yew::prelude::*;

use super::Act;
use crate::ui::markup::html;
use crate::ui::state::{Action, Notice};

/// Tells the reader something, and offers what can be done about it.
pub fn notice(told: Option<&Notice>, act: &Act) -> Html {
    let words = match told {
        None => String::new(),
        Some(Notice::Address) => "A part of the address was not understood and is ignored.".to_owned(),
        Some(Notice::TooLarge(name)) => format!(
            "{name} is too large: up to 100 MB are read. Cut out the part around the failure; nothing else was lost."
        ),
        Some(Notice::Unreadable(name)) => {
            format!("{name} could not be read: the browser, or a broken archive, refuses it.")
        }
        Some(Notice::Gone(what)) => (*what).to_owned(),
    };
    let undo = act.reform(|_: MouseEvent| Action::Undone);
    let close = act.reform(|_: MouseEvent| Action::Dismissed);
    html! {
        <div key="notice" class="toast" hidden={told.is_none()}>
            <span role="status">{ words }</span>
            <button type="button" hidden={!matches!(told, Some(Notice::Gone(_)))} onclick={undo}>{ "Undo" }</button>
            <button type="button" onclick={close}>{ "Close" }</button>
        </div>
    }
}
