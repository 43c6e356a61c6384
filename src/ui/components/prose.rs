//! Sentences of the engine: what stands between backticks is code.

use yew::prelude::*;

use crate::ui::markup::html;

/// `text`, its code set as code.
pub fn prose(text: &str) -> Html {
    let parts = text.split('`').enumerate().map(|(at, part)| {
        let part = part.to_owned();
        if at % 2 == 1 {
            html! { <code key={at}>{ part }</code> }
        } else {
            html! { <span key={at}>{ part }</span> }
        }
    });
    html! { <>{ for parts }</> }
}
