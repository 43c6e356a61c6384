//! A button that copies.

use yew::prelude::*;

use crate::ui::browser;
use crate::ui::markup::html;

/// A button that says `label` and copies what `make` gives when it is wanted; the element beside it says whether that
/// worked. `what` is what it copies, for those who do not see what stands beside it; `class` holds `copy`.
pub fn copy(make: impl Fn() -> String + 'static, label: &'static str, what: &'static str, class: &'static str) -> Html {
    let onclick = move |event: MouseEvent| browser::copy(&event, make());
    html! {
        <span class="copying">
            <button key="button" type="button" {class} {onclick}>
                { label }<span class="unseen">{ " " }{ what }</span>
            </button>
            <span key="told" role="status" class="told" />
        </span>
    }
}
