//! Tries to leak before the reader's eyes.

use yew::prelude::*;

use super::{Icon, icon};
use crate::ui::browser::{self, Leak};

/// A button that tries every way out, and what came of it.
#[component]
pub fn Leaks() -> Html {
    let tried = use_state(Vec::new);
    let onclick = {
        let tried = tried.clone();
        move |_: MouseEvent| browser::try_leaks(tried.setter().into())
    };
    let rows = tried.iter().map(|leak: &Leak| {
        let (class, picture, word) =
            if leak.refused { ("good", Icon::Check, "refused") } else { ("bad", Icon::Cross, "NOT refused") };
        html! { <li key={leak.way}><span>{ leak.way }</span><span {class}>{ icon(picture) }{ word }</span></li> }
    });
    html! {
        <div class="leaks">
            <button type="button" class="main" {onclick}>{ "Try to leak" }</button>
            <ul aria-live="polite">{ for rows }</ul>
        </div>
    }
}
