//! A message that does not move anything.

use yew::prelude::*;

use super::Act;
use crate::ui::state::{Action, Notice};

/// Properties of [`Message`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct MessageProps {
    /// What to tell.
    pub notice: Option<Notice>,
    /// Tells of what the reader did.
    pub act: Act,
}

/// Tells the reader something, and offers what can be done about it.
#[component]
pub fn Message(props: &MessageProps) -> Html {
    let words = match &props.notice {
        None => String::new(),
        Some(Notice::Address) => "A part of the address was not understood and is ignored.".to_owned(),
        Some(Notice::TooLarge(name)) => format!("{name} is too large: up to 100 MB are read. Nothing else was lost."),
        Some(Notice::Unreadable(name)) => format!("{name} could not be read."),
        Some(Notice::Cleared(_)) => "Cleared.".to_owned(),
    };
    let undo = props.act.reform(|_: MouseEvent| Action::Undone);
    let close = props.act.reform(|_: MouseEvent| Action::Dismissed);
    html! {
        <div class="toast" hidden={props.notice.is_none()}>
            <span role="status">{ words }</span>
            <button type="button" hidden={!matches!(props.notice, Some(Notice::Cleared(_)))} onclick={undo}>{ "Undo" }</button>
            <button type="button" onclick={close}>{ "Close" }</button>
        </div>
    }
}
